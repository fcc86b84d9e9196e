//! What stays when a document is coded anew: claims that another program gave, and rows of datasets.
//!
//! `attest recode` reads every report again with today's rules. What was brought from outside was not read by them and cannot be read
//! by them again: a row of GED is no English, and a language model's claim is not found by rules. Both stay as they were given.

use super::claims::fresh;
use super::{GIVEN, IMPORT};
use attest_model::{Claim, Coding, Incident, Subject};

/// Whether the coding is that of a dataset's row.
pub fn is_imported(coding: &Coding) -> bool {
    coding.claims.iter().any(|claim| claim.rule.starts_with(IMPORT))
}

/// Adds to `new` what other programs gave to `old`: each claim with its speaker, and with the incident that it was about, found by
/// what both hold; one that is found no more comes along where it holds nothing but given claims.
pub fn carry(old: &Coding, new: &mut Coding) {
    for claim in old.claims.iter().filter(|claim| claim.rule.starts_with(GIVEN)) {
        let incident = claim.incident.as_ref().and_then(|id| old.incidents.iter().find(|own| own.id == *id));
        let at = incident.and_then(|own| place_of(old, own, new));
        let chain = claim.voice.chain.iter().enumerate();
        let chain = chain.filter_map(|(depth, id)| source_of(old, id, depth, new)).collect();
        let id = fresh("c", new.claims.iter().map(|own| own.id.as_str()));
        let own = at.and_then(|at| new.incidents.get_mut(at));
        let local = own.map(|own| {
            own.claims.push(id.clone());
            for one in &mut own.assessments {
                one.by.iter_mut().filter(|by| **by == claim.id).for_each(|by| by.clone_from(&id));
            }
            own.id.clone()
        });
        let voice = attest_model::Voice { chain, ..claim.voice.clone() };
        new.claims.push(Claim { id, incident: local, voice, ..claim.clone() });
    }
}

/// Where the old incident stands in the new coding.
fn place_of(old: &Coding, incident: &Incident, new: &mut Coding) -> Option<usize> {
    let given = |id: &String| old.claims.iter().any(|claim| claim.id == *id && claim.rule.starts_with(GIVEN));
    if incident.claims.iter().all(given) {
        let carried = |own: &Incident| own.label == incident.label;
        if let Some(at) = new.incidents.iter().position(carried) {
            return Some(at);
        }
        let mut own = Incident { claims: Vec::new(), ..incident.clone() };
        own.id = fresh("i", new.incidents.iter().map(|own| own.id.as_str()));
        if let Some(at) = &mut own.place
            && let Some(place) = old.places.iter().find(|place| place.id == at.place)
        {
            let id = fresh("p", new.places.iter().map(|own| own.id.as_str()));
            new.places.push(attest_model::Place { id: id.clone(), ..place.clone() });
            at.place = id;
        }
        new.incidents.push(own);
        return Some(new.incidents.len() - 1);
    }
    let found = Subject::incident(old, &incident.id)?.find_incident(new)?.id.clone();
    new.incidents.iter().position(|own| own.id == found)
}

/// The id of a source in the new coding; it is added where it does not speak there.
fn source_of(old: &Coding, id: &str, depth: usize, new: &mut Coding) -> Option<String> {
    if depth == 0 {
        return new.sources.first().map(|own| own.id.clone());
    }
    let source = old.sources.iter().find(|own| own.id == id)?;
    if let Some(own) = new.sources.iter().find(|own| own.name == source.name) {
        return Some(own.id.clone());
    }
    let id = fresh("s", new.sources.iter().map(|own| own.id.as_str()));
    new.sources.push(attest_model::Source { id: id.clone(), actor: None, ..source.clone() });
    Some(id)
}
