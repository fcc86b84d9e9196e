//! At what: the things and places that an incident hit.

use super::Desk;
use crate::incidents::Draft;
use crate::page::At;
use attest_lexicon::EventClass;
use attest_model::{Target, TargetKind};
use std::collections::BTreeSet;

pub(super) fn targets(desk: &Desk<'_, '_>, draft: &Draft) -> Vec<Target> {
    let mut out: Vec<Target> = Vec::new();
    let mut patients: BTreeSet<At> = BTreeSet::new();
    for &index in &draft.events {
        let event = &desk.material.events[index];
        patients.extend(event.patients.iter().map(|&token| At { passage: event.passage, token }));
    }
    let mut located = Vec::new();
    for thing in &desk.things {
        if thing.person
            || !draft.sentences.contains(&thing.sentence)
            || !owns(desk, draft, thing.passage, thing.sentence, thing.head)
        {
            continue;
        }
        let at = At { passage: thing.passage, token: thing.head };
        // A town that something happened in is the place, not the target; so is the road that it happened on.
        let way = thing.kind == TargetKind::Road;
        let ground = thing.kind == TargetKind::Village && lies_in(desk, at) || way && runs_by(desk, at);
        let direct = patients.contains(&at) && !ground || thing.effect.is_some();
        let target = Target {
            kind: if by_road(desk, thing) {
                TargetKind::Vehicle
            } else if of_the_forces(desk, thing) {
                TargetKind::MilitaryVehicle
            } else {
                thing.kind
            },
            quote: desk.page.quote(desk.page.span(thing.passage, thing.tokens.clone())),
            effect: thing.effect,
            figure: None,
            nation: nation(desk, at),
        };
        if direct {
            push(&mut out, target);
        } else if stands_in(desk, at)
            && of_the_deed(desk, at)
            && target.kind != TargetKind::Village
            && !((way || rides(target.kind)) && !goes_off_in(desk, at))
        {
            located.push(target);
        }
    }
    // "a bomb exploded in a market": the market is what was attacked where nothing else is.
    if out.is_empty() {
        for target in located {
            push(&mut out, target);
        }
    }
    out
}

/// Things that belong to soldiers or police.
pub(super) const fn is_of_forces(kind: TargetKind) -> bool {
    matches!(
        kind,
        TargetKind::MilitaryBase
            | TargetKind::Checkpoint
            | TargetKind::MilitaryVehicle
            | TargetKind::PoliceStation
    )
}

/// "the tankers", where the report tells of fuel tankers: they drive.
fn by_road(desk: &Desk<'_, '_>, thing: &crate::events::ThingMention) -> bool {
    let tanker = |passage: &crate::page::Passage<'_>, token: usize| {
        passage.analysis.token(token).is_some_and(|token| token.lemma() == "tanker")
    };
    let fuel = |passage: &crate::page::Passage<'_>| {
        passage.terms.iter().any(|hit| {
            let vehicle = |term: &&attest_lexicon::Term| {
                term.target().is_some_and(|own| own.kind == TargetKind::Vehicle)
            };
            tanker(passage, hit.last) && hit.entries.iter().any(vehicle)
        })
    };
    let passages = &desk.page.passages;
    thing.kind == TargetKind::Ship
        && passages.get(thing.passage).is_some_and(|passage| tanker(passage, thing.head))
        && passages.iter().any(fuel)
}

/// "the helicopter", where the report tells of one air force helicopter and of no other: the same one, told shorter.
fn of_the_forces(desk: &Desk<'_, '_>, thing: &crate::events::ThingMention) -> bool {
    let word = |other: &crate::events::ThingMention| {
        desk.page
            .token(At { passage: other.passage, token: other.head })
            .map(|token| token.lemma().to_lowercase())
    };
    let bare = |other: &crate::events::ThingMention| other.tokens.len() == 1;
    thing.kind == TargetKind::Aircraft
        && bare(thing)
        && desk
            .things
            .iter()
            .any(|other| other.kind == TargetKind::MilitaryVehicle && word(other) == word(thing))
        && !desk
            .things
            .iter()
            .any(|other| other.kind == TargetKind::Aircraft && !bare(other) && word(other) == word(thing))
}

fn push(out: &mut Vec<Target>, target: Target) {
    let same = out.iter_mut().find(|known| {
        known.kind == target.kind
            && match (&known.quote, &target.quote) {
                (Some(a), Some(b)) => {
                    a.text.eq_ignore_ascii_case(&b.text) || last_word(&a.text) == last_word(&b.text)
                }
                _ => false,
            }
    });
    match same {
        Some(known) => {
            if known.effect.is_none() {
                known.effect = target.effect;
            }
        }
        None => out.push(target),
    }
}

fn last_word(text: &str) -> String {
    text.rsplit(' ').next().unwrap_or(text).to_lowercase()
}

/// "exploded **in** the town": inside it, and not at it.
fn lies_in(desk: &Desk<'_, '_>, at: At) -> bool {
    desk.page.token(at).is_some_and(|token| {
        token.dep() == "pobj"
            && matches!(token.head().lemma(), "in" | "inside" | "near" | "outside" | "around")
    })
}

/// "ambushed **on** the northern road": along it, and not at it.
fn runs_by(desk: &Desk<'_, '_>, at: At) -> bool {
    desk.page.token(at).is_some_and(|token| {
        let first = crate::tree::first_conjunct(&desk.page.passages[at.passage].analysis, token.index());
        let head = desk.page.passages[at.passage].analysis.token(first);
        head.is_some_and(|word| {
            word.dep() == "pobj"
                && matches!(word.head().lemma(), "on" | "at" | "in" | "along" | "near" | "off" | "by")
        })
    })
}

/// What people travel in.
fn rides(kind: TargetKind) -> bool {
    use TargetKind as T;
    matches!(kind, T::Vehicle | T::Bus | T::Aircraft | T::MilitaryVehicle | T::Ship)
}

/// "a bomb exploded **in a bus**", "planted **under a car**", "threw a grenade **into a van**": what the weapon was at. "were
/// travelling **in a car**", "fled **in** another one" say how people went.
fn goes_off_in(desk: &Desk<'_, '_>, at: At) -> bool {
    let Some(passage) = desk.page.passages.get(at.passage) else { return false };
    let first = crate::tree::first_conjunct(&passage.analysis, at.token);
    passage.analysis.token(first).is_some_and(|word| {
        let above = word.head().head().index();
        let hurled = passage.analysis.token(above).is_some_and(|verb| {
            matches!(
                verb.lemma(),
                "plant" | "place" | "hide" | "leave" | "throw" | "hurl" | "toss" | "lob" | "fire" | "shoot" | "open" | "attach" | "stick"
            )
        });
        let sentence = desk.page.sentence_of(at);
        let boom = sentence.is_some_and(|sentence| desk.material.events_of(at.passage, sentence).any(|event| {
            event.passage == at.passage
                // "an explosion **occurred** on the street"
                && (event.trigger.contains(&above)
                    || !event.verbal
                        && passage.analysis.token(event.head).is_some_and(|noun| noun.head().index() == above))
                && matches!(
                    event.class(),
                    EventClass::Explosion
                        | EventClass::SuicideBombing
                        | EventClass::Shelling
                        | EventClass::Airstrike
                )
        }));
        // "a **bomb** in a bus", "a **charge** under the car"
        let weapon = desk
            .weapons
            .iter()
            .any(|weapon| weapon.passage == at.passage && weapon.tokens.contains(&above));
        hurled || boom || weapon
    })
}

/// The thing is governed by a preposition of place.
fn stands_in(desk: &Desk<'_, '_>, at: At) -> bool {
    desk.page.token(at).is_some_and(|token| {
        let first = crate::tree::first_conjunct(&desk.page.passages[at.passage].analysis, token.index());
        let head = desk.page.passages[at.passage].analysis.token(first);
        head.is_some_and(|word| {
            // "abducted from a school": where people were taken from.
            let taken_from = word.head().lemma() == "from"
                && matches!(word.head().head().lemma(), "abduct" | "kidnap" | "take" | "seize" | "snatch");
            // "one of them died **in hospital**": where the hurt were brought.
            let cared_for = matches!(word.lemma(), "hospital" | "clinic")
                && matches!(
                    word.head().head().lemma(),
                    "die"
                        | "treat"
                        | "recover"
                        | "succumb"
                        | "take"
                        | "rush"
                        | "admit"
                        | "bring"
                        | "hospitalize"
                        | "lie"
                );
            !cared_for
                && word.dep() == "pobj"
                && matches!(
                    word.head().lemma(),
                    "in" | "at"
                        | "on"
                        | "near"
                        | "outside"
                        | "inside"
                        | "into"
                        | "against"
                        | "of"
                        | "through"
                        | "beside"
                        | "toward"
                        | "towards"
                )
                || word.dep() == "pobj" && taken_from
        })
    })
}

/// Whether the place is told of what was done there, and not of somebody: "four men **on two motorcycles**", "a source **of the
/// embassy**", "leader **of the party**" say who people are.
fn of_the_deed(desk: &Desk<'_, '_>, at: At) -> bool {
    let Some(passage) = desk.page.passages.get(at.passage) else { return false };
    let analysis = &passage.analysis;
    let mut place = crate::tree::first_conjunct(analysis, at.token);
    for _ in 0..6 {
        let Some(word) = analysis.token(place).filter(|word| word.dep() == "pobj") else { return true };
        let above = word.head().head();
        // "was shot by two men **on a motorcycle**", wherever the parser hangs it: what they rode on.
        if matches!(word.lemma(), "motorcycle" | "motorbike" | "scooter")
            && matches!(word.head().lemma(), "on" | "by" | "aboard")
        {
            return false;
        }
        // "said **on its news agency**" is where somebody spoke.
        if desk.material.cues.contains(&At { passage: at.passage, token: above.index() }) {
            return false;
        }
        if !above.tag().starts_with('N') {
            return true;
        }
        if crate::events::is_person(passage, above.index()) {
            return false;
        }
        place = above.index();
    }
    true
}

/// The nation in front of the thing: "the **U.S.** embassy".
fn nation(desk: &Desk<'_, '_>, at: At) -> Option<String> {
    let passage = desk.page.passages.get(at.passage)?;
    let core = crate::tree::core(&passage.analysis, at.token);
    passage
        .terms
        .iter()
        .filter(|hit| hit.first >= core.start && hit.last < core.end)
        .flat_map(|hit| hit.entries.iter())
        .find_map(|term| term.country().map(|form| form.iso.clone()))
}

/// Whether the word at `token` is told of this draft and not of another one in the same sentence.
pub(super) fn owns(
    desk: &Desk<'_, '_>,
    draft: &Draft,
    passage: usize,
    sentence: usize,
    token: usize,
) -> bool {
    let mut best: Option<(usize, bool)> = None;
    for (index, event) in desk.material.events.iter().enumerate() {
        if event.sentence != sentence || event.passage != passage {
            continue;
        }
        let Some(of) = desk.grouping.of_event[index] else { continue };
        let mine = desk.grouping.drafts.get(of).is_some_and(|other| std::ptr::eq(other, draft));
        let distance = if event.trigger.contains(&token) { 0 } else { event.head.abs_diff(token) };
        if best.is_none_or(|(kept, _)| distance < kept) {
            best = Some((distance, mine));
        }
    }
    best.is_none_or(|(_, mine)| mine)
}
