//! How evenly the window is drawn while something moves: the time from each animation frame to the next, in the page.

use std::fmt;

use serde_json::{Value, json};

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

/// Times between frames, in milliseconds, shortest first.
pub(crate) struct Frames(Vec<f64>);

impl Frames {
    /// Counts the frames while something is done.
    pub(crate) async fn during(window: &Window, deed: impl Future<Output = ()>) -> Self {
        window.script(BEGIN, vec![]).await;
        deed.await;
        let told = window.script(END, vec![]).await;
        let mut gaps: Vec<f64> = told.as_array().into_iter().flatten().filter_map(Value::as_f64).collect();
        gaps.sort_by(f64::total_cmp);
        assert!(gaps.len() > 10, "hardly a frame was drawn: {}", json!(gaps));
        Self(gaps)
    }

    fn at(&self, percent: usize) -> f64 {
        let last = self.0.len() - 1;
        self.0[last * percent / 100]
    }
}

impl fmt::Display for Frames {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let late = self.0.iter().filter(|gap| **gap > STUTTER).count();
        write!(
            formatter,
            "{} frames, from one to the next {:.1} ms median, {:.1} ms 95th percentile, {:.1} ms longest, {late} over {STUTTER} ms",
            self.0.len(),
            self.at(50),
            self.at(95),
            self.at(100),
        )
    }
}
