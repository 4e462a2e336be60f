//! One suite for all systems: whatever a system's description says it can do has to work, by the real adapter, against
//! the sandbox, and in the words of the vendor's contract.
//!
//! Between the two stands Prism and judges every request and every answer. Only what breaks a contract on purpose (an
//! answer cut short, a connection reset), what Prism cannot pass on (a redirect) and what is stopped half way goes to the
//! sandbox directly; each such check says so. Prism comes from npm: `cargo xtask test --only contracts`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
// What was seen of each operation is printed, so that the table in the README can be checked by eye.
#![allow(clippy::print_stdout)]

mod prism;

mod conformance {
    pub(super) mod checks;
    pub(super) mod complete;
    pub(super) mod contract;
    pub(super) mod deed;
    pub(super) mod readme;
    pub(super) mod run;
    pub(super) mod stage;
    pub(super) mod subject;
    pub(super) mod subjects;
}
