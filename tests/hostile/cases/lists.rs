//! Lists: entries that nobody can use, pages without an end, counts that lie.

use std::sync::Arc;

use callboard_model::ErrorCode;

use super::{Case, Said};
use crate::hostile::answers::{long, ok, send};
use crate::hostile::server::{Answers, Asked, Script};
use crate::hostile::stage::{Kind, LISTING, Operation};

const UNREADABLE: Said = Said::Code(ErrorCode::UnreadableAnswer);
const NO_END: Said = Said::Code(ErrorCode::ListTooLong);

/// Those that page.
const PAGING: [Kind; 2] = [Kind::Bird, Kind::Diga];

pub(crate) fn cases() -> Vec<Case> {
    [entries(), pages(), large()].concat()
}

/// Two agents that can be read, and this entry between them.
fn among(kind: Kind, entry: &str) -> String {
    kind.list(&[kind.honest(kind.agent()), entry.to_owned(), kind.honest(kind.other())])
}

fn entries() -> Vec<Case> {
    let two_named = Said::Fine(|told| told["named"] == 2 && told["entries"] == 3);
    let mut cases = Vec::new();
    for kind in LISTING.iter().copied() {
        let member = if kind == Kind::Diga { "agent_id" } else { "id" };
        let of_id = |value: &str| format!("{{\"{member}\": {value}, \"name\": \"Odd\"}}");
        let odd_ids = [
            ("an empty id", "\"\""),
            ("null for an id", "null"),
            ("a fraction for an id", "1.5"),
            ("a truth for an id", "true"),
            ("a list for an id", "[\"a\"]"),
            ("a record for an id", "{\"id\": \"a\"}"),
            ("half a surrogate in its id", "\"a\\ud800\""),
        ];
        for (name, value) in odd_ids {
            let body = among(kind, &of_id(value));
            cases.push(Case::new(
                &format!("an entry with {name}"),
                kind,
                Operation::List,
                send(ok(body)),
                two_named.clone(),
            ));
        }
        let number = if kind == Kind::MessageFlow { 3 } else { 2 };
        let told: fn(&serde_json::Value) -> bool =
            if number == 3 { |told| told["named"] == 3 } else { |told| told["named"] == 2 };
        let listed = |name: &str, body: Vec<u8>, said: Said| {
            Case::new(name, kind, Operation::List, send(ok(body)), said)
        };
        let mut invalid = among(kind, &of_id("\"a?\"")).into_bytes();
        if let Some(at) = invalid.iter().position(|byte| *byte == b'?') {
            invalid[at] = 0xff;
        }
        cases.extend([
            listed("an entry whose id is a number", among(kind, &of_id("7")).into_bytes(), Said::Fine(told)),
            listed("an entry without an id", among(kind, "{\"name\": \"Odd\"}").into_bytes(), two_named.clone()),
            listed("null for an entry", among(kind, "null").into_bytes(), two_named.clone()),
            listed("a text for an entry", among(kind, "\"agent\"").into_bytes(), two_named.clone()),
            listed("an entry that is no UTF-8", invalid, two_named.clone()),
            listed(
                "half a surrogate in a name",
                among(kind, &kind.document(&kind.id("9"), "\"\\udc00\"")).into_bytes(),
                two_named.clone(),
            ),
            listed(
                "a list behind a byte order mark",
                format!("\u{feff}{}", kind.list(&[kind.honest(kind.agent())])).into_bytes(),
                Said::Fine(|told| told["named"] == 1),
            ),
            Case::new(
                "an agent that is listed three times",
                kind,
                Operation::Walk,
                send(ok(among(kind, &kind.honest(kind.agent())))),
                Said::Fine(|told| told["entries"] == 2),
            ),
            listed(
                "a name of 1 MB",
                among(kind, &kind.document(&kind.id(kind.agent()), &format!("\"{}\"", "n".repeat(1_000_000))))
                    .into_bytes(),
                Said::Fine(|told| told["summaries"].to_string().len() < 10_000),
            ),
            listed(
                "an id of 1 MB",
                among(kind, &of_id(&format!("\"{}\"", "i".repeat(1_000_000)))).into_bytes(),
                two_named.clone(),
            ),
            listed("a record in the place of the list", b"{\"results\": {}, \"agents\": {}, \"data\": {}}".to_vec(), UNREADABLE),
            listed("an error page for a list", b"<html>".to_vec(), UNREADABLE),
            listed("half a surrogate around the list", b"{\"results\": [], \"agents\": [], \"data\": [], \"has_more\": false, \"more\": \"\\ud800\"}".to_vec(), UNREADABLE),
        ]);
    }
    for kind in [Kind::Bird, Kind::Hms, Kind::MessageFlow] {
        cases.push(Case::new(
            "an index with entries that nobody can use",
            kind,
            Operation::Index,
            send(ok(among(kind, "{\"id\": null, \"name\": \"\\ud800\"}"))),
            Said::Fine(|told| told["entries"] == 2),
        ));
    }
    cases
}

/// A page of one agent, and where the next one begins.
fn page(kind: Kind, id: &str, next: &str) -> Script {
    let entry = kind.honest(id);
    let body = match kind {
        Kind::Diga => format!("{{\"data\": [{entry}], \"has_more\": true, \"last_id\": \"{next}\"}}"),
        _ => format!("{{\"results\": [{entry}], \"nextPageToken\": \"{next}\"}}"),
    };
    Script::of(send(ok(body)))
}

fn numbered(number: usize) -> String {
    format!("d19a0000-0000-4000-8000-{number:012}")
}

fn pages() -> Vec<Case> {
    let walk = |name: &str, kind: Kind, answers: Answers, said: Said| {
        Case::answering(name, kind, Operation::Walk, answers, said)
    };
    let mut cases = Vec::new();
    for kind in PAGING {
        let same = move |_: &Asked| page(kind, kind.agent(), "t");
        let two = move |asked: &Asked| page(kind, &numbered(asked.number), &format!("t{}", asked.number % 2));
        let three =
            move |asked: &Asked| page(kind, &numbered(asked.number), &format!("t{}", asked.number % 3));
        let nobody_new = move |asked: &Asked| page(kind, kind.agent(), &format!("t{}", asked.number));
        let forever = move |asked: &Asked| page(kind, &numbered(asked.number), &format!("t{}", asked.number));
        cases.extend([
            walk("a page that names itself", kind, Arc::new(same), UNREADABLE),
            walk("two pages in a circle", kind, Arc::new(two), UNREADABLE),
            walk("three pages in a circle", kind, Arc::new(three), UNREADABLE),
            walk("the same agent on page after page", kind, Arc::new(nobody_new), NO_END),
            walk("pages without an end", kind, Arc::new(forever), NO_END),
        ]);
    }
    let empty = |asked: &Asked| {
        let body = format!("{{\"results\": [], \"nextPageToken\": \"t{}\"}}", asked.number);
        Script::of(send(ok(body)))
    };
    cases.push(walk("empty pages without an end", Kind::Bird, Arc::new(empty), NO_END));
    cases.push(Case::answering(
        "empty pages without an end, while a new agent is looked for",
        Kind::Bird,
        Operation::LookFor,
        Arc::new(empty),
        NO_END,
    ));
    let bird = |name: &str, body: &str, said: Said| {
        Case::new(name, Kind::Bird, Operation::List, send(ok(body)), said)
    };
    let diga = |name: &str, body: &str, said: Said| {
        Case::new(name, Kind::Diga, Operation::List, send(ok(body)), said)
    };
    let last: Said = Said::Fine(|told| told["next"].is_null());
    let uncounted: Said = Said::Fine(|told| told["total"].is_null());
    for odd in ["null", "\"\"", "7", "[]", "{}", "true"] {
        let name = format!("{odd} for the next page");
        cases.push(bird(&name, &format!("{{\"results\": [], \"nextPageToken\": {odd}}}"), last.clone()));
    }
    for odd in ["-1", "1.5", "1e400", "18446744073709551616", "4294967296", "\"7\"", "null", "[]"] {
        let name = format!("{odd} for a count");
        cases.push(bird(&name, &format!("{{\"results\": [], \"total\": {odd}}}"), uncounted.clone()));
    }
    let number = "18446744073709551615";
    cases.extend([
        diga(
            "a page whose number has no successor",
            &format!(
                "{{\"data\": [], \"has_more\": true, \"current_page\": {number}, \"total_pages\": {number}}}"
            ),
            UNREADABLE,
        ),
        diga(
            "a number of pages below zero",
            "{\"data\": [], \"current_page\": -1, \"total_pages\": -2}",
            last.clone(),
        ),
        diga("a text that says that there is more", "{\"data\": [], \"has_more\": \"yes\"}", last.clone()),
        diga(
            "more, and nothing that says where",
            "{\"data\": [], \"has_more\": true, \"last_id\": {}}",
            UNREADABLE,
        ),
        diga(
            "more behind a page beyond all doubles",
            "{\"data\": [], \"has_more\": true, \"current_page\": 1e400}",
            UNREADABLE,
        ),
        Case::new(
            "a count of everything and of nothing",
            Kind::Diga,
            Operation::Test,
            send(ok(format!("{{\"data\": [{{}}], \"total_pages\": {number}}}"))),
            Said::Fine(|told| told["agents"].is_null()),
        ),
    ]);
    cases
}

/// Lists that would fill the memory.
fn large() -> Vec<Case> {
    let mut cases = Vec::new();
    for kind in LISTING.iter().copied() {
        let (before, after) = kind.around_list();
        let entry = |id: &str| format!("{},", kind.honest(id));
        let last = kind.honest(kind.other());
        let many = long(before, &entry(kind.agent()), 1_000_000, &format!("{last}{after}"));
        cases.push(
            Case::new(
                "a million entries",
                kind,
                Operation::List,
                many,
                Said::OneOf(&[ErrorCode::ListTooLong, ErrorCode::UnreadableAnswer]),
            )
            .heavy(),
        );
        let small = long(before, "{},", 1_000_000, &format!("{{}}{after}"));
        cases.push(
            Case::new(
                "a million empty entries",
                kind,
                Operation::List,
                small,
                Said::OneOf(&[ErrorCode::ListTooLong, ErrorCode::UnreadableAnswer]),
            )
            .heavy(),
        );
        for megabytes in [4_usize, 20] {
            let open =
                format!("{before}{}", kind.document(&kind.id(kind.agent()), "\"").trim_end_matches('}'));
            let close = format!("\"}}{after}");
            let steps = long(&open, &"n".repeat(1024), megabytes * 1024, &close);
            let shown: fn(&serde_json::Value) -> bool =
                |told| told["named"] == 1 && told["summaries"].to_string().len() < 10_000;
            cases.push(
                Case::new(
                    &format!("a name of {megabytes} MiB"),
                    kind,
                    Operation::List,
                    steps,
                    Said::FineOr(shown, &[ErrorCode::UnreadableAnswer]),
                )
                .heavy(),
            );
        }
    }
    cases
}
