//! The datasets' rules: what ACLED, UCDP GED and GTD would write down, from the same claims.
//!
//! Named, versioned, pure functions (codebooks, section 9). Where a codebook's text was not found the convention is the
//! project's own, and a change of it is a new version number. Vague words get a dataset's number here and nowhere earlier.

use super::testimony::Testimony;
use attest_model::{Assessment, Exactness, Figure, Harm, Side};
use std::collections::BTreeMap;

/// Sides in the order in which rules add them up.
const SIDES: [Side; 5] = [Side::Attackers, Side::Defenders, Side::Civilians, Side::Bystanders, Side::Unknown];

/// ACLED: the lowest stated total, every side, the parties' words too; vague words by section 1.5 of the codebooks.
pub fn acled(figures: &[Testimony<'_>]) -> Option<Assessment> {
    if figures.is_empty() {
        return None;
    }
    let mut by = Vec::new();
    let (total, words) = sum(figures, &mut by, |side| {
        // "soldiers were killed", "dozens were killed" beside "30 soldiers" contradict nobody who counted.
        let told =
            |own: &&&Testimony<'_>| !matches!(own.figure.exactness, Exactness::Plural | Exactness::Vague);
        let counted = side.iter().any(|own| told(&own));
        let spoken = side.iter().any(|own| own.figure.exactness != Exactness::Plural);
        let kept = side.iter().filter(|own| {
            if counted { told(own) } else { !spoken || own.figure.exactness != Exactness::Plural }
        });
        kept.filter_map(|own| acled_number(&own.figure)).min()
    });
    Some(Assessment {
        rule: "acled.lowest/1".to_owned(),
        harm: Harm::Killed,
        low: total,
        best: total,
        high: total,
        by,
        why: format!("the lowest figure that any voice states{words}"),
    })
}

/// What ACLED writes for the words: the low end; "several" 3, "dozens" 12, "hundreds" 100.
fn acled_number(figure: &Figure) -> Option<u64> {
    match figure.exactness {
        Exactness::Plural => Some(3),
        Exactness::Vague => match figure.min {
            Some(min) if min >= 200 => Some(100),
            Some(min) if min >= 12 => Some(12),
            Some(_) => Some(3),
            None => None,
        },
        _ => figure.min.or(figure.max),
    }
}

/// UCDP GED: low, best and high by side; voices that are no party come first, an open end does not raise high, and where
/// voices conflict best is the low end.
pub fn ged(figures: &[Testimony<'_>]) -> Option<Assessment> {
    if figures.is_empty() {
        return None;
    }
    let mut by = Vec::new();
    let (low, words) = sum(figures, &mut by, |side| {
        let trusted = trusted(side);
        trusted.iter().filter_map(|own| own.figure.min.or(own.figure.max)).min()
    });
    let mut ignored = Vec::new();
    let (high, _) = sum(figures, &mut ignored, |side| {
        let trusted = trusted(side);
        trusted.iter().filter_map(|own| own.figure.max.or(own.figure.min)).max()
    });
    let high = match (low, high) {
        (Some(low), Some(high)) => Some(high.max(low)),
        (low, high) => high.or(low),
    };
    Some(Assessment {
        rule: "ged.low_best_high/1".to_owned(),
        harm: Harm::Killed,
        low,
        best: low,
        high,
        by,
        why: format!(
            "by side, parties only where nobody else speaks; best is the low end where voices differ{words}"
        ),
    })
}

/// The voices of a side that the rule prefers: not a party's on its enemy's losses, if there are others.
fn trusted<'t, 'c>(side: &[&'t Testimony<'c>]) -> Vec<&'t Testimony<'c>> {
    let independent: Vec<_> = side.iter().copied().filter(|own| !own.of_enemy()).collect();
    let pool = if independent.is_empty() { side.to_vec() } else { independent };
    let clear: Vec<_> = pool
        .iter()
        .copied()
        .filter(|own| !matches!(own.figure.exactness, Exactness::Plural | Exactness::Vague))
        .collect();
    if clear.is_empty() { pool } else { clear }
}

/// GTD: the most recent voices without the perpetrator's own claims; their majority, else the lowest. In one report all voices
/// are equally recent.
pub fn gtd(figures: &[Testimony<'_>]) -> Option<Assessment> {
    let usable: Vec<Testimony<'_>> = figures
        .iter()
        .filter(|own| {
            !own.perpetrator && !matches!(own.figure.exactness, Exactness::Vague | Exactness::Plural)
        })
        .cloned()
        .collect();
    if usable.is_empty() {
        return None;
    }
    let mut by = Vec::new();
    let (total, words) = sum(&usable, &mut by, |side| {
        let mut votes: BTreeMap<u64, usize> = BTreeMap::new();
        for number in side.iter().filter_map(|own| own.figure.min.or(own.figure.max)) {
            *votes.entry(number).or_default() += 1;
        }
        let majority = votes.iter().find(|(_, count)| **count * 2 > side.len()).map(|(number, _)| *number);
        majority.filter(|_| side.len() > 2).or_else(|| votes.keys().next().copied())
    });
    Some(Assessment {
        rule: "gtd.recent_majority_lowest/1".to_owned(),
        harm: Harm::Killed,
        low: total,
        best: total,
        high: total,
        by,
        why: format!("perpetrators' claims left out; no majority, so the lowest{words}"),
    })
}

/// Adds up the sides. Figures for everybody (no side, or "people") are the whole where they exist; attackers that such a whole
/// does not count are added.
fn sum(
    figures: &[Testimony<'_>],
    by: &mut Vec<String>,
    pick: impl Fn(&[&Testimony<'_>]) -> Option<u64>,
) -> (Option<u64>, String) {
    let mut groups: BTreeMap<usize, Vec<&Testimony<'_>>> = BTreeMap::new();
    for own in figures {
        let side = SIDES.iter().position(|side| *side == own.figure.side).unwrap_or(4);
        groups.entry(side).or_default().push(own);
    }
    let whole = groups.contains_key(&4);
    let mut total: Option<u64> = None;
    let mut words = String::new();
    for (side, group) in &groups {
        // A whole already holds the sides, except a bomber whose death only follows from the deed.
        let entailed = group.iter().all(|own| own.figure.exactness == Exactness::Entailed);
        if whole && *side != 4 && !entailed {
            continue;
        }
        if let Some(number) = pick(group) {
            total = Some(total.unwrap_or(0) + number);
            by.extend(group.iter().flat_map(|own| &own.claims).map(|claim| claim.id.clone()));
            if entailed {
                words.push_str("; the bomber's own death is counted");
            }
        }
    }
    by.sort_by_key(|id| {
        id.strip_prefix('c').and_then(|number| number.parse::<u32>().ok()).unwrap_or(u32::MAX)
    });
    by.dedup();
    (total, words)
}
