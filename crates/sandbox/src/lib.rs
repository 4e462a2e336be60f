//! A server on loopback that speaks the systems' APIs and S3, with sample data.
//!
//! It is the demo ("look around with sample agents") and the server of the tests: it keeps its data on disk,
//! enforces the contracts, and can be told to fail in the ways real servers fail. `systems` has a folder for each,
//! beside `storage` (S3) and `sample` (pictures and sound). Nothing in here knows the program's own crates: what judges a client must
//! not share code with it.

mod account;
mod application;
mod context;
mod control;
mod documents;
mod error;
mod faults;
mod in_process;
mod moment;
mod options;
mod requests;
mod sample;
mod sandbox;
mod server;
mod shape;
mod storage;
mod system;
mod systems;

pub use account::Account;
pub use error::SandboxError;
pub use faults::{Fault, FaultKind, Faults, StorageRefusal};
pub use in_process::InProcessAnswer;
pub use options::{Clock, SandboxOptions};
pub use requests::{RecordedRequest, Requests};
pub use sandbox::Sandbox;
