//! Reading: what is known by now is not undone by a list that was asked for before, and walks do not mix.

use callboard_model::ListQuery;
use callboard_sandbox::FaultKind;
use serde_json::json;

use super::support::{Office, deleted, edits, id_of, job, quiet, saved};

#[tokio::test]
async fn a_list_that_answers_late_does_not_undo_what_became_known_meanwhile() {
    let office = Office::open().await;
    let (noah, emily) = (office.person("Noah Jansen").await, office.person("Emily Carter").await);
    office.fault_once(FaultKind::LateAnswer { milliseconds: 1_500 }, "listAgents");
    let (callboard, connection) = (office.callboard.clone(), office.connection.clone());
    let listing = tokio::spawn(async move {
        callboard.agents.list_agents(connection, ListQuery::default(), None, job(), quiet()).await
    });
    office.until_sent("listAgents").await;
    tokio::time::sleep(std::time::Duration::from_millis(200)).await;
    saved(office.save(&noah, edits([("/name", json!("Renamed"))])).await);
    deleted(office.delete(&emily).await);
    let page = listing.await.unwrap().unwrap();
    let of = |id: &str| page.agents.iter().find(|agent| agent.id.as_str() == id);
    if let Some(noah) = of(id_of(&noah).as_str()) {
        assert_eq!(noah.name, "Renamed", "the rename is undone in the list");
    }
    assert!(of(id_of(&emily).as_str()).is_none(), "a deleted agent is back");
    let openness = office.callboard.agents.openness(&office.connection).unwrap();
    assert!(openness.iter().all(|each| each.agent != id_of(&emily)));
    // A list that is asked for from here on counts again.
    office.colleague_changes(&noah, &json!({"name": "Renamed again"})).await;
    let agents = office.agents_of(&office.connection).await;
    assert!(agents.iter().any(|agent| agent.name == "Renamed again"));
}

#[tokio::test]
async fn a_reading_that_answers_late_does_not_undo_a_save() {
    let office = Office::open().await;
    let noah = office.person("Noah Jansen").await;
    office.fault_once(FaultKind::LateAnswer { milliseconds: 1_500 }, "getAgent");
    let (callboard, connection) = (office.callboard.clone(), office.connection.clone());
    let agent = id_of(&noah);
    let reading =
        tokio::spawn(async move { callboard.agents.read_agent(connection, agent, job(), quiet()).await });
    office.until_sent("getAgent").await;
    tokio::time::sleep(std::time::Duration::from_millis(200)).await;
    saved(office.save(&noah, edits([("/name", json!("Renamed"))])).await);
    let record = reading.await.unwrap().unwrap();
    assert_eq!(record.document["name"], "Renamed", "the page shows the value from before the save");
    assert_eq!(record.summary.name, "Renamed");
    // What pickers and "open now" go by.
    office.fault_once(FaultKind::LateAnswer { milliseconds: 300 }, "listAgents");
    let agents = office.agents_of(&office.connection).await;
    assert!(agents.iter().any(|agent| agent.name == "Renamed"));
}

#[tokio::test]
async fn two_walks_over_one_connection_each_see_every_agent() {
    let office = Office::open().await;
    office.fault(FaultKind::SmallPages { items: 7 }, "listAgents");
    let (one, other) =
        tokio::join!(office.agents_of(&office.connection), office.agents_of(&office.connection));
    let everybody = office.everybody_paged().await;
    assert_eq!((one.len(), other.len()), (everybody, everybody), "one list takes the other's agents away");
}

impl Office {
    async fn everybody_paged(&self) -> usize {
        self.sandbox.faults().clear();
        self.everybody().await.len()
    }
}
