//! Documents that say something else than what was asked: another agent, other types, other words.

use callboard_model::{Done, ErrorCode};

use super::{Case, Said};
use crate::hostile::answers::{answer, ok, send};
use crate::hostile::stage::{ALL, Account, Kind, LISTING, Operation};

const UNREADABLE: Said = Said::Code(ErrorCode::UnreadableAnswer);

pub(crate) fn cases() -> Vec<Case> {
    [other_agents(), other_types(), refusals(), parts()].concat()
}

/// Systems whose agents can be read one by one.
const READING: [Kind; 4] = [Kind::Bird, Kind::Hms, Kind::MessageFlow, Kind::Raia];

fn other_agents() -> Vec<Case> {
    let another = || Said::Code(ErrorCode::AnotherAgent);
    let mut cases = Vec::new();
    for kind in READING {
        let read = |name: &str, document: String, said: Said| {
            Case::new(name, kind, Operation::Read, send(ok(kind.one(&document))), said)
        };
        cases.extend([
            read("another agent's document", kind.honest(kind.other()), another()),
            read("a document without an id", "{\"name\": \"Avery\"}".to_owned(), UNREADABLE),
            read("a document whose id is null", kind.document("null", "\"Avery\""), UNREADABLE),
            read("a document whose id is empty", kind.document("\"\"", "\"Avery\""), UNREADABLE),
            read("a document whose id is a list", kind.document("[1]", "\"Avery\""), UNREADABLE),
            read(
                "an id with a space behind it",
                kind.document(&format!("\"{} \"", kind.agent()), "\"A\""),
                another(),
            ),
        ]);
    }
    for kind in [Kind::Bird, Kind::Hms, Kind::Raia] {
        let upper = kind.honest(&kind.agent().to_uppercase());
        cases.push(Case::new(
            "a UUID in capitals",
            kind,
            Operation::Read,
            send(ok(kind.one(&upper))),
            Said::Fine(|told| told["name"] == "Avery Example"),
        ));
        cases.push(
            Case::new(
                "an id that differs by a capital",
                kind,
                Operation::Read,
                send(ok(kind.one(&kind.honest("AbC")))),
                another(),
            )
            .of_account(|account| account.about("abc")),
        );
    }
    for kind in LISTING.iter().copied() {
        let changed = kind.one(&kind.honest(kind.other()));
        cases.push(Case::new(
            "a change that is answered with another agent",
            kind,
            Operation::Update,
            send(ok(changed)),
            Said::Change(ErrorCode::AnotherAgent, Done::Unclear),
        ));
    }
    for kind in [Kind::Bird, Kind::Hms, Kind::MessageFlow] {
        cases.push(Case::new(
            "a change that is answered with nothing",
            kind,
            Operation::Update,
            send(answer("200 OK", &[], "")),
            Said::Fine(|_| true),
        ));
        cases.push(Case::new(
            "a new agent without an id",
            kind,
            Operation::Create,
            send(ok(kind.one("{\"name\": \"Avery\"}"))),
            Said::Change(ErrorCode::UnreadableAnswer, Done::Yes),
        ));
        cases.push(Case::new(
            "a new agent on an error page",
            kind,
            Operation::Create,
            send(ok("<html>done</html>")),
            Said::Change(ErrorCode::UnreadableAnswer, Done::Yes),
        ));
    }
    cases
}

/// One of each type, and what lies at the edges of each.
const ODD: [&str; 16] = [
    "null",
    "true",
    "0",
    "-1",
    "1e400",
    "18446744073709551616",
    "\"\"",
    "\"\\u0000\"",
    "\"<script>alert(1)</script>\"",
    "\"\u{202e}gnp\u{200b}\"",
    "[]",
    "[null, 1, \"a\", [], {}]",
    "{}",
    "{\"a\": {\"a\": null}}",
    "{\"$number\": \"1e400\"}",
    "[{\"id\": 1, \"name\": [], \"day\": 99, \"month\": -1}]",
];

/// Members that a list or a header shows.
fn shown(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Bird => &[
            "name",
            "type",
            "status",
            "timezone",
            "weeklySchedule",
            "holidays",
            "availability",
            "workload",
            "teams",
            "roles",
            "userEmails",
            "user",
            "avatarUrl",
            "createdAt",
            "dropVms",
        ],
        Kind::Hms => &["name", "is_active", "created_at"],
        Kind::MessageFlow => &["name", "configuration"],
        Kind::Diga => &["name", "is_draft", "is_published", "created_at", "voice"],
        Kind::Raia => &["name", "status", "role", "avatarUrl"],
    }
}

fn other_types() -> Vec<Case> {
    let mut cases = Vec::new();
    for kind in ALL.iter().copied() {
        for member in shown(kind) {
            // In one list, one entry for every value; what only reads one agent is asked for the last of them.
            let entries: Vec<String> = ODD
                .iter()
                .enumerate()
                .map(|(at, value)| {
                    let id = kind.id(&format!("{}", at + 10));
                    let own = if kind == Kind::Diga { "agent_id" } else { "id" };
                    format!("{{\"{own}\": {id}, \"{member}\": {value}}}")
                })
                .collect();
            let (body, said): (String, Said) = match kind {
                Kind::Raia => (
                    format!(
                        "{{\"id\": \"1\", \"{member}\": [null, {{\"$number\": \"1e400\"}}, \"\\u0000\"]}}"
                    ),
                    Said::Fine(|told| told["named"] == 1),
                ),
                _ => (kind.list(&entries), Said::Fine(|told| told["named"] == 16)),
            };
            cases.push(Case::new(
                &format!("values of every type in {member}"),
                kind,
                Operation::List,
                send(ok(body)),
                said,
            ));
        }
    }
    let nested = [
        (
            "hours of strange days",
            "weeklySchedule",
            "{\"monday\": {\"from\": {\"hour\": 99, \"minute\": -1}, \"to\": {\"hour\": 1e9}}, \"someday\": 1}",
        ),
        (
            "hours without times",
            "weeklySchedule",
            "{\"monday\": {}, \"tuesday\": [], \"wednesday\": \"9-5\"}",
        ),
        (
            "a holiday beyond every year",
            "holidays",
            "[{\"name\": \"x\", \"day\": 31, \"month\": 2}, {\"day\": 0, \"month\": 13}]",
        ),
        ("a zone on no map", "timezone", "\"Mars/Olympus_Mons\""),
        ("a zone that is a path", "timezone", "\"../../../etc/passwd\""),
        (
            "work beyond counting",
            "workload",
            "{\"workload\": {\"a\": 18446744073709551615, \"b\": 18446744073709551615}, \"rule\": {\"capacity\": {\"a\": 4294967296}}}",
        ),
        ("a picture in a file", "avatarUrl", "\"file:///etc/passwd\""),
        ("a picture in a script", "avatarUrl", "\"javascript:alert(1)\""),
        ("a picture with a password", "avatarUrl", "\"https://name:word@media.example/a.png\""),
    ];
    for (name, member, value) in nested {
        let body = Kind::Bird
            .list(&[format!("{{\"id\": \"1\", \"timezone\": \"Europe/Madrid\", \"{member}\": {value}}}")]);
        // The zone given last is the one that counts.
        cases.push(Case::new(
            name,
            Kind::Bird,
            Operation::List,
            send(ok(body)),
            Said::Fine(|told| told["named"] == 1 && told["summaries"][0]["picture"].is_null()),
        ));
    }
    cases
}

/// Refusals whose words have other types, no end, or markup in them.
fn refusals() -> Vec<Case> {
    let mut cases = Vec::new();
    for kind in ALL.iter().copied() {
        let refused = |name: &str, status: &str, body: &str, said: Said| {
            Case::new(name, kind, Operation::List, send(answer(status, &[], body)), said)
        };
        let long = "m".repeat(1_000_000);
        cases.extend([
            refused(
                "a refusal with words of every type",
                "422 No",
                "{\"code\": [1], \"message\": {\"a\": []}, \"error\": [null, {}], \"details\": \"x\", \"detail\": [1, {\"loc\": 7, \"msg\": []}], \"name\": 1e400, \"errors\": [[]], \"param\": {}}",
                Said::Code(ErrorCode::RefusedValues),
            ),
            refused(
                "a refusal of 1 MB",
                "400 No",
                &format!("{{\"code\": \"{long}\", \"message\": \"{long}\", \"error\": \"{long}\", \"detail\": \"{long}\"}}"),
                Said::Code(ErrorCode::RefusedValues),
            ),
            refused(
                "a refusal on a page with a script",
                "500 No",
                "<html><script>alert(1)</script></html>",
                Said::Code(ErrorCode::SystemFault),
            ),
            refused(
                "a refusal that names every field",
                "422 No",
                "{\"error\": {\"param\": \"../../x\", \"message\": \"m\"}, \"field\": \"~~~///\", \"details\": {\"/\": 1, \"~9\": 2}, \"detail\": [{\"loc\": [\"body\", \"a/b\", 1e400], \"msg\": \"m\"}]}",
                Said::Code(ErrorCode::RefusedValues),
            ),
        ]);
    }
    cases.extend([
        Case::new(
            "a deletion that says yes with a text",
            Kind::Hms,
            Operation::Delete,
            send(ok("{\"success\": \"yes\"}")),
            Said::Change(ErrorCode::UnreadableAnswer, Done::Unclear),
        ),
        Case::new(
            "a deletion that says no with status 200",
            Kind::Hms,
            Operation::Delete,
            send(ok("{\"success\": false}")),
            Said::Code(ErrorCode::SystemFault),
        ),
    ]);
    cases
}

/// What only some systems can be asked.
fn parts() -> Vec<Case> {
    let raia = |name: &str, operation, body: &str, said| {
        Case::new(name, Kind::Raia, operation, send(ok(body)), said)
    };
    let bird = |name: &str, operation, body: &str, said| {
        Case::new(name, Kind::Bird, operation, send(ok(body)), said)
    };
    let mut cases = vec![
        raia(
            "users of every type",
            Operation::Users,
            "{\"data\": [null, 1, \"a\", [], {}, {\"id\": 1e400, \"firstName\": [], \"email\": {}, \"lastName\": null}], \"currentPage\": \"x\", \"totalPages\": -1, \"totalItems\": 1e400}",
            Said::Fine(|told| told["entries"] == 2),
        ),
        raia(
            "a user with half a surrogate",
            Operation::Users,
            "{\"data\": [{\"id\": \"\\ud800\"}, {\"id\": \"1\"}], \"currentPage\": 1}",
            Said::Fine(|told| told["entries"] == 1),
        ),
        raia(
            "a user with a name of 1 MB",
            Operation::Users,
            &format!(
                "{{\"data\": [{{\"id\": \"1\", \"firstName\": \"{}\"}}], \"currentPage\": 1}}",
                "u".repeat(1_000_000)
            ),
            Said::Fine(|told| told["users"].to_string().len() < 10_000),
        ),
        raia("users without number", Operation::Users, "{\"data\": {}}", UNREADABLE),
        raia(
            "a page of users beyond all pages",
            Operation::Users,
            "{\"data\": [], \"currentPage\": 1e308, \"totalPages\": 1e309, \"hasNextPage\": true}",
            Said::Fine(|told| told["page"].as_u64().is_some_and(|page| page <= u64::from(u32::MAX))),
        ),
        raia(
            "an earlier page of users, again and again",
            Operation::Users,
            "{\"data\": [], \"currentPage\": 0, \"hasNextPage\": true}",
            UNREADABLE,
        ),
        raia("numbers that are texts", Operation::Statistic, "{\"tokensUsed\": \"7\"}", UNREADABLE),
        raia(
            "numbers beyond all doubles",
            Operation::Statistic,
            "{\"tokensUsed\": 1e400, \"tokensPerConversation\": 0, \"vapiSecondsUsed\": 0, \"averageCallDuration\": 0, \"smsUsed\": 0, \"smsPerConversation\": 0, \"emailsUsed\": 0, \"emailsPerConversation\": 0}",
            UNREADABLE,
        ),
        raia("an agent of a key without an id", Operation::ReadByKey, "{\"name\": \"Avery\"}", UNREADABLE),
        raia("a webhook that is a page", Operation::Webhook, "<html>", Said::Fine(|_| true)),
        bird("an availability that is a list", Operation::Availability, "[]", UNREADABLE),
        bird("a workload that is a text", Operation::Workload, "\"busy\"", UNREADABLE),
        bird("one's own agent without an id", Operation::Own, "{\"name\": \"me\"}", UNREADABLE),
        bird(
            "a change of availability that is answered with another record",
            Operation::UpdateAvailability,
            "{\"id\": \"x\"}",
            Said::Fine(|_| true),
        ),
    ];
    for (name, body) in [
        (
            "versions of every type",
            "{\"data\": [null, 1, {\"version_id\": 7, \"version_number\": -1, \"is_draft\": \"no\"}], \"has_more\": false}",
        ),
        (
            "a version whose number no integer holds",
            "{\"data\": [{}, {}, {\"version_number\": 18446744073709551616}], \"has_more\": false}",
        ),
        (
            "a version with half a surrogate",
            "{\"data\": [{}, {}, {\"version_name\": \"\\ud800\"}], \"has_more\": false}",
        ),
    ] {
        cases.push(Case::new(
            name,
            Kind::Diga,
            Operation::Versions,
            send(ok(body)),
            Said::Fine(|told| told["entries"] == 3),
        ));
    }
    cases
}

/// An account whose agent's name is typed like this.
pub(crate) fn typing(account: Account, name: &str) -> Account {
    Account { typed: name.to_owned(), ..account }
}
