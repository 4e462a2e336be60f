//! Kinds of sound that are known and not read: whoever has one is told its name, because the answer to it is "export it as
//! WAV or MP3" and not "this is broken".

use callboard_model::{CallboardError, ErrorCode};

/// The refusal of a kind of sound by its name.
pub(super) fn unreadable_kind(name: &str) -> CallboardError {
    CallboardError::new(ErrorCode::NotASound).with_context("format", name)
}

/// The name of a kind that is not read, by how its files begin.
pub(super) fn name_of(begin: &[u8]) -> Option<&'static str> {
    const BEGINNINGS: [(&[u8], &str); 14] = [
        (b"#!AMR-WB", "AMR-WB"),
        (b"#!AMR", "AMR"),
        (&[0x30, 0x26, 0xB2, 0x75, 0x8E, 0x66, 0xCF, 0x11], "WMA"),
        (b"MThd", "MIDI"),
        (b"wvpk", "WavPack"),
        (b"MAC ", "Monkey's Audio"),
        (b"MPCK", "Musepack"),
        (b"MP+", "Musepack"),
        (b".RMF", "RealAudio"),
        (b".ra\xFD", "RealAudio"),
        (b"#!SILK_V3", "SILK"),
        (b"\x02#!SILK_V3", "SILK"),
        (b"DSD ", "DSD"),
        (b"riff\x2E\x91\xCF\x11", "Wave64"),
    ];
    if begin.get(8..12) == Some(b"AVI ") && begin.starts_with(b"RIFF") {
        return Some("AVI");
    }
    if begin.starts_with(&[0x0B, 0x77]) {
        return Some("AC-3");
    }
    // An Ogg file's first page holds its codec's own beginning (RFC 3533, section 6).
    if begin.starts_with(b"OggS") {
        return begin.get(28..)?.starts_with(b"Speex   ").then_some("Speex");
    }
    BEGINNINGS.iter().find(|(beginning, _)| begin.starts_with(beginning)).map(|(_, name)| *name)
}

/// The name of a codec in MP4 and QuickTime that is not read, by its sample entry (mp4ra.org).
pub(super) fn name_of_entry(entry: [u8; 4]) -> Option<&'static str> {
    match &entry {
        b"samr" => Some("AMR"),
        b"sawb" | b"sawp" => Some("AMR-WB"),
        b"ac-3" => Some("AC-3"),
        b"ec-3" => Some("E-AC-3"),
        b"agsm" => Some("GSM"),
        b"sqcp" | b"Qclp" => Some("QCELP"),
        b"QDM2" | b"QDMC" => Some("QDesign"),
        b"drms" => Some("FairPlay"),
        b"enca" => Some("MP4 (encrypted)"),
        b"mha1" | b"mhm1" => Some("MPEG-H"),
        b"ac-4" => Some("AC-4"),
        _ => None,
    }
}
