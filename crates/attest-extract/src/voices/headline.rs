//! Headlines and notes that name the speaker by punctuation: "Army: 12 killed", "12 killed – police", and transcripts.
//!
//! - `voice/colon`: a name or a speaker's noun, a colon, and what they say;
//! - `voice/dash`: what they say, a dash, and a speaker at the end of a headline.

use super::draft::{Draft, SourceWords, Stretch};
use super::syntax::{self, is_punct, is_verb};
use super::verbal::Scene;
use attest_language::Token;
use attest_lexicon::{CueClass, Table, TermHit};
use attest_model::{Certainty, Mode, Stance, ZoneKind};
use std::ops::Range;

/// Longest name before a colon, in words.
const NAME: usize = 6;

/// The attributions of a passage that punctuation makes.
pub(crate) fn read(scene: &Scene<'_, '_>) -> Vec<Draft> {
    let analysis = scene.analysis();
    let heading = matches!(scene.passage.kind(), ZoneKind::Title | ZoneKind::Heading);
    let mut out = Vec::new();
    for sentence in analysis.sentences() {
        out.extend(colon(scene, sentence, heading));
        if heading {
            out.extend(dash(scene, sentence));
        }
    }
    out
}

fn colon(scene: &Scene<'_, '_>, sentence: &Range<usize>, heading: bool) -> Option<Draft> {
    let analysis = scene.analysis();
    let mark = analysis.tokens_in(sentence.clone()).take(NAME + 2).find(|token| token.text() == ":")?;
    let source = source(scene, sentence.start..mark.index())?;
    // In running text a name with a colon is a transcript only where it opens its paragraph.
    if !heading && sentence.start > 0 {
        return None;
    }
    let content =
        syntax::trim_content(analysis, mark.index() + 1..if heading { analysis.len() } else { sentence.end });
    let quoted = scene.quotes_in(&content).next().is_some();
    if content.len() < 2 || !(heading || quoted || is_person(scene, &source.tokens)) {
        return None;
    }
    Some(draft(scene, source, mark.index(), content, "voice/colon"))
}

fn dash(scene: &Scene<'_, '_>, sentence: &Range<usize>) -> Option<Draft> {
    let analysis = scene.analysis();
    let mark = analysis
        .tokens_in(sentence.clone())
        .rev()
        .take(NAME + 1)
        .find(|token| matches!(token.text(), "—" | "–" | "-" | "--"))?;
    let source = source(scene, mark.index() + 1..sentence.end)?;
    let content = syntax::trim_content(analysis, sentence.start..mark.index());
    if !content.clone().any(|at| analysis.token(at).is_some_and(is_verb)) {
        return None;
    }
    Some(draft(scene, source, mark.index(), content, "voice/dash"))
}

fn draft(
    scene: &Scene<'_, '_>,
    source: SourceWords,
    mark: usize,
    content: Range<usize>,
    rule: &'static str,
) -> Draft {
    Draft {
        passage: scene.index,
        sources: vec![source],
        via: None,
        cited: Vec::new(),
        cue: Some(mark..mark + 1),
        cue_head: mark,
        class: CueClass::Say,
        speech: true,
        stance: Stance::Asserts,
        certainty: Certainty::Certain,
        content: vec![Stretch { passage: scene.index, tokens: content }],
        mode: Mode::Reported,
        rule,
    }
}

/// The words as a source, if they are a name or a speaker's noun and nothing else.
fn source(scene: &Scene<'_, '_>, tokens: Range<usize>) -> Option<SourceWords> {
    let analysis = scene.analysis();
    let tokens = syntax::trim(analysis, tokens);
    let words: Vec<Token<'_>> =
        analysis.tokens_in(tokens.clone()).filter(|token| !is_punct(*token)).collect();
    if words.is_empty()
        || words.len() > NAME
        || words.iter().any(|token| token.pos() == "VERB" || token.pos() == "NUM")
    {
        return None;
    }
    // "Mali: dozens killed" says where, not who says it.
    if words.iter().all(|token| token.kind() == "GPE") {
        return None;
    }
    // "Mali: dozens killed": the country says where.
    let (first, last) = (words.first()?.index(), words.last()?.index());
    let country =
        |hit: &&TermHit<'_>| hit.table == Table::Countries && hit.first <= first && hit.last >= last;
    if scene.passage.terms_in(&tokens).find(country).is_some() {
        return None;
    }
    let speaker = scene.passage.terms_in(&tokens).any(|hit| hit.table == Table::Speakers)
        || scene.passage.outlets_in(&tokens).next().is_some();
    let actor = scene.passage.actors_in(&tokens).next().is_some();
    if !(speaker || actor || is_person(scene, &tokens)) {
        return None;
    }
    let head = words.last()?.index();
    Some(SourceWords { tokens, head })
}

fn is_person(scene: &Scene<'_, '_>, tokens: &Range<usize>) -> bool {
    let named = scene
        .analysis()
        .tokens_in(tokens.clone())
        .filter(|token| matches!(token.kind(), "PERSON" | "ORG"))
        .count();
    named > 0 && named * 2 >= tokens.len()
}
