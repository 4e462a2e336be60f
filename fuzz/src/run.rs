//! Running one target: as many executions as asked for, each watched for a panic, for its time and for memory.

use std::any::Any;
use std::fmt::Debug;
use std::fs::{self, File};
use std::io::{Seek as _, SeekFrom, Write as _};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::time::{Duration, Instant};

use crate::chance::{Chance, Drawn};

/// An execution that takes longer has hung somebody's window.
const PATIENCE: Duration = Duration::from_secs(20);

/// How much more memory one run may ever have than it began with, in MiB.
const ROOM: u64 = 600;

/// How far to go. Whichever of time and executions is reached first ends the run.
pub(crate) struct Bounds {
    pub(crate) time: Duration,
    pub(crate) executions: u64,
    pub(crate) seed: u64,
    /// The number of the first execution.
    pub(crate) from: u64,
    /// Prints every input.
    pub(crate) show: bool,
}

impl Default for Bounds {
    fn default() -> Self {
        Self { time: Duration::from_mins(1), executions: u64::MAX, seed: 1, from: 0, show: false }
    }
}

/// Something that reads what others wrote.
pub(crate) trait Target {
    /// What one execution is given.
    type Input: Debug;

    fn make(&self, drawn: &mut Drawn<'_>) -> Self::Input;

    /// Fails where a promise is broken; a panic is one.
    fn execute(&mut self, input: &Self::Input) -> Result<(), String>;
}

/// Runs a target and answers what was done.
pub(crate) fn run(name: &str, target: &mut impl Target, bounds: &Bounds) -> Result<String, String> {
    std::panic::set_hook(Box::new(|_| ()));
    let mut place = Place::begin(name)?;
    let (began, before) = (Instant::now(), memory());
    let mut number = bounds.from;
    let end = bounds.from.saturating_add(bounds.executions);
    while number < end && began.elapsed() < bounds.time {
        place.note(number);
        let chance = Chance::of(name, bounds.seed, number);
        let input = target.make(&mut chance.drawn());
        if bounds.show {
            println!("{number}: {input:?}");
        }
        let start = Instant::now();
        let outcome = catch_unwind(AssertUnwindSafe(|| target.execute(&input)))
            .unwrap_or_else(|panic| Err(format!("it panicked: {}", words(panic.as_ref()))))
            .and_then(|()| in_time(start.elapsed()));
        let outcome =
            if number.is_multiple_of(64) { outcome.and_then(|()| in_room(before)) } else { outcome };
        if let Err(problem) = outcome {
            let again = format!("{name} --seed {} --from {number} --executions 1 --show yes", bounds.seed);
            return Err(format!("{problem}\nagain: cargo run -p callboard-fuzz -- {again}"));
        }
        number += 1;
    }
    place.end();
    let (count, seconds) = (number - bounds.from, began.elapsed().as_secs_f64());
    Ok(format!("{name}: {count} executions in {seconds:.1} s, seed {}", bounds.seed))
}

fn in_time(took: Duration) -> Result<(), String> {
    if took > PATIENCE { Err(format!("it took {} s", took.as_secs())) } else { Ok(()) }
}

fn in_room(before: Option<u64>) -> Result<(), String> {
    match before.zip(memory()) {
        Some((before, now)) if now > before + ROOM => {
            Err(format!("this execution or one shortly before took {} MiB of memory", now - before))
        }
        _ => Ok(()),
    }
}

/// The most memory this process ever had, in MiB, where the system says.
fn memory() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(peak.trim().trim_end_matches(" kB").parse::<u64>().ok()? / 1024)
}

fn words(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("without a word").to_owned()
}

/// The file that says which execution is under way, for what no runner survives: a stack that overflows, an abort.
struct Place {
    file: File,
    path: PathBuf,
}

impl Place {
    fn begin(name: &str) -> Result<Self, String> {
        let path = std::env::temp_dir().join(format!("callboard-fuzz-{name}-{}.at", std::process::id()));
        let file = File::create(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        Ok(Self { file, path })
    }

    fn note(&mut self, number: u64) {
        // Without the note the number is missing from one message, and nothing else.
        let _ = self.file.seek(SeekFrom::Start(0)).and_then(|_| write!(self.file, "{number:020}"));
    }

    fn end(self) {
        let _ = fs::remove_file(self.path);
    }
}
