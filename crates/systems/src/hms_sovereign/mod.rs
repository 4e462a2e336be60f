//! HMS Sovereign's agents API: voice agents that answer and make telephone calls.
//!
//! The adapter's own room: HMS Sovereign's names, paths and quirks, and nothing of another system. `description` says
//! what there is, `requests` what is sent, `answers` what came back, `adapter` puts them together, and `across` says what
//! an agent is in words that other systems share.

mod across;
mod adapter;
mod answers;
mod description;
mod requests;
mod summary;

use callboard_model::SystemDescription;

use crate::system::described;

/// The adapter.
#[derive(Debug)]
pub struct HmsSovereign {
    description: SystemDescription,
}

impl HmsSovereign {
    /// The adapter with its description.
    pub fn new() -> Self {
        described(description::describe(), |description| Self { description })
    }
}

impl Default for HmsSovereign {
    fn default() -> Self {
        Self::new()
    }
}
