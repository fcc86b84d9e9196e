//! What can be changed: decisions, and new reports. Each goes through the archive's log under the name that the token is bound to.

use crate::desk::{Desk, Told};
use crate::guard::{token, writer};
use crate::index::Index;
use crate::problem::{Problem, Refusal};
use crate::routes::{Words, answer, words};
use crate::users::Role;
use attest_link::Settings;
use attest_model::{Correction, Decision, Join, LinkedIncident, Subject, Verdict};
use attest_store::{Act, Arrival, Incoming, Scope, SqliteStore, Store, StoreError, open, standing};
use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use utoipa::ToSchema;

/// Entries of the queue that are told at once.
const QUEUE: usize = 200;

/// This moment, for the log.
pub fn now() -> String {
    let now = jiff::Timestamp::now();
    now.round(jiff::Unit::Second).unwrap_or(now).to_string()
}

/// Who asks, and what they may do.
#[derive(Debug, Serialize, ToSchema)]
pub struct Session {
    /// Whose token came with the question.
    by: Option<String>,
    /// Whether anyone may write.
    writable: bool,
    /// Whether new reports are taken.
    takes_reports: bool,
    /// What they may do: `reader`, `coder`, `reviewer`, `owner`; nothing without a token.
    role: Option<Role>,
    /// Whether every question needs a token: the archive has users.
    closed: bool,
    /// What the page says before it shows anything, where whoever serves it wants that.
    notice: Option<String>,
    /// Whether there is a map of the user's own below the incidents.
    tiles: bool,
}

/// Who asks, and what they may do.
#[utoipa::path(get, path = "/api/v1/session", responses((status = 200, description = "who asks", body = Session)))]
pub async fn session(State(desk): State<Desk>, headers: HeaderMap) -> Result<Response, Problem> {
    let who = token(&headers).and_then(|token| desk.pens.whose(token));
    let takes_reports = desk.coder.is_some() && who.as_ref().is_some_and(|who| who.role >= Role::Coder);
    let role = who.as_ref().map(|who| who.role);
    let session = Session {
        by: who.map(|who| who.name),
        writable: desk.pens.any(),
        takes_reports,
        role,
        closed: desk.pens.users().is_some(),
        notice: desk.notice.as_deref().map(str::to_owned),
        tiles: desk.tiles.is_some(),
    };
    answer(&headers, &session)
}

/// Gives the token back: it is valid no longer.
#[utoipa::path(delete, path = "/api/v1/session", security(("token" = [])), responses((status = 204, description = "the token is gone")))]
pub async fn leave(State(desk): State<Desk>, headers: HeaderMap) -> StatusCode {
    if let Some(token) = token(&headers) {
        desk.pens.revoke(token);
    }
    StatusCode::NO_CONTENT
}

/// A decision as a reviewer makes it.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Said {
    /// `same`, `different`, `unsure`, `accept`, `reject`, `correct`, `sign_off`, `retract`.
    #[schema(value_type = String)]
    verdict: Verdict,
    /// What it is about: ids of incidents, or claims and single reports' incidents as `DOCUMENT/c4`, `DOCUMENT/i1`.
    #[serde(default)]
    subjects: Vec<String>,
    /// For `sign_off` and `retract`: the earlier decision.
    about: Option<String>,
    /// For `correct`: the field, `figure.min`.
    field: Option<String>,
    /// For `correct`: the value.
    #[schema(value_type = Option<Object>)]
    value: Option<serde_json::Value>,
    /// Why, in the reviewer's words.
    why: Option<String>,
}

/// What became of a decision.
#[derive(Debug, Serialize, ToSchema)]
pub struct Decided {
    /// Its id, by which it can be signed or retracted.
    id: String,
    /// The incidents that its subjects belong to now.
    incidents: Vec<String>,
    /// Why it changes nothing, where it does not.
    unfit: Option<String>,
}

/// Appends a decision to the log and computes anew what it touches.
#[utoipa::path(post, path = "/api/v1/decisions", request_body = Said, security(("token" = [])), responses(
    (status = 201, description = "it is in the log", body = Decided),
    (status = 400, description = "a decision that means nothing", body = Refusal),
    (status = 401, description = "without a token", body = Refusal),
    (status = 409, description = "the rules of the archive forbid it", body = Refusal)))]
pub async fn decide(
    State(desk): State<Desk>,
    headers: HeaderMap,
    said: Result<Json<Said>, JsonRejection>,
) -> Result<Response, Problem> {
    // A body that cannot be read is refused only to those who may send one.
    let needed = match said.as_ref().map(|said| said.verdict) {
        Ok(Verdict::SignOff) => Role::Reviewer,
        _ => Role::Coder,
    };
    let by = writer(&desk, &headers, needed)?;
    let Json(said) = said.map_err(|error| Problem::unclear(error.body_text()))?;
    let decided = desk.run(move |desk| Ok(desk.archive.change(|store| append(store, by, said))?)).await?;
    Ok((StatusCode::CREATED, Json(decided)).into_response())
}

fn append(store: &mut SqliteStore, by: String, said: Said) -> Result<Decided, StoreError> {
    let subjects: Vec<Subject> =
        said.subjects.iter().map(|name| subject(store, name)).collect::<Result<_, _>>()?;
    let distinct: BTreeSet<(&str, &[String])> =
        subjects.iter().map(|one| (one.document.as_str(), one.pins.as_slice())).collect();
    if distinct.len() < subjects.len() {
        return Err(StoreError::Refused(
            "these are one and the same already; to part them, name the reports' own incidents".to_owned(),
        ));
    }
    let correction = match (said.field, said.value) {
        (Some(field), value) => Some(Correction { field, value: value.unwrap_or_default() }),
        (None, _) => None,
    };
    let concerned = concerned(store, &subjects, said.about.as_deref())?;
    let decision = Decision {
        id: String::new(),
        sequence: 0,
        reviewer: String::new(),
        at: String::new(),
        verdict: said.verdict,
        subjects,
        about: said.about,
        correction,
        reason: None,
        quote: None,
        quote_document: None,
    };
    let act = Act { by, at: now(), why: said.why.filter(|why| !why.trim().is_empty()) };
    let decision = store.decide(decision, &act)?;
    let linked = store.link(Scope::Touched, &Settings::default())?;
    let unfit = linked.unfit.into_iter().find(|unfit| unfit.decision == decision.id).map(|unfit| unfit.why);
    let mut incidents = BTreeSet::new();
    for (document, local) in concerned {
        incidents.extend(store.incident_of(&document, &local)?);
    }
    Ok(Decided { id: decision.id, incidents: incidents.into_iter().collect(), unfit })
}

/// The reports' incidents that a decision concerns: its own subjects, or those of the one that it is about.
fn concerned(
    store: &SqliteStore,
    subjects: &[Subject],
    about: Option<&str>,
) -> Result<Vec<(String, String)>, StoreError> {
    let mut all = subjects.to_vec();
    if let Some(about) = about.filter(|about| !about.is_empty()) {
        let decisions = store.decisions()?;
        all.extend(
            decisions.into_iter().filter(|one| one.id.starts_with(about)).flat_map(|one| one.subjects),
        );
    }
    let mut out = Vec::new();
    for one in all {
        let coding = store.coding(&one.document)?;
        let local = match one.find_claim(&coding) {
            Some(claim) => claim.incident.clone(),
            None => one.find_incident(&coding).map(|incident| incident.id.clone()),
        };
        out.extend(local.map(|local| (one.document, local)));
    }
    Ok(out)
}

/// The subject that a name means: an incident's id, or `DOCUMENT/i1`, `DOCUMENT/c4`.
fn subject(store: &SqliteStore, name: &str) -> Result<Subject, StoreError> {
    let Some((document, local)) = name.rsplit_once('/') else {
        return representative(store, &store.incident(name)?);
    };
    let coding = store.coding(document)?;
    let found = match local.get(..1) {
        Some("i") => Subject::incident(&coding, local),
        Some("c") => Subject::claim(&coding, local),
        _ => None,
    };
    found.ok_or_else(|| StoreError::NoSuch { kind: "claim or incident", id: name.to_owned() })
}

/// The telling that stands for an incident: the first whose report is mainly about it, else the first.
fn representative(store: &SqliteStore, incident: &LinkedIncident) -> Result<Subject, StoreError> {
    let member = incident.members.iter().find(|member| member.primary).or_else(|| incident.members.first());
    let missing = || StoreError::NoSuch { kind: "report of incident", id: incident.id.clone() };
    let member = member.ok_or_else(missing)?;
    Subject::incident(&store.coding(&member.document)?, &member.incident).ok_or_else(missing)
}

/// Something that waits for a decision.
#[derive(Debug, Serialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Waiting {
    /// Two incidents that may be one.
    Pair {
        /// Their ids.
        ids: [String; 2],
        /// Their labels.
        labels: [String; 2],
        /// What speaks for and against.
        #[schema(value_type = Object)]
        join: Box<Join>,
    },
    /// Another person's decision without a second signature.
    Sign {
        /// The decision.
        #[schema(value_type = Object)]
        decision: Box<Decision>,
        /// The incident that it concerns.
        incident: Option<String>,
    },
    /// An incident that nobody has looked at.
    Incident {
        /// Its id.
        id: String,
        /// Its label.
        label: String,
        /// How many things in it do not go together.
        tensions: u32,
    },
}

/// What waits, the most doubtful first.
#[derive(Debug, Serialize, ToSchema)]
pub struct Queue {
    items: Vec<Waiting>,
}

/// What waits for a decision of the asker: pairs that may be one incident, others' decisions without a signature, incidents that nobody
/// has looked at, those with most tensions first.
#[utoipa::path(get, path = "/api/v1/queue", security(("token" = [])), responses((status = 200, description = "what waits", body = Queue)))]
pub async fn queue(State(desk): State<Desk>, headers: HeaderMap) -> Result<Response, Problem> {
    let by = token(&headers).and_then(|token| desk.pens.whose(token)).map(|who| who.name).unwrap_or_default();
    let queue = desk
        .run(move |desk| {
            let index = desk.archive.index()?;
            Ok(Queue { items: desk.archive.ask(|store| waiting(store, &index, &by))? })
        })
        .await?;
    answer(&headers, &queue)
}

fn waiting(store: &SqliteStore, index: &Index, by: &str) -> Result<Vec<Waiting>, StoreError> {
    let decisions = store.decisions()?;
    let mut pairs: Vec<(f64, Waiting)> = Vec::new();
    let mut seen: BTreeSet<[String; 2]> = BTreeSet::new();
    for id in store.doubtful(QUEUE)? {
        let incident = store.incident(&id)?;
        for candidate in incident.candidates.iter().filter(|candidate| candidate.join.decision.is_none()) {
            let ids = [incident.id.clone(), candidate.incident.clone()];
            let mut pair = ids.clone();
            pair.sort();
            if seen.insert(pair) && !is_unsure(store, &candidate.join, &decisions)? {
                let labels = [incident.label.clone(), candidate.label.clone()];
                let join = Box::new(candidate.join.clone());
                pairs.push((candidate.join.score, Waiting::Pair { ids, labels, join }));
            }
        }
    }
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut out: Vec<Waiting> = pairs.into_iter().map(|(_, pair)| pair).collect();
    for decision in open(&decisions).into_iter().filter(|decision| decision.reviewer != by).take(QUEUE) {
        let mut incident = None;
        for (document, local) in concerned(store, &decision.subjects, None)? {
            incident = store.incident_of(&document, &local)?;
        }
        out.push(Waiting::Sign { decision: Box::new(decision.clone()), incident });
    }
    let mut new: Vec<_> = index.rows.iter().filter(|row| row.leading && row.decisions == 0).collect();
    new.sort_by_key(|row| std::cmp::Reverse(row.tensions));
    out.extend(new.into_iter().take(QUEUE).map(|row| Waiting::Incident {
        id: row.id.clone(),
        label: row.label.clone(),
        tensions: row.tensions,
    }));
    Ok(out)
}

/// Whether someone looked at a pair and could not tell: it does not wait any longer.
fn is_unsure(store: &SqliteStore, join: &Join, decisions: &[Decision]) -> Result<bool, StoreError> {
    let about: Vec<&Decision> = standing(decisions)
        .into_iter()
        .filter(|decision| matches!(decision.verdict, Verdict::Unsure | Verdict::Different | Verdict::Same))
        .collect();
    if about.is_empty() {
        return Ok(false);
    }
    let own = join.between.iter().map(|name| subject(store, name)).collect::<Result<Vec<_>, _>>()?;
    Ok(about.iter().any(|decision| {
        own.iter().all(|one| {
            decision.subjects.iter().any(|other| {
                other.document == one.document && other.pins.iter().any(|pin| one.pins.contains(pin))
            })
        })
    }))
}

/// What became of a report.
#[derive(Debug, Serialize, ToSchema)]
pub struct Added {
    /// SHA-256 of its bytes.
    id: String,
    /// `new`, `known`, `revision` of a page that is there already, `namesake` of another report.
    what: &'static str,
    /// The incidents that it tells of.
    incidents: Vec<String>,
}

/// Takes a report in: reads it, codes it, links it with what is there.
#[utoipa::path(post, path = "/api/v1/documents", params(
    ("name" = String, Query, description = "name of the file"),
    ("published" = Option<String>, Query, description = "day of publication"),
    ("publisher" = Option<String>, Query, description = "who published it"),
    ("kind" = Option<String>, Query, description = "what kind of text it is: news, press_release, …"),
    ("url" = Option<String>, Query, description = "its address")),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"), security(("token" = [])), responses(
    (status = 201, description = "it is in the archive", body = Added),
    (status = 401, description = "without a token", body = Refusal),
    (status = 422, description = "it cannot be read", body = Refusal)))]
pub async fn add(
    State(desk): State<Desk>,
    query: Words,
    headers: HeaderMap,
    bytes: Bytes,
) -> Result<Response, Problem> {
    let by = writer(&desk, &headers, Role::Coder)?;
    let told = told(words(query)?)?;
    let Some(coder) = desk.coder.clone() else {
        return Err(Problem::new(StatusCode::FORBIDDEN, "no new reports are taken here; use `attest add`"));
    };
    let added = desk
        .run(move |desk| {
            let unreadable = |why: String| Problem::new(StatusCode::UNPROCESSABLE_ENTITY, why);
            let (document, coding) = coder.code(&told, &bytes).map_err(unreadable)?;
            let incoming = Incoming { document, original: bytes.to_vec(), coding };
            Ok(desk.archive.change(|store| take(store, by, &incoming))?)
        })
        .await?;
    Ok((StatusCode::CREATED, Json(added)).into_response())
}

fn told(words: Vec<(String, String)>) -> Result<Told, Problem> {
    let mut told = Told::default();
    for (name, value) in words {
        match name.as_str() {
            "name" => told.name = value,
            "published" => told.published = Some(value),
            "publisher" => told.publisher = Some(value),
            "kind" => told.kind = Some(value),
            "url" => told.url = Some(value),
            name => return Err(Problem::unclear(format!("nothing is told of a report by `{name}`"))),
        }
    }
    if told.name.trim().is_empty() { Err(Problem::unclear("a report needs a name")) } else { Ok(told) }
}

fn take(store: &mut SqliteStore, by: String, incoming: &Incoming) -> Result<Added, StoreError> {
    let act = Act { by, at: now(), why: None };
    let id = incoming.document.id.clone();
    let arrivals = store.add(std::slice::from_ref(incoming), &act)?;
    store.link(Scope::Touched, &Settings::default())?;
    let mut incidents = BTreeSet::new();
    for incident in store.coding(&id)?.incidents {
        incidents.extend(store.incident_of(&id, &incident.id)?);
    }
    let what = match arrivals.first() {
        Some(Arrival::Known) => "known",
        Some(Arrival::Revision { .. }) => "revision",
        Some(Arrival::Namesake { .. }) => "namesake",
        Some(Arrival::New) | None => "new",
    };
    Ok(Added { id, what, incidents: incidents.into_iter().collect() })
}
