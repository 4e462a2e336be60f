//! The way to servers that hold secrets in every document and repeat every key they are given.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use async_trait::async_trait;
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE};
use callboard_systems::{IncomingAnswer, OutgoingRequest, Transport, TransportFault, TransportFaultKind};
use reqwest::header::{HeaderMap, HeaderValue};
use serde_json::{Value, json};

use crate::KEY;

/// The secrets that documents hold. Nothing of them is a word.
pub(crate) const SECRETS: [&str; 9] = [
    "zq1-header-Vb8",
    "zq2-client-Vb8",
    "zq3-private-Vb8",
    "zq4-token-Vb8",
    "zq5-user:zq5-password-Vb8",
    "zq6-query-Vb8",
    "zq7-list-Vb8",
    "zq8-upper-Vb8",
    "zq9-pair-Vb8",
];

/// The secrets that somebody types.
pub(crate) const TYPED: [&str; 3] = ["zt1-typed-Vb8", "zt2-header-of-a-webhook-Vb8", "zt3-query-Vb8"];

/// Forms in which a server repeats keys.
pub(crate) const ECHOES: usize = 8;

/// What the servers do beside what they are asked.
#[derive(Clone, Copy)]
pub(crate) enum Planting {
    Nothing,
    /// Secrets are in every document.
    Documents,
    /// Every request is refused with words that repeat its keys.
    Errors {
        form: usize,
    },
}

pub(crate) struct Server {
    client: reqwest::Client,
    planting: Mutex<Planting>,
    planted: AtomicUsize,
    turn: AtomicUsize,
}

impl Server {
    pub(crate) fn new() -> Self {
        let client = reqwest::Client::builder().no_proxy().redirect(reqwest::redirect::Policy::none());
        Self {
            client: client.build().unwrap(),
            planting: Mutex::new(Planting::Nothing),
            planted: AtomicUsize::new(0),
            turn: AtomicUsize::new(0),
        }
    }

    pub(crate) fn plant(&self, planting: Planting) {
        *self.planting.lock().unwrap() = planting;
    }

    /// How many objects were given secrets.
    pub(crate) fn planted(&self) -> usize {
        self.planted.load(Ordering::SeqCst)
    }

    /// Puts secrets into everything that looks like an agent or a webhook.
    fn plant_in(&self, value: &mut Value) {
        match value {
            Value::Array(items) => items.iter_mut().for_each(|item| self.plant_in(item)),
            Value::Object(members) => {
                members.values_mut().for_each(|member| self.plant_in(member));
                if members.contains_key("name")
                    || members.contains_key("title")
                    || members.contains_key("agent_id")
                {
                    self.planted.fetch_add(1, Ordering::SeqCst);
                    let basic = STANDARD.encode(format!("me:{KEY}"));
                    for (name, secret) in [
                        ("X-Api-Key", json!(SECRETS[0])),
                        ("client_secret", json!(SECRETS[1])),
                        ("odd", json!({"deep": [{"private_key": SECRETS[2]}, {"Token": SECRETS[3]}]})),
                        ("hook", json!(format!("https://{}@host/x?api_key={}", SECRETS[4], SECRETS[5]))),
                        (
                            "httpHeaders",
                            json!([{"name": "X-Anything", "value": SECRETS[6]}, format!("B: {}", SECRETS[6])]),
                        ),
                        ("AUTHORIZATION", json!(SECRETS[7])),
                        ("env", json!([{"key": "DB_PASSWORD", "value": SECRETS[8]}])),
                        ("remark", json!(format!("use {KEY}, or Basic {basic}"))),
                    ] {
                        members.insert(name.to_owned(), secret);
                    }
                    members.insert(KEY.to_owned(), json!("a member of that name"));
                }
            }
            _ => {}
        }
    }

    /// The refusal of a request, in the words of all systems at once, with its keys in one of the forms.
    fn refusal(&self, request: &OutgoingRequest, form: usize) -> IncomingAnswer {
        let statuses = [400, 422, 401, 403, 404, 409];
        let turn = self.turn.fetch_add(1, Ordering::SeqCst);
        let keys = request.headers.values().filter(|value| value.is_sensitive());
        let keys = keys.map(|value| {
            let text = String::from_utf8_lossy(value.as_bytes()).into_owned();
            let scheme = ["Bearer ", "AccessKey "].iter().find_map(|scheme| text.strip_prefix(scheme));
            scheme.unwrap_or(&text).to_owned()
        });
        let body = String::from_utf8_lossy(request.body.as_deref().unwrap_or_default()).into_owned();
        let typed = super::TYPED
            .iter()
            .chain(&SECRETS)
            .filter(|secret| body.contains(**secret))
            .map(|secret| (*secret).to_owned());
        let said: Vec<String> = keys.chain(typed).map(|key| echo(&key, form)).collect();
        let text = match form {
            // Across the place where texts are cut.
            6 => format!("{}{}", "x".repeat(490), said.join("/")),
            7 => format!("{}{}", "x".repeat(120), said.join("/")),
            _ => format!("refused: {}", said.join(" and ")),
        };
        let answer = json!({"code": text, "message": text, "detail": [{"loc": ["body", text], "msg": text}], "name": text,
            "error": {"message": text, "code": text, "details": [text, {"message": text}]}, "status": text,
            "errors": [{"field": text, "message": text}]});
        let mut headers = HeaderMap::new();
        for name in ["x-request-id", "cf-ray"] {
            if let Ok(value) = HeaderValue::from_str(&text) {
                headers.insert(name, value);
            }
        }
        IncomingAnswer { status: statuses[turn % statuses.len()], headers, body: answer.to_string().into() }
    }
}

/// A key as a server may repeat it.
fn echo(key: &str, form: usize) -> String {
    match form {
        1 => key.bytes().map(|byte| format!("%{byte:02x}")).collect(),
        2 => STANDARD.encode(key),
        3 => URL_SAFE.encode(format!("me:{key}")),
        4 => STANDARD.encode(format!("{key}:")),
        5 => serde_json::to_string(key).unwrap(),
        _ => key.to_owned(),
    }
}

#[async_trait]
impl Transport for Server {
    async fn exchange(&self, request: &OutgoingRequest) -> Result<IncomingAnswer, TransportFault> {
        let planting = *self.planting.lock().unwrap();
        if let Planting::Errors { form } = planting {
            return Ok(self.refusal(request, form));
        }
        let mut asked =
            self.client.request(request.method.clone(), request.url.clone()).headers(request.headers.clone());
        if let Some(body) = &request.body {
            asked = asked.body(body.clone());
        }
        let broken = |error: reqwest::Error| TransportFault {
            kind: TransportFaultKind::Broken,
            code: callboard_model::ErrorCode::Unreachable,
            detail: Some(error.to_string()),
        };
        let answer = asked.send().await.map_err(broken)?;
        let (status, headers) = (answer.status().as_u16(), answer.headers().clone());
        let mut body = answer.bytes().await.map_err(broken)?;
        if matches!(planting, Planting::Documents)
            && let Ok(mut document) = serde_json::from_slice::<Value>(&body)
        {
            self.plant_in(&mut document);
            body = document.to_string().into();
        }
        Ok(IncomingAnswer { status, headers, body })
    }
}
