//! Weapons that act for somebody: whose they are, who laid or sent them, and what only names a make.

use crate::page::Passage;
use crate::tree;

/// "a gunship **of the air force**", "jets **belonging to** the army", "a drone **operated by** the group": whose the weapon is that acts.
pub(super) fn owners(content: &Passage<'_>, thing: usize) -> Vec<usize> {
    let weapon = content.terms.iter().any(|hit| {
        hit.last == thing && hit.entries.iter().any(|term| term.weapon().is_some_and(|own| own.named))
    });
    if !weapon {
        return Vec::new();
    }
    let analysis = &content.analysis;
    let kept = analysis.children(thing).filter(|verb| {
        matches!(verb.dep(), "acl" | "relcl")
            && matches!(verb.lemma(), "belong" | "operate" | "fly" | "pilot" | "use" | "own")
    });
    let kept = kept.flat_map(|verb| {
        let mut whose = tree::agents(analysis, verb.index());
        if verb.lemma() == "belong" {
            whose.extend(tree::prepositional(analysis, verb.index(), &["to"]));
        }
        whose
    });
    let mut out: Vec<usize> = kept.collect();
    // "one of **its** missiles", "the **army's** helicopters"
    let whose: Vec<_> = analysis.children(thing).filter(|word| word.dep() == "poss").collect();
    let pronoun = |word: &attest_language::Token<'_>| {
        matches!(word.text().to_lowercase().as_str(), "its" | "their" | "our")
    };
    let spoken: Vec<usize> =
        whose.iter().copied().filter(pronoun).map(attest_language::Token::index).collect();
    out.extend(whose.into_iter().map(attest_language::Token::index));
    out.extend(tree::prepositional(analysis, thing, &["of", "from"]));
    out.retain(|whose| is_armed(content, *whose));
    out.extend(spoken);
    out
}

/// "**one of its missiles**": the weapons of which some acted.
pub(super) fn counted_things(content: &Passage<'_>, agent: usize) -> Vec<usize> {
    let counts =
        content.analysis.token(agent).is_some_and(|word| word.tag() == "CD" || word.lemma() == "several");
    if counts { tree::prepositional(&content.analysis, agent, &["of"]) } else { Vec::new() }
}

/// Whether the noun names those who bear arms: a listed force or group, or a word for one.
pub(super) fn is_armed(content: &Passage<'_>, noun: usize) -> bool {
    let listed = content.names_actor(noun);
    listed
        || content.terms.iter().any(|hit| {
            hit.last == noun
                && hit
                    .entries
                    .iter()
                    .filter_map(|term| term.perpetrator())
                    .any(|doer| doer.kind.is_organised())
        })
}

/// "**Grad** rockets", "a **Buk** missile": the make of a weapon, which the tagger takes for somebody's name.
pub(super) fn is_make(content: &Passage<'_>, index: usize) -> bool {
    let Some(token) = content.analysis.token(index) else { return false };
    let noun = token.head().index();
    let weapon = content.terms.iter().any(|hit| {
        (hit.first..=hit.last).contains(&noun) && hit.entries.iter().any(|term| term.weapon().is_some())
    });
    let listed = content.names_actor(index);
    matches!(token.dep(), "amod" | "compound" | "nmod")
        && token.tag().starts_with("NNP")
        && token.kind() == "PERSON"
        && weapon
        && !listed
}

/// "a landmine **laid by the group**", "a grenade thrown by gunmen", "**rebels planted** a bomb that killed two": who used the weapon that the
/// sentence of an attack names.
pub(super) fn laid_by(content: &Passage<'_>, event: usize) -> Vec<usize> {
    const LAYS: [&str; 15] = [
        "lay", "plant", "place", "fire", "launch", "throw", "hurl", "lob", "drop", "detonate", "hide", "set",
        "leave", "attach", "bury",
    ];
    let analysis = &content.analysis;
    let sentence = analysis.sentence_of(event);
    let weapons = content.terms.iter().filter(|hit| {
        sentence.contains(&hit.last)
            && hit.entries.iter().any(|term| term.weapon().is_some_and(|own| own.named))
    });
    // "placed a **charge**", "planted a **device**": laid somewhere, it is no accusation and no tool.
    let charges = analysis.tokens_in(sentence.clone()).filter(|token| {
        matches!(token.lemma(), "charge" | "device")
            && token.dep() == "dobj"
            && matches!(token.head().lemma(), "lay" | "plant" | "place" | "set" | "detonate")
    });
    let weapons = weapons.map(|hit| hit.last).chain(charges.map(attest_language::Token::index));
    // "the bomb **was left by** men in uniform"
    let passive = |noun: usize| {
        analysis.token(noun).filter(|token| token.dep() == "nsubjpass").map(attest_language::Token::head)
    };
    // "a bomb that police **believe was** planted by them", "the mine is **believed to** have been laid by them"
    let held = |verb: attest_language::Token<'_>| {
        let belief = matches!(
            verb.lemma(),
            "believe" | "suspect" | "think" | "presume" | "suppose" | "assume" | "say"
        );
        let inner = analysis
            .children(verb.index())
            .find(|child| belief && matches!(child.dep(), "ccomp" | "xcomp") && child.tag() == "VBN");
        inner.map_or(verb.index(), attest_language::Token::index)
    };
    let mut out = Vec::new();
    for weapon in weapons {
        let verbs = analysis
            .children(weapon)
            .chain(passive(weapon))
            .filter_map(|child| analysis.token(held(child)))
            .filter(|child| (child.dep() == "acl" || child.tag() == "VBN") && LAYS.contains(&child.lemma()));
        out.extend(verbs.flat_map(|child| tree::agents(analysis, child.index())));
        let object = analysis.token(weapon).filter(|token| token.dep() == "dobj" && weapon < event);
        let laid = object.map(attest_language::Token::head).filter(|verb| {
            LAYS.contains(&verb.lemma()) && !tree::is_passive(analysis, verb.index()) && verb.index() != event
        });
        let doers = laid.map_or_else(Vec::new, |verb| tree::subjects(analysis, verb.index()));
        out.extend(doers.into_iter().filter(|(_, passive)| !passive).map(|(doer, _)| doer));
    }
    out
}

/// The forces named before the weapons that flew, or before what of them was counted.
pub(super) fn senders(content: &Passage<'_>, noun: usize) -> Vec<usize> {
    let words = content.analysis.subtree_span(noun);
    content
        .actors_in(&words)
        .map(|hit| content.tokens_over(hit.start as u32, hit.end as u32).end - 1)
        .collect()
}

/// Whether the noun is a missile or rocket, or tells of several drones: one drone may only have looked on.
pub(super) fn flies_at(content: &Passage<'_>, noun: usize) -> bool {
    use attest_model::WeaponKind as W;
    // "18 of 22 drones"
    let of = tree::prepositional(&content.analysis, noun, &["of"]);
    content.terms.iter().any(|hit| {
        (hit.last == noun || of.contains(&hit.last))
            && hit.entries.iter().any(|term| {
                term.weapon().is_some_and(|weapon| {
                    let drones = || content.analysis.token(hit.last).is_some_and(|word| word.tag() == "NNS");
                    weapon.named
                        && (matches!(weapon.kind, W::Missile | W::Rocket)
                            || weapon.kind == W::Drone && drones())
                })
            })
    })
}

/// "attack **helicopters**", "assault **rifles**", "battle **tanks**": a machine that the word before it only describes.
pub(super) fn names_an_arm(content: &Passage<'_>, word: usize) -> bool {
    let lemma = |at: usize| content.analysis.token(at).map_or("", |token| token.lemma());
    match lemma(word + 1) {
        "helicopter" | "rifle" | "aircraft" | "submarine" => true,
        "tank" | "vehicle" => matches!(lemma(word), "battle" | "combat" | "fighting"),
        _ => false,
    }
}

/// Whether the noun is a weapon or a deed, behind which somebody stands.
pub(super) fn acts_for(content: &Passage<'_>, token: usize) -> bool {
    content.terms.iter().any(|hit| {
        hit.last == token
            && hit.entries.iter().any(|term| {
                term.weapon().is_some()
                    || term.event().is_some_and(|word| crate::incidents::attacks(word.class))
            })
    })
}
