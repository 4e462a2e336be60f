//! The program itself: start, settings, keychain, stopping work.

use callboard_model::settings::Settings;
use callboard_model::{CallboardError, ErrorCode, JobId, KeychainState, Result};
use callboard_usecases::StartUp;
use tauri::{AppHandle, Manager};
use tauri_plugin_opener::OpenerExt;

use super::Core;

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
    core.save_settings(&settings)
}

/// Looks again whether the keychain can be used.
#[tauri::command]
#[specta::specta]
pub(crate) async fn probe_keychain(core: Core<'_>) -> Result<KeychainState> {
    core.probe_keychain().await
}

/// Asks the operating system to unlock the keychain.
#[tauri::command]
#[specta::specta]
pub(crate) async fn unlock_keychain(core: Core<'_>) -> Result<KeychainState> {
    core.unlock_keychain().await
}

/// Stops a piece of work.
#[tauri::command]
#[specta::specta]
pub(crate) async fn cancel_job(core: Core<'_>, job: JobId) -> Result<()> {
    core.cancel(&job);
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
