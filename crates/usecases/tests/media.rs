//! What is shown and heard, and what is learned from the agents read so far.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use callboard_model::{
    AgentSummary, Control, ErrorCode, Learned, ListQuery, Openness, PlaybackEvent, Pointer, SystemId,
};
use callboard_usecases::SoundSource;
use serde_json::Value;
use support::{Office, code_of, id_of, job, pointer, quiet};

impl Office {
    /// Reads the whole list, page by page.
    async fn reads_all(&self) -> Vec<AgentSummary> {
        let (mut all, mut cursor) = (Vec::new(), None);
        loop {
            let connection = self.connection.clone();
            let page = self
                .callboard
                .agents
                .list_agents(connection, ListQuery::default(), cursor, job(), quiet())
                .await;
            let page = page.unwrap();
            all.extend(page.agents);
            cursor = page.next;
            if cursor.is_none() {
                return all;
            }
        }
    }
}

/// The suggestions of a field, by its pointer.
fn learned(place: &str) -> Learned {
    let system = callboard_systems::by_id(&SystemId::new("bird")).unwrap();
    let (_, field) =
        system.description().fields().find(|(_, field)| field.pointer.as_str() == place).unwrap();
    match &field.control {
        Control::Reference { learned: Some(learned) }
        | Control::Chips { learned: Some(learned), .. }
        | Control::Choice { learned: Some(learned), .. }
        | Control::Skills { learned } => learned.clone(),
        other => panic!("{place} learns nothing: {other:?}"),
    }
}

#[tokio::test]
async fn a_picture_is_fetched_once_and_shown_from_memory_afterwards() {
    let office = Office::open().await;
    let person = office.person("Marta Vidal Soler").await;
    let unknown = office.callboard.pictures.avatar(&office.connection, &id_of(&person)).await;
    assert_eq!(code_of(unknown), ErrorCode::MediaNotFound);
    office.reads_all().await;
    let first = office.callboard.pictures.avatar(&office.connection, &id_of(&person)).await.unwrap();
    assert!(first.content_type.starts_with("image/"));
    image::load_from_memory(&first.bytes).expect("the window would show a broken picture");
    let again = office.callboard.pictures.avatar(&office.connection, &id_of(&person)).await.unwrap();
    assert_eq!((first.bytes, office.sent("showMedia").len()), (again.bytes, 1));
    let nobody = office.everybody().await.into_iter().find(|agent| agent["avatarUrl"].is_null()).unwrap();
    let none = office.callboard.pictures.avatar(&office.connection, &id_of(&nobody)).await;
    assert_eq!(code_of(none), ErrorCode::MediaNotFound);
}

#[tokio::test]
async fn playing_ends_or_says_that_there_is_no_device() {
    let office = Office::open().await;
    let path = office.file("silence.wav");
    let format = hound::WavSpec {
        channels: 1,
        sample_rate: 16_000,
        bits_per_sample: 16,
        sample_format: hound::SampleFormat::Int,
    };
    let mut file = hound::WavWriter::create(&path, format).unwrap();
    (0..1600).for_each(|_| file.write_sample(0_i16).unwrap());
    file.finalize().unwrap();
    let token = office.callboard.files.choose_file(path).await.unwrap().token;
    let list = Arc::new(Mutex::new(Vec::new()));
    let kept = Arc::clone(&list);
    let events = Arc::new(move |event| kept.lock().unwrap().push(event));
    let outcome =
        office.callboard.sounds.play(SoundSource::Chosen { token, from: 0.0, to: None }, events).await;
    let list = list.lock().unwrap().clone();
    assert_eq!(list[0], PlaybackEvent::Loading);
    match outcome {
        Ok(()) => assert_eq!(list.last(), Some(&PlaybackEvent::Ended)),
        // A computer without a device: the sound was read, and nothing claims to play.
        Err(error) => assert_eq!((error.code, list.len()), (ErrorCode::NoSoundDevice, 1), "{error}"),
    }
}

#[tokio::test]
async fn a_drop_that_is_gone_is_told() {
    let office = Office::open().await;
    let person = office.person("Emily Carter").await;
    let address = person["dropVms"][0]["mediaUrl"].as_str().unwrap();
    let (before, _) = address.rsplit_once('/').unwrap();
    let source = SoundSource::Stored {
        connection: office.connection.clone(),
        agent: id_of(&person),
        media_url: format!("{before}/7b0c7c5e-0000-4000-8000-000000000000"),
    };
    assert_eq!(
        code_of(office.callboard.sounds.play(source, Arc::new(|_| {})).await),
        ErrorCode::MediaNotFound
    );
}

#[tokio::test]
async fn an_address_that_the_agent_does_not_have_is_never_asked() {
    let office = Office::open().await;
    let listener = std::net::TcpListener::bind((std::net::Ipv4Addr::LOCALHOST, 0)).unwrap();
    listener.set_nonblocking(true).unwrap();
    let address = format!("http://{}/stolen?words=of-the-admin", listener.local_addr().unwrap());
    let person = office.person("Emily Carter").await;
    office.reads_all().await;
    let (connection, agent) = (office.connection.clone(), id_of(&person));
    let length = office.callboard.sounds.stored_length(connection, agent, &address, job(), quiet()).await;
    assert_eq!(code_of(length), ErrorCode::MediaNotFound);
    let source = SoundSource::Stored {
        connection: office.connection.clone(),
        agent: id_of(&person),
        media_url: address,
    };
    let played = office.callboard.sounds.play(source, Arc::new(|_| {})).await;
    assert_eq!(code_of(played), ErrorCode::MediaNotFound);
    assert!(listener.accept().is_err(), "a script in the page tells another host what it likes");
}

#[tokio::test]
async fn pickers_learn_from_every_agent_that_was_read() {
    let office = Office::open().await;
    let before = office.callboard.agents.learned_values(&office.connection, &learned("/teamIds"));
    assert!(before.is_empty());
    office.reads_all().await;
    let everybody = office.everybody().await;
    let roles =
        Learned { from: pointer("/roles"), value: Some(pointer("/id")), label: Some(pointer("/type")) };
    for learned in [learned("/teamIds"), learned("/assignedSkills"), roles] {
        let mut expected: BTreeMap<String, u32> = BTreeMap::new();
        for agent in &everybody {
            for item in learned.from.read(agent).and_then(Value::as_array).into_iter().flatten() {
                *expected.entry(item["id"].as_str().unwrap().to_owned()).or_default() += 1;
            }
        }
        let found = office.callboard.agents.learned_values(&office.connection, &learned);
        assert!(!found.is_empty());
        assert!(found.is_sorted_by(|one, other| one.agents >= other.agents), "the common ones come first");
        let counts: BTreeMap<_, _> = found.iter().map(|one| (one.value.clone(), one.agents)).collect();
        assert_eq!(counts, expected, "{}", learned.from);
        assert!(found.iter().all(|one| one.label != one.value && one.item["id"] == *one.value));
    }
    let statuses = office.callboard.agents.learned_values(&office.connection, &learned("/status"));
    assert!(statuses.iter().any(|status| status.value == "training"), "a value no document knows is offered");
}

#[tokio::test]
async fn openness_is_counted_for_everybody_without_asking_the_system() {
    let office = Office::at("2026-03-04T10:00:00Z".parse().unwrap()).await;
    let listed = office.reads_all().await;
    office.sandbox.requests().clear();
    let counted = office.callboard.agents.openness(&office.connection).unwrap();
    assert!(office.sandbox.requests().list().is_empty());
    let by_agent: BTreeMap<_, _> = counted.into_iter().map(|one| (one.agent, one.openness)).collect();
    assert_eq!(by_agent.len(), listed.len());
    for summary in &listed {
        assert_eq!(by_agent[&summary.id], summary.openness, "{}", summary.name);
    }
    assert!(listed.iter().any(|summary| matches!(summary.openness, Openness::Open { .. })));
    assert!(listed.iter().any(|summary| matches!(summary.openness, Openness::Closed { .. })));
    let place: Pointer = pointer("/weeklySchedule");
    assert!(office.everybody().await.iter().any(|agent| place.read(agent).is_some()));
}

#[tokio::test]
async fn live_state_has_availability_and_workload() {
    let office = Office::open().await;
    let person = office.person("Marta Vidal Soler").await;
    let live =
        office.callboard.agents.live_state(office.connection.clone(), id_of(&person), job(), quiet()).await;
    let live = live.unwrap();
    assert_eq!(
        (live.availability, live.workload),
        (person["availability"].clone(), person["workload"].clone())
    );
}
