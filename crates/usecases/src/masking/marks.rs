//! The marks of secrets, and the key that they are made with.
//!
//! The key is made once and kept with the installation, beside the settings and apart from the journal: a mark stays the same from
//! start to start, and whoever has a journal or what was shown in the window cannot find out a secret by trying.

use std::fmt::Write;

use callboard_model::Sensitive;
use hmac::{Hmac, KeyInit, Mac};
use serde_json::Value;
use sha2::Sha256;
use uuid::Uuid;

use crate::surroundings::Store;

/// Where the key is kept.
const KEPT_AS: &str = "marks";

/// Bytes of a mark, of which each is two digits: so many that no two secrets share one.
const BYTES: usize = 8;

/// Makes marks.
pub(super) struct Marks {
    key: Sensitive,
}

impl Marks {
    /// With the key that is kept, or a new one. Where that cannot be kept, its marks are unknown after the next start.
    pub(super) fn kept_in(store: &dyn Store) -> Self {
        if let Some(Value::String(key)) = store.read(KEPT_AS)
            && !key.is_empty()
        {
            return Self { key: Sensitive::new(key) };
        }
        let marks = Self::new();
        if let Err(error) = store.write(KEPT_AS, Value::from(marks.key.expose())) {
            log::warn!("the key of the marks is not kept: {:?}", error.code);
        }
        marks
    }

    /// With a new key.
    pub(super) fn new() -> Self {
        Self { key: Sensitive::new(format!("{}{}", Uuid::new_v4().simple(), Uuid::new_v4().simple())) }
    }

    /// The mark of a value that is secret as a whole.
    pub(super) fn of_value(&self, secret: &Value) -> String {
        self.mark(b"value", &secret.to_string())
    }

    /// The mark of a part of a text.
    pub(super) fn of_part(&self, secret: &str) -> String {
        self.mark(b"part", secret)
    }

    fn mark(&self, kind: &[u8], secret: &str) -> String {
        // Every length is one that a key can have.
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(self.key.expose().as_bytes()) else {
            return String::new();
        };
        mac.update(kind);
        mac.update(&[0]);
        mac.update(secret.as_bytes());
        let digest = mac.finalize().into_bytes();
        digest.iter().take(BYTES).fold(String::new(), |mut mark, byte| {
            // Writing into a text does not fail.
            let _ = write!(mark, "{byte:02x}");
            mark
        })
    }
}
