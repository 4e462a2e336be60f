//! What of WebM and Matroska the reader does not hand on: how much of the last block is padding (RFC 9559, `DiscardPadding`).

use std::collections::HashMap;

use callboard_model::Result;
use symphonia::core::io::MediaSource;

use super::sniffing::{bytes_at, length_of};

const EBML: [u8; 4] = [0x1A, 0x45, 0xDF, 0xA3];
const SEGMENT: u64 = 0x1853_8067;
const CLUSTER: u64 = 0x1F43_B675;
const BLOCK_GROUP: u64 = 0xA0;
const BLOCK: u64 = 0xA1;
const SIMPLE_BLOCK: u64 = 0xA3;
const DISCARD_PADDING: u64 = 0x75A2;

/// Elements looked at, at most.
const MAXIMUM_ELEMENTS: usize = 500_000;

/// Tracks that are told apart, at most.
const MAXIMUM_TRACKS: usize = 100;

/// Whether it begins like one of these files.
pub(super) fn is_matroska(begin: &[u8]) -> bool {
    begin.starts_with(&EBML)
}

/// For each track by its number, the nanoseconds at the end of its last block that are not to be heard.
pub(super) fn paddings_at_end(source: &mut dyn MediaSource) -> Result<HashMap<u64, u64>> {
    let end = length_of(source)?;
    let mut paddings = HashMap::new();
    let mut at = 0_u64;
    // The track of the block that was passed last.
    let mut track = None;
    for _ in 0..MAXIMUM_ELEMENTS {
        if at >= end || paddings.len() > MAXIMUM_TRACKS {
            break;
        }
        let head = bytes_at(source, at, 20)?;
        let Some((id, size, length)) = element(&head) else { break };
        let content = at.saturating_add(length);
        match id {
            SEGMENT | CLUSTER | BLOCK_GROUP => {
                at = content;
                continue;
            }
            BLOCK | SIMPLE_BLOCK => {
                let start = usize::try_from(length).ok().and_then(|length| head.get(length..));
                track = start.and_then(|start| variable(start, true)).map(|(number, _)| number);
                if let Some(track) = track {
                    paddings.insert(track, 0);
                }
            }
            DISCARD_PADDING => {
                let bytes = bytes_at(source, content, size.unwrap_or(0).min(8))?;
                let padding = bytes.iter().fold(0_u64, |value, byte| (value << 8) | u64::from(*byte));
                // A negative one, of sound before the beginning, is none at the end.
                let is_negative = bytes.first().is_some_and(|byte| *byte >= 0x80);
                if let Some(track) = track.filter(|_| !is_negative) {
                    paddings.insert(track, padding);
                }
            }
            _ => {}
        }
        // Only what may contain others may leave its size open.
        let Some(size) = size else { break };
        at = content.saturating_add(size);
    }
    Ok(paddings)
}

/// An element's id, its size where it is known, and the length of both.
fn element(head: &[u8]) -> Option<(u64, Option<u64>, u64)> {
    let (id, id_length) = variable(head, false)?;
    let rest = head.get(id_length..)?;
    let (size, size_length) = variable(rest, true)?;
    let unknown = (1_u64 << (7 * size_length)) - 1;
    Some((id, (size != unknown).then_some(size), (id_length + size_length) as u64))
}

/// A number of variable length, with or without the mark of its length, and its length in bytes.
fn variable(bytes: &[u8], unmarked: bool) -> Option<(u64, usize)> {
    let first = *bytes.first()?;
    let length = first.leading_zeros() as usize + 1;
    let value = bytes.get(..length)?.iter().fold(0_u64, |value, byte| (value << 8) | u64::from(*byte));
    (length <= 8).then_some(if unmarked { (value & !(1 << (7 * length)), length) } else { (value, length) })
}
