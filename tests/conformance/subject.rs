//! What the suite has to know of a system besides its description: how to reach it in the sandbox, what to try, and what
//! its document promises in answer. The suite itself knows no system by name.

use callboard_model::{Edits, ErrorCode};
use callboard_sandbox::FaultKind;
use serde_json::Value;

use super::deed::{Deed, edits};

/// An id that no sandbox gives.
pub(crate) const NOBODY: &str = "00000000-0000-4000-8000-000000000000";

/// A system under test.
pub(crate) struct Subject {
    /// Its id among the systems.
    pub(crate) system: &'static str,
    /// The vendor's name, as the README has it.
    pub(crate) name: &'static str,
    /// Its file in tests/contracts.
    pub(crate) contract: &'static str,
    /// What its operations begin with in the sandbox.
    pub(crate) prefix: &'static str,
    /// A value of the connection that names an account nobody has, where one is asked for.
    pub(crate) elsewhere: Option<(&'static str, &'static str)>,
    /// Each operation of the contract, once, with the deed that calls it.
    pub(crate) deeds: &'static [(Deed, &'static str)],
    /// How many agents the sample data has.
    pub(crate) agents: usize,
    /// Where one of them has something that no document names.
    pub(crate) unknown: &'static str,
    /// The id of an agent that does not exist.
    pub(crate) nobody: &'static str,
    /// The settings of a new agent of that name.
    pub(crate) creation: fn(&str) -> Edits,
    /// A change of one member, as a place and a text.
    pub(crate) change: (&'static str, &'static str),
    /// A change deep inside a member of the agent of that name.
    pub(crate) nested: Option<Nested>,
    /// A change of an item of which answers carry more than requests may, and what a request may not carry.
    pub(crate) carried: Option<(Nested, &'static str)>,
    /// A field that can be emptied.
    pub(crate) emptied: Option<Emptied>,
    /// A value that the system refuses, and whether it names the field.
    pub(crate) refused: Option<Refused>,
    /// Members that the system itself moves when an agent is changed.
    pub(crate) moving: &'static [&'static str],
    /// The lists that come in pages, and how many items of the sample data make several.
    pub(crate) paged: &'static [(Deed, usize)],
    /// The forms in which a last page says that it is the last.
    pub(crate) last_pages: &'static [FaultKind],
    /// How many forms of errors are documented.
    pub(crate) error_forms: u8,
    /// Whether errors say something in words.
    pub(crate) errors_have_words: bool,
    /// What a status means to a deed, where it is not what it usually means.
    pub(crate) meaning: fn(Deed, u16) -> Option<ErrorCode>,
    /// Another word under which answers carry agents.
    pub(crate) other_word: Option<&'static str>,
    /// The checks that have nothing to check here. Written down, so that none is left out unseen.
    pub(crate) skipped: &'static [&'static str],
}

/// A change deep inside a member.
pub(crate) struct Nested {
    pub(crate) agent: &'static str,
    pub(crate) place: &'static str,
    pub(crate) value: fn() -> Value,
}

/// A field that can be emptied.
pub(crate) struct Emptied {
    pub(crate) place: &'static str,
    /// What the request carries then.
    pub(crate) sent: fn() -> Value,
}

/// A value that is refused.
pub(crate) struct Refused {
    pub(crate) place: &'static str,
    pub(crate) value: fn() -> Value,
    /// Whether the answer names the field in a form that is understood.
    pub(crate) names_field: bool,
}

impl Subject {
    /// The change as edits.
    pub(crate) fn change(&self) -> Edits {
        edits(&[(self.change.0, Value::from(self.change.1))])
    }

    /// What a refusal with this status means to `deed`.
    pub(crate) fn code(&self, deed: Deed, status: u16) -> ErrorCode {
        (self.meaning)(deed, status).unwrap_or_else(|| usual_meaning(deed, status))
    }
}

fn usual_meaning(deed: Deed, status: u16) -> ErrorCode {
    match status {
        400 | 422 => ErrorCode::RefusedValues,
        401 => ErrorCode::WrongKey,
        402 => ErrorCode::PaymentRequired,
        403 => ErrorCode::NotAllowed,
        404 if deed == Deed::FindMedia => ErrorCode::MediaNotFound,
        404 => ErrorCode::AgentNotFound,
        409 => ErrorCode::AlreadyExists,
        429 => ErrorCode::RateLimited,
        // Whether it was done nobody can say, and doing it again would make a second one.
        500.. => ErrorCode::SystemFault,
        _ => ErrorCode::UnexpectedStatus,
    }
}

/// What a request carries that empties a field, for systems that take the whole agent.
pub(crate) fn under_agent(body: &Value) -> &Value {
    body.get("agent").unwrap_or(body)
}
