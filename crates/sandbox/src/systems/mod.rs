//! The systems that are served, one folder each, and the one list of them. No rule of a single system may enter this file.

mod bird;
mod diga;
mod hms_sovereign;
mod messageflow;
mod raia;

use std::path::Path;
use std::sync::Arc;

use axum::Router;

use self::bird::Bird;
use self::diga::Diga;
use self::hms_sovereign::HmsSovereign;
use self::messageflow::MessageFlow;
use self::raia::Raia;
use crate::context::Context;
use crate::error::SandboxError;
use crate::system::System;

/// The systems, in the order in which they are shown.
pub(crate) struct Systems(Vec<Box<dyn System>>);

impl Systems {
    /// Opens each; those that keep data of their own keep it in the folder.
    pub(crate) fn open(context: &Arc<Context>, folder: &Path) -> Result<Self, SandboxError> {
        let shared = || Arc::clone(context);
        Ok(Self(vec![
            Box::new(Bird::open(shared(), folder)?),
            Box::new(HmsSovereign::new(shared())),
            Box::new(MessageFlow::new(shared())),
            Box::new(Diga::new(shared())),
            Box::new(Raia::new(shared())),
        ]))
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &dyn System> {
        self.0.iter().map(AsRef::as_ref)
    }

    /// The system that an address belongs to, whether or not something is there, and the part of the address below the
    /// system's path.
    pub(crate) fn at<'path>(&self, path: &'path str) -> Option<(&dyn System, &'path str)> {
        let below = self.iter().filter_map(|system| Some((system, below(system.base_path(), path)?)));
        below.max_by_key(|(system, _)| system.base_path().len())
    }

    /// The addresses of all systems, each below its path.
    pub(crate) fn router(&self) -> Router {
        self.iter().fold(Router::new(), |router, system| match system.base_path() {
            "" => router.merge(system.router()),
            path => router.nest(path, system.router()),
        })
    }

    pub(crate) fn forget_pace(&self) {
        self.iter().for_each(System::forget_pace);
    }
}

/// The rest of the path; none where it is not below the base.
fn below<'path>(base: &str, path: &'path str) -> Option<&'path str> {
    path.strip_prefix(base).filter(|rest| rest.is_empty() || rest.starts_with('/'))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::options::SandboxOptions;
    use axum::http::Method;

    fn systems(directory: &Path) -> Systems {
        let options = SandboxOptions::new(directory, "key");
        Systems::open(&Arc::new(Context::open(options, "http://127.0.0.1:1").unwrap()), directory).unwrap()
    }

    #[test]
    fn an_address_belongs_to_the_system_it_is_below() {
        let directory = tempfile::tempdir().unwrap();
        let systems = systems(directory.path());
        let owner = |path: &str| systems.at(path).unwrap().0.account().system;
        assert_eq!(owner("/hms-sovereign/api/v1/agents"), "hmsSovereign");
        assert_eq!(owner("/messageflow/api/v1/nothing"), "messageflow");
        assert_eq!(owner("/diga/v1/agent/"), "diga");
        assert_eq!(owner("/raiatra"), "bird", "a longer word is another address");
        assert_eq!(owner("/workspaces/w/agents"), "bird");
    }

    #[test]
    fn operations_of_two_systems_are_told_apart() {
        let directory = tempfile::tempdir().unwrap();
        let systems = systems(directory.path());
        let name = |path: &str| {
            let (system, path) = systems.at(path).unwrap();
            system.operation_of(&Method::GET, path)
        };
        assert_eq!(name("/workspaces/w/agents"), Some("listAgents"));
        assert_eq!(name("/hms-sovereign/api/v1/agents"), Some("hmsSovereign.listAgents"));
        assert_eq!(name("/messageflow/api/v1/agents"), Some("messageflow.listAgents"));
    }
}
