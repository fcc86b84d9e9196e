//! How many, and what befell them: every figure of a page, as its words allow and no narrower.
//!
//! A figure is read from syntax: a harm word, the noun phrase that suffers it, the number in that phrase. What the figure
//! counts towards (which incident, which side, whose claim) is decided by other rooms.

use crate::page::Page;
use attest_model::{Certainty, Exactness, Group, Harm, Reality, Side};
use std::ops::Range;

/// A figure of the page. Token ranges are those of its passage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureMention {
    /// Its passage.
    pub passage: usize,
    /// The shortest words that carry the claim: "Over thirty Malian soldiers were killed".
    pub claim: Range<usize>,
    /// The figure's words: "Over thirty"; for a person counted without a number word, the noun phrase.
    pub number: Range<usize>,
    /// The token that says the harm: "killed".
    pub trigger: usize,
    /// The sufferers' noun phrase, without the number: "Malian soldiers".
    pub who: Option<Range<usize>>,
    /// Head token of that phrase.
    pub head: Option<usize>,
    /// What befell them.
    pub harm: Harm,
    /// What kind of people.
    pub group: Option<Group>,
    /// Side, where the words themselves tell it ("the bomber", "civilians").
    pub side: Option<Side>,
    /// Nation of the sufferers, ISO 3166-1 alpha-2.
    pub nation: Option<String>,
    /// Lowest number that the words allow.
    pub min: Option<u64>,
    /// Highest.
    pub max: Option<u64>,
    /// How it is worded.
    pub exactness: Exactness,
    /// Index (in the list of [`read`]) of the figure that this one is a part of.
    pub part_of: Option<usize>,
    /// Whether it is a part, even where the whole is not given.
    pub part: bool,
    /// Asserted, or denied, hypothetical, threatened, attempted by its own clause.
    pub reality: Reality,
    /// Hedge inside its own clause: "may have been killed".
    pub certainty: Certainty,
    /// Whether the words sum over a longer time or many events ("since 2015 … have killed 20,000").
    pub aggregate: bool,
    /// The rule that read it.
    pub rule: &'static str,
}

/// Every figure of `page`, in text order.
pub fn read(page: &Page<'_>) -> Vec<FigureMention> {
    let _ = page;
    Vec::new()
}
