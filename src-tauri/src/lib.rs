//! The shell: the only Rust that knows Tauri. It gives the core its surroundings and passes typed commands through.
//! No rule of the domain lives here.

mod bases;
mod closing;
mod commands;
mod drops;
mod media_scheme;
mod memory_images;
mod own_pages;
mod page_faults;
mod private;
mod rendering;
mod sample_agents;
mod set_aside;
mod settings_file;
mod stand_in;
mod starting;
mod storage;
mod store;
mod surface;

use std::collections::BTreeSet;
use std::error::Error;
use std::path::PathBuf;
use std::sync::Arc;

use callboard_media::{Player, StorageClient, StorageTimings};
use callboard_systems::Client;
use callboard_usecases::{Callboard, Parts};
use callboard_vault::Vault;
use tauri::{App, Manager, WebviewUrl, WebviewWindowBuilder};
use tauri_plugin_log::TargetKind;

use crate::storage::{OpenedJournal, Storage};

pub use memory_images::forbid_memory_images;
pub use rendering::prepare_rendering;
pub use starting::try_again;
pub use surface::surface;

/// The name of the program's entries in the operating system's keychain.
const KEYCHAIN_SERVICE: &str = "app.callboard.desktop";

/// Starts the program and answers when its window is closed.
pub fn run() -> Result<(), Box<dyn Error>> {
    let surface = surface();
    let commands = own_pages::only_for(surface.invoke_handler());
    tauri::Builder::default()
        .plugin(tauri_plugin_single_instance::init(|app, _, _| bring_forward(app)))
        .plugin(tauri_plugin_store::Builder::default().build())
        .plugin(tauri_plugin_window_state::Builder::default().build())
        .plugin(tauri_plugin_dialog::init())
        // The page has no links to elsewhere: it gets no script that would open them.
        .plugin(tauri_plugin_opener::Builder::new().open_js_links_on_click(false).build())
        .register_asynchronous_uri_scheme_protocol(media_scheme::NAME, media_scheme::answer)
        .on_window_event(|window, event| {
            drops::pass_on(window, event);
            closing::ask_first(window, event);
        })
        .invoke_handler(commands)
        .setup(move |app| {
            close_to_others(app);
            begin_log(app);
            surface.mount_events(app);
            let (storage, journal) = Storage::open(app.path().app_data_dir()?)?;
            app.manage(closing::Closing::default());
            app.manage(bases::Bases::default());
            let core = Arc::new(core(app, &storage, journal)?);
            commands::changes::tell_of_changes(app.handle(), &core);
            app.manage(core);
            open_window(app, storage.web_view_folder())?;
            app.manage(storage);
            Ok(())
        })
        .run(tauri::generate_context!())?;
    Ok(())
}

/// The core with this computer's surroundings.
fn core(app: &App, storage: &Storage, opened: OpenedJournal) -> Result<Callboard, Box<dyn Error>> {
    if let Some(damaged) = &opened.set_aside {
        log::warn!("a damaged journal was set aside as {}", damaged.display());
    }
    Ok(Callboard::new(Parts {
        client: Client::new()?,
        storage: StorageClient::new(StorageTimings::default())?,
        vault: Arc::new(Vault::open(KEYCHAIN_SERVICE)),
        journal: opened.journal,
        journal_set_aside: opened.set_aside,
        journal_fault: opened.fault,
        recordings: storage.folder("recordings"),
        store: Arc::new(store::PluginStore::open(app.handle())?),
        clock: Arc::new(store::SystemClock),
        samples: Arc::new(sample_agents::SampleAgents::new(storage.folder("sample-agents"))),
        player: Player::start()?,
    }))
}

/// Opens the window; what the web view keeps goes to `stand_in` where the usual folder is of no use.
fn open_window(app: &App, stand_in: Option<PathBuf>) -> tauri::Result<()> {
    let mut builder = WebviewWindowBuilder::new(app, "main", WebviewUrl::default())
        .title("Callboard")
        .inner_size(1280.0, 800.0)
        .min_inner_size(720.0, 520.0)
        .devtools(cfg!(debug_assertions));
    builder = own_pages::keep_at(builder, app.handle());
    if let Some(folder) = stand_in {
        builder = builder.data_directory(folder);
    }
    builder.build()?.set_focus()
}

fn bring_forward(app: &tauri::AppHandle) {
    if let Some(window) = app.get_webview_window("main")
        && let Err(error) = window.unminimize().and_then(|()| window.set_focus())
    {
        log::warn!("the window could not be brought forward: {error}");
    }
}

/// Closes the program's folders before anything is written into them, then what earlier runs left in them.
fn close_to_others(app: &App) {
    let paths = app.path();
    let folders = [
        paths.app_data_dir(),
        paths.app_local_data_dir(),
        paths.app_log_dir(),
        paths.app_config_dir(),
        paths.app_cache_dir(),
    ];
    let folders: BTreeSet<PathBuf> = folders.into_iter().filter_map(Result::ok).collect();
    for folder in &folders {
        // A folder that cannot be made is told by whoever needs it.
        let _ = private::create_folder(folder);
    }
    // The web view may keep thousands of files.
    std::thread::spawn(move || folders.iter().for_each(|folder| private::close(folder)));
}

/// Into the folder for logs; where no file can be begun there, to the terminal. A log is no reason not to start.
fn begin_log(app: &App) {
    let begun = app.handle().plugin(log_plugin(TargetKind::LogDir { file_name: None }));
    if let Err(error) = begun.or_else(|error| {
        app.handle().plugin(log_plugin(TargetKind::Stderr)).inspect(|()| log::warn!("no log file: {error}"))
    }) {
        eprintln!("there is no log: {error}");
    }
}

fn log_plugin<R: tauri::Runtime>(kind: TargetKind) -> tauri::plugin::TauriPlugin<R> {
    use tauri_plugin_log::{Builder, RotationStrategy, Target};
    Builder::new()
        .level(log::LevelFilter::Warn)
        .level_for("callboard_app", log::LevelFilter::Info)
        .level_for("callboard_systems", log::LevelFilter::Info)
        .level_for("callboard_usecases", log::LevelFilter::Info)
        .max_file_size(2 * 1024 * 1024)
        .rotation_strategy(RotationStrategy::KeepSome(3))
        .clear_targets()
        .target(Target::new(kind))
        .build()
}
