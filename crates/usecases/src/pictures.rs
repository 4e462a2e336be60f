//! Pictures for the window: agents' avatars fetched without a credential, and previews of chosen files.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use callboard_media::{CancellationToken, StorageClient, download, picture};
use callboard_model::media::PictureFacts;
use callboard_model::{AgentId, CallboardError, ConnectionId, ErrorCode, Result};
use callboard_systems::CallContext;
use url::Url;

use crate::blocking::spawn_blocking;
use crate::connection_list::ConnectionList;
use crate::files::Files;
use crate::gateway::Gateway;
use crate::known::KnownAgents;

/// Largest avatar that is fetched, in bytes.
const MAXIMUM_BYTES: u64 = 10 * 1024 * 1024;
/// Longest side of a preview, in pixels.
const PREVIEW_SIDE: u32 = 1024;
/// Pictures kept in memory; beyond that all are let go and fetched again as they are seen.
const KEPT: usize = 2000;

/// A picture with its media type.
#[derive(Clone, Debug)]
pub struct Picture {
    /// Its content.
    pub bytes: Bytes,
    /// Its media type.
    pub content_type: String,
}

/// Pictures that were fetched in this run.
#[derive(Default)]
struct PictureCache {
    pictures: Mutex<HashMap<Url, Picture>>,
}

impl PictureCache {
    fn get(&self, url: &Url) -> Option<Picture> {
        self.pictures.lock().unwrap_or_else(PoisonError::into_inner).get(url).cloned()
    }

    fn keep(&self, url: Url, picture: Picture) {
        let mut pictures = self.pictures.lock().unwrap_or_else(PoisonError::into_inner);
        if pictures.len() >= KEPT {
            pictures.clear();
        }
        pictures.insert(url, picture);
    }
}

/// Agents' pictures and chosen ones.
pub struct Pictures {
    gateway: Arc<Gateway>,
    connections: Arc<ConnectionList>,
    known: Arc<KnownAgents>,
    storage: StorageClient,
    files: Arc<Files>,
    cache: PictureCache,
}

impl Pictures {
    pub(crate) fn new(
        gateway: Arc<Gateway>,
        connections: Arc<ConnectionList>,
        known: Arc<KnownAgents>,
        storage: StorageClient,
        files: Arc<Files>,
    ) -> Self {
        Self { gateway, connections, known, storage, files, cache: PictureCache::default() }
    }

    /// What a chosen picture is. Decodes no more than its header.
    ///
    /// # Errors
    /// [`ErrorCode::FileUnreadable`], or what is wrong with the picture.
    pub async fn inspect_picture(&self, token: &str) -> Result<PictureFacts> {
        let path = self.files.path(token)?;
        spawn_blocking(move || picture::inspect(&path, &CancellationToken::new())).await
    }

    /// The avatar of an agent that was read already.
    ///
    /// # Errors
    /// [`ErrorCode::MediaNotFound`], [`ErrorCode::NotAPicture`], and what keeps the storage from being read.
    pub async fn avatar(&self, connection: &ConnectionId, agent: &AgentId) -> Result<Picture> {
        let missing = || CallboardError::new(ErrorCode::MediaNotFound);
        let document = self.known.document(connection, agent).ok_or_else(missing)?;
        let url = self.connections.system(connection)?.avatar_url(&document).ok_or_else(missing)?;
        if let Some(picture) = self.cache.get(&url) {
            return Ok(picture);
        }
        let picture = self.fetch_avatar(connection, agent, &url).await?;
        self.cache.keep(url, picture.clone());
        Ok(picture)
    }

    /// Fetches a picture. Where its address does not give it to the public, the system is asked for a location that does.
    async fn fetch_avatar(&self, connection: &ConnectionId, agent: &AgentId, url: &Url) -> Result<Picture> {
        match self.fetch_picture(url).await {
            Ok(picture) => Ok(picture),
            Err(public) => {
                let call = CallContext::quiet();
                let access = self.gateway.access(connection, &call).await?;
                let Some(media) = access.parts().media else { return Err(public) };
                let Some(stored) = media.stored_file(url.as_str()) else { return Err(public) };
                let session = self.gateway.session(&access, &call);
                let location = media.media_location(&session, agent, &stored.file).await?;
                self.fetch_picture(&location).await
            }
        }
    }

    async fn fetch_picture(&self, url: &Url) -> Result<Picture> {
        let (bytes, content_type) =
            download::fetch(&self.storage, url, MAXIMUM_BYTES, &CancellationToken::new()).await?;
        // Only pictures are handed on: an error page or a script that pretends to be one is not.
        match content_type.filter(|kind| kind.starts_with("image/")) {
            Some(content_type) => Ok(Picture { bytes, content_type }),
            None => Err(ErrorCode::NotAPicture.into()),
        }
    }

    /// A chosen picture, made small enough to be shown while it is cropped.
    ///
    /// # Errors
    /// [`ErrorCode::FileUnreadable`], or what is wrong with the picture.
    pub async fn preview(&self, token: &str) -> Result<Picture> {
        let path = self.files.path(token)?;
        let file =
            spawn_blocking(move || picture::preview(&path, PREVIEW_SIDE, &CancellationToken::new())).await?;
        Ok(Picture { bytes: file.bytes, content_type: file.content_type })
    }
}
