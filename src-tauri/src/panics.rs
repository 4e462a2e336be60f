//! What a panic comes to: a line in the log, and an error like any other for whoever asked.
//!
//! The program is built to unwind, so a panic ends the task it happens in and nothing else. Tauri answers nothing for a
//! command whose task has ended: the page would wait for ever.

use std::future::Future;
use std::io::Write as _;
use std::panic::{AssertUnwindSafe, Location};

use callboard_model::{CallboardError, ErrorCode, Result};
use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;

use crate::page_faults::scrub;

/// Parts of a path that are kept of the place, counted from the file: enough to find it, and no folder of anybody's.
const PLACE_PARTS: usize = 4;

/// Writes every panic to the log and to the terminal. Where there is no terminal any more that fails, and a panic within
/// this would end the program.
pub(crate) fn log_all() {
    std::panic::set_hook(Box::new(|panic| {
        let line = log_line(panic.location(), panic.payload_as_str());
        log::error!("{line}");
        let _ = writeln!(std::io::stderr(), "{line}");
    }));
}

/// The place and the message. What a decoder says may quote the file, so it is cut and scrubbed.
fn log_line(place: Option<&Location<'_>>, message: Option<&str>) -> String {
    let place = place.map_or_else(
        || "an unknown place".to_owned(),
        |place| {
            let mut parts: Vec<&str> = place.file().rsplit(['/', '\\']).take(PLACE_PARTS).collect();
            parts.reverse();
            format!("{}:{}:{}", parts.join("/"), place.line(), place.column())
        },
    );
    format!("a panic at {place}: {}", scrub(message.unwrap_or("without a message")))
}

/// Does the work and turns a panic in it into an error. On the heap, for some commands carry a whole change with them.
pub(crate) fn unbroken<'work, T: 'work>(
    work: impl Future<Output = Result<T>> + Send + 'work,
) -> BoxFuture<'work, Result<T>> {
    Box::pin(async move {
        let outcome = AssertUnwindSafe(work).catch_unwind().await;
        outcome.unwrap_or_else(|_| {
            Err(CallboardError::new(ErrorCode::Internal).with_detail("a panic, see the program's log"))
        })
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

    use super::*;

    #[tokio::test]
    async fn a_command_that_panics_is_answered_and_the_next_one_works() {
        async fn broken() -> Result<u32> {
            tokio::task::yield_now().await;
            let empty: Vec<u32> = Vec::new();
            Ok(empty[std::hint::black_box(0)])
        }
        let error = unbroken(broken()).await.unwrap_err();
        assert_eq!(error.code, ErrorCode::Internal, "the page would wait for ever");
        assert_eq!(unbroken(async { Ok(7) }).await, Ok(7));
    }

    #[test]
    fn no_command_is_left_without_an_answer_by_a_panic() {
        let sources = [
            include_str!("commands/activity.rs"),
            include_str!("commands/agents.rs"),
            include_str!("commands/changes.rs"),
            include_str!("commands/connections.rs"),
            include_str!("commands/drops.rs"),
            include_str!("commands/hours.rs"),
            include_str!("commands/media.rs"),
            include_str!("commands/program.rs"),
            include_str!("commands/saving.rs"),
        ];
        let mut commands = 0;
        for command in sources.iter().flat_map(|source| source.split("#[tauri::command]").skip(1)) {
            let name = command.split("fn ").nth(1).and_then(|rest| rest.split('(').next()).unwrap();
            assert!(command.contains("-> Result<"), "{name} can tell of no failure");
            let body: String = command.split_whitespace().collect();
            assert!(body.contains("{unbroken(asyncmove{"), "a panic in {name} would be answered by nothing");
            commands += 1;
        }
        assert!(commands > 80, "{commands}");
    }

    #[test]
    fn a_panic_is_logged_with_its_place_and_without_what_a_file_holds() {
        let long = format!("cannot read 'sk-live-0123456789abcdef' {}", "word ".repeat(1000));
        let line = log_line(Some(Location::caller()), Some(&long));
        assert!(line.starts_with("a panic at src-tauri/src/panics.rs:"), "{line}");
        assert!(line.len() < 500 && !line.contains("0123456789"), "{line}");
        assert!(!line.contains('\n'), "one panic is one line");
        assert_eq!(log_line(None, None), "a panic at an unknown place: without a message");
    }
}
