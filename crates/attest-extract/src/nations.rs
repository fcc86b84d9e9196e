//! "A Russian attack on the town": the adjective of a nation before a deed that is done to a place names its forces.
//!
//! "A Kenyan attack" alone may be one in Kenya; and what happened to a school or a bus is told of by where it was, too. Where a named place
//! is attacked, or the attack is driven back, the adjective is the doer's.

use crate::events::is_deed;
use crate::page::Passage;
use crate::tree;
use attest_lexicon::{ActorHit, CountryRole, Lexicon};

/// Enters the forces of such nations among the named actors of the passage.
pub fn add_doers<'k>(passage: &mut Passage<'k>, lexicon: &'k Lexicon) {
    let mut found = Vec::new();
    for hit in lexicon.scan_countries(&passage.block.text) {
        let known = passage.actors.iter().any(|own| own.start < hit.end && hit.start < own.end);
        // Palestinians have no forces of a state.
        if hit.role != CountryRole::Adjective || known || hit.iso == "PS" {
            continue;
        }
        let tokens = passage.tokens_over(hit.start as u32, hit.end as u32);
        let does = tokens.clone().next_back().is_some_and(|last| attacks_a_place(passage, last));
        if does {
            found.push(ActorHit::of_forces(hit.start, hit.end, hit.iso));
        }
    }
    if !found.is_empty() {
        passage.actors.extend(found);
        passage.actors.sort_by_key(|hit| hit.start);
    }
}

/// Whether the adjective stands before a deed against a named place, or one that was driven back.
fn attacks_a_place(passage: &Passage<'_>, adjective: usize) -> bool {
    let analysis = &passage.analysis;
    let Some(word) = analysis.token(adjective) else { return false };
    let deed = word.head();
    let modifies = matches!(word.dep(), "amod" | "compound" | "nmod") && deed.index() > adjective;
    if !modifies || !deed.tag().starts_with("NN") || !is_deed(passage, deed.index()) {
        return false;
    }
    let place = tree::prepositional(analysis, deed.index(), &["on", "against", "into", "at"])
        .into_iter()
        .filter_map(|object| analysis.token(object))
        .any(|object| matches!(object.kind(), "GPE" | "LOC" | "FAC") || object.tag().starts_with("NNP"));
    let driven_back = matches!(deed.dep(), "dobj" | "nsubjpass")
        && matches!(
            deed.head().lemma(),
            "repel"
                | "repulse"
                | "repell"
                | "beat"
                | "fend"
                | "fight"
                | "thwart"
                | "withstand"
                | "halt"
                | "stop"
        );
    place || driven_back
}
