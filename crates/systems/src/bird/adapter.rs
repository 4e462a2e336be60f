//! Bird's operations.

use async_trait::async_trait;
use callboard_model::media::{MediaKind, UploadForm, VoicemailDrop};
use callboard_model::{
    AgentId, AgentSummary, CallboardError, ConnectionId, ConnectionTest, Done, DropEdit, Edits, ErrorCode,
    IndexedAgent, ListQuery, Result, SortKey, SystemDescription,
};
use jiff::Timestamp;
use reqwest::Method;
use reqwest::header::{HeaderName, HeaderValue};
use serde_json::{Map, Value, json};
use url::Url;

use super::answers;
use super::{Bird, drops, query, requests, summary};
use crate::client::{Answer, Request};
use crate::dialect::{Dialect, Subject};
use crate::document::{self, text_id};
use crate::paging;
use crate::session::Session;
use crate::system::{
    AgentIndex, CreateAgent, Created, DeleteAgent, DocumentPage, Edit, LiveState, Media, OwnAgent, Parts,
    ReadAgent, StoredFile, System, UpdateAgent, VoicemailDrops, Wanted,
};

/// Which agent a request is about.
#[derive(Clone, Copy)]
enum Whose<'a> {
    Agent(&'a AgentId),
    Own,
}

impl Whose<'_> {
    fn segment(&self) -> &str {
        match self {
            Self::Agent(id) => id.as_str(),
            Self::Own => "me",
        }
    }
    fn reading(self) -> &'static str {
        match self {
            Self::Agent(_) => "getAgent",
            Self::Own => "getOwnAgent",
        }
    }
    fn updating(self) -> &'static str {
        match self {
            Self::Agent(_) => "updateAgent",
            Self::Own => "updateOwnAgent",
        }
    }
}

impl Bird {
    async fn read_whose(&self, session: &Session<'_>, whose: Whose<'_>) -> Result<Value> {
        let request = self.request(session, whose.reading(), Method::GET, &["agents", whose.segment()])?;
        self.ask(session, &request, Subject::Agent, |answer| {
            let document = answers::agent(answer)?;
            match whose {
                Whose::Agent(id) => self.same_agent(id, document, answer),
                Whose::Own => Ok(document),
            }
        })
        .await
    }

    /// A page of the list of at most `limit` agents.
    async fn list_page(
        &self,
        session: &Session<'_>,
        query: &ListQuery,
        cursor: Option<&str>,
        limit: u32,
    ) -> Result<DocumentPage> {
        let mut request = self.request(session, "listAgents", Method::GET, &["agents"])?.for_list();
        request.url.query_pairs_mut().extend_pairs(query::of_page(query, cursor, limit));
        self.ask(session, &request, Subject::Account, |answer| {
            let page = answers::page(answer)?;
            if cursor.is_some() && page.next.as_deref() == cursor {
                return Err(paging::repeated_cursor());
            }
            Ok(page)
        })
        .await
    }

    /// Sends what the edits need, availability after the rest. All requests are made before the first is sent, so that
    /// none is stopped half way by what could have been known.
    async fn save(
        &self,
        session: &Session<'_>,
        whose: Whose<'_>,
        fresh: &Value,
        edits: &Edits,
    ) -> Result<Option<Value>> {
        let bodies = requests::update_bodies(System::description(self), fresh, edits)
            .map_err(|error| self.redacted(session, error, whose.updating()))?;
        let mut requests = Vec::new();
        if !bodies.agent.is_empty() {
            let path = ["agents", whose.segment()];
            let request = self.request(session, whose.updating(), Method::PATCH, &path)?;
            requests.push(request.with_body(bodies.agent));
        }
        if !bodies.availability.is_empty() {
            requests.push(self.availability_update(session, whose, fresh, bodies.availability)?);
        }
        for (index, request) in requests.iter().enumerate() {
            let sent = match whose {
                Whose::Agent(id) if request.operation == whose.updating() => {
                    self.change(session, request, id, answers::agent).await
                }
                _ => self.send_successfully(session, request, Subject::Agent).await.map(drop),
            };
            sent.map_err(|error| match error.code {
                ErrorCode::AnotherAgent => error,
                _ if index > 0 => error.with_done(Done::Partly),
                _ => error,
            })?;
        }
        Ok(None)
    }

    /// There is no operation for one's own availability: the agent's id is taken from its document.
    fn availability_update(
        &self,
        session: &Session<'_>,
        whose: Whose<'_>,
        fresh: &Value,
        body: Map<String, Value>,
    ) -> Result<Request> {
        let id = match whose {
            Whose::Agent(id) => Some(id.clone()),
            Whose::Own => text_id(fresh),
        };
        let id = id.ok_or_else(|| {
            CallboardError::new(ErrorCode::UnreadableAnswer).with_detail("the own profile is without an id")
        })?;
        let path = ["agents", id.as_str(), "availability"];
        Ok(self.request(session, "updateAvailability", Method::PATCH, &path)?.with_body(body))
    }

    /// The members of a create, and the edits that it cannot carry.
    fn new_agent(&self, session: &Session<'_>, edits: &Edits) -> Result<(Map<String, Value>, Edits)> {
        requests::create_body(System::description(self), edits)
            .map_err(|error| self.redacted(session, error, "createAgent"))
    }
}

impl Dialect for Bird {
    fn address(&self, session: &Session<'_>, path: &[&str]) -> Result<Url> {
        requests::address(session, path)
    }

    fn credentials(&self, session: &Session<'_>) -> Result<Vec<(HeaderName, HeaderValue)>> {
        Ok(vec![requests::authorization(session.connection, session.credential)?])
    }

    fn refusal(&self, answer: &Answer, subject: Subject) -> CallboardError {
        answers::refusal(answer, subject, System::description(self))
    }
}

#[async_trait]
impl System for Bird {
    fn description(&self) -> &SystemDescription {
        &self.description
    }

    fn parts(&self) -> Parts<'_> {
        Parts {
            read: Some(self),
            create: Some(self),
            update: Some(self),
            delete: Some(self),
            own_agent: Some(self),
            index: Some(self),
            live_state: Some(self),
            media: Some(self),
            drops: Some(self),
            ..Parts::default()
        }
    }

    async fn test(&self, session: &Session<'_>) -> Result<ConnectionTest> {
        let call = session.call.for_test();
        let session = &Session { call: &call, ..*session };
        let page = self.list_page(session, &ListQuery::default(), None, 1).await?;
        let counted = if page.next.is_none() { u32::try_from(page.documents.len()).ok() } else { None };
        // Not every key belongs to somebody with an agent; the connection works all the same.
        let own = self.read_own(session).await.ok();
        let own_name = own.and_then(|own| document::shown_text(&own, "name"));
        Ok(ConnectionTest { agents: page.total.or(counted), own_name })
    }

    async fn list(
        &self,
        session: &Session<'_>,
        query: &ListQuery,
        cursor: Option<&str>,
    ) -> Result<DocumentPage> {
        self.list_page(session, query, cursor, query::LARGEST_PAGE).await
    }

    fn agent_id(&self, document: &Value) -> Option<AgentId> {
        text_id(document)
    }

    fn summary(
        &self,
        connection: &ConnectionId,
        id: AgentId,
        document: &Value,
        now: Timestamp,
    ) -> AgentSummary {
        summary::summary(connection, id, document, now)
    }

    fn avatar_url(&self, document: &Value) -> Option<Url> {
        document::avatar_url(document)
    }
}

#[async_trait]
impl ReadAgent for Bird {
    async fn read(&self, session: &Session<'_>, id: &AgentId) -> Result<Value> {
        self.read_whose(session, Whose::Agent(id)).await
    }
}

#[async_trait]
impl CreateAgent for Bird {
    async fn create(&self, session: &Session<'_>, edits: &Edits) -> Result<Created> {
        let (body, remaining) = self.new_agent(session, edits)?;
        let request = self.request(session, "createAgent", Method::POST, &["agents"])?.with_body(body);
        let document = self.ask(session, &request, Subject::Account, answers::agent).await?;
        Ok(Created { document, remaining })
    }

    /// Asked for by its name, the youngest first.
    fn wanted(&self, session: &Session<'_>, edits: &Edits) -> Result<Wanted> {
        let (members, _) = self.new_agent(session, edits)?;
        let query = ListQuery {
            name: members.get("name").and_then(Value::as_str).map(|name| name.trim().to_owned()),
            sort: Some(SortKey::CreatedAt),
            reverse: true,
            ..ListQuery::default()
        };
        Ok(Wanted { query, as_sent: answers::as_sent, ..Wanted::new(members) })
    }
}

#[async_trait]
impl UpdateAgent for Bird {
    async fn update(
        &self,
        session: &Session<'_>,
        id: &AgentId,
        fresh: &Value,
        edits: &Edits,
    ) -> Result<Option<Value>> {
        self.save(session, Whose::Agent(id), fresh, edits).await
    }
}

#[async_trait]
impl DeleteAgent for Bird {
    async fn delete(&self, session: &Session<'_>, id: &AgentId) -> Result<()> {
        let request = self.request(session, "deleteAgent", Method::DELETE, &["agents", id.as_str()])?;
        self.send_successfully(session, &request, Subject::Agent).await.map(drop)
    }
}

#[async_trait]
impl OwnAgent for Bird {
    async fn read_own(&self, session: &Session<'_>) -> Result<Value> {
        self.read_whose(session, Whose::Own).await
    }

    async fn update_own(&self, session: &Session<'_>, fresh: &Value, edits: &Edits) -> Result<Option<Value>> {
        self.save(session, Whose::Own, fresh, edits).await
    }
}

#[async_trait]
impl AgentIndex for Bird {
    async fn index(&self, session: &Session<'_>) -> Result<Vec<IndexedAgent>> {
        let request = self.request(session, "listAllAgents", Method::GET, &["all-agents"])?.for_list();
        self.ask(session, &request, Subject::Account, |answer| answers::index(answer, &session.connection.id))
            .await
    }
}

#[async_trait]
impl LiveState for Bird {
    async fn availability(&self, session: &Session<'_>, id: &AgentId) -> Result<Value> {
        let path = ["agents", id.as_str(), "availability"];
        let request = self.request(session, "getAvailability", Method::GET, &path)?;
        self.ask(session, &request, Subject::Agent, answers::record).await
    }

    async fn workload(&self, session: &Session<'_>, id: &AgentId) -> Result<Value> {
        let path = ["agents", id.as_str(), "workload"];
        let request = self.request(session, "getWorkload", Method::GET, &path)?;
        self.ask(session, &request, Subject::Agent, answers::record).await
    }
}

#[async_trait]
impl Media for Bird {
    async fn upload_form(&self, session: &Session<'_>, id: &AgentId, media: MediaKind) -> Result<UploadForm> {
        let agent = id.as_str();
        // A form that nobody uses does no harm, so asking for one may be repeated even by POST.
        let request = match media {
            MediaKind::Avatar => {
                let path = ["agents", agent, "presigned-upload"];
                self.request(session, "presignAvatarUpload", Method::GET, &path)
            }
            MediaKind::Drop => {
                let path = ["agents", agent, "presigned-upload", "audio"];
                self.request(session, "presignAudioUpload", Method::POST, &path).map(Request::harmless)
            }
        }?;
        self.ask(session, &request, Subject::Agent, answers::upload_form).await
    }

    async fn media_location(&self, session: &Session<'_>, id: &AgentId, file_id: &str) -> Result<Url> {
        let path = ["agents", id.as_str(), "media", file_id, "download"];
        let request = self.request(session, "downloadMedia", Method::GET, &path)?;
        let answer = self.send(session, &request).await.map_err(|failure| failure.error)?;
        if !answer.is_success() && !matches!(answer.status, 301 | 302 | 303 | 307 | 308) {
            return Err(self.refused(session, &answer, &request, Subject::Media));
        }
        answers::location(&answer, &request.url)
            .map_err(|error| self.redacted(session, error, request.operation))
    }

    fn stored_file(&self, media_url: &str) -> Option<StoredFile> {
        summary::stored_file(media_url)
    }

    fn avatar_edit(&self, media_url: &str) -> Edit {
        (super::description::pointer("/avatarUrl"), json!(media_url))
    }
}

impl VoicemailDrops for Bird {
    fn drops(&self, document: &Value) -> Vec<VoicemailDrop> {
        drops::read(document)
    }

    fn add_drop(&self, document: &Value, name: &str, media_url: &str, file_id: Option<&str>) -> Edit {
        drops::with_added(document, name, media_url, file_id)
    }

    fn edit_drops(&self, document: &Value, edit: &DropEdit) -> Result<Edit> {
        drops::edited(document, edit)
    }

    fn replace_drop(
        &self,
        document: &Value,
        index: u32,
        media_url: &str,
        file_id: Option<&str>,
    ) -> Result<Edit> {
        drops::with_replaced(document, index, media_url, file_id)
    }

    fn adopt_drop(&self, document: &Value, from: &Value, index: u32) -> Result<Edit> {
        drops::with_adopted(document, from, index)
    }
}
