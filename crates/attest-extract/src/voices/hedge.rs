//! Voices without a speaker: "reportedly", "allegedly".
//!
//! - `voice/hedge`: an adverb that says that somebody, unnamed, reports the clause.

use super::draft::{Draft, Stretch};
use super::syntax::{self, is_verb};
use super::verbal::Scene;
use attest_lexicon::{CueClass, Table};
use attest_model::{Mode, Stance};

/// The hedges of a passage that report.
pub(crate) fn read(scene: &Scene<'_, '_>) -> Vec<Draft> {
    let analysis = scene.analysis();
    let mut out = Vec::new();
    for hit in scene.passage.terms.iter().filter(|hit| hit.table == Table::Hedges) {
        let Some(hedge) = hit.entries.iter().find_map(|term| term.hedge()).filter(|hedge| hedge.reported)
        else {
            continue;
        };
        let cue = hit.first..hit.last + 1;
        let Some(token) = analysis.token(hit.first) else { continue };
        // "Initial reports said" has a source, if a thin one: the verbal rules read it.
        if analysis.token(hit.last).is_some_and(|last| matches!(last.pos(), "NOUN" | "PROPN")) {
            continue;
        }
        // "**alleged** members of the group killed him", "was killed, **reportedly by** the rebels": who did it is in doubt, and nothing else.
        let of_a_doer = token.dep() == "amod"
            && token.head().index() > hit.last
            && crate::events::is_person(scene.passage, token.head().index());
        if of_a_doer || crate::modality::before_the_doer(analysis, hit.last) {
            continue;
        }
        // "men **believed to be** herders killed 95 people": who they are, which the parser takes for what they believed.
        let who_they_are = is_verb(token)
            && super::syntax::child(analysis, token.index(), &["xcomp"]).is_some()
            && super::syntax::child(analysis, token.index(), &["ccomp"]).is_some()
            && super::syntax::child(analysis, token.index(), &["auxpass"]).is_none();
        if who_they_are {
            continue;
        }
        let clause = std::iter::once(token.head())
            .chain(token.ancestors())
            .find(|token| is_verb(*token))
            .map_or(analysis.sentence_of(hit.first), |verb| analysis.subtree_span(verb.index()));
        let content = syntax::pieces(analysis, &clause, std::slice::from_ref(&cue));
        if content.is_empty() {
            continue;
        }
        out.push(Draft {
            passage: scene.index,
            sources: Vec::new(),
            via: None,
            cited: Vec::new(),
            cue: Some(cue),
            cue_head: hit.first,
            class: CueClass::Report,
            speech: true,
            stance: Stance::Asserts,
            certainty: hedge.certainty,
            content: content.into_iter().map(|tokens| Stretch { passage: scene.index, tokens }).collect(),
            mode: Mode::Reported,
            rule: "voice/hedge",
        });
    }
    out
}
