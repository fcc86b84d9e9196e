//! Voices told by a preposition: "according to two residents, …", "…, per the ministry", "in the words of".
//!
//! - `voice/according-to`: the content is the clause that the phrase hangs on, without the phrase itself.

use super::cue::CueWord;
use super::draft::{Draft, SourceWords};
use super::syntax::{self, is_verb, object_of};
use super::verbal::Scene;
use attest_language::Analysis;
use attest_lexicon::{Frame, Pos};
use std::ops::Range;

/// The attribution of a prepositional cue.
pub(crate) fn read(scene: &Scene<'_, '_>, word: &CueWord) -> Option<Draft> {
    if !word.frames.has(Frame::AccordingTo)
        || word.pos == Pos::Verb && !syntax::is(scene.analysis(), word.tokens.start, "according")
    {
        return None;
    }
    let analysis = scene.analysis();
    let last = word.tokens.end.checked_sub(1)?;
    let object =
        object_of(analysis, last).or_else(|| syntax::child(analysis, last, &["dobj"])).or_else(|| {
            analysis.token(last + 1).filter(|token| matches!(token.pos(), "NOUN" | "PROPN" | "PRON"))
        })?;
    // "according to information **verified by his Office**": those from whom the information comes.
    let object = if matches!(
        object.lemma(),
        "information"
            | "datum"
            | "data"
            | "figure"
            | "evidence"
            | "testimony"
            | "record"
            | "account"
            | "detail"
    ) {
        from_whom(analysis, object).unwrap_or(object)
    } else {
        object
    };
    let mut tokens = syntax::noun_phrase(analysis, object.index(), &word.tokens);
    if let Some(name) = name_behind(analysis, tokens.end) {
        tokens.end = name.end;
    }
    let source = SourceWords { tokens, head: object.index() };
    if source.tokens.is_empty() {
        return None;
    }
    let phrase = word.tokens.start..source.tokens.end.max(word.tokens.end);
    let content = syntax::pieces(
        analysis,
        &clause_above(analysis, word.tokens.start, &phrase),
        std::slice::from_ref(&phrase),
    );
    (!content.is_empty()).then(|| {
        Draft::new(scene.index, word, word.tokens.clone(), Some(source), content, "voice/according-to")
    })
}

/// "according to the coordinator of the Legion, **Gert Oran**, nine had died": the name between the commas is whose the office is.
fn name_behind(analysis: &Analysis, comma: usize) -> Option<Range<usize>> {
    let text = |at: usize| analysis.token(at).map_or("", |token| token.text());
    let person = |at: usize| analysis.token(at).is_some_and(|token| token.kind() == "PERSON");
    if text(comma) != "," || !person(comma + 1) {
        return None;
    }
    let mut end = comma + 1;
    while person(end) {
        end += 1;
    }
    let own = comma + 1..end;
    let named = own.len() >= 2 && !analysis.tokens_in(own.clone()).any(|word| word.dep() == "poss");
    (named && text(end) == ",").then_some(own)
}

/// Who gathered, verified or gave the information.
fn from_whom<'a>(
    analysis: &'a Analysis,
    information: attest_language::Token<'a>,
) -> Option<attest_language::Token<'a>> {
    let told = analysis.children(information.index()).find(|child| {
        child.dep() == "acl"
            && matches!(
                child.lemma(),
                "verify"
                    | "gather"
                    | "collect"
                    | "compile"
                    | "provide"
                    | "receive"
                    | "obtain"
                    | "release"
                    | "publish"
                    | "give"
                    | "share"
            )
    })?;
    let by = syntax::preposition(analysis, told.index(), &["by"])?;
    object_of(analysis, by.index())
}

/// The clause that the phrase hangs on: from the phrase up to its first verb; the sentence where there is none.
fn clause_above(analysis: &Analysis, at: usize, phrase: &Range<usize>) -> Range<usize> {
    let sentence = analysis.sentence_of(at);
    let verb = analysis.ancestors(at).find(|token| is_verb(*token) && !phrase.contains(&token.index()));
    let Some(verb) = verb else { return sentence };
    let mut range = analysis.subtree_span(verb.index());
    // The phrase opens the sentence: all of it is what the source says.
    if phrase.start == sentence.start || phrase.start == sentence.start + 1 {
        range = range.start.min(sentence.start)..sentence.end;
    }
    range
}
