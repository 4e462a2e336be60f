//! Where requests go: redirects, addresses in answers, ids and values that would lead somewhere else.

use std::sync::Arc;

use callboard_model::ErrorCode;

use super::documents::typing;
use super::{BYSTANDER, Case, Look, Said, Seen, nothing_sent, once_and_nobody_else};
use crate::hostile::answers::{answer, ok, send};
use crate::hostile::server::Script;
use crate::hostile::stage::{ALL, Account, KEY, Kind, ONE, Operation};

pub(crate) fn cases() -> Vec<Case> {
    [redirects(), addresses(), ids(), typed(), keys(), echoes()].concat()
}

fn unexpected() -> Said {
    Said::Code(ErrorCode::UnexpectedStatus)
}

/// No redirect is followed, so no key goes anywhere else.
fn redirects() -> Vec<Case> {
    let mut cases = Vec::new();
    let redirected = |kind, operation, status: &str, location: &str| {
        let name = format!("status {} to {}", &status[..3], location.replace(BYSTANDER, "another host"));
        Case::new(&name, kind, operation, send(answer(status, &[("location", location)], "")), unexpected())
            .looking(once_and_nobody_else)
    };
    let elsewhere = format!("http://{BYSTANDER}/stolen");
    for kind in ALL.iter().copied() {
        // Each shows its credential in a way of its own.
        cases.push(redirected(kind, Operation::List, "302 Found", &elsewhere));
    }
    for status in ["300 Choices", "301 Moved", "303 Other", "305 Proxy", "307 Again", "308 Moved"] {
        cases.push(redirected(ONE[0], Operation::Read, status, &elsewhere));
    }
    for status in ["301 Moved", "307 Again", "308 Moved"] {
        cases.push(redirected(ONE[0], Operation::Update, status, &elsewhere));
        cases.push(redirected(ONE[0], Operation::Delete, status, &elsewhere));
    }
    for location in
        ["file:///etc/passwd", "javascript:alert(1)", "data:text/html,x", "ftp://x.example/", "//[", "", "\t"]
    {
        cases.push(redirected(ONE[0], Operation::Read, "302 Found", location));
    }
    cases.push(redirected(ONE[0], Operation::Read, "302 Found", "/base/workspaces/w-1/agents"));
    let refresh = [("refresh", "0;url=http://bystander.invalid:1/")];
    cases.push(
        Case::new(
            "a refresh to another host",
            ONE[0],
            Operation::Read,
            send(answer("200 OK", &refresh, Kind::Bird.honest(Kind::Bird.agent()))),
            Said::Fine(|_| true),
        )
        .looking(once_and_nobody_else),
    );
    let alternative = [
        ("alt-svc", "h2=\"bystander.invalid:1\"; ma=86400"),
        ("link", "<http://bystander.invalid:1/>; rel=preload"),
    ];
    cases.push(
        Case::new(
            "another service that is named",
            ONE[0],
            Operation::Read,
            send(answer("200 OK", &alternative, Kind::Bird.honest(Kind::Bird.agent()))),
            Said::Fine(|_| true),
        )
        .looking(once_and_nobody_else),
    );
    cases
}

/// Addresses in answers: of files and of upload forms.
fn addresses() -> Vec<Case> {
    let invalid = || Said::Code(ErrorCode::InvalidAddress);
    let plain = || Said::Code(ErrorCode::PlainHttpRefused);
    let unreadable = || Said::Code(ErrorCode::UnreadableAnswer);
    let mut cases = Vec::new();
    let table = [
        ("file:///etc/passwd", invalid()),
        ("javascript:alert(1)", invalid()),
        ("data:text/html,<script>", invalid()),
        ("ftp://media.example/a", invalid()),
        ("http://media.example/a", plain()),
        ("http://10.0.0.1/a", plain()),
        ("http://169.254.169.254/latest/meta-data", plain()),
        ("https://name:word@media.example/a", invalid()),
        ("http://localhost.example/a", plain()),
        ("blob:https://media.example/a", invalid()),
    ];
    for (address, said) in table {
        let moved = answer("302 Found", &[("location", address)], "");
        cases.push(
            Case::new(
                &format!("a file at {address}"),
                Kind::Bird,
                Operation::MediaLocation,
                send(moved),
                said.clone(),
            )
            .looking(once_and_nobody_else),
        );
        let form = format!("{{\"url\": \"{address}\", \"method\": \"POST\", \"formData\": {{}}}}");
        let form_said = Said::OneOf(match said {
            Said::Code(ErrorCode::PlainHttpRefused) => &[ErrorCode::PlainHttpRefused],
            _ => &[ErrorCode::InvalidAddress, ErrorCode::UnreadableAnswer],
        });
        cases.push(
            Case::new(
                &format!("a form that leads to {address}"),
                Kind::Bird,
                Operation::AvatarForm,
                send(ok(form)),
                form_said,
            )
            .looking(once_and_nobody_else),
        );
    }
    let located = |name: &str, body: &str, said| {
        Case::new(name, Kind::Bird, Operation::MediaLocation, send(ok(body)), said)
    };
    cases.extend([
        located("a file nowhere", "", unreadable()),
        located("a file in a list", "[\"https://media.example/a\"]", unreadable()),
        located("a file at a path", "\"/etc/passwd\"", unreadable()),
        located("a file on an error page", "<html>", unreadable()),
        located("a file at a number", "7", unreadable()),
    ]);
    let form = |name: &str, body: &str| {
        Case::new(name, Kind::Bird, Operation::AvatarForm, send(ok(body)), unreadable())
    };
    cases.extend([
        form("a form without an address", "{\"formData\": {}}"),
        form("a form whose fields are a list", "{\"url\": \"https://s3.example/\", \"formData\": [1]}"),
        form(
            "a form whose fields are numbers",
            "{\"url\": \"https://s3.example/\", \"formData\": {\"a\": 1}}",
        ),
        form("a form that is null", "null"),
        form("a form with null for an address", "{\"url\": null, \"formData\": {}}"),
    ]);
    cases
}

/// Ids that would climb out of the agents, split an address or carry a second request.
const ODD_IDS: [&str; 22] = [
    ".",
    "..",
    "\t",
    ".\t.",
    "12\t3",
    "\n",
    "a\r\nHost: evil",
    "a\r\n\r\nGET /evil",
    "a/../../b",
    "a/b",
    "a\\b",
    "a?b=c",
    "a#b",
    "%2e%2e",
    "%2F",
    "a%00b",
    "a\0b",
    " ",
    "\u{202e}a",
    "\u{ff0e}\u{ff0e}",
    ";a",
    "@evil.example",
];

/// The path of whatever was sent lies below the agents, is one segment longer, and holds nothing raw that means something.
fn below_the_agents(seen: &Seen<'_>) -> Result<(), String> {
    for asked in seen.server.heard() {
        let (_, path) = asked.line();
        let path = path.split('?').next().unwrap_or_default().to_owned();
        let depth = path.split('/').count();
        let agents = ["/base/workspaces/w-1/agents/", "/base/agents/", "/base/v1/agent/"];
        let prefix = agents.iter().find(|prefix| path.starts_with(**prefix)).copied();
        let one_deeper = prefix.is_some_and(|prefix| {
            prefix.split('/').count() == depth
                && path.len() > prefix.len()
                && !matches!(&path[prefix.len()..], "." | "..")
        });
        let is_plain = path.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
        if !one_deeper || !is_plain || asked.text().matches("HTTP/1.1").count() != 1 {
            return Err(format!("it was sent to {path:?}"));
        }
    }
    if seen.bystander.connections() > 0 { Err("another host was asked".to_owned()) } else { Ok(()) }
}

fn ids() -> Vec<Case> {
    let mut cases = Vec::new();
    let of_kind = [
        (Kind::Bird, [Operation::Read, Operation::Delete]),
        (Kind::Hms, [Operation::Read, Operation::Delete]),
        (Kind::MessageFlow, [Operation::Read, Operation::Delete]),
        (Kind::Diga, [Operation::Update, Operation::Update]),
    ];
    for (at, id) in ODD_IDS.into_iter().enumerate() {
        for (kind, operations) in of_kind {
            // An adapter builds its paths in one place: reading is asked of all, deleting of each in turn.
            let operation = operations[usize::from(at % 4 == 0)];
            let said = Said::FineOr(|_| true, &[ErrorCode::AgentNotFound, ErrorCode::AnotherAgent]);
            let body = match operation {
                Operation::Delete => "{\"success\": true}".to_owned(),
                _ => kind.one(&kind.honest(kind.agent())),
            };
            cases.push(
                Case::new(&format!("the id {id:?}"), kind, operation, send(ok(body)), said)
                    .of_account(move |account| account.about(id))
                    .looking(below_the_agents),
            );
        }
    }
    cases.push(
        Case::new(
            "an id of 10,000 letters",
            ONE[0],
            Operation::Read,
            send(answer("414 Too Long", &[], "")),
            unexpected(),
        )
        .of_account(|account| account.about(&"a".repeat(10_000)))
        .looking(below_the_agents),
    );
    cases
}

/// What an admin types, or pastes, must not become a header or a request of its own.
fn typed() -> Vec<Case> {
    let one_whole_request: Look = |seen| {
        let heard = seen.server.heard();
        let [asked] = heard.as_slice() else { return Err(format!("{} requests", heard.len())) };
        let text = asked.text();
        let head = text.split("\r\n\r\n").next().unwrap_or_default().to_owned();
        let lines = head.lines().filter(|line| line.to_ascii_lowercase().contains("evil")).count();
        if lines > 0 { Err(format!("it became a part of the head: {head}")) } else { Ok(()) }
    };
    let mut cases = Vec::new();
    let operations = [
        (Kind::Bird, Operation::Update),
        (Kind::Hms, Operation::Create),
        (Kind::MessageFlow, Operation::Create),
        (Kind::Diga, Operation::LaunchVersion),
        (Kind::Raia, Operation::Webhook),
    ];
    for (kind, operation) in operations {
        let done = kind.one(&kind.honest(kind.agent()));
        cases.push(
            Case::new("a name with line ends", kind, operation, send(ok(done)), Said::Fine(|_| true))
                .of_account(|account| {
                    Some(typing(account, "a\r\nX-Evil: 1\r\n\r\nDELETE /evil HTTP/1.1\r\n"))
                })
                .looking(one_whole_request),
        );
    }
    let workspace = |name: &str, value: fn(Account) -> Account, said: Said, look: Look| {
        Case::new(name, Kind::Bird, Operation::List, send(ok("{\"results\": []}")), said)
            .of_account(move |account| Some(value(account)))
            .looking(look)
    };
    fn of_workspace(mut account: Account, value: &str) -> Account {
        account.connection.values.insert("workspaceId".to_owned(), value.to_owned());
        account
    }
    cases.extend([
        workspace(
            "a workspace with line ends",
            |account| of_workspace(account, "w\r\nX-Evil: 1"),
            Said::FineOr(
                |_| true,
                &[ErrorCode::AgentNotFound, ErrorCode::WrongWorkspace, ErrorCode::InvalidAddress],
            ),
            |seen| match seen.server.heard().first() {
                Some(asked) if asked.text().contains("\r\nX-Evil") => Err("it became a header".to_owned()),
                _ => Ok(()),
            },
        ),
        workspace(
            "a workspace that climbs",
            |account| of_workspace(account, ".."),
            Said::OneOf(&[ErrorCode::AgentNotFound, ErrorCode::WrongWorkspace, ErrorCode::InvalidAddress]),
            nothing_sent,
        ),
        Case::new(
            "a tenant with a second parameter",
            Kind::MessageFlow,
            Operation::List,
            send(ok("[]")),
            Said::Fine(|_| true),
        )
        .of_account(|mut account| {
            account.connection.values.insert("tenantId".to_owned(), "1&evil=2#\r\nX-Evil: 1".to_owned());
            Some(account)
        })
        .looking(|seen| match seen.server.heard().first().map(|asked| asked.line().1) {
            Some(path) if path.contains("&evil") || path.contains('#') => Err(path),
            _ => Ok(()),
        }),
    ]);
    cases
}

/// Keys that no header can hold are refused before anything is sent.
fn keys() -> Vec<Case> {
    let mut cases = Vec::new();
    macro_rules! keyed {
        ($($name:literal => $key:expr),*) => { [$(($name, (|account: Account| account.with_key($key)) as fn(Account) -> Account)),*] };
    }
    let refused = keyed!(
        "a key with a line end and a header" => "sk-1\r\nX-Evil: 1",
        "a key with a line end" => "sk-1\nsk-2",
        "a key with NUL" => "sk-1\0",
        "a key with a control character" => "sk-\u{7f}1"
    );
    for kind in ALL.iter().copied() {
        for (name, account) in refused {
            cases.push(
                Case::new(name, kind, Operation::List, send(ok("{}")), Said::Code(ErrorCode::WrongKey))
                    .of_account(move |typed| Some(account(typed)))
                    .looking(nothing_sent),
            );
        }
    }
    cases
}

/// The system repeats the key in its refusal, in every way that people have found it in logs.
fn echoes() -> Vec<Case> {
    let mut cases = Vec::new();
    for kind in ALL.iter().copied() {
        // In all members that an adapter may read.
        let told = format!(
            "{{\"code\": \"{KEY}\", \"message\": \"no {KEY}\", \"error\": \"{KEY}!\", \"detail\": \"({KEY})\", \"name\": \"{KEY}\", \"details\": [\"{KEY}\"]}}"
        );
        cases.push(Case::new(
            "the key in every word of a refusal",
            kind,
            Operation::List,
            send(answer("400 No", &[], told)),
            Said::Code(ErrorCode::RefusedValues),
        ));
    }
    let answers = Arc::new(|asked: &crate::hostile::server::Asked| {
        // Whatever was sent comes back, as the echo servers of the net do.
        let request = serde_json::json!({"message": asked.text()}).to_string();
        Script::of(send(answer("500 No", &[], request)))
    });
    cases.push(Case::answering(
        "the whole request as a refusal",
        ONE[0],
        Operation::Read,
        answers,
        Said::Code(ErrorCode::SystemFault),
    ));
    cases
}
