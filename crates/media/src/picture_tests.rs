#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss
)]

use std::io::Write as _;
use std::path::PathBuf;

use image::{GenericImageView as _, Rgba};
use proptest::prelude::*;
use tempfile::TempDir;

use super::*;

fn saved(name: &str, content: &[u8]) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::File::create(&path).unwrap().write_all(content).unwrap();
    (folder, path)
}

fn encoded(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// 40 × 20: red, green over blue, white, so that every turn and flip looks different.
fn quarters() -> DynamicImage {
    DynamicImage::from(RgbImage::from_fn(40, 20, |x, y| match (x < 20, y < 10) {
        (true, true) => Rgb([255, 0, 0]),
        (false, true) => Rgb([0, 255, 0]),
        (true, false) => Rgb([0, 0, 255]),
        (false, false) => Rgb([255, 255, 255]),
    }))
}

fn with_orientation(jpeg: &[u8], orientation: u8) -> Vec<u8> {
    let mut exif = b"Exif\0\0II*\0\x08\0\0\0\x01\0".to_vec();
    exif.extend([0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0, 0, 0, 0, 0]);
    let mut file = jpeg[..2].to_vec();
    file.extend([0xFF, 0xE1]);
    file.extend(u16::try_from(exif.len() + 2).unwrap().to_be_bytes());
    file.extend(exif);
    file.extend(&jpeg[2..]);
    file
}

fn whole(width: u32, height: u32) -> Crop {
    Crop { x: 0.0, y: 0.0, side: f64::from(width.min(height)), rotation: 0.0 }
}

fn anything() -> PictureTarget {
    PictureTarget { side: 512, png: true, jpeg: true, maximum_bytes: None }
}

fn token() -> CancellationToken {
    CancellationToken::new()
}

fn name_of(pixel: Rgba<u8>) -> char {
    match pixel.0.map(|value| value > 128) {
        [true, false, false, _] => 'R',
        [false, true, false, _] => 'G',
        [false, false, true, _] => 'B',
        [true, true, true, _] => 'W',
        _ => '?',
    }
}

#[test]
fn a_picture_taken_in_any_position_stands_upright() {
    let jpeg = encoded(&quarters(), ImageFormat::Jpeg);
    // The quarters read row by row, after the orientation (EXIF 2.3, tag 0x0112) is obeyed.
    for (orientation, expected) in [
        (1, "RGBW"),
        (2, "GRWB"),
        (3, "WBGR"),
        (4, "BWRG"),
        (5, "RBGW"),
        (6, "BRWG"),
        (7, "WGBR"),
        (8, "GWRB"),
    ] {
        let (_folder, path) = saved("photo.jpg", &with_orientation(&jpeg, orientation));
        let facts = inspect(&path, &token()).unwrap();
        let upright = if orientation < 5 { (40, 20) } else { (20, 40) };
        assert_eq!((facts.width, facts.height), upright, "orientation {orientation}");
        let shown = image::load_from_memory(&preview(&path, 100, &token()).unwrap().bytes).unwrap();
        let (width, height) = shown.dimensions();
        let seen: String = [(1, 1), (3, 1), (1, 3), (3, 3)]
            .map(|(x, y)| name_of(shown.get_pixel(width * x / 4, height * y / 4)))
            .iter()
            .collect();
        assert_eq!(seen, expected, "somebody's portrait lies on its side: orientation {orientation}");

        // The same of what is stored: the upper left quarter of the picture as it stands.
        let crop = Crop { x: 0.0, y: 0.0, side: 10.0, rotation: 0.0 };
        let stored = square(&path, crop, &anything(), &token()).unwrap();
        let stored = image::load_from_memory(&stored.bytes).unwrap();
        let kept = name_of(stored.get_pixel(4, 4));
        assert!(
            expected.starts_with(kept),
            "another part is stored than was seen: orientation {orientation}"
        );
    }
}

/// What a JPEG file holds beside its pixels, by the markers up to the picture itself (ITU-T T.81, annex B).
fn segments_of(jpeg: &[u8]) -> Vec<u8> {
    assert_eq!(jpeg[..2], [0xFF, 0xD8]);
    let (mut at, mut markers) = (2, Vec::new());
    loop {
        assert_eq!(jpeg[at], 0xFF, "no marker at {at}");
        markers.push(jpeg[at + 1]);
        if jpeg[at + 1] == 0xDA {
            return markers;
        }
        at += 2 + usize::from(u16::from_be_bytes([jpeg[at + 2], jpeg[at + 3]]));
    }
}

/// The names of a PNG file's chunks.
fn chunks_of(png: &[u8]) -> Vec<String> {
    let (mut at, mut names) = (8, Vec::new());
    while at < png.len() {
        let length = u32::from_be_bytes(png[at..at + 4].try_into().unwrap()) as usize;
        names.push(String::from_utf8_lossy(&png[at + 4..at + 8]).into_owned());
        at += 12 + length;
    }
    names
}

#[test]
fn where_a_picture_was_taken_does_not_leave_the_computer() {
    let plain = with_orientation(&encoded(&quarters(), ImageFormat::Jpeg), 6);
    // A comment and a profile beside the camera's notes.
    let mut jpeg = plain[..2].to_vec();
    jpeg.extend(b"\xFF\xFE\x00\x0Fby Ana Ruiz.");
    jpeg.extend(b"\xFF\xE2\x00\x10ICC_PROFILE\0\x01\x01");
    jpeg.extend(&plain[2..]);
    let (_folder, path) = saved("photo.jpg", &jpeg);
    let stored = square(&path, whole(20, 40), &anything(), &token()).unwrap();
    assert_eq!((stored.content_type.as_str(), stored.extension.as_str()), ("image/jpeg", "jpg"));
    // JFIF's header, tables, frame and scan: nothing that speaks of a camera, a place or a person.
    let markers = segments_of(&stored.bytes);
    let told = |marker: &&u8| !matches!(marker, 0xE0 | 0xDB | 0xC0 | 0xC4 | 0xDA);
    assert_eq!(markers.iter().find(told), None, "the camera's notes are uploaded: {markers:X?}");

    let target = PictureTarget { side: 512, png: true, jpeg: false, maximum_bytes: None };
    let stored = square(&path, whole(20, 40), &target, &token()).unwrap();
    assert_eq!(stored.content_type, "image/png");
    let chunks = chunks_of(&stored.bytes);
    let told = |chunk: &&String| !matches!(chunk.as_str(), "IHDR" | "IDAT" | "IEND");
    assert_eq!(chunks.iter().find(told), None, "the camera's notes are uploaded: {chunks:?}");
}

#[test]
fn a_telephones_colours_are_kept_without_its_profile() {
    // Display P3's red lies outside sRGB; its middle grey is the same, and what is reddish there is redder in sRGB.
    let profile = moxcms::ColorProfile::new_display_p3().encode().unwrap();
    for (own, expected) in [([200, 90, 80], [215, 81, 72]), ([128, 128, 128], [128, 128, 128])] {
        let mut bytes = Vec::new();
        let mut encoder = PngEncoder::new(&mut bytes);
        image::ImageEncoder::set_icc_profile(&mut encoder, profile.clone()).unwrap();
        RgbImage::from_pixel(40, 40, Rgb(own)).write_with_encoder(encoder).unwrap();
        let (_folder, path) = saved("p3.png", &bytes);
        let shown = preview(&path, 100, &token()).unwrap();
        let target = PictureTarget { side: 512, png: true, jpeg: false, maximum_bytes: None };
        let stored = square(&path, whole(40, 40), &target, &token()).unwrap();
        for (file, tolerance) in [(shown, 6), (stored, 2)] {
            let pixel = image::load_from_memory(&file.bytes).unwrap().to_rgb8().get_pixel(20, 20).0;
            let off = pixel.iter().zip(expected).map(|(pixel, expected)| pixel.abs_diff(expected)).max();
            assert!(off <= Some(tolerance), "a face looks pale: {pixel:?} instead of {expected:?}");
        }
    }
}

#[test]
fn a_wrong_extension_does_not_matter() {
    for format in [
        ImageFormat::Png,
        ImageFormat::Gif,
        ImageFormat::WebP,
        ImageFormat::Jpeg,
        ImageFormat::Bmp,
        ImageFormat::Tiff,
    ] {
        let (_folder, path) = saved("portrait.txt", &encoded(&quarters(), format));
        let facts = inspect(&path, &token()).unwrap();
        assert_eq!((facts.width, facts.height), (40, 20), "{format:?}");
    }
}

#[test]
fn of_an_animation_the_first_frame_is_taken() {
    let mut bytes = Vec::new();
    {
        let mut encoder = image::codecs::gif::GifEncoder::new(&mut bytes);
        for colour in [[255, 0, 0, 255], [0, 0, 255, 255]] {
            encoder.encode_frame(image::Frame::new(RgbaImage::from_pixel(16, 16, Rgba(colour)))).unwrap();
        }
    }
    let (_folder, path) = saved("wave.gif", &bytes);
    let stored = square(&path, whole(16, 16), &anything(), &token()).unwrap();
    assert_eq!(name_of(image::load_from_memory(&stored.bytes).unwrap().get_pixel(8, 8)), 'R');
}

#[test]
fn what_is_no_picture_is_said_to_be_none() {
    for (content, format) in [
        (b"%PDF-1.7 and so on, long enough".to_vec(), None),
        (b"\0\0\0\x18ftypavif\0\0\0\0mif1avif".to_vec(), Some("avif")),
        (b"\0\0\0\x1Cftypmif1\0\0\0\0mif1avifmiaf".to_vec(), Some("avif")),
        (b"\0\0\x01\0 and the rest of an icon".to_vec(), Some("ico")),
        (b"BM and the rest of a bitmap".to_vec(), None),
        (encoded(&quarters(), ImageFormat::Png)[..60].to_vec(), None),
    ] {
        let (_folder, path) = saved("portrait.png", &content);
        let error = inspect(&path, &token()).unwrap_err();
        assert_eq!(error.code, ErrorCode::NotAPicture);
        assert_eq!(error.context.get("format").map(String::as_str), format);
    }
}

#[test]
fn what_an_iphone_stores_is_told_politely() {
    for (brand, others) in
        [(b"heic", b"mif1heic"), (b"heix", b"mif1heix"), (b"mif1", b"miafheic"), (b"mif1", b"miafmif1")]
    {
        let (_folder, path) =
            saved("IMG_0001.jpg", &[b"\0\0\0\x18ftyp", &brand[..], b"\0\0\0\0", &others[..]].concat());
        assert_eq!(inspect(&path, &token()).unwrap_err().code, ErrorCode::HeicPicture);
    }
}

/// Where each pixel was, in its colours: red grows to the right, green to the bottom.
fn map(width: u32, height: u32) -> DynamicImage {
    let share = |at: u32, size: u32| u8::try_from(at * 255 / (size - 1)).unwrap();
    DynamicImage::from(RgbImage::from_fn(width, height, |x, y| Rgb([share(x, width), share(y, height), 128])))
}

#[test]
fn quarter_turns_lose_nothing() {
    let picture = map(60, 40);
    let (_folder, path) = saved("map.png", &encoded(&picture, ImageFormat::Png));
    let target = PictureTarget { side: 512, png: true, jpeg: false, maximum_bytes: None };
    for (rotation, expected) in [
        (0.0, picture.clone()),
        (90.0, picture.rotate90()),
        (180.0, picture.rotate180()),
        (-90.0, picture.rotate270()),
        (450.0, picture.rotate90()),
    ] {
        let crop = Crop { x: 5.0, y: 7.0, side: 30.0, rotation };
        let stored = square(&path, crop, &target, &token()).unwrap();
        let stored = image::load_from_memory(&stored.bytes).unwrap();
        assert!(stored.to_rgb8() == expected.crop_imm(5, 7, 30, 30).to_rgb8(), "turned by {rotation}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn a_straightened_portrait_shows_what_was_framed(
        rotation in -180.0_f64..180.0,
        x in -0.2_f64..1.2,
        y in -0.2_f64..1.2,
        side in 0.05_f64..1.5,
    ) {
        let (width, height) = (240.0_f64, 160.0_f64);
        let picture = map(240, 160);
        let (sin, cos) = rotation.to_radians().sin_cos();
        let (box_width, box_height) =
            (width * cos.abs() + height * sin.abs(), width * sin.abs() + height * cos.abs());
        let crop = Crop { x: x * box_width, y: y * box_height, side: side * height, rotation };
        let (_folder, path) = saved("map.png", &encoded(&picture, ImageFormat::Png));
        let target = PictureTarget { side: 512, png: true, jpeg: false, maximum_bytes: None };
        let stored = square(&path, crop, &target, &token()).unwrap();
        let stored = image::load_from_memory(&stored.bytes).unwrap().to_rgb8();
        prop_assert_eq!(stored.width(), stored.height());

        // Where the frame's centre lies in the picture, worked out the other way round than the program does.
        let place = |u: f64, v: f64| {
            let (from_x, from_y) = (crop.x + u * crop.side - box_width / 2.0, crop.y + v * crop.side - box_height / 2.0);
            (from_x * cos + from_y * sin + width / 2.0, from_y * cos - from_x * sin + height / 2.0)
        };
        let inside = [(0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (1.0, 1.0)].into_iter().all(|(u, v)| {
            let (x, y) = place(u, v);
            x >= 1.0 && y >= 1.0 && x <= width - 1.0 && y <= height - 1.0
        });
        let size = f64::from(stored.width());
        for (u, v) in [(0.5, 0.5), (0.15, 0.2), (0.85, 0.75)] {
            let pixel = stored.get_pixel((u * size) as u32, (v * size) as u32).0;
            prop_assert!(pixel[2].abs_diff(128) < 3, "an empty corner is seen: {pixel:?}");
            if inside {
                let (x, y) = place(u, v);
                let expected = [x / width * 255.0, y / height * 255.0];
                let off = (f64::from(pixel[0]) - expected[0]).abs().max((f64::from(pixel[1]) - expected[1]).abs());
                prop_assert!(off < 7.0, "the face is elsewhere: {pixel:?} instead of {expected:?}");
            }
        }
    }
}

#[test]
fn an_empty_a_missing_and_a_huge_file_are_told_apart() {
    let (folder, path) = saved("empty.png", b"");
    assert_eq!(inspect(&path, &token()).unwrap_err().code, ErrorCode::FileEmpty);
    let missing = folder.path().join("missing.png");
    assert_eq!(inspect(&missing, &token()).unwrap_err().code, ErrorCode::FileUnreadable);
    let huge = folder.path().join("huge.png");
    std::fs::File::create(&huge).unwrap().set_len(MAXIMUM_FILE_BYTES + 1).unwrap();
    let error = inspect(&huge, &token()).unwrap_err();
    assert_eq!(error.code, ErrorCode::FileTooLarge);
    assert_eq!(error.context["maximum"], MAXIMUM_FILE_BYTES.to_string());
}

#[test]
fn a_decompression_bomb_is_refused_by_its_header() {
    let limits = |error: &CallboardError| {
        (error.context.get("maximum").cloned(), error.context.get("longest").cloned())
    };
    for (name, bomb) in [
        ("png", png_of_size(60_000, 60_000)),
        ("gif", gif_of_size(60_000, 60_000)),
        ("webp", webp_of_size(16_384, 16_384)),
        ("bmp", bmp_of_size(60_000, 60_000)),
    ] {
        let (_folder, path) = saved("bomb", &bomb);
        let error = inspect(&path, &token()).unwrap_err();
        assert_eq!(
            error.code,
            ErrorCode::PictureTooLarge,
            "{name}: the program would take gigabytes: {error}"
        );
        assert_eq!(limits(&error).0.as_deref(), Some("80000000"), "{name}");
    }
    // Few pixels in all, but a line of them longer than any picture.
    for (name, strip) in [("png", png_of_size(1_000_000, 2)), ("gif", gif_of_size(2, 60_000))] {
        let (_folder, path) = saved("strip", &strip);
        let error = inspect(&path, &token()).unwrap_err();
        assert_eq!(error.code, ErrorCode::PictureTooLarge, "{name}");
        assert_eq!(limits(&error).1.as_deref(), Some("32768"), "{name}");
    }
}

fn png_of_size(width: u32, height: u32) -> Vec<u8> {
    let mut bomb = encoded(&quarters(), ImageFormat::Png);
    bomb[16..20].copy_from_slice(&width.to_be_bytes());
    bomb[20..24].copy_from_slice(&height.to_be_bytes());
    let checksum = checksum(&bomb[12..29]).to_be_bytes();
    bomb[29..33].copy_from_slice(&checksum);
    bomb
}

fn gif_of_size(width: u16, height: u16) -> Vec<u8> {
    let mut bomb = encoded(&quarters(), ImageFormat::Gif);
    bomb[6..8].copy_from_slice(&width.to_le_bytes());
    bomb[8..10].copy_from_slice(&height.to_le_bytes());
    bomb
}

/// The header of an extended file: the size of the canvas, less one, in three bytes each (RFC 9649, section 2.7).
fn webp_of_size(width: u32, height: u32) -> Vec<u8> {
    let lossless = encoded(&quarters(), ImageFormat::WebP);
    let mut bomb = b"RIFF\0\0\0\0WEBPVP8X\x0A\0\0\0\0\0\0\0".to_vec();
    bomb.extend(&(width - 1).to_le_bytes()[..3]);
    bomb.extend(&(height - 1).to_le_bytes()[..3]);
    bomb.extend(&lossless[12..]);
    let length = u32::try_from(bomb.len() - 8).unwrap();
    bomb[4..8].copy_from_slice(&length.to_le_bytes());
    bomb
}

fn bmp_of_size(width: i32, height: i32) -> Vec<u8> {
    let mut bomb = encoded(&quarters(), ImageFormat::Bmp);
    bomb[18..22].copy_from_slice(&width.to_le_bytes());
    bomb[22..26].copy_from_slice(&height.to_le_bytes());
    bomb
}

/// CRC-32 as PNG wants it (PNG specification, annex D).
fn checksum(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(
            crc ^ u32::from(*byte),
            |crc, _| if crc & 1 == 1 { 0xEDB8_8320 ^ (crc >> 1) } else { crc >> 1 },
        )
    })
}

fn noise(side: u32, alpha: u8) -> DynamicImage {
    let mut state = 7_u32;
    DynamicImage::from(RgbaImage::from_fn(side, side, |_, _| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let [red, green, blue, _] = state.to_be_bytes();
        Rgba([red, green, blue, alpha])
    }))
}

#[test]
fn a_large_picture_becomes_a_small_square() {
    let (_folder, path) = saved("photo.png", &encoded(&noise(900, 255), ImageFormat::Png));
    let stored =
        square(&path, Crop { x: 100.0, y: 50.0, side: 700.0, rotation: 0.0 }, &anything(), &token()).unwrap();
    assert_eq!(image::load_from_memory(&stored.bytes).unwrap().dimensions(), (512, 512));
    let stored =
        square(&path, Crop { x: 0.0, y: 0.0, side: 30.0, rotation: 0.0 }, &anything(), &token()).unwrap();
    assert_eq!(
        image::load_from_memory(&stored.bytes).unwrap().dimensions(),
        (30, 30),
        "enlarged for nothing"
    );
}

#[test]
fn the_file_is_made_small_enough_for_the_policy() {
    let (_folder, path) = saved("photo.png", &encoded(&noise(240, 255), ImageFormat::Png));
    for (png, jpeg) in [(true, true), (true, false), (false, true)] {
        for maximum in [60_000, 12_000] {
            let target = PictureTarget { side: 512, png, jpeg, maximum_bytes: Some(maximum) };
            let stored = square(&path, whole(240, 240), &target, &token()).unwrap();
            assert!(stored.bytes.len() as u64 <= maximum, "storage would refuse the picture");
            let expected = if jpeg { "image/jpeg" } else { "image/png" };
            assert_eq!(stored.content_type, expected);
        }
    }
    let target = PictureTarget { side: 512, png: true, jpeg: true, maximum_bytes: Some(10) };
    let error = square(&path, whole(240, 240), &target, &token()).unwrap_err();
    assert_eq!((error.code, error.context["maximum"].as_str()), (ErrorCode::UploadTooLarge, "10"));
    let target = PictureTarget { side: 512, png: false, jpeg: false, maximum_bytes: None };
    let error = square(&path, whole(240, 240), &target, &token()).unwrap_err();
    assert_eq!(error.code, ErrorCode::UploadTypeRefused);
}

#[test]
fn transparency_survives_as_png_and_becomes_white_as_jpeg() {
    let clear = DynamicImage::from(RgbaImage::from_fn(64, 64, |x, _| {
        if x < 32 { Rgba([255, 0, 0, 255]) } else { Rgba([0, 0, 0, 0]) }
    }));
    let (_folder, path) = saved("logo.png", &encoded(&clear, ImageFormat::Png));
    let mut target = anything();
    target.side = 31;
    let stored = square(&path, whole(64, 64), &target, &token()).unwrap();
    assert_eq!(stored.content_type, "image/png");
    let shown = image::load_from_memory(&stored.bytes).unwrap();
    assert_eq!(shown.get_pixel(28, 15).0[3], 0);
    let edge = shown.get_pixel(15, 15).0;
    assert!(edge[3] == 0 || edge[0] > 240, "the invisible black bleeds into the edge: {edge:?}");
    target.png = false;
    let stored = square(&path, whole(64, 64), &target, &token()).unwrap();
    assert_eq!(stored.content_type, "image/jpeg");
    assert_eq!(name_of(image::load_from_memory(&stored.bytes).unwrap().get_pixel(28, 15)), 'W');
}

#[test]
fn stopping_stops() {
    let (_folder, path) = saved("photo.png", &encoded(&quarters(), ImageFormat::Png));
    let cancel = token();
    cancel.cancel();
    assert_eq!(inspect(&path, &cancel).unwrap_err().code, ErrorCode::Cancelled);
    assert_eq!(square(&path, whole(40, 20), &anything(), &cancel).unwrap_err().code, ErrorCode::Cancelled);
}

proptest! {
    #[test]
    fn a_crop_is_always_a_square_inside_the_picture(
        x in prop::num::f64::ANY, y in prop::num::f64::ANY, side in prop::num::f64::ANY,
        width in 1_u32..20_000, height in 1_u32..20_000,
    ) {
        let (x, y, side) = placed(Crop { x, y, side, rotation: 0.0 }, width, height);
        prop_assert!(side >= 1);
        prop_assert!(x + side <= width && y + side <= height, "the crop would be cut off: {x} {y} {side}");
    }

    #[test]
    fn a_crop_inside_the_picture_is_kept(side in 1_u32..500, x in 0_u32..500, y in 0_u32..500) {
        let crop = Crop { x: f64::from(x), y: f64::from(y), side: f64::from(side), rotation: 0.0 };
        prop_assert_eq!(placed(crop, 1000, 1000), (x, y, side));
    }

    #[test]
    fn arbitrary_bytes_are_never_worse_than_an_error(content in prop::collection::vec(any::<u8>(), 1..400)) {
        let (_folder, path) = saved("noise.bin", &content);
        prop_assert!(inspect(&path, &token()).is_err());
    }
}
