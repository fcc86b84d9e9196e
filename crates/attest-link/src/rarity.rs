//! How much a shared word tells: nothing where every report has it, much where only these two do.
//!
//! Two counts are laid together: a table of words that are common in reports at large (`data/words.tsv`), and the documents that
//! are being linked, since in an archive about one country its capital's name says nothing. A handful of documents cannot tell
//! what is rare, so their counts come in slowly, as if [`PRIOR`] documents without the word had been seen before.

use attest_model::sketch::word_digest;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// Documents without the word that are taken as seen.
const PRIOR: f64 = 200.0;
/// The most that a word may weigh.
const MOST: f64 = 7.0;

/// Weights of words.
#[derive(Debug)]
pub struct Rarity {
    weights: FxHashMap<u32, f64>,
    unknown: f64,
}

impl Rarity {
    /// From the words of the documents being linked, each document's words once.
    pub fn of<'w>(documents: impl Iterator<Item = &'w [u32]>) -> Self {
        let mut counts: FxHashMap<u32, u32> = FxHashMap::default();
        let mut all = 0_u32;
        for words in documents {
            all += 1;
            for word in words {
                *counts.entry(*word).or_default() += 1;
            }
        }
        let seen = f64::from(all) + PRIOR;
        let here = |(word, count): (u32, u32)| {
            let own = weight(f64::from(count) / seen);
            (word, COMMON.get(&word).map_or(own, |known| own.min(*known)))
        };
        Self { weights: counts.into_iter().map(here).collect(), unknown: weight(1.0 / seen) }
    }

    /// The weight of a word: the natural logarithm of how many documents there are for each that has it.
    pub fn weight(&self, word: u32) -> f64 {
        self.weights.get(&word).or_else(|| COMMON.get(&word)).copied().unwrap_or(self.unknown)
    }
}

fn weight(fraction: f64) -> f64 {
    (-fraction.max(1e-9).ln()).clamp(0.0, MOST)
}

/// Whether a word is in the table of those that are common in reports at large.
pub fn is_common(word: u32) -> bool {
    COMMON.contains_key(&word)
}

/// The weights of the words of the table, by digest; read once, for an archive links thousands of small groups.
static COMMON: LazyLock<FxHashMap<u32, f64>> = LazyLock::new(|| {
    let row = |line: &str| {
        let (word, per_mille) = line.split_once('\t')?;
        Some((word_digest(word)?, weight(per_mille.parse::<f64>().ok()? / 1000.0)))
    };
    include_str!("../data/words.tsv").lines().filter_map(row).collect()
});
