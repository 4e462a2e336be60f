//! What the core needs of its surroundings, as small traits.

use std::collections::BTreeMap;

use async_trait::async_trait;
use callboard_model::{Result, Sensitive, SystemId};
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
