//! What MessageFlow's answers mean. Errors have no documented body, so the status and the operation say what went wrong.

use callboard_model::{CallboardError, ErrorCode, Result};
use serde_json::Value;

use super::description::TENANT;
use super::summary;
use crate::client::{Answer, code_of_status, server_words};
use crate::dialect::Subject;

/// The error of an answer whose status says that it was not done.
pub(super) fn refusal(answer: &Answer, subject: Subject) -> CallboardError {
    let error = match (answer.status, subject) {
        // Every path of the account exists; what is not found there is the tenant.
        (404, Subject::Account) => answer.error(ErrorCode::WrongWorkspace).with_context("key", TENANT),
        (404, Subject::Agent) => answer.error(ErrorCode::AgentNotFound),
        (status, _) => answer.error(code_of_status(status)),
    };
    CallboardError { detail: message(answer), ..error }
}

/// Words of the server, where it says any: none are documented, and the usual members are looked at.
fn message(answer: &Answer) -> Option<String> {
    let body = answer.json().ok()?;
    let places = ["/error/message", "/error", "/message", "/detail", "/status"];
    let mut texts = places.iter().filter_map(|place| body.pointer(place)?.as_str());
    texts.find_map(server_words)
}

/// Every entry of the list, which is a bare array.
pub(super) fn list(answer: &Answer) -> Result<Vec<Value>> {
    let mut body = answer.json_of_list(|body| Some(body))?;
    let list = Some(&mut body).filter(|body| body.is_array());
    answer.entries(list, "the answer")
}

/// One agent's document, or the part of it that the answer carries; one without an id cannot be worked with.
pub(super) fn agent(answer: &Answer) -> Result<Value> {
    let document = answer.json()?;
    match summary::agent_id(&document) {
        Some(_) => Ok(document),
        None => Err(answer.unreadable("the agent has no id")),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::client::tests::answer;

    #[test]
    fn an_empty_error_says_by_its_status_and_place_what_is_wrong() {
        let table = [
            (401, Subject::Account, ErrorCode::WrongKey),
            (401, Subject::Agent, ErrorCode::WrongKey),
            (404, Subject::Account, ErrorCode::WrongWorkspace),
            (404, Subject::Agent, ErrorCode::AgentNotFound),
            (400, Subject::Account, ErrorCode::RefusedValues),
            (422, Subject::Agent, ErrorCode::RefusedValues),
            (500, Subject::Agent, ErrorCode::SystemFault),
        ];
        for (status, subject, code) in table {
            let error = refusal(&answer(status, &[], ""), subject);
            assert_eq!((error.code, error.status, error.detail), (code, Some(status), None), "{subject:?}");
        }
        let error = refusal(&answer(404, &[], ""), Subject::Account);
        assert_eq!(error.context.get("key").map(String::as_str), Some("tenantId"));
    }

    #[test]
    fn words_of_the_server_are_passed_on_where_it_says_any() {
        let error = refusal(&answer(422, &[], r#"{"error": "voice is unknown"}"#), Subject::Account);
        assert_eq!(error.detail.as_deref(), Some("voice is unknown"));
    }

    #[test]
    fn an_id_may_be_a_number_or_a_text_and_nothing_else() {
        for (body, readable) in
            [(r#"{"id": 7}"#, true), (r#"{"id": "7"}"#, true), (r#"{"id": null}"#, false), ("[]", false)]
        {
            assert_eq!(agent(&answer(200, &[], body)).is_ok(), readable, "{body}");
        }
    }
}
