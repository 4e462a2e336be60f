//! The adapters against the sandbox, with Prism between them as the judge of both: the requests have to be
//! those the vendor documents, and so do the sandbox's answers, or the demo would promise what is not there.
//!
//! Prism comes from npm, so these tests run with `cargo xtask test --only contracts`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod prism;

#[path = "contracts/judge.rs"]
mod judge;

#[path = "contracts/bird.rs"]
mod bird;
