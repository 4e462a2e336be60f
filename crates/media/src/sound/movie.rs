//! What of MP4 and QuickTime the reader does not look at: the lists of edits, and the names of codecs.
//!
//! A recording trimmed on a telephone or a Mac often keeps all of its sound; what was cut away is only left out of the list of
//! edits (ISO/IEC 14496-12, 8.6.6). It must not be heard.

use callboard_model::Result;
use symphonia::core::io::MediaSource;

use super::reading::no_sound;
use super::sniffing::{bytes_at, length_of};

/// Bytes of a table of contents that are looked at, at most: that of a day of sound has less.
const MAXIMUM_CONTENTS: u64 = 32 * 1024 * 1024;

/// Parts that one recording may be put together from.
const MAXIMUM_EDITS: usize = 1000;

/// Boxes looked at on one level, at most.
const MAXIMUM_BOXES: usize = 10_000;

/// The beginning of a file of QuickTime, for those from before there was one.
pub(super) const FILE_TYPE: &[u8] = b"\0\0\0\x14ftypqt  \0\0\0\0qt  ";

/// What the table of contents says of one track.
#[derive(Debug)]
pub(super) struct MovieTrack {
    pub(super) id: u32,
    /// The kind of its sample entries.
    pub(super) entry: [u8; 4],
    pub(super) is_sound: bool,
    /// The parts to be heard, in that order; empty where all of it is.
    pub(super) edits: Vec<Part>,
}

/// A part of a track, in seconds as fractions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Part {
    start: Fraction,
    /// None up to the end.
    length: Option<Fraction>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Fraction {
    units: u64,
    per_second: u32,
}

impl Fraction {
    /// Rounded to the nearest frame.
    fn frames(self, rate: u32) -> u64 {
        let per_second = u128::from(self.per_second.max(1));
        let frames = (u128::from(self.units) * u128::from(rate) + per_second / 2) / per_second;
        u64::try_from(frames).unwrap_or(u64::MAX)
    }
}

impl Part {
    /// The frames of it, at so many a second.
    pub(super) fn frames(self, rate: u32) -> std::ops::Range<u64> {
        let start = self.start.frames(rate);
        start..self.length.map_or(u64::MAX, |length| start.saturating_add(length.frames(rate)))
    }
}

/// Whether it begins like one of these files. Those of QuickTime may begin with anything.
pub(super) fn is_movie(begin: &[u8]) -> bool {
    matches!(
        begin.get(4..8),
        Some(b"ftyp" | b"moov" | b"mdat" | b"wide" | b"free" | b"skip" | b"pnot" | b"styp")
    )
}

/// The tracks; none where there is no table of contents.
pub(super) fn tracks(source: &mut dyn MediaSource) -> Result<Vec<MovieTrack>> {
    let end = length_of(source)?;
    let mut at = 0_u64;
    for _ in 0..MAXIMUM_BOXES {
        let head = bytes_at(source, at, 16)?;
        let Some((name, length, size)) = box_head(&head, end.saturating_sub(at)) else { break };
        if name == *b"moov" {
            if size > MAXIMUM_CONTENTS {
                return Err(no_sound("a table of contents too large"));
            }
            let contents = bytes_at(source, at.saturating_add(length), size.saturating_sub(length))?;
            return read_contents(&contents);
        }
        at = at.saturating_add(size);
    }
    Ok(Vec::new())
}

/// A box's name, the length of its head, and its whole size.
fn box_head(head: &[u8], left: u64) -> Option<([u8; 4], u64, u64)> {
    let name = head.get(4..)?.first_chunk::<4>().copied()?;
    let size = u64::from(u32::from_be_bytes(*head.first_chunk::<4>()?));
    let (length, size) = match size {
        0 => (8, left),
        1 => (16, u64::from_be_bytes(*head.get(8..)?.first_chunk::<8>()?)),
        size => (8, size),
    };
    (size >= length).then_some((name, length, size))
}

/// The boxes within a box, each with its content.
fn boxes(mut content: &[u8]) -> impl Iterator<Item = ([u8; 4], &[u8])> {
    std::iter::from_fn(move || {
        let (name, length, size) = box_head(content, content.len() as u64)?;
        let size = usize::try_from(size).unwrap_or(usize::MAX).min(content.len());
        let inner = content.get(usize::try_from(length).ok()?..size)?;
        content = content.get(size..)?;
        Some((name, inner))
    })
    .take(MAXIMUM_BOXES)
}

/// The first box of that name along a path of names.
fn inside<'a>(content: &'a [u8], path: &[&[u8; 4]]) -> Option<&'a [u8]> {
    path.iter().try_fold(content, |content, name| {
        boxes(content).find(|(found, _)| found == *name).map(|found| found.1)
    })
}

fn number(content: &[u8], at: usize) -> Option<u32> {
    content.get(at..)?.first_chunk().map(|four| u32::from_be_bytes(*four))
}

fn long_number(content: &[u8], at: usize) -> Option<u64> {
    content.get(at..)?.first_chunk().map(|eight| u64::from_be_bytes(*eight))
}

/// Units per second: behind two times that are longer in the newer version.
fn per_second(content: &[u8]) -> Option<u32> {
    number(content, if content.first() == Some(&1) { 20 } else { 12 }).filter(|units| *units > 0)
}

fn read_contents(contents: &[u8]) -> Result<Vec<MovieTrack>> {
    let movie_units = inside(contents, &[b"mvhd"]).and_then(per_second).unwrap_or(1);
    let tracks = boxes(contents).filter(|(name, _)| name == b"trak");
    tracks.filter_map(|(_, track)| read_track(track, movie_units).transpose()).collect()
}

fn read_track(track: &[u8], movie_units: u32) -> Result<Option<MovieTrack>> {
    let head = inside(track, &[b"tkhd"]);
    let id = head.and_then(|head| number(head, if head.first() == Some(&1) { 20 } else { 12 }));
    let Some(id) = id else { return Ok(None) };
    let is_sound = inside(track, &[b"mdia", b"hdlr"]).and_then(|handler| handler.get(8..12)) == Some(b"soun");
    let described = inside(track, &[b"mdia", b"minf", b"stbl", b"stsd"]);
    let entry =
        described.and_then(|described| described.get(12..)?.first_chunk().copied()).unwrap_or_default();
    let units = inside(track, &[b"mdia", b"mdhd"]).and_then(per_second).unwrap_or(1);
    let edits = match inside(track, &[b"edts", b"elst"]) {
        Some(list) => read_edits(list, units, movie_units)?,
        None => Vec::new(),
    };
    Ok(Some(MovieTrack { id, entry, is_sound, edits }))
}

/// The parts that are heard. Empty ones, which only put sound beside a picture, are passed over.
fn read_edits(list: &[u8], units: u32, movie_units: u32) -> Result<Vec<Part>> {
    let is_long = list.first() == Some(&1);
    let told = usize::try_from(number(list, 4).unwrap_or(0)).unwrap_or(usize::MAX);
    let entries: Vec<&[u8]> =
        list.get(8..).unwrap_or_default().chunks_exact(if is_long { 20 } else { 12 }).take(told).collect();
    if entries.len() > MAXIMUM_EDITS {
        return Err(no_sound("put together from too many parts"));
    }
    let mut parts = Vec::new();
    for entry in entries {
        let (length, start) = if is_long {
            (long_number(entry, 0), long_number(entry, 8).and_then(|start| i64::try_from(start).ok()))
        } else {
            let start = number(entry, 4).map(|start| i64::from(start.cast_signed()));
            (number(entry, 0).map(u64::from), start)
        };
        let Some(start) = start.and_then(|start| u64::try_from(start).ok()) else { continue };
        // A recording in pieces does not know its length when its list is written.
        let length = length.filter(|length| *length > 0);
        parts.push(Part {
            start: Fraction { units: start, per_second: units },
            length: length.map(|length| Fraction { units: length, per_second: movie_units }),
        });
    }
    Ok(parts)
}
