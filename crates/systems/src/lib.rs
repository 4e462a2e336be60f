//! The systems: one folder for each vendor's API, and the HTTP client they share.
//!
//! An adapter describes its system as data and turns edits into the system's own requests. Nothing here knows a
//! window, a keychain or a file; credentials come in with each [`Session`] and leave only in a request's header.

mod address;
mod bird;
mod client;
mod collection;
mod connection;
#[cfg(test)]
#[path = "../tests/support/contract.rs"]
mod contract;
mod dialect;
mod diga;
mod document;
mod hms_sovereign;
mod looking;
mod messageflow;
mod outline;
mod paging;
mod picture;
mod raia;
mod registry;
mod request_body;
pub mod secrets;
mod session;
mod system;

pub use client::{
    CallContext, Client, IncomingAnswer, Limits, OutgoingRequest, Pauses, Quiet, Transport, TransportFault,
    TransportFaultKind, WaitNotice, Waiting, wait,
};
pub use connection::origin_of;
pub use looking::{look_for, present_before};
pub use outline::Adopted;
pub use paging::{PageGuard, walk};
pub use registry::{all, by_id};
pub use session::{HeldKey, Session};
pub use system::{
    Activity, AgentById, AgentIndex, AgentKeys, CreateAgent, Created, DeleteAgent, DocumentPage, Edit,
    LiveState, Media, OwnAgent, Parts, ReadAgent, StoredFile, System, UpdateAgent, Versions, VoicemailDrops,
    Wanted, Webhooks, require,
};
