//! Drafts, the plan, saving, creating, deleting.

use callboard_model::{
    AgentId, ConnectionId, CopyPlan, Draft, Edits, JobEvent, JobId, Plan, Result, SaveOutcome,
};
use callboard_usecases::SaveRequest;
use serde_json::Value;
use tauri::ipc::Channel;

use super::{Core, events};

/// Keeps a draft.
#[tauri::command]
#[specta::specta]
pub(crate) async fn keep_draft(core: Core<'_>, draft: Draft) -> Result<()> {
    core.drafts.keep_draft(draft).await
}

/// Throws a draft away.
#[tauri::command]
#[specta::specta]
pub(crate) async fn discard_draft(
    core: Core<'_>,
    connection: ConnectionId,
    agent: Option<AgentId>,
) -> Result<()> {
    core.drafts.discard_draft(connection, agent).await
}

/// All drafts.
#[tauri::command]
#[specta::specta]
pub(crate) async fn drafts(core: Core<'_>) -> Result<Vec<Draft>> {
    core.drafts.drafts().await
}

/// The plan of a save, and what stands in its way.
#[tauri::command]
#[specta::specta]
pub(crate) async fn check_edits(
    core: Core<'_>,
    connection: ConnectionId,
    agent: Option<AgentId>,
    base: Value,
    edits: Edits,
) -> Result<Plan> {
    core.drafts.check_edits(&connection, agent.as_ref(), &base, &edits)
}

/// Saves edits, or creates an agent.
#[tauri::command]
#[specta::specta]
pub(crate) async fn save_agent(
    core: Core<'_>,
    request: SaveRequest,
    job: JobId,
    channel: Channel<JobEvent>,
) -> Result<SaveOutcome> {
    core.changes.save_agent(request, job, events(channel)).await
}

/// What a new agent gets that shall be like this one.
#[tauri::command]
#[specta::specta]
pub(crate) async fn duplicate_edits(
    core: Core<'_>,
    connection: ConnectionId,
    agent: AgentId,
    job: JobId,
    channel: Channel<JobEvent>,
) -> Result<CopyPlan> {
    core.copying.duplicate_edits(connection, agent, job, events(channel)).await
}

/// Deletes an agent.
#[tauri::command]
#[specta::specta]
pub(crate) async fn delete_agent(
    core: Core<'_>,
    connection: ConnectionId,
    agent: AgentId,
    job: JobId,
    channel: Channel<JobEvent>,
) -> Result<SaveOutcome> {
    core.changes.delete_agent(connection, agent, job, events(channel)).await
}
