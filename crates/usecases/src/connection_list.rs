//! The stored connections: kept in the journal, copied into the settings.

use std::sync::Arc;

use callboard_journal::Journal;
use callboard_model::{Account, CallboardError, Connection, ConnectionId, ErrorCode, Result};
use callboard_systems::System;

use crate::accounts::{ReachedAccounts, account_of, system_of};
use crate::surroundings::Store;

/// The settings' key of the copy.
const CONNECTIONS: &str = "connections";

/// The stored connections, in the admin's order.
pub(crate) struct ConnectionList {
    journal: Arc<Journal>,
    store: Arc<dyn Store>,
}

impl ConnectionList {
    pub(crate) fn new(journal: Arc<Journal>, store: Arc<dyn Store>) -> Self {
        Self { journal, store }
    }

    pub(crate) fn all(&self) -> Result<Vec<Connection>> {
        self.journal.connections()
    }

    /// The connection of this id.
    ///
    /// # Errors
    /// [`ErrorCode::ConnectionNotFound`], [`ErrorCode::StorageFault`].
    pub(crate) fn get(&self, id: &ConnectionId) -> Result<Connection> {
        self.all()?
            .into_iter()
            .find(|connection| &connection.id == id)
            .ok_or_else(|| CallboardError::new(ErrorCode::ConnectionNotFound))
    }

    /// The system of a connection, for what needs no credential.
    pub(crate) fn system(&self, id: &ConnectionId) -> Result<&'static dyn System> {
        system_of(&self.get(id)?)
    }

    /// The accounts that connections lead to, each with the connections that do.
    pub(crate) fn reached_accounts(&self) -> Result<ReachedAccounts> {
        Ok(ReachedAccounts::of(self.all()?))
    }

    /// Changes a stored connection in place.
    pub(crate) fn change_one(
        &self,
        id: &ConnectionId,
        change: impl FnOnce(&mut Connection),
    ) -> Result<Connection> {
        self.change(|connections| {
            let kept = connections
                .iter_mut()
                .find(|connection| &connection.id == id)
                .ok_or_else(|| CallboardError::new(ErrorCode::ConnectionNotFound))?;
            change(kept);
            Ok(kept.clone())
        })
    }

    /// Changes the list, which nobody else changes meanwhile, and copies it into the settings: should the journal be damaged
    /// one day, the connections are still known.
    pub(crate) fn change<T>(&self, change: impl FnOnce(&mut Vec<Connection>) -> Result<T>) -> Result<T> {
        let (answer, list) = self.journal.change_connections(|connections| {
            let answer = change(connections)?;
            Ok((answer, connections.clone()))
        })?;
        let copied = serde_json::to_value(list)
            .map_err(|error| CallboardError::new(ErrorCode::Internal).with_detail(error))
            .and_then(|list| self.store.write(CONNECTIONS, list));
        if let Err(error) = copied {
            log::warn!("the copy of the connections is not up to date: {:?}", error.code);
        }
        Ok(answer)
    }

    /// Takes over what earlier versions kept elsewhere: the connection list in the settings, and drafts and history by
    /// connection. Also where the journal had to be begun anew, for the settings keep a copy of the list.
    pub(crate) fn adopt(&self) -> Result<()> {
        let kept = self.store.read(CONNECTIONS).and_then(|kept| kept.as_array().cloned()).unwrap_or_default();
        // One that cannot be read must not cost the others.
        let kept: Vec<Connection> =
            kept.into_iter().filter_map(|connection| serde_json::from_value(connection).ok()).collect();
        self.journal.change_connections(|connections| {
            if connections.is_empty() {
                *connections = kept;
            }
            Ok(())
        })?;
        let connections = self.all()?;
        let accounts = connections
            .iter()
            .filter_map(|connection| Some((connection.id.clone(), account_of(connection).ok()?)));
        self.journal.adopt(&accounts.collect())?;
        connections.iter().try_for_each(|connection| self.keep_account(connection))
    }

    /// Keeps what a connection's account is called, for when no connection leads there any more.
    pub(crate) fn keep_account(&self, connection: &Connection) -> Result<()> {
        let Ok(id) = account_of(connection) else { return Ok(()) };
        self.journal.keep_account(&Account {
            id,
            system: connection.system.clone(),
            name: connection.name.clone(),
            values: connection.values.clone(),
        })
    }
}
