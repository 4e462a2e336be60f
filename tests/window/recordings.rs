//! Recordings for journeys, and sound devices that write down what is heard and speak what is written.

use std::f64::consts::TAU;
use std::fs;
use std::path::{Path, PathBuf};

use super::rig::Profile;

/// Writes what would be heard into `heard.raw` of the profile.
pub(crate) const SPEAKER: &str = "pcm.!default { type plug slave { \
    pcm { type file slave.pcm { type null } file \"HOME/heard.raw\" format raw } \
    format S16_LE rate 48000 channels 2 } }\nctl.!default { type hw card 0 }\n";

pub(crate) const NO_DEVICE: &str = "pcm.!default { type hw card 31 }\nctl.!default { type hw card 31 }\n";

/// A profile whose programs have this sound device, in ALSA's words; `HOME` is the profile's own folder.
pub(crate) fn with_sound_device(configuration: &str) -> Profile {
    let profile = Profile::new();
    let home = profile.home().to_str().expect("a path in UTF-8");
    let file = profile.home().join(".asoundrc");
    fs::write(file, configuration.replace("HOME", home)).expect("set up the sound device");
    profile
}

/// The largest sample that was heard, of 32767.
pub(crate) fn loudest(heard: &Path) -> i16 {
    loudest_of(&fs::read(heard).unwrap_or_default())
}

/// The largest of samples of 16 bits.
pub(crate) fn loudest_of(bytes: &[u8]) -> i16 {
    bytes.chunks_exact(2).map(|two| i16::from_le_bytes([two[0], two[1]]).saturating_abs()).max().unwrap_or(0)
}

/// A sine of 440 Hz.
pub(crate) fn tone(rate: u32, seconds: u32, level: f64) -> impl Iterator<Item = i16> {
    (0..rate * seconds).map(move |frame| {
        let angle = f64::from(frame) * 440.0 * TAU / f64::from(rate);
        #[allow(clippy::cast_possible_truncation)]
        let sample = (angle.sin() * level * 32_767.0) as i16;
        sample
    })
}

/// A WAV file, mono, 8 kHz, 16 bits: a tone. `level` is a part of the loudest there can be.
pub(crate) fn recording(folder: &Path, name: &str, seconds: u32, level: f64) -> PathBuf {
    const RATE: u32 = 8000;
    let sound: Vec<u8> = tone(RATE, seconds, level).flat_map(i16::to_le_bytes).collect();
    let bytes = RATE * seconds * 2;
    let mut file = Vec::new();
    file.extend_from_slice(b"RIFF");
    file.extend_from_slice(&(36 + bytes).to_le_bytes());
    file.extend_from_slice(b"WAVEfmt ");
    file.extend_from_slice(&16_u32.to_le_bytes());
    file.extend_from_slice(&[1, 0, 1, 0]);
    file.extend_from_slice(&RATE.to_le_bytes());
    file.extend_from_slice(&(RATE * 2).to_le_bytes());
    file.extend_from_slice(&[2, 0, 16, 0]);
    file.extend_from_slice(b"data");
    file.extend_from_slice(&bytes.to_le_bytes());
    file.extend_from_slice(&sound);
    let path = folder.join(name);
    fs::write(&path, file).expect("write the recording");
    path
}
