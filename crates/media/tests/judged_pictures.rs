//! Pictures judged by ImageMagick: which way up they stand, what is made of them, and what they no longer tell. All of
//! them are pictures that nobody made for these tests: camera pictures with orientation marks, places and broken notes
//! (Debian's golang-github-rwcarlsen-goexif-dev), and wallpapers (xfdesktop4-data).
//!
//! Ignored by default because the packages may be missing; `cargo xtask test` installs them and runs
//! `cargo test -p callboard-media --test judged_pictures -- --ignored`.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::path::{Path, PathBuf};
use std::process::Command;

use callboard_media::{CancellationToken, PictureTarget, picture};
use callboard_model::ErrorCode;
use callboard_model::media::Crop;
use image::RgbImage;

const CAMERAS: &str = "/usr/share/gocode/src/github.com/rwcarlsen/goexif/exif";
const WALLPAPERS: &str = "/usr/share/backgrounds/xfce";

fn token() -> CancellationToken {
    CancellationToken::new()
}

/// A file of a package. A test without its files has tested nothing, so it fails and says so.
fn of_package(package: &str, path: &str) -> PathBuf {
    let path = PathBuf::from(path);
    assert!(path.is_file(), "not tested: {} is missing; install the package {package}", path.display());
    path
}

fn camera(name: &str) -> PathBuf {
    of_package("golang-github-rwcarlsen-goexif-dev", &format!("{CAMERAS}/{name}"))
}

fn wallpaper(name: &str) -> PathBuf {
    of_package("xfdesktop4-data", &format!("{WALLPAPERS}/{name}"))
}

fn jpegs_in(folder: &str) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder)
        .unwrap_or_else(|error| panic!("not tested: {folder} (golang-github-rwcarlsen-goexif-dev): {error}"));
    let mut files: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "jpg"));
    files.sort();
    files
}

fn ask(program: &str, arguments: &[&str]) -> Vec<u8> {
    let output = Command::new(program).args(arguments).output();
    let output =
        output.unwrap_or_else(|error| panic!("not tested: {program} (package imagemagick): {error}"));
    assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

/// The picture as ImageMagick sees it, turned as its mark says, changed further by `changes`.
fn judged(path: &Path, changes: &[&str]) -> RgbImage {
    let arguments =
        [&[path.to_str().unwrap(), "-auto-orient", "+repage"], changes, &["-depth", "8"]].concat();
    let size = ask("convert", &[arguments.as_slice(), &["-format", "%w %h", "info:-"]].concat());
    let size = String::from_utf8(size).unwrap();
    let (width, height) = size.trim().split_once(' ').unwrap();
    let pixels = ask("convert", &[arguments.as_slice(), &["rgb:-"]].concat());
    RgbImage::from_raw(width.parse().unwrap(), height.parse().unwrap(), pixels).unwrap()
}

/// How far two pictures of one size are apart, as the mean of all values, 0 to 255.
fn difference(one: &RgbImage, other: &RgbImage) -> f64 {
    assert_eq!(one.dimensions(), other.dimensions());
    let sum: u64 = one.iter().zip(other.iter()).map(|(one, other)| u64::from(one.abs_diff(*other))).sum();
    #[allow(clippy::cast_precision_loss)]
    let mean = sum as f64 / one.len() as f64;
    mean
}

fn png() -> PictureTarget {
    PictureTarget { side: 512, png: true, jpeg: false, maximum_bytes: None }
}

fn opened(bytes: &[u8]) -> RgbImage {
    image::load_from_memory(bytes).unwrap().to_rgb8()
}

#[test]
#[ignore = "needs packages: cargo xtask test --only core"]
fn a_camera_picture_in_each_of_the_eight_positions_stands_upright() {
    for orientation in 1..=8 {
        let path = camera(&format!("samples/f{orientation}-exif.jpg"));
        let seen = judged(&path, &[]);
        let facts = picture::inspect(&path, &token()).unwrap();
        assert_eq!((facts.width, facts.height), seen.dimensions(), "orientation {orientation}");

        let shown = opened(&picture::preview(&path, 1024, &token()).unwrap().bytes);
        let off = difference(&shown, &seen);
        assert!(off < 4.0, "the preview lies on its side: orientation {orientation}, off by {off}");

        // Off the middle, so that a picture turned the wrong way round is another one.
        let crop = Crop { x: 3.0, y: 5.0, side: 30.0, rotation: 0.0 };
        let stored = opened(&picture::square(&path, crop, &png(), &token()).unwrap().bytes);
        let off = difference(&stored, &judged(&path, &["-crop", "30x30+3+5", "+repage"]));
        assert!(off < 3.0, "the stored picture lies on its side: orientation {orientation}, off by {off}");
    }
}

#[test]
#[ignore = "needs packages: cargo xtask test --only core"]
fn pictures_of_real_cameras_are_read_as_others_read_them_and_tell_nothing_any_more() {
    let mut files = jpegs_in(&format!("{CAMERAS}/samples"));
    files.push(camera("sample1.jpg"));
    let (mut read, mut places) = (0, 0);
    for path in files {
        let path = path.as_path();
        // Some of the samples are nothing but notes: no picture that anybody could open.
        let Ok(facts) = picture::inspect(path, &token()) else {
            let header = Command::new("convert").arg(path).arg("rgb:-").output().unwrap();
            assert!(!header.status.success(), "{} is a picture after all", path.display());
            continue;
        };
        read += 1;
        let seen = judged(path, &[]);
        assert_eq!((facts.width, facts.height), seen.dimensions(), "{}", path.display());
        let notes = |path: &str| {
            String::from_utf8_lossy(&ask("identify", &["-format", "%[EXIF:*]%[profile:*]%c", path]))
                .into_owned()
        };
        places += usize::from(notes(path.to_str().unwrap()).contains("exif:GPS"));

        let side = f64::from(facts.width.min(facts.height));
        let crop = Crop { x: 0.0, y: 0.0, side, rotation: 0.0 };
        for (png, jpeg) in [(true, false), (false, true)] {
            let target = PictureTarget { png, jpeg, ..png_or_jpeg() };
            let stored = picture::square(path, crop, &target, &token()).unwrap();
            let folder = tempfile::tempdir().unwrap();
            let file = folder.path().join(format!("stored.{}", stored.extension));
            std::fs::write(&file, &stored.bytes).unwrap();
            let told = notes(file.to_str().unwrap());
            assert!(told.trim().is_empty(), "{}: the upload still tells {told}", path.display());
        }
    }
    assert!(read >= 10, "only {read} camera pictures were read");
    assert!(places > 0, "none of the pictures told a place before");
}

fn png_or_jpeg() -> PictureTarget {
    PictureTarget { side: 512, png: true, jpeg: true, maximum_bytes: None }
}

#[test]
#[ignore = "needs packages: cargo xtask test --only core"]
fn broken_notes_of_a_camera_do_no_harm() {
    let files = jpegs_in(&format!("{CAMERAS}/corrupt"));
    assert!(!files.is_empty(), "not tested: there are no broken pictures in {CAMERAS}/corrupt");
    for path in files {
        match picture::inspect(&path, &token()) {
            Ok(facts) => assert!(facts.width > 0 && facts.height > 0, "{}", path.display()),
            Err(error) => assert_eq!(error.code, ErrorCode::NotAPicture, "{}", path.display()),
        }
    }
}

#[test]
#[ignore = "needs packages: cargo xtask test --only core"]
fn a_wallpaper_becomes_the_same_small_square_as_elsewhere() {
    for name in ["xfce-teal.jpg", "xfce-blue.jpg", "xfce-verticals.png", "xfce-stripes.png"] {
        let path = wallpaper(name);
        let facts = picture::inspect(&path, &token()).unwrap();
        let side = facts.width.min(facts.height);
        let x = (facts.width - side) / 2;
        let crop = Crop { x: f64::from(x), y: 0.0, side: f64::from(side), rotation: 0.0 };
        let stored = opened(&picture::square(&path, crop, &png(), &token()).unwrap().bytes);
        let cut = format!("{side}x{side}+{x}+0");
        let smaller = ["-crop", &cut, "+repage", "-filter", "Lanczos", "-resize", "512x512!"];
        let off = difference(&stored, &judged(&path, &smaller));
        assert!(off < 2.0, "{name} comes out otherwise than elsewhere, off by {off}");

        // Straightened: the middle is free of the empty corners that ImageMagick fills.
        let turned = picture::square(
            &path,
            Crop { x: 0.0, y: 0.0, side: f64::from(side), rotation: 12.0 },
            &png(),
            &token(),
        );
        assert!(turned.is_ok(), "{name} cannot be straightened");
    }
}
