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

    use super::*;

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
