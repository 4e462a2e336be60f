//! Media of agents: upload forms, the public address, the download. Sample files are made when they are first asked for.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use jiff::SignedDuration;
use serde_json::{Value, json};
use uuid::Uuid;

use super::routes::{check_agent, check_workspace};
use super::store::MediaFile;
use super::{Refusal, WORKSPACE_ID};
use crate::faults::ActiveFaults;
use crate::sample::Recipe;
use crate::server::Application;
use crate::storage::{BUCKET, PostPolicy};
use crate::{FaultKind, SandboxError};

/// How long an upload form can be used.
const FORM_LIFETIME: SignedDuration = SignedDuration::from_mins(10);

/// What may be uploaded: the folder of the storage, the beginning of the type, the largest size in bytes.
struct UploadKind {
    folder: &'static str,
    type_prefix: &'static str,
    largest: u64,
}

/// PNG, JPEG, WebP and other pictures up to 5 MiB: a policy can name one type or a beginning, not a list.
const AVATAR: UploadKind = UploadKind { folder: "avatars", type_prefix: "image/", largest: 5 << 20 };
/// WAV, MP3 and other sound up to 10 MiB.
const AUDIO: UploadKind = UploadKind { folder: "audio", type_prefix: "audio/", largest: 10 << 20 };

/// The public address of a media file.
pub(super) fn media_url(origin: &str, agent_id: &str, file_id: &str) -> String {
    format!("{origin}/workspaces/{WORKSPACE_ID}/agents/{agent_id}/media/{file_id}")
}

/// Where the storage keeps a file.
pub(super) fn object_key(folder: &str, file_id: &str) -> String {
    format!("{folder}/{file_id}")
}

pub(super) async fn presign_avatar(
    State(application): State<Arc<Application>>,
    Extension(active): Extension<ActiveFaults>,
    Path((workspace, agent)): Path<(String, String)>,
) -> Result<Json<Value>, Refusal> {
    presign(&application, &active, &workspace, &agent, &AVATAR)
}

pub(super) async fn presign_audio(
    State(application): State<Arc<Application>>,
    Extension(active): Extension<ActiveFaults>,
    Path((workspace, agent)): Path<(String, String)>,
) -> Result<Json<Value>, Refusal> {
    presign(&application, &active, &workspace, &agent, &AUDIO)
}

fn presign(
    application: &Application,
    active: &ActiveFaults,
    workspace: &str,
    agent: &str,
    kind: &UploadKind,
) -> Result<Json<Value>, Refusal> {
    check_workspace(workspace)?;
    let agent = check_agent(application, agent)?;
    let file_id = Uuid::new_v4().to_string();
    let media = MediaFile {
        object_key: object_key(kind.folder, &file_id),
        id: file_id,
        agent_id: agent,
        recipe: None,
    };
    application.agents.add_media(&media)?;
    // S3 refuses a form signed more than a quarter of an hour ago for its age, before it looks at the expiry.
    let expired = active.has(&FaultKind::ExpiredPolicy);
    let signed_at = if expired {
        (application.clock)() - FORM_LIFETIME - SignedDuration::from_mins(1)
    } else {
        (application.clock)()
    };
    let fixed = active.fixed_content_type();
    let form = application.storage.sign_post(&PostPolicy {
        bucket: BUCKET,
        key: &media.object_key,
        content_type: fixed.unwrap_or(kind.type_prefix),
        fixed_type: fixed.is_some(),
        size: (1, kind.largest),
        signed_at,
        expires_at: signed_at + FORM_LIFETIME,
    });
    Ok(Json(json!({
        "mediaUrl": media_url(&application.origin, &media.agent_id, &media.id),
        "fileId": media.id,
        "url": application.storage.upload_url(),
        "formData": form,
        "expectedFields": ["Content-Type", "file"],
    })))
}

/// The public address: the bytes, without a credential.
pub(super) async fn show(
    State(application): State<Arc<Application>>,
    Path((workspace, agent, file)): Path<(String, String, String)>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    check_workspace(&workspace)?;
    let media = find(&application, &agent, &file).await?;
    Ok(application.storage.read(&media.object_key, &headers, (application.clock)()).await)
}

/// `downloadMedia`: 302 to an address that needs no credential; 400 for an id that cannot be one, 404 without a file.
pub(super) async fn download(
    State(application): State<Arc<Application>>,
    Path((workspace, agent, file)): Path<(String, String, String)>,
) -> Result<Response, Refusal> {
    check_workspace(&workspace)?;
    if Uuid::parse_str(&file).is_err() {
        return Err(Refusal::bad_request("invalid_file_id", "The file id has to be a UUID."));
    }
    check_agent(&application, &agent)?;
    let media = find(&application, &agent, &file).await?;
    let location = application.storage.download_url(&media.object_key, (application.clock)());
    let location = HeaderValue::try_from(location).map_err(|_| Refusal::media_not_found())?;
    Ok((StatusCode::FOUND, [(header::LOCATION, location)]).into_response())
}

/// A file that is really there: uploaded, or made now.
async fn find(application: &Application, agent: &str, file: &str) -> Result<MediaFile, Refusal> {
    let media = application.agents.media(agent, file)?.ok_or_else(Refusal::media_not_found)?;
    if application.storage.has(&media.object_key) {
        return Ok(media);
    }
    let recipe = media.recipe.as_deref().and_then(Recipe::parse).ok_or_else(Refusal::media_not_found)?;
    let made = tokio::task::spawn_blocking(move || recipe.make())
        .await
        .map_err(|error| SandboxError::Storage { reason: error.to_string() })??;
    application.storage.write(&media.object_key, recipe.content_type(), made, (application.clock)()).await?;
    Ok(media)
}
