//! The network between the program and the server: it loses, delays, cuts and repeats what a real one does.

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use bytes::Bytes;
use callboard_model::ChangeId;
use callboard_sandbox::FaultKind;
use callboard_systems::{IncomingAnswer, OutgoingRequest, Transport, TransportFault, TransportFaultKind};
use reqwest::Method;
use reqwest::header::{HeaderMap, HeaderValue, RETRY_AFTER};
use tokio::time::{Instant, sleep};

use crate::invariants;
use crate::systems::{Kind, Target};
use crate::world::{Asked, Author, Late, Origin, Place, State, World};

/// How long the client waits for an answer.
const TIMEOUT: Duration = Duration::from_secs(30);

/// How long after it was sent a request may still arrive, in milliseconds. The program takes a minute for the most.
const LATEST: usize = 50_000;

pub(crate) struct Wires(pub(crate) Arc<World>);

/// What becomes of a request.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Fate {
    Answered,
    /// No connection.
    Refused,
    /// It never reaches the server.
    LostBefore(TransportFaultKind),
    /// The server does it; its answer is lost.
    LostAfter(TransportFaultKind),
    /// The client gives up and the server does it later.
    Late(Option<u16>),
    /// Half of the answer arrives.
    Cut,
    /// The server does nothing, or all of it, and says this.
    Says {
        status: u16,
        applied: bool,
    },
}

/// A request under way.
struct Flight {
    world: Arc<World>,
    admin: usize,
    operation: u64,
    place: Option<Place>,
    change: Option<ChangeId>,
    /// When it was sent, among all that happens.
    moment: u64,
    asked: Asked,
    sent: Instant,
    /// How long after it was sent it arrives where its sender drops it before the server saw it; none where it never does.
    if_dropped: Option<Duration>,
    arrived: bool,
}

impl Drop for Flight {
    fn drop(&mut self) {
        if let Some(place) = self.place.take() {
            self.world.state().flights.remove(&(self.admin, place));
        }
        if !self.arrived
            && self.asked.method != Method::GET
            && let Some(after) = self.if_dropped
        {
            self.arrive_later(after);
        }
    }
}

#[async_trait]
impl Transport for Wires {
    async fn exchange(&self, request: &OutgoingRequest) -> Result<IncomingAnswer, TransportFault> {
        let world = &self.0;
        let query = request.url.query().map(|query| format!("?{query}")).unwrap_or_default();
        let asked = Asked {
            method: request.method.clone(),
            target: format!("{}{query}", request.url.path()),
            headers: request.headers.clone(),
            body: request.body.clone().unwrap_or_default(),
        };
        let (kind, target) =
            Kind::target(&world.sandbox, request.url.path()).expect("an address of a system");
        let (mut flight, fate, fault, before, after) = {
            let mut state = world.state();
            let (admin, operation) = state.current.expect("an operation that is polled");
            let mut flight = Flight {
                world: Arc::clone(world),
                admin,
                operation,
                place: None,
                change: None,
                moment: 0,
                asked,
                sent: Instant::now(),
                if_dropped: None,
                arrived: false,
            };
            let (fate, fault) = if flight.asked.method == Method::GET {
                course_of_reading(&mut state, kind, &target)
            } else {
                (flight.place, flight.change) =
                    invariants::before_sending(&mut state, admin, operation, &flight.asked, kind, &target);
                flight.moment = state.moment;
                course_of_change(&mut state)
            };
            if state.chance.percent(50) {
                flight.if_dropped = Some(state.chance.milliseconds(LATEST));
            }
            let slow = state.faulty > 0 && state.chance.percent(10);
            let most = if slow { 6_000 } else { 40 };
            let (before, after) = (state.chance.milliseconds(most), state.chance.milliseconds(most));
            let line = format!(
                "{operation} sends {} {} {fate:?} {fault:?}",
                flight.asked.method, flight.asked.target
            );
            state.tell(line);
            (flight, fate, fault, before, after)
        };
        if fate == Fate::Refused {
            sleep(before).await;
            flight.arrived = true;
            return Err(TransportFault::new(TransportFaultKind::NotConnected));
        }
        sleep(before).await;
        let answer = match fate {
            Fate::LostBefore(trouble) => {
                flight.arrived = true;
                return Err(lost(trouble).await);
            }
            Fate::Late(status) => return late(flight, status).await,
            Fate::Says { status, applied: false } => {
                flight.arrived = true;
                sleep(after).await;
                return Ok(said(status));
            }
            _ => flight.arrive(fault),
        };
        match (fate, answer) {
            (Fate::LostAfter(trouble), _) => return Err(lost(trouble).await),
            (Fate::Says { status, .. }, _) => {
                sleep(after).await;
                return Ok(said(status));
            }
            (Fate::Cut, _) | (_, None) => {
                sleep(after).await;
                return Err(TransportFault::new(TransportFaultKind::Broken));
            }
            (_, Some(answer)) => {
                // What an answer says was true when the server gave it.
                let moment = world.state().moment;
                sleep(after).await;
                flight.delivered(kind, &target, moment, &answer);
                Ok(answer)
            }
        }
    }
}

impl Flight {
    fn arrive_later(&mut self, after: Duration) {
        self.arrived = true;
        self.world.state().late.push(Late {
            due: self.sent + after,
            admin: self.admin,
            operation: self.operation,
            change: self.change.clone(),
            sent: self.moment,
            request: self.asked.clone(),
        });
    }

    /// Lets the server carry it out.
    fn arrive(&mut self, fault: Option<FaultKind>) -> Option<IncomingAnswer> {
        self.arrived = true;
        let author = Author::Admin { admin: self.admin, operation: self.operation };
        let origin = Origin { author, change: self.change.clone(), late: false, sent: self.moment };
        let answer = self.world.apply(origin, &self.asked, fault)?;
        Some(IncomingAnswer { status: answer.status, headers: answer.headers, body: answer.body })
    }

    /// Notes what the program learns of an agent.
    fn delivered(&self, kind: Kind, target: &Target, moment: u64, answer: &IncomingAnswer) {
        let (true, Target::Agent(id), 200) = (self.asked.method == Method::GET, target, answer.status) else {
            return;
        };
        let Some(document) = kind.document(&answer.body) else { return };
        let mut state = self.world.state();
        let trace = state.traces.entry(self.operation).or_default();
        trace.readings.entry((kind, id.clone())).or_default().push((moment, Arc::new(document)));
    }
}

/// The client waits in vain.
async fn lost(trouble: TransportFaultKind) -> TransportFault {
    if trouble == TransportFaultKind::TimedOut {
        sleep(TIMEOUT).await;
    }
    TransportFault::new(trouble)
}

async fn late(mut flight: Flight, status: Option<u16>) -> Result<IncomingAnswer, TransportFault> {
    let (status, wait) = match status {
        Some(status) => (Some(status), Duration::from_millis(300)),
        None => (None, TIMEOUT),
    };
    let after = flight.world.state().chance.milliseconds(LATEST);
    flight.arrive_later(after);
    sleep(wait).await;
    match status {
        Some(status) => Ok(said(status)),
        None => Err(TransportFault::new(TransportFaultKind::TimedOut)),
    }
}

fn said(status: u16) -> IncomingAnswer {
    let mut headers = HeaderMap::new();
    if status == 429 {
        headers.insert(RETRY_AFTER, HeaderValue::from_static("2"));
    }
    IncomingAnswer { status, headers, body: Bytes::from_static(b"{}") }
}

/// What becomes of a request that only reads.
fn course_of_reading(state: &mut State, kind: Kind, target: &Target) -> (Fate, Option<FaultKind>) {
    let share = state.faulty;
    if !state.chance.percent(share) {
        return (Fate::Answered, None);
    }
    let fates = [
        Fate::Refused,
        Fate::LostBefore(TransportFaultKind::Broken),
        Fate::LostBefore(TransportFaultKind::TimedOut),
        Fate::LostAfter(TransportFaultKind::TooLarge),
        Fate::Cut,
        Fate::Says { status: 429, applied: false },
        Fate::Says { status: 500, applied: false },
        Fate::Says { status: 502, applied: false },
        Fate::Says { status: 503, applied: false },
    ];
    let mut faults = vec![
        FaultKind::RateLimited { retry_after_seconds: 1, as_date: false },
        FaultKind::RateLimited { retry_after_seconds: 2, as_date: true },
        FaultKind::InternalError,
        FaultKind::Unavailable { retry_after_seconds: None },
        FaultKind::Unavailable { retry_after_seconds: Some(1) },
        FaultKind::ConnectionReset { after_applying: false },
        FaultKind::ConnectionReset { after_applying: true },
        FaultKind::InvalidJson,
        FaultKind::Refused { status: 401, form: None },
        FaultKind::Refused { status: 402, form: None },
        FaultKind::Refused { status: 403, form: None },
    ];
    if kind == Kind::Bird && *target == Target::Agents {
        faults.extend([
            FaultKind::LastPageNull,
            FaultKind::LastPageEmpty,
            FaultKind::SmallPages { items: 2 },
            FaultKind::ExactlyFull,
        ]);
    }
    if kind == Kind::Hms {
        faults.push(FaultKind::WrappedAs { name: "assistant".to_owned() });
    }
    either(state, &fates, &faults)
}

/// What becomes of a request that changes something.
fn course_of_change(state: &mut State) -> (Fate, Option<FaultKind>) {
    let share = state.faulty;
    // Changes are rarer than readings and what happens to them matters more.
    if !state.chance.percent(share * 2) {
        return (Fate::Answered, None);
    }
    let fates = [
        Fate::Refused,
        Fate::LostBefore(TransportFaultKind::Broken),
        Fate::LostBefore(TransportFaultKind::TimedOut),
        Fate::LostAfter(TransportFaultKind::Broken),
        Fate::LostAfter(TransportFaultKind::TimedOut),
        Fate::LostAfter(TransportFaultKind::TooLarge),
        Fate::Late(None),
        Fate::Late(Some(502)),
        Fate::Late(Some(504)),
        Fate::Cut,
        Fate::Says { status: 408, applied: true },
        Fate::Says { status: 429, applied: false },
        Fate::Says { status: 500, applied: false },
        Fate::Says { status: 500, applied: true },
        Fate::Says { status: 502, applied: true },
        Fate::Says { status: 503, applied: true },
        Fate::Says { status: 504, applied: true },
        Fate::Says { status: 504, applied: false },
    ];
    let faults = [
        FaultKind::RateLimited { retry_after_seconds: 1, as_date: false },
        FaultKind::InternalError,
        FaultKind::Unavailable { retry_after_seconds: Some(1) },
        FaultKind::ConnectionReset { after_applying: false },
        FaultKind::ConnectionReset { after_applying: true },
        FaultKind::InvalidJson,
        FaultKind::Refused { status: 400, form: None },
        FaultKind::Refused { status: 403, form: None },
        FaultKind::Refused { status: 409, form: None },
        FaultKind::Refused { status: 422, form: None },
    ];
    either(state, &fates, &faults)
}

fn either(state: &mut State, fates: &[Fate], faults: &[FaultKind]) -> (Fate, Option<FaultKind>) {
    let index = state.chance.below(fates.len() + faults.len());
    match fates.get(index) {
        Some(fate) => {
            state.counts.add("faults", format!("{fate:?}"));
            (*fate, None)
        }
        None => {
            let fault = faults[index - fates.len()].clone();
            let name = format!("{fault:?}");
            state.counts.add(
                "faults",
                format!("sandbox {}", name.split(['{', '(']).next().unwrap_or_default().trim()),
            );
            (Fate::Answered, Some(fault))
        }
    }
}
