//! What surrounds the program in tests: settings in memory, a clock that can be wrong, no sample agents.

use std::collections::BTreeMap;
use std::sync::Mutex;

use async_trait::async_trait;
use callboard_model::{ErrorCode, Result};
use callboard_usecases::{Clock, SampleAccess, Samples, Store};
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;

/// Settings and connections in memory.
#[derive(Default)]
pub(crate) struct MemoryStore(pub(super) Mutex<BTreeMap<String, Value>>);

impl MemoryStore {
    /// All that is kept, as the settings file has it.
    pub(crate) fn everything(&self) -> String {
        serde_json::to_string(&*self.0.lock().unwrap()).unwrap()
    }
}

impl Store for MemoryStore {
    fn read(&self, key: &str) -> Option<Value> {
        self.0.lock().unwrap().get(key).cloned()
    }

    fn write(&self, key: &str, value: Value) -> Result<()> {
        self.0.lock().unwrap().insert(key.to_owned(), value);
        Ok(())
    }
}

/// The clock of the computer, which may be wrong, or one that stands still.
#[derive(Default)]
pub(crate) struct TestClock {
    pub(super) stands_at: Option<Timestamp>,
    pub(super) ahead: Mutex<SignedDuration>,
}

impl TestClock {
    /// Sets the clock forward.
    pub(crate) fn goes_forward(&self, by: SignedDuration) {
        *self.ahead.lock().unwrap() += by;
    }
}

impl Clock for TestClock {
    fn now(&self) -> Timestamp {
        self.stands_at.unwrap_or_else(Timestamp::now) + *self.ahead.lock().unwrap()
    }
}

pub(crate) struct NoSamples;

#[async_trait]
impl Samples for NoSamples {
    async fn start(&self) -> Result<Vec<SampleAccess>> {
        Err(ErrorCode::SampleFault.into())
    }

    async fn reset(&self) -> Result<()> {
        Err(ErrorCode::SampleFault.into())
    }
}
