//! What happened how often, for the report.

use std::collections::BTreeMap;
use std::fmt;

#[derive(Default, Clone)]
pub(crate) struct Counts(BTreeMap<&'static str, BTreeMap<String, u64>>);

impl Counts {
    pub(crate) fn add(&mut self, group: &'static str, name: impl Into<String>) {
        *self.0.entry(group).or_default().entry(name.into()).or_default() += 1;
    }

    pub(crate) fn merge(&mut self, other: &Self) {
        for (group, names) in &other.0 {
            for (name, count) in names {
                *self.0.entry(group).or_default().entry(name.clone()).or_default() += count;
            }
        }
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (group, names) in &self.0 {
            let all: u64 = names.values().sum();
            let names: Vec<String> = names.iter().map(|(name, count)| format!("{name} {count}")).collect();
            writeln!(formatter, "{group} ({all}): {}", names.join(", "))?;
        }
        Ok(())
    }
}
