//! What every answer carries, and which requests are refused.
//!
//! The server listens on this machine only. That does not keep out a page of another site that the same browser has open, so a
//! request must name a loopback host (against rebound names) and may not come from another site's script. The policy sent with
//! the page lets it load nothing but its own files.

use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
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

/// Refuses requests from elsewhere and adds the headers.
pub async fn watch(request: Request, next: Next) -> Response {
    let mut answer = if is_local(&request) {
        next.run(request).await
    } else {
        (StatusCode::FORBIDDEN, "only pages of this program on this machine may ask\n").into_response()
    };
    for (name, value) in HEADERS {
        answer.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    answer
}

fn is_local(request: &Request) -> bool {
    let text = |name: HeaderName| request.headers().get(name).and_then(|value| value.to_str().ok());
    let host =
        text(header::HOST).or_else(|| request.uri().authority().map(axum::http::uri::Authority::as_str));
    let site = text(HeaderName::from_static("sec-fetch-site"));
    host.is_some_and(names_loopback) && !matches!(site, Some("cross-site" | "same-site"))
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
