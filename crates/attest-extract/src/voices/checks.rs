//! What could not be verified, what was confirmed, and who keeps silent.

use super::draft::Draft;
use super::statements::{Found, Spot, claim, found, is_nobody, voice_of};
use super::syntax::{
    self, child, is_negated, is_passive, lemma_any, object_of, preposition, subject, verb_group,
};
use super::verbal::Scene;
use attest_language::{Analysis, Token};
use attest_lexicon::CueClass;
use attest_model::{Certainty, Predicate, Stance};

/// Verbs of checking.
const CHECKS: &[&str] = &[
    "verify",
    "confirm",
    "corroborate",
    "authenticate",
    "ascertain",
    "establish",
    "substantiate",
    "document",
    "determine",
    "check",
    "identify",
];
/// Verbs of telling, for silence.
const TELLS: &[&str] = &[
    "report",
    "give",
    "provide",
    "mention",
    "disclose",
    "release",
    "specify",
    "reveal",
    "elaborate",
    "comment",
    "say",
    "publish",
    "offer",
    "announce",
    "acknowledge",
    "name",
    "address",
    "respond",
    "supply",
];
/// Verbs of not wanting to tell.
const DECLINES: &[&str] = &["decline", "refuse"];
/// What is not told.
const TOLD: &[&str] = &[
    "casualty",
    "toll",
    "figure",
    "detail",
    "number",
    "loss",
    "information",
    "death",
    "victim",
    "breakdown",
    "account",
    "mention",
    "claim",
    "attack",
    "strike",
    "evidence",
    "comment",
    "statement",
    "explanation",
    "injury",
    "fatality",
    "incident",
    "motive",
];

/// "Could not be verified", "was unable to confirm", "has yet to be confirmed", "difficult to corroborate".
pub(super) fn unverified(scene: &Scene<'_, '_>, verb: Token<'_>, drafts: &mut Vec<Draft>) -> Option<Found> {
    let analysis = scene.analysis();
    if !lemma_any(verb, CHECKS) {
        return None;
    }
    let index = verb.index();
    let above = verb.head();
    // "It was **not possible to verify** either account."
    let no_way = verb.dep() == "xcomp"
        && lemma_any(above, &["be"])
        && is_negated(analysis, above.index())
        && analysis
            .children(above.index())
            .any(|word| word.dep() == "acomp" && lemma_any(word, &["possible"]));
    let hard = no_way
        || verb.dep() == "xcomp"
            && lemma_any(
                above,
                &["unable", "difficult", "impossible", "hard", "have", "fail", "able", "yet"],
            )
            && (!lemma_any(above, &["have", "able"])
                || is_negated(analysis, above.index())
                || analysis.subtree(above.index()).any(|token| token.text().eq_ignore_ascii_case("yet"))
                || is_negated(analysis, above.head().index()));
    // "**Neither claim** could be verified", "**none** of the reports has been confirmed"
    let of_none = subject(analysis, index).is_some_and(|who| {
        who.passive
            && (is_nobody(analysis, who.token)
                || syntax::is(analysis, analysis.subtree_span(who.token).start, "neither"))
    });
    let not =
        (is_negated(analysis, index) || of_none) && (child(analysis, index, &["aux", "auxpass"]).is_some());
    let strict = !lemma_any(verb, &["document", "check", "identify", "determine", "establish"])
        || hard
        || analysis.children(index).any(|token| token.dep() == "aux" && lemma_any(token, &["can", "could"]));
    if !(hard || not && strict) {
        return None;
    }
    let top =
        if hard { if above.dep() == "acomp" { above.head().index() } else { above.index() } } else { index };
    // What is difficult to verify is no voice; who is unable to, is.
    let thing = no_way || lemma_any(above, &["difficult", "impossible", "hard"]) && hard;
    let who = subject(analysis, top).filter(|who| !who.empty && !who.passive && !thing);
    let mut words = claim(analysis, top, &[index]);
    if let Some(subject) = subject(analysis, top).filter(|_| thing) {
        words.start = words.start.max(analysis.subtree_span(subject.token).end);
    }
    // The shortest words: without the subject where that is the speaker.
    if let Some(who) = who {
        let subject_words = analysis.subtree_span(who.token);
        if subject_words.end <= verb_group(analysis, top).start {
            words.start = words.start.max(subject_words.end);
        }
    }
    let voice = who.map(|who| {
        voice_of(scene, drafts, index, who.token, CueClass::Doubt, Stance::Doubts, "voice/unverified")
    });
    Some(found(
        scene,
        Spot {
            predicate: Predicate::Verifiability,
            trigger: index,
            claim: syntax::trim(analysis, words),
            actor: None,
            stance: Stance::Doubts,
            certainty: Certainty::Certain,
            voice,
            rule: "verifiability/unverified",
        },
    ))
}

/// "Had not found any evidence of", "no evidence has surfaced", "visual confirmation has yet to be produced".
pub(super) fn not_found(scene: &Scene<'_, '_>, verb: Token<'_>, drafts: &mut Vec<Draft>) -> Option<Found> {
    let analysis = scene.analysis();
    let index = verb.index();
    let proof = |token: Token<'_>| {
        lemma_any(token, &["evidence", "proof", "confirmation", "verification", "indication", "sign"])
    };
    let who = subject(analysis, index).filter(|who| !who.empty)?;
    let shown = analysis.token(who.token).is_some_and(proof);
    let yet = || {
        std::iter::once(verb).chain(verb.ancestors().take(2)).any(|token| {
            analysis.children(token.index()).any(|child| child.text().eq_ignore_ascii_case("yet"))
        }) && verb.dep() == "xcomp"
    };
    let appears = lemma_any(
        verb,
        &["surface", "emerge", "appear", "produce", "provide", "present", "find", "offer", "see", "release"],
    );
    let seeks = lemma_any(verb, &["find", "see", "have", "present", "provide", "produce", "offer", "give"]);
    let object = child(analysis, index, &["dobj"]).filter(|object| proof(*object));
    let lacking =
        shown && appears && (is_negated(analysis, index) || is_nobody(analysis, who.token) || yet())
            || seeks
                && !shown
                && object
                    .is_some_and(|object| is_negated(analysis, index) || is_nobody(analysis, object.index()));
    if !lacking {
        return None;
    }
    let top = if yet() { verb.head().index() } else { index };
    let voice = (!shown && !who.passive).then(|| {
        voice_of(scene, drafts, index, who.token, CueClass::Doubt, Stance::Doubts, "voice/no-evidence")
    });
    Some(found(
        scene,
        Spot {
            predicate: Predicate::Verifiability,
            trigger: index,
            claim: claim(analysis, top, &[index]),
            actor: None,
            stance: Stance::Doubts,
            certainty: Certainty::Certain,
            voice,
            rule: "verifiability/no-evidence",
        },
    ))
}

/// "X confirmed the attack", "the toll was corroborated by"; "X contradicted the account".
pub(super) fn confirmed(scene: &Scene<'_, '_>, verb: Token<'_>) -> Option<Found> {
    let analysis = scene.analysis();
    let index = verb.index();
    let contradicts = lemma_any(verb, &["contradict", "refute", "rebut"]);
    if !(lemma_any(verb, &["confirm", "corroborate", "verify", "authenticate"]) || contradicts)
        || is_negated(analysis, index)
    {
        return None;
    }
    if matches!(verb.dep(), "amod" | "xcomp") {
        return None;
    }
    let passive = is_passive(analysis, index);
    let who = if passive {
        preposition(analysis, index, &["by"]).and_then(|by| object_of(analysis, by.index())).map(Token::index)
    } else {
        subject(analysis, index).filter(|who| !who.empty).map(|who| who.token)
    }?;
    let object = child(analysis, index, &["dobj", "ccomp"]);
    if !passive && object.is_none() {
        return None;
    }
    let mut words = claim(analysis, index, &[]);
    if !passive {
        words.start = words.start.max(verb_group(analysis, index).start);
    }
    let _ = who;
    Some(found(
        scene,
        Spot {
            predicate: Predicate::Corroboration,
            trigger: index,
            claim: words,
            actor: None,
            stance: if contradicts { Stance::Denies } else { Stance::Confirms },
            certainty: Certainty::Certain,
            voice: Some(index),
            rule: if contradicts { "corroboration/contradicted" } else { "corroboration/confirmed" },
        },
    ))
}

/// "X did not report any casualties", "declined to give a toll", "losses were not reported".
pub(super) fn silence(scene: &Scene<'_, '_>, verb: Token<'_>, drafts: &mut Vec<Draft>) -> Option<Found> {
    let analysis = scene.analysis();
    let index = verb.index();
    let declines = lemma_any(verb, DECLINES);
    if !declines && !lemma_any(verb, TELLS) {
        return None;
    }
    let passive = is_passive(analysis, index);
    let object = child(analysis, index, &["dobj", "ccomp"]);
    let passive_subject =
        subject(analysis, index).filter(|who| who.passive).and_then(|who| analysis.token(who.token));
    let nothing = |token: Token<'_>| is_nobody(analysis, token.index());
    // "does not report the number of aircraft": nothing is withheld about people.
    let of_things = |token: Token<'_>| {
        lemma_any(token, &["number", "figure", "detail", "information", "breakdown"])
            && preposition(analysis, token.index(), &["of"])
                .and_then(|of| object_of(analysis, of.index()))
                .is_some_and(|counted| {
                    !lemma_any(counted, TOLD)
                        && !crate::events::is_person(scene.passage, counted.index())
                        && scene.passage.terms.iter().any(|hit| {
                            (hit.first..=hit.last).contains(&counted.index())
                                && hit
                                    .entries
                                    .iter()
                                    .any(|term| term.weapon().is_some() || term.target().is_some())
                        })
                })
    };
    let told = |token: Token<'_>| lemma_any(token, TOLD) && !of_things(token);
    let (silent, rule) = if declines {
        let to = child(analysis, index, &["xcomp"])?;
        (lemma_any(to, TELLS) || lemma_any(to, CHECKS) || lemma_any(to, &["discuss"]), "silence/declined")
    } else if passive {
        let subject = passive_subject?;
        (told(subject) && (is_negated(analysis, index) || nothing(subject)), "silence/not-told")
    } else if verb.dep() == "pcomp" && lemma_any(verb.head(), &["without"]) {
        (object.is_some_and(told), "silence/without")
    } else {
        let bare = lemma_any(verb, &["elaborate", "comment", "respond"]);
        let no_more = analysis.children(index).any(|token| token.text().eq_ignore_ascii_case("longer"));
        let denied = is_negated(analysis, index) || no_more;
        let said = lemma_any(verb, &["say"]);
        let asks_object = object.is_some_and(|object| told(object) || nothing(object) && told(object));
        let question = said
            && object.is_some_and(|object| {
                analysis.subtree(object.index()).any(|token| {
                    matches!(
                        token.text().to_lowercase().as_str(),
                        "how" | "who" | "whether" | "why" | "what" | "where"
                    )
                })
            });
        let gives_none = object.is_some_and(|object| told(object) && nothing(object));
        (denied && (bare || !said && asks_object || question) || gives_none, "silence/not-told")
    };
    if !silent {
        return None;
    }
    let who = if passive {
        preposition(analysis, index, &["by"]).and_then(|by| object_of(analysis, by.index())).map(Token::index)
    } else {
        subject(analysis, index).filter(|who| !who.empty && !who.passive).map(|who| who.token)
    };
    let voice = who.map(|who| {
        voice_of(scene, drafts, index, who, CueClass::Withhold, Stance::Withholds, "voice/silence")
    });
    Some(found(
        scene,
        Spot {
            predicate: withheld(analysis, index),
            trigger: index,
            claim: claim(analysis, index, &[]),
            actor: None,
            stance: Stance::Withholds,
            certainty: Certainty::Certain,
            voice,
            rule,
        },
    ))
}

/// What kind of silence: about people's fate, or about anything else.
pub(super) fn withheld(analysis: &Analysis, verb: usize) -> Predicate {
    let of_people = analysis.subtree(verb).any(|token| {
        lemma_any(
            token,
            &["casualty", "toll", "loss", "death", "victim", "injury", "fatality", "figure", "number"],
        )
    });
    // "did not say **how many** people had died"
    let how_many = analysis.subtree(verb).any(|token| {
        token.text().eq_ignore_ascii_case("many")
            && token.previous().is_some_and(|word| word.text().eq_ignore_ascii_case("how"))
    }) && analysis
        .subtree(verb)
        .any(|token| lemma_any(token, &["die", "kill", "wound", "injure", "hurt", "perish", "dead"]));
    if of_people || how_many { Predicate::Casualties } else { Predicate::Verifiability }
}
