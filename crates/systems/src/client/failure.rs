//! Failures without an answer: what kind they are, told by the types of their causes and never by their text.

use std::error::Error;
use std::io;

use callboard_model::{CallboardError, ErrorCode};

use super::retry::Repeat;

/// A request that got no answer.
#[derive(Clone, Debug)]
pub(crate) struct Failure {
    pub(crate) error: CallboardError,
    pub(crate) trouble: Trouble,
}

/// What is known about a try, as far as the retry policy and a create ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Trouble {
    /// The server answered with this status.
    Status(u16),
    /// Refused on this computer before anything was sent.
    NeverTried,
    /// No connection was made, so the server did nothing.
    NotConnected,
    /// The secure connection was refused by one of the two sides before the request was sent.
    Tls,
    /// No answer in time.
    TimedOut,
    /// The connection broke after the request was sent, before or within the answer.
    Broken,
    /// The answer is larger than what is read.
    TooLarge,
    /// Stopped by the admin.
    Cancelled,
}

impl Trouble {
    /// Whether the server may have done what was asked although nobody can say.
    pub(crate) fn is_unclear(self) -> bool {
        match self {
            Self::Status(status) => status == 408 || status >= 500,
            Self::NeverTried | Self::NotConnected | Self::Tls | Self::Cancelled => false,
            Self::TimedOut | Self::Broken | Self::TooLarge => true,
        }
    }
}

impl Failure {
    /// What the transport reports.
    pub(crate) fn of_transport(error: reqwest::Error) -> Self {
        let error = error.without_url();
        let (code, trouble) = classify(&error);
        Self { error: CallboardError::new(code).with_detail(chain(&error)), trouble }
    }

    /// More than what is read.
    pub(crate) fn too_large(largest: usize) -> Self {
        let error = CallboardError::new(ErrorCode::UnreadableAnswer)
            .with_detail(format!("the answer is larger than {largest} bytes"));
        Self { error, trouble: Trouble::TooLarge }
    }

    /// Stopped; whether a create was done by then is unknown.
    pub(crate) fn cancelled(repeat: Repeat) -> Self {
        let error = CallboardError::new(ErrorCode::Cancelled);
        let error = match repeat {
            Repeat::Create => error.with_context("outcome", "unclear"),
            Repeat::Idempotent => error,
        };
        Self { error, trouble: Trouble::Cancelled }
    }

    /// The same, with the operation that was tried.
    pub(crate) fn in_operation(self, operation: &str) -> Self {
        Self { error: self.error.with_operation(operation), ..self }
    }
}

fn classify(error: &reqwest::Error) -> (ErrorCode, Trouble) {
    if holds_tls_error(error) {
        let trouble = if error.is_connect() { Trouble::Tls } else { Trouble::Broken };
        return (ErrorCode::TlsProblem, trouble);
    }
    if error.is_connect() {
        (ErrorCode::Unreachable, Trouble::NotConnected)
    } else if error.is_timeout() {
        (ErrorCode::TimedOut, Trouble::TimedOut)
    } else if error.is_body() || error.is_decode() {
        (ErrorCode::UnreadableAnswer, Trouble::Broken)
    } else if error.is_builder() {
        (ErrorCode::InvalidAddress, Trouble::NeverTried)
    } else {
        (ErrorCode::Unreachable, Trouble::Broken)
    }
}

/// Whether one of the causes is an error of TLS. An I/O error hides its cause from `source`, so it is opened.
fn holds_tls_error(error: &(dyn Error + 'static)) -> bool {
    if error.is::<rustls::Error>() {
        return true;
    }
    let wrapped = error.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
    wrapped.is_some_and(|inner| holds_tls_error(inner)) || error.source().is_some_and(holds_tls_error)
}

/// The texts of an error and its causes, each once, for the folded technical part.
pub(super) fn chain(error: &(dyn Error + 'static)) -> String {
    let mut parts = vec![error.to_string()];
    let mut next = error.source();
    while let Some(cause) = next {
        let text = cause.to_string();
        if !parts.iter().any(|part| part.contains(&text)) {
            parts.push(text);
        }
        next = cause.source();
    }
    parts.join(": ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tls_problem_is_found_however_deep_it_lies() {
        let tls = rustls::Error::InvalidCertificate(rustls::CertificateError::UnknownIssuer);
        let wrapped = io::Error::other(io::Error::new(io::ErrorKind::InvalidData, tls));
        assert!(holds_tls_error(&wrapped));
        assert!(!holds_tls_error(&io::Error::other("invalid certificate")));
    }
}
