//! What can be read: rows, incidents, reports, sources, decisions. The addresses are listed in [`crate::router`].

use crate::archive::Archive;
use crate::desk::Desk;
use crate::index::{Entry, FACETS, Index, Wanted, day, iso};
use crate::problem::{Problem, Refusal};
use attest_model::LinkKind;
use attest_store::{Filter, Hit, SourceRow, Store, sha256, standing};
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use std::io::Read;
use utoipa::ToSchema;

/// Most rows of one answer.
const MOST: usize = 500;

/// The words behind `?` of an address, in order; a name may come several times.
pub type Words = Result<Query<Vec<(String, String)>>, QueryRejection>;

/// The words behind `?`.
///
/// # Errors
/// Words that are no text.
pub fn words(words: Words) -> Result<Vec<(String, String)>, Problem> {
    words.map(|Query(words)| words).map_err(|error| Problem::unclear(error.body_text()))
}

/// JSON that a browser keeps as long as it stays the same.
pub fn tagged(headers: &HeaderMap, body: Vec<u8>) -> Response {
    let tag = format!("\"{}\"", sha256(&body).get(..24).unwrap_or_default());
    if is_known(headers, &tag) {
        return (StatusCode::NOT_MODIFIED, [(header::ETAG, tag)]).into_response();
    }
    let about = [
        (header::CONTENT_TYPE, "application/json".to_owned()),
        (header::CACHE_CONTROL, "private, no-cache".to_owned()),
        (header::ETAG, tag),
    ];
    (about, body).into_response()
}

/// Whether the asker has what bears `tag` already.
pub fn is_known(headers: &HeaderMap, tag: &str) -> bool {
    let bare = |text: &str| text.trim().trim_start_matches("W/").to_owned();
    headers
        .get_all(header::IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .any(|value| value.split(',').any(|one| bare(one) == tag))
}

/// A value as JSON, tagged.
///
/// # Errors
/// A value that JSON cannot hold.
pub fn answer(headers: &HeaderMap, value: &impl Serialize) -> Result<Response, Problem> {
    let body = serde_json::to_vec(value)
        .map_err(|error| Problem::new(StatusCode::INTERNAL_SERVER_ERROR, error.to_string()))?;
    Ok(tagged(headers, body))
}

/// All incidents as columns: one list a field, one entry an incident.
#[utoipa::path(get, path = "/api/v1/columns", responses((status = 200, description = "all incidents as columns", body = Object)))]
pub async fn columns(State(desk): State<Desk>, headers: HeaderMap) -> Result<Response, Problem> {
    let index = desk.run(|desk| Ok(desk.archive.index()?)).await?;
    let tag = format!("\"{}\"", index.tag);
    if is_known(&headers, &tag) {
        return Ok((StatusCode::NOT_MODIFIED, [(header::ETAG, tag)]).into_response());
    }
    let about = [
        (header::CONTENT_TYPE, "application/json".to_owned()),
        (header::CACHE_CONTROL, "private, no-cache".to_owned()),
        (header::VARY, "accept-encoding".to_owned()),
        (header::ETAG, tag),
    ];
    let takes =
        headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if takes.split(',').any(|one| one.trim().starts_with("gzip")) {
        return Ok((about, [(header::CONTENT_ENCODING, "gzip")], index.columns.clone()).into_response());
    }
    let mut plain = Vec::new();
    flate2::read::GzDecoder::new(index.columns.as_slice())
        .read_to_end(&mut plain)
        .map_err(|error| Problem::new(StatusCode::INTERNAL_SERVER_ERROR, error.to_string()))?;
    Ok((about, plain).into_response())
}

/// An incident in a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct Listed {
    /// Its id.
    id: String,
    /// A short name.
    label: String,
    /// First possible day, ISO.
    earliest: Option<String>,
    /// Last possible day, ISO.
    latest: Option<String>,
    /// Name of the place.
    place: Option<String>,
    /// ISO 3166-1 alpha-2.
    country: Option<String>,
    /// Degrees north.
    lat: Option<f64>,
    /// Degrees east.
    lon: Option<f64>,
    /// UCDP `where_prec`.
    precision: Option<u8>,
    /// How far it is corroborated.
    status: Option<String>,
    /// The lowest number of dead that the reports' totals allow.
    killed_low: Option<u64>,
    /// The highest.
    killed_high: Option<u64>,
    /// How many reports tell of it.
    reports: u32,
}

/// Rows of a list, and where it goes on.
#[derive(Debug, Serialize, ToSchema)]
pub struct List {
    /// The rows, by day.
    items: Vec<Listed>,
    /// How many match in all.
    all: usize,
    /// For `after`, where there is more.
    next: Option<String>,
}

fn listed(index: &Index, row: &Entry) -> Listed {
    let first = |at: usize| index.values(row, at).next().map(str::to_owned);
    Listed {
        id: row.id.clone(),
        label: row.label.clone(),
        earliest: row.earliest.and_then(iso),
        latest: row.latest.and_then(iso),
        place: row.place.clone(),
        country: first(0),
        lat: row.point.map(|point| point.0),
        lon: row.point.map(|point| point.1),
        precision: row.precision,
        status: first(3),
        killed_low: row.killed.0,
        killed_high: row.killed.1,
        reports: row.reports,
    }
}

/// Takes what filters incidents out of `words`; what is left is told to `other`.
///
/// # Errors
/// A value that means nothing, a name that nobody knows.
pub fn wanted(
    words: Vec<(String, String)>,
    mut other: impl FnMut(&str, &str) -> Result<bool, Problem>,
) -> Result<Wanted, Problem> {
    let date = |value: &str| {
        day(value)
            .filter(|_| value.len() == 10)
            .map(Some)
            .ok_or_else(|| Problem::unclear(format!("`{value}` is no day; write it as 2024-02-28")))
    };
    let mut out = Wanted::default();
    for (name, value) in words {
        match name.as_str() {
            "q" => out.q = value,
            "from" => out.from = date(&value)?,
            "to" => out.to = date(&value)?,
            "area" => out.area = Some(area(&value)?),
            name => match FACETS.iter().position(|facet| *facet == name) {
                Some(at) => out.chosen.get_mut(at).into_iter().for_each(|list| list.push(value.clone())),
                None if other(name, &value)? => {}
                None => return Err(Problem::unclear(format!("nothing is asked for by `{name}`"))),
            },
        }
    }
    Ok(out)
}

fn area(value: &str) -> Result<[f64; 4], Problem> {
    let numbers: Vec<f64> = value.split(',').filter_map(|part| part.trim().parse().ok()).collect();
    match <[f64; 4]>::try_from(numbers) {
        Ok(area) if area.iter().all(|degrees| degrees.is_finite()) => Ok(area),
        _ => Err(Problem::unclear("an area is four numbers: west,south,east,north in degrees")),
    }
}

/// Incidents that match, by day. Every filter may be left out; of a facet given several times one value is enough.
#[utoipa::path(get, path = "/api/v1/incidents", params(
    ("q" = Option<String>, Query, description = "words of the label"),
    ("from" = Option<String>, Query, description = "not before this day, 2024-02-28: an incident counts whose interval ends on it or later"),
    ("to" = Option<String>, Query, description = "not after this day"),
    ("area" = Option<String>, Query, description = "west,south,east,north in degrees"),
    ("country" = Option<String>, Query, description = "ISO 3166-1 alpha-2"),
    ("type" = Option<String>, Query, description = "ACLED's type of event"),
    ("actor" = Option<String>, Query, description = "name of an actor"),
    ("status" = Option<String>, Query, description = "corroboration"),
    ("harm" = Option<String>, Query, description = "harm that a figure is given for"),
    ("source" = Option<String>, Query, description = "kind of source"),
    ("precision" = Option<String>, Query, description = "UCDP where_prec, 0 without a place"),
    ("lane" = Option<String>, Query, description = "not on the map: unplaced; not on the timeline: undated, or vague where the date is known no better than to the month"),
    ("after" = Option<String>, Query, description = "`next` of the answer before"),
    ("limit" = Option<u32>, Query, description = "how many, 500 at most"),
), responses((status = 200, description = "rows", body = List), (status = 400, description = "a filter that means nothing", body = Refusal)))]
pub async fn incidents(
    State(desk): State<Desk>,
    query: Words,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let (mut after, mut limit) = (None, 50);
    let wanted = wanted(words(query)?, |name, value| {
        match name {
            "after" => after = Some(cursor(value)?),
            "limit" => {
                limit =
                    value.parse().map_err(|_| Problem::unclear(format!("`{value}` is no number of rows")))?;
            }
            _ => return Ok(false),
        }
        Ok(true)
    })?;
    let list = desk
        .run(move |desk| {
            let index = desk.archive.index()?;
            let limit = limit.clamp(1, MOST);
            let after = after.as_ref().map(|(day, id): &(i32, String)| (*day, id.as_str()));
            let (all, rows, more) = index.page(&wanted, after, limit);
            let next = rows.last().filter(|_| more).map(|row| format!("{}~{}", row.key().0, row.id));
            Ok(List { items: rows.into_iter().map(|row| listed(&index, row)).collect(), all, next })
        })
        .await?;
    answer(&headers, &list)
}

fn cursor(value: &str) -> Result<(i32, String), Problem> {
    let parts = value.split_once('~').and_then(|(day, id)| Some((day.parse().ok()?, id.to_owned())));
    parts.ok_or_else(|| Problem::unclear("a list goes on behind what `next` of the answer before says"))
}

/// One incident with all its evidence: a line of `attest.incident/1`.
#[utoipa::path(get, path = "/api/v1/incidents/{id}", params(("id" = String, Path, description = "id of the incident")),
    responses((status = 200, description = "attest.incident/1 (schema/attest.incident-1.schema.json)", body = Object),
        (status = 404, description = "no such incident", body = Refusal)))]
pub async fn incident(
    State(desk): State<Desk>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let incident = desk
        .seen_with(&headers)
        .run(move |desk| {
            let mut incident = desk.archive.ask(|store| store.incident(&id))?;
            desk.veil(|veil| veil.incident(&mut incident))?;
            Ok(incident)
        })
        .await?;
    answer(&headers, &incident)
}

/// What stands around an incident.
#[derive(Debug, Default, Serialize, ToSchema)]
pub struct Around {
    /// What is told as parts of it, by day.
    parts: Vec<Listed>,
    /// Others of its campaign, by day.
    campaign: Vec<Listed>,
    /// What answers it.
    answers: Vec<Listed>,
    /// What is told to follow it.
    followed: Vec<Listed>,
}

/// The incidents that point at one: its parts in order, the others of its campaign, what answers it, what follows it.
#[utoipa::path(get, path = "/api/v1/incidents/{id}/around", params(("id" = String, Path, description = "id of the incident")),
    responses((status = 200, description = "incidents around it", body = Around), (status = 404, description = "no such incident", body = Refusal)))]
pub async fn around(
    State(desk): State<Desk>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let around = desk
        .run(move |desk| {
            let index = desk.archive.index()?;
            let own =
                index.rows.iter().find(|row| row.id == id).ok_or_else(|| Problem::missing("incident"))?;
            let mut around = Around::default();
            for row in index.rows.iter().filter(|row| row.id != id) {
                if own.campaign.is_some() && row.campaign == own.campaign && around.campaign.len() < MOST {
                    around.campaign.push(listed(&index, row));
                }
                for (kind, _) in row.links.iter().filter(|(_, other)| **other == *id) {
                    let list = match kind {
                        LinkKind::PartOf => &mut around.parts,
                        LinkKind::ResponseTo => &mut around.answers,
                        LinkKind::Follows => &mut around.followed,
                        LinkKind::SameCampaign => continue,
                    };
                    if list.len() < MOST {
                        list.push(listed(&index, row));
                    }
                }
            }
            Ok(around)
        })
        .await?;
    answer(&headers, &around)
}

/// One report: its text and what was read in it, as `attest.coding/1` with the field `text` beside.
#[utoipa::path(get, path = "/api/v1/documents/{id}", params(("id" = String, Path, description = "SHA-256 of the report's bytes")),
    responses((status = 200, description = "attest.coding/1 (schema/attest.coding-1.schema.json) and the text", body = Object),
        (status = 404, description = "no such report", body = Refusal)))]
pub async fn report(
    State(desk): State<Desk>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let value = desk
        .seen_with(&headers)
        .run(move |desk| {
            let (mut coding, text) =
                desk.archive.ask(|store| Ok((store.coding(&id)?, store.document(&id)?.text)))?;
            let covered = desk.veil(|veil| veil.coding(&mut coding))?;
            let mut value = serde_json::to_value(&coding).map_err(attest_store::StoreError::from)?;
            if let Some(object) = value.as_object_mut() {
                let text = if covered { String::new() } else { text };
                object.insert("text".to_owned(), text.into());
                object.insert("protected".to_owned(), covered.into());
            }
            Ok(value)
        })
        .await?;
    answer(&headers, &value)
}

/// Words found in reports.
#[derive(Debug, Serialize, ToSchema)]
pub struct Hits {
    #[schema(value_type = Vec<Object>)]
    reports: Vec<Hit>,
    #[schema(value_type = Vec<Object>)]
    claims: Vec<Hit>,
}

/// Full-text search over the reports and over the claims read in them.
#[utoipa::path(get, path = "/api/v1/search", params(("q" = String, Query, description = "words; \"several words\" for a phrase; a final * for any ending")),
    responses((status = 200, description = "the best matches", body = Hits)))]
pub async fn search(State(desk): State<Desk>, query: Words, headers: HeaderMap) -> Result<Response, Problem> {
    let asked = words(query)?;
    let q = asked.into_iter().find(|(name, _)| name == "q").map(|(_, value)| value).unwrap_or_default();
    let hits = desk
        .run(move |desk| {
            let filter = Filter { limit: 50, ..Filter::default() };
            let (reports, claims) = desk.archive.ask(|store| {
                Ok((store.search_reports(&q, &filter)?.rows, store.search_claims(&q, &filter)?.rows))
            })?;
            let shown = |hits: Vec<Hit>| hits.into_iter().filter(|hit| !hit.protected).collect();
            Ok(Hits { reports: shown(reports), claims: shown(claims) })
        })
        .await?;
    answer(&headers, &hits)
}

/// Who speaks, the most heard first.
#[utoipa::path(get, path = "/api/v1/sources", responses((status = 200, description = "speakers over all reports", body = Vec<Object>)))]
pub async fn sources(State(desk): State<Desk>, headers: HeaderMap) -> Result<Response, Problem> {
    let rows: Vec<SourceRow> = desk.run(|desk| Ok(desk.archive.ask(|store| store.sources(2000))?)).await?;
    answer(&headers, &rows)
}

/// All decisions in the order of the log, and which of them hold and wait for a second signature.
#[utoipa::path(get, path = "/api/v1/decisions", responses((status = 200, description = "decisions", body = Object)))]
pub async fn decisions(State(desk): State<Desk>, headers: HeaderMap) -> Result<Response, Problem> {
    let all = desk.run(|desk| Ok(desk.archive.ask(Store::decisions)?)).await?;
    let ids = |list: Vec<&attest_model::Decision>| list.iter().map(|one| one.id.clone()).collect::<Vec<_>>();
    let (standing, unsigned) = (ids(standing(&all)), ids(attest_store::open(&all)));
    answer(&headers, &serde_json::json!({ "decisions": all, "standing": standing, "unsigned": unsigned }))
}

/// Ids of the incidents that match, in the order of the list.
///
/// # Errors
/// What the archive says.
pub fn matching(archive: &Archive, wanted: &Wanted) -> Result<Vec<String>, Problem> {
    let index = archive.index()?;
    Ok(index.matching(wanted).map(|row| row.id.clone()).collect())
}
