//! The base address of an API, as an admin types it.

use callboard_model::{CallboardError, ErrorCode, Result};
use callboard_network::check_address;
use url::Url;

/// Reads a base URL as an admin types it: HTTPS where no scheme is given, no slash at the end, nothing but scheme,
/// host, port and path.
pub(crate) fn parse_base(text: &str) -> Result<String> {
    let text = text.trim();
    let invalid = || CallboardError::new(ErrorCode::InvalidAddress);
    let whole = if text.contains("://") { text.to_owned() } else { format!("https://{text}") };
    let url = Url::parse(&whole).map_err(|error| invalid().with_detail(error))?;
    check_address(&url)?;
    if url.query().is_some() || url.fragment().is_some() || !url.has_host() {
        return Err(invalid());
    }
    Ok(url.as_str().trim_end_matches('/').to_owned())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn an_address_is_brought_into_one_form() {
        assert_eq!(parse_base(" https://api.bird.com/ ").unwrap(), "https://api.bird.com");
        assert_eq!(parse_base("api.bird.com").unwrap(), "https://api.bird.com");
        assert_eq!(parse_base("http://127.0.0.1:4010/bird/").unwrap(), "http://127.0.0.1:4010/bird");
        assert_eq!(parse_base("http://[::1]:4010").unwrap(), "http://[::1]:4010");
        assert_eq!(parse_base("http://localhost:1").unwrap(), "http://localhost:1");
    }

    #[test]
    fn a_key_never_travels_in_the_clear_beyond_this_computer() {
        for address in ["http://api.bird.com", "http://127.0.0.1.example.com", "http://localhost.example.com"]
        {
            assert_eq!(parse_base(address).unwrap_err().code, ErrorCode::PlainHttpRefused, "{address}");
        }
    }

    #[test]
    fn what_is_no_bare_address_is_refused() {
        for address in
            ["", "https://", "https://user:pw@a.example", "https://a.example/?x=1", "ftp://a.example", "a b"]
        {
            assert_eq!(parse_base(address).unwrap_err().code, ErrorCode::InvalidAddress, "{address:?}");
        }
    }
}
