//! Small files that hold very much: looking at them takes little memory. Each is looked at in a process of its own, whose peak
//! the kernel tells.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    clippy::print_stdout
)]
#![cfg(target_os = "linux")]

use std::process::Command;
use std::thread;

use callboard_media::{CancellationToken, picture, sound};
use callboard_model::{CallboardError, ErrorCode};

/// What looking at any file may take at most, in KiB.
const MOST: u64 = 300 * 1024;

/// Names the case for the process that looks at it.
const CASE: &str = "CALLBOARD_MEMORY_CASE";

fn token() -> CancellationToken {
    CancellationToken::new()
}

/// Bits, highest first.
#[derive(Default)]
struct Bits {
    bytes: Vec<u8>,
    used: u32,
}

impl Bits {
    fn put(&mut self, value: u64, bits: u32) {
        for bit in (0..bits).rev() {
            if self.used.is_multiple_of(8) {
                self.bytes.push(0);
            }
            let last = self.bytes.last_mut().unwrap();
            *last |= u8::from(value >> bit & 1 == 1) << (7 - self.used % 8);
            self.used += 1;
        }
    }
}

fn crc(bytes: &[u8], bits: u32, polynomial: u32) -> u64 {
    let mask = (1_u32 << bits) - 1;
    let step = |rest: u32, byte: &u8| {
        (0..8).fold(rest ^ u32::from(*byte) << (bits - 8), |rest, _| {
            (if rest >> (bits - 1) & 1 == 1 { rest << 1 ^ polynomial } else { rest << 1 }) & mask
        })
    };
    u64::from(bytes.iter().fold(0, step))
}

/// A FLAC of so many frames of 65,535 samples a channel, each frame of some 40 bytes. (RFC 9639)
fn flac(rate: u64, channels: u64, frames: u64) -> Vec<u8> {
    const BLOCK: u64 = 65_535;
    let mut head = Bits::default();
    for (value, bits) in [(BLOCK, 16), (BLOCK, 16), (0, 24), (0, 24), (rate, 20), (channels - 1, 3), (15, 5)]
    {
        head.put(value, bits);
    }
    head.put(BLOCK * frames, 36);
    let mut file = b"fLaC\x80\0\0\x22".to_vec();
    file.extend(head.bytes);
    file.extend([0; 16]);
    for number in 0..frames {
        let mut frame = Bits::default();
        // Synchronisation, fixed blocks, their size in 16 bits, the rate of the file, its channels, 16 bits a sample.
        for (value, bits) in [(0x7FFC, 15), (0, 1), (7, 4), (0, 4), (channels - 1, 4), (4, 3), (0, 1)] {
            frame.put(value, bits);
        }
        match number {
            0..0x80 => frame.put(number, 8),
            0x80..0x800 => frame.put(0xC080 | (number & 0x7C0) << 2 | number & 0x3F, 16),
            _ => frame.put(0xE0_8080 | (number & 0xF000) << 4 | (number & 0xFC0) << 2 | number & 0x3F, 24),
        }
        frame.put(BLOCK - 1, 16);
        frame.put(crc(&frame.bytes, 8, 0x07), 8);
        for _ in 0..channels {
            // One value for the whole block.
            frame.put(0, 8);
            frame.put(1000, 16);
        }
        frame.put(crc(&frame.bytes, 16, 0x8005), 16);
        file.extend(frame.bytes);
    }
    file
}

/// A picture of one colour, in the format and the kind of pixels that takes most memory to decode.
fn encoded(picture: &image::DynamicImage, format: image::ImageFormat) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

fn stored(content: &[u8]) -> Result<(), CallboardError> {
    picture::stored(content, 512, &token()).map(drop)
}

fn code<T>(outcome: Result<T, CallboardError>) -> Option<ErrorCode> {
    outcome.err().map(|error| error.code)
}

/// What is looked at, made before the peak is counted, and what has to come of it.
struct Case {
    name: &'static str,
    make: fn() -> Vec<u8>,
    look: fn(Vec<u8>),
}

const CASES: [Case; 8] = [
    Case {
        name: "three sounds of 655 kHz and 8 channels",
        make: || flac(655_350, 8, 590),
        look: |bytes| {
            assert!(bytes.len() < 24_000, "{} bytes are no small file", bytes.len());
            thread::scope(|scope| {
                for _ in 0..3 {
                    let bytes = bytes.clone().into();
                    scope.spawn(|| {
                        assert_eq!(code(sound::seconds_of(bytes, &token())), Some(ErrorCode::NotASound));
                    });
                }
            });
        },
    },
    Case {
        name: "642 KB of 655 kHz and 8 channels",
        make: || flac(655_350, 8, 18_000),
        look: |bytes| {
            assert!((600_000..700_000).contains(&bytes.len()), "{} bytes", bytes.len());
            assert_eq!(code(sound::decode_bytes(bytes.into(), &token())), Some(ErrorCode::NotASound));
        },
    },
    Case {
        name: "lengths of sounds of 192 kHz and 8 channels",
        make: || flac(192_000, 8, 520),
        look: |bytes| {
            let seconds = sound::seconds_of(bytes.into(), &token()).unwrap();
            assert!((seconds - 177.49).abs() < 0.1, "{seconds}");
        },
    },
    Case {
        name: "a sound of more samples than anybody decodes",
        make: || flac(192_000, 8, 2_000),
        look: |bytes| {
            let error = sound::seconds_of(bytes.into(), &token()).unwrap_err();
            assert_eq!(error.code, ErrorCode::SoundTooLong);
            assert_eq!(error.context.get("maximumSeconds").map(String::as_str), Some("450"));
        },
    },
    Case {
        name: "a long sound that is played",
        make: || flac(192_000, 8, 120),
        look: |bytes| {
            let samples = sound::decode_bytes(bytes.into(), &token()).unwrap();
            assert_eq!((samples.channels, samples.sample_rate), (1, 16_000));
        },
    },
    Case {
        name: "a PNG of 30,000 by 30,000 pixels",
        make: || {
            let mut huge = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x75\x30\0\0\x75\x30\x08\x02\0\0\0".to_vec();
            huge.extend(crc32(&huge[12..29]));
            // A deflated beginning of black.
            let data =
                [&b"IDAT"[..], &[0x78, 0x9c, 0xed, 0xc1, 0x01, 0x01, 0, 0, 0, 0x80, 0x90, 0xfe]].concat();
            huge.extend((data.len() as u32 - 4).to_be_bytes());
            huge.extend(&data);
            huge.extend(crc32(&data));
            huge
        },
        look: |bytes| assert_eq!(code(stored(&bytes)), Some(ErrorCode::PictureTooLarge)),
    },
    Case {
        name: "the largest pictures that are shown",
        make: || encoded(&image::DynamicImage::new_rgba8(4096, 4096), image::ImageFormat::Gif),
        look: |bytes| assert_eq!(code(stored(&bytes)), None),
    },
    Case {
        name: "a large picture of 16 bits",
        make: || encoded(&image::DynamicImage::new_rgba16(4096, 4096), image::ImageFormat::Png),
        look: |bytes| assert_eq!(code(stored(&bytes)), Some(ErrorCode::PictureTooLarge)),
    },
];

fn crc32(bytes: &[u8]) -> [u8; 4] {
    let crc =
        bytes.iter().fold(u32::MAX, |rest, byte| {
            (0..8).fold(rest ^ u32::from(*byte), |rest, _| {
                if rest & 1 == 1 { rest >> 1 ^ 0xEDB8_8320 } else { rest >> 1 }
            })
        });
    (!crc).to_be_bytes()
}

#[test]
fn no_file_fills_the_memory() {
    let folder = tempfile::tempdir().unwrap();
    for (index, case) in CASES.iter().enumerate() {
        let path = folder.path().join(index.to_string());
        std::fs::write(&path, (case.make)()).unwrap();
        let mut child = Command::new(std::env::current_exe().unwrap());
        child.args(["--exact", "look_at_one", "--ignored", "--nocapture"]);
        let child = child.env(CASE, index.to_string()).env("CALLBOARD_MEMORY_FILE", &path).output().unwrap();
        let said = String::from_utf8_lossy(&child.stdout).into_owned();
        assert!(child.status.success(), "{}: {said}{}", case.name, String::from_utf8_lossy(&child.stderr));
        let peak: u64 =
            said.split("VmHWM:").nth(1).unwrap().split_whitespace().next().unwrap().parse().unwrap();
        println!("{}: {} MB", case.name, peak / 1024);
        assert!(peak < MOST, "{} takes {} MB: the computer stands still", case.name, peak / 1024);
    }
}

#[test]
#[ignore = "run by the other test, in a process of its own"]
fn look_at_one() {
    let Ok(index) = std::env::var(CASE) else { return };
    let case = &CASES[index.parse::<usize>().unwrap()];
    (case.look)(std::fs::read(std::env::var_os("CALLBOARD_MEMORY_FILE").unwrap()).unwrap());
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    println!("{}", status.lines().find(|line| line.starts_with("VmHWM:")).unwrap());
}
