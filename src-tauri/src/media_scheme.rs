//! `callboard-media`: the scheme through which the window shows pictures without ever seeing an address or a key.
//!
//! `avatar/{connection}/{agent}/{version}` is an agent's picture, `chosen/{token}` a chosen file's preview.

use std::sync::Arc;

use callboard_model::{AgentId, ConnectionId, ErrorCode, Result};
use callboard_usecases::{Callboard, Picture};
use percent_encoding::percent_decode_str;
use tauri::http::{Request, Response, StatusCode, header};
use tauri::{Manager, UriSchemeContext, UriSchemeResponder, Wry};

/// The scheme's name.
pub(crate) const NAME: &str = "callboard-media";

/// Answers a request of the window for a picture.
#[expect(clippy::needless_pass_by_value, reason = "the form of a scheme's handler is Tauri's")]
pub(crate) fn answer(
    context: UriSchemeContext<'_, Wry>,
    request: Request<Vec<u8>>,
    responder: UriSchemeResponder,
) {
    let Some(callboard) =
        context.app_handle().try_state::<Arc<Callboard>>().map(|state| state.inner().clone())
    else {
        return responder.respond(refused(StatusCode::SERVICE_UNAVAILABLE));
    };
    let path = decode(request.uri().path().trim_start_matches('/'));
    tauri::async_runtime::spawn(async move {
        let response = match picture(&callboard, &path).await {
            Ok(picture) => shown(picture),
            Err(error) => {
                log::info!("no picture: {:?}", error.code);
                refused(StatusCode::NOT_FOUND)
            }
        };
        responder.respond(response);
    });
}

async fn picture(callboard: &Callboard, path: &str) -> Result<Picture> {
    let parts: Vec<String> = path.split('/').map(decode).collect();
    match parts.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["avatar", connection, agent, ..] => {
            let agent = AgentId::parse(*agent).ok_or(ErrorCode::MediaNotFound)?;
            callboard.pictures.avatar(&ConnectionId((*connection).to_owned()), &agent).await
        }
        ["chosen", token] => callboard.pictures.preview(token).await,
        _ => Err(ErrorCode::MediaNotFound.into()),
    }
}

fn decode(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

fn shown(picture: Picture) -> Response<Vec<u8>> {
    let response = Response::builder()
        .header(header::CONTENT_TYPE, picture.content_type)
        .header(header::X_CONTENT_TYPE_OPTIONS, "nosniff")
        // A picture's address changes with the picture.
        .header(header::CACHE_CONTROL, "max-age=86400, immutable")
        .body(picture.bytes.to_vec());
    response.unwrap_or_else(|_| refused(StatusCode::INTERNAL_SERVER_ERROR))
}

fn refused(status: StatusCode) -> Response<Vec<u8>> {
    let mut response = Response::new(Vec::new());
    *response.status_mut() = status;
    response
}
