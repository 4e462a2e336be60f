use callboard_model::{Choice, Conflict};
use serde_json::json;

use super::*;

fn bird() -> &'static SystemDescription {
    callboard_systems::by_id(&callboard_model::SystemId::new("bird")).unwrap().description()
}

fn edits(pairs: &[(&str, Value)]) -> Edits {
    Edits(pairs.iter().map(|(pointer, value)| (Pointer::parse(*pointer).unwrap(), value.clone())).collect())
}

#[test]
fn what_a_colleague_changed_elsewhere_is_kept_and_mine_is_sent() {
    let base = json!({"name": "Ana", "bio": "Old"});
    let fresh = json!({"name": "Ana", "bio": "Theirs"});
    let merged = merge(bird(), &base, &fresh, &edits(&[("/name", json!("Ana Ruiz"))]), &[]);
    assert_eq!(merged.to_send, edits(&[("/name", json!("Ana Ruiz"))]));
    assert!(merged.conflicts.is_empty());
    assert_eq!(merged.theirs, vec![Pointer::parse("/bio").unwrap()]);
}

#[test]
fn a_system_may_number_the_records_of_a_list_and_may_not_keep_a_day_that_was_taken_out() {
    let sent =
        edits(&[("/prompts", json!([{"name": "A", "more": [{"x": 1}]}])), ("/week", json!({"monday": 1}))]);
    let stored =
        json!({"prompts": [{"id": 7, "name": "A", "more": [{"x": 1, "y": 2}]}], "week": {"monday": 1}});
    assert!(differences(&sent, &stored).is_empty(), "the admin would be told of what is right");
    let wrong = json!({"prompts": [{"id": 7, "name": "B"}], "week": {"monday": 1, "friday": 1}});
    assert_eq!(differences(&sent, &wrong).len(), 2, "the admin would not be told of what is wrong");
}

#[test]
fn the_same_field_changed_on_both_sides_is_never_overwritten_silently() {
    let base = json!({"bio": "Old"});
    let fresh = json!({"bio": "Theirs"});
    let merged = merge(bird(), &base, &fresh, &edits(&[("/bio", json!("Mine"))]), &[]);
    assert!(merged.to_send.0.is_empty());
    assert_eq!(merged.conflicts[0].original, json!("Old"));
    assert_eq!(merged.conflicts[0].theirs, json!("Theirs"));
    assert_eq!(merged.conflicts[0].mine, json!("Mine"));
}

#[test]
fn the_same_change_on_both_sides_is_no_conflict_and_is_not_sent_again() {
    let merged =
        merge(bird(), &json!({"bio": "Old"}), &json!({"bio": "New"}), &edits(&[("/bio", json!("New"))]), &[]);
    assert!(merged.to_send.0.is_empty() && merged.conflicts.is_empty());
}

#[test]
fn an_emptied_field_reads_back_the_same_however_the_system_stores_nothing() {
    for stored in [json!({"bio": null}), json!({"bio": ""}), json!({})] {
        assert!(differences(&edits(&[("/bio", json!(""))]), &stored).is_empty());
    }
    assert_eq!(differences(&edits(&[("/bio", json!("Hello"))]), &json!({"bio": "Hell"})).len(), 1);
}

#[test]
fn false_and_zero_are_values_not_nothing() {
    assert!(!same(&json!(false), &json!(null)));
    assert!(!same(&json!(0), &json!(null)));
}

fn of_system(system: &str) -> &'static SystemDescription {
    callboard_systems::by_id(&callboard_model::SystemId::new(system)).unwrap().description()
}

/// One field of which I and a colleague made something, and what is picked.
struct Three<'a> {
    system: &'a str,
    pointer: &'a str,
    base: Value,
    theirs: Value,
    mine: Value,
}

impl Three<'_> {
    fn merged_with(&self, picks: &[Pick]) -> Merge {
        let pointer = Pointer::parse(self.pointer).unwrap();
        let document = |value: &Value| {
            let mut document = json!({});
            pointer.write(&mut document, value.clone());
            document
        };
        let edits = Edits([(pointer.clone(), self.mine.clone())].into());
        merge(of_system(self.system), &document(&self.base), &document(&self.theirs), &edits, picks)
    }

    /// What is sent; the other side's where nothing has to be.
    fn woven(&self) -> Value {
        let merged = self.merged_with(&[]);
        assert!(merged.conflicts.is_empty(), "the admin is asked without need: {:?}", merged.conflicts);
        self.sent(&merged)
    }

    fn sent(&self, merged: &Merge) -> Value {
        merged.to_send.0.values().next().cloned().unwrap_or_else(|| self.theirs.clone())
    }

    fn conflict(&self) -> Conflict {
        let merged = self.merged_with(&[]);
        assert!(merged.to_send.0.is_empty(), "something was sent before the admin answered");
        let [conflict] = merged.conflicts.as_slice() else { panic!("{:?}", merged.conflicts) };
        conflict.clone()
    }

    fn picked(&self, choice: Choice) -> Value {
        let merged = self.merged_with(&[self.conflict().picked(choice)]);
        assert!(merged.conflicts.is_empty(), "what was answered is asked again: {:?}", merged.conflicts);
        self.sent(&merged)
    }
}

fn identity(conflict: &Conflict) -> &str {
    &conflict.item.as_ref().unwrap().identity
}

#[test]
fn what_both_add_to_a_list_is_kept_and_what_one_takes_out_is_gone() {
    let keywords = Three {
        system: "diga",
        pointer: "/boosted_keywords",
        base: json!(["bike", "saddle", "bell"]),
        theirs: json!(["bike", "bell", "tyre"]),
        mine: json!(["pump", "bike", "saddle"]),
    };
    assert_eq!(keywords.woven(), json!(["pump", "bike", "tyre"]));
    let emptied = Three { mine: Value::Null, ..keywords };
    assert_eq!(emptied.woven(), json!(["tyre"]), "a colleague's keyword was emptied away");
}

#[test]
fn a_colleagues_drop_skill_and_prompt_survive_mine() {
    let drops = Three {
        system: "bird",
        pointer: "/dropVms",
        base: json!([{"id": "1", "name": "A"}, "https://x/plain.wav"]),
        theirs: json!([{"id": "1", "name": "A"}, "https://x/plain.wav", {"id": "2", "name": "Theirs"}]),
        mine: json!([{"id": "1", "name": "Renamed"}, "https://x/plain.wav", {"mediaUrl": "https://x/3", "name": "Mine"}]),
    };
    let expected = json!([
        {"id": "1", "name": "Renamed"},
        "https://x/plain.wav",
        {"id": "2", "name": "Theirs"},
        {"mediaUrl": "https://x/3", "name": "Mine"}
    ]);
    assert_eq!(drops.woven(), expected);
    let skills = Three {
        system: "bird",
        pointer: "/assignedSkills",
        base: json!([{"id": "s", "selectedValues": [{"id": "v1"}]}]),
        theirs: json!([{"id": "s", "selectedValues": [{"id": "v1"}, {"id": "v2"}]}, {"id": "t"}]),
        mine: json!([{"id": "s", "selectedValues": [{"id": "v3"}, {"id": "v1"}]}]),
    };
    let expected =
        json!([{"id": "s", "selectedValues": [{"id": "v3"}, {"id": "v1"}, {"id": "v2"}]}, {"id": "t"}]);
    assert_eq!(skills.woven(), expected);
    let prompts = Three {
        system: "messageflow",
        pointer: "/configuration/prompt",
        base: json!([{"id": 1, "name": "Day", "function_ids": [7], "integration": {"name": "CRM"}}]),
        theirs: json!([{"id": 9, "name": "Theirs"}, {"id": 1, "name": "Day", "function_ids": [7, 8], "integration": {"name": "CRM", "server": "https://x"}}]),
        mine: json!([{"id": 1, "name": "Night", "function_ids": [6, 7], "integration": {"name": "Desk"}}, {"name": "Mine"}]),
    };
    let expected = json!([
        {"id": 9, "name": "Theirs"},
        {"id": 1, "name": "Night", "function_ids": [6, 7, 8], "integration": {"name": "Desk", "server": "https://x"}},
        {"name": "Mine"}
    ]);
    assert_eq!(prompts.woven(), expected);
}

#[test]
fn a_prompt_that_the_system_has_numbered_since_is_not_added_again() {
    let prompts = Three {
        system: "messageflow",
        pointer: "/configuration/prompt",
        base: json!([{"id": 1, "name": "Day"}]),
        theirs: json!([{"id": 1, "name": "Day"}, {"id": 2, "name": "New", "voice": null}]),
        mine: json!([{"id": 1, "name": "Day"}, {"name": "New"}]),
    };
    assert!(prompts.merged_with(&[]).to_send.0.is_empty(), "the prompt would be there twice");
}

#[test]
fn a_prompt_that_was_numbered_after_it_was_sent_is_the_same_when_it_is_edited_again() {
    let numbered = Three {
        system: "messageflow",
        pointer: "/configuration/prompt",
        base: json!([{"id": 1, "name": "Day"}, {"name": "New"}]),
        theirs: json!([{"id": 1, "name": "Day"}, {"id": 2, "name": "New"}]),
        mine: json!([{"id": 1, "name": "Day"}, {"name": "New"}, {"name": "More"}]),
    };
    assert_eq!(numbered.woven().as_array().unwrap().len(), 3, "{}", numbered.woven());
}

#[test]
fn what_was_added_again_is_not_put_back_beside_itself() {
    let before = json!([{"id": 1, "name": "Day"}, {"id": 3, "name": "New"}]);
    let after = json!([{"id": 1, "name": "Day"}]);
    let fresh = json!([{"id": 1, "name": "Day"}, {"id": 4, "name": "New", "voice": null}]);
    assert_eq!(with_what_came_back(&before, &after, &fresh), fresh);
    assert_eq!(with_what_came_back(&before, &after, &after), before, "it is put back where it is gone");
    assert_eq!(with_what_came_back(&json!("text"), &after, &fresh), json!("text"));
}

#[test]
fn what_one_takes_out_and_the_other_changes_is_asked_and_named() {
    let drops = Three {
        system: "bird",
        pointer: "/dropVms",
        base: json!([{"id": "1", "name": "Lunch"}]),
        theirs: json!([{"id": "1", "name": "Midday"}, {"id": "2"}]),
        mine: json!([]),
    };
    let conflict = drops.conflict();
    assert_eq!(identity(&conflict), "/id=\"1\"");
    assert_eq!((&conflict.original, &conflict.mine), (&json!({"id": "1", "name": "Lunch"}), &Value::Null));
    assert_eq!(conflict.item.unwrap().shown, json!({"id": "1", "name": "Lunch"}));
    assert_eq!(drops.picked(Choice::Mine), json!([{"id": "2"}]));
    assert_eq!(drops.picked(Choice::Theirs), json!([{"id": "1", "name": "Midday"}, {"id": "2"}]));
    let turned = Three { theirs: drops.mine.clone(), mine: drops.theirs.clone(), ..drops };
    assert_eq!(turned.conflict().theirs, Value::Null);
    assert_eq!(turned.picked(Choice::Theirs), json!([{"id": "2"}]));
}

#[test]
fn a_conflict_within_an_item_names_the_item_and_the_member() {
    let prompts = Three {
        system: "messageflow",
        pointer: "/configuration/prompt",
        base: json!([{"id": 1, "name": "Day", "prompt": "Be kind."}, {"id": 2, "name": "Night"}]),
        theirs: json!([{"id": 2, "name": "Late"}, {"id": 1, "name": "Day", "prompt": "Be kind. Be brief."}]),
        mine: json!([{"id": 1, "name": "Day", "prompt": "Be kind. Speak Dutch."}, {"id": 2, "name": "Night"}]),
    };
    let conflict = prompts.conflict();
    assert_eq!((identity(&conflict), conflict.member.as_ref().unwrap().as_str()), ("/id=0.1e1", "/prompt"));
    assert_eq!(conflict.both, Some(json!("Be kind. Be brief. Speak Dutch.")));
    let both = json!([{"id": 2, "name": "Late"}, {"id": 1, "name": "Day", "prompt": "Be kind. Be brief. Speak Dutch."}]);
    assert_eq!(prompts.picked(Choice::Both), both);
}

#[test]
fn a_pick_whose_other_side_has_moved_since_is_asked_again() {
    let mut bio = Three {
        system: "bird",
        pointer: "/bio",
        base: json!("Old"),
        theirs: json!("Theirs"),
        mine: json!("Mine"),
    };
    let pick = bio.conflict().picked(Choice::Mine);
    assert!(bio.conflict().both.is_none(), "two texts that replace one another cannot both be kept");
    bio.theirs = json!("Theirs, and more");
    assert_eq!(bio.merged_with(&[pick]).conflicts.len(), 1, "a text that nobody saw was overwritten");
}

#[test]
fn two_holidays_on_one_day_can_both_be_kept_and_one_day_moved_by_one_side_is_no_conflict() {
    let holidays = Three {
        system: "bird",
        pointer: "/holidays",
        base: json!([{"day": 1, "month": 1, "name": "New Year"}]),
        theirs: json!([{"day": 1, "month": 1, "name": "New Year"}, {"day": 5, "month": 5, "name": "Liberation"}, {"day": 6, "month": 12, "name": "Constitution"}]),
        mine: json!([{"day": 2, "month": 1.0, "name": "New Year"}, {"day": 5, "month": 5, "name": "Inventory"}]),
    };
    let both = holidays.picked(Choice::Both);
    let names: Vec<_> =
        both.as_array().unwrap().iter().map(|holiday| holiday["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["New Year", "Liberation", "Inventory", "Constitution"]);
    assert_eq!(both[0]["day"], 2);
}

#[test]
fn days_of_a_week_are_merged_and_the_hours_of_one_day_are_not_mixed() {
    let day =
        |from: u32, to: u32| json!({"from": {"hour": from, "minute": 0}, "to": {"hour": to, "minute": 0}});
    let mut week = Three {
        system: "bird",
        pointer: "/weeklySchedule",
        base: json!({"monday": day(9, 17), "tuesday": day(9, 17)}),
        theirs: json!({"monday": day(9, 17), "tuesday": day(10, 17), "unknown": 1}),
        mine: json!({"tuesday": day(9, 17), "friday": day(8, 12)}),
    };
    assert_eq!(week.woven(), json!({"tuesday": day(10, 17), "unknown": 1, "friday": day(8, 12)}));
    week.mine = json!({"monday": day(9, 17), "tuesday": day(9, 20)});
    let conflict = week.conflict();
    assert_eq!((conflict.item, conflict.member.unwrap().as_str()), (None, "/tuesday"));
    assert_eq!(week.picked(Choice::Mine)["tuesday"], day(9, 20));
}

#[test]
fn the_order_is_that_of_who_moved_something_and_is_asked_where_both_did() {
    let list = |theirs: Value, mine: Value| Three {
        system: "diga",
        pointer: "/boosted_keywords",
        base: json!(["a", "b", "c", "d"]),
        theirs,
        mine,
    };
    assert_eq!(
        list(json!(["a", "b", "c", "d", "e"]), json!(["d", "a", "b", "c"])).woven(),
        json!(["d", "e", "a", "b", "c"])
    );
    assert_eq!(
        list(json!(["d", "c", "b", "a"]), json!(["a", "c", "d", "m"])).woven(),
        json!(["d", "m", "c", "a"])
    );
    let moved = list(json!(["d", "c", "b", "a", "t"]), json!(["b", "a", "c", "d", "m"]));
    assert!(moved.conflict().order);
    assert_eq!(moved.picked(Choice::Mine), json!(["b", "a", "t", "c", "d", "m"]));
    assert_eq!(moved.picked(Choice::Theirs), json!(["d", "m", "c", "b", "a", "t"]));
}

#[test]
fn messages_without_ids_are_known_by_their_role_and_place() {
    let say = |role: &str, content: &str| json!({"role": role, "content": content});
    let mut messages = Three {
        system: "hmsSovereign",
        pointer: "/llm_config/messages",
        base: json!([say("system", "You answer for Ortega."), say("user", "Hello")]),
        theirs: json!([
            say("system", "You answer for Ortega. Be brief."),
            say("user", "Hello"),
            say("assistant", "Good day")
        ]),
        mine: json!([
            say("system", "You answer for Ortega."),
            say("user", "Hello there"),
            say("user", "Are you open?")
        ]),
    };
    let expected = json!([
        say("system", "You answer for Ortega. Be brief."),
        say("user", "Hello there"),
        say("assistant", "Good day"),
        say("user", "Are you open?")
    ]);
    let woven = messages.woven();
    let sorted = |value: &Value| {
        let mut texts: Vec<String> = value.as_array().unwrap().iter().map(Value::to_string).collect();
        texts.sort();
        texts
    };
    assert_eq!(sorted(&woven), sorted(&expected));
    assert_eq!(woven[0], expected[0]);
    messages.mine =
        json!([say("system", "Answer in Spanish only."), say("user", "Hello"), say("user", "Open?")]);
    let conflict = messages.conflict();
    assert_eq!((identity(&conflict), conflict.member.as_ref().unwrap().as_str()), ("#0", "/content"));
    assert_eq!(
        messages.picked(Choice::Mine).as_array().unwrap().len(),
        4,
        "two instructions, or a message lost"
    );
}

#[test]
fn reminders_may_repeat_and_both_rewordings_can_be_kept() {
    let reminders = Three {
        system: "diga",
        pointer: "/reminder_messages",
        base: json!(["Hello?", "Are you there?", "Hello?"]),
        theirs: json!(["Hello?", "Still there?", "Hello?", "Bye"]),
        mine: json!(["Hi", "Hello?", "Anybody?", "Hello?"]),
    };
    let conflict = reminders.conflict();
    assert_eq!(
        (conflict.original, conflict.both),
        (json!("Are you there?"), Some(json!(["Still there?", "Anybody?"])))
    );
    assert_eq!(
        reminders.picked(Choice::Both),
        json!(["Hi", "Hello?", "Still there?", "Anybody?", "Hello?", "Bye"])
    );
    assert_eq!(reminders.picked(Choice::Theirs), json!(["Hi", "Hello?", "Still there?", "Hello?", "Bye"]));
}

#[test]
fn items_of_another_form_keep_their_place_and_letter() {
    let tools = Three {
        system: "messageflow",
        pointer: "/configuration/prompt",
        base: json!([{"id": {"$number": "9007199254740993"}, "name": "A"}, "a note", 7]),
        theirs: json!([{"id": {"$number": "9007199254740993"}, "name": "B"}, "a note", 7, {"id": {"$number": "9007199254740992"}}]),
        mine: json!([{"id": {"$number": "9007199254740993"}, "name": "A", "voice": "ash"}, "a note", 7]),
    };
    // The last id is one that a double keeps: the object is a genuine one.
    let expected = json!([
        {"id": {"$number": "9007199254740993"}, "name": "B", "voice": "ash"}, "a note", 7, {"id": {"$number": "9007199254740992"}}
    ]);
    assert_eq!(tools.woven(), expected);
}

#[test]
fn numbers_that_only_a_double_takes_for_the_same_are_different() {
    let number = |text: &str| callboard_model::number::of_text(text).unwrap();
    assert!(!same(&number("9007199254740993"), &number("9007199254740992")));
    assert!(!same(&json!(9_007_199_254_740_993_u64), &json!(9_007_199_254_740_992.0)));
    assert!(same(&json!(1), &json!(1.0)) && same(&json!(-0.0), &json!(0)));
    assert!(same(&number("1e400"), &number("10e399")));
}

#[test]
fn a_secret_whose_neighbours_moved_is_still_the_same() {
    let prompt = |id: u32, at: u32| json!({"id": id, "bearer_token": {"$masked": {"mark": "ab12", "at": format!("/configuration/prompt/{at}/bearer_token")}}});
    let prompts = Three {
        system: "messageflow",
        pointer: "/configuration/prompt",
        base: json!([prompt(1, 0), prompt(2, 1)]),
        theirs: json!([{"id": 9}, prompt(1, 1), prompt(2, 2)]),
        mine: json!([prompt(2, 1)]),
    };
    assert_eq!(
        prompts.woven(),
        json!([{"id": 9}, prompt(2, 2)]),
        "the admin is asked about a secret nobody changed"
    );
}

#[test]
fn a_thousand_items_are_merged_while_nobody_notices() {
    let base: Vec<Value> =
        (0..1_000).map(|number| json!({"role": "user", "content": format!("Message {number}")})).collect();
    let mut theirs = base.clone();
    theirs.rotate_left(500);
    theirs.iter_mut().step_by(3).for_each(|message| message["content"] = json!("Reworded"));
    let mut mine: Vec<Value> = base.iter().rev().cloned().collect();
    mine.push(json!({"role": "user", "content": "New"}));
    for (system, pointer) in
        [("hmsSovereign", "/llm_config/messages"), ("messageflow", "/configuration/prompt")]
    {
        let three = Three { system, pointer, base: json!(base), theirs: json!(theirs), mine: json!(mine) };
        let began = std::time::Instant::now();
        let _ = three.merged_with(&[]);
        assert!(began.elapsed().as_secs() < 5, "{:?}: the window would stand still", began.elapsed());
    }
}
