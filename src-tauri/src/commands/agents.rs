//! Reading agents.

use callboard_model::{
    AgentId, AgentPage, AgentRecord, ConnectionId, IndexedAgent, JobEvent, JobId, Learned, ListQuery, Result,
};
use callboard_usecases::{AgentOpenness, LearnedValue, LiveState};
use tauri::ipc::Channel;

use super::{Core, events, unbroken};

/// One page of a connection's agents.
#[tauri::command]
#[specta::specta]
pub(crate) async fn list_agents(
    core: Core<'_>,
    connection: ConnectionId,
    query: ListQuery,
    cursor: Option<String>,
    job: JobId,
    channel: Channel<JobEvent>,
) -> Result<AgentPage> {
    unbroken(async move { core.agents.list_agents(connection, query, cursor, job, events(channel)).await })
        .await
}

/// Every agent by name.
#[tauri::command]
#[specta::specta]
pub(crate) async fn index_agents(
    core: Core<'_>,
    connection: ConnectionId,
    job: JobId,
    channel: Channel<JobEvent>,
) -> Result<Vec<IndexedAgent>> {
    unbroken(async move { core.agents.index_agents(connection, job, events(channel)).await }).await
}

/// One agent, fresh from its system.
#[tauri::command]
#[specta::specta]
pub(crate) async fn read_agent(
    core: Core<'_>,
    connection: ConnectionId,
    agent: AgentId,
    job: JobId,
    channel: Channel<JobEvent>,
) -> Result<AgentRecord> {
    unbroken(async move { core.agents.read_agent(connection, agent, job, events(channel)).await }).await
}

/// The caller's own agent.
#[tauri::command]
#[specta::specta]
pub(crate) async fn read_own_agent(
    core: Core<'_>,
    connection: ConnectionId,
    job: JobId,
    channel: Channel<JobEvent>,
) -> Result<AgentRecord> {
    unbroken(async move { core.agents.read_own_agent(connection, job, events(channel)).await }).await
}

/// Availability and workload, fresh from the system.
#[tauri::command]
#[specta::specta]
pub(crate) async fn live_state(
    core: Core<'_>,
    connection: ConnectionId,
    agent: AgentId,
    job: JobId,
    channel: Channel<JobEvent>,
) -> Result<LiveState> {
    unbroken(async move { core.agents.live_state(connection, agent, job, events(channel)).await }).await
}

/// Whether the agents read so far are open at this minute.
#[tauri::command]
#[specta::specta]
pub(crate) async fn openness(core: Core<'_>, connection: ConnectionId) -> Result<Vec<AgentOpenness>> {
    unbroken(async move { core.agents.openness(&connection) }).await
}

/// What other agents have at a place, for pickers.
#[tauri::command]
#[specta::specta]
pub(crate) async fn learned_values(
    core: Core<'_>,
    connection: ConnectionId,
    learned: Learned,
) -> Result<Vec<LearnedValue>> {
    unbroken(async move { Ok(core.agents.learned_values(&connection, &learned)) }).await
}
