//! What one execution is made of: a row of random bytes that depends on target, seed and number alone.

use arbitrary::{Arbitrary, Unstructured};
use rand::rngs::StdRng;
use rand::{RngCore as _, SeedableRng as _};

/// Enough for the decisions of one execution.
const BYTES: usize = 768;

pub(crate) struct Chance {
    bytes: [u8; BYTES],
}

impl Chance {
    pub(crate) fn of(target: &str, seed: u64, number: u64) -> Self {
        let name = target.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        let mut bytes = [0; BYTES];
        StdRng::seed_from_u64(name ^ seed.rotate_left(32) ^ number).fill_bytes(&mut bytes);
        Self { bytes }
    }

    pub(crate) fn drawn(&self) -> Drawn<'_> {
        Drawn(Unstructured::new(&self.bytes))
    }
}

/// Decisions, drawn one after the other. Where the bytes are used up, every decision is the first one there is.
pub(crate) struct Drawn<'a>(Unstructured<'a>);

impl Drawn<'_> {
    /// A number below `end`; 0 where that is 0.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        match end.checked_sub(1) {
            None => 0,
            Some(last) => self.0.int_in_range(0..=last).unwrap_or_default(),
        }
    }

    /// True as often as `percent` says.
    pub(crate) fn percent(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    pub(crate) fn any<T: for<'b> Arbitrary<'b> + Default>(&mut self) -> T {
        self.0.arbitrary().unwrap_or_default()
    }

    /// One of them; none of an empty list.
    pub(crate) fn one<'c, T>(&mut self, of: &'c [T]) -> Option<&'c T> {
        of.get(self.below(of.len()))
    }
}
