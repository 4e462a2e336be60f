//! The systems that are played with: where their agents are, what of them is edited, and how a colleague changes them.

use callboard_model::{ConnectionDraft, SystemId};
use callboard_sandbox::Sandbox;
use reqwest::Method;
use serde_json::{Value, json};

/// The credential of everybody.
pub(crate) const KEY: &str = "sk-simulated";

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    Hms,
    MessageFlow,
    Bird,
}

/// What a request is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Target {
    Agents,
    Agent(String),
    /// A part of an agent with an operation of its own.
    PartOf(String),
    Elsewhere,
}

impl Kind {
    pub(crate) const ALL: [Self; 3] = [Self::Hms, Self::MessageFlow, Self::Bird];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Hms => "hmsSovereign",
            Self::MessageFlow => "messageflow",
            Self::Bird => "bird",
        }
    }

    /// The path of the list of agents, without the query.
    pub(crate) fn agents(self, sandbox: &Sandbox) -> String {
        match self {
            Self::Hms => "/hms-sovereign/api/v1/agents".to_owned(),
            Self::MessageFlow => "/messageflow/api/v1/agents".to_owned(),
            Self::Bird => format!("/workspaces/{}/agents", value(sandbox, "bird", "workspaceId")),
        }
    }

    pub(crate) fn query(self, sandbox: &Sandbox) -> String {
        match self {
            Self::Hms => String::new(),
            Self::MessageFlow => format!("?tenant_id={}", value(sandbox, "messageflow", "tenantId")),
            Self::Bird => "?limit=100".to_owned(),
        }
    }

    /// Which system and what of it an address leads to.
    pub(crate) fn target(sandbox: &Sandbox, path: &str) -> Option<(Self, Target)> {
        Self::ALL.into_iter().find_map(|kind| {
            let rest = path.strip_prefix(&kind.agents(sandbox))?;
            let segments: Vec<&str> = rest.split('/').filter(|segment| !segment.is_empty()).collect();
            let target = match segments.as_slice() {
                [] => Target::Agents,
                [id] => Target::Agent((*id).to_owned()),
                [id, "availability"] => Target::PartOf((*id).to_owned()),
                _ => Target::Elsewhere,
            };
            Some((kind, target))
        })
    }

    pub(crate) fn draft(self, sandbox: &Sandbox) -> ConnectionDraft {
        let account = sandbox.account(self.name()).unwrap();
        let values = account.values.iter().map(|(name, value)| ((*name).to_owned(), value.clone()));
        let values = values.chain([("baseUrl".to_owned(), account.base_url.clone())]).collect();
        ConnectionDraft { system: SystemId::new(self.name()), name: self.name().to_owned(), values }
    }

    /// One agent in the answer to a request for it.
    pub(crate) fn document(self, body: &[u8]) -> Option<Value> {
        let answer: Value = serde_json::from_slice(body).ok()?;
        let document = match self {
            Self::Hms => answer.as_object()?.values().find(|value| value.is_object())?.clone(),
            Self::MessageFlow | Self::Bird => answer,
        };
        document.get("id").is_some().then_some(document)
    }

    /// Every agent in the answer to a request for the list.
    pub(crate) fn documents(self, body: &[u8]) -> Vec<Value> {
        let answer: Value = serde_json::from_slice(body).unwrap();
        let list = match self {
            Self::Hms => &answer["agents"],
            Self::MessageFlow => &answer,
            Self::Bird => &answer["results"],
        };
        list.as_array().unwrap().clone()
    }

    /// What the body of a create calls the new agent.
    pub(crate) fn name_in(self, body: &[u8]) -> String {
        let body: Value = serde_json::from_slice(body).unwrap_or_default();
        let agent = if self == Self::MessageFlow { &body["agent"] } else { &body };
        agent["name"].as_str().unwrap_or_default().to_owned()
    }

    pub(crate) fn id(document: &Value) -> String {
        match &document["id"] {
            Value::String(id) => id.clone(),
            other => other.to_string(),
        }
    }

    /// Texts that both admins and the colleague edit.
    pub(crate) fn texts(self) -> &'static [&'static str] {
        match self {
            Self::Hms => &["/business_name", "/first_message", "/voicemail_message"],
            Self::MessageFlow => &["/description", "/configuration/description"],
            Self::Bird => &["/bio", "/outOfOfficeResponse", "/availability/activityText"],
        }
    }

    /// Texts that a create carries.
    pub(crate) fn texts_of_new(self) -> &'static [&'static str] {
        match self {
            Self::Hms => &["/business_name"],
            Self::MessageFlow => &["/description"],
            Self::Bird => &["/bio", "/outOfOfficeResponse"],
        }
    }

    /// The list that everybody adds to; none where this agent has no such list.
    pub(crate) fn list(self, document: &Value) -> Option<&'static str> {
        match self {
            Self::Hms => {
                let spoken = document.pointer("/stt_config/provider").is_some_and(Value::is_string)
                    && document.pointer("/llm_config/provider").is_some_and(|name| name != "xai_realtime");
                spoken.then_some("/stt_config/keyterms")
            }
            Self::MessageFlow => Some("/configuration/prompt"),
            Self::Bird => Some("/holidays"),
        }
    }

    /// An item of the list, known by its tag.
    pub(crate) fn item(self, tag: &str, number: u64) -> Value {
        match self {
            Self::Hms => json!(tag),
            Self::MessageFlow => json!({"name": tag, "prompt": "", "initial_response": ""}),
            Self::Bird => json!({"name": tag, "day": number % 28 + 1, "month": number / 28 % 12 + 1}),
        }
    }

    /// The tag of an item.
    pub(crate) fn tag(item: &Value) -> Option<&str> {
        item.as_str()
            .or_else(|| item.get("mediaUrl").and_then(Value::as_str))
            .or_else(|| item.get("name").and_then(Value::as_str))
    }

    /// The tags of everything in the lists of an agent.
    pub(crate) fn tags(self, document: &Value) -> Vec<String> {
        let places: &[&str] = match self {
            Self::Hms => &["/stt_config/keyterms"],
            Self::MessageFlow => &["/configuration/prompt"],
            Self::Bird => &["/holidays", "/dropVms"],
        };
        let lists = places.iter().filter_map(|place| document.pointer(place)?.as_array());
        lists.flatten().filter_map(Self::tag).map(str::to_owned).collect()
    }

    /// How a colleague gives an agent a value: method, path behind the list and body.
    pub(crate) fn change(self, document: &Value, place: &str, value: &Value) -> (Method, String, Value) {
        let id = Self::id(document);
        let mut changed = document.clone();
        let pointer = callboard_model::Pointer::parse(place).unwrap();
        pointer.write(&mut changed, value.clone());
        let root = pointer.root();
        match self {
            Self::MessageFlow => {
                let agent = json!({
                    "name": changed["name"],
                    "description": changed["description"].as_str().unwrap_or_default(),
                    "configuration": changed["configuration"],
                });
                (Method::PUT, format!("/{id}"), json!({ "agent": agent }))
            }
            Self::Bird if root == "availability" => {
                (Method::PATCH, format!("/{id}/availability"), json!({ "activityText": value }))
            }
            Self::Hms | Self::Bird => {
                (Method::PATCH, format!("/{id}"), json!({ root.clone(): changed[&root] }))
            }
        }
    }

    /// How a colleague creates an agent.
    pub(crate) fn create(self, name: &str, text: &str) -> Value {
        match self {
            Self::Hms => json!({ "name": name, "business_name": text }),
            Self::MessageFlow => json!({ "agent": { "name": name, "description": text } }),
            Self::Bird => json!({ "name": name, "bio": text, "type": "user", "userId": callboard_id(text) }),
        }
    }
}

/// What a connection to the system's account has in a field.
fn value<'a>(sandbox: &'a Sandbox, system: &str, field: &str) -> &'a str {
    sandbox.account(system).unwrap().value(field).unwrap()
}

/// A user of a colleague's new agent: another one for every text, or Bird takes the agent for one that is there already.
fn callboard_id(text: &str) -> String {
    uuid::Uuid::new_v5(&uuid::Uuid::NAMESPACE_OID, text.as_bytes()).to_string()
}
