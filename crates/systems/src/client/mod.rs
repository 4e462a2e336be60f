//! The HTTP client that all systems share: one way to send, wait, stop, log and fail.
//!
//! TLS with the operating system's roots, the system's proxy, no redirect followed by itself, plain HTTP to this
//! computer only. Nothing here knows one system's names or paths.

mod answer;
pub(crate) mod creating;
mod dialect;
mod failure;
mod pace;
pub(crate) mod paging;
mod retry;

use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};
use std::time::{Duration, SystemTime};

use bytes::BytesMut;
use callboard_model::{CallboardError, ErrorCode, Result, number};
use reqwest::Method;
use reqwest::header::{ACCEPT, CONTENT_TYPE, HeaderName, HeaderValue};
use reqwest::redirect::Policy;
use serde_json::{Map, Value};
use tokio::time::Instant;
use url::Url;

pub(crate) use answer::Answer;
#[cfg(test)]
pub(crate) use answer::tests;
pub(crate) use dialect::{Dialect, Subject, address_below, connection_value, credential_header};
pub(crate) use failure::Failure;
pub(crate) use pace::Pace;
pub(crate) use retry::{Repeat, code_of_status, pause};

use crate::address;
use crate::session::CallContext;
pub(crate) use failure::Trouble;
use pace::Paces;

/// Bounds of the client. The defaults are right for the program; tests take shorter ones.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// How long a connection may take to be made.
    pub connect_timeout: Duration,
    /// How long nothing may arrive.
    pub read_timeout: Duration,
    /// Largest answer that is read, in bytes.
    pub answer_bytes: usize,
    /// Pause before the first repeat; each further one is twice as long, and each is lengthened by chance by up
    /// to the first.
    pub first_pause: Duration,
    /// The clock that a `Retry-After` date is compared with where an answer has no `Date`.
    pub clock: fn() -> SystemTime,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connect_timeout: Duration::from_secs(10),
            read_timeout: Duration::from_secs(30),
            answer_bytes: 64 * 1024 * 1024,
            first_pause: Duration::from_millis(500),
            clock: SystemTime::now,
        }
    }
}

/// Sends requests. Cheap to clone; its connections are shared.
#[derive(Clone, Debug)]
pub struct Client {
    /// To everywhere else, through the system's proxy.
    outside: reqwest::Client,
    /// To this computer: never through a proxy, and `localhost` is never looked up.
    loopback: reqwest::Client,
    limits: Limits,
    /// When each paced connection sent what.
    paces: Paces,
}

/// One request, as an adapter words it.
#[derive(Debug)]
pub(crate) struct Request {
    /// Its name in the contract.
    pub(crate) operation: &'static str,
    pub(crate) method: Method,
    pub(crate) url: Url,
    /// The headers that carry the credential, marked as sensitive.
    pub(crate) credentials: Vec<(HeaderName, HeaderValue)>,
    pub(crate) body: Option<Value>,
    pub(crate) repeat: Repeat,
    /// How many requests the system takes in a minute; none where it does not say.
    pub(crate) pace: Option<Pace>,
}

impl Request {
    /// The same request with a JSON body.
    pub(crate) fn with_body(self, body: Map<String, Value>) -> Self {
        Self { body: Some(Value::Object(body)), ..self }
    }

    /// The same request under another rule of repeating.
    pub(crate) fn repeated(self, repeat: Repeat) -> Self {
        Self { repeat, ..self }
    }
}

impl Client {
    /// A client with the default bounds.
    pub fn new() -> Result<Self> {
        Self::with_limits(Limits::default())
    }

    /// A client with other bounds.
    pub fn with_limits(limits: Limits) -> Result<Self> {
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
                .map_err(|error| CallboardError::new(ErrorCode::Internal).with_detail(failure::chain(&error)))
        };
        Ok(Self {
            outside: build(builder())?,
            loopback: build(builder().no_proxy().resolve_to_addrs("localhost", &this_computer))?,
            limits,
            paces: Paces::default(),
        })
    }

    /// The bounds.
    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    /// Sends a request and answers what came back, whatever its status, after the repeats that the policy allows.
    pub(crate) async fn send(&self, request: &Request, call: &CallContext) -> Result<Answer, Failure> {
        address::check_transport(&request.url)
            .map_err(|error| Failure { error, trouble: Trouble::NeverTried })?;
        let (outcome, attempts) =
            retry::run(&self.limits, request.repeat, call, || self.attempt_in_turn(request, call)).await;
        outcome
            .map(|answer| Answer { attempts, ..answer })
            .map_err(|failure| failure.in_operation(request.operation))
    }

    /// One try, as soon as the system takes one more request.
    async fn attempt_in_turn(&self, request: &Request, call: &CallContext) -> Result<Answer, Failure> {
        if let Some(pace) = &request.pace {
            self.paces.wait_for_turn(pace, call).await?;
        }
        self.attempt(request, call).await
    }

    /// One try, logged without anything personal or secret: no query, no headers, no bodies.
    async fn attempt(&self, request: &Request, call: &CallContext) -> Result<Answer, Failure> {
        let began = Instant::now();
        let outcome = match call.cancel.run_until_cancelled(self.exchange(request)).await {
            Some(outcome) => outcome,
            None => Err(Failure::cancelled(request.repeat)),
        };
        let (operation, method, path) = (request.operation, &request.method, request.url.path());
        let milliseconds = began.elapsed().as_millis();
        match &outcome {
            Ok(answer) => log::debug!("{operation}: {method} {path} {} {milliseconds} ms", answer.status),
            Err(failure) => {
                log::warn!("{operation}: {method} {path} {:?} {milliseconds} ms", failure.error.code);
            }
        }
        outcome
    }

    async fn exchange(&self, request: &Request) -> Result<Answer, Failure> {
        let client = if address::is_loopback(&request.url) { &self.loopback } else { &self.outside };
        let mut building =
            client.request(request.method.clone(), request.url.clone()).header(ACCEPT, "application/json");
        for (name, value) in &request.credentials {
            building = building.header(name, value);
        }
        if let Some(body) = &request.body {
            building = building.header(CONTENT_TYPE, "application/json").body(number::write_exact(body));
        }
        let mut response = building.send().await.map_err(Failure::of_transport)?;
        let largest = self.limits.answer_bytes;
        if response.content_length().is_some_and(|length| length > largest as u64) {
            return Err(Failure::too_large(largest));
        }
        let mut body = BytesMut::new();
        while let Some(chunk) = response.chunk().await.map_err(Failure::of_transport)? {
            if body.len() + chunk.len() > largest {
                return Err(Failure::too_large(largest));
            }
            body.extend_from_slice(&chunk);
        }
        Ok(Answer {
            status: response.status().as_u16(),
            headers: std::mem::take(response.headers_mut()),
            body: body.freeze(),
            attempts: 1,
        })
    }
}
