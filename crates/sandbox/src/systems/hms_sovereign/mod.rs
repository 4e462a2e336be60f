//! HMS Sovereign's agents API: the five operations of the contract and their quirks.
//!
//! Where the document leaves something open the sandbox picks one form and says so here: a create answers 201 with the
//! fields of the document's example; an update answers the id, what was sent of the plain fields, and `updated_at`;
//! `webhook_secret` comes back in the clear; a PATCH replaces each field it names as a whole. The three documented forms of
//! errors are all in use: coded (1), text with a message (2, for 401), text with details (3, for what is wrong in a body).

mod account;
mod body;
mod pace;
mod refusal;
mod routes;
mod sample;
mod system;

pub(crate) use system::HmsSovereign;
