//! Which words mean the same people: "one man", "the recently elected mayor" and "Tessi Oran" of one incident may be one person.
//!
//! The rule that counts single persons ([`crate::assess::persons`]) tells them apart already; here the records follow it. A person is
//! listed once among those who suffered, by name where a name is known, and every figure points at that one entry. A number that
//! restates another ("ten union leaders were killed … the ten") points at the people of the fuller telling.

use super::{Desk, cast_list, claims::incident_id};
use crate::actors::Cast;
use crate::assess;
use crate::page::At;
use attest_model::{ActorKind, ActorRole, Claim, Exactness, Figure, Group, Incident, Side};
use std::collections::{BTreeMap, BTreeSet};

/// Joins the entries of one person, incident by incident.
pub fn join(desk: &Desk<'_, '_>, cast: &Cast<'_, '_>, claims: &mut [Claim], incidents: &mut [Incident]) {
    for (index, incident) in incidents.iter_mut().enumerate() {
        persons(desk, cast, claims, incident, index);
        restated(cast, claims, incident);
    }
}

fn persons(
    desk: &Desk<'_, '_>,
    cast: &Cast<'_, '_>,
    claims: &mut [Claim],
    incident: &mut Incident,
    draft: usize,
) {
    let own = desk.material.figures.iter().zip(&desk.grouping.of_figure);
    let figures = own.filter(|(_, of)| **of == Some(draft)).map(|(figure, _)| figure);
    let placed = assess::placed(desk.page, figures, |figure| figure.side.unwrap_or(Side::Unknown), |_| None);
    let player = |at: usize| {
        let figure = placed.get(at)?.figure;
        cast.look(At { passage: figure.passage, token: figure.head? })
    };
    let found: Vec<Vec<usize>> =
        assess::persons::tell_apart(&placed).into_iter().map(|person| person.mentions).collect();
    let mut owners: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for (number, mentions) in found.iter().enumerate() {
        for at in mentions {
            if let Some(player) = player(*at) {
                owners.entry(player).or_default().insert(number);
            }
        }
    }
    let mut same: BTreeMap<usize, usize> = BTreeMap::new();
    for mentions in found.iter().filter(|mentions| mentions.len() > 1) {
        let players: Vec<usize> = mentions
            .iter()
            .filter_map(|at| player(*at))
            .filter(|player| owners.get(player).is_some_and(|of| of.len() == 1))
            .collect();
        let named = |player: &usize| {
            let player = &cast.players[*player];
            player.named && player.kind == ActorKind::Individual
        };
        let Some(known) = players.iter().copied().find(named).or_else(|| players.first().copied()) else {
            continue;
        };
        for player in players {
            let other = &cast.players[player];
            if player != known && !other.named && !other.plural && other.entry.is_none() {
                same.insert(player, known);
            }
        }
        // A mention that is no actor by itself ("one dead") is the same person all the same.
        for at in mentions.iter().filter(|at| player(**at).is_none()) {
            let Some(figure) = placed.get(*at).map(|counted| counted.figure) else { continue };
            let span = desk.page.span(figure.passage, figure.number.clone());
            let told = claims
                .iter_mut()
                .filter(|claim| claim.rule == figure.rule)
                .filter_map(|claim| claim.figure.as_mut());
            for own in told.filter(|own| own.quote.span() == span && own.actor.is_none()) {
                own.actor = Some(cast_list::id(known));
            }
        }
    }
    for claim in claims.iter_mut().filter(|claim| claim.incident.as_deref() == Some(&incident_id(draft))) {
        let Some(figure) = &mut claim.figure else { continue };
        let known = figure.actor.as_deref().and_then(cast_list::index).and_then(|player| same.get(&player));
        if let Some(known) = known {
            figure.actor = Some(cast_list::id(*known));
        }
    }
    let suffers = |role: ActorRole| matches!(role, ActorRole::Victim | ActorRole::Target);
    for (player, known) in same {
        let (player, known) = (cast_list::id(player), cast_list::id(known));
        let listed = incident.actors.iter().any(|part| part.actor == known);
        if listed {
            incident.actors.retain(|part| part.actor != player || !suffers(part.role));
        } else if let Some(part) =
            incident.actors.iter_mut().find(|part| part.actor == player && suffers(part.role))
        {
            part.actor = known;
        }
    }
}

/// "ten union leaders were killed … among **the ten**", "**six people** died": the same number under the same word is the same people.
fn restated(cast: &Cast<'_, '_>, claims: &mut [Claim], incident: &mut Incident) {
    let exact = |figure: &Figure| {
        (figure.exactness == Exactness::Exact && figure.min == figure.max)
            .then_some(figure.min?)
            .filter(|count| *count > 1)
    };
    let vague = |figure: &Figure| matches!(figure.group, None | Some(Group::People));
    let own = |claim: &&Claim| claim.incident.as_ref() == Some(&incident.id);
    let full: Vec<(attest_model::Harm, u64, String)> = claims
        .iter()
        .filter(own)
        .filter_map(|claim| claim.figure.as_ref())
        .filter(|figure| !vague(figure) || figure.who.is_some())
        .filter_map(|figure| Some((figure.harm, exact(figure)?, figure.actor.clone()?)))
        .collect();
    let mut left: BTreeSet<String> = BTreeSet::new();
    for claim in claims.iter_mut().filter(|claim| claim.incident.as_ref() == Some(&incident.id)) {
        let Some(figure) = claim.figure.as_mut().filter(|figure| vague(figure)) else { continue };
        let Some(count) = exact(figure) else { continue };
        let described =
            figure.actor.as_deref().and_then(cast_list::index).and_then(|player| cast.players.get(player));
        if described.is_some_and(|player| player.named || player.entry.is_some()) {
            continue;
        }
        let fuller = full.iter().find(|(harm, other, actor)| {
            *harm == figure.harm && *other == count && figure.actor.as_ref() != Some(actor)
        });
        // Of two descriptions as vague as one another the first stays.
        let specific = fuller.filter(|(.., actor)| {
            figure.actor.is_none()
                || cast_list::index(actor)
                    .and_then(|player| cast.players.get(player))
                    .is_some_and(|player| player.kind != ActorKind::Civilians || player.named)
        });
        if let Some((.., actor)) = specific {
            left.extend(figure.actor.replace(actor.clone()));
        }
    }
    let used: BTreeSet<&String> =
        claims.iter().filter(own).filter_map(|claim| claim.figure.as_ref()?.actor.as_ref()).collect();
    incident.actors.retain(|part| {
        !(left.contains(&part.actor)
            && !used.contains(&part.actor)
            && matches!(part.role, ActorRole::Victim | ActorRole::Target))
    });
}
