//! Who a request was meant for. A web page can have its own name lead to loopback and so send requests here; the name it
//! believes in gives it away.

use axum::extract::{Request, State};
use axum::http::uri::Authority;
use axum::http::{StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// The names of this computer to itself.
const LOOPBACK: [&str; 3] = ["127.0.0.1", "localhost", "[::1]"];

/// The port of an address that names none.
const HTTP: u16 = 80;

/// 421 for a request to another host, or to none.
pub(super) async fn refuse_others(State(port): State<u16>, request: Request, next: Next) -> Response {
    let own = named(&request, port).is_some_and(|named| named);
    if own { next.run(request).await } else { StatusCode::MISDIRECTED_REQUEST.into_response() }
}

/// Whether every name that the request gives its host is this computer's; none where it gives none.
fn named(request: &Request, port: u16) -> Option<bool> {
    let headers = request.headers().get_all(header::HOST).iter();
    let headers =
        headers.map(|value| Authority::try_from(value.as_bytes()).is_ok_and(|host| is_own(&host, port)));
    let address = request.uri().authority().map(|host| is_own(host, port));
    headers.chain(address).reduce(|all, own| all && own)
}

fn is_own(authority: &Authority, port: u16) -> bool {
    let own_name = LOOPBACK.iter().any(|name| authority.host().eq_ignore_ascii_case(name));
    own_name && !authority.as_str().contains('@') && authority.port_u16().unwrap_or(HTTP) == port
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn only_names_of_this_computer_with_the_right_port_are_answered() {
        let own = |text: &str| Authority::try_from(text).is_ok_and(|host| is_own(&host, 4700));
        for text in ["127.0.0.1:4700", "localhost:4700", "LOCALHOST:4700", "[::1]:4700"] {
            assert!(own(text), "{text} is this computer");
        }
        for text in [
            "127.0.0.1",
            "127.0.0.1:4701",
            "rebound.example:4700",
            "localhost.rebound.example:4700",
            "127.0.0.1.rebound.example:4700",
            "localhost:4700@rebound.example:4700",
            "localhost@127.0.0.1:4700",
            "127.1:4700",
            "",
        ] {
            assert!(!own(text), "a page at {text} would be answered");
        }
        assert!(is_own(&Authority::from_static("localhost"), 80), "port 80 is not written");
    }
}
