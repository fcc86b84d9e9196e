//! What the addresses take and give, as an OpenAPI document, made from the code that answers.

use crate::problem::Refusal;
use crate::{beside, exports, people, routes, tiles, writing};
use axum::Json;
use axum::response::{IntoResponse, Response};
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::{Modify, OpenApi};

struct Token;

impl Modify for Token {
    fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
        let scheme = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).build();
        document
            .components
            .get_or_insert_default()
            .add_security_scheme("token", SecurityScheme::Http(scheme));
    }
}

/// The document.
#[derive(OpenApi)]
#[openapi(
    info(title = "Attest", description = "An archive of incidents with their evidence, on this machine."),
    paths(
        routes::columns, routes::incidents, routes::incident, routes::report, routes::search, routes::sources,
        routes::decisions, writing::session, writing::leave, writing::queue, writing::decide, writing::add,
        exports::export, exports::side,
        beside::compare, beside::documents, beside::tree, beside::coders, beside::history, routes::around,
        people::list, people::add, people::revoke, people::protect, tiles::tiles
    ),
    components(schemas(Refusal)),
    modifiers(&Token)
)]
pub struct Document;

/// Sends it.
pub async fn document() -> Response {
    Json(Document::openapi()).into_response()
}
