//! MessageFlow's agents API: agents made of prompts, each with its voice, tools and integration.
//!
//! The adapter's own room: MessageFlow's names, paths and quirks, and nothing of another system. `description` says what
//! there is, `requests` what is sent, `answers` what came back, `adapter` puts them together, and `copying` says what an
//! agent is in words that other systems share.

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
pub(crate) struct MessageFlow {
    description: SystemDescription,
}

impl MessageFlow {
    /// The adapter with its description.
    pub(crate) fn new() -> Self {
        described(description::describe(), |description| Self { description })
    }
}
