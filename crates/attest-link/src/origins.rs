//! Voices, each counted once: who speaks independently of whom.
//!
//! Corroboration counts sources, not articles. A claim's origin is its innermost accountable voice: the police that ten papers
//! cite are one origin. A document's own voice is one where the document names nobody else; the documents of one wire story, or
//! of one publisher, share it. A party to the conflict is never independent, and one that is a party in one report is one in all.
//! An encyclopedia or a digest restates others and is no source of its own. Where it cannot be told whether two voices are two,
//! they are one: corroboration is rather understated than overstated.

use attest_model::{
    ActorRole, Corroboration, CorroborationStatus, DocumentKind, LinkedClaim, LinkedIncident, Member, Origin,
    Predicate, Source, SourceKind, Stance,
};
use std::collections::{BTreeMap, BTreeSet};

/// Gives every claim its origin and counts them.
pub fn count(incident: &mut LinkedIncident) {
    let parties = parties(incident);
    let attributed = attributed(&incident.claims);
    let mut order: Vec<(String, Origin)> = Vec::new();
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    for claim in &mut incident.claims {
        let member = incident.members.iter().find(|member| is_of(claim, member));
        let (key, origin) = origin(claim, member, &parties);
        let next = order.len();
        let at = *known.entry(key.clone()).or_insert(next);
        if at == next {
            let id = format!("o{}", next + 1);
            order.push((key, Origin { id, ..origin.clone() }));
        }
        if let Some((_, own)) = order.get_mut(at) {
            own.party |= origin.party;
            own.claims.push(claim.id.clone());
            if !own.documents.contains(&claim.document) {
                own.documents.push(claim.document.clone());
            }
            claim.origin.clone_from(&own.id);
        }
    }
    let kinds: BTreeMap<&str, DocumentKind> =
        incident.members.iter().map(|member| (member.document.as_str(), member.kind)).collect();
    let told: BTreeSet<&str> =
        incident.claims.iter().filter(|claim| tells(claim)).map(|claim| claim.origin.as_str()).collect();
    let mut origins: Vec<Origin> = order.into_iter().map(|(_, origin)| origin).collect();
    for origin in &mut origins {
        (origin.independent, origin.why) =
            standing(origin, &kinds, &attributed, told.contains(origin.id.as_str()));
    }
    incident.origins = origins;
}

fn is_of(claim: &LinkedClaim, member: &Member) -> bool {
    claim.id.strip_prefix(&member.handle).is_some_and(|rest| rest.starts_with('/'))
}

/// Whether a claim tells of the incident rather than of silence, doubt or denial.
fn tells(claim: &LinkedClaim) -> bool {
    !claim.rejected
        && !matches!(claim.stance, Stance::Denies | Stance::Doubts | Stance::Withholds)
        && !matches!(claim.predicate, Predicate::Verifiability | Predicate::ReportingPractice)
}

/// Entries and names of those who did it or suffered it as a party.
fn parties(incident: &LinkedIncident) -> BTreeSet<String> {
    let parts = [ActorRole::Perpetrator, ActorRole::Target, ActorRole::Participant];
    let own = incident.actors.iter().filter(|actor| parts.contains(&actor.role) && actor.named);
    own.flat_map(|actor| {
        [actor.actor.clone(), actor.name.to_lowercase()].into_iter().chain(actor.also.iter().cloned())
    })
    .collect()
}

/// Documents that lay what they tell to somebody who is no party.
fn attributed(claims: &[LinkedClaim]) -> BTreeSet<String> {
    let laid = claims.iter().filter(|claim| {
        tells(claim)
            && claim.voice.chain.len() > 1
            && claim.voice.chain.last().is_some_and(|source| source.party != Some(true))
    });
    laid.map(|claim| claim.document.clone()).collect()
}

/// The origin of a claim, and the key that it is known by over documents.
fn origin(claim: &LinkedClaim, member: Option<&Member>, parties: &BTreeSet<String>) -> (String, Origin) {
    let innermost = claim.voice.chain.last();
    let own = claim.voice.chain.len() <= 1;
    let (key, name, kind) = match innermost {
        Some(source) if !own => (voice_key(source), source.name.clone(), source.kind),
        _ => (document_key(claim, member), document_name(claim, member), SourceKind::Document),
    };
    let party = innermost.is_some_and(|source| {
        source.party == Some(true)
            || source.actor.as_ref().is_some_and(|actor| parties.contains(actor))
            || parties.contains(&source.name.to_lowercase())
    }) || (own && member.is_some_and(|member| member.kind == DocumentKind::PartyStatement));
    let origin = Origin {
        id: String::new(),
        name,
        kind,
        party,
        independent: false,
        documents: Vec::new(),
        claims: Vec::new(),
        why: String::new(),
    };
    (key, origin)
}

/// A voice over documents: by name where it has one, by kind where it is only described ("police", "residents").
fn voice_key(source: &Source) -> String {
    let described = source.anonymous
        || matches!(
            source.kind,
            SourceKind::Police | SourceKind::Medical | SourceKind::Residents | SourceKind::Witness
        );
    if described { format!("kind:{}", source.kind) } else { format!("name:{}", source.name.to_lowercase()) }
}

fn document_key(claim: &LinkedClaim, member: Option<&Member>) -> String {
    match member {
        Some(Member { wire: Some(wire), .. }) => format!("wire:{wire}"),
        Some(Member { publisher: Some(publisher), .. }) => format!("publisher:{}", publisher.to_lowercase()),
        _ => format!("document:{}", claim.document),
    }
}

fn document_name(claim: &LinkedClaim, member: Option<&Member>) -> String {
    let named = member.map(|member| member.publisher.clone().unwrap_or_else(|| member.name.clone()));
    named.unwrap_or_else(|| claim.document.clone())
}

/// Whether an origin counts as one independent source, and why (not).
fn standing(
    origin: &Origin,
    kinds: &BTreeMap<&str, DocumentKind>,
    attributed: &BTreeSet<String>,
    tells: bool,
) -> (bool, String) {
    let copies = origin.documents.len();
    if origin.party {
        return (false, "a party to the conflict".to_owned());
    }
    if !tells {
        return (false, "silence, doubt or denial is no testimony".to_owned());
    }
    if origin.kind != SourceKind::Document {
        let many = format!("cited by {copies} documents, counted once");
        return (true, if copies > 1 { many } else { "a voice that is no party".to_owned() });
    }
    if origin.documents.iter().any(|document| attributed.contains(document)) {
        return (false, "the document rests on the voices that it names".to_owned());
    }
    let restates = |document: &String| {
        matches!(
            kinds.get(document.as_str()),
            Some(DocumentKind::Encyclopedia | DocumentKind::Digest | DocumentKind::Social)
        )
    };
    if origin.documents.iter().all(restates) {
        return (false, "an article that restates others, or is nobody's in particular".to_owned());
    }
    let many = format!("one text or one publisher in {copies} documents, counted once");
    (true, if copies > 1 { many } else { "a report in its own voice".to_owned() })
}

/// How far the origins bear the incident out.
pub fn corroboration(incident: &LinkedIncident) -> Corroboration {
    let independent = incident.origins.iter().filter(|origin| origin.independent).count();
    let claims = || incident.claims.iter().filter(|claim| !claim.rejected);
    let denied = claims().any(|claim| {
        claim.stance == Stance::Denies
            && matches!(
                claim.predicate,
                Predicate::Occurrence | Predicate::Responsibility | Predicate::Casualties
            )
    });
    let party = incident.origins.iter().any(|origin| origin.party);
    let doubting: BTreeSet<&str> = claims()
        .filter(|claim| claim.predicate == Predicate::Verifiability && claim.stance == Stance::Doubts)
        .map(|claim| claim.document.as_str())
        .collect();
    // A caveat covers what its document tells; sources that others bring are not touched by it.
    let uncovered = incident.origins.iter().filter(|origin| {
        origin.independent && origin.documents.iter().any(|document| !doubting.contains(document.as_str()))
    });
    let uncovered = uncovered.count();
    let names = || {
        let own =
            incident.origins.iter().filter(|origin| origin.independent).map(|origin| origin.name.as_str());
        own.take(4).collect::<Vec<_>>().join(", ")
    };
    let (status, why) = match independent {
        0 if denied && !party => (CorroborationStatus::Denied, "a voice denies it and no independent voice tells it".to_owned()),
        _ if denied => (CorroborationStatus::Contested, "one voice denies what another tells".to_owned()),
        2.. if !doubting.is_empty() && uncovered < 2 => (
            CorroborationStatus::SingleSource,
            "a report says that it could not be verified, which covers all but one of the independent sources".to_owned(),
        ),
        2.. => (
            CorroborationStatus::Corroborated,
            format!("{independent} independent sources that are no party: {}", names()),
        ),
        1 => (CorroborationStatus::SingleSource, format!("one independent source that is no party: {}", names())),
        0 if party => (CorroborationStatus::PartyOnly, "only parties to the conflict tell of it".to_owned()),
        _ => (CorroborationStatus::Unconfirmed, "no independent voice tells of it directly".to_owned()),
    };
    Corroboration { status, independent_sources: independent as u32, why }
}
