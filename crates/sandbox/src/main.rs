//! The sandbox alone, for tests and tools in another process: `cargo run -p callboard-sandbox -- --port 4700 --directory DIR`.

use std::io::Write as _;
use std::process::ExitCode;

use callboard_sandbox::{Sandbox, SandboxOptions};

const USAGE: &str = "usage: callboard-sandbox --directory DIR [--port PORT] [--key KEY] [--control-key KEY] [--seed NUMBER] [--more-people NUMBER]
  --directory DIR   where the data is kept; created if missing
  --port PORT       port on 127.0.0.1; 0, the default, takes any free one
  --key KEY         the key to accept; by default `sandbox`
  --control-key KEY the key that switches faults, in the header x-sandbox-key; by default one for this run
  --seed NUMBER     another seed makes other sample data; by default 7
  --more-people NUMBER
                    as many people of Bird beside the usual ones";

fn options() -> Result<SandboxOptions, String> {
    let mut directory = None;
    let mut options = SandboxOptions::new("", "sandbox");
    let mut control_key = uuid::Uuid::new_v4().to_string();
    let mut arguments = std::env::args().skip(1);
    while let Some(name) = arguments.next() {
        let value = arguments.next().ok_or_else(|| format!("{name} needs a value"))?;
        let wrong = |_| format!("{name} needs a number");
        match name.as_str() {
            "--directory" => directory = Some(value),
            "--port" => options.port = value.parse().map_err(wrong)?,
            "--key" => options.key = value,
            "--control-key" if value.is_empty() => return Err(format!("{name} is empty")),
            "--control-key" => control_key = value,
            "--more-people" => options.more_people = value.parse().map_err(wrong)?,
            "--seed" => options.seed = value.parse().map_err(wrong)?,
            _ => return Err(format!("{name} is not an option")),
        }
    }
    options.control_key = Some(control_key);
    options.directory = directory.ok_or("--directory is missing")?.into();
    Ok(options)
}

#[tokio::main]
async fn main() -> ExitCode {
    let options = match options() {
        Ok(options) => options,
        Err(problem) => return fail(&format!("{problem}\n{USAGE}")),
    };
    let (key, control_key) = (options.key.clone(), options.control_key.clone().unwrap_or_default());
    let sandbox = match Sandbox::start(options).await {
        Ok(sandbox) => sandbox,
        Err(error) => {
            let cause =
                std::error::Error::source(&error).map(|cause| format!(": {cause}")).unwrap_or_default();
            return fail(&format!("{error}{cause}"));
        }
    };
    let announced = writeln!(std::io::stdout(), "{}", announcement(&sandbox, &key, &control_key));
    if announced.is_err() {
        return ExitCode::FAILURE;
    }
    // Runs until it is killed: the data survives that.
    std::future::pending::<ExitCode>().await
}

/// How each account is reached, a line for each thing that has to be known.
fn announcement(sandbox: &Sandbox, key: &str, control_key: &str) -> String {
    let line = |name: &str, value: &str| format!("{name:<14}{value}");
    let mut lines = Vec::new();
    for account in sandbox.accounts() {
        lines.push(line(account.system, &account.base_url));
        lines.extend(account.values.iter().map(|(name, value)| line(&format!("  {name}"), value)));
        if !account.agent_keys.is_empty() {
            lines.push(line("  agent keys", &account.agent_keys.join(" ")));
        }
    }
    lines.push(line("key", key));
    lines.push(line("faults", &format!("http://{}/_sandbox/faults", sandbox.address())));
    lines.push(line("  x-sandbox-key", control_key));
    lines.join("\n")
}

fn fail(problem: &str) -> ExitCode {
    // Nobody is left to tell when standard error is closed.
    let _ = writeln!(std::io::stderr(), "{problem}");
    ExitCode::FAILURE
}
