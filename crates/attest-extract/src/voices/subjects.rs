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

/// A weapon or an event does what the verb says literally: "the blast rattled the town".
pub(super) fn cannot_speak(scene: &Scene<'_, '_>, source: &SourceWords) -> bool {
    // "**months** of clashes **which had seen** hundreds killed": no stretch of time tells anything.
    let told = syntax::antecedent(scene.analysis(), source.head).unwrap_or(source.head);
    let time = scene.analysis().token(told).is_some_and(|word| matches!(word.kind(), "DATE" | "TIME"));
    time || scene.passage.terms_in(&source.tokens).any(|hit| {
        matches!(hit.table, attest_lexicon::Table::Weapons | attest_lexicon::Table::Events)
            && hit.last == source.head
    }) || is_a_thing(scene, source.head)
        || syntax::is_any(scene.analysis(), source.head, &["other", "others"])
            && scene.analysis().token(source.head).is_some_and(|word| word.tag() == "JJ")
}

/// "a vehicle **carrying** fighters", "a hill **linking** the two towns": a thing that does what a participle behind it says.
fn is_a_thing(scene: &Scene<'_, '_>, head: usize) -> bool {
    let analysis = scene.analysis();
    let participle = analysis.children(head).any(|verb| {
        verb.dep() == "acl"
            && verb.tag() == "VBG"
            && lemma_any(verb, &["carry", "link", "tie", "read", "hold", "contain", "show"])
    });
    let thing = scene.passage.terms.iter().any(|hit| {
        hit.last == head && hit.entries.iter().any(|term| term.target().is_some() && term.speaker().is_none())
    }) || analysis.token(head).is_some_and(|noun| {
        matches!(
            noun.lemma(),
            "hill"
                | "road"
                | "highway"
                | "bridge"
                | "corridor"
                | "street"
                | "tunnel"
                | "vehicle"
                | "car"
                | "truck"
                | "bus"
                | "boat"
                | "convoy"
                | "plane"
                | "helicopter"
                | "ship"
                | "vessel"
                | "lorry"
                | "route"
        )
    });
    participle && thing
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
    if !of_toll || !counted {
        return who;
    }
    // The verb of saying whose clause tells of them.
    analysis
        .ancestors(who.token)
        .filter(|above| is_verb(*above) && lemma_any(*above, &["say", "report", "announce", "state"]))
        .find_map(|above| subject(analysis, above.index()).filter(|teller| !teller.empty && !teller.passive))
        .unwrap_or(who)
}
