//! Who puts a toll at a number: "X put the toll at forty", "gave a toll of 12".
//!
//! - `voice/verb-put-at`: the verb is a cue only with a figure behind it.

use super::cue::CueWord;
use super::draft::Draft;
use super::syntax::{self, child, is_verb, object_of, subject, verb_group};
use super::verbal::{Scene, source_words};
use attest_language::Token;

/// Verbs that are cues only with a figure: "X put the toll at forty".
const PUTS: &[&str] = &["put", "place", "set", "peg", "give"];

/// The attributions that verbs of putting a toll at a number make.
pub(crate) fn read(scene: &Scene<'_, '_>) -> Vec<Draft> {
    let analysis = scene.analysis();
    analysis
        .tokens()
        .filter(|token| is_verb(*token) && syntax::lemma_any(*token, PUTS))
        .filter_map(|token| put_at(scene, token))
        .collect()
}

/// "Put the toll at forty", "confirmed the attack but **gave a toll of 12**": what is put, and at what.
fn put_at(scene: &Scene<'_, '_>, verb: Token<'_>) -> Option<Draft> {
    let analysis = scene.analysis();
    let object = child(analysis, verb.index(), &["dobj"])?;
    let of_toll = verb.lemma() == "give" && syntax::lemma_any(object, &["toll", "figure", "count", "number"]);
    let at = analysis.subtree(verb.index()).find(|token| {
        token.index() > object.index()
            && (token.text().eq_ignore_ascii_case("at") || of_toll && token.text().eq_ignore_ascii_case("of"))
            && token.dep() == "prep"
            && object_of(analysis, token.index()).is_some_and(|number| {
                analysis.subtree(number.index()).any(|token| token.tag() == "CD" || token.pos() == "NUM")
            })
    })?;
    let who = subject(analysis, verb.index()).filter(|who| !who.empty && !who.passive)?;
    let cue = verb_group(analysis, verb.index());
    let range = analysis.subtree_span(object.index()).start
        ..analysis.subtree_span(at.index()).end.max(analysis.subtree_span(object.index()).end);
    let word = CueWord::plain(verb.index());
    let source = source_words(scene, who, &cue);
    let content = vec![syntax::trim_content(analysis, range)];
    Some(Draft::new(scene.index, &word, cue, Some(source), content, "voice/verb-put-at"))
}
