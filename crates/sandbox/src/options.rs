//! What a sandbox needs to start.

use std::path::PathBuf;
use std::sync::Arc;

use jiff::Timestamp;

/// Tells the time. Passed in so that tests can fix the moments that the sample data is built around.
/// S3 checks signatures and expiry against the real clock, so a clock far from it makes uploads fail.
pub type Clock = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// What a sandbox needs to start.
#[derive(Clone)]
pub struct SandboxOptions {
    /// Where the data lives: created if missing, kept between runs.
    pub directory: PathBuf,
    /// Port on 127.0.0.1; 0 takes any free one.
    pub port: u16,
    /// The credential of every account, in the form in which the system takes it. Not empty. Keys of single agents are
    /// made from it, see [`crate::Account::agent_keys`].
    pub key: String,
    /// Serves the addresses below `/_sandbox`, which switch faults and show requests, to whoever sends this key in the header
    /// `x-sandbox-key`. Without one, as in the program itself, there are no such addresses.
    pub control_key: Option<String>,
    /// Decides the sample data: the same seed and clock give the same people.
    pub seed: u64,
    /// People of Bird beside the sample's own 66, for tests of large accounts; usually none.
    pub more_people: usize,
    /// The clock, usually [`Timestamp::now`].
    pub clock: Clock,
}

impl SandboxOptions {
    /// Options with the system's clock, any free port and the usual seed.
    pub fn new(directory: impl Into<PathBuf>, key: impl Into<String>) -> Self {
        Self {
            directory: directory.into(),
            port: 0,
            key: key.into(),
            control_key: None,
            seed: 7,
            more_people: 0,
            clock: Arc::new(Timestamp::now),
        }
    }
}

impl std::fmt::Debug for SandboxOptions {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("SandboxOptions")
            .field("directory", &self.directory)
            .field("port", &self.port)
            .field("seed", &self.seed)
            .field("more_people", &self.more_people)
            .finish_non_exhaustive()
    }
}
