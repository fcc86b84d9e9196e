//! The server's answers over an archive of invented reports, asked without a network.

#[path = "../../attest-store/tests/invented/mod.rs"]
mod invented;

use attest_link::Settings;
use attest_model::{Coding, Document};
use attest_server::{
    Archive, Coder, Desk, Door, Node, Pens, Role, ServeError, Tiles, Told, Tree, Users, router, serve,
};
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

    fn tree(&self, document: &Document, at: u32) -> Result<Option<Tree>, String> {
        let token = Node {
            text: "One".to_owned(),
            lemma: "one".to_owned(),
            tag: "CD".to_owned(),
            dep: "ROOT".to_owned(),
            head: 0,
            kind: String::new(),
        };
        let end = document.text.len() as u32;
        Ok((at < end).then(|| Tree { start: 0, end, tokens: vec![token] }))
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
        let mut desk = Desk::new(Archive::open(&path).unwrap(), Pens::default());
        desk.coder = Some(Arc::new(Invented));
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
        for end in ["", "-wal", "-shm", ".users", ".pmtiles"] {
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
async fn lanes_hold_what_map_and_timeline_do_not_show() {
    let house = House::of(60);
    let all = house.get("/api/v1/incidents?limit=500").await.1;
    for (lane, test) in [("unplaced", "lat"), ("undated", "earliest")] {
        let without = all["items"].as_array().unwrap().iter().filter(|row| row[test].is_null());
        let found = house.get(&format!("/api/v1/incidents?lane={lane}")).await.1;
        assert_eq!(found["all"], without.count(), "{lane}");
    }
    let area = house.get("/api/v1/incidents?area=-180,-90,180,90").await.1["all"].as_u64();
    let unplaced = house.get("/api/v1/incidents?lane=unplaced").await.1["all"].as_u64();
    assert_eq!(area.zip(unplaced).map(|(area, unplaced)| area + unplaced), all["all"].as_u64());
}

/// A house with users: their tokens by role.
fn closed(house: &mut House) -> [String; 4] {
    let users = Users::beside(&house.path);
    let tokens = [Role::Owner, Role::Reviewer, Role::Coder, Role::Reader]
        .map(|role| users.add(&format!("The {}", role.as_str()), role, "2024-03-05T10:00:00Z").unwrap());
    house.desk.pens = Arc::new(Pens::of(users));
    tokens
}

impl House {
    async fn as_user(
        &self,
        token: &str,
        method: &str,
        path: &str,
        body: Option<&Value>,
    ) -> (StatusCode, Value) {
        let mut request = request(method, path).header(header::AUTHORIZATION, format!("Bearer {token}"));
        if body.is_some() {
            request = request.header(header::CONTENT_TYPE, "application/json");
        }
        let body = body.map_or_else(Body::empty, |body| Body::from(body.to_string()));
        let (status, _, bytes) = self.ask(request.body(body).unwrap()).await;
        (status, serde_json::from_slice(&bytes).unwrap_or(Value::Null))
    }
}

#[tokio::test]
async fn each_role_may_do_its_own_and_no_more() {
    let mut house = House::of(3);
    let [owner, reviewer, coder, reader] = closed(&mut house);
    assert_eq!(house.get("/api/v1/incidents").await.0, StatusCode::UNAUTHORIZED);
    assert_eq!(house.get("/api/v1/exports/acled").await.0, StatusCode::UNAUTHORIZED);
    assert_eq!(house.get("/").await.0, StatusCode::OK, "the page itself holds nothing of the archive");
    assert_eq!(house.get("/api/v1/session").await.1["closed"], true);
    let (status, list) = house.as_user(&reader, "GET", "/api/v1/incidents", None).await;
    assert_eq!(status, StatusCode::OK);
    let accept = json!({ "verdict": "accept", "subjects": [list["items"][0]["id"]] });
    let (status, refusal) = house.as_user(&reader, "POST", "/api/v1/decisions", Some(&accept)).await;
    assert_eq!(status, StatusCode::FORBIDDEN, "{refusal}");
    assert!(refusal["message"].as_str().unwrap().contains("coder"), "{refusal}");
    assert_eq!(
        house.as_user(&reader, "POST", "/api/v1/documents?name=30", None).await.0,
        StatusCode::FORBIDDEN
    );
    let (status, decided) = house.as_user(&coder, "POST", "/api/v1/decisions", Some(&accept)).await;
    assert_eq!(status, StatusCode::CREATED, "{decided}");
    let sign = json!({ "verdict": "sign_off", "about": decided["id"] });
    assert_eq!(
        house.as_user(&coder, "POST", "/api/v1/decisions", Some(&sign)).await.0,
        StatusCode::FORBIDDEN
    );
    assert_eq!(
        house.as_user(&reviewer, "POST", "/api/v1/decisions", Some(&sign)).await.0,
        StatusCode::CREATED
    );
    let id = list["items"][1]["id"].clone();
    let own = json!({ "verdict": "correct", "subjects": [id], "field": "label", "value": "An attack", "why": "shorter" });
    let (_, decided) = house.as_user(&reviewer, "POST", "/api/v1/decisions", Some(&own)).await;
    let sign = json!({ "verdict": "sign_off", "about": decided["id"] });
    let (status, refusal) = house.as_user(&reviewer, "POST", "/api/v1/decisions", Some(&sign)).await;
    assert_eq!(status, StatusCode::CONFLICT, "nobody signs their own correction: {refusal}");
    let protect = json!({ "document": invented::report(0).document.id, "source": "s2", "protect": true });
    for token in [&reader, &coder, &reviewer] {
        assert_eq!(
            house.as_user(token, "POST", "/api/v1/protections", Some(&protect)).await.0,
            StatusCode::FORBIDDEN
        );
        assert_eq!(house.as_user(token, "GET", "/api/v1/users", None).await.0, StatusCode::FORBIDDEN);
    }
    let status = house.as_user(&owner, "POST", "/api/v1/protections", Some(&protect)).await.0;
    assert_eq!(status, StatusCode::NO_CONTENT);
    assert_eq!(house.desk.archive.ask(Store::protected).unwrap().len(), 1);
    let log = house.desk.archive.ask(|store| store.log(0)).unwrap();
    let by: Vec<(&str, &str)> = log.iter().map(|entry| (entry.what.as_str(), entry.by.as_str())).collect();
    for write in [("decide", "The coder"), ("decide", "The reviewer"), ("protect", "The owner")] {
        assert!(by.contains(&write), "{write:?} stands in the log: {by:?}");
    }
    assert!(house.desk.archive.ask(Store::verify).unwrap().intact());
}

#[tokio::test]
async fn what_is_protected_is_revealed_to_owners_only() {
    let mut house = House::of(3);
    let [owner, reviewer, ..] = closed(&mut house);
    house.desk.reveal = true;
    let document = invented::report(0).document.id;
    let protect = json!({ "document": document, "source": "s2", "protect": true });
    house.as_user(&owner, "POST", "/api/v1/protections", Some(&protect)).await;
    let path = format!("/api/v1/documents/{document}");
    assert_eq!(house.as_user(&reviewer, "GET", &path, None).await.1["protected"], true);
    assert_eq!(house.as_user(&owner, "GET", &path, None).await.1["protected"], false);
}

#[tokio::test]
async fn a_stolen_token_is_taken_back_while_the_page_is_served() {
    let mut house = House::of(3);
    let [owner, _, coder, _] = closed(&mut house);
    let incidents = "/api/v1/incidents";
    assert_eq!(house.as_user(&coder, "GET", incidents, None).await.0, StatusCode::OK);
    // From the page, and, as `attest serve users revoke` does, in the file beside the archive.
    let (status, welcome) = house
        .as_user(&owner, "POST", "/api/v1/users", Some(&json!({ "name": "Ana", "role": "coder" })))
        .await;
    assert_eq!(status, StatusCode::CREATED, "{welcome}");
    let ana = welcome["token"].as_str().unwrap();
    assert_eq!(house.as_user(ana, "GET", incidents, None).await.0, StatusCode::OK);
    let status = house.as_user(&owner, "DELETE", "/api/v1/users/Ana", None).await.0;
    assert_eq!(status, StatusCode::NO_CONTENT);
    Users::beside(&house.path).revoke("The coder").unwrap();
    for token in [ana, &coder] {
        assert_eq!(house.as_user(token, "GET", incidents, None).await.0, StatusCode::FORBIDDEN);
        let accept = json!({ "verdict": "accept", "subjects": ["x"] });
        assert_eq!(
            house.as_user(token, "POST", "/api/v1/decisions", Some(&accept)).await.0,
            StatusCode::FORBIDDEN
        );
    }
    let log = house.desk.archive.ask(|store| store.log(0)).unwrap();
    assert_eq!(log.iter().filter(|entry| entry.what == "user").count(), 2);
    assert!(house.desk.archive.ask(Store::verify).unwrap().intact());
    std::fs::write(Users::beside(&house.path).path(), "[").unwrap();
    let status = house.as_user(&owner, "GET", incidents, None).await.0;
    assert_eq!(status, StatusCode::FORBIDDEN, "a file that cannot be read lets nobody in");
}

#[tokio::test]
async fn other_machines_reach_only_what_asks_who_they_are_and_is_encrypted() {
    let mut house = House::of(0);
    let open = |house: &House, door: &Door| {
        serve(house.desk.clone(), "192.0.2.1:0".parse().unwrap(), door, |_| ()).unwrap_err()
    };
    let tls = Door::Tls { certificate: "none.pem".into(), key: "none.pem".into() };
    assert!(matches!(open(&house, &Door::BehindProxy), ServeError::NoUsers(_)));
    closed(&mut house);
    assert!(matches!(open(&house, &Door::Plain), ServeError::Clear(_)));
    assert!(matches!(open(&house, &tls), ServeError::Certificate { .. }));
    let other = tokio::task::spawn_blocking(move || {
        matches!(open(&house, &Door::BehindProxy), ServeError::Listen { .. })
    });
    assert!(other.await.unwrap(), "with users and a proxy only the address itself is in the way");
}

#[tokio::test]
async fn pages_of_other_sites_change_nothing_and_large_bodies_are_refused() {
    let mut house = House::of(0);
    let token = house.desk.pens.hand("Ana").unwrap();
    let send = async |house: &House, origin: &str, size: usize| {
        let request = request("POST", "/api/v1/decisions")
            .header(header::ORIGIN, origin)
            .header(header::CONTENT_TYPE, "application/json")
            .header(header::AUTHORIZATION, format!("Bearer {token}"));
        house.ask(request.body(Body::from(" ".repeat(size))).unwrap()).await.0
    };
    assert_eq!(send(&house, "https://example.org", 1).await, StatusCode::FORBIDDEN);
    assert_eq!(send(&house, "null", 1).await, StatusCode::FORBIDDEN);
    assert_eq!(send(&house, "http://127.0.0.1:7878", 1).await, StatusCode::BAD_REQUEST);
    let large = send(&house, "http://127.0.0.1:7878", 1 << 17).await;
    assert!(large.is_client_error() && large != StatusCode::FORBIDDEN, "{large}");
    let proxied = request("GET", "/api/v1/incidents").header("x-forwarded-for", "192.0.2.7");
    assert_eq!(house.ask(proxied.body(Body::empty()).unwrap()).await.0, StatusCode::FORBIDDEN);
    closed(&mut house);
    let answer = house.ask(request("GET", "/").body(Body::empty()).unwrap()).await;
    assert!(answer.1.get(header::VARY).is_some());
}

#[tokio::test]
async fn two_reports_are_set_side_by_side() {
    let house = House::of(6);
    let list = house.get("/api/v1/documents").await.1;
    assert_eq!(list["all"], 6);
    let (a, b) = (invented::report(0).document.id, invented::report(1).document.id);
    let compared = house.get(&format!("/api/v1/compare?article={a}&source={b}")).await.1;
    assert_eq!((&compared["article"]["id"], &compared["sources"][0]["id"]), (&json!(a), &json!(b)));
    for one in compared["both"].as_array().unwrap() {
        assert_eq!((&one["article"]["document"], &one["source"]["document"]), (&json!(a), &json!(b)));
    }
    for change in
        compared["changes"].as_array().unwrap().iter().chain(compared["relations"].as_array().unwrap())
    {
        assert!(
            !change["why"].as_str().unwrap().is_empty() && !change["sides"].as_array().unwrap().is_empty()
        );
    }
    for (path, status) in [
        (format!("article={a}"), 400),
        (format!("article={a}&source={a}"), 400),
        (format!("article={a}&source=none"), 404),
    ] {
        assert_eq!(house.get(&format!("/api/v1/compare?{path}")).await.0.as_u16(), status, "{path}");
    }
    assert_eq!(house.get(&format!("/api/v1/documents/{a}/tree?at=0")).await.1["tokens"][0]["dep"], "ROOT");
    assert_eq!(house.get(&format!("/api/v1/documents/{a}/tree?at=99999999")).await.0, StatusCode::NOT_FOUND);
    assert_eq!(house.get(&format!("/api/v1/documents/{a}/tree")).await.0, StatusCode::BAD_REQUEST);
    let act = Act { by: "Ana".to_owned(), at: "2024-03-05T10:00:00Z".to_owned(), why: None };
    house.desk.archive.change(|store| store.protect(&a, None, true, &act)).unwrap();
    assert_eq!(house.get(&format!("/api/v1/documents/{a}/tree?at=0")).await.0, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn the_story_of_an_incident_and_two_coders_side_by_side() {
    let house = House::of(3);
    let (ana, ben) = (house.desk.pens.hand("Ana").unwrap(), house.desk.pens.hand("Ben").unwrap());
    let id = house.get("/api/v1/incidents").await.1["items"][0]["id"].as_str().unwrap().to_owned();
    let accept = json!({ "verdict": "accept", "subjects": [id] });
    let reject = json!({ "verdict": "reject", "subjects": [id], "why": "told of elsewhere" });
    let first = house.decide(&ana, &accept).await.1;
    assert_eq!(
        house.decide(&ben, &json!({ "verdict": "sign_off", "about": first["id"] })).await.0,
        StatusCode::CREATED
    );
    assert_eq!(house.decide(&ben, &reject).await.0, StatusCode::CREATED);
    let id = house.get("/api/v1/incidents").await.1["items"][0]["id"].as_str().unwrap().to_owned();
    let story = house.get(&format!("/api/v1/incidents/{id}/history")).await.1;
    let what: Vec<&str> =
        story.as_array().unwrap().iter().map(|step| step["what"].as_str().unwrap()).collect();
    assert_eq!(what, ["add", "accept", "sign_off", "reject"], "{story}");
    let around = house.get(&format!("/api/v1/incidents/{id}/around")).await;
    assert_eq!((around.0, around.1["parts"].is_array()), (StatusCode::OK, true));
    assert_eq!(house.get("/api/v1/incidents/none/around").await.0, StatusCode::NOT_FOUND);
    let coders = house.get("/api/v1/agreement").await.1;
    assert_eq!(coders["reviewers"], json!(["Ana", "Ben"]));
    let pair = &coders["pairs"][0];
    assert_eq!((&pair["agreed"], pair["both"].as_array().unwrap().len()), (&json!(0), 1), "{pair}");
}

#[tokio::test]
async fn the_users_own_map_is_served_in_ranges() {
    let mut house = House::of(0);
    assert_eq!(house.get("/tiles/basemap.pmtiles").await.0, StatusCode::NOT_FOUND);
    let path = house.path.with_extension("attest.pmtiles");
    std::fs::write(&path, "no map").unwrap();
    assert!(Tiles::open(&path).is_err());
    std::fs::write(&path, b"PMTiles\x03 and what follows").unwrap();
    house.desk.tiles = Some(Arc::new(Tiles::open(&path).unwrap()));
    let ask = async |range: &str| {
        let request = request("GET", "/tiles/basemap.pmtiles").header(header::RANGE, range);
        house.ask(request.header(header::ACCEPT_ENCODING, "gzip").body(Body::empty()).unwrap()).await
    };
    let (status, headers, bytes) = ask("bytes=0-7").await;
    assert_eq!((status, bytes.as_slice()), (StatusCode::PARTIAL_CONTENT, b"PMTiles\x03".as_slice()));
    assert_eq!(headers[header::CONTENT_RANGE], "bytes 0-7/25");
    assert_eq!(ask("bytes=90-").await.0, StatusCode::RANGE_NOT_SATISFIABLE);
}

#[tokio::test]
async fn the_description_names_every_address() {
    let house = House::of(0);
    let paths = house.get("/api/v1/openapi.json").await.1["paths"].as_object().unwrap().len();
    assert_eq!(paths, 21);
}
