//! Drafts, the plan, saving, creating, deleting.

use callboard_model::{
    AgentId, ConnectionId, CopyPlan, Draft, Edits, JobEvent, JobId, Pick, Plan, Result, SaveOutcome,
};
use callboard_usecases::{SaveRequest, SaveTarget};
use serde::Deserialize;
use specta::Type;
use tauri::State;
use tauri::ipc::Channel;

use super::{Core, events, unbroken};
use crate::bases::{Base, BaseId, Bases};

/// Holds a document that edits begin from, so that it need not be sent with each of them. None where it was to be made of one
/// that is not held any more.
#[tauri::command]
#[specta::specta]
pub(crate) async fn hold_base(bases: State<'_, Bases>, base: Base) -> Result<Option<BaseId>> {
    unbroken(async move { Ok(bases.hold(base)) }).await
}

/// A draft as the window sends it: its document is held already.
#[derive(Debug, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct DraftOfBase {
    connection: ConnectionId,
    agent: Option<AgentId>,
    /// The document the edits began from.
    base: BaseId,
    edits: Edits,
}

/// Keeps a draft; answers whether its document is still held, without which nothing is kept.
#[tauri::command]
#[specta::specta]
pub(crate) async fn keep_draft(core: Core<'_>, bases: State<'_, Bases>, draft: DraftOfBase) -> Result<bool> {
    unbroken(async move {
        let DraftOfBase { connection, agent, base, edits } = draft;
        let Some(base) = bases.get(base) else { return Ok(false) };
        // The core says when.
        core.drafts.keep_draft(Draft { connection, agent, base, edits, updated_at: String::new() }).await?;
        Ok(true)
    })
    .await
}

/// Throws a draft away.
#[tauri::command]
#[specta::specta]
pub(crate) async fn discard_draft(
    core: Core<'_>,
    connection: ConnectionId,
    agent: Option<AgentId>,
) -> Result<()> {
    unbroken(async move { core.drafts.discard_draft(connection, agent).await }).await
}

/// All drafts.
#[tauri::command]
#[specta::specta]
pub(crate) async fn drafts(core: Core<'_>) -> Result<Vec<Draft>> {
    unbroken(async move { core.drafts.drafts().await }).await
}

/// The plan of a save, and what stands in its way; none where the document is not held any more.
#[tauri::command]
#[specta::specta]
pub(crate) async fn check_edits(
    core: Core<'_>,
    bases: State<'_, Bases>,
    connection: ConnectionId,
    agent: Option<AgentId>,
    base: BaseId,
    edits: Edits,
) -> Result<Option<Plan>> {
    unbroken(async move {
        let Some(base) = bases.get(base) else { return Ok(None) };
        core.drafts.check_edits(&connection, agent.as_ref(), &base, &edits).map(Some)
    })
    .await
}

/// What is to be saved, as the window sends it: its document is held already.
#[derive(Debug, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SaveOfBase {
    connection: ConnectionId,
    target: SaveTarget,
    /// The document the edits began from.
    base: BaseId,
    edits: Edits,
    /// What the admin picked where somebody else had changed the same things.
    picks: Vec<Pick>,
}

/// Saves edits, or creates an agent. None where the document is not held any more: nothing was sent then.
#[tauri::command]
#[specta::specta]
pub(crate) async fn save_agent(
    core: Core<'_>,
    bases: State<'_, Bases>,
    request: SaveOfBase,
    job: JobId,
    channel: Channel<JobEvent>,
) -> Result<Option<SaveOutcome>> {
    unbroken(async move {
        let SaveOfBase { connection, target, base, edits, picks } = request;
        let Some(base) = bases.get(base) else { return Ok(None) };
        let request = SaveRequest { connection, target, base, edits, picks };
        core.changes.save_agent(request, job, events(channel)).await.map(Some)
    })
    .await
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
    unbroken(async move { core.copying.duplicate_edits(connection, agent, job, events(channel)).await }).await
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
    unbroken(async move { core.changes.delete_agent(connection, agent, job, events(channel)).await }).await
}
