//! Lines of JSON to records: `attest.coding/1` and `attest.incident/1`, told apart by their `schema`.
//!
//! One line is held at a time, so that an archive of any size passes in bounded memory. The reader takes what the contract
//! promises and nothing else: a field that a later version adds is passed over, one that it leaves out is empty.

use crate::record::{Cited, Decided, Party, Record, Report, Said, Site, Speaker, Tie};
use attest_model::{
    Actor, ActorKind, ActorRole, Assessment, Certainty, ClaimCitation, Coding, Corroboration, Figure,
    Incident, Mode, Place, Predicate, ProducedBy, Quote, Reality, Relation, Role, SourceKind, Stance, Target,
    Types, Weapon, When,
};
use serde::Deserialize;
use std::collections::BTreeMap;
use thiserror::Error;

/// Why a line holds no record.
#[derive(Debug, Error)]
pub enum LineError {
    /// No JSON, or a field of the wrong type.
    #[error("not a coding and not an incident: {0}")]
    Json(#[from] serde_json::Error),
    /// JSON of another kind.
    #[error("the schema is `{0}`; it must be `attest.coding/1` or `attest.incident/1`")]
    Schema(String),
}

/// The kind of a report that is a row of another dataset.
pub const DATASET: &str = "dataset";

#[derive(Deserialize)]
struct Tag {
    #[serde(default)]
    schema: String,
}

/// The records of one line: every incident of a coding, or the one incident of a linked line.
///
/// # Errors
/// A line that is neither.
pub fn records(line: &str) -> Result<Vec<Record>, LineError> {
    let tag: Tag = serde_json::from_str(line)?;
    match tag.schema.as_str() {
        "attest.coding/1" => Ok(of_coding(&serde_json::from_str(line)?)),
        "attest.incident/1" => Ok(vec![serde_json::from_str::<Linked>(line)?.into_record()]),
        other => Err(LineError::Schema(other.to_owned())),
    }
}

/// The incidents of a coding as records.
pub fn of_coding(coding: &Coding) -> Vec<Record> {
    let shared = Shared::of(coding);
    coding.incidents.iter().map(|incident| shared.record(incident)).collect()
}

/// What the incidents of one coding share.
struct Shared<'c> {
    coding: &'c Coding,
    actors: BTreeMap<&'c str, &'c Actor>,
    places: BTreeMap<&'c str, &'c Place>,
    speakers: BTreeMap<&'c str, Speaker>,
    report: Report,
    persons: Vec<String>,
}

impl<'c> Shared<'c> {
    fn of(coding: &'c Coding) -> Self {
        let document = &coding.document;
        let report = Report {
            id: document.id.clone(),
            name: document.name.clone(),
            title: document.title.clone(),
            publisher: document.publisher.clone(),
            published: document.published.clone(),
            url: document.url.clone(),
            kind: if coding.claims.iter().any(|claim| claim.rule.starts_with("import/")) {
                DATASET.to_owned()
            } else {
                document.kind.to_string()
            },
            cites: document
                .references
                .iter()
                .map(|entry| Cited {
                    publisher: entry.publisher.clone(),
                    published: entry.published.clone(),
                    text: entry.text.clone(),
                    url: entry.url.clone(),
                    id: entry.id.clone(),
                })
                .collect(),
        };
        let speakers = coding.sources.iter().map(|source| {
            let speaker = Speaker {
                name: source.name.clone(),
                kind: source.kind,
                party: source.party == Some(true),
                anonymous: source.anonymous,
                protected: false,
                actor: source.actor.clone(),
            };
            (source.id.as_str(), speaker)
        });
        Self {
            coding,
            actors: coding.actors.iter().map(|actor| (actor.id.as_str(), actor)).collect(),
            places: coding.places.iter().map(|place| (place.id.as_str(), place)).collect(),
            speakers: speakers.collect(),
            report,
            persons: persons(&coding.actors),
        }
    }

    fn record(&self, incident: &Incident) -> Record {
        let coding = self.coding;
        let short = coding.document.id.get(..12).unwrap_or(&coding.document.id);
        // A rule may count claims of the incident's parts: the bomber's own death stands with the bombing.
        let counted = incident.assessments.iter().flat_map(|own| &own.by);
        let own: std::collections::BTreeSet<&str> =
            incident.claims.iter().chain(counted).map(String::as_str).collect();
        let site = incident.place.as_ref().and_then(|at| {
            let place = self.places.get(at.place.as_str())?;
            let near =
                place.near.as_deref().and_then(|id| self.places.get(id)).map(|place| place.name.clone());
            Some(Site { place: (*place).clone(), words: at.quote.as_ref().map(|q| q.text.clone()), near })
        });
        let parties = incident
            .actors
            .iter()
            .filter_map(|part| self.actors.get(part.actor.as_str()).map(|actor| party(actor, part.role)));
        let campaign = incident.campaign.as_deref();
        Record {
            id: format!("{short}/{}", incident.id),
            label: incident.label.clone(),
            role: incident.role,
            reality: incident.reality,
            when: incident.when.clone(),
            site,
            parties: parties.collect(),
            targets: incident.targets.clone(),
            weapons: incident.weapons.clone(),
            types: incident.types.clone(),
            claims: coding
                .claims
                .iter()
                .filter(|claim| own.contains(claim.id.as_str()))
                .map(|c| self.said(c))
                .collect(),
            assessments: incident.assessments.clone(),
            corroboration: incident.corroboration.clone(),
            campaign: coding
                .campaigns
                .iter()
                .find(|own| Some(own.id.as_str()) == campaign)
                .map(|own| own.label.clone()),
            reports: vec![self.report.clone()],
            produced_by: vec![coding.produced_by.clone()],
            ties: self.ties(incident, &own),
            decisions: Vec::new(),
            persons: self.persons.clone(),
        }
    }

    fn ties(&self, incident: &Incident, own: &std::collections::BTreeSet<&str>) -> Vec<Tie> {
        let short = self.coding.document.id.get(..12).unwrap_or(&self.coding.document.id);
        let mut out = Vec::new();
        if let Some(whole) = &incident.part_of {
            out.push(Tie {
                kind: "part_of",
                from: format!("{short}/{}", incident.id),
                to: format!("{short}/{whole}"),
                on: String::new(),
                why: "told as a part of it".to_owned(),
            });
        }
        for relation in &self.coding.relations {
            if relation.claims.iter().all(|claim| own.contains(claim.as_str())) {
                out.extend(pairs(relation));
            }
        }
        out
    }

    fn said(&self, claim: &attest_model::Claim) -> Said {
        Said {
            id: claim.id.clone(),
            document: self.report.id.clone(),
            reported: self.report.published.clone(),
            predicate: claim.predicate,
            quote: claim.quote.clone(),
            sentence: (claim.sentence.start, claim.sentence.end),
            zone: claim.zone.clone(),
            mode: claim.voice.mode,
            chain: claim
                .voice
                .chain
                .iter()
                .filter_map(|id| self.speakers.get(id.as_str()).cloned())
                .collect(),
            markers: claim.citation.markers.clone(),
            stance: claim.stance,
            certainty: claim.certainty,
            figure: claim.figure.clone(),
            actor: claim.actor.as_deref().and_then(|id| self.actors.get(id)).map(|actor| actor.name.clone()),
            rule: claim.rule.clone(),
            redacted: false,
        }
    }
}

/// A relation of several claims, pair by pair in their order.
fn pairs(relation: &Relation) -> impl Iterator<Item = Tie> {
    let two = relation.claims.iter().zip(relation.claims.iter().skip(1));
    two.map(|(from, to)| Tie {
        kind: relation.kind.as_str(),
        from: from.clone(),
        to: to.clone(),
        on: relation.on.clone(),
        why: relation.why.clone(),
    })
}

fn party(actor: &Actor, role: ActorRole) -> Party {
    Party {
        id: actor.id.clone(),
        name: actor.name.clone(),
        entry: actor.entry.clone(),
        country: actor.country.clone(),
        named: actor.named,
        kind: actor.kind,
        role,
    }
}

/// Names of persons among the actors: named individuals. Organisations that the lexicon knows are none.
fn persons(actors: &[Actor]) -> Vec<String> {
    let named = actors.iter().filter(|actor| {
        actor.named
            && actor.entry.is_none()
            && actor.kind == ActorKind::Individual
            && !actor.name.trim().is_empty()
    });
    let mut names: Vec<String> = Vec::new();
    for actor in named {
        names.push(actor.name.clone());
        names.extend(
            actor
                .mentions
                .iter()
                .map(|quote| quote.text.clone())
                .filter(|text| text.chars().next().is_some_and(char::is_uppercase) && text.len() > 3),
        );
    }
    names.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
    names.dedup();
    names
}

#[derive(Deserialize)]
struct Linked {
    id: String,
    label: String,
    #[serde(default)]
    produced_by: Vec<ProducedBy>,
    #[serde(default)]
    members: Vec<LinkedMember>,
    reality: Reality,
    when: When,
    #[serde(rename = "where", default)]
    place: Option<LinkedPlace>,
    #[serde(default)]
    actors: Vec<LinkedParty>,
    #[serde(default)]
    targets: Vec<Target>,
    #[serde(default)]
    weapons: Vec<Weapon>,
    #[serde(default)]
    types: Types,
    #[serde(default)]
    claims: Vec<LinkedSaid>,
    #[serde(default)]
    assessments: Vec<Assessment>,
    corroboration: Corroboration,
    #[serde(default)]
    campaign: Option<String>,
    #[serde(default)]
    relations: Vec<Relation>,
    #[serde(default)]
    links: Vec<attest_model::Link>,
    #[serde(default)]
    decisions: Vec<String>,
}

#[derive(Deserialize)]
struct LinkedMember {
    document: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    primary: bool,
    #[serde(default)]
    role: Option<Role>,
    #[serde(default)]
    label: Option<String>,
    #[serde(default)]
    title: Option<String>,
    #[serde(default)]
    publisher: Option<String>,
    #[serde(default)]
    published: Option<String>,
    #[serde(default)]
    url: Option<String>,
    #[serde(default)]
    kind: Option<String>,
}

#[derive(Deserialize)]
struct LinkedPlace {
    place: Place,
    #[serde(default)]
    quote: Option<Quote>,
}

#[derive(Deserialize)]
struct LinkedParty {
    actor: String,
    role: ActorRole,
    #[serde(default)]
    name: String,
    #[serde(default)]
    entry: Option<String>,
    #[serde(default)]
    country: Option<String>,
    #[serde(default)]
    named: bool,
    kind: ActorKind,
}

#[derive(Deserialize)]
struct LinkedSpeaker {
    #[serde(default)]
    name: String,
    kind: SourceKind,
    #[serde(default)]
    party: Option<bool>,
    #[serde(default)]
    anonymous: bool,
    #[serde(default)]
    protected: bool,
    #[serde(default)]
    actor: Option<String>,
}

#[derive(Deserialize)]
struct LinkedVoice {
    mode: Mode,
    #[serde(default)]
    chain: Vec<LinkedSpeaker>,
}

#[derive(Deserialize)]
struct LinkedSaid {
    id: String,
    document: String,
    #[serde(default)]
    reported: Option<String>,
    predicate: Predicate,
    quote: Quote,
    sentence: Quote,
    #[serde(default)]
    zone: Option<String>,
    voice: LinkedVoice,
    citation: ClaimCitation,
    stance: Stance,
    certainty: Certainty,
    #[serde(default)]
    figure: Option<Figure>,
    #[serde(default)]
    actor: Option<String>,
    rule: String,
    #[serde(default)]
    rejected: bool,
}

impl Linked {
    fn into_record(self) -> Record {
        let role = role(&self.members);
        let named: BTreeMap<String, String> =
            self.actors.iter().map(|own| (own.actor.clone(), own.name.clone())).collect();
        let persons = self
            .actors
            .iter()
            .filter(|own| own.named && own.entry.is_none() && own.kind == ActorKind::Individual)
            .map(|own| own.name.clone())
            .collect();
        let mut reports: Vec<Report> = Vec::new();
        for member in self.members {
            if !reports.iter().any(|report| report.id == member.document) {
                let imported =
                    |own: &LinkedSaid| own.document == member.document && own.rule.starts_with("import/");
                let dataset = self.claims.iter().any(imported);
                let mut report = member.into_report();
                if dataset {
                    DATASET.clone_into(&mut report.kind);
                }
                reports.push(report);
            }
        }
        reports.sort_by(|a, b| a.published.cmp(&b.published).then_with(|| a.id.cmp(&b.id)));
        let link = |link: &attest_model::Link| Tie {
            kind: link.kind.as_str(),
            from: self.id.clone(),
            to: link.incident.clone(),
            on: String::new(),
            why: link.why.clone(),
        };
        let ties = self.links.iter().map(link).chain(self.relations.iter().flat_map(pairs)).collect();
        Record {
            id: self.id,
            label: self.label,
            role,
            reality: self.reality,
            when: self.when,
            site: self.place.map(|at| Site { place: at.place, words: at.quote.map(|q| q.text), near: None }),
            parties: self.actors.into_iter().map(LinkedParty::into_party).collect(),
            targets: self.targets,
            weapons: self.weapons,
            types: self.types,
            claims: self
                .claims
                .into_iter()
                .filter(|own| !own.rejected)
                .map(|own| own.into_said(&named))
                .collect(),
            assessments: self.assessments,
            corroboration: self.corroboration,
            campaign: self.campaign,
            reports,
            produced_by: self.produced_by,
            ties,
            decisions: self.decisions.into_iter().map(|id| Decided { id, known: None }).collect(),
            persons,
        }
    }
}

/// The part of an incident over many documents: the weightiest that it plays in any of them.
fn role(members: &[LinkedMember]) -> Role {
    const RANK: [Role; 5] = [Role::Primary, Role::Related, Role::Background, Role::Part, Role::Aggregate];
    let own = |member: &LinkedMember| {
        if member.primary { Role::Primary } else { member.role.unwrap_or(Role::Related) }
    };
    RANK.into_iter().find(|role| members.iter().any(|member| own(member) == *role)).unwrap_or(Role::Related)
}

impl LinkedMember {
    fn into_report(self) -> Report {
        Report {
            id: self.document,
            name: self.name,
            title: self.title.or(self.label),
            publisher: self.publisher,
            published: self.published,
            url: self.url,
            kind: self.kind.unwrap_or_else(|| "unknown".to_owned()),
            cites: Vec::new(),
        }
    }
}

impl LinkedParty {
    fn into_party(self) -> Party {
        Party {
            id: self.actor,
            name: self.name,
            entry: self.entry,
            country: self.country,
            named: self.named,
            kind: self.kind,
            role: self.role,
        }
    }
}

impl LinkedSaid {
    fn into_said(self, named: &BTreeMap<String, String>) -> Said {
        let chain = self.voice.chain.into_iter().map(|own| Speaker {
            name: own.name,
            kind: own.kind,
            party: own.party == Some(true),
            anonymous: own.anonymous,
            protected: own.protected,
            actor: own.actor,
        });
        Said {
            id: self.id,
            document: self.document,
            reported: self.reported,
            predicate: self.predicate,
            quote: self.quote,
            sentence: (self.sentence.start, self.sentence.end),
            zone: self.zone,
            mode: self.voice.mode,
            chain: chain.collect(),
            markers: self.citation.markers,
            stance: self.stance,
            certainty: self.certainty,
            figure: self.figure,
            actor: self.actor.map(|id| named.get(&id).cloned().unwrap_or(id)),
            rule: self.rule,
            redacted: false,
        }
    }
}
