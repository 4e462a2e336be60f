//! Turning a picture by any angle.
//!
//! Quarter turns move pixels; what is left is drawn once, from a copy that is made smaller first, so that neither a large
//! picture nor a small avatar shows steps or loses detail.

use callboard_model::media::Crop;
use image::imageops::{FilterType, interpolate_bilinear, resize};
use image::{DynamicImage, Rgba, RgbaImage};

/// Angles nearer to a quarter turn than this, in degrees, are one: over 10,000 pixels it moves nothing by one.
const NEGLIGIBLE: f64 = 0.005;

/// Turns by the nearest quarters, clockwise; answers what is still to be turned, at most 45 degrees to either side.
pub(crate) fn quarters(picture: DynamicImage, degrees: f64) -> (DynamicImage, f64) {
    let degrees = if degrees.is_finite() { degrees.rem_euclid(360.0) } else { 0.0 };
    let quarters = (degrees / 90.0).round();
    let rest = degrees - quarters * 90.0;
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 4")]
    let picture = match quarters as u8 {
        1 => picture.rotate90(),
        2 => picture.rotate180(),
        3 => picture.rotate270(),
        _ => picture,
    };
    (picture, if rest.abs() < NEGLIGIBLE { 0.0 } else { rest })
}

/// The square of a picture turned by some degrees; its colours are weighed by opacity, twice as large as `wanted` at most.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "places in a picture, kept inside of it"
)]
pub(crate) fn turned_square(picture: &RgbaImage, crop: Crop, degrees: f64, wanted: u32) -> RgbaImage {
    let full = (f64::from(picture.width()), f64::from(picture.height()));
    let Frame { centre, side } = framed(crop, degrees, full);
    let target = (f64::from(wanted) * 2.0).min(side).max(1.0);
    let scale = (target / side).min(1.0);
    let smaller = |size: f64| (size * scale).round().max(1.0) as u32;
    let smaller_copy =
        (scale < 1.0).then(|| resize(picture, smaller(full.0), smaller(full.1), FilterType::Triangle));
    let source = smaller_copy.as_ref().unwrap_or(picture);
    let scale = (f64::from(source.width()) / full.0, f64::from(source.height()) / full.1);
    let pixels = target.round().max(1.0) as u32;
    let step = side / f64::from(pixels);
    let (sin, cos) = degrees.to_radians().sin_cos();
    RgbaImage::from_fn(pixels, pixels, |column, row| {
        let right = (f64::from(column) + 0.5) * step - side / 2.0;
        let down = (f64::from(row) + 0.5) * step - side / 2.0;
        let x = (centre.0 + right * cos + down * sin) * scale.0 - 0.5;
        let y = (centre.1 - right * sin + down * cos) * scale.1 - 0.5;
        let within = |value: f64, size: u32| value.clamp(0.0, f64::from(size - 1)) as f32;
        let (x, y) = (within(x, source.width()), within(y, source.height()));
        interpolate_bilinear(source, x, y).unwrap_or(Rgba([0; 4]))
    })
}

/// A square in the picture before it is turned, where it stands askew.
struct Frame {
    centre: (f64, f64),
    side: f64,
}

/// The square inside the picture that is nearest to what was asked.
///
/// A square turned by an angle is as wide and high as its side times |cos| + |sin|; it lies inside the picture exactly
/// if that box does.
fn framed(crop: Crop, degrees: f64, (width, height): (f64, f64)) -> Frame {
    // Quarter turns are done already, so the box is that of the picture as it stands now.
    let (sin, cos) = degrees.to_radians().sin_cos();
    let spread = sin.abs() + cos.abs();
    let largest = width.min(height) / spread;
    let side = if crop.side.is_finite() { crop.side.clamp(1.0_f64.min(largest), largest) } else { largest };
    let wanted = if crop.side.is_finite() { crop.side } else { side };
    let known = |value: f64| if value.is_finite() { value } else { 0.0 };
    let right = known(crop.x) + wanted / 2.0 - f64::midpoint(width * cos.abs(), height * sin.abs());
    let down = known(crop.y) + wanted / 2.0 - f64::midpoint(width * sin.abs(), height * cos.abs());
    let reach = side * spread / 2.0;
    let inside = |value: f64, size: f64| value.max(reach).min(size - reach);
    let centre = (
        inside(width / 2.0 + right * cos + down * sin, width),
        inside(height / 2.0 - right * sin + down * cos, height),
    );
    Frame { centre, side }
}
