//! The one server: the router, and the gate that every request passes. No system's own rules.

mod connection;
mod gate;
mod host;

use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use axum::extract::connect_info::IntoMakeServiceWithConnectInfo;
use axum::middleware;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

pub(crate) use connection::BreakSwitch;
pub(crate) use gate::Room;

use crate::application::Application;
use crate::control;

/// Serves what names `address` as its host, until `stopping` is cancelled.
pub(crate) async fn serve(
    listener: TcpListener,
    address: SocketAddr,
    router: Router,
    stopping: CancellationToken,
) {
    let known = router.layer(middleware::from_fn_with_state(address.port(), host::refuse_others));
    let service: IntoMakeServiceWithConnectInfo<Router, BreakSwitch> =
        known.into_make_service_with_connect_info();
    let served = axum::serve(connection::BreakableListener::new(listener), service)
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
    control::router(application).merge(gated)
}
