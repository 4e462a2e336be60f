//! Pictures: what a file holds, a preview, and the square that is stored.
//!
//! A file is judged by its content, never by its name. Its size and its number of pixels are bounded before it is
//! decoded. What comes out holds pixels only, in sRGB: no place, no camera, no colour profile, no thumbnail. Of an
//! animation the first frame is taken.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use callboard_model::media::{Crop, PictureFacts};
use callboard_model::{CallboardError, ErrorCode, Result};
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::{CompressionType, FilterType as PngFilter, PngEncoder};
use image::imageops::FilterType;
use image::{
    DynamicImage, ExtendedColorType, ImageDecoder, ImageError, ImageFormat, ImageReader, Limits, Rgb,
    RgbImage, RgbaImage,
};
use tokio_util::sync::CancellationToken;

use crate::file::{size_within, too_large, unless_cancelled, unreadable};
use crate::{EncodedFile, Policy, colour, rotation};

mod metadata;

/// The largest file that is looked at, in bytes.
pub const MAXIMUM_FILE_BYTES: u64 = 60 * 1024 * 1024;

/// The largest picture that is decoded, in pixels: more than any telephone's camera makes.
pub const MAXIMUM_PIXELS: u64 = 80_000_000;

/// The longest side of a picture that is decoded, in pixels: twice that of a telephone's panorama.
pub const MAXIMUM_SIDE: u32 = 32_768;

/// The largest stored picture that is decoded, in bytes.
pub const MAXIMUM_STORED_BYTES: usize = 10 * 1024 * 1024;

/// The largest stored picture that is decoded, in pixels: a square of 4,096, more than most cameras make.
pub const MAXIMUM_STORED_PIXELS: u64 = 4096 * 4096;

/// What a picture may take while it is decoded.
#[derive(Clone, Copy)]
struct Bounds {
    pixels: u64,
    /// Bytes of its pixels; as much again for what the decoder keeps beside them.
    bytes: u64,
}

/// A file that the admin chose: 8 bytes a pixel, and some room.
const CHOSEN: Bounds = Bounds { pixels: MAXIMUM_PIXELS, bytes: 700 * 1024 * 1024 };

/// A picture that was downloaded, unasked: 4 bytes a pixel, and some room.
const STORED: Bounds = Bounds { pixels: MAXIMUM_STORED_PIXELS, bytes: 72 * 1024 * 1024 };

/// Sides tried when storage wants a smaller file, in pixels.
const SMALLER_SIDES: [u32; 6] = [384, 256, 192, 128, 96, 64];

/// JPEG qualities tried before the side is made smaller.
const QUALITIES: [u8; 4] = [90, 80, 70, 60];

/// What the stored picture has to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PictureTarget {
    /// Width and height in pixels, at most.
    pub side: u32,
    /// Whether PNG is taken.
    pub png: bool,
    /// Whether JPEG is taken.
    pub jpeg: bool,
    /// Size of the file at most.
    pub maximum_bytes: Option<u64>,
}

impl PictureTarget {
    /// An avatar: 512 pixels, in what the policy takes. Without a readable policy, either format of any size.
    pub fn avatar(policy: Option<&Policy>) -> Self {
        Self {
            side: 512,
            png: policy.is_none_or(|policy| policy.allows_type("image/png")),
            jpeg: policy.is_none_or(|policy| policy.allows_type("image/jpeg")),
            maximum_bytes: policy.and_then(Policy::maximum_bytes),
        }
    }
}

/// Decodes a picture to see that it is whole, and says how large it is.
///
/// # Errors
/// `FileUnreadable`, `FileEmpty`, `FileTooLarge` (`maximum` bytes), `HeicPicture`, `NotAPicture` (`format` where it is a
/// known one that cannot be read, such as `avif`; `fault` `cutOff` where its end is missing), `PictureTooLarge` (`maximum` pixels, or `longest` of a side),
/// `Cancelled`.
pub fn inspect(path: &Path, cancel: &CancellationToken) -> Result<PictureFacts> {
    let picture = decode(&read(path, cancel)?, CHOSEN, cancel)?;
    Ok(PictureFacts { width: picture.image.width(), height: picture.image.height() })
}

/// A small copy to show while the admin crops: its longest side is at most `longest_side` pixels.
///
/// # Errors
/// As [`inspect`].
pub fn preview(path: &Path, longest_side: u32, cancel: &CancellationToken) -> Result<EncodedFile> {
    small_copy(decode(&read(path, cancel)?, CHOSEN, cancel)?, longest_side, cancel)
}

/// A small copy of a picture that somebody else stored: at most `longest_side` pixels, PNG or JPEG, without anything but
/// pixels, and never what a browser would run, such as SVG. What is downloaded is trusted with less than a file that was
/// chosen: [`MAXIMUM_STORED_BYTES`] and [`MAXIMUM_STORED_PIXELS`].
///
/// # Errors
/// As [`inspect`], without those of files.
pub fn stored(content: &[u8], longest_side: u32, cancel: &CancellationToken) -> Result<EncodedFile> {
    if content.is_empty() {
        return Err(ErrorCode::FileEmpty.into());
    }
    if content.len() > MAXIMUM_STORED_BYTES {
        return Err(too_large(MAXIMUM_STORED_BYTES as u64));
    }
    small_copy(decode(content, STORED, cancel)?, longest_side, cancel)
}

fn small_copy(decoded: Decoded, longest_side: u32, cancel: &CancellationToken) -> Result<EncodedFile> {
    let Decoded { image: picture, meaning } = decoded;
    let longest_side = longest_side.max(1);
    let small = if picture.width().max(picture.height()) > longest_side {
        picture.thumbnail(longest_side, longest_side)
    } else {
        picture
    };
    unless_cancelled(cancel)?;
    let small = colour::in_srgb(small, &meaning);
    if is_transparent(&small) { png(&small) } else { jpeg(&small, 85) }
}

/// Turns the picture, cuts the square out, makes it small, and encodes it as the target wants: as PNG where it is transparent or no JPEG
/// is taken, else as JPEG; of less quality and then smaller until it fits. The crop is moved into the picture where it
/// lies outside. Nothing is enlarged.
///
/// # Errors
/// As [`inspect`]; also `UploadTypeRefused` when neither format is taken, and `UploadTooLarge` (`maximum` bytes) when
/// even the smallest does not fit.
pub fn square(
    path: &Path,
    crop: Crop,
    target: &PictureTarget,
    cancel: &CancellationToken,
) -> Result<EncodedFile> {
    if !target.png && !target.jpeg {
        return Err(ErrorCode::UploadTypeRefused.into());
    }
    let Decoded { image, meaning } = decode(&read(path, cancel)?, CHOSEN, cancel)?;
    let picture = cut_out(image, crop, target.side, cancel)?;
    let side = picture.width();
    let transparent = is_transparent(&picture);

    let first = target.side.clamp(1, side);
    for side in std::iter::once(first).chain(SMALLER_SIDES.into_iter().filter(|smaller| *smaller < first)) {
        unless_cancelled(cancel)?;
        let small = colour::in_srgb(resized(&picture, side, transparent), &meaning);
        for encoded in encodings(&small, transparent, target) {
            let encoded = encoded?;
            if target.maximum_bytes.is_none_or(|maximum| encoded.bytes.len() as u64 <= maximum) {
                return Ok(encoded);
            }
            unless_cancelled(cancel)?;
        }
    }
    let error = CallboardError::new(ErrorCode::UploadTooLarge);
    Err(error.with_context("maximum", target.maximum_bytes.unwrap_or_default()))
}

/// The square, of at least `wanted` pixels where the picture has them.
fn cut_out(
    picture: DynamicImage,
    crop: Crop,
    wanted: u32,
    cancel: &CancellationToken,
) -> Result<DynamicImage> {
    let (picture, turn) = rotation::quarters(picture, crop.rotation);
    if turn == 0.0 {
        let (x, y, side) = placed(crop, picture.width(), picture.height());
        return Ok(picture.crop_imm(x, y, side, side));
    }
    unless_cancelled(cancel)?;
    // Drawing mixes neighbours, so colours are weighed by opacity, as in `resized`.
    let mut weighed = picture.to_rgba8();
    weigh(&mut weighed, |colour, alpha| colour * alpha / 255);
    let mut square = rotation::turned_square(&weighed, crop, turn, wanted);
    weigh(&mut square, |colour, alpha| (colour * 255).checked_div(alpha).unwrap_or(0));
    Ok(DynamicImage::from(square))
}

/// The encodings to try of one size, best first.
fn encodings<'a>(
    picture: &'a DynamicImage,
    transparent: bool,
    target: &PictureTarget,
) -> Box<dyn Iterator<Item = Result<EncodedFile>> + 'a> {
    if target.png && (transparent || !target.jpeg) {
        Box::new(std::iter::once_with(|| png(picture)))
    } else {
        Box::new(QUALITIES.into_iter().map(|quality| jpeg(picture, quality)))
    }
}

/// A picture that stands upright, and what its colours mean.
struct Decoded {
    image: DynamicImage,
    meaning: colour::Meaning,
}

fn read(path: &Path, cancel: &CancellationToken) -> Result<Vec<u8>> {
    size_within(path, MAXIMUM_FILE_BYTES)?;
    unless_cancelled(cancel)?;
    std::fs::read(path).map_err(unreadable)
}

/// A decoder that breaks off, as decoders of strange files do, ends the picture and not the program.
fn decode(content: &[u8], bounds: Bounds, cancel: &CancellationToken) -> Result<Decoded> {
    let broken_off =
        |_| Err(CallboardError::new(ErrorCode::NotAPicture).with_detail("the decoder broke off"));
    catch_unwind(AssertUnwindSafe(|| decode_within(content, bounds, cancel))).unwrap_or_else(broken_off)
}

fn decode_within(content: &[u8], bounds: Bounds, cancel: &CancellationToken) -> Result<Decoded> {
    let format = format_of(content)?;
    let jpeg = (format == ImageFormat::Jpeg).then(|| metadata::jpeg_frame(content));
    if let Some(jpeg) = jpeg {
        refuse_unusual_jpeg(jpeg)?;
    }
    if format == ImageFormat::Tiff && metadata::is_palette_tiff(content) {
        return Err(unreadable_kind("TIFF (palette)"));
    }

    let mut reader = ImageReader::with_format(Cursor::new(content), format);
    let mut limits = Limits::no_limits();
    limits.max_alloc = Some(bounds.bytes);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|error| not_decoded(format, error))?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > bounds.pixels || decoder.total_bytes() > bounds.bytes {
        return Err(picture_too_large(bounds.pixels));
    }
    if width.max(height) > MAXIMUM_SIDE {
        return Err(CallboardError::new(ErrorCode::PictureTooLarge).with_context("longest", MAXIMUM_SIDE));
    }
    unless_cancelled(cancel)?;
    let exif = decoder.exif_metadata().unwrap_or_default();
    let orientation = metadata::orientation(content, format, exif.as_deref());
    // A profile of red, green and blue says nothing about four inks.
    let has_inks = jpeg.is_some_and(|jpeg| jpeg.components == 4)
        || matches!(decoder.original_color_type(), ExtendedColorType::Cmyk8 | ExtendedColorType::Cmyk16);
    let profile = decoder.icc_profile().unwrap_or_default().filter(|_| !has_inks);
    let meaning = match (format, &profile) {
        (ImageFormat::Png, _) => png_meaning(content, profile.as_deref()),
        (_, profile) => profile.as_deref().and_then(colour::of_profile),
    };
    let mut image = DynamicImage::from_decoder(decoder).map_err(|error| not_decoded(format, error))?;
    if jpeg.is_some_and(|jpeg| !jpeg.is_whole) {
        let error = CallboardError::new(ErrorCode::NotAPicture).with_context("fault", "cutOff");
        return Err(error.with_detail("the JPEG has no end"));
    }
    image.apply_orientation(orientation);
    unless_cancelled(cancel)?;
    Ok(Decoded { image, meaning })
}

/// What a PNG's colours mean, by the chunk that counts most (PNG, third edition, 4.3).
fn png_meaning(content: &[u8], profile: Option<&[u8]>) -> colour::Meaning {
    let before_pixels = || metadata::chunks(content).take_while(|(name, _)| name != b"IDAT");
    let find = |wanted: &[u8; 4]| before_pixels().find(|(name, _)| name == wanted).map(|(_, chunk)| chunk);
    if let Some(points) = find(b"cICP") {
        return colour::of_code_points(points);
    }
    if let Some(profile) = profile {
        return colour::of_profile(profile);
    }
    if find(b"sRGB").is_some() {
        return None;
    }
    let number =
        |chunk: &[u8], index: usize| Some(u32::from_be_bytes(*chunk.get(4 * index..)?.first_chunk()?));
    let chromaticities = find(b"cHRM").and_then(|chunk| {
        let place = |index: usize| Some([number(chunk, 2 * index)?, number(chunk, 2 * index + 1)?]);
        Some([place(0)?, place(1)?, place(2)?, place(3)?])
    });
    colour::of_gamma(find(b"gAMA").and_then(|chunk| number(chunk, 0))?, chromaticities)
}

/// The processes of JPEG that only medicine and printers use are named. (ITU-T T.81, table B.1.)
fn refuse_unusual_jpeg(frame: metadata::JpegFrame) -> Result<()> {
    match (frame.process, frame.precision) {
        (9 | 10 | 11 | 13 | 14 | 15, _) => Err(unreadable_kind("JPEG (arithmetic coding)")),
        (3 | 7, _) => Err(unreadable_kind("JPEG (lossless)")),
        (5 | 6, _) => Err(unreadable_kind("JPEG (hierarchical)")),
        (_, 9..) => Err(unreadable_kind("JPEG (12 bit)")),
        _ => Ok(()),
    }
}

fn unreadable_kind(name: &str) -> CallboardError {
    CallboardError::new(ErrorCode::NotAPicture).with_context("format", name)
}

/// The format by content.
fn format_of(content: &[u8]) -> Result<ImageFormat> {
    refuse_media_container(content)?;
    match image::guess_format(content) {
        Ok(format) if format.reading_enabled() => Ok(format),
        Ok(format) => Err(unreadable_kind(format.extensions_str().first().copied().unwrap_or_default())),
        Err(error) => Err(metadata::name_of(content).map_or_else(|| not_a_picture(error), unreadable_kind)),
    }
}

/// What iPhones and newer Android telephones store is named, because the answer to it is "export it as JPEG" and not "this
/// is broken". Such files begin with the kinds they may be read as (ISO/IEC 14496-12, `FileTypeBox`); `mif1` and `msf1` hold
/// either coding.
fn refuse_media_container(content: &[u8]) -> Result<()> {
    if content.get(4..8) != Some(b"ftyp") {
        return Ok(());
    }
    let length = content.first_chunk().map_or(0, |size| u32::from_be_bytes(*size)) as usize;
    let end = length.min(content.len());
    let mut brands = content
        .get(8..12)
        .into_iter()
        .chain(content.get(16..end).into_iter().flat_map(|more| more.chunks_exact(4)));
    let is_high_efficiency =
        |brand: &[u8]| matches!(brand, b"heic" | b"heix" | b"heim" | b"heis" | b"hevc" | b"hevx");
    let is_avif = |brand: &[u8]| matches!(brand, b"avif" | b"avis");
    let is_either = |brand: &[u8]| matches!(brand, b"mif1" | b"msf1");
    match brands.clone().find(|brand| is_high_efficiency(brand) || is_avif(brand)) {
        Some(brand) if is_avif(brand) => {
            Err(CallboardError::new(ErrorCode::NotAPicture).with_context("format", "avif"))
        }
        Some(_) => Err(ErrorCode::HeicPicture.into()),
        None if brands.any(is_either) => Err(ErrorCode::HeicPicture.into()),
        None => Ok(()),
    }
}

/// TIFF has more variants than anybody reads: one that the decoder does not know is named like a kind of its own.
fn not_decoded(format: ImageFormat, error: ImageError) -> CallboardError {
    let is_variant = format == ImageFormat::Tiff && matches!(error, ImageError::Unsupported(_));
    let error = not_a_picture(error);
    if is_variant { error.with_context("format", "TIFF (of a rare kind)") } else { error }
}

#[allow(clippy::needless_pass_by_value, reason = "it is handed to map_err")]
fn not_a_picture(error: ImageError) -> CallboardError {
    match error {
        ImageError::Limits(_) => picture_too_large(MAXIMUM_PIXELS),
        error => CallboardError::new(ErrorCode::NotAPicture).with_detail(error),
    }
}

fn picture_too_large(maximum: u64) -> CallboardError {
    CallboardError::new(ErrorCode::PictureTooLarge).with_context("maximum", maximum)
}

/// The crop in whole pixels: a square inside the picture, as near as can be to what was asked.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped to the picture, and a value that is no number becomes 0"
)]
fn placed(crop: Crop, width: u32, height: u32) -> (u32, u32, u32) {
    let largest = width.min(height);
    let side =
        if crop.side.is_nan() { largest } else { crop.side.round().clamp(1.0, f64::from(largest)) as u32 };
    let within = |value: f64, size: u32| value.round().clamp(0.0, f64::from(size - side)) as u32;
    (within(crop.x, width), within(crop.y, height), side)
}

fn is_transparent(picture: &DynamicImage) -> bool {
    picture.color().has_alpha() && picture.to_rgba8().pixels().any(|pixel| pixel.0[3] < u8::MAX)
}

fn resized(picture: &DynamicImage, side: u32, transparent: bool) -> DynamicImage {
    if picture.width() == side && picture.height() == side {
        return picture.clone();
    }
    if !transparent {
        return DynamicImage::from(picture.to_rgb8()).resize_exact(side, side, FilterType::Lanczos3);
    }
    // The colour of a transparent pixel must not bleed into its neighbours, so colours are weighed by opacity.
    let mut weighed = picture.to_rgba8();
    weigh(&mut weighed, |colour, alpha| colour * alpha / 255);
    let mut small = image::imageops::resize(&weighed, side, side, FilterType::Lanczos3);
    weigh(&mut small, |colour, alpha| (colour * 255).checked_div(alpha).unwrap_or(0));
    DynamicImage::from(small)
}

#[allow(clippy::cast_possible_truncation, reason = "bounded by 255")]
fn weigh(picture: &mut RgbaImage, change: impl Fn(u32, u32) -> u32) {
    for pixel in picture.pixels_mut() {
        let [red, green, blue, alpha] = pixel.0;
        let changed = |colour: u8| change(u32::from(colour), u32::from(alpha)).min(255) as u8;
        pixel.0 = [changed(red), changed(green), changed(blue), alpha];
    }
}

fn png(picture: &DynamicImage) -> Result<EncodedFile> {
    let mut bytes = Vec::new();
    let encoder = PngEncoder::new_with_quality(&mut bytes, CompressionType::Default, PngFilter::Adaptive);
    let outcome = if is_transparent(picture) {
        picture.to_rgba8().write_with_encoder(encoder)
    } else {
        picture.to_rgb8().write_with_encoder(encoder)
    };
    outcome.map_err(not_encoded)?;
    Ok(EncodedFile::new(bytes, "image/png", "png"))
}

fn jpeg(picture: &DynamicImage, quality: u8) -> Result<EncodedFile> {
    let mut bytes = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut bytes, quality);
    on_white(picture).write_with_encoder(encoder).map_err(not_encoded)?;
    Ok(EncodedFile::new(bytes, "image/jpeg", "jpg"))
}

#[allow(clippy::needless_pass_by_value, reason = "it is handed to map_err")]
fn not_encoded(error: ImageError) -> CallboardError {
    CallboardError::new(ErrorCode::Internal).with_detail(error)
}

/// JPEG knows no transparency.
#[allow(clippy::cast_possible_truncation, reason = "a weighed mean of two bytes is a byte")]
fn on_white(picture: &DynamicImage) -> RgbImage {
    if !picture.color().has_alpha() {
        return picture.to_rgb8();
    }
    let source = picture.to_rgba8();
    RgbImage::from_fn(source.width(), source.height(), |x, y| {
        let [red, green, blue, alpha] = source.get_pixel(x, y).0.map(u32::from);
        Rgb([red, green, blue].map(|colour| ((colour * alpha + 255 * (255 - alpha)) / 255) as u8))
    })
}

#[cfg(test)]
#[path = "picture_tests.rs"]
mod tests;
