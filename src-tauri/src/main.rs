//! The program.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

use std::process::ExitCode;

fn main() -> ExitCode {
    callboard_app::forbid_memory_images();
    callboard_app::prepare_rendering();
    match callboard_app::run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => callboard_app::try_again(failure.as_ref()),
    }
}
