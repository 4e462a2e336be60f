//! What a failed exchange means.

use std::error::Error;
use std::io;

use callboard_model::{CallboardError, ErrorCode};

use crate::resolver::LeadsInside;

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TransportFault {
    /// What is known of the try.
    pub kind: TransportFaultKind,
    /// What the admin is told.
    pub code: ErrorCode,
    /// What was said, for the technical part, without the address: one that is signed opens a file to whoever reads it.
    pub detail: Option<String>,
}

/// What is known of a try without an answer, as far as anybody acts differently on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TransportFaultKind {
    /// Refused on this computer before anything was sent.
    NotSent,
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
}

impl TransportFault {
    /// A fault with the code that its kind usually has.
    pub fn new(kind: TransportFaultKind) -> Self {
        let code = match kind {
            TransportFaultKind::NotSent => ErrorCode::InvalidAddress,
            TransportFaultKind::NotConnected | TransportFaultKind::Broken => ErrorCode::Unreachable,
            TransportFaultKind::Tls => ErrorCode::TlsProblem,
            TransportFaultKind::TimedOut => ErrorCode::TimedOut,
            TransportFaultKind::TooLarge => ErrorCode::AnswerTooLarge,
        };
        Self { kind, code, detail: None }
    }

    /// The fault of an answer of more than `maximum` bytes.
    pub fn too_large(maximum: usize) -> Self {
        let detail = Some(format!("the answer is larger than {maximum} bytes"));
        Self { detail, ..Self::new(TransportFaultKind::TooLarge) }
    }
}

/// Told by the types of the causes and never by their text.
impl From<reqwest::Error> for TransportFault {
    fn from(error: reqwest::Error) -> Self {
        let error = error.without_url();
        let (code, kind) = judge(&error);
        Self { kind, code, detail: Some(with_causes(&error)) }
    }
}

impl From<TransportFault> for CallboardError {
    fn from(fault: TransportFault) -> Self {
        Self { detail: fault.detail, ..Self::new(fault.code) }
    }
}

fn judge(error: &reqwest::Error) -> (ErrorCode, TransportFaultKind) {
    if has_cause(error, &|cause| cause.is::<LeadsInside>()) {
        return (ErrorCode::OwnNetworkRefused, TransportFaultKind::NotSent);
    }
    // What is no HTTP, or has more headers than any answer needs (hyper reads about 400 kB of them).
    if has_cause(error, &|cause| cause.downcast_ref::<hyper::Error>().is_some_and(hyper::Error::is_parse)) {
        return (ErrorCode::UnreadableAnswer, TransportFaultKind::Broken);
    }
    if is_tls(error) {
        let kind = if error.is_connect() { TransportFaultKind::Tls } else { TransportFaultKind::Broken };
        return (ErrorCode::TlsProblem, kind);
    }
    if error.is_connect() {
        (ErrorCode::Unreachable, TransportFaultKind::NotConnected)
    } else if error.is_timeout() {
        (ErrorCode::TimedOut, TransportFaultKind::TimedOut)
    } else if error.is_body() || error.is_decode() {
        (ErrorCode::UnreadableAnswer, TransportFaultKind::Broken)
    } else if error.is_builder() {
        (ErrorCode::InvalidAddress, TransportFaultKind::NotSent)
    } else {
        (ErrorCode::Unreachable, TransportFaultKind::Broken)
    }
}

fn is_tls(error: &(dyn Error + 'static)) -> bool {
    has_cause(error, &|cause| cause.is::<rustls::Error>())
}

/// Whether the error or one of its causes is such a one. An I/O error hides its cause from `source`, so it is opened.
fn has_cause(error: &(dyn Error + 'static), is_it: &dyn Fn(&(dyn Error + 'static)) -> bool) -> bool {
    if is_it(error) {
        return true;
    }
    let inner = error.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
    inner.is_some_and(|inner| has_cause(inner, is_it))
        || error.source().is_some_and(|cause| has_cause(cause, is_it))
}

/// The texts of an error and its causes, each once.
pub(crate) fn with_causes(error: &(dyn Error + 'static)) -> String {
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
    #![allow(clippy::unwrap_used)]
    use std::time::Duration;

    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    use tokio::net::TcpListener;
    use url::Url;

    use super::*;
    use crate::{Client, Settings};

    /// What asking a server comes to that reads what it is sent and says these words, then closes.
    async fn fault(scheme: &str, words: &'static [u8]) -> TransportFault {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url: Url =
            format!("{scheme}://{}/signed?secret", listener.local_addr().unwrap()).parse().unwrap();
        let server = tokio::spawn(async move {
            let (mut connection, _) = listener.accept().await.unwrap();
            let _ = connection.read(&mut [0; 4096]).await;
            let _ = connection.write_all(words).await;
        });
        let settings =
            Settings { connect_timeout: Duration::from_secs(5), read_timeout: Some(Duration::from_secs(5)) };
        let client = Client::new(settings).unwrap();
        let exchange = async { client.to(&url).unwrap().get(url.clone()).send().await?.bytes().await };
        let error = exchange.await.unwrap_err();
        server.await.unwrap();
        error.into()
    }

    #[test]
    fn a_tls_problem_is_found_however_deep_it_lies() {
        let tls = rustls::Error::InvalidCertificate(rustls::CertificateError::UnknownIssuer);
        let wrapped = io::Error::other(io::Error::new(io::ErrorKind::InvalidData, tls));
        assert!(is_tls(&wrapped));
        assert!(!is_tls(&io::Error::other("invalid certificate")));
    }

    #[tokio::test]
    async fn a_server_without_tls_is_told_from_one_that_cannot_be_reached() {
        let fault = fault("https", b"HTTP/1.1 400 Bad Request\r\n\r\n").await;
        assert_eq!((fault.kind, fault.code), (TransportFaultKind::Tls, ErrorCode::TlsProblem), "{fault:?}");
        assert!(
            !format!("{fault:?}").contains("secret"),
            "whoever reads the log can fetch the file: {fault:?}"
        );
    }

    #[tokio::test]
    async fn a_connection_that_breaks_says_whether_the_request_was_sent() {
        let broken = fault("http", b"").await;
        assert_eq!(
            (broken.kind, broken.code),
            (TransportFaultKind::Broken, ErrorCode::Unreachable),
            "{broken:?}"
        );
        let cut = fault("http", b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf").await;
        assert_eq!(
            (cut.kind, cut.code),
            (TransportFaultKind::Broken, ErrorCode::UnreadableAnswer),
            "{cut:?}"
        );
    }
}
