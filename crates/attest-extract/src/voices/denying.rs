//! Who denies a deed, distances himself from it, or calls the charge baseless.

use super::draft::{Draft, SourceWords};
use super::statements::{Found, PART, Spot, claim, found, voice_of};
use super::syntax::{
    self, child, is_negated, is_passive, lemma_any, object_of, preposition, subject, verb_group,
};
use super::verbal::Scene;
use attest_language::{Analysis, Token};
use attest_lexicon::CueClass;
use attest_model::{Certainty, Predicate, Stance};

/// "X denied involvement", "X denied carrying out the attack", "X denied that its forces …".
pub(super) fn denial(scene: &Scene<'_, '_>, verb: Token<'_>, drafts: &mut Vec<Draft>) -> Option<Found> {
    let distances = distances(scene, verb);
    if !distances && !lemma_any(verb, &["deny", "reject", "disclaim", "dispute", "dismiss"]) {
        return None;
    }
    let analysis = scene.analysis();
    let index = verb.index();
    if is_passive(analysis, index) || is_negated(analysis, index) {
        return None;
    }
    // "**neither confirmed nor** denied involvement"
    if index > 0 && (syntax::is(analysis, index - 1, "nor") || syntax::is(analysis, index - 1, "or")) {
        return None;
    }
    let who = subject(analysis, index).filter(|who| !who.empty && !who.passive)?;
    let who = super::subjects::teller(scene, who, index);
    if distances {
        return Some(denied(scene, drafts, index, who.token, Predicate::Responsibility));
    }
    let object = child(analysis, index, &["dobj"]);
    let clause = analysis
        .children(index)
        .find(|token| matches!(token.dep(), "ccomp" | "xcomp") && token.index() > index)
        .or_else(|| child(analysis, index, &["ccomp", "xcomp"]));
    // "denied **losing** a drone": no deed of his own.
    let of_claims = object.filter(|noun| lemma_any(*noun, &["claim", "report", "assertion", "suggestion"]));
    let told =
        of_claims.and_then(|noun| child(analysis, noun.index(), &["acl", "ccomp", "relcl"])).or(clause);
    let own_loss = told.is_some_and(|clause| {
        lemma_any(clause, &["lose", "suffer", "surrender", "retreat", "withdraw"])
            || their_loss(analysis, clause)
    });
    // "accused the army of executing herders, **a charge the military rejected**"; "the army rejected the accusations"
    let accused = |noun: Token<'_>| lemma_any(noun, &["charge", "accusation", "allegation", "insinuation"]);
    let of_charge = verb.dep() == "relcl" && accused(verb.head()) || object.is_some_and(accused);
    // "said it had killed 40 soldiers, **a claim the army denied**": the claim is denied, not a deed of one's own.
    let of_claim = verb.dep() == "relcl"
        && lemma_any(verb.head(), &["claim", "report", "assertion", "account", "figure", "version"]);
    if of_claim {
        return Some(denied(scene, drafts, index, who.token, Predicate::Corroboration));
    }
    // "denied **that an agreement had been reached**": no deed of violence.
    let talks = |clause: Token<'_>| {
        let about = |who: Token<'_>| {
            lemma_any(
                who,
                &[
                    "agreement",
                    "deal",
                    "talk",
                    "negotiation",
                    "ceasefire",
                    "truce",
                    "meeting",
                    "contact",
                    "ransom",
                    "payment",
                ],
            )
        };
        subject(analysis, clause.index()).and_then(|who| analysis.token(who.token)).is_some_and(about)
            || child(analysis, clause.index(), &["dobj"]).is_some_and(about)
    };
    // "denied that **there were civilians** among the dead": nor is that.
    let tells_of_some = |clause: Token<'_>| {
        lemma_any(clause, &["be"]) && child(analysis, clause.index(), &["expl"]).is_some()
    };
    let clause = clause.filter(|clause| !talks(*clause) && !tells_of_some(*clause));
    // "The army denied **this**", "denied **the report**": what was told before; whose deed it was is known with the incident.
    let told_before = |object: Token<'_>| {
        matches!(object.text().to_lowercase().as_str(), "this" | "it" | "that" | "which")
            || lemma_any(object, &["account", "version", "assertion", "claim", "report", "boast"])
    };
    // "The boy's family denied that **he** had thrown anything": another's deed.
    let kin = scene.passage.terms.iter().any(|hit| {
        hit.last == who.token
            && hit.entries.iter().filter_map(|term| term.speaker()).any(|own| {
                matches!(own.kind, attest_model::SourceKind::Residents | attest_model::SourceKind::Witness)
            })
    });
    let of_another = clause.is_some_and(|clause| {
        child(analysis, clause.index(), &["nsubj", "nsubjpass"])
            .is_some_and(|own| matches!(own.text().to_lowercase().as_str(), "he" | "she"))
    });
    if kin && of_another {
        return Some(denied(scene, drafts, index, who.token, Predicate::Corroboration));
    }
    if object.is_some_and(told_before) && lemma_any(verb, &["deny", "dispute", "reject", "dismiss"]) {
        return Some(denied(scene, drafts, index, who.token, Predicate::Corroboration));
    }
    // "Army spokesman **denies:** …", "The rebels denied."
    let bare = lemma_any(verb, &["deny"])
        && clause.is_none()
        && (object.is_none() || syntax::is(analysis, index + 1, ":"));
    if bare && who.token < index {
        return Some(denied(scene, drafts, index, who.token, Predicate::Corroboration));
    }
    let about = of_charge
        || object.is_some_and(|object| lemma_any(object, PART)) && !own_loss
        || lemma_any(verb, &["deny"]) && clause.is_some() && !own_loss;
    if !about {
        // "denied **losing 30 soldiers**": a figure denied, and no deed.
        if lemma_any(verb, &["deny"]) && clause.is_some() {
            voice_of(scene, drafts, index, who.token, CueClass::Deny, Stance::Denies, "voice/verb");
        }
        return None;
    }
    Some(denied(scene, drafts, index, who.token, Predicate::Responsibility))
}

/// "**distanced itself from** the bombing", "**disavowed** the attack": a deed that somebody will not have for his own.
fn distances(scene: &Scene<'_, '_>, verb: Token<'_>) -> bool {
    let analysis = scene.analysis();
    let object = child(analysis, verb.index(), &["dobj"]);
    let deed = |word: Token<'_>| {
        crate::events::is_deed(scene.passage, word.index())
            || lemma_any(word, PART)
            || lemma_any(word, &["incident", "deed", "act", "violence"])
    };
    if lemma_any(verb, super::guilt::DISOWNS) {
        let points = |word: Token<'_>| child(analysis, word.index(), &["det", "poss"]).is_some();
        return object.is_some_and(|word| deed(word) && points(word));
    }
    let itself = object.is_some_and(|word| {
        matches!(word.text().to_lowercase().as_str(), "itself" | "themselves" | "himself" | "herself")
    });
    lemma_any(verb, super::guilt::STANDS_APART)
        && itself
        && [Some(verb.index()), object.map(Token::index)]
            .into_iter()
            .flatten()
            .filter_map(|at| preposition(analysis, at, &["from"]))
            .filter_map(|from| object_of(analysis, from.index()))
            .any(deed)
}

/// "denied that **30 soldiers had been killed**": a loss of those who deny, by nobody that the words name.
fn their_loss(analysis: &Analysis, clause: Token<'_>) -> bool {
    // "denied that **the town had fallen**"
    let taken = lemma_any(clause, &["fall"])
        && subject(analysis, clause.index()).and_then(|who| analysis.token(who.token)).is_some_and(|what| {
            matches!(what.kind(), "GPE" | "LOC" | "FAC")
                || lemma_any(
                    what,
                    &["town", "city", "village", "base", "post", "camp", "garrison", "airport"],
                )
        });
    if taken {
        return true;
    }
    let fallen = lemma_any(clause, &["die", "perish", "fall"])
        || is_passive(analysis, clause.index())
            && lemma_any(clause, &["kill", "wound", "injure", "hurt", "capture"])
            && child(analysis, clause.index(), &["agent"]).is_none();
    fallen
        && subject(analysis, clause.index()).and_then(|who| analysis.token(who.token)).is_some_and(|who| {
            lemma_any(
                who,
                &["soldier", "troop", "policeman", "officer", "fighter", "militant", "rebel", "man"],
            )
        })
}

/// What `who` denies with the verb at `index`: a deed of its own, or what others claim.
fn denied(
    scene: &Scene<'_, '_>,
    drafts: &mut Vec<Draft>,
    index: usize,
    who: usize,
    predicate: Predicate,
) -> Found {
    let analysis = scene.analysis();
    let own = predicate == Predicate::Responsibility;
    let rule = if own { "responsibility/denied" } else { "corroboration/contradicted" };
    let voice = voice_of(scene, drafts, index, who, CueClass::Deny, Stance::Denies, rule);
    let actor = own.then(|| SourceWords::of(scene.passage, who, &verb_group(analysis, index)).tokens);
    found(
        scene,
        Spot {
            predicate,
            trigger: index,
            claim: claim(analysis, index, &[]),
            actor,
            stance: Stance::Denies,
            certainty: Certainty::Certain,
            voice: Some(voice),
            rule,
        },
    )
}

/// "The army **called the allegations baseless**", "dismissed the report **as propaganda**": denied in other words.
pub(super) fn baseless(scene: &Scene<'_, '_>, verb: Token<'_>, drafts: &mut Vec<Draft>) -> Option<Found> {
    const EMPTY: &[&str] = &[
        "baseless",
        "false",
        "unfounded",
        "untrue",
        "groundless",
        "fabricated",
        "propaganda",
        "lie",
        "nonsense",
        "fabrication",
        "disinformation",
        "misinformation",
        "ridiculous",
        "absurd",
        "fake",
        "rumour",
        "rumor",
    ];
    let analysis = scene.analysis();
    let index = verb.index();
    if is_negated(analysis, index) {
        return None;
    }
    // "saying **the reports were false**": whoever says so denies them.
    let empty =
        |word: Token<'_>| EMPTY.contains(&word.text().to_lowercase().as_str()) || lemma_any(word, EMPTY);
    let told = verb.dep() == "ccomp"
        && lemma_any(verb, &["be"])
        && child(analysis, index, &["acomp", "attr"]).is_some_and(empty)
        && subject(analysis, index)
            .filter(|who| who.own)
            .and_then(|who| analysis.token(who.token))
            .is_some_and(|what| {
                lemma_any(
                    what,
                    &["report", "claim", "accusation", "allegation", "charge", "account", "story"],
                )
            });
    if told {
        return Some(found(
            scene,
            Spot {
                predicate: Predicate::Corroboration,
                trigger: index,
                claim: claim(analysis, index, &[]),
                actor: None,
                stance: Stance::Denies,
                certainty: Certainty::Certain,
                voice: None,
                rule: "corroboration/contradicted",
            },
        ));
    }
    if !lemma_any(verb, &["call", "describe", "brand", "label", "dismiss", "term", "denounce"])
        || is_passive(analysis, index)
    {
        return None;
    }
    let who = subject(analysis, index).filter(|who| !who.empty && !who.passive)?;
    let words = || analysis.subtree(index).filter(|token| token.index() > index);
    // "…, **a claim the army called** propaganda"
    let of_claim = matches!(verb.dep(), "acl" | "relcl") && lemma_any(verb.head(), PART);
    let charge = of_claim
        || words()
            .any(|token| lemma_any(token, PART) || lemma_any(token, &["accusation", "allegation", "charge"]));
    if !charge || !words().any(empty) {
        return None;
    }
    // "called the **claim** a lie": what others say; "called the **accusations** baseless": what he is said to have done.
    let accused = words().any(|token| lemma_any(token, &["accusation", "allegation", "charge"]));
    let predicate = if accused { Predicate::Responsibility } else { Predicate::Corroboration };
    Some(denied(scene, drafts, index, who.token, predicate))
}
