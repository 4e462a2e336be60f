//! What was changed, with before and after: the history, and what undo goes by.

use callboard_model::{AccountId, AgentId, ChangeKind, ChangeRecord, HistoryQuery, Result};
use rusqlite::types::Value as Sql;
use rusqlite::{OptionalExtension, Transaction, params, params_from_iter};
use serde_json::Value;

use crate::{Journal, fault};

/// Letters of one value that can be searched for: a whole prompt for each entry would make a search slow.
const SOUGHT_LETTERS: usize = 200;

/// A page of entries, and where the next one begins.
#[derive(Clone, Debug, PartialEq)]
pub struct ChangePage {
    /// The entries, newest first.
    pub entries: Vec<ChangeRecord>,
    /// The sequence before which the next page begins; none on the last page.
    pub next: Option<i64>,
}

/// An entry as its row keeps it.
pub(crate) struct Row<'a> {
    change: &'a ChangeRecord,
    kind: String,
    sought: String,
    document: String,
}

impl<'a> Row<'a> {
    pub(crate) fn of(change: &'a ChangeRecord) -> Result<Self> {
        let document = fault::to_json("record a change", change)?;
        Ok(Self { change, kind: kind_name(change.kind), sought: sought(change), document })
    }

    pub(crate) fn insert(&self, transaction: &Transaction<'_>) -> rusqlite::Result<()> {
        let Self { change, kind, sought, document } = self;
        transaction
            .prepare_cached(
                "INSERT INTO changes (id, account, agent, kind, at, batch, sought, document)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
                 ON CONFLICT (id) DO UPDATE SET account = excluded.account, agent = excluded.agent,
                     kind = excluded.kind, at = excluded.at, batch = excluded.batch, sought = excluded.sought,
                     document = excluded.document",
            )?
            .execute(params![
                change.id,
                change.account.as_str(),
                change.agent.as_ref().map(AgentId::as_str).unwrap_or_default(),
                kind,
                change.at,
                change.batch,
                sought,
                document
            ])
            .map(drop)
    }
}

impl Journal {
    /// Records a change. Recorded again under the same id, it takes the place of the first and keeps its rank.
    ///
    /// # Errors
    /// [`callboard_model::ErrorCode::DiskFull`] or [`callboard_model::ErrorCode::StorageFault`].
    pub fn record_change(&self, change: &ChangeRecord) -> Result<()> {
        let row = Row::of(change)?;
        self.write("record a change", |transaction| row.insert(transaction))
    }

    /// Entries of the history, newest first, at most `limit`; of one account where one is given. The query's connection and
    /// cursor are not looked at: `before` is the sequence that all entries lie before. An entry that cannot be read is passed
    /// over, logged and kept.
    ///
    /// # Errors
    /// [`callboard_model::ErrorCode::StorageFault`].
    pub fn changes(
        &self,
        account: Option<&AccountId>,
        query: &HistoryQuery,
        before: Option<i64>,
        limit: u32,
    ) -> Result<ChangePage> {
        let (condition, mut values) = condition(account, query, before);
        // One more than asked for says whether there is another page.
        values.push(Sql::from(i64::from(limit) + 1));
        let statement = format!(
            "SELECT sequence, account, CASE kind WHEN 'deleted' THEN json_remove(document, '$.document') ELSE document END
             FROM changes {condition} ORDER BY sequence DESC LIMIT ?"
        );
        let mut rows = self.read("read the history", |database| {
            database
                .prepare_cached(&statement)?
                .query_map(params_from_iter(values), |row| {
                    Ok(((row.get(0)?, AccountId(row.get(1)?)), row.get(2)?))
                })?
                .collect::<rusqlite::Result<Vec<((i64, AccountId), String)>>>()
        })?;
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        let more = rows.len() > limit;
        rows.truncate(limit);
        let next = if more { rows.last().map(|((sequence, _), _)| *sequence) } else { None };
        let entries = fault::readable_each("read the history", rows);
        let entries = entries.into_iter().map(|((_, account), change)| ChangeRecord { account, ..change });
        Ok(ChangePage { entries: entries.collect(), next })
    }

    /// How many entries there are; of one account where one is given.
    ///
    /// # Errors
    /// [`callboard_model::ErrorCode::StorageFault`].
    pub fn count_changes(&self, account: Option<&AccountId>) -> Result<u32> {
        self.read("count the history", |database| match account {
            Some(account) => database.query_row(
                "SELECT count(*) FROM changes WHERE account = ?1",
                [account.as_str()],
                |row| row.get(0),
            ),
            None => database.query_row("SELECT count(*) FROM changes", [], |row| row.get(0)),
        })
    }

    /// The change of that id, whole.
    ///
    /// # Errors
    /// [`callboard_model::ErrorCode::StorageFault`], also where what is kept cannot be read.
    pub fn change(&self, id: &str) -> Result<Option<ChangeRecord>> {
        let kept: Option<(String, String)> = self.read("read a change", |database| {
            database
                .prepare_cached("SELECT account, document FROM changes WHERE id = ?1")?
                .query_row([id], |row| Ok((row.get(0)?, row.get(1)?)))
                .optional()
        })?;
        let Some((account, document)) = kept else { return Ok(None) };
        let change: ChangeRecord = fault::from_json("read a change", &document)?;
        // What an earlier version kept does not name its account itself.
        Ok(Some(ChangeRecord { account: AccountId(account), ..change }))
    }

    /// Forgets entries from before this moment (RFC 3339, UTC) and answers how many.
    ///
    /// # Errors
    /// [`callboard_model::ErrorCode::DiskFull`] or [`callboard_model::ErrorCode::StorageFault`].
    pub fn forget_changes_before(&self, moment: &str) -> Result<usize> {
        self.write("forget old history", |transaction| {
            transaction.execute("DELETE FROM changes WHERE at < ?1", [moment])
        })
    }
}

/// What of a query SQLite decides, and the values for it.
fn condition(account: Option<&AccountId>, query: &HistoryQuery, before: Option<i64>) -> (String, Vec<Sql>) {
    let mut parts: Vec<String> = Vec::new();
    let mut values: Vec<Sql> = Vec::new();
    let mut demand = |part: &str, value: Sql| {
        parts.push(part.to_owned());
        values.push(value);
    };
    if let Some(account) = account {
        demand("account = ?", Sql::from(account.as_str().to_owned()));
    }
    if let Some(agent) = &query.agent {
        demand("agent = ?", Sql::from(agent.as_str().to_owned()));
    }
    if let Some(since) = &query.since {
        demand("at >= ?", Sql::from(since.clone()));
    }
    if let Some(until) = &query.until {
        demand("at < ?", Sql::from(until.clone()));
    }
    if let Some(batch) = &query.batch {
        demand("batch = ?", Sql::from(batch.clone()));
    }
    if let Some(before) = before {
        demand("sequence < ?", Sql::from(before));
    }
    for word in query.text.split_whitespace() {
        demand("instr(sought, ?) > 0", Sql::from(word.to_lowercase()));
    }
    if !query.kinds.is_empty() {
        parts.push(format!("kind IN ({})", vec!["?"; query.kinds.len()].join(", ")));
        values.extend(query.kinds.iter().map(|kind| Sql::from(kind_name(*kind))));
    }
    if parts.is_empty() {
        return (String::new(), values);
    }
    (format!("WHERE {}", parts.join(" AND ")), values)
}

/// A kind as its column names it: as it is written in JSON.
fn kind_name(kind: ChangeKind) -> String {
    serde_json::to_value(kind).ok().and_then(|name| name.as_str().map(str::to_owned)).unwrap_or_default()
}

/// What an entry is found by, in small letters: the agent's name, the fields, and the beginning of each value.
fn sought(change: &ChangeRecord) -> String {
    let mut words = vec![change.agent_name.to_lowercase()];
    for change in &change.changes {
        words.push(change.pointer.as_str().to_lowercase());
        for value in [&change.before, &change.after] {
            let text = match value {
                Value::Null => continue,
                Value::String(text) => text.clone(),
                other => other.to_string(),
            };
            words.push(text.chars().take(SOUGHT_LETTERS).collect::<String>().to_lowercase());
        }
    }
    words.join("\n")
}
