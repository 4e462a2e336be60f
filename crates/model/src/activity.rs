//! What is read of an agent beside its settings: its users, its numbers, its webhooks, its versions.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use specta::Type;

/// Which page of an agent's users, in which order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct UserQuery {
    /// The page, from 1; the first where none is given.
    pub page: Option<u32>,
    /// How many users a page has; the system decides where none is given.
    pub page_size: Option<u32>,
    /// What they are sorted by, as the system words it.
    pub order_by: Option<String>,
    /// The other way round.
    pub descending: bool,
}

/// A page of an agent's users.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct UserPage {
    /// The users.
    pub users: Vec<AgentUser>,
    /// This page, from 1.
    pub page: u32,
    /// How many pages there are.
    pub pages: u32,
    /// How many users there are in all.
    pub total: u32,
    /// Whether there is a page after this one.
    pub has_next: bool,
    /// Whether the system answered no users at all but something else, as its document has it.
    pub without_users: bool,
}

/// Somebody an agent speaks with. Texts are empty where the system says nothing.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct AgentUser {
    /// The id.
    pub id: String,
    /// First and last name.
    pub name: String,
    /// E-mail address.
    pub email: String,
    /// Telephone number.
    pub phone: String,
    /// Where the user came from.
    pub source: String,
    /// What else the system says.
    pub more: Value,
}

/// Numbers of one period.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Statistic {
    /// Tokens used.
    pub tokens: f64,
    /// Tokens for one conversation, on average.
    pub tokens_per_conversation: f64,
    /// Seconds of calls.
    pub call_seconds: f64,
    /// Seconds of one call, on average.
    pub average_call_seconds: f64,
    /// Text messages.
    pub text_messages: f64,
    /// Text messages for one conversation, on average.
    pub text_messages_per_conversation: f64,
    /// E-mails.
    pub emails: f64,
    /// E-mails for one conversation, on average.
    pub emails_per_conversation: f64,
}

/// The numbers of a period, and of the parts it was divided into.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct StatisticSeries {
    /// The whole period.
    pub whole: Statistic,
    /// Its parts in order, each asked for by itself.
    pub parts: Vec<StatisticPart>,
}

/// One part of a period.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct StatisticPart {
    /// When it begins (RFC 3339).
    pub from: String,
    /// When it ends (RFC 3339).
    pub to: String,
    /// Its numbers.
    pub statistic: Statistic,
}

/// A webhook to be created.
#[derive(Clone, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct WebhookDraft {
    /// Title.
    pub title: String,
    /// Description.
    pub description: String,
    /// Where events are sent.
    pub url: String,
    /// What triggers it, as the system words it.
    pub trigger: String,
    /// Headers sent with it, name and value; values are secrets.
    pub headers: Vec<WebhookHeader>,
}

/// A header of a webhook.
#[derive(Clone, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct WebhookHeader {
    /// Its name.
    pub name: String,
    /// Its value, which may be a secret.
    pub value: String,
}

impl std::fmt::Debug for WebhookDraft {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("WebhookDraft").field("title", &self.title).finish_non_exhaustive()
    }
}

impl std::fmt::Debug for WebhookHeader {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("WebhookHeader").field("name", &self.name).finish_non_exhaustive()
    }
}

/// A version of an agent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct AgentVersion {
    /// The id.
    pub id: String,
    /// Its number, where it has one.
    pub number: Option<u32>,
    /// Its name; empty where it has none.
    pub name: String,
    /// When it was made (RFC 3339).
    pub created_at: Option<String>,
    /// Whether it is the draft that is being edited.
    pub is_draft: bool,
    /// Whether it answers calls.
    pub is_published: bool,
}

/// A page of an agent's versions.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct VersionPage {
    /// The versions, as the system orders them.
    pub versions: Vec<AgentVersion>,
    /// Where the next page begins; none on the last page.
    pub next: Option<String>,
}
