//! Settings and the connection list, kept by tauri-plugin-store; and this computer's clock.

use std::sync::Arc;

use callboard_model::{CallboardError, ErrorCode, Result};
use callboard_usecases::{Clock, Store};
use serde_json::Value;
use tauri::{AppHandle, Wry};
use tauri_plugin_store::StoreExt;

/// The file inside the program's data folder.
const FILE: &str = "callboard.json";

/// Settings and connections in a JSON file. Holds no secret.
pub(crate) struct PluginStore(Arc<tauri_plugin_store::Store<Wry>>);

impl PluginStore {
    pub(crate) fn open(app: &AppHandle) -> Result<Self> {
        app.store(FILE).map(Self).map_err(fault)
    }
}

impl Store for PluginStore {
    fn read(&self, key: &str) -> Option<Value> {
        self.0.get(key)
    }

    fn write(&self, key: &str, value: Value) -> Result<()> {
        let before = self.0.get(key);
        self.0.set(key, value);
        self.0.save().map_err(|error| {
            // What is not on disk must not look kept.
            match before {
                Some(before) => self.0.set(key, before),
                None => {
                    self.0.delete(key);
                }
            }
            fault(error)
        })
    }
}

fn fault(error: tauri_plugin_store::Error) -> CallboardError {
    let code = match &error {
        tauri_plugin_store::Error::Io(io) if io.kind() == std::io::ErrorKind::StorageFull => {
            ErrorCode::DiskFull
        }
        _ => ErrorCode::StorageFault,
    };
    CallboardError::new(code).with_detail(error)
}

/// This computer's clock.
pub(crate) struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> jiff::Timestamp {
        jiff::Timestamp::now()
    }
}
