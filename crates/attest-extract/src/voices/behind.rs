//! Who is said to have done it, without a word of blame: "was behind the attack", "the work of", "the attackers are believed to be members of".

use super::draft::SourceWords;
use super::statements::{Found, Spot, claim, found};
use super::syntax::{
    self, child, is_negated, is_passive, lemma_any, object_of, preposition, subject, verb_group,
};
use super::verbal::Scene;
use crate::modality::certainty;
use attest_language::Token;
use attest_model::{Certainty, Predicate, Stance};
use std::ops::Range;

/// Words for those who did it, whoever they are.
const DOERS: &[&str] = &[
    "attacker",
    "assailant",
    "perpetrator",
    "gunman",
    "killer",
    "murderer",
    "bomber",
    "kidnapper",
    "abductor",
    "assassin",
    "raider",
    "shooter",
    "culprit",
    "hijacker",
    "captor",
];

/// Verbs of what is held to be so.
const HELD: &[&str] = &[
    "suspect",
    "believe",
    "think",
    "presume",
    "assume",
    "consider",
    "understand",
    "say",
    "report",
    "allege",
];

/// "The attackers **are believed to be members of** X", "the killers **were** soldiers of X", "were **identified as** members of X".
pub(super) fn identified(scene: &Scene<'_, '_>, verb: Token<'_>) -> Option<Found> {
    let analysis = scene.analysis();
    let index = verb.index();
    // "believed **to be** members of" is read with its verb.
    if is_negated(analysis, index) || matches!(verb.dep(), "xcomp" | "oprd") {
        return None;
    }
    let who = subject(analysis, index).filter(|who| !who.empty)?;
    if !analysis.token(who.token).is_some_and(|word| lemma_any(word, DOERS)) {
        return None;
    }
    let (what, certainty) = if lemma_any(verb, &["be"]) {
        (child(analysis, index, &["attr"])?, certainty(analysis, index))
    } else if is_passive(analysis, index) && lemma_any(verb, HELD) {
        let be = child(analysis, index, &["xcomp", "oprd"]).filter(|be| lemma_any(*be, &["be"]))?;
        (child(analysis, be.index(), &["attr"])?, Certainty::Probable)
    } else if is_passive(analysis, index) && lemma_any(verb, &["identify", "describe"]) {
        (
            preposition(analysis, index, &["as"]).and_then(|by| object_of(analysis, by.index()))?,
            Certainty::Certain,
        )
    } else if is_passive(analysis, index) && lemma_any(verb, &["link", "tie", "connect", "affiliate"]) {
        (
            preposition(analysis, index, &["to", "with"]).and_then(|to| object_of(analysis, to.index()))?,
            Certainty::Probable,
        )
    } else {
        return None;
    };
    if let Some(own) = of_those_who_say_so(scene, verb, what) {
        return Some(held(scene, index, own, certainty, "responsibility/identified"));
    }
    // Whoever is named or armed; "the attackers were three men" names nobody.
    let names = analysis.subtree_span(what.index());
    let told = scene.passage.actors.iter().any(|hit| {
        let tokens = scene.passage.tokens_over(hit.start as u32, hit.end as u32);
        names.contains(&tokens.start)
    }) || analysis.tokens_in(names.clone()).any(|word| {
        word.tag().starts_with("NNP") && !matches!(word.kind(), "DATE" | "GPE" | "LOC" | "PERSON")
    }) || scene.passage.terms_in(&names).any(|hit| {
        hit.entries.iter().filter_map(|term| term.perpetrator()).any(|doer| doer.kind.is_organised())
    });
    if !told || !matches!(what.pos(), "NOUN" | "PROPN") {
        return None;
    }
    Some(held(
        scene,
        index,
        syntax::noun_phrase(analysis, what.index(), &verb_group(analysis, index)),
        certainty,
        "responsibility/identified",
    ))
}

/// "The group said that the attacker was **one of its members**", "were **its fighters**": those who say so.
fn of_those_who_say_so(scene: &Scene<'_, '_>, verb: Token<'_>, what: Token<'_>) -> Option<Range<usize>> {
    let analysis = scene.analysis();
    let people = if what.tag() == "CD" || lemma_any(what, &["one", "member"]) {
        preposition(analysis, what.index(), &["of"])
            .and_then(|of| object_of(analysis, of.index()))
            .unwrap_or(what)
    } else {
        what
    };
    let its = child(analysis, people.index(), &["poss"])
        .is_some_and(|word| matches!(word.text().to_lowercase().as_str(), "its" | "their" | "our"));
    let theirs = crate::actors::is_fighter_word(people.lemma())
        || lemma_any(
            people,
            &["member", "man", "soldier", "follower", "operative", "bomber", "fighter", "martyr"],
        );
    if !its || !theirs || verb.dep() != "ccomp" {
        return None;
    }
    let speaker = subject(analysis, verb.head().index()).filter(|who| !who.empty && !who.passive)?;
    Some(SourceWords::of(scene.passage, speaker.token, &verb_group(analysis, verb.head().index())).tokens)
}

/// "the attack was **the work of** X", "the bombing was an act **by** X": the deed is the subject, and its doer stands in what it is said to be.
fn work_of(scene: &Scene<'_, '_>, verb: Token<'_>, deed: usize) -> Option<usize> {
    let analysis = scene.analysis();
    let what = child(analysis, verb.index(), &["attr"])?;
    let word = match what.lemma() {
        "work" | "doing" | "handiwork" => "of",
        "act" | "action" | "deed" | "maneuver" | "manoeuvre" | "operation" => "by",
        _ => return None,
    };
    let violent = crate::events::is_deed(scene.passage, deed);
    let pointed = analysis.token(deed).is_some_and(|token| matches!(token.lemma(), "it" | "this" | "crime"));
    let doer = preposition(analysis, what.index(), &[word]).and_then(|of| object_of(analysis, of.index()))?;
    ((violent || pointed) && matches!(doer.pos(), "NOUN" | "PROPN" | "PRON")).then_some(doer.index())
}

/// "the attack **bore the hallmarks of** X", "**suspicion fell on** X": whom it points at.
fn pointed_at(scene: &Scene<'_, '_>, verb: Token<'_>) -> Option<Range<usize>> {
    let analysis = scene.analysis();
    let index = verb.index();
    if is_negated(analysis, index) {
        return None;
    }
    let who = subject(analysis, index).filter(|who| !who.empty).and_then(|who| analysis.token(who.token))?;
    let (by, whom) = if lemma_any(verb, &["fall"]) && lemma_any(who, &["suspicion", "blame"]) {
        let on = preposition(analysis, index, &["on", "upon"])?;
        (on, object_of(analysis, on.index())?)
    } else if lemma_any(verb, &["bear", "have", "carry"]) {
        let marks = child(analysis, index, &["dobj"])
            .filter(|marks| lemma_any(*marks, &["hallmark", "signature", "fingerprint", "trademark"]))?;
        let of = preposition(analysis, marks.index(), &["of"])?;
        (of, object_of(analysis, of.index())?)
    } else {
        return None;
    };
    matches!(whom.pos(), "NOUN" | "PROPN")
        .then(|| syntax::noun_phrase(analysis, whom.index(), &(by.index()..by.index() + 1)))
}

/// "X was behind the attack", "X was responsible for", "believed to have been carried out by X".
pub(super) fn behind(scene: &Scene<'_, '_>, verb: Token<'_>) -> Option<Found> {
    let analysis = scene.analysis();
    let index = verb.index();
    if let Some(actor) = pointed_at(scene, verb) {
        return Some(held(scene, index, actor, Certainty::Probable, "responsibility/suspected"));
    }
    // "denied **being** behind the attack": nobody says that he was.
    let denied =
        matches!(verb.dep(), "xcomp" | "ccomp" | "pcomp") && lemma_any(verb.head(), &["deny", "reject"]);
    // "**no group has said** it was behind the attack"
    let by_nobody = verb.dep() == "ccomp"
        && child(analysis, verb.head().index(), &["nsubj"])
            .is_some_and(|who| super::statements::is_nobody(analysis, who.index()));
    if !lemma_any(verb, &["be"]) || is_negated(analysis, index) || denied || by_nobody {
        return None;
    }
    let behind = preposition(analysis, index, &["behind"])
        .is_some_and(|behind| object_of(analysis, behind.index()).is_some());
    let responsible = child(analysis, index, &["acomp"])
        .is_some_and(|token| {
            matches!(token.text().to_lowercase().as_str(), "responsible" | "accountable" | "guilty" | "culpable")
        })
        // "the rebels were **to blame**"
        || child(analysis, index, &["xcomp"]).is_some_and(|blame| {
            lemma_any(blame, &["blame"]) && !analysis.children(blame.index()).any(|word| word.dep() == "dobj")
        })
        // "the Front is **the main suspect**", "are the suspected **perpetrators** of the bombing"
        || child(analysis, index, &["attr"])
            .is_some_and(|what| lemma_any(what, &["suspect", "culprit", "perpetrator", "mastermind"]));
    let who = subject(analysis, index).filter(|who| !who.empty)?;
    if let Some(doer) = work_of(scene, verb, who.token) {
        return Some(held(
            scene,
            index,
            syntax::noun_phrase(analysis, doer, &verb_group(analysis, index)),
            certainty(analysis, index),
            "responsibility/work-of",
        ));
    }
    // "It was not clear who was behind the attack" names nobody.
    let asked = syntax::is_any(analysis, who.token, &["who", "what", "which"]) && verb.dep() != "relcl";
    if !(behind || responsible) || asked {
        return None;
    }
    let suspected = child(analysis, index, &["attr"]).is_some_and(|what| {
        lemma_any(what, &["suspect"])
            || analysis.children(what.index()).any(|word| {
                matches!(word.text().to_lowercase().as_str(), "suspected" | "alleged" | "presumed" | "likely")
            })
    });
    let own = if suspected { Certainty::Probable } else { Certainty::Certain };
    let certainty = certainty(analysis, index).max(own);
    Some(held(
        scene,
        index,
        SourceWords::of(scene.passage, who.token, &verb_group(analysis, index)).tokens,
        certainty,
        "responsibility/behind",
    ))
}

/// "the murder **was ordered by** the cartel", "the leader of the cartel **ordered the kidnapping of** two": whoever has it done.
pub(super) fn ordered(scene: &Scene<'_, '_>, verb: Token<'_>) -> Option<Found> {
    const ORDERS: &[&str] = &["order", "mastermind", "orchestrate"];
    let analysis = scene.analysis();
    let index = verb.index();
    let planned =
        is_passive(analysis, index) && lemma_any(verb, &["plan", "organize", "organise", "plot", "finance"]);
    if !(lemma_any(verb, ORDERS) || planned) || is_negated(analysis, index) {
        return None;
    }
    let (deed, doer) = if is_passive(analysis, index) {
        let deed = subject(analysis, index).filter(|who| !who.empty)?.token;
        (deed, preposition(analysis, index, &["by"]).and_then(|by| object_of(analysis, by.index()))?.index())
    } else {
        let done = matches!(verb.tag(), "VBD" | "VBN" | "VBG");
        let doer = subject(analysis, index).filter(|who| !who.empty && !who.passive && done)?.token;
        // "had **ordered** and financed the attack"
        let object = child(analysis, index, &["dobj"]).or_else(|| {
            let other = child(analysis, index, &["conj"])
                .filter(|other| child(analysis, other.index(), &["nsubj"]).is_none())?;
            child(analysis, other.index(), &["dobj"])
        });
        (object?.index(), doer)
    };
    let violent = crate::events::is_deed(scene.passage, deed);
    // "said in a video that **he had ordered** the attacks": his own deed.
    let himself = verb.dep() == "ccomp" && subject(analysis, index).is_some_and(|who| who.own);
    let somebody = analysis
        .token(doer)
        .is_some_and(|word| matches!(word.pos(), "NOUN" | "PROPN") || himself && word.tag() == "PRP");
    if !violent || !somebody {
        return None;
    }
    Some(held(
        scene,
        index,
        syntax::noun_phrase(analysis, doer, &verb_group(analysis, index)),
        Certainty::Certain,
        "responsibility/ordered",
    ))
}

/// That `actor` did it, as the verb at `index` has it.
pub(super) fn held(
    scene: &Scene<'_, '_>,
    index: usize,
    actor: Range<usize>,
    certainty: Certainty,
    rule: &'static str,
) -> Found {
    let spot = Spot {
        predicate: Predicate::Responsibility,
        trigger: index,
        claim: claim(scene.analysis(), index, &[]),
        actor: Some(actor),
        stance: Stance::Asserts,
        certainty,
        voice: None,
        rule,
    };
    found(scene, spot)
}
