//! Whom somebody holds responsible in so many words: "blamed", "accused of", "attributed to", "suspected", "pointed the finger at".

use super::draft::Draft;
use super::statements::{Found, Spot, claim, found, voice_of};
use super::syntax::{
    self, child, is_negated, is_passive, lemma_any, object_of, preposition, subject, verb_group,
};
use super::verbal::Scene;
use attest_language::Token;
use attest_lexicon::CueClass;
use attest_model::{Certainty, Predicate, Stance};
use std::ops::Range;

/// Verbs of holding someone responsible.
const BLAMES: &[&str] = &["blame", "accuse", "suspect", "hold", "implicate"];

/// "X blamed Y for", "X blamed the attack on Y", "Y was accused of", "attributed to Y", "Y is suspected of".
pub(super) fn blame(scene: &Scene<'_, '_>, verb: Token<'_>, drafts: &mut Vec<Draft>) -> Option<Found> {
    let analysis = scene.analysis();
    let index = verb.index();
    let attributes = lemma_any(verb, &["attribute", "ascribe", "pin"]);
    // "**pointed the finger at** the army"
    let points = lemma_any(verb, &["point"])
        && child(analysis, index, &["dobj"]).is_some_and(|object| lemma_any(object, &["finger"]));
    // "**named** him **as the main suspect**"
    let names = lemma_any(verb, &["name", "identify", "describe"])
        && preposition(analysis, index, &["as"])
            .and_then(|by| object_of(analysis, by.index()))
            .is_some_and(|what| lemma_any(what, &["suspect", "culprit", "perpetrator", "mastermind"]));
    if !(lemma_any(verb, BLAMES) || attributes || points || names) || is_negated(analysis, index) {
        return None;
    }
    if lemma_any(verb, &["hold"])
        && !analysis.subtree(index).any(|token| token.text().eq_ignore_ascii_case("responsible"))
    {
        return None;
    }
    let passive = is_passive(analysis, index);
    let whom = |word: &str| {
        // "attributed **the attack to** La Linea": the tree may hang it on the attack.
        let object = child(analysis, index, &["dobj"]).filter(|_| attributes);
        preposition(analysis, index, &[word])
            .or_else(|| preposition(analysis, object?.index(), &[word]))
            .and_then(|on| object_of(analysis, on.index()))
            // "blamed the rebels **on Tuesday**"
            .filter(|whom| !matches!(whom.kind(), "DATE" | "TIME"))
    };
    let upon = if attributes {
        whom("to").or_else(|| whom("on"))
    } else if points {
        whom("at")
    } else {
        whom("on")
    };
    let object = if passive {
        subject(analysis, index).filter(|who| !who.empty).map(|who| who.token)
    } else {
        child(analysis, index, &["dobj"]).map(Token::index)
    };
    // "holds **the army responsible**": a clause without a verb.
    let held = || {
        let adjective = analysis.children(index).find(|token| {
            matches!(token.dep(), "ccomp" | "acomp" | "oprd") && lemma_any(*token, &["responsible"])
        })?;
        child(analysis, adjective.index(), &["nsubj"]).map(Token::index)
    };
    let object = if lemma_any(verb, &["hold"]) && !passive { held().or(object) } else { object };
    let target = upon.map(Token::index).or(if attributes || points { None } else { object })?;
    // "blamed **enemies of peace, referring to the rebels**": whom the word stands for.
    let meant = analysis
        .tokens_in(target..analysis.sentence_of(index).end)
        .find(|word| word.tag() == "VBG" && lemma_any(*word, &["refer"]))
        .and_then(|word| preposition(analysis, word.index(), &["to"]))
        .and_then(|to| object_of(analysis, to.index()))
        .filter(|_| !scene.passage.names_actor(target));
    let target = meant.map_or(target, Token::index);
    if analysis.token(target).is_none_or(|token| {
        !matches!(token.pos(), "NOUN" | "PROPN" | "PRON") || lemma_any(token, &["responsibility"])
    }) {
        return None;
    }
    // "**rejected any accusation** implicating it", "people **always blame** the army": nobody is blamed for this deed.
    let charge_noun = verb.head();
    let rejected = verb.dep() == "acl"
        && lemma_any(charge_noun, &["accusation", "allegation", "charge", "claim", "report", "suggestion"])
        && charge_noun.dep() == "dobj"
        && lemma_any(charge_noun.head(), &["reject", "deny", "dismiss", "refute", "rebut"]);
    let wont = matches!(verb.tag(), "VBP" | "VBZ" | "VB")
        && analysis.children(index).any(|often| {
            lemma_any(
                often,
                &["always", "usually", "often", "generally", "regularly", "routinely", "invariably"],
            )
        });
    if rejected || wont {
        return None;
    }
    // "accused of blasphemy": no deed of violence.
    // The tree may hang the charge on whoever is charged.
    let charges = || {
        analysis
            .children(index)
            .chain(analysis.children(target))
            .filter(|of| of.lemma() == "of" && of.index() > target.min(index))
    };
    let of = charges().find_map(|of| object_of(analysis, of.index()));
    let no_deed = |word: Token<'_>| {
        let noun = matches!(word.pos(), "NOUN" | "PROPN");
        let told = scene.passage.terms.iter().any(|hit| {
            (hit.first..=hit.last).contains(&word.index())
                && hit.entries.iter().any(|term| term.event().is_some() || term.harm().is_some())
        });
        noun && !told
            && matches!(
                word.lemma(),
                "blasphemy"
                    | "witchcraft"
                    | "corruption"
                    | "fraud"
                    | "theft"
                    | "adultery"
                    | "apostasy"
                    | "spying"
                    | "espionage"
                    | "collaboration"
                    | "treason"
                    | "link"
                    | "tie"
                    | "sympathy"
                    | "membership"
                    | "bias"
                    | "negligence"
                    | "hypocrisy"
                    | "interference"
                    | "incompetence"
                    | "sorcery"
                    | "homosexuality"
                    | "desertion"
            )
    };
    // "suspected **of helping** the rebels", "accused of spreading propaganda": nothing that was done to anybody.
    // "of having brainwashed **Tessi, the only witness of the murder**": what is said of whom it was done to is no part of the charge.
    let beside = |word: usize, within: &Range<usize>| {
        let mut at = word;
        while let Some(token) = analysis.token(at).filter(|token| !token.is_root() && within.contains(&at)) {
            if matches!(token.dep(), "appos" | "relcl") {
                return true;
            }
            at = token.head().index();
        }
        false
    };
    let violent = |range: Range<usize>| {
        scene.passage.terms.iter().any(|hit| {
            range.contains(&hit.last)
                && !beside(hit.last, &range)
                && hit.entries.iter().any(|term| term.event().is_some() || term.harm().is_some())
        })
    };
    // "accused **of war crimes**", "of planting the bomb": done to people, though no word of violence says so.
    let grave = |range: Range<usize>| {
        analysis.tokens_in(range.clone()).any(|word| {
            lemma_any(
                word,
                &[
                    "crime",
                    "atrocity",
                    "abuse",
                    "violation",
                    "genocide",
                    "cleansing",
                    "violence",
                    "bomb",
                    "explosive",
                ],
            )
        }) || scene.passage.terms_in(&range).any(|hit| hit.entries.iter().any(|term| term.weapon().is_some()))
    };
    let helps = charges().any(|of| {
        // "of denouncing one **and of murdering** another": whatever else it is joined to.
        let whole = analysis.subtree_span(of.index());
        analysis.children(of.index()).any(|verb| verb.dep() == "pcomp")
            && !violent(whole.clone())
            && !grave(whole)
    });
    if helps || of.is_some_and(no_deed) {
        return None;
    }
    let hedged = names || lemma_any(verb, &["suspect", "implicate"]);
    let rule = if hedged { "responsibility/suspected" } else { "responsibility/blamed" };
    let mut actor = syntax::noun_phrase(analysis, target, &verb_group(analysis, index));
    // "accused the alliance **of targeting civilians**": what it is accused of is no part of who is.
    let charge = analysis.children(target).find(|of| {
        of.lemma() == "of"
            && of.index() > target
            && analysis.children(of.index()).any(|deed| deed.dep() == "pcomp")
    });
    if let Some(of) = charge {
        actor.end = actor.end.min(of.index());
    }
    // "an attack **which police blamed on** the group": the blamer speaks, though what he says stands before him.
    let torn = verb.head();
    let which = verb.dep() == "acl"
        && torn.dep() == "relcl"
        && child(analysis, torn.index(), &["det"])
            .is_some_and(|det| det.text().eq_ignore_ascii_case("which"));
    if which {
        voice_of(scene, drafts, index, torn.index(), CueClass::Blame, Stance::Asserts, rule);
    }
    let blamer = subject(analysis, index).filter(|who| !passive && !who.empty && verb.dep() == "relcl");
    if let Some(who) = blamer.filter(|who| !syntax::is_any(analysis, who.token, &["who", "which", "that"])) {
        voice_of(scene, drafts, index, who.token, CueClass::Blame, Stance::Asserts, rule);
    }
    Some(found(
        scene,
        Spot {
            predicate: Predicate::Responsibility,
            trigger: index,
            claim: claim(analysis, index, &[target]),
            actor: Some(actor),
            stance: Stance::Asserts,
            certainty: if hedged { Certainty::Probable } else { Certainty::Certain },
            voice: (which
                || !passive && subject(analysis, index).is_some()
                || preposition(analysis, index, &["by"]).is_some())
            .then_some(index),
            rule,
        },
    ))
}
