//! The one way out to the network, for the systems' APIs and for storage.
//!
//! Which addresses may be spoken to ([`check_address`], [`Reach`]), over which connection ([`Client`] for those that the admin
//! gave, [`GuardedClient`] for those that a server names), and what a failed exchange means ([`TransportFault`]). What is said to
//! whom is none of its business: no credential, no system and no file is known here.
#![cfg_attr(not(test), deny(clippy::arithmetic_side_effects))]

mod address;
mod client;
mod fault;
mod guarded;
mod own_network;
mod reach;
mod resolver;

pub use address::{check_address, is_loopback};
pub use client::{Client, Settings};
pub use fault::{TransportFault, TransportFaultKind};
pub use guarded::GuardedClient;
pub use reach::Reach;
