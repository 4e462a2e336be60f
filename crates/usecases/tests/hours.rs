//! How the agents that were read cover a week, and holidays out of a chosen file.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use callboard_model::calendar::CalendarFault;
use callboard_model::schedule::Weekday;
use callboard_usecases::{CalendarReading, CoverageQuestion, CoveredAgent};
use serde_json::json;
use support::Office;

fn question(office: &Office) -> CoverageQuestion {
    CoverageQuestion {
        connections: vec![office.connection.clone()],
        only: None,
        zone: "Europe/Madrid".to_owned(),
        first_day: Weekday::Monday,
        weeks_ahead: 0,
    }
}

#[tokio::test]
async fn only_agents_that_were_read_count_and_only_those_that_are_asked_for() {
    let office = Office::at("2026-03-04T12:00:00Z".parse().unwrap()).await;
    let nobody = office.callboard.hours.coverage(question(&office)).await.unwrap();
    assert!(nobody.agents.is_empty(), "agents nobody read were counted");
    let read = office.agents_of(&office.connection).await;
    office.sandbox.requests().clear();
    let board = office.callboard.hours.coverage(question(&office)).await.unwrap();
    assert_eq!(board.agents.len(), read.len(), "an agent of the list is missing from the board");
    assert_eq!(board.coverage.days[0].date, "2026-03-02");
    assert_eq!(board.coverage.agents.len(), board.agents.len());
    assert!(board.coverage.most > 0, "the sandbox's agents are on at some time");
    assert!(office.sandbox.requests().list().is_empty(), "the board asked the system");

    let one = CoveredAgent { connection: office.connection.clone(), agent: read[0].id.clone() };
    let asked = CoverageQuestion { only: Some(vec![one.clone()]), weeks_ahead: 1, ..question(&office) };
    let board = office.callboard.hours.coverage(asked).await.unwrap();
    assert_eq!(board.agents, [one], "the list's filter does not hold on the board");
    assert_eq!(board.coverage.days[0].date, "2026-03-09", "the next week is another one");
}

#[tokio::test]
async fn a_zone_nobody_knows_is_shown_as_utc_instead_of_failing() {
    let office = Office::open().await;
    let asked = CoverageQuestion { zone: "Mars/Olympus".to_owned(), ..question(&office) };
    assert_eq!(office.callboard.hours.coverage(asked).await.unwrap().coverage.zone, "UTC");
}

#[tokio::test]
async fn agents_of_a_system_without_hours_are_told_apart_from_those_that_are_off() {
    let office = Office::open().await;
    let diga = office.connect("diga").await;
    let read = office.agents_of(&diga).await.len();
    let asked = CoverageQuestion { connections: vec![diga], ..question(&office) };
    let board = office.callboard.hours.coverage(asked).await.unwrap();
    assert!(board.agents.is_empty(), "an agent without hours counts as off");
    assert_eq!(usize::try_from(board.without_hours).unwrap(), read);
}

#[tokio::test]
async fn the_next_two_clock_changes_say_what_they_do_to_the_hours() {
    let office = Office::at("2026-03-04T12:00:00Z".parse().unwrap()).await;
    let night = json!({"sunday": {"from": {"hour": 1, "minute": 0}, "to": {"hour": 6, "minute": 0}}});
    let changes = office.callboard.hours.clock_changes(&night, &json!([]), "Europe/Madrid");
    let told: Vec<_> = changes.iter().map(|each| (each.change.day.as_str(), each.hours[0].minutes)).collect();
    assert_eq!(told, [("2026-03-29", -60), ("2026-10-25", 60)]);
    assert!(office.callboard.hours.clock_changes(&json!(7), &json!([]), "Europe/Madrid").is_empty());
}

#[tokio::test]
async fn a_calendar_file_is_shown_before_anything_is_stored() {
    let office = Office::open().await;
    let preview = async |name: &str, text: &str| {
        let path = office.folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        let token = office.callboard.files.choose_file(path).await.unwrap().token;
        office.callboard.hours.preview_calendar(&token).await.unwrap()
    };
    let file = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20260917\r\n\
                SUMMARY:Company outing\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    let CalendarReading::Read { preview: found } = preview("days.ics", file).await else {
        panic!("the file was refused")
    };
    assert_eq!(
        (found.kept[0].name.as_str(), found.kept[0].day, found.kept[0].month),
        ("Company outing", 17, 9)
    );
    assert_eq!(
        preview("letter.ics", "Dear Sir").await,
        CalendarReading::Refused { fault: CalendarFault::NotACalendar }
    );
}
