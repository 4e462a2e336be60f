//! Talking to storage: the hosts that hold pictures and sounds.
//!
//! No credential ever goes there: the client has none, and an address that carries one is refused. Plain HTTP is only
//! for this computer. A posted form is never redirected.

use std::error::Error as _;
use std::net::IpAddr;
use std::time::Duration;

use callboard_model::{CallboardError, ErrorCode, Result};
use reqwest::redirect::Policy as Redirects;
use reqwest::{Client, ClientBuilder};
use url::{Host, Url};

/// Redirects a download may take.
const MAXIMUM_REDIRECTS: usize = 5;

/// How long storage is waited for.
#[derive(Clone, Copy, Debug)]
pub struct StorageTimings {
    /// To make a connection.
    pub connect: Duration,
    /// Without a byte moving.
    pub stall: Duration,
}

impl Default for StorageTimings {
    fn default() -> Self {
        Self { connect: Duration::from_secs(10), stall: Duration::from_secs(20) }
    }
}

/// Speaks to storage hosts. Cheap to clone.
#[derive(Clone, Debug)]
pub struct StorageClient {
    posting: Route,
    fetching: Route,
    stall: Duration,
}

/// The same client twice: through the system's proxy, and straight to this computer.
#[derive(Clone, Debug)]
struct Route {
    outside: Client,
    loopback: Client,
}

impl Route {
    fn new(builder: impl Fn() -> ClientBuilder) -> Result<Self> {
        let built = |builder: ClientBuilder| {
            builder
                .build()
                .map_err(|error| CallboardError::new(ErrorCode::TlsProblem).with_detail(error.without_url()))
        };
        Ok(Self { outside: built(builder())?, loopback: built(builder().no_proxy())? })
    }

    fn to(&self, url: &Url) -> &Client {
        if is_loopback(url) { &self.loopback } else { &self.outside }
    }
}

impl StorageClient {
    /// A client that trusts the operating system's certificates and uses its proxy.
    ///
    /// # Errors
    /// `TlsProblem` when the operating system's certificates cannot be used.
    pub fn new(timings: StorageTimings) -> Result<Self> {
        let base = || {
            Client::builder()
                .user_agent(concat!("Callboard/", env!("CARGO_PKG_VERSION")))
                .connect_timeout(timings.connect)
        };
        let followed = || {
            base().redirect(Redirects::custom(|attempt| {
                if attempt.previous().len() > MAXIMUM_REDIRECTS || checked(attempt.url()).is_err() {
                    attempt.stop()
                } else {
                    attempt.follow()
                }
            }))
        };
        Ok(Self {
            posting: Route::new(|| base().redirect(Redirects::none()))?,
            fetching: Route::new(followed)?,
            stall: timings.stall,
        })
    }

    pub(crate) fn posting(&self, url: &Url) -> &Client {
        self.posting.to(url)
    }

    pub(crate) fn fetching(&self, url: &Url) -> &Client {
        self.fetching.to(url)
    }

    pub(crate) fn stall(&self) -> Duration {
        self.stall
    }
}

/// Refuses an address that would send something in the clear, or a name and password.
pub(crate) fn checked(url: &Url) -> Result<()> {
    if !url.username().is_empty() || url.password().is_some() {
        return Err(
            CallboardError::new(ErrorCode::InvalidAddress).with_detail("the address carries a password")
        );
    }
    match url.scheme() {
        "https" => Ok(()),
        "http" if is_loopback(url) => Ok(()),
        "http" => Err(ErrorCode::PlainHttpRefused.into()),
        _ => Err(ErrorCode::InvalidAddress.into()),
    }
}

fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name.eq_ignore_ascii_case("localhost"),
        Some(Host::Ipv4(address)) => IpAddr::from(address).is_loopback(),
        Some(Host::Ipv6(address)) => IpAddr::from(address).is_loopback(),
        None => false,
    }
}

/// What a failed exchange means. The address is left out of the detail: a signed one opens the file to whoever reads it.
pub(crate) fn unreachable(error: reqwest::Error) -> CallboardError {
    let error = error.without_url();
    let code = if error.is_timeout() {
        ErrorCode::TimedOut
    } else if is_tls(&error) {
        ErrorCode::TlsProblem
    } else if error.is_body() || error.is_decode() {
        ErrorCode::UnreadableAnswer
    } else {
        ErrorCode::Unreachable
    };
    let mut detail = error.to_string();
    let mut cause = error.source();
    while let Some(deeper) = cause {
        detail = format!("{detail}: {deeper}");
        cause = deeper.source();
    }
    CallboardError::new(code).with_detail(detail)
}

fn is_tls(error: &reqwest::Error) -> bool {
    let mut cause = error.source();
    while let Some(deeper) = cause {
        let wrapped = deeper.downcast_ref::<std::io::Error>().and_then(std::io::Error::get_ref);
        if deeper.is::<rustls::Error>() {
            return true;
        }
        if let Some(inner) = wrapped
            && inner.is::<rustls::Error>()
        {
            return true;
        }
        cause = deeper.source();
    }
    false
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

    use super::*;

    #[test]
    fn only_this_computer_is_spoken_to_in_the_clear() {
        let code = |text: &str| checked(&text.parse().unwrap()).err().map(|error| error.code);
        for fine in [
            "https://media.example/a",
            "http://127.0.0.1:4000/a",
            "http://localhost/a",
            "http://[::1]:9/a",
            "http://127.9.9.9/",
        ] {
            assert_eq!(code(fine), None, "{fine}");
        }
        for plain in
            ["http://media.example/a", "http://10.0.0.1/", "http://localhost.example/", "http://[::2]/"]
        {
            assert_eq!(
                code(plain),
                Some(ErrorCode::PlainHttpRefused),
                "a picture would travel in the clear: {plain}"
            );
        }
        for other in ["ftp://127.0.0.1/a", "file:///etc/passwd", "https://name:word@media.example/"] {
            assert_eq!(code(other), Some(ErrorCode::InvalidAddress), "{other}");
        }
    }
}
