//! Voicemail drops. Bird documents the list `dropVms` but not the form of its items.
//!
//! So present items are kept to the letter, and a new one takes the form of the present ones: a plain text where they
//! are texts, else a record with the members that hold name, address and id there. Where there is none to learn from,
//! a record of `id`, `name` and `mediaUrl` is written. An `id` may name the entry or its file: it is taken for the file's
//! where the address holds it, too.

use callboard_model::media::VoicemailDrop;
use callboard_model::{CallboardError, DropEdit, ErrorCode, Pointer, Result};
use serde_json::{Map, Value, json};

use super::description::pointer;
use super::summary::stored_file;
use crate::system::Edit;

/// Members that may hold a drop's name, the likeliest first.
const NAMES: [&str; 4] = ["name", "title", "label", "fileName"];
/// Members that may hold the address of its sound.
const ADDRESSES: [&str; 7] = ["mediaUrl", "mediaURL", "url", "audioUrl", "fileUrl", "media", "src"];
/// Members that may hold its id.
const IDS: [&str; 3] = ["id", "fileId", "mediaId"];

/// Where the drops live.
pub(super) fn place() -> Pointer {
    pointer("/dropVms")
}

/// The drops of a document.
pub(super) fn read(document: &Value) -> Vec<VoicemailDrop> {
    (0..).zip(items(document)).map(|(index, item)| drop_of(index, item)).collect()
}

/// The list with one drop more.
pub(super) fn with_added(document: &Value, name: &str, media_url: &str, file_id: Option<&str>) -> Edit {
    let mut list = items(document).to_vec();
    list.push(new_item(&list, name, media_url, file_id));
    (place(), Value::Array(list))
}

/// The list with one drop renamed, removed or moved, and every other as it was.
pub(super) fn edited(document: &Value, edit: &DropEdit) -> Result<Edit> {
    let mut list = items(document).to_vec();
    match edit {
        DropEdit::Rename { index, name } => {
            let index = existing(&list, *index)?;
            let Some(members) = list.get_mut(index).and_then(Value::as_object_mut) else {
                return Err(unsupported("this drop is stored without a name"));
            };
            let member = first_text(members, &NAMES).map_or("name", |(member, _)| member);
            members.insert(member.to_owned(), json!(name));
        }
        DropEdit::Remove { index } => {
            let index = existing(&list, *index)?;
            list.remove(index);
        }
        DropEdit::Move { from, to } => {
            let (from, to) = (existing(&list, *from)?, existing(&list, *to)?);
            let item = list.remove(from);
            list.insert(to, item);
        }
    }
    Ok((place(), Value::Array(list)))
}

/// The list with another recording in one drop, whose name and other members stay.
pub(super) fn with_replaced(
    document: &Value,
    index: u32,
    media_url: &str,
    file_id: Option<&str>,
) -> Result<Edit> {
    let mut list = items(document).to_vec();
    let index = existing(&list, index)?;
    match list.get_mut(index) {
        Some(Value::Object(members)) => {
            for member in ids_of_file(members) {
                match file_id {
                    Some(file_id) => members.insert(member.to_owned(), json!(file_id)),
                    None => members.remove(member),
                };
            }
            let address = address_member(members).to_owned();
            members.insert(address, json!(media_url));
        }
        Some(item @ Value::String(_)) => *item = json!(media_url),
        _ => return Err(unsupported("this drop is stored without a recording")),
    }
    Ok((place(), Value::Array(list)))
}

/// The list with a drop of another document behind the present ones, as it is stored there: it points to the same
/// recording. An id that names the entry stays behind, for the new entry is another one.
pub(super) fn with_adopted(document: &Value, from: &Value, index: u32) -> Result<Edit> {
    let theirs = items(from);
    let mut item = theirs.get(existing(theirs, index)?).cloned().unwrap_or_default();
    match &mut item {
        Value::Object(members) if address_of(members).is_some() => {
            if !ids_of_file(members).contains(&"id") {
                members.remove("id");
            }
        }
        Value::String(_) => {}
        _ => return Err(unsupported("this drop is stored without a recording")),
    }
    let mut list = items(document).to_vec();
    list.push(item);
    Ok((place(), Value::Array(list)))
}

/// The members that hold the id of a drop's file.
fn ids_of_file(members: &Map<String, Value>) -> Vec<&'static str> {
    let file = address_of(members).and_then(|(_, address)| stored_file(address));
    let names_file = |member: &str| {
        let id = members.get(member).and_then(Value::as_str);
        id.is_some() && (member != "id" || id == file.as_ref().map(|stored| stored.file.as_str()))
    };
    IDS.into_iter().filter(|member| names_file(member)).collect()
}

fn unsupported(detail: &str) -> CallboardError {
    CallboardError::new(ErrorCode::Unsupported).with_detail(detail)
}

fn items(document: &Value) -> &[Value] {
    document.get("dropVms").and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

fn existing(list: &[Value], index: u32) -> Result<usize> {
    usize::try_from(index)
        .ok()
        .filter(|index| *index < list.len())
        .ok_or_else(|| CallboardError::new(ErrorCode::MediaNotFound))
}

fn drop_of(index: u32, item: &Value) -> VoicemailDrop {
    let empty = VoicemailDrop { index, id: None, name: None, media_url: None };
    match item {
        Value::String(address) => VoicemailDrop { media_url: Some(address.clone()), ..empty },
        Value::Object(members) => VoicemailDrop {
            id: first_text(members, &IDS).map(|(_, text)| text.to_owned()),
            name: first_text(members, &NAMES).map(|(_, text)| text.to_owned()),
            media_url: address_of(members).map(|(_, text)| text.to_owned()),
            ..empty
        },
        _ => empty,
    }
}

fn new_item(present: &[Value], name: &str, media_url: &str, file_id: Option<&str>) -> Value {
    let Some(form) = present.iter().rev().find(|item| item.is_object() || item.is_string()) else {
        return record(&["id"], "name", "mediaUrl", name, media_url, file_id);
    };
    let Some(members) = form.as_object() else { return json!(media_url) };
    let ids: Vec<&str> = IDS.into_iter().filter(|member| members.contains_key(*member)).collect();
    let name_member = NAMES.into_iter().find(|member| members.contains_key(*member)).unwrap_or("name");
    record(&ids, name_member, address_member(members), name, media_url, file_id)
}

/// The member that holds the address, or would.
fn address_member(members: &Map<String, Value>) -> &str {
    address_of(members)
        .map(|(member, _)| member)
        .or_else(|| ADDRESSES.into_iter().find(|member| members.contains_key(*member)))
        .unwrap_or("mediaUrl")
}

fn record(
    ids: &[&str],
    name_member: &str,
    address_member: &str,
    name: &str,
    media_url: &str,
    file_id: Option<&str>,
) -> Value {
    let mut members = Map::new();
    for member in ids {
        if let Some(file_id) = file_id {
            members.insert((*member).to_owned(), json!(file_id));
        }
    }
    members.insert(name_member.to_owned(), json!(name));
    members.insert(address_member.to_owned(), json!(media_url));
    Value::Object(members)
}

fn first_text<'a>(
    members: &'a Map<String, Value>,
    names: &[&'static str],
) -> Option<(&'static str, &'a str)> {
    names.iter().find_map(|name| Some((*name, members.get(*name)?.as_str()?)))
}

/// The member that holds the address: one of the usual names, else the first text that is a web address.
fn address_of(members: &Map<String, Value>) -> Option<(&str, &str)> {
    let is_address = |text: &str| text.starts_with("https://") || text.starts_with("http://");
    first_text(members, &ADDRESSES).or_else(|| {
        members.iter().find_map(|(name, value)| {
            let text = value.as_str().filter(|text| is_address(text))?;
            Some((name.as_str(), text))
        })
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use proptest::prelude::*;

    use super::*;
    use crate::request_body::tests::any_json;

    const SOUND: &str = "https://media.example.com/agents/a/media/f";

    fn added_to(present: &Value) -> Value {
        with_added(&json!({"dropVms": present}), "Hello", SOUND, Some("f")).1
    }

    #[test]
    fn the_first_drop_is_a_record_of_id_name_and_media_url() {
        let expected = json!([{"id": "f", "name": "Hello", "mediaUrl": SOUND}]);
        for none in [json!([]), json!(null)] {
            assert_eq!(added_to(&none), expected);
        }
        let without_id = with_added(&json!({}), "Hello", SOUND, None).1;
        assert_eq!(without_id, json!([{"name": "Hello", "mediaUrl": SOUND}]));
    }

    #[test]
    fn a_new_drop_takes_the_form_of_the_present_ones_or_the_system_would_not_play_it() {
        let present = json!({"fileId": "1", "title": "Old", "url": "https://a.example/1", "length": 7});
        let new = json!({"fileId": "f", "title": "Hello", "url": SOUND});
        assert_eq!(added_to(&json!([present, null])), json!([present, null, new]));
        assert_eq!(added_to(&json!(["https://a.example/1"])), json!(["https://a.example/1", SOUND]));
        let odd = json!({"label": "Old", "voicemailLocation": "https://a.example/1"});
        assert_eq!(added_to(&json!([odd])), json!([odd, {"label": "Hello", "voicemailLocation": SOUND}]));
    }

    #[test]
    fn drops_of_every_form_are_shown_with_what_they_say() {
        let document = json!({"dropVms": [null, "https://a.example/1", {"id": "2", "name": "Two", "url": "https://a.example/2"}]});
        let read = read(&document);
        assert_eq!(read.iter().map(|drop| drop.index).collect::<Vec<_>>(), [0, 1, 2]);
        assert_eq!(read[0], VoicemailDrop { index: 0, id: None, name: None, media_url: None });
        assert_eq!(read[1].media_url.as_deref(), Some("https://a.example/1"));
        assert_eq!((read[2].id.as_deref(), read[2].name.as_deref()), (Some("2"), Some("Two")));
    }

    #[test]
    fn a_drop_that_is_not_there_is_told_and_a_nameless_form_too() {
        let document = json!({"dropVms": ["https://a.example/1"]});
        let rename = DropEdit::Rename { index: 0, name: "x".to_owned() };
        assert_eq!(edited(&document, &rename).unwrap_err().code, ErrorCode::Unsupported);
        for missing in [DropEdit::Remove { index: 1 }, DropEdit::Move { from: 0, to: 1 }] {
            assert_eq!(edited(&document, &missing).unwrap_err().code, ErrorCode::MediaNotFound);
        }
        assert_eq!(with_replaced(&document, 1, SOUND, None).unwrap_err().code, ErrorCode::MediaNotFound);
        assert_eq!(with_adopted(&json!({}), &document, 1).unwrap_err().code, ErrorCode::MediaNotFound);
        let empty = json!({"dropVms": [null, {"name": "No sound"}]});
        assert_eq!(with_replaced(&empty, 0, SOUND, None).unwrap_err().code, ErrorCode::Unsupported);
        for index in 0..2 {
            let adopted = with_adopted(&json!({}), &empty, index);
            assert_eq!(adopted.unwrap_err().code, ErrorCode::Unsupported);
        }
    }

    #[test]
    fn another_recording_leaves_a_drop_its_name_and_whatever_else_is_stored_with_it() {
        let old = "https://media.example.com/agents/a/media/old";
        let document = json!({"dropVms": [
            {"id": "entry", "name": "One", "mediaUrl": old, "transcript": {"text": "Hello"}},
            {"id": "old", "name": "Two", "mediaUrl": old},
            {"fileId": "old", "title": "Three", "url": old},
            "https://a.example/4",
            {"name": "Five", "audioUrl": null},
        ]});
        let expected = [
            json!({"id": "entry", "name": "One", "mediaUrl": SOUND, "transcript": {"text": "Hello"}}),
            json!({"id": "f", "name": "Two", "mediaUrl": SOUND}),
            json!({"fileId": "f", "title": "Three", "url": SOUND}),
            json!(SOUND),
            json!({"name": "Five", "audioUrl": SOUND}),
        ];
        for (index, expected) in (0..).zip(expected) {
            let (_, list) = with_replaced(&document, index, SOUND, Some("f")).unwrap();
            assert_eq!(list[index as usize], expected);
        }
        let (_, without_id) = with_replaced(&document, 1, SOUND, None).unwrap();
        assert_eq!(without_id[1], json!({"name": "Two", "mediaUrl": SOUND}), "the old file's id stays");
    }

    #[test]
    fn a_copy_points_to_the_same_recording_and_is_an_entry_of_its_own() {
        let from = json!({"dropVms": [
            {"id": "entry", "name": "Hello", "mediaUrl": SOUND, "transcript": {"text": "Hello"}},
            {"id": "f", "name": "Hello", "mediaUrl": SOUND},
        ]});
        let present = json!({"id": "other", "name": "Other", "mediaUrl": "https://a.example/1"});
        let to = json!({"dropVms": [present]});
        let (_, list) = with_adopted(&to, &from, 0).unwrap();
        let copy = json!({"name": "Hello", "mediaUrl": SOUND, "transcript": {"text": "Hello"}});
        assert_eq!(list, json!([present, copy]), "two entries would have one id");
        let (_, list) = with_adopted(&json!({"dropVms": null}), &from, 1).unwrap();
        assert_eq!(list, json!([{"id": "f", "name": "Hello", "mediaUrl": SOUND}]));
    }

    proptest! {
        #[test]
        fn no_edit_touches_another_drop(items in prop::collection::vec(any_json(), 0..6), turn in any::<u32>()) {
            let document = json!({"dropVms": items});
            let (_, added) = with_added(&document, "Hello", SOUND, Some("f"));
            prop_assert_eq!(&added.as_array().unwrap()[..items.len()], &items[..]);
            let Some(index) = turn.checked_rem(u32::try_from(items.len()).unwrap()) else { return Ok(()) };
            let place = index as usize;
            let (_, fewer) = edited(&document, &DropEdit::Remove { index }).unwrap();
            let mut expected = items.clone();
            expected.remove(place);
            prop_assert_eq!(fewer.as_array().unwrap(), &expected);
            let others = |list: &Value| {
                let mut list = list.as_array().unwrap().clone();
                list.remove(place);
                list
            };
            let rename = DropEdit::Rename { index, name: "New".to_owned() };
            if let Ok((_, renamed)) = edited(&document, &rename) {
                prop_assert_eq!(others(&renamed), &expected[..]);
                let shown = read(&json!({"dropVms": renamed}));
                prop_assert_eq!(shown[place].name.as_deref(), Some("New"));
            }
            if let Ok((_, replaced)) = with_replaced(&document, index, SOUND, Some("f")) {
                prop_assert_eq!(others(&replaced), &expected[..]);
                let shown = read(&json!({"dropVms": replaced}));
                prop_assert_eq!(shown[place].media_url.as_deref(), Some(SOUND));
                prop_assert_eq!(&shown[place].name, &read(&document)[place].name);
            }
            if let Ok((_, adopted)) = with_adopted(&document, &document, index) {
                prop_assert_eq!(&adopted.as_array().unwrap()[..items.len()], &items[..]);
                let shown = read(&json!({"dropVms": adopted}));
                prop_assert_eq!(&shown[items.len()].media_url, &read(&document)[place].media_url);
            }
        }

        #[test]
        fn moving_changes_no_drop_and_goes_back(
            items in prop::collection::vec(any_json(), 1..8), from in any::<u32>(), to in any::<u32>(),
        ) {
            let length = u32::try_from(items.len()).unwrap();
            let (from, to) = (from % length, to % length);
            let (_, moved) = edited(&json!({"dropVms": items}), &DropEdit::Move { from, to }).unwrap();
            prop_assert_eq!(&moved[to as usize], &items[from as usize]);
            let (_, back) = edited(&json!({"dropVms": moved}), &DropEdit::Move { from: to, to: from }).unwrap();
            prop_assert_eq!(back.as_array().unwrap(), &items);
        }
    }
}
