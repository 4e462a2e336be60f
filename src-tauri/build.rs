//! Generates Tauri's context and keeps its schemas beside the shell instead of at the package root.

use std::{fs, path::Path};

use tauri_build::{AppManifest, Attributes};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    for watched in ["src-tauri/capabilities", "src-tauri/permissions", "ui/dist", "tauri.conf.json"] {
        println!("cargo:rerun-if-changed={watched}");
    }
    let manifest = AppManifest::new().permissions_path_pattern("./src-tauri/permissions/**/*.toml");
    let attributes =
        Attributes::new().capabilities_path_pattern("./src-tauri/capabilities/**/*").app_manifest(manifest);
    tauri_build::try_build(attributes)?;
    // tauri-build writes `gen` at the package root and offers no other place.
    if Path::new("gen").exists() {
        let kept = Path::new("src-tauri/gen");
        if kept.exists() {
            fs::remove_dir_all(kept)?;
        }
        fs::rename("gen", kept)?;
    }
    Ok(())
}
