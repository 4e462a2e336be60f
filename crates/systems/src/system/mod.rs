//! What every system can be asked, and the optional parts of its API.

mod parts;

use async_trait::async_trait;
use callboard_model::{
    AgentId, AgentSummary, ConnectionDraft, ConnectionId, ConnectionTest, Edits, ListQuery, Outline, Pointer,
    Result, SystemDescription,
};
#[cfg(doc)]
use callboard_model::{CallboardError, ErrorCode};
use serde_json::{Map, Value};
use url::Url;

pub use parts::{
    Activity, AgentById, AgentIndex, AgentKeys, CreateAgent, DeleteAgent, LiveState, Media, OwnAgent, Parts,
    ReadAgent, UpdateAgent, Versions, VoicemailDrops, Webhooks, require,
};

use crate::connection;
use crate::outline::{self, Adopted};
use crate::session::Session;

/// One edited field with its new value.
pub type Edit = (Pointer, Value);

/// A file in a system's storage, by the names its address holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredFile {
    /// The agent it was uploaded for, which may be another one than the one that uses it.
    pub agent: AgentId,
    /// Its id.
    pub file: String,
}

/// One page of a list, as the system sent it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DocumentPage {
    /// The agents' documents.
    pub documents: Vec<Value>,
    /// Where the next page begins; none on the last page.
    pub next: Option<String>,
    /// How many there are in all, where the system says.
    pub total: Option<u32>,
}

impl DocumentPage {
    /// The only page of a list that comes whole.
    pub(crate) fn whole(documents: Vec<Value>) -> Self {
        let total = u32::try_from(documents.len()).ok();
        Self { documents, next: None, total }
    }
}

/// A new agent.
#[derive(Clone, Debug, PartialEq)]
pub struct Created {
    /// The new agent as the system answered it, which may be a part of it; its id is there.
    pub document: Value,
    /// What the create request could not carry: to be saved as an update of the new agent.
    pub remaining: Edits,
}

/// How a new agent is told from others: by its name in the list, then by every member that a create sends.
#[derive(Debug)]
pub struct Wanted {
    /// What of the list is asked for; every agent of the name has to be in the answer.
    pub(crate) query: ListQuery,
    /// The agent's members as the create sends them.
    pub(crate) members: Map<String, Value>,
    /// The document of an answer with its members where the create has them.
    pub(crate) as_sent: fn(&Value) -> Value,
}

impl Wanted {
    /// A new agent whose answers have all members where the create has them, in a list without filters.
    pub(crate) fn new(members: Map<String, Value>) -> Self {
        Self { query: ListQuery::default(), members, as_sent: Value::clone }
    }
}

/// A vendor's API behind the words of the domain: what every system has. What only some have are its [`Parts`].
///
/// Every error names the system and the operation as the contract calls it.
///
/// Reads are repeated within [`crate::CallContext::retry_budget`]. What changes something is sent once, whatever comes
/// back, and nothing is read before or afterwards: whoever asked for it knows what was there and looks again. How far it
/// got stands in [`CallboardError::done`]: [`Done::No`](callboard_model::Done::No) where it was not sent or was refused,
/// [`Done::Yes`](callboard_model::Done::Yes) where the status says that it was done and the answer cannot be read,
/// [`Done::Unclear`](callboard_model::Done::Unclear) where the answer was lost or speaks of a fault.
#[async_trait]
pub trait System: Send + Sync {
    /// What is known about the system before it is spoken to.
    fn description(&self) -> &SystemDescription;

    /// The operations that this system has beyond those that every system has.
    fn parts(&self) -> Parts<'_>;

    /// Checks what a connection needs and brings it into one form: values trimmed, defaults filled in, the base
    /// URL without its last slash and HTTPS unless it leads to this computer. Values that are not described are
    /// dropped, the credential among them.
    ///
    /// # Errors
    ///
    /// [`ErrorCode::ConnectionIncomplete`] (`key`), [`ErrorCode::InvalidAddress`] (`key`) or
    /// [`ErrorCode::PlainHttpRefused`].
    fn check_connection(&self, draft: &ConnectionDraft) -> Result<ConnectionDraft> {
        connection::check(self.description(), draft)
    }

    /// Finds out whether the connection works. Tells a wrong key, a wrong workspace, no network and a TLS
    /// problem apart.
    ///
    /// # Errors
    ///
    /// [`ErrorCode::WrongKey`], [`ErrorCode::WrongWorkspace`], [`ErrorCode::Unreachable`], [`ErrorCode::TlsProblem`] and
    /// whatever else the system answers.
    async fn test(&self, session: &Session<'_>) -> Result<ConnectionTest>;

    /// One page of the list; `cursor` is [`DocumentPage::next`] of the page before.
    ///
    /// # Errors
    ///
    /// [`ErrorCode::NotOffered`] where the account has no list; [`ErrorCode::UnreadableAnswer`] where the page names itself
    /// as the next one.
    async fn list(
        &self,
        session: &Session<'_>,
        query: &ListQuery,
        cursor: Option<&str>,
    ) -> Result<DocumentPage>;

    /// The id inside an agent's document.
    fn agent_id(&self, document: &Value) -> Option<AgentId>;

    /// What an agent's document calls it, as lists show it; empty where it says nothing.
    fn name(&self, document: &Value) -> String {
        crate::document::shown_text(document, "name").unwrap_or_default()
    }

    /// What lists and headers show of the document of that agent.
    fn summary(
        &self,
        connection: &ConnectionId,
        id: AgentId,
        document: &Value,
        now: jiff::Timestamp,
    ) -> AgentSummary;

    /// Where an agent's picture is; none where it has none.
    fn avatar_url(&self, _document: &Value) -> Option<Url> {
        None
    }

    /// What an agent is, in words that every system shares.
    fn outline(&self, document: &Value) -> Outline {
        outline::of_document(self.description(), document)
    }

    /// What a new agent of this system gets of another one's outline.
    fn adopt(&self, outline: &Outline) -> Adopted {
        outline::adopt(self.description(), outline)
    }
}

/// A system with its description, whose capabilities are those of its parts.
pub(crate) fn described<S: System>(
    description: SystemDescription,
    system_of: impl Fn(SystemDescription) -> S,
) -> S {
    let stated = description.capabilities.clone();
    let capabilities = system_of(description.clone()).parts().capabilities(stated);
    system_of(SystemDescription { capabilities, ..description })
}
