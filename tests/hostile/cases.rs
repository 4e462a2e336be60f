//! The table: what is sent for which operation, and what has to be said.

pub(crate) mod documents;
pub(crate) mod http;
pub(crate) mod lists;
pub(crate) mod places;
pub(crate) mod values;

use std::sync::Arc;

use callboard_model::{Done, ErrorCode};
use serde_json::Value;

use super::server::{Answers, Asked, Manners, Script, Server, Step};
use super::stage::{Account, Kind, Operation};

/// What has to come of a case.
#[derive(Clone)]
pub(crate) enum Said {
    /// An error with this code.
    Code(ErrorCode),
    /// An error with one of these codes: which one depends on what the operating system tells first.
    OneOf(&'static [ErrorCode]),
    /// An error of a change that says how far it got.
    Change(ErrorCode, Done),
    /// An answer of which this is true.
    Fine(fn(&Value) -> bool),
    /// An answer of which this is true, or an error with one of these codes.
    FineOr(fn(&Value) -> bool, &'static [ErrorCode]),
}

/// What the two servers saw.
pub(crate) struct Seen<'a> {
    pub(crate) server: &'a Server,
    pub(crate) bystander: &'a Server,
}

pub(crate) type Look = fn(&Seen<'_>) -> Result<(), String>;

/// One case of the table.
#[derive(Clone)]
pub(crate) struct Case {
    pub(crate) name: String,
    pub(crate) kind: Kind,
    pub(crate) operation: Operation,
    pub(crate) answers: Answers,
    pub(crate) said: Said,
    /// Whether it is much that is sent, so that a process of its own is measured.
    pub(crate) heavy: bool,
    /// The account that asks; none where what is typed is refused before anything is asked.
    pub(crate) account: Arc<dyn Fn(Account) -> Option<Account> + Send + Sync>,
    pub(crate) look: Look,
}

/// In a script, the address of the server that nobody should ask.
pub(crate) const BYSTANDER: &str = "bystander.invalid:1";

impl Case {
    pub(crate) fn new(name: &str, kind: Kind, operation: Operation, steps: Vec<Step>, said: Said) -> Self {
        Self::answering(name, kind, operation, Arc::new(move |_| Script::of(steps.clone())), said)
    }

    /// A case whose answers depend on what is asked.
    pub(crate) fn answering(
        name: &str,
        kind: Kind,
        operation: Operation,
        answers: Answers,
        said: Said,
    ) -> Self {
        Self {
            name: format!("{name} ({}, {operation:?})", kind.name()),
            kind,
            operation,
            answers,
            said,
            heavy: false,
            account: Arc::new(Some),
            look: |_| Ok(()),
        }
    }

    pub(crate) fn heavy(self) -> Self {
        Self { heavy: true, ..self }
    }

    pub(crate) fn with_manners(self, manners: Manners) -> Self {
        let answers = self.answers;
        let answers: Answers = Arc::new(move |asked: &Asked| Script { manners, ..answers(asked) });
        Self { answers, ..self }
    }

    pub(crate) fn of_account(
        self,
        account: impl Fn(Account) -> Option<Account> + Send + Sync + 'static,
    ) -> Self {
        Self { account: Arc::new(account), ..self }
    }

    pub(crate) fn looking(self, look: Look) -> Self {
        Self { look, ..self }
    }
}

/// Every case.
pub(crate) fn all() -> Vec<Case> {
    [http::cases(), values::cases(), documents::cases(), lists::cases(), places::cases()].concat()
}

/// One request was sent, and no other host was asked.
pub(crate) fn once_and_nobody_else(seen: &Seen<'_>) -> Result<(), String> {
    match (seen.server.heard().len(), seen.bystander.connections()) {
        (1, 0) => Ok(()),
        (requests, strangers) => Err(format!("{requests} requests, {strangers} connections to another host")),
    }
}

/// Nothing was sent to anybody.
pub(crate) fn nothing_sent(seen: &Seen<'_>) -> Result<(), String> {
    match (seen.server.connections(), seen.bystander.connections()) {
        (0, 0) => Ok(()),
        (requests, strangers) => Err(format!("{requests} connections, {strangers} to another host")),
    }
}
