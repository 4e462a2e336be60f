//! Accounts and connections: who things belong to, and the ways that lead there. A connection is changed here under one lock;
//! its secret is never here.

use std::collections::BTreeMap;

use callboard_model::{Account, AccountId, Connection, ConnectionId, Result, SetAside};
use rusqlite::{Transaction, params};

use crate::{Journal, fault, file};

/// The tables whose rows belong to an account.
const OF_ACCOUNTS: [&str; 6] = ["drafts", "half_typed", "changes", "attachments", "answers", "intents"];

impl Journal {
    /// The connections, in the admin's order. One that cannot be read is passed over, logged and kept.
    ///
    /// # Errors
    /// [`callboard_model::ErrorCode::StorageFault`].
    pub fn connections(&self) -> Result<Vec<Connection>> {
        let documents = self.read("read the connections", documents_of)?;
        Ok(fault::readable("read the connections", &documents))
    }

    /// Changes the connections: `change` is given those there are, and what it leaves is kept. Nobody else changes them
    /// meanwhile. One that cannot be read is kept as it is.
    ///
    /// # Errors
    /// Those of `change`; [`callboard_model::ErrorCode::DiskFull`] or [`callboard_model::ErrorCode::StorageFault`]. Nothing is
    /// changed then.
    pub fn change_connections<T>(&self, change: impl FnOnce(&mut Vec<Connection>) -> Result<T>) -> Result<T> {
        let what = "change the connections";
        let mut database = self.lock();
        let failed = |error: rusqlite::Error| fault::of(what, &error);
        let transaction = database.transaction().map_err(failed)?;
        let documents = documents_of(&transaction).map_err(failed)?;
        let mut connections: Vec<Connection> = fault::readable(what, &documents);
        let before: Vec<ConnectionId> = connections.iter().map(|connection| connection.id.clone()).collect();
        let answer = change(&mut connections)?;
        let documents = connections
            .iter()
            .map(|connection| Ok((connection.id.as_str(), fault::to_json(what, connection)?)))
            .collect::<Result<Vec<_>>>()?;
        replace(&transaction, &before, &documents).map_err(failed)?;
        transaction.commit().map_err(failed)?;
        if documents.len() < before.len() {
            file::cut_log(&database);
        }
        Ok(answer)
    }

    /// Keeps what an account is called.
    ///
    /// # Errors
    /// [`callboard_model::ErrorCode::DiskFull`] or [`callboard_model::ErrorCode::StorageFault`].
    pub fn keep_account(&self, account: &Account) -> Result<()> {
        let document = fault::to_json("keep an account", account)?;
        self.write("keep an account", |transaction| {
            transaction
                .prepare_cached(
                    "INSERT INTO accounts (id, document) VALUES (?1, ?2)
                     ON CONFLICT (id) DO UPDATE SET document = excluded.document",
                )?
                .execute(params![account.id.as_str(), document])
                .map(drop)
        })
    }

    /// Says which account each connection leads to, for what an earlier version kept by connection.
    ///
    /// # Errors
    /// [`callboard_model::ErrorCode::DiskFull`] or [`callboard_model::ErrorCode::StorageFault`].
    pub fn adopt(&self, accounts: &BTreeMap<ConnectionId, AccountId>) -> Result<()> {
        self.write("adopt what connections had", |transaction| {
            for (connection, account) in accounts {
                for table in OF_ACCOUNTS {
                    transaction.execute(
                        &format!(
                            "UPDATE OR IGNORE {table} SET account = ?1 WHERE account = 'connection:' || ?2"
                        ),
                        [account.as_str(), connection.as_str()],
                    )?;
                }
            }
            Ok(())
        })
    }

    /// What is kept of accounts that are not among `reached`.
    ///
    /// # Errors
    /// [`callboard_model::ErrorCode::StorageFault`].
    pub fn set_aside(&self, reached: &[AccountId]) -> Result<Vec<SetAside>> {
        let documents = self.read("read the accounts", |database| {
            database
                .prepare_cached("SELECT document FROM accounts ORDER BY rowid")?
                .query_map([], |row| row.get(0))?
                .collect::<rusqlite::Result<Vec<String>>>()
        })?;
        let accounts: Vec<Account> = fault::readable("read the accounts", &documents);
        let mut kept = Vec::new();
        for account in accounts.into_iter().filter(|account| !reached.contains(&account.id)) {
            let count = |table: &str| {
                self.read("count what is set aside", |database| {
                    let statement = format!("SELECT count(*) FROM {table} WHERE account = ?1");
                    database.query_row(&statement, [account.id.as_str()], |row| row.get::<_, u32>(0))
                })
            };
            // What is half typed on a page is an unsaved edit, too.
            let drafts = count(
                "(SELECT account, is_new, agent FROM drafts UNION SELECT account, is_new, agent FROM half_typed)",
            )?;
            let changes = count("changes")?;
            let (attachments, unsettled) = (count("attachments")?, count("intents")?);
            if drafts + changes + attachments + unsettled > 0 {
                kept.push(SetAside { account, drafts, changes, attachments, unsettled });
            }
        }
        Ok(kept)
    }

    /// Forgets everything about an account, its history only where `history` says so.
    ///
    /// # Errors
    /// [`callboard_model::ErrorCode::DiskFull`] or [`callboard_model::ErrorCode::StorageFault`]; nothing is forgotten then.
    pub fn forget_account(&self, account: &AccountId, history: bool) -> Result<()> {
        self.wipe("forget an account", |transaction| {
            for table in OF_ACCOUNTS.into_iter().filter(|table| history || *table != "changes") {
                transaction
                    .execute(&format!("DELETE FROM {table} WHERE account = ?1"), [account.as_str()])?;
            }
            if history {
                transaction.execute("DELETE FROM accounts WHERE id = ?1", [account.as_str()])?;
            }
            Ok(())
        })
    }
}

fn documents_of(database: &rusqlite::Connection) -> rusqlite::Result<Vec<String>> {
    database
        .prepare_cached("SELECT document FROM connections ORDER BY rowid")?
        .query_map([], |row| row.get(0))?
        .collect()
}

/// Puts the connections in the place of those that were read, in their order.
fn replace(
    transaction: &Transaction<'_>,
    before: &[ConnectionId],
    documents: &[(&str, String)],
) -> rusqlite::Result<()> {
    for id in before {
        transaction.prepare_cached("DELETE FROM connections WHERE id = ?1")?.execute([id.as_str()])?;
    }
    for (id, document) in documents {
        transaction
            .prepare_cached("INSERT INTO connections (id, document) VALUES (?1, ?2)")?
            .execute(params![id, document])?;
    }
    Ok(())
}
