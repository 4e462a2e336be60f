//! Running through a sound packet by packet, whatever it is encoded with.

use std::collections::VecDeque;
use std::fs::File;
use std::ops::{ControlFlow, Range};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use bytes::Bytes;
use callboard_model::{CallboardError, ErrorCode, Result};
use symphonia::core::errors::Error;
use symphonia::core::formats::{FormatReader, SeekMode, SeekTo};
use symphonia::core::io::MediaSource;
use symphonia::core::packet::Packet;
use symphonia::core::units::{Duration, Timestamp};
use tokio_util::sync::CancellationToken;

use super::Samples;
use super::mixing::{Balance, Weights};
use super::opening::{Decoding, Opened, open};
use super::resampling::Resampling;
use super::sink::{Sink, Wanted};
use crate::file::{size_within, unless_cancelled, unreadable};

/// The largest file that is looked at, in bytes.
pub const MAXIMUM_FILE_BYTES: u64 = 100 * 1024 * 1024;

/// The longest sound that is decoded, in seconds. A small file can hold days of silence.
pub const MAXIMUM_SECONDS: u32 = 1800;

/// The most samples a second that are read; studios use no more.
pub const MAXIMUM_RATE: u32 = 192_000;

/// The fewest samples a second that are read; fewer hold nothing that can be heard.
pub const MINIMUM_RATE: u32 = 100;

/// The most channels that are read, as many as a cinema has.
pub const MAXIMUM_CHANNELS: u16 = 8;

/// The most values of all channels that are read: eight channels of 48 kHz for [`MAXIMUM_SECONDS`]. A file of some kilobytes
/// can hold more, and would keep a processor busy for minutes.
pub const MAXIMUM_VALUES: u64 = 691_200_000;

/// Values that are kept of a sound as it is; a longer one is kept as one channel at [`KEPT_RATE`]. 120 MB.
const KEPT_VALUES: usize = 30_000_000;

/// What a longer sound is kept at: half an hour takes 115 MB.
const KEPT_RATE: u32 = 16_000;

/// Pieces one after the other in one file.
const MAXIMUM_PIECES: u32 = 1000;

/// What an encoder of MP3 fills its last packets with, at most (12 bits in LAME's own header).
const LONGEST_PADDING: u64 = 4095;

/// Sound before a part of a track that has to be decoded so that the part begins as it should, in packet times of AAC.
const LEAD_FRAMES: u64 = 4096;

/// What every packet of one sound has in common, and how far it was read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shape {
    pub(super) sample_rate: u32,
    pub(super) channels: u16,
    /// Frames up to the end of the current packet.
    pub(super) frames: u64,
    pub(super) names: Names,
}

/// What people call the kind of file and the codec.
#[derive(Clone, Copy, Debug)]
pub(super) struct Names {
    pub(super) container: &'static str,
    pub(super) codec: &'static str,
}

impl Shape {
    #[allow(clippy::cast_precision_loss, reason = "bounded by the longest sound")]
    pub(super) fn seconds(self) -> f64 {
        self.frames as f64 / f64::from(self.sample_rate)
    }

    /// The longest sound of this rate and these channels that is read, in seconds.
    pub(super) fn longest(self) -> u32 {
        let a_second = u64::from(self.sample_rate).saturating_mul(u64::from(self.channels)).max(1);
        u32::try_from(MAXIMUM_VALUES / a_second).unwrap_or(u32::MAX).min(MAXIMUM_SECONDS)
    }

    /// The frame at a moment.
    pub(super) fn frame_at(self, milliseconds: u32) -> u64 {
        u64::from(milliseconds) * u64::from(self.sample_rate) / 1000
    }
}

/// Where a sound is read from; it may be read twice.
pub(super) enum Place<'a> {
    /// A file.
    File(&'a Path),
    /// What was downloaded.
    Bytes(Bytes),
}

impl Place<'_> {
    /// Opens it, if it is of a size that is looked at.
    fn source(&self) -> Result<Box<dyn MediaSource>> {
        match self {
            Self::File(path) => {
                size_within(path, MAXIMUM_FILE_BYTES)?;
                Ok(Box::new(File::open(path).map_err(unreadable)?))
            }
            Self::Bytes(bytes) if bytes.is_empty() => Err(ErrorCode::FileEmpty.into()),
            Self::Bytes(bytes) => Ok(Box::new(std::io::Cursor::new(bytes.clone()))),
        }
    }
}

/// All of a sound; one that would fill the memory as one channel at [`KEPT_RATE`].
pub(super) fn samples(place: &Place<'_>, cancel: &CancellationToken) -> Result<Samples> {
    let mut all = Vec::new();
    let mut balance = Balance::default();
    let mut is_large = false;
    let shape = each_packet(place, cancel, |values, shape| {
        balance.add(values, shape.channels);
        is_large = all.len() + values.len() > KEPT_VALUES;
        if is_large {
            return Ok(Wanted::Break(()));
        }
        all.extend_from_slice(values);
        Ok(Wanted::Continue(()))
    })?;
    if !is_large {
        return Ok(Samples { sample_rate: shape.sample_rate, channels: shape.channels, values: all });
    }
    drop(all);
    let weights = balance.weights();
    let rate = shape.sample_rate.min(KEPT_RATE);
    let mut resampling = Resampling::new(shape.sample_rate, rate)?;
    each_packet(place, cancel, |values, _| {
        resampling.push(weights.mixed(values))?;
        Ok(Wanted::Continue(()))
    })?;
    Ok(Samples { sample_rate: rate, channels: 1, values: resampling.finish()? })
}

/// How the channels of a part of a sound, from and to milliseconds, go into one.
pub(super) fn weights(
    place: &Place<'_>,
    part: (u32, Option<u32>),
    cancel: &CancellationToken,
) -> Result<Weights> {
    let mut balance = Balance::default();
    let mut read = 0;
    let mut is_one = false;
    each_packet(place, cancel, |values, shape| {
        is_one = shape.channels == 1;
        let heard = part_of(values, shape, read, part);
        read = shape.frames;
        balance.add(heard, shape.channels);
        let is_past = part.1.is_some_and(|end| read > shape.frame_at(end));
        Ok(if is_one || is_past { Wanted::Break(()) } else { Wanted::Continue(()) })
    })?;
    Ok(if is_one { Weights::single() } else { balance.weights() })
}

/// Of a packet that begins at frame `read`, the values that lie in a part.
pub(super) fn part_of(values: &[f32], shape: Shape, read: u64, part: (u32, Option<u32>)) -> &[f32] {
    let first = shape.frame_at(part.0).max(read);
    let last = part.1.map_or(u64::MAX, |end| shape.frame_at(end)).min(shape.frames);
    let index = |frame: u64| {
        let frame = usize::try_from(frame.saturating_sub(read)).unwrap_or(usize::MAX);
        frame.saturating_mul(usize::from(shape.channels))
    };
    if first < last { values.get(index(first)..index(last)).unwrap_or_default() } else { &[] }
}

/// Runs through a sound; `take` gets the interleaved values of each packet and says when it has enough.
///
/// A decoder that breaks off, as decoders of strange files do, ends the sound and not the program.
pub(super) fn each_packet(
    place: &Place<'_>,
    cancel: &CancellationToken,
    take: impl FnMut(&[f32], Shape) -> Result<ControlFlow<()>>,
) -> Result<Shape> {
    let source = place.source()?;
    let run = AssertUnwindSafe(|| run(source, cancel, take));
    catch_unwind(run).unwrap_or_else(|_| Err(no_sound("the decoder broke off")))
}

fn run(
    source: Box<dyn MediaSource>,
    cancel: &CancellationToken,
    take: impl FnMut(&[f32], Shape) -> Result<ControlFlow<()>>,
) -> Result<Shape> {
    let mut opened = open(source)?;
    let mut sink = Sink::new(take);
    // Ogg files may hold several recordings one after the other (RFC 3533, section 4).
    for _ in 0..MAXIMUM_PIECES {
        let mut decoding = opened.decoding()?;
        let reset = if decoding.parts.is_empty() {
            let all = Heard { from: 0, frames: 0..u64::MAX };
            run_part(&mut opened, &mut decoding, &all, cancel, &mut sink)?
        } else {
            run_parts(&mut opened, &mut decoding, cancel, &mut sink)?;
            Ended::Finished
        };
        if reset != Ended::Another {
            break;
        }
    }
    sink.finish()?.ok_or_else(|| ErrorCode::FileEmpty.into())
}

/// Why a run through a track ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ended {
    /// It is over, or nobody wants more.
    Finished,
    /// Everything that was asked for was heard, up to this frame; there is more.
    Reached(u64),
    /// Another recording begins.
    Another,
}

/// What is to be heard of a track.
struct Heard {
    /// The frame that is read next.
    from: u64,
    frames: Range<u64>,
}

/// The parts of a list of edits, in its order.
fn run_parts<T: FnMut(&[f32], Shape) -> Result<Wanted>>(
    opened: &mut Opened,
    decoding: &mut Decoding,
    cancel: &CancellationToken,
    sink: &mut Sink<T>,
) -> Result<()> {
    let rate = decoding.codec.codec_params().sample_rate.unwrap_or(0);
    let rate = checked_rate(rate)?;
    let mut position = Some(0);
    for part in decoding.parts.clone() {
        let frames = part.frames(rate);
        let from = match position {
            Some(position) if position <= frames.start && frames.start - position <= LEAD_FRAMES => position,
            _ => match seek(opened, decoding, frames.start.saturating_sub(LEAD_FRAMES), rate) {
                Some(from) if from <= frames.start => from,
                // A part after the end.
                _ => continue,
            },
        };
        position = match run_part(opened, decoding, &Heard { from, frames }, cancel, sink)? {
            Ended::Reached(position) => Some(position),
            Ended::Finished | Ended::Another => None,
        };
    }
    Ok(())
}

/// Goes to the packet before a frame; answers its first frame.
fn seek(opened: &mut Opened, decoding: &mut Decoding, frame: u64, rate: u32) -> Option<u64> {
    let (numerator, denominator) = decoding.time_base?;
    let units = u128::from(frame) * u128::from(denominator) / (u128::from(rate) * u128::from(numerator));
    let timestamp = Timestamp::new(i64::try_from(units).ok()?);
    let to = SeekTo::Timestamp { ts: timestamp, track_id: decoding.track };
    let reached = opened.format.seek(SeekMode::Accurate, to).ok()?;
    decoding.codec.reset();
    let units = u128::try_from(reached.actual_ts.get()).ok()?;
    let frames = (units * u128::from(numerator) * u128::from(rate) + u128::from(denominator) / 2)
        / u128::from(denominator);
    u64::try_from(frames).ok()
}

fn run_part<T: FnMut(&[f32], Shape) -> Result<Wanted>>(
    opened: &mut Opened,
    decoding: &mut Decoding,
    heard: &Heard,
    cancel: &CancellationToken,
    sink: &mut Sink<T>,
) -> Result<Ended> {
    let mut position = heard.from;
    let mut packets = Packets::new(opened.padding, decoding);
    while position < heard.frames.end {
        unless_cancelled(cancel)?;
        let packet = match packets.next(opened.format.as_mut())? {
            Next::Packet(packet) => packet,
            Next::Another => return Ok(Ended::Another),
            Next::End => return Ok(Ended::Finished),
        };
        let decoded = match decoding.codec.decode(&packet) {
            Ok(decoded) => decoded,
            Err(Error::DecodeError(_) | Error::IoError(_)) => {
                packets.decode_again(decoding.changed(packet)?);
                continue;
            }
            Err(error) => return Err(not_a_sound(error)),
        };
        let frames = decoded.frames() as u64;
        let within =
            |frame: u64| usize::try_from(frame.saturating_sub(position).min(frames)).unwrap_or(usize::MAX);
        let part = within(heard.frames.start)..within(heard.frames.end);
        position = position.saturating_add(frames);
        if !part.is_empty() && sink.add(&decoded, part, decoding.names)?.is_break() {
            return Ok(Ended::Finished);
        }
    }
    Ok(Ended::Reached(position))
}

/// The packets of one track.
struct Packets {
    track: u32,
    length: Length,
    /// Frames of padding in the last packet.
    padding: u64,
    /// Packets of which it is not known yet whether their end is the end of the sound.
    held: VecDeque<Packet>,
    /// Packets that were read before and are decoded anew.
    again: VecDeque<Packet>,
    ended: bool,
}

/// What the length is worth that a file tells before its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Length {
    /// It is what the file says at its end.
    Known,
    /// The first packet of an MP3 tells it; the file may go on behind it.
    Told,
    /// It was guessed from the first packets of an MP3.
    Guessed,
}

enum Next {
    Packet(Packet),
    Another,
    End,
}

impl Packets {
    fn new(padding: u64, decoding: &Decoding) -> Self {
        let rate = u64::from(decoding.codec.codec_params().sample_rate.unwrap_or(0));
        let length = match (decoding.names.codec.starts_with("MP"), decoding.tells_padding) {
            (false, _) => Length::Known,
            (true, true) => Length::Told,
            (true, false) => Length::Guessed,
        };
        let padding = padding.saturating_mul(rate) / 1_000_000_000;
        Self {
            track: decoding.track,
            length,
            padding,
            held: VecDeque::new(),
            again: VecDeque::new(),
            ended: false,
        }
    }

    fn decode_again(&mut self, packets: Vec<Packet>) {
        self.again.extend(packets);
    }

    fn next(&mut self, format: &mut dyn FormatReader) -> Result<Next> {
        if let Some(packet) = self.again.pop_front() {
            return Ok(Next::Packet(packet));
        }
        while !self.ended && !self.is_ready() {
            match format.next_packet() {
                Ok(Some(packet)) if packet.track_id == self.track => self.hold(packet),
                Ok(Some(_)) => {}
                Err(Error::ResetRequired) => return Ok(Next::Another),
                // A file cut short ends where it ends; what came before can be heard.
                Ok(None) | Err(Error::IoError(_)) => {
                    self.ended = true;
                    self.cut_last();
                }
                Err(error) => return Err(not_a_sound(error)),
            }
        }
        Ok(self.held.pop_front().map_or(Next::End, Next::Packet))
    }

    fn hold(&mut self, packet: Packet) {
        self.held.push_back(packet);
        let cut = || self.held.iter().map(|packet| packet.trim_end.get()).sum::<u64>();
        // A file that goes on behind the end that its header tells is longer than its header knows.
        if self.length == Length::Told && cut() > LONGEST_PADDING {
            self.length = Length::Guessed;
        }
        if self.length == Length::Guessed {
            self.held.iter_mut().for_each(untrimmed);
        }
    }

    fn is_ready(&self) -> bool {
        let is_last = self.padding > 0 && self.held.len() == 1;
        let is_cut = |packet: &Packet| self.length == Length::Told && packet.trim_end.get() > 0;
        !is_last && self.held.front().is_some_and(|packet| !is_cut(packet))
    }

    fn cut_last(&mut self) {
        if let Some(last) = self.held.back_mut()
            && last.trim_end.get() == 0
        {
            last.trim_end = Duration::new(self.padding);
        }
    }
}

fn untrimmed(packet: &mut Packet) {
    packet.dur = packet.dur.saturating_add(packet.trim_end);
    packet.trim_end = Duration::ZERO;
}

/// A rate that is read.
pub(super) fn checked_rate(rate: u32) -> Result<u32> {
    match rate {
        MINIMUM_RATE..=MAXIMUM_RATE => Ok(rate),
        0 => Err(no_sound("no samples a second")),
        _ => Err(CallboardError::new(ErrorCode::NotASound)
            .with_context("sampleRate", rate)
            .with_context("maximumSampleRate", MAXIMUM_RATE)),
    }
}

/// Channels that are read.
pub(super) fn checked_channels(channels: usize) -> Result<u16> {
    match u16::try_from(channels) {
        Ok(0) => Err(no_sound("no channels")),
        Ok(channels @ 1..=MAXIMUM_CHANNELS) => Ok(channels),
        _ => Err(CallboardError::new(ErrorCode::NotASound)
            .with_context("channels", channels)
            .with_context("maximumChannels", MAXIMUM_CHANNELS)),
    }
}

pub(super) fn too_long(maximum_seconds: u32) -> CallboardError {
    CallboardError::new(ErrorCode::SoundTooLong).with_context("maximumSeconds", maximum_seconds)
}

pub(super) fn no_sound(reason: impl std::fmt::Display) -> CallboardError {
    CallboardError::new(ErrorCode::NotASound).with_detail(reason)
}

#[allow(clippy::needless_pass_by_value, reason = "it is handed to map_err")]
pub(super) fn not_a_sound(error: Error) -> CallboardError {
    no_sound(error)
}

#[allow(clippy::needless_pass_by_value, reason = "it is handed to map_err")]
pub(super) fn ended(error: std::io::Error) -> CallboardError {
    no_sound(error)
}
