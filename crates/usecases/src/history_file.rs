//! The history as a file: CSV, one line for each changed field, or JSON as the journal keeps it.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use callboard_journal::Journal;
use callboard_model::{
    AccountId, CallboardError, ChangeKind, ChangeRecord, ErrorCode, HistoryFormat, HistoryQuery, Result,
};
use serde_json::Value;

/// Entries that are read at once.
const PAGE: u32 = 500;

const HEAD: [&str; 9] =
    ["when", "account", "agent", "agent name", "kind", "batch", "field", "before", "after"];

/// What spreadsheets take for the beginning of a formula.
const FORMULAS: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// Writes every entry that a query finds, newest first, into `part`: a file beside `path` that is not there yet and takes its
/// place when it is whole.
///
/// # Errors
/// [`ErrorCode::DiskFull`] or [`ErrorCode::StorageFault`].
pub(crate) fn write(
    journal: &Journal,
    account: Option<&AccountId>,
    query: &HistoryQuery,
    format: HistoryFormat,
    path: &Path,
    part: &Path,
) -> Result<()> {
    let folder = part.parent().unwrap_or_else(|| Path::new("."));
    let mut builder = tempfile::Builder::new();
    builder.prefix(part.file_name().unwrap_or_default()).rand_bytes(0);
    let mut file = builder.tempfile_in(folder).map_err(|error| fault(&error))?;
    let mut pages = Pages { journal, account, query, before: None, over: false };
    match format {
        HistoryFormat::Csv => as_csv(&mut pages, file.as_file_mut())?,
        HistoryFormat::Json => as_json(&mut pages, file.as_file_mut())?,
    }
    file.as_file().sync_all().map_err(|error| fault(&error))?;
    file.persist(path).map(drop).map_err(|error| fault(&error.error))
}

/// The entries, page after page.
struct Pages<'a> {
    journal: &'a Journal,
    account: Option<&'a AccountId>,
    query: &'a HistoryQuery,
    before: Option<i64>,
    over: bool,
}

impl Pages<'_> {
    fn next(&mut self) -> Result<Vec<ChangeRecord>> {
        if self.over {
            return Ok(Vec::new());
        }
        let page = self.journal.changes(self.account, self.query, self.before, PAGE)?;
        self.before = page.next;
        self.over = page.next.is_none();
        Ok(page.entries)
    }
}

fn as_csv(pages: &mut Pages<'_>, file: &mut File) -> Result<()> {
    let mut file = BufWriter::new(file);
    // Spreadsheets take a file without it for one of their own country's letters.
    file.write_all("\u{feff}".as_bytes()).map_err(|error| fault(&error))?;
    let mut lines = csv::Writer::from_writer(file);
    lines.write_record(HEAD).map_err(|error| csv_fault(&error))?;
    while !pages.over {
        for entry in pages.next()? {
            for line in lines_of(&entry) {
                lines.write_record(line.iter().map(|cell| plain(cell))).map_err(|error| csv_fault(&error))?;
            }
        }
    }
    lines.flush().map_err(|error| fault(&error))
}

fn lines_of(entry: &ChangeRecord) -> Vec<[String; 9]> {
    let kind = serde_json::to_value(entry.kind).ok().and_then(|kind| kind.as_str().map(str::to_owned));
    let line = |field: &str, before: String, after: String| {
        [
            entry.at.clone(),
            entry.account.as_str().to_owned(),
            entry.agent.clone().map(String::from).unwrap_or_default(),
            entry.agent_name.clone(),
            kind.clone().unwrap_or_default(),
            entry.batch.clone().unwrap_or_default(),
            field.to_owned(),
            before,
            after,
        ]
    };
    if entry.changes.is_empty() {
        return vec![line("", String::new(), text(&entry.document))];
    }
    let changes = entry.changes.iter();
    changes.map(|change| line(change.pointer.as_str(), text(&change.before), text(&change.after))).collect()
}

fn as_json(pages: &mut Pages<'_>, file: &mut File) -> Result<()> {
    let mut file = BufWriter::new(file);
    let mut put = |bytes: &[u8]| file.write_all(bytes).map_err(|error| fault(&error));
    put(b"[")?;
    let mut first = true;
    while !pages.over {
        for entry in pages.next()? {
            put(if first { b"\n" } else { b",\n" })?;
            first = false;
            // Pages leave out the document of a deleted agent.
            let entry = match entry.kind {
                ChangeKind::Deleted => pages.journal.change(&entry.id)?.unwrap_or(entry),
                _ => entry,
            };
            let text = serde_json::to_vec(&entry)
                .map_err(|error| CallboardError::new(ErrorCode::Internal).with_detail(error))?;
            put(&text)?;
        }
    }
    put(b"\n]\n")?;
    file.flush().map_err(|error| fault(&error))
}

fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// A cell that no spreadsheet runs: what begins like a formula gets an apostrophe before it, as spreadsheets mark text.
fn plain(cell: &str) -> String {
    if cell.starts_with(FORMULAS) { format!("'{cell}") } else { cell.to_owned() }
}

fn fault(error: &std::io::Error) -> CallboardError {
    CallboardError::new(ErrorCode::of_writing(error))
        .with_operation("write the history to a file")
        .with_detail(error)
}

fn csv_fault(error: &csv::Error) -> CallboardError {
    match error.kind() {
        csv::ErrorKind::Io(error) => fault(error),
        _ => CallboardError::new(ErrorCode::Internal).with_detail(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_looks_like_a_formula_is_not_run_by_a_spreadsheet() {
        assert_eq!(plain("=HYPERLINK(\"http://x\")"), "'=HYPERLINK(\"http://x\")");
        assert_eq!(plain("+31 6"), "'+31 6");
        assert_eq!(plain("Ana"), "Ana");
    }
}
