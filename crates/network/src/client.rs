//! Connections: to everywhere else, and to this computer.

use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};
use std::time::Duration;

use callboard_model::{CallboardError, ErrorCode, Result};
use reqwest::ClientBuilder;
use reqwest::redirect::Policy;
use url::Url;

use crate::address::{check_address, is_loopback};
use crate::fault;

/// What a client waits for and follows.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// How long a connection may take to be made.
    pub connect_timeout: Duration,
    /// How long nothing may arrive; none where the caller watches over it.
    pub read_timeout: Option<Duration>,
    /// What becomes of a redirect.
    pub redirects: Redirects,
}

/// What becomes of a redirect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Redirects {
    /// It is an answer like any other.
    Returned,
    /// It is followed, at most so many times, and only to an address that [`check_address`] allows; else it is an answer
    /// like any other.
    Followed(usize),
}

impl Redirects {
    fn policy(self) -> Policy {
        match self {
            Self::Returned => Policy::none(),
            Self::Followed(most) => Policy::custom(move |attempt| {
                if attempt.previous().len() > most || check_address(attempt.url()).is_err() {
                    attempt.stop()
                } else {
                    attempt.follow()
                }
            }),
        }
    }
}

/// Sends requests. TLS trusts the operating system's certificates. Cheap to clone; its connections are shared.
#[derive(Clone, Debug)]
pub struct Client {
    /// To everywhere else, through the system's proxy.
    outside: reqwest::Client,
    /// To this computer: never through a proxy, and `localhost` is never looked up.
    loopback: reqwest::Client,
}

impl Client {
    /// A client with these settings.
    ///
    /// # Errors
    ///
    /// [`ErrorCode::TlsProblem`] where the operating system's certificates cannot be used.
    pub fn new(settings: Settings) -> Result<Self> {
        let builder = || {
            let builder = reqwest::Client::builder()
                .user_agent(concat!("callboard/", env!("CARGO_PKG_VERSION")))
                .redirect(settings.redirects.policy())
                .connect_timeout(settings.connect_timeout);
            match settings.read_timeout {
                Some(timeout) => builder.read_timeout(timeout),
                None => builder,
            }
        };
        let this_computer =
            [SocketAddr::from((Ipv4Addr::LOCALHOST, 0)), SocketAddr::from((Ipv6Addr::LOCALHOST, 0))];
        Ok(Self {
            outside: built(builder())?,
            loopback: built(builder().no_proxy().resolve_to_addrs("localhost", &this_computer))?,
        })
    }

    /// The connection to an address, for requests to nowhere else.
    ///
    /// # Errors
    ///
    /// As [`check_address`].
    pub fn to(&self, url: &Url) -> Result<&reqwest::Client> {
        check_address(url)?;
        Ok(if is_loopback(url) { &self.loopback } else { &self.outside })
    }
}

fn built(builder: ClientBuilder) -> Result<reqwest::Client> {
    builder
        .build()
        .map_err(|error| CallboardError::new(ErrorCode::TlsProblem).with_detail(fault::with_causes(&error)))
}
