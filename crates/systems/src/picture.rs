//! Agents' pictures as the window asks for them.

use callboard_model::agent::PictureAddress;
use callboard_model::{AgentId, ConnectionId};
use url::Url;
use uuid::Uuid;

/// The address of the picture inside the program. It changes with the picture's own address, so that a new picture
/// is never hidden behind a cached one.
pub(crate) fn address(connection: &ConnectionId, id: &AgentId, url: &Url) -> Option<PictureAddress> {
    let version = Uuid::new_v5(&Uuid::NAMESPACE_URL, url.as_str().as_bytes()).simple().to_string();
    let mut address = Url::parse("media://callboard/").ok()?;
    address.path_segments_mut().ok()?.clear().extend([
        "avatar",
        connection.as_str(),
        id.as_str(),
        version.as_str(),
    ]);
    Some(PictureAddress(address.path().trim_start_matches('/').to_owned()))
}
