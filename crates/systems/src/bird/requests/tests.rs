#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use std::collections::BTreeSet;

use callboard_model::{ConnectionId, ErrorCode, SystemId};
use proptest::prelude::*;
use serde_json::json;

use super::super::description::{describe, pointer};
use crate::client::{CallContext, Client};

use super::*;
use crate::connection::BASE_URL;
use crate::contract;
use crate::request_body::tests::any_json;

fn edits(list: &[(&str, Value)]) -> Edits {
    Edits(list.iter().map(|(place, value)| (pointer(place), value.clone())).collect())
}

fn update(fresh: &Value, list: &[(&str, Value)]) -> Result<UpdateBodies> {
    update_bodies(&describe(), fresh, &edits(list))
}

fn agent_body(fresh: &Value, list: &[(&str, Value)]) -> Value {
    Value::Object(update(fresh, list).unwrap().agent)
}

#[test]
fn a_renamed_agent_sends_its_name_and_nothing_else() {
    let fresh = contract::example("agentFull");
    let bodies = update(&fresh, &[("/name", json!("Robin"))]).unwrap();
    assert_eq!(Value::Object(bodies.agent), json!({"name": "Robin"}));
    assert!(bodies.availability.is_empty());
}

#[test]
fn a_nested_edit_sends_its_whole_member_or_a_server_that_replaces_it_would_lose_the_rest() {
    let fresh = json!({"forwardNumber": {"enabled": null, "number": "+31201234567", "new": null}});
    let body = agent_body(&fresh, &[("/forwardNumber/maskCaller", json!(true))]);
    assert_eq!(body, json!({"forwardNumber": {"number": "+31201234567", "new": null, "maskCaller": true}}));
    let from_null = agent_body(&json!({"forwardNumber": null}), &[("/forwardNumber/enabled", json!(true))]);
    assert_eq!(from_null, json!({"forwardNumber": {"enabled": true}}));
}

#[test]
fn an_emptied_field_follows_its_rule_and_null_is_never_sent() {
    let fresh = contract::example("agentFull");
    let body = agent_body(
        &fresh,
        &[
            ("/bio", Value::Null),
            ("/weeklySchedule", Value::Null),
            ("/holidays", Value::Null),
            ("/dropVms", Value::Null),
            ("/forwardNumber/number", Value::Null),
        ],
    );
    assert_eq!(body["bio"], json!(""));
    assert_eq!(body["weeklySchedule"], json!({}));
    assert_eq!(body["holidays"], json!([]));
    assert_eq!(body["dropVms"], json!([]));
    assert_eq!(body["forwardNumber"], json!({"enabled": false, "number": "", "maskCaller": false}));
    contract::assert_takes("UpdateAgentRequest", &body);
    let refused = update(&fresh, &[("/wrapUpTime", Value::Null)]).unwrap_err();
    assert_eq!((refused.code, refused.field), (ErrorCode::InvalidEdits, Some(pointer("/wrapUpTime"))));
}

#[test]
fn a_day_off_leaves_the_other_days_alone() {
    let fresh = contract::example("agentFull");
    let body = agent_body(&fresh, &[("/weeklySchedule/monday", Value::Null)]);
    let mut expected = fresh["weeklySchedule"].clone();
    expected.as_object_mut().unwrap().remove("monday");
    assert_eq!(body, json!({"weeklySchedule": expected}));
    let closed =
        json!({"monday": null, "tuesday": {"from": {"hour": 9, "minute": null}, "to": {"hour": 17}}});
    let body = agent_body(&fresh, &[("/weeklySchedule", closed)]);
    assert_eq!(body["weeklySchedule"], json!({"tuesday": {"from": {"hour": 9}, "to": {"hour": 17}}}));
}

#[test]
fn availability_goes_to_its_own_operation_with_only_what_was_touched() {
    let fresh = contract::example("agentFull");
    let list = [
        ("/availability/activityText", Value::Null),
        ("/availability/activityTtl", json!(60)),
        ("/bio", json!("b")),
    ];
    let bodies = update(&fresh, &list).unwrap();
    assert_eq!(Value::Object(bodies.agent), json!({"bio": "b"}));
    let body = Value::Object(bodies.availability);
    assert_eq!(body, json!({"activityText": "", "activityTtl": 60}));
    contract::assert_takes("UpdateAvailabilityRequest", &body);
}

#[test]
fn what_only_the_server_sets_is_refused_before_anything_is_sent() {
    for place in ["/id", "/userId", "/teams/0/name", "/workload", "/nobodyKnows", "/availability/updatedAt"] {
        let error = update(&json!({}), &[(place, json!("x"))]).unwrap_err();
        assert_eq!((error.code, error.field), (ErrorCode::InvalidEdits, Some(pointer(place))), "{place}");
    }
}

#[test]
fn a_create_carries_what_it_can_and_keeps_the_rest_for_the_second_step() {
    let user = "05e40000-0000-4000-8000-000000000001";
    let all = edits(&[
        ("/name", json!("Avery")),
        ("/bio", Value::Null),
        ("/type", json!("user")),
        ("/userId", json!(user)),
        ("/teamIds", json!([user])),
        ("/weeklySchedule", json!({"monday": null})),
        ("/wrapUpTime", json!(30)),
        ("/forwardNumber/enabled", json!(true)),
        ("/availability/activity", json!("available")),
    ]);
    let (body, remaining) = create_body(&describe(), &all).unwrap();
    let body = Value::Object(body);
    let expected =
        json!({"name": "Avery", "teamIds": [user], "type": "user", "userId": user, "weeklySchedule": {}});
    assert_eq!(body, expected);
    contract::assert_takes("CreateAgentRequest", &body);
    let left: Vec<_> = remaining.0.keys().map(Pointer::as_str).collect();
    assert_eq!(left, ["/availability/activity", "/forwardNumber/enabled", "/wrapUpTime"]);
}

/// A value that the contract takes for each editable field.
fn valid_edit() -> impl Strategy<Value = (Pointer, Value)> {
    let time = json!({"hour": 9, "minute": 30});
    let table = vec![
        ("/name", json!("Robin")),
        ("/bio", json!("<b>\u{202e}bio</b>")),
        ("/status", json!("a-new-status")),
        ("/avatarUrl", json!("https://media.example.com/1")),
        ("/dropVms", json!([null, "x", {"any": [1, null]}])),
        ("/wrapUpTime", json!(15)),
        ("/timezone", json!("Asia/Kolkata")),
        ("/defaultCountryCode", json!("IN")),
        ("/defaultCallerId", json!("+12025550101")),
        ("/forwardNumber/enabled", json!(true)),
        ("/forwardNumber/number", json!("+12025550102")),
        ("/transcriptionLocale", json!("nl-NL")),
        ("/weeklySchedule", json!({"friday": {"from": time, "to": time}, "sunday": null})),
        ("/weeklySchedule/monday", Value::Null),
        ("/holidays", json!([{"name": "Day", "day": 1, "month": 5}])),
        (
            "/assignedSkills",
            json!([{"name": "Language", "valueType": "multi", "selectedValues": [{"value": "Dutch", "icon": null}]}]),
        ),
        ("/defaultSenderId", json!("5e4d0000-0000-4000-8000-000000000001")),
        ("/outOfOfficeResponse", Value::Null),
        ("/availability/status", json!("active")),
        ("/availability/activityTtl", json!(0)),
    ];
    prop::sample::select(table).prop_map(|(place, value)| (pointer(place), value))
}

proptest! {
    #[test]
    fn a_save_sends_the_touched_members_and_never_another(
        list in prop::collection::vec(valid_edit(), 0..6),
        sparse in any::<bool>(),
    ) {
        let fresh = contract::example(if sparse { "agentSparse" } else { "agentFull" });
        let edits = Edits(list.into_iter().collect());
        let bodies = update_bodies(&describe(), &fresh, &edits).unwrap();
        let touched: BTreeSet<String> =
            edits.0.keys().map(Pointer::root).filter(|root| root != AVAILABILITY).collect();
        let sent: BTreeSet<String> = bodies.agent.keys().cloned().collect();
        prop_assert_eq!(sent, touched);
        let availability: BTreeSet<String> = bodies.availability.keys().map(|name| format!("/availability/{name}")).collect();
        let touched: BTreeSet<String> =
            edits.0.keys().filter(|place| place.root() == AVAILABILITY).map(ToString::to_string).collect();
        prop_assert_eq!(availability, touched);
        let refused = contract::refusals("UpdateAgentRequest", &Value::Object(bodies.agent));
        prop_assert!(refused.is_empty(), "{refused:?}");
    }

    #[test]
    fn members_nobody_knows_survive_inside_a_member_that_is_sent(
        unknown in prop::collection::btree_map("x[a-z/~]{1,5}", any_json(), 0..4),
        number in any_json(),
    ) {
        let mut members: Map<String, Value> = unknown.clone().into_iter().collect();
        members.insert("number".into(), number);
        let fresh = json!({"forwardNumber": members, "other": 1});
        let body = update(&fresh, &[("/forwardNumber/enabled", json!(true))]).unwrap().agent;
        for (name, value) in &unknown {
            prop_assert_eq!(body["forwardNumber"].get(name), Some(value));
        }
    }

    #[test]
    fn texts_are_sent_as_they_were_typed(text in ".{0,40}") {
        let body = agent_body(&json!({}), &[("/bio", json!(text))]);
        prop_assert_eq!(&body["bio"], &json!(text));
    }

    #[test]
    fn no_id_leads_to_another_operation(id in "\\PC{1,20}|[.%2eE/\\\\\t\r\n a]{1,6}|.{1,20}") {
        let connection = connection("https://api.example.com/base");
        match address_of(&connection, &["agents", &id, "availability"]) {
            Ok(url) => {
                let segments: Vec<_> = url.path_segments().unwrap().collect();
                prop_assert_eq!(segments.len(), 6, "{}", url);
                prop_assert_eq!(segments[5], "availability");
                let sent = percent_encoding::percent_decode_str(segments[4]).decode_utf8().unwrap();
                prop_assert_eq!(sent, id.as_str(), "another agent would be changed");
                prop_assert!(url.query().is_none() && url.fragment().is_none());
            }
            Err(error) => {
                prop_assert_eq!(error.code, ErrorCode::UnsafeId);
                let dots = id.to_lowercase().replace("%2e", ".");
                prop_assert!(matches!(dots.as_str(), "." | "..") || id.contains(char::is_control));
            }
        }
    }
}

#[test]
fn no_segment_climbs_or_becomes_another_one() {
    let connection = connection("https://api.example.com/base");
    for odd in [
        "", ".", "..", "\t", ".\t.", "\t.\n.\r", "12\t3", "%2e", "%2E%2e", ".%2e", "1\0", "1\u{85}", "\u{7f}",
    ] {
        for path in [["agents", odd, "media"], ["agents", "1", odd], [odd, "1", "media"]] {
            let code = address_of(&connection, &path).err().map(|error| error.code);
            assert_eq!(
                code,
                Some(ErrorCode::UnsafeId),
                "another agent, or all of them, would be deleted: {path:?}"
            );
        }
    }
    let mut workspace = connection;
    workspace.values.insert(WORKSPACE.to_owned(), ".\t.".to_owned());
    assert_eq!(address_of(&workspace, &["agents"]).unwrap_err().code, ErrorCode::UnsafeId);
    workspace.values.insert(WORKSPACE.to_owned(), "a/b\\c?d#e%2f".to_owned());
    let url = address_of(&workspace, &["agents"]).unwrap();
    assert_eq!(url.path(), "/base/workspaces/a%2Fb%5Cc%3Fd%23e%252f/agents");
}

fn address_of(connection: &Connection, path: &[&str]) -> Result<Url> {
    let (client, call) = (Client::new().unwrap(), CallContext::quiet());
    let credential = Sensitive::new("k");
    address(
        &Session { connection, credential: &credential, agent_keys: &[], client: &client, call: &call },
        path,
    )
}

fn connection(base: &str) -> Connection {
    let values = [(BASE_URL, base), (WORKSPACE, "w/1")];
    let values = values.map(|(key, value)| (key.to_owned(), value.to_owned())).into();
    Connection::new(ConnectionId("c".into()), SystemId::new("bird"), "Bird", values)
}

#[test]
fn the_address_keeps_the_base_path_and_encodes_what_it_holds() {
    let url = address_of(&connection("https://api.example.com/base"), &["agents", "a b"]).unwrap();
    assert_eq!(url.as_str(), "https://api.example.com/base/workspaces/w%2F1/agents/a%20b");
    let missing = address_of(&connection(""), &["agents"]).unwrap_err();
    assert_eq!((missing.code, missing.context["key"].as_str()), (ErrorCode::ConnectionIncomplete, BASE_URL));
}

#[test]
fn the_key_is_sent_in_the_connections_scheme_and_hidden_from_debug_output() {
    let mut connection = connection("https://api.example.com");
    let key = Sensitive::new(" k-123 ");
    let (_, header) = authorization(&connection, &key).unwrap();
    assert_eq!(header, "AccessKey k-123");
    assert!(!format!("{header:?}").contains("k-123"));
    connection.values.insert(AUTH_SCHEME.into(), BEARER.into());
    assert_eq!(authorization(&connection, &key).unwrap().1, "Bearer k-123");
    let broken = authorization(&connection, &Sensitive::new("a\nb")).unwrap_err();
    assert_eq!(broken.code, ErrorCode::CredentialMalformed);
}
