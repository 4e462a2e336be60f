//! How the window is painted, decided before anything of GTK starts.

/// On Linux with NVIDIA's own driver WebKitGTK can stay blank unless its DMABUF renderer is off. The variable has to be
/// there before the process starts, so the program starts itself again with it; whoever set it themselves is obeyed.
pub fn prepare_rendering() {
    #[cfg(target_os = "linux")]
    {
        use std::os::unix::process::CommandExt;

        const VARIABLE: &str = "WEBKIT_DISABLE_DMABUF_RENDERER";
        let needed = std::path::Path::new("/proc/driver/nvidia/version").exists();
        if !needed || std::env::var_os(VARIABLE).is_some() {
            return;
        }
        if let Ok(program) = std::env::current_exe() {
            // Comes back only where the program could not be started again; it then goes on as it is.
            let error = std::process::Command::new(program)
                .args(std::env::args_os().skip(1))
                .env(VARIABLE, "1")
                .exec();
            eprintln!("could not start again with {VARIABLE}: {error}");
        }
    }
}
