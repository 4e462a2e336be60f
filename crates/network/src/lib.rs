//! The one way out to the network, for the systems' APIs and for storage.
//!
//! Which addresses may be spoken to ([`check_address`]), over which connection ([`Client`]), and what a failed exchange
//! means ([`TransportFault`]). What is said to whom is none of its business: no credential, no system and no file is known here.

mod address;
mod client;
mod fault;

pub use address::{check_address, is_loopback};
pub use client::{Client, Redirects, Settings};
pub use fault::{TransportFault, TransportFaultKind};
