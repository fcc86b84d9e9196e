//! Why two reports were joined, or were not: each feature with its weight, its reason, and the two quotes compared.

use crate::features::{Feature, Values, compare, weight};
use crate::profile::Profiles;
use crate::report::{Report, Reports};
use attest_model::sketch::word_digest;
use attest_model::{Evidence, Harm, Join, Quote};
use std::collections::BTreeSet;

/// A comparison of two reports, in full. Weights are rounded to hundredths, so that the sum reads as it is printed.
pub fn join(
    reports: &Reports<'_>,
    profiles: &Profiles,
    a: usize,
    b: usize,
    decision: Option<&str>,
) -> Option<Join> {
    let (one, two) = (reports.all.get(a)?, reports.all.get(b)?);
    let values: Values = compare(profiles, a, b);
    let mut evidence: Vec<Evidence> = values
        .iter()
        .map(|(feature, value)| Evidence {
            feature: feature.name().to_owned(),
            weight: (value * weight(*feature) * 100.0).round() / 100.0,
            why: why(*feature, one, two),
            quotes: quotes(*feature, profiles, one, two),
        })
        .filter(|evidence| evidence.weight != 0.0)
        .collect();
    evidence
        .sort_by(|x, y| y.weight.abs().total_cmp(&x.weight.abs()).then_with(|| x.feature.cmp(&y.feature)));
    let score = evidence.iter().map(|evidence| evidence.weight).sum::<f64>();
    let between = [one, two].map(|report| format!("{}/{}", reports.handle(report), report.incident.id));
    Some(Join {
        between,
        score: (score * 100.0).round() / 100.0,
        evidence,
        decision: decision.map(ToOwned::to_owned),
    })
}

/// What a feature rests on.
enum Rests {
    Wording,
    Date,
    Published,
    Place,
    Toll(Harm),
    Actors,
    Targets,
    Weapons,
    Nothing,
}

fn rests(feature: Feature) -> Rests {
    let name = feature.name();
    let (kind, _) = name.split_once('.').unwrap_or((name, ""));
    match kind {
        "words" | "names" | "title" | "wording" => Rests::Wording,
        "date" => Rests::Date,
        "published" => Rests::Published,
        "place" => Rests::Place,
        "killed" => Rests::Toll(Harm::Killed),
        "wounded" => Rests::Toll(Harm::Wounded),
        "actors" => Rests::Actors,
        "targets" => Rests::Targets,
        "weapons" => Rests::Weapons,
        _ if feature == Feature::DateFirm => Rests::Date,
        _ => Rests::Nothing,
    }
}

fn why(feature: Feature, one: &Report<'_>, two: &Report<'_>) -> String {
    let detail = |left: Option<String>, right: Option<String>| match (left, right) {
        (Some(left), Some(right)) => format!("{}: {left}; {right}", feature.meaning()),
        _ => feature.meaning().to_owned(),
    };
    match rests(feature) {
        Rests::Date => detail(days(one), days(two)),
        Rests::Published => {
            detail(one.coding.document.published.clone(), two.coding.document.published.clone())
        }
        Rests::Place => detail(place(one), place(two)),
        Rests::Toll(harm) => detail(toll(one, harm), toll(two, harm)),
        _ => feature.meaning().to_owned(),
    }
}

fn days(report: &Report<'_>) -> Option<String> {
    let when = &report.incident.when;
    let (from, to) = (when.earliest.as_ref()?, when.latest.as_ref()?);
    Some(if from == to { from.clone() } else { format!("{from} to {to}") })
}

fn place(report: &Report<'_>) -> Option<String> {
    let told = report.incident.place.as_ref()?;
    let place = report.coding.places.iter().find(|place| place.id == told.place)?;
    let around = [place.admin1.as_deref(), place.country.as_deref()];
    let mut out = place.name.clone();
    for part in around.into_iter().flatten() {
        out.push_str(", ");
        out.push_str(part);
    }
    Some(out)
}

fn toll(report: &Report<'_>, harm: Harm) -> Option<String> {
    let mut own = report.incident.assessments.iter();
    let range = own.find(|own| own.rule.starts_with("report.range") && own.harm == harm)?;
    let low = range.low?;
    Some(match range.high {
        Some(high) if high == low => low.to_string(),
        Some(high) => format!("{low} to {high}"),
        None => format!("{low} or more"),
    })
}

fn quotes(feature: Feature, profiles: &Profiles, one: &Report<'_>, two: &Report<'_>) -> [Option<Quote>; 2] {
    let both = |get: &dyn Fn(&Report<'_>) -> Option<Quote>| [get(one), get(two)];
    match rests(feature) {
        Rests::Wording => wording(profiles, one, two),
        Rests::Date => both(&|report| report.incident.when.quote.clone()),
        Rests::Place => both(&|report| report.incident.place.as_ref()?.quote.clone()),
        Rests::Toll(harm) => both(&|report| {
            let mut own = report.incident.assessments.iter();
            let range = own.find(|own| own.rule.starts_with("report.range") && own.harm == harm)?;
            let claim = report.coding.claims.iter().find(|claim| range.by.contains(&claim.id))?;
            Some(claim.quote.clone())
        }),
        Rests::Actors => both(&|report| report.incident.actors.iter().find_map(|actor| actor.quote.clone())),
        Rests::Targets => kinds(one, two, |report| {
            report.incident.targets.iter().map(|target| (target.kind as u32, target.quote.clone())).collect()
        }),
        Rests::Weapons => kinds(one, two, |report| {
            report.incident.weapons.iter().map(|weapon| (weapon.kind as u32, weapon.quote.clone())).collect()
        }),
        Rests::Published | Rests::Nothing => [None, None],
    }
}

/// The quotes of a kind that both have, else of the first of each.
fn kinds(
    one: &Report<'_>,
    two: &Report<'_>,
    of: impl Fn(&Report<'_>) -> Vec<(u32, Option<Quote>)>,
) -> [Option<Quote>; 2] {
    let (left, right) = (of(one), of(two));
    for (kind, quote) in &left {
        if let Some((_, other)) = right.iter().find(|(other, _)| other == kind) {
            return [quote.clone(), other.clone()];
        }
    }
    [left, right].map(|own| own.into_iter().next().and_then(|(_, quote)| quote))
}

/// The two sentences, one of each report, that share most of what is rare.
fn wording(profiles: &Profiles, one: &Report<'_>, two: &Report<'_>) -> [Option<Quote>; 2] {
    const SENTENCES: usize = 12;
    let sentences = |report: &Report<'_>| {
        let mut out: Vec<(Quote, BTreeSet<u32>)> = Vec::new();
        for (_, claim) in report.claims() {
            if out.len() < SENTENCES && out.iter().all(|(known, _)| known != &claim.sentence) {
                let words = claim.sentence.text.split(|sign: char| !sign.is_alphanumeric());
                out.push((claim.sentence.clone(), words.filter_map(word_digest).collect()));
            }
        }
        out
    };
    let (left, right) = (sentences(one), sentences(two));
    let mut best: Option<(f64, &Quote, &Quote)> = None;
    for (quote, words) in &left {
        for (other, others) in &right {
            let shared = words.intersection(others).map(|word| profiles.rarity.weight(*word)).sum::<f64>();
            if shared > 0.0 && best.is_none_or(|(most, _, _)| shared > most) {
                best = Some((shared, quote, other));
            }
        }
    }
    best.map_or([None, None], |(_, quote, other)| [Some(quote.clone()), Some(other.clone())])
}
