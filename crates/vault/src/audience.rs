//! What a credential was given for, and how that is kept with it in one keychain entry.

use callboard_model::{Sensitive, SystemId};

/// Begins an entry that says what its credential was given for. Entries of earlier versions hold the credential alone.
const MARK: &str = "callboard-key 1\n";

/// The longest origin, in bytes: a scheme, a host name of 253 characters and a port. With the longest credential and
/// [`LONGEST_SYSTEM`] an entry stays below the 2,560 bytes that the Credential Manager holds.
const LONGEST_ORIGIN: usize = 280;

/// The longest name of a system, in bytes.
const LONGEST_SYSTEM: usize = 64;

/// One system at one address: where a credential may be sent. It is given to nobody else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Audience {
    system: SystemId,
    origin: String,
}

impl Audience {
    /// A system and an origin: scheme, host and port, as in `https://api.example.com:8443`. None for what is neither: empty,
    /// too long, or with control characters in it.
    pub fn parse(system: &SystemId, origin: &str) -> Option<Self> {
        let plain = |text: &str, longest: usize| {
            !text.is_empty() && text.len() <= longest && !text.contains(char::is_control)
        };
        (plain(system.as_str(), LONGEST_SYSTEM) && plain(origin, LONGEST_ORIGIN))
            .then(|| Self { system: system.clone(), origin: origin.to_owned() })
    }

    /// The system.
    pub fn system(&self) -> &SystemId {
        &self.system
    }

    /// Scheme, host and port.
    pub fn origin(&self) -> &str {
        &self.origin
    }
}

/// A credential as it is kept.
#[derive(Clone, Debug)]
pub(crate) struct Kept {
    pub(crate) credential: Sensitive,
    /// None in an entry of an earlier version.
    pub(crate) audience: Option<Audience>,
}

impl Kept {
    pub(crate) fn new(credential: Sensitive, audience: Audience) -> Self {
        Self { credential, audience: Some(audience) }
    }

    /// Reads an entry. None where it says that it is for somebody and cannot be read: it must not pass for a key.
    pub(crate) fn from_entry(entry: Sensitive) -> Option<Self> {
        let Some(marked) = entry.expose().strip_prefix(MARK) else {
            return Some(Self { credential: entry, audience: None });
        };
        let (system, rest) = marked.split_once('\n')?;
        let (origin, credential) = rest.split_once('\n')?;
        let audience = Audience::parse(&SystemId::new(system), origin)?;
        Some(Self::new(Sensitive::new(credential), audience))
    }

    /// What is written into the keychain.
    pub(crate) fn to_entry(&self) -> Sensitive {
        match &self.audience {
            None => self.credential.clone(),
            Some(Audience { system, origin }) => {
                let (system, credential) = (system.as_str(), self.credential.expose());
                Sensitive::new(format!("{MARK}{system}\n{origin}\n{credential}"))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::MAXIMUM_CREDENTIAL_BYTES;

    fn audience(origin: &str) -> Audience {
        Audience::parse(&SystemId::new("bird"), origin).unwrap()
    }

    #[test]
    fn a_credential_comes_back_to_the_letter_whatever_is_in_it() {
        for secret in
            ["key", "a\nb\n", "callboard-key 1\nbird\nhttps://evil.example\nkey", "\0\u{202e}é", " "]
        {
            let kept = Kept::new(Sensitive::new(secret), audience("https://api.bird.com"));
            let read = Kept::from_entry(kept.to_entry()).unwrap();
            assert_eq!(read.credential.expose(), secret, "the key is another one after a restart");
            assert_eq!(
                read.audience.unwrap().origin(),
                "https://api.bird.com",
                "another address may have the key"
            );
        }
    }

    #[test]
    fn an_entry_of_an_earlier_version_says_nothing_about_its_address() {
        let read = Kept::from_entry(Sensitive::new("key_123")).unwrap();
        assert!(read.audience.is_none() && read.credential.expose() == "key_123");
    }

    #[test]
    fn a_damaged_entry_is_no_key_for_anybody() {
        for entry in ["", "bird", "bird\nhttps://a.example", "\nhttps://a.example\nkey", "bird\n\nkey"] {
            let entry = Sensitive::new(format!("{MARK}{entry}"));
            assert!(Kept::from_entry(entry).is_none(), "half of an entry is sent as a key");
        }
    }

    #[test]
    fn the_longest_entry_fits_every_keychain() {
        let host = "h".repeat(LONGEST_ORIGIN - "https://".len());
        let system = SystemId::new("s".repeat(LONGEST_SYSTEM));
        let audience = Audience::parse(&system, &format!("https://{host}")).unwrap();
        let kept = Kept::new(Sensitive::new("k".repeat(MAXIMUM_CREDENTIAL_BYTES)), audience);
        assert!(kept.to_entry().expose().len() <= 2560, "Windows would refuse the key");
    }

    #[test]
    fn what_could_be_read_as_more_than_one_line_is_no_address() {
        for origin in
            ["", "https://a.example\nkey", "https://a\u{7}.example", &"x".repeat(LONGEST_ORIGIN + 1)]
        {
            assert!(Audience::parse(&SystemId::new("bird"), origin).is_none(), "{origin:?}");
        }
    }
}
