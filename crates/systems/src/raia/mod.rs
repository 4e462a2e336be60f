//! raia's external agents API: AI agents, each behind a key of its own.
//!
//! The adapter's own room: raia's names, paths and quirks, and nothing of another system. There is no list and nothing to
//! change: an agent is there because its key is. `description` says what there is, `answers` what came back, `adapter`
//! sends and puts them together.

mod adapter;
mod answers;
mod description;
mod requests;
mod summary;

use callboard_model::SystemDescription;

use crate::system::described;

/// The adapter.
#[derive(Debug)]
pub(crate) struct Raia {
    description: SystemDescription,
}

impl Raia {
    /// The adapter with its description.
    pub(crate) fn new() -> Self {
        described(description::describe(), |description| Self { description })
    }
}
