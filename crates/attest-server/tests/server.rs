//! The server's answers over an archive of invented reports, asked without a network.

#[path = "../../attest-store/tests/invented/mod.rs"]
mod invented;

use attest_link::Settings;
use attest_model::{Coding, Document};
use attest_server::{Archive, Coder, Desk, Pens, Told, router};
use attest_store::{Act, Scope, SqliteStore, Store};
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use serde_json::{Value, json};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use tower::ServiceExt;

/// An archive of its own for each test, gone with it.
struct House {
    path: PathBuf,
    desk: Desk,
}

/// Takes invented reports by their number.
struct Invented;

impl Coder for Invented {
    fn code(&self, told: &Told, bytes: &[u8]) -> Result<(Document, Coding), String> {
        let name = &told.name;
        let number: u64 = name.parse().map_err(|_| format!("`{name}` cannot be read"))?;
        let incoming = invented::report(number);
        if incoming.original == bytes {
            Ok((incoming.document, incoming.coding))
        } else {
            Err("other bytes".to_owned())
        }
    }
}

impl House {
    fn of(reports: u64) -> Self {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("attest-server-{}-{number}.attest", std::process::id()));
        let act = Act { by: "Test".to_owned(), at: "2024-03-05T10:00:00Z".to_owned(), why: None };
        let mut store = SqliteStore::create(&path, &act).unwrap();
        let incoming: Vec<_> = (0..reports).map(invented::report).collect();
        store.add(&incoming, &act).unwrap();
        store.link(Scope::All, &Settings::default()).unwrap();
        let archive = Arc::new(Archive::open(&path).unwrap());
        let desk =
            Desk { archive, pens: Arc::new(Pens::default()), coder: Some(Arc::new(Invented)), reveal: false };
        Self { path, desk }
    }

    async fn ask(&self, request: Request<Body>) -> (StatusCode, axum::http::HeaderMap, Vec<u8>) {
        let answer = router(self.desk.clone()).oneshot(request).await.unwrap();
        let (status, headers) = (answer.status(), answer.headers().clone());
        let bytes = axum::body::to_bytes(answer.into_body(), 1 << 26).await.unwrap();
        (status, headers, bytes.to_vec())
    }

    async fn get(&self, path: &str) -> (StatusCode, Value) {
        let (status, _, bytes) = self.ask(request("GET", path).body(Body::empty()).unwrap()).await;
        (status, serde_json::from_slice(&bytes).unwrap_or(Value::Null))
    }

    async fn decide(&self, token: &str, body: &Value) -> (StatusCode, Value) {
        let request = request("POST", "/api/v1/decisions")
            .header(header::CONTENT_TYPE, "application/json")
            .header(header::AUTHORIZATION, format!("Bearer {token}"));
        let (status, _, bytes) = self.ask(request.body(Body::from(body.to_string())).unwrap()).await;
        (status, serde_json::from_slice(&bytes).unwrap_or(Value::Null))
    }
}

impl Drop for House {
    fn drop(&mut self) {
        for end in ["", "-wal", "-shm"] {
            let _ = std::fs::remove_file(format!("{}{end}", self.path.display()));
        }
    }
}

fn request(method: &str, path: &str) -> axum::http::request::Builder {
    Request::builder().method(method).uri(path).header(header::HOST, "127.0.0.1:7878")
}

#[tokio::test]
async fn every_answer_forbids_the_page_to_load_from_elsewhere() {
    let house = House::of(0);
    for path in ["/", "/api/v1/incidents", "/no/such/file", "/api/v1/openapi.json"] {
        let (_, headers, _) = house.ask(request("GET", path).body(Body::empty()).unwrap()).await;
        let policy = headers.get(header::CONTENT_SECURITY_POLICY).unwrap().to_str().unwrap();
        assert!(policy.starts_with("default-src 'none'"), "{path}");
    }
}

#[tokio::test]
async fn other_hosts_and_other_sites_are_refused() {
    let house = House::of(0);
    let ask = async |host: &str, site: &str| {
        let request = Request::builder().uri("/api/v1/incidents").header(header::HOST, host);
        house.ask(request.header("sec-fetch-site", site).body(Body::empty()).unwrap()).await.0
    };
    assert_eq!(ask("example.org", "same-origin").await, StatusCode::FORBIDDEN);
    assert_eq!(ask("localhost", "cross-site").await, StatusCode::FORBIDDEN);
    assert_eq!(ask("localhost", "same-origin").await, StatusCode::OK);
}

#[tokio::test]
async fn what_is_not_there_or_means_nothing_is_said_in_a_sentence() {
    let house = House::of(3);
    for (path, status) in [
        ("/api/v1/incidents/none", 404),
        ("/api/v1/documents/none", 404),
        ("/api/v1/nonsense", 404),
        ("/api", 404),
        ("/api/v1/incidents?from=soon", 400),
        ("/api/v1/incidents?colour=red", 400),
        ("/api/v1/incidents?after=there", 400),
        ("/api/v1/incidents?limit=-1", 400),
        ("/api/v1/incidents?area=1,2,3", 400),
        ("/api/v1/exports/poem", 400),
    ] {
        let (found, body) = house.get(path).await;
        assert_eq!((found.as_u16(), body["message"].is_string()), (status, true), "{path}: {body}");
    }
    assert_eq!(house.get("/../../etc/passwd").await.0, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn pages_of_a_list_hold_every_incident_once() {
    let house = House::of(60);
    let all = house.get("/api/v1/incidents?limit=500").await.1;
    assert_eq!(all["all"], all["items"].as_array().unwrap().len());
    let (mut found, mut after) = (Vec::new(), String::new());
    loop {
        let page = house.get(&format!("/api/v1/incidents?limit=7{after}")).await.1;
        assert_eq!(page["all"], all["all"]);
        found.extend(page["items"].as_array().unwrap().clone());
        let Some(next) = page["next"].as_str() else { break };
        after = format!("&after={next}");
    }
    assert_eq!(Value::Array(found), all["items"]);
}

#[tokio::test]
async fn filters_let_through_what_they_say() {
    let house = House::of(60);
    let all = house.get("/api/v1/incidents?limit=500").await.1;
    let one = &all["items"][3];
    let (country, day) = (one["country"].as_str().unwrap(), one["earliest"].as_str().unwrap());
    let count = |test: &dyn Fn(&Value) -> bool| {
        all["items"].as_array().unwrap().iter().filter(|row| test(row)).count()
    };
    let found = house.get(&format!("/api/v1/incidents?country={country}")).await.1;
    assert_eq!(found["all"], count(&|row| row["country"] == one["country"]));
    let found = house.get(&format!("/api/v1/incidents?from={day}&to={day}")).await.1;
    assert_eq!(found["all"], count(&|row| row["earliest"] == one["earliest"]));
    let label = one["label"].as_str().unwrap().to_uppercase().replace(' ', "%20");
    assert!(house.get(&format!("/api/v1/incidents?q={label}")).await.1["all"].as_u64().unwrap() >= 1);
    assert_eq!(house.get("/api/v1/incidents?country=QQ").await.1["all"], 0);
}

#[tokio::test]
async fn an_answer_that_is_known_is_not_sent_again() {
    let house = House::of(6);
    let id = house.get("/api/v1/incidents").await.1["items"][0]["id"].as_str().unwrap().to_owned();
    for path in ["/", "/api/v1/columns", &format!("/api/v1/incidents/{id}")] {
        let (status, headers, _) = house.ask(request("GET", path).body(Body::empty()).unwrap()).await;
        let tag = headers.get(header::ETAG).unwrap().clone();
        assert_eq!(status, StatusCode::OK);
        let again = request("GET", path).header(header::IF_NONE_MATCH, tag).body(Body::empty()).unwrap();
        let (status, _, body) = house.ask(again).await;
        assert_eq!((status, body.len()), (StatusCode::NOT_MODIFIED, 0), "{path}");
    }
}

#[tokio::test]
async fn without_a_token_nothing_is_written() {
    let house = House::of(3);
    let id = house.get("/api/v1/incidents").await.1["items"][0]["id"].clone();
    let before = house.get("/api/v1/decisions").await.1;
    let body = json!({ "verdict": "accept", "subjects": [id] });
    let plain = request("POST", "/api/v1/decisions").header(header::CONTENT_TYPE, "application/json");
    assert_eq!(
        house.ask(plain.body(Body::from(body.to_string())).unwrap()).await.0,
        StatusCode::UNAUTHORIZED
    );
    assert_eq!(house.decide("guessed", &body).await.0, StatusCode::FORBIDDEN);
    let report = request("POST", "/api/v1/documents?name=1").body(Body::from("text")).unwrap();
    assert_eq!(house.ask(report).await.0, StatusCode::UNAUTHORIZED);
    assert_eq!(house.get("/api/v1/decisions").await.1, before);
}

#[tokio::test]
async fn a_figure_is_corrected_signed_by_another_and_taken_back() {
    let house = House::of(3);
    let (ana, ben) = (house.desk.pens.hand("Ana").unwrap(), house.desk.pens.hand("Ben").unwrap());
    let id = house.get("/api/v1/incidents").await.1["items"][0]["id"].as_str().unwrap().to_owned();
    let before = house.get(&format!("/api/v1/incidents/{id}")).await.1;
    let killed = |claim: &&Value| claim["figure"]["harm"] == "killed";
    let claim = before["claims"].as_array().unwrap().iter().find(killed).unwrap();
    let name = claim["id"].as_str().unwrap();
    let mut said = json!({ "verdict": "correct", "subjects": [name], "field": "figure.min", "value": 1 });
    let (status, refusal) = house.decide(&ana, &said).await;
    assert_eq!(status, StatusCode::CONFLICT, "a correction needs a reason: {refusal}");
    said["why"] = "the report says one in its last line".into();
    let (status, decided) = house.decide(&ana, &said).await;
    assert_eq!(status, StatusCode::CREATED, "{decided}");
    let incident = decided["incidents"][0].as_str().unwrap();
    let after = house.get(&format!("/api/v1/incidents/{incident}")).await.1;
    let low = |incident: &Value| {
        let all = incident["claims"].as_array().unwrap().iter();
        all.filter(killed).map(|claim| claim["figure"]["min"].as_u64().unwrap()).min()
    };
    assert_eq!(low(&after), Some(1));
    let about = json!({ "verdict": "sign_off", "about": decided["id"] });
    assert_eq!(house.decide(&ana, &about).await.0, StatusCode::CONFLICT, "nobody signs their own decision");
    assert_eq!(house.decide(&ben, &about).await.0, StatusCode::CREATED);
    let back = json!({ "verdict": "retract", "about": decided["id"] });
    let (status, undone) = house.decide(&ana, &back).await;
    assert_eq!(status, StatusCode::CREATED);
    let incident = undone["incidents"][0].as_str().unwrap();
    assert_eq!(low(&house.get(&format!("/api/v1/incidents/{incident}")).await.1), low(&before));
    assert!(house.desk.archive.ask(Store::verify).unwrap().intact());
}

#[tokio::test]
async fn a_token_that_was_given_back_writes_no_longer() {
    let house = House::of(3);
    let token = house.desk.pens.hand("Ana").unwrap();
    let own =
        |method| request(method, "/api/v1/session").header(header::AUTHORIZATION, format!("Bearer {token}"));
    let (_, _, body) = house.ask(own("GET").body(Body::empty()).unwrap()).await;
    assert_eq!(serde_json::from_slice::<Value>(&body).unwrap()["by"], "Ana");
    assert_eq!(house.ask(own("DELETE").body(Body::empty()).unwrap()).await.0, StatusCode::NO_CONTENT);
    assert_eq!(
        house.decide(&token, &json!({ "verdict": "accept", "subjects": ["x"] })).await.0,
        StatusCode::FORBIDDEN
    );
}

#[tokio::test]
async fn a_dropped_report_is_in_the_next_list() {
    let house = House::of(3);
    let token = house.desk.pens.hand("Ana").unwrap();
    let add = async |name: &str, bytes: Vec<u8>| {
        let uri = format!("/api/v1/documents?name={name}");
        let request = request("POST", &uri).header(header::AUTHORIZATION, format!("Bearer {token}"));
        let (status, _, body) = house.ask(request.body(Body::from(bytes)).unwrap()).await;
        (status, serde_json::from_slice::<Value>(&body).unwrap())
    };
    let before = house.get("/api/v1/incidents").await.1["all"].as_u64().unwrap();
    let (status, added) = add("30", invented::report(30).original).await;
    assert_eq!((status, &added["what"]), (StatusCode::CREATED, &json!("new")), "{added}");
    assert_eq!(house.get("/api/v1/incidents").await.1["all"], before + 1);
    assert_eq!(add("30", invented::report(30).original).await.1["what"], "known");
    let (status, refusal) = add("poem", Vec::new()).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refusal["message"].as_str().unwrap().contains("poem"));
}

#[tokio::test]
async fn an_export_holds_what_the_list_shows() {
    let house = House::of(30);
    let all = house.get("/api/v1/incidents?limit=500").await.1;
    let country = all["items"][0]["country"].as_str().unwrap();
    let listed = house.get(&format!("/api/v1/incidents?country={country}")).await.1["all"].as_u64().unwrap();
    let path = format!("/api/v1/exports/geojson?country={country}");
    let file = house.get(&path).await.1;
    assert_eq!(file["features"].as_array().unwrap().len() as u64, listed);
    let side = house.get(&format!("/api/v1/exports/geojson/side?country={country}")).await.1;
    assert!(side.to_string().contains(env!("CARGO_PKG_VERSION")), "{side}");
}

#[tokio::test]
async fn what_is_protected_is_not_shown_by_name() {
    let house = House::of(3);
    let document = invented::report(0).document;
    let act = Act { by: "Ana".to_owned(), at: "2024-03-05T10:00:00Z".to_owned(), why: None };
    house.desk.archive.change(|store| store.protect(&document.id, Some("s2"), true, &act)).unwrap();
    let report = house.get(&format!("/api/v1/documents/{}", document.id)).await.1;
    assert_eq!((&report["protected"], &report["text"]), (&json!(true), &json!("")));
    assert!(
        report["sources"].as_array().unwrap().iter().any(|source| source["name"] == "Undisclosed Source")
    );
    let id = house.get("/api/v1/incidents").await.1["items"][0]["id"].as_str().unwrap().to_owned();
    let incident = house.get(&format!("/api/v1/incidents/{id}")).await.1;
    let of = |claim: &&Value| {
        claim["document"] == document.id.as_str()
            && claim["voice"]["chain"][1]["id"]
                .as_str()
                .is_some_and(|own| own.ends_with("/s2") || own == "s2")
    };
    let claims: Vec<&Value> = incident["claims"].as_array().unwrap().iter().filter(of).collect();
    assert!(!claims.is_empty());
    assert!(claims.iter().all(|claim| claim["voice"]["chain"][1]["name"] == "Undisclosed Source"));
}

#[tokio::test]
async fn what_another_program_adds_is_seen_at_once() {
    let house = House::of(3);
    let before = house.get("/api/v1/incidents").await.1["all"].as_u64().unwrap();
    let act = Act { by: "Ben".to_owned(), at: "2024-03-05T10:00:00Z".to_owned(), why: None };
    let mut other = SqliteStore::open(&house.path).unwrap();
    other.add(&[invented::report(60)], &act).unwrap();
    other.link(Scope::Touched, &Settings::default()).unwrap();
    assert_eq!(house.get("/api/v1/incidents").await.1["all"], before + 1);
}

#[tokio::test]
async fn the_description_names_every_address() {
    let house = House::of(0);
    let paths = house.get("/api/v1/openapi.json").await.1["paths"].as_object().unwrap().len();
    assert_eq!(paths, 12);
}
