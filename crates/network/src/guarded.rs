//! Connections to addresses that a server names: pictures, sounds, upload forms.

use std::sync::Arc;
use std::time::Duration;

use callboard_model::Result;
use hyper::Uri;
use hyper_util::client::proxy::matcher::Matcher;
use reqwest::header::LOCATION;
use reqwest::{Response, StatusCode};
use tokio::time::timeout;
use url::{Host, Url};

use crate::client::{Settings, ToThisComputer as _, builder, built};
use crate::fault::TransportFault;
use crate::reach::{Reach, Way, refused};
use crate::resolver::{Allowed, GuardedResolver, LeadsInside, Lookup, SystemLookup};

/// Sends requests to addresses that a server names, and never to one in the own network that the admin did not give: not
/// directly, not by a redirect, not by a name that leads there. No request carries a credential or a referrer.
/// Cheap to clone; its connections are shared.
#[derive(Clone)]
pub struct GuardedClient {
    public: reqwest::Client,
    own_host: reqwest::Client,
    this_computer: reqwest::Client,
    resolver: GuardedResolver,
    proxies: Arc<Matcher>,
    patience: Duration,
}

impl GuardedClient {
    /// A client with these settings.
    ///
    /// # Errors
    ///
    /// [`callboard_model::ErrorCode::TlsProblem`] where the operating system's certificates cannot be used.
    pub fn new(settings: Settings) -> Result<Self> {
        Self::looking_up(settings, Arc::new(SystemLookup), Matcher::from_system())
    }

    fn looking_up(settings: Settings, lookup: Arc<dyn Lookup>, proxies: Matcher) -> Result<Self> {
        // Only HTTPS leaves this computer, so there is one proxy at most.
        let outside = Uri::from_static("https://callboard.example/");
        let proxy = proxies.intercept(&outside).and_then(|proxy| Some(proxy.uri().host()?.to_owned()));
        let resolver = GuardedResolver { lookup, allowed: Allowed::Public, proxy };
        let own_host = GuardedResolver { allowed: Allowed::Site, ..resolver.clone() };
        Ok(Self {
            public: built(builder(settings).dns_resolver(Arc::new(resolver.clone())))?,
            own_host: built(builder(settings).dns_resolver(Arc::new(own_host)))?,
            this_computer: built(builder(settings).to_this_computer())?,
            resolver,
            proxies: Arc::new(proxies),
            patience: settings.connect_timeout,
        })
    }

    /// The connection to an address that a server named, for one request to nowhere else: redirects are answers.
    ///
    /// # Errors
    ///
    /// As [`Reach::check`]. A name that turns out to lead into the own network fails the request with the same code.
    pub async fn to(&self, url: &Url, reach: &Reach) -> Result<&reqwest::Client> {
        match reach.way(url)? {
            Way::ThisComputer => Ok(&self.this_computer),
            Way::OwnHost => Ok(&self.own_host),
            Way::Public => {
                self.check_beside_proxy(url).await?;
                Ok(&self.public)
            }
        }
    }

    /// Fetches what a server named and follows at most `redirects` redirects, each checked as the first address. One more is
    /// an answer like any other.
    ///
    /// # Errors
    ///
    /// As [`Self::to`], and why there is no answer ([`TransportFault`]).
    pub async fn get(&self, url: &Url, reach: &Reach, redirects: usize) -> Result<Response> {
        let mut url = url.clone();
        for _ in 0..redirects {
            let answer = self.ask(&url, reach).await?;
            match next(&url, &answer) {
                Some(next) => url = next,
                None => return Ok(answer),
            }
        }
        self.ask(&url, reach).await
    }

    async fn ask(&self, url: &Url, reach: &Reach) -> Result<Response> {
        let client = self.to(url, reach).await?;
        client.get(url.clone()).send().await.map_err(|error| TransportFault::from(error).into())
    }

    /// A proxy looks up names itself and may see the own network as well. So a name that goes to a proxy is looked up here,
    /// too; where that cannot be done, the proxy decides.
    async fn check_beside_proxy(&self, url: &Url) -> Result<()> {
        let Some(Host::Domain(name)) = url.host() else { return Ok(()) };
        let proxied =
            url.as_str().parse().ok().is_some_and(|uri: Uri| self.proxies.intercept(&uri).is_some());
        if !proxied {
            return Ok(());
        }
        // The proxy itself is no place for a file.
        if self.resolver.proxy.as_deref().is_some_and(|proxy| proxy.eq_ignore_ascii_case(name)) {
            return Err(refused(&name));
        }
        match timeout(self.patience, self.resolver.allowed(name)).await {
            Ok(Err(error)) if error.is::<LeadsInside>() => Err(refused(&name)),
            _ => Ok(()),
        }
    }
}

impl std::fmt::Debug for GuardedClient {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("GuardedClient").finish_non_exhaustive()
    }
}

/// Where an answer sends on to; none where it does not.
fn next(asked: &Url, answer: &Response) -> Option<Url> {
    let redirect = [
        StatusCode::MOVED_PERMANENTLY,
        StatusCode::FOUND,
        StatusCode::SEE_OTHER,
        StatusCode::TEMPORARY_REDIRECT,
        StatusCode::PERMANENT_REDIRECT,
    ];
    if !redirect.contains(&answer.status()) {
        return None;
    }
    asked.join(answer.headers().get(LOCATION)?.to_str().ok()?).ok()
}

#[cfg(test)]
#[path = "guarded_tests.rs"]
mod tests;
