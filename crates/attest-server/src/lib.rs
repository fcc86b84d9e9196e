//! The page: incidents with their evidence in a browser, served from this machine to this machine.
//!
//! A researcher looks before reading. The page and its data come from the one program, over a loopback address, and nothing is
//! asked of any other machine: a strict content security policy forbids it to the page, and the server refuses requests that a
//! foreign page might send through the reader's browser ([`guard`]). Whoever opens the page reads; to write, a person needs the link
//! with a token that the program printed for their name ([`pens`]). An archive that is to be reached from other machines needs
//! [`users`], each with a role, and an encrypted way to it ([`serve()`]).
//!
//! - [`archive`]: connections to the archive; [`brief`], [`index`]: its incidents in rows and columns, and the filters over them;
//! - [`routes`], [`beside`]: what can be read; [`writing`], [`people`]: what can be changed, and by whom; [`exports`]: files for others;
//!   [`openapi`]: all of it described;
//! - [`page`], [`tiles`]: the embedded files and the user's own map; [`guard`]: what every answer carries and which requests are refused.

pub mod archive;
pub mod beside;
pub mod brief;
pub mod desk;
pub mod exports;
pub mod guard;
pub mod index;
pub mod openapi;
pub mod page;
pub mod pens;
pub mod people;
pub mod problem;
pub mod routes;
pub mod serve;
pub mod tiles;
#[cfg(feature = "tls")]
pub mod tls;
pub mod users;
pub mod writing;

pub use archive::Archive;
pub use desk::{Coder, Desk, Node, Told, Tree};
pub use pens::Pens;
pub use serve::{Door, ServeError, serve};
pub use tiles::Tiles;
pub use users::{Role, Users};

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::from_fn_with_state;
use axum::routing::{delete, get, post};
use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;

/// Most bytes of a decision.
const DECISION: usize = 1 << 16;
/// Most bytes of a report.
const REPORT: usize = 32 << 20;

/// The server's addresses.
pub fn router(desk: Desk) -> Router {
    let missing = || async { problem::Problem::missing("address") };
    Router::new()
        .route("/api/v1/columns", get(routes::columns))
        .route("/api/v1/incidents", get(routes::incidents))
        .route("/api/v1/incidents/{id}", get(routes::incident))
        .route("/api/v1/incidents/{id}/around", get(routes::around))
        .route("/api/v1/incidents/{id}/history", get(beside::history))
        .route("/api/v1/documents/{id}", get(routes::report))
        .route("/api/v1/documents/{id}/tree", get(beside::tree))
        .route(
            "/api/v1/documents",
            get(beside::documents).post(writing::add).layer(DefaultBodyLimit::max(REPORT)),
        )
        .route("/api/v1/compare", get(beside::compare))
        .route("/api/v1/agreement", get(beside::coders))
        .route("/api/v1/users", get(people::list).post(people::add).layer(DefaultBodyLimit::max(DECISION)))
        .route("/api/v1/users/{name}", delete(people::revoke))
        .route("/api/v1/protections", post(people::protect).layer(DefaultBodyLimit::max(DECISION)))
        .route("/tiles/basemap.pmtiles", get(tiles::tiles))
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
        .layer(from_fn_with_state(desk.clone(), guard::watch))
        .with_state(desk)
}
