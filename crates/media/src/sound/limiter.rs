//! Keeping a sound below a ceiling without the crackle of cutting it off.
//!
//! A look-ahead limiter: the gain each moment needs is known before it comes, goes down over 5 milliseconds, stays
//! down while it is needed, and comes back over 80. Peaks between the samples count, found by four times as many
//! samples (ITU-R BS.1770, annex 2).

use std::collections::VecDeque;
use std::f64::consts::PI;

/// How long before a peak the gain goes down.
const LOOK_AHEAD_SECONDS: f64 = 0.005;

/// Time constant of the way back.
const RELEASE_SECONDS: f64 = 0.08;

/// The filter between two samples: samples on each side.
const REACH: usize = 12;

/// Brings a sound below the ceiling; answers the lowest gain that took.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "a handful of samples"
)]
pub(super) fn limit(samples: &mut [f32], sample_rate: u32, ceiling: f32) -> f32 {
    let needed: Vec<f32> =
        true_peaks(samples).map(|peak| if peak > ceiling { ceiling / peak } else { 1.0 }).collect();
    let lowest = needed.iter().copied().fold(1.0_f32, f32::min);
    if lowest >= 1.0 {
        return 1.0;
    }
    let reach = (LOOK_AHEAD_SECONDS * f64::from(sample_rate)).ceil() as usize;
    let release = (-1.0 / (RELEASE_SECONDS * f64::from(sample_rate))).exp() as f32;
    let mut gain = lowest_around(&needed, reach);
    let mut before = 1.0_f32;
    for gain in &mut gain {
        // Never above what is needed; below it for a while after a peak.
        *gain = gain.min(1.0 - (1.0 - before) * release);
        before = *gain;
    }
    // The mean around a moment only holds gains of moments whose own surroundings hold it, so none is too high.
    for (sample, gain) in samples.iter_mut().zip(mean_around(&gain, reach)) {
        *sample *= gain;
    }
    lowest
}

/// The loudest value at each sample and half-way to its neighbours.
fn true_peaks(samples: &[f32]) -> impl Iterator<Item = f32> {
    let filters = [0.25, 0.5, 0.75].map(between);
    let mut last_between = 0.0_f32;
    (0..samples.len()).map(move |index| {
        let window: [f32; 2 * REACH] = std::array::from_fn(|offset| {
            (index + offset + 1).checked_sub(REACH).and_then(|at| samples.get(at)).copied().unwrap_or(0.0)
        });
        let after = filters.iter().fold(0.0_f32, |loudest, filter| {
            let value: f32 = filter.iter().zip(&window).map(|(tap, sample)| tap * sample).sum();
            loudest.max(value.abs())
        });
        let own = samples.get(index).copied().unwrap_or(0.0).abs();
        own.max(after).max(std::mem::replace(&mut last_between, after))
    })
}

/// The taps for a point between two samples: a sinc in a Hann window.
#[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "small numbers")]
fn between(fraction: f64) -> [f32; 2 * REACH] {
    std::array::from_fn(|tap| {
        let distance = tap as f64 + 1.0 - REACH as f64 - fraction;
        let sinc = (PI * distance).sin() / (PI * distance);
        let window = 0.5 + 0.5 * (PI * distance / (REACH as f64 + 1.0)).cos();
        (sinc * window) as f32
    })
}

/// The lowest value at most `reach` away from each.
fn lowest_around(values: &[f32], reach: usize) -> Vec<f32> {
    let mut candidates: VecDeque<(usize, f32)> = VecDeque::new();
    let mut lowest = Vec::with_capacity(values.len());
    let mut next = values.iter().copied().enumerate();
    for index in 0..values.len() {
        let ahead = if index == 0 { reach + 1 } else { 1 };
        for (at, value) in next.by_ref().take(ahead) {
            while candidates.back().is_some_and(|(_, other)| *other >= value) {
                candidates.pop_back();
            }
            candidates.push_back((at, value));
        }
        while candidates.front().is_some_and(|(at, _)| at + reach < index) {
            candidates.pop_front();
        }
        lowest.push(candidates.front().map_or(1.0, |(_, value)| *value));
    }
    lowest
}

/// The mean of the values at most `reach` away from each.
#[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "small numbers")]
fn mean_around(values: &[f32], reach: usize) -> impl Iterator<Item = f32> {
    let edge = |values: Option<&f32>| f64::from(values.copied().unwrap_or(1.0));
    let (first, last) = (edge(values.first()), edge(values.last()));
    let at = move |index: usize| match index.checked_sub(reach) {
        None => first,
        Some(index) => values.get(index).map_or(last, |value| f64::from(*value)),
    };
    let width = 2 * reach + 1;
    let mut sum: f64 = (0..width).map(at).sum();
    (0..values.len()).map(move |index| {
        let mean = sum / width as f64;
        sum += at(index + width) - at(index);
        mean as f32
    })
}
