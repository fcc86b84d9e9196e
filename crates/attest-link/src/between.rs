//! What stands between incidents, and between the reports of one: comparisons that joined them, candidates left for review,
//! relations and tensions of the claims.

use crate::cluster::Groups;
use crate::decided::Decided;
use crate::explain;
use crate::join::Scored;
use crate::profile::Profiles;
use crate::report::{Report, Reports};
use crate::settings::Settings;
use attest_model::{Join, Likeness, Link, LinkKind, LinkedIncident, Relation, Tension};
use std::collections::{BTreeMap, BTreeSet};

/// Candidates listed with an incident, at most.
const CANDIDATES: usize = 5;

/// Lists the comparisons that hold each incident together and those with its nearest others. `at` gives the place of each
/// report's incident in `incidents`.
pub fn compare(
    reports: &Reports<'_>,
    profiles: &Profiles,
    pairs: &[Scored],
    (decided, settings): (&Decided, &Settings),
    at: &[usize],
    incidents: &mut [LinkedIncident],
) {
    let mut trees = Groups::alone(reports.all.iter().map(|report| report.paper));
    let mut held: Vec<(usize, Join)> = Vec::new();
    for (a, b, decision) in &decided.same {
        if let (true, Some(own)) = (trees.join(*a, *b), at.get(*a)) {
            held.extend(explain::join(reports, profiles, *a, *b, Some(decision)).map(|join| (*own, join)));
        }
    }
    let mut met: BTreeSet<(usize, usize)> = BTreeSet::new();
    let mut listed: BTreeMap<usize, usize> = BTreeMap::new();
    let mut near: Vec<(usize, usize, Join)> = Vec::new();
    for pair in pairs.iter().take_while(|pair| pair.score >= settings.review) {
        let (Some(one), Some(two)) = (at.get(pair.a), at.get(pair.b)) else { continue };
        if one == two {
            if trees.root(pair.a) != trees.root(pair.b) && trees.join(pair.a, pair.b) {
                held.extend(explain::join(reports, profiles, pair.a, pair.b, None).map(|join| (*one, join)));
            }
            continue;
        }
        let full = |own: &usize| listed.get(own).copied().unwrap_or(0) >= CANDIDATES;
        let same_paper =
            profiles.all.get(pair.a).map(|own| own.paper) == profiles.all.get(pair.b).map(|own| own.paper);
        if same_paper || (full(one) && full(two)) || !met.insert((*one.min(two), *one.max(two))) {
            continue;
        }
        let key = (pair.a.min(pair.b), pair.a.max(pair.b));
        let unsure = decided.unsure.get(&key).map(String::as_str);
        let decision = unsure.or_else(|| decided.about(pair.a, pair.b).map(|(_, id)| id));
        near.extend(
            explain::join(reports, profiles, pair.a, pair.b, decision).map(|join| (*one, *two, join)),
        );
        *listed.entry(*one).or_default() += 1;
        *listed.entry(*two).or_default() += 1;
    }
    for (own, join) in held {
        if let Some(incident) = incidents.get_mut(own) {
            incident.joins.push(join);
        }
    }
    for (one, two, join) in near {
        let names: Vec<(String, String)> = [one, two]
            .iter()
            .filter_map(|index| {
                incidents.get(*index).map(|incident| (incident.id.clone(), incident.label.clone()))
            })
            .collect();
        if let [first, second] = names.as_slice() {
            for (own, other) in [(one, second), (two, first)] {
                if let Some(incident) = incidents.get_mut(own).filter(|own| own.candidates.len() < CANDIDATES)
                {
                    let (id, label) = other.clone();
                    incident.candidates.push(Likeness { incident: id, label, join: join.clone() });
                }
            }
        }
    }
}

/// Which incident is part of which, as the documents say.
pub fn links(reports: &Reports<'_>, at: &[usize], incidents: &mut [LinkedIncident]) {
    let mut found: BTreeSet<(usize, usize, String)> = BTreeSet::new();
    for (index, report) in reports.all.iter().enumerate() {
        let Some(parent) = &report.incident.part_of else { continue };
        let first = reports.all.partition_point(|other| other.paper < report.paper);
        let own =
            reports.all.iter().enumerate().skip(first).take_while(|(_, other)| other.paper == report.paper);
        let whole = own.filter(|(_, other)| &other.incident.id == parent).map(|(whole, _)| whole).next();
        if let Some((part, whole)) = at.get(index).zip(whole.and_then(|whole| at.get(whole)))
            && part != whole
        {
            found.insert((*part, *whole, report.coding.document.id.clone()));
        }
    }
    for (part, whole, document) in found {
        let Some(id) = incidents.get(whole).map(|incident| incident.id.clone()) else { continue };
        if let Some(incident) = incidents.get_mut(part)
            && !incident.links.iter().any(|link| link.incident == id)
        {
            let why = "told as a part of it".to_owned();
            let document = Some(document);
            incident.links.push(Link {
                kind: LinkKind::PartOf,
                incident: id,
                quote: None,
                document,
                why,
                join: None,
            });
        }
    }
}

/// The documents' own relations and tensions between claims of this incident, ids qualified.
pub fn inherited(reports: &Reports<'_>, own: &[&Report<'_>], incident: &mut LinkedIncident) {
    let known: BTreeSet<&str> = incident.claims.iter().map(|claim| claim.id.as_str()).collect();
    let mut papers: Vec<usize> = Vec::new();
    let (mut relations, mut tensions) = (Vec::new(), Vec::new());
    for report in own {
        if papers.contains(&report.paper) {
            continue;
        }
        papers.push(report.paper);
        let handle = reports.handle(report);
        let qualify = |claims: &[String]| -> Option<Vec<String>> {
            let out: Vec<String> = claims.iter().map(|id| format!("{handle}/{id}")).collect();
            (!out.is_empty() && out.iter().all(|id| known.contains(id.as_str()))).then_some(out)
        };
        for relation in &report.coding.relations {
            relations.extend(qualify(&relation.claims).map(|claims| Relation { claims, ..relation.clone() }));
        }
        for tension in &report.coding.tensions {
            tensions.extend(qualify(&tension.claims).map(|claims| Tension { claims, ..tension.clone() }));
        }
    }
    incident.relations = relations;
    incident.tensions.extend(tensions);
}
