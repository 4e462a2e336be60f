//! Everything that an admin can do with a system, once.

use callboard_model::media::{Crop, SoundEdit, TelephoneRate};
use callboard_model::{
    AgentId, AgentRecord, ConnectionId, Draft, Edits, FindingCode, HistoryFormat, HistoryQuery, Learned,
    ListQuery, SaveOutcome, Sensitive, UnfinishedText, UnfinishedTexts, UserQuery, WebhookDraft,
    WebhookHeader,
};
use callboard_usecases::{SaveRequest, SaveTarget};
use serde_json::{Value, json};

use crate::server::TYPED;
use crate::support::{edits, job, pointer, quiet};
use crate::{KEY, Planted};

/// What an agent is called, whose page is typed into and what is typed there, system by system.
fn texts_of(system: &str) -> [&'static str; 2] {
    match system {
        "bird" => ["/displayName", "/bio"],
        "hmsSovereign" => ["/name", "/first_message"],
        "diga" => ["/agent_name", "/greeting"],
        _ => ["/name", "/description"],
    }
}

pub(crate) async fn use_everything(planted: &Planted, system: &str, connection: &ConnectionId) {
    let (core, crossed) = (&planted.callboard, &planted.crossed);
    connections(planted, system, connection).await;
    let listed =
        core.agents.list_agents(connection.clone(), ListQuery::default(), None, job(), quiet()).await;
    let agents = crossed.keep("list_agents", listed).map(|page| page.agents).unwrap_or_default();
    crossed.keep("index_agents", core.agents.index_agents(connection.clone(), job(), quiet()).await);
    crossed.keep("openness", core.agents.openness(connection));
    let learned = Learned { from: pointer("/odd"), value: None, label: None };
    crossed.keep("learned_values", Ok(core.agents.learned_values(connection, &learned)));
    crossed.keep("read_own_agent", core.agents.read_own_agent(connection.clone(), job(), quiet()).await);
    // With an id that is known from before where the list is refused.
    let known = planted.first_agent(connection, agents.first().map(|agent| agent.id.clone()));
    let Some(id) = known else { return };
    let added = core.agents.add_agent_by_id(connection.clone(), id.as_str().to_owned()).await;
    crossed.keep("add_agent_by_id", added);
    let read = core.agents.read_agent(connection.clone(), id.clone(), job(), quiet()).await;
    let read = crossed.keep("read_agent", read);
    let record = planted.last_record(connection, read);
    crossed.keep("live_state", core.agents.live_state(connection.clone(), id.clone(), job(), quiet()).await);
    if let Some(record) = record {
        edit(planted, system, &record).await;
        copy(planted, system, &record).await;
        media(planted, &record).await;
    }
    activity(planted, connection, &id).await;
    history(planted, connection).await;
    crossed.keep("start_up", core.start_up().await);
    crossed.keep("settle_changes", core.changes.settle_changes(None).await);
    crossed.keep("open_changes", Ok(core.changes.open_changes()));
    crossed.keep("set_aside", core.connections.set_aside().await);
}

async fn connections(planted: &Planted, system: &str, connection: &ConnectionId) {
    let (core, crossed) = (&planted.callboard, &planted.crossed);
    let test = |key: Option<&str>, existing: Option<ConnectionId>| {
        let key = key.map(Sensitive::new);
        core.connections.test_connection(planted.draft_of(system), key, existing, job(), quiet())
    };
    crossed.keep("test_connection", test(Some(KEY), None).await);
    crossed.keep("test_connection", test(None, Some(connection.clone())).await);
    let draft = planted.draft_of(system);
    let updated =
        core.connections.update_connection(connection.clone(), draft, Some(Sensitive::new(KEY))).await;
    crossed.keep("update_connection", updated);
    for key in planted.sandbox.account(system).unwrap().agent_keys.clone() {
        let key = Sensitive::new(key);
        let added = core.connections.add_agent_key(connection.clone(), key, job(), quiet()).await;
        crossed.keep("add_agent_key", added);
    }
    crossed.keep("connection_views", core.connections.connection_views().await);
}

async fn edit(planted: &Planted, system: &str, record: &AgentRecord) {
    let (core, crossed) = (&planted.callboard, &planted.crossed);
    let [name, text] = texts_of(system);
    let address = format!("see https://host/?token={}", TYPED[2]);
    let typed = edits([
        (name, json!(format!("Typed {}", uuid::Uuid::new_v4()))),
        (text, json!(format!("{address} or {KEY}"))),
        ("/odd/X-Api-Key", json!(TYPED[0])),
    ]);
    let base = &record.document;
    let plan = core.drafts.check_edits(&record.connection, Some(&record.id), base, &typed);
    crossed.keep("check_edits", plan);
    let draft = Draft {
        connection: record.connection.clone(),
        agent: Some(record.id.clone()),
        base: base.clone(),
        edits: typed.clone(),
        updated_at: String::new(),
    };
    crossed.keep("keep_draft", core.drafts.keep_draft(draft).await);
    crossed.keep("drafts", core.drafts.drafts().await);
    let half = UnfinishedText {
        text: format!("{{\"X-Api-Key\": \"{}", TYPED[0]),
        code: FindingCode::NotJson,
        context: [].into(),
    };
    let half = UnfinishedTexts {
        connection: record.connection.clone(),
        agent: Some(record.id.clone()),
        texts: [(pointer("/odd"), half)].into(),
    };
    crossed.keep("keep_unfinished", core.drafts.keep_unfinished(half).await);
    let save = |base: &Value, edits: Edits, target: SaveTarget| {
        let request = SaveRequest {
            connection: record.connection.clone(),
            target,
            base: base.clone(),
            edits,
            picks: Vec::new(),
        };
        core.changes.save_agent(request, job(), quiet())
    };
    let agent = || SaveTarget::Agent { agent: record.id.clone() };
    crossed.keep("save_agent", save(base, typed.clone(), agent()).await);
    let mut sayable = typed.clone();
    sayable.0.remove(&pointer("/odd/X-Api-Key"));
    crossed.keep("save_agent", save(base, sayable.clone(), agent()).await);
    crossed.keep("save_agent, own", save(base, sayable, SaveTarget::Own { agent: record.id.clone() }).await);
    // Somebody else has changed the same since.
    let mut older = base.clone();
    pointer(name).write(&mut older, json!("Somebody else"));
    let mine = edits([(name, json!("Mine"))]);
    crossed.keep("save_agent, conflict", save(&older, mine, agent()).await);
    // Secrets that are kept go along with the rest of what holds them.
    for place in ["/configuration/prompt", "/webhook_secret", "/tools"] {
        let kept = pointer(place).read_or_null(base);
        let mut other = kept.clone();
        if let Some(first) = other.as_array_mut().and_then(|items| items.first_mut()) {
            first["name"] = json!("Renamed");
        }
        crossed.keep("save_agent, kept secret", save(base, edits([(place, other)]), agent()).await);
    }
    if system == "messageflow" {
        let prompt = json!([{"name": "New", "integration": {"name": "CRM", "bearer_token": TYPED[0]}}]);
        crossed
            .keep("save_agent, typed", save(base, edits([("/configuration/prompt", prompt)]), agent()).await);
    }
    if system == "hmsSovereign" {
        let secret = edits([("/webhook_secret", json!(TYPED[0]))]);
        crossed.keep("save_agent, typed", save(base, secret, agent()).await);
    }
    crossed.keep(
        "discard_draft",
        core.drafts.discard_draft(record.connection.clone(), Some(record.id.clone())).await,
    );
}

async fn copy(planted: &Planted, system: &str, record: &AgentRecord) {
    let (core, crossed) = (&planted.callboard, &planted.crossed);
    let [name, _] = texts_of(system);
    let (connection, id) = (&record.connection, &record.id);
    let copied = core.copying.duplicate_edits(connection.clone(), id.clone(), job(), quiet()).await;
    let copied = crossed.keep("duplicate_edits", copied);
    for target in core.connections.connections().unwrap() {
        let plan = core.copying.plan_copy(connection.clone(), id.clone(), target.id, job(), quiet()).await;
        crossed.keep("plan_copy", plan);
    }
    let mut fields = copied.map(|plan| plan.edits).unwrap_or_default();
    // What has to be typed again is left out.
    fields.0.retain(|_, value| !value.to_string().contains("$masked"));
    fields.0.insert(pointer(name), json!(format!("Copy {}", uuid::Uuid::new_v4())));
    let request = SaveRequest {
        connection: connection.clone(),
        target: SaveTarget::New,
        base: json!({}),
        edits: fields,
        picks: Vec::new(),
    };
    let created = crossed.keep("save_agent, new", core.changes.save_agent(request, job(), quiet()).await);
    let Some(SaveOutcome::Saved { record: made, change, .. }) = created else {
        // Nothing was made, but the delete is refused in words that repeat the key.
        let refused = core
            .changes
            .delete_agent(
                connection.clone(),
                serde_json::from_value::<AgentId>(json!("none")).unwrap(),
                job(),
                quiet(),
            )
            .await;
        crossed.keep("delete_agent", refused);
        return;
    };
    let deleted = core.changes.delete_agent(connection.clone(), made.id.clone(), job(), quiet()).await;
    if let Some(SaveOutcome::Deleted { change }) = crossed.keep("delete_agent", deleted) {
        crossed.keep("undo_change, deleted", core.changes.undo_change(change, job(), quiet()).await);
    }
    if let Some(change) = change {
        crossed.keep("undo_change, created", core.changes.undo_change(change, job(), quiet()).await);
    }
}

async fn media(planted: &Planted, record: &AgentRecord) {
    let (core, crossed) = (&planted.callboard, &planted.crossed);
    let (connection, id) = (&record.connection, &record.id);
    let folder = planted.folder.path();
    let (picture, sound) = (folder.join("me.png"), folder.join("hello.wav"));
    image::RgbImage::from_fn(300, 300, |x, y| image::Rgb([(x % 251) as u8, (y % 251) as u8, 7])).save(&picture).unwrap();
    let spec = hound::WavSpec {
        channels: 1,
        sample_rate: 16_000,
        bits_per_sample: 16,
        sample_format: hound::SampleFormat::Int,
    };
    let mut writer = hound::WavWriter::create(&sound, spec).unwrap();
    (0..16_000).for_each(|at| writer.write_sample((at % 400) as i16 * 20).unwrap());
    writer.finalize().unwrap();
    let picture = core.files.choose_file(picture).await.unwrap().token;
    let sound = core.files.choose_file(sound).await.unwrap().token;
    let crop = Crop { x: 0.0, y: 0.0, side: 300.0, rotation: 0.0 };
    let put =
        core.uploads.upload_avatar(connection.clone(), id.clone(), &picture, crop, job(), quiet()).await;
    crossed.keep("upload_avatar", put);
    let (edit, name) = (SoundEdit::unchanged(TelephoneRate::Wide), "Hello".to_owned());
    let put = core
        .uploads
        .upload_drop(connection.clone(), id.clone(), &sound, edit, name, None, job(), quiet())
        .await;
    crossed.keep("upload_drop", put);
    let system = core
        .connections
        .connections()
        .unwrap()
        .into_iter()
        .find(|kept| &kept.id == connection)
        .unwrap()
        .system;
    let drops =
        crossed.keep("drops", core.voicemail_drops.drops(&system, &record.document)).unwrap_or_default();
    let media_url = drops.first().and_then(|drop| drop.media_url.clone());
    let media_url = media_url.unwrap_or_else(|| "http://127.0.0.1:9/none".to_owned());
    if let Some(drop) = drops.first() {
        let targets = core
            .voicemail_drops
            .drop_targets(connection.clone(), id.clone(), drop.clone(), job(), quiet())
            .await;
        let targets = crossed.keep("drop_targets", targets).unwrap_or_default();
        let targets = targets.into_iter().take(1).map(|target| target.agent).collect();
        let copied = core
            .voicemail_drops
            .copy_drop(connection.clone(), id.clone(), drop.clone(), targets, job(), quiet())
            .await;
        crossed.keep("copy_drop", copied);
    }
    let length = core.sounds.stored_length(connection.clone(), id.clone(), &media_url, job(), quiet()).await;
    crossed.keep("stored_length", length);
    crossed.keep("avatar", core.pictures.avatar(connection, id).await.map(|picture| picture.content_type));
    crossed.keep("pending_attachments", core.uploads.pending_attachments().await);
}

async fn activity(planted: &Planted, connection: &ConnectionId, id: &AgentId) {
    let (core, crossed) = (&planted.callboard, &planted.crossed);
    let users =
        core.activity.agent_users(connection.clone(), id.clone(), UserQuery::default(), job(), quiet()).await;
    crossed.keep("agent_users", users);
    let moments = ["2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z"].map(str::to_owned).to_vec();
    let numbers =
        core.activity.agent_statistic(connection.clone(), id.clone(), moments, job(), quiet()).await;
    crossed.keep("agent_statistic", numbers);
    let draft = WebhookDraft {
        title: "Every message".to_owned(),
        description: "To the archive".to_owned(),
        url: format!("https://archive.example/hook?token={}", TYPED[2]),
        trigger: "each_message".to_owned(),
        headers: vec![WebhookHeader { name: "X-Archive".to_owned(), value: TYPED[1].to_owned() }],
    };
    let made = core.activity.create_webhook(connection.clone(), id.clone(), draft, job(), quiet()).await;
    crossed.keep("create_webhook", made);
    let launched = core
        .activity
        .launch_version(connection.clone(), id.clone(), "Autumn".to_owned(), job(), quiet())
        .await;
    crossed.keep("launch_version", launched);
    let versions = core.activity.agent_versions(connection.clone(), id.clone(), None, job(), quiet()).await;
    crossed.keep("agent_versions", versions);
}

async fn history(planted: &Planted, connection: &ConnectionId) {
    let (core, crossed) = (&planted.callboard, &planted.crossed);
    let query = || HistoryQuery { connection: Some(connection.clone()), ..HistoryQuery::default() };
    let page = crossed.keep("history", core.history.history(query()).await).unwrap();
    for (format, name) in [(HistoryFormat::Csv, "history.csv"), (HistoryFormat::Json, "history.json")] {
        let path = planted.folder.path().join("written").join(name);
        crossed.keep("export_history", core.history.export_history(query(), format, path).await);
    }
    if let Some(entry) = page.entries.first() {
        crossed.keep("history_entry", core.history.history_entry(entry.id.clone()).await);
        crossed.keep("undo_change", core.changes.undo_change(entry.id.clone(), job(), quiet()).await);
    }
}
