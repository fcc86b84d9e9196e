//! On which side the sufferers of a figure stand.

use super::{Desk, cast_list};
use crate::actors::Cast;
use crate::figures::FigureMention;
use crate::page::At;
use attest_model::{ActorKind, ActorRole, Claim, Figure, Group, Incident, Side, TargetKind, WeaponKind};

/// The side of the sufferers: by their actor's part in the incident, else by what kind of people they are.
///
/// Who began an incident attacks. Where both sides are told of as striking, the one told of so more often began it; armed people of whom
/// the words say no such thing were attacked.
pub(super) fn side_of(
    desk: &Desk<'_, '_>,
    cast: &Cast<'_, '_>,
    draft: Option<usize>,
    actor: Option<usize>,
    figure: &FigureMention,
) -> Side {
    // "repelled the attack, **killing twelve of them**": those who had attacked.
    let repelled = desk.material.events.iter().any(|event| {
        event.defends
            && event.passage == figure.passage
            && event.trigger.contains(&figure.trigger)
            && figure.head.is_some_and(|head| event.patients.contains(&head))
    });
    if repelled
        && figure
            .group
            .is_none_or(|group| matches!(group, Group::Militants | Group::Attackers | Group::Soldiers))
    {
        return Side::Attackers;
    }
    let draft = draft.and_then(|index| desk.grouping.drafts.get(index));
    let player = actor.and_then(|actor| cast.players.get(actor));
    let armed = |kind: ActorKind| {
        !matches!(
            kind,
            ActorKind::Civilians | ActorKind::Individual | ActorKind::Unknown | ActorKind::Protesters
        )
    };
    if let (Some(draft), Some(actor), Some(player)) = (draft, actor, player)
        && !matches!(player.kind, ActorKind::Civilians | ActorKind::Individual | ActorKind::Protesters)
    {
        let blows = |player: usize| draft.attackers.get(&player).copied().unwrap_or(0);
        let rival = draft
            .attackers
            .keys()
            .filter(|other| **other != actor && cast.players[**other].kind != ActorKind::Civilians)
            .map(|&other| blows(other))
            .max();
        let suffers = draft.patients.get(&actor).copied().unwrap_or(0);
        let own_deed =
            blows(actor) > 0 && rival.is_none_or(|rival| blows(actor) > rival) && blows(actor) * 2 > suffers;
        if own_deed {
            return Side::Attackers;
        }
        // "Twenty insurgents were killed" may tell of those who attacked.
        let unnamed = !player.named && crate::actors::is_fighter_word(&player.lemma);
        if armed(player.kind) && !unnamed && suffers > 0 {
            return Side::Defenders;
        }
    }
    side_of_group(desk, draft, cast, figure)
}

/// Whether forces of a state only answered those who attacked: the first blow with a doer was another's.
pub(super) fn state_answers(
    desk: &Desk<'_, '_>,
    cast: &Cast<'_, '_>,
    draft: &crate::incidents::Draft,
) -> bool {
    let events = draft.events.iter().filter_map(|&index| desk.material.events.get(index));
    let blows = events.filter(|event| crate::incidents::attacks(event.class()));
    let doers = |event: &crate::events::EventMention<'_>| -> Vec<ActorKind> {
        let found = event.agents.iter().filter_map(|&token| cast.look(At { passage: event.passage, token }));
        found.map(|player| cast.players[player].kind).collect()
    };
    let first = blows
        .map(|event| ((event.passage, event.head), doers(event)))
        .filter(|(_, doers)| !doers.is_empty())
        .min_by_key(|(at, _)| *at);
    first.is_some_and(|(_, doers)| {
        doers
            .iter()
            .all(|kind| !kind.is_state() && !matches!(kind, ActorKind::Civilians | ActorKind::Protesters))
    })
}

/// The side that the kind of people suggests, beside what the incident tells of its attackers.
fn side_of_group(
    desk: &Desk<'_, '_>,
    draft: Option<&crate::incidents::Draft>,
    cast: &Cast<'_, '_>,
    figure: &FigureMention,
) -> Side {
    let attackers = || {
        draft
            .into_iter()
            .flat_map(|draft| draft.attackers.keys())
            .filter_map(|agent| cast.players.get(*agent))
    };
    let by = |kinds: &[ActorKind]| attackers().any(|player| kinds.contains(&player.kind));
    let state = by(&[ActorKind::StateForces, ActorKind::ExternalForces]);
    let rebels = by(&[ActorKind::RebelGroup, ActorKind::PoliticalMilitia, ActorKind::IdentityMilitia]);
    match figure.group {
        Some(
            Group::Soldiers | Group::Police | Group::Guards | Group::Peacekeepers | Group::FormerSoldiers,
        ) => {
            let own = figure.nation.is_some()
                && attackers()
                    .any(|player| player.kind == ActorKind::StateForces && player.country == figure.nation);
            if own && !rebels { Side::Attackers } else { Side::Defenders }
        }
        Some(Group::Attackers) => Side::Attackers,
        Some(Group::Militants) => {
            // "Rebels ambushed a patrol … two **rebels** were also killed": of those who attacked.
            let own = attackers().any(|player| !player.named && player.lemma == figure.profile.noun);
            // "Fifty people, **including the gunman**": one of a whole who is told of by his weapon made the attack.
            let the_gunman = figure.part
                && figure.max == Some(1)
                && matches!(figure.profile.noun.as_str(), "gunman" | "shooter" | "bomber" | "attacker");
            if the_gunman {
                return Side::Attackers;
            }
            // "Militants stormed a cafe … commandos ended the siege, **killing six gunmen**": those who had attacked.
            let answered = state
                && (rebels || attackers().any(|player| player.kind == ActorKind::Unknown))
                && draft.is_some_and(|draft| state_answers(desk, cast, draft));
            // "The attack killed 32 rebels": whom a deed killed did not do it.
            let done_to = matches!(figure.rule, "casualties/active" | "casualties/result");
            if answered || (rebels || own) && !state && !done_to { Side::Attackers } else { Side::Defenders }
        }
        Some(
            Group::Officials
            | Group::FormerOfficials
            | Group::Politicians
            | Group::Diplomats
            | Group::Judiciary,
        ) => Side::Defenders,
        Some(
            Group::Civilians
            | Group::Children
            | Group::Women
            | Group::Journalists
            | Group::AidWorkers
            | Group::MedicalWorkers
            | Group::Clergy,
        ) => Side::Civilians,
        _ => Side::Unknown,
    }
}

/// "Twenty people, including **12 militants**, were killed in an attack on a military post": nobody is told of as its doer, and a post of the
/// state is not theirs.
fn attacked_the_state(incident: &Incident, figure: &Figure) -> bool {
    figure.group == Some(Group::Militants)
        && figure.side == Side::Defenders
        && incident.actors.iter().all(|part| part.role != ActorRole::Perpetrator)
        // "air strikes on positions": those of whom the strikes killed.
        && incident.weapons.iter().all(|weapon| {
            !matches!(
                weapon.kind,
                WeaponKind::Airstrike | WeaponKind::Aircraft | WeaponKind::Drone | WeaponKind::Artillery
            )
        })
        && incident.targets.iter().any(|target| {
            super::targets::is_of_forces(target.kind) || target.kind == TargetKind::GovernmentOffice
        })
}

/// Sides once more, when each incident knows who did it (also by what was claimed) and who was the target: these parts win over what single words
/// suggest. Unarmed people stay on no side.
pub fn settle_sides(cast: &Cast<'_, '_>, claims: &mut [Claim], incidents: &[Incident]) {
    for claim in claims {
        let Some(incident) = incidents.iter().find(|incident| claim.incident.as_ref() == Some(&incident.id))
        else {
            continue;
        };
        // "Seven attackers were killed": the words say it themselves.
        let open =
            |figure: &&mut Figure| figure.side != Side::Civilians && figure.group != Some(Group::Attackers);
        let Some(figure) = claim.figure.as_mut().filter(open) else { continue };
        if attacked_the_state(incident, figure) {
            figure.side = Side::Attackers;
            continue;
        }
        let Some(actor) = figure.actor.as_deref() else { continue };
        let kind =
            cast_list::index(actor).and_then(|index| cast.players.get(index)).map(|player| player.kind);
        if matches!(kind, None | Some(ActorKind::Civilians | ActorKind::Protesters)) {
            continue;
        }
        let plays =
            |role: ActorRole| incident.actors.iter().any(|part| part.actor == actor && part.role == role);
        let others =
            |role: ActorRole| incident.actors.iter().any(|part| part.actor != actor && part.role == role);
        if plays(ActorRole::Perpetrator) {
            figure.side = Side::Attackers;
        } else if plays(ActorRole::Target) && (others(ActorRole::Perpetrator) || figure.side == Side::Unknown)
        {
            figure.side = Side::Defenders;
        }
    }
}
