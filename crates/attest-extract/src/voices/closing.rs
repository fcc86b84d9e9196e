//! "… on Tuesday a war monitor said.": reports that lost their commas, where the tree no longer sees who closes the sentence.
//!
//! - `voice/closing`: a verb of saying that ends its sentence, with nothing said behind it: the noun phrase right before it
//!   speaks, and the words before that are what is said;
//! - `voice/closing-inverted`: "… on Tuesday said the monitor.".
//!
//! The phrase is found by its words alone (articles, adjectives, nouns, "of", "and"), backwards from the verb, and must name
//! a voice: a speaker's noun, an outlet, an actor, a person, a pronoun. So a sentence that simply ends in "said" stays whole.

use super::cue::CueWord;
use super::draft::{Draft, SourceWords};
use super::speakers;
use super::syntax::{self, child, is_verb};
use super::verbal::Scene;
use attest_language::{Analysis, Token};
use attest_lexicon::{CueClass, Frame, Pos};
use std::ops::Range;

/// The attribution of a verb of saying at the end of a sentence.
pub(crate) fn read(scene: &Scene<'_, '_>, word: &CueWord) -> Option<Draft> {
    let plain = matches!(word.class, CueClass::Say | CueClass::Report | CueClass::Claim);
    if word.pos != Pos::Verb
        || !word.speech
        || !plain
        || !word.frames.has(Frame::Quote)
        || scene.is_quoted(word.head)
    {
        return None;
    }
    let analysis = scene.analysis();
    let verb = analysis.token(word.head)?;
    if !matches!(verb.tag(), "VBD" | "VBZ" | "VBP" | "VBN") || syntax::is_passive(analysis, word.head) {
        return None;
    }
    let sentence = analysis.sentence_of(word.head);
    let told = told(analysis, word);
    let complement = analysis.children(word.head).any(|token| {
        matches!(token.dep(), "ccomp" | "dobj" | "xcomp")
            && token.index() > word.head
            && token.tag() != "VBG"
            && told.as_ref().is_none_or(|told| !told.contains(&token.index()))
    });
    if complement {
        return None;
    }
    closing(scene, word, &sentence).or_else(|| inverted(scene, word, &sentence))
}

/// "a medic **told AFP**", "told reporters": those who were told, right behind the verb.
fn told(analysis: &Analysis, word: &CueWord) -> Option<Range<usize>> {
    let verb = analysis.token(word.head).filter(|verb| verb.lemma() == "tell")?;
    let object = child(analysis, verb.index(), &["dobj", "dative"])?;
    let listeners = matches!(object.lemma(), "reporter" | "journalist" | "medium" | "media" | "agency");
    let span = analysis.subtree_span(object.index());
    let near = span.start == word.tokens.end && span.len() <= 6;
    (near && (listeners || object.tag().starts_with("NNP"))).then_some(span)
}

fn closing(scene: &Scene<'_, '_>, word: &CueWord, sentence: &Range<usize>) -> Option<Draft> {
    let analysis = scene.analysis();
    let end = told(analysis, word).map_or(word.tokens.end, |told| told.end);
    if !closes(analysis, end, sentence.end) {
        return None;
    }
    let phrase = phrase_before(analysis, word.tokens.start, sentence.start)?;
    // With a comma before the phrase the tree can be trusted, unless it found no clause at all, or nobody who speaks.
    let comma =
        phrase.start.checked_sub(1).is_some_and(|at| syntax::is_any(analysis, at, &[",", "\"", "”", "''"]));
    if comma
        && child(analysis, word.head, &["ccomp"]).is_some()
        && child(analysis, word.head, &["nsubj"]).is_some()
    {
        return None;
    }
    let content = syntax::trim_content(analysis, sentence.start..phrase.start);
    let mut draft = draft(scene, word, phrase, content, "voice/closing")?;
    draft.via = super::verbal::told_outlet(scene, word);
    // "… the monitor said updating an earlier toll of 15."
    if analysis.token(word.tokens.end).is_some_and(|token| token.tag() == "VBG") {
        let behind = syntax::trim_content(analysis, word.tokens.end..sentence.end);
        draft.content.push(super::Stretch { passage: scene.index, tokens: behind });
    }
    Some(draft)
}

fn inverted(scene: &Scene<'_, '_>, word: &CueWord, sentence: &Range<usize>) -> Option<Draft> {
    let analysis = scene.analysis();
    // "two residents **told AFP**": whoever stands behind was told.
    if analysis.token(word.head).is_some_and(|verb| verb.lemma() == "tell") {
        return None;
    }
    let before = word.tokens.start.checked_sub(1)?;
    let first = analysis.token(word.tokens.end)?;
    if before < sentence.start
        || syntax::is_any(analysis, before, &[",", "\"", "”", "''"])
            && child(analysis, word.head, &["ccomp"]).is_some()
    {
        return None;
    }
    let own = child(analysis, word.head, &["nsubj"]).is_some_and(|subject| {
        subject.index() > word.head
            || subject.index() + 1 == word.head
                && speakers::names_a_voice(scene.passage, &analysis.subtree_span(subject.index()))
                // "wounded **more than 60 people** said the Observatory"
                && child(analysis, subject.index(), &["nummod"]).is_none()
    });
    if own || !matches!(first.pos(), "PROPN" | "NOUN" | "DET" | "PRON" | "ADJ") {
        return None;
    }
    let mut end = word.tokens.end;
    while end < sentence.end
        && analysis.token(end).is_some_and(|token| is_part(token) || token.text().eq_ignore_ascii_case("a"))
    {
        end += 1;
    }
    let content = syntax::trim_content(analysis, sentence.start..word.tokens.start);
    draft(scene, word, word.tokens.end..end, content, "voice/closing-inverted")
}

fn draft(
    scene: &Scene<'_, '_>,
    word: &CueWord,
    phrase: Range<usize>,
    content: Range<usize>,
    rule: &'static str,
) -> Option<Draft> {
    let analysis = scene.analysis();
    let clause = content.len() > 2
        && analysis.tokens_in(content.clone()).any(|token| is_verb(token) || token.tag().starts_with("VB"));
    if !clause || !speakers::names_a_voice(scene.passage, &phrase) {
        return None;
    }
    let head = head_noun(analysis, &phrase)?;
    let source = SourceWords { tokens: phrase, head };
    Some(Draft::new(scene.index, word, word.tokens.clone(), Some(source), vec![content], rule))
}

/// Whether the sentence ends behind the verb, but for a time, a place or a participle.
fn closes(analysis: &Analysis, from: usize, end: usize) -> bool {
    analysis.tokens_in(from..end).find(|token| !token.is_space()).is_none_or(|token| {
        matches!(token.text(), "." | "!" | "\"" | "”")
            || token.tag() == "VBG"
            || matches!(token.kind(), "DATE" | "TIME")
            || token.tag() == "IN"
                && matches!(token.text().to_lowercase().as_str(), "in" | "on" | "at" | "by")
    })
}

/// Words that may stand inside a noun phrase.
fn is_part(token: Token<'_>) -> bool {
    token.tag().starts_with("NN")
        || matches!(
            token.tag(),
            "JJ" | "JJR"
                | "JJS"
                | "CD"
                | "HYPH"
                | "POS"
                | "PRP$"
                | "DT"
                | "PRP"
                | "VBN"
                | "VBG"
                | "AFX"
                | "SYM"
        )
}

/// The noun phrase that ends at `end`, read backwards.
fn phrase_before(analysis: &Analysis, end: usize, from: usize) -> Option<Range<usize>> {
    let mut start = end;
    let mut closed = false;
    while start > from {
        let token = analysis.token(start - 1)?;
        let joins = start < end
            && (token.tag() == "IN"
                && matches!(token.text().to_lowercase().as_str(), "of" | "in" | "for" | "from" | "at")
                || token.text().eq_ignore_ascii_case("and"))
            && start >= from + 2
            && analysis
                .token(start - 2)
                .is_some_and(|left| left.tag().starts_with("NN") && !matches!(left.kind(), "DATE" | "TIME"));
        if joins {
            start -= 1;
            closed = false;
            continue;
        }
        if closed || !is_part(token) || start < end && matches!(token.kind(), "DATE" | "TIME") {
            break;
        }
        if token.tag() == "PRP" {
            if start == end {
                start -= 1;
            }
            break;
        }
        // Participles stand in a phrase only between its article and its noun.
        if matches!(token.tag(), "VBN" | "VBG") && !analysis.token(start.wrapping_sub(2)).is_some_and(is_part)
        {
            break;
        }
        start -= 1;
        closed = matches!(token.tag(), "DT" | "PRP$");
    }
    // A phrase may not begin with the words that joined it.
    while start < end
        && analysis.token(start).is_some_and(|token| matches!(token.tag(), "IN" | "CC" | "HYPH" | "POS"))
    {
        start += 1;
    }
    (start < end).then_some(start..end)
}

/// The last noun of the phrase's first part.
fn head_noun(analysis: &Analysis, phrase: &Range<usize>) -> Option<usize> {
    let mut head = None;
    for token in analysis.tokens_in(phrase.clone()) {
        if head.is_some() && matches!(token.tag(), "IN" | "CC" | "DT") {
            break;
        }
        if token.tag().starts_with("NN") || token.tag() == "PRP" {
            head = Some(token.index());
        }
    }
    head.or_else(|| phrase.clone().last())
}
