//! What owners do: let people in and out, protect sources and lift that. Each stands in the archive's log.

use crate::desk::Desk;
use crate::guard::writer;
use crate::problem::{Problem, Refusal};
use crate::routes::answer;
use crate::users::{Role, Users, UsersError};
use crate::writing::now;
use attest_store::{Act, SqliteStore, Store, StoreError};
use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A person as the page shows them.
#[derive(Debug, Serialize, ToSchema)]
pub struct Person {
    /// Their name.
    name: String,
    /// What they may do.
    role: Role,
    /// When their token was handed out.
    since: String,
}

/// A person to let in.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Newcomer {
    /// Their name.
    name: String,
    /// What they may do.
    role: Role,
}

/// A person who was let in.
#[derive(Debug, Serialize, ToSchema)]
pub struct Welcome {
    /// Their name.
    name: String,
    /// Their token; it is told now and never again.
    token: String,
}

impl From<UsersError> for Problem {
    fn from(error: UsersError) -> Self {
        let status = match error {
            UsersError::Nobody(_) => StatusCode::NOT_FOUND,
            UsersError::Name => StatusCode::BAD_REQUEST,
            UsersError::LastOwner(_) => StatusCode::CONFLICT,
            _ => StatusCode::SERVICE_UNAVAILABLE,
        };
        Self::new(status, error.to_string())
    }
}

fn users(desk: &Desk) -> Result<Users, Problem> {
    desk.pens.users().cloned().ok_or_else(|| {
        Problem::new(
            StatusCode::CONFLICT,
            "this archive has no users; begin with `attest serve users add NAME --role owner`",
        )
    })
}

/// Writes into the archive's log who was let in or out, as what.
///
/// # Errors
/// What the archive says.
pub fn log_user(
    store: &mut SqliteStore,
    act: &Act,
    done: &str,
    name: &str,
    role: Option<Role>,
) -> Result<(), StoreError> {
    let detail = serde_json::json!({ "done": done, "user": name, "role": role });
    store.note("user", &detail.to_string(), act)
}

/// Who may do what here.
#[utoipa::path(get, path = "/api/v1/users", security(("token" = [])), responses((status = 200, description = "the archive's users", body = Vec<Person>),
    (status = 403, description = "not an owner", body = Refusal), (status = 409, description = "an archive without users", body = Refusal)))]
pub async fn list(State(desk): State<Desk>, headers: HeaderMap) -> Result<Response, Problem> {
    writer(&desk, &headers, Role::Owner)?;
    let all = users(&desk)?.list()?;
    let people: Vec<Person> =
        all.into_iter().map(|user| Person { name: user.name, role: user.role, since: user.since }).collect();
    answer(&headers, &people)
}

/// Lets a person in, or gives one who is in another role and another token.
#[utoipa::path(post, path = "/api/v1/users", request_body = Newcomer, security(("token" = [])), responses(
    (status = 201, description = "the person is in", body = Welcome), (status = 400, description = "no such role, no such name", body = Refusal),
    (status = 403, description = "not an owner", body = Refusal), (status = 409, description = "the only owner stays one", body = Refusal)))]
pub async fn add(
    State(desk): State<Desk>,
    headers: HeaderMap,
    newcomer: Result<Json<Newcomer>, JsonRejection>,
) -> Result<Response, Problem> {
    let by = writer(&desk, &headers, Role::Owner)?;
    let Json(Newcomer { name, role }) = newcomer.map_err(|error| Problem::unclear(error.body_text()))?;
    let users = users(&desk)?;
    let welcome = desk
        .run(move |desk| {
            let act = Act { by, at: now(), why: None };
            let token = desk.archive.change(|store| {
                Ok(users.add(&name, role, &act.at).and_then(|token| {
                    log_user(store, &act, "let in", name.trim(), Some(role))
                        .map(|()| token)
                        .map_err(UsersError::from)
                }))
            })??;
            Ok(Welcome { name: name.trim().to_owned(), token })
        })
        .await?;
    Ok((StatusCode::CREATED, Json(welcome)).into_response())
}

/// Takes a person's token back: from now on it is worth nothing.
#[utoipa::path(delete, path = "/api/v1/users/{name}", params(("name" = String, Path, description = "the person's name")), security(("token" = [])), responses(
    (status = 204, description = "the token is worth nothing"), (status = 403, description = "not an owner", body = Refusal),
    (status = 404, description = "nobody of that name", body = Refusal), (status = 409, description = "the only owner", body = Refusal)))]
pub async fn revoke(
    State(desk): State<Desk>,
    Path(name): Path<String>,
    headers: HeaderMap,
) -> Result<StatusCode, Problem> {
    let by = writer(&desk, &headers, Role::Owner)?;
    let users = users(&desk)?;
    desk.run(move |desk| {
        let act = Act { by, at: now(), why: None };
        desk.archive.change(|store| {
            Ok(users
                .revoke(&name)
                .and_then(|()| log_user(store, &act, "sent away", &name, None).map_err(UsersError::from)))
        })??;
        Ok(StatusCode::NO_CONTENT)
    })
    .await
}

/// What is to be protected, or no longer.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Protection {
    /// SHA-256 of the report's bytes.
    document: String,
    /// Id of the source within it, `s2`; the whole report without one.
    source: Option<String>,
    /// Protected from now on, or no longer.
    protect: bool,
    /// Why, in the owner's words.
    why: Option<String>,
}

/// Protects a source or a report, or lifts that: what is protected is undisclosed on every page and in every export.
#[utoipa::path(post, path = "/api/v1/protections", request_body = Protection, security(("token" = [])), responses(
    (status = 204, description = "it is in the log"), (status = 400, description = "a request that means nothing", body = Refusal),
    (status = 403, description = "not an owner", body = Refusal), (status = 404, description = "no such report or source", body = Refusal)))]
pub async fn protect(
    State(desk): State<Desk>,
    headers: HeaderMap,
    wanted: Result<Json<Protection>, JsonRejection>,
) -> Result<StatusCode, Problem> {
    let by = writer(&desk, &headers, Role::Owner)?;
    let Json(wanted) = wanted.map_err(|error| Problem::unclear(error.body_text()))?;
    desk.run(move |desk| {
        let act = Act { by, at: now(), why: wanted.why.filter(|why| !why.trim().is_empty()) };
        let source = wanted.source.as_deref().filter(|source| !source.is_empty());
        desk.archive.change(|store| store.protect(&wanted.document, source, wanted.protect, &act))?;
        Ok(StatusCode::NO_CONTENT)
    })
    .await
}
