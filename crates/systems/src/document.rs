//! What documents of several systems have in the same place. Reads tolerantly: a member of another form is as good as
//! missing.

use callboard_model::agent::shown;
use callboard_model::{AgentId, AgentSummary, IndexedAgent, Pointer, SystemDescription};
use callboard_network::check_address;
use serde_json::Value;
use url::Url;
use uuid::Uuid;

/// Longest id of an agent, in bytes. It becomes a part of an address, and servers take no longer ones.
const LONGEST_ID: usize = 1024;

/// The text in a member as lists show it.
pub(crate) fn shown_text(document: &Value, member: &str) -> Option<String> {
    document.get(member).and_then(Value::as_str).map(shown)
}

/// The id in the member `id`, where it is a text that an id can be.
pub(crate) fn text_id(document: &Value) -> Option<AgentId> {
    id_of_text(document.get("id")?.as_str()?)
}

/// The id that a text is; none where it cannot be one or is longer than any.
pub(crate) fn id_of_text(text: &str) -> Option<AgentId> {
    if text.len() > LONGEST_ID { None } else { AgentId::parse(text) }
}

/// Whether two ids name one agent. Only UUIDs may be written in letters of either case.
pub(crate) fn is_same_id(one: &AgentId, other: &AgentId) -> bool {
    let uuid = |id: &AgentId| Uuid::try_parse(id.as_str()).ok();
    one == other || uuid(one).is_some_and(|one| uuid(other) == Some(one))
}

/// Where the picture of the member `avatarUrl` is.
pub(crate) fn avatar_url(document: &Value) -> Option<Url> {
    let url = Url::parse(document.get("avatarUrl")?.as_str()?).ok()?;
    check_address(&url).is_ok().then_some(url)
}

/// The least about an agent; none where it has no id.
pub(crate) fn indexed(summary: AgentSummary) -> IndexedAgent {
    let AgentSummary { connection, id, name, status, activity, .. } = summary;
    IndexedAgent { connection, id, name, status, activity }
}

/// The described field that an error names, such as `llm_config.messages[0].content` or `/name`: the first of these names
/// that a field has.
pub(crate) fn named_field<'a>(
    names: impl IntoIterator<Item = &'a str>,
    description: &SystemDescription,
) -> Option<Pointer> {
    let is_described =
        |pointer: &Pointer| description.fields().any(|(_, field)| pointer.lies_within(&field.pointer));
    names.into_iter().filter_map(pointer_of).find(is_described)
}

fn pointer_of(name: &str) -> Option<Pointer> {
    let path =
        name.trim_matches([':', '"', '\'', '`', '/']).replace('[', ".").replace(']', "").replace('.', "/");
    Pointer::parse(format!("/{path}")).ok()
}
