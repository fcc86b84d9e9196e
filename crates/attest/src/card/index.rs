//! A coding's parts by their ids, and the numbers under which a card shows them.

use attest_model::{Actor, Claim, Coding, Incident, Place, Source};
use std::collections::BTreeMap;

/// Look-ups in one coding.
#[derive(Debug)]
pub struct Index<'a> {
    /// The coding.
    pub coding: &'a Coding,
    actors: BTreeMap<&'a str, &'a Actor>,
    places: BTreeMap<&'a str, &'a Place>,
    sources: BTreeMap<&'a str, &'a Source>,
    claims: BTreeMap<&'a str, &'a Claim>,
    incidents: BTreeMap<&'a str, &'a Incident>,
}

impl<'a> Index<'a> {
    /// The look-ups of `coding`.
    pub fn new(coding: &'a Coding) -> Self {
        Self {
            coding,
            actors: coding.actors.iter().map(|actor| (actor.id.as_str(), actor)).collect(),
            places: coding.places.iter().map(|place| (place.id.as_str(), place)).collect(),
            sources: coding.sources.iter().map(|source| (source.id.as_str(), source)).collect(),
            claims: coding.claims.iter().map(|claim| (claim.id.as_str(), claim)).collect(),
            incidents: coding.incidents.iter().map(|incident| (incident.id.as_str(), incident)).collect(),
        }
    }

    /// The actor `id`.
    pub fn actor(&self, id: &str) -> Option<&'a Actor> {
        self.actors.get(id).copied()
    }

    /// The place `id`.
    pub fn place(&self, id: &str) -> Option<&'a Place> {
        self.places.get(id).copied()
    }

    /// The source `id`.
    pub fn source(&self, id: &str) -> Option<&'a Source> {
        self.sources.get(id).copied()
    }

    /// The claim `id`.
    pub fn claim(&self, id: &str) -> Option<&'a Claim> {
        self.claims.get(id).copied()
    }

    /// The claims of `incident`, in text order.
    pub fn claims_of(&self, incident: &Incident) -> Vec<&'a Claim> {
        let own = |claim: &&Claim| claim.incident.as_deref() == Some(incident.id.as_str());
        self.coding.claims.iter().filter(own).collect()
    }

    /// The label of the incident `id`.
    pub fn incident(&self, id: &str) -> Option<&'a Incident> {
        self.incidents.get(id).copied()
    }

    /// The note about `field` of the record `id`: why it is empty.
    pub fn note(&self, id: &str, field: &str) -> Option<&'a str> {
        let about = |name: &str| {
            name.strip_prefix(id).and_then(|rest| rest.strip_prefix('.')).is_some_and(|rest| rest == field)
        };
        self.coding.notes.iter().find(|note| about(&note.about)).map(|note| note.text.as_str())
    }
}

/// The number of a record as a card shows it: `i1` is 1.
pub fn number(id: &str) -> &str {
    let digits = id.trim_start_matches(|c: char| !c.is_ascii_digit());
    if digits.is_empty() { id } else { digits }
}
