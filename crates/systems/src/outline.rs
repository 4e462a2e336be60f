//! Carrying an agent into another system: by the meaning of fields, where a system says nothing better.

use callboard_model::{
    CarriedField, Control, Edits, FieldAccess, FieldDescription, LeftOutReason, Meaning, Outline,
    OutlinePart, Pointer, SystemDescription,
};
use serde_json::{Value, json};

use callboard_model::emptiness::is_blank;

/// What a new agent gets of another one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Adopted {
    /// The new agent's fields.
    pub edits: Edits,
    /// Which part went where.
    pub carried: Vec<CarriedField>,
    /// Which part has no place, and why.
    pub left_out: Vec<(OutlinePart, LeftOutReason)>,
}

impl Adopted {
    /// Puts a part where the new agent has it.
    fn carry(&mut self, part: &OutlinePart, field: &FieldDescription, value: Value) {
        self.edits.0.insert(field.pointer.clone(), value.clone());
        self.carried.push(CarriedField {
            meaning: part.meaning,
            from: part.pointer.clone(),
            to: field.pointer.clone(),
            value,
        });
    }

    /// Says where a part went.
    pub(crate) fn note(&mut self, part: &OutlinePart, to: Pointer) {
        let (meaning, from, value) = (part.meaning, part.pointer.clone(), part.value.clone());
        self.carried.push(CarriedField { meaning, from, to, value });
    }

    /// Says that a part has no place.
    pub(crate) fn leave_out(&mut self, part: &OutlinePart, reason: LeftOutReason) {
        self.left_out.push((part.clone(), reason));
    }
}

/// The parts of a document whose fields have a meaning.
pub(crate) fn of_document(description: &SystemDescription, document: &Value) -> Outline {
    let parts = description.fields().filter_map(|(_, field)| {
        let value = field.pointer.read(document).filter(|value| !is_blank(value))?;
        Some(OutlinePart { meaning: field.meaning?, pointer: field.pointer.clone(), value: value.clone() })
    });
    Outline { parts: parts.collect() }
}

/// Puts each part into the field of its meaning, where the field takes the value.
pub(crate) fn adopt(description: &SystemDescription, outline: &Outline) -> Adopted {
    let mut adopted = Adopted::default();
    for part in &outline.parts {
        match field_of(description, part.meaning) {
            None => adopted.leave_out(part, LeftOutReason::NoPlace),
            Some(field) => match taken(field, &part.value) {
                Some(value) if !adopted.edits.0.contains_key(&field.pointer) => {
                    adopted.carry(part, field, value);
                }
                Some(_) => adopted.leave_out(part, LeftOutReason::NoPlace),
                None => adopted.leave_out(part, LeftOutReason::OtherValues),
            },
        }
    }
    adopted
}

/// As [`adopt`], but for the parts of these meanings, which are answered: the adapter has places of its own for them.
pub(crate) fn adopt_others<'a>(
    description: &SystemDescription,
    outline: &'a Outline,
    own: &[Meaning],
) -> (Adopted, Vec<&'a OutlinePart>) {
    let (own, others): (Vec<_>, Vec<_>) = outline.parts.iter().partition(|part| own.contains(&part.meaning));
    let others = Outline { parts: others.into_iter().cloned().collect() };
    (adopt(description, &others), own)
}

/// The field of a new agent that has this meaning.
fn field_of(description: &SystemDescription, meaning: Meaning) -> Option<&FieldDescription> {
    description
        .fields()
        .map(|(_, field)| field)
        .find(|field| field.meaning == Some(meaning) && field.access != FieldAccess::ReadOnly)
}

/// The value as the field takes it, or none where it takes no such value. Voices are another system's names: only a closed
/// list can say that it knows one.
fn taken(field: &FieldDescription, value: &Value) -> Option<Value> {
    match &field.control {
        Control::Choice { options, open, .. } => {
            let text = value.as_str()?;
            let known = options.iter().any(|option| option.value == text);
            (known || (*open && field.meaning != Some(Meaning::Voice))).then(|| value.clone())
        }
        Control::Language { known, open } => {
            let text = value.as_str()?;
            // `nl-BE` where only `nl` is known is still that language.
            let base = text.split('-').next().unwrap_or(text);
            if *open || known.iter().any(|tag| tag == text) {
                Some(value.clone())
            } else {
                known.iter().any(|tag| tag == base).then(|| json!(base))
            }
        }
        Control::Chips { .. } | Control::Lines => match value {
            Value::Array(_) => Some(value.clone()),
            _ => None,
        },
        _ if field.meaning == Some(Meaning::Voice) => None,
        _ => value.as_str().map(|_| value.clone()),
    }
}
