//! `callboard-media`: the scheme through which the window shows pictures without ever seeing an address or a key.
//!
//! `avatar/{connection}/{agent}/{version}` is an agent's picture, `chosen/{token}` a chosen file's preview. Whatever is asked,
//! the answer is a picture or nothing, and no document that could run a script.

use std::sync::Arc;

use callboard_model::{AgentId, ConnectionId, ErrorCode, Result};
use callboard_usecases::{Callboard, Picture};
use percent_encoding::percent_decode_str;
use tauri::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use tauri::http::{Method, Request, Response, StatusCode};
use tauri::{Manager, UriSchemeContext, UriSchemeResponder, Wry};

use crate::panics::unbroken;

/// The scheme's name.
pub(crate) const NAME: &str = "callboard-media";

/// What every answer carries. The window and this scheme are two origins, so a policy that is narrower than `cross-origin` would
/// keep the pictures from the window, too.
const PRECAUTIONS: [(HeaderName, &str); 4] = [
    (header::CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox"),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (HeaderName::from_static("cross-origin-resource-policy"), "cross-origin"),
    (header::REFERRER_POLICY, "no-referrer"),
];

/// The media types that are answered: those the program itself encodes.
const MEDIA_TYPES: [&str; 2] = ["image/png", "image/jpeg"];

/// Answers a request of the window for a picture.
#[expect(clippy::needless_pass_by_value, reason = "the form of a scheme's handler is Tauri's")]
pub(crate) fn answer(
    context: UriSchemeContext<'_, Wry>,
    request: Request<Vec<u8>>,
    responder: UriSchemeResponder,
) {
    let callboard = context.app_handle().try_state::<Arc<Callboard>>();
    let wanted = Wanted::of(request.method(), request.uri().path());
    let (Some(callboard), Some(wanted)) = (callboard, wanted) else {
        return responder.respond(nothing());
    };
    let callboard = Arc::clone(&callboard);
    tauri::async_runtime::spawn(async move {
        let response = match unbroken(wanted.picture(&callboard)).await {
            Ok(picture) => shown(&picture),
            Err(error) => {
                log::info!("no picture: {:?}", error.code);
                nothing()
            }
        };
        responder.respond(response);
    });
}

/// A picture that is asked for.
#[derive(Debug, PartialEq, Eq)]
enum Wanted {
    Avatar { connection: ConnectionId, agent: AgentId },
    Chosen { token: String },
}

impl Wanted {
    /// What a path asks for; none for one that this scheme does not have. Each part is decoded by itself and once, so that an
    /// id may hold anything.
    fn of(method: &Method, path: &str) -> Option<Self> {
        if method != Method::GET {
            return None;
        }
        let decoded = |part| percent_decode_str(part).decode_utf8().ok().map(std::borrow::Cow::into_owned);
        let parts: Vec<String> = path.strip_prefix('/')?.split('/').map(decoded).collect::<Option<_>>()?;
        match <[String; 4]>::try_from(parts) {
            Ok([kind, connection, agent, _version]) if kind == "avatar" => {
                let agent = AgentId::parse(agent)?;
                Some(Self::Avatar { connection: ConnectionId(connection), agent })
            }
            Ok(_) => None,
            Err(parts) => match <[String; 2]>::try_from(parts) {
                Ok([kind, token]) if kind == "chosen" => Some(Self::Chosen { token }),
                _ => None,
            },
        }
    }

    async fn picture(&self, callboard: &Callboard) -> Result<Picture> {
        match self {
            Self::Avatar { connection, agent } => callboard.pictures.avatar(connection, agent).await,
            Self::Chosen { token } => callboard.pictures.preview(token).await,
        }
    }
}

fn shown(picture: &Picture) -> Response<Vec<u8>> {
    let Some(media_type) = MEDIA_TYPES.into_iter().find(|known| *known == picture.content_type) else {
        log::warn!("no picture: {:?}", ErrorCode::NotAPicture);
        return nothing();
    };
    let mut response = Response::new(picture.bytes.to_vec());
    *response.headers_mut() = precautions(media_type);
    // A picture's address changes with the picture.
    let for_a_day = HeaderValue::from_static("max-age=86400, immutable");
    response.headers_mut().insert(header::CACHE_CONTROL, for_a_day);
    response
}

/// The one answer to everything that is not there, so that nobody learns why.
fn nothing() -> Response<Vec<u8>> {
    let mut response = Response::new(Vec::new());
    *response.status_mut() = StatusCode::NOT_FOUND;
    *response.headers_mut() = precautions("image/png");
    response
}

fn precautions(media_type: &'static str) -> HeaderMap {
    let mut headers = HeaderMap::new();
    for (name, value) in PRECAUTIONS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    headers
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

    use super::*;

    fn wanted(path: &str) -> Option<Wanted> {
        Wanted::of(&Method::GET, path)
    }

    fn avatar(connection: &str, agent: &str) -> Wanted {
        let agent = AgentId::parse(agent).unwrap();
        Wanted::Avatar { connection: ConnectionId(connection.into()), agent }
    }

    fn picture(content_type: &str) -> Picture {
        Picture { bytes: b"<svg onload='steal()'/>".to_vec().into(), content_type: content_type.to_owned() }
    }

    #[test]
    fn nothing_the_scheme_answers_can_run_a_script_or_be_taken_for_a_document() {
        for response in [shown(&picture("image/png")), shown(&picture("image/svg+xml")), nothing()] {
            let header = |name: &str| response.headers().get(name).and_then(|value| value.to_str().ok());
            assert_eq!(header("content-security-policy"), Some("default-src 'none'; sandbox"));
            assert_eq!(header("x-content-type-options"), Some("nosniff"));
            assert_eq!(header("cross-origin-resource-policy"), Some("cross-origin"));
            assert!(matches!(header("content-type"), Some("image/png" | "image/jpeg")));
        }
    }

    #[test]
    fn only_the_kinds_of_picture_the_program_makes_itself_reach_the_window() {
        for media_type in ["image/png", "image/jpeg"] {
            assert_eq!(
                shown(&picture(media_type)).status(),
                StatusCode::OK,
                "{media_type}: no picture is shown"
            );
        }
        for media_type in ["image/svg+xml", "text/html", "image/png; x", "IMAGE/PNG", ""] {
            let response = shown(&picture(media_type));
            assert_eq!(response.status(), StatusCode::NOT_FOUND, "{media_type} reaches the window");
            assert!(response.body().is_empty(), "{media_type} reaches the window");
        }
    }

    #[test]
    fn agents_with_odd_ids_have_their_pictures() {
        assert_eq!(wanted("/avatar/home/ana/v1"), Some(avatar("home", "ana")));
        assert_eq!(wanted("/avatar/home/a%2Fb%25c/v1"), Some(avatar("home", "a/b%c")));
        assert_eq!(wanted("/avatar/home/%252F/v1"), Some(avatar("home", "%2F")), "an id is decoded twice");
    }

    #[test]
    fn a_guessed_path_leads_nowhere() {
        let paths = [
            "",
            "/",
            "chosen/x",
            "/chosen",
            "/chosen/a/b",
            "//chosen/a",
            "/avatar",
            "/avatar/home/ana",
            "/avatar/home/ana/v1/more",
            "/../chosen/a/b",
            "/avatar/home//v1",
            "/avatar/home/%0912/v1",
            "/chosen/%FF",
            "/etc/passwd",
            "/file:///etc/passwd",
        ];
        for path in paths {
            assert_eq!(wanted(path), None, "{path} leads somewhere");
        }
        // A token is looked up among those that were given out and never becomes a path.
        let token = "../../etc/passwd".to_owned();
        assert_eq!(wanted("/chosen/..%2F..%2Fetc%2Fpasswd"), Some(Wanted::Chosen { token }));
        assert_eq!(Wanted::of(&Method::POST, "/avatar/home/ana/v1"), None);
    }
}
