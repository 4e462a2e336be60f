//! WAV as recorders, telephone systems and programs really write it (RIFF, RF64 and BW64), and the `.au` of Sun.
//!
//! Sizes in headers lie: a recorder that lost its power leaves 0, a program that wrote into a pipe leaves the largest number
//! there is, others count wrongly. So the chunks are walked here, and a plain header that fits what is really there is put in
//! their place.

use callboard_model::{ErrorCode, Result};
use symphonia::core::io::MediaSource;

use super::named::unreadable_kind;
use super::reading::{checked_channels, checked_rate, no_sound};
use super::sniffing::{bytes_at, length_of};
use super::window::Window;

/// Format tags (RFC 2361; `mmreg.h`).
const PCM: u16 = 0x0001;
const ADPCM: u16 = 0x0002;
const FLOAT: u16 = 0x0003;
const A_LAW: u16 = 0x0006;
const MU_LAW: u16 = 0x0007;
const IMA_ADPCM: u16 = 0x0011;
const GSM: u16 = 0x0031;
const MPEG: u16 = 0x0050;
const MP3: u16 = 0x0055;
const EXTENSIBLE: u16 = 0xFFFE;

/// Chunks looked through before the sound, at most.
const MAXIMUM_CHUNKS: usize = 1000;

/// Bytes of a format chunk that are looked at.
const FORMAT_BYTES: u64 = 64;

/// What the format chunk says.
struct Format {
    tag: u16,
    channels: u16,
    rate: u32,
    block: u16,
    bits: u16,
    /// What follows the first 16 bytes, as the codec needs it.
    extra: Vec<u8>,
}

/// Whether it begins like a WAV.
pub(super) fn is_wave(begin: &[u8]) -> bool {
    matches!(begin.get(..4), Some(b"RIFF" | b"RF64" | b"BW64")) && begin.get(8..12) == Some(b"WAVE")
}

/// The same sound behind a header that fits.
pub(super) fn repaired(mut source: Box<dyn MediaSource>) -> Result<Box<dyn MediaSource>> {
    let end = length_of(source.as_mut())?;
    let mut format = None;
    let mut long_size = None;
    let mut at = 12_u64;
    for _ in 0..MAXIMUM_CHUNKS {
        let head = bytes_at(source.as_mut(), at, 8)?;
        let (Some(name), Some(size)) = (head.get(..4), four(&head, 4)) else { break };
        let (start, told) = (at + 8, u64::from(size));
        match name {
            b"ds64" => long_size = eight(&bytes_at(source.as_mut(), start, 16)?, 8),
            b"fmt " => {
                format = Some(read_format(&bytes_at(source.as_mut(), start, told.min(FORMAT_BYTES))?)?);
            }
            b"data" => {
                let format =
                    format.ok_or_else(|| no_sound("the format comes after the sound or is missing"))?;
                let there = end.saturating_sub(start);
                let told = if size == u32::MAX { long_size.unwrap_or(u64::MAX) } else { told };
                // 0 stands where a recorder did not live to write the size, unless the next chunk follows.
                let is_empty = told == 0 && is_known_chunk(&bytes_at(source.as_mut(), start, 4)?);
                let length = if told == 0 && !is_empty { there } else { told.min(there) };
                return with_header(source, &format, start, length);
            }
            _ => {}
        }
        // Chunks of an odd size are padded, but not by everybody: where the next name is no name, the padding is missing.
        let next = start.saturating_add(told);
        at = if told % 2 == 1
            && !is_name(&bytes_at(source.as_mut(), next + 1, 4)?)
            && is_name(&bytes_at(source.as_mut(), next, 4)?)
        {
            next
        } else {
            next.saturating_add(told % 2)
        };
    }
    match format {
        // Somebody pressed stop before anything was recorded.
        Some(_) => Err(ErrorCode::FileEmpty.into()),
        None => Err(no_sound("no format")),
    }
}

fn is_name(bytes: &[u8]) -> bool {
    bytes.len() == 4 && bytes.iter().all(|byte| (0x20..0x7F).contains(byte))
}

fn is_known_chunk(name: &[u8]) -> bool {
    matches!(
        name,
        b"LIST"
            | b"id3 "
            | b"ID3 "
            | b"bext"
            | b"JUNK"
            | b"junk"
            | b"cue "
            | b"fact"
            | b"smpl"
            | b"iXML"
            | b"axml"
            | b"PEAK"
    )
}

fn two(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..)?.first_chunk().map(|two| u16::from_le_bytes(*two))
}

fn four(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().map(|four| u32::from_le_bytes(*four))
}

fn eight(bytes: &[u8], at: usize) -> Option<u64> {
    bytes.get(at..)?.first_chunk().map(|eight| u64::from_le_bytes(*eight))
}

fn read_format(bytes: &[u8]) -> Result<Format> {
    let read = || {
        Some(Format {
            tag: two(bytes, 0)?,
            channels: two(bytes, 2)?,
            rate: four(bytes, 4)?,
            block: two(bytes, 12)?,
            bits: two(bytes, 14)?,
            extra: bytes.get(16..).unwrap_or_default().to_vec(),
        })
    };
    let mut format = read().ok_or_else(|| no_sound("the format is cut off"))?;
    if format.tag == EXTENSIBLE {
        // The kind is the beginning of a GUID; what speakers the channels are for is of no use here and often wrong.
        format.tag = two(bytes, 24).ok_or_else(|| no_sound("the format is cut off"))?;
    }
    checked_rate(format.rate)?;
    checked_channels(usize::from(format.channels))?;
    Ok(format)
}

fn with_header(
    source: Box<dyn MediaSource>,
    format: &Format,
    start: u64,
    length: u64,
) -> Result<Box<dyn MediaSource>> {
    if length == 0 {
        return Err(ErrorCode::FileEmpty.into());
    }
    let header = match format.tag {
        PCM | FLOAT => {
            let block = u64::from(block_of(format)?);
            let whole = length - length % block;
            if whole == 0 {
                return Err(ErrorCode::FileEmpty.into());
            }
            return Ok(Box::new(Window::new(header(format, &[], whole)?, source, start, whole, Vec::new())));
        }
        A_LAW | MU_LAW => header(
            &Format { block: format.channels, bits: 8, extra: Vec::new(), ..*format },
            &[0, 0],
            length,
        )?,
        ADPCM | IMA_ADPCM => header(format, &format.extra, length)?,
        // The sound is a whole MP3 file of its own.
        MP3 | MPEG => Vec::new(),
        GSM => return Err(unreadable_kind("GSM")),
        0x0038 | 0x7A21 | 0x7A22 | 0x0136 => return Err(unreadable_kind("AMR")),
        0x0160..=0x0163 => return Err(unreadable_kind("WMA")),
        0x00FF | 0x1600..=0x1610 => return Err(unreadable_kind("AAC in WAV")),
        0x0014 | 0x0040 | 0x0045 | 0x0064 | 0x0065 | 0x0085 => return Err(unreadable_kind("G.726")),
        0x0022 => return Err(unreadable_kind("TrueSpeech")),
        0x0042 | 0x0111 => return Err(unreadable_kind("G.723")),
        0x0083 | 0x0133 => return Err(unreadable_kind("G.729")),
        0x028F | 0x0086 => return Err(unreadable_kind("G.722")),
        other => return Err(unreadable_kind(&format!("WAV 0x{other:04X}"))),
    };
    Ok(Box::new(Window::new(header, source, start, length, Vec::new())))
}

/// Bytes of one moment.
fn block_of(format: &Format) -> Result<u16> {
    let bytes = format.bits.div_ceil(8);
    let allowed = match format.tag {
        FLOAT => matches!(format.bits, 32 | 64),
        _ => (1..=4).contains(&bytes),
    };
    if !allowed {
        return Err(no_sound(format_args!("samples of {} bits", format.bits)));
    }
    // Samples may be kept in more bytes than they need, as 24 bits in 4 bytes.
    let told = format.block / format.channels;
    let bytes = if (bytes..=4).contains(&told) && format.tag == PCM { told } else { bytes };
    Ok(bytes * format.channels)
}

/// A header with a plain format chunk of the kind every reader takes.
fn header(format: &Format, extra: &[u8], length: u64) -> Result<Vec<u8>> {
    let size = u32::try_from(length).map_err(|_| no_sound("longer than a WAV can be"))?;
    let is_plain = matches!(format.tag, PCM | FLOAT);
    let block = if is_plain { block_of(format)? } else { format.block };
    // In a plain header the bits tell how many bytes a sample has.
    let bits = if is_plain { block / format.channels * 8 } else { format.bits };
    let second = format.rate.saturating_mul(u32::from(block));
    let mut chunk = Vec::new();
    chunk.extend(format.tag.to_le_bytes());
    chunk.extend(format.channels.to_le_bytes());
    chunk.extend(format.rate.to_le_bytes());
    chunk.extend(second.to_le_bytes());
    chunk.extend(block.to_le_bytes());
    chunk.extend(bits.to_le_bytes());
    chunk.extend(extra);
    if chunk.len() % 2 == 1 {
        chunk.pop();
    }
    let format_size = u32::try_from(chunk.len()).unwrap_or_default();
    let whole = size.saturating_add(format_size).saturating_add(20).saturating_add(size % 2);
    let mut header = Vec::new();
    header.extend(b"RIFF");
    header.extend(whole.to_le_bytes());
    header.extend(b"WAVEfmt ");
    header.extend(format_size.to_le_bytes());
    header.extend(chunk);
    header.extend(b"data");
    header.extend(size.to_le_bytes());
    Ok(header)
}

/// Sun's `.au`, as older telephone systems keep it, where it holds what a WAV can hold as well.
pub(super) fn from_sun(mut source: Box<dyn MediaSource>) -> Result<Box<dyn MediaSource>> {
    let end = length_of(source.as_mut())?;
    let head = bytes_at(source.as_mut(), 0, 24)?;
    let number =
        |at: usize| head.get(at..).and_then(<[u8]>::first_chunk).map(|four| u32::from_be_bytes(*four));
    let read = || Some((number(4)?, number(8)?, number(12)?, number(16)?, number(20)?));
    let (start, told, coding, rate, channels) = read().ok_or_else(|| no_sound("the header is cut off"))?;
    let tag = match coding {
        1 => MU_LAW,
        27 => A_LAW,
        _ => return Err(unreadable_kind("AU")),
    };
    checked_rate(rate)?;
    checked_channels(usize::try_from(channels).unwrap_or(usize::MAX))?;
    let there = end.saturating_sub(u64::from(start));
    let length = if told == u32::MAX || told == 0 { there } else { u64::from(told).min(there) };
    let channels = u16::try_from(channels).unwrap_or(u16::MAX);
    let format = Format { tag, channels, rate, block: channels, bits: 8, extra: Vec::new() };
    with_header(source, &format, u64::from(start), length)
}
