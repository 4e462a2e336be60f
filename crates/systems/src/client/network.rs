//! The transport of the program: HTTP over the network.

use async_trait::async_trait;
use bytes::BytesMut;
use callboard_model::Result;
use callboard_network::{Client, Redirects, Settings, TransportFault, TransportFaultKind};

use super::Limits;
use super::transport::{IncomingAnswer, OutgoingRequest, Transport};

/// Connections are shared by everybody who sends through it. No redirect is followed.
pub(super) struct Network {
    client: Client,
    /// Largest answer that is read, in bytes.
    answer_bytes: usize,
}

impl Network {
    pub(super) fn new(limits: &Limits) -> Result<Self> {
        let client = Client::new(Settings {
            connect_timeout: limits.connect_timeout,
            read_timeout: Some(limits.read_timeout),
            redirects: Redirects::Returned,
        })?;
        Ok(Self { client, answer_bytes: limits.answer_bytes })
    }
}

#[async_trait]
impl Transport for Network {
    async fn exchange(&self, request: &OutgoingRequest) -> Result<IncomingAnswer, TransportFault> {
        let client = self.client.to(&request.url).map_err(|error| TransportFault {
            kind: TransportFaultKind::NotSent,
            code: error.code,
            detail: error.detail,
        })?;
        let mut building =
            client.request(request.method.clone(), request.url.clone()).headers(request.headers.clone());
        if let Some(body) = &request.body {
            building = building.body(body.clone());
        }
        let mut response = building.send().await?;
        if response.content_length().is_some_and(|length| length > self.answer_bytes as u64) {
            return Err(TransportFault::too_large(self.answer_bytes));
        }
        let mut body = BytesMut::new();
        while let Some(chunk) = response.chunk().await? {
            if body.len() + chunk.len() > self.answer_bytes {
                return Err(TransportFault::too_large(self.answer_bytes));
            }
            body.extend_from_slice(&chunk);
        }
        Ok(IncomingAnswer {
            status: response.status().as_u16(),
            headers: std::mem::take(response.headers_mut()),
            body: body.freeze(),
        })
    }
}
