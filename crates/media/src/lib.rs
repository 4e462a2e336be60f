//! Pictures and sound: decode, crop, encode, play; the presigned upload.
//!
//! Files go in by path and come out as bytes ready to be sent, or as samples ready to be heard. Knows no system, no
//! agent and no window: what is done with a stored file is the use cases' business.
//!
//! Everything in [`picture`], [`sound`] and [`chosen`] blocks; call it through `spawn_blocking`.

pub mod chosen;
pub mod download;
pub mod file;
pub mod picture;
pub mod playback;
pub mod policy;
mod refusal;
pub mod sound;
pub mod storage;
pub mod upload;

pub use chosen::ChosenFiles;
pub use file::EncodedFile;
pub use picture::PictureTarget;
pub use playback::{Playback, Player};
pub use policy::Policy;
pub use sound::Samples;
pub use storage::{StorageClient, StorageTimings};
pub use tokio_util::sync::CancellationToken;
