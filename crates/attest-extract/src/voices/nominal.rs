//! Speech and attitude told by a noun or an adjective: "a report by the mission that", "the group's claim of", "expressed
//! concern over", "is confident that", "unconfirmed reports of".
//!
//! - `voice/noun-owner`: the speaker owns the noun ("X's claim", "a claim by X");
//! - `voice/noun-verb`: the speaker is the subject of a light verb whose object the noun is ("X made a statement that");
//! - `voice/noun`: nobody is named ("reports of");
//! - `voice/adjective`: "X is aware of".

use super::cue::CueWord;
use super::draft::{Draft, SourceWords};
use super::syntax::{self, child, is_verb, object_of, preposition, subject, verb_group};
use super::verbal::Scene;
use attest_language::{Analysis, Token};
use attest_lexicon::{Frame, Pos};
use std::ops::Range;

/// Verbs that add nothing to the noun that is their object: who does it, speaks.
const LIGHT: &[&str] = &[
    "make",
    "give",
    "issue",
    "express",
    "voice",
    "release",
    "raise",
    "offer",
    "have",
    "show",
    "take",
    "launch",
    "deliver",
    "repeat",
    "renew",
    "publish",
    "post",
    "send",
    "provide",
    "reiterate",
    "hold",
    "level",
    "file",
    "lodge",
    "draw",
    "share",
    "pledge",
    "declare",
    "announce",
];

/// Prepositions that lead from a noun to what it is about.
const ABOUT: &[&str] =
    &["of", "about", "on", "for", "over", "against", "to", "in", "with", "regarding", "concerning", "from"];

/// The attribution that a noun or an adjective makes.
pub(crate) fn read(scene: &Scene<'_, '_>, word: &CueWord) -> Option<Draft> {
    match word.pos {
        Pos::Noun if word.frames.has(Frame::Nominal) => noun(scene, word),
        Pos::Adjective => adjective(scene, word),
        _ => None,
    }
}

fn noun(scene: &Scene<'_, '_>, word: &CueWord) -> Option<Draft> {
    let analysis = scene.analysis();
    let head = word.head;
    let token = analysis.token(head)?;
    let owner = owner(scene, head);
    let content = content(analysis, head, owner.as_ref().map(|(source, _)| &source.tokens))?;
    if let Some((source, cue)) = owner {
        return Some(Draft::new(scene.index, word, cue, Some(source), content, "voice/noun-owner"));
    }
    if matches!(token.dep(), "dobj" | "pobj")
        && let Some(verb) = light_verb(analysis, token)
    {
        let cue = verb_group(analysis, verb).start..head + 1;
        let who = subject(analysis, verb).filter(|who| !who.empty && !who.passive)?;
        let source = SourceWords::of(scene.passage, who.token, &cue);
        return Some(Draft::new(scene.index, word, cue, Some(source), content, "voice/noun-verb"));
    }
    let clausal = child(analysis, head, &["acl", "ccomp"])
        .is_some_and(|clause| child(analysis, clause.index(), &["mark"]).is_some());
    let bare =
        word.frames.has(Frame::Impersonal) && (clausal || preposition(analysis, head, &["of"]).is_some());
    bare.then(|| Draft::new(scene.index, word, head..head + 1, None, content, "voice/noun"))
}

/// Who owns the noun, and the words of the cue.
fn owner(scene: &Scene<'_, '_>, head: usize) -> Option<(SourceWords, Range<usize>)> {
    let analysis = scene.analysis();
    if let Some(owner) = child(analysis, head, &["poss"]) {
        let mut tokens = analysis.subtree_span(owner.index());
        if tokens.len() > 1 && tokens.end > 0 && is_genitive(analysis, tokens.end - 1) {
            tokens.end -= 1;
        }
        return Some((SourceWords { tokens, head: owner.index() }, head..head + 1));
    }
    if let Some(whose) = whose(scene, head) {
        return Some((SourceWords { tokens: whose..whose + 1, head: whose }, head..head + 1));
    }
    let by = preposition(analysis, head, &["by", "from"])?;
    let agent =
        object_of(analysis, by.index()).filter(|agent| matches!(agent.pos(), "NOUN" | "PROPN" | "PRON"))?;
    let tokens = syntax::noun_phrase(analysis, agent.index(), &(by.index()..by.index() + 1));
    Some((SourceWords { tokens, head: agent.index() }, head..head + 1))
}

/// "**rebel** claims that", "**opposition** reports of": a side in front of what it says.
fn whose(scene: &Scene<'_, '_>, head: usize) -> Option<usize> {
    let analysis = scene.analysis();
    let said = analysis.token(head).is_some_and(|noun| {
        syntax::lemma_any(noun, &["claim", "report", "allegation", "accusation", "assertion", "suggestion"])
    });
    let side = head.checked_sub(1).and_then(|before| analysis.token(before)).filter(|word| {
        matches!(word.dep(), "compound" | "amod" | "nmod")
            && word.head().index() == head
            && syntax::lemma_any(
                *word,
                &[
                    "rebel",
                    "government",
                    "opposition",
                    "army",
                    "military",
                    "police",
                    "militant",
                    "insurgent",
                    "separatist",
                    "guerrilla",
                    "regime",
                    "junta",
                    "jihadist",
                    "activist",
                    "witness",
                ],
            )
    })?;
    said.then_some(side.index())
}

fn is_genitive(analysis: &Analysis, at: usize) -> bool {
    analysis
        .token(at)
        .is_some_and(|token| token.tag() == "POS" || matches!(token.text(), "'s" | "’s" | "'" | "’"))
}

/// What the noun is about: a clause with "that" or "to", or a prepositional object.
fn content(analysis: &Analysis, head: usize, owner: Option<&Range<usize>>) -> Option<Vec<Range<usize>>> {
    let clause = analysis.children(head).find(|token| {
        token.index() > head
            && matches!(token.dep(), "acl" | "ccomp" | "relcl")
            && is_verb(*token)
            && analysis.children(token.index()).any(|mark| {
                mark.dep() == "mark" && mark.text().eq_ignore_ascii_case("that")
                    || mark.dep() == "aux" && mark.tag() == "TO"
            })
    });
    let about = || {
        analysis.children(head).find(|token| {
            token.index() > head
                && token.dep() == "prep"
                && ABOUT.iter().any(|word| token.text().eq_ignore_ascii_case(word))
                && object_of(analysis, token.index()).is_some()
                && owner.is_none_or(|owner| !analysis.subtree_span(token.index()).contains(&owner.start))
        })
    };
    let token: Token<'_> = clause.or_else(about)?;
    let mut range = analysis.subtree_span(token.index());
    range.start = range.start.max(head + 1);
    if syntax::is(analysis, range.start, "that") || token.dep() == "prep" {
        range.start += 1;
    }
    let pieces = syntax::pieces(analysis, &range, owner.cloned().as_slice());
    (!pieces.is_empty()).then_some(pieces)
}

/// The light verb whose object the noun is.
fn light_verb(analysis: &Analysis, noun: Token<'_>) -> Option<usize> {
    let verb = if noun.dep() == "dobj" { noun.head() } else { return None };
    (is_verb(verb) && syntax::lemma_any(verb, LIGHT) && !syntax::is_passive(analysis, verb.index()))
        .then_some(verb.index())
}

fn adjective(scene: &Scene<'_, '_>, word: &CueWord) -> Option<Draft> {
    let analysis = scene.analysis();
    let token = analysis.token(word.head)?;
    let verb = token.head();
    // "is worried" is read as a passive as often as an adjective.
    let (group, who) = if is_verb(token) && syntax::is_passive(analysis, word.head) {
        (verb_group(analysis, word.head), subject(analysis, word.head)?)
    } else if matches!(token.dep(), "acomp" | "oprd" | "conj") {
        let verb = if token.dep() == "conj" { verb.head() } else { verb };
        if !is_verb(verb) {
            return None;
        }
        (verb_group(analysis, verb.index()).start..word.tokens.end, subject(analysis, verb.index())?)
    } else {
        return None;
    };
    let cue = group.start..group.end.max(word.tokens.end);
    let clause = analysis.children(word.head).find(|token| {
        token.index() >= word.tokens.start
            && token.index() > word.head
            && matches!(token.dep(), "ccomp" | "xcomp" | "prep" | "agent")
    })?;
    let mut range = analysis.subtree_span(clause.index());
    range.start = range.start.max(cue.end);
    if syntax::is(analysis, range.start, "that") {
        range.start += 1;
    }
    let range = syntax::trim_content(analysis, range);
    if range.is_empty() {
        return None;
    }
    if who.empty {
        let impersonal = word.frames.has(Frame::Impersonal);
        return impersonal.then(|| Draft::new(scene.index, word, cue, None, vec![range], "voice/adjective"));
    }
    let source = SourceWords::of(scene.passage, who.token, &cue);
    Some(Draft::new(scene.index, word, cue, Some(source), vec![range], "voice/adjective"))
}
