//! Files on their way to an agent: pictures and voicemail drops.
//!
//! Floats are finite.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use specta::Type;

use crate::Result;
use crate::error::{CallboardError, ErrorCode};

/// What a file is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum MediaKind {
    /// An agent's picture.
    Avatar,
    /// A voicemail drop.
    Drop,
}

/// A file the admin chose. Its path stays in the core; the window knows it by its token.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ChosenFile {
    /// Names the file for as long as the program runs.
    pub token: String,
    /// File name without its folder.
    pub name: String,
    /// Size in bytes.
    pub size: f64,
}

/// A picture that could be decoded. Shown through the media scheme at `chosen/{token}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PictureFacts {
    /// Width in pixels, after the camera's orientation is obeyed.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
}

/// The square of a picture to keep, in pixels of the oriented picture after it was turned.
///
/// The turned picture is the upright box around it, as CSS' `rotate()` about the centre draws it; the origin is that
/// box's upper left corner. A square that would show one of the box's empty corners is moved and, where that does not
/// do, made smaller.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Crop {
    /// Left edge.
    pub x: f64,
    /// Top edge.
    pub y: f64,
    /// Width and height.
    pub side: f64,
    /// Degrees by which the picture is turned before, clockwise.
    #[serde(default)]
    pub rotation: f64,
}

/// A sound that could be decoded.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SoundFacts {
    /// Length in seconds.
    pub seconds: f64,
    /// Samples per second.
    pub sample_rate: u32,
    /// Channels.
    pub channels: u32,
    /// The kind of file it lies in, such as `M4A`, found by content; a name in every language.
    pub container: String,
    /// What it is encoded with, such as `AAC`; a name in every language. `MP3` and the like are both.
    pub codec: String,
    /// Loudest value of each of 400 slices, 0 to 1, for a small waveform.
    pub peaks: Vec<f32>,
    /// Integrated loudness in LUFS (EBU R 128); none below its gate of -70, or of less than 0.4 seconds.
    pub loudness: Option<f64>,
    /// True peak in dBTP; none in digital silence.
    pub true_peak: Option<f64>,
    /// What the admin should know about it.
    pub findings: Vec<SoundFinding>,
}

/// What an admin should know about a sound before callers hear it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(tag = "code", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum SoundFinding {
    /// It was recorded too loud: it is cut off at full scale.
    Clipped {
        /// In how many places.
        places: u32,
    },
    /// Nothing can be heard.
    Silent,
    /// It is hard to hear.
    VeryQuiet,
    /// It is longer than a caller listens to.
    TooLong {
        /// What is advisable, in seconds.
        advised: f64,
    },
    /// It begins with silence.
    SilenceAtStart {
        /// Its length.
        seconds: f64,
    },
    /// It ends in silence.
    SilenceAtEnd {
        /// Its length.
        seconds: f64,
    },
}

/// A part of a sound's waveform, as fine as was asked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct WaveformView {
    /// Lowest value of each bucket, -1 to 1.
    pub lows: Vec<f32>,
    /// Highest value of each bucket, -1 to 1.
    pub highs: Vec<f32>,
}

/// Samples per second of telephone sound.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum TelephoneRate {
    /// 8,000, as every telephone plays (ITU-T G.711).
    Narrow,
    /// 16,000, as newer ones do (ITU-T G.722).
    Wide,
}

impl TelephoneRate {
    /// Samples per second.
    pub fn hertz(self) -> u32 {
        match self {
            Self::Narrow => 8000,
            Self::Wide => 16_000,
        }
    }
}

/// How loud a sound is to be.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SoundLevel {
    /// Integrated loudness in LUFS.
    pub loudness: f64,
    /// True peak at most, in dBTP.
    pub true_peak: f64,
}

impl SoundLevel {
    /// -18 LUFS: what the Audio Engineering Society advises for speech, in words or from a machine (AES TD1008.1.21-9).
    /// -2 dBTP leaves room for the overshoot of the coders a call passes, as ATSC A/85 asks before lossy coding.
    pub const SPEECH: Self = Self { loudness: -18.0, true_peak: -2.0 };
}

/// What is made of a sound. The original is never changed.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SoundEdit {
    /// Where it begins in the original, in milliseconds.
    pub start_ms: u32,
    /// Where it ends in the original; none for its end.
    pub end_ms: Option<u32>,
    /// Whether silence at both ends of that part is cut, too.
    pub cut_silence: bool,
    /// How long it takes to become as loud as it is, in milliseconds.
    pub fade_in_ms: u32,
    /// How long it takes to become silent at its end.
    pub fade_out_ms: u32,
    /// How loud it is to be; none to leave that.
    pub level: Option<SoundLevel>,
    /// Samples per second.
    pub rate: TelephoneRate,
}

impl SoundEdit {
    /// The whole sound, as loud as it is.
    pub fn unchanged(rate: TelephoneRate) -> Self {
        Self {
            start_ms: 0,
            end_ms: None,
            cut_silence: false,
            fade_in_ms: 0,
            fade_out_ms: 0,
            level: None,
            rate,
        }
    }
}

/// What came of an edit.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct EditedFacts {
    /// Length in seconds.
    pub seconds: f64,
    /// Size of the file in bytes.
    pub bytes: u32,
    /// Where it begins in the original, in seconds; later than asked where silence was cut.
    pub from_seconds: f64,
    /// Integrated loudness in LUFS, as [`SoundFacts::loudness`].
    pub loudness: Option<f64>,
    /// True peak in dBTP.
    pub true_peak: Option<f64>,
    /// By how much the loudest places were made quieter to keep the true peak, in dB.
    pub limited: f64,
    /// Whether it is as loud as was asked; always true where nothing was asked.
    pub level_reached: bool,
}

/// A microphone of this computer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Microphone {
    /// Names it to the operating system.
    pub id: String,
    /// Names it to people.
    pub name: String,
    /// Whether the operating system uses it where nobody chose.
    pub is_default: bool,
}

/// What happens while a sound is recorded.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum RecordingEvent {
    /// How loud it is, twenty times a second, also during a pause.
    Level {
        /// Recorded so far.
        seconds: f64,
        /// Loudest value since the last event, 0 to 1.
        peak: f32,
        /// Root of the mean square since the last event, 0 to 1.
        rms: f32,
    },
    /// The recording is as long as it may be, and ended by itself. It can be kept.
    Full,
    /// The microphone went away or fell silent. What came before can be kept.
    Interrupted,
}

/// The form with which a file is posted directly to storage, as the system gave it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct UploadForm {
    /// Where the file is found once it is stored; the value to keep on the agent.
    #[serde(default)]
    pub media_url: Option<String>,
    /// The file's id, for downloading.
    #[serde(default)]
    pub file_id: Option<String>,
    /// Where the form is posted.
    pub url: String,
    /// Form fields, posted verbatim before the file.
    pub form_data: BTreeMap<String, String>,
    /// Names of fields the form has to carry. Which of the posted fields it names is not documented.
    #[serde(default)]
    pub expected_fields: Vec<String>,
    /// The system's clock when it gave the form (RFC 3339, UTC), where its answer says so: whether the form has expired must
    /// not depend on the clock of this computer.
    #[serde(skip)]
    pub given_at: Option<String>,
}

impl UploadForm {
    /// Most fields that a form may have. The ones of Amazon S3 have about ten.
    pub const MOST_FIELDS: usize = 100;

    /// Most bytes that the names and values of its fields may have together. Amazon S3 itself takes 20 KB.
    pub const MOST_BYTES: usize = 64 * 1024;

    /// Refuses a form that no storage gives.
    ///
    /// # Errors
    /// [`ErrorCode::UnreadableAnswer`] for one of more than [`Self::MOST_FIELDS`] fields or [`Self::MOST_BYTES`] bytes.
    pub fn check_size(&self) -> Result<()> {
        let length = |text: &String| text.len();
        let bytes: usize = self.form_data.iter().map(|(name, value)| length(name) + length(value)).sum();
        let expected: usize = self.expected_fields.iter().map(length).sum();
        if self.form_data.len().max(self.expected_fields.len()) > Self::MOST_FIELDS {
            return Err(unusable(format!("an upload form of more than {} fields", Self::MOST_FIELDS)));
        }
        if bytes + expected > Self::MOST_BYTES {
            return Err(unusable(format!("an upload form of more than {} bytes", Self::MOST_BYTES)));
        }
        Ok(())
    }
}

fn unusable(detail: String) -> CallboardError {
    CallboardError::new(ErrorCode::UnreadableAnswer).with_detail(detail)
}

/// Where an upload is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(tag = "step", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum UploadProgress {
    /// The file is being made ready.
    Preparing,
    /// A form is being asked for.
    Requesting,
    /// Bytes are on their way.
    Sending {
        /// Sent so far.
        sent: f64,
        /// In all.
        total: f64,
    },
    /// The agent is being updated and read back.
    Attaching,
    /// Stored and read back.
    Done,
}

/// One voicemail drop as an agent has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct VoicemailDrop {
    /// Its place in the agent's list, from 0.
    pub index: u32,
    /// Its id, where the stored item has one.
    pub id: Option<String>,
    /// Its name, where the stored item has one.
    pub name: Option<String>,
    /// Where its sound is, where the stored item says.
    pub media_url: Option<String>,
}

/// A file that reached the storage but is not yet on its agent: the step that is still to be done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PendingAttachment {
    /// Names it in the journal.
    pub id: String,
    /// The connection.
    pub connection: crate::ConnectionId,
    /// The agent it belongs to.
    pub agent: crate::AgentId,
    /// Picture or drop.
    pub media: MediaKind,
    /// What the admin called it.
    pub name: String,
    /// The address to store on the agent.
    pub media_url: String,
    /// The file's id, where the system gave one.
    pub file_id: Option<String>,
    /// The drop whose recording it takes the place of, as it was then; none for a new one.
    pub replaces: Option<VoicemailDrop>,
    /// When it was uploaded (RFC 3339, UTC).
    pub uploaded_at: String,
    /// What the agent had in its place when it was uploaded, where that was read: a picture put there since is not replaced
    /// without asking.
    #[serde(default)]
    pub was: Option<Value>,
}
