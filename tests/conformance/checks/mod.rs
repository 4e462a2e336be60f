//! The checks, each for one thing that a user relies on. A check knows no system by name: it asks the description and the
//! subject's table.

mod activity;
mod changing;
mod failing;
mod listing;
mod reading;
mod refusing;

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use super::deed::Deed;
use super::stage::Stage;

type Running = Pin<Box<dyn Future<Output = ()> + Send>>;

/// One check.
pub(crate) struct Check {
    /// Its name, as the README and the lists of what is skipped have it.
    pub(crate) name: &'static str,
    /// What somebody loses where it fails.
    pub(crate) loss: &'static str,
    /// Whether there is something to check.
    pub(crate) concerns: fn(&Stage) -> bool,
    pub(crate) run: fn(Arc<Stage>) -> Running,
}

macro_rules! check {
    ($room:ident::$name:ident, $concerns:expr, $loss:literal) => {
        Check {
            name: stringify!($name),
            loss: $loss,
            concerns: $concerns,
            run: |stage| Box::pin($room::$name(stage)),
        }
    };
}

/// Every check, in the order they are made.
pub(crate) const ALL: &[Check] = &[
    check!(
        reading::every_operation_is_called_and_answered,
        |_| true,
        "something the program offers does not work at all"
    ),
    check!(
        reading::what_a_system_cannot_do_is_said_and_not_tried,
        |_| true,
        "a request nobody documented is sent to the vendor"
    ),
    check!(reading::a_connection_that_works_is_found_to_work, |_| true, "an account cannot be added"),
    check!(
        reading::an_agent_is_read_whole,
        |stage| stage.can(Deed::Read),
        "a field the program does not know is lost"
    ),
    check!(
        reading::the_own_agent_is_read_and_changed,
        |stage| stage.can(Deed::ReadOwn),
        "somebody cannot change their own settings"
    ),
    check!(listing::every_agent_is_listed_once, |_| true, "an agent is not shown, or twice"),
    check!(listing::an_empty_list_is_empty, |_| true, "a new account looks broken"),
    check!(
        listing::a_list_in_small_pages_is_walked_to_its_end,
        |stage| has_pages(stage),
        "agents behind the first page are not shown"
    ),
    check!(
        listing::a_last_page_that_is_full_is_the_last,
        |stage| has_pages(stage),
        "a list of exactly full pages fails or goes on"
    ),
    check!(
        listing::a_list_that_names_the_same_page_again_is_refused,
        |stage| has_pages(stage),
        "the window waits for ever, or shows the same agents over and over"
    ),
    check!(
        listing::an_agent_shown_on_two_pages_is_listed_once,
        |stage| stage.subject.paged.iter().any(|(deed, _)| *deed == Deed::List),
        "an agent that moved while the list was read is shown twice"
    ),
    check!(
        listing::every_form_of_a_last_page_ends_the_list,
        |stage| !stage.subject.last_pages.is_empty(),
        "the list fails at its last page"
    ),
    check!(
        listing::a_list_whose_late_page_fails_is_no_list,
        |stage| has_pages(stage) || by_keys(stage),
        "half of the agents are taken for all of them"
    ),
    check!(listing::an_answer_cut_short_is_no_answer, |_| true, "half an answer is taken for a whole one"),
    check!(
        listing::the_index_names_the_agents_of_the_list,
        |stage| stage.can(Deed::Index),
        "an agent cannot be found by name"
    ),
    check!(
        listing::a_list_is_sorted_and_filtered_by_the_system,
        |stage| stage.can(Deed::Index),
        "the filters of the list find the wrong agents"
    ),
    check!(
        changing::a_new_agent_is_all_that_was_asked_for,
        |stage| stage.can(Deed::Create),
        "settings typed for a new agent are lost"
    ),
    check!(
        changing::a_new_agent_whose_answer_is_lost_is_found_and_not_made_twice,
        |stage| stage.can(Deed::Create),
        "a bad line makes the same agent twice"
    ),
    check!(
        changing::a_change_is_sent_alone_and_keeps_what_nobody_knows,
        |stage| stage.can(Deed::Update),
        "saving one field overwrites others, or loses what the program does not know"
    ),
    check!(
        changing::every_sample_agent_can_be_saved,
        |stage| stage.can(Deed::Update),
        "an agent with something unusual in it cannot be saved"
    ),
    check!(
        changing::what_only_an_answer_carries_is_not_sent_back,
        |stage| stage.subject.carried.is_some(),
        "an agent whose answers say more than requests may cannot be saved"
    ),
    check!(
        changing::a_change_deep_inside_leaves_its_neighbours,
        |stage| stage.subject.nested.is_some(),
        "changing one setting of a configuration resets the others"
    ),
    check!(
        changing::an_emptied_field_is_sent_the_way_it_is_emptied,
        |stage| stage.subject.emptied.is_some(),
        "a field cannot be emptied"
    ),
    check!(
        changing::availability_is_changed_beside_the_rest,
        |stage| stage.can(Deed::UpdateAvailability),
        "a change of status is not saved together with the rest"
    ),
    check!(
        changing::a_deleted_agent_is_gone,
        |stage| stage.can(Deed::Delete),
        "a deleted agent goes on answering"
    ),
    check!(
        refusing::a_wrong_key_is_told_by_every_operation,
        |_| true,
        "a key that was revoked looks like another fault"
    ),
    check!(
        refusing::an_account_that_does_not_exist_is_told_from_a_wrong_key,
        |stage| stage.subject.elsewhere.is_some(),
        "a typing error in the account's id is taken for a wrong key"
    ),
    check!(
        refusing::an_agent_that_does_not_exist_is_told_by_every_operation,
        |_| true,
        "an agent that somebody else deleted looks like a fault"
    ),
    check!(
        refusing::every_documented_refusal_is_told_by_its_code,
        |_| true,
        "the program gives the wrong advice about an error"
    ),
    check!(
        refusing::values_that_are_refused_are_told_and_nothing_is_stored,
        |stage| stage.subject.refused.is_some(),
        "a refused value is not shown at its field"
    ),
    check!(
        failing::a_system_that_asks_to_wait_is_waited_for,
        |_| true,
        "a busy system fails a list that a second of patience would have carried"
    ),
    check!(
        failing::a_wait_longer_than_anybody_has_is_told_instead,
        |_| true,
        "the window hangs without a word"
    ),
    check!(
        failing::a_fault_that_passes_is_tried_again_unless_it_changes_something,
        |_| true,
        "a short fault fails a list, or a change is made twice"
    ),
    check!(
        failing::a_lost_answer_is_asked_for_again_unless_it_changes_something,
        |_| true,
        "a bad line fails a list, or a change is made twice"
    ),
    check!(failing::a_stop_ends_every_operation_at_once, |_| true, "a request that hangs cannot be stopped"),
    check!(
        failing::more_requests_than_a_minute_takes_are_held_back,
        |stage| stage.system.description().capabilities.requests_per_minute.is_some(),
        "the vendor blocks the account for asking too often"
    ),
    check!(
        activity::users_come_in_pages_in_the_order_asked_for,
        |stage| stage.can(Deed::Users),
        "users of an agent are missing or in the wrong order"
    ),
    check!(
        activity::users_are_told_from_what_the_document_has_in_their_place,
        |stage| stage.can(Deed::Users),
        "an agent's own settings are shown as its users"
    ),
    check!(
        activity::the_numbers_of_parts_add_up_to_those_of_the_whole,
        |stage| stage.can(Deed::Statistic),
        "the picture over time contradicts its total"
    ),
    check!(
        activity::a_webhook_is_created_with_all_that_was_typed,
        |stage| stage.can(Deed::CreateWebhook),
        "a webhook sends to the wrong place or without its header"
    ),
    check!(
        activity::a_launched_version_is_the_published_one,
        |stage| stage.can(Deed::Launch),
        "a tested draft never goes live"
    ),
    check!(
        activity::an_account_without_an_operation_is_told_from_a_fault,
        |stage| !stage.system.description().capabilities.account_decides.is_empty(),
        "an account that lacks an operation looks broken"
    ),
    check!(
        activity::an_agent_is_added_by_its_id,
        |stage| stage.system.parts().by_id.is_some(),
        "an account without a list cannot be worked with"
    ),
    check!(
        activity::every_agent_is_there_by_a_key_of_its_own,
        |stage| by_keys(stage),
        "one agent's key opens another's settings"
    ),
    check!(
        activity::a_stored_file_is_found_and_a_form_is_given_for_a_new_one,
        |stage| stage.can(Deed::FindMedia),
        "pictures and voicemail drops are neither shown nor stored"
    ),
    check!(
        activity::both_words_for_an_agent_are_read,
        |stage| stage.subject.other_word.is_some(),
        "the vendor's newer address shows no agents"
    ),
];

fn has_pages(stage: &Stage) -> bool {
    !stage.subject.paged.is_empty()
}

fn by_keys(stage: &Stage) -> bool {
    stage.system.parts().agent_keys.is_some()
}
