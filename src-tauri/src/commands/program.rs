//! The program itself: start, settings, keychain, stopping work.

use callboard_model::settings::Settings;
use callboard_model::{CallboardError, ErrorCode, JobId, KeychainState, Pointer, Result, UnfinishedTexts};
use callboard_usecases::StartUp;
use tauri::{AppHandle, Manager, State, Window};
use tauri_plugin_opener::OpenerExt;

use super::Core;
use crate::closing;
use crate::page_faults::PageFault;
use crate::set_aside::DamagedFile;
use crate::storage::Storage;

/// Everything the window needs to begin with.
#[tauri::command]
#[specta::specta]
pub(crate) async fn start_up(core: Core<'_>) -> Result<StartUp> {
    core.start_up().await
}

/// Keeps the settings.
#[tauri::command]
#[specta::specta]
pub(crate) async fn save_settings(core: Core<'_>, settings: Settings) -> Result<()> {
    core.preferences.save_settings(&settings)
}

/// What is half typed on the pages of accounts that connections lead to.
#[tauri::command]
#[specta::specta]
pub(crate) async fn unfinished(core: Core<'_>) -> Result<Vec<UnfinishedTexts>> {
    core.drafts.unfinished().await
}

/// Keeps what is half typed on an agent's page; answers the places that are not kept because a secret may be in them.
#[tauri::command]
#[specta::specta]
pub(crate) async fn keep_unfinished(core: Core<'_>, typed: UnfinishedTexts) -> Result<Vec<Pointer>> {
    core.drafts.keep_unfinished(typed).await
}

/// Tries again to keep things on this computer, where that was not possible at the start.
#[tauri::command]
#[specta::specta]
pub(crate) async fn try_storage_again(app: AppHandle, core: Core<'_>) -> Result<()> {
    core.local_storage.try_again(move || app.state::<Storage>().reopen()).await
}

/// Damaged files that were set aside, the last one first.
#[tauri::command]
#[specta::specta]
pub(crate) async fn damaged_files(storage: State<'_, Storage>) -> Result<Vec<DamagedFile>> {
    storage.damaged_files()
}

/// Removes a damaged file that was set aside.
#[tauri::command]
#[specta::specta]
pub(crate) async fn remove_damaged_file(storage: State<'_, Storage>, name: String) -> Result<()> {
    storage.remove_damaged_file(&name)
}

/// Says that the page has heard that the window shall close, and sees to it.
#[tauri::command]
#[specta::specta]
pub(crate) async fn closing_heard(window: Window) -> Result<()> {
    closing::heard(&window);
    Ok(())
}

/// Closes the window, once the changes that run have ended.
#[tauri::command]
#[specta::specta]
pub(crate) async fn close_window(window: Window) -> Result<()> {
    closing::close(window).await;
    Ok(())
}

/// Looks again whether the keychain can be used.
#[tauri::command]
#[specta::specta]
pub(crate) async fn probe_keychain(core: Core<'_>) -> Result<KeychainState> {
    core.credentials.probe_keychain().await
}

/// Asks the operating system to unlock the keychain.
#[tauri::command]
#[specta::specta]
pub(crate) async fn unlock_keychain(core: Core<'_>) -> Result<KeychainState> {
    core.credentials.unlock_keychain().await
}

/// Stops a piece of work.
#[tauri::command]
#[specta::specta]
pub(crate) async fn cancel_job(core: Core<'_>, job: JobId) -> Result<()> {
    core.jobs.cancel(&job);
    Ok(())
}

/// Shows the folder with the program's logs.
#[tauri::command]
#[specta::specta]
pub(crate) async fn show_logs(app: AppHandle) -> Result<()> {
    let fault =
        |error: &dyn std::fmt::Display| CallboardError::new(ErrorCode::StorageFault).with_detail(error);
    let folder = app.path().app_log_dir().map_err(|error| fault(&error))?;
    app.opener().reveal_item_in_dir(folder).map_err(|error| fault(&error))
}

/// Writes to the log what the page caught and could not handle.
#[tauri::command]
#[specta::specta]
pub(crate) async fn report_page_fault(fault: PageFault) -> Result<()> {
    log::error!("{}", fault.log_lines());
    Ok(())
}
