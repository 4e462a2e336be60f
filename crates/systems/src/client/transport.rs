//! How requests leave this computer, as a trait, so that tests can put a server in the place of the network.

use std::sync::Arc;

use async_trait::async_trait;
use bytes::Bytes;
use callboard_model::ErrorCode;
use reqwest::Method;
use reqwest::header::HeaderMap;
use url::Url;

/// Carries one request to a server and its answer back.
///
/// Asked once for each time that a request is to be sent: a transport repeats nothing by itself. The future may be dropped
/// at any await, which stops the exchange; what the server did by then is nobody's knowledge.
#[async_trait]
pub trait Transport: Send + Sync {
    /// Sends the request and answers what came back, whatever its status. A redirect is an answer like any other.
    async fn exchange(&self, request: &OutgoingRequest) -> Result<IncomingAnswer, TransportFault>;
}

#[async_trait]
impl<T: Transport + ?Sized> Transport for Arc<T> {
    async fn exchange(&self, request: &OutgoingRequest) -> Result<IncomingAnswer, TransportFault> {
        (**self).exchange(request).await
    }
}

/// A request, ready to be sent.
#[derive(Clone, Debug)]
pub struct OutgoingRequest {
    /// Its method.
    pub method: Method,
    /// Its address with the query.
    pub url: Url,
    /// Its headers. Those that carry a credential are marked as sensitive.
    pub headers: HeaderMap,
    /// Its body; none where it has none.
    pub body: Option<Bytes>,
}

/// A whole answer.
#[derive(Clone, Debug)]
pub struct IncomingAnswer {
    /// Its status.
    pub status: u16,
    /// Its headers.
    pub headers: HeaderMap,
    /// Its body, decompressed.
    pub body: Bytes,
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TransportFault {
    /// What is known of the try.
    pub trouble: TransportTrouble,
    /// What the admin is told.
    pub code: ErrorCode,
    /// What was said, for the technical part.
    pub detail: Option<String>,
}

impl TransportFault {
    /// A fault with the code that its kind usually has.
    pub fn new(trouble: TransportTrouble) -> Self {
        let code = match trouble {
            TransportTrouble::NotSent => ErrorCode::InvalidAddress,
            TransportTrouble::NotConnected | TransportTrouble::Broken => ErrorCode::Unreachable,
            TransportTrouble::Tls => ErrorCode::TlsProblem,
            TransportTrouble::TimedOut => ErrorCode::TimedOut,
            TransportTrouble::TooLarge => ErrorCode::UnreadableAnswer,
        };
        Self { trouble, code, detail: None }
    }
}

/// What is known of a try without an answer, as far as anybody acts differently on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TransportTrouble {
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
