//! The shape of a sound, as fine as any zoom of a window needs, in a few megabytes at most.

use callboard_model::media::WaveformView;

/// Frames whose lowest and highest value are kept: 0.7 milliseconds at 44.1 kHz. Half an hour at 48 kHz takes 11 MB.
const FRAMES_PER_STEP: usize = 32;

/// Buckets answered at most; no screen is wider.
const MAXIMUM_BUCKETS: u32 = 8192;

/// A sound's waveform.
#[derive(Clone, Debug, Default)]
pub struct Waveform {
    sample_rate: u32,
    frames: usize,
    /// Lowest and highest of every [`FRAMES_PER_STEP`], over all channels.
    steps: Vec<[i16; 2]>,
}

impl Waveform {
    pub(super) fn add(&mut self, values: &[f32], channels: u16, sample_rate: u32) {
        self.sample_rate = sample_rate;
        for frame in values.chunks_exact(usize::from(channels)) {
            let [lowest, highest] = extremes(frame.iter().map(|value| stored(*value)));
            match self.steps.last_mut() {
                Some(step) if !self.frames.is_multiple_of(FRAMES_PER_STEP) => {
                    *step = [step[0].min(lowest), step[1].max(highest)];
                }
                _ => self.steps.push([lowest, highest]),
            }
            self.frames += 1;
        }
    }

    /// Length in seconds.
    #[allow(clippy::cast_precision_loss, reason = "bounded by the longest sound")]
    pub fn seconds(&self) -> f64 {
        self.frames as f64 / f64::from(self.sample_rate.max(1))
    }

    /// The part from one second to another in as many buckets, at least 1 and at most 8,192. What lies outside of the
    /// sound is silence.
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_precision_loss,
        reason = "a step outside of the sound is found to be outside, however far"
    )]
    pub fn view(&self, from_seconds: f64, to_seconds: f64, buckets: u32) -> WaveformView {
        let buckets = buckets.clamp(1, MAXIMUM_BUCKETS);
        let steps_per_second = f64::from(self.sample_rate) / FRAMES_PER_STEP as f64;
        let from = from_seconds * steps_per_second;
        let width = (to_seconds - from_seconds) * steps_per_second / f64::from(buckets);
        let (mut lows, mut highs) = (Vec::new(), Vec::new());
        for bucket in 0..buckets {
            let first = (from + width * f64::from(bucket)).floor() as i64;
            let end = ((from + width * f64::from(bucket + 1)).floor() as i64).max(first.saturating_add(1));
            let index = |step: i64| usize::try_from(step).unwrap_or(0).min(self.steps.len());
            let steps = self.steps.get(index(first)..index(end)).unwrap_or_default();
            let [lowest, highest] = extremes(steps.iter().flatten().copied());
            lows.push(shown(lowest));
            highs.push(shown(highest));
        }
        WaveformView { lows, highs }
    }

    /// The loudest value of each of so many slices of the whole.
    pub(super) fn peaks(&self, slices: u32) -> Vec<f32> {
        let view = self.view(0.0, self.seconds(), slices);
        view.lows.iter().zip(&view.highs).map(|(low, high)| high.max(-low)).collect()
    }
}

/// Zero lies within every waveform.
fn extremes(values: impl Iterator<Item = i16>) -> [i16; 2] {
    values.fold([0, 0], |[lowest, highest], value| [lowest.min(value), highest.max(value)])
}

#[allow(clippy::cast_possible_truncation, reason = "clamped to the range of 16 bits")]
fn stored(value: f32) -> i16 {
    (value.clamp(-1.0, 1.0) * f32::from(i16::MAX)).round() as i16
}

fn shown(value: i16) -> f32 {
    f32::from(value) / f32::from(i16::MAX)
}
