//! How requests leave this computer, as a trait, so that tests can put a server in the place of the network.

use std::sync::Arc;

use async_trait::async_trait;
use bytes::Bytes;
use callboard_network::TransportFault;
use reqwest::Method;
use reqwest::header::HeaderMap;
use url::Url;

/// Carries one request to a server and its answer back.
///
/// Asked once for each time that a request is to be sent: a transport repeats nothing by itself. The future may be dropped
/// at any await, which stops the exchange; nobody knows what the server did by then.
#[async_trait]
pub trait Transport: Send + Sync {
    /// Sends the request and answers what came back, whatever its status. A redirect is an answer like any other.
    ///
    /// # Errors
    ///
    /// Why there is no answer.
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
    /// Most bytes of the answer's body that are read, after decompression. A transport stops there.
    pub answer_bytes: usize,
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
