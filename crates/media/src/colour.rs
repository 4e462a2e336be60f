//! Colours: a camera's own as the colours every screen shows (sRGB).
//!
//! A stored picture carries no profile, so without this the faces of most telephones' pictures, which are in Display P3,
//! would look pale.

use image::DynamicImage;
use moxcms::{
    Chromaticity, CicpProfile, ColorPrimaries, ColorProfile, DataColorSpace, Layout, TransformOptions, XyY,
    curve_from_gamma,
};

/// What a picture's colours mean; nothing where they are sRGB or nobody says.
pub(crate) type Meaning = Option<ColorProfile>;

/// The gamma of sRGB in a PNG, in 100,000ths; what is as near is taken for sRGB, as the standard of PNG asks.
const GAMMA_OF_SRGB: u32 = 45_455;
const NEAR: u32 = 1000;

/// Red, green and blue of sRGB, and its white, in 100,000ths.
const WHITE_OF_SRGB: [u32; 2] = [31_270, 32_900];
const PRIMARIES_OF_SRGB: [[u32; 2]; 3] = [[64_000, 33_000], [30_000, 60_000], [15_000, 6000]];

/// What a profile says. One that cannot be read, or that is of inks, says nothing.
pub(crate) fn of_profile(profile: &[u8]) -> Meaning {
    let profile = ColorProfile::new_from_slice(profile).ok()?;
    matches!(profile.color_space, DataColorSpace::Rgb | DataColorSpace::Gray).then_some(profile)
}

/// What the four numbers of a PNG's `cICP` say (ITU-T H.273).
pub(crate) fn of_code_points(points: &[u8]) -> Meaning {
    let [primaries, transfer, matrix, full, ..] = *points else { return None };
    // High dynamic range (16 and 18) has no place on a telephone system's screen, and no profile that would bring it there.
    if matches!(transfer, 16 | 18) {
        return None;
    }
    Some(ColorProfile::new_from_cicp(CicpProfile {
        color_primaries: primaries.try_into().ok()?,
        transfer_characteristics: transfer.try_into().ok()?,
        matrix_coefficients: matrix.try_into().ok()?,
        full_range: full != 0,
    }))
}

/// What a PNG's `gAMA` and `cHRM` say: white, red, green and blue, in 100,000ths.
pub(crate) fn of_gamma(gamma: u32, chromaticities: Option<[[u32; 2]; 4]>) -> Meaning {
    if gamma == 0 || gamma.abs_diff(GAMMA_OF_SRGB) <= NEAR {
        return None;
    }
    let [white, red, green, blue] = chromaticities.filter(|all| all.iter().all(|[_, y]| *y > 0)).unwrap_or([
        WHITE_OF_SRGB,
        PRIMARIES_OF_SRGB[0],
        PRIMARIES_OF_SRGB[1],
        PRIMARIES_OF_SRGB[2],
    ]);
    let part = |value: u32| f64::from(value) / 100_000.0;
    #[allow(clippy::cast_possible_truncation, reason = "five digits")]
    let place = |[x, y]: [u32; 2]| Chromaticity::new(part(x) as f32, part(y) as f32);
    let mut profile = ColorProfile::new_srgb();
    let primaries = ColorPrimaries { red: place(red), green: place(green), blue: place(blue) };
    profile.update_rgb_colorimetry(XyY::new(part(white[0]), part(white[1]), 1.0), primaries);
    #[allow(clippy::cast_possible_truncation, reason = "five digits")]
    let curve = curve_from_gamma((1.0 / part(gamma)) as f32);
    profile.red_trc = Some(curve.clone());
    profile.green_trc = Some(curve.clone());
    profile.blue_trc = Some(curve);
    Some(profile)
}

/// The picture in sRGB. A profile of grey is for grey pictures, one of colours for others: one of the wrong kind is not
/// applied.
pub(crate) fn in_srgb(picture: DynamicImage, meaning: &Meaning) -> DynamicImage {
    meaning.as_ref().and_then(|own| converted(&picture, own)).unwrap_or(picture)
}

fn converted(picture: &DynamicImage, own: &ColorProfile) -> Option<DynamicImage> {
    let has_alpha = picture.color().has_alpha();
    if own.color_space == DataColorSpace::Gray {
        return if has_alpha { None } else { grey(picture, own) };
    }
    if has_alpha {
        let source = picture.to_rgba8();
        let mut target = source.clone();
        translate(own, [Layout::Rgba; 2], &source, &mut target)?;
        Some(target.into())
    } else {
        let source = picture.to_rgb8();
        let mut target = source.clone();
        translate(own, [Layout::Rgb; 2], &source, &mut target)?;
        Some(target.into())
    }
}

fn grey(picture: &DynamicImage, own: &ColorProfile) -> Option<DynamicImage> {
    let source = picture.to_rgb8();
    if source.pixels().any(|pixel| pixel.0[0] != pixel.0[1] || pixel.0[1] != pixel.0[2]) {
        return None;
    }
    let mut target = source.clone();
    translate(own, [Layout::Gray, Layout::Rgb], &picture.to_luma8(), &mut target)?;
    Some(target.into())
}

fn translate(own: &ColorProfile, layouts: [Layout; 2], source: &[u8], target: &mut [u8]) -> Option<()> {
    let srgb = ColorProfile::new_srgb();
    let transform =
        own.create_transform_8bit(layouts[0], &srgb, layouts[1], TransformOptions::default()).ok()?;
    transform.transform(source, target).ok()
}
