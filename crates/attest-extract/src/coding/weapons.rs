//! With what: the weapons of an incident, each named or told by evidence.

use super::{Desk, targets::owns};
use crate::actors::Cast;
use crate::events;
use crate::incidents::Draft;
use attest_lexicon::EventClass;
use attest_model::{Role, Weapon, WeaponKind};
use std::collections::BTreeSet;

pub(super) fn weapons(desk: &Desk<'_, '_>, cast: &Cast<'_, '_>, draft: &Draft, role: Role) -> Vec<Weapon> {
    let mut out: Vec<Weapon> = Vec::new();
    let mut seen: BTreeSet<(WeaponKind, bool)> = BTreeSet::new();
    for mention in &desk.weapons {
        let shared = draft.shared.as_ref().is_some_and(|(passage, words)| {
            *passage == mention.passage && words.contains(&mention.tokens.start)
        });
        let own = draft.sentences.contains(&mention.sentence)
            && owns(desk, draft, mention.passage, mention.sentence, mention.tokens.start);
        if !(own || shared || role == Role::Primary && points_back(desk, draft, mention)) {
            continue;
        }
        if is_hit(desk, draft, mention) {
            continue;
        }
        let (kind, tokens) = mounted(desk, mention);
        let mention = &events::WeaponMention { tokens, kind, ..mention.clone() };
        if seen.insert((mention.kind, mention.named))
            && (mention.named || !out.iter().any(|weapon| weapon.kind == mention.kind))
        {
            out.push(Weapon {
                kind: mention.kind,
                quote: desk.page.quote(desk.page.span(mention.passage, mention.tokens.clone())),
                named: mention.named,
            });
        }
    }
    if out.is_empty() && role != Role::Aggregate {
        // "gunmen" entail firearms.
        for &player in draft.agents.keys() {
            if let Some(kind) = cast.players[player].weapon
                && let Some(span) = cast.players[player].mentions.first()
            {
                out.push(Weapon { kind, quote: desk.page.quote(*span), named: false });
                break;
            }
        }
    }
    merge_vehicle_bombs(&mut out);
    drop_evidence(&mut out);
    out
}

/// "**The bomb** had been hidden in a rickshaw": a sentence that tells of nothing else goes on about the bomb of the main story.
fn points_back(desk: &Desk<'_, '_>, draft: &Draft, mention: &events::WeaponMention) -> bool {
    let bombs = [EventClass::Explosion, EventClass::SuicideBombing];
    let definite = desk.page.passages.get(mention.passage).is_some_and(|content| {
        let head = mention.tokens.end.saturating_sub(1);
        content.analysis.children(head).any(|child| child.dep() == "det" && child.lemma() == "the")
    });
    definite
        && matches!(mention.kind, WeaponKind::Bomb | WeaponKind::Ied)
        && bombs.iter().any(|class| draft.classes.contains_key(class))
        && desk.grouping.drafts.iter().all(|other| !other.sentences.contains(&mention.sentence))
}

/// "a suicide bomber **in a car**", "a bomb hidden **in a rickshaw**": the vehicle carries the bomb.
fn mounted(desk: &Desk<'_, '_>, mention: &events::WeaponMention) -> (WeaponKind, std::ops::Range<usize>) {
    let plain = (mention.kind, mention.tokens.clone());
    let bomb = matches!(mention.kind, WeaponKind::Ied | WeaponKind::Bomb);
    let carried = match mention.kind {
        WeaponKind::SuicideOther => WeaponKind::Svbied,
        _ if bomb && mention.named => WeaponKind::Vbied,
        _ => return plain,
    };
    let Some(content) = desk.page.passages.get(mention.passage) else { return plain };
    let analysis = &content.analysis;
    let behind = mention.tokens.end..(mention.tokens.end + 5).min(analysis.len());
    let mut words = analysis.tokens_in(behind).skip_while(|word| {
        bomb && matches!(
            word.lemma(),
            "be" | "have"
                | "hide"
                | "plant"
                | "conceal"
                | "place"
                | "put"
                | "leave"
                | "attach"
                | "strap"
                | "rig"
        )
    });
    let rides = |lemma: &str| {
        matches!(lemma, "in" | "on")
            || !bomb && matches!(lemma, "drive" | "ride" | "aboard")
            || bomb && matches!(lemma, "inside" | "to")
    };
    let Some(preposition) = words.next().filter(|word| rides(word.lemma())) else { return plain };
    let inside = matches!(preposition.lemma(), "in" | "inside");
    let vehicle = words
        .take_while(|word| matches!(word.dep(), "det" | "amod" | "compound" | "pobj" | "dobj" | "nummod"))
        .find(|word| {
            events::is_vehicle(word.lemma())
                // "a bomb on a motorcycle" rides on it; one on a road or under a car is only put there.
                && (!bomb || inside || matches!(word.lemma(), "motorcycle" | "motorbike"))
                // A bomb in a bus is meant for its passengers.
                && !(bomb && matches!(word.lemma(), "bus" | "minibus" | "boat" | "ambulance" | "tanker"))
        });
    vehicle.map_or(plain, |vehicle| (carried, mention.tokens.start..vehicle.index() + 1))
}

/// A helicopter that was shot down, a tank that was blown up: what was attacked is no weapon of the attack.
fn is_hit(desk: &Desk<'_, '_>, draft: &Draft, mention: &crate::events::WeaponMention) -> bool {
    if !matches!(mention.kind, WeaponKind::Aircraft | WeaponKind::Tank) || !mention.named {
        return false;
    }
    let patient = draft.events.iter().any(|&index| {
        let event = &desk.material.events[index];
        event.passage == mention.passage
            && event.patients.iter().any(|patient| mention.tokens.contains(patient))
    });
    let Some(content) = desk.page.passages.get(mention.passage) else { return patient };
    let head = mention.tokens.end.saturating_sub(1);
    let governed = content.analysis.token(head).is_some_and(|token| {
        matches!(token.dep(), "dobj" | "nsubjpass")
            || token.dep() == "pobj"
                && matches!(
                    token.head().lemma(),
                    "in" | "on" | "of" | "aboard" | "against" | "into" | "near" | "at" | "to"
                )
    });
    patient || governed || mention.kind == WeaponKind::Aircraft && only_flies(content, head)
}

/// "the plane in which he travelled", "a helicopter was flying low": an aircraft of no warlike name is a weapon only where it attacks, or
/// something is done with it.
fn only_flies(content: &crate::page::Passage<'_>, head: usize) -> bool {
    let analysis = &content.analysis;
    let first = crate::tree::first_conjunct(analysis, head);
    let Some(word) = analysis.token(first) else { return false };
    if !matches!(word.lemma(), "plane" | "aircraft" | "helicopter" | "airplane") {
        return false;
    }
    let war = analysis.children(head).any(|child| {
        matches!(child.lemma(), "war" | "combat" | "military" | "fighter" | "army" | "force" | "attack")
    });
    let attacks = |verb: attest_language::Token<'_>| {
        let told = content.terms.iter().any(|hit| {
            (hit.first..=hit.last).contains(&verb.index())
                && hit.entries.iter().any(|term| term.event().is_some())
        });
        told || matches!(
            verb.lemma(),
            "drop" | "fire" | "launch" | "open" | "strafe" | "hit" | "strike" | "target" | "pound"
        )
    };
    match word.dep() {
        _ if war => false,
        "nsubj" => !attacks(word.head()),
        // "landed on the roof **by helicopter**", "were flown out by plane": how somebody came or went.
        "pobj" if word.head().lemma() == "by" && rides(word.head().head()) => true,
        "pobj" => !matches!(word.head().lemma(), "by" | "from" | "with" | "using" | "use"),
        "compound" | "amod" | "nmod" | "agent" => false,
        _ => true,
    }
}

/// Whether the verb tells how somebody came or went.
fn rides(verb: attest_language::Token<'_>) -> bool {
    matches!(
        verb.lemma(),
        "land"
            | "arrive"
            | "travel"
            | "fly"
            | "transport"
            | "evacuate"
            | "bring"
            | "carry"
            | "take"
            | "transfer"
            | "flee"
            | "escape"
            | "leave"
            | "come"
            | "move"
            | "airlift"
            | "rush"
            | "reach"
            | "deploy"
    )
}

/// Evidence ("shot", "blown up") says nothing beside the named weapon that it stands for.
fn drop_evidence(weapons: &mut Vec<Weapon>) {
    use WeaponKind as W;
    let named: Vec<WeaponKind> =
        weapons.iter().filter(|weapon| weapon.named).map(|weapon| weapon.kind).collect();
    let gun = |kind: W| matches!(kind, W::Firearm | W::MachineGun);
    weapons.retain(|weapon| {
        weapon.named
            || !named.iter().any(|&kind| {
                kind == weapon.kind
                    || matches!(weapon.kind, W::UnknownExplosive | W::Bomb)
                        && (explodes(kind) || kind == W::UnknownExplosive)
                    || weapon.kind == W::Firearm && gun(kind)
            })
    });
    general_beside_special(weapons);
}

/// Kinds that explode and say with what.
const fn explodes(kind: WeaponKind) -> bool {
    use WeaponKind as W;
    matches!(
        kind,
        W::Svbied
            | W::Vbied
            | W::SuicideVest
            | W::SuicideOther
            | W::Ied
            | W::Landmine
            | W::Bomb
            | W::Dynamite
            | W::Grenade
            | W::Mortar
            | W::Artillery
            | W::Rocket
            | W::Missile
            | W::Airstrike
            | W::Drone
    )
}

/// A general word beside a special one names no second weapon: "the bombing" of a car bomb, "jets" of an air strike, "the bomber" with an
/// explosive vest.
fn general_beside_special(weapons: &mut Vec<Weapon>) {
    use WeaponKind as W;
    let kinds: BTreeSet<WeaponKind> = weapons.iter().map(|weapon| weapon.kind).collect();
    let has = |special: &[W]| special.iter().any(|kind| kinds.contains(kind));
    let planted = [W::Svbied, W::Vbied, W::SuicideVest, W::SuicideOther, W::Ied, W::Landmine];
    let suicide = has(&[W::Svbied, W::SuicideVest, W::SuicideOther]);
    let explosive = kinds.iter().any(|kind| explodes(*kind));
    weapons.retain(|weapon| match weapon.kind {
        W::UnknownExplosive => !explosive,
        W::Bomb => !has(&planted) && !kinds.contains(&W::Airstrike),
        W::SuicideOther => !has(&[W::Svbied, W::SuicideVest]),
        // "the bomber" is who blew himself up.
        W::Aircraft => !(kinds.contains(&W::Airstrike) || (suicide || explosive) && is_bomber(weapon)),
        _ => true,
    });
}

/// Whether the words are no more than "bomber".
fn is_bomber(weapon: &Weapon) -> bool {
    weapon.quote.as_ref().is_some_and(|quote| quote.text.to_lowercase().trim_end_matches('s') == "bomber")
}

/// "a suicide bomber" and "car bomb" in one incident are one suicide car bomb.
pub(super) fn merge_vehicle_bombs(weapons: &mut Vec<Weapon>) {
    let suicide = weapons
        .iter()
        .any(|weapon| matches!(weapon.kind, WeaponKind::SuicideOther | WeaponKind::SuicideVest));
    for weapon in weapons.iter_mut() {
        if suicide && weapon.kind == WeaponKind::Vbied {
            weapon.kind = WeaponKind::Svbied;
        }
    }
    let specific = weapons.iter().any(|weapon| {
        matches!(
            weapon.kind,
            WeaponKind::Svbied
                | WeaponKind::Vbied
                | WeaponKind::SuicideVest
                | WeaponKind::SuicideOther
                | WeaponKind::Ied
                | WeaponKind::Landmine
        )
    });
    if specific {
        weapons.retain(|weapon| !matches!(weapon.kind, WeaponKind::UnknownExplosive));
    }
}
