//! HTTP that is wrong, cut, slow or endless. The client is one for all systems, so each case is made on one of them.

use std::time::Duration;

use callboard_model::{Done, ErrorCode};

use super::{Case, Said, once_and_nobody_else};
use crate::hostile::answers::{answer, gzip_bomb, head, ok, send};
use crate::hostile::server::{Manners, Step};
use crate::hostile::stage::{Account, Kind, Operation};

const UNREADABLE: Said = Said::Code(ErrorCode::UnreadableAnswer);
const NO_ANSWER: Said = Said::Code(ErrorCode::Unreachable);
const LATE: Said = Said::Code(ErrorCode::TimedOut);
const FINE: Said = Said::Fine(|document| document["name"] == "Avery Example");
const JSON: (&str, &str) = ("content-type", "application/json");
const CLOSE: (&str, &str) = ("connection", "close");

fn honest() -> String {
    Kind::Bird.honest(Kind::Bird.agent())
}

fn read(name: &str, steps: Vec<Step>, said: Said) -> Case {
    Case::new(name, Kind::Bird, Operation::Read, steps, said)
}

/// A head with these headers, and the honest document as it is.
fn framed(headers: &[(&str, &str)]) -> Vec<Step> {
    let mut bytes = head("200 OK", &[headers, &[JSON, CLOSE]].concat());
    bytes.extend_from_slice(honest().as_bytes());
    send(bytes)
}

fn chunked(body: &str) -> Vec<Step> {
    let mut bytes = head("200 OK", &[JSON, ("transfer-encoding", "chunked")]);
    bytes.extend_from_slice(body.as_bytes());
    send(bytes)
}

pub(crate) fn cases() -> Vec<Case> {
    [lengths(), heads(), statuses(), ends(), time(), waits()].concat()
}

fn lengths() -> Vec<Case> {
    let length = honest().len().to_string();
    let doubled = "1".repeat(1 << 20);
    let one_chunk = format!("{:x}\r\n{}\r\n", honest().len(), honest());
    let gzip = [JSON, ("content-encoding", "gzip")];
    vec![
        read("a length beyond what comes", framed(&[("content-length", "9999")]), UNREADABLE),
        read("a length that cuts the body", framed(&[("content-length", "7")]), UNREADABLE),
        read("a negative length", framed(&[("content-length", "-1")]), NO_ANSWER),
        read("a length that is no number", framed(&[("content-length", "many")]), NO_ANSWER),
        read(
            "a length that no integer holds",
            framed(&[("content-length", "99999999999999999999999")]),
            NO_ANSWER,
        ),
        read("a length of eight exbibytes", framed(&[("content-length", "9223372036854775807")]), UNREADABLE),
        read(
            "two lengths that differ",
            framed(&[("content-length", &length), ("content-length", "7")]),
            NO_ANSWER,
        ),
        read(
            "two lengths that agree",
            framed(&[("content-length", &length), ("content-length", &length)]),
            FINE,
        ),
        read(
            "a length beside chunks",
            {
                let headers = [JSON, ("content-length", "7"), ("transfer-encoding", "chunked")];
                send([head("200 OK", &headers), format!("{one_chunk}0\r\n\r\n").into_bytes()].concat())
            },
            Said::FineOr(|_| true, &[ErrorCode::Unreachable, ErrorCode::UnreadableAnswer]),
        ),
        read("chunks", chunked(&format!("{one_chunk}0\r\n\r\n")), FINE),
        read("a chunk whose size is no number", chunked("zz\r\n{}\r\n0\r\n\r\n"), UNREADABLE),
        read("a chunk of sixteen exbibytes", chunked("ffffffffffffffff\r\n{}"), UNREADABLE),
        read("a chunk whose size no integer holds", chunked("fffffffffffffffffff\r\n{}"), UNREADABLE),
        read("chunks without an end", chunked(&one_chunk), UNREADABLE),
        read(
            "a chunk with an extension of 1 MB",
            chunked(&format!("2;{doubled}\r\n{{}}\r\n0\r\n\r\n")),
            UNREADABLE,
        ),
        read(
            "trailers of 1 MB",
            chunked(&format!("{one_chunk}0\r\nx: {doubled}\r\n\r\n")),
            Said::FineOr(|_| true, &[ErrorCode::UnreadableAnswer]),
        ),
        read("gzip that is none", send(answer("200 OK", &gzip, honest())), UNREADABLE),
        read(
            "gzip that is cut",
            send(answer("200 OK", &gzip, &gzip_bomb(b"{\"a\": \"", b'a', 4, b"\"}")[..14])),
            UNREADABLE,
        ),
        read(
            "a coding that nobody knows",
            send(answer("200 OK", &[JSON, ("content-encoding", "vendor-lz")], honest())),
            Said::FineOr(|_| true, &[ErrorCode::UnreadableAnswer]),
        ),
        read(
            "64 MiB out of a small gzip",
            send(answer("200 OK", &gzip, gzip_bomb(b"{\"id\": \"", b'a', 64 * 4064, b"\"}"))),
            UNREADABLE,
        )
        .heavy(),
        read(
            "1 GiB out of a small gzip",
            send(answer("200 OK", &gzip, gzip_bomb(b"{\"id\": \"", b'a', 1024 * 4064, b"\"}"))),
            UNREADABLE,
        )
        .heavy(),
        Case::new(
            "64 MiB of a refusal out of a small gzip",
            Kind::Bird,
            Operation::Read,
            send(answer("422 No", &gzip, gzip_bomb(b"{\"message\": \"", b'a', 64 * 4064, b"\"}"))),
            Said::OneOf(&[ErrorCode::UnreadableAnswer, ErrorCode::RefusedValues]),
        )
        .heavy(),
    ]
}

fn heads() -> Vec<Case> {
    let many: Vec<(String, String)> = (0..100_000).map(|n| (format!("x-{n}"), n.to_string())).collect();
    let many: Vec<(&str, &str)> = many.iter().map(|(name, value)| (&**name, &**value)).collect();
    let megabyte = "a".repeat(1 << 20);
    let odd_value = |value: &[u8]| {
        let mut bytes = b"HTTP/1.1 200 OK\r\nconnection: close\r\nx-request-id: ".to_vec();
        bytes.extend_from_slice(value);
        bytes.extend_from_slice(b"\r\n\r\n");
        bytes.extend_from_slice(honest().as_bytes());
        send(bytes)
    };
    vec![
        read("1 MB in one header", framed(&[("x-large", &megabyte)]), NO_ANSWER),
        read("100,000 headers", framed(&many), NO_ANSWER),
        read("a header without a colon", send(b"HTTP/1.1 200 OK\r\nnothing\r\n\r\n{}".to_vec()), NO_ANSWER),
        read("NUL in a header", odd_value(b"a\0b"), NO_ANSWER),
        read("a header that is no UTF-8", odd_value(b"\xff\xfe"), FINE),
        read(
            "a folded header",
            send(b"HTTP/1.1 200 OK\r\nx-a: b\r\n c: d\r\n\r\n{}".to_vec()),
            Said::OneOf(&[ErrorCode::Unreachable, ErrorCode::UnreadableAnswer]),
        ),
        read("HTTP/0.9", send(honest().into_bytes()), NO_ANSWER),
        read("a version that is to come", send(b"HTTP/9.9 200 OK\r\n\r\n{}".to_vec()), NO_ANSWER),
        read("HTTP/2 without being asked", send(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".to_vec()), NO_ANSWER),
        read("another protocol", send(b"SSH-2.0-OpenSSH_9.6\r\n".to_vec()), NO_ANSWER),
        read("a status that is no number", send(b"HTTP/1.1 fine OK\r\n\r\n{}".to_vec()), NO_ANSWER),
        read("bytes that mean nothing", send((0..=255).cycle().take(4096).collect()), NO_ANSWER),
        read("nothing but line ends", send(b"\r\n".repeat(4096)), NO_ANSWER),
    ]
}

fn statuses() -> Vec<Case> {
    let odd = |name: &str, status: &str, body: &str, said: Said| {
        read(name, send(answer(status, &[JSON], body)), said)
    };
    let unexpected = || Said::Code(ErrorCode::UnexpectedStatus);
    let many_early = b"HTTP/1.1 103 Early Hints\r\n\r\n".repeat(2000);
    vec![
        odd("status 204 with a body", "204 No Content", &honest(), UNREADABLE),
        odd("status 205", "205 Reset Content", "", UNREADABLE),
        odd("status 304", "304 Not Modified", "", unexpected()),
        odd("status 999", "999 Beyond", &honest(), unexpected()),
        odd("status 600", "600 Beyond", &honest(), unexpected()),
        odd("status 099", "099 Below", &honest(), NO_ANSWER),
        odd("status 418 with a document", "418 Teapot", &honest(), unexpected()),
        read(
            "status 101",
            send(head("101 Switching Protocols", &[("connection", "upgrade"), ("upgrade", "evil")])),
            unexpected(),
        ),
        read("2,000 early answers and the true one", send([many_early, ok(honest())].concat()), FINE),
        read(
            "early answers without an end",
            vec![Step::Forever(b"HTTP/1.1 100 Continue\r\n\r\n".repeat(64), Duration::from_millis(1))],
            LATE,
        ),
        read(
            "two answers to one request",
            send([ok(honest()), ok(Kind::Bird.honest(Kind::Bird.other()))].concat()),
            FINE,
        ),
    ]
}

/// The connection ends at every stage, in order and with a reset.
fn ends() -> Vec<Case> {
    let whole = ok(honest());
    let body = whole.len() - honest().len();
    let stages = [
        ("before the answer", 0, NO_ANSWER),
        ("in the status line", 9, NO_ANSWER),
        ("in the headers", 40, NO_ANSWER),
        ("before the body", body, UNREADABLE),
        ("in the body", body + 9, UNREADABLE),
    ];
    let mut cases = Vec::new();
    for (name, at, said) in stages {
        let part = whole[..at].to_vec();
        cases.push(read(&format!("an end {name}"), send(part.clone()), said));
        let pause = Step::Wait(Duration::from_millis(20));
        cases.push(read(
            &format!("a reset {name}"),
            vec![Step::Send(part), pause, Step::Reset],
            Said::OneOf(&[ErrorCode::Unreachable, ErrorCode::UnreadableAnswer]),
        ));
    }
    let change = |name: &str, steps: Vec<Step>, code, done| {
        Case::new(name, Kind::Bird, Operation::Update, steps, Said::Change(code, done))
            .looking(once_and_nobody_else)
    };
    cases.extend([
        change("a change without an answer", Vec::new(), ErrorCode::Unreachable, Done::Unclear),
        change("a change that is cut", send(whole[..40].to_vec()), ErrorCode::Unreachable, Done::Unclear),
        change(
            "a change that nobody answers",
            vec![Step::Wait(Duration::from_secs(9))],
            ErrorCode::TimedOut,
            Done::Unclear,
        ),
        read(
            "an answer before the request",
            send(whole.clone()),
            Said::FineOr(|_| true, &[ErrorCode::Unreachable]),
        )
        .with_manners(Manners::Interrupts),
        Case::new(
            "an answer before the body is read",
            Kind::Bird,
            Operation::Update,
            send(whole),
            Said::Fine(|_| true),
        )
        .of_account(|account| Some(Account { typed: "a".repeat(1 << 20), ..account }))
        .with_manners(Manners::HalfListens),
    ]);
    cases
}

fn time() -> Vec<Case> {
    let slowly = |byte: u8| Step::Forever(vec![byte], Duration::from_millis(100));
    let begun = head("200 OK", &[JSON]);
    let endless = |bytes: &[u8]| Step::Forever(bytes.to_vec(), Duration::ZERO);
    let text = b"a".repeat(65_536);
    let mut chunk = b"10000\r\n".to_vec();
    chunk.extend_from_slice(&text);
    chunk.extend_from_slice(b"\r\n");
    vec![
        read("no answer", vec![Step::Wait(Duration::from_secs(9))], LATE),
        read(
            "a head that stops",
            vec![Step::Send(b"HTTP/1.1 200 ".to_vec()), Step::Wait(Duration::from_secs(9))],
            LATE,
        ),
        read(
            "a body that stops",
            vec![
                Step::Send(begun.clone()),
                Step::Send(b"{\"id\"".to_vec()),
                Step::Wait(Duration::from_secs(9)),
            ],
            Said::OneOf(&[ErrorCode::TimedOut, ErrorCode::UnreadableAnswer]),
        ),
        read(
            "a head byte by byte",
            vec![Step::Send(b"HTTP/1.1 200 OK\r\nx-slow: ".to_vec()), slowly(b'a')],
            LATE,
        ),
        read(
            "a body byte by byte",
            vec![Step::Send(begun.clone()), Step::Send(b"\"".to_vec()), slowly(b'a')],
            LATE,
        ),
        read(
            "a body without an end",
            vec![Step::Send(begun.clone()), Step::Send(b"{\"id\": \"".to_vec()), endless(&text)],
            UNREADABLE,
        )
        .heavy(),
        read(
            "chunks without number",
            vec![Step::Send(head("200 OK", &[JSON, ("transfer-encoding", "chunked")])), endless(&chunk)],
            UNREADABLE,
        )
        .heavy(),
        read(
            "a head without an end",
            vec![Step::Send(b"HTTP/1.1 200 OK\r\n".to_vec()), endless(&b"x-more: and more\r\n".repeat(1000))],
            NO_ANSWER,
        )
        .heavy(),
        read("a status line without an end", vec![endless(&b"HTTP/1.1 ".repeat(1000))], NO_ANSWER).heavy(),
        read(
            "white space without an end",
            vec![Step::Send(begun), endless(&b" ".repeat(65_536))],
            UNREADABLE,
        )
        .heavy(),
    ]
}

/// `Retry-After` of every kind. What is told is at most a day, and nobody waits for it here.
fn waits() -> Vec<Case> {
    let odd = [
        ("of an eternity", "18446744073709551615"),
        ("that no integer holds", "340282366920938463463374607431768211456"),
        ("that is negative", "-5"),
        ("with an exponent", "1e9"),
        ("with a fraction", "0.5"),
        ("of nothing", ""),
        ("of words", "when I am ready"),
        ("in the year 9999", "Fri, 31 Dec 9999 23:59:59 GMT"),
        ("in the past", "Thu, 01 Jan 1970 00:00:00 GMT"),
        ("on no day", "Thu, 99 Foo 2026 25:61:61 GMT"),
        ("of spaces", "     "),
    ];
    let mut cases: Vec<Case> = odd
        .iter()
        .map(|(name, value)| {
            let refusal = answer("429 Too Many", &[("retry-after", value)], "");
            read(&format!("a wait {name}"), send(refusal), Said::Code(ErrorCode::RateLimited))
        })
        .collect();
    let two = [("retry-after", "18446744073709551615"), ("retry-after", "0")];
    cases.push(read("two waits", send(answer("503 No", &two, "")), Said::Code(ErrorCode::SystemFault)));
    cases.push(
        read(
            "a wait of nothing, again and again",
            send(answer("429 Too Many", &[("retry-after", "0")], "")),
            Said::Code(ErrorCode::RateLimited),
        )
        .of_account(|account| {
            let call = account.call.with_retry_budget(Duration::from_secs(1));
            Some(Account { call, ..account })
        })
        .looking(|seen| match seen.server.heard().len() {
            2..=6 => Ok(()),
            times => Err(format!("asked {times} times")),
        }),
    );
    cases
}
