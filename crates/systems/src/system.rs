//! What every system can be asked.

use std::collections::BTreeSet;

use async_trait::async_trait;
use callboard_model::media::{MediaKind, UploadForm, VoicemailDrop};
use callboard_model::{
    AgentId, AgentSummary, CallboardError, ConnectionDraft, ConnectionId, ConnectionTest, DropEdit, Edits,
    ErrorCode, IndexedAgent, ListQuery, Outline, Pointer, Result, Sensitive, Statistic, SystemDescription,
    UserPage, UserQuery, VersionPage, WebhookDraft,
};
use serde_json::Value;
use url::Url;

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

/// A vendor's API behind the words of the domain.
///
/// Operations that a system does not have answer [`ErrorCode::Unsupported`]; whether it has them stands in its
/// [`SystemDescription`]. Every error names the system and the operation as the contract calls it.
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

    /// Checks what a connection needs and brings it into one form: values trimmed, defaults filled in, the base
    /// URL without its last slash and HTTPS unless it leads to this computer. Values that are not described are
    /// dropped, the credential among them.
    ///
    /// Fails with [`ErrorCode::ConnectionIncomplete`] (`key`), [`ErrorCode::InvalidAddress`] (`key`) or
    /// [`ErrorCode::PlainHttpRefused`].
    fn check_connection(&self, draft: &ConnectionDraft) -> Result<ConnectionDraft> {
        connection::check(self.description(), draft)
    }

    /// Finds out whether the connection works. Tells a wrong key, a wrong workspace, no network and a TLS
    /// problem apart.
    async fn test(&self, _session: &Session<'_>) -> Result<ConnectionTest> {
        Err(self.unsupported("test"))
    }

    /// One page of the list; `cursor` is [`DocumentPage::next`] of the page before.
    async fn list(
        &self,
        _session: &Session<'_>,
        _query: &ListQuery,
        _cursor: Option<&str>,
    ) -> Result<DocumentPage> {
        Err(self.unsupported("list"))
    }

    /// The least about every agent, in one answer.
    async fn index(&self, _session: &Session<'_>) -> Result<Vec<IndexedAgent>> {
        Err(self.unsupported("index"))
    }

    /// An agent's whole document.
    async fn read(&self, _session: &Session<'_>, _id: &AgentId) -> Result<Value> {
        Err(self.unsupported("read"))
    }

    /// The document of the caller's own agent.
    async fn read_own(&self, _session: &Session<'_>) -> Result<Value> {
        Err(self.unsupported("readOwn"))
    }

    /// Creates an agent with one request. `edits` holds the new agent's fields by their pointers in the agent's document
    /// form.
    ///
    /// Fails with [`ErrorCode::UnreadableAnswer`] and `done: Yes` where it was created and the answer does not say which
    /// agent it is.
    async fn create(&self, _session: &Session<'_>, _edits: &Edits) -> Result<Created> {
        Err(self.unsupported("create"))
    }

    /// The ids of the agents that are called as the one that a create with these edits makes. Asked before the create, it
    /// tells those that were there from the one that came.
    ///
    /// Fails where the list cannot be read whole.
    async fn present_before(&self, _session: &Session<'_>, _edits: &Edits) -> Result<BTreeSet<AgentId>> {
        Err(self.unsupported("presentBefore"))
    }

    /// The whole documents of the agents that agree with these edits in every field that a create sends: after a create
    /// whose answer was lost, the new agent is among them. Secrets, which a system may not tell, are not compared; empty, null and absent are the same, and so are 1 and 1.0.
    ///
    /// An empty answer means that there is none: fails where the list or one of the candidates cannot be read.
    async fn look_for(&self, _session: &Session<'_>, _edits: &Edits) -> Result<Vec<Value>> {
        Err(self.unsupported("lookFor"))
    }

    /// Saves edits with the smallest request that carries them; `fresh` is the agent as just read. Edits that come to
    /// nothing send nothing.
    ///
    /// Answers the agent as it is stored only where the answer is the only way to know: none means that it is to be read.
    /// Where the edits take more than one request and a later one fails, the error has `done: Partly`.
    async fn update(
        &self,
        _session: &Session<'_>,
        _id: &AgentId,
        _fresh: &Value,
        _edits: &Edits,
    ) -> Result<Option<Value>> {
        Err(self.unsupported("update"))
    }

    /// As [`System::update`], for the caller's own agent.
    async fn update_own(
        &self,
        _session: &Session<'_>,
        _fresh: &Value,
        _edits: &Edits,
    ) -> Result<Option<Value>> {
        Err(self.unsupported("updateOwn"))
    }

    /// Deletes an agent for good, with one request. Fails with [`ErrorCode::AgentNotFound`] where there is none, which after
    /// a lost answer may mean that the request before this one did it.
    async fn delete(&self, _session: &Session<'_>, _id: &AgentId) -> Result<()> {
        Err(self.unsupported("delete"))
    }

    /// An agent's work in hand, as the system sends it.
    async fn workload(&self, _session: &Session<'_>, _id: &AgentId) -> Result<Value> {
        Err(self.unsupported("workload"))
    }

    /// An agent's availability, as the system sends it.
    async fn availability(&self, _session: &Session<'_>, _id: &AgentId) -> Result<Value> {
        Err(self.unsupported("availability"))
    }

    /// A page of an agent's users.
    async fn users(&self, _session: &Session<'_>, _id: &AgentId, _query: &UserQuery) -> Result<UserPage> {
        Err(self.unsupported("users"))
    }

    /// An agent's numbers from one moment to another.
    async fn statistic(
        &self,
        _session: &Session<'_>,
        _id: &AgentId,
        _from: jiff::Timestamp,
        _to: jiff::Timestamp,
    ) -> Result<Statistic> {
        Err(self.unsupported("statistic"))
    }

    /// Creates a webhook with one request and answers what the system said. After `done: Unclear` nothing can be looked for.
    async fn create_webhook(
        &self,
        _session: &Session<'_>,
        _id: &AgentId,
        _draft: &WebhookDraft,
    ) -> Result<Value> {
        Err(self.unsupported("createWebhook"))
    }

    /// A page of an agent's versions; `cursor` is [`VersionPage::next`] of the page before. Fails with
    /// [`ErrorCode::NotOffered`] where the account has no such operation.
    async fn versions(
        &self,
        _session: &Session<'_>,
        _id: &AgentId,
        _cursor: Option<&str>,
    ) -> Result<VersionPage> {
        Err(self.unsupported("versions"))
    }

    /// Makes the draft a version of this name and launches it, with one request: a second one would make a second version.
    /// Fails with [`ErrorCode::NotOffered`] where the account has no such operation.
    async fn launch_version(&self, _session: &Session<'_>, _id: &AgentId, _name: &str) -> Result<()> {
        Err(self.unsupported("launchVersion"))
    }

    /// The document of the agent that a key of its own stands for.
    async fn read_by_key(&self, _session: &Session<'_>, _key: &Sensitive) -> Result<Value> {
        Err(self.unsupported("readByKey"))
    }

    /// The document of an agent of which nothing but its id is known. Fails with [`ErrorCode::InvalidEdits`] where the
    /// text is no id of this system.
    fn document_of_id(&self, _id: &str) -> Result<Value> {
        Err(self.unsupported("documentOfId"))
    }

    /// What an agent is, in words that every system shares.
    fn outline(&self, document: &Value) -> Outline {
        outline::of_document(self.description(), document)
    }

    /// What a new agent of this system gets of another one's outline.
    fn adopt(&self, outline: &Outline) -> Adopted {
        outline::adopt(self.description(), outline)
    }

    /// A fresh form with which a file is posted directly to storage.
    async fn upload_form(
        &self,
        _session: &Session<'_>,
        _id: &AgentId,
        _media: MediaKind,
    ) -> Result<UploadForm> {
        Err(self.unsupported("uploadForm"))
    }

    /// Where a stored file can be fetched without the credential. The credential goes to the system only, never
    /// to the place it answers. Fails with [`ErrorCode::MediaNotFound`] where the file is gone.
    async fn media_location(&self, _session: &Session<'_>, _id: &AgentId, _file_id: &str) -> Result<Url> {
        Err(self.unsupported("mediaLocation"))
    }

    /// The file that a stored media address names, for [`System::media_location`].
    fn stored_file(&self, _media_url: &str) -> Option<StoredFile> {
        None
    }

    /// The id inside an agent's document.
    fn agent_id(&self, document: &Value) -> Option<AgentId>;

    /// What lists and headers show of a document.
    fn summary(&self, connection: &ConnectionId, document: &Value, now: jiff::Timestamp) -> AgentSummary;

    /// The voicemail drops of a document.
    fn drops(&self, _document: &Value) -> Vec<VoicemailDrop> {
        Vec::new()
    }

    /// The edit that adds a drop behind the present ones.
    fn add_drop(
        &self,
        _document: &Value,
        _name: &str,
        _media_url: &str,
        _file_id: Option<&str>,
    ) -> Result<Edit> {
        Err(self.unsupported("addDrop"))
    }

    /// The edit that renames, removes or moves a drop. Fails with [`ErrorCode::MediaNotFound`] where there is none at
    /// that place, and with [`ErrorCode::Unsupported`] where the item is stored in a form that holds no name.
    fn edit_drops(&self, _document: &Value, _edit: &DropEdit) -> Result<Edit> {
        Err(self.unsupported("editDrops"))
    }

    /// The edit that gives a drop another recording: its name and place stay. Fails as [`System::edit_drops`].
    fn replace_drop(
        &self,
        _document: &Value,
        _index: u32,
        _media_url: &str,
        _file_id: Option<&str>,
    ) -> Result<Edit> {
        Err(self.unsupported("replaceDrop"))
    }

    /// The edit that puts a drop of another agent behind the present ones, as it is stored there. Fails as
    /// [`System::edit_drops`].
    fn adopt_drop(&self, _document: &Value, _from: &Value, _index: u32) -> Result<Edit> {
        Err(self.unsupported("adoptDrop"))
    }

    /// The edit that makes a stored file the agent's picture.
    fn avatar_edit(&self, _media_url: &str) -> Result<Edit> {
        Err(self.unsupported("avatarEdit"))
    }

    /// Where an agent's picture is.
    fn avatar_url(&self, _document: &Value) -> Option<Url> {
        None
    }

    /// The error of an operation that the system does not have.
    fn unsupported(&self, operation: &str) -> CallboardError {
        CallboardError::new(ErrorCode::Unsupported)
            .with_system(self.description().id.clone())
            .with_operation(operation)
    }
}
