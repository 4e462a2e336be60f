//! Connections: to everywhere else, and to this computer.

use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};
use std::time::Duration;

use callboard_model::{CallboardError, ErrorCode, Result};
use reqwest::ClientBuilder;
use reqwest::redirect::Policy;
use url::Url;

use crate::address::{check_address, is_loopback};
use crate::fault;

/// What a client waits for.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// How long a connection may take to be made.
    pub connect_timeout: Duration,
    /// How long nothing may arrive; none where the caller watches over it.
    pub read_timeout: Option<Duration>,
}

/// Sends requests to addresses that the admin gave. TLS trusts the operating system's certificates. Follows no redirect.
/// Cheap to clone; its connections are shared.
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
        Ok(Self {
            outside: built(builder(settings))?,
            loopback: built(builder(settings).to_this_computer())?,
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

/// What all clients have in common. Where an answer was redirected to is nobody's business, so no referrer is ever sent.
pub(crate) fn builder(settings: Settings) -> ClientBuilder {
    let builder = reqwest::Client::builder()
        .user_agent(concat!("callboard/", env!("CARGO_PKG_VERSION")))
        .redirect(Policy::none())
        .referer(false)
        .connect_timeout(settings.connect_timeout);
    match settings.read_timeout {
        Some(timeout) => builder.read_timeout(timeout),
        None => builder,
    }
}

pub(crate) trait ToThisComputer {
    /// Never through a proxy, and `localhost` is never looked up.
    fn to_this_computer(self) -> Self;
}

impl ToThisComputer for ClientBuilder {
    fn to_this_computer(self) -> Self {
        let this_computer =
            [SocketAddr::from((Ipv4Addr::LOCALHOST, 0)), SocketAddr::from((Ipv6Addr::LOCALHOST, 0))];
        self.no_proxy().resolve_to_addrs("localhost", &this_computer)
    }
}

pub(crate) fn built(builder: ClientBuilder) -> Result<reqwest::Client> {
    builder
        .build()
        .map_err(|error| CallboardError::new(ErrorCode::TlsProblem).with_detail(fault::with_causes(&error)))
}
