//! The HTTP client that all systems share: one way to send, wait, stop, log and fail.
//!
//! A request that reads is repeated within the call's budget; one that changes something is sent once, whatever comes
//! back. Plain HTTP to this computer only. Nothing here knows one system's names or paths.
#![cfg_attr(not(test), deny(clippy::arithmetic_side_effects))]

mod answer;
mod broken_text;
mod call;
mod failure;
mod network;
mod pace;
mod retry;
mod size;
mod transport;

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use callboard_model::{Done, Result, number};
use callboard_network::check_address;
pub use callboard_network::{TransportFault, TransportFaultKind};
use reqwest::Method;
use reqwest::header::{ACCEPT, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use serde_json::{Map, Value};
use tokio::time::{Instant, timeout};
use url::Url;

#[cfg(test)]
pub(crate) use answer::tests;
pub(crate) use answer::{Answer, server_words};
pub use call::{CallContext, Quiet, WaitNotice, Waiting};
pub(crate) use failure::{AttemptOutcome, Failure};
pub(crate) use pace::Pace;
pub(crate) use retry::code_of_status;
pub use retry::{Pauses, wait};
pub use size::AnswerSize;
pub use transport::{IncomingAnswer, OutgoingRequest, Transport};

use network::Network;
use pace::Paces;

/// Bounds of the client. The defaults are right for the program; tests take shorter ones.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// How long a connection may take to be made.
    pub connect_timeout: Duration,
    /// How long nothing may arrive.
    pub read_timeout: Duration,
    /// How long a try may take in all, from sending to the last byte of the answer, whatever keeps arriving: else a byte
    /// now and then would hold a call for ever. Two minutes by default, in which a list of 32 MiB arrives over 2.3 Mbit/s.
    /// Uploads and downloads have bounds of their own, which grow with the file.
    pub exchange_timeout: Duration,
    /// Largest answer about one thing that is read.
    pub document: AnswerSize,
    /// Largest page of a list that is read.
    pub list: AnswerSize,
    /// Pause before the first repeat; each further one is twice as long, and each is lengthened by chance by up
    /// to its own length.
    pub first_pause: Duration,
    /// What chance begins from; none for another beginning each time.
    pub chance_seed: Option<u64>,
    /// The clock that a `Retry-After` date is compared with where an answer has no `Date`.
    pub clock: fn() -> SystemTime,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connect_timeout: Duration::from_secs(10),
            read_timeout: Duration::from_secs(30),
            exchange_timeout: Duration::from_mins(2),
            document: AnswerSize::DOCUMENT,
            list: AnswerSize::LIST,
            first_pause: Duration::from_millis(500),
            chance_seed: None,
            clock: SystemTime::now,
        }
    }
}

/// Sends requests. Cheap to clone; its connections are shared.
#[derive(Clone)]
pub struct Client {
    transport: Arc<dyn Transport>,
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
    /// Whether it changes nothing anybody minds although its method says that it may.
    pub(crate) harmless: bool,
    /// Whether the answer is a list, which may be larger than a document.
    pub(crate) lists: bool,
    /// How many requests the system takes in a minute; none where it does not say.
    pub(crate) pace: Option<Pace>,
}

impl Request {
    /// The same request with a JSON body.
    pub(crate) fn with_body(self, body: Map<String, Value>) -> Self {
        Self { body: Some(Value::Object(body)), ..self }
    }

    /// The same request, known to leave nothing behind that matters: it may be repeated whatever its method.
    pub(crate) fn harmless(self) -> Self {
        Self { harmless: true, ..self }
    }

    /// The same request, known to be answered with a list.
    pub(crate) fn for_list(self) -> Self {
        Self { lists: true, ..self }
    }

    /// Whether it may change something, so that it is sent once.
    pub(crate) fn changes(&self) -> bool {
        !self.harmless && !matches!(self.method, Method::GET | Method::HEAD)
    }

    /// How far the work got with a try that ended like this. Who only reads changes nothing.
    pub(crate) fn done(&self, outcome: AttemptOutcome) -> Done {
        if self.changes() { outcome.done() } else { Done::No }
    }

    fn outgoing(&self, answer_bytes: usize) -> OutgoingRequest {
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
        for (name, value) in &self.credentials {
            headers.append(name, value.clone());
        }
        let body = self.body.as_ref().map(|body| {
            headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
            Bytes::from(number::write_exact(body))
        });
        OutgoingRequest { method: self.method.clone(), url: self.url.clone(), headers, body, answer_bytes }
    }
}

impl Client {
    /// A client with the default bounds.
    ///
    /// # Errors
    ///
    /// As [`Client::with_limits`].
    pub fn new() -> Result<Self> {
        Self::with_limits(Limits::default())
    }

    /// A client with other bounds.
    ///
    /// # Errors
    ///
    /// [`callboard_model::ErrorCode::TlsProblem`] where the operating system's certificates cannot be used.
    pub fn with_limits(limits: Limits) -> Result<Self> {
        Ok(Self::over(Arc::new(Network::new(&limits)?), limits))
    }

    /// A client that sends over something else than the network. The timeouts of the bounds are the transport's to keep.
    pub fn over(transport: Arc<dyn Transport>, limits: Limits) -> Self {
        Self { transport, limits, paces: Paces::default() }
    }

    /// The bounds.
    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    /// The pauses between the tries of one piece of work, as the client makes them itself: each twice as long as the one
    /// before, lengthened by chance. They end where a further try is not worth it.
    pub fn pauses(&self) -> Pauses {
        Pauses::of(&self.limits)
    }

    /// Sends a request and answers what came back, whatever its status, after the repeats that the policy allows.
    pub(crate) async fn send(&self, request: &Request, call: &CallContext) -> Result<Answer, Failure> {
        let outcome = match check_address(&request.url) {
            Ok(()) => {
                retry::run(self.pauses(), self.limits.clock, request.changes(), call, || {
                    self.attempt_in_turn(request, call)
                })
                .await
            }
            Err(error) => Err(Failure::not_sent(error)),
        };
        outcome.map_err(|Failure { error, outcome }| Failure {
            error: error.with_operation(request.operation).with_done(request.done(outcome)),
            outcome,
        })
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
        if call.cancel.is_cancelled() {
            return Err(Failure::stopped());
        }
        let began = Instant::now();
        let size = if request.lists { self.limits.list } else { self.limits.document };
        let outcome = match call.cancel.run_until_cancelled(self.exchange(request, size)).await {
            Some(outcome) => outcome,
            None => Err(Failure::stopped_under_way()),
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

    async fn exchange(&self, request: &Request, size: AnswerSize) -> Result<Answer, Failure> {
        let outgoing = request.outgoing(size.bytes);
        let patience = self.limits.exchange_timeout;
        let answered = timeout(patience, self.transport.exchange(&outgoing)).await;
        let IncomingAnswer { status, headers, body } =
            answered.unwrap_or_else(|_| Err(no_end(patience))).map_err(Failure::of_transport)?;
        if body.len() > size.bytes {
            return Err(Failure::of_transport(TransportFault::too_large(size.bytes)));
        }
        Ok(Answer { status, headers, body, values: size.values })
    }
}

/// The fault of an answer that did not end in time.
fn no_end(patience: Duration) -> TransportFault {
    let detail = Some(format!("the answer had not ended after {} s", patience.as_secs_f64()));
    TransportFault { detail, ..TransportFault::new(TransportFaultKind::TimedOut) }
}

impl fmt::Debug for Client {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Client").field("limits", &self.limits).finish_non_exhaustive()
    }
}
