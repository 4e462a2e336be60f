//! Pictures for the window: agents' avatars fetched without a credential, and previews of chosen files.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use callboard_media::{CancellationToken, StorageClient, download, picture};
use callboard_model::media::PictureFacts;
use callboard_model::{AgentId, CallboardError, ConnectionId, ErrorCode, Result};
use callboard_systems::{CallContext, Reach, reach};
use url::Url;

use crate::connection_list::ConnectionList;
use crate::decoding::Decoding;
use crate::files::Files;
use crate::gateway::Gateway;
use crate::known::KnownAgents;

/// Largest avatar that is fetched, in bytes.
const MAXIMUM_BYTES: u64 = 10 * 1024 * 1024;
/// Longest side of a preview, in pixels.
const PREVIEW_SIDE: u32 = 1024;
/// Longest side of an agent's picture in the window, in pixels.
const AVATAR_SIDE: u32 = 512;
/// Bytes of pictures kept in memory; beyond that all are let go and fetched again as they are seen.
const KEPT_BYTES: usize = 64 * 1024 * 1024;

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
struct PictureCache(Mutex<HashMap<Url, Picture>>);

impl PictureCache {
    fn get(&self, url: &Url) -> Option<Picture> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(url).cloned()
    }

    fn keep(&self, url: Url, picture: Picture) {
        let mut pictures = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let kept: usize = pictures.values().map(|picture| picture.bytes.len()).sum();
        if kept + picture.bytes.len() > KEPT_BYTES {
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
    decoding: Arc<Decoding>,
}

impl Pictures {
    pub(crate) fn new(
        gateway: Arc<Gateway>,
        connections: Arc<ConnectionList>,
        known: Arc<KnownAgents>,
        storage: StorageClient,
        files: Arc<Files>,
        decoding: Arc<Decoding>,
    ) -> Self {
        Self { gateway, connections, known, storage, files, cache: PictureCache::default(), decoding }
    }

    /// What a chosen picture is. Decodes no more than its header.
    ///
    /// # Errors
    /// [`ErrorCode::FileUnreadable`], or what is wrong with the picture.
    pub async fn inspect_picture(&self, token: &str) -> Result<PictureFacts> {
        let path = self.files.path(token)?;
        let cancel = CancellationToken::new();
        self.decoding.run(&cancel, move |cancel| picture::inspect(&path, cancel)).await
    }

    /// The avatar of an agent that was read already.
    ///
    /// # Errors
    /// [`ErrorCode::MediaNotFound`], [`ErrorCode::NotAPicture`], and what keeps the storage from being read.
    pub async fn avatar(&self, connection: &ConnectionId, agent: &AgentId) -> Result<Picture> {
        let missing = || CallboardError::new(ErrorCode::MediaNotFound);
        let document = self.known.document(connection, agent).ok_or_else(missing)?;
        let url = self.connections.system(connection)?.avatar_url(&document).ok_or_else(missing)?;
        let kept = self.connections.get(connection)?;
        let reach = if kept.sample { Reach::ThisComputer } else { reach(&kept) };
        if let Some(picture) = self.cache.get(&url) {
            return Ok(picture);
        }
        let picture = self.fetch_avatar(connection, agent, &url, reach).await?;
        self.cache.keep(url, picture.clone());
        Ok(picture)
    }

    /// Fetches a picture. Where its address does not give it to the public, the system is asked for a location that does.
    async fn fetch_avatar(
        &self,
        connection: &ConnectionId,
        agent: &AgentId,
        url: &Url,
        reach: Reach,
    ) -> Result<Picture> {
        let storage = self.storage.reaching(reach);
        match self.fetch_picture(&storage, url).await {
            Ok(picture) => Ok(picture),
            Err(public) => {
                let call = CallContext::quiet();
                let access = self.gateway.access(connection, &call).await?;
                let Some(media) = access.parts().media else { return Err(public) };
                let Some(stored) = media.stored_file(url.as_str()) else { return Err(public) };
                let session = self.gateway.session(&access, &call);
                let location = media.media_location(&session, agent, &stored.file).await?;
                self.fetch_picture(&storage, &location).await
            }
        }
    }

    async fn fetch_picture(&self, storage: &StorageClient, url: &Url) -> Result<Picture> {
        let (bytes, content_type) =
            download::fetch(storage, url, MAXIMUM_BYTES, &CancellationToken::new()).await?;
        // An error page that pretends to be a picture need not be looked at.
        if !content_type.is_some_and(|kind| kind.starts_with("image/")) {
            return Err(ErrorCode::NotAPicture.into());
        }
        // What a server gives is handed to the window as pixels alone: no script of an SVG, no picture that fills the memory.
        let cancel = CancellationToken::new();
        let decode = move |cancel: &_| picture::stored(&bytes, AVATAR_SIDE, cancel);
        let file = self.decoding.run(&cancel, decode).await?;
        Ok(Picture { bytes: file.bytes, content_type: file.content_type })
    }

    /// A chosen picture, made small enough to be shown while it is cropped.
    ///
    /// # Errors
    /// [`ErrorCode::FileUnreadable`], or what is wrong with the picture.
    pub async fn preview(&self, token: &str) -> Result<Picture> {
        let path = self.files.path(token)?;
        let cancel = CancellationToken::new();
        let decode = move |cancel: &_| picture::preview(&path, PREVIEW_SIDE, cancel);
        let file = self.decoding.run(&cancel, decode).await?;
        Ok(Picture { bytes: file.bytes, content_type: file.content_type })
    }
}
