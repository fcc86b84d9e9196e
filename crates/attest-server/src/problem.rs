//! What cannot be answered, as a status and a sentence for the reader.

use attest_store::StoreError;
use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;

/// A question that cannot be answered, or a change that is not made.
#[derive(Debug)]
pub struct Problem {
    status: StatusCode,
    message: String,
}

/// The sentence, as it is sent.
#[derive(Debug, Serialize, ToSchema)]
pub struct Refusal {
    /// What is wrong and, where there is one, the way out.
    pub message: String,
}

impl Problem {
    /// A problem with its status.
    pub fn new(status: StatusCode, message: impl Into<String>) -> Self {
        Self { status, message: message.into() }
    }

    /// Something that is not there.
    pub fn missing(what: &str) -> Self {
        Self::new(StatusCode::NOT_FOUND, format!("there is no such {what} here"))
    }

    /// A question that means nothing.
    pub fn unclear(message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, message)
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        let status = match error {
            StoreError::NoSuch { .. } => StatusCode::NOT_FOUND,
            StoreError::Ambiguous { .. } => StatusCode::BAD_REQUEST,
            StoreError::Refused(_) => StatusCode::CONFLICT,
            StoreError::Busy => StatusCode::SERVICE_UNAVAILABLE,
            StoreError::ReadOnly => StatusCode::FORBIDDEN,
            StoreError::Full => StatusCode::INSUFFICIENT_STORAGE,
            _ => StatusCode::INTERNAL_SERVER_ERROR,
        };
        Self::new(status, error.to_string())
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        (self.status, Json(Refusal { message: self.message })).into_response()
    }
}
