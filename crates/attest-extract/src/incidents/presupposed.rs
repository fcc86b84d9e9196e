//! Events that other words only presuppose: "the first such bombing since July 2022" says that there was one in July 2022.
//!
//! Each becomes a stub with its time and kind and nothing else, marked as presupposed, so that no row is ever made of it and
//! no fact of the main story is dated by it. Two phrases with overlapping times make one stub.

use super::{Draft, Grouping, Material, affinity, timing};
use crate::actors::Cast;
use crate::page::At;
use crate::patterns;
use crate::tree;
use attest_model::{Predicate, Role};

/// Adds the stubs.
pub fn add(material: &Material<'_, '_>, cast: &mut Cast<'_, '_>, grouping: &mut Grouping) {
    for pattern in patterns::read(material.page) {
        let Some(since) = pattern.since.clone().filter(|_| pattern.predicate == Predicate::FirstSince) else {
            continue;
        };
        let found = material.times.iter().enumerate().find(|(_, time)| {
            time.passage == pattern.passage
                && time.tokens.start >= since.start.saturating_sub(1)
                && time.tokens.start < since.end
                && timing::dates(&time.time)
        });
        let Some((index, time)) = found else { continue };
        let Some(mut interval) = time.time.interval else { continue };
        // "since July 2022" opens the interval for what follows; the presupposed event itself lies in July 2022.
        if let (Some(earliest), None) = (interval.earliest, interval.latest) {
            interval = closed(earliest, &time.time.value);
        }
        let known = grouping.drafts.iter_mut().find(|draft| {
            draft.presupposed && draft.interval.as_ref().is_some_and(|own| affinity::overlap(own, &interval))
        });
        let Some(sentence) =
            material.page.sentence_of(At { passage: pattern.passage, token: pattern.trigger })
        else {
            continue;
        };
        match known {
            Some(draft) => {
                if draft.places.is_empty() {
                    draft.places.extend(scope(material, &pattern));
                }
                if draft.interval.as_ref().is_some_and(|own| super::draft::narrower(&interval, own)) {
                    draft.interval = Some(interval);
                }
                draft.times.push((index, 3));
                draft.sentences.insert(sentence);
            }
            None => grouping.drafts.push(Draft {
                times: vec![(index, 3)],
                interval: Some(interval),
                background: true,
                first: (pattern.passage, sentence),
                sentences: std::iter::once(sentence).collect(),
                role: Some(Role::Background),
                presupposed: true,
                places: scope(material, &pattern).into_iter().collect(),
                shared: Some((pattern.passage, pattern.claim.clone())),
                people: doers(material, cast, &pattern).into_iter().map(|at| (at, true)).collect(),
                classes: material
                    .events_of(pattern.passage, sentence)
                    .filter(|event| pattern.claim.contains(&event.head))
                    .map(|event| (event.class(), 1))
                    .collect(),
                ..Draft::default()
            }),
        }
    }
}

/// Within which the phrase counts: "the first **in the country** since", "the first **in Ostara** since".
fn scope(material: &Material<'_, '_>, pattern: &patterns::Pattern) -> Option<(usize, u8)> {
    let content = material.page.passages.get(pattern.passage)?;
    let words = pattern.trigger..pattern.claim.end;
    let start = content.span(words.clone()).start;
    let spots = &material.atlas.spots;
    let named = spots.iter().position(|spot| {
        spot.at.passage == pattern.passage
            && words.contains(&spot.at.token)
            && spot.is_named()
            && spot.locative
    });
    let country =
        content.analysis.tokens_in(words).any(|token| token.lemma() == "country" && token.dep() == "pobj");
    let before = || {
        let kind = |spot: &&crate::atlas::Spot| {
            spot.kind == attest_model::PlaceKind::Country && spot.is_named() && spot.span.end <= start
        };
        let last = spots.iter().filter(kind).max_by_key(|spot| spot.span.start)?;
        spots.iter().position(|spot| spot.span == last.span)
    };
    named.or_else(|| country.then(before).flatten()).map(|spot| (spot, 2))
}

/// "the first **by the group** since".
fn doers(material: &Material<'_, '_>, cast: &mut Cast<'_, '_>, pattern: &patterns::Pattern) -> Vec<At> {
    let Some(content) = material.page.passages.get(pattern.passage) else { return Vec::new() };
    let analysis = &content.analysis;
    let words = pattern.trigger..pattern.claim.end;
    analysis
        .tokens_in(words)
        .filter(|token| token.lemma() == "by" && matches!(token.dep(), "prep" | "agent"))
        .flat_map(|token| tree::pobjs(analysis, token.index()))
        .map(|token| At { passage: pattern.passage, token })
        .filter(|at| cast.of(*at).is_some())
        .collect()
}

/// The year or month that an open interval begins with.
fn closed(earliest: jiff::civil::Date, value: &str) -> attest_time::Interval {
    let (latest, precision) = match value.len() {
        4 => (earliest.last_of_year(), attest_time::Precision::Year),
        7 => (earliest.last_of_month(), attest_time::Precision::Month),
        _ => (earliest, attest_time::Precision::Day),
    };
    attest_time::Interval::between(earliest, latest, precision)
}
