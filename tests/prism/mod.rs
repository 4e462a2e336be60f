//! Prism as a judge: it stands between an adapter and a server, lets everything through, and writes down every
//! request and every answer that breaks the contract.
//!
//! Prism is installed by `cargo xtask test --only contracts` from tests/contracts/package-lock.json. Which
//! operations are exercised is the business of the tests; nothing about a single system may enter here.

#![allow(dead_code)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::cell::Cell;
use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

const START: Duration = Duration::from_mins(1);
const VERDICT: Duration = Duration::from_secs(10);

/// A request that no contract knows, with a number behind it. Its line in Prism's output marks the end of what came before.
const LAST_WORD: &str = "/callboard-last-word";

/// A validating proxy in front of one server, ended when it is dropped.
pub(crate) struct Prism {
    child: Child,
    port: u16,
    lines: Receiver<String>,
    /// How many verdicts were asked for.
    verdicts: Cell<u32>,
}

/// What Prism saw.
#[derive(Debug)]
pub(crate) struct Verdict {
    /// Each request as `get /path`, in alphabetical order, once.
    pub(crate) requests: BTreeSet<String>,
    /// Each broken rule with the request it belongs to.
    pub(crate) violations: Vec<String>,
}

impl Prism {
    /// Puts Prism with the contract `tests/contracts/<contract>.yaml` in front of the server at `upstream`.
    pub(crate) fn judge(contract: &str, upstream: &str) -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join("contracts");
        let prism = program(&folder);
        let port = free_port();
        let mut child = Command::new("node")
            .arg(prism)
            .args(["proxy", "--host", "127.0.0.1", "--port", &port.to_string()])
            .arg(folder.join(format!("{contract}.yaml")))
            .arg(upstream)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .expect("start Prism with node");
        let output = child.stdout.take().expect("Prism's output");
        // From here on a panic ends Prism.
        let prism = Self { child, port, lines: read_lines(output), verdicts: Cell::new(0) };
        let started = prism.lines_until("Prism is listening", START);
        assert!(started.is_ok(), "Prism did not start: {started:?}");
        prism
    }

    /// Where the adapter has to send its requests.
    pub(crate) fn base_url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Everything seen since the start or the last verdict.
    pub(crate) fn verdict(&self) -> Verdict {
        // What Prism says of a last word comes after its line and is read with the next verdict, so no two are alike.
        let number = self.verdicts.get() + 1;
        self.verdicts.set(number);
        let last_word = format!("{LAST_WORD}/{number}/");
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).expect("reach Prism");
        write!(stream, "GET {last_word} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
            .expect("ask Prism");
        stream.read_to_end(&mut Vec::new()).expect("Prism's answer");
        let lines = self.lines_until(&last_word, VERDICT).expect("Prism to write down the last request");
        read_verdict(&lines)
    }

    /// Fails if a rule was broken; `who` says whose requests and answers these were.
    pub(crate) fn assert_clean(&self, who: &str) -> Verdict {
        let verdict = self.verdict();
        assert!(
            verdict.violations.is_empty(),
            "{who}: these requests or answers break the contract, so the vendor's real service would refuse them \
             or send something else:\n  {}",
            verdict.violations.join("\n  ")
        );
        verdict
    }

    /// The lines up to one that contains `mark`, or, after `patience`, those there were.
    fn lines_until(&self, mark: &str, patience: Duration) -> Result<Vec<String>, Vec<String>> {
        let deadline = Instant::now() + patience;
        let mut lines = Vec::new();
        while let Ok(line) = self.lines.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
            let last = line.contains(mark);
            lines.push(line);
            if last {
                return Ok(lines);
            }
        }
        Err(lines)
    }
}

impl Drop for Prism {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Prism writes `[HTTP SERVER] get /path … Request received`, then for each broken rule `Violation: …`; a
/// request it cannot serve at all ends with `Request terminated with error: …`. What comes before the first request is about
/// the last word of the verdict before.
fn read_verdict(lines: &[String]) -> Verdict {
    let mut verdict = Verdict { requests: BTreeSet::new(), violations: Vec::new() };
    let mut request = String::new();
    for line in lines.iter().filter(|line| !line.contains(LAST_WORD)) {
        if line.contains("Request received") {
            request = line
                .split_once("[HTTP SERVER]")
                .map(|(_, rest)| rest.split_whitespace().take(2).collect::<Vec<_>>().join(" "))
                .expect("a request line of Prism");
            verdict.requests.insert(request.clone());
        }
        if request.is_empty() {
            continue;
        }
        for mark in ["Violation: ", "Request terminated with error: "] {
            if let Some((_, broken)) = line.split_once(mark) {
                verdict.violations.push(format!("{request}: {broken}"));
            }
        }
    }
    verdict
}

fn program(folder: &Path) -> PathBuf {
    let program = folder.join("node_modules/@stoplight/prism-cli/dist/index.js");
    assert!(program.is_file(), "Prism is not installed: run `npm ci` in tests/contracts");
    program
}

fn read_lines(output: ChildStdout) -> Receiver<String> {
    let (sender, receiver) = channel();
    std::thread::spawn(move || {
        for line in BufReader::new(output).lines().map_while(Result::ok) {
            if sender.send(line).is_err() {
                return;
            }
        }
    });
    receiver
}

fn free_port() -> u16 {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
        .and_then(|listener| listener.local_addr())
        .expect("a free port")
        .port()
}
