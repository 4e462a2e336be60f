//! Diga's agents API: AI voices on the telephone whose settings are a draft until a version of them is launched.
//!
//! The adapter's own room: Diga's names, paths and quirks, and nothing of another system. The vendor's document promises
//! one operation, changing an agent whose id is known; the list and the versions stand on public pages and are offered by
//! some accounts only. `description` says what there is, `requests` what is sent, `answers` what came back, `adapter` puts
//! them together.

mod adapter;
mod answers;
mod description;
mod requests;
mod summary;

use callboard_model::SystemDescription;

use crate::system::described;

/// The adapter.
#[derive(Debug)]
pub(crate) struct Diga {
    description: SystemDescription,
}

impl Diga {
    /// The adapter with its description.
    pub(crate) fn new() -> Self {
        described(description::describe(), |description| Self { description })
    }
}
