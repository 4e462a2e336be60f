//! How evenly the window is drawn while something moves: the time from each animation frame to the next, in the page.

use std::fmt;

use serde_json::{Value, json};

use super::process;
use super::window::Window;

/// A frame that is later than this is seen as a stutter, in milliseconds.
const STUTTER: f64 = 50.0;

const BEGIN: &str = "const frames = []; let last;
    globalThis.callboardFrames = { frames, going: true };
    const step = now => {
        if (last !== undefined) frames.push(now - last);
        last = now;
        if (globalThis.callboardFrames.going) requestAnimationFrame(step);
    };
    requestAnimationFrame(step)";

const END: &str = "globalThis.callboardFrames.going = false; return globalThis.callboardFrames.frames";

/// What was drawn meanwhile.
pub(crate) struct Frames {
    /// Times from one frame to the next, in milliseconds, shortest first.
    gaps: Vec<f64>,
    /// What the program and its web processes used meanwhile, in milliseconds: unlike the gaps, the same however busy the
    /// machine is.
    processor: u64,
}

impl Frames {
    /// Counts the frames while something is done.
    pub(crate) async fn during(window: &Window, deed: impl Future<Output = ()>) -> Self {
        window.script(BEGIN, vec![]).await;
        let before = process::processor_time(window.process());
        deed.await;
        let processor = process::processor_time(window.process()).saturating_sub(before);
        let told = window.script(END, vec![]).await;
        let mut gaps: Vec<f64> = told.as_array().into_iter().flatten().filter_map(Value::as_f64).collect();
        gaps.sort_by(f64::total_cmp);
        assert!(gaps.len() > 10, "hardly a frame was drawn: {}", json!(gaps));
        Self { gaps, processor }
    }

    fn at(&self, percent: usize) -> f64 {
        let last = self.gaps.len() - 1;
        self.gaps[last * percent / 100]
    }
}

impl fmt::Display for Frames {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let late = self.gaps.iter().filter(|gap| **gap > STUTTER).count();
        write!(
            formatter,
            "{} frames, from one to the next {:.1} ms median, {:.1} ms 95th percentile, {:.1} ms longest, {late} over \
             {STUTTER} ms; {} ms of processor time a frame",
            self.gaps.len(),
            self.at(50),
            self.at(95),
            self.at(100),
            self.processor / self.gaps.len().max(1) as u64,
        )
    }
}
