//! Everything the window can ask and hear: the commands and events, from which the TypeScript bindings are made.

use specta_typescript::semantic;
use tauri::Wry;
use tauri_specta::{Builder, ErrorHandlingMode, collect_commands, collect_events};

use crate::closing::ClosingAsked;
use crate::commands::changes::ChangesMoved;
use crate::commands::{activity, agents, changes, connections, drops, hours, media, program, saving};
use crate::drops::{FilesDropped, FilesHover};

/// The commands and events. A command has to be named in `permissions/app.toml` too, or it is refused.
pub fn surface() -> Builder<Wry> {
    Builder::<Wry>::new()
        .error_handling(ErrorHandlingMode::Result)
        // Numbers of documents that JavaScript would change come as objects and go back as them (`model::number`); no
        // other number the window hears is beyond 2^53.
        .dangerously_cast_bigints_to_number()
        // Floats are finite: none of them becomes null on the way.
        .semantic_types(semantic::Configuration::empty().enable_lossless_floats())
        // One type for both directions: what the core writes is what it reads.
        .disable_serde_phases()
        .commands(collect_commands![
            program::start_up,
            program::save_settings,
            program::probe_keychain,
            program::unlock_keychain,
            program::cancel_job,
            program::show_logs,
            program::report_page_fault,
            program::unfinished,
            program::keep_unfinished,
            program::try_storage_again,
            program::damaged_files,
            program::remove_damaged_file,
            program::closing_heard,
            program::close_window,
            connections::test_connection,
            connections::add_connection,
            connections::update_connection,
            connections::remove_connection,
            connections::start_samples,
            connections::reset_samples,
            agents::list_agents,
            agents::index_agents,
            agents::read_agent,
            agents::read_own_agent,
            agents::live_state,
            agents::openness,
            agents::learned_values,
            activity::agent_users,
            activity::agent_statistic,
            activity::create_webhook,
            activity::agent_versions,
            activity::launch_version,
            activity::add_agent_key,
            activity::remove_agent_key,
            activity::add_agent_by_id,
            activity::forget_agent,
            activity::ask_offers_again,
            activity::plan_copy,
            hours::coverage,
            hours::clock_changes,
            hours::choose_calendar,
            hours::preview_calendar,
            saving::hold_base,
            saving::keep_draft,
            saving::discard_draft,
            saving::drafts,
            saving::check_edits,
            saving::save_agent,
            saving::duplicate_edits,
            saving::delete_agent,
            changes::open_changes,
            changes::settle_changes,
            changes::settle_change,
            changes::decide_change,
            changes::dismiss_change,
            changes::history,
            changes::history_entry,
            changes::export_history,
            changes::undo_change,
            changes::set_aside,
            changes::forget_set_aside,
            media::choose_file,
            media::choose_sounds,
            media::forget_file,
            media::inspect_picture,
            media::inspect_sound,
            media::sound_view,
            media::prepare_sound,
            media::microphones,
            media::start_recording,
            media::pause_recording,
            media::finish_recording,
            media::discard_recording,
            media::keep_recording,
            media::kept_recordings,
            media::choose_kept_recording,
            media::delete_recording,
            media::upload_avatar,
            media::play,
            media::stop_playing,
            drops::list_drops,
            drops::edit_drops,
            drops::upload_drop,
            drops::download_drop,
            drops::stored_length,
            drops::drop_targets,
            drops::copy_drop,
            media::pending_attachments,
            media::finish_attachment,
            media::forget_attachment,
        ])
        .events(collect_events![ChangesMoved, FilesHover, FilesDropped, ClosingAsked])
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use specta_typescript::Typescript;

    /// Fails when the bindings no longer say what the commands are; `cargo xtask bindings` writes them anew.
    #[test]
    fn the_window_speaks_to_the_commands_there_are() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let made = tempfile::tempdir().unwrap().keep().join("bindings.ts");
        let header = "// Made from the Rust commands by `cargo xtask bindings`. Do not edit.\n";
        super::surface().export(Typescript::default().header(header), &made).unwrap();
        let made = std::fs::read_to_string(made).unwrap();
        let kept = root.join("ui/src/bridge/bindings.ts");
        if std::env::var_os("UPDATE_BINDINGS").is_some() {
            std::fs::write(&kept, &made).unwrap();
        }
        let kept = std::fs::read_to_string(&kept).unwrap_or_default();
        assert!(kept == made, "ui/src/bridge/bindings.ts is out of date: run `cargo xtask bindings`");
    }

    /// Fails when a command is missing from the permissions, where it would be refused at run time.
    #[test]
    fn every_command_is_allowed_by_name() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let allowed = std::fs::read_to_string(root.join("src-tauri/permissions/app.toml")).unwrap();
        let surface = std::fs::read_to_string(root.join("src-tauri/src/surface.rs")).unwrap();
        let listed = surface.split("collect_commands![").nth(1).unwrap().split(']').next().unwrap();
        let names: Vec<&str> =
            listed.split(',').filter_map(|entry| entry.trim().split("::").nth(1)).collect();
        assert!(names.len() > 30, "the list of commands could not be read");
        for name in &names {
            assert!(allowed.contains(&format!("\"{name}\"")), "{name} is missing from permissions/app.toml");
        }
        assert_eq!(
            allowed.matches("  \"").count(),
            names.len(),
            "permissions/app.toml names a command there is not"
        );
    }
}
