//! The use cases: where the other crates meet.
