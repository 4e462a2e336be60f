//! The shell: the only Rust that knows Tauri. It gives the core its surroundings and passes typed commands through.
//! No rule of the domain lives here.

mod commands;
mod drops;
mod media_scheme;
mod rendering;
mod sample_agents;
mod starting;
mod store;
mod surface;

use std::error::Error;
use std::sync::Arc;

use callboard_journal::Journal;
use callboard_media::{Player, StorageClient, StorageTimings};
use callboard_systems::Client;
use callboard_usecases::{Callboard, Parts};
use callboard_vault::Vault;
use tauri::{App, Manager, WebviewUrl, WebviewWindowBuilder};

pub use rendering::prepare_rendering;
pub use starting::try_again;
pub use surface::surface;

/// The name of the program's entries in the operating system's keychain.
const KEYCHAIN_SERVICE: &str = "app.callboard.desktop";

/// Starts the program and answers when its window is closed.
pub fn run() -> Result<(), Box<dyn Error>> {
    let surface = surface();
    let commands = surface.invoke_handler();
    tauri::Builder::default()
        .plugin(tauri_plugin_single_instance::init(|app, _, _| bring_forward(app)))
        .plugin(log_plugin())
        .plugin(tauri_plugin_store::Builder::default().build())
        .plugin(tauri_plugin_window_state::Builder::default().build())
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_opener::init())
        .register_asynchronous_uri_scheme_protocol(media_scheme::NAME, media_scheme::answer)
        .on_window_event(drops::pass_on)
        .invoke_handler(commands)
        .setup(move |app| {
            surface.mount_events(app);
            let core = Arc::new(core(app)?);
            commands::changes::tell_of_changes(app.handle(), &core);
            app.manage(core);
            open_window(app)?;
            Ok(())
        })
        .run(tauri::generate_context!())?;
    Ok(())
}

/// The core with this computer's surroundings.
fn core(app: &App) -> Result<Callboard, Box<dyn Error>> {
    let directory = app.path().app_data_dir()?;
    std::fs::create_dir_all(&directory)?;
    let opened = Journal::open(&directory.join("journal.sqlite"), jiff::Timestamp::now())?;
    if let Some(damaged) = &opened.set_aside {
        log::warn!("a damaged journal was set aside as {}", damaged.display());
    }
    Ok(Callboard::new(Parts {
        client: Client::new()?,
        storage: StorageClient::new(StorageTimings::default())?,
        vault: Vault::open(KEYCHAIN_SERVICE),
        journal: opened.journal,
        journal_set_aside: opened.set_aside,
        store: Arc::new(store::PluginStore::open(app.handle())?),
        clock: Arc::new(store::SystemClock),
        samples: Arc::new(sample_agents::SampleAgents::new(directory.join("sample-agents"))),
        player: Player::start()?,
    }))
}

fn open_window(app: &App) -> tauri::Result<()> {
    let window = WebviewWindowBuilder::new(app, "main", WebviewUrl::default())
        .title("Callboard")
        .inner_size(1280.0, 800.0)
        .min_inner_size(720.0, 520.0)
        .build()?;
    window.set_focus()
}

fn bring_forward(app: &tauri::AppHandle) {
    if let Some(window) = app.get_webview_window("main")
        && let Err(error) = window.unminimize().and_then(|()| window.set_focus())
    {
        log::warn!("the window could not be brought forward: {error}");
    }
}

fn log_plugin<R: tauri::Runtime>() -> tauri::plugin::TauriPlugin<R> {
    use tauri_plugin_log::{Builder, RotationStrategy, Target, TargetKind};
    Builder::new()
        .level(log::LevelFilter::Warn)
        .level_for("callboard_app", log::LevelFilter::Info)
        .level_for("callboard_systems", log::LevelFilter::Info)
        .level_for("callboard_usecases", log::LevelFilter::Info)
        .max_file_size(2 * 1024 * 1024)
        .rotation_strategy(RotationStrategy::KeepSome(3))
        .clear_targets()
        .target(Target::new(TargetKind::LogDir { file_name: None }))
        .build()
}
