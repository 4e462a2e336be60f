//! Documents of agents and edits of them: masking, merging, planning, copying.

use std::collections::BTreeMap;

use callboard_model::{Edits, Pointer, SystemDescription, SystemId};
use callboard_systems::by_id;
use callboard_usecases::{masking, merge, plan};
use serde_json::Value;

use super::answers;
use crate::chance::Drawn;
use crate::json_change::changed;
use crate::run::Target;

const SYSTEMS: [&str; 5] = ["bird", "hmsSovereign", "messageflow", "diga", "raia"];

pub(super) struct Documents {
    systems: Vec<(&'static SystemDescription, Vec<Value>)>,
}

/// An agent as it was read, as it is now, and what somebody changed.
#[derive(Debug)]
pub(super) struct Meeting {
    system: usize,
    base: Value,
    fresh: Value,
    edits: Edits,
}

impl Documents {
    pub(super) fn open() -> Result<Self, String> {
        let systems = SYSTEMS.iter().map(|name| {
            let system = by_id(&SystemId::new(*name)).ok_or("there is no such system")?;
            Ok((system.description(), answers::documents(name)?))
        });
        Ok(Self { systems: systems.collect::<Result<_, String>>()? })
    }
}

impl Target for Documents {
    type Input = Meeting;

    fn make(&self, drawn: &mut Drawn<'_>) -> Meeting {
        let system = drawn.below(self.systems.len());
        let (description, documents): (_, &[Value]) = self
            .systems
            .get(system)
            .map_or((None, &[]), |(description, documents)| (Some(*description), documents));
        let seed = drawn.one(documents).cloned().unwrap_or_default();
        let base = if drawn.percent(50) { seed.clone() } else { changed(drawn, &seed, documents) };
        let fresh = changed(drawn, &base, documents);
        let mine = changed(drawn, &base, documents);
        let fields: Vec<&Pointer> = description
            .iter()
            .flat_map(|description| description.fields())
            .map(|(_, field)| &field.pointer)
            .collect();
        let mut edits = BTreeMap::new();
        for _ in 0..=drawn.below(4) {
            if let Some(pointer) = drawn.one(&fields) {
                edits.insert((*pointer).clone(), pointer.read_or_null(&mine));
            }
        }
        Meeting { system, base, fresh, edits: Edits(edits.into_iter().collect()) }
    }

    fn execute(&mut self, input: &Meeting) -> Result<(), String> {
        let Meeting { system, base, fresh, edits } = input;
        let Some((description, _)) = self.systems.get(*system) else { return Ok(()) };
        let masked = masking::mask(description, base);
        if masking::mask(description, &masked) != masked {
            return Err("a masked document would be masked again".to_owned());
        }
        let met = merge::merge(description, base, fresh, edits, &[]);
        let left = merge::apply(fresh, &met.to_send);
        let again = merge::merge(description, fresh, &left, &met.to_send, &[]);
        if !again.conflicts.is_empty() {
            return Err(format!("what was stored would be in conflict with itself: {:?}", again.conflicts));
        }
        let _ = merge::differences(&met.to_send, fresh);
        let _ = plan::plan(description, base, edits, false);
        let _ = plan::plan(description, &Value::Null, edits, true);
        Ok(())
    }
}
