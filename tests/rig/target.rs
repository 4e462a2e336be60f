//! How a test names something in the window: by role and accessible name, as a screen reader would.

use std::fmt;

use serde_json::{Value, json};

/// The accessible name to look for. Runs of white space count as one space.
#[derive(Clone, Debug)]
pub(crate) enum Name {
    Exactly(String),
    Containing(String),
}

impl From<&str> for Name {
    fn from(name: &str) -> Self {
        Self::Exactly(name.to_owned())
    }
}

impl From<String> for Name {
    fn from(name: String) -> Self {
        Self::Exactly(name)
    }
}

/// A name of which only a part is known.
pub(crate) fn containing(part: &str) -> Name {
    Name::Containing(part.to_owned())
}

/// Something in the window: an ARIA role, a name, and optionally what it lies in.
#[derive(Clone, Debug)]
pub(crate) struct Target {
    role: String,
    name: Name,
    within: Option<Box<Target>>,
}

pub(crate) fn target(role: &str, name: impl Into<Name>) -> Target {
    Target { role: role.to_owned(), name: name.into(), within: None }
}

impl Target {
    /// Only inside the first thing that matches `outer`: `target("button", "Delete").within(("row", "Ana"))`.
    pub(crate) fn within(mut self, outer: impl Into<Self>) -> Self {
        self.within = Some(Box::new(outer.into()));
        self
    }

    /// From the outermost to the innermost, for the script in the page.
    pub(crate) fn path(&self) -> Vec<Value> {
        let mut path = self.within.as_ref().map(|outer| outer.path()).unwrap_or_default();
        let (name, whole) = match &self.name {
            Name::Exactly(name) => (name, true),
            Name::Containing(part) => (part, false),
        };
        path.push(json!({ "role": self.role, "name": name, "whole": whole }));
        path
    }
}

impl<N: Into<Name>> From<(&str, N)> for Target {
    fn from((role, name): (&str, N)) -> Self {
        target(role, name)
    }
}

impl From<&Target> for Target {
    fn from(target: &Target) -> Self {
        target.clone()
    }
}

impl fmt::Display for Target {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.name {
            Name::Exactly(name) => write!(formatter, "{} \"{name}\"", self.role)?,
            Name::Containing(part) => write!(formatter, "{} \"…{part}…\"", self.role)?,
        }
        self.within.as_ref().map_or(Ok(()), |outer| write!(formatter, " within {outer}"))
    }
}
