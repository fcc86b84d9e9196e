//! Speech and attitude told by a verb in the passive: "he was accused by villagers of", "is believed to".
//!
//! - `voice/passive-agent`: "Y was confirmed by X";
//! - `voice/passive`: nobody is named ("is believed to").

use super::cue::CueWord;
use super::draft::{Draft, SourceWords};
use super::syntax::{self, child, is_punct, object_of, preposition, subject};
use super::verbal::Scene;
use attest_lexicon::{CueClass, Frame};
use std::ops::Range;

/// A passive: the one who says it is the agent, or nobody.
pub(super) fn passive(scene: &Scene<'_, '_>, word: &CueWord, cue: &Range<usize>) -> Option<Draft> {
    let analysis = scene.analysis();
    let verb = word.head;
    let agent = preposition(analysis, verb, &["by"])
        .and_then(|by| object_of(analysis, by.index()).map(|agent| (by, agent)))
        // "had been found **by Friday**"
        .filter(|(_, agent)| !matches!(agent.kind(), "DATE" | "TIME"));
    let who = subject(analysis, verb);
    let subject_words = who.filter(|who| !who.empty).map(|who| syntax::noun_phrase(analysis, who.token, cue));
    let clause = child(analysis, verb, &["ccomp", "xcomp"]);
    let mut content: Vec<Range<usize>> = Vec::new();
    if let Some(tokens) = subject_words.clone().filter(|tokens| !tokens.is_empty()) {
        content.push(tokens);
    }
    let mut end = cue.end;
    for token in analysis.children(verb).filter(|token| token.index() >= cue.end && !is_punct(*token)) {
        if matches!(token.dep(), "conj" | "cc" | "agent") {
            continue;
        }
        end = end.max(analysis.subtree_span(token.index()).end);
    }
    // "Identified as": the preposition is part of the cue, its object is not.
    if let Some(last) = cue.end.checked_sub(1).and_then(|last| object_of(analysis, last)) {
        end = end.max(analysis.subtree_span(last.index()).end);
    }
    // "hostages **held by militants**", "treated by doctors": what is done to somebody is no opinion of him.
    let done = analysis.token(verb).is_some_and(|token| {
        let lemma = token.lemma();
        let people = |at: usize| {
            scene
                .passage
                .terms
                .iter()
                .any(|hit| hit.last == at && hit.entries.iter().any(|term| term.group().is_some()))
                || crate::events::is_deed(scene.passage, at)
        };
        // "the hostages were **released by** rebels", "the murder was **ordered by** the cartel": nothing is said.
        let of_people =
            matches!(lemma, "release" | "free" | "order" | "plan" | "present" | "find" | "discover")
                && subject(analysis, verb).is_some_and(|who| {
                    !who.empty
                        && (people(who.token)
                            || analysis
                                .token(who.token)
                                .is_some_and(|word| word.tag() == "CD" || word.kind() == "PERSON"))
                });
        matches!(lemma, "hold" | "treat") || of_people
    });
    if done && agent.is_some() && clause.is_none() && preposition(analysis, verb, &["as"]).is_none() {
        return None;
    }
    let by_words = agent.map(|(by, _)| analysis.subtree_span(by.index()));
    content.extend(syntax::pieces(analysis, &(cue.end..end), by_words.as_slice()));
    if let Some((by, agent)) = agent {
        let mut tokens = syntax::noun_phrase(analysis, agent.index(), &(by.index()..by.index() + 1));
        // "Accused by villagers of looting": the deed hangs on the verb, wherever the tree has put it.
        let deed = preposition(analysis, agent.index(), &["of", "for"]).filter(|deed| {
            word.frames.has(Frame::Of)
                && (deed.text().eq_ignore_ascii_case("for")
                    || child(analysis, deed.index(), &["pcomp"]).is_some())
        });
        if let Some(deed) = deed {
            let words = analysis.subtree_span(deed.index());
            tokens.end = tokens.end.min(words.start);
            content.push(syntax::trim_content(analysis, words));
        }
        let source = SourceWords { tokens, head: agent.index() };
        let quiet = matches!(agent.pos(), "VERB") || content.is_empty();
        return (!quiet && accountable(word)).then(|| {
            Draft::new(scene.index, word, cue.clone(), Some(source), content, "voice/passive-agent")
        });
    }
    let recipient_only =
        word.frames.has(Frame::Recipient) && clause.is_none_or(|clause| clause.dep() == "xcomp");
    // Without an agent only the verbs that the lexicon knows to be used so: "is believed to", "was accused of".
    let shaped = word.frames.has(Frame::Impersonal)
        && (clause.is_some()
            || analysis.children(verb).any(|token| token.dep() == "oprd" || token.dep() == "prep"));
    if !shaped || content.is_empty() || recipient_only && word.class == CueClass::Ask {
        return None;
    }
    Some(Draft::new(scene.index, word, cue.clone(), None, content, "voice/passive"))
}

/// Whether a passive with an agent tells what the agent says (and not only what it does).
fn accountable(word: &CueWord) -> bool {
    word.frames.has(Frame::Object)
        || word.frames.has(Frame::Clause)
        || word.frames.has(Frame::Of)
        || word.frames.has(Frame::Impersonal)
}
