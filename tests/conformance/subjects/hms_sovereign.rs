//! HMS Sovereign under test.

use callboard_model::ErrorCode;
use serde_json::json;

use crate::conformance::deed::{Deed, edits};
use crate::conformance::subject::{Emptied, NOBODY, Nested, Refused, Subject};

pub(crate) static SUBJECT: Subject = Subject {
    system: "hmsSovereign",
    name: "HMS Sovereign",
    contract: "hms-sovereign",
    prefix: "hmsSovereign.",
    elsewhere: None,
    deeds: &[
        (Deed::List, "listAgents"),
        (Deed::Create, "createAgent"),
        (Deed::Read, "getAgent"),
        (Deed::Update, "updateAgent"),
        (Deed::Delete, "deleteAgent"),
    ],
    agents: 9,
    unknown: "/routing",
    nobody: NOBODY,
    creation: |name| {
        edits(&[
            ("/name", json!(name)),
            ("/first_message", json!("Goedemiddag.")),
            ("/is_active", json!(false)),
            ("/max_duration_seconds", json!(300)),
            ("/webhook_url", json!("https://archive.example.com/hook")),
            ("/webhook_secret", json!("hook-secret-5Rt2")),
            ("/llm_config/provider", json!("openai")),
            ("/llm_config/model", json!("gpt-4o-mini")),
            ("/llm_config/messages", json!([{ "role": "system", "content": "Be brief." }])),
            ("/tts_config/provider", json!("elevenlabs")),
            ("/tts_config/voice_id", json!("voice-1")),
            ("/tts_config/language", json!("nl")),
            ("/tts_config/speed", json!(1.1)),
            ("/stt_config/provider", json!("deepgram")),
            ("/stt_config/model", json!("nova-3-general")),
            ("/stt_config/language", json!("nl")),
            ("/analysis_plan/min_messages_threshold", json!(2)),
        ])
    },
    change: ("/first_message", "Goedemorgen, met de proefversie."),
    nested: Some(Nested { agent: "Klantenservice", place: "/llm_config/temperature", value: || json!(0.3) }),
    carried: None,
    emptied: Some(Emptied { place: "/first_message", sent: || json!({ "first_message": null }) }),
    refused: Some(Refused { place: "/webhook_url", value: || json!("no address"), names_field: true }),
    moving: &["updated_at"],
    paged: &[],
    last_pages: &[],
    error_forms: 3,
    errors_have_words: true,
    meaning: |deed, status| match (deed, status) {
        (Deed::List | Deed::Create, 404) => Some(ErrorCode::UnexpectedStatus),
        _ => None,
    },
    other_word: Some("assistant"),
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
        "an_account_that_does_not_exist_is_told_from_a_wrong_key",
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
    ],
};
