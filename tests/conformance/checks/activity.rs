//! What there is beside an agent's settings: users, numbers, webhooks, versions, keys, files.

use std::collections::BTreeSet;
use std::sync::Arc;

use callboard_model::media::MediaKind;
use callboard_model::{ErrorCode, UserQuery};
use callboard_sandbox::FaultKind;
use jiff::{SignedDuration, Timestamp};
use serde_json::json;

use crate::conformance::deed::{Deed, webhook};
use crate::conformance::stage::{Account, Stage};

fn operation(stage: &Stage, deed: Deed) -> &'static str {
    stage.deeds().find(|(known, _)| *known == deed).expect("an operation").1
}

pub(super) async fn users_come_in_pages_in_the_order_asked_for(stage: Arc<Stage>) {
    let by_key = stage.judged();
    let by_organization = Account { agent_keys: Vec::new(), ..stage.judged() };
    for account in [by_key, by_organization] {
        let mut seen = BTreeSet::new();
        let mut names = Vec::new();
        for number in 1..=20 {
            let query = UserQuery {
                page: Some(number),
                page_size: Some(10),
                order_by: Some("firstName".to_owned()),
                descending: true,
            };
            let page = stage
                .system
                .parts()
                .activity
                .expect("a part the system has")
                .users(&account.session(), &stage.sample_id, &query)
                .await
                .expect("users");
            assert_eq!((page.page, page.without_users), (number, false));
            assert_eq!(page.has_next, number < page.pages, "page {number} of {}", page.pages);
            names.extend(page.users.iter().map(|user| user.name.to_lowercase()));
            seen.extend(page.users.into_iter().map(|user| user.id));
            if !page.has_next {
                assert_eq!(
                    u32::try_from(seen.len()).unwrap(),
                    page.total,
                    "a user is missing or comes twice"
                );
                break;
            }
        }
        assert!(names.len() > 10, "one page shows no order over pages");
        let first: Vec<&str> = names.iter().filter_map(|name| name.split(' ').next()).collect();
        assert!(first.is_sorted_by(|one, next| one >= next), "not in the order asked for: {first:?}");
    }
}

pub(super) async fn users_are_told_from_what_the_document_has_in_their_place(stage: Arc<Stage>) {
    stage.fault(operation(&stage, Deed::Users), FaultKind::AsDocumented, |fault| fault);
    let account = stage.judged();
    let ask = UserQuery::default();
    let page = stage
        .system
        .parts()
        .activity
        .expect("a part the system has")
        .users(&account.session(), &stage.sample_id, &ask)
        .await
        .expect("users");
    assert!(!page.without_users && !page.users.is_empty(), "the organisation's key was not tried");
    let alone = Account { credential: callboard_model::Sensitive::new(""), ..stage.judged() };
    let page = stage
        .system
        .parts()
        .activity
        .expect("a part the system has")
        .users(&alone.session(), &stage.sample_id, &ask)
        .await
        .expect("an answer");
    assert!(page.without_users && page.users.is_empty(), "an agent was taken for its users");
}

pub(super) async fn the_numbers_of_parts_add_up_to_those_of_the_whole(stage: Arc<Stage>) {
    let account = stage.judged();
    let end = Timestamp::now() - SignedDuration::from_hours(48);
    let borders: Vec<Timestamp> =
        (0..=4).rev().map(|week| end - SignedDuration::from_hours(168 * week)).collect();
    let ask = async |from, to| {
        let session = account.session();
        stage
            .system
            .parts()
            .activity
            .expect("a part the system has")
            .statistic(&session, &stage.sample_id, from, to)
            .await
            .expect("numbers")
    };
    let whole = ask(borders[0], end).await;
    let mut sums = [0.0; 4];
    for pair in borders.windows(2) {
        let part = ask(pair[0], pair[1]).await;
        for (sum, value) in
            sums.iter_mut().zip([part.tokens, part.call_seconds, part.text_messages, part.emails])
        {
            *sum += value;
        }
    }
    let total = [whole.tokens, whole.call_seconds, whole.text_messages, whole.emails];
    assert!(total.iter().all(|number| *number > 0.0), "a month in which nothing was used: {total:?}");
    assert!(
        sums.iter().zip(total).all(|(sum, whole)| (sum - whole).abs() < 0.5),
        "{sums:?} is not {total:?}"
    );
    assert!(whole.tokens_per_conversation > 0.0 && whole.average_call_seconds > 0.0);
}

pub(super) async fn a_webhook_is_created_with_all_that_was_typed(stage: Arc<Stage>) {
    let (account, draft) = (stage.judged(), webhook());
    let answer = stage
        .system
        .parts()
        .webhooks
        .expect("a part the system has")
        .create_webhook(&account.session(), &stage.sample_id, &draft)
        .await;
    assert!(answer.expect("a webhook")["id"].is_string(), "nobody is told which webhook was made");
    let seen = stage.seen(operation(&stage, Deed::CreateWebhook));
    let expected = json!({
        "title": draft.title,
        "description": draft.description,
        "url": draft.url,
        "triggerCondition": draft.trigger,
        "headers": { "X-Archive": "hook-secret-5Rt2" },
    });
    assert_eq!(seen.last().unwrap().body, Some(expected));
}

pub(super) async fn a_launched_version_is_the_published_one(stage: Arc<Stage>) {
    let account = stage.judged();
    let (session, id) = (account.session(), &stage.sample_id);
    stage
        .system
        .parts()
        .update
        .expect("a part the system has")
        .update(&session, id, &stage.sample, &stage.subject.change())
        .await
        .expect("a draft");
    let draft = stage
        .system
        .parts()
        .versions
        .expect("a part the system has")
        .versions(&session, id, None)
        .await
        .expect("versions")
        .versions;
    assert_eq!(draft.iter().filter(|version| version.is_draft).count(), 1, "{draft:?}");
    stage
        .system
        .parts()
        .versions
        .expect("a part the system has")
        .launch_version(&session, id, "Conformance")
        .await
        .expect("launch the draft");
    let launched = stage
        .system
        .parts()
        .versions
        .expect("a part the system has")
        .versions(&session, id, None)
        .await
        .expect("versions")
        .versions;
    assert_eq!(launched.len(), draft.len());
    let published: Vec<_> = launched.iter().filter(|version| version.is_published).collect();
    assert_eq!(published.len(), 1, "{launched:?}");
    assert_eq!((published[0].name.as_str(), published[0].is_draft), ("Conformance", false));
    assert!(published[0].number.is_some() && published[0].created_at.is_some(), "{published:?}");
}

pub(super) async fn an_account_without_an_operation_is_told_from_a_fault(stage: Arc<Stage>) {
    let optional: Vec<_> =
        [Deed::List, Deed::Versions, Deed::Launch].map(|deed| (deed, operation(&stage, deed))).into();
    for (_, operation) in &optional {
        stage.fault(operation, FaultKind::NotOffered, |fault| fault);
    }
    for (deed, operation) in &optional {
        let error = deed.perform(&stage, &stage.judged()).await.expect_err("an operation that is not there");
        assert_eq!(error.code, ErrorCode::NotOffered, "{operation}: {error}");
    }
    let account = stage.judged();
    stage.system.test(&account.session()).await.expect("such an account works all the same");
    Deed::Update.perform(&stage, &account).await.expect("what the document promises works without them");
}

pub(super) async fn an_agent_is_added_by_its_id(stage: Arc<Stage>) {
    let (account, id) = (stage.judged(), &stage.sample_id);
    let known = stage
        .system
        .parts()
        .by_id
        .expect("a part the system has")
        .document_of_id(&format!(" {} ", id.as_str()))
        .expect("an id with spaces around it");
    assert_eq!(stage.system.agent_id(&known).as_ref(), Some(id));
    let change = stage.subject.change();
    let stored = stage.saved(&account, id, &known, &change).await.expect("a change by id alone");
    assert_eq!(stored.pointer(stage.subject.unknown), stage.sample.pointer(stage.subject.unknown));
    let error = stage
        .system
        .parts()
        .by_id
        .expect("a part the system has")
        .document_of_id("no id")
        .expect_err("a text that is no id");
    assert_eq!(error.code, ErrorCode::InvalidEdits);
}

pub(super) async fn every_agent_is_there_by_a_key_of_its_own(stage: Arc<Stage>) {
    let account = stage.judged();
    let mut agents = BTreeSet::new();
    for held in &account.agent_keys {
        let document = stage
            .system
            .parts()
            .agent_keys
            .expect("a part the system has")
            .read_by_key(&account.session(), &held.key)
            .await
            .expect("an agent by its key");
        assert_eq!(
            stage.system.agent_id(&document).as_ref(),
            held.agent.as_ref(),
            "a key opened another agent"
        );
        agents.insert(held.agent.clone());
    }
    assert_eq!(agents.len(), stage.subject.agents);
    // The agents' keys go with requests about them, and the organisation's with no other than its own.
    let headers = stage.sandbox.requests().list().into_iter().flat_map(|request| request.headers);
    assert!(
        !headers.into_iter().any(|name| name == "organization-secret-key"),
        "the wrong key was sent along"
    );
}

pub(super) async fn a_stored_file_is_found_and_a_form_is_given_for_a_new_one(stage: Arc<Stage>) {
    let account = stage.judged();
    for media in [MediaKind::Avatar, MediaKind::Drop] {
        let form = stage
            .system
            .parts()
            .media
            .expect("a part the system has")
            .upload_form(&account.session(), &stage.sample_id, media)
            .await
            .expect("a form");
        assert!(!form.form_data.is_empty(), "a form without fields uploads nothing");
        let stored = form.media_url.expect("where the file will be");
        assert!(
            stage.system.parts().media.expect("a part the system has").stored_file(&stored).is_some(),
            "the file cannot be found again: {stored}"
        );
    }
    // Prism follows the redirect itself, so through it only the request is judged; where it leads is asked directly.
    let (owner, file) = stage.stored_picture().await;
    let _ = stage
        .system
        .parts()
        .media
        .expect("a part the system has")
        .media_location(&account.session(), &owner, &file)
        .await;
    let direct = stage.direct();
    let location = stage
        .system
        .parts()
        .media
        .expect("a part the system has")
        .media_location(&direct.session(), &owner, &file)
        .await;
    let location = location.expect("where the picture is");
    assert!(location.host_str().is_some(), "a picture's address leads nowhere: {location}");
}

/// The contract knows one of the two words, so the other goes to the sandbox directly.
pub(super) async fn both_words_for_an_agent_are_read(stage: Arc<Stage>) {
    let name = stage.subject.other_word.expect("another word").to_owned();
    for (deed, operation) in stage.deeds() {
        stage.fault(operation, FaultKind::WrappedAs { name: name.clone() }, |fault| fault);
        let answered = deed.perform(&stage, &stage.direct()).await;
        let answered = answered.unwrap_or_else(|error| panic!("{operation}: {error}"));
        if deed == Deed::List {
            assert_eq!(answered.as_array().map(Vec::len), Some(stage.subject.agents), "{operation}");
        }
    }
}
