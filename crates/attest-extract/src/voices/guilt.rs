//! Whose guilt is told without a word of blame: "the Front did it", "bears responsibility for", "were involved in the murder", "members of
//! the army were charged with the killing".

use super::behind::held;
use super::statements::{Found, Spot, claim, found, is_nobody};
use super::syntax::{
    child, is_negated, is_passive, lemma_any, noun_phrase, object_of, preposition, subject, verb_group,
};
use super::verbal::Scene;
use crate::events::is_deed;
use attest_language::Token;
use attest_model::{Certainty, Predicate, Stance};
use std::ops::Range;

/// What the verb tells of somebody's guilt.
pub(super) fn read(scene: &Scene<'_, '_>, verb: Token<'_>) -> Option<Found> {
    let analysis = scene.analysis();
    let index = verb.index();
    if let Some(found) = unsaid(scene, verb) {
        return Some(found);
    }
    if let Some(found) = disowned(scene, verb) {
        return Some(found);
    }
    if is_negated(analysis, index) {
        return None;
    }
    let who = subject(analysis, index).filter(|who| !who.empty)?;
    let actor = noun_phrase(analysis, who.token, &verb_group(analysis, index));
    if !armed(scene, &actor) {
        return None;
    }
    let (rule, certainty) = did_it(scene, verb)
        .map(|certainty| ("responsibility/did-it", certainty))
        .or_else(|| bears(scene, verb).then_some(("responsibility/bears", Certainty::Certain)))
        .or_else(|| involved(scene, verb).then_some(("responsibility/involved", Certainty::Certain)))
        .or_else(|| charged(scene, verb).map(|certainty| ("responsibility/charged", certainty)))?;
    Some(held(scene, index, actor, certainty.max(crate::modality::certainty(analysis, index)), rule))
}

/// "**nobody said** that he had planted it", "no faction **has admitted** that it was behind the blast".
fn unsaid(scene: &Scene<'_, '_>, verb: Token<'_>) -> Option<Found> {
    let analysis = scene.analysis();
    let who = subject(analysis, verb.index()).filter(|who| !who.empty && !who.passive)?;
    if !lemma_any(verb, &["say", "admit", "announce"]) || !is_nobody(analysis, who.token) {
        return None;
    }
    let clause = child(analysis, verb.index(), &["ccomp"])?;
    let own = child(analysis, clause.index(), &["nsubj", "nsubjpass"])
        .is_some_and(|subject| matches!(subject.text().to_lowercase().as_str(), "it" | "they"));
    let words = analysis.subtree_span(clause.index());
    let deed = violent(scene, &words)
        || analysis
            .tokens_in(words.clone())
            .any(|word| matches!(word.lemma(), "behind" | "responsible" | "plant"));
    (own && deed).then(|| {
        found(
            scene,
            Spot {
                predicate: Predicate::Responsibility,
                trigger: verb.index(),
                claim: claim(analysis, verb.index(), &[]),
                actor: None,
                stance: Stance::Withholds,
                certainty: Certainty::Certain,
                voice: None,
                rule: "responsibility/unclaimed",
            },
        )
    })
}

/// Verbs by which somebody speaks of himself.
const SPEAKS: &[&str] = &[
    "say",
    "state",
    "insist",
    "claim",
    "add",
    "tell",
    "maintain",
    "announce",
    "declare",
    "stress",
    "assert",
    "write",
    "repeat",
    "report",
    "explain",
    "reply",
    "respond",
    "argue",
    "reiterate",
];

/// Verbs by which somebody will not have a deed for his own: "disavowed the attack".
pub(crate) const DISOWNS: &[&str] = &["disavow", "disown"];

/// "**distanced** itself from the attack".
pub(crate) const STANDS_APART: &[&str] = &["distance", "dissociate", "disassociate"];

/// "said it **was not involved**", "they **had no hand in it**", "had nothing to do with the attack", "had not carried out the attack": denied
/// without a word of denial.
fn disowned(scene: &Scene<'_, '_>, verb: Token<'_>) -> Option<Found> {
    let analysis = scene.analysis();
    let index = verb.index();
    let who = subject(analysis, index).filter(|who| !who.empty && who.token < index)?;
    let subject = analysis.token(who.token)?;
    // Whoever speaks, of himself.
    let clause = if verb.dep() == "conj" { verb.head() } else { verb };
    let own = clause.dep() == "ccomp" && lemma_any(clause.head(), SPEAKS);
    let itself =
        own && matches!(subject.text().to_lowercase().as_str(), "it" | "they" | "he" | "she" | "we" | "i");
    let actor = noun_phrase(analysis, who.token, &verb_group(analysis, index));
    let country =
        scene.passage.terms_in(&actor).any(|hit| hit.entries.iter().any(|term| term.country().is_some()));
    // "said **no fighter** of theirs had shelled the market"
    let fighter = crate::actors::is_fighter_word(subject.lemma());
    if !itself && !armed(scene, &actor) && !country && !fighter {
        return None;
    }
    let deed = |at: usize| {
        is_deed(scene.passage, at)
            || analysis.token(at).is_some_and(|word| {
                matches!(
                    word.text().to_lowercase().as_str(),
                    "it" | "this" | "that" | "them" | "any" | "either"
                )
            })
    };
    // What it is said to have had no part in; nothing, where the words name none.
    let of_a_deed = |word: usize, prepositions: &[&str]| {
        preposition(analysis, word, prepositions)
            .or_else(|| preposition(analysis, index, prepositions))
            .map_or(itself, |what| object_of(analysis, what.index()).is_some_and(|what| deed(what.index())))
    };
    let not = is_negated(analysis, index);
    let object = child(analysis, index, &["dobj"]);
    let not_behind = not
        && lemma_any(verb, &["be"])
        && (preposition(analysis, index, &["behind"]).is_some_and(|behind| {
            object_of(analysis, behind.index()).is_some_and(|what| deed(what.index()))
        }) || child(analysis, index, &["acomp"]).is_some_and(|word| {
            matches!(word.lemma(), "responsible" | "involved" | "accountable" | "guilty" | "complicit")
                && of_a_deed(word.index(), &["for", "in", "of"])
        }));
    let not_involved = not
        && is_passive(analysis, index)
        && lemma_any(verb, &["involve", "implicate"])
        && of_a_deed(index, &["in", "with"]);
    let no_hand = object.is_some_and(|object| {
        let none = not || is_nobody(analysis, object.index());
        let hand = matches!(
            object.lemma(),
            "hand" | "part" | "role" | "involvement" | "responsibility" | "connection" | "link" | "knowledge"
        );
        let nothing = object.lemma() == "nothing"
            && analysis
                .subtree(object.index())
                .any(|word| word.lemma() == "do" && word.index() > object.index());
        lemma_any(verb, &["have", "play", "take", "bear"])
            && (none && hand && of_a_deed(object.index(), &["in", "to", "for", "with", "of"])
                || nothing
                    && analysis
                        .subtree(object.index())
                        .filter(|word| word.lemma() == "with")
                        .filter_map(|with| object_of(analysis, with.index()))
                        .any(|what| deed(what.index())))
    });
    let not_done = not
        && itself
        && matches!(verb.tag(), "VB" | "VBN" | "VBD")
        && object.is_some_and(|object| {
            let done =
                lemma_any(verb, &["carry", "conduct", "commit", "stage", "launch", "order", "perpetrate"]);
            done && deed(object.index()) || is_deed(scene.passage, index) && !is_passive(analysis, index)
        });
    // "said **no planes of ours had bombed** them", "his forces **had fired no missiles**"
    let own_words = lemma_any(clause.head(), SPEAKS) && clause.dep() == "ccomp";
    let nobody_did = own_words
        && is_nobody(analysis, who.token)
        && is_deed(scene.passage, index)
        && !is_passive(analysis, index);
    let nothing_done = own_words
        && object.is_some_and(|object| {
            let weapon = scene.passage.terms.iter().any(|hit| {
                hit.last == object.index() && hit.entries.iter().any(|term| term.weapon().is_some())
            });
            is_nobody(analysis, object.index())
                && (weapon || is_deed(scene.passage, object.index()))
                && lemma_any(
                    verb,
                    &["fire", "launch", "drop", "use", "carry", "conduct", "stage", "throw", "make", "plant"],
                )
        });
    if !(not_behind || not_involved || no_hand || not_done || nobody_did || nothing_done) {
        return None;
    }
    Some(found(
        scene,
        Spot {
            predicate: Predicate::Responsibility,
            trigger: index,
            claim: claim(analysis, index, &[]),
            actor: (!itself).then_some(actor),
            stance: Stance::Denies,
            certainty: Certainty::Certain,
            voice: None,
            rule: "responsibility/denied",
        },
    ))
}

/// "the Front **did it**", "could have **done this**", "the Front had **planted it**", "planes had **dropped the bombs**".
fn did_it(scene: &Scene<'_, '_>, verb: Token<'_>) -> Option<Certainty> {
    let analysis = scene.analysis();
    let object = child(analysis, verb.index(), &["dobj"])?;
    let done = matches!(verb.tag(), "VBD" | "VBN") && !is_passive(analysis, verb.index());
    let it = matches!(object.text().to_lowercase().as_str(), "it" | "this");
    let did = verb.lemma() == "do" && it;
    let the = analysis.children(object.index()).any(|word| word.dep() == "det" && word.lemma() == "the");
    let weapon = object.lemma() == "device"
        || scene.passage.terms.iter().any(|hit| {
            hit.last == object.index()
                && hit.entries.iter().any(|term| term.weapon().is_some_and(|own| own.named))
        });
    let laid = lemma_any(verb, &["plant", "lay", "detonate", "drop"]) && (it || the && weapon);
    // "had **blown it up**"
    let up = verb.lemma() == "blow" && it && analysis.children(verb.index()).any(|word| word.text() == "up");
    (done && (did || laid || up)).then_some(Certainty::Certain)
}

/// "**bears responsibility** for the attack".
fn bears(scene: &Scene<'_, '_>, verb: Token<'_>) -> bool {
    lemma_any(verb, &["bear", "carry", "share", "have"])
        && child(scene.analysis(), verb.index(), &["dobj"]).is_some_and(|object| {
            let what = preposition(scene.analysis(), object.index(), &["for"])
                .or_else(|| preposition(scene.analysis(), verb.index(), &["for"]));
            object.lemma() == "responsibility"
                && match what {
                    Some(what) => object_of(scene.analysis(), what.index())
                        .is_some_and(|what| violent(scene, &scene.analysis().subtree_span(what.index()))),
                    // "said that Ostland **bore responsibility**": for what the report tells.
                    None => verb.lemma() == "bear" && verb.dep() == "ccomp",
                }
        })
}

/// "were **involved in** the murder", "took **part in** the massacre".
fn involved(scene: &Scene<'_, '_>, verb: Token<'_>) -> bool {
    let analysis = scene.analysis();
    let index = verb.index();
    let word = if lemma_any(verb, &["be"]) {
        child(analysis, index, &["acomp"]).filter(|word| lemma_any(*word, &["involved", "implicated"]))
    } else {
        Some(verb).filter(|verb| is_passive(analysis, index) && lemma_any(*verb, &["involve"]))
    };
    word.and_then(|word| preposition(analysis, word.index(), &["in"]))
        .and_then(|within| object_of(analysis, within.index()))
        .is_some_and(|what| is_deed(scene.passage, what.index()))
}

/// "were **arrested for** the murder", "**charged with** killing six", "**convicted of** the massacre": held to have done it by those who
/// judge; found guilty, they did.
fn charged(scene: &Scene<'_, '_>, verb: Token<'_>) -> Option<Certainty> {
    const HELD: &[&str] = &["arrest", "detain", "charge", "indict", "try", "prosecute", "hold"];
    const FOUND: &[&str] = &["convict", "sentence", "imprison", "jail", "condemn"];
    let analysis = scene.analysis();
    let index = verb.index();
    if !is_passive(analysis, index) || !lemma_any(verb, HELD) && !lemma_any(verb, FOUND) {
        return None;
    }
    let what = analysis
        .children(index)
        .filter(|word| word.dep() == "prep" && matches!(word.lemma(), "for" | "with" | "over" | "in" | "of"))
        .any(|word| {
            let object = analysis.children(word.index()).find(|word| matches!(word.dep(), "pobj" | "pcomp"));
            object.is_some_and(|object| {
                let connection =
                    matches!(object.lemma(), "connection" | "relation" | "involvement" | "role" | "part");
                if connection {
                    violent(scene, &analysis.subtree_span(object.index()))
                } else {
                    word.lemma() != "in" && is_deed(scene.passage, object.index())
                }
            })
        });
    what.then(|| if lemma_any(verb, FOUND) { Certainty::Certain } else { Certainty::Probable })
}

/// Whether the phrase names somebody armed and organised: a listed group or force, or a word for one.
fn armed(scene: &Scene<'_, '_>, phrase: &Range<usize>) -> bool {
    scene.passage.actors_in(phrase).next().is_some()
        || scene.passage.terms_in(phrase).any(|hit| {
            hit.entries.iter().filter_map(|term| term.perpetrator()).any(|doer| doer.kind.is_organised())
        })
}

fn violent(scene: &Scene<'_, '_>, words: &Range<usize>) -> bool {
    words.clone().any(|word| is_deed(scene.passage, word))
}
