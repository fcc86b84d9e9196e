//! Claims of plain telling: what the report, or a voice in it, says was done.

use super::claims::{Frame, frame, incident_id};
use super::{Desk, cast_list, sources::Registry};
use crate::actors::Cast;
use crate::events::EventMention;
use crate::page::At;
use attest_lexicon::EventClass;
use attest_model::{ActorKind, Claim, Harm, Predicate, Reality, Stance};
use std::collections::BTreeSet;

/// One telling per incident and sentence: the verb with its arguments, or the first noun.
pub(super) fn of_events(desk: &Desk<'_, '_>, cast: &mut Cast<'_, '_>, sources: &mut Registry) -> Vec<Claim> {
    let mut out = Vec::new();
    let mut told: BTreeSet<(usize, usize, Predicate, Option<usize>)> = BTreeSet::new();
    let mut blamed: BTreeSet<usize> = BTreeSet::new();
    let mut order: Vec<usize> = (0..desk.material.events.len()).collect();
    order.sort_by_key(|&index| {
        let event = &desk.material.events[index];
        (event.sentence, !event.verbal, event.agents.is_empty(), event.head)
    });
    for index in order {
        let event = &desk.material.events[index];
        let Some(draft) = desk.grouping.of_event[index] else { continue };
        let predicate = predicate_of(event);
        let confirmed = desk.voices.of(event.passage, &event.claim).stance != Stance::Asserts;
        if !event.verbal
            && event.definite
            && event.agents.is_empty()
            && event.patients.is_empty()
            && !confirmed
        {
            continue;
        }
        if matches!(event.class(), EventClass::Conflict | EventClass::Violence | EventClass::Deployment)
            && !event.verbal
        {
            continue;
        }
        let grouped = desk.grouping.drafts.get(draft);
        if grouped.is_some_and(|grouped| !super::parties::as_real(desk, grouped, event)) {
            continue;
        }
        // "Rebels said the army shelled the town, but **the army said** the rebels had": once for each voice.
        let voices = desk.voices.of(event.passage, &event.claim).attributions;
        let voice = voices.first().copied().filter(|_| event.verbal);
        // "shot three people and **fled into the forest**": who runs away gives up no ground.
        let runs = event.class() == EventClass::Withdrawal
            && desk.page.token(event.at()).is_some_and(|verb| {
                matches!(verb.lemma(), "flee" | "leave" | "escape") && event.patients.is_empty()
            });
        if runs || takes_it(desk, event) {
            continue;
        }
        // "repelled **a Russian attack**": the attack is what is told of.
        let deed = |at: &usize| {
            desk.page.passages.get(event.passage).is_some_and(|content| crate::events::is_deed(content, *at))
        };
        if event.defends && event.patients.iter().any(deed) {
            continue;
        }
        let fresh = told.insert((draft, event.sentence, predicate, voice));
        // "Missile strikes **by Ostland** hit the depot": told once, by its verb; who did it, by the noun.
        if !fresh && (event.agents.is_empty() || blamed.contains(&draft)) {
            continue;
        }
        let rule = format!("{}/{}-{}", predicate, if event.verbal { "verb" } else { "noun" }, event.class());
        let Some(mut claim) = frame(
            desk,
            sources,
            Frame { passage: event.passage, claim: event.claim.clone(), trigger: event.head, rule },
        ) else {
            continue;
        };
        // "ruled out gas as **the cause of the blast**": nobody denies the blast.
        if claim.stance == Stance::Denies && is_what_was_caused(desk, event) {
            continue;
        }
        claim.incident = Some(incident_id(draft));
        claim.predicate = predicate;
        claim.certainty = claim.certainty.max(event.certainty);
        let doers: Vec<(usize, usize)> = event
            .agents
            .iter()
            .filter_map(|&agent| Some((cast.of(At { passage: event.passage, token: agent })?, agent)))
            .collect();
        let doer = doers.into_iter().find(|&(player, _)| {
            let player = &cast.players[player];
            player.kind != ActorKind::Civilians && !super::parties::is_only_a_thing(player)
        });
        // Who withdraws or gives up does nothing to anybody.
        let yields = matches!(
            event.class(),
            EventClass::Withdrawal
                | EventClass::Surrender
                | EventClass::Disarming
                | EventClass::Ceasefire
                | EventClass::Agreement
        )
        // "clashes between the army and rebels", "farmers and herders clashed": two sides, and nobody is held to have done it.
            || event.class() == EventClass::Clash && (!event.verbal || event.agents.len() > 1)
            // "police **fought pitched battles with protesters**"
            || event.class() == EventClass::Clash && with_a_crowd(desk, cast, event)
            || event.defends;
        if let Some((doer, word)) = doer
            && !yields
            && !super::parties::is_answered(desk, event)
            && claim.stance != Stance::Denies
            && matches!(predicate, Predicate::Occurrence | Predicate::Control | Predicate::Damage)
            && (fresh && claim.voice.chain.len() > 1 || claim.voice.chain.len() == 1 && blamed.insert(draft))
        {
            let mut blame = claim.clone();
            blame.predicate = Predicate::Responsibility;
            blame.actor = Some(cast_list::id(doer));
            let analysis = &desk.page.passages[event.passage].analysis;
            blame.certainty = blame.certainty.max(crate::modality::certainty_of_doer(analysis, word));
            blame.rule = format!("responsibility/{}-subject", if event.verbal { "verb" } else { "noun" });
            out.push(blame);
        }
        if fresh {
            out.push(claim);
        }
    }
    out
}

/// Whether a crowd is the other side.
fn with_a_crowd(desk: &Desk<'_, '_>, cast: &mut Cast<'_, '_>, event: &EventMention<'_>) -> bool {
    let Some(content) = desk.page.passages.get(event.passage) else { return false };
    let analysis = &content.analysis;
    let fought = crate::tree::objects(analysis, event.head);
    let with = std::iter::once(event.head)
        .chain(fought)
        .flat_map(|word| crate::tree::prepositional(analysis, word, &["with", "against"]));
    let others: Vec<usize> = event.patients.iter().copied().chain(with).collect();
    others.into_iter().any(|token| {
        cast.of(At { passage: event.passage, token }).is_some_and(|player| {
            matches!(cast.players[player].kind, ActorKind::Protesters | ActorKind::Rioters)
        })
    })
}

/// "the cause **of the blast**", "the motive for the attack".
fn is_what_was_caused(desk: &Desk<'_, '_>, event: &EventMention<'_>) -> bool {
    desk.page.token(event.at()).filter(|noun| !event.verbal && noun.dep() == "pobj").is_some_and(|noun| {
        matches!(noun.head().head().lemma(), "cause" | "reason" | "motive" | "origin" | "source" | "scene")
    })
}

/// "The group **claimed the attack**": the deed that a claim of responsibility points at is told once, as that claim.
fn takes_it(desk: &Desk<'_, '_>, event: &EventMention<'_>) -> bool {
    let Some(noun) = desk.page.token(event.at()).filter(|noun| !event.verbal && noun.dep() == "dobj") else {
        return false;
    };
    event.definite
        && desk.voices.statements.iter().any(|statement| {
            statement.rule == "responsibility/claimed"
                && statement.passage == event.passage
                && statement.trigger == noun.head().index()
        })
}

fn predicate_of(event: &EventMention<'_>) -> Predicate {
    match event.class() {
        // "tried to overrun the base"
        EventClass::GroundCapture | EventClass::GroundRetaken if event.reality == Reality::Attempted => {
            Predicate::Occurrence
        }
        EventClass::GroundCapture | EventClass::GroundRetaken | EventClass::Withdrawal => Predicate::Control,
        EventClass::Seizure => Predicate::Capture,
        EventClass::Looting | EventClass::Destruction => Predicate::Damage,
        EventClass::Release => Predicate::Release,
        EventClass::Operation | EventClass::Deployment | EventClass::Rescue | EventClass::Arrest => {
            Predicate::Response
        }
        _ => Predicate::Occurrence,
    }
}

/// "A policeman was wounded … **he died** in hospital", "**his body** was found": one who was told of before, and whom nothing else says to be
/// dead.
pub(super) fn tells_more(desk: &Desk<'_, '_>, cast: &mut Cast<'_, '_>, index: usize) -> bool {
    let figures = &desk.material.figures;
    let Some(figure) = figures.get(index) else { return false };
    let fits = figure.reference == crate::figures::Reference::Pronoun
        && figure.max == Some(1)
        && !figure.weak
        && figure.harm == Harm::Killed
        && figure.reality == Reality::Asserted;
    let Some(head) = figure.head.filter(|_| fits) else { return false };
    let Some(player) = cast.of(At { passage: figure.passage, token: head }) else { return false };
    if cast.players[player].plural {
        return false;
    }
    !figures.iter().enumerate().any(|(at, other)| {
        let known = at != index && other.harm == Harm::Killed && (other.claimable() || at < index);
        let one = other.head.and_then(|head| cast.of(At { passage: other.passage, token: head }));
        known && (one == Some(player) || one.is_none() && other.max == Some(1))
    })
}
