//! Looking for an agent that may have been created: which ones are there by that name, and which of them are to the letter
//! what was asked for.
//!
//! Nothing is concluded here. A list that cannot be read whole is an error, so that nobody takes it for "not there".

use std::collections::BTreeSet;

use callboard_model::{AgentId, CallboardError, Edits, ErrorCode, Result, SystemDescription};
use serde_json::{Number, Value};

use crate::paging;
use crate::secrets::without_secrets;
use crate::session::Session;
use crate::system::{CreateAgent, System, Wanted};
use callboard_model::emptiness::is_blank;

/// Most pages of one look.
const PAGES: usize = 200;

/// The ids of the agents that are called as the one that a create with these edits makes. Asked before the create, it
/// tells those that were there from the one that came.
///
/// # Errors
///
/// What keeps the list from being read whole, and [`ErrorCode::InvalidEdits`] where the edits cannot be sent.
pub async fn present_before(
    system: &dyn CreateAgent,
    session: &Session<'_>,
    edits: &Edits,
) -> Result<BTreeSet<AgentId>> {
    let documents = namesakes(system, session, &system.wanted(session, edits)?).await?;
    Ok(documents.iter().filter_map(|document| system.agent_id(document)).collect())
}

/// The whole documents of the agents that agree with these edits in every field that a create sends: after a create
/// whose answer was lost, the new agent is among them. Secrets, which a system may not tell, are not compared; empty, null
/// and absent are the same, and so are 1 and 1.0. Each agent is read by itself, because lists may lack parts.
///
/// # Errors
///
/// What keeps the list or one of the candidates from being read: an empty answer means that there is none.
pub async fn look_for(system: &dyn CreateAgent, session: &Session<'_>, edits: &Edits) -> Result<Vec<Value>> {
    let wanted = system.wanted(session, edits)?;
    let mut found = Vec::new();
    for document in namesakes(system, session, &wanted).await? {
        let Some(id) = system.agent_id(&document) else {
            return Err(CallboardError::new(ErrorCode::UnreadableAnswer)
                .with_system(system.description().id.clone())
                .with_detail("an agent of that name has no id"));
        };
        match system.read(session, &id).await {
            Ok(whole) if agrees_in_all(&wanted, &whole, system.description()) => found.push(whole),
            Ok(_) => {}
            // Deleted since the list was read.
            Err(error) if error.code == ErrorCode::AgentNotFound => {}
            Err(error) => return Err(error),
        }
    }
    Ok(found)
}

async fn namesakes(system: &dyn System, session: &Session<'_>, wanted: &Wanted) -> Result<Vec<Value>> {
    let name = wanted.members.get("name").unwrap_or(&Value::Null);
    let mut documents = paging::walk(system, session, &wanted.query, PAGES).await?;
    documents.retain(|document| agrees(name, document.get("name").unwrap_or(&Value::Null)));
    Ok(documents)
}

/// Secrets are not compared: a system may not tell them.
fn agrees_in_all(wanted: &Wanted, document: &Value, description: &SystemDescription) -> bool {
    let bare = |document: &Value| without_secrets(description, document);
    agrees(&bare(&Value::Object(wanted.members.clone())), &bare(&(wanted.as_sent)(document)))
}

/// Whether a stored value is the one that was sent. A system may add members and ids, tell an empty value as none, and bring
/// plain lists into another order.
fn agrees(sent: &Value, found: &Value) -> bool {
    match (sent, found) {
        (Value::Object(sent), found @ (Value::Object(_) | Value::Null)) => {
            sent.iter().all(|(name, value)| agrees(value, found.get(name).unwrap_or(&Value::Null)))
        }
        (Value::Array(sent), Value::Array(found)) if sent.len() == found.len() => {
            let pairwise = sent.iter().zip(found).all(|(sent, found)| agrees(sent, found));
            pairwise || same_in_any_order(sent, found)
        }
        (Value::Number(sent), Value::Number(found)) => same_number(sent, found),
        // Space around a text is lost in many a system.
        (Value::String(sent), Value::String(found)) => sent.trim() == found.trim(),
        _ => sent == found || (is_blank(sent) && is_blank(found)),
    }
}

/// Lists of texts and numbers only; the order of records means something.
fn same_in_any_order(sent: &[Value], found: &[Value]) -> bool {
    let is_plain = |value: &Value| !value.is_object() && !value.is_array();
    let mut left: Vec<&Value> = found.iter().collect();
    sent.iter().chain(found).all(is_plain)
        && sent.iter().all(|sent| match left.iter().position(|found| agrees(sent, found)) {
            Some(index) => {
                left.swap_remove(index);
                true
            }
            None => false,
        })
}

/// Whole numbers are compared as such, so that ids beyond the reach of a float are not taken for each other.
fn same_number(one: &Number, other: &Number) -> bool {
    one == other || whole(one).zip(whole(other)).is_some_and(|(one, other)| one == other)
}

/// The digits of a number without fraction; a float writes its own exactly.
fn whole(number: &Number) -> Option<String> {
    if number.is_i64() || number.is_u64() {
        return Some(number.to_string());
    }
    let float = number.as_f64().filter(|float| float.is_finite() && float.fract() == 0.0)?;
    Some(if float == 0.0 { "0".to_owned() } else { format!("{float:.0}") })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;
    use crate::request_body::tests::any_json;

    fn agree(sent: &Value, found: &Value) -> bool {
        let wanted = Wanted::new(json!({"all": sent}).as_object().unwrap().clone());
        let system = crate::by_id(&callboard_model::SystemId::new("messageflow")).unwrap();
        agrees_in_all(&wanted, &json!({"all": found}), system.description())
    }

    #[test]
    fn what_a_system_may_add_or_write_otherwise_is_the_same_agent() {
        for (sent, found) in [
            (json!({"speed": 1}), json!({"speed": 1.0, "id": 7})),
            (json!({"speed": 1.0}), json!({"speed": 1})),
            (json!({"bio": "", "holidays": [], "note": null}), json!({"name": "x"})),
            (json!({"bio": " "}), json!({"bio": null})),
            (json!({"plan": {"a": null, "b": []}}), json!({})),
            (json!({"events": ["b", "a"]}), json!({"events": ["a", "b"]})),
            (json!({"prompt": [{"name": "A"}]}), json!({"prompt": [{"id": 9, "name": "A", "voice": null}]})),
            (json!({"server": {"bearer_token": "s3cret"}}), json!({"server": {"bearer_token": "***"}})),
            (json!({"server": {"bearer_token": "s3cret"}}), json!({"server": {}})),
            (json!({"bio": "Hello\n"}), json!({"bio": "Hello"})),
        ] {
            assert!(agree(&sent, &found), "it would be created a second time: {sent} is not {found}");
        }
    }

    #[test]
    fn another_agent_is_not_taken_for_the_one_that_was_sent() {
        for (sent, found) in [
            (json!({"name": "Avery"}), json!({"name": "avery"})),
            (json!({"speed": 1}), json!({"speed": 1.5})),
            (json!({"id": 9_007_199_254_740_993_u64}), json!({"id": 9_007_199_254_740_992.0})),
            (json!({"on": false}), json!({"on": true})),
            (json!({"on": false}), json!({})),
            (json!({"count": 0}), json!({"count": null})),
            (json!({"events": ["a", "a"]}), json!({"events": ["a", "b"]})),
            (json!({"events": ["a"]}), json!({"events": ["a", "b"]})),
            (json!({"prompt": [{"n": 1}, {"n": 2}]}), json!({"prompt": [{"n": 2}, {"n": 1}]})),
            (json!({"bio": "text"}), json!({"bio": {"text": 1}})),
            (json!({"plan": {"a": 1}}), json!({"plan": "a"})),
        ] {
            assert!(!agree(&sent, &found), "a colleague's agent would be taken for the new one: {found}");
        }
    }

    proptest! {
        #[test]
        fn an_agent_agrees_with_itself_and_not_once_a_text_was_changed(value in any_json(), text in "[a-z]{1,5}") {
            prop_assert!(agree(&value, &value));
            let (sent, found) = (json!({"deep": [value.clone(), text]}), json!({"deep": [value, "other text"]}));
            prop_assert!(agree(&sent, &sent));
            prop_assert!(!agree(&sent, &found));
        }
    }
}
