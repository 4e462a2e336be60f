//! The one server: the router, and the gate that every request passes. No system's own rules.

mod connection;
mod gate;

use std::sync::Arc;

use axum::Router;
use axum::extract::connect_info::IntoMakeServiceWithConnectInfo;
use axum::middleware;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

pub(crate) use connection::BreakSwitch;

use crate::application::Application;
use crate::control;

/// Serves until `stopping` is cancelled.
pub(crate) async fn serve(listener: TcpListener, router: Router, stopping: CancellationToken) {
    let service: IntoMakeServiceWithConnectInfo<Router, BreakSwitch> =
        router.into_make_service_with_connect_info();
    let served = axum::serve(connection::BreakableListener(listener), service)
        .with_graceful_shutdown(async move { stopping.cancelled().await })
        .await;
    if let Err(error) = served {
        log::error!("the sandbox stopped serving: {error}");
    }
}

/// The routes of everything that is served, behind the gate.
pub(crate) fn router(application: Arc<Application>) -> Router {
    let systems = application.systems.router();
    let gated = systems.layer(middleware::from_fn_with_state(Arc::clone(&application), gate::pass));
    Router::new().merge(control::router().with_state(application)).merge(gated)
}
