//! Playing a sound on this computer.
//!
//! The device lives on a thread of its own, is opened when something is played and closed when it ends, so a computer
//! without one, or one whose headphones are pulled out, costs nothing but an error.

use std::num::NonZero;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use callboard_model::{CallboardError, ErrorCode, Result};
use rodio::{ChannelCount, DeviceSinkBuilder, MixerDeviceSink, SampleRate, Source};
use tokio::sync::{oneshot, watch};
use tokio::time::timeout;

use crate::Samples;

/// How often the position is told.
const TICK: Duration = Duration::from_millis(50);

/// What the device may still hold when the last sample was taken from us.
const TAIL: Duration = Duration::from_millis(250);

/// How long a device may take to open.
const PATIENCE: Duration = Duration::from_secs(5);

/// Where playback is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Playback {
    /// Nothing is played.
    Silent,
    /// A sound is played; `seconds` from its start.
    Playing {
        /// Position in the sound.
        seconds: f64,
    },
    /// The last sound was played to its end.
    Finished,
    /// The device went away.
    Interrupted,
}

enum Command {
    Play { samples: Arc<Samples>, part: [f64; 2], opened: oneshot::Sender<Result<()>> },
    Stop,
}

/// Plays one sound at a time. Dropping it stops the sound.
pub struct Player {
    commands: Sender<Command>,
    state: watch::Receiver<Playback>,
}

impl Player {
    /// Starts the thread; no device is touched yet.
    ///
    /// # Errors
    /// `Internal` when the operating system starts no thread.
    pub fn start() -> Result<Self> {
        let (commands, received) = channel();
        let (announce, state) = watch::channel(Playback::Silent);
        thread::Builder::new()
            .name("playback".to_owned())
            .spawn(move || serve(&received, &announce))
            .map_err(|error| CallboardError::new(ErrorCode::Internal).with_detail(error))?;
        Ok(Self { commands, state })
    }

    /// Plays a sound on the default output device, from a position in it, in place of the one that is playing.
    /// Returns as soon as the device is open.
    ///
    /// # Errors
    /// `NoSoundDevice` with the platform's reason.
    pub async fn play(&self, samples: Arc<Samples>, from_seconds: f64) -> Result<()> {
        self.play_part(samples, from_seconds, f64::INFINITY).await
    }

    /// As [`Self::play`], and stops at another position in the sound. Positions are told from the sound's start.
    ///
    /// # Errors
    /// As [`Self::play`].
    pub async fn play_part(&self, samples: Arc<Samples>, from_seconds: f64, to_seconds: f64) -> Result<()> {
        let (opened, outcome) = oneshot::channel();
        let command = Command::Play { samples, part: [from_seconds, to_seconds], opened };
        self.commands.send(command).map_err(|_| no_device("playback has ended"))?;
        match timeout(PATIENCE, outcome).await {
            Ok(Ok(outcome)) => outcome,
            Ok(Err(_)) => Err(no_device("playback has ended")),
            Err(_) => {
                // Should the device open after all, nobody wants to hear it any more.
                self.stop();
                Err(no_device("the device did not open in time"))
            }
        }
    }

    /// Stops the sound. Stopping silence is fine.
    pub fn stop(&self) {
        // The thread is gone only when nothing can be heard anyway.
        let _ = self.commands.send(Command::Stop);
    }

    /// Follows where playback is, every 50 ms.
    pub fn watch(&self) -> watch::Receiver<Playback> {
        self.state.clone()
    }
}

fn no_device(reason: impl std::fmt::Display) -> CallboardError {
    CallboardError::new(ErrorCode::NoSoundDevice).with_detail(reason)
}

/// The thread's life: one command or tick after the other, until the [`Player`] is dropped.
fn serve(commands: &Receiver<Command>, announce: &watch::Sender<Playback>) {
    let mut playing: Option<Sounding> = None;
    loop {
        let command = match &playing {
            None => commands.recv().map(Some).map_err(drop),
            Some(_) => match commands.recv_timeout(TICK) {
                Ok(command) => Ok(Some(command)),
                Err(RecvTimeoutError::Timeout) => Ok(None),
                Err(RecvTimeoutError::Disconnected) => Err(()),
            },
        };
        let state = match command {
            Err(()) => return,
            Ok(None) => match playing.as_mut().map(Sounding::state) {
                Some(state @ Playback::Playing { .. }) => state,
                Some(state) => {
                    playing = None;
                    state
                }
                None => continue,
            },
            Ok(Some(Command::Stop)) => {
                playing = None;
                Playback::Silent
            }
            Ok(Some(Command::Play { samples, part, opened })) => {
                // The device is given back before it is taken again: some can be opened only once.
                drop(playing.take());
                let (outcome, state) = match Sounding::start(&samples, part) {
                    Ok(mut sounding) => {
                        let state = sounding.state();
                        playing = Some(sounding);
                        (Ok(()), state)
                    }
                    Err(error) => (Err(error), Playback::Silent),
                };
                let _ = opened.send(outcome);
                state
            }
        };
        announce.send_replace(state);
    }
}

/// A sound on an open device.
struct Sounding {
    /// Dropping it closes the device.
    _device: MixerDeviceSink,
    samples: Arc<Samples>,
    position: Arc<AtomicUsize>,
    /// Where it stops.
    end: usize,
    lost: Arc<AtomicBool>,
    ended: Option<Instant>,
}

impl Sounding {
    fn start(samples: &Arc<Samples>, [from_seconds, to_seconds]: [f64; 2]) -> Result<Self> {
        let (Some(channels), Some(sample_rate)) =
            (NonZero::new(samples.channels), NonZero::new(samples.sample_rate))
        else {
            return Err(ErrorCode::NotASound.into());
        };
        let position = Arc::new(AtomicUsize::new(first_value(samples, from_seconds)));
        let end = first_value(samples, to_seconds);
        let lost = Arc::new(AtomicBool::new(false));
        let device = open_device(&lost)?;
        device.mixer().add(Sequence {
            samples: Arc::clone(samples),
            position: Arc::clone(&position),
            end,
            channels,
            sample_rate,
        });
        Ok(Self { _device: device, samples: Arc::clone(samples), position, end, lost, ended: None })
    }

    fn state(&mut self) -> Playback {
        if self.lost.load(Ordering::Relaxed) {
            return Playback::Interrupted;
        }
        let position = self.position.load(Ordering::Relaxed);
        if position >= self.end {
            let ended = *self.ended.get_or_insert_with(Instant::now);
            if ended.elapsed() >= TAIL {
                return Playback::Finished;
            }
        }
        #[allow(clippy::cast_precision_loss, reason = "a sound is far shorter than 2^52 samples")]
        let seconds =
            position as f64 / f64::from(self.samples.channels) / f64::from(self.samples.sample_rate);
        Playback::Playing { seconds: seconds.min(self.samples.seconds()) }
    }
}

/// Where in the values a position is: the first channel of its frame.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a negative or undefined position is the start, one past the end is the end"
)]
fn first_value(samples: &Samples, seconds: f64) -> usize {
    let frame = (seconds * f64::from(samples.sample_rate)) as usize;
    frame.saturating_mul(usize::from(samples.channels)).min(samples.values.len())
}

fn open_device(lost: &Arc<AtomicBool>) -> Result<MixerDeviceSink> {
    let lost = Arc::clone(lost);
    let mut device = DeviceSinkBuilder::from_default_device()
        .map_err(|error| no_device(with_reason(&error)))?
        .with_error_callback(move |error: rodio::cpal::Error| {
            use rodio::cpal::ErrorKind;
            log::warn!("playback: {error}");
            // The others are glitches, or a device that follows the headphones by itself.
            if matches!(error.kind(), ErrorKind::DeviceNotAvailable | ErrorKind::StreamInvalidated) {
                lost.store(true, Ordering::Relaxed);
            }
        })
        .open_sink_or_fallback()
        .map_err(|error| no_device(with_reason(&error)))?;
    device.log_on_drop(false);
    Ok(device)
}

fn with_reason(error: &dyn std::error::Error) -> String {
    match error.source() {
        Some(reason) => format!("{error}: {reason}"),
        None => error.to_string(),
    }
}

/// The samples as the device takes them, one by one.
struct Sequence {
    samples: Arc<Samples>,
    position: Arc<AtomicUsize>,
    end: usize,
    channels: ChannelCount,
    sample_rate: SampleRate,
}

impl Iterator for Sequence {
    type Item = f32;

    fn next(&mut self) -> Option<f32> {
        let position = self.position.load(Ordering::Relaxed);
        if position >= self.end {
            return None;
        }
        let value = self.samples.values.get(position).copied()?;
        self.position.fetch_add(1, Ordering::Relaxed);
        Some(value)
    }
}

impl Source for Sequence {
    fn current_span_len(&self) -> Option<usize> {
        None
    }

    fn channels(&self) -> ChannelCount {
        self.channels
    }

    fn sample_rate(&self) -> SampleRate {
        self.sample_rate
    }

    fn total_duration(&self) -> Option<Duration> {
        Some(Duration::from_secs_f64(self.samples.seconds()))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

    use super::*;

    #[test]
    fn playback_starts_at_a_whole_frame_inside_the_sound() {
        let samples = Samples { sample_rate: 10, channels: 2, values: vec![0.0; 40] };
        for (seconds, value) in
            [(0.0, 0), (1.0, 20), (0.25, 4), (-1.0, 0), (f64::NAN, 0), (99.0, 40), (f64::INFINITY, 40)]
        {
            assert_eq!(first_value(&samples, seconds), value, "channels swap sides at {seconds} s");
        }
    }

    #[test]
    fn a_part_ends_where_it_was_put() {
        let samples = Arc::new(Samples { sample_rate: 10, channels: 2, values: vec![0.5; 40] });
        let part = |from, to| Sequence {
            samples: Arc::clone(&samples),
            position: Arc::new(AtomicUsize::new(first_value(&samples, from))),
            end: first_value(&samples, to),
            channels: NonZero::new(2).unwrap(),
            sample_rate: NonZero::new(10).unwrap(),
        };
        assert_eq!(part(0.5, 1.5).count(), 20, "the admin hears more or less than was marked");
        assert_eq!((part(0.0, f64::INFINITY).count(), part(1.5, 0.5).count()), (40, 0));
    }

    #[tokio::test]
    async fn a_sound_without_channels_is_refused() {
        let player = Player::start().unwrap();
        let broken = Arc::new(Samples { sample_rate: 8000, channels: 0, values: Vec::new() });
        assert_eq!(player.play(broken, 0.0).await.unwrap_err().code, ErrorCode::NotASound);
        player.stop();
        assert_eq!(*player.watch().borrow(), Playback::Silent);
    }
}
