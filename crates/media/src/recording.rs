//! Recording a sound from a microphone of this computer.
//!
//! The device lives on a thread of its own, which writes what arrives into a file: WAV, PCM, 16 bits, one channel, at the
//! microphone's rate. Every second of it is on the disk, with a header that says so, before the next begins: what was said
//! survives a program that is killed. Only [`Recording::discard`] takes a file away.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

use callboard_model::media::{Microphone, RecordingEvent};
use callboard_model::{CallboardError, ErrorCode, Result};
use hound::WavWriter;
use rodio::cpal::traits::{DeviceTrait as _, HostTrait as _, StreamTrait as _};
use rodio::cpal::{
    self, Device, ErrorKind, FromSample, Sample as _, SampleFormat, SizedSample, Stream, StreamConfig,
};

use crate::sound::{sixteen_bits, specification};

/// The longest recording, in seconds. It ends by itself then.
pub const MAXIMUM_RECORDING_SECONDS: u32 = 120;

/// Levels told per second of sound.
const LEVELS_PER_SECOND: u32 = 20;

/// How long a device may take to open. Longer than for playing: the operating system may be asking the admin.
const PATIENCE: Duration = Duration::from_secs(30);

/// A microphone that sends nothing for this long is gone.
const SILENCE: Duration = Duration::from_secs(5);

/// The device of ALSA that hears nothing. It is on every computer with Linux.
const SILENT_DEVICE: &str = "alsa:null";

/// The microphones of this computer, the default one first. Blocks.
///
/// # Errors
/// `NoMicrophone` where there is none, `MicrophoneRefused`.
pub fn microphones() -> Result<Vec<Microphone>> {
    let host = cpal::default_host();
    let default = host.default_input_device().and_then(|device| device.id().ok());
    let devices = host.input_devices().map_err(|error| refused(&error))?;
    let mut microphones: Vec<Microphone> = devices
        .filter_map(|device| {
            // Some systems name a default device where there is none. One that is busy or forbidden is there.
            let missing = |error| refused(&error).code == ErrorCode::NoMicrophone;
            if device.default_input_config().is_err_and(missing) {
                return None;
            }
            let id = device.id().ok().filter(|id| id.to_string() != SILENT_DEVICE)?;
            let name = device.description().ok()?.name().to_owned();
            Some(Microphone { is_default: Some(&id) == default.as_ref(), id: id.to_string(), name })
        })
        .collect();
    microphones.sort_by_key(|microphone| !microphone.is_default);
    if microphones.is_empty() { Err(ErrorCode::NoMicrophone.into()) } else { Ok(microphones) }
}

/// A sound that was recorded.
#[derive(Clone, Debug, PartialEq)]
pub struct RecordedSound {
    /// Its file, which only its owner can read.
    pub file: PathBuf,
    /// Length in seconds.
    pub seconds: f64,
}

/// The finished recordings of a folder, those included that a program began and did not live to finish. One in which nothing
/// was heard is left out. Blocks.
///
/// # Errors
/// `StorageFault` where the folder cannot be read.
pub fn recordings_in(folder: &Path) -> Result<Vec<RecordedSound>> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(not_kept(error)),
    };
    let files = entries.filter_map(|entry| Some(entry.ok()?.path()));
    let wave = files.filter(|file| file.extension().is_some_and(|extension| extension == "wav"));
    Ok(wave.filter_map(recorded).collect())
}

/// What the file's header says of it; nothing where it is no recording.
fn recorded(file: PathBuf) -> Option<RecordedSound> {
    let reader = hound::WavReader::open(&file).ok()?;
    let (frames, rate) = (reader.duration(), reader.spec().sample_rate);
    if frames == 0 {
        return None;
    }
    Some(RecordedSound { file, seconds: f64::from(frames) / f64::from(rate.max(1)) })
}

/// Removes a recording's file. Blocks.
///
/// # Errors
/// `StorageFault`.
pub fn remove(file: &Path) -> Result<()> {
    match fs::remove_file(file) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(not_kept(error)),
        _ => Ok(()),
    }
}

/// A recording that is going on. One that is dropped ends and stays on the disk.
pub struct Recording {
    messages: Sender<Message>,
    file: PathBuf,
}

enum Message {
    /// One channel, as it was heard.
    Heard(Vec<f32>),
    Lost,
    Pause(bool),
    Finish(Sender<Result<RecordedSound>>),
    Discard(Sender<Result<()>>),
}

impl Recording {
    /// Begins to record into `file`, which must not be there yet; its folder is made. `tell` is called on the recording's own
    /// thread. Blocks until the device is open.
    ///
    /// # Errors
    /// `NoMicrophone`, `MicrophoneRefused`, `MicrophoneBusy`, `DiskFull`, `StorageFault`.
    pub fn start(
        microphone: Option<&str>,
        file: &Path,
        tell: impl Fn(RecordingEvent) + Send + 'static,
    ) -> Result<Self> {
        let (messages, received) = channel();
        let (opened, outcome) = channel();
        let (microphone, place) = (microphone.map(str::to_owned), file.to_owned());
        let heard = messages.clone();
        thread::Builder::new()
            .name("recording".to_owned())
            .spawn(move || {
                let begun = begin(microphone.as_deref(), &place, heard);
                match begun {
                    Ok((stream, take)) => {
                        if opened.send(Ok(())).is_ok() {
                            serve(stream, take, &received, &tell);
                        }
                    }
                    Err(error) => drop(opened.send(Err(error))),
                }
            })
            .map_err(internal)?;
        match outcome.recv_timeout(PATIENCE) {
            Ok(outcome) => outcome.map(|()| Self { messages, file: file.to_owned() }),
            Err(_) => Err(no_microphone("the device did not open in time")),
        }
    }

    /// The file that it is written into.
    pub fn file(&self) -> &Path {
        &self.file
    }

    /// Pauses, or goes on. Levels are told during a pause, too.
    pub fn pause(&self, paused: bool) {
        let _ = self.messages.send(Message::Pause(paused));
    }

    /// Ends the recording and keeps it. Blocks.
    ///
    /// # Errors
    /// `FileEmpty` where nothing was recorded, `DiskFull`, `StorageFault`.
    pub fn finish(self) -> Result<RecordedSound> {
        let (answer, outcome) = channel();
        self.messages.send(Message::Finish(answer)).map_err(internal)?;
        outcome.recv().map_err(internal)?
    }
}

impl Recording {
    /// Ends the recording and removes its file. Blocks.
    ///
    /// # Errors
    /// `StorageFault` where the file cannot be removed.
    pub fn discard(self) -> Result<()> {
        let (answer, outcome) = channel();
        self.messages.send(Message::Discard(answer)).map_err(internal)?;
        outcome.recv().map_err(internal)?
    }
}

impl Drop for Recording {
    fn drop(&mut self) {
        // The thread is gone where it was finished or discarded.
        let _ = self.messages.send(Message::Finish(channel().0));
    }
}

/// Opens the device and the file.
fn begin(microphone: Option<&str>, file: &Path, heard: Sender<Message>) -> Result<(Stream, Take)> {
    let device = device(microphone)?;
    let supported = device.default_input_config().map_err(|error| refused(&error))?;
    let config = supported.config();
    let take = Take::new(file, config.sample_rate)?;
    let stream =
        open_stream(&device, supported.sample_format(), config, heard).inspect_err(|_| take.remove())?;
    Ok((stream, take))
}

fn open_stream(
    device: &Device,
    format: SampleFormat,
    config: StreamConfig,
    heard: Sender<Message>,
) -> Result<Stream> {
    let stream = match format {
        SampleFormat::F32 => listen::<f32>(device, config, heard),
        SampleFormat::F64 => listen::<f64>(device, config, heard),
        SampleFormat::I8 => listen::<i8>(device, config, heard),
        SampleFormat::I16 => listen::<i16>(device, config, heard),
        SampleFormat::I32 => listen::<i32>(device, config, heard),
        SampleFormat::U8 => listen::<u8>(device, config, heard),
        SampleFormat::U16 => listen::<u16>(device, config, heard),
        SampleFormat::U32 => listen::<u32>(device, config, heard),
        format => return Err(no_microphone(format_args!("samples of the kind {format}"))),
    };
    let stream = stream.map_err(|error| refused(&error))?;
    stream.play().map_err(|error| refused(&error))?;
    Ok(stream)
}

fn device(microphone: Option<&str>) -> Result<Device> {
    let host = cpal::default_host();
    match microphone {
        None => host.default_input_device().ok_or_else(|| ErrorCode::NoMicrophone.into()),
        Some(id) => {
            let id = id.parse().map_err(|error| refused(&error))?;
            host.device_by_id(&id).ok_or_else(|| ErrorCode::NoMicrophone.into())
        }
    }
}

fn listen<T>(device: &Device, config: StreamConfig, heard: Sender<Message>) -> Result<Stream, cpal::Error>
where
    T: SizedSample,
    f32: FromSample<T>,
{
    let channels = usize::from(config.channels.max(1));
    let lost = heard.clone();
    device.build_input_stream::<T, _, _>(
        config,
        move |values, _| {
            let frames = values.chunks_exact(channels).map(|frame| {
                let sum: f32 = frame.iter().map(|value| f32::from_sample(*value)).sum();
                #[allow(clippy::cast_precision_loss, reason = "a handful of channels")]
                let mean = sum / channels as f32;
                mean
            });
            let _ = heard.send(Message::Heard(frames.collect()));
        },
        move |error: cpal::Error| {
            log::warn!("recording: {error}");
            // The others are glitches, or a device that follows the headset by itself.
            if matches!(error.kind(), ErrorKind::DeviceNotAvailable | ErrorKind::StreamInvalidated) {
                let _ = lost.send(Message::Lost);
            }
        },
        Some(PATIENCE),
    )
}

/// The thread's life: writes what arrives, until the recording is finished or dropped.
fn serve(stream: Stream, mut take: Take, messages: &Receiver<Message>, tell: &dyn Fn(RecordingEvent)) {
    // None once the device is given back.
    let mut stream = Some(stream);
    loop {
        let message = match (&stream, messages.recv_timeout(SILENCE)) {
            (_, Ok(message)) => message,
            (Some(_), Err(RecvTimeoutError::Timeout)) => Message::Lost,
            (None, Err(RecvTimeoutError::Timeout)) => continue,
            (_, Err(RecvTimeoutError::Disconnected)) => return,
        };
        match message {
            Message::Heard(values) if stream.is_some() => {
                take.add(&values, tell);
                if take.is_full() || take.fault.is_some() {
                    stream = None;
                    // A fault of the disk is told when the recording is finished.
                    tell(RecordingEvent::Full);
                }
            }
            Message::Heard(_) => {}
            Message::Lost => {
                if stream.take().is_some() {
                    tell(RecordingEvent::Interrupted);
                }
            }
            Message::Pause(paused) => take.paused = paused,
            Message::Finish(answer) => {
                drop(stream);
                let _ = answer.send(take.finish());
                return;
            }
            Message::Discard(answer) => {
                drop(stream);
                let file = take.file.clone();
                drop(take);
                let _ = answer.send(remove(&file));
                return;
            }
        }
    }
}

/// The file being written, and how loud it is.
struct Take {
    writer: WavWriter<BufWriter<File>>,
    /// The same file, to make sure that it is on the disk.
    handle: File,
    file: PathBuf,
    sample_rate: u32,
    frames: u32,
    /// Of these frames the disk and the header know.
    safe: u32,
    paused: bool,
    fault: Option<hound::Error>,
    peak: f32,
    sum: f64,
    measured: u32,
}

impl Take {
    fn new(file: &Path, sample_rate: u32) -> Result<Self> {
        let handle = private_file(file).map_err(not_kept)?;
        let begun = handle.try_clone().map_err(hound::Error::IoError).and_then(|copy| {
            // A disk without room shows itself before anybody speaks.
            let mut writer = WavWriter::new(BufWriter::new(copy), specification(sample_rate))?;
            writer.flush()?;
            Ok(writer)
        });
        let writer = begun.map_err(|error| {
            let _ = fs::remove_file(file);
            not_written(error)
        })?;
        Ok(Self {
            writer,
            handle,
            file: file.to_owned(),
            sample_rate,
            frames: 0,
            safe: 0,
            paused: false,
            fault: None,
            peak: 0.0,
            sum: 0.0,
            measured: 0,
        })
    }

    fn is_full(&self) -> bool {
        self.frames >= self.sample_rate.saturating_mul(MAXIMUM_RECORDING_SECONDS)
    }

    fn seconds(&self) -> f64 {
        f64::from(self.frames) / f64::from(self.sample_rate.max(1))
    }

    fn add(&mut self, values: &[f32], tell: &dyn Fn(RecordingEvent)) {
        for value in values {
            self.peak = self.peak.max(value.abs());
            self.sum += f64::from(*value) * f64::from(*value);
            self.measured += 1;
            if !self.paused && !self.is_full() && self.fault.is_none() {
                self.fault = self.writer.write_sample(sixteen_bits(*value)).err();
                self.frames += 1;
            }
            if self.measured >= self.sample_rate / LEVELS_PER_SECOND {
                tell(self.level());
            }
        }
        if self.frames - self.safe >= self.sample_rate && self.fault.is_none() {
            self.fault = self.make_safe().err();
        }
    }

    /// Puts what was heard so far on the disk, and says so in the header.
    fn make_safe(&mut self) -> Result<(), hound::Error> {
        self.writer.flush()?;
        self.handle.sync_data()?;
        self.safe = self.frames;
        Ok(())
    }

    /// Takes the file away, where nothing was recorded into it.
    fn remove(&self) {
        let _ = fs::remove_file(&self.file);
    }

    /// The level since the last one.
    fn level(&mut self) -> RecordingEvent {
        #[allow(clippy::cast_possible_truncation, reason = "a meter needs no more digits")]
        let rms = (self.sum / f64::from(self.measured.max(1))).sqrt().min(1.0) as f32;
        let peak = self.peak.min(1.0);
        (self.peak, self.sum, self.measured) = (0.0, 0.0, 0);
        RecordingEvent::Level { seconds: self.seconds(), peak, rms }
    }

    fn finish(self) -> Result<RecordedSound> {
        let seconds = self.seconds();
        if self.frames == 0 {
            self.remove();
            return Err(ErrorCode::FileEmpty.into());
        }
        if let Some(fault) = self.fault {
            return Err(not_written(fault));
        }
        self.writer.finalize().map_err(not_written)?;
        self.handle.sync_all().map_err(not_kept)?;
        Ok(RecordedSound { file: self.file, seconds })
    }
}

/// Begins a file that only its owner can read.
fn private_file(file: &Path) -> io::Result<File> {
    if let Some(folder) = file.parent() {
        let mut builder = fs::DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(folder)?;
    }
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(file)
}

fn refused(error: &cpal::Error) -> CallboardError {
    let code = match error.kind() {
        ErrorKind::PermissionDenied => ErrorCode::MicrophoneRefused,
        ErrorKind::DeviceBusy => ErrorCode::MicrophoneBusy,
        _ => ErrorCode::NoMicrophone,
    };
    CallboardError::new(code).with_detail(error)
}

fn no_microphone(reason: impl std::fmt::Display) -> CallboardError {
    CallboardError::new(ErrorCode::NoMicrophone).with_detail(reason)
}

fn not_written(error: hound::Error) -> CallboardError {
    match error {
        hound::Error::IoError(error) => not_kept(error),
        error => CallboardError::new(ErrorCode::StorageFault).with_detail(error),
    }
}

#[allow(clippy::needless_pass_by_value, reason = "it is handed to map_err")]
fn not_kept(error: std::io::Error) -> CallboardError {
    CallboardError::new(ErrorCode::of_writing(&error)).with_detail(error)
}

#[allow(clippy::needless_pass_by_value, reason = "it is handed to map_err")]
fn internal(error: impl std::fmt::Display) -> CallboardError {
    CallboardError::new(ErrorCode::Internal).with_detail(error)
}

#[cfg(test)]
mod tests;
