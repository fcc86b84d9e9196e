//! Which pairs of reports are worth comparing: those that share something that few reports share.
//!
//! All pairs would be a square; blocks keep the work near the number of reports. A report is put in several kinds of blocks, so
//! that a wrong day or a wrong place in one of them loses nothing: rare words, day and place, publication and place, day and
//! perpetrator, wording. A block that has grown too large to say anything (a capital on a day of war) is not taken as a whole:
//! each report in it meets those next to it in the order of publication.

use crate::profile::{Profile, Profiles, sketch};
use crate::rarity::is_common;
use attest_model::Coding;
use rustc_hash::FxHashMap;
use std::hash::{Hash, Hasher};

/// A word in more documents than this makes no block.
pub const RARE: usize = 48;
/// The rarest words of a document that make blocks.
const WORDS: usize = 40;
/// Rare words that a pair must share.
const SHARED: u32 = 2;
/// Words of a document by which an archive finds it, at most.
const FINDING: usize = 96;
/// Reports in a block that is taken as a whole.
const WHOLE: usize = 48;
/// Neighbours that a report meets in a larger block.
const WINDOW: usize = 12;
/// Degrees of a cell.
const CELL: f64 = 0.5;
/// MinHash values in a band.
const BAND: usize = 4;

/// Pairs of reports (indices, lower first), each once, in ascending order.
pub fn pairs(profiles: &Profiles) -> Vec<(u32, u32)> {
    let mut out = by_words(profiles);
    let mut blocks: FxHashMap<u64, Vec<u32>> = FxHashMap::default();
    for (index, profile) in profiles.all.iter().enumerate() {
        let mut own = keys(profiles, profile);
        own.sort_unstable();
        own.dedup();
        for key in own {
            blocks.entry(key).or_default().push(index as u32);
        }
    }
    for block in blocks.into_values() {
        meet(profiles, block, &mut out);
    }
    out.sort_unstable();
    out.dedup();
    out
}

fn key(parts: impl Hash) -> u64 {
    let mut hasher = rustc_hash::FxHasher::default();
    parts.hash(&mut hasher);
    hasher.finish()
}

/// The keys of the blocks that a report is put in.
fn keys(profiles: &Profiles, profile: &Profile) -> Vec<u64> {
    let mut out = Vec::new();
    let Some(page) = profiles.pages.get(profile.paper) else { return out };
    let spot = profile.spot.as_ref();
    let day = profile.span.filter(|(from, to)| to - from <= 7);
    if let (Some((from, to)), Some(spot)) = (day, spot) {
        for day in from - 1..=to {
            match spot.at {
                Some(at) => out.extend(cells(at).map(|cell| key(("day", day, cell)))),
                None => out.push(key(("day", day, &spot.name))),
            }
        }
    }
    if !profile.primary {
        return out;
    }
    if let (Some(published), Some(spot)) = (page.published, spot) {
        for day in published - 2..=published {
            match spot.at {
                Some(at) => out.extend(cells(at).map(|cell| key(("published", day, cell)))),
                None => out.push(key(("published", day, &spot.name))),
            }
        }
    }
    if let Some((from, to)) = day {
        for day in from - 1..=to {
            out.extend(profile.perpetrators.iter().map(|actor| key(("actor", day, actor))));
        }
    }
    out.extend(
        page.minhash.chunks_exact(BAND).enumerate().map(|(band, values)| key(("wording", band, values))),
    );
    out
}

/// The cell of a position and those that it might as well be in: positions within a quarter of a cell of a border are in both.
fn cells(at: (f64, f64)) -> impl Iterator<Item = (i32, i32)> {
    let near = |degrees: f64| {
        let low = ((degrees - CELL / 4.0) / CELL).floor() as i32;
        let high = ((degrees + CELL / 4.0) / CELL).floor() as i32;
        low..=high
    };
    near(at.0).flat_map(move |north| near(at.1).map(move |east| (north, east)))
}

/// The pairs of a block.
fn meet(profiles: &Profiles, mut block: Vec<u32>, out: &mut Vec<(u32, u32)>) {
    if block.len() < 2 {
        return;
    }
    let mut add = |a: u32, b: u32| {
        let papers = [a, b].map(|index| profiles.all.get(index as usize).map(|profile| profile.paper));
        if papers[0] != papers[1] {
            out.push((a.min(b), a.max(b)));
        }
    };
    let reach = if block.len() <= WHOLE {
        block.len()
    } else {
        block.sort_by_cached_key(|index| {
            let profile = profiles.all.get(*index as usize);
            let page = profile.and_then(|profile| profiles.pages.get(profile.paper));
            (page.and_then(|page| page.published), profile.and_then(|profile| profile.span), *index)
        });
        WINDOW
    };
    for (at, a) in block.iter().enumerate() {
        for b in block.iter().skip(at + 1).take(reach) {
            add(*a, *b);
        }
    }
}

/// The words of a document by which an archive finds those that may be of one incident with it: those that are not common in
/// reports at large, names and words of the title first. An archive keeps them, because which of them are [rare](RARE) there changes
/// with each report.
pub fn finding_words(coding: &Coding) -> Vec<u32> {
    let mut words = sketch(coding).words();
    words.retain(|word| !is_common(word.digest));
    words.sort_by_key(|word| {
        let weight = u8::from(word.name) * 2
            + u8::from(word.title) * 2
            + u8::from(word.repeated)
            + u8::from(word.number);
        (std::cmp::Reverse(weight), word.digest)
    });
    words.truncate(FINDING);
    words.into_iter().map(|word| word.digest).collect()
}

/// Pairs of primary reports whose documents share rare words.
fn by_words(profiles: &Profiles) -> Vec<(u32, u32)> {
    let mut counts: FxHashMap<u32, u32> = FxHashMap::default();
    for page in &profiles.pages {
        for (word, _) in &page.words {
            *counts.entry(*word).or_default() += 1;
        }
    }
    let mut index: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
    for (report, profile) in profiles.all.iter().enumerate().filter(|(_, profile)| profile.primary) {
        let Some(page) = profiles.pages.get(profile.paper) else { continue };
        let words = page.words.iter().map(|(word, _)| (counts.get(word).copied().unwrap_or(0), *word));
        let mut words: Vec<(u32, u32)> =
            words.filter(|(count, _)| (2..=RARE as u32).contains(count)).collect();
        // The rarest, and of those equally rare the ones that weigh most in reports at large.
        words.sort_by(|a, b| {
            let weight = |word: u32| profiles.rarity.weight(word);
            a.0.cmp(&b.0).then(weight(b.1).total_cmp(&weight(a.1))).then(a.1.cmp(&b.1))
        });
        for (_, word) in words.into_iter().take(WORDS) {
            index.entry(word).or_default().push(report as u32);
        }
    }
    let mut met: FxHashMap<(u32, u32), u32> = FxHashMap::default();
    for list in index.values() {
        for (at, a) in list.iter().enumerate() {
            for b in list.iter().skip(at + 1) {
                *met.entry((*a, *b)).or_default() += 1;
            }
        }
    }
    met.into_iter().filter(|(_, count)| *count >= SHARED).map(|(pair, _)| pair).collect()
}
