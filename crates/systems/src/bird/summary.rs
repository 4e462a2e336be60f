//! What lists and headers show of Bird's agents. Reads tolerantly: a member of another form is as good as missing.

use callboard_model::agent::{MOST_SHOWN, WorkloadSummary, shown};
use callboard_model::{AgentId, AgentSummary, ConnectionId};
use callboard_schedule::{openness_of_values, week_from_value, week_strip};
use serde_json::Value;
use url::Url;

use crate::document::avatar_url;
use crate::picture;
use crate::system::StoredFile;

/// The file behind a media address, `…/agents/{agent}/media/{file}`.
pub(super) fn stored_file(media_url: &str) -> Option<StoredFile> {
    let url = Url::parse(media_url).ok()?;
    let segments: Vec<&str> = url.path_segments()?.collect();
    match segments.as_slice() {
        [.., "agents", agent, "media", file] | [.., "agents", agent, "media", file, "download"]
            if !file.is_empty() =>
        {
            Some(StoredFile { agent: AgentId::parse(*agent)?, file: (*file).to_owned() })
        }
        _ => None,
    }
}

/// The summary of the document of that agent.
pub(super) fn summary(
    connection: &ConnectionId,
    id: AgentId,
    document: &Value,
    now: jiff::Timestamp,
) -> AgentSummary {
    let time_zone = text(document, "/timezone").filter(|zone| !zone.is_empty());
    let at = |name: &str| document.get(name).unwrap_or(&Value::Null);
    let schedule = at("weeklySchedule");
    let week = if schedule.is_null() { None } else { week_from_value(schedule).ok() };
    AgentSummary {
        picture: avatar_url(document).and_then(|url| picture::address(connection, &id, &url)),
        name: text(document, "/name").unwrap_or_default(),
        emails: emails(document),
        kind: text(document, "/type"),
        status: text(document, "/status"),
        activity: text(document, "/availability/activity"),
        teams: texts(document, "/teams", "name"),
        roles: texts(document, "/roles", "id"),
        openness: openness_of_values(schedule, at("holidays"), time_zone.as_deref(), now),
        week: week.as_ref().map(week_strip),
        workload: workload(at("workload")),
        created_at: text(document, "/createdAt"),
        connection: connection.clone(),
        time_zone,
        id,
    }
}

fn emails(document: &Value) -> Vec<String> {
    let own: Vec<String> = document
        .get("userEmails")
        .and_then(Value::as_array)
        .map(|emails| emails.iter().filter_map(Value::as_str).map(shown).take(MOST_SHOWN).collect())
        .unwrap_or_default();
    if own.is_empty() { text(document, "/user/defaultEmail").into_iter().collect() } else { own }
}

/// Sums over all kinds of work: the documents name two, and more may come.
fn workload(workload: &Value) -> Option<WorkloadSummary> {
    let sum = |place: &str| -> Option<u32> {
        let kinds = workload.pointer(place)?.as_object()?;
        let sum = kinds.values().filter_map(Value::as_u64).fold(0_u64, u64::saturating_add);
        u32::try_from(sum).ok()
    };
    Some(WorkloadSummary { used: sum("/workload")?, capacity: sum("/rule/capacity") })
}

fn text(document: &Value, place: &str) -> Option<String> {
    document.pointer(place).and_then(Value::as_str).map(shown)
}

fn texts(document: &Value, list: &str, member: &str) -> Vec<String> {
    let items = document.pointer(list).and_then(Value::as_array);
    items
        .into_iter()
        .flatten()
        .filter_map(|item| item.get(member).and_then(Value::as_str))
        .map(shown)
        .take(MOST_SHOWN)
        .collect()
}
