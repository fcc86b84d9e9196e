//! A group of reports to one incident: every claim kept, every id qualified, values resolved over all members.

use crate::decided::{Decided, Unfit};
use crate::profile::Profiles;
use crate::report::{Report, Reports};
use crate::{assess, between, campaigns, origins, resolve, tolls, wire};
use attest_model::linked::SCHEMA;
use attest_model::{
    Claim, Correction, Corroboration, CorroborationStatus, Figure, LinkedClaim, LinkedIncident, LinkedVoice,
    Member, ProducedBy, Source, SourceKind, pin,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::collections::BTreeSet;

/// A group's reports, in the order in which a line lists them: by day of publication (unknown last), hash, name.
pub fn ordered(reports: &Reports<'_>, group: &[usize]) -> Vec<usize> {
    let mut out = group.to_vec();
    out.sort_by(|a, b| {
        let key = |index: &usize| {
            reports.all.get(*index).map(|report| {
                let document = &report.coding.document;
                (
                    document.published.is_none(),
                    document.published.clone(),
                    document.id.clone(),
                    document.name.clone(),
                    *index,
                )
            })
        };
        key(a).cmp(&key(b))
    });
    out
}

/// The stable id of a group: from the document and the pins of its earliest report.
pub fn id(reports: &Reports<'_>, ordered: &[usize]) -> String {
    let Some(first) = ordered.first().and_then(|index| reports.all.get(*index)) else { return String::new() };
    let pins = pin::incident(first.coding, first.incident);
    let handle = reports.papers.get(first.paper).map_or("", |paper| paper.handle.as_str());
    let mut parts = vec!["incident", first.coding.document.id.as_str(), handle];
    parts.extend(pins.iter().map(String::as_str));
    if pins.is_empty() {
        parts.push(&first.incident.id);
    }
    let digest = pin::digest(&parts);
    format!("e{}", digest.get(..12).unwrap_or(&digest))
}

/// One incident from the reports of a group.
pub fn incident(
    reports: &Reports<'_>,
    profiles: &Profiles,
    group: &[usize],
    decided: &Decided,
    unfit: &mut Vec<Unfit>,
) -> LinkedIncident {
    let ordered = ordered(reports, group);
    let own: Vec<&Report<'_>> = ordered.iter().filter_map(|index| reports.all.get(*index)).collect();
    let mut used: BTreeSet<String> = BTreeSet::new();
    let claims = claims(reports, &own, decided, &mut used, unfit);
    let mut out = LinkedIncident {
        schema: SCHEMA.to_owned(),
        id: id(reports, &ordered),
        produced_by: produced_by(&own),
        label: resolve::label(&own),
        members: wire::groups(profiles, &own)
            .into_iter()
            .zip(&own)
            .map(|(wire, report)| Member { wire, ..member(reports, report) })
            .collect(),
        reality: resolve::reality(&own),
        when: resolve::when(&own),
        place: resolve::place(reports, &own),
        actors: resolve::actors(reports, &own),
        targets: resolve::targets(reports, &own),
        weapons: resolve::weapons(&own),
        types: resolve::types(&own),
        claims,
        origins: Vec::new(),
        tolls: Vec::new(),
        assessments: Vec::new(),
        corroboration: Corroboration {
            status: CorroborationStatus::Unconfirmed,
            independent_sources: 0,
            why: String::new(),
        },
        relations: Vec::new(),
        tensions: Vec::new(),
        campaign: None,
        campaigns: Vec::new(),
        joins: Vec::new(),
        candidates: Vec::new(),
        links: Vec::new(),
        decisions: Vec::new(),
    };
    (out.campaign, out.campaigns) = campaigns::of(reports, &own);
    computed(reports, &own, &mut out);
    for index in &ordered {
        if let Some((_, decision)) = decided.reports.get(index) {
            used.insert(decision.clone());
        }
        for (correction, decision) in decided.report_values.get(index).into_iter().flatten() {
            match corrected(&out, correction) {
                Ok(changed) => {
                    out = changed;
                    used.insert(decision.clone());
                }
                Err(why) => unfit.push(Unfit { decision: decision.clone(), why }),
            }
        }
    }
    let among = |a: &usize| ordered.contains(a);
    used.extend(decided.same.iter().filter(|(a, b, _)| among(a) && among(b)).map(|(_, _, id)| id.clone()));
    used.extend(
        decided.different.iter().filter(|(a, b, _)| among(a) || among(b)).map(|(_, _, id)| id.clone()),
    );
    out.decisions = used.into_iter().collect();
    out
}

/// What follows from the claims: origins, tolls, assessments, corroboration, tensions.
fn computed(reports: &Reports<'_>, own: &[&Report<'_>], out: &mut LinkedIncident) {
    origins::count(out);
    out.corroboration = match own {
        // One report alone has been judged where its text was at hand; a rejected claim is judged anew.
        [report] if out.claims.iter().all(|claim| !claim.rejected) => report.incident.corroboration.clone(),
        _ => origins::corroboration(out),
    };
    out.tolls = tolls::timeline(reports, own);
    out.assessments = assess::all(reports, own, out);
    out.tensions = tolls::tensions(out);
    between::inherited(reports, own, out);
}

fn produced_by(own: &[&Report<'_>]) -> Vec<ProducedBy> {
    let mut out: Vec<ProducedBy> = Vec::new();
    for report in own {
        if !out.contains(&report.coding.produced_by) {
            out.push(report.coding.produced_by.clone());
        }
    }
    out.sort_by(|a, b| {
        let key = |by: &ProducedBy| {
            (by.attest.clone(), by.model.clone(), by.lexicons.clone(), by.gazetteer.clone())
        };
        key(a).cmp(&key(b))
    });
    out
}

fn member(reports: &Reports<'_>, report: &Report<'_>) -> Member {
    let document = &report.coding.document;
    Member {
        document: document.id.clone(),
        name: document.name.clone(),
        incident: report.incident.id.clone(),
        primary: report.primary(),
        role: Some(report.incident.role),
        handle: reports.handle(report).to_owned(),
        label: report.incident.label.clone(),
        publisher: document.publisher.clone(),
        published: document.published.clone(),
        kind: document.kind,
        url: document.url.clone(),
        wire: None,
    }
}

fn claims(
    reports: &Reports<'_>,
    own: &[&Report<'_>],
    decided: &Decided,
    used: &mut BTreeSet<String>,
    unfit: &mut Vec<Unfit>,
) -> Vec<LinkedClaim> {
    let mut out = Vec::new();
    for report in own {
        for (index, claim) in report.claims() {
            let mut linked = claim_of(reports, report, index, claim);
            let key = (report.paper, index);
            if let Some((right, decision)) = decided.claims.get(&key) {
                linked.rejected = !right;
                used.insert(decision.clone());
            }
            for (correction, decision) in decided.claim_values.get(&key).into_iter().flatten() {
                match corrected(&linked, correction) {
                    Ok(changed) => {
                        linked = changed;
                        used.insert(decision.clone());
                    }
                    Err(why) => unfit.push(Unfit { decision: decision.clone(), why }),
                }
            }
            out.push(linked);
        }
    }
    out
}

/// A claim with its document, its ids qualified and its sources in it.
fn claim_of(reports: &Reports<'_>, report: &Report<'_>, index: usize, claim: &Claim) -> LinkedClaim {
    let handle = reports.handle(report);
    let qualified = |id: &String| format!("{handle}/{id}");
    let coding = report.coding;
    LinkedClaim {
        id: qualified(&claim.id),
        document: coding.document.id.clone(),
        reported: coding.document.published.clone(),
        incident: Some(qualified(&report.incident.id)),
        predicate: claim.predicate,
        quote: claim.quote.clone(),
        sentence: claim.sentence.clone(),
        zone: claim.zone.clone(),
        voice: LinkedVoice {
            mode: claim.voice.mode,
            chain: claim.voice.chain.iter().map(|id| source(report, handle, id)).collect(),
            quote: claim.voice.quote.clone(),
            cue: claim.voice.cue.clone(),
        },
        citation: claim.citation.clone(),
        stance: claim.stance,
        certainty: claim.certainty,
        figure: claim
            .figure
            .clone()
            .map(|figure| Figure { actor: figure.actor.as_ref().map(qualified), ..figure }),
        actor: claim.actor.as_ref().map(qualified),
        rule: claim.rule.clone(),
        origin: String::new(),
        rejected: false,
        pin: reports
            .papers
            .get(report.paper)
            .and_then(|paper| paper.pins.get(index))
            .cloned()
            .unwrap_or_default(),
    }
}

/// The source of a coding, with qualified ids; one that the coding does not list keeps its id and nothing else.
fn source(report: &Report<'_>, handle: &str, id: &str) -> Source {
    let listed = report.coding.sources.iter().find(|source| source.id == id);
    let mut out = listed.cloned().unwrap_or_else(|| Source {
        id: id.to_owned(),
        name: id.to_owned(),
        kind: SourceKind::Unknown,
        actor: None,
        party: None,
        anonymous: false,
        mentions: Vec::new(),
    });
    out.id = format!("{handle}/{id}");
    out.actor = out.actor.map(|actor| format!("{handle}/{actor}"));
    // Where else a source is named is the coding's to say; a line repeats no list of mentions for every claim.
    out.mentions.truncate(1);
    out
}

/// `record` with one value put in place of another.
fn corrected<T: Serialize + DeserializeOwned>(record: &T, correction: &Correction) -> Result<T, String> {
    let field = &correction.field;
    let mut value = serde_json::to_value(record).map_err(|error| error.to_string())?;
    let pointer = format!("/{}", field.replace('.', "/"));
    let Some(place) = value.pointer_mut(&pointer) else {
        return Err(format!("there is no field `{field}` to correct"));
    };
    place.clone_from(&correction.value);
    serde_json::from_value(value)
        .map_err(|error| format!("`{field}` cannot be {}: {error}", correction.value))
}
