//! Flat portraits and motifs in calm colours, drawn from a few smooth shapes.
#![allow(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "pixel arithmetic on values between 0 and 256"
)]

use std::io::Cursor;

use image::{ImageError, ImageFormat, Rgb, RgbImage};
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};

/// Width and height, in pixels.
const SIZE: u32 = 256;

type Colour = [u8; 3];

const BACKGROUNDS: [Colour; 8] = [
    [206, 226, 228],
    [226, 217, 200],
    [214, 225, 208],
    [233, 212, 203],
    [216, 218, 233],
    [190, 214, 222],
    [240, 229, 205],
    [221, 211, 222],
];
const CLOTHES: [Colour; 8] = [
    [18, 94, 112],
    [42, 122, 136],
    [58, 76, 104],
    [176, 104, 76],
    [92, 118, 92],
    [120, 84, 112],
    [204, 158, 92],
    [70, 70, 78],
];
const SKINS: [Colour; 6] =
    [[243, 211, 186], [229, 186, 152], [205, 153, 115], [170, 118, 82], [128, 84, 58], [92, 60, 44]];
const HAIRS: [Colour; 7] =
    [[44, 38, 38], [74, 52, 42], [116, 78, 50], [178, 132, 78], [140, 68, 44], [150, 150, 152], [28, 30, 40]];

/// What a picture shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Motif {
    LongHair,
    ShortHair,
    Scarf,
    Abstract,
}

impl Motif {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::LongHair => "long-hair",
            Self::ShortHair => "short-hair",
            Self::Scarf => "scarf",
            Self::Abstract => "abstract",
        }
    }

    pub(super) fn parse(name: &str) -> Option<Self> {
        [Self::LongHair, Self::ShortHair, Self::Scarf, Self::Abstract]
            .into_iter()
            .find(|motif| motif.name() == name)
    }
}

/// A picture as PNG.
pub(super) fn png(motif: Motif, variant: u32) -> Result<Vec<u8>, ImageError> {
    let mut random = StdRng::seed_from_u64(u64::from(variant));
    let mut canvas = Canvas::filled(pick(&mut random, &BACKGROUNDS));
    match motif {
        Motif::LongHair => portrait(&mut canvas, &mut random, &[0, 0, 1]),
        Motif::ShortHair => portrait(&mut canvas, &mut random, &[3, 4, 3, 4, 5]),
        Motif::Scarf => portrait(&mut canvas, &mut random, &[2]),
        Motif::Abstract => abstract_motif(&mut canvas, &mut random),
    }
    let mut bytes = Vec::new();
    canvas.image.write_to(&mut Cursor::new(&mut bytes), ImageFormat::Png)?;
    Ok(bytes)
}

fn pick(random: &mut StdRng, colours: &[Colour]) -> Colour {
    colours.choose(random).copied().unwrap_or([128, 128, 128])
}

fn portrait(canvas: &mut Canvas, random: &mut StdRng, styles: &[u8]) {
    let clothes = pick(random, &CLOTHES);
    let skin = pick(random, &SKINS);
    let hair = pick(random, &HAIRS);
    let style = styles.choose(random).copied().unwrap_or_default();
    if random.random_bool(0.5) {
        canvas.fill(mix(canvas.background, [255, 255, 255], 0.45), ellipse(0.0, 0.05, 0.86, 0.86));
    }
    // Behind the head: long hair, a bun, a scarf.
    match style {
        0 => canvas.fill(hair, rounded(0.0, 0.12, 0.47, 0.52, 0.34)),
        1 => canvas.fill(hair, ellipse(0.0, -0.66, 0.2, 0.2)),
        2 => canvas.fill(clothes, rounded(0.0, 0.1, 0.48, 0.66, 0.42)),
        _ => {}
    }
    canvas.fill(clothes, ellipse(0.0, 1.12, 0.8, 0.66));
    canvas.fill(mix(skin, [60, 30, 20], 0.16), rounded(0.0, 0.36, 0.14, 0.26, 0.1));
    canvas.fill(skin, ellipse(0.0, -0.1, 0.34, 0.42));
    // In front: how the hair falls.
    let head = ellipse(0.0, -0.12, 0.37, 0.46);
    let part = random.random_range(-0.5_f32..0.5);
    match style {
        0 | 1 => canvas.fill(hair, move |x, y| head(x, y).max(y + 0.3 - part * x)),
        2 => canvas.fill(clothes, move |x, y| head(x, y).max(y + 0.36)),
        3 => canvas.fill(hair, move |x, y| head(x, y).max(y + 0.34 + part * x * 0.6)),
        4 => canvas.fill(hair, move |x, y| ellipse(part * 0.2, -0.4, 0.42, 0.26)(x, y).max(y + 0.26)),
        _ => {}
    }
    if style >= 3 && random.random_bool(0.4) {
        // A beard, with the mouth's place left open.
        let jaw = ellipse(0.0, -0.1, 0.345, 0.43);
        let mouth = ellipse(0.0, 0.07, 0.13, 0.05);
        canvas.fill(hair, move |x, y| jaw(x, y).max(0.02 - y + x * x * -0.6).max(-mouth(x, y)));
    }
    if random.random_bool(0.25) {
        for side in [-0.14, 0.14] {
            let rim = ellipse(side, -0.1, 0.11, 0.1);
            canvas.fill([52, 54, 62], move |x, y| rim(x, y).abs() - 0.016);
        }
    }
    let collar = mix(clothes, [255, 255, 255], 0.3);
    let opening = ellipse(0.0, 0.46, 0.24, 0.14);
    canvas.fill(collar, move |x, y| opening(x, y).abs().max(0.47 - y) - 0.02);
}

/// Quarter circles on a grid of two by two, or hills under a sun.
fn abstract_motif(canvas: &mut Canvas, random: &mut StdRng) {
    if random.random_bool(0.5) {
        for (column, row) in [(-0.5, -0.5), (0.5, -0.5), (-0.5, 0.5), (0.5, 0.5)] {
            let (corner_x, corner_y) = (column + side(random) * 0.5, row + side(random) * 0.5);
            let circle = ellipse(corner_x, corner_y, 0.94, 0.94);
            let cell = rounded(column, row, 0.5, 0.5, 0.0);
            canvas.fill(pick(random, &CLOTHES), move |x, y| circle(x, y).max(cell(x, y)));
        }
        return;
    }
    canvas.fill([236, 190, 118], ellipse(random.random_range(-0.4..0.4), -0.3, 0.3, 0.3));
    for (height, colour) in [(0.1, [92, 150, 160]), (0.4, [42, 122, 136]), (0.7, [18, 94, 112])] {
        let phase = random.random_range(0.0_f32..6.0);
        canvas.fill(colour, move |x, y| height - y + 0.16 * (x * 2.6 + phase).sin());
    }
}

fn side(random: &mut StdRng) -> f32 {
    if random.random_bool(0.5) { 1.0 } else { -1.0 }
}

fn mix(from: Colour, to: Colour, share: f32) -> Colour {
    let blend =
        |from: u8, to: u8| (f32::from(from) + (f32::from(to) - f32::from(from)) * share).round() as u8;
    let [red, green, blue] = from;
    let [other_red, other_green, other_blue] = to;
    [blend(red, other_red), blend(green, other_green), blend(blue, other_blue)]
}

/// Distance to an ellipse (negative inside), near enough for smooth edges. The picture spans -1 to 1, y down.
fn ellipse(centre_x: f32, centre_y: f32, radius_x: f32, radius_y: f32) -> impl Fn(f32, f32) -> f32 + Copy {
    move |x, y| (((x - centre_x) / radius_x).hypot((y - centre_y) / radius_y) - 1.0) * radius_x.min(radius_y)
}

/// Distance to a rectangle with rounded corners.
fn rounded(
    centre_x: f32,
    centre_y: f32,
    half_width: f32,
    half_height: f32,
    corner: f32,
) -> impl Fn(f32, f32) -> f32 + Copy {
    move |x, y| {
        let across = (x - centre_x).abs() - half_width + corner;
        let down = (y - centre_y).abs() - half_height + corner;
        across.max(0.0).hypot(down.max(0.0)) + across.max(down).min(0.0) - corner
    }
}

struct Canvas {
    image: RgbImage,
    background: Colour,
}

impl Canvas {
    fn filled(background: Colour) -> Self {
        Self { image: RgbImage::from_pixel(SIZE, SIZE, Rgb(background)), background }
    }

    /// Paints a shape given by its distance; an edge is one pixel soft.
    fn fill(&mut self, colour: Colour, distance: impl Fn(f32, f32) -> f32) {
        let half = SIZE as f32 / 2.0;
        for (column, row, pixel) in self.image.enumerate_pixels_mut() {
            let x = (column as f32 + 0.5) / half - 1.0;
            let y = (row as f32 + 0.5) / half - 1.0;
            let share = (0.5 - distance(x, y) * half).clamp(0.0, 1.0);
            if share > 0.0 {
                pixel.0 = mix(pixel.0, colour, share);
            }
        }
    }
}
