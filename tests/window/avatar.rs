//! An agent's picture: chosen, cut, stored, and refused in words.

use std::fs;
use std::path::{Path, PathBuf};

use callboard_sandbox::{FaultKind, StorageRefusal};
use image::{Rgb, RgbImage};
use serde_json::{Value, json};

use super::own_sandbox::{MARTA, OwnSandbox};
use super::rig::{Profile, Window, containing, target};

const CHOOSE: &str = "Choose a picture";

/// Camera pictures of Debian's golang-github-rwcarlsen-goexif-dev: the letter F, with each of the eight marks of orientation.
const CAMERA: &str = "/usr/share/gocode/src/github.com/rwcarlsen/goexif/exif/samples";

/// A picture of Debian's xfdesktop4-data.
const WALLPAPER: &str = "/usr/share/backgrounds/xfce/xfce-teal.jpg";

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs a display: cargo xtask test --only window"]
async fn a_chosen_picture_is_cut_stored_and_shown() {
    let own = OwnSandbox::open(&Profile::new()).await;
    own.open_section(MARTA, "Profile").await;
    let window = &own.window;
    let before = own.stored(MARTA).await["avatarUrl"].clone();
    let shown_before = shown_picture(window).await;
    own.fail_with(FaultKind::SlowUpload { bytes_per_second: 1500 });

    choose(window, &red_and_blue(own.folder()), 400).await;
    // What is kept is moved from the middle to the right edge, where all is blue.
    for _ in 0..12 {
        window.press("Shift+ArrowRight").await;
    }
    window.screenshot("avatar-cut").await;
    window.is_accessible("the picture's cut").await;
    window.click(("button", "Use this picture")).await;
    window.see(("progressbar", "Upload")).await;
    window.see_text("sent").await;
    window.screenshot("avatar-sending").await;
    window.see_text(&format!("{MARTA} has a new picture")).await;

    let after = own.stored(MARTA).await["avatarUrl"].clone();
    assert_ne!(before, after, "the agent still has its old picture");
    let bytes = own.download(after.as_str().expect("an address")).await;
    let stored = image::load_from_memory(&bytes).expect("the stored file is a picture").to_rgb8();
    assert_eq!(stored.width(), stored.height(), "the stored picture is no square");
    for (x, y) in [(2, 2), (stored.width() / 2, stored.height() / 2), (stored.width() - 3, 2)] {
        let Rgb([red, _, blue]) = *stored.get_pixel(x, y);
        assert!(blue > 180 && red < 80, "another part was stored than the one that was kept: {red} {blue}");
    }
    window
        .wait_until("the page shows the new picture", async || shown_picture(window).await != shown_before)
        .await;
    window.wait_until("the new picture is drawn", async || is_drawn(window).await).await;
    let same = "return document.querySelector('[data-open=true] img')?.src
        === document.querySelector('img[data-size=\"96\"]').src";
    window
        .wait_until("the list shows it as well", async || window.script(same, vec![]).await == json!(true))
        .await;
    window.screenshot("avatar-stored").await;
    own.close().await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs a display: cargo xtask test --only window"]
async fn a_picture_that_cannot_be_used_is_refused_in_words_and_may_be_tried_again() {
    let own = OwnSandbox::open(&Profile::new()).await;
    own.open_section(MARTA, "Profile").await;
    let window = &own.window;
    let before = own.stored(MARTA).await["avatarUrl"].clone();

    // Refused before anything is cut or sent.
    for (file, words) in unusable_pictures(own.folder()) {
        open_chooser(window).await;
        window.choose_in_dialog(CHOOSE, &file).await;
        window.see_text(words).await;
        assert!(!window.has(("dialog", "Choose the part to keep")).await, "{} may be cut", file.display());
    }
    window.screenshot("avatar-not-a-picture").await;
    window.is_accessible("a refused picture").await;

    // Refused by the storage: the choice stays, and so does the way on.
    own.fail_with(FaultKind::ExpiredPolicy);
    choose(window, &red_and_blue(own.folder()), 400).await;
    window.click(("button", "Use this picture")).await;
    window.see_text("The upload took too long to start").await;
    window.see(("button", "Cut portrait.png again")).await;
    for (refusal, words) in [
        (StorageRefusal::TooLarge, "The file is too large for the system"),
        (StorageRefusal::WrongType, "The file was not stored"),
        (StorageRefusal::WrongSignature, "The file was not stored"),
    ] {
        own.fail_with(FaultKind::StorageRefusal { refusal });
        window.click(("button", "Try again")).await;
        window.see_text(words).await;
        window.see(("button", "Cut portrait.png again")).await;
    }
    window.screenshot("avatar-refused-by-storage").await;
    assert_eq!(own.stored(MARTA).await["avatarUrl"], before, "a refused picture was put on the agent");

    own.sandbox.faults().clear();
    window.click(("button", "Try again")).await;
    window.see_text(&format!("{MARTA} has a new picture")).await;
    assert_ne!(own.stored(MARTA).await["avatarUrl"], before, "the second try stored nothing");
    window.gone(("button", "Cut portrait.png again")).await;
    own.close().await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs a display: cargo xtask test --only window"]
async fn a_camera_picture_stands_upright_before_and_after_it_is_stored() {
    let own = OwnSandbox::open(&Profile::new()).await;
    own.open_section(MARTA, "Profile").await;
    let window = &own.window;
    // Lies on its side in the file, 80 pixels wide; its mark says how it was held.
    choose(window, &of_package(&format!("{CAMERA}/f6-exif.jpg")), 40).await;
    window.screenshot("avatar-camera").await;
    window.click(("button", "Use this picture")).await;
    window.see_text(&format!("{MARTA} has a new picture")).await;

    let address = own.stored(MARTA).await["avatarUrl"].clone();
    let bytes = own.download(address.as_str().expect("an address")).await;
    let stored = image::load_from_memory(&bytes).expect("the stored file is a picture").to_rgb8();
    // The same letter without any mark: its middle is what is stored.
    let upright = image::open(of_package(&format!("{CAMERA}/f1-exif.jpg"))).expect("a picture").to_rgb8();
    let (width, height) = upright.dimensions();
    assert_eq!(stored.dimensions(), (width, width));
    let top = (height - width) / 2;
    let differing = stored
        .enumerate_pixels()
        .filter(|(x, y, pixel)| pixel.0[0].abs_diff(upright.get_pixel(*x, y + top).0[0]) > 100)
        .count();
    assert!(differing < 10, "the stored letter lies on its side: {differing} pixels differ");
    own.close().await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs a display: cargo xtask test --only window"]
async fn a_picture_is_zoomed_turned_and_put_back_by_wheel_fingers_and_keys() {
    let own = OwnSandbox::open(&Profile::new()).await;
    own.open_section(MARTA, "Profile").await;
    let window = &own.window;
    choose(window, &of_package(WALLPAPER), 1024).await;

    window.press("=").await;
    amount(window, "Zoom", 1.1).await;
    wheel(window, -300).await;
    amount(window, "Zoom", 1.1 * 0.45_f64.exp()).await;
    pinch(window, 2.0).await;
    amount(window, "Zoom", 2.2 * 0.45_f64.exp()).await;
    window.press("]").await;
    window.press("]").await;
    amount(window, "Turn", 2.0).await;
    window.click(("button", "A quarter turn to the left")).await;
    amount(window, "Turn", -88.0).await;
    window.screenshot("avatar-turned").await;
    window.is_accessible("a turned picture").await;

    window.click(("button", "Start again")).await;
    amount(window, "Zoom", 1.0).await;
    amount(window, "Turn", 0.0).await;
    window
        .wait_until("the picture has the focus", async || window.focused().await == "Part of the picture")
        .await;
    own.close().await;
}

/// What a slider stands at.
async fn amount(window: &Window, slider: &str, expected: f64) {
    window
        .wait_until(&format!("{slider} stands at {expected}"), async || {
            let thumb = window.see(("slider", slider)).await;
            let now = thumb.attr("aria-valuenow").await.expect("the slider").unwrap_or_default();
            now.parse::<f64>().is_ok_and(|now| (now - expected).abs() < 0.02)
        })
        .await;
}

/// WebKit's driver turns no wheel and has no fingers: what they would send is sent to the picture.
async fn wheel(window: &Window, way: i32) {
    let stage = window.see(("button", "Part of the picture")).await;
    let script = "const [stage, deltaY] = arguments, { left, top, width } = stage.getBoundingClientRect();
        stage.dispatchEvent(new WheelEvent('wheel', { deltaY, clientX: left + width / 2, clientY: top + width / 2,
            bubbles: true, cancelable: true }))";
    window.script(script, vec![json!(stage), json!(way)]).await;
}

async fn pinch(window: &Window, grow: f64) {
    let stage = window.see(("button", "Part of the picture")).await;
    let script = "const [stage, grow] = arguments, { left, top, width } = stage.getBoundingClientRect();
        stage.setPointerCapture = () => {};
        const send = (kind, pointerId, way) => stage.dispatchEvent(new PointerEvent(kind, { pointerId,
            pointerType: 'touch', clientX: left + width / 2 + way, clientY: top + width / 2, bubbles: true }));
        send('pointerdown', 11, -40);
        send('pointerdown', 12, 40);
        for (let step = 1; step <= 10; step += 1) {
            const way = 40 * (1 + (grow - 1) * step / 10);
            send('pointermove', 11, -way);
            send('pointermove', 12, way);
        }
        send('pointerup', 11, 0);
        send('pointerup', 12, 0);
        delete stage.setPointerCapture";
    window.script(script, vec![json!(stage), json!(grow)]).await;
}

/// A journey without its picture has tested nothing, so it fails and says so.
fn of_package(path: &str) -> PathBuf {
    let path = PathBuf::from(path);
    assert!(path.is_file(), "not tested: {} is missing; cargo xtask test installs it", path.display());
    path
}

async fn open_chooser(window: &Window) {
    window.click(target("button", containing(CHOOSE))).await;
}

/// Chooses a picture and waits until its cut can be chosen.
async fn choose(window: &Window, file: &Path, width: u32) {
    open_chooser(window).await;
    window.choose_in_dialog(CHOOSE, file).await;
    window.see(("dialog", "Choose the part to keep")).await;
    let drawn = "const all = [...document.querySelectorAll('[role=dialog] img')];
        return all.length > 0 && all.every(each => each.naturalWidth === arguments[0])";
    window
        .wait_until("the chosen picture is drawn upright", async || {
            window.script(drawn, vec![json!(width)]).await == json!(true)
        })
        .await;
    window
        .wait_until("the picture has the focus", async || window.focused().await == "Part of the picture")
        .await;
}

/// Where the picture at the field comes from.
async fn shown_picture(window: &Window) -> Value {
    window.script("return document.querySelector('img[data-size=\"96\"]')?.src ?? null", vec![]).await
}

async fn is_drawn(window: &Window) -> bool {
    let script = "const picture = document.querySelector('img[data-size=\"96\"]');
        return picture?.complete === true && picture.naturalWidth > 0";
    window.script(script, vec![]).await == json!(true)
}

/// Four hundred pixels wide and two hundred high: red on the left, blue on the right.
fn red_and_blue(folder: &Path) -> PathBuf {
    let file = folder.join("portrait.png");
    let colour = |x: u32| if x < 200 { Rgb([220, 20, 20]) } else { Rgb([20, 20, 220]) };
    RgbImage::from_fn(400, 200, |x, _| colour(x)).save(&file).expect("write the picture");
    file
}

fn unusable_pictures(folder: &Path) -> [(PathBuf, &'static str); 5] {
    let empty = folder.join("empty.png");
    fs::write(&empty, b"").expect("write an empty file");
    let text = folder.join("letter.png");
    fs::write(&text, "Dear colleagues, this is no picture.").expect("write a text");
    let huge = folder.join("huge.png");
    // Takes no room on the disk.
    fs::File::create(&huge).expect("create a large file").set_len(70 << 20).expect("make it large");
    let telephone = folder.join("IMG_0001.heic");
    fs::write(&telephone, b"\0\0\0\x18ftypheic\0\0\0\0mif1heic").expect("write the head of a HEIC file");
    let avif = folder.join("portrait.avif");
    fs::write(&avif, b"\0\0\0\x18ftypavif\0\0\0\0mif1avif").expect("write the head of an AVIF file");
    [
        (empty, "The file is empty"),
        (huge, "The file is too large"),
        (telephone, "This is an iPhone picture (HEIC)"),
        (avif, "AVIF pictures can't be opened here"),
        (text, "This is not a picture"),
    ]
}
