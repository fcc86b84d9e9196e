//! What an infobox comes to: its sides added up, rival voices on one side as a range, a stated total beside the sum.

use super::range::Counted;
use super::totals::{Total, over, plus};
use attest_model::{Exactness, Harm, ZoneKind};
use std::collections::BTreeMap;

/// The infobox's answer; `None` where it counts nobody.
pub(super) fn total(figures: &[Counted<'_>], harm: Harm) -> Option<Total> {
    let mut sides: BTreeMap<usize, BTreeMap<u8, Total>> = BTreeMap::new();
    let mut stated: Vec<Total> = Vec::new();
    for (at, counted) in figures.iter().enumerate() {
        let figure = counted.figure;
        if figure.harm != harm
            || counted.zone != ZoneKind::Infobox
            || figure.part
            || figure.exactness == Exactness::Plural
        {
            continue;
        }
        let cell = figure.cell;
        // "Several killed" leaves its side open and counts nobody.
        let vague = figure.exactness == Exactness::Vague;
        let next = Total {
            low: figure.min.filter(|_| !vague),
            high: figure.max.filter(|_| !vague),
            by: vec![at],
            summed: false,
        };
        if figure.sum {
            stated.push(next);
            continue;
        }
        let row = cell.map_or(figure.passage, |cell| cell.row);
        let voices = sides.entry(row).or_default();
        let sum = voices.entry(cell.map_or(0, |cell| cell.voice)).or_default();
        *sum = if sum.by.is_empty() { next } else { plus(sum, &next) };
    }
    let sum = sides
        .into_values()
        .filter_map(|voices| over(&voices.into_values().collect::<Vec<_>>()))
        .reduce(|one, two| plus(&one, &two));
    match (over(&stated), sum) {
        (None, sum) => sum,
        (Some(total), None) => Some(total),
        // The sides are known in part only, or the total says the same more narrowly.
        (Some(total), Some(sum)) if sum.holds(&total) || sum.known() * 2 < total.known() => Some(total),
        (Some(total), Some(sum)) => over(&[total, sum]),
    }
}
