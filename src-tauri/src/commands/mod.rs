//! The typed commands: one line each into the use cases. Secrets come in and never go out.

pub(crate) mod activity;
pub(crate) mod agents;
pub(crate) mod changes;
pub(crate) mod connections;
pub(crate) mod drops;
pub(crate) mod hours;
pub(crate) mod media;
pub(crate) mod program;
pub(crate) mod saving;

use std::sync::Arc;

use callboard_model::JobEvent;
use callboard_usecases::{Callboard, Events};
use tauri::State;
use tauri::ipc::Channel;

/// Every command's work goes through it, so that a panic is answered, too.
pub(crate) use crate::panics::unbroken;

/// The core as a command gets it.
pub(crate) type Core<'a> = State<'a, Arc<Callboard>>;

/// Sends what work tells to the window. A window that is gone hears nothing, and the work goes on.
fn events(channel: Channel<JobEvent>) -> Events {
    Arc::new(move |event| {
        if let Err(error) = channel.send(event) {
            log::debug!("nobody listens: {error}");
        }
    })
}
