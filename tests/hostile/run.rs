//! Makes the cases and holds what came of them against the table.

use std::collections::BTreeSet;
use std::process::Command;
use std::sync::{Arc, Mutex, OnceLock};
use std::time::{Duration, Instant};

use base64_of_key::forms_of_key;
use callboard_model::CallboardError;
use serde_json::Value;
use tokio::sync::Semaphore;

use super::cases::{BYSTANDER, Case, Said, Seen, all};
use super::memory;
use super::server::{Answers, Script, Server, Step};
use super::stage::Account;

/// A case that takes longer hangs.
const DEADLINE: Duration = Duration::from_secs(8);

/// What one process may need.
const MEMORY: u64 = 300 << 20;

/// Names the case that a process of its own makes.
const ONE_CASE: &str = "CALLBOARD_HOSTILE_CASE";

/// Cases that run at the same time.
const AT_ONCE: usize = 8;

/// The key as it may be found where it should not be.
mod base64_of_key {
    use super::super::stage::KEY;

    /// Plain, as JSON writes it, percent-encoded and in base64.
    pub(crate) fn forms_of_key() -> Vec<String> {
        let percent: String = KEY
            .bytes()
            .map(|byte| {
                if byte.is_ascii_alphanumeric() || byte == b'-' {
                    char::from(byte).to_string()
                } else {
                    format!("%{byte:02X}")
                }
            })
            .collect();
        vec![KEY.to_owned(), KEY.replace('/', "\\/"), percent, base64(KEY.as_bytes())]
    }

    fn base64(bytes: &[u8]) -> String {
        const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        let mut text = String::new();
        // The last letters depend on what follows the key, so they are left out.
        for chunk in bytes.chunks_exact(3) {
            let bits = u32::from(chunk[0]) << 16 | u32::from(chunk[1]) << 8 | u32::from(chunk[2]);
            for shift in [18, 12, 6, 0] {
                text.push(char::from(LETTERS[(bits >> shift) as usize & 63]));
            }
        }
        text
    }
}

/// Every line of the log.
struct Lines(Mutex<Vec<String>>);

impl log::Log for Lines {
    fn enabled(&self, _metadata: &log::Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &log::Record<'_>) {
        // Of the program only: what other crates trace is written nowhere.
        if record.target().starts_with("callboard") {
            self.0.lock().expect("the log").push(record.args().to_string());
        }
    }

    fn flush(&self) {}
}

fn listened_log() -> &'static Lines {
    static LINES: OnceLock<Lines> = OnceLock::new();
    let lines = LINES.get_or_init(|| Lines(Mutex::default()));
    // A second time in one process it is set already.
    let _ = log::set_logger(lines);
    log::set_max_level(log::LevelFilter::Trace);
    lines
}

/// The script with the other host's address in it.
fn with_bystander(answers: &Answers, address: &str) -> Answers {
    let (answers, address) = (Arc::clone(answers), address.to_owned());
    Arc::new(move |asked| {
        let script = answers(asked);
        let steps = script.steps.into_iter().map(|step| match step {
            Step::Send(bytes) => Step::Send(replaced(bytes, BYSTANDER.as_bytes(), address.as_bytes())),
            other => other,
        });
        Script { steps: steps.collect(), ..script }
    })
}

fn replaced(bytes: Vec<u8>, from: &[u8], to: &[u8]) -> Vec<u8> {
    match bytes.windows(from.len()).position(|window| window == from) {
        None => bytes,
        Some(at) => [&bytes[..at], to, &bytes[at + from.len()..]].concat(),
    }
}

/// Makes one case. The error says what went wrong.
async fn make(case: Case) -> Result<Duration, String> {
    let bystander = Server::bystander().await;
    let server = Server::start(with_bystander(&case.answers, bystander.address())).await;
    let Some(account) = (case.account)(Account::on(case.kind, server.address())) else {
        return Ok(Duration::ZERO);
    };
    let operation = case.operation;
    let began = Instant::now();
    // In a task of its own, so that a panic is an answer.
    let asking = tokio::spawn(async move { account.ask(operation).await });
    let answered = match tokio::time::timeout(DEADLINE, asking).await {
        Err(_) => return Err(format!("no answer within {DEADLINE:?}")),
        Ok(Err(fault)) => return Err(format!("it panicked: {fault}")),
        Ok(Ok(answered)) => answered,
    };
    let took = began.elapsed();
    judge(&case.said, &answered)?;
    if let Err(error) = &answered {
        no_key_in(error)?;
        if error.operation.is_none() || error.system.is_none() {
            return Err(format!("the error does not say where: {error:?}"));
        }
        if error.retry_after_seconds.is_some_and(|seconds| seconds > 86_400) {
            return Err(format!("it is told to wait for {:?} seconds", error.retry_after_seconds));
        }
        if error.detail.as_ref().is_some_and(|detail| detail.chars().count() > 2_000) {
            return Err("its technical details fill the screen".to_owned());
        }
    }
    for asked in bystander.heard() {
        no_key_in_text("another host", &asked.text())?;
    }
    (case.look)(&Seen { server: &server, bystander: &bystander })?;
    Ok(took)
}

fn judge(said: &Said, answered: &Result<Value, CallboardError>) -> Result<(), String> {
    let holds = match (said, answered) {
        (Said::Code(code), Err(error)) => error.code == *code,
        (Said::OneOf(codes) | Said::FineOr(_, codes), Err(error)) => codes.contains(&error.code),
        (Said::Change(code, done), Err(error)) => (error.code, error.done) == (*code, *done),
        (Said::Fine(holds) | Said::FineOr(holds, _), Ok(told)) => holds(told),
        _ => false,
    };
    if holds {
        return Ok(());
    }
    Err(match answered {
        Ok(told) => format!("it was answered {:.300}", told.to_string()),
        Err(error) => format!("it was {:?}, {:?}: {:?}", error.code, error.done, error.detail),
    })
}

fn no_key_in(error: &CallboardError) -> Result<(), String> {
    let told = serde_json::to_string(error).expect("an error as JSON");
    no_key_in_text("the error", &told)?;
    no_key_in_text("the error", &format!("{error:?} {error}"))
}

fn no_key_in_text(place: &str, text: &str) -> Result<(), String> {
    match forms_of_key().iter().find(|form| text.contains(form.as_str())) {
        Some(form) => Err(format!("{place} tells the key, as {form}")),
        None => Ok(()),
    }
}

/// Makes one case in a process of its own, and answers the memory that it needed.
async fn make_apart(case: &Case) -> Result<Option<u64>, String> {
    let program = std::env::current_exe().expect("this program");
    let mut child = Command::new(program);
    child.args(["--exact", "hostile::run::one_case", "--ignored", "--nocapture"]).env(ONE_CASE, &case.name);
    let output =
        tokio::task::spawn_blocking(move || child.output()).await.expect("a process").expect("a process");
    let (told, failed) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    if !output.status.success() {
        let told: Vec<&str> =
            failed.lines().filter(|line| !line.trim_start().starts_with("at ")).take(6).collect();
        return Err(format!("{}: {}", output.status, told.join(" ")));
    }
    let peak =
        told.lines().find_map(|line| line.strip_prefix("peak: ")).map(|peak| peak.parse().expect("bytes"));
    match peak {
        Some(peak) if peak > MEMORY => Err(format!("{} MiB of memory", peak >> 20)),
        peak => Ok(peak),
    }
}

/// What a process of its own does.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "a part of the other test, which begins it"]
async fn one_case() {
    let Ok(name) = std::env::var(ONE_CASE) else { return };
    let case = all().into_iter().find(|case| case.name == name).expect("a case of that name");
    make(case).await.unwrap();
    if let Some(peak) = memory::peak() {
        println!("peak: {peak}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn whatever_a_server_sends_no_key_leaves_and_the_admin_is_told_what_happened() {
    let log = listened_log();
    let began = Instant::now();
    let only = std::env::var("CALLBOARD_HOSTILE_ONLY").unwrap_or_default();
    let mut cases = all();
    let names: BTreeSet<&str> = cases.iter().map(|case| case.name.as_str()).collect();
    assert_eq!(names.len(), cases.len(), "two cases have one name, and one of them would be made twice");
    assert!(cases.len() >= 120, "the table has lost cases: {}", cases.len());
    cases.retain(|case| case.name.contains(&only));
    let places = Arc::new(Semaphore::new(AT_ONCE));
    let (heavy, light): (Vec<Case>, Vec<Case>) = cases.into_iter().partition(|case| case.heavy);
    let counts = (light.len(), heavy.len());
    let running: Vec<_> = light
        .into_iter()
        .map(|case| {
            let places = Arc::clone(&places);
            tokio::spawn(async move {
                let _place = places.acquire().await.expect("a place");
                (case.name.clone(), make(case).await)
            })
        })
        .collect();
    let mut wrong = Vec::new();
    let mut slowest: Vec<(Duration, String)> = Vec::new();
    for case in running {
        match case.await.expect("a case that ends") {
            (name, Ok(took)) => slowest.push((took, name)),
            (name, Err(reason)) => wrong.push(format!("{name}: {reason}")),
        }
    }
    let mut largest = (0, String::new());
    // Two at a time: each is measured by itself.
    for pair in heavy.chunks(2) {
        let made = futures_of(pair).await;
        for (case, made) in pair.iter().zip(made) {
            match made {
                Ok(peak) => largest = largest.max((peak.unwrap_or(0), case.name.clone())),
                Err(reason) => wrong.push(format!("{}: {reason}", case.name)),
            }
        }
    }
    for line in log.0.lock().expect("the log").iter() {
        if let Err(reason) = no_key_in_text("the log", line) {
            wrong.push(format!("{reason}: {line}"));
        }
    }
    slowest.sort_by(|one, other| other.cmp(one));
    println!(
        "{} cases, {} of them in processes of their own, in {:?}",
        counts.0 + counts.1,
        counts.1,
        began.elapsed()
    );
    println!("slowest: {:?}", &slowest[..slowest.len().min(5)]);
    println!("most memory: {} MiB ({})", largest.0 >> 20, largest.1);
    assert!(wrong.is_empty(), "{} cases:\n  {}", wrong.len(), wrong.join("\n  "));
}

async fn futures_of(cases: &[Case]) -> Vec<Result<Option<u64>, String>> {
    let running: Vec<_> =
        cases.iter().cloned().map(|case| tokio::spawn(async move { make_apart(&case).await })).collect();
    let mut made = Vec::new();
    for case in running {
        made.push(case.await.expect("a case that ends"));
    }
    made
}
