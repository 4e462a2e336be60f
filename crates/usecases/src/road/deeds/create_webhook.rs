//! Creating a webhook. Nothing can be looked for afterwards.

use async_trait::async_trait;
use callboard_model::{AgentId, ChangeKind, Edits, MaskedSecret, Result, Sensitive, WebhookDraft};
use callboard_systems::Session;
use callboard_systems::secrets::Forms;
use serde_json::Value;

use crate::road::deed::{Deed, Ground, Planned, Sent, Step, Wanted};

/// A webhook of an agent.
pub(crate) struct CreateWebhook {
    pub(crate) agent: AgentId,
    pub(crate) agent_name: String,
    pub(crate) draft: WebhookDraft,
    /// Its address as it may be written down.
    pub(crate) subject: String,
}

impl CreateWebhook {
    /// The values of headers, which are secrets.
    fn secrets(&self) -> Vec<Sensitive> {
        let values = self.draft.headers.iter().map(|header| header.value.trim());
        values.filter(|value| !value.is_empty()).map(Sensitive::new).collect()
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
            subject: self.subject.clone(),
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
        let mut secrets = self.secrets();
        let forms = Forms::of(&secrets);
        secrets.extend(access.masking().secrets_of(&Value::from(self.draft.url.as_str()), &Edits::default()));
        let call = session.call.hiding(secrets);
        let session = Session { call: &call, ..*session };
        let answer = access
            .part("createWebhook", |parts| parts.webhooks)?
            .create_webhook(&session, &self.agent, &self.draft)
            .await?;
        let mut answer = access.masking().mask(&answer);
        hide(&mut answer, &forms);
        Ok(Sent { answer: Some(answer), ..Sent::default() })
    }

    fn is_repeatable(&self) -> bool {
        false
    }
}

/// Takes secrets that were just typed out of an answer, wherever the system repeats them.
fn hide(answer: &mut Value, secrets: &Forms) {
    match answer {
        Value::String(text) => match secrets.scrub(text).as_str() {
            "…" => *answer = MaskedSecret::forgotten().to_value(),
            scrubbed if scrubbed != text => scrubbed.clone_into(text),
            _ => {}
        },
        Value::Array(items) => items.iter_mut().for_each(|item| hide(item, secrets)),
        Value::Object(members) => members.values_mut().for_each(|member| hide(member, secrets)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_header_that_a_system_repeats_does_not_come_back() {
        let mut answer = json!({"headers": {"X-Anything": "Bearer t-1"}, "note": "sent Bearer t-1", "list": ["Bearer t-1"]});
        hide(&mut answer, &Forms::of([&Sensitive::new("Bearer t-1")]));
        assert!(!answer.to_string().contains("t-1"), "{answer}");
    }
}
