//! Which addresses may be spoken to.

use callboard_model::{CallboardError, ErrorCode, Result};
use url::{Host, Url};

/// Whether the address leads to this computer.
pub fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name.eq_ignore_ascii_case("localhost"),
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

/// Refuses an address that would send something in the clear beyond this computer, or that carries a name or a password.
///
/// # Errors
///
/// [`ErrorCode::PlainHttpRefused`] for HTTP to anywhere but this computer; [`ErrorCode::InvalidAddress`] for any other
/// scheme than HTTP and HTTPS, for an address without a host, and for one with a name or a password.
pub fn check_address(url: &Url) -> Result<()> {
    let invalid = |detail: &str| Err(CallboardError::new(ErrorCode::InvalidAddress).with_detail(detail));
    if !url.username().is_empty() || url.password().is_some() {
        return invalid("the address carries a name or a password");
    }
    match url.scheme() {
        "https" if url.has_host() => Ok(()),
        "http" if is_loopback(url) => Ok(()),
        "http" => Err(ErrorCode::PlainHttpRefused.into()),
        other => invalid(&format!("scheme {other}")),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn code(address: &str) -> Option<ErrorCode> {
        check_address(&address.parse().unwrap()).err().map(|error| error.code)
    }

    #[test]
    fn only_this_computer_is_spoken_to_in_the_clear() {
        for fine in [
            "https://media.example/a",
            "http://127.0.0.1:4000/a",
            "http://127.9.9.9/",
            "http://localhost/a",
            "http://LOCALHOST:1/a",
            "http://[::1]:9/a",
        ] {
            assert_eq!(code(fine), None, "{fine}");
        }
        for plain in [
            "http://media.example/a",
            "http://10.0.0.1/",
            "http://localhost.example/",
            "http://127.0.0.1.example.com/",
            "http://[::2]/",
        ] {
            let told = "a key or a picture would travel in the clear";
            assert_eq!(code(plain), Some(ErrorCode::PlainHttpRefused), "{told}: {plain}");
        }
    }

    #[test]
    fn what_is_no_address_of_a_server_is_refused() {
        for other in [
            "ftp://127.0.0.1/a",
            "file:///etc/passwd",
            "data:text/plain,x",
            "https://name:word@media.example/",
            "https://name@media.example/",
        ] {
            assert_eq!(code(other), Some(ErrorCode::InvalidAddress), "{other}");
        }
    }
}
