//! Hours: how they cover a week, what the clocks do to them, holidays out of a file.

use callboard_model::media::ChosenFile;
use callboard_model::schedule::ClockChangeEffect;
use callboard_model::{CallboardError, ErrorCode, Result};
use callboard_usecases::{CalendarReading, CoverageBoard, CoverageQuestion};
use serde_json::Value;
use tauri::AppHandle;
use tauri_plugin_dialog::DialogExt;
use tokio::sync::oneshot;

use super::{Core, unbroken};

/// How the agents read so far cover a week.
#[tauri::command]
#[specta::specta]
pub(crate) async fn coverage(core: Core<'_>, question: CoverageQuestion) -> Result<CoverageBoard> {
    unbroken(async move { core.hours.coverage(question).await }).await
}

/// The next two changes of a zone's clocks and what they do to hours.
#[tauri::command]
#[specta::specta]
pub(crate) async fn clock_changes(
    core: Core<'_>,
    schedule: Value,
    holidays: Value,
    zone: String,
) -> Result<Vec<ClockChangeEffect>> {
    unbroken(async move { Ok(core.hours.clock_changes(&schedule, &holidays, &zone)) }).await
}

/// Lets the admin choose a calendar file; none where they think better of it. Titles are in the window's language.
#[tauri::command]
#[specta::specta]
pub(crate) async fn choose_calendar(
    app: AppHandle,
    core: Core<'_>,
    title: String,
    filter: String,
) -> Result<Option<ChosenFile>> {
    unbroken(async move {
        let unreadable =
            |error: &dyn std::fmt::Display| CallboardError::new(ErrorCode::FileUnreadable).with_detail(error);
        let (answer, answered) = oneshot::channel();
        app.dialog()
            .file()
            .set_title(title)
            .add_filter(filter, &["ics", "ical", "ifb", "icalendar"])
            .pick_file(|path| {
                // The command that asked may be gone by now.
                let _ = answer.send(path);
            });
        match answered.await.map_err(|error| unreadable(&error))? {
            None => Ok(None),
            Some(path) => {
                let path = path.into_path().map_err(|error| unreadable(&error))?;
                core.files.choose_file(path).await.map(Some)
            }
        }
    })
    .await
}

/// The days of a chosen calendar file.
#[tauri::command]
#[specta::specta]
pub(crate) async fn preview_calendar(core: Core<'_>, token: String) -> Result<CalendarReading> {
    unbroken(async move { core.hours.preview_calendar(&token).await }).await
}
