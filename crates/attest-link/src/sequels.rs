//! Answers and sequels across documents: which incident "Sunday's attack on the post" is.
//!
//! A report that tells of an answer ("in retaliation for Sunday's attack on the post at Marne") tells of the earlier deed in passing.
//! Where grouping has put that telling together with other reports of it, the relation leads there. Where it has not, for it says
//! too little to be joined, the incident that is meant is looked for among those that other documents are mainly about: compared by
//! the same table of features, of the days before, at the same place. Only one that leaves no doubt is taken: the telling joins nothing,
//! and of two that may be meant neither is.

use crate::decided::Decided;
use crate::explain;
use crate::features::{Feature, Values, compare, weight};
use crate::profile::Profiles;
use crate::report::Reports;
use crate::settings::Settings;
use attest_model::{Join, Link, LinkKind, LinkedIncident};
use std::collections::{BTreeMap, BTreeSet};

/// Days before the answer in which an earlier deed of unknown day is looked for.
const BEFORE: i64 = 31;
/// The same where the report gives its day, which may be misread: the comparison then says what the distance weighs.
const EVER: i64 = 400;
/// How much better than the next incident the one meant must fit.
const CLEAR: f64 = 1.0;

/// Agreements about the place without which no incident is meant.
const PLACE: [Feature; 4] =
    [Feature::PlaceSame, Feature::PlaceNear, Feature::PlaceName, Feature::PlaceWithin];
/// Agreements of which one more is needed.
const MORE: [Feature; 9] = [
    Feature::DateSame,
    Feature::DateOverlap,
    Feature::KilledSame,
    Feature::KilledSmall,
    Feature::KilledGrown,
    Feature::WoundedSame,
    Feature::ActorsShared,
    Feature::TargetsShared,
    Feature::WeaponsShared,
];
/// Differences with which it is another one.
const EXCLUDES: [Feature; 9] = [
    Feature::PlaceCountry,
    Feature::KilledOther,
    Feature::ActorsOther,
    Feature::TargetsOther,
    Feature::DateApartWeek,
    Feature::DateApartMonth,
    Feature::DateApartYear,
    Feature::PlacesExclude,
    Feature::GroupsExclude,
];

/// Writes the relations that sequels state into the later incident of each. `at` gives the place of each report's incident in
/// `incidents`.
pub fn links(
    reports: &Reports<'_>,
    profiles: &Profiles,
    (decided, settings): (&Decided, &Settings),
    at: &[usize],
    incidents: &mut [LinkedIncident],
) {
    // What other documents are mainly about, by its first day.
    let mut main: Vec<(i64, usize)> = Vec::new();
    let mut found: Vec<(usize, usize, Link)> = Vec::new();
    for (later, report) in reports.all.iter().enumerate() {
        let own = report.coding.sequels.iter().filter(|sequel| sequel.incident == report.incident.id);
        for sequel in own {
            let Some(earlier) = sibling(reports, later, &sequel.of) else { continue };
            let (Some(from), Some(home)) = (at.get(later).copied(), at.get(earlier).copied()) else {
                continue;
            };
            if main.is_empty() {
                main = days(profiles);
            }
            let together = strongest(reports, profiles, earlier, home, at);
            let (to, join) = match together {
                Some(mate) => (home, explain::join(reports, profiles, earlier, mate, None)),
                None => match meant(profiles, &main, (later, earlier), (decided, settings), at) {
                    Some(mate) => (
                        at.get(mate).copied().unwrap_or(home),
                        explain::join(reports, profiles, earlier, mate, None),
                    ),
                    None => (home, None),
                },
            };
            if from != to {
                let link = link(sequel.kind, &report.coding.document.id, &sequel.quote, join);
                found.push((from, to, link));
            }
        }
    }
    // Several reports may say so: the first words stand, by document; one that names its reasons comes before one that has none.
    found.sort_by(|a, b| {
        let key = |(from, to, link): &(usize, usize, Link)| {
            (*from, *to, link.kind.to_string(), link.join.is_none(), link.document.clone())
        };
        key(a).cmp(&key(b))
    });
    let mut known: BTreeSet<(usize, usize)> = BTreeSet::new();
    for (from, to, mut link) in found {
        let Some(id) = incidents.get(to).map(|incident| incident.id.clone()) else { continue };
        // Two documents that tell it the other way round are at odds; neither order is then stated.
        if known.insert((from, to))
            && let Some(incident) = incidents.get_mut(from)
        {
            link.incident = id;
            incident.links.push(link);
        }
    }
}

fn link(kind: LinkKind, document: &str, quote: &attest_model::Quote, join: Option<Join>) -> Link {
    let what = if kind == LinkKind::ResponseTo { "an answer to it" } else { "what followed it" };
    let which = match &join {
        None => "as the same report tells of it".to_owned(),
        Some(join) => {
            let reasons: Vec<&str> = join
                .evidence
                .iter()
                .filter(|reason| reason.weight > 0.0)
                .map(|reason| reason.why.as_str())
                .take(3)
                .collect();
            format!("as other reports tell of it ({})", reasons.join("; "))
        }
    };
    Link {
        kind,
        incident: String::new(),
        quote: Some(quote.clone()),
        document: Some(document.to_owned()),
        why: format!("told as {what}, {which}"),
        join,
    }
}

/// The report of another incident of the same document.
fn sibling(reports: &Reports<'_>, of: usize, id: &str) -> Option<usize> {
    let paper = reports.all.get(of)?.paper;
    let first = reports.all.partition_point(|report| report.paper < paper);
    let own = reports.all.get(first..)?.iter().take_while(|report| report.paper == paper);
    own.enumerate().find(|(_, report)| report.incident.id == id).map(|(offset, _)| first + offset)
}

/// The report of another document in the same incident that is most like this one.
fn strongest(
    reports: &Reports<'_>,
    profiles: &Profiles,
    report: usize,
    home: usize,
    at: &[usize],
) -> Option<usize> {
    let paper = reports.all.get(report)?.paper;
    let mates =
        at.iter().enumerate().filter(|(mate, own)| **own == home && reports.all[*mate].paper != paper);
    mates
        .map(|(mate, _)| (crate::features::score(&compare(profiles, report, mate)), mate))
        .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)))
        .map(|(_, mate)| mate)
}

/// What documents are mainly about and give a day, by that day.
fn days(profiles: &Profiles) -> Vec<(i64, usize)> {
    let mut out: Vec<(i64, usize)> = profiles
        .all
        .iter()
        .enumerate()
        .filter(|(_, profile)| profile.primary)
        .filter_map(|(index, profile)| {
            profile.span.filter(|(from, to)| to - from <= 3).map(|(from, _)| (from, index))
        })
        .collect();
    out.sort_unstable();
    out
}

/// The report, of another document, of the incident that is meant; none where none fits, or two do.
fn meant(
    profiles: &Profiles,
    main: &[(i64, usize)],
    (later, earlier): (usize, usize),
    (decided, settings): (&Decided, &Settings),
    at: &[usize],
) -> Option<usize> {
    let (after, stub) = (profiles.all.get(later)?, profiles.all.get(earlier)?);
    stub.spot.as_ref()?;
    let published = profiles.pages.get(after.paper)?.published;
    let until = after.span.map(|(_, to)| to).or(published)?;
    let since = until - if stub.span.is_some() { EVER } else { BEFORE };
    let first = main.partition_point(|(day, _)| *day < since);
    let mut best: BTreeMap<usize, (f64, usize)> = BTreeMap::new();
    for (_, other) in main.get(first..)?.iter().take_while(|(day, _)| *day <= until) {
        let (Some(home), Some(profile)) = (at.get(*other), profiles.all.get(*other)) else { continue };
        if profile.paper == stub.paper
            || at.get(later) == Some(home)
            || decided.about(earlier, *other).is_some()
        {
            continue;
        }
        if let Some(score) = fits(&compare(profiles, earlier, *other), stub.span.is_none())
            && score >= settings.join
            && best.get(home).is_none_or(|(kept, _)| score > *kept)
        {
            best.insert(*home, (score, *other));
        }
    }
    let mut ranked: Vec<(f64, usize)> = best.into_values().collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    match ranked.as_slice() {
        [one] => Some(one.1),
        [one, next, ..] if one.0 - next.0 >= CLEAR => Some(one.1),
        _ => None,
    }
}

/// How well what is told in passing fits an incident: the score of the table, without the rule against joining what is told in passing (it
/// joins nothing here). A day that is not said counts as one that may be the same: the order and the stretch of days stand for it.
fn fits(values: &Values, undated: bool) -> Option<f64> {
    let has = |features: &[Feature]| values.iter().any(|(feature, _)| features.contains(feature));
    if !has(&PLACE) || !has(&MORE) || has(&EXCLUDES) {
        return None;
    }
    let counted = |(feature, value): &(Feature, f64)| match feature {
        Feature::NotMainly => 0.0,
        Feature::DateUnknown if undated => weight(Feature::DateOverlap),
        feature => value * weight(*feature),
    };
    Some(values.iter().map(counted).sum())
}
