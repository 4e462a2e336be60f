//! What the core needs of its surroundings, as small traits.

use std::collections::BTreeMap;

use async_trait::async_trait;
use callboard_model::{Result, Sensitive};
use jiff::Timestamp;
use serde_json::Value;

/// Keeps settings and the connection list. Never given a secret.
pub trait Store: Send + Sync {
    /// What is kept under `key`.
    fn read(&self, key: &str) -> Option<Value>;
    /// Keeps `value` under `key`, on disk before it answers.
    fn write(&self, key: &str, value: Value) -> Result<()>;
}

/// Tells the time.
pub trait Clock: Send + Sync {
    /// Now.
    fn now(&self) -> Timestamp;
}

/// How the sample agents are reached.
#[derive(Clone, Debug)]
pub struct SampleAccess {
    /// Values of the sample connection, by the keys its system asks for.
    pub values: BTreeMap<String, String>,
    /// Its key, good until the program ends.
    pub credential: Sensitive,
}

/// The sample agents on this computer.
#[async_trait]
pub trait Samples: Send + Sync {
    /// Starts them if they do not run yet and says how to reach them.
    async fn start(&self) -> Result<SampleAccess>;
    /// Puts them back as they were at first.
    async fn reset(&self) -> Result<()>;
}
