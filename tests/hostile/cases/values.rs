//! Bodies that are no JSON, or JSON that nobody expects: read by the reader that all adapters share.

use callboard_model::ErrorCode;
use serde_json::json;

use super::{Case, Said};
use crate::hostile::answers::{answer, long, ok, send};
use crate::hostile::stage::{AGENT, Kind, ONE, OTHER, Operation};

const UNREADABLE: Said = Said::Code(ErrorCode::UnreadableAnswer);
const FINE: Said = Said::Fine(|document| document["name"] == "Avery Example");

fn read(name: &str, body: impl AsRef<[u8]>, said: Said) -> Case {
    Case::new(name, ONE[0], Operation::Read, send(ok(body)), said)
}

/// The honest document with a further member, whose value is written like this.
fn with(value: &str) -> String {
    format!("{{\"id\": \"{AGENT}\", \"name\": \"Avery Example\", \"more\": {value}}}")
}

fn named(name: &[u8]) -> Vec<u8> {
    [format!("{{\"id\": \"{AGENT}\", \"name\": \"").as_bytes(), name, b"\"}"].concat()
}

pub(crate) fn cases() -> Vec<Case> {
    [no_json(), odd_json(), texts(), large()].concat()
}

fn no_json() -> Vec<Case> {
    let page = "<!doctype html><html><body><h1>502</h1><script>alert(1)</script></body></html>";
    let of_type = |kind: &str, said: Said| {
        Case::new(
            &format!("a document that is said to be {kind}"),
            ONE[0],
            Operation::Read,
            send(answer("200 OK", &[("content-type", kind)], Kind::Bird.honest(AGENT))),
            said,
        )
    };
    let utf_16: Vec<u8> = Kind::Bird.honest(AGENT).encode_utf16().flat_map(u16::to_le_bytes).collect();
    let mut cases = vec![
        read("an error page", page, UNREADABLE),
        read("plain text", "OK", UNREADABLE),
        read("nothing", "", UNREADABLE),
        read("spaces", "   \r\n  ", UNREADABLE),
        read("form data", "id=1&name=Avery", UNREADABLE),
        read("XML", "<agent id=\"1\"/>", UNREADABLE),
        read("a script", format!("callback({})", Kind::Bird.honest(AGENT)), UNREADABLE),
        read("JSON with a comment", format!("/* ok */ {}", Kind::Bird.honest(AGENT)), UNREADABLE),
        read("two documents", Kind::Bird.honest(AGENT).repeat(2), UNREADABLE),
        read("half a document", &Kind::Bird.honest(AGENT)[..30], UNREADABLE),
        read("a comma too many", format!("{{\"id\": \"{AGENT}\",}}"), UNREADABLE),
        read("a byte order mark", format!("\u{feff}{}", Kind::Bird.honest(AGENT)), FINE),
        read("two byte order marks", format!("\u{feff}\u{feff}{}", Kind::Bird.honest(AGENT)), UNREADABLE),
        read("UTF-16", utf_16, UNREADABLE),
        read("NUL before the document", format!("\0{}", Kind::Bird.honest(AGENT)), UNREADABLE),
        read("NUL after the document", format!("{}\0", Kind::Bird.honest(AGENT)), UNREADABLE),
        of_type("text/html", FINE),
        of_type("image/png", FINE),
        of_type("application/json; charset=utf-16", Said::FineOr(|_| true, &[ErrorCode::UnreadableAnswer])),
        of_type("a\tb; charset=\"", FINE),
    ];
    for (name, body) in [
        ("null", "null"),
        ("a truth", "true"),
        ("a number", "7"),
        ("a text", "\"agent\""),
        ("a list", "[]"),
        ("an empty record", "{}"),
    ] {
        cases.push(read(&format!("{name} for an agent"), body, UNREADABLE));
    }
    cases
}

fn odd_json() -> Vec<Case> {
    let deep = |open: &str, depth: usize| with(&open.repeat(depth));
    vec![
        read(
            "an id given twice, the right one last",
            format!("{{\"id\": \"{OTHER}\", \"id\": \"{AGENT}\"}}"),
            Said::Fine(|document| document["id"] == AGENT),
        ),
        read(
            "an id given twice, another one last",
            format!("{{\"id\": \"{AGENT}\", \"id\": \"{OTHER}\"}}"),
            Said::Code(ErrorCode::AnotherAgent),
        ),
        read("lists 5,000 deep", deep("[", 5_000), UNREADABLE),
        read("lists a million deep", deep("[", 1_000_000), UNREADABLE),
        read("records 5,000 deep", deep("{\"a\":", 5_000), UNREADABLE),
        read("records 100,000 deep", deep("{\"a\":", 100_000), UNREADABLE),
        read("lists and records in turn, 100,000 deep", deep("[{\"a\":", 50_000), UNREADABLE),
        read(
            "lists 5,000 deep that are closed",
            with(&format!("{}{}", "[".repeat(5_000), "]".repeat(5_000))),
            UNREADABLE,
        ),
        read("a number beyond all doubles", with("1e400"), FINE),
        read("a number with an endless exponent", with(&format!("1e{}", "9".repeat(10_000))), FINE),
        read("a number of 100,000 digits", with(&"7".repeat(100_000)), FINE),
        read("a number close to nothing", with("1e-400"), FINE),
        read("a zero below zero", with("-0"), FINE),
        read(
            "the last number of 64 bits and the next",
            with("[18446744073709551615, 18446744073709551616]"),
            FINE,
        ),
        read(
            "the first number of 64 bits and the one before",
            with("[-9223372036854775808, -9223372036854775809]"),
            FINE,
        ),
        read("NaN", with("NaN"), UNREADABLE),
        read("infinity", with("-Infinity"), UNREADABLE),
        read("a hexadecimal number", with("0x10"), UNREADABLE),
        read("a record that looks like a guarded number", with("{\"$number\": \"1e400; DROP\"}"), FINE),
        read("a guarded number for an id", format!("{{\"id\": {{\"$number\": \"{AGENT}\"}}}}"), UNREADABLE),
        read(
            "a member called __proto__",
            with("{\"__proto__\": {\"admin\": true}, \"constructor\": 1}"),
            FINE,
        ),
        read("a member without a name", with("{\"\": {\"\": {}}}"), FINE),
    ]
}

fn texts() -> Vec<Case> {
    vec![
        read("NUL in a text", named(b"a\0b"), UNREADABLE),
        read("NUL in a text, escaped", named(b"a\\u0000b"), Said::Fine(|told| told["name"] == "a\0b")),
        read("a line end in a text", named(b"a\nb"), UNREADABLE),
        read("half a surrogate", named(b"a\\ud800b"), UNREADABLE),
        read("the other half of a surrogate", named(b"a\\udc00b"), UNREADABLE),
        read("a text that is no UTF-8", named(b"a\xffb"), UNREADABLE),
        read("a surrogate as UTF-8", named(b"a\xed\xa0\x80b"), UNREADABLE),
        read("an overlong slash", named(b"a\xc0\xafb"), UNREADABLE),
        read(
            "direction marks",
            named("\u{202e}gnp.exe\u{2066}\u{200b}".as_bytes()),
            Said::Fine(|told| told["name"] == "\u{202e}gnp.exe\u{2066}\u{200b}"),
        ),
        read(
            "a script for a name",
            named(br#"<script>fetch('//evil')</script><img src=x onerror=alert(1)>\"'{count}"#),
            Said::Fine(|told| told["name"].as_str().is_some_and(|name| name.starts_with("<script>"))),
        ),
        read(
            "a name of nothing but a mark",
            named("\u{feff}".as_bytes()),
            Said::Fine(|told| told["name"] == "\u{feff}"),
        ),
    ]
}

fn large() -> Vec<Case> {
    let before = format!("{{\"id\": \"{AGENT}\", \"bio\": \"");
    let text = |name: &str, megabytes: usize, said: Said| {
        let filling = "a".repeat(1024);
        let steps = long(&before, &filling, megabytes * 1024, "\"}");
        Case::new(name, Kind::Bird, Operation::Read, steps, said).heavy()
    };
    let members = |name: &str, filling: &str, times: usize| {
        let steps = long(&format!("{{\"id\": \"{AGENT}\", \"more\": "), filling, times, "0}");
        Case::new(name, Kind::Bird, Operation::Read, steps, UNREADABLE).heavy()
    };
    let list = |name: &str, entry: &str, times: usize| {
        let steps = long(&format!("{{\"id\": \"{AGENT}\", \"more\": ["), entry, times, "0]}");
        Case::new(name, Kind::Bird, Operation::Read, steps, UNREADABLE).heavy()
    };
    vec![
        text("a text of 4 MiB", 4, Said::Fine(|told| told["bio"].as_str().is_some_and(|bio| bio.len() == 4 << 20))),
        text("a text of 32 MiB", 32, UNREADABLE),
        text("a text of 64 MiB", 64, UNREADABLE),
        text("a text of 200 MiB", 200, UNREADABLE),
        list("seven million small numbers", "1,", 7 << 20),
        list("four million empty records", "{},", 4 << 20),
        list("a million records", "{\"a\":1},", 1 << 20),
        list("a million long numbers", "12345678901234567890123,", 1 << 20),
        members("two million records one in the other", "{\"a\":", 2 << 20),
        Case::new(
            "a member for every word",
            Kind::Bird,
            Operation::Read,
            send(ok(json!({"id": AGENT, "more": (0..100_000).map(|n| (format!("m{n}"), json!(n))).collect::<serde_json::Map<_, _>>()}).to_string())),
            Said::FineOr(|_| true, &[ErrorCode::UnreadableAnswer]),
        )
        .heavy(),
    ]
}
