//! A value that must not be seen: credentials and vendor secrets.

use std::fmt;

use secrecy::{ExposeSecret, SecretString};

/// Holds a secret: `Debug` is redacted, there is no `Display`, no `Serialize` and no TypeScript type, so it cannot
/// reach a log, a store or the webview by accident. Reading it takes the word `expose`. Its memory is wiped when dropped.
#[derive(Clone)]
pub struct Sensitive(SecretString);

impl Sensitive {
    /// Wraps a secret.
    pub fn new(secret: impl Into<String>) -> Self {
        Self(SecretString::from(secret.into()))
    }

    /// The secret itself, for the one place that has to send or store it.
    pub fn expose(&self) -> &str {
        self.0.expose_secret()
    }

    /// Whether nothing was given.
    pub fn is_empty(&self) -> bool {
        self.expose().is_empty()
    }
}

impl fmt::Debug for Sensitive {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Sensitive(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_never_shows_in_debug_output() {
        let key = Sensitive::new("fl_live_abc");
        assert!(!format!("{key:?}").contains("fl_live"));
        assert_eq!(key.expose(), "fl_live_abc");
    }
}
