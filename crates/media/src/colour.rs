//! Colour profiles: a camera's own colours as the colours every screen shows (sRGB).
//!
//! A stored picture carries no profile, so without this the faces of most telephones' pictures, which are in Display P3,
//! would look pale.

use image::DynamicImage;
use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};

/// The picture in sRGB. Without a profile, or with one that cannot be read or is of something else than red, green and
/// blue, its colours are taken for sRGB already.
pub(crate) fn in_srgb(picture: DynamicImage, profile: Option<&[u8]>) -> DynamicImage {
    profile.and_then(|profile| converted(&picture, profile)).unwrap_or(picture)
}

fn converted(picture: &DynamicImage, profile: &[u8]) -> Option<DynamicImage> {
    let own = ColorProfile::new_from_slice(profile).ok()?;
    if own.color_space != DataColorSpace::Rgb {
        return None;
    }
    if picture.color().has_alpha() {
        let source = picture.to_rgba8();
        let mut target = source.clone();
        translate(&own, Layout::Rgba, &source, &mut target)?;
        Some(target.into())
    } else {
        let source = picture.to_rgb8();
        let mut target = source.clone();
        translate(&own, Layout::Rgb, &source, &mut target)?;
        Some(target.into())
    }
}

fn translate(own: &ColorProfile, layout: Layout, source: &[u8], target: &mut [u8]) -> Option<()> {
    let srgb = ColorProfile::new_srgb();
    let transform = own.create_transform_8bit(layout, &srgb, layout, TransformOptions::default()).ok()?;
    transform.transform(source, target).ok()
}
