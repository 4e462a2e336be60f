//! Lists that both sides change: item by item, and nothing of a colleague's is taken away because I added something.

use callboard_model::{Choice, SaveOutcome};
use serde_json::{Value, json};

use super::support::{Office, edits, id_of, job, quiet, saved};

const EMILY: &str = "Emily Carter";

fn with(document: &Value, name: &str) -> Value {
    let mut list = document["dropVms"].as_array().unwrap().clone();
    list.push(json!({"name": name, "mediaUrl": format!("https://media.example.com/{name}.wav")}));
    json!(list)
}

fn names(document: &Value) -> Vec<&str> {
    document["dropVms"].as_array().unwrap().iter().filter_map(|drop| drop["name"].as_str()).collect()
}

#[tokio::test]
async fn a_drop_that_a_colleague_added_stays_beside_mine() {
    let office = Office::open().await;
    let before = office.person(EMILY).await;
    office.colleague_changes(&before, &json!({"dropVms": with(&before, "Theirs")})).await;
    let (after, ..) = saved(office.save(&before, edits([("/dropVms", with(&before, "Mine"))])).await);
    for name in names(&before).into_iter().chain(["Theirs", "Mine"]) {
        assert!(names(&after).contains(&name), "{name} is gone: {:?}", names(&after));
    }
}

#[tokio::test]
async fn a_drop_that_a_colleague_removed_stays_removed_beside_mine() {
    let office = Office::open().await;
    let before = office.person(EMILY).await;
    let mut list = before["dropVms"].as_array().unwrap().clone();
    let removed = list.remove(0);
    office.colleague_changes(&before, &json!({"dropVms": list})).await;
    let (after, ..) = saved(office.save(&before, edits([("/dropVms", with(&before, "Mine"))])).await);
    assert!(!names(&after).contains(&removed["name"].as_str().unwrap()) && names(&after).contains(&"Mine"));
}

#[tokio::test]
async fn undo_of_an_added_drop_leaves_what_a_colleague_added_since() {
    let office = Office::open().await;
    let before = office.person(EMILY).await;
    let (after, _, change) = saved(office.save(&before, edits([("/dropVms", with(&before, "Mine"))])).await);
    office.colleague_changes(&before, &json!({"dropVms": with(&after, "Theirs")})).await;
    let (undone, ..) = saved(office.undo(&change).await);
    assert!(names(&undone).contains(&"Theirs") && !names(&undone).contains(&"Mine"), "{:?}", names(&undone));
}

#[tokio::test]
async fn what_the_admin_picked_is_saved_over_what_was_seen_and_asked_again_over_anything_newer() {
    let office = Office::open().await;
    let before = office.person(EMILY).await;
    office.colleague_changes(&before, &json!({"bio": "Theirs"})).await;
    let mine = edits([("/bio", json!("Mine"))]);
    let outcome = office.save(&before, mine.clone()).await.unwrap();
    let SaveOutcome::Conflicts { conflicts, .. } = outcome else { panic!("overwritten: {outcome:?}") };
    let request = || callboard_usecases::SaveRequest {
        connection: office.connection.clone(),
        target: callboard_usecases::SaveTarget::Agent { agent: id_of(&before) },
        base: before.clone(),
        edits: mine.clone(),
        picks: conflicts.iter().map(|conflict| conflict.picked(Choice::Mine)).collect(),
    };
    office.colleague_changes(&before, &json!({"bio": "Theirs, newer"})).await;
    let outcome = office.callboard.changes.save_agent(request(), job(), quiet()).await.unwrap();
    assert!(matches!(outcome, SaveOutcome::Conflicts { .. }), "what nobody has seen was overwritten");
    office.colleague_changes(&before, &json!({"bio": "Theirs"})).await;
    let (after, ..) = saved(office.callboard.changes.save_agent(request(), job(), quiet()).await);
    assert_eq!(after["bio"], "Mine");
}
