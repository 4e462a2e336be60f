//! The transport of the program: HTTP over the network.
//!
//! TLS with the operating system's roots, the system's proxy, no redirect followed by itself.

use std::error::Error;
use std::io;
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};

use async_trait::async_trait;
use bytes::BytesMut;
use callboard_model::{CallboardError, ErrorCode, Result};
use reqwest::redirect::Policy;

use super::Limits;
use super::transport::{IncomingAnswer, OutgoingRequest, Transport, TransportFault, TransportTrouble};
use crate::address;

/// Connections are shared by everybody who sends through it.
pub(super) struct Network {
    /// To everywhere else, through the system's proxy.
    outside: reqwest::Client,
    /// To this computer: never through a proxy, and `localhost` is never looked up.
    loopback: reqwest::Client,
    /// Largest answer that is read, in bytes.
    answer_bytes: usize,
}

impl Network {
    pub(super) fn new(limits: &Limits) -> Result<Self> {
        let builder = || {
            reqwest::Client::builder()
                .user_agent(concat!("callboard/", env!("CARGO_PKG_VERSION")))
                .redirect(Policy::none())
                .connect_timeout(limits.connect_timeout)
                .read_timeout(limits.read_timeout)
        };
        let this_computer =
            [SocketAddr::from((Ipv4Addr::LOCALHOST, 0)), SocketAddr::from((Ipv6Addr::LOCALHOST, 0))];
        let build = |builder: reqwest::ClientBuilder| {
            builder
                .build()
                .map_err(|error| CallboardError::new(ErrorCode::Internal).with_detail(chain(&error)))
        };
        Ok(Self {
            outside: build(builder())?,
            loopback: build(builder().no_proxy().resolve_to_addrs("localhost", &this_computer))?,
            answer_bytes: limits.answer_bytes,
        })
    }
}

#[async_trait]
impl Transport for Network {
    async fn exchange(&self, request: &OutgoingRequest) -> Result<IncomingAnswer, TransportFault> {
        let client = if address::is_loopback(&request.url) { &self.loopback } else { &self.outside };
        let mut building =
            client.request(request.method.clone(), request.url.clone()).headers(request.headers.clone());
        if let Some(body) = &request.body {
            building = building.body(body.clone());
        }
        let mut response = building.send().await.map_err(fault)?;
        let too_large = || TransportFault {
            detail: Some(format!("the answer is larger than {} bytes", self.answer_bytes)),
            ..TransportFault::new(TransportTrouble::TooLarge)
        };
        if response.content_length().is_some_and(|length| length > self.answer_bytes as u64) {
            return Err(too_large());
        }
        let mut body = BytesMut::new();
        while let Some(chunk) = response.chunk().await.map_err(fault)? {
            if body.len() + chunk.len() > self.answer_bytes {
                return Err(too_large());
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

/// What reqwest reports, told by the types of its causes and never by their text.
fn fault(error: reqwest::Error) -> TransportFault {
    let error = error.without_url();
    let (code, trouble) = classify(&error);
    TransportFault { trouble, code, detail: Some(chain(&error)) }
}

fn classify(error: &reqwest::Error) -> (ErrorCode, TransportTrouble) {
    if holds_tls_error(error) {
        let trouble = if error.is_connect() { TransportTrouble::Tls } else { TransportTrouble::Broken };
        return (ErrorCode::TlsProblem, trouble);
    }
    if error.is_connect() {
        (ErrorCode::Unreachable, TransportTrouble::NotConnected)
    } else if error.is_timeout() {
        (ErrorCode::TimedOut, TransportTrouble::TimedOut)
    } else if error.is_body() || error.is_decode() {
        (ErrorCode::UnreadableAnswer, TransportTrouble::Broken)
    } else if error.is_builder() {
        (ErrorCode::InvalidAddress, TransportTrouble::NotSent)
    } else {
        (ErrorCode::Unreachable, TransportTrouble::Broken)
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
fn chain(error: &(dyn Error + 'static)) -> String {
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
