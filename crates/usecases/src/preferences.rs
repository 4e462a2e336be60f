//! How somebody likes to use the program.

use std::sync::Arc;

use callboard_model::settings::Settings;
use callboard_model::{CallboardError, ErrorCode, Result};
use serde_json::Value;

use crate::surroundings::Store;

const SETTINGS: &str = "settings";

/// The settings.
pub struct Preferences {
    store: Arc<dyn Store>,
}

impl Preferences {
    pub(crate) fn new(store: Arc<dyn Store>) -> Self {
        Self { store }
    }

    /// The settings. What an earlier version did not keep has its default; what cannot be read is left out.
    pub fn settings(&self) -> Settings {
        let Some(Value::Object(kept)) = self.store.read(SETTINGS) else { return Settings::default() };
        let Ok(Value::Object(mut settings)) = serde_json::to_value(Settings::default()) else {
            return Settings::default();
        };
        for (name, value) in kept {
            let before = settings.insert(name.clone(), value);
            if serde_json::from_value::<Settings>(Value::Object(settings.clone())).is_err() {
                match before {
                    Some(before) => settings.insert(name, before),
                    None => settings.remove(&name),
                };
            }
        }
        serde_json::from_value(Value::Object(settings)).unwrap_or_default()
    }

    /// Keeps the settings, on disk before it answers.
    ///
    /// # Errors
    /// [`ErrorCode::StorageFault`] or [`ErrorCode::DiskFull`]; what was kept before stays then.
    pub fn save_settings(&self, settings: &Settings) -> Result<()> {
        let value = serde_json::to_value(settings)
            .map_err(|error| CallboardError::new(ErrorCode::Internal).with_detail(error))?;
        self.store.write(SETTINGS, value)
    }
}
