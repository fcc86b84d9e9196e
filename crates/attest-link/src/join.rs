//! From scored pairs to groups: reports that are one incident.
//!
//! Pairs are taken from the highest score down. Two groups are joined where the mean over *all* pairs between them, also those
//! that no block brought together, reaches the line: one strong pair does not pull two groups together that disagree otherwise.
//! Decisions come first and are never undone by a score; two incidents of one document are never joined by one.
//!
//! Reports that a document is mainly about are grouped first. What documents only mention (background, related attacks) is then laid
//! to the group that it fits best, and can never make two groups of main reports one.

use crate::block;
use crate::cluster::Groups;
use crate::decided::Decided;
use crate::features::{compare, score};
use crate::profile::Profiles;
use crate::settings::Settings;

/// Scores are cut at this before they are averaged, so that no single pair decides alone.
const CUT: f64 = 6.0;
/// Reports of a group that are compared with those of another, at most.
const SAMPLE: usize = 24;

/// A pair of reports with its score.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scored {
    /// Index of the first report.
    pub a: usize,
    /// Index of the second.
    pub b: usize,
    /// The score.
    pub score: f64,
}

/// Scores every pair that blocks bring together, the highest first.
pub fn scored(profiles: &Profiles) -> Vec<Scored> {
    let pairs = block::pairs(profiles);
    let mut out: Vec<Scored> = pairs
        .into_iter()
        .map(|(a, b)| {
            let (a, b) = (a as usize, b as usize);
            Scored { a, b, score: score(&compare(profiles, a, b)) }
        })
        .collect();
    out.sort_by(|x, y| y.score.total_cmp(&x.score).then((x.a, x.b).cmp(&(y.a, y.b))));
    out
}

/// Joins what scores high enough.
pub fn groups(
    profiles: &Profiles,
    pairs: &[Scored],
    mut groups: Groups,
    decided: &Decided,
    settings: &Settings,
) -> Groups {
    let primary = |report: usize| profiles.all.get(report).is_some_and(|profile| profile.primary);
    let main = |pair: &&Scored| primary(pair.a) && primary(pair.b);
    for pair in pairs.iter().filter(main).take_while(|pair| pair.score >= settings.join) {
        try_join(profiles, &mut groups, pair, decided, settings);
    }
    // Which groups have a report that a document is mainly about; two of them stay two.
    let mut led: Vec<bool> = (0..profiles.all.len()).map(&primary).collect();
    for group in groups.all() {
        let any = group.iter().any(|report| primary(*report));
        if let Some(own) = group.first().and_then(|report| led.get_mut(groups.root(*report))) {
            *own = any;
        }
    }
    for pair in pairs.iter().filter(|pair| !main(pair)).take_while(|pair| pair.score >= settings.join) {
        let lead = |report: usize, groups: &Groups| led.get(groups.root(report)).copied().unwrap_or(false);
        let (one, two) = (lead(pair.a, &groups), lead(pair.b, &groups));
        if one && two {
            continue;
        }
        if try_join(profiles, &mut groups, pair, decided, settings)
            && let Some(own) = led.get_mut(groups.root(pair.a))
        {
            *own = one || two;
        }
    }
    groups
}

fn try_join(
    profiles: &Profiles,
    groups: &mut Groups,
    pair: &Scored,
    decided: &Decided,
    settings: &Settings,
) -> bool {
    if !groups.may_join(pair.a, pair.b) || decided.unsure.contains_key(&(pair.a, pair.b)) {
        return false;
    }
    let (a, b) = (groups.root(pair.a), groups.root(pair.b));
    mean(profiles, groups.members(a), groups.members(b)) >= settings.join && groups.join(a, b)
}

/// The mean score over the pairs between two groups.
fn mean(profiles: &Profiles, a: &[usize], b: &[usize]) -> f64 {
    let mut sum = 0.0;
    let mut count = 0.0;
    for one in a.iter().take(SAMPLE) {
        for two in b.iter().take(SAMPLE) {
            sum += score(&compare(profiles, *one, *two)).clamp(-CUT, CUT);
            count += 1.0;
        }
    }
    if count > 0.0 { sum / count } else { f64::NEG_INFINITY }
}
