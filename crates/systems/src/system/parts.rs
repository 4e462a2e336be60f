//! The operations that only some systems have, in the groups in which an API has them or does not.

use async_trait::async_trait;
use callboard_model::media::{MediaKind, UploadForm, VoicemailDrop};
use callboard_model::{
    AgentId, CallboardError, Capabilities, DropEdit, Edits, ErrorCode, IndexedAgent, Result, Sensitive,
    Statistic, UserPage, UserQuery, VersionPage, WebhookDraft,
};
use serde_json::Value;
use url::Url;

use super::{Created, Edit, StoredFile, System, Wanted};
use crate::session::Session;

/// What a system can do beyond [`System`]; none where its API has no such operations.
#[derive(Clone, Copy, Default)]
pub struct Parts<'a> {
    /// An agent can be read whenever one likes.
    pub read: Option<&'a dyn ReadAgent>,
    /// Agents can be created.
    pub create: Option<&'a dyn CreateAgent>,
    /// Agents can be changed.
    pub update: Option<&'a dyn UpdateAgent>,
    /// Agents can be deleted.
    pub delete: Option<&'a dyn DeleteAgent>,
    /// The caller has an agent of their own.
    pub own_agent: Option<&'a dyn OwnAgent>,
    /// The least about all agents comes in one answer.
    pub index: Option<&'a dyn AgentIndex>,
    /// An agent is added by its id, because a list may be missing.
    pub by_id: Option<&'a dyn AgentById>,
    /// Each agent has a key of its own, and is there because its key is.
    pub agent_keys: Option<&'a dyn AgentKeys>,
    /// The state of the moment.
    pub live_state: Option<&'a dyn LiveState>,
    /// An agent's users and numbers.
    pub activity: Option<&'a dyn Activity>,
    /// Webhooks can be created.
    pub webhooks: Option<&'a dyn Webhooks>,
    /// Versions can be listed and launched.
    pub versions: Option<&'a dyn Versions>,
    /// Files can be stored and fetched.
    pub media: Option<&'a dyn Media>,
    /// An agent has voicemail drops.
    pub drops: Option<&'a dyn VoicemailDrops>,
}

impl Parts<'_> {
    /// The capabilities that follow from the parts; `stated` holds what only the vendor's document can say.
    pub(crate) fn capabilities(&self, stated: Capabilities) -> Capabilities {
        Capabilities {
            create: self.create.is_some(),
            delete: self.delete.is_some(),
            own_agent: self.own_agent.is_some(),
            workload: self.live_state.is_some(),
            by_id: self.by_id.is_some(),
            agent_keys: self.agent_keys.is_some(),
            ..stated
        }
    }
}

/// A part of a system, for an operation that needs it.
///
/// # Errors
///
/// [`ErrorCode::Unsupported`] where the system has no such part.
pub fn require<P>(system: &dyn System, part: Option<P>, operation: &str) -> Result<P> {
    part.ok_or_else(|| {
        CallboardError::new(ErrorCode::Unsupported)
            .with_system(system.description().id.clone())
            .with_operation(operation)
    })
}

/// Agents that can be read one by one.
#[async_trait]
pub trait ReadAgent: System {
    /// An agent's whole document.
    ///
    /// # Errors
    ///
    /// [`ErrorCode::AgentNotFound`] where there is none, [`ErrorCode::UnreadableAnswer`] where the answer is about another one.
    async fn read(&self, session: &Session<'_>, id: &AgentId) -> Result<Value>;
}

/// Creating agents. What became of a create whose answer was lost is found out by [`crate::present_before`] and
/// [`crate::look_for`].
#[async_trait]
pub trait CreateAgent: ReadAgent {
    /// Creates an agent with one request. `edits` holds the new agent's fields by their pointers in the agent's document
    /// form.
    ///
    /// # Errors
    ///
    /// [`ErrorCode::UnreadableAnswer`] and `done: Yes` where it was created and the answer does not say which agent it is.
    async fn create(&self, session: &Session<'_>, edits: &Edits) -> Result<Created>;

    /// How the agent that a create with these edits makes is told from others.
    ///
    /// # Errors
    ///
    /// [`ErrorCode::InvalidEdits`] where the edits cannot be sent.
    fn wanted(&self, session: &Session<'_>, edits: &Edits) -> Result<Wanted>;
}

/// Changing agents.
#[async_trait]
pub trait UpdateAgent: Send + Sync {
    /// Saves edits with the smallest request that carries them; `fresh` is the agent as just read. Edits that come to
    /// nothing send nothing.
    ///
    /// Answers the agent as it is stored only where the answer is the only way to know: none means that it is to be read.
    ///
    /// # Errors
    ///
    /// [`ErrorCode::InvalidEdits`] where the edits cannot be sent; `done: Partly` where they take more than one request and a
    /// later one fails.
    async fn update(
        &self,
        session: &Session<'_>,
        id: &AgentId,
        fresh: &Value,
        edits: &Edits,
    ) -> Result<Option<Value>>;
}

/// Deleting agents.
#[async_trait]
pub trait DeleteAgent: Send + Sync {
    /// Deletes an agent for good, with one request.
    ///
    /// # Errors
    ///
    /// [`ErrorCode::AgentNotFound`] where there is none, which after a lost answer may mean that the request before this one
    /// deleted it.
    async fn delete(&self, session: &Session<'_>, id: &AgentId) -> Result<()>;
}

/// The caller's own agent.
#[async_trait]
pub trait OwnAgent: Send + Sync {
    /// The document of the caller's own agent.
    async fn read_own(&self, session: &Session<'_>) -> Result<Value>;

    /// As [`UpdateAgent::update`], for the caller's own agent.
    async fn update_own(&self, session: &Session<'_>, fresh: &Value, edits: &Edits) -> Result<Option<Value>>;
}

/// The least about all agents.
#[async_trait]
pub trait AgentIndex: Send + Sync {
    /// The least about every agent, in one answer.
    async fn index(&self, session: &Session<'_>) -> Result<Vec<IndexedAgent>>;
}

/// Agents of which nothing but the id is known.
pub trait AgentById: Send + Sync {
    /// The document of an agent of which nothing but its id is known.
    ///
    /// # Errors
    ///
    /// [`ErrorCode::InvalidEdits`] where the text is no id of this system.
    fn document_of_id(&self, id: &str) -> Result<Value>;
}

/// Agents that each have a key of their own.
#[async_trait]
pub trait AgentKeys: Send + Sync {
    /// The document of the agent that a key of its own stands for.
    ///
    /// # Errors
    ///
    /// [`ErrorCode::WrongKey`] where the system knows no such key.
    async fn read_by_key(&self, session: &Session<'_>, key: &Sensitive) -> Result<Value>;
}

/// What an agent does at the moment.
#[async_trait]
pub trait LiveState: Send + Sync {
    /// An agent's availability, as the system sends it.
    async fn availability(&self, session: &Session<'_>, id: &AgentId) -> Result<Value>;

    /// An agent's work in hand, as the system sends it.
    async fn workload(&self, session: &Session<'_>, id: &AgentId) -> Result<Value>;
}

/// What an agent did: its users and numbers.
#[async_trait]
pub trait Activity: Send + Sync {
    /// A page of an agent's users.
    async fn users(&self, session: &Session<'_>, id: &AgentId, query: &UserQuery) -> Result<UserPage>;

    /// An agent's numbers from one moment to another.
    async fn statistic(
        &self,
        session: &Session<'_>,
        id: &AgentId,
        from: jiff::Timestamp,
        to: jiff::Timestamp,
    ) -> Result<Statistic>;
}

/// Webhooks, which can be created and neither listed, changed nor deleted.
#[async_trait]
pub trait Webhooks: Send + Sync {
    /// Creates a webhook with one request and answers what the system said. After `done: Unclear` nothing can be looked for.
    async fn create_webhook(
        &self,
        session: &Session<'_>,
        id: &AgentId,
        draft: &WebhookDraft,
    ) -> Result<Value>;
}

/// An agent's versions.
#[async_trait]
pub trait Versions: Send + Sync {
    /// A page of an agent's versions; `cursor` is [`VersionPage::next`] of the page before.
    ///
    /// # Errors
    ///
    /// [`ErrorCode::NotOffered`] where the account has no such operation.
    async fn versions(
        &self,
        session: &Session<'_>,
        id: &AgentId,
        cursor: Option<&str>,
    ) -> Result<VersionPage>;

    /// Makes the draft a version of this name and launches it, with one request: a second one would make a second version.
    ///
    /// # Errors
    ///
    /// [`ErrorCode::NotOffered`] where the account has no such operation.
    async fn launch_version(&self, session: &Session<'_>, id: &AgentId, name: &str) -> Result<()>;
}

/// Files in storage: uploaded with a form, fetched from an address that needs no credential.
#[async_trait]
pub trait Media: Send + Sync {
    /// A fresh form with which a file is posted directly to storage.
    async fn upload_form(&self, session: &Session<'_>, id: &AgentId, media: MediaKind) -> Result<UploadForm>;

    /// Where a stored file can be fetched without the credential. The credential goes to the system only, never
    /// to the place it answers.
    ///
    /// # Errors
    ///
    /// [`ErrorCode::MediaNotFound`] where the file is gone.
    async fn media_location(&self, session: &Session<'_>, id: &AgentId, file_id: &str) -> Result<Url>;

    /// The file that a stored media address names, for [`Media::media_location`].
    fn stored_file(&self, media_url: &str) -> Option<StoredFile>;

    /// The edit that makes a stored file the agent's picture.
    fn avatar_edit(&self, media_url: &str) -> Edit;
}

/// The voicemail drops of an agent's document.
pub trait VoicemailDrops: Send + Sync {
    /// The voicemail drops of a document.
    fn drops(&self, document: &Value) -> Vec<VoicemailDrop>;

    /// The edit that adds a drop behind the present ones.
    fn add_drop(&self, document: &Value, name: &str, media_url: &str, file_id: Option<&str>) -> Edit;

    /// The edit that renames, removes or moves a drop.
    ///
    /// # Errors
    ///
    /// [`ErrorCode::MediaNotFound`] where there is none at that place; [`ErrorCode::Unsupported`] where the item is stored in a
    /// form that holds no name.
    fn edit_drops(&self, document: &Value, edit: &DropEdit) -> Result<Edit>;

    /// The edit that gives a drop another recording: its name and place stay.
    ///
    /// # Errors
    ///
    /// As [`VoicemailDrops::edit_drops`].
    fn replace_drop(
        &self,
        document: &Value,
        index: u32,
        media_url: &str,
        file_id: Option<&str>,
    ) -> Result<Edit>;

    /// The edit that puts a drop of another agent behind the present ones, as it is stored there.
    ///
    /// # Errors
    ///
    /// As [`VoicemailDrops::edit_drops`].
    fn adopt_drop(&self, document: &Value, from: &Value, index: u32) -> Result<Edit>;
}
