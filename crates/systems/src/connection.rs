//! Checks what a connection needs against its system's description.

use std::collections::BTreeMap;

use callboard_model::{
    CallboardError, ConnectionDraft, ConnectionField, ConnectionInput, ErrorCode, Result, SystemDescription,
};

use crate::address;

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
