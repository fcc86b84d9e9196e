//! Texts and people set beside each other: an article and its sources, the grammar of a sentence, two coders, the story of an incident.
//!
//! What is compared, and how, is decided in `attest-link` and `attest-store`, where `attest compare` and `attest agreement` have it from.

use crate::desk::{Desk, Tree};
use crate::problem::{Problem, Refusal};
use crate::routes::{Words, answer, words};
use attest_link::{changes, counterparts};
use attest_model::{Coding, LinkedClaim, LinkedIncident, Verdict};
use attest_store::{Agreement, Filter, Listed, Store, StoreError, Veil, agreement, reviewers, standing};
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use utoipa::ToSchema;

/// Most sources of one comparison.
const SOURCES: usize = 20;
/// Most reports of one list.
const REPORTS: usize = 200;

/// A report that is compared.
#[derive(Debug, Serialize, ToSchema)]
pub struct Text {
    /// SHA-256 of its bytes.
    id: String,
    /// Its name.
    name: String,
    /// Its title.
    title: Option<String>,
    /// Who published it.
    publisher: Option<String>,
    /// Day of publication.
    published: Option<String>,
    /// What kind of text it is.
    kind: String,
}

impl Text {
    fn of(coding: &Coding) -> Self {
        let document = &coding.document;
        Self {
            id: document.id.clone(),
            name: document.name.clone(),
            title: document.title.clone(),
            publisher: document.publisher.clone(),
            published: document.published.clone(),
            kind: document.kind.as_str().to_owned(),
        }
    }
}

/// The words of one side.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Side {
    /// SHA-256 of the report's bytes.
    document: String,
    /// Id of the claim in it.
    claim: String,
    /// Who says it there.
    voice: String,
    /// The words.
    #[schema(value_type = Object)]
    quote: attest_model::Quote,
    /// The sentence around them.
    #[schema(value_type = Object)]
    sentence: attest_model::Quote,
}

impl From<attest_link::Words> for Side {
    fn from(words: attest_link::Words) -> Self {
        let attest_link::Words { digest, claim, voice, quote, sentence, .. } = words;
        Self { document: digest, claim, voice, quote, sentence }
    }
}

/// A claim of both texts.
#[derive(Debug, Serialize, ToSchema)]
pub struct Both {
    /// In the article.
    article: Side,
    /// In the source.
    source: Side,
}

/// Something that is told differently.
#[derive(Debug, Serialize, ToSchema)]
pub struct Difference {
    /// What became of the source's words, or how the claims stand to each other.
    kind: String,
    /// In plain words.
    why: String,
    /// The words, the article's first.
    sides: Vec<Side>,
}

/// A comparison.
#[derive(Debug, Serialize, ToSchema)]
pub struct Compared {
    /// The article, or the first report.
    article: Text,
    /// What it is held against.
    sources: Vec<Text>,
    /// What changed on the way from the sources to the article, as `attest compare` tells it.
    changes: Vec<Difference>,
    /// How the claims of these reports about one incident stand to each other: agree, conflict, …
    relations: Vec<Difference>,
    /// Claims that both make.
    both: Vec<Both>,
}

/// An article held against its sources, or two reports against each other: which claims both make, what is told differently, in which
/// words.
#[utoipa::path(get, path = "/api/v1/compare", params(
    ("article" = String, Query, description = "SHA-256 of the article, or of the first report"),
    ("source" = String, Query, description = "SHA-256 of a text that it draws on; several times for several")),
    responses((status = 200, description = "the comparison", body = Compared), (status = 400, description = "an article or source is missing", body = Refusal),
        (status = 404, description = "no such report", body = Refusal)))]
pub async fn compare(
    State(desk): State<Desk>,
    query: Words,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let (mut article, mut sources) = (None, Vec::new());
    for (name, value) in words(query)? {
        match name.as_str() {
            "article" => article = Some(value),
            "source" => sources.push(value),
            name => return Err(Problem::unclear(format!("nothing is compared by `{name}`"))),
        }
    }
    let article =
        article.ok_or_else(|| Problem::unclear("name the article, and the sources that it draws on"))?;
    if sources.is_empty() || sources.len() > SOURCES {
        return Err(Problem::unclear(format!("name between one and {SOURCES} sources")));
    }
    let compared = desk.seen_with(&headers).run(move |desk| compared(desk, &article, &sources)).await?;
    answer(&headers, &compared)
}

fn compared(desk: &Desk, article: &str, sources: &[String]) -> Result<Compared, Problem> {
    let coded = |id: &str| -> Result<Coding, Problem> {
        let mut coding = desk.archive.ask(|store| store.coding(id))?;
        desk.veil(|veil| veil.coding(&mut coding))?;
        Ok(coding)
    };
    let article = coded(article)?;
    let sources = sources.iter().map(|id| coded(id)).collect::<Result<Vec<_>, _>>()?;
    if sources.iter().any(|source| source.document.id == article.document.id) {
        return Err(Problem::unclear("an article is not its own source; name two texts"));
    }
    let told = changes(&article, &sources).into_iter().map(|change| Difference {
        kind: change.kind.as_str().to_owned(),
        why: change.why,
        sides: std::iter::once(change.article).chain(change.source).map(Side::from).collect(),
    });
    let both = counterparts(&article, &sources)
        .into_iter()
        .map(|pair| Both { article: pair.article.into(), source: pair.source.into() });
    Ok(Compared {
        changes: told.collect(),
        relations: relations(desk, &article, &sources)?,
        both: both.collect(),
        sources: sources.iter().map(Text::of).collect(),
        article: Text::of(&article),
    })
}

/// The relations between claims of `article` and of `sources`, as linking told them.
fn relations(desk: &Desk, article: &Coding, sources: &[Coding]) -> Result<Vec<Difference>, Problem> {
    let own = article.document.id.as_str();
    let others: BTreeSet<&str> = sources.iter().map(|source| source.document.id.as_str()).collect();
    let mut out = Vec::new();
    let mut seen = BTreeSet::new();
    for local in &article.incidents {
        let Some(id) = desk.archive.ask(|store| store.incident_of(own, &local.id))? else { continue };
        if !seen.insert(id.clone()) {
            continue;
        }
        let mut incident: LinkedIncident = desk.archive.ask(|store| store.incident(&id))?;
        desk.veil(|veil| veil.incident(&mut incident))?;
        let claims: BTreeMap<&str, &LinkedClaim> =
            incident.claims.iter().map(|claim| (claim.id.as_str(), claim)).collect();
        for relation in &incident.relations {
            let mut named: Vec<&LinkedClaim> = relation
                .claims
                .iter()
                .filter_map(|id| claims.get(id.as_str()).copied())
                .filter(|claim| claim.document == own || others.contains(claim.document.as_str()))
                .collect();
            named.sort_by_key(|claim| claim.document != own);
            let across = named.iter().any(|claim| claim.document == own)
                && named.iter().any(|claim| claim.document != own);
            if across {
                let kind = relation.kind.as_str().replace('_', " ");
                out.push(Difference {
                    kind: format!("{kind} on {}", relation.on.replace('_', " ")),
                    why: relation.why.clone(),
                    sides: named.into_iter().map(side).collect(),
                });
            }
        }
    }
    Ok(out)
}

fn side(claim: &LinkedClaim) -> Side {
    let voice = claim.voice.chain.iter().skip(1).map(|source| source.name.as_str()).collect::<Vec<_>>();
    Side {
        document: claim.document.clone(),
        claim: claim.id.rsplit('/').next().unwrap_or_default().to_owned(),
        voice: if voice.is_empty() { "in its own voice".to_owned() } else { voice.join(" ‹ ") },
        quote: claim.quote.clone(),
        sentence: claim.sentence.clone(),
    }
}

/// Reports in a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct Reports {
    /// The reports, at most 200.
    #[schema(value_type = Vec<Object>)]
    items: Vec<Listed>,
    /// How many there are in all.
    all: u64,
}

/// The reports of the archive, to choose from. Names of what is protected are withheld.
#[utoipa::path(get, path = "/api/v1/documents", params(("q" = Option<String>, Query, description = "words of a report")),
    responses((status = 200, description = "reports", body = Reports), (status = 400, description = "a question that means nothing", body = Refusal)))]
pub async fn documents(
    State(desk): State<Desk>,
    query: Words,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let mut filter = Filter { limit: REPORTS, ..Filter::default() };
    for (name, value) in words(query)? {
        match name.as_str() {
            "q" => filter.words = Some(value).filter(|words| !words.trim().is_empty()),
            name => return Err(Problem::unclear(format!("nothing is asked for by `{name}`"))),
        }
    }
    let reports = desk
        .seen_with(&headers)
        .run(move |desk| {
            let mut found = desk.archive.ask(|store| store.documents(&filter, false))?;
            if !desk.reveal {
                found.rows.iter_mut().filter(|row| row.protected).for_each(Veil::listed);
            }
            Ok(Reports { items: found.rows, all: found.all })
        })
        .await?;
    answer(&headers, &reports)
}

/// The grammar of one sentence of a report, as `attest read --trees` prints it.
#[utoipa::path(get, path = "/api/v1/documents/{id}/tree", params(("id" = String, Path, description = "SHA-256 of the report's bytes"),
    ("at" = u32, Query, description = "a byte of the report's text; its sentence is told")),
    responses((status = 200, description = "the sentence", body = Tree), (status = 400, description = "no place in the text is named", body = Refusal),
        (status = 403, description = "the report is protected", body = Refusal), (status = 404, description = "no such report, no sentence there", body = Refusal)))]
pub async fn tree(
    State(desk): State<Desk>,
    Path(id): Path<String>,
    query: Words,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let at =
        words(query)?.into_iter().find(|(name, _)| name == "at").and_then(|(_, value)| value.parse().ok());
    let at: u32 = at.ok_or_else(|| Problem::unclear("name a byte of the text: ?at=120"))?;
    let Some(coder) = desk.coder.clone() else { return Err(Problem::missing("reader of grammar")) };
    let tree = desk
        .seen_with(&headers)
        .run(move |desk| {
            let (mut coding, document) =
                desk.archive.ask(|store| Ok((store.coding(&id)?, store.document(&id)?)))?;
            if desk.veil(|veil| veil.coding(&mut coding))? {
                return Err(Problem::new(
                    StatusCode::FORBIDDEN,
                    "something in this report is protected; its text is not shown",
                ));
            }
            coder
                .tree(&document, at)
                .map_err(|why| Problem::new(StatusCode::UNPROCESSABLE_ENTITY, why))?
                .ok_or_else(|| Problem::missing("sentence"))
        })
        .await?;
    answer(&headers, &tree)
}

/// Coders and how far they agree.
#[derive(Debug, Serialize, ToSchema)]
pub struct Coders {
    /// Everybody who decided something that holds.
    reviewers: Vec<String>,
    /// Every two of them who decided on the same things: their answers, Cohen's kappa and Krippendorff's alpha.
    #[schema(value_type = Vec<Object>)]
    pairs: Vec<Agreement>,
}

/// Every two coders side by side, as `attest agreement` sets them.
#[utoipa::path(get, path = "/api/v1/agreement", responses((status = 200, description = "coders", body = Coders)))]
pub async fn coders(State(desk): State<Desk>, headers: HeaderMap) -> Result<Response, Problem> {
    let coders = desk
        .run(|desk| {
            let decisions = desk.archive.ask(Store::decisions)?;
            let reviewers = reviewers(&decisions);
            let pairs = reviewers.iter().enumerate().flat_map(|(at, first)| {
                let others = reviewers.iter().skip(at + 1);
                others.map(|second| agreement(&decisions, first, second)).collect::<Vec<_>>()
            });
            let pairs = pairs.filter(|pair| !pair.both.is_empty()).collect::<Vec<_>>();
            Ok(Coders { reviewers, pairs })
        })
        .await?;
    answer(&headers, &coders)
}

/// Something that happened to an incident in the archive.
#[derive(Debug, Serialize, ToSchema)]
pub struct Step {
    /// Number of the entry in the archive's log, by which the steps are ordered.
    number: i64,
    /// When, by the clock of whoever did it.
    at: String,
    /// Who.
    by: String,
    /// What: `add` for a report, else the verdict of a decision.
    what: String,
    /// The report's name, or the words that the decision is about.
    about: Vec<String>,
    /// Field and value of a correction.
    value: Option<String>,
    /// Why, in their words.
    why: Option<String>,
    /// Whether it holds: not taken back.
    holds: bool,
}

/// The story of an incident in the archive: which reports came in when, who decided what about it and why, what was signed and what
/// taken back.
#[utoipa::path(get, path = "/api/v1/incidents/{id}/history", params(("id" = String, Path, description = "id of the incident")),
    responses((status = 200, description = "steps, the first first", body = Vec<Step>), (status = 404, description = "no such incident", body = Refusal)))]
pub async fn history(
    State(desk): State<Desk>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let steps = desk
        .seen_with(&headers)
        .run(move |desk| {
            let mut incident = desk.archive.ask(|store| store.incident(&id))?;
            desk.veil(|veil| veil.incident(&mut incident))?;
            let mut steps = arrivals(desk, &incident)?;
            steps.extend(decided(desk, &incident)?);
            steps.sort_by_key(|step| step.number);
            Ok(steps)
        })
        .await?;
    answer(&headers, &steps)
}

/// When the incident's reports came in.
fn arrivals(desk: &Desk, incident: &LinkedIncident) -> Result<Vec<Step>, StoreError> {
    let names: BTreeMap<&str, &str> =
        incident.members.iter().map(|member| (member.document.as_str(), member.name.as_str())).collect();
    let log = desk.archive.ask(|store| store.log(0))?;
    let mut out = Vec::new();
    for entry in log.into_iter().filter(|entry| entry.what == "add") {
        let detail: serde_json::Value = serde_json::from_str(&entry.detail)?;
        let ids = detail.get("documents").and_then(serde_json::Value::as_array).into_iter().flatten();
        let ids = ids.filter_map(|receipt| receipt.get("id").and_then(serde_json::Value::as_str));
        let about: Vec<String> = ids.filter_map(|id| names.get(id)).map(|name| (*name).to_owned()).collect();
        if !about.is_empty() {
            let (number, what) = (entry.number, entry.what);
            out.push(Step {
                number,
                at: entry.at,
                by: entry.by,
                what,
                about,
                value: None,
                why: entry.why,
                holds: true,
            });
        }
    }
    Ok(out)
}

/// What was decided about the incident: about its reports' tellings and claims, and about those decisions.
fn decided(desk: &Desk, incident: &LinkedIncident) -> Result<Vec<Step>, StoreError> {
    let pins: BTreeSet<&str> = incident.claims.iter().map(|claim| claim.pin.as_str()).collect();
    let decisions = desk.archive.ask(Store::decisions)?;
    let holding: BTreeSet<&str> = standing(&decisions).into_iter().map(|one| one.id.as_str()).collect();
    let mut concerned: BTreeSet<&str> = incident.decisions.iter().map(String::as_str).collect();
    for one in &decisions {
        let on_claim = one
            .subjects
            .iter()
            .any(|subject| !subject.incident && subject.pins.iter().any(|pin| pins.contains(pin.as_str())));
        let mut on_telling = false;
        for subject in one.subjects.iter().filter(|subject| subject.incident) {
            let member = incident.members.iter().find(|member| member.document == subject.document);
            if let Some(member) = member {
                let coding = desk.archive.ask(|store| store.coding(&member.document))?;
                let own = subject.find_incident(&coding).map(|own| own.id.as_str());
                on_telling |= own == Some(member.incident.as_str());
            }
        }
        let about = one.about.as_deref().is_some_and(|about| concerned.contains(about));
        if on_claim || on_telling || about {
            concerned.insert(&one.id);
        }
    }
    let steps = decisions.iter().filter(|one| concerned.contains(one.id.as_str())).map(|one| {
        let earlier = one.about.as_ref().and_then(|about| decisions.iter().find(|other| other.id == *about));
        let subjects =
            if one.subjects.is_empty() { earlier.map(|other| &other.subjects) } else { Some(&one.subjects) };
        Step {
            number: one.sequence as i64,
            at: one.at.clone(),
            by: one.reviewer.clone(),
            what: one.verdict.as_str().to_owned(),
            about: subjects.into_iter().flatten().map(|subject| subject.words.clone()).collect(),
            value: one.correction.as_ref().map(|value| format!("{} = {}", value.field, value.value)),
            why: one.reason.clone(),
            holds: one.verdict == Verdict::Retract || holding.contains(one.id.as_str()),
        }
    });
    Ok(steps.collect())
}
