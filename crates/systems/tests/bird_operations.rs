//! Every operation of the contract: what is sent, and what is made of the answer.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use callboard_model::media::MediaKind;
use callboard_model::{AgentId, Done, ErrorCode, ListQuery, Openness, SortKey};
use callboard_systems::{StoredFile, walk};
use serde_json::{Value, json};
use support::{AGENT, AGENTS, KEY, Stage, agent_id, bird, contract, edits, ok, refusal};
use wiremock::matchers::{method, path, query_param, query_param_is_missing};
use wiremock::{Mock, ResponseTemplate};

fn agent() -> Value {
    contract::example("agentFull")
}

fn verb(verb: &str, place: &str) -> (String, String, Value) {
    (verb.to_owned(), place.to_owned(), Value::Null)
}

#[tokio::test]
async fn list_agents_sends_the_whole_question_and_the_key_in_its_header() {
    let stage = Stage::new().await;
    stage.answers("GET", "", ok(&json!({"results": [agent()], "nextPageToken": "t2", "total": 3}))).await;
    let query = ListQuery {
        name: Some("Ave ry&x".into()),
        statuses: vec!["active".into(), "offline".into()],
        sort: Some(SortKey::StatusThenAssigned),
        reverse: true,
        ..ListQuery::default()
    };
    let page = bird().list(&stage.session(), &query, Some("t1")).await.unwrap();
    assert_eq!((page.documents, page.next.as_deref(), page.total), (vec![agent()], Some("t2"), Some(3)));
    let request = &stage.requests().await[0];
    let pairs: Vec<_> = request.url.query_pairs().map(|(name, value)| format!("{name}={value}")).collect();
    let expected = [
        "limit=100",
        "pageToken=t1",
        "name=Ave ry&x",
        "agentStatuses=active",
        "agentStatuses=offline",
        "sortBy=statusAssignedCount",
        "reverse=true",
    ];
    assert_eq!(pairs, expected);
    assert_eq!(request.headers["authorization"], format!("AccessKey {KEY}"));
    assert!(request.headers["user-agent"].to_str().unwrap().starts_with("callboard/"));
}

#[tokio::test]
async fn the_last_page_is_known_in_each_form_it_may_take() {
    for last in [
        json!({"results": []}),
        json!({"results": [], "nextPageToken": ""}),
        json!({"results": null, "nextPageToken": null}),
    ] {
        let stage = Stage::new().await;
        stage.answers("GET", "", ok(&last)).await;
        let page = bird().list(&stage.session(), &ListQuery::default(), None).await.unwrap();
        assert_eq!(page.next, None, "the list would never end: {last}");
    }
}

#[tokio::test]
async fn walking_reads_every_page_once_and_drops_who_moved_over_the_border() {
    let stage = Stage::new().await;
    let named = |id: &str| json!({"id": id});
    let list = || Mock::given(method("GET")).and(path(AGENTS));
    list()
        .and(query_param_is_missing("pageToken"))
        .respond_with(ok(&json!({"results": [named("1"), named("2")], "nextPageToken": "t"})))
        .mount(&stage.server)
        .await;
    list()
        .and(query_param("pageToken", "t"))
        .respond_with(ok(&json!({"results": [named("2"), named("3")]})))
        .mount(&stage.server)
        .await;
    let documents = walk(bird(), &stage.session(), &ListQuery::default(), 10).await.unwrap();
    assert_eq!(documents, [named("1"), named("2"), named("3")]);
}

#[tokio::test]
async fn list_all_agents_gives_the_index() {
    let stage = Stage::new().await;
    let minimal = json!({"results": [
        {"id": AGENT, "name": "Avery", "status": "active", "activity": "away"},
        {"id": "b", "name": null, "status": null, "activity": null},
        {"name": "has no id"},
    ]});
    Mock::given(method("GET"))
        .and(path("/base/workspaces/w-1/all-agents"))
        .respond_with(ok(&minimal))
        .mount(&stage.server)
        .await;
    let index = bird().parts().index.unwrap().index(&stage.session()).await.unwrap();
    assert_eq!(index.len(), 2);
    assert_eq!((index[0].name.as_str(), index[0].activity.as_deref()), ("Avery", Some("away")));
    assert_eq!((index[1].name.as_str(), &index[1].status), ("", &None));
}

#[tokio::test]
async fn get_agent_and_own_agent_keep_the_document_to_the_letter() {
    let stage = Stage::new().await;
    let mut document = agent();
    document["invented"] = json!({"by": [null, "the vendor"], "n": 1.5});
    document["status"] = json!("a-status-nobody-documented");
    document["bio"] = Value::Null;
    stage.answers("GET", &format!("/{AGENT}"), ok(&document)).await;
    stage.answers("GET", "/me", ok(&document)).await;
    assert_eq!(bird().parts().read.unwrap().read(&stage.session(), &agent_id()).await.unwrap(), document);
    assert_eq!(bird().parts().own_agent.unwrap().read_own(&stage.session()).await.unwrap(), document);
    assert_eq!(
        stage.heard().await,
        [verb("GET", &format!("{AGENTS}/{AGENT}")), verb("GET", &format!("{AGENTS}/me"))]
    );
}

#[tokio::test]
async fn create_agent_posts_what_the_contract_takes() {
    let stage = Stage::new().await;
    stage.answers("POST", "", ResponseTemplate::new(201).set_body_json(agent())).await;
    let new =
        edits(&[("/name", json!("Avery")), ("/timezone", json!("Europe/Madrid")), ("/wrapUpTime", json!(5))]);
    let created = bird().parts().create.unwrap().create(&stage.session(), &new).await.unwrap();
    assert_eq!(created.document, agent());
    assert_eq!(created.remaining, edits(&[("/wrapUpTime", json!(5))]));
    let heard = stage.heard().await;
    assert_eq!(heard.len(), 1);
    assert_eq!((heard[0].0.as_str(), heard[0].1.as_str()), ("POST", AGENTS));
    assert_eq!(heard[0].2, json!({"name": "Avery", "timezone": "Europe/Madrid"}));
    contract::assert_takes("CreateAgentRequest", &heard[0].2);
}

#[tokio::test]
async fn update_sends_both_parts_and_leaves_reading_to_others() {
    let stage = Stage::new().await;
    let place = format!("/{AGENT}");
    // What is answered is not how the agent is stored, so it need not even be readable.
    stage.answers("PATCH", &place, ResponseTemplate::new(200).set_body_string("<html>")).await;
    stage.answers("PATCH", &format!("{place}/availability"), ResponseTemplate::new(204)).await;
    let changes = edits(&[
        ("/bio", json!("new")),
        ("/forwardNumber/enabled", json!(true)),
        ("/availability/activity", json!("away")),
    ]);
    let answered = bird()
        .parts()
        .update
        .unwrap()
        .update(&stage.session(), &agent_id(), &agent(), &changes)
        .await
        .unwrap();
    assert_eq!(answered, None, "an answer would be taken for what is stored");
    let heard = stage.heard().await;
    let steps: Vec<_> = heard.iter().map(|(verb, place, _)| format!("{verb} {place}")).collect();
    assert_eq!(steps, [format!("PATCH {AGENTS}/{AGENT}"), format!("PATCH {AGENTS}/{AGENT}/availability")]);
    let forward = json!({"enabled": true, "number": "+12025550102", "maskCaller": false});
    assert_eq!(heard[0].2, json!({"bio": "new", "forwardNumber": forward}));
    assert_eq!(heard[1].2, json!({"activity": "away"}));
    contract::assert_takes("UpdateAgentRequest", &heard[0].2);
    contract::assert_takes("UpdateAvailabilityRequest", &heard[1].2);
}

#[tokio::test]
async fn own_agent_is_saved_at_its_own_address_and_its_availability_by_its_id() {
    let stage = Stage::new().await;
    stage.answers("PATCH", "/me", ok(&agent())).await;
    stage.answers("PATCH", &format!("/{AGENT}/availability"), ok(&agent()["availability"])).await;
    let changes = edits(&[("/name", json!("Me")), ("/availability/status", json!("active"))]);
    bird().parts().own_agent.unwrap().update_own(&stage.session(), &agent(), &changes).await.unwrap();
    let steps: Vec<_> =
        stage.heard().await.into_iter().map(|(verb, place, _)| format!("{verb} {place}")).collect();
    assert_eq!(steps, [format!("PATCH {AGENTS}/me"), format!("PATCH {AGENTS}/{AGENT}/availability")]);
}

#[tokio::test]
async fn a_save_that_fails_half_way_says_so() {
    let place = format!("/{AGENT}");
    let availability = format!("{place}/availability");
    let changes = edits(&[("/bio", json!("new")), ("/availability/activity", json!("?"))]);
    for (status, code) in [(422, ErrorCode::RefusedValues), (503, ErrorCode::SystemFault)] {
        let stage = Stage::new().await;
        stage.answers("PATCH", &place, ok(&agent())).await;
        stage.answers("PATCH", &availability, refusal(status, "InvalidAgent")).await;
        let error = bird()
            .parts()
            .update
            .unwrap()
            .update(&stage.session(), &agent_id(), &agent(), &changes)
            .await
            .unwrap_err();
        assert_eq!((error.code, error.done), (code, Done::Partly), "\"nothing was changed\" would be false");
        assert_eq!(error.operation.as_deref(), Some("updateAvailability"));
    }
    let stage = Stage::new().await;
    stage.answers("PATCH", &place, refusal(422, "InvalidAgent")).await;
    let error = bird()
        .parts()
        .update
        .unwrap()
        .update(&stage.session(), &agent_id(), &agent(), &changes)
        .await
        .unwrap_err();
    assert_eq!((error.done, stage.requests().await.len()), (Done::No, 1), "the rest must not be sent then");
}

#[tokio::test]
async fn a_save_that_could_not_be_finished_is_not_begun() {
    let stage = Stage::new().await;
    let nameless = json!({"name": "an own agent without an id"});
    let changes = edits(&[("/bio", json!("new")), ("/availability/activity", json!("away"))]);
    let error = bird()
        .parts()
        .own_agent
        .unwrap()
        .update_own(&stage.session(), &nameless, &changes)
        .await
        .unwrap_err();
    assert_eq!(error.done, Done::No);
    assert!(stage.requests().await.is_empty(), "half of it would be stored");
}

#[tokio::test]
async fn edits_that_come_to_nothing_send_nothing() {
    let stage = Stage::new().await;
    let answered = bird()
        .parts()
        .update
        .unwrap()
        .update(&stage.session(), &agent_id(), &agent(), &edits(&[]))
        .await
        .unwrap();
    assert_eq!((answered, stage.requests().await.len()), (None, 0));
}

#[tokio::test]
async fn a_delete_is_one_request_and_an_agent_that_is_gone_is_said_to_be() {
    let place = format!("/{AGENT}");
    let table = [
        (ResponseTemplate::new(204), None),
        (ResponseTemplate::new(200).set_body_string("<html>"), None),
        (ResponseTemplate::new(502), Some((ErrorCode::SystemFault, Done::Unclear))),
        (ResponseTemplate::new(429), Some((ErrorCode::RateLimited, Done::No))),
        (refusal(404, "ResourceNotFound"), Some((ErrorCode::AgentNotFound, Done::No))),
    ];
    for (answer, expected) in table {
        let stage = Stage::new().await;
        stage.answers("DELETE", &place, answer).await;
        let error = bird().parts().delete.unwrap().delete(&stage.session(), &agent_id()).await.err();
        assert_eq!(error.map(|error| (error.code, error.done)), expected);
        assert_eq!(stage.requests().await.len(), 1, "a colleague's agent of that id might go with it");
    }
}

#[tokio::test]
async fn a_form_for_an_upload_is_asked_for_again_because_it_leaves_nothing_behind() {
    let stage = Stage::new().await;
    let place = format!("/{AGENT}/presigned-upload/audio");
    stage.answers("POST", &place, ResponseTemplate::new(503)).await;
    let error = bird()
        .parts()
        .media
        .unwrap()
        .upload_form(&stage.session(), &agent_id(), MediaKind::Drop)
        .await
        .expect_err("no form");
    assert_eq!((error.code, error.done), (ErrorCode::SystemFault, Done::No));
    assert!(stage.requests().await.len() > 1, "a short fault would cost a recording's upload");
}

#[tokio::test]
async fn upload_forms_are_asked_for_in_two_ways_and_kept_verbatim() {
    let stage = Stage::new().await;
    let form = json!({"mediaUrl": null, "fileId": "f", "url": "https://uploads.example.com/x",
        "formData": {"key": "avatars/f.png", "policy": "eyJ9"}, "expectedFields": ["file"], "new": 1});
    stage.answers("GET", &format!("/{AGENT}/presigned-upload"), ok(&form)).await;
    stage.answers("POST", &format!("/{AGENT}/presigned-upload/audio"), ok(&form)).await;
    for media in [MediaKind::Avatar, MediaKind::Drop] {
        let form =
            bird().parts().media.unwrap().upload_form(&stage.session(), &agent_id(), media).await.unwrap();
        assert_eq!((form.media_url, form.file_id.as_deref()), (None, Some("f")));
        assert_eq!(form.form_data["key"], "avatars/f.png");
    }
    let heard = stage.heard().await;
    assert_eq!(heard[0], verb("GET", &format!("{AGENTS}/{AGENT}/presigned-upload")));
    assert_eq!(
        heard[1],
        verb("POST", &format!("{AGENTS}/{AGENT}/presigned-upload/audio")),
        "no body is documented"
    );
}

#[tokio::test]
async fn a_download_is_located_by_redirect_or_body_and_never_followed_with_the_key() {
    let there = "https://media.example.com/files/f";
    let redirect = ResponseTemplate::new(302).insert_header("location", there);
    let bodies =
        [ok(&json!(there)), ok(&json!({"url": there})), ResponseTemplate::new(200).set_body_string(there)];
    for answer in std::iter::once(redirect).chain(bodies) {
        let stage = Stage::new().await;
        stage.answers("GET", &format!("/{AGENT}/media/f/download"), answer).await;
        let location =
            bird().parts().media.unwrap().media_location(&stage.session(), &agent_id(), "f").await.unwrap();
        assert_eq!(location.as_str(), there);
        assert_eq!(stage.requests().await.len(), 1);
    }
    let stage = Stage::new().await;
    let plain = ResponseTemplate::new(302).insert_header("location", "http://media.example.com/f");
    stage.answers("GET", &format!("/{AGENT}/media/f/download"), plain).await;
    let error =
        bird().parts().media.unwrap().media_location(&stage.session(), &agent_id(), "f").await.unwrap_err();
    assert_eq!(error.code, ErrorCode::PlainHttpRefused);
}

#[tokio::test]
async fn workload_and_availability_are_read_as_they_are() {
    let stage = Stage::new().await;
    stage.answers("GET", &format!("/{AGENT}/workload"), ok(&agent()["workload"])).await;
    stage.answers("GET", &format!("/{AGENT}/availability"), ok(&agent()["availability"])).await;
    assert_eq!(
        bird().parts().live_state.unwrap().workload(&stage.session(), &agent_id()).await.unwrap(),
        agent()["workload"]
    );
    assert_eq!(
        bird().parts().live_state.unwrap().availability(&stage.session(), &agent_id()).await.unwrap(),
        agent()["availability"]
    );
}

#[tokio::test]
async fn a_test_tells_how_many_agents_there_are_and_who_asks() {
    let stage = Stage::new().await;
    stage.answers("GET", "", ok(&json!({"results": [agent()], "total": 61, "nextPageToken": "t"}))).await;
    stage.answers_first("GET", "/me", ok(&agent())).await;
    stage.answers("GET", "/me", refusal(404, "ResourceNotFound")).await;
    let found = bird().test(&stage.session()).await.unwrap();
    assert_eq!((found.agents, found.own_name.as_deref()), (Some(61), Some("Avery Example")));
    let nobody = bird().test(&stage.session()).await.expect("a key without an agent of its own works");
    assert_eq!(nobody.own_name, None);
}

#[test]
fn a_summary_shows_what_a_row_needs() {
    let now = "2025-08-12T10:00:00Z".parse().unwrap();
    let connection = callboard_model::ConnectionId("c 1".into());
    let summary = bird().summary(&connection, agent_id(), &agent(), now);
    assert_eq!(summary.id, AgentId::parse(AGENT).unwrap());
    assert_eq!((summary.name.as_str(), summary.kind.as_deref()), ("Avery Example", Some("user")));
    assert_eq!(summary.emails, ["avery@example.com"]);
    assert_eq!((summary.teams, summary.activity.as_deref()), (vec!["Billing".to_owned()], Some("available")));
    let workload = summary.workload.unwrap();
    assert_eq!((workload.used, workload.capacity), (4, Some(15)));
    assert!(matches!(summary.openness, Openness::Open { .. }), "12:00 in Amsterdam on a Tuesday");
    assert_eq!(summary.week.unwrap().0, [510, 510, 510, 510, 510, 0, 0]);
    let picture = summary.picture.unwrap().0;
    assert!(picture.starts_with(&format!("avatar/c%201/{AGENT}/")), "{picture}");
}

#[test]
fn a_summary_of_a_strange_document_is_poorer_but_there() {
    let now = "2025-08-12T10:00:00Z".parse().unwrap();
    let connection = callboard_model::ConnectionId("c".into());
    let strange = json!({"id": "x", "name": 7, "userEmails": {}, "teams": [null, 1], "workload": "busy",
        "weeklySchedule": [1], "timezone": "Mars/Base", "avatarUrl": "javascript:alert(1)", "availability": null});
    let summary = bird().summary(&connection, agent_id(), &strange, now);
    assert_eq!((summary.name.as_str(), summary.openness, summary.workload), ("", Openness::Unknown, None));
    assert!(summary.picture.is_none() && summary.week.is_none());
}

#[test]
fn a_media_address_names_its_file_and_the_agent_it_was_uploaded_for() {
    let address = "https://media.api.bird.com/workspaces/w/agents/a/media/f-1";
    let file = StoredFile { agent: AgentId::parse("a").unwrap(), file: "f-1".to_owned() };
    assert_eq!(bird().parts().media.unwrap().stored_file(address), Some(file.clone()));
    assert_eq!(bird().parts().media.unwrap().stored_file(&format!("{address}/download")), Some(file));
    assert_eq!(bird().parts().media.unwrap().stored_file("https://media.example.com/avatars/1.png"), None);
}
