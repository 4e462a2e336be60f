//! Which names of members, headers and parameters stand for secrets. Names are compared word by word, whatever joins their
//! words: `X-Api-Key`, `apiKey` and `api_key` are the same.

use callboard_model::number;
use serde_json::Value;

/// Last words of names whose values are secret.
const SECRETS: [&str; 17] = [
    "authorization",
    "bearer",
    "cookie",
    "cookies",
    "credential",
    "credentials",
    "jwt",
    "otp",
    "passcode",
    "passphrase",
    "passwd",
    "password",
    "pin",
    "pwd",
    "secret",
    "secrets",
    "token",
];

/// Last words of names whose values are secret where they are texts: numbers of tokens and keys are limits and counts.
const SECRET_TEXTS: [&str; 4] = ["auth", "keys", "passwords", "tokens"];

/// What makes a key a secret one.
const SECRET_KEYS: [&str; 22] = [
    "access",
    "account",
    "api",
    "app",
    "auth",
    "bot",
    "client",
    "consumer",
    "encryption",
    "hmac",
    "licence",
    "license",
    "master",
    "private",
    "secret",
    "security",
    "service",
    "session",
    "shared",
    "signing",
    "subscription",
    "webhook",
];

/// What makes a key a name of something, or a key on a telephone.
const OPEN_KEYS: [&str; 29] = [
    "cache",
    "data",
    "dtmf",
    "end",
    "escape",
    "field",
    "file",
    "foreign",
    "group",
    "hot",
    "idempotency",
    "index",
    "label",
    "language",
    "locale",
    "lookup",
    "map",
    "menu",
    "message",
    "name",
    "object",
    "order",
    "partition",
    "primary",
    "public",
    "sort",
    "start",
    "stop",
    "translation",
];

/// What makes a token a number of tokens or a place in a list.
const OPEN_TOKENS: [&str; 9] = ["budget", "count", "cursor", "limit", "max", "min", "next", "page", "per"];

/// Words behind the one that counts.
const NEUTRAL: [&str; 10] =
    ["current", "hash", "new", "old", "pem", "plain", "raw", "string", "text", "value"];

/// Ends of names that are written without anything between their words.
const RUN_TOGETHER: [&str; 12] = [
    "accesskey",
    "apikey",
    "authkey",
    "authorization",
    "credential",
    "credentials",
    "passwd",
    "password",
    "privatekey",
    "secret",
    "secretkey",
    "token",
];

/// Names of parameters of an address that sign it or let somebody in, beside those of [`SECRETS`].
const SIGNATURES: [&str; 6] = ["code", "hmac", "key", "sig", "signature", "auth"];

/// Shortest text that is taken for a key where only the word `key` says so, in characters.
const SHORTEST_KEY: usize = 6;

/// What a name says about its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Says {
    /// It is secret, whatever its form.
    Secret,
    /// It is secret where it is a text or a list of texts.
    SecretText,
    /// It is secret where it is a text that is long enough for a key.
    Key,
    /// It is a set of HTTP headers, of which each may be secret.
    Headers,
    /// Nothing about secrets.
    Nothing,
}

/// The words that names of secrets end with, joined by `_`, for whoever shows what was just typed.
pub fn secret_words() -> Vec<String> {
    let keys = SECRET_KEYS.iter().map(|word| format!("{word}_key"));
    SECRETS.iter().chain(&RUN_TOGETHER).map(|word| (*word).to_owned()).chain(keys).collect()
}

/// Whether a text, such as JSON that is half typed, has the name of a secret, headers or an address with a secret in it.
pub fn may_hold_secret(text: &str) -> bool {
    let is_of_name = |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '-');
    let mut names = text.split(|letter| !is_of_name(letter)).filter(|name| !name.is_empty());
    names.any(|name| !matches!(says(name), Says::Nothing | Says::Key) || words_of(name).as_slice() == ["key"])
        || !super::addresses::secret_places(text, true).is_empty()
}

/// What a name says about its value.
pub(super) fn says(name: &str) -> Says {
    let mut words = words_of(name);
    while words.len() > 1 && words.last().is_some_and(|word| NEUTRAL.contains(&word.as_str())) {
        words.pop();
    }
    let last = words.pop().unwrap_or_default();
    let before = words.last().map(String::as_str);
    match last.as_str() {
        "header" | "headers" if before.is_some_and(|word| SECRETS.contains(&word)) => Says::Secret,
        "header" | "headers" => Says::Headers,
        "token" if before.is_some_and(|word| OPEN_TOKENS.contains(&word)) => Says::Nothing,
        "tokens" if before.is_some_and(|word| OPEN_TOKENS.contains(&word)) => Says::Nothing,
        "key" => match before {
            Some(word) if SECRET_KEYS.contains(&word) => Says::Secret,
            Some(word) if OPEN_KEYS.contains(&word) => Says::Nothing,
            _ => Says::Key,
        },
        last if SECRETS.contains(&last) => Says::Secret,
        last if SECRET_TEXTS.contains(&last) => Says::SecretText,
        last if last.ends_with("headers") => Says::Headers,
        last if RUN_TOGETHER.iter().any(|end| last.ends_with(end)) => Says::Secret,
        _ => Says::Nothing,
    }
}

/// Whether the value of a member of this name is secret as a whole.
pub(super) fn is_secret(name: &str, value: &Value) -> bool {
    let is_text = |value: &Value| value.as_str().is_some_and(|text| !text.is_empty());
    match says(name) {
        Says::Secret => !value.is_boolean(),
        Says::SecretText => match value {
            Value::Array(items) => !items.is_empty() && items.iter().all(is_text),
            value => is_text(value),
        },
        Says::Key => value.as_str().is_some_and(|text| text.chars().count() >= SHORTEST_KEY),
        Says::Headers | Says::Nothing => false,
    }
}

/// Whether a parameter of an address is secret.
pub(super) fn is_secret_parameter(name: &str) -> bool {
    let last = words_of(name).pop().unwrap_or_default();
    SIGNATURES.contains(&last.as_str()) || matches!(says(name), Says::Secret | Says::Key)
}

/// Whether a member of this name holds an address.
pub(super) fn is_address(name: &str) -> bool {
    words_of(name).last().is_some_and(|word| matches!(word.as_str(), "url" | "uri" | "address"))
}

/// Whether a value is one that a header can have.
pub(super) fn is_scalar(value: &Value) -> bool {
    value.is_string() || value.is_number() || number::is_guarded(value)
}

/// A name's words in small letters, without the digits behind them.
fn words_of(name: &str) -> Vec<String> {
    let letters: Vec<char> = name.chars().collect();
    let mut words = vec![String::new()];
    for (at, letter) in letters.iter().enumerate() {
        let is_small =
            |at: Option<usize>| at.and_then(|at| letters.get(at)).is_some_and(|other| other.is_lowercase());
        // `apiKey` and `APIKey` alike.
        let begins =
            letter.is_uppercase() && (is_small(at.checked_sub(1)) || (at > 0 && is_small(at.checked_add(1))));
        if !letter.is_alphanumeric() || begins {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut()
            && letter.is_alphabetic()
        {
            word.extend(letter.to_lowercase());
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_secret_is_known_by_its_name_however_that_is_written() {
        for name in [
            "X-Api-Key",
            "AUTHORIZATION",
            "Authorization",
            "client_secret",
            "clientSecret",
            "private_key",
            "Token",
            "bearer_token",
            "apiKey",
            "APIKey",
            "apikey",
            "API-KEY",
            "x_api_key2",
            "webhook_secret",
            "accessToken",
            "Proxy-Authorization",
            "passwd",
            "userPassword",
            "DB_PASSWORD",
            "authorization_header",
            "refresh_token",
            "signingSecret",
            "credentials",
            "Set-Cookie",
            "secret_value",
            "clientsecret",
            "token1",
            "password",
        ] {
            assert!(is_secret(name, &json!("s3cret-value")), "{name} would be shown in the window");
        }
        for name in ["tokens", "api_keys", "auth", "key", "customer_key", "fooKey"] {
            assert!(is_secret(name, &json!("s3cret-value")), "{name} would be shown in the window");
        }
        assert!(is_secret("tokens", &json!(["a", "b"])) && is_secret("password", &json!(1234)));
    }

    #[test]
    fn what_only_sounds_like_a_secret_is_shown() {
        for (name, value) in [
            ("keyterms", json!(["bike"])),
            ("boosted_keywords", json!(["bell"])),
            ("max_tokens", json!(500)),
            ("max_token", json!("500")),
            ("tokens", json!(500)),
            ("tokensUsed", json!(12)),
            ("tokens_per_conversation", json!(12)),
            ("end_key", json!("#")),
            ("pound_key", json!("#")),
            ("primaryKey", json!("customer_number")),
            ("public_key", json!("-----BEGIN PUBLIC KEY-----")),
            ("keyboard", json!("qwerty")),
            ("authScheme", json!("bearer")),
            ("author", json!("Ana Maria")),
            ("secret_id", json!("8d7c")),
            ("token_type", json!("bearer")),
            ("requires_password", json!(true)),
            ("nextPageToken", json!("abcdef")),
            ("monkey", json!("banana")),
            ("spin", json!("fast")),
            ("header", json!("Welcome")),
            ("signature", json!("Kind regards, Ana")),
        ] {
            assert!(!is_secret(name, &value), "{name} could not be read any more");
        }
    }

    #[test]
    fn half_typed_text_is_kept_unless_it_may_hold_a_secret() {
        for text in
            ["{\"X-Api-Key\": \"abc", "token", "{\"headers\": {\"A\"", "https://u:p@host", "{\"key\": \"a"]
        {
            assert!(may_hold_secret(text), "{text} would be written to the disk");
        }
        for text in ["{\"keyterms\": [", "{\"max_tokens\": 5", "https://host/?page=2", "the monkey"] {
            assert!(!may_hold_secret(text), "{text} would be lost with a restart");
        }
    }
}
