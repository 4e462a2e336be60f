//! What is read of an agent beside its settings: users, numbers, versions; and creating webhooks.

use std::sync::Arc;

use callboard_model::{
    AgentId, CallboardError, ConnectionId, ErrorCode, JobId, OptionalOperation, Result, SaveOutcome,
    Sensitive, Statistic, StatisticPart, StatisticSeries, UserPage, UserQuery, VersionPage, WebhookDraft,
};
use callboard_systems::Session;
use callboard_systems::secrets::Forms;
use jiff::Timestamp;

use crate::agents::Agents;
use crate::gateway::{Access, Gateway};
use crate::jobs::Events;
use crate::road::Changes;
use crate::road::deeds::{CreateWebhook, LaunchVersion};

/// Most parts of a period: each is a request of its own.
const MOST_PARTS: usize = 62;

/// What is read of an agent beside its settings.
pub struct Activity {
    gateway: Arc<Gateway>,
    agents: Arc<Agents>,
    changes: Arc<Changes>,
}

impl Activity {
    pub(crate) fn new(gateway: Arc<Gateway>, agents: Arc<Agents>, changes: Arc<Changes>) -> Self {
        Self { gateway, agents, changes }
    }

    /// A page of an agent's users.
    ///
    /// # Errors
    /// What keeps the system from being read: [`ErrorCode::ConnectionNotFound`], the keychain, the network, a refusal,
    /// [`ErrorCode::Cancelled`]. [`ErrorCode::Unsupported`] where the system tells no users.
    pub async fn agent_users(
        &self,
        connection: ConnectionId,
        agent: AgentId,
        query: UserQuery,
        job: JobId,
        events: Events,
    ) -> Result<UserPage> {
        let job = self.gateway.begin(job, events);
        let access = self.gateway.access(&connection, &job.call).await?;
        let session = self.gateway.session(&access, &job.call);
        let mut page = access.part("users", |parts| parts.activity)?.users(&session, &agent, &query).await?;
        for user in &mut page.users {
            user.more = access.masking().mask(&user.more);
            for text in [&mut user.name, &mut user.email, &mut user.phone, &mut user.source] {
                access.masking().scrub_text(text);
            }
        }
        Ok(page)
    }

    /// The numbers of a period and of its parts: `moments` are the borders (RFC 3339), first and last included. Each part is
    /// asked for by itself, one after the other.
    ///
    /// # Errors
    /// [`ErrorCode::InvalidEdits`] where the moments are no period, not in order or more than 63; what keeps the system from
    /// being read.
    pub async fn agent_statistic(
        &self,
        connection: ConnectionId,
        agent: AgentId,
        moments: Vec<String>,
        job: JobId,
        events: Events,
    ) -> Result<StatisticSeries> {
        let moments = borders(&moments)?;
        let job = self.gateway.begin(job, events);
        let access = self.gateway.access(&connection, &job.call).await?;
        let session = self.gateway.session(&access, &job.call);
        let (Some(first), Some(last)) = (moments.first(), moments.last()) else {
            return Err(ErrorCode::InvalidEdits.into());
        };
        let whole = access
            .part("statistic", |parts| parts.activity)?
            .statistic(&session, &agent, *first, *last)
            .await?;
        let mut parts = Vec::new();
        if moments.len() > 2 {
            for (from, to) in moments.iter().zip(moments.iter().skip(1)) {
                parts.push(part(&access, &session, &agent, *from, *to).await?);
            }
        }
        Ok(StatisticSeries { whole, parts })
    }

    /// Creates a webhook and answers what the system said of it, every header's value masked.
    ///
    /// # Errors
    /// What stands in the way; an answer that got lost is [`SaveOutcome::Sent`].
    pub async fn create_webhook(
        &self,
        connection: ConnectionId,
        agent: AgentId,
        draft: WebhookDraft,
        job: JobId,
        events: Events,
    ) -> Result<SaveOutcome> {
        let job = self.gateway.begin(job, events);
        let access = self.gateway.access(&connection, &job.call).await?;
        let agent_name = self.agents.known_name(&access, &agent);
        // In the history stands neither a credential nor the value of a header.
        let values: Vec<Sensitive> =
            draft.headers.iter().map(|header| Sensitive::new(header.value.as_str())).collect();
        let subject = Forms::of(&values).scrub(&access.masking().text(&draft.url));
        let deed = CreateWebhook { agent, agent_name, draft, subject };
        self.changes.carry_out(&access, &job, &deed, None).await
    }

    /// A page of an agent's versions. Whether the account has them is remembered.
    ///
    /// # Errors
    /// [`ErrorCode::NotOffered`] where the account has no versions; what keeps the system from being read.
    pub async fn agent_versions(
        &self,
        connection: ConnectionId,
        agent: AgentId,
        cursor: Option<String>,
        job: JobId,
        events: Events,
    ) -> Result<VersionPage> {
        let job = self.gateway.begin(job, events);
        let access = self.gateway.access(&connection, &job.call).await?;
        if !Agents::may_offer(&access, OptionalOperation::Versions) {
            return Err(not_offered(&access));
        }
        let session = self.gateway.session(&access, &job.call);
        let versions = access
            .part("versions", |parts| parts.versions)?
            .versions(&session, &agent, cursor.as_deref())
            .await;
        self.agents.learn_offer(&access, OptionalOperation::Versions, &versions)?;
        let mut versions = versions?;
        versions.versions.iter_mut().for_each(|version| access.masking().scrub_text(&mut version.name));
        Ok(versions)
    }

    /// Launches the draft as a version of this name.
    ///
    /// # Errors
    /// What stands in the way; an answer that got lost is [`SaveOutcome::Sent`].
    pub async fn launch_version(
        &self,
        connection: ConnectionId,
        agent: AgentId,
        name: String,
        job: JobId,
        events: Events,
    ) -> Result<SaveOutcome> {
        let job = self.gateway.begin(job, events);
        let access = self.gateway.access(&connection, &job.call).await?;
        let agent_name = self.agents.known_name(&access, &agent);
        let name = name.trim().to_owned();
        self.changes.carry_out(&access, &job, &LaunchVersion { agent, agent_name, name }, None).await
    }
}

async fn part(
    access: &Access,
    session: &Session<'_>,
    agent: &AgentId,
    from: Timestamp,
    to: Timestamp,
) -> Result<StatisticPart> {
    let statistic: Statistic =
        access.part("statistic", |parts| parts.activity)?.statistic(session, agent, from, to).await?;
    Ok(StatisticPart { from: from.to_string(), to: to.to_string(), statistic })
}

fn borders(moments: &[String]) -> Result<Vec<Timestamp>> {
    let invalid = || CallboardError::new(ErrorCode::InvalidEdits).with_detail("the moments are no period");
    let read: Vec<Timestamp> = moments
        .iter()
        .map(|moment| moment.parse())
        .collect::<std::result::Result<_, _>>()
        .map_err(|_| invalid())?;
    let in_order = read.iter().zip(read.iter().skip(1)).all(|(one, next)| one < next);
    if read.len() < 2 || read.len() > MOST_PARTS + 1 || !in_order {
        return Err(invalid());
    }
    Ok(read)
}

fn not_offered(access: &Access) -> CallboardError {
    CallboardError::new(ErrorCode::NotOffered)
        .with_system(access.connection.system.clone())
        .with_operation("versions")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_period_is_two_moments_or_more_in_order() {
        let of = |texts: &[&str]| borders(&texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>());
        assert_eq!(of(&["2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z"]).unwrap().len(), 2);
        assert!(of(&["2026-01-02T00:00:00Z", "2026-01-01T00:00:00Z"]).is_err());
        assert!(of(&["2026-01-02T00:00:00Z"]).is_err());
        assert!(of(&["yesterday", "today"]).is_err());
        let days: Vec<String> =
            (0..70).map(|day| Timestamp::from_second(day * 86_400).unwrap().to_string()).collect();
        assert!(borders(&days).is_err(), "a year of days would be a year of requests");
    }
}
