//! The program.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

fn main() {
    callboard_app::prepare_rendering();
    if let Err(error) = callboard_app::run() {
        // Without a window there is nowhere else to say it.
        eprintln!("Callboard could not start: {error}");
        std::process::exit(1);
    }
}
