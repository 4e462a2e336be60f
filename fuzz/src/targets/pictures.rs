//! Pictures that are downloaded: decoded and encoded anew.

use callboard_media::{CancellationToken, picture};

use crate::bytes_change::changed;
use crate::chance::Drawn;
use crate::run::Target;
use crate::seeds;

/// The longest side that is made, in pixels.
const SIDE: u32 = 64;

const WORDS: [&str; 8] =
    ["IHDR", "acTL", "fdAT", "iCCP", "Exif\0\0", "VP8X", "\u{0}\u{0}\u{0}\u{0}", "NETSCAPE2.0"];

pub(super) struct Pictures {
    seeds: Vec<Vec<u8>>,
}

impl Pictures {
    pub(super) fn open() -> Result<Self, String> {
        Ok(Self { seeds: seeds::files("crates/media/tests/cases", |name| name.starts_with('1'))? })
    }
}

impl Target for Pictures {
    type Input = Vec<u8>;

    fn make(&self, drawn: &mut Drawn<'_>) -> Vec<u8> {
        let seed = drawn.one(&self.seeds).map_or(&[][..], Vec::as_slice);
        changed(drawn, seed, &self.seeds, &WORDS)
    }

    fn execute(&mut self, input: &Vec<u8>) -> Result<(), String> {
        let Ok(made) = picture::stored(input, SIDE, &CancellationToken::new()) else { return Ok(()) };
        let encoded = [&b"\x89PNG"[..], b"\xff\xd8\xff"].iter().any(|start| made.bytes.starts_with(start));
        if encoded { Ok(()) } else { Err(format!("the window would get {}", made.content_type)) }
    }
}
