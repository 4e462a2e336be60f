//! Bird under test.

use callboard_model::ErrorCode;
use callboard_sandbox::FaultKind;
use serde_json::json;

use crate::conformance::deed::{Deed, edits};
use crate::conformance::subject::{Emptied, NOBODY, Nested, Refused, Subject};

pub(crate) static SUBJECT: Subject = Subject {
    system: "bird",
    name: "Bird",
    contract: "bird",
    prefix: "",
    elsewhere: Some(("workspaceId", NOBODY)),
    deeds: &[
        (Deed::List, "listAgents"),
        (Deed::Index, "listAllAgents"),
        (Deed::Read, "getAgent"),
        (Deed::ReadOwn, "getOwnAgent"),
        (Deed::Create, "createAgent"),
        (Deed::Update, "updateAgent"),
        (Deed::UpdateOwn, "updateOwnAgent"),
        (Deed::UpdateAvailability, "updateAvailability"),
        (Deed::Delete, "deleteAgent"),
        (Deed::Workload, "getWorkload"),
        (Deed::Availability, "getAvailability"),
        (Deed::PictureForm, "presignAvatarUpload"),
        (Deed::DropForm, "presignAudioUpload"),
        (Deed::FindMedia, "downloadMedia"),
    ],
    agents: 71,
    unknown: "/deskPhone",
    nobody: NOBODY,
    creation: |name| {
        edits(&[
            ("/name", json!(name)),
            ("/bio", json!("Answers questions about contracts.")),
            ("/timezone", json!("Europe/Amsterdam")),
            ("/defaultCountryCode", json!("NL")),
            (
                "/weeklySchedule",
                json!({ "monday": { "from": { "hour": 8, "minute": 30 }, "to": { "hour": 17, "minute": 0 } } }),
            ),
            ("/holidays", json!([{ "name": "New Year's Day", "day": 1, "month": 1 }])),
        ])
    },
    change: ("/bio", "Looks after the contracts."),
    nested: Some(Nested {
        agent: "Marta Vidal Soler",
        place: "/forwardNumber/number",
        value: || json!("+31201234567"),
    }),
    carried: None,
    emptied: Some(Emptied { place: "/outOfOfficeResponse", sent: || json!({ "outOfOfficeResponse": "" }) }),
    refused: Some(Refused { place: "/timezone", value: || json!("Mars/Olympus"), names_field: false }),
    moving: &["updatedAt"],
    paged: &[(Deed::List, 9)],
    last_pages: &[FaultKind::LastPageNull, FaultKind::LastPageEmpty],
    error_forms: 1,
    errors_have_words: true,
    meaning: |deed, status| match (deed, status) {
        // The address of the account exists; what is not found there is the workspace.
        (Deed::List | Deed::Index | Deed::Create, 404) => Some(ErrorCode::WrongWorkspace),
        _ => None,
    },
    other_word: None,
    skipped: &[
        "what_only_an_answer_carries_is_not_sent_back",
        "users_come_in_pages_in_the_order_asked_for",
        "users_are_told_from_what_the_document_has_in_their_place",
        "the_numbers_of_parts_add_up_to_those_of_the_whole",
        "a_webhook_is_created_with_all_that_was_typed",
        "a_launched_version_is_the_published_one",
        "an_account_without_an_operation_is_told_from_a_fault",
        "an_agent_is_added_by_its_id",
        "every_agent_is_there_by_a_key_of_its_own",
        "both_words_for_an_agent_are_read",
        "more_requests_than_a_minute_takes_are_held_back",
    ],
};
