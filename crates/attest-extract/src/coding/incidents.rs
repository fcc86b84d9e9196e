//! The incidents as records: when, where, who, with what, at what, of which type.

use super::parties::actors;
use super::reality::reality;
use super::targets::targets;
use super::weapons::{merge_vehicle_bombs, weapons};
use super::when::when;
use super::{Desk, cast_list, claims::incident_id, landscape, sources::Registry};
use crate::actors::Cast;
use crate::incidents::Draft;
use crate::types::{self, Evidence};
use attest_model::{
    ActorRole, Claim, Corroboration, CorroborationStatus, Incident, IncidentActor, Role, Target, TargetKind,
    Weapon, WeaponKind, Where,
};
use std::collections::BTreeSet;

/// Writes the incidents; their claims must be numbered.
pub fn write(
    desk: &Desk<'_, '_>,
    cast: &mut Cast<'_, '_>,
    sources: &Registry,
    claims: &[Claim],
) -> Vec<Incident> {
    let count = desk.grouping.drafts.len();
    let mut out: Vec<Incident> = (0..count).map(|index| one(desk, cast, sources, claims, index)).collect();
    inherit(cast, &mut out);
    // What a phase was done with, the whole was done with.
    for (index, draft) in desk.grouping.drafts.iter().enumerate().filter(|(_, draft)| draft.phase) {
        let (Some(whole), Some(weapons)) = (draft.part_of, out.get(index).map(|part| part.weapons.clone()))
        else {
            continue;
        };
        let Some(whole) = out.get_mut(whole) else { continue };
        let known: BTreeSet<WeaponKind> = whole.weapons.iter().map(|weapon| weapon.kind).collect();
        whole.weapons.extend(weapons.into_iter().filter(|weapon| !known.contains(&weapon.kind)));
        merge_vehicle_bombs(&mut whole.weapons);
    }
    out
}

fn one(
    desk: &Desk<'_, '_>,
    cast: &mut Cast<'_, '_>,
    sources: &Registry,
    claims: &[Claim],
    index: usize,
) -> Incident {
    let draft = &desk.grouping.drafts[index];
    let id = incident_id(index);
    let own: Vec<&Claim> = claims.iter().filter(|claim| claim.incident.as_ref() == Some(&id)).collect();
    let role = draft.role.unwrap_or(Role::Related);
    let weapons = weapons(desk, cast, draft, role);
    let actors = actors(desk, cast, draft, &own);
    let targets = targets(desk, draft);
    let evidence = evidence(desk, cast, draft, &weapons, &actors, &targets);
    let place = super::scene::of(desk, draft, role);
    Incident {
        label: label(desk, cast, draft, &actors, place.as_ref(), index),
        role,
        part_of: draft.part_of.map(incident_id),
        reality: reality(draft, &own, sources, role),
        when: when(desk, draft, role),
        place,
        types: types::of(&evidence),
        actors,
        targets,
        weapons,
        claims: own.iter().map(|claim| claim.id.clone()).collect(),
        assessments: Vec::new(),
        corroboration: Corroboration {
            status: CorroborationStatus::Unconfirmed,
            independent_sources: 0,
            why: String::new(),
        },
        campaign: None,
        id,
    }
}

/// Parts have the doers and targets of their whole where their own words name none: "a bomber" of a part is the group's.
fn inherit(cast: &Cast<'_, '_>, incidents: &mut [Incident]) {
    let player = |part: &IncidentActor| cast_list::player(cast, &part.actor);
    let named = |part: &IncidentActor| player(part).is_some_and(|player| player.named);
    // "a rebel commander said **his soldiers** had done it": somebody's own, and none of those who did the rest.
    let owned = |part: &IncidentActor| {
        player(part)
            .is_some_and(|player| !player.named && crate::actors::is_somebodys(cast.page(), player.first))
    };
    let wholes: Vec<(String, Vec<IncidentActor>, Vec<Target>)> = incidents
        .iter()
        .filter(|incident| incident.part_of.is_none())
        .map(|incident| (incident.id.clone(), incident.actors.clone(), incident.targets.clone()))
        .collect();
    for incident in incidents.iter_mut() {
        let Some((_, actors, targets)) =
            incident.part_of.as_ref().and_then(|of| wholes.iter().find(|(id, ..)| id == of))
        else {
            continue;
        };
        let armed = |part: &IncidentActor| {
            matches!(part.role, ActorRole::Perpetrator | ActorRole::Participant | ActorRole::Responder)
        };
        let suffers = |part: &IncidentActor| matches!(part.role, ActorRole::Target | ActorRole::Victim);
        let known =
            |own: &[IncidentActor], part: &IncidentActor| own.iter().any(|known| known.actor == part.actor);
        if !incident.actors.iter().any(|part| armed(part) && (named(part) || owned(part))) {
            let lent: Vec<IncidentActor> = actors
                .iter()
                .filter(|part| {
                    part.role == ActorRole::Perpetrator && named(part) && !known(&incident.actors, part)
                })
                .cloned()
                .collect();
            incident.actors.extend(lent);
        }
        if !incident.actors.iter().any(suffers) && incident.targets.is_empty() {
            let lent: Vec<IncidentActor> = actors
                .iter()
                .filter(|part| suffers(part) && named(part) && !known(&incident.actors, part))
                .cloned()
                .collect();
            incident.actors.extend(lent);
            incident.targets.extend(targets.iter().take(1).cloned());
        }
        incident.actors.sort_by_key(|part| part.role);
    }
}

/// What stands first in a card: the title for the primary, else kind and place.
fn label(
    desk: &Desk<'_, '_>,
    cast: &Cast<'_, '_>,
    draft: &Draft,
    actors: &[IncidentActor],
    place: Option<&Where>,
    index: usize,
) -> String {
    if index == 0
        && draft.title
        && let Some(title) = &desk.page.document.title
    {
        return title.clone();
    }
    if draft.captives {
        return "captives shown".to_owned();
    }
    // An arrest names an incident only where nothing else happened in it.
    let class = draft
        .classes
        .iter()
        .filter(|(class, _)| !crate::incidents::surrounds(**class))
        .max_by_key(|(class, count)| {
            (!crate::incidents::answers(**class), **count, std::cmp::Reverse(**class))
        })
        .map_or_else(|| harm_label(desk, draft), |(class, _)| class.as_str().replace('_', " "));
    let doer = actors
        .iter()
        .find(|part| part.role == ActorRole::Perpetrator)
        .and_then(|part| cast_list::player(cast, &part.actor))
        .map(|player| format!("{} ", player.name))
        .unwrap_or_default();
    let place = place
        .and_then(|place| landscape::name(desk, &place.place))
        .map(|name| placed(&name))
        .unwrap_or_default();
    format!("{doer}{class}{place}")
}

/// " in Tolsa", " near Tolsa", " 10 km north of Tolsa": the place's words with the preposition that they need.
fn placed(name: &str) -> String {
    let first = name.split(' ').next().unwrap_or_default();
    let lower = first.to_lowercase();
    let own = matches!(
        lower.as_str(),
        "near"
            | "outside"
            | "around"
            | "between"
            | "north"
            | "south"
            | "east"
            | "west"
            | "northeast"
            | "northwest"
            | "southeast"
            | "southwest"
    ) && name.contains(' ')
        && (matches!(lower.as_str(), "near" | "outside" | "around" | "between") || name.contains(" of "))
        || first.starts_with(|c: char| c.is_ascii_digit());
    if own {
        format!(" {lower}{}", name.strip_prefix(first).unwrap_or_default())
    } else {
        format!(" in {name}")
    }
}

/// What befell whom, for an incident known only by its figures.
fn harm_label(desk: &Desk<'_, '_>, draft: &Draft) -> String {
    let figure = draft.figures.first().and_then(|&index| desk.material.figures.get(index));
    figure.map_or_else(
        || "incident".to_owned(),
        |figure| {
            let words = desk
                .page
                .span(figure.passage, figure.claim.clone())
                .of(&desk.page.document.text)
                .unwrap_or_default();
            let short: Vec<&str> = words.split_whitespace().take(8).collect();
            format!("{}: {}", figure.harm.as_str().replace('_', " "), short.join(" "))
        },
    )
}

/// The words of ground taken or retaken among the draft's.
fn takings<'d, 'k>(
    desk: &'d Desk<'_, 'k>,
    draft: &'d Draft,
) -> impl Iterator<Item = &'d crate::events::EventMention<'k>> {
    use attest_lexicon::EventClass as C;
    draft
        .events
        .iter()
        .map(|&index| &desk.material.events[index])
        .filter(|event| matches!(event.class(), C::GroundCapture | C::GroundRetaken))
}

/// Kinds of those who took or retook ground. The forces of another state than the one that the report is about are external.
fn takers(desk: &Desk<'_, '_>, cast: &Cast<'_, '_>, draft: &Draft) -> Vec<attest_model::ActorKind> {
    use attest_model::ActorKind as K;
    takings(desk, draft)
        .flat_map(|event| event.agents.iter().map(|&token| crate::page::At { passage: event.passage, token }))
        .filter_map(|at| cast.told(at))
        .filter_map(|player| cast.players.get(player))
        .map(|player| {
            let foreign = player.country.is_some()
                && desk.material.atlas.country().is_some()
                && player.country.as_deref() != desk.material.atlas.country();
            match player.kind {
                K::StateForces if foreign => K::ExternalForces,
                kind => kind,
            }
        })
        .collect()
}

/// "took the town **without a fight**", "entered the town **unopposed**".
fn unopposed(desk: &Desk<'_, '_>, draft: &Draft) -> bool {
    takings(desk, draft).any(|event| {
        let Some(content) = desk.page.passages.get(event.passage) else { return false };
        let analysis = &content.analysis;
        let sentence = analysis.sentence_of(event.head);
        analysis.tokens_in(sentence).any(|token| {
            let lemma = token.lemma().to_lowercase();
            let free = matches!(
                lemma.as_str(),
                "fight" | "fighting" | "resistance" | "battle" | "opposition" | "bloodshed" | "combat"
            ) && token.head().lemma() == "without";
            let shot = lemma == "fire" && token.head().lemma() == "without";
            free || shot || matches!(lemma.as_str(), "unopposed" | "bloodlessly" | "peacefully")
        })
    })
}

/// "was shot **at a rally**", "a bomb went off **during the march**": the words of a demonstration say where it was, and nothing else; "a protest
/// had taken place there **hours before the attack**" tells of what was over by then.
fn crowd_is_scene(desk: &Desk<'_, '_>, draft: &Draft) -> bool {
    let mut crowds = draft
        .events
        .iter()
        .map(|&index| &desk.material.events[index])
        .filter(|event| event.class() == attest_lexicon::EventClass::Protest)
        .peekable();
    crowds.peek().is_some()
        && crowds.all(|event| {
            let scene = desk.page.token(event.at()).is_some_and(|noun| {
                noun.dep() == "pobj" && matches!(noun.head().lemma(), "at" | "during" | "near" | "outside")
            });
            scene || was_over(desk, draft, event)
        })
}

/// "took place a few hours **before the attack**": the sentence sets the word before a deed of the incident.
fn was_over(desk: &Desk<'_, '_>, draft: &Draft, event: &crate::events::EventMention) -> bool {
    let deeds = draft.events.iter().map(|&index| &desk.material.events[index]);
    deeds.filter(|deed| (deed.passage, deed.sentence) == (event.passage, event.sentence)).any(|deed| {
        deed.definite
            && deed.head > event.head
            && desk
                .page
                .token(deed.at())
                .is_some_and(|noun| noun.dep() == "pobj" && noun.head().lemma() == "before")
    })
}

fn evidence<'k>(
    desk: &Desk<'_, 'k>,
    cast: &Cast<'_, '_>,
    draft: &Draft,
    weapons: &[Weapon],
    actors: &[IncidentActor],
    targets: &[Target],
) -> Evidence<'k> {
    let mut words: Vec<(u32, usize, &'k attest_lexicon::EventWord)> = Vec::new();
    for &index in &draft.events {
        let word = desk.material.events[index].word;
        match words.iter_mut().find(|(_, _, known)| known.class == word.class) {
            Some(entry) => entry.0 += 1,
            None => words.push((1, words.len(), word)),
        }
    }
    words.sort_by_key(|(count, order, _)| (std::cmp::Reverse(*count), *order));
    let kind = |part: &IncidentActor| cast_list::player(cast, &part.actor).map(|player| player.kind);
    let of = |roles: &[ActorRole]| {
        actors.iter().filter(|part| roles.contains(&part.role)).filter_map(kind).collect::<Vec<_>>()
    };
    // "gunmen in suicide vests shot ten people dead": the vests are not said to have gone off.
    let worn = weapons.iter().any(|weapon| weapon.kind == WeaponKind::Firearm)
        && ![attest_lexicon::EventClass::SuicideBombing, attest_lexicon::EventClass::Explosion]
            .iter()
            .any(|class| draft.classes.contains_key(class));
    Evidence {
        words: words.into_iter().map(|(_, _, word)| word).collect(),
        classes: draft.classes.clone(),
        weapons: weapons
            .iter()
            .filter(|weapon| !(weapon.kind == WeaponKind::SuicideVest && worn))
            .map(|weapon| {
                (
                    weapon.kind,
                    matches!(
                        weapon.kind,
                        WeaponKind::Svbied | WeaponKind::SuicideVest | WeaponKind::SuicideOther
                    ),
                )
            })
            .collect(),
        doers: of(&[ActorRole::Perpetrator, ActorRole::Participant]),
        sufferers: of(&[ActorRole::Target, ActorRole::Victim]),
        takers: takers(desk, cast, draft),
        unopposed: unopposed(desk, draft),
        crowd_is_scene: crowd_is_scene(desk, draft),
        military_target: targets.iter().any(|target| {
            super::targets::is_of_forces(target.kind) || target.kind == TargetKind::ArmedGroupBase
        }),
    }
}
