//! Looking up names so that what is connected to is what was checked.

use std::error::Error;
use std::fmt;
use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};

use crate::own_network::{is_own, is_site};

/// Looks up a name.
pub(crate) trait Lookup: Send + Sync {
    /// The addresses of a name, without a port.
    fn lookup(&self, name: String) -> Pin<Box<dyn Future<Output = io::Result<Vec<SocketAddr>>> + Send>>;
}

/// As the operating system does.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SystemLookup;

impl Lookup for SystemLookup {
    fn lookup(&self, name: String) -> Pin<Box<dyn Future<Output = io::Result<Vec<SocketAddr>>> + Send>> {
        Box::pin(async move { Ok(tokio::net::lookup_host((name, 0)).await?.collect()) })
    }
}

/// Which addresses a name may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Allowed {
    /// Those of the public network.
    Public,
    /// Those of private networks as well, for the host that the admin gave.
    Site,
}

impl Allowed {
    fn allows(self, address: &SocketAddr) -> bool {
        !is_own(address.ip()) || (self == Self::Site && is_site(address.ip()))
    }
}

/// A name that leads into the own network.
#[derive(Debug)]
pub(crate) struct LeadsInside;

impl fmt::Display for LeadsInside {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the name leads into the own network")
    }
}

impl Error for LeadsInside {}

/// Hands over only the addresses that are allowed. The connection is made to one of them and nothing is looked up again, so a
/// name cannot change its mind in between.
#[derive(Clone)]
pub(crate) struct GuardedResolver {
    pub(crate) lookup: Arc<dyn Lookup>,
    pub(crate) allowed: Allowed,
    /// The proxy's name: the operating system gave it, and it may lie anywhere.
    pub(crate) proxy: Option<String>,
}

impl GuardedResolver {
    /// The allowed addresses of a name.
    pub(crate) async fn allowed(&self, name: &str) -> Result<Vec<SocketAddr>, Box<dyn Error + Send + Sync>> {
        let mut addresses = self.lookup.lookup(name.to_owned()).await?;
        if self.proxy.as_deref().is_some_and(|proxy| proxy.eq_ignore_ascii_case(name)) {
            return Ok(addresses);
        }
        let found = !addresses.is_empty();
        addresses.retain(|address| self.allowed.allows(address));
        if found && addresses.is_empty() { Err(Box::new(LeadsInside)) } else { Ok(addresses) }
    }
}

impl Resolve for GuardedResolver {
    fn resolve(&self, name: Name) -> Resolving {
        let resolver = self.clone();
        Box::pin(async move {
            let addresses = resolver.allowed(name.as_str()).await?;
            Ok(Box::new(addresses.into_iter()) as Addrs)
        })
    }
}
