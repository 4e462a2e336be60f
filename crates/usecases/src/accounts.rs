//! Whose agents a connection leads to, and what its system needs.

use std::collections::BTreeMap;

use callboard_model::{
    AccountId, CallboardError, Connection, ConnectionId, ConnectionInput, ErrorCode, Result,
    SystemDescription, SystemId,
};
use callboard_systems::{System, origin_of};
use callboard_vault::Audience;

/// The accounts that connections lead to.
pub(crate) struct ReachedAccounts(BTreeMap<AccountId, Vec<ConnectionId>>);

impl ReachedAccounts {
    pub(crate) fn of(connections: Vec<Connection>) -> Self {
        let mut reached = BTreeMap::<AccountId, Vec<ConnectionId>>::new();
        for connection in connections {
            if let Ok(account) = account_of(&connection) {
                reached.entry(account).or_default().push(connection.id);
            }
        }
        Self(reached)
    }

    /// A connection to the account: the one that was used before where it still leads there. None where no connection does.
    pub(crate) fn connection(&self, account: &AccountId, before: &ConnectionId) -> Option<ConnectionId> {
        let leading = self.0.get(account)?;
        leading.iter().find(|id| *id == before).or_else(|| leading.first()).cloned()
    }

    /// The accounts.
    pub(crate) fn ids(&self) -> Vec<AccountId> {
        self.0.keys().cloned().collect()
    }
}

/// The account a connection leads to.
///
/// # Errors
/// [`ErrorCode::Unsupported`] where its system is not known.
pub(crate) fn account_of(connection: &Connection) -> Result<AccountId> {
    Ok(account_by(system_of(connection)?, connection))
}

/// System, address and the ids that a connection is given. The sample agents are one account of each system, wherever their
/// server listens this time.
pub(crate) fn account_by(system: &'static dyn System, connection: &Connection) -> AccountId {
    let id = system.description().id.as_str();
    if connection.sample {
        return AccountId(format!("{id}|sample"));
    }
    let mut name = id.to_owned();
    for field in &system.description().connection {
        if matches!(field.input, ConnectionInput::Text | ConnectionInput::BaseUrl) {
            let value = connection.values.get(&field.key).map_or("", |value| value.trim());
            name.push('|');
            name.push_str(value.trim_end_matches('/'));
        }
    }
    AccountId(name)
}

/// Where a connection's credentials may be sent: its system, at the scheme, host and port of its address.
///
/// # Errors
/// [`ErrorCode::InvalidAddress`] where its address leads to no server.
pub(crate) fn audience_of(connection: &Connection) -> Result<Audience> {
    audience(&connection.system, &connection.values)
}

/// The same of what a connection is to become.
///
/// # Errors
/// [`ErrorCode::InvalidAddress`] where the address leads to no server.
pub(crate) fn audience(system: &SystemId, values: &BTreeMap<String, String>) -> Result<Audience> {
    Audience::parse(system, &origin_of(values)?)
        .ok_or_else(|| CallboardError::new(ErrorCode::InvalidAddress).with_system(system.clone()))
}

/// Whether a system can do nothing without the account's credential.
pub(crate) fn needs_credential(description: &SystemDescription) -> bool {
    description
        .connection
        .iter()
        .any(|field| field.required && matches!(field.input, ConnectionInput::Secret { .. }))
}

/// The system a connection speaks to.
///
/// # Errors
/// [`ErrorCode::Unsupported`] where it is not known, as with a connection of a later version of the program.
pub(crate) fn system_of(connection: &Connection) -> Result<&'static dyn System> {
    system_by_id(&connection.system)
}

/// The system of this id.
///
/// # Errors
/// [`ErrorCode::Unsupported`] where it is not known.
pub(crate) fn system_by_id(id: &SystemId) -> Result<&'static dyn System> {
    callboard_systems::by_id(id)
        .ok_or_else(|| CallboardError::new(ErrorCode::Unsupported).with_system(id.clone()))
}
