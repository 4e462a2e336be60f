//! Files dropped on the window: their paths stay here, the window learns tokens and the place.

use std::path::PathBuf;
use std::sync::Arc;

use callboard_model::CallboardError;
use callboard_model::media::ChosenFile;
use callboard_usecases::Callboard;
use serde::{Deserialize, Serialize};
use specta::Type;
use tauri::{DragDropEvent, Manager, Window, WindowEvent};
use tauri_specta::Event;

/// Files are held over the window, or no longer.
#[derive(Clone, Debug, Serialize, Deserialize, Type, Event)]
#[serde(rename_all = "camelCase")]
pub(crate) struct FilesHover {
    /// Where, in CSS pixels from the left; none when they left.
    pub(crate) x: Option<f64>,
    /// Where, in CSS pixels from the top.
    pub(crate) y: Option<f64>,
}

/// Files were let go over the window.
#[derive(Clone, Debug, Serialize, Deserialize, Type, Event)]
#[serde(rename_all = "camelCase")]
pub(crate) struct FilesDropped {
    /// Where, in CSS pixels from the left.
    pub(crate) x: f64,
    /// Where, in CSS pixels from the top.
    pub(crate) y: f64,
    /// The files that can be used.
    pub(crate) files: Vec<ChosenFile>,
    /// Why others cannot.
    pub(crate) refused: Vec<CallboardError>,
}

/// Passes drags of files on to the page.
pub(crate) fn pass_on(window: &Window, event: &WindowEvent) {
    let WindowEvent::DragDrop(event) = event else { return };
    let scale = window.scale_factor().unwrap_or(1.0);
    match event {
        DragDropEvent::Enter { position, .. } | DragDropEvent::Over { position } => {
            let place = position.to_logical::<f64>(scale);
            emit(window, &FilesHover { x: Some(place.x), y: Some(place.y) });
        }
        DragDropEvent::Leave => emit(window, &FilesHover { x: None, y: None }),
        DragDropEvent::Drop { paths, position } => {
            let place = position.to_logical::<f64>(scale);
            emit(window, &FilesHover { x: None, y: None });
            take(window.clone(), paths.clone(), place.x, place.y);
        }
        _ => {}
    }
}

fn take(window: Window, paths: Vec<PathBuf>, x: f64, y: f64) {
    let callboard = window.state::<Arc<Callboard>>().inner().clone();
    tauri::async_runtime::spawn(async move {
        let mut dropped = FilesDropped { x, y, files: Vec::new(), refused: Vec::new() };
        for path in paths {
            match callboard.files.choose_file(path).await {
                Ok(file) => dropped.files.push(file),
                Err(error) => dropped.refused.push(error),
            }
        }
        emit(&window, &dropped);
    });
}

fn emit(window: &Window, event: &(impl Event + Serialize + Clone)) {
    if let Err(error) = event.emit(window) {
        log::warn!("a drag could not be passed on: {error}");
    }
}
