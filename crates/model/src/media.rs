//! Files on their way to an agent: pictures and voicemail drops.
//!
//! Numbers that are floats here are always finite; `specta(type = u32)` says so to TypeScript, which would otherwise be told
//! that they may be null.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use specta::Type;

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
    #[specta(type = u32)]
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

/// The square of a picture to keep, in pixels of the oriented picture.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Crop {
    /// Left edge.
    #[specta(type = u32)]
    pub x: f64,
    /// Top edge.
    #[specta(type = u32)]
    pub y: f64,
    /// Width and height.
    #[specta(type = u32)]
    pub side: f64,
}

/// A sound that could be decoded.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SoundFacts {
    /// Length in seconds.
    #[specta(type = u32)]
    pub seconds: f64,
    /// Samples per second.
    pub sample_rate: u32,
    /// Channels.
    pub channels: u32,
    /// Loudest value of each slice, 0 to 1, for the waveform.
    #[specta(type = Vec<u32>)]
    pub peaks: Vec<f32>,
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
        #[specta(type = u32)]
        sent: f64,
        /// In all.
        #[specta(type = u32)]
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
pub struct Drop {
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
    /// When it was uploaded (RFC 3339, UTC).
    pub uploaded_at: String,
}
