//! Makes the checks of one system, one after the other on fresh sample data, and holds what Prism saw against them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use tokio::task::JoinError;

use super::checks;
use super::contract::{self, Operation};
use super::readme;
use super::stage::Stage;
use super::subject::Subject;
use crate::prism::Prism;

/// In which checks an operation was seen.
#[derive(Default)]
struct Seen {
    judged: BTreeSet<&'static str>,
    directly: BTreeSet<&'static str>,
}

/// Makes every check that concerns the subject. Fails with all that went wrong, not with the first of it.
pub(crate) async fn conforms(subject: &'static Subject) {
    let (stage, prism) = Stage::open(subject, |upstream| {
        let prism = Prism::judge(subject.contract, upstream);
        (prism.base_url(), prism)
    })
    .await;
    let stage = Arc::new(stage);
    let operations = contract::operations(subject.contract);
    let mut seen: BTreeMap<String, Seen> = BTreeMap::new();
    let (mut wrong, mut skipped) = (Vec::new(), Vec::new());
    for check in checks::ALL {
        if !(check.concerns)(&stage) {
            skipped.push(check.name);
            continue;
        }
        stage.reset().await;
        if let Err(failure) = tokio::spawn((check.run)(Arc::clone(&stage))).await {
            wrong.push(format!("{}: {}\n    so: {}", check.name, said(failure), check.loss));
        }
        let verdict = prism.verdict();
        wrong.extend(verdict.violations.iter().map(|broken| format!("{}: Prism: {broken}", check.name)));
        for request in &verdict.requests {
            if let Some(operation) = contract::operation_of(&operations, request) {
                seen.entry(operation.id.clone()).or_default().judged.insert(check.name);
            } else {
                wrong.push(format!("{}: {request} is in no contract", check.name));
            }
        }
        for request in stage.sandbox.requests().list() {
            let operation = request.operation.as_deref().and_then(|name| name.strip_prefix(subject.prefix));
            if let Some(operation) = operation.filter(|name| operations.iter().any(|known| known.id == *name))
            {
                seen.entry(operation.to_owned()).or_default().directly.insert(check.name);
            }
        }
    }
    tell(subject, &operations, &seen, checks::ALL.len() - skipped.len());
    wrong.extend(gaps(subject, &operations, &seen));
    let (skipped, written): (BTreeSet<&str>, BTreeSet<&str>) =
        (skipped.into_iter().collect(), subject.skipped.iter().copied().collect());
    if skipped != written {
        wrong.push(format!(
            "the description leaves out {:?} without a word, and does not leave out {:?}",
            skipped.difference(&written),
            written.difference(&skipped)
        ));
    }
    assert!(wrong.is_empty(), "{}:\n  {}", subject.name, wrong.join("\n  "));
}

/// Operations that were never judged, or not shown by the check that the README names.
fn gaps(subject: &Subject, operations: &[Operation], seen: &BTreeMap<String, Seen>) -> Vec<String> {
    let none = Seen::default();
    let mut gaps = Vec::new();
    for operation in operations {
        let seen = seen.get(&operation.id).unwrap_or(&none);
        if seen.judged.is_empty() {
            gaps.push(format!("{} was never judged", operation.id));
        }
        for row in readme::rows().iter().filter(|row| row.is_about(subject, operation)) {
            if !seen.judged.contains(row.check.as_str()) && !seen.directly.contains(row.check.as_str()) {
                gaps.push(format!(
                    "the README says that {} shows {}, and it does not",
                    row.check, operation.id
                ));
            }
        }
    }
    gaps
}

fn tell(subject: &Subject, operations: &[Operation], seen: &BTreeMap<String, Seen>, checks: usize) {
    println!("\n{}: {checks} checks, {} skipped", subject.name, subject.skipped.len());
    println!("| Operation | Judged in | Directly only |");
    println!("| --- | ---: | ---: |");
    for Operation { id, method, path } in operations {
        let (judged, directly) = seen
            .get(id)
            .map_or((0, 0), |seen| (seen.judged.len(), seen.directly.difference(&seen.judged).count()));
        println!("| {id} `{} {path}` | {judged} checks | {directly} |", method.to_uppercase());
    }
}

/// What a check that failed said.
fn said(failure: JoinError) -> String {
    match failure.try_into_panic() {
        Ok(panic) => panic
            .downcast_ref::<String>()
            .cloned()
            .or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned()))
            .unwrap_or_else(|| "it panicked".to_owned()),
        Err(stopped) => stopped.to_string(),
    }
}
