//! Changes that are not done with, the history, and what belongs to accounts that no connection leads to.

use std::sync::Arc;

use callboard_model::{
    AccountId, ChangeId, ChangeRecord, HistoryFormat, HistoryPage, HistoryQuery, JobEvent, JobId, OpenChange,
    Result, SaveOutcome, SetAside, Verdict,
};
use callboard_usecases::Callboard;
use serde::{Deserialize, Serialize};
use specta::Type;
use tauri::AppHandle;
use tauri::ipc::Channel;
use tauri_plugin_dialog::DialogExt;
use tauri_specta::Event;
use tokio::sync::oneshot;

use super::media::{path_of, proposed_name};
use super::{Core, events, unbroken};

/// Something happened to an open change.
#[derive(Clone, Debug, Serialize, Deserialize, Type, Event)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ChangesMoved {
    /// The changes that are not done with, as they are now.
    pub(crate) changes: Vec<OpenChange>,
}

/// As long as the program runs: tells the window whenever something happens to an open change, and looks up those of which
/// nobody knows what became of them.
pub(crate) fn tell_of_changes(app: &AppHandle, core: &Arc<Callboard>) {
    let settling = core.clone();
    tauri::async_runtime::spawn(async move { settling.changes.keep_settling().await });
    let (app, core) = (app.clone(), core.clone());
    tauri::async_runtime::spawn(async move {
        let mut moved = core.changes.watch_changes();
        while moved.changed().await.is_ok() {
            if let Err(error) = (ChangesMoved { changes: core.changes.open_changes() }).emit(&app) {
                log::debug!("nobody listens: {error}");
            }
        }
    });
}

/// The changes that are not done with.
#[tauri::command]
#[specta::specta]
pub(crate) async fn open_changes(core: Core<'_>) -> Result<Vec<OpenChange>> {
    unbroken(async move { Ok(core.changes.open_changes()) }).await
}

/// Looks up every change that was sent and not confirmed.
#[tauri::command]
#[specta::specta]
pub(crate) async fn settle_changes(core: Core<'_>) -> Result<Vec<OpenChange>> {
    unbroken(async move { core.changes.settle_changes(None).await }).await
}

/// Looks up one change that was sent and not confirmed.
#[tauri::command]
#[specta::specta]
pub(crate) async fn settle_change(
    core: Core<'_>,
    change: ChangeId,
    job: JobId,
    channel: Channel<JobEvent>,
) -> Result<Vec<OpenChange>> {
    unbroken(async move { core.changes.settle_change(change, job, events(channel)).await }).await
}

/// Takes the admin's word for a change that nobody else can tell about.
#[tauri::command]
#[specta::specta]
pub(crate) async fn decide_change(
    core: Core<'_>,
    change: ChangeId,
    verdict: Verdict,
) -> Result<Vec<OpenChange>> {
    unbroken(async move { core.changes.decide_change(change, verdict).await }).await
}

/// Takes a change that ended, and that the admin has seen, off the list.
#[tauri::command]
#[specta::specta]
pub(crate) async fn dismiss_change(core: Core<'_>, change: ChangeId) -> Result<()> {
    unbroken(async move {
        core.changes.dismiss_change(&change);
        Ok(())
    })
    .await
}

/// A page of the history, newest first.
#[tauri::command]
#[specta::specta]
pub(crate) async fn history(core: Core<'_>, query: HistoryQuery) -> Result<HistoryPage> {
    unbroken(async move { core.history.history(query).await }).await
}

/// One entry of the history, whole.
#[tauri::command]
#[specta::specta]
pub(crate) async fn history_entry(core: Core<'_>, change: String) -> Result<ChangeRecord> {
    unbroken(async move { core.history.history_entry(change).await }).await
}

/// Writes what a query finds to a file that the admin names. Answers whether one was named.
#[tauri::command]
#[specta::specta]
pub(crate) async fn export_history(
    app: AppHandle,
    core: Core<'_>,
    query: HistoryQuery,
    format: HistoryFormat,
    title: String,
    file_name: String,
) -> Result<bool> {
    unbroken(async move {
        let (answer, answered) = oneshot::channel();
        app.dialog().file().set_title(title).set_file_name(proposed_name(&file_name)).save_file(|path| {
            let _ = answer.send(path);
        });
        match path_of(answered).await? {
            None => Ok(false),
            Some(path) => core.history.export_history(query, format, path).await.map(|()| true),
        }
    })
    .await
}

/// Takes a change of the history back.
#[tauri::command]
#[specta::specta]
pub(crate) async fn undo_change(
    core: Core<'_>,
    change: String,
    job: JobId,
    channel: Channel<JobEvent>,
) -> Result<SaveOutcome> {
    unbroken(async move { core.changes.undo_change(change, job, events(channel)).await }).await
}

/// What belongs to accounts that no connection leads to.
#[tauri::command]
#[specta::specta]
pub(crate) async fn set_aside(core: Core<'_>) -> Result<Vec<SetAside>> {
    unbroken(async move { core.connections.set_aside().await }).await
}

/// Forgets what is set aside of an account.
#[tauri::command]
#[specta::specta]
pub(crate) async fn forget_set_aside(core: Core<'_>, account: AccountId, history: bool) -> Result<()> {
    unbroken(async move { core.connections.forget_set_aside(account, history).await }).await
}
