//! What the reports of an incident say together of its time, place, actors, targets, weapons and type.
//!
//! A value is *chosen* among those that reports give, never blended: it keeps its words and its document. A value that more
//! reports bear out comes first, then a better founded one, then a more precise one, then the earlier report. So nothing becomes
//! narrower than some report's words, and a day of publication stays marked as one.

use crate::days;
use crate::report::{Report, Reports};
use attest_model::{
    Actor, Figure, LinkedActor, LinkedWhere, Place, Quote, Reality, Sourced, Target, Types, Weapon, When,
    WhenBasis, WhenPrecision,
};
use std::collections::BTreeMap;

/// The label of the report that says most: a primary one, with a time and a place.
pub fn label(own: &[&Report<'_>]) -> String {
    let worth = |report: &Report<'_>| {
        let incident = report.incident;
        (
            report.primary(),
            incident.place.is_some(),
            incident.when.quote.is_some(),
            !incident.actors.is_empty(),
        )
    };
    let mut best: Option<&Report<'_>> = None;
    for report in own {
        if best.is_none_or(|other| worth(report) > worth(other)) {
            best = Some(report);
        }
    }
    best.map(|report| report.incident.label.clone()).unwrap_or_default()
}

/// What most reports hold it to be; of several, the most real.
pub fn reality(own: &[&Report<'_>]) -> Reality {
    let count = |reality: Reality| own.iter().filter(|report| report.incident.reality == reality).count();
    let mut best = (0, Reality::Asserted);
    for reality in Reality::ALL {
        if count(*reality) > best.0 {
            best = (count(*reality), *reality);
        }
    }
    best.1
}

fn basis_rank(basis: WhenBasis) -> u8 {
    match basis {
        WhenBasis::Stated => 5,
        WhenBasis::Relative => 4,
        WhenBasis::Inherited => 3,
        WhenBasis::Inferred => 2,
        WhenBasis::Publication => 1,
        WhenBasis::None => 0,
    }
}

/// The time that most reports allow.
pub fn when(own: &[&Report<'_>]) -> Sourced<When> {
    let spans: Vec<Option<(i64, i64)>> = own.iter().map(|report| days::span(&report.incident.when)).collect();
    let mut best: Option<(usize, (usize, u8, i64))> = None;
    for (index, report) in own.iter().enumerate() {
        let Some(Some((from, to))) = spans.get(index) else { continue };
        let support = spans
            .iter()
            .flatten()
            .filter(|(other_from, other_to)| other_from <= to && from <= other_to)
            .count();
        let worth = (support, basis_rank(report.incident.when.basis), from - to);
        if best.is_none_or(|(_, most)| worth > most) {
            best = Some((index, worth));
        }
    }
    let chosen = best.and_then(|(index, _)| own.get(index)).or_else(|| own.first());
    match chosen {
        Some(report) => {
            Sourced { value: report.incident.when.clone(), document: Some(report.coding.document.id.clone()) }
        }
        None => Sourced {
            value: When {
                earliest: None,
                latest: None,
                precision: WhenPrecision::Unknown,
                basis: WhenBasis::None,
                quote: None,
                anchor: None,
            },
            document: None,
        },
    }
}

/// The place that most reports allow, as the most precise of them gives it.
pub fn place(reports: &Reports<'_>, own: &[&Report<'_>]) -> Option<LinkedWhere> {
    let told: Vec<(&Report<'_>, &Place, Option<&Quote>)> = own
        .iter()
        .filter_map(|report| {
            let place = report.incident.place.as_ref()?;
            let found = report.coding.places.iter().find(|own| own.id == place.place)?;
            Some((*report, found, place.quote.as_ref()))
        })
        .collect();
    let mut best: Option<(usize, (usize, bool, u8))> = None;
    for (index, (_, place, _)) in told.iter().enumerate() {
        let support = told.iter().filter(|(_, other, _)| may_be_one(place, other)).count();
        let worth = (support, place.lat.is_some(), 8 - place.precision.ged.unwrap_or(7).min(7));
        if best.is_none_or(|(_, most)| worth > most) {
            best = Some((index, worth));
        }
    }
    let (report, place, quote) = told.get(best?.0)?;
    let handle = reports.handle(report);
    let mut place = (*place).clone();
    for id in [Some(&mut place.id), place.near.as_mut(), place.within.as_mut()].into_iter().flatten() {
        *id = format!("{handle}/{id}");
    }
    Some(LinkedWhere { place, quote: quote.cloned(), document: Some(report.coding.document.id.clone()) })
}

/// Whether two places may be one: near enough for how precisely both are known, or of one name.
fn may_be_one(a: &Place, b: &Place) -> bool {
    match crate::place::distance(a, b) {
        Some(km) => km <= a.radius_km.unwrap_or(5.0).max(b.radius_km.unwrap_or(5.0)) + 5.0,
        None => bare(&a.name) == bare(&b.name),
    }
}

/// A name without the word for its kind, which datasets write behind it: `Tolsa village`, `Brenn province`.
fn bare(name: &str) -> String {
    const KINDS: [&str; 12] = [
        "village",
        "town",
        "city",
        "district",
        "province",
        "region",
        "governorate",
        "cercle",
        "department",
        "county",
        "area",
        "camp",
    ];
    let name = name.to_lowercase();
    let kind = KINDS.iter().find_map(|kind| name.strip_suffix(kind)?.strip_suffix(' '));
    kind.map_or_else(|| name.clone(), str::to_owned)
}

/// Actors by entry, else by name; the same part of the same actor once.
pub fn actors(reports: &Reports<'_>, own: &[&Report<'_>]) -> Vec<LinkedActor> {
    let mut out: Vec<LinkedActor> = Vec::new();
    let mut seen: BTreeMap<(String, &'static str), usize> = BTreeMap::new();
    for report in own {
        let handle = reports.handle(report);
        for part in &report.incident.actors {
            let Some(actor) = report.coding.actors.iter().find(|actor| actor.id == part.actor) else {
                continue;
            };
            let id = format!("{handle}/{}", actor.id);
            if let Some(at) = seen.get(&(key(actor), part.role.as_str())) {
                if let Some(known) = out.get_mut(*at)
                    && known.actor != id
                    && !known.also.contains(&id)
                {
                    known.also.push(id);
                }
            } else {
                seen.insert((key(actor), part.role.as_str()), out.len());
                out.push(LinkedActor {
                    actor: id,
                    role: part.role,
                    quote: part.quote.clone(),
                    document: report.coding.document.id.clone(),
                    name: actor.name.clone(),
                    entry: actor.entry.clone(),
                    country: actor.country.clone(),
                    named: actor.named,
                    kind: actor.kind,
                    also: Vec::new(),
                });
            }
        }
    }
    out
}

/// What an actor is known by over documents.
pub fn key(actor: &Actor) -> String {
    actor.entry.clone().unwrap_or_else(|| actor.name.to_lowercase())
}

/// Targets by kind and nation, the first with an effect or figure before one without.
pub fn targets(reports: &Reports<'_>, own: &[&Report<'_>]) -> Vec<Sourced<Target>> {
    let mut out: Vec<Sourced<Target>> = Vec::new();
    for report in own {
        let handle = reports.handle(report);
        for target in &report.incident.targets {
            let mut target = target.clone();
            target.figure = target.figure.map(|figure| Figure {
                actor: figure.actor.map(|actor| format!("{handle}/{actor}")),
                ..figure
            });
            let value = Sourced { value: target, document: Some(report.coding.document.id.clone()) };
            let known = out.iter_mut().find(|known| {
                known.value.kind == value.value.kind && known.value.nation == value.value.nation
            });
            match known {
                Some(known) if known.value.effect.is_none() && value.value.effect.is_some() => *known = value,
                Some(_) => {}
                None => out.push(value),
            }
        }
    }
    out
}

/// Weapons by kind, named ones before evidence.
pub fn weapons(own: &[&Report<'_>]) -> Vec<Sourced<Weapon>> {
    let mut out: Vec<Sourced<Weapon>> = Vec::new();
    for report in own {
        for weapon in &report.incident.weapons {
            let value = Sourced { value: weapon.clone(), document: Some(report.coding.document.id.clone()) };
            match out.iter_mut().find(|known| known.value.kind == weapon.kind) {
                Some(known) if !known.value.named && weapon.named => *known = value,
                Some(_) => {}
                None => out.push(value),
            }
        }
    }
    out
}

/// In each codebook, the type that most reports have; of several, the earliest report's.
pub fn types(own: &[&Report<'_>]) -> Types {
    Types {
        acled: most(
            own,
            |types| types.acled.clone(),
            |acled| format!("{}/{}", acled.event_type, acled.sub_event_type),
        ),
        ged: most(own, |types| types.ged.clone(), |ged| ged.type_of_violence.to_string()),
        gtd: most(own, |types| types.gtd.clone(), |gtd| gtd.attacktype.join("/")),
        plover: most(own, |types| types.plover.clone(), |plover| plover.event.clone()),
    }
}

fn most<T>(own: &[&Report<'_>], get: impl Fn(&Types) -> Option<T>, name: impl Fn(&T) -> String) -> Option<T> {
    let values: Vec<T> = own.iter().filter_map(|report| get(&report.incident.types)).collect();
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for value in &values {
        *counts.entry(name(value)).or_default() += 1;
    }
    let top = counts.values().copied().max()?;
    values.into_iter().find(|value| counts.get(&name(value)) == Some(&top))
}
