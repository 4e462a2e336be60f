//! The systems: one folder for each vendor's API, and the HTTP client they share.
//!
//! An adapter describes its system as data and turns edits into the system's own requests. Nothing here knows a
//! window, a keychain or a file; credentials come in with each [`Session`] and leave only in a request's header.

mod address;
pub mod bird;
mod client;
mod connection;
#[cfg(test)]
#[path = "../tests/support/contract.rs"]
mod contract;
pub mod diga;
pub mod hms_sovereign;
pub mod messageflow;
pub mod outline;
mod picture;
pub mod raia;
mod registry;
mod request_body;
mod session;
mod system;

pub use client::paging::{PageGuard, walk};
pub use client::{
    Client, IncomingAnswer, Limits, OutgoingRequest, Pauses, Transport, TransportFault, TransportTrouble,
    wait,
};
pub use outline::Adopted;
pub use registry::{all, by_id};
pub use session::{CallContext, HeldKey, Quiet, Session, WaitNotice, Waiting};
pub use system::{
    Activity, AgentById, AgentIndex, AgentKeys, CreateAgent, Created, DeleteAgent, DocumentPage, Edit,
    LiveState, Media, OwnAgent, Parts, ReadAgent, StoredFile, System, UpdateAgent, Versions, VoicemailDrops,
    Webhooks, require,
};
