//! What every answer carries, and which requests are refused.
//!
//! A page of another site that the same browser has open can send requests too, so a request may not come from another site's script
//! (what the browser says of it in `Sec-Fetch-Site` and `Origin`), and where everybody who reaches the server may read, it must name a
//! loopback host (against rebound names) and may not have come through a proxy. Where the archive has users, every question needs a
//! token, which no other site's page has. The policy sent with the page lets it load nothing but its own files.

use crate::desk::Desk;
use crate::pens::{Leave, Who};
use crate::problem::Problem;
use crate::users::Role;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// The content security policy of every answer.
pub const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; \
    connect-src 'self'; worker-src 'self' blob:; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const HEADERS: [(HeaderName, &str); 6] = [
    (header::CONTENT_SECURITY_POLICY, POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=()"),
];

/// Refuses requests from elsewhere and from strangers, and adds the headers.
pub async fn watch(State(desk): State<Desk>, request: Request, next: Next) -> Response {
    let mut answer = match admit(&desk, &request) {
        Ok(()) => next.run(request).await,
        Err(problem) => problem.into_response(),
    };
    for (name, value) in HEADERS {
        answer.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    if desk.secure {
        let year = HeaderValue::from_static("max-age=31536000");
        answer.headers_mut().insert(header::STRICT_TRANSPORT_SECURITY, year);
    }
    if desk.pens.users().is_some() {
        answer.headers_mut().append(header::VARY, HeaderValue::from_static("authorization"));
    }
    answer
}

fn admit(desk: &Desk, request: &Request) -> Result<(), Problem> {
    let refuse = |why: &str| Err(Problem::new(StatusCode::FORBIDDEN, why));
    let text = |name: HeaderName| request.headers().get(name).and_then(|value| value.to_str().ok());
    let host =
        text(header::HOST).or_else(|| request.uri().authority().map(axum::http::uri::Authority::as_str));
    if matches!(text(HeaderName::from_static("sec-fetch-site")), Some("cross-site" | "same-site")) {
        return refuse("only pages of this program may ask");
    }
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    if let Some(origin) = text(header::ORIGIN).filter(|_| !reads)
        && origin.split_once("://").map(|(_, name)| name) != host
    {
        return refuse("only pages of this program may change anything");
    }
    if desk.pens.users().is_none() {
        if !host.is_some_and(names_loopback) {
            return refuse("only pages of this program on this machine may ask");
        }
        if ["forwarded", "x-forwarded-for"].iter().any(|name| request.headers().contains_key(*name)) {
            return refuse(
                "this came through a proxy, and everybody may read here; give the archive users first: attest serve users add",
            );
        }
        return Ok(());
    }
    let path = request.uri().path();
    if !(path.starts_with("/api/") || path.starts_with("/tiles/")) || path == "/api/v1/session" {
        return Ok(());
    }
    // Changes are counted where they are made, by what they need.
    if !reads && token(request.headers()).is_some() {
        return Ok(());
    }
    reader(desk, request.headers()).map(drop)
}

/// The token that came with a request.
pub fn token(headers: &HeaderMap) -> Option<&str> {
    headers.get(header::AUTHORIZATION)?.to_str().ok()?.strip_prefix("Bearer ")
}

/// Who asks, where every question needs a token.
fn reader(desk: &Desk, headers: &HeaderMap) -> Result<Who, Problem> {
    match token(headers) {
        Some(token) => given(desk, desk.pens.question(token), Role::Reader),
        None => Err(Problem::new(
            StatusCode::UNAUTHORIZED,
            "sign in with the link that the archive's owner gave you",
        )),
    }
}

/// Who wants to change something for which `needed` is the least role; counts the change.
///
/// # Errors
/// Without a token, with one that is nobody's, of somebody who may not, or too often.
pub fn writer(desk: &Desk, headers: &HeaderMap, needed: Role) -> Result<String, Problem> {
    let Some(token) = token(headers) else {
        return Err(Problem::new(
            StatusCode::UNAUTHORIZED,
            "you can only read here; start `attest serve --by NAME` and open the link that it prints",
        ));
    };
    given(desk, desk.pens.change(token, needed), needed).map(|who| who.name)
}

fn given(desk: &Desk, leave: Leave, needed: Role) -> Result<Who, Problem> {
    let (status, why) = match leave {
        Leave::Given(who) => return Ok(who),
        Leave::TooFast => {
            (StatusCode::TOO_MANY_REQUESTS, "too much in a short time; wait a moment".to_owned())
        }
        Leave::Unknown if desk.pens.users().is_some() => (
            StatusCode::FORBIDDEN,
            "this link is no longer valid; ask the archive's owner for another".to_owned(),
        ),
        Leave::Unknown => (
            StatusCode::FORBIDDEN,
            "this link is no longer valid; take the one that `attest serve` printed when it started"
                .to_owned(),
        ),
        Leave::Above(own) => (
            StatusCode::FORBIDDEN,
            format!("a {} may not do this; it needs a {} of this archive", own.as_str(), needed.as_str()),
        ),
    };
    Err(Problem::new(status, why))
}

fn names_loopback(host: &str) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    };
    matches!(name, "127.0.0.1" | "localhost" | "[::1]")
}

#[cfg(test)]
mod tests {
    use super::names_loopback;

    #[test]
    fn only_loopback_names_are_hosts_of_the_page() {
        for host in ["127.0.0.1", "127.0.0.1:7878", "localhost:1", "[::1]:80", "[::1]"] {
            assert!(names_loopback(host), "{host}");
        }
        for host in ["example.org", "127.0.0.1.example.org:80", "localhost.example.org", "", "10.0.0.1:7878"]
        {
            assert!(!names_loopback(host), "{host}");
        }
    }
}
