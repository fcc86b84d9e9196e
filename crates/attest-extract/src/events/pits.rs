//! Mines that people dig in, which are no weapons.

use crate::page::{Page, Passage};

/// "a **gold mine**", and "the mine" in a report that tells of one, or of its miners: no weapon.
pub(super) fn is_pit(
    page: &Page<'_>,
    content: &Passage<'_>,
    index: usize,
    told: &std::cell::OnceCell<bool>,
) -> bool {
    let mine = |passage: &Passage<'_>, at: usize| {
        passage.analysis.token(at).is_some_and(|token| token.lemma().eq_ignore_ascii_case("mine"))
    };
    // "a convoy of **mine workers**", "the mine's owner"
    let worked = |passage: &Passage<'_>, at: usize| {
        passage.analysis.token(at).is_some_and(|token| {
            matches!(token.dep(), "compound" | "poss" | "amod" | "nmod")
                && matches!(
                    token.head().lemma(),
                    "worker"
                        | "owner"
                        | "company"
                        | "manager"
                        | "employee"
                        | "operator"
                        | "shaft"
                        | "site"
                        | "contractor"
                )
        })
    };
    let dug = |passage: &Passage<'_>, at: usize| {
        mine(passage, at) && worked(passage, at)
            || mine(passage, at)
                && at.checked_sub(1).and_then(|before| passage.analysis.token(before)).is_some_and(|word| {
                    matches!(
                        word.text().to_lowercase().as_str(),
                        "gold"
                            | "coal"
                            | "copper"
                            | "diamond"
                            | "silver"
                            | "salt"
                            | "iron"
                            | "cobalt"
                            | "coltan"
                            | "uranium"
                            | "tin"
                            | "jade"
                            | "zinc"
                            | "tantalum"
                            | "manganese"
                            | "ore"
                            | "emerald"
                            | "nickel"
                            | "artisanal"
                            | "mineral"
                    )
                })
    };
    // "stepped on a mine", "hit a mine" beside a gold mine: what people tread on goes off.
    let trodden = content.analysis.token(index).is_some_and(|token| {
        matches!(
            token.head().lemma(),
            "hit" | "strike" | "lay" | "plant" | "clear" | "explode" | "detonate" | "on" | "over"
        ) && matches!(
            token.head().head().lemma(),
            "step" | "drive" | "tread" | "run" | "hit" | "strike" | "lay" | "plant"
        )
    });
    mine(content, index)
        && !trodden
        && (dug(content, index)
            || *told.get_or_init(|| {
                page.passages.iter().any(|passage| {
                    passage
                        .analysis
                        .tokens()
                        .any(|token| dug(passage, token.index()) || token.lemma() == "miner")
                })
            }))
}
