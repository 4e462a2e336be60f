//! Creating a webhook. Nothing can be looked for afterwards.

use async_trait::async_trait;
use callboard_model::{AgentId, CallboardError, ChangeKind, Edits, MaskedSecret, Result, WebhookDraft};
use serde_json::Value;

use crate::masking;
use crate::road::deed::{Deed, Ground, Planned, Sent, Step, Wanted};

/// A webhook of an agent.
pub(crate) struct CreateWebhook {
    pub(crate) agent: AgentId,
    pub(crate) agent_name: String,
    pub(crate) draft: WebhookDraft,
}

impl CreateWebhook {
    /// The values of headers, which are secrets.
    fn secrets(&self) -> Vec<&str> {
        let values = self.draft.headers.iter().map(|header| header.value.trim());
        values.filter(|value| !value.is_empty()).collect()
    }
}

#[async_trait]
impl Deed for CreateWebhook {
    fn kind(&self) -> ChangeKind {
        ChangeKind::WebhookCreated
    }

    fn wanted(&self) -> Wanted {
        Wanted {
            agent: Some(self.agent.clone()),
            agent_name: self.agent_name.clone(),
            subject: without(self.draft.url.clone(), &self.secrets()),
            ..Wanted::default()
        }
    }

    async fn plan(&self, _ground: &Ground<'_>, _again: bool) -> Result<Planned> {
        Ok(Planned::Send(Step {
            fresh: Value::Null,
            edits: Edits::default(),
            theirs: Vec::new(),
            present_before: None,
        }))
    }

    async fn send(&self, ground: &Ground<'_>, _step: &Step) -> Result<Sent> {
        let Ground { access, session, .. } = ground;
        let secrets = self.secrets();
        match access
            .part("createWebhook", |parts| parts.webhooks)?
            .create_webhook(session, &self.agent, &self.draft)
            .await
        {
            Ok(answer) => {
                let mut answer = masking::mask(access.description(), &answer);
                hide(&mut answer, &secrets);
                Ok(Sent { answer: Some(answer), ..Sent::default() })
            }
            Err(error) => {
                let detail = error.detail.map(|text| without(text, &secrets));
                Err(CallboardError { detail, ..error })
            }
        }
    }

    fn is_repeatable(&self) -> bool {
        false
    }
}

/// Takes secrets that were just typed out of an answer, wherever the system repeats them.
fn hide(answer: &mut Value, secrets: &[&str]) {
    match answer {
        Value::String(text) if secrets.contains(&text.as_str()) => {
            *answer = MaskedSecret::forgotten().to_value();
        }
        Value::String(text) => *text = without(std::mem::take(text), secrets),
        Value::Array(items) => items.iter_mut().for_each(|item| hide(item, secrets)),
        Value::Object(members) => members.values_mut().for_each(|member| hide(member, secrets)),
        _ => {}
    }
}

fn without(text: String, secrets: &[&str]) -> String {
    secrets.iter().fold(text, |text, secret| text.replace(secret, "…"))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_header_that_a_system_repeats_does_not_come_back() {
        let mut answer = json!({"headers": {"X-Anything": "Bearer t-1"}, "note": "sent Bearer t-1", "list": ["Bearer t-1"]});
        hide(&mut answer, &["Bearer t-1"]);
        assert!(!answer.to_string().contains("t-1"), "{answer}");
    }
}
