//! MessageFlow under test.

use callboard_model::{Edits, ErrorCode};
use serde_json::json;

use crate::conformance::deed::{Deed, edits};
use crate::conformance::subject::{Emptied, Nested, Refused, Subject};

pub(crate) static SUBJECT: Subject = Subject {
    system: "messageflow",
    name: "MessageFlow",
    contract: "messageflow",
    prefix: "messageflow.",
    elsewhere: Some(("tenantId", "999")),
    deeds: &[
        (Deed::List, "listAgents"),
        (Deed::Create, "createAgent"),
        (Deed::Read, "getAgent"),
        (Deed::Update, "updateAgent"),
        (Deed::Delete, "deleteAgent"),
    ],
    agents: 7,
    unknown: "/plan",
    nobody: "999",
    creation,
    change: ("/description", "Volgen, schade en ophalen."),
    nested: Some(Nested {
        agent: "Pakketservice Snel & Zeker",
        place: "/configuration/prompt/1/initial_response",
        value: || json!("Zegt u het pakketnummer maar."),
    }),
    carried: None,
    emptied: Some(Emptied { place: "/description", sent: || json!({ "description": "" }) }),
    refused: Some(Refused {
        place: "/configuration/prompt/0/voice",
        value: || json!("nobody"),
        names_field: false,
    }),
    moving: &[],
    paged: &[],
    last_pages: &[],
    error_forms: 1,
    errors_have_words: false,
    meaning: |deed, status| match (deed, status) {
        (Deed::List | Deed::Create, 404) => Some(ErrorCode::WrongWorkspace),
        _ => None,
    },
    other_word: None,
    skipped: &[
        "what_only_an_answer_carries_is_not_sent_back",
        "a_list_in_small_pages_is_walked_to_its_end",
        "a_last_page_that_is_full_is_the_last",
        "a_list_that_names_the_same_page_again_is_refused",
        "an_agent_shown_on_two_pages_is_listed_once",
        "every_form_of_a_last_page_ends_the_list",
        "a_list_whose_late_page_fails_is_no_list",
        "the_index_names_the_agents_of_the_list",
        "a_list_is_sorted_and_filtered_by_the_system",
        "users_come_in_pages_in_the_order_asked_for",
        "users_are_told_from_what_the_document_has_in_their_place",
        "the_numbers_of_parts_add_up_to_those_of_the_whole",
        "a_webhook_is_created_with_all_that_was_typed",
        "a_launched_version_is_the_published_one",
        "an_account_without_an_operation_is_told_from_a_fault",
        "an_agent_is_added_by_its_id",
        "every_agent_is_there_by_a_key_of_its_own",
        "the_own_agent_is_read_and_changed",
        "availability_is_changed_beside_the_rest",
        "a_stored_file_is_found_and_a_form_is_given_for_a_new_one",
        "both_words_for_an_agent_are_read",
        "more_requests_than_a_minute_takes_are_held_back",
    ],
};

fn creation(name: &str) -> Edits {
    let prompt = json!({
        "name": "Greeting",
        "prompt": "Be brief.",
        "initial_response": "Hello!",
        "voice": "echo",
        "function_ids": [],
        "tools": [],
        "actions": {},
        "integration": { "name": "Tickets", "server": "https://tickets.example.com", "bearer_token": "token-5Rt2" },
    });
    edits(&[
        ("/name", json!(name)),
        ("/description", json!("Answers questions about contracts")),
        ("/configuration/prompt", json!([prompt])),
    ])
}
