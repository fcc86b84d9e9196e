//! Parts of other figures: "including six children", "among them two officers", "four of them", "most of them rebels".
//!
//! A part repeats people who are counted already; summed with its whole it would kill them twice. A phrase is a part where the
//! words say so ("including", "among", "of the", "of whom"); which figure is the whole is the nearest one of the same harm before
//! it in the sentence.

use super::row::Row;

/// A part: head of its phrase, head of the phrase that it is a part of (or the token after which its whole stands), and its rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Part {
    pub head: usize,
    pub cue: usize,
    /// "most of them": more than half of the whole.
    pub most: Option<usize>,
    pub rule: &'static str,
}

/// The parts that a sentence's cue words open.
pub(crate) fn read(row: &Row<'_, '_>, sentence: std::ops::Range<usize>) -> Vec<Part> {
    let mut found = Vec::new();
    for at in sentence {
        match row.word(at) {
            "including" | "includes" | "include" | "included" => {
                let object = row.child(at, &["pobj", "dobj", "pcomp"]).or_else(|| row.noun_at(at + 1));
                if let Some(head) = object {
                    found.push(Part { head, cue: at, most: None, rule: "casualties/including" });
                }
            }
            "among" if matches!(row.word(at + 1), "them" | "whom") => {
                if let Some(head) = row.noun_at(at + 2) {
                    found.push(Part { head, cue: at, most: None, rule: "casualties/among-them" });
                }
            }
            "them" | "whom" | "these" | "which" if row.before(at) == "of" && at >= 2 => {
                // "four of them women", "most of whom were children"
                if matches!(row.word(at - 2), "most" | "majority") {
                    if let Some(head) = row.noun_at(at + 1) {
                        found.push(Part { head, cue: at, most: Some(at), rule: "casualties/most-of-them" });
                    }
                } else if let Some((_, quantity)) = row.quantity(at - 2) {
                    found.push(Part {
                        head: quantity.core.end - 1,
                        cue: at,
                        most: None,
                        rule: "casualties/of-them",
                    });
                }
            }
            _ => {}
        }
    }
    found
}
