//! Voicemail drops. Bird documents the list `dropVms` but not the form of its items.
//!
//! So present items are kept to the letter, and a new one takes the form of the present ones: a plain text where they
//! are texts, else a record with the members that hold name, address and id there. Where there is none to learn from,
//! a record of `id`, `name` and `mediaUrl` is written.

use callboard_model::media::Drop;
use callboard_model::{CallboardError, ErrorCode, Pointer, Result};
use serde_json::{Map, Value, json};

use super::description::pointer;
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
pub(super) fn read(document: &Value) -> Vec<Drop> {
    (0..).zip(items(document)).map(|(index, item)| drop_of(index, item)).collect()
}

/// The list with one drop more.
pub(super) fn with_added(document: &Value, name: &str, media_url: &str, file_id: Option<&str>) -> Edit {
    let mut list = items(document).to_vec();
    list.push(new_item(&list, name, media_url, file_id));
    (place(), Value::Array(list))
}

/// The list without one drop.
pub(super) fn with_removed(document: &Value, index: u32) -> Result<Edit> {
    let mut list = items(document).to_vec();
    let index = existing(&list, index)?;
    list.remove(index);
    Ok((place(), Value::Array(list)))
}

/// The list with one drop's name changed and all else as it was.
pub(super) fn with_renamed(document: &Value, index: u32, name: &str) -> Result<Edit> {
    let mut list = items(document).to_vec();
    let index = existing(&list, index)?;
    let Some(members) = list.get_mut(index).and_then(Value::as_object_mut) else {
        return Err(
            CallboardError::new(ErrorCode::Unsupported).with_detail("this drop is stored without a name")
        );
    };
    let member = first_text(members, &NAMES).map_or("name", |(member, _)| member);
    members.insert(member.to_owned(), json!(name));
    Ok((place(), Value::Array(list)))
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

fn drop_of(index: u32, item: &Value) -> Drop {
    let empty = Drop { index, id: None, name: None, media_url: None };
    match item {
        Value::String(address) => Drop { media_url: Some(address.clone()), ..empty },
        Value::Object(members) => Drop {
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
    let address_member = address_of(members)
        .map(|(member, _)| member)
        .or_else(|| ADDRESSES.into_iter().find(|member| members.contains_key(*member)))
        .unwrap_or("mediaUrl");
    record(&ids, name_member, address_member, name, media_url, file_id)
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
        assert_eq!(read[0], Drop { index: 0, id: None, name: None, media_url: None });
        assert_eq!(read[1].media_url.as_deref(), Some("https://a.example/1"));
        assert_eq!((read[2].id.as_deref(), read[2].name.as_deref()), (Some("2"), Some("Two")));
    }

    #[test]
    fn a_drop_that_is_not_there_is_told_and_a_nameless_form_too() {
        let document = json!({"dropVms": ["https://a.example/1"]});
        assert_eq!(with_removed(&document, 1).unwrap_err().code, ErrorCode::MediaNotFound);
        assert_eq!(with_renamed(&document, 0, "x").unwrap_err().code, ErrorCode::Unsupported);
    }

    proptest! {
        #[test]
        fn no_edit_touches_another_drop(items in prop::collection::vec(any_json(), 0..6), turn in any::<u32>()) {
            let document = json!({"dropVms": items});
            let (_, added) = with_added(&document, "Hello", SOUND, Some("f"));
            prop_assert_eq!(&added.as_array().unwrap()[..items.len()], &items[..]);
            let Some(index) = turn.checked_rem(u32::try_from(items.len()).unwrap()) else { return Ok(()) };
            let place = index as usize;
            let (_, fewer) = with_removed(&document, index).unwrap();
            let mut expected = items.clone();
            expected.remove(place);
            prop_assert_eq!(fewer.as_array().unwrap(), &expected);
            if let Ok((_, renamed)) = with_renamed(&document, index, "New") {
                let renamed = renamed.as_array().unwrap();
                for (other, item) in items.iter().enumerate().filter(|(other, _)| *other != place) {
                    prop_assert_eq!(&renamed[other], item);
                }
                let shown = read(&json!({"dropVms": renamed}));
                prop_assert_eq!(shown[place].name.as_deref(), Some("New"));
            }
        }
    }
}
