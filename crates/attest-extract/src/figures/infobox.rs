//! Figures in an infobox or a table: "Deaths: 35–180", "Injured 134+", "Casualties and losses", "12 killed".
//!
//! An infobox has no sentences: a label, then a value. The label gives the harm, each number of the value is a figure. Where the
//! value names the harm itself ("12 killed, 30 wounded"), the value's own word wins.

use super::row::Row;
use super::{FigureMention, Profile, Reference};
use attest_model::{Certainty, Exactness, Harm, Reality};

/// The figures of an infobox line (or several).
pub(crate) fn read(row: &Row<'_, '_>) -> Vec<FigureMention> {
    let mut found: Vec<FigureMention> = Vec::new();
    let mut label: Option<(Harm, usize)> = None;
    let mut used_until = 0;
    for at in 0..row.lower.len() {
        let Some(harm) = row
            .harm(at)
            .and_then(|hit| hit.entries.iter().find_map(|term| term.harm()))
            .map(|word| word.harm)
        else {
            if let Some((index, quantity)) = row.quantity(at)
                && quantity.tokens.start == at
                && let Some((harm, trigger)) = named_after(row, quantity.tokens.end).or(label)
                && quantity.exactness != Exactness::NotReported
                && quantity.max != Some(0)
            {
                let _ = index;
                let end = quantity.tokens.end;
                used_until = end;
                found.push(FigureMention {
                    passage: 0,
                    claim: trigger.min(at)..end.max(trigger + 1),
                    number: quantity.tokens.clone(),
                    trigger,
                    who: None,
                    head: None,
                    harm,
                    group: (end..row.lower.len().min(end + 3))
                        .find_map(|at| row.group(at))
                        .map(|group| group.group),
                    side: None,
                    nation: None,
                    min: quantity.min,
                    max: quantity.max,
                    exactness: quantity.exactness,
                    part_of: None,
                    part: false,
                    sum: false,
                    reference: Reference::New,
                    profile: Profile::default(),
                    weak: false,
                    reality: Reality::Asserted,
                    certainty: Certainty::Certain,
                    aggregate: false,
                    rule: "casualties/infobox",
                });
            }
            continue;
        };
        if at >= used_until {
            label = Some((harm, at));
        }
    }
    found
}

/// The harm that the words right after a number name: "12 killed", "35 soldiers wounded".
fn named_after(row: &Row<'_, '_>, end: usize) -> Option<(Harm, usize)> {
    for at in end..row.lower.len().min(end + 4) {
        if row.quantity(at).is_some() || matches!(row.word(at), "," | ";" | ":" | "\n") {
            return None;
        }
        if let Some(harm) =
            row.harm(at).and_then(|hit| hit.entries.iter().find_map(|term| term.harm())).map(|word| word.harm)
        {
            return Some((harm, at));
        }
    }
    None
}
