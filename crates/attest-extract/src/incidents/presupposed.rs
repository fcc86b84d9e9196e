//! Events that other words only presuppose: "the first such bombing since July 2022" says that there was one in July 2022.
//!
//! Each becomes a stub with its time and kind and nothing else, marked as presupposed, so that no row is ever made of it and
//! no fact of the main story is dated by it. Two phrases with overlapping times make one stub.

use super::{Draft, Grouping, Material, affinity, timing};
use crate::page::At;
use crate::patterns;
use attest_model::{Predicate, Role};

/// Adds the stubs.
pub fn add(material: &Material<'_, '_>, grouping: &mut Grouping) {
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
        let Some(mut interval) = time.time.interval.clone() else { continue };
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

/// The year or month that an open interval begins with.
fn closed(earliest: jiff::civil::Date, value: &str) -> attest_time::Interval {
    let (latest, precision) = match value.len() {
        4 => (earliest.last_of_year(), attest_time::Precision::Year),
        7 => (earliest.last_of_month(), attest_time::Precision::Month),
        _ => (earliest, attest_time::Precision::Day),
    };
    attest_time::Interval::between(earliest, latest, precision)
}
