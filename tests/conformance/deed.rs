//! What the program can ask of a system, one deed for each kind of operation, so that a check can go through all of them.

use callboard_model::media::MediaKind;
use callboard_model::{
    AgentId, CallboardError, Capabilities, Edits, ErrorCode, ListQuery, Pointer, Result, SectionKind,
    UserQuery, WebhookDraft, WebhookHeader,
};
use callboard_systems::{System, require, walk};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use super::stage::{Account, Stage};

/// Something the program asks of a system.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Deed {
    List,
    Index,
    Read,
    ReadOwn,
    Create,
    Update,
    UpdateOwn,
    UpdateAvailability,
    Delete,
    Workload,
    Availability,
    PictureForm,
    DropForm,
    FindMedia,
    Users,
    UsersByOrganization,
    Statistic,
    CreateWebhook,
    Versions,
    Launch,
}

/// Whose agent a deed is done to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Whom {
    /// The sample agent of the subject; for a delete a new one.
    Sample,
    /// One that does not exist.
    Nobody,
}

impl Deed {
    pub(crate) const ALL: [Self; 20] = [
        Self::List,
        Self::Index,
        Self::Read,
        Self::ReadOwn,
        Self::Create,
        Self::Update,
        Self::UpdateOwn,
        Self::UpdateAvailability,
        Self::Delete,
        Self::Workload,
        Self::Availability,
        Self::PictureForm,
        Self::DropForm,
        Self::FindMedia,
        Self::Users,
        Self::UsersByOrganization,
        Self::Statistic,
        Self::CreateWebhook,
        Self::Versions,
        Self::Launch,
    ];

    /// Whether the system says that it can do it: to the window in its description, to the core in its parts.
    pub(crate) fn is_offered(self, system: &dyn System) -> bool {
        let (description, parts) = (system.description(), system.parts());
        let can: &Capabilities = &description.capabilities;
        let available = description.sections.iter().any(|section| section.kind == SectionKind::Availability);
        match self {
            // Every list can be searched by name; only the system knows whether it has an address for that.
            Self::List | Self::Index => true,
            Self::Read => parts.read.is_some(),
            Self::ReadOwn | Self::UpdateOwn => can.own_agent,
            Self::Create => can.create,
            Self::Update => parts.update.is_some(),
            Self::UpdateAvailability | Self::Availability => available,
            Self::Delete => can.delete,
            Self::Workload => can.workload,
            Self::PictureForm | Self::FindMedia => parts.media.is_some(),
            Self::DropForm => parts.media.is_some() && parts.drops.is_some(),
            Self::Users | Self::UsersByOrganization | Self::Statistic => parts.activity.is_some(),
            Self::CreateWebhook => parts.webhooks.is_some(),
            Self::Versions | Self::Launch => parts.versions.is_some(),
        }
    }

    /// Whether it changes nothing, so that all there is to it is the answer.
    pub(crate) fn only_reads(self) -> bool {
        let changes = matches!(
            self,
            Self::Create
                | Self::Update
                | Self::UpdateOwn
                | Self::UpdateAvailability
                | Self::Delete
                | Self::CreateWebhook
                | Self::Launch
        );
        !changes
    }

    /// Whether it is about one agent that is named.
    pub(crate) fn names_an_agent(self) -> bool {
        !matches!(self, Self::List | Self::Index | Self::ReadOwn | Self::UpdateOwn | Self::Create)
    }

    /// Does it with the sample agent, and answers what came back; lists answer the ids.
    pub(crate) async fn perform(self, stage: &Stage, account: &Account) -> Result<Value> {
        self.perform_for(stage, account, Whom::Sample).await
    }

    /// Does it. What has to be there first is made over an account of its own, directly.
    pub(crate) async fn perform_for(self, stage: &Stage, account: &Account, whom: Whom) -> Result<Value> {
        let (system, session) = (stage.system, &account.session());
        let nobody = AgentId::parse(stage.subject.nobody).unwrap();
        let id = if whom == Whom::Nobody { &nobody } else { &stage.sample_id };
        match self {
            Self::List => Ok(ids(stage, &walk(system, session, &ListQuery::default(), 200).await?)),
            Self::Index => {
                let index = require(system, system.parts().index, "index")?.index(session).await?;
                Ok(json!(index.into_iter().map(|agent| agent.id).collect::<Vec<_>>()))
            }
            Self::Read => require(system, system.parts().read, "read")?.read(session, id).await,
            Self::ReadOwn => require(system, system.parts().own_agent, "read_own")?.read_own(session).await,
            Self::Create => Ok(require(system, system.parts().create, "create")?
                .create(session, &stage.new_agent())
                .await?
                .document),
            Self::Update => {
                let answered = require(system, system.parts().update, "update")?
                    .update(session, id, &stage.sample, &stage.subject.change())
                    .await;
                answered.map(Option::unwrap_or_default)
            }
            Self::UpdateOwn => {
                let direct = stage.direct();
                let own = require(system, system.parts().own_agent, "read_own")?
                    .read_own(&direct.session())
                    .await
                    .unwrap_or_default();
                let answered = require(system, system.parts().own_agent, "update_own")?
                    .update_own(session, &own, &stage.subject.change())
                    .await;
                answered.map(Option::unwrap_or_default)
            }
            Self::UpdateAvailability => {
                let busy = edits(&[("/availability/activityText", json!("Conformance"))]);
                require(system, system.parts().update, "update")?
                    .update(session, id, &stage.sample, &busy)
                    .await
                    .map(Option::unwrap_or_default)
            }
            Self::Delete => {
                let id = if whom == Whom::Nobody || !stage.can(Self::Create) {
                    id.clone()
                } else {
                    stage.created().await
                };
                require(system, system.parts().delete, "delete")?
                    .delete(session, &id)
                    .await
                    .map(|()| Value::Null)
            }
            Self::Workload => {
                require(system, system.parts().live_state, "workload")?.workload(session, id).await
            }
            Self::Availability => {
                require(system, system.parts().live_state, "availability")?.availability(session, id).await
            }
            Self::PictureForm => form(stage, account, id, MediaKind::Avatar).await,
            Self::DropForm => form(stage, account, id, MediaKind::Drop).await,
            Self::FindMedia => find_media(stage, account, whom).await,
            Self::Users => users(stage, account, id).await,
            Self::UsersByOrganization => {
                let by_organization = Account { agent_keys: Vec::new(), ..account.clone() };
                users(stage, &by_organization, id).await
            }
            Self::Statistic => {
                let now = Timestamp::now();
                let numbers = require(system, system.parts().activity, "statistic")?
                    .statistic(session, id, now - SignedDuration::from_hours(720), now)
                    .await?;
                Ok(json!({ "tokens": numbers.tokens }))
            }
            Self::CreateWebhook => {
                require(system, system.parts().webhooks, "create_webhook")?
                    .create_webhook(session, id, &webhook())
                    .await
            }
            Self::Versions => versions(stage, account, id).await,
            Self::Launch => require(system, system.parts().versions, "launch_version")?
                .launch_version(session, id, "Conformance")
                .await
                .map(|()| Value::Null),
        }
    }
}

/// Edits from places and values.
pub(crate) fn edits(pairs: &[(&str, Value)]) -> Edits {
    Edits(pairs.iter().map(|(at, value)| (Pointer::parse(*at).expect("a pointer"), value.clone())).collect())
}

/// A webhook with a header that is a secret.
pub(crate) fn webhook() -> WebhookDraft {
    WebhookDraft {
        title: "Conformance".to_owned(),
        description: "Sends every conversation to the archive".to_owned(),
        url: "https://archive.example.com/hook".to_owned(),
        trigger: "end_dialog".to_owned(),
        headers: vec![WebhookHeader { name: "X-Archive".to_owned(), value: "hook-secret-5Rt2".to_owned() }],
    }
}

/// The ids of listed documents.
pub(crate) fn ids(stage: &Stage, documents: &[Value]) -> Value {
    documents.iter().map(|document| String::from(stage.system.agent_id(document).expect("an id"))).collect()
}

async fn form(stage: &Stage, account: &Account, id: &AgentId, media: MediaKind) -> Result<Value> {
    let form = require(stage.system, stage.system.parts().media, "upload_form")?
        .upload_form(&account.session(), id, media)
        .await?;
    assert!(!form.form_data.is_empty(), "a form without fields uploads nothing");
    Ok(json!(form.url))
}

async fn find_media(stage: &Stage, account: &Account, whom: Whom) -> Result<Value> {
    let (owner, file) = match whom {
        Whom::Nobody => (stage.sample_id.clone(), stage.subject.nobody.to_owned()),
        Whom::Sample => stage.stored_picture().await,
    };
    require(stage.system, stage.system.parts().media, "media_location")?
        .media_location(&account.session(), &owner, &file)
        .await
        .map(|url| json!(url.as_str()))
}

/// Most pages of users and versions that are walked before the list counts as endless.
const PAGES: u32 = 60;

async fn users(stage: &Stage, account: &Account, id: &AgentId) -> Result<Value> {
    let mut found = Vec::new();
    for number in 1..=PAGES {
        let query = UserQuery { page: Some(number), page_size: Some(100), ..UserQuery::default() };
        let page = require(stage.system, stage.system.parts().activity, "users")?
            .users(&account.session(), id, &query)
            .await?;
        found.extend(page.users.into_iter().map(|user| json!(user.id)));
        if !page.has_next {
            return Ok(Value::Array(found));
        }
    }
    Err(endless())
}

async fn versions(stage: &Stage, account: &Account, id: &AgentId) -> Result<Value> {
    let mut found = Vec::new();
    let mut cursor = None;
    for _ in 0..PAGES {
        let page = require(stage.system, stage.system.parts().versions, "versions")?
            .versions(&account.session(), id, cursor.as_deref())
            .await?;
        found.extend(page.versions.into_iter().map(|version| json!(version.id)));
        cursor = page.next;
        if cursor.is_none() {
            return Ok(Value::Array(found));
        }
    }
    Err(endless())
}

/// What a walk that the adapter never ends comes to. No adapter answers this code.
fn endless() -> CallboardError {
    CallboardError::new(ErrorCode::Internal).with_detail("the list never ends")
}
