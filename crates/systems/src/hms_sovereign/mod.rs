//! HMS Sovereign's agents API: voice agents that answer and make telephone calls.
//!
//! The adapter's own room: HMS Sovereign's names, paths and quirks, and nothing of another system. `description` says
//! what there is, `requests` what is sent, `answers` what came back, `adapter` puts them together, and `copying` says what
//! an agent is in words that other systems share.

mod adapter;
mod answers;
mod copying;
mod description;
mod requests;
mod summary;

use callboard_model::SystemDescription;

use crate::system::described;

/// The adapter.
#[derive(Debug)]
pub(crate) struct HmsSovereign {
    description: SystemDescription,
}

impl HmsSovereign {
    /// The adapter with its description.
    pub(crate) fn new() -> Self {
        described(description::describe(), |description| Self { description })
    }
}
