//! Media of agents: upload forms, the public address, the download. Sample files are made when they are first asked for.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use jiff::SignedDuration;
use serde_json::{Value, json};
use uuid::Uuid;

use super::account::{media_url, object_key};
use super::refusal::Refusal;
use super::store::MediaFile;
use super::workspace::Workspace;
use crate::error::SandboxError;
use crate::faults::{ActiveFaults, FaultKind};
use crate::sample::Recipe;
use crate::storage::{BUCKET, PostPolicy};

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

pub(super) async fn presign_avatar(
    State(workspace): State<Arc<Workspace>>,
    Extension(active): Extension<ActiveFaults>,
    Path((id, agent)): Path<(String, String)>,
) -> Result<Json<Value>, Refusal> {
    presign(&workspace, &active, &id, &agent, &AVATAR)
}

pub(super) async fn presign_audio(
    State(workspace): State<Arc<Workspace>>,
    Extension(active): Extension<ActiveFaults>,
    Path((id, agent)): Path<(String, String)>,
) -> Result<Json<Value>, Refusal> {
    presign(&workspace, &active, &id, &agent, &AUDIO)
}

fn presign(
    workspace: &Workspace,
    active: &ActiveFaults,
    id: &str,
    agent: &str,
    kind: &UploadKind,
) -> Result<Json<Value>, Refusal> {
    Workspace::check(id)?;
    let agent = workspace.check_agent(agent)?;
    let file_id = Uuid::new_v4().to_string();
    let media = MediaFile {
        object_key: object_key(kind.folder, &file_id),
        id: file_id,
        agent_id: agent,
        recipe: None,
    };
    workspace.agents.add_media(&media)?;
    // S3 refuses a form signed more than a quarter of an hour ago for its age, before it looks at the expiry.
    let expired = active.has(&FaultKind::ExpiredPolicy);
    let signed_at = if expired {
        workspace.now() - FORM_LIFETIME - SignedDuration::from_mins(1)
    } else {
        workspace.now()
    };
    let fixed = active.fixed_content_type();
    let form = workspace.context.storage.sign_post(&PostPolicy {
        bucket: BUCKET,
        key: &media.object_key,
        content_type: fixed.unwrap_or(kind.type_prefix),
        fixed_type: fixed.is_some(),
        size: (1, kind.largest),
        signed_at,
        expires_at: signed_at + FORM_LIFETIME,
    });
    Ok(Json(json!({
        "mediaUrl": media_url(&workspace.context.origin, &media.agent_id, &media.id),
        "fileId": media.id,
        "url": workspace.context.storage.upload_url(),
        "formData": form,
        "expectedFields": ["Content-Type", "file"],
    })))
}

/// The public address: the bytes, without a credential.
pub(super) async fn show(
    State(workspace): State<Arc<Workspace>>,
    Path((id, agent, file)): Path<(String, String, String)>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    Workspace::check(&id)?;
    let media = find(&workspace, &agent, &file).await?;
    Ok(workspace.context.storage.read(&media.object_key, &headers, workspace.now()).await)
}

/// `downloadMedia`: 302 to an address that needs no credential; 400 for an id that cannot be one, 404 without a file.
pub(super) async fn download(
    State(workspace): State<Arc<Workspace>>,
    Path((id, agent, file)): Path<(String, String, String)>,
) -> Result<Response, Refusal> {
    Workspace::check(&id)?;
    if Uuid::parse_str(&file).is_err() {
        return Err(Refusal::bad_request("invalid_file_id", "The file id has to be a UUID."));
    }
    workspace.check_agent(&agent)?;
    let media = find(&workspace, &agent, &file).await?;
    let location = workspace.context.storage.download_url(&media.object_key, workspace.now());
    let location = HeaderValue::try_from(location).map_err(|_| Refusal::media_not_found())?;
    Ok((StatusCode::FOUND, [(header::LOCATION, location)]).into_response())
}

/// A file that is really there: uploaded, or made now.
async fn find(workspace: &Workspace, agent: &str, file: &str) -> Result<MediaFile, Refusal> {
    let media = workspace.agents.media(agent, file)?.ok_or_else(Refusal::media_not_found)?;
    if workspace.context.storage.has(&media.object_key) {
        return Ok(media);
    }
    let recipe = media.recipe.as_deref().and_then(Recipe::parse).ok_or_else(Refusal::media_not_found)?;
    let made = tokio::task::spawn_blocking(move || recipe.make())
        .await
        .map_err(|error| SandboxError::Storage { reason: error.to_string() })??;
    workspace.context.storage.write(&media.object_key, recipe.content_type(), made, workspace.now()).await?;
    Ok(media)
}
