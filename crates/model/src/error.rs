//! What can go wrong, structured once. The window turns a code into words; nothing matches on message text.

use std::collections::BTreeMap;
use std::{fmt, io};

use serde::{Deserialize, Serialize};
use specta::Type;

use crate::ids::SystemId;
use crate::pointer::Pointer;

/// What went wrong, as far as somebody acts differently on it. Texts: `error.{code}.title`, `.meaning`, `.action`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum ErrorCode {
    /// The system refused the credential (401, or 403 where it says so).
    WrongKey,
    /// The credential is right but may not do this (403).
    NotAllowed,
    /// The workspace, tenant or account named by the connection does not exist (404).
    WrongWorkspace,
    /// The agent does not exist (any more).
    AgentNotFound,
    /// The file does not exist (any more).
    MediaNotFound,
    /// An agent like this exists already (409).
    AlreadyExists,
    /// The system refused the values (400, 422).
    RefusedValues,
    /// Too many requests (429).
    RateLimited,
    /// The account has no credit left (402).
    PaymentRequired,
    /// The system failed (5xx).
    SystemFault,
    /// The system answered with a status nobody expects here.
    UnexpectedStatus,
    /// The system cannot be reached.
    Unreachable,
    /// No answer in time.
    TimedOut,
    /// The secure connection could not be made.
    TlsProblem,
    /// Plain HTTP to somewhere else than this computer.
    PlainHttpRefused,
    /// The address is not one.
    InvalidAddress,
    /// The answer was cut short or is not what was documented.
    UnreadableAnswer,
    /// The answer is about another agent than the one that was asked for.
    AnotherAgent,
    /// The list goes on beyond `maximum` entries or pages, or has no end.
    ListTooLong,
    /// A create was sent and its outcome is unknown; the agent was looked for and not found.
    UnclearOutcome,
    /// Stopped by the admin.
    Cancelled,
    /// The system cannot do this.
    Unsupported,

    /// There is no keychain service on this computer.
    KeychainMissing,
    /// The keychain is locked or access was refused.
    KeychainLocked,
    /// The keychain failed otherwise.
    KeychainFault,
    /// No credential is stored for this connection.
    CredentialMissing,
    /// The stored credential was given for another address or system, and is sent nowhere else; `origin` says which address.
    CredentialForOtherAddress,
    /// The credential is longer than a keychain holds; `maximum` bytes.
    CredentialTooLong,
    /// The credential holds what no key has: line breaks, accents, letters that nobody sees.
    CredentialMalformed,
    /// The connection is not known (any more).
    ConnectionNotFound,
    /// A value of the connection is missing; `key` says which.
    ConnectionIncomplete,
    /// The agent is among the connection's agents already.
    AlreadyAdded,
    /// This account does not have an operation that others have; `operation` says which.
    NotOffered,
    /// The secret was in the document when the edit began and is there no more: it has to be typed again.
    SecretUnknown,

    /// The file is empty.
    FileEmpty,
    /// The file cannot be read.
    FileUnreadable,
    /// The file is larger than `maximum` bytes.
    FileTooLarge,
    /// The file is no picture that can be read.
    NotAPicture,
    /// The picture is a HEIC one, as iPhones store them: it has to be exported as JPEG first.
    HeicPicture,
    /// The picture has more than `maximum` pixels.
    PictureTooLarge,
    /// The file is no sound that can be read.
    NotASound,
    /// The sound is longer than `maximumSeconds`.
    SoundTooLong,
    /// Nothing of the sound is left between its two ends.
    NothingLeft,
    /// No device will play sound.
    NoSoundDevice,
    /// There is no microphone, or the chosen one is gone.
    NoMicrophone,
    /// The operating system lets this program use no microphone.
    MicrophoneRefused,
    /// Another program holds the microphone.
    MicrophoneBusy,
    /// The upload form expired before the file was stored.
    UploadExpired,
    /// Storage refused the size; `maximum` bytes where the policy says, `media`: `sound` for a sound.
    UploadTooLarge,
    /// Storage refused the size; `minimum` bytes where the policy says.
    UploadTooSmall,
    /// Storage takes no such type of file; `allowed` where the policy says.
    UploadTypeRefused,
    /// Storage refused the upload otherwise.
    UploadRefused,
    /// No byte moved for too long.
    UploadStalled,

    /// The disk is full.
    DiskFull,
    /// What the program keeps on this computer could not be read or written.
    StorageFault,
    /// The sample agents could not be started.
    SampleFault,
    /// The values cannot be saved like this.
    InvalidEdits,
    /// The change cannot be undone because something else moved since; `field` says what.
    CannotUndo,
    /// Something newer was put there since: it is replaced only where the admin says so.
    Superseded,
    /// A create of the same content was sent and nobody knows yet what became of it; `change` names it.
    AlreadySent,
    /// A defect of the program.
    Internal,
}

/// How far a piece of work got before it failed: whether the system was changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Done {
    /// Nothing was changed.
    #[default]
    No,
    /// All of it was done; what failed came afterwards.
    Yes,
    /// A part of it was done.
    Partly,
    /// It was sent, and nobody can say yet whether it was done.
    Unclear,
}

/// An error with all that is known about it. Never holds a secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct CallboardError {
    /// What went wrong.
    pub code: ErrorCode,
    /// How far the work got.
    #[serde(default)]
    pub done: Done,
    /// The system it concerns.
    pub system: Option<SystemId>,
    /// The operation that was tried, by its name in the contract.
    pub operation: Option<String>,
    /// HTTP status of the answer.
    pub status: Option<u16>,
    /// The field the system named.
    pub field: Option<Pointer>,
    /// Seconds to wait before the next try.
    pub retry_after_seconds: Option<u32>,
    /// The system's own name for the request.
    pub request_id: Option<String>,
    /// What the system or the operating system said, for the folded technical part.
    pub detail: Option<String>,
    /// Values for the sentence, such as `maximum`.
    pub context: BTreeMap<String, String>,
}

impl CallboardError {
    /// An error of which only the code is known.
    pub fn new(code: ErrorCode) -> Self {
        Self {
            code,
            done: Done::No,
            system: None,
            operation: None,
            status: None,
            field: None,
            retry_after_seconds: None,
            request_id: None,
            detail: None,
            context: BTreeMap::new(),
        }
    }

    /// Says how far the work got.
    #[must_use]
    pub fn with_done(mut self, done: Done) -> Self {
        self.done = done;
        self
    }

    /// Adds what was said, for the technical part.
    #[must_use]
    pub fn with_detail(mut self, detail: impl fmt::Display) -> Self {
        self.detail = Some(detail.to_string());
        self
    }

    /// Adds a value for the sentence.
    #[must_use]
    pub fn with_context(mut self, key: &str, value: impl fmt::Display) -> Self {
        self.context.insert(key.to_owned(), value.to_string());
        self
    }

    /// Adds the operation that was tried.
    #[must_use]
    pub fn with_operation(mut self, operation: impl Into<String>) -> Self {
        self.operation = Some(operation.into());
        self
    }

    /// Adds the system it concerns.
    #[must_use]
    pub fn with_system(mut self, system: SystemId) -> Self {
        self.system = Some(system);
        self
    }
}

impl fmt::Display for CallboardError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:?}", self.code)?;
        if let Some(operation) = &self.operation {
            write!(formatter, " in {operation}")?;
        }
        if let Some(status) = self.status {
            write!(formatter, ", status {status}")?;
        }
        if let Some(detail) = &self.detail {
            write!(formatter, ": {detail}")?;
        }
        Ok(())
    }
}

impl std::error::Error for CallboardError {}

impl ErrorCode {
    /// Why a file on this computer could not be written: [`ErrorCode::DiskFull`], or [`ErrorCode::StorageFault`].
    pub fn of_writing(error: &io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::DiskFull,
            _ => Self::StorageFault,
        }
    }
}

impl From<ErrorCode> for CallboardError {
    fn from(code: ErrorCode) -> Self {
        Self::new(code)
    }
}
