//! `cargo xtask package`: the installer for this operating system.

use std::ffi::OsString;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::failure::{Context, Failure, Outcome};
use crate::process::run;
use crate::steps::no_arguments;
use crate::{front_end, prerequisites, tree};

pub(crate) fn package(rest: &[OsString]) -> Outcome {
    no_arguments("package", rest)?;
    prerequisites::ensure(false)?;
    front_end::install(&tree::ui())?;
    // Named one by one: "all" would include an AppImage, whose tools are fetched from the network.
    let bundle = match std::env::consts::OS {
        "macos" => "dmg",
        "windows" => "nsis",
        _ => "deb",
    };
    let tauri =
        tree::ui().join("node_modules").join(".bin").join(if cfg!(windows) { "tauri.cmd" } else { "tauri" });
    run(Command::new(tauri)
        .args(["build", "--bundles", bundle, "--", "--locked"])
        .current_dir(tree::root()))?;
    let folder = tree::target().join("release").join("bundle").join(bundle);
    for installer in installers(&folder)? {
        let size = fs::metadata(&installer).context(format_args!("read {}", installer.display()))?.len();
        println!("{}: {} KiB", tree::relative(&installer), size.div_ceil(1024));
    }
    Ok(())
}

/// The files, not the folders, that the bundler left.
fn installers(folder: &PathBuf) -> Outcome<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).context(format_args!("read {}", folder.display()))?;
    let files: Vec<PathBuf> =
        entries.filter_map(|entry| Some(entry.ok()?.path())).filter(|path| path.is_file()).collect();
    if files.is_empty() {
        return Err(Failure::new(format!("no installer was written to {}", folder.display())));
    }
    Ok(files)
}
