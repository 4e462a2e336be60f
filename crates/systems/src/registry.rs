//! Which systems there are.

use std::sync::LazyLock;

use callboard_model::SystemId;

use crate::bird::Bird;
use crate::diga::Diga;
use crate::hms_sovereign::HmsSovereign;
use crate::messageflow::MessageFlow;
use crate::raia::Raia;
use crate::system::System;

static SYSTEMS: LazyLock<Vec<Box<dyn System>>> = LazyLock::new(|| {
    vec![
        Box::new(Bird::new()),
        Box::new(HmsSovereign::new()),
        Box::new(MessageFlow::new()),
        Box::new(Diga::new()),
        Box::new(Raia::new()),
    ]
});

/// Every system, in the order to offer them.
pub fn all() -> &'static [Box<dyn System>] {
    &SYSTEMS
}

/// The system of that name.
pub fn by_id(id: &SystemId) -> Option<&'static dyn System> {
    all().iter().map(AsRef::as_ref).find(|system| &system.description().id == id)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::collections::BTreeSet;

    use callboard_model::{Capabilities, SectionKind};

    use super::*;

    /// The pinned table: what the window is told that a system can do.
    #[test]
    fn what_the_window_offers_is_what_the_adapter_can_do() {
        let told = |capabilities: &Capabilities| {
            let Capabilities { create, delete, own_agent, workload, by_id, agent_keys, .. } = *capabilities;
            [
                ("create", create),
                ("delete", delete),
                ("ownAgent", own_agent),
                ("workload", workload),
                ("byId", by_id),
                ("agentKeys", agent_keys),
            ]
            .into_iter()
            .filter_map(|(name, can)| can.then_some(name))
            .collect::<Vec<_>>()
        };
        let table = [
            ("bird", vec!["create", "delete", "ownAgent", "workload"]),
            ("hmsSovereign", vec!["create", "delete"]),
            ("messageflow", vec!["create", "delete"]),
            ("diga", vec!["byId"]),
            ("raia", vec!["agentKeys"]),
        ];
        assert_eq!(table.len(), all().len(), "a system is not in this table");
        for (name, expected) in table {
            let system = by_id(&SystemId::new(name)).unwrap();
            let capabilities = &system.description().capabilities;
            assert_eq!(told(capabilities), expected, "{name}");
            let derived = system.parts().capabilities(capabilities.clone());
            assert_eq!(&derived, capabilities, "{name}: a button would do nothing, or be missing");
        }
    }

    #[test]
    fn every_section_has_the_operations_that_fill_it() {
        for system in all() {
            let (parts, description) = (system.parts(), system.description());
            let has = |kind| description.sections.iter().any(|section| section.kind == kind);
            for (kind, can) in [
                (SectionKind::Availability, parts.live_state.is_some()),
                (SectionKind::Workload, parts.live_state.is_some()),
                (SectionKind::Drops, parts.drops.is_some() && parts.media.is_some()),
                (SectionKind::Users, parts.activity.is_some()),
                (SectionKind::Statistic, parts.activity.is_some()),
                (SectionKind::Webhooks, parts.webhooks.is_some()),
                (SectionKind::Versions, parts.versions.is_some()),
            ] {
                let name = &description.name;
                assert_eq!(has(kind), can, "{name}: the section {kind:?} is empty or missing");
            }
        }
    }

    #[test]
    fn every_system_is_found_by_its_own_name_and_no_name_is_given_twice() {
        let names: BTreeSet<_> = all().iter().map(|system| system.description().id.clone()).collect();
        assert_eq!(names.len(), all().len());
        for name in names {
            assert_eq!(by_id(&name).unwrap().description().id, name);
        }
        assert!(by_id(&SystemId::new("nobody")).is_none());
    }
}
