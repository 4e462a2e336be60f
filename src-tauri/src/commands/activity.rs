//! What is read of an agent beside its settings; webhooks; agents' keys and ids; copying into another system.

use callboard_model::{
    AgentId, AgentKeyId, AgentRecord, ConnectionId, ConnectionView, CopyPlan, JobEvent, JobId, Result,
    SaveOutcome, Sensitive, StatisticSeries, UserPage, UserQuery, VersionPage, WebhookDraft,
};
use tauri::ipc::Channel;

use super::{Core, events, unbroken};

/// A page of an agent's users.
#[tauri::command]
#[specta::specta]
pub(crate) async fn agent_users(
    core: Core<'_>,
    connection: ConnectionId,
    agent: AgentId,
    query: UserQuery,
    job: JobId,
    channel: Channel<JobEvent>,
) -> Result<UserPage> {
    unbroken(async move { core.activity.agent_users(connection, agent, query, job, events(channel)).await })
        .await
}

/// The numbers of a period and of its parts, whose borders `moments` are (RFC 3339).
#[tauri::command]
#[specta::specta]
pub(crate) async fn agent_statistic(
    core: Core<'_>,
    connection: ConnectionId,
    agent: AgentId,
    moments: Vec<String>,
    job: JobId,
    channel: Channel<JobEvent>,
) -> Result<StatisticSeries> {
    unbroken(
        async move { core.activity.agent_statistic(connection, agent, moments, job, events(channel)).await },
    )
    .await
}

/// Creates a webhook and answers what the system said.
#[tauri::command]
#[specta::specta]
pub(crate) async fn create_webhook(
    core: Core<'_>,
    connection: ConnectionId,
    agent: AgentId,
    draft: WebhookDraft,
    job: JobId,
    channel: Channel<JobEvent>,
) -> Result<SaveOutcome> {
    unbroken(
        async move { core.activity.create_webhook(connection, agent, draft, job, events(channel)).await },
    )
    .await
}

/// A page of an agent's versions.
#[tauri::command]
#[specta::specta]
pub(crate) async fn agent_versions(
    core: Core<'_>,
    connection: ConnectionId,
    agent: AgentId,
    cursor: Option<String>,
    job: JobId,
    channel: Channel<JobEvent>,
) -> Result<VersionPage> {
    unbroken(
        async move { core.activity.agent_versions(connection, agent, cursor, job, events(channel)).await },
    )
    .await
}

/// Launches the draft as a version of this name.
#[tauri::command]
#[specta::specta]
pub(crate) async fn launch_version(
    core: Core<'_>,
    connection: ConnectionId,
    agent: AgentId,
    name: String,
    job: JobId,
    channel: Channel<JobEvent>,
) -> Result<SaveOutcome> {
    unbroken(async move { core.activity.launch_version(connection, agent, name, job, events(channel)).await })
        .await
}

/// Adds an agent by its own key.
#[tauri::command]
#[specta::specta]
pub(crate) async fn add_agent_key(
    core: Core<'_>,
    connection: ConnectionId,
    key: String,
    job: JobId,
    channel: Channel<JobEvent>,
) -> Result<ConnectionView> {
    unbroken(async move {
        core.connections.add_agent_key(connection, Sensitive::new(key), job, events(channel)).await
    })
    .await
}

/// Forgets an agent's key.
#[tauri::command]
#[specta::specta]
pub(crate) async fn remove_agent_key(
    core: Core<'_>,
    connection: ConnectionId,
    key: AgentKeyId,
) -> Result<ConnectionView> {
    unbroken(async move { core.connections.remove_agent_key(connection, key).await }).await
}

/// Adds an agent by its id.
#[tauri::command]
#[specta::specta]
pub(crate) async fn add_agent_by_id(
    core: Core<'_>,
    connection: ConnectionId,
    id: String,
) -> Result<AgentRecord> {
    unbroken(async move { core.agents.add_agent_by_id(connection, id).await }).await
}

/// Takes an agent that was added by its id out of the list.
#[tauri::command]
#[specta::specta]
pub(crate) async fn forget_agent(core: Core<'_>, connection: ConnectionId, agent: AgentId) -> Result<()> {
    unbroken(async move { core.agents.forget_agent(connection, agent).await }).await
}

/// Tries again which operations the account has.
#[tauri::command]
#[specta::specta]
pub(crate) async fn ask_offers_again(core: Core<'_>, connection: ConnectionId) -> Result<ConnectionView> {
    unbroken(async move { core.connections.ask_offers_again(connection).await }).await
}

/// What an agent becomes on another connection; creates nothing.
#[tauri::command]
#[specta::specta]
pub(crate) async fn plan_copy(
    core: Core<'_>,
    connection: ConnectionId,
    agent: AgentId,
    target: ConnectionId,
    job: JobId,
    channel: Channel<JobEvent>,
) -> Result<CopyPlan> {
    unbroken(async move { core.copying.plan_copy(connection, agent, target, job, events(channel)).await })
        .await
}
