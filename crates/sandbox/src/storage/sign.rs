//! Signature version 4 of AWS, as far as the sandbox hands it out: the policy of a form post and presigned addresses.
//!
//! What is signed here is verified by `s3s`, which shares no code with this.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

/// Any region will do: the sandbox has one. Dublin is where the vendor's examples are.
const REGION: &str = "eu-west-1";
const ALGORITHM: &str = "AWS4-HMAC-SHA256";

/// A pair of keys for the storage, made anew at every start. It never leaves the process.
#[derive(Clone)]
pub(crate) struct StorageKeys {
    pub(crate) access_key: String,
    pub(crate) secret_key: String,
}

/// What a form post may carry.
pub(crate) struct PostPolicy<'a> {
    pub(crate) bucket: &'a str,
    pub(crate) key: &'a str,
    /// The type that `Content-Type` has to begin with; the whole type if `fixed_type`.
    pub(crate) content_type: &'a str,
    /// Hand out `Content-Type` as one of the fields and accept nothing else.
    pub(crate) fixed_type: bool,
    /// Smallest and largest size, in bytes.
    pub(crate) size: (u64, u64),
    pub(crate) signed_at: Timestamp,
    pub(crate) expires_at: Timestamp,
}

impl StorageKeys {
    /// The fields of the form, in the order in which they are best sent.
    pub(crate) fn sign_post(&self, policy: &PostPolicy<'_>) -> Map<String, Value> {
        let date = amz_date(policy.signed_at);
        let credential = format!("{}/{}", self.access_key, scope(policy.signed_at));
        let type_condition = if policy.fixed_type { "eq" } else { "starts-with" };
        let document = json!({
            "expiration": policy.expires_at.strftime("%Y-%m-%dT%H:%M:%S.000Z").to_string(),
            "conditions": [
                {"bucket": policy.bucket},
                ["eq", "$key", policy.key],
                [type_condition, "$Content-Type", policy.content_type],
                ["content-length-range", policy.size.0, policy.size.1],
                {"x-amz-algorithm": ALGORITHM},
                {"x-amz-credential": credential},
                {"x-amz-date": date},
            ],
        });
        let encoded = STANDARD.encode(document.to_string());
        let signature = self.signature(policy.signed_at, &encoded);
        let mut fields = Map::new();
        let mut put = |name: &str, value: &str| fields.insert(name.to_owned(), Value::from(value));
        put("key", policy.key);
        if policy.fixed_type {
            put("Content-Type", policy.content_type);
        }
        put("policy", &encoded);
        put("x-amz-algorithm", ALGORITHM);
        put("x-amz-credential", &credential);
        put("x-amz-date", &date);
        put("x-amz-signature", &signature);
        fields
    }

    /// The query that allows one request on `path` (already percent-encoded) for `lifetime`.
    pub(crate) fn presign(
        &self,
        method: &str,
        host: &str,
        path: &str,
        signed_at: Timestamp,
        lifetime: SignedDuration,
    ) -> String {
        let credential = format!("{}/{}", self.access_key, scope(signed_at)).replace('/', "%2F");
        let query = format!(
            "X-Amz-Algorithm={ALGORITHM}&X-Amz-Credential={credential}&X-Amz-Date={}&X-Amz-Expires={}&X-Amz-SignedHeaders=host",
            amz_date(signed_at),
            lifetime.as_secs(),
        );
        let canonical = format!("{method}\n{path}\n{query}\nhost:{host}\n\nhost\nUNSIGNED-PAYLOAD");
        let to_sign = format!(
            "{ALGORITHM}\n{}\n{}\n{}",
            amz_date(signed_at),
            scope(signed_at),
            hex(&Sha256::digest(canonical.as_bytes()))
        );
        format!("{query}&X-Amz-Signature={}", self.signature(signed_at, &to_sign))
    }

    fn signature(&self, moment: Timestamp, text: &str) -> String {
        let day = moment.strftime("%Y%m%d").to_string();
        let mut key = format!("AWS4{}", self.secret_key).into_bytes();
        for part in [day.as_str(), REGION, "s3", "aws4_request"] {
            key = keyed_hash(&key, part);
        }
        hex(&keyed_hash(&key, text))
    }
}

fn keyed_hash(key: &[u8], text: &str) -> Vec<u8> {
    // HMAC takes a key of any length; an empty code could only fail verification, never pass it.
    let Ok(mut code) = Hmac::<Sha256>::new_from_slice(key) else { return Vec::new() };
    code.update(text.as_bytes());
    code.finalize().into_bytes().to_vec()
}

fn scope(moment: Timestamp) -> String {
    format!("{}/{REGION}/s3/aws4_request", moment.strftime("%Y%m%d"))
}

fn amz_date(moment: Timestamp) -> String {
    moment.strftime("%Y%m%dT%H%M%SZ").to_string()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        for nibble in [byte >> 4, byte & 15] {
            text.push(char::from_digit(u32::from(nibble), 16).unwrap_or('0'));
        }
        text
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    /// The example of AWS's page "Authenticating Requests: Using Query Parameters", with our region's scope aside, is
    /// checked by `s3s` in the integration tests; here only that the pieces have the published form.
    #[test]
    fn a_policy_names_every_field_that_the_form_carries() {
        let keys = StorageKeys { access_key: "EXAMPLE".into(), secret_key: "example".into() };
        let signed_at: Timestamp = "2026-01-02T03:04:05Z".parse().unwrap();
        let fields = keys.sign_post(&PostPolicy {
            bucket: "media",
            key: "avatars/1",
            content_type: "image/",
            fixed_type: false,
            size: (1, 10),
            signed_at,
            expires_at: signed_at + SignedDuration::from_mins(10),
        });
        assert_eq!(fields["x-amz-date"], "20260102T030405Z");
        assert_eq!(fields["x-amz-credential"], "EXAMPLE/20260102/eu-west-1/s3/aws4_request");
        assert_eq!(fields["x-amz-signature"].as_str().unwrap().len(), 64);
        let policy = STANDARD.decode(fields["policy"].as_str().unwrap()).unwrap();
        let policy: Value = serde_json::from_slice(&policy).unwrap();
        assert_eq!(policy["expiration"], "2026-01-02T03:14:05.000Z");
        for name in fields.keys().filter(|name| !matches!(name.as_str(), "policy" | "x-amz-signature")) {
            assert!(policy.to_string().contains(name.as_str()), "{name} would be refused");
        }
    }
}
