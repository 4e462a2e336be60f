//! Pictures and sound: decode, crop, encode, record, play; the presigned upload.
//!
//! Files go in by path and come out as bytes ready to be sent, or as samples ready to be heard. Knows no system, no
//! agent and no window: what is done with a stored file is the use cases' business.
//!
//! Everything in [`picture`], [`sound`], [`recording`] and [`chosen`] blocks; call it through `spawn_blocking`.

pub mod chosen;
mod colour;
pub mod download;
pub mod file;
pub mod picture;
pub mod playback;
pub mod policy;
pub mod recording;
pub mod refusal;
mod rotation;
pub mod sound;
pub mod storage;
pub mod upload;

pub use chosen::ChosenFiles;
pub use file::EncodedFile;
pub use picture::PictureTarget;
pub use playback::{Playback, Player};
pub use policy::Policy;
pub use recording::{RecordedSound, Recording};
pub use sound::Samples;
pub use storage::{StorageClient, StorageTimings};
pub use tokio_util::sync::CancellationToken;
