//! Long work as the window follows it. Floats are finite.

use serde::{Deserialize, Serialize};
use specta::Type;

use crate::drops::DropCopy;
use crate::error::ErrorCode;
use crate::media::UploadProgress;

/// Names a piece of work, chosen by the window, so that it can be stopped.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(transparent)]
pub struct JobId(pub String);

/// What is told while work goes on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum JobEvent {
    /// A try failed; the next one follows by itself.
    Waiting {
        /// Seconds until then.
        seconds: f64,
        /// The number of the next try, from 2.
        attempt: u32,
        /// Why the last try failed.
        reason: ErrorCode,
    },
    /// The waiting is over.
    Trying,
    /// An upload went on.
    Upload {
        /// Where it is.
        progress: UploadProgress,
    },
    /// A drop was copied to one more agent, or was not.
    DropCopied {
        /// What became of it.
        copy: DropCopy,
    },
}

/// What is told while sound plays.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum PlaybackEvent {
    /// The sound is being fetched and decoded.
    Loading,
    /// It plays.
    Playing {
        /// Where, in seconds.
        position: f64,
        /// How long it is, in seconds.
        length: f64,
    },
    /// It came to its end or was stopped.
    Ended,
}
