//! The shell.
/// Starts the program.
pub fn run() {}
