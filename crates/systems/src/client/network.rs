//! The transport of the program: HTTP over the network.

use async_trait::async_trait;
use bytes::BytesMut;
use callboard_model::Result;
use callboard_network::{Client, Settings, TransportFault, TransportFaultKind};

use super::Limits;
use super::transport::{IncomingAnswer, OutgoingRequest, Transport};

/// Connections are shared by everybody who sends through it. No redirect is followed.
pub(super) struct Network {
    client: Client,
}

impl Network {
    pub(super) fn new(limits: &Limits) -> Result<Self> {
        let client = Client::new(Settings {
            connect_timeout: limits.connect_timeout,
            read_timeout: Some(limits.read_timeout),
        })?;
        Ok(Self { client })
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
        let most = request.answer_bytes;
        if response.content_length().is_some_and(|length| length > most as u64) {
            return Err(TransportFault::too_large(most));
        }
        let mut body = BytesMut::new();
        while let Some(chunk) = response.chunk().await? {
            // Looked at as it is unpacked, so that a small packed answer cannot become a large one.
            if chunk.len() > most.saturating_sub(body.len()) {
                return Err(TransportFault::too_large(most));
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
