//! Upload forms and their policies, as a system hands them out.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use callboard_media::{PictureTarget, Policy};
use callboard_model::media::UploadForm;
use jiff::Timestamp;
use serde_json::{Value, json};

use crate::bytes_change;
use crate::chance::Drawn;
use crate::json_change;
use crate::run::Target;

pub(super) struct Policies;

fn policy() -> Value {
    json!({
        "expiration": "2026-03-01T12:00:00.000Z",
        "conditions": [
            { "bucket": "media" },
            ["eq", "$key", "avatars/1"],
            ["starts-with", "$Content-Type", "image/"],
            { "content-type": "image/png" },
            ["content-length-range", 1, 5_242_880],
            ["content-length-range", "1", "99999999999999999999"],
        ],
    })
}

impl Target for Policies {
    type Input = Value;

    fn make(&self, drawn: &mut Drawn<'_>) -> Value {
        let own = policy();
        let text = json_change::changed(drawn, &own, std::slice::from_ref(&own)).to_string();
        let text = if drawn.percent(30) {
            bytes_change::changed(drawn, text.as_bytes(), &[], &["\u{0}", "$", "]", "1e999"])
        } else {
            text.into_bytes()
        };
        let mut encoded = STANDARD.encode(text);
        if drawn.percent(10) {
            encoded.insert(drawn.below(encoded.len()), '!');
        }
        let form = json!({
            "url": "https://storage.example/media",
            "fileId": "f-1",
            "mediaUrl": "https://media.example/f-1",
            "formData": { "key": "avatars/1", "policy": encoded, "Content-Type": "image/png" },
            "expectedFields": ["Content-Type", "file"],
        });
        if drawn.percent(40) { json_change::changed(drawn, &form, &[own]) } else { form }
    }

    fn execute(&mut self, input: &Value) -> Result<(), String> {
        let Ok(form) = serde_json::from_value::<UploadForm>(input.clone()) else { return Ok(()) };
        let policy = Policy::of(&form);
        let _ = PictureTarget::avatar(policy.as_ref());
        let Some(policy) = policy else { return Ok(()) };
        let now = Timestamp::UNIX_EPOCH;
        for size in [0, 1, u64::MAX] {
            for content_type in ["image/png", "audio/wav", ""] {
                let _ = policy.check(size, content_type, now);
                let _ = policy.name_of_type(content_type);
            }
        }
        Ok(())
    }
}
