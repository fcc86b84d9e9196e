//! The page: incidents with their evidence in a browser, served from this machine to this machine.
//!
//! A researcher looks before reading. The page and its data come from the one program, over a loopback address, and nothing is
//! asked of any other machine: a strict content security policy forbids it to the page, and the server refuses requests that a
//! foreign page might send through the reader's browser ([`guard`]). Whoever opens the page reads; to write, a person needs the link
//! with a token that the program printed for their name ([`pens`]).
//!
//! - [`archive`]: connections to the archive; [`brief`], [`index`]: its incidents in rows and columns, and the filters over them;
//! - [`routes`]: what can be read; [`writing`]: what can be changed; [`exports`]: files for others; [`openapi`]: all of it described;
//! - [`page`]: the embedded files; [`guard`]: what every answer carries and which requests are refused.

pub mod archive;
pub mod brief;
pub mod desk;
pub mod exports;
pub mod guard;
pub mod index;
pub mod openapi;
pub mod page;
pub mod pens;
pub mod problem;
pub mod routes;
pub mod writing;

pub use archive::Archive;
pub use desk::{Coder, Desk, Told};
pub use pens::Pens;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::from_fn;
use axum::routing::{get, post};
use std::net::{IpAddr, SocketAddr};
use thiserror::Error;
use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;

/// Most bytes of a decision.
const DECISION: usize = 1 << 16;
/// Most bytes of a report.
const REPORT: usize = 32 << 20;

/// What keeps the page from being served.
#[derive(Debug, Error)]
pub enum ServeError {
    /// The port is taken, or may not be used.
    #[error("cannot listen on {address}: {source}")]
    Listen {
        /// Where.
        address: SocketAddr,
        /// What the system said.
        source: std::io::Error,
    },
    /// An address that other machines reach.
    #[error(
        "{0} can be reached from other machines, and this version knows neither users' passwords nor TLS"
    )]
    Open(IpAddr),
    /// The server stopped.
    #[error("the server stopped: {0}")]
    Stopped(#[from] std::io::Error),
}

/// The server's addresses.
pub fn router(desk: Desk) -> Router {
    let missing = || async { problem::Problem::missing("address") };
    Router::new()
        .route("/api/v1/columns", get(routes::columns))
        .route("/api/v1/incidents", get(routes::incidents))
        .route("/api/v1/incidents/{id}", get(routes::incident))
        .route("/api/v1/documents/{id}", get(routes::report))
        .route("/api/v1/documents", post(writing::add).layer(DefaultBodyLimit::max(REPORT)))
        .route("/api/v1/search", get(routes::search))
        .route("/api/v1/sources", get(routes::sources))
        .route(
            "/api/v1/decisions",
            get(routes::decisions).post(writing::decide).layer(DefaultBodyLimit::max(DECISION)),
        )
        .route("/api/v1/queue", get(writing::queue))
        .route("/api/v1/session", get(writing::session).delete(writing::leave))
        .route("/api/v1/exports/{format}", get(exports::export))
        .route("/api/v1/exports/{format}/side", get(exports::side))
        .route("/api/v1/openapi.json", get(openapi::document))
        .route("/api", get(missing))
        .route("/api/{*rest}", get(missing))
        .fallback(get(page::file))
        .layer(CompressionLayer::new().quality(CompressionLevel::Fastest))
        .layer(from_fn(guard::watch))
        .with_state(desk)
}

/// Serves `desk` at `address` (port 0: any free one) until the program is interrupted. `ready` is told the address once it
/// answers.
///
/// # Errors
/// [`ServeError`] where the address is not this machine's own, the port cannot be used or the server stops.
pub fn serve(desk: Desk, address: SocketAddr, ready: impl FnOnce(SocketAddr)) -> Result<(), ServeError> {
    if !address.ip().is_loopback() {
        return Err(ServeError::Open(address.ip()));
    }
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .max_blocking_threads(8)
        .enable_all()
        .build()?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind(address)
            .await
            .map_err(|source| ServeError::Listen { address, source })?;
        ready(listener.local_addr()?);
        let stop = async {
            let _ = tokio::signal::ctrl_c().await;
        };
        axum::serve(listener, router(desk)).with_graceful_shutdown(stop).await?;
        Ok(())
    })
}
