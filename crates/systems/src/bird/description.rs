//! Bird described as data: what a connection needs, and every setting of an agent.
//!
//! Source of the fields: the vendor's agent management reference, as written down in the contract. Values of
//! status, activity and type are known as far as the documents show them; all other values are kept and may be
//! typed. The units of `wrapUpTime` and `activityTtl` are not documented, so they are numbers as Bird counts them.

use callboard_model::schedule::ScheduleCapability;
use callboard_model::{
    Capabilities, ChoiceOption, Clearing, Colour, ConnectionField, ConnectionInput, Control, FieldAccess,
    FieldDescription, Group, ItemIdentity, Learned, Meaning, Pointer, Section, SectionKind,
    SystemDescription, SystemId,
};

use crate::connection;

/// Key of the workspace's id.
pub(super) const WORKSPACE: &str = "workspaceId";
/// Key of the way the credential is sent.
pub(super) const AUTH_SCHEME: &str = "authScheme";
/// The value of [`AUTH_SCHEME`] for a user's login token.
pub(super) const BEARER: &str = "bearer";

/// Bird as data.
pub(super) fn describe() -> SystemDescription {
    SystemDescription {
        id: SystemId::new("bird"),
        name: "Bird".to_owned(),
        initials: "B".to_owned(),
        colour: Colour { red: 0x0f, green: 0x6e, blue: 0x78 },
        capabilities: Capabilities {
            schedule: Some(ScheduleCapability { ranges_per_day: 1, holidays_with_year: false }),
            ..Capabilities::default()
        },
        connection: connection(),
        sections: vec![
            section("profile", SectionKind::Form, profile()),
            section("hours", SectionKind::Hours, vec![group("hours", false, hours())]),
            section("drops", SectionKind::Drops, vec![group("drops", false, drops())]),
            section("skills", SectionKind::Form, vec![group("skills", false, skills())]),
            section("availability", SectionKind::Availability, availability()),
            section("workload", SectionKind::Workload, vec![group("workload", false, workload())]),
        ],
        secret_members: crate::secrets::secret_words(),
    }
}

fn connection() -> Vec<ConnectionField> {
    let schemes = ConnectionInput::Choice { options: vec!["accessKey".to_owned(), BEARER.to_owned()] };
    let scheme = ConnectionField {
        default: Some("accessKey".to_owned()),
        rarely_used: true,
        ..connection::field(AUTH_SCHEME, schemes)
    };
    let workspace = connection::field(WORKSPACE, ConnectionInput::Text);
    vec![workspace, connection::credential(), scheme, connection::base_url("https://api.bird.com")]
}

fn profile() -> Vec<Group> {
    vec![
        group(
            "identity",
            false,
            vec![
                later("/avatarUrl", "avatarUrl", Control::Avatar, Clearing::EmptyText),
                FieldDescription {
                    required: true,
                    meaning: Some(Meaning::Name),
                    ..editable("/name", "name", Control::Text, Clearing::NotPossible)
                },
                editable("/bio", "bio", Control::LongText, Clearing::EmptyText).meaning(Meaning::Description),
                later("/status", "status", choice(&["active"], "/status"), Clearing::NotPossible),
            ],
        ),
        group(
            "place",
            false,
            vec![
                editable("/timezone", "timezone", Control::TimeZone, Clearing::NotPossible)
                    .meaning(Meaning::TimeZone),
                editable("/defaultCountryCode", "defaultCountryCode", Control::Country, Clearing::EmptyText),
                later(
                    "/transcriptionLocale",
                    "transcriptionLocale",
                    Control::Language { known: vec!["ar-AE".to_owned()], open: true },
                    Clearing::EmptyText,
                ),
            ],
        ),
        group("calls", false, calls()),
        group("membership", false, membership()),
        group("more", true, more()),
    ]
}

fn calls() -> Vec<FieldDescription> {
    vec![
        later("/defaultCallerId", "defaultCallerId", Control::Phone, Clearing::EmptyText),
        later("/forwardNumber/enabled", "forwardNumberEnabled", Control::Switch, Clearing::NotPossible),
        later("/forwardNumber/number", "forwardNumberNumber", Control::Phone, Clearing::EmptyText),
        later("/forwardNumber/maskCaller", "forwardNumberMaskCaller", Control::Switch, Clearing::NotPossible),
        later("/wrapUpTime", "wrapUpTime", count(), Clearing::NotPossible),
        later(
            "/defaultSenderId",
            "defaultSenderId",
            Control::Reference { learned: Some(learned("/defaultSenderId", None, None)) },
            Clearing::NotPossible,
        ),
        later("/outOfOfficeResponse", "outOfOfficeResponse", Control::LongText, Clearing::EmptyText),
    ]
}

/// A whole number in a unit that no document names.
fn count() -> Control {
    Control::Number { minimum: Some(0.0), maximum: None, whole: true, unit: None, slider: None }
}

fn membership() -> Vec<FieldDescription> {
    let named = |from: &str| Some(learned(from, Some("/id"), Some("/name")));
    vec![
        creating("/type", "type", choice(&["user"], "/type")),
        creating("/userId", "userId", Control::Reference { learned: named("/user") }),
        creating(
            "/teamIds",
            "teamIds",
            Control::Chips { known: Vec::new(), learned: named("/teams"), uuid: true },
        )
        .known_by(ItemIdentity::Value),
        shown("/user", "user", Control::Shown),
        shown("/userEmails", "userEmails", Control::Shown),
        shown("/teams", "teams", Control::Shown),
        shown("/roles", "roles", Control::Shown),
    ]
}

fn more() -> Vec<FieldDescription> {
    vec![
        shown("/id", "id", Control::Shown),
        shown("/workspaceId", "workspaceId", Control::Shown),
        shown("/overrideName", "overrideName", Control::Shown),
        shown("/statusBeforeOffline", "statusBeforeOffline", Control::Shown),
        shown("/tagCount", "tagCount", Control::Shown),
        shown("/createdAt", "createdAt", Control::Moment),
        shown("/updatedAt", "updatedAt", Control::Moment),
        shown("/lastAssignedAt", "lastAssignedAt", Control::Moment),
        shown("/lastSetToAwayAt", "lastSetToAwayAt", Control::Moment),
    ]
}

fn hours() -> Vec<FieldDescription> {
    vec![
        editable("/weeklySchedule", "weeklySchedule", Control::Schedule, Clearing::EmptyCollection),
        editable("/holidays", "holidays", Control::Holidays, Clearing::EmptyCollection)
            .known_by(ItemIdentity::all_of(&["month", "day", "year"])),
    ]
}

fn drops() -> Vec<FieldDescription> {
    // No document gives the form of a drop: a text is known by itself.
    vec![
        later("/dropVms", "dropVms", Control::Drops, Clearing::EmptyCollection)
            .known_by(ItemIdentity::first_of(&["id", "mediaUrl"])),
    ]
}

fn skills() -> Vec<FieldDescription> {
    let learned = learned("/assignedSkills", Some("/id"), Some("/name"));
    vec![
        later("/assignedSkills", "assignedSkills", Control::Skills { learned }, Clearing::EmptyCollection)
            .known_by(ItemIdentity::first_of(&["id"])),
    ]
}

fn availability() -> Vec<Group> {
    vec![
        group(
            "availability",
            false,
            vec![
                later(
                    "/availability/status",
                    "availabilityStatus",
                    choice(&["active"], "/availability/status"),
                    Clearing::NotPossible,
                ),
                later(
                    "/availability/activity",
                    "activity",
                    choice(&["available"], "/availability/activity"),
                    Clearing::NotPossible,
                ),
                later("/availability/activityText", "activityText", Control::Text, Clearing::EmptyText),
                later("/availability/activityTtl", "activityTtl", count(), Clearing::NotPossible),
            ],
        ),
        group(
            "availabilityTimes",
            false,
            vec![
                shown("/availability/lastStatusSet", "lastStatusSet", Control::Moment),
                shown("/availability/lastActivitySet", "lastActivitySet", Control::Moment),
                shown("/availability/updatedAt", "availabilityUpdatedAt", Control::Moment),
            ],
        ),
    ]
}

fn workload() -> Vec<FieldDescription> {
    vec![
        shown("/workload/workload", "workload", Control::Shown),
        shown("/workload/rule", "workloadRule", Control::Shown),
        shown("/workload/ruleId", "workloadRuleId", Control::Shown),
        shown("/workload/id", "workloadId", Control::Shown),
        shown("/workload/updatedAt", "workloadUpdatedAt", Control::Moment),
    ]
}

fn section(id: &str, kind: SectionKind, groups: Vec<Group>) -> Section {
    Section::new(id, kind, groups)
}

fn group(id: &str, rarely_used: bool, fields: Vec<FieldDescription>) -> Group {
    Group { rarely_used, ..Group::new(id, fields) }
}

/// A pointer written in this file, which the tests read in full.
pub(super) fn pointer(text: &str) -> Pointer {
    Pointer::parse(text).unwrap_or_else(|_| Pointer::of_member(text))
}

fn learned(from: &str, value: Option<&str>, label: Option<&str>) -> Learned {
    Learned { from: pointer(from), value: value.map(pointer), label: label.map(pointer) }
}

/// An open choice of the documented values and those that other agents have.
fn choice(known: &[&str], from: &str) -> Control {
    Control::Choice {
        options: known.iter().copied().map(ChoiceOption::new).collect(),
        open: true,
        learned: Some(learned(from, None, None)),
    }
}

fn field(
    place: &str,
    key: &str,
    control: Control,
    access: FieldAccess,
    clearing: Clearing,
) -> FieldDescription {
    FieldDescription { access, clearing, ..FieldDescription::new(place, key, control) }
}

/// Part of the create and the update request.
fn editable(place: &str, key: &str, control: Control, clearing: Clearing) -> FieldDescription {
    field(place, key, control, FieldAccess::Editable, clearing)
}

/// Part of an update request only.
fn later(place: &str, key: &str, control: Control, clearing: Clearing) -> FieldDescription {
    field(place, key, control, FieldAccess::UpdateOnly, clearing)
}

/// Part of the create request only.
fn creating(place: &str, key: &str, control: Control) -> FieldDescription {
    field(place, key, control, FieldAccess::CreateOnly, Clearing::NotPossible)
}

/// Only shown.
fn shown(place: &str, key: &str, control: Control) -> FieldDescription {
    field(place, key, control, FieldAccess::ReadOnly, Clearing::NotPossible)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing)]
    use std::collections::BTreeSet;

    use super::*;
    use crate::contract;

    fn roots(accesses: &[FieldAccess]) -> BTreeSet<String> {
        let description = describe();
        let chosen = description.fields().filter(|(_, field)| accesses.contains(&field.access));
        chosen.map(|(_, field)| field.pointer.root()).collect()
    }

    fn members(schema: &str) -> BTreeSet<String> {
        contract::schema(schema)["properties"].as_object().unwrap().keys().cloned().collect()
    }

    #[test]
    fn every_member_of_both_requests_can_be_edited_and_nothing_else() {
        let create = roots(&[FieldAccess::Editable, FieldAccess::CreateOnly]);
        assert_eq!(create, members("CreateAgentRequest"));
        let mut update = roots(&[FieldAccess::Editable, FieldAccess::UpdateOnly]);
        assert!(update.remove("availability"));
        assert_eq!(update, members("UpdateAgentRequest"));
    }

    #[test]
    fn every_member_of_the_answer_is_shown_somewhere() {
        let every =
            [FieldAccess::Editable, FieldAccess::CreateOnly, FieldAccess::UpdateOnly, FieldAccess::ReadOnly];
        let missing: Vec<_> = members("Agent").difference(&roots(&every)).cloned().collect();
        assert!(missing.is_empty(), "nobody would see {missing:?}");
        for (schema, place) in [
            ("Availability", "/availability"),
            ("UpdateAvailabilityRequest", "/availability"),
            ("Workload", "/workload"),
            ("ForwardNumber", "/forwardNumber"),
        ] {
            for member in members(schema) {
                let wanted = pointer(&format!("{place}/{member}"));
                let description = describe();
                assert!(
                    description.fields().any(|(_, field)| field.pointer == wanted),
                    "nobody sees {wanted}"
                );
            }
        }
    }

    #[test]
    fn names_and_places_are_unique_and_places_are_pointers() {
        let description = describe();
        let fields: Vec<_> = description.fields().map(|(_, field)| field).collect();
        let keys: BTreeSet<_> = fields.iter().map(|field| &field.key).collect();
        let places: BTreeSet<_> = fields.iter().map(|field| &field.pointer).collect();
        assert_eq!((keys.len(), places.len()), (fields.len(), fields.len()));
        assert!(
            places.iter().all(|place| !place.as_str().contains('~')),
            "a pointer was not written with its slash"
        );
    }
}
