//! Bird's Collaborations API: people and bots in a contact centre.
//!
//! The adapter's own room: Bird's names, paths and quirks, and nothing of another system. `description` says what
//! there is, `query` and `requests` what is sent, `answers` what came back, `adapter` puts them together.

mod adapter;
mod answers;
mod description;
mod drops;
mod query;
mod requests;
mod summary;

use callboard_model::SystemDescription;

use crate::system::described;

/// The adapter.
#[derive(Debug)]
pub(crate) struct Bird {
    description: SystemDescription,
}

impl Bird {
    /// The adapter with its description.
    pub(crate) fn new() -> Self {
        described(description::describe(), |description| Self { description })
    }
}
