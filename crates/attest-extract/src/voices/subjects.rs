//! Who speaks where the tree does not say it outright: behind the verb, before it with the subject lost, through a statement that was
//! issued.

use super::cue::CueWord;
use super::draft::SourceWords;
use super::syntax::{self, Subject, child, is_verb, lemma_any, subject};
use super::verbal::Scene;
use attest_language::Token;
use attest_lexicon::Frame;
use std::ops::Range;

/// "Issued a statement denying": whoever issued it denies.
pub(super) fn issuer(scene: &Scene<'_, '_>, who: Subject) -> Subject {
    let analysis = scene.analysis();
    let writing = analysis.token(who.token).filter(|token| {
        !who.own
            && token.dep() == "dobj"
            && syntax::lemma_any(
                *token,
                &[
                    "statement",
                    "communique",
                    "communiqué",
                    "letter",
                    "message",
                    "declaration",
                    "note",
                    "release",
                    "post",
                    "tweet",
                ],
            )
    });
    writing
        .filter(|token| is_verb(token.head()))
        .and_then(|token| subject(analysis, token.head().index()))
        .filter(|issuer| !issuer.empty && !issuer.passive)
        .unwrap_or(who)
}

/// "Officials are nervous, said the mayor": of two subjects the one behind the verb.
pub(super) fn turned(scene: &Scene<'_, '_>, word: &CueWord, who: Subject) -> Subject {
    if !(word.speech && who.own && who.token < word.head) {
        return who;
    }
    let analysis = scene.analysis();
    // "**refugees who reached Tuzla** said": the parser takes the town for who speaks.
    let place = analysis.subtree_span(who.token).start;
    if place >= 3
        && analysis.token(who.token).is_some_and(|name| name.tag().starts_with("NNP"))
        && analysis.token(place - 1).is_some_and(|verb| verb.tag() == "VBD")
        && syntax::is(analysis, place - 2, "who")
        && analysis.token(place - 3).is_some_and(|noun| noun.tag().starts_with("NN"))
    {
        return Subject { token: place - 3, ..who };
    }
    // "wounded more than 60 people **said the Observatory**": nobody says an observatory.
    let voice = |token: Token<'_>| {
        let span = analysis.subtree_span(token.index());
        token.dep() == "dobj"
            && span.start == word.tokens.end
            && token.children().any(|child| child.lemma() == "the")
            && analysis.token(word.head).is_some_and(|verb| verb.lemma() == "say")
            && super::speakers::names_a_voice(scene.passage, &(span.start..token.index() + 1))
    };
    let behind = analysis
        .children(word.head)
        .find(|token| token.index() > word.head && (token.dep() == "nsubj" || voice(*token)));
    behind.map_or(who, |token| Subject { token: token.index(), ..who })
}

/// The noun phrase right before a verb of saying whose subject the tree has lost.
pub(super) fn lost(scene: &Scene<'_, '_>, word: &CueWord, cue: &Range<usize>) -> Option<SourceWords> {
    if !word.speech || !word.frames.has(Frame::Quote) {
        return None;
    }
    let analysis = scene.analysis();
    let sentence = analysis.sentence_of(word.head);
    let mut before = cue.start.checked_sub(1)?;
    let closed = syntax::is(analysis, before, ",");
    if closed {
        before = before.checked_sub(1)?;
    }
    if before < sentence.start {
        return None;
    }
    let token = analysis.token(before)?;
    // "bombed a market in Idlib, **the Observatory** said": no apposition, which another comma would close; "on the road to Farah, **the
    // police chief**, Abdul Raziq, said": nor where a place would be somebody.
    let parted = |token: Token<'_>| {
        let start = analysis.subtree_span(token.index()).start;
        let place = token.head().dep() == "pobj"
            && matches!(token.head().head().lemma(), "in" | "near" | "at" | "on" | "to" | "from" | "outside");
        // "wounding a dozen others, **officials and parents** said": no list with those who were wounded.
        let listed = token.dep() == "conj" && matches!(token.head().dep(), "dobj" | "pobj");
        start > 0
            && syntax::is(analysis, start - 1, ",")
            && (token.dep() == "appos" && (!closed || place) || listed && !closed)
    };
    let mut beyond = false;
    let noun = std::iter::once(token)
        .chain(token.ancestors())
        .take(6)
        .take_while(|token| {
            let within = !beyond;
            beyond |= parted(*token);
            within && analysis.subtree_span(token.index()).end <= cue.start
        })
        .filter(|token| matches!(token.pos(), "PROPN" | "NOUN" | "PRON") && token.dep() != "npadvmod")
        .last()?;
    let tokens = syntax::trim(analysis, analysis.subtree_span(noun.index()));
    Some(SourceWords { tokens, head: noun.index() })
}

/// "Armed men killed 18 people in Tolsa on Sunday, **the state's commissioner for security, Samuel Oran,** said": the parser joins the saying to
/// the deed and those who speak to its victims; they stand right before the verb, behind a comma, and no "and" does.
pub(super) fn set_apart(scene: &Scene<'_, '_>, word: &CueWord, cue: &Range<usize>) -> Option<SourceWords> {
    let analysis = scene.analysis();
    let verb = analysis.token(word.head)?;
    let joined = verb.dep() == "conj" && matches!(verb.tag(), "VBD" | "VBZ");
    if !word.speech || !joined || child(analysis, word.head, &["nsubj", "nsubjpass", "expl"]).is_some() {
        return None;
    }
    let sentence = analysis.sentence_of(word.head);
    let comma = |at: usize| syntax::is(analysis, at, ",");
    // The words between the last comma before `end` and `end`.
    let part = |end: usize| {
        let start = (sentence.start..end).rev().find(|at| comma(*at))? + 1;
        (start < end).then_some(start..end)
    };
    let mut end = cue.start;
    let mut words = 0..0;
    if end > sentence.start && comma(end - 1) {
        end -= 1;
        let name = part(end)?;
        if !analysis.tokens_in(name.clone()).all(|word| word.tag().starts_with("NNP")) {
            return None;
        }
        words = name.clone();
        end = name.start - 1;
    }
    let office = part(end)?;
    let plain =
        analysis.tokens_in(office.clone()).all(|word| !matches!(word.pos(), "VERB" | "AUX" | "CCONJ"));
    let known = scene
        .passage
        .terms_in(&office)
        .any(|hit| matches!(hit.table, attest_lexicon::Table::Speakers | attest_lexicon::Table::Titles))
        || scene.passage.outlets_in(&office).next().is_some();
    if !plain || !known || office.start <= sentence.start + 3 {
        return None;
    }
    let head = analysis
        .tokens_in(office.clone())
        .find(|word| matches!(word.pos(), "NOUN" | "PROPN") && !office.contains(&word.head().index()))?;
    Some(SourceWords { tokens: office.start..words.end.max(office.end), head: head.index() })
}

/// "…," said the mayor: where the tree has lost the subject, the noun phrase right behind a verb of saying.
pub(super) fn inverted(scene: &Scene<'_, '_>, word: &CueWord) -> Option<SourceWords> {
    if !word.speech || !word.frames.has(Frame::Quote) {
        return None;
    }
    let analysis = scene.analysis();
    // "SONNA spoke of **scores of casualties**": what is spoken of does not speak.
    let of = word.tokens.end.checked_sub(1).and_then(|last| analysis.token(last));
    if of.is_some_and(|last| last.tag() == "IN" && word.tokens.len() > 1) {
        return None;
    }
    let first = analysis.token(word.tokens.end)?;
    // "residents and an official said **Tuesday**"
    if !matches!(first.pos(), "PROPN" | "NOUN" | "DET" | "PRON" | "ADJ")
        || matches!(first.kind(), "DATE" | "TIME")
    {
        return None;
    }
    let start = first.index();
    let noun = std::iter::once(first)
        .chain(first.ancestors())
        .take(6)
        .take_while(|token| analysis.subtree_span(token.index()).start >= start)
        .filter(|token| matches!(token.pos(), "PROPN" | "NOUN" | "PRON"))
        .last()?;
    let tokens = syntax::trim(analysis, start..analysis.subtree_span(noun.index()).end);
    Some(SourceWords { tokens, head: noun.index() })
}

/// "Officials said **six people had been killed** but later raised the toll to nine": those who were counted raise no toll; whoever told
/// of them does.
pub(super) fn teller(scene: &Scene<'_, '_>, who: Subject, verb: usize) -> Subject {
    let analysis = scene.analysis();
    let of_toll = child(analysis, verb, &["dobj"])
        .is_some_and(|object| lemma_any(object, &["toll", "number", "figure", "count", "tally"]));
    let counted = child(analysis, who.token, &["nummod"]).is_some();
    // "The ministry said **the strike had killed** 20 rebels, and denied": no strike denies anything.
    // "denied that **his followers** were involved and accused": nor do those whom he speaks of.
    let his = || {
        child(analysis, who.token, &["poss"]).is_some_and(|word| word.tag() == "PRP$")
            && analysis.token(verb).is_some_and(|verb| {
                verb.dep() == "conj" && lemma_any(verb, &["accuse", "blame", "claim", "say"])
            })
    };
    let joined =
        || !who.own && who.token < verb && (crate::events::is_deed(scene.passage, who.token) || his());
    if !(of_toll && counted || joined()) {
        return who;
    }
    // The verb of saying whose clause tells of them.
    analysis
        .ancestors(who.token)
        .filter(|above| is_verb(*above) && lemma_any(*above, &["say", "report", "announce", "state", "deny"]))
        .find_map(|above| subject(analysis, above.index()).filter(|teller| !teller.empty && !teller.passive))
        .unwrap_or(who)
}
