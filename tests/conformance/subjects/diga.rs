//! Diga under test.

use callboard_model::{Edits, ErrorCode};
use serde_json::json;

use crate::conformance::deed::Deed;
use crate::conformance::subject::{Emptied, NOBODY, Nested, Refused, Subject};

pub(crate) static SUBJECT: Subject = Subject {
    system: "diga",
    name: "Diga",
    contract: "diga",
    prefix: "diga.",
    elsewhere: None,
    deeds: &[
        (Deed::List, "listAgents"),
        (Deed::Update, "updateAgent"),
        (Deed::Versions, "listAgentVersions"),
        (Deed::Launch, "launchAgentVersion"),
    ],
    agents: 12,
    unknown: "/recording",
    nobody: NOBODY,
    creation: |_| Edits::default(),
    change: ("/greeting", "Hotel Ejemplo, buenas tardes."),
    nested: None,
    carried: Some((
        Nested { agent: "Soporte Fibra Ejemplo", place: "/integrations/0/tool_ids", value: || json!([]) },
        "/integrations/0/name",
    )),
    emptied: Some(Emptied { place: "/redirect_number", sent: || json!({ "redirect_number": null }) }),
    refused: Some(Refused { place: "/reminder_frequency_ms", value: || json!(5), names_field: false }),
    moving: &[
        "modified_at",
        "version_id",
        "version_number",
        "version_name",
        "version_created_at",
        "is_draft",
        "is_published",
    ],
    paged: &[(Deed::List, 5), (Deed::Versions, 2)],
    last_pages: &[],
    error_forms: 1,
    errors_have_words: true,
    meaning: |deed, status| match (deed, status) {
        // Beyond the document, so an account may lack it. The sample agent is in the list: what is not found is not it.
        (Deed::List | Deed::Versions | Deed::Launch, 403 | 404) => Some(ErrorCode::NotOffered),
        _ => None,
    },
    other_word: None,
    skipped: &[
        "every_form_of_a_last_page_ends_the_list",
        "the_index_names_the_agents_of_the_list",
        "a_list_is_sorted_and_filtered_by_the_system",
        "an_agent_is_read_whole",
        "a_new_agent_is_all_that_was_asked_for",
        "a_new_agent_whose_answer_is_lost_is_found_and_not_made_twice",
        "a_change_deep_inside_leaves_its_neighbours",
        "a_deleted_agent_is_gone",
        "an_account_that_does_not_exist_is_told_from_a_wrong_key",
        "users_come_in_pages_in_the_order_asked_for",
        "users_are_told_from_what_the_document_has_in_their_place",
        "the_numbers_of_parts_add_up_to_those_of_the_whole",
        "a_webhook_is_created_with_all_that_was_typed",
        "every_agent_is_there_by_a_key_of_its_own",
        "the_own_agent_is_read_and_changed",
        "availability_is_changed_beside_the_rest",
        "a_stored_file_is_found_and_a_form_is_given_for_a_new_one",
        "both_words_for_an_agent_are_read",
        "more_requests_than_a_minute_takes_are_held_back",
    ],
};
