//! An account on a hostile server, and everything that can be asked of its system.

use std::time::Duration;

use callboard_media::CancellationToken;
use callboard_model::media::MediaKind;
use callboard_model::{
    AgentId, Connection, ConnectionId, Edits, ListQuery, Pointer, Result, Sensitive, SystemId, UserQuery,
    WebhookDraft,
};
use callboard_systems::{
    CallContext, Client, HeldKey, Limits, Quiet, Session, System, by_id, look_for, walk,
};
use jiff::Timestamp;
use serde_json::{Value, json};

/// The key of every account. Looked for in all that comes out.
pub(crate) const KEY: &str = "sk-planted-7Kq2wX/31f0+Zz";

/// The agent that is asked for where a case names no other.
pub(crate) const AGENT: &str = "d19a0000-0000-4000-8000-000000000001";
/// Another one.
pub(crate) const OTHER: &str = "d19a0000-0000-4000-8000-000000000002";

/// The five systems.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Bird,
    Hms,
    MessageFlow,
    Diga,
    Raia,
}

pub(crate) const ALL: &[Kind] = &[Kind::Bird, Kind::Hms, Kind::MessageFlow, Kind::Diga, Kind::Raia];

/// Those whose list is read in one answer or more, and holds entries.
pub(crate) const LISTING: &[Kind] = &[Kind::Bird, Kind::Hms, Kind::MessageFlow, Kind::Diga];

/// Where what is tested is no adapter's own, but the client's that all share.
pub(crate) const ONE: &[Kind] = &[Kind::Bird];

impl Kind {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Bird => "bird",
            Self::Hms => "hmsSovereign",
            Self::MessageFlow => "messageflow",
            Self::Diga => "diga",
            Self::Raia => "raia",
        }
    }

    pub(crate) fn system(self) -> &'static dyn System {
        by_id(&SystemId::new(self.name())).expect("the system")
    }

    /// The agent's id as this system has it.
    pub(crate) fn agent(self) -> &'static str {
        if self == Self::MessageFlow { "1" } else { AGENT }
    }

    pub(crate) fn other(self) -> &'static str {
        if self == Self::MessageFlow { "2" } else { OTHER }
    }

    /// The id as a document has it, as JSON.
    pub(crate) fn id(self, id: &str) -> String {
        if self == Self::MessageFlow { id.to_owned() } else { json!(id).to_string() }
    }

    fn id_member(self) -> &'static str {
        if self == Self::Diga { "agent_id" } else { "id" }
    }

    /// An agent's document, its id and its name as JSON.
    pub(crate) fn document(self, id: &str, name: &str) -> String {
        format!("{{\"{}\": {id}, \"name\": {name}}}", self.id_member())
    }

    /// An honest document of that id.
    pub(crate) fn honest(self, id: &str) -> String {
        self.document(&self.id(id), "\"Avery Example\"")
    }

    /// What stands before and after the entries of a list that is whole.
    pub(crate) fn around_list(self) -> (&'static str, &'static str) {
        match self {
            Self::Bird => ("{\"results\": [", "]}"),
            Self::Hms => ("{\"agents\": [", "]}"),
            Self::MessageFlow => ("[", "]"),
            Self::Diga => ("{\"data\": [", "], \"has_more\": false}"),
            // There is no list: the only agent is its key's.
            Self::Raia => ("", ""),
        }
    }

    pub(crate) fn list(self, entries: &[String]) -> String {
        let (before, after) = self.around_list();
        format!("{before}{}{after}", entries.join(", "))
    }

    /// The answer to a reading of one agent.
    pub(crate) fn one(self, document: &str) -> String {
        if self == Self::Hms { format!("{{\"agent\": {document}}}") } else { document.to_owned() }
    }

    fn values(self, base: &str) -> Vec<(String, String)> {
        let own: &[(&str, &str)] = match self {
            Self::Bird => &[("workspaceId", "w-1"), ("authScheme", "accessKey")],
            Self::MessageFlow => &[("tenantId", "t-1")],
            _ => &[],
        };
        let own = own.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        own.chain([("baseUrl".to_owned(), base.to_owned())]).collect()
    }
}

/// What is asked of a system. Its answer is given as JSON, so that a case can look at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Operation {
    Test,
    List,
    /// The list to its end, as looking for an agent reads it.
    Walk,
    Index,
    Read,
    Own,
    Update,
    UpdateAvailability,
    Create,
    LookFor,
    Delete,
    Availability,
    Workload,
    AvatarForm,
    MediaLocation,
    ReadByKey,
    Users,
    Statistic,
    Webhook,
    Versions,
    LaunchVersion,
}

/// An account on a server.
pub(crate) struct Account {
    pub(crate) kind: Kind,
    pub(crate) connection: Connection,
    pub(crate) credential: Sensitive,
    pub(crate) agent_keys: Vec<HeldKey>,
    pub(crate) client: Client,
    pub(crate) call: CallContext,
    /// The agent that is asked for.
    pub(crate) agent: AgentId,
    /// What is typed into its name.
    pub(crate) typed: String,
}

/// The program's own bounds of size, and short ones of time.
pub(crate) fn limits() -> Limits {
    Limits {
        connect_timeout: Duration::from_secs(1),
        read_timeout: Duration::from_millis(1200),
        first_pause: Duration::from_millis(1),
        ..Limits::default()
    }
}

impl Account {
    pub(crate) fn on(kind: Kind, address: &str) -> Self {
        let id = ConnectionId("c-1".to_owned());
        let values = kind.values(&format!("http://{address}/base")).into_iter().collect();
        let agent = AgentId::parse(kind.agent()).expect("an id");
        let held = HeldKey { agent: Some(agent.clone()), key: Sensitive::new(KEY) };
        let call = CallContext::new(CancellationToken::new(), std::sync::Arc::new(Quiet));
        Self {
            kind,
            connection: Connection::new(id, SystemId::new(kind.name()), "Hostile", values),
            credential: Sensitive::new(KEY),
            agent_keys: if kind == Kind::Raia { vec![held] } else { Vec::new() },
            client: Client::with_limits(limits()).expect("an HTTP client"),
            // One try: what is repeated is told by the client's own tests.
            call: call.with_retry_budget(Duration::ZERO),
            agent,
            typed: "Avery Example".to_owned(),
        }
    }

    /// The same account with another key.
    pub(crate) fn with_key(mut self, key: &str) -> Self {
        self.credential = Sensitive::new(key);
        for held in &mut self.agent_keys {
            held.key = Sensitive::new(key);
        }
        self
    }

    /// The same account, asked for another agent; none where the text cannot be an id.
    pub(crate) fn about(mut self, agent: &str) -> Option<Self> {
        self.agent = AgentId::parse(agent)?;
        for held in &mut self.agent_keys {
            held.agent = Some(self.agent.clone());
        }
        Some(self)
    }

    pub(crate) fn session(&self) -> Session<'_> {
        Session {
            connection: &self.connection,
            credential: &self.credential,
            agent_keys: &self.agent_keys,
            client: &self.client,
            call: &self.call,
        }
    }

    fn edits(&self) -> Edits {
        let name = Pointer::parse("/name").expect("a place");
        Edits([(name, json!(self.typed))].into_iter().collect())
    }

    /// Asks. The system has to have the operation.
    pub(crate) async fn ask(&self, operation: Operation) -> Result<Value> {
        const HAS: &str = "an operation that the system has";
        let (session, id, system) = (&self.session(), &self.agent, self.kind.system());
        let parts = system.parts();
        let json = |value: Value| value;
        let nothing = |()| Value::Null;
        Ok(match operation {
            Operation::Test => {
                let test = system.test(session).await?;
                json!({"agents": test.agents, "ownName": test.own_name})
            }
            Operation::List => {
                let page = system.list(session, &ListQuery::default(), None).await?;
                let summaries: Vec<_> = page
                    .documents
                    .iter()
                    .filter_map(|document| {
                        let id = system.agent_id(document)?;
                        Some(system.summary(&self.connection.id, id, document, Timestamp::UNIX_EPOCH))
                    })
                    .collect();
                let named = page.documents.iter().filter_map(|document| system.agent_id(document)).count();
                json!({
                    "entries": page.documents.len(),
                    "named": named,
                    "next": page.next,
                    "total": page.total,
                    "summaries": summaries,
                })
            }
            Operation::Walk => {
                let all = walk(system, session, &ListQuery::default(), usize::MAX).await?;
                json!({"entries": all.len()})
            }
            Operation::Index => {
                let index = parts.index.expect(HAS).index(session).await?;
                json!({"entries": index.len(), "index": index})
            }
            Operation::Read => json(parts.read.expect(HAS).read(session, id).await?),
            Operation::Own => json(parts.own_agent.expect(HAS).read_own(session).await?),
            Operation::Update => {
                let fresh: Value = serde_json::from_str(&self.kind.honest(id.as_str())).unwrap_or(json!({}));
                let saved = parts.update.expect(HAS).update(session, id, &fresh, &self.edits()).await?;
                saved.unwrap_or_default()
            }
            Operation::UpdateAvailability => {
                let place = Pointer::parse("/availability/activity").expect("a place");
                let edits = Edits([(place, json!("available"))].into_iter().collect());
                let saved = parts.update.expect(HAS).update(session, id, &json!({}), &edits).await?;
                saved.unwrap_or_default()
            }
            Operation::Create => parts.create.expect(HAS).create(session, &self.edits()).await?.document,
            Operation::LookFor => {
                let found = look_for(parts.create.expect(HAS), session, &self.edits()).await?;
                json!({"entries": found.len()})
            }
            Operation::Delete => nothing(parts.delete.expect(HAS).delete(session, id).await?),
            Operation::Availability => parts.live_state.expect(HAS).availability(session, id).await?,
            Operation::Workload => parts.live_state.expect(HAS).workload(session, id).await?,
            Operation::AvatarForm => {
                let media = parts.media.expect(HAS);
                let form = media.upload_form(session, id, MediaKind::Avatar).await?;
                json!({"url": form.url})
            }
            Operation::MediaLocation => {
                let media = parts.media.expect(HAS);
                json!(media.media_location(session, id, "file-1").await?.as_str())
            }
            Operation::ReadByKey => {
                parts.agent_keys.expect(HAS).read_by_key(session, &self.credential).await?
            }
            Operation::Users => {
                let users = parts.activity.expect(HAS).users(session, id, &UserQuery::default()).await?;
                json!({"entries": users.users.len(), "users": users.users, "page": users.page})
            }
            Operation::Statistic => {
                let (from, to) = (Timestamp::UNIX_EPOCH, Timestamp::UNIX_EPOCH + Duration::from_secs(60));
                let told = parts.activity.expect(HAS).statistic(session, id, from, to).await?;
                json!({"tokens": told.tokens})
            }
            Operation::Webhook => {
                let draft = WebhookDraft {
                    title: self.typed.clone(),
                    description: String::new(),
                    url: "https://hooks.example".to_owned(),
                    trigger: "always".to_owned(),
                    headers: Vec::new(),
                };
                parts.webhooks.expect(HAS).create_webhook(session, id, &draft).await?
            }
            Operation::Versions => {
                let page = parts.versions.expect(HAS).versions(session, id, None).await?;
                json!({"entries": page.versions.len(), "next": page.next, "versions": page.versions})
            }
            Operation::LaunchVersion => {
                nothing(parts.versions.expect(HAS).launch_version(session, id, &self.typed).await?)
            }
        })
    }
}
