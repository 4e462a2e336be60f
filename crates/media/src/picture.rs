use crate::{EncodedFile, Policy};
use callboard_model::media::{Crop, PictureFacts};
use callboard_model::{ErrorCode, Result};
use std::path::Path;
use tokio_util::sync::CancellationToken;
/// What the stored picture has to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PictureTarget {
    pub side: u32,
    pub png: bool,
    pub jpeg: bool,
    pub maximum_bytes: Option<u64>,
}
impl PictureTarget {
    pub fn avatar(policy: Option<&Policy>) -> Self {
        let _ = policy;
        Self { side: 512, png: true, jpeg: true, maximum_bytes: None }
    }
}
pub fn inspect(path: &Path, cancel: &CancellationToken) -> Result<PictureFacts> {
    let _ = (path, cancel);
    Err(ErrorCode::Internal.into())
}
pub fn preview(path: &Path, longest_side: u32, cancel: &CancellationToken) -> Result<EncodedFile> {
    let _ = (path, longest_side, cancel);
    Err(ErrorCode::Internal.into())
}
pub fn square(
    path: &Path,
    crop: Crop,
    target: &PictureTarget,
    cancel: &CancellationToken,
) -> Result<EncodedFile> {
    let _ = (path, crop, target, cancel);
    Err(ErrorCode::Internal.into())
}
