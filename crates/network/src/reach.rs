//! How far into the own network a server may send this program.

use callboard_model::{CallboardError, ErrorCode, Result};
use url::{Host, Url};

use crate::address::{check_address, is_loopback};
use crate::own_network::is_own;

/// Endings of names that lead into the own network by agreement (RFC 6761, RFC 6762, RFC 8375, ICANN's `.internal`).
const OWN_ENDINGS: [&str; 5] = [".localhost", ".local", ".internal", ".home.arpa", ".localdomain"];

/// How far into the own network the addresses that a connection's server names may lead. What the admin gave is allowed, and no
/// more.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Reach {
    /// Only to the public network.
    #[default]
    Public,
    /// To this computer as well, where the connection itself leads there.
    ThisComputer,
    /// To the connection's own host as well, on any port: an installation in the own house stores its files there.
    OwnHost(Host<String>),
}

/// Which connection is taken to an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    ThisComputer,
    OwnHost,
    Public,
}

impl Reach {
    /// The reach of a connection with this address.
    pub fn of(base: &Url) -> Self {
        match base.host() {
            _ if is_loopback(base) => Self::ThisComputer,
            Some(host) => Self::OwnHost(comparable(&host)),
            None => Self::Public,
        }
    }

    /// Refuses an address that a server named, as far as the address alone shows where it leads.
    ///
    /// # Errors
    ///
    /// [`ErrorCode::OwnNetworkRefused`] for one within the own network; else as [`check_address`].
    pub fn check(&self, url: &Url) -> Result<()> {
        self.way(url).map(drop)
    }

    pub(crate) fn way(&self, url: &Url) -> Result<Way> {
        let checked = check_address(url);
        if let Err(error) = &checked
            && error.code != ErrorCode::PlainHttpRefused
        {
            return Err(error.clone());
        }
        if is_loopback(url) && *self == Self::ThisComputer {
            return Ok(Way::ThisComputer);
        }
        let host = url.host().ok_or(ErrorCode::InvalidAddress)?;
        if *self == Self::OwnHost(comparable(&host)) {
            return checked.map(|()| Way::OwnHost);
        }
        if leads_inside(&host) {
            return Err(refused(&host));
        }
        checked.map(|()| Way::Public)
    }
}

/// The error of an address within the own network.
pub(crate) fn refused(host: &impl std::fmt::Display) -> CallboardError {
    CallboardError::new(ErrorCode::OwnNetworkRefused).with_detail(format!("the address leads to {host}"))
}

/// A host in the form in which two of them are compared: names without the dot that may end them.
fn comparable(host: &Host<&str>) -> Host<String> {
    match host {
        Host::Domain(name) => Host::Domain(name.trim_end_matches('.').to_ascii_lowercase()),
        Host::Ipv4(address) => Host::Ipv4(*address),
        Host::Ipv6(address) => Host::Ipv6(*address),
    }
}

/// Whether a host shows by itself that it lies within the own network. A name without a dot is looked up there.
fn leads_inside(host: &Host<&str>) -> bool {
    match comparable(host) {
        Host::Domain(name) => !name.contains('.') || OWN_ENDINGS.iter().any(|ending| name.ends_with(ending)),
        Host::Ipv4(address) => is_own(address.into()),
        Host::Ipv6(address) => is_own(address.into()),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn reach(base: &str) -> Reach {
        Reach::of(&base.parse().unwrap())
    }

    fn code(reach: &Reach, address: &str) -> Option<ErrorCode> {
        reach.check(&address.parse().unwrap()).err().map(|error| error.code)
    }

    const INSIDE: [&str; 26] = [
        "http://127.0.0.1:631/",
        "http://127.1/",
        "http://0177.0.0.1/",
        "http://0x7f.1/",
        "http://2130706433/",
        "http://0/",
        "http://localhost:80/",
        "http://LOCALHOST/",
        "https://localhost./",
        "https://a.localhost/",
        "https://127.0.0.1./",
        "http://[::1]/",
        "https://[::ffff:127.0.0.1]/",
        "https://10.0.0.1/",
        "http://10.0.0.1/",
        "https://192.168.1.1/router",
        "https://169.254.169.254/latest/meta-data/",
        "https://[fd00::1]/",
        "https://[fe80::1]/",
        "https://100.64.1.1/",
        "https://0.0.0.0/",
        "https://printer/",
        "https://printer.local/",
        "https://nas.internal/",
        "https://router.home.arpa./",
        "https://１２７.０.０.１/",
    ];

    #[test]
    fn a_server_outside_cannot_send_anybody_into_the_own_network() {
        for address in INSIDE {
            for reach in [reach("https://api.example.com"), Reach::Public] {
                let told = "something in the house would be asked";
                assert_eq!(code(&reach, address), Some(ErrorCode::OwnNetworkRefused), "{told}: {address}");
            }
        }
        assert_eq!(code(&Reach::Public, "https://media.example.com/a.png"), None);
        assert_eq!(code(&Reach::Public, "http://media.example.com/"), Some(ErrorCode::PlainHttpRefused));
    }

    #[test]
    fn what_is_no_address_of_the_web_is_refused_wherever_the_connection_leads() {
        for reach in [Reach::Public, reach("http://127.0.0.1:1"), reach("https://10.0.0.5")] {
            for other in
                ["file:///etc/passwd", "javascript:alert(1)", "data:image/png;base64,AA", "ftp://a.example/"]
            {
                assert_eq!(code(&reach, other), Some(ErrorCode::InvalidAddress), "{other}");
            }
        }
    }

    #[test]
    fn a_connection_on_this_computer_stays_on_it_or_goes_outside() {
        let reach = reach("http://127.0.0.1:4010/bird");
        assert_eq!(reach.way(&"http://localhost:9000/a".parse().unwrap()), Ok(Way::ThisComputer));
        assert_eq!(reach.way(&"https://media.example.com/a".parse().unwrap()), Ok(Way::Public));
        for other in ["https://10.0.0.1/", "https://printer.local/", "https://169.254.169.254/"] {
            assert_eq!(code(&reach, other), Some(ErrorCode::OwnNetworkRefused), "{other}");
        }
    }

    #[test]
    fn a_connection_in_the_own_house_reaches_its_own_host_and_no_other() {
        for base in
            ["https://10.0.0.5/api", "https://bird.corp.example", "https://bird/", "https://[fd00::5]"]
        {
            let own = reach(base);
            assert_eq!(
                own.way(&base.parse().unwrap()),
                Ok(Way::OwnHost),
                "its pictures could not be shown: {base}"
            );
            for other in ["https://10.0.0.6/", "https://127.0.0.1/", "http://localhost/", "https://other/"] {
                assert_eq!(code(&own, other), Some(ErrorCode::OwnNetworkRefused), "{base}: {other}");
            }
        }
        let own = reach("https://bird.corp.example");
        assert_eq!(own.way(&"https://Bird.corp.example.:9000/x".parse().unwrap()), Ok(Way::OwnHost));
        assert_eq!(code(&own, "http://bird.corp.example/"), Some(ErrorCode::PlainHttpRefused));
    }
}
