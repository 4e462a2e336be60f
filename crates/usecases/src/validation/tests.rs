#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use callboard_model::{
    Capabilities, ChoiceOption, Clearing, Colour, Condition, Control, Edits, FieldAccess, FieldDescription,
    Finding, FindingCode, Group, Learned, Pointer, Section, SectionKind, Severity, SystemDescription,
    SystemId, Unit,
};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::{texts, validate};

mod needed;

fn pointer(text: &str) -> Pointer {
    Pointer::parse(text).unwrap()
}

fn field(at: &str, control: Control) -> FieldDescription {
    FieldDescription::new(at, &at.replace('/', ""), control)
}

fn system(fields: Vec<FieldDescription>) -> SystemDescription {
    SystemDescription {
        id: SystemId::new("example"),
        name: "Example".to_owned(),
        initials: "E".to_owned(),
        colour: Colour { red: 0, green: 0, blue: 0 },
        capabilities: Capabilities::default(),
        connection: Vec::new(),
        sections: vec![Section::new("profile", SectionKind::Form, vec![Group::new("all", fields)])],
        secret_members: Vec::new(),
    }
}

fn edits(of: &[(&str, Value)]) -> Edits {
    Edits(of.iter().map(|(at, value)| (pointer(at), value.clone())).collect())
}

/// Applies edits to a base and judges the outcome.
fn judged(fields: Vec<FieldDescription>, base: Value, of: &[(&str, Value)], creating: bool) -> Vec<Finding> {
    let mut document = base;
    for (at, value) in of {
        assert!(pointer(at).write(&mut document, value.clone()));
    }
    validate(&system(fields), &document, &edits(of), creating)
}

/// What is said about one field that was edited to `value`.
fn said(control: &Control, value: Value) -> Vec<(FindingCode, Severity)> {
    let findings = judged(vec![field("/it", control.clone())], json!({}), &[("/it", value)], false);
    findings.iter().map(|finding| (finding.code, finding.severity)).collect()
}

fn number(minimum: Option<f64>, maximum: Option<f64>, whole: bool) -> Control {
    Control::Number { minimum, maximum, whole, unit: None, slider: None }
}

fn choice(open: bool) -> Control {
    let options = ["active", "inactive"].map(ChoiceOption::new);
    Control::Choice { options: options.to_vec(), open, learned: None }
}

fn learned() -> Learned {
    Learned { from: pointer("/skills"), value: None, label: None }
}

const UUID: &str = "0b2f7a4e-6d0c-4f0e-9f57-0d8d3c1b2a10";

fn week(day: &str, from: (i32, i32), to: (i32, i32)) -> Value {
    json!({day: {"from": {"hour": from.0, "minute": from.1}, "to": {"hour": to.0, "minute": to.1}}})
}

#[test]
fn what_a_system_accepts_is_not_refused() {
    let language = Control::Language { known: vec!["Deutsch!".to_owned()], open: true };
    let table: Vec<(&str, Control, Value)> = vec![
        ("a name in any script", Control::Text, json!("Zoë 李 <b>\u{5d0}\u{5d1}</b>")),
        ("a long text with lines", Control::LongText, json!("one\ntwo")),
        ("a number on its bound", number(Some(0.0), Some(2.0), false), json!(2)),
        ("a fraction where any number will do", number(None, None, false), json!(0.1)),
        ("a whole number written with a point", number(None, None, true), json!(3.0)),
        (
            "a duration of nothing",
            Control::Duration { minimum: None, maximum: None, stored: Unit::Seconds },
            json!(0),
        ),
        ("a switch that is off", Control::Switch, json!(false)),
        ("one of the values", choice(false), json!("active")),
        ("a value no document lists, where the list is open", choice(true), json!("onBreak")),
        ("chips", Control::Chips { known: Vec::new(), learned: None, uuid: false }, json!(["night", "vip"])),
        ("lines", Control::Lines, json!(["Take your time, I am still here.", "Shall I go on?"])),
        ("ids as chips", Control::Chips { known: Vec::new(), learned: None, uuid: true }, json!([UUID])),
        ("a reference", Control::Reference { learned: None }, json!(UUID)),
        ("a Dutch mobile number", Control::Phone, json!("+31612345678")),
        ("a Spanish number", Control::Phone, json!("+34915550123")),
        ("a number of the United States", Control::Phone, json!("+12125550123")),
        ("an Italian number with its zero", Control::Phone, json!("+390612345678")),
        ("an e-mail address", Control::Email, json!("maría.o'neill+sales@example.co.uk")),
        ("a web address", Control::Url, json!("https://example.com:8443/a?b=c#d")),
        ("a web address on this computer", Control::Url, json!("http://127.0.0.1:8080")),
        ("a web address in another script", Control::Url, json!("https://münchen.example/ü")),
        ("a zone", Control::TimeZone, json!("America/Argentina/Buenos_Aires")),
        ("a zone by its old name", Control::TimeZone, json!("Asia/Calcutta")),
        ("UTC", Control::TimeZone, json!("UTC")),
        ("UTC by its long name", Control::TimeZone, json!("Etc/UTC")),
        ("a country", Control::Country, json!("NL")),
        ("Curaçao", Control::Country, json!("CW")),
        ("Kosovo", Control::Country, json!("XK")),
        ("a language", language.clone(), json!("es-419")),
        ("a language with a script", language.clone(), json!("zh-Hant-TW")),
        ("a language with an underscore", language.clone(), json!("en_US")),
        ("a word of the vendor's own", language.clone(), json!("multi")),
        ("a language known from a document", language, json!("Deutsch!")),
        ("a day over midnight", Control::Schedule, week("friday", (22, 0), (6, 0))),
        ("a whole day", Control::Schedule, week("friday", (0, 0), (24, 0))),
        ("Christmas", Control::Holidays, json!([{"name": "Christmas", "day": 25, "month": 12}])),
        ("the address of a picture", Control::Avatar, json!("https://media.example/a.png")),
        ("drops of whatever form", Control::Drops, json!([{"id": "1"}, "two", 3])),
        ("skills", Control::Skills { learned: learned() }, json!([{"id": UUID, "values": ["nl"]}])),
    ];
    for (what, control, value) in table {
        assert_eq!(said(&control, value.clone()), [], "an admin cannot save {what}: {value}");
    }
}

#[test]
fn what_a_system_would_refuse_is_said_before_it_is_sent() {
    use FindingCode as Code;
    let language = Control::Language { known: Vec::new(), open: true };
    let table: Vec<(&str, Control, Value, Code)> = vec![
        ("too little", number(Some(1.0), Some(9.0), true), json!(0), Code::TooSmall),
        ("too much", number(Some(1.0), Some(9.0), true), json!(10), Code::TooLarge),
        ("a part of one", number(None, None, true), json!(1.5), Code::NotWhole),
        (
            "less than no time",
            Control::Duration { minimum: None, maximum: None, stored: Unit::Seconds },
            json!(-1),
            Code::TooSmall,
        ),
        (
            "half a second",
            Control::Duration { minimum: None, maximum: None, stored: Unit::Seconds },
            json!(0.5),
            Code::NotWhole,
        ),
        (
            "too long a time",
            Control::Duration { minimum: None, maximum: Some(60.0), stored: Unit::Seconds },
            json!(61),
            Code::TooLarge,
        ),
        ("a value that is none", choice(false), json!("Active"), Code::NotAnOption),
        (
            "a chip that is no id",
            Control::Chips { known: Vec::new(), learned: None, uuid: true },
            json!(["x"]),
            Code::NotAUuid,
        ),
        ("an empty line", Control::Lines, json!(["Hello?", ""]), Code::WrongForm),
        (
            "an empty chip",
            Control::Chips { known: Vec::new(), learned: None, uuid: false },
            json!(["a", " "]),
            Code::WrongForm,
        ),
        ("a name for an id", Control::Reference { learned: None }, json!("Support"), Code::NotAUuid),
        (
            "an id in braces",
            Control::Reference { learned: None },
            json!(format!("{{{UUID}}}")),
            Code::NotAUuid,
        ),
        ("an address without a domain", Control::Email, json!("maria@"), Code::NotAnEmail),
        ("an address without an ending", Control::Email, json!("maria@example"), Code::NotAnEmail),
        ("an address with its name", Control::Email, json!("Maria <maria@example.com>"), Code::NotAnEmail),
        ("two addresses", Control::Email, json!("a@example.com, b@example.com"), Code::NotAnEmail),
        ("a file", Control::Url, json!("file:///etc/hosts"), Code::NotAUrl),
        ("a script", Control::Url, json!("javascript:alert(1)"), Code::NotAUrl),
        ("an address without its scheme", Control::Url, json!("example.com"), Code::NotAUrl),
        ("an address without slashes", Control::Url, json!("https:example.com"), Code::NotAUrl),
        ("an address with a line break", Control::Url, json!("https://exam\nple.com"), Code::NotAUrl),
        ("an offset", Control::TimeZone, json!("UTC+2"), Code::NotATimeZone),
        ("a zone in small letters", Control::TimeZone, json!("europe/madrid"), Code::NotATimeZone),
        ("a zone that is none", Control::TimeZone, json!("Europe/Atlantis"), Code::NotATimeZone),
        ("a country's name", Control::Country, json!("Spain"), Code::NotACountry),
        ("three letters", Control::Country, json!("NLD"), Code::NotACountry),
        ("a code nobody has", Control::Country, json!("QQ"), Code::NotACountry),
        ("a language in words", language, json!("Dutch (NL)"), Code::WrongForm),
        ("an hour that is none", Control::Schedule, week("monday", (25, 0), (17, 0)), Code::NotATime),
        ("hours of nothing", Control::Schedule, week("monday", (9, 0), (9, 0)), Code::EmptyRange),
        ("hours in words", Control::Schedule, json!({"monday": "9 to 5"}), Code::WrongForm),
        ("31 April", Control::Holidays, json!([{"name": "", "day": 31, "month": 4}]), Code::NotADate),
        ("a holiday without a day", Control::Holidays, json!([{"name": "x"}]), Code::WrongForm),
    ];
    for (what, control, value, code) in table {
        assert_eq!(
            said(&control, value.clone()),
            [(code, Severity::Error)],
            "an admin learns of {what} only from the system's refusal: {value}"
        );
    }
}

#[test]
fn a_value_of_another_json_type_is_refused_by_every_control() {
    let controls = [
        Control::Text,
        Control::LongText,
        number(None, None, false),
        Control::Duration { minimum: None, maximum: None, stored: Unit::Seconds },
        Control::Switch,
        choice(true),
        Control::Chips { known: Vec::new(), learned: None, uuid: false },
        Control::Lines,
        Control::Reference { learned: None },
        Control::Phone,
        Control::Email,
        Control::Url,
        Control::TimeZone,
        Control::Country,
        Control::Language { known: Vec::new(), open: true },
        Control::Schedule,
        Control::Holidays,
        Control::Avatar,
        Control::Drops,
        Control::Skills { learned: learned() },
    ];
    for control in controls {
        for value in [json!("text"), json!(7), json!(true), json!([1]), json!({"a": 1})] {
            let fits = match &control {
                Control::Text | Control::LongText | Control::Choice { .. } | Control::Avatar => {
                    value.is_string()
                }
                Control::Number { .. } | Control::Duration { .. } => value.is_number(),
                Control::Switch => value.is_boolean(),
                Control::Drops => value.is_array(),
                // An object of unknown members only is a week without hours.
                Control::Schedule => value.is_object(),
                // "text" is a well-formed tag.
                Control::Language { .. } => value.is_string(),
                // These are judged as texts first; what is no text has another form.
                _ if value.is_string() => continue,
                _ => false,
            };
            let found = said(&control, value.clone());
            assert_eq!(
                found.first().map(|(code, _)| *code),
                (!fits).then_some(FindingCode::WrongForm),
                "{control:?} lets {value} through, and the system's refusal would be a riddle"
            );
        }
    }
}

#[test]
fn an_odd_number_can_still_be_saved_and_is_suggested_as_telephones_write_it() {
    let table = [
        ("not in its numbering plan, which may have grown", "+3161234567", "none"),
        ("without its country", "0612345678", "none"),
        ("with spaces", "+31 6 12345678", "+31612345678"),
        ("as it is dialled, without its zero", "0031 6-12345678", "+31612345678"),
        ("an extension within the house", "412", "none"),
        ("with an extension", "+31 20 123 4567 x12", "none"),
        ("far too long", "+31612345678901234", "none"),
        ("a country code nobody has", "+9991234567", "none"),
        ("letters", "+31CALLME", "none"),
    ];
    for (what, number, suggestion) in table {
        let found =
            judged(vec![field("/phone", Control::Phone)], json!({}), &[("/phone", json!(number))], false);
        let said: Vec<_> =
            found.iter().map(|one| (one.code, one.severity, one.context["suggestion"].as_str())).collect();
        assert_eq!(
            said,
            [(FindingCode::NotAPhoneNumber, Severity::Warning, suggestion)],
            "an admin is kept from a number that exists, or told nothing of a slip: {what}"
        );
    }
}

#[test]
fn doubtful_hours_are_a_warning_and_name_their_day() {
    let night = json!({
        "sunday": {"from": {"hour": 22, "minute": 0}, "to": {"hour": 6, "minute": 0}},
        "monday": {"from": {"hour": 5, "minute": 0}, "to": {"hour": 9, "minute": 0}},
    });
    let found = judged(vec![field("/hours", Control::Schedule)], json!({}), &[("/hours", night)], false);
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].code, found[0].severity), (FindingCode::Overlap, Severity::Warning));
    assert_eq!(found[0].context["day"], "sunday", "the admin cannot tell which day to look at");

    let days = json!([
        {"name": "Leap", "day": 29, "month": 2},
        {"name": "King", "day": 27, "month": 4},
        {"name": "Again", "day": 27, "month": 4},
    ]);
    let found = judged(vec![field("/days", Control::Holidays)], json!({}), &[("/days", days)], false);
    let codes: Vec<_> = found.iter().map(|one| (one.code, one.severity)).collect();
    assert_eq!(
        codes,
        [(FindingCode::LeapDay, Severity::Warning), (FindingCode::DuplicateHoliday, Severity::Warning)]
    );
    assert_eq!(found[1].context["name"], "Again");
    assert_eq!((found[1].context["day"].as_str(), found[1].context["month"].as_str()), ("27", "4"));
    assert_eq!(found[1].context["index"], "2");
}

#[test]
fn the_sentence_about_a_number_has_its_bounds_as_people_write_them() {
    let fields = vec![field("/n", number(Some(0.0), Some(2.5), false))];
    let found = judged(fields, json!({}), &[("/n", json!(3))], false);
    assert_eq!(found[0].context["maximum"], "2.5");
    assert_eq!(found[0].context["minimum"], "0", "the admin reads 0.0 where 0 is meant");
}

#[test]
fn a_chip_that_is_wrong_is_named() {
    let fields = vec![field("/ids", Control::Chips { known: Vec::new(), learned: None, uuid: true })];
    let found = judged(fields, json!({}), &[("/ids", json!([UUID, "Sales"]))], false);
    assert_eq!((found[0].context["index"].as_str(), found[0].context["value"].as_str()), ("1", "Sales"));
}

#[test]
fn characters_that_turn_text_around_are_pointed_out_and_do_not_stand_in_the_way() {
    for hidden in ["\u{202A}", "\u{202E}", "\u{2066}", "\u{2069}"] {
        let found = said(&Control::Text, json!(format!("Maria{hidden}gnp.exe")));
        assert_eq!(
            found,
            [(FindingCode::HiddenDirection, Severity::Warning)],
            "a name that reads otherwise than it is stored goes unnoticed"
        );
    }
    let inside = json!([{"name": "x\u{202E}", "day": 1, "month": 1}]);
    assert_eq!(said(&Control::Holidays, inside), [(FindingCode::HiddenDirection, Severity::Warning)]);
    assert_eq!(
        said(&Control::Text, json!("\u{5e9}\u{5dc}\u{5d5}\u{5dd} \u{200F}!")),
        [],
        "a Hebrew name is warned about"
    );
    let found = judged(vec![field("/n", Control::Text)], json!({}), &[("/n", json!("\u{202E}"))], false);
    assert_eq!(found[0].context["character"], "U+202E");
}

#[test]
fn a_field_is_changed_only_when_the_system_lets_it_be() {
    use FieldAccess::{CreateOnly, Editable, ReadOnly, UpdateOnly};
    let table = [
        (Editable, true, true),
        (Editable, false, true),
        (CreateOnly, true, true),
        (CreateOnly, false, false),
        (UpdateOnly, true, true),
        (UpdateOnly, false, true),
        (ReadOnly, true, false),
        (ReadOnly, false, false),
    ];
    for (access, creating, allowed) in table {
        let fields = vec![FieldDescription { access, ..field("/it", Control::Text) }];
        let found = judged(fields, json!({}), &[("/it", json!("x"))], creating);
        let codes: Vec<_> = found.iter().map(|finding| finding.code).collect();
        let expected = if allowed { vec![] } else { vec![FindingCode::NotEditable] };
        assert_eq!(codes, expected, "{access:?}, creating: {creating}");
    }
    for control in [Control::Shown, Control::Moment] {
        assert_eq!(said(&control, json!("x")), [(FindingCode::NotEditable, Severity::Error)]);
    }
}

#[test]
fn an_edit_inside_a_field_is_judged_as_that_field_and_one_of_no_field_is_refused() {
    let fields = || vec![field("/hours", Control::Schedule), field("/user", Control::Shown)];
    let bad = json!({"from": {"hour": 9, "minute": 0}, "to": {"hour": 9, "minute": 0}});
    let found = judged(fields(), json!({}), &[("/hours/tuesday", bad)], false);
    assert_eq!((found[0].pointer.as_str(), found[0].code), ("/hours", FindingCode::EmptyRange));
    let found = judged(fields(), json!({}), &[("/user/email", json!("x"))], false);
    assert_eq!(found[0].code, FindingCode::NotEditable);
    let found = judged(fields(), json!({}), &[("/nowhere", json!("x"))], false);
    assert_eq!((found[0].pointer.as_str(), found[0].code), ("/nowhere", FindingCode::NotEditable));
}

#[test]
fn an_edit_around_fields_is_judged_field_by_field() {
    let fields = vec![field("/forward/number", Control::Phone), field("/forward/enabled", Control::Switch)];
    let found = judged(fields, json!({}), &[("/forward", json!({"number": "12", "enabled": true}))], false);
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].pointer.as_str(), found[0].code), ("/forward/number", FindingCode::NotAPhoneNumber));
}

#[test]
fn a_field_shown_at_two_places_is_edited_where_it_can_be() {
    let shown = FieldDescription { access: FieldAccess::ReadOnly, ..field("/name", Control::Text) };
    for fields in
        [vec![shown.clone(), field("/name", Control::Text)], vec![field("/name", Control::Text), shown]]
    {
        assert_eq!(judged(fields, json!({}), &[("/name", json!("A"))], false), []);
    }
}

proptest! {
    #[test]
    fn no_text_brings_the_program_down(text in "\\PC{0,24}", digits in "\\+[0-9]{1,17}") {
        let at = pointer("/it");
        texts::phone(&at, &text);
        texts::phone(&at, &digits);
        texts::is_email(&text);
        texts::is_web_address(&text);
        texts::is_uuid(&text);
        texts::is_country(&text);
        texts::is_language_tag(&text);
        callboard_schedule::is_time_zone(&text);
    }
}

#[test]
fn of_two_fields_of_one_place_only_the_shown_one_judges() {
    let speed =
        |maximum, condition: Condition| field("/speed", number(None, Some(maximum), false)).when(condition);
    let fields = || {
        vec![
            speed(2.0, Condition::is("/provider", &["elevenlabs"])),
            speed(100.0, Condition::is_not("/provider", &["elevenlabs"])),
        ]
    };
    let at = |provider: &str| judged(fields(), json!({"provider": provider}), &[("/speed", json!(5))], false);
    assert_eq!(at("elevenlabs").len(), 1, "the system would refuse it");
    assert!(at("other").is_empty(), "a bound of another provider stands in the way");
}

#[test]
fn each_record_is_judged_where_it_is() {
    let control = Control::Records {
        fields: vec![
            FieldDescription::new("/name", "recordName", Control::Text).required(),
            FieldDescription::new("/server/url", "recordUrl", Control::Url),
        ],
        title: None,
        blank: json!({}),
    };
    let list = json!([{"name": "One", "unknown": 1}, {"server": {"url": "nowhere"}}]);
    let found = judged(vec![field("/list", control)], json!({}), &[("/list", list)], false);
    let places: Vec<_> = found.iter().map(|found| (found.pointer.as_str(), found.code)).collect();
    assert_eq!(
        places,
        [("/list/1/name", FindingCode::Required), ("/list/1/server/url", FindingCode::NotAUrl)]
    );
}

#[test]
fn what_replaces_everything_is_said_before_it_does() {
    let list =
        field("/tools", Control::Chips { known: Vec::new(), learned: None, uuid: false }).replacing_all();
    let found = judged(vec![list], json!({}), &[("/tools", json!(["a"]))], false);
    assert_eq!((found[0].code, found[0].severity), (FindingCode::ReplacesAll, Severity::Warning));
}

#[test]
fn a_closed_list_of_languages_takes_no_other() {
    let language = Control::Language { known: vec!["es".to_owned(), "multi".to_owned()], open: false };
    assert!(said(&language, json!("multi")).is_empty());
    assert_eq!(said(&language, json!("pt")), [(FindingCode::NotAnOption, Severity::Error)]);
}
