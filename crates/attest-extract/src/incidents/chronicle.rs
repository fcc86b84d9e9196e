//! Chronicles: reports whose paragraphs each open with a day of their own ("29 February: In Tolsa, gunmen attacked …").
//!
//! What such a paragraph tells was on its day, though its later sentences name none, and belongs to no other paragraph's event.

use super::timing::{TimedMention, bounds, dates};
use crate::atlas::Atlas;
use crate::page::{At, Page};
use std::collections::{BTreeMap, BTreeSet};

/// How many paragraphs must open with days of their own.
const FEWEST: usize = 3;

/// For each paragraph of a chronicle the index of the time that opens it; empty where the report is none.
pub fn read(page: &Page<'_>, times: &[TimedMention]) -> BTreeMap<usize, usize> {
    let mut days = BTreeMap::new();
    for (index, time) in times.iter().enumerate() {
        let opens = time.tokens.start <= 1 && dates(&time.time) && !bounds(&time.time);
        let day = time.time.interval.as_ref().and_then(attest_time::Interval::days) == Some(1);
        let Some(content) = page.passages.get(time.passage).filter(|_| opens && day) else { continue };
        let behind = content.analysis.token(time.tokens.end).map_or("", |token| token.text());
        if matches!(behind, ":" | "-" | "–" | "—") {
            days.entry(time.passage).or_insert(index);
        }
    }
    let mut different: Vec<_> =
        days.values().filter_map(|index| times.get(*index)?.time.interval.as_ref()?.earliest).collect();
    different.sort_unstable();
    different.dedup();
    if different.len() < FEWEST { BTreeMap::new() } else { days }
}

/// Of a digest whose paragraphs open with places ("**Mosul:** Gunmen killed …"), the spot of each: what one of them tells is no part of what another
/// tells. Empty where fewer than two places open paragraphs.
pub fn labels(page: &Page<'_>, atlas: &Atlas) -> BTreeMap<usize, usize> {
    let mut out = BTreeMap::new();
    for (index, spot) in atlas.spots.iter().enumerate().filter(|(_, spot)| spot.is_named()) {
        let At { passage, token } = spot.at;
        let Some(content) = page.passages.get(passage).filter(|_| token == 0) else { continue };
        let words = content.tokens_over(0, spot.text.len() as u32);
        // "Mosul: …", "Mosul - …"; "Mosul-based" opens nothing.
        let free = |mark: attest_language::Token<'_>| {
            mark.previous().is_some_and(|name| name.range().end < mark.range().start)
        };
        let opens = |mark: attest_language::Token<'_>| {
            mark.text() == ":" || matches!(mark.text(), "-" | "–" | "—") && free(mark)
        };
        if content.analysis.token(words.end).is_some_and(opens) {
            out.entry(passage).or_insert(index);
        }
    }
    let names: BTreeSet<&str> =
        out.values().filter_map(|spot| Some(atlas.spots.get(*spot)?.text.as_str())).collect();
    if names.len() < 2 { BTreeMap::new() } else { out }
}
