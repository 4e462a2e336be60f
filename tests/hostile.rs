//! A server that lies by the byte, against the adapters and the use cases: whatever it sends, nobody's key leaves, nothing
//! panics, hangs or fills the memory, and the admin is told what happened.
//!
//! `hostile/cases` is the table. A case that sends much runs in a process of its own, whose memory is measured.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
// How many cases there were and what they took is printed.
#![allow(clippy::print_stdout)]

mod hostile {
    pub(super) mod answers;
    pub(super) mod cases;
    pub(super) mod memory;
    pub(super) mod office;
    pub(super) mod run;
    pub(super) mod server;
    pub(super) mod stage;
}
