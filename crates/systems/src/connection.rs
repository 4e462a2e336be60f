//! What a connection needs: the fields that all systems ask for alike, and the check against the description.

use std::collections::BTreeMap;

use callboard_model::{
    CallboardError, Connection, ConnectionDraft, ConnectionField, ConnectionInput, ErrorCode, Result,
    SystemDescription,
};
use callboard_network::Reach;
use url::Url;

use crate::address;

/// Key of the base URL among a connection's values.
pub(crate) const BASE_URL: &str = "baseUrl";

/// Where the addresses that a connection's server names may lead.
pub fn reach(connection: &Connection) -> Reach {
    let base = connection.values.get(BASE_URL).and_then(|base| Url::parse(base).ok());
    base.map(|base| Reach::of(&base)).unwrap_or_default()
}

/// Longest credential, in bytes: the least that all keychains hold.
pub(crate) const LONGEST_CREDENTIAL: u32 = 2048;

/// A value that has to be given.
pub(crate) fn field(key: &str, input: ConnectionInput) -> ConnectionField {
    ConnectionField { key: key.to_owned(), input, required: true, default: None, rarely_used: false }
}

/// The credential.
pub(crate) fn credential() -> ConnectionField {
    field("credential", ConnectionInput::Secret { maximum_bytes: LONGEST_CREDENTIAL })
}

/// The address of the API, which hardly anybody changes.
pub(crate) fn base_url(default: &str) -> ConnectionField {
    let default = Some(default.to_owned());
    ConnectionField { default, rarely_used: true, ..field(BASE_URL, ConnectionInput::BaseUrl) }
}

/// Scheme, host and port of the API that a connection's values lead to, as in `https://api.example.com:8443`. Credentials go
/// there and nowhere else: every request is below the base URL.
///
/// # Errors
///
/// [`ErrorCode::InvalidAddress`] where the base URL is none, or is missing.
pub fn origin_of(values: &BTreeMap<String, String>) -> Result<String> {
    let invalid = || CallboardError::new(ErrorCode::InvalidAddress).with_context("key", BASE_URL);
    let base = values.get(BASE_URL).ok_or_else(invalid)?;
    let origin = Url::parse(base).map_err(|error| invalid().with_detail(error))?.origin();
    if origin.is_tuple() { Ok(origin.ascii_serialization()) } else { Err(invalid()) }
}

/// See [`crate::System::check_connection`].
pub(crate) fn check(description: &SystemDescription, draft: &ConnectionDraft) -> Result<ConnectionDraft> {
    let mut values = BTreeMap::new();
    for field in &description.connection {
        if let Some(value) = check_value(field, draft.values.get(&field.key).map_or("", String::as_str))
            .map_err(|error| error.with_system(description.id.clone()).with_context("key", &field.key))?
        {
            values.insert(field.key.clone(), value);
        }
    }
    let name = match draft.name.trim() {
        "" => description.name.clone(),
        name => name.to_owned(),
    };
    Ok(ConnectionDraft { system: description.id.clone(), name, values })
}

fn check_value(field: &ConnectionField, given: &str) -> Result<Option<String>> {
    if matches!(field.input, ConnectionInput::Secret { .. } | ConnectionInput::AgentKeys { .. }) {
        return Ok(None);
    }
    let given = given.trim();
    let value = if given.is_empty() { field.default.as_deref().unwrap_or("") } else { given };
    if value.is_empty() {
        return if field.required { Err(ErrorCode::ConnectionIncomplete.into()) } else { Ok(None) };
    }
    match &field.input {
        ConnectionInput::BaseUrl => address::parse_base(value).map(Some),
        ConnectionInput::Choice { options } if !options.iter().any(|option| option == value) => {
            Err(CallboardError::new(ErrorCode::ConnectionIncomplete).with_detail("not one of the values"))
        }
        _ => Ok(Some(value.to_owned())),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn origin(base: &str) -> Result<String> {
        origin_of(&[(BASE_URL.to_owned(), base.to_owned())].into())
    }

    #[test]
    fn addresses_that_reach_the_same_server_are_one_and_others_are_not() {
        let one = origin("https://api.example.com/v1").unwrap();
        for same in ["https://api.example.com", "https://API.example.com:443/v2"] {
            assert_eq!(origin(same).unwrap(), one, "the key would have to be given again: {same}");
        }
        for other in [
            "http://api.example.com/v1",
            "https://api.example.com:8443/v1",
            "https://api.example.com.evil.example/v1",
            "https://\u{430}pi.example.com/v1",
        ] {
            assert_ne!(origin(other).unwrap(), one, "the key of one is sent to the other: {other}");
        }
        assert_eq!(origin("https://\u{430}pi.example.com").unwrap(), "https://xn--pi-6kc.example.com");
    }

    #[test]
    fn what_leads_to_no_server_has_no_origin() {
        assert!(origin_of(&BTreeMap::new()).is_err());
        for nowhere in ["", "api.example.com", "file:///etc/passwd", "data:text/plain,x"] {
            assert_eq!(origin(nowhere).unwrap_err().code, ErrorCode::InvalidAddress, "{nowhere}");
        }
    }
}
