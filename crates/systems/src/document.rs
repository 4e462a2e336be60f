//! What documents of several systems have in the same place. Reads tolerantly: a member of another form is as good as
//! missing.

use callboard_model::{AgentId, AgentSummary, IndexedAgent, Pointer, SystemDescription};
use callboard_network::check_address;
use serde_json::Value;
use url::Url;

/// The text in a member.
pub(crate) fn text(document: &Value, member: &str) -> Option<String> {
    document.get(member).and_then(Value::as_str).map(str::to_owned)
}

/// The id in the member `id`, where it is a text that is not empty.
pub(crate) fn text_id(document: &Value) -> Option<AgentId> {
    text(document, "id").and_then(AgentId::parse)
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
