//! Settings and connections, held by tauri-plugin-store and kept in a file of ours; and this computer's clock.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use callboard_model::{CallboardError, ErrorCode, Result};
use callboard_usecases::{Clock, SetAsideFile, Store};
use serde_json::{Map, Value};
use tauri::{AppHandle, Wry};
use tauri_plugin_store::StoreBuilder;

use crate::settings_file::{Found, SettingsFile};

/// The file inside the program's data folder.
pub(crate) const FILE: &str = "callboard.json";

/// Settings and connections in a JSON file. Holds no secret.
///
/// The plug-in holds the values and never writes: it cuts its file to nothing before it writes, takes a file that it cannot
/// read for an empty one, and saves once more when the program ends.
pub(crate) struct PluginStore {
    held: Arc<tauri_plugin_store::Store<Wry>>,
    file: SettingsFile,
    state: Mutex<State>,
}

/// What the start found. The lock also puts writes in a row.
struct State {
    set_aside: Option<SetAsideFile>,
    fault: Option<CallboardError>,
}

impl PluginStore {
    /// Reads the file of the program's data folder. A file that cannot be read is a fault that is told, not an error.
    pub(crate) fn open(app: &AppHandle) -> Result<Self> {
        let place = tauri_plugin_store::resolve_store_path(app, FILE).map_err(|error| broken(&error))?;
        let file = SettingsFile::new(place);
        let Found { entries, set_aside, fault } = file.read(jiff::Timestamp::now());
        let held = StoreBuilder::new(app, FILE)
            .create_new()
            .disable_auto_save()
            .build()
            .map_err(|error| broken(&error))?;
        hold(&held, entries);
        // Where the plug-in does not know of it, it does not save it at the end.
        held.close_resource();
        Ok(Self { held, file, state: Mutex::new(State { set_aside, fault }) })
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Store for PluginStore {
    fn read(&self, key: &str) -> Option<Value> {
        self.held.get(key)
    }

    fn write(&self, key: &str, value: Value) -> Result<()> {
        let state = self.state();
        // A file nobody could read may hold more than the copy that stands in for it.
        if let Some(fault) = &state.fault {
            return Err(fault.clone());
        }
        let mut entries: Map<String, Value> = self.held.entries().into_iter().collect();
        entries.insert(key.to_owned(), value.clone());
        entries.sort_keys();
        self.file.write(&entries)?;
        // What is not on disk must not look kept.
        self.held.set(key, value);
        Ok(())
    }

    fn set_aside(&self) -> Option<SetAsideFile> {
        self.state().set_aside.clone()
    }

    fn fault(&self) -> Option<CallboardError> {
        self.state().fault.clone()
    }

    fn try_again(&self) -> Result<()> {
        let mut state = self.state();
        if state.fault.is_none() {
            return Ok(());
        }
        let Found { entries, set_aside, fault } = self.file.read(jiff::Timestamp::now());
        *state = State { set_aside, fault };
        if let Some(fault) = &state.fault {
            return Err(fault.clone());
        }
        hold(&self.held, entries);
        Ok(())
    }
}

fn hold(held: &tauri_plugin_store::Store<Wry>, entries: Map<String, Value>) {
    held.clear();
    for (key, value) in entries {
        held.set(key, value);
    }
}

fn broken(error: &tauri_plugin_store::Error) -> CallboardError {
    CallboardError::new(ErrorCode::StorageFault).with_detail(error)
}

/// This computer's clock.
pub(crate) struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> jiff::Timestamp {
        jiff::Timestamp::now()
    }
}
