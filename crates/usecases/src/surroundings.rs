//! What the core needs of its surroundings, as small traits.

use std::collections::BTreeMap;

use async_trait::async_trait;
use callboard_model::{CallboardError, Result, Sensitive, SystemId};
use jiff::Timestamp;
use serde::Serialize;
use serde_json::Value;
use specta::Type;

/// A file that could not be read and was given another name, so that nothing in it is lost for good.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SetAsideFile {
    /// Where it is now.
    pub file: String,
    /// Whether the last good copy took its place.
    pub restored: bool,
}

/// Keeps settings and the connection list. Never given a secret.
pub trait Store: Send + Sync {
    /// What is kept under `key`.
    fn read(&self, key: &str) -> Option<Value>;
    /// Keeps `value` under `key`, on disk before it answers. Where that fails, what was kept before stays.
    fn write(&self, key: &str, value: Value) -> Result<()>;
    /// A damaged file that was found at the start.
    fn set_aside(&self) -> Option<SetAsideFile> {
        None
    }
    /// Why what is kept could not be read; nothing is written while it is set.
    fn fault(&self) -> Option<CallboardError> {
        None
    }
    /// Reads again what could not be read.
    fn try_again(&self) -> Result<()> {
        Ok(())
    }
}

/// Tells the time.
pub trait Clock: Send + Sync {
    /// Now.
    fn now(&self) -> Timestamp;
}

/// How the sample agents of one system are reached.
#[derive(Clone, Debug)]
pub struct SampleAccess {
    /// The system.
    pub system: SystemId,
    /// Values of the sample connection, by the keys its system asks for.
    pub values: BTreeMap<String, String>,
    /// Its key, good until the program ends.
    pub credential: Sensitive,
    /// The agents' own keys, always in the same order.
    pub agent_keys: Vec<Sensitive>,
}

/// The sample agents on this computer.
#[async_trait]
pub trait Samples: Send + Sync {
    /// Starts them if they do not run yet and says how to reach them, system by system, the one to begin with first.
    async fn start(&self) -> Result<Vec<SampleAccess>>;
    /// Puts them back as they were at first.
    async fn reset(&self) -> Result<()>;
}
