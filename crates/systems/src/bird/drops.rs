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
