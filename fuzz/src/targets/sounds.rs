//! Sounds that are downloaded: counted, and decoded.

use bytes::Bytes;
use callboard_media::{CancellationToken, sound};

use crate::bytes_change::changed;
use crate::chance::Drawn;
use crate::run::Target;
use crate::seeds;

const WORDS: [&str; 12] = [
    "RIFF",
    "fmt ",
    "data",
    "LIST",
    "moov",
    "elst",
    "stsz",
    "OggS",
    "OpusHead",
    "fLaC",
    "ID3\u{4}",
    "\u{0}\u{0}\u{0}\u{0}",
];

pub(super) struct Sounds {
    seeds: Vec<Vec<u8>>,
}

impl Sounds {
    pub(super) fn open() -> Result<Self, String> {
        Ok(Self { seeds: seeds::files("crates/media/tests/cases", |name| name.starts_with('2'))? })
    }
}

impl Target for Sounds {
    type Input = Vec<u8>;

    fn make(&self, drawn: &mut Drawn<'_>) -> Vec<u8> {
        let seed = drawn.one(&self.seeds).map_or(&[][..], Vec::as_slice);
        changed(drawn, seed, &self.seeds, &WORDS)
    }

    fn execute(&mut self, input: &Vec<u8>) -> Result<(), String> {
        let (bytes, cancel) = (Bytes::from(input.clone()), CancellationToken::new());
        if let Ok(seconds) = sound::seconds_of(bytes.clone(), &cancel)
            && !seconds.is_finite()
        {
            return Err(format!("it would be shown as {seconds} seconds long"));
        }
        let Ok(samples) = sound::decode_bytes(bytes, &cancel) else { return Ok(()) };
        match samples.values.iter().find(|value| !value.is_finite()) {
            Some(value) => Err(format!("a loudspeaker would be given {value}")),
            None => Ok(()),
        }
    }
}
