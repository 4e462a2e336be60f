//! One arm for each control: the form a value has to have.

use std::cmp::Ordering;

use callboard_model::emptiness::is_blank;
use callboard_model::schedule::{Holiday, Weekday, WeeklySchedule};
use callboard_model::{
    ChoiceOption, Control, FieldAccess, FieldDescription, Finding, FindingCode, JsonForm, MaskedSecret,
    Pointer, number,
};
use callboard_schedule::{Place, ScheduleFinding, UnreadableHours};
use serde_json::Value;

use super::{finding, is_needed, texts, with};

/// What is wrong with the value of a field that is not empty.
pub(super) fn judge(field: &FieldDescription, value: &Value) -> Vec<Finding> {
    let at = &field.pointer;
    match &field.control {
        Control::Text | Control::LongText | Control::Avatar => text(at, value, |_| None),
        Control::Number { minimum, maximum, whole, .. } => {
            judge_number(at, value, &Bounds { minimum: *minimum, maximum: *maximum, whole: *whole })
        }
        Control::Duration { minimum, maximum, .. } => {
            // No length of time is below nothing, whether a document says so or not.
            judge_number(
                at,
                value,
                &Bounds { minimum: minimum.or(Some(0.0)), maximum: *maximum, whole: true },
            )
        }
        Control::Switch => expected(at, value.is_boolean(), "switch"),
        Control::Choice { options, open, .. } => text(at, value, |text| option(at, text, options, *open)),
        Control::Chips { uuid, .. } => chips(at, value, *uuid),
        Control::Lines => chips(at, value, false),
        Control::Reference { .. } => {
            text(at, value, |text| unless(texts::is_uuid(text), at, FindingCode::NotAUuid))
        }
        Control::Phone => text(at, value, |text| texts::phone(at, text)),
        Control::Email => text(at, value, |text| unless(texts::is_email(text), at, FindingCode::NotAnEmail)),
        Control::Url => text(at, value, |text| unless(texts::is_web_address(text), at, FindingCode::NotAUrl)),
        Control::TimeZone => text(at, value, |text| {
            unless(callboard_schedule::is_time_zone(text), at, FindingCode::NotATimeZone)
        }),
        Control::Country => {
            text(at, value, |text| unless(texts::is_country(text), at, FindingCode::NotACountry))
        }
        Control::Language { known, open } => text(at, value, |text| {
            let is_known = known.iter().any(|tag| tag == text);
            if !is_known && !open {
                return Some(with(finding(at, FindingCode::NotAnOption), "value", text));
            }
            let fits = is_known || texts::is_language_tag(text);
            (!fits).then(|| with(finding(at, FindingCode::WrongForm), "expected", "languageTag"))
        }),
        Control::Schedule => schedule(at, value),
        Control::Holidays => holidays(at, value),
        Control::Skills { .. } => records(at, value, &[]),
        // No document gives the form of a drop; whatever is in the list is kept as it is.
        Control::Drops => expected(at, value.is_array(), "list"),
        Control::Secret => expected(at, value.is_string() || MaskedSecret::of_value(value).is_some(), "text"),
        Control::Records { fields, .. } => records(at, value, fields),
        Control::Json { expected: form } => json(at, value, *form),
        Control::JsonSchema { .. } => expected(at, is_object(value), "object"),
        Control::Pairs => expected(at, pairs_only(value), "pairs"),
        // These are never edited; `judge` of the parent said so.
        Control::Moment | Control::Shown => Vec::new(),
    }
}

/// What a number has to lie within.
struct Bounds {
    minimum: Option<f64>,
    maximum: Option<f64>,
    whole: bool,
}

/// A text, and what `check` says about it.
fn text(at: &Pointer, value: &Value, check: impl FnOnce(&str) -> Option<Finding>) -> Vec<Finding> {
    match value.as_str() {
        Some(text) => check(text).into_iter().collect(),
        None => expected(at, false, "text"),
    }
}

fn judge_number(at: &Pointer, value: &Value, bounds: &Bounds) -> Vec<Finding> {
    if !number::is_number(value) {
        return expected(at, false, "number");
    }
    let lies =
        |bound: Option<f64>, side| bound.is_some_and(|bound| number::compare(value, bound) == Some(side));
    let code = if lies(bounds.minimum, Ordering::Less) {
        FindingCode::TooSmall
    } else if lies(bounds.maximum, Ordering::Greater) {
        FindingCode::TooLarge
    } else if bounds.whole && !number::is_whole(value) {
        FindingCode::NotWhole
    } else {
        return Vec::new();
    };
    let mut found = finding(at, code);
    for (name, bound) in [("minimum", bounds.minimum), ("maximum", bounds.maximum)] {
        if let Some(bound) = bound {
            found = with(found, name, &bound);
        }
    }
    vec![found]
}

fn option(at: &Pointer, text: &str, options: &[ChoiceOption], open: bool) -> Option<Finding> {
    let known = open || options.iter().any(|option| option.value == text);
    (!known).then(|| with(finding(at, FindingCode::NotAnOption), "value", text))
}

fn chips(at: &Pointer, value: &Value, uuid: bool) -> Vec<Finding> {
    let Some(items) = value.as_array() else {
        return expected(at, false, "list");
    };
    let judged = items.iter().enumerate().filter_map(|(index, item)| {
        let found = match item.as_str().filter(|text| !text.trim().is_empty()) {
            None => with(finding(at, FindingCode::WrongForm), "expected", "text"),
            Some(text) if uuid && !texts::is_uuid(text) => {
                with(finding(at, FindingCode::NotAUuid), "value", text)
            }
            Some(_) => return None,
        };
        Some(with(found, "index", &index))
    });
    judged.collect()
}

fn schedule(at: &Pointer, value: &Value) -> Vec<Finding> {
    match callboard_schedule::week_from_value(value) {
        Ok(week) => {
            callboard_schedule::check(&week, &[]).iter().map(|found| of_hours(at, found, &[])).collect()
        }
        Err(error) => unreadable(at, &error, "day", "schedule"),
    }
}

fn holidays(at: &Pointer, value: &Value) -> Vec<Finding> {
    match callboard_schedule::holidays_from_value(value) {
        Ok(holidays) => callboard_schedule::check(&WeeklySchedule::default(), &holidays)
            .iter()
            .map(|found| of_hours(at, found, &holidays))
            .collect(),
        Err(error) => unreadable(at, &error, "index", "holidays"),
    }
}

/// A finding of the schedule room as one of the field, with its place as context.
fn of_hours(at: &Pointer, found: &ScheduleFinding, holidays: &[Holiday]) -> Finding {
    let mut said = finding(at, found.code);
    said.severity = found.severity();
    match found.place {
        Place::Day(day) => with(said, "day", day_name(day)),
        Place::Holiday(index) => {
            said = with(said, "index", &index);
            match holidays.get(index) {
                Some(holiday) => {
                    said = with(with(said, "day", &holiday.day), "month", &holiday.month);
                    with(said, "name", &holiday.name)
                }
                None => said,
            }
        }
    }
}

/// Hours or holidays of another form; the member that cannot be read goes under `key`.
fn unreadable(at: &Pointer, error: &UnreadableHours, key: &str, what: &str) -> Vec<Finding> {
    let found = with(finding(at, FindingCode::WrongForm), "expected", what);
    vec![match &error.at {
        Some(member) => with(found, key, &member.root()),
        None => found,
    }]
}

/// The name of a day as hours are stored under and catalogues know it.
fn day_name(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "monday",
        Weekday::Tuesday => "tuesday",
        Weekday::Wednesday => "wednesday",
        Weekday::Thursday => "thursday",
        Weekday::Friday => "friday",
        Weekday::Saturday => "saturday",
        Weekday::Sunday => "sunday",
    }
}

/// Each record's fields, judged like the agent's own; `index` says which record, the pointer leads into it.
fn records(at: &Pointer, value: &Value, fields: &[FieldDescription]) -> Vec<Finding> {
    let Some(items) = value.as_array() else {
        return expected(at, false, "list");
    };
    let mut findings = Vec::new();
    for (index, item) in items.iter().enumerate() {
        if !item.is_object() {
            let found = with(finding(at, FindingCode::WrongForm), "expected", "object");
            findings.push(with(found, "index", &index));
            continue;
        }
        for field in fields.iter().filter(|field| field.access != FieldAccess::ReadOnly) {
            let inner = field.pointer.read_or_null(item);
            let said = if !is_blank(&inner) {
                judge(field, &inner)
            } else if field.required || is_needed(field, item) {
                vec![finding(&field.pointer, FindingCode::Required)]
            } else {
                Vec::new()
            };
            findings.extend(said.into_iter().map(|found| within(at, index, found)));
        }
    }
    findings
}

fn within(at: &Pointer, index: usize, found: Finding) -> Finding {
    let place = Pointer::parse(format!("{at}/{index}{}", found.pointer)).unwrap_or_else(|_| at.clone());
    with(Finding { pointer: place, ..found }, "record", &index)
}

fn json(at: &Pointer, value: &Value, form: JsonForm) -> Vec<Finding> {
    match form {
        JsonForm::Any => Vec::new(),
        JsonForm::Object => expected(at, is_object(value), "object"),
        JsonForm::Array => expected(at, value.is_array(), "list"),
    }
}

fn is_object(value: &Value) -> bool {
    value.is_object() && !number::is_guarded(value)
}

fn pairs_only(value: &Value) -> bool {
    let fits = |member: &Value| member.is_string() || MaskedSecret::of_value(member).is_some();
    value.as_object().is_some_and(|members| members.values().all(fits))
}

/// Says that the value has another JSON type than `what`, unless it fits.
fn expected(at: &Pointer, fits: bool, what: &str) -> Vec<Finding> {
    if fits { Vec::new() } else { vec![with(finding(at, FindingCode::WrongForm), "expected", what)] }
}

fn unless(fits: bool, at: &Pointer, code: FindingCode) -> Option<Finding> {
    (!fits).then(|| finding(at, code))
}
