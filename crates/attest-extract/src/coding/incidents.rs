//! The incidents as records: when, where, who, with what, at what, of which type.

use super::{Desk, cast_list, claims::incident_id, landscape, sources::Registry};
use crate::actors::Cast;
use crate::assess;
use crate::events;
use crate::figures::FigureMention;
use crate::incidents::{Draft, extent};
use crate::infobox;
use crate::page::At;
use crate::types::{self, Evidence};
use attest_lexicon::EventClass;
use attest_model::{
    ActorKind, ActorRole, Campaign, Claim, Corroboration, CorroborationStatus, DocumentKind, Harm, Incident,
    IncidentActor, Mode, Predicate, Reality, Role, Side, Source, Stance, Target, TargetKind, Weapon,
    WeaponKind, When, WhenBasis, WhenPrecision, Where,
};
use attest_time::{Basis, Bound, Interval};
use std::collections::{BTreeMap, BTreeSet};

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
    let named = |part: &IncidentActor| {
        let player = part
            .actor
            .strip_prefix('a')
            .and_then(|number| number.parse::<usize>().ok())
            .and_then(|number| cast.players.get(number.wrapping_sub(1)));
        player.is_some_and(|player| player.named)
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
        if !incident.actors.iter().any(|part| armed(part) && named(part)) {
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
    let class = draft
        .classes
        .iter()
        .filter(|(class, _)| !crate::incidents::surrounds(**class))
        .max_by_key(|(class, count)| (**count, std::cmp::Reverse(**class)))
        .map_or_else(|| harm_label(desk, draft), |(class, _)| class.as_str().replace('_', " "));
    let doer = actors
        .iter()
        .find(|part| part.role == ActorRole::Perpetrator)
        .and_then(|part| part.actor.strip_prefix('a'))
        .and_then(|number| number.parse::<usize>().ok())
        .and_then(|number| cast.players.get(number.wrapping_sub(1)))
        .map(|player| format!("{} ", player.name))
        .unwrap_or_default();
    let place = place
        .and_then(|place| landscape::name(desk, &place.place))
        .map(|name| format!(" in {name}"))
        .unwrap_or_default();
    format!("{doer}{class}{place}")
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

// ---------------------------------------------------------------- when

fn when(desk: &Desk<'_, '_>, draft: &Draft, role: Role) -> When {
    if role == Role::Primary
        && let Some((time, interval)) = infobox::date(desk.page, &desk.material.times)
    {
        let mention = &desk.material.times[time];
        return record(&interval, basis(mention.time.basis), desk.page.quote(mention.span), None);
    }
    if role == Role::Primary
        && let Some(extent) = extent::of(&desk.material, draft)
    {
        let mention = &desk.material.times[extent.first].time;
        let anchor = mention
            .anchor
            .map(|(start, end)| attest_model::Span::new(start, end))
            .and_then(|span| desk.page.quote(span));
        return record(
            &extent.interval,
            basis(mention.basis),
            desk.page.quote(desk.material.times[extent.first].span),
            anchor,
        );
    }
    if let Some((time, interval)) = &draft.fixed {
        let mention = &desk.material.times[*time];
        return record(interval, basis(mention.time.basis), desk.page.quote(mention.span), None);
    }
    if draft.response
        && let Some(whole) = desk.grouping.drafts.first().filter(|whole| !std::ptr::eq(*whole, draft))
        && chosen_time(desk, draft).is_none()
    {
        // After the main story, on a day that nobody says.
        let main = when(desk, whole, Role::Primary);
        if main.earliest.is_some() {
            return When {
                latest: None,
                precision: WhenPrecision::Open,
                basis: WhenBasis::Inherited,
                ..main
            };
        }
    }
    if let Some((time, interval)) = chosen_time(desk, draft) {
        let mention = &desk.material.times[time].time;
        let anchor = mention
            .anchor
            .map(|(start, end)| attest_model::Span::new(start, end))
            .and_then(|span| desk.page.quote(span));
        return record(
            &interval,
            basis(mention.basis),
            desk.page.quote(desk.material.times[time].span),
            anchor,
        );
    }
    if role == Role::Primary
        && desk.page.document.kind == DocumentKind::Digest
        && let Some(published) = &desk.page.document.published
    {
        return When {
            earliest: Some(published.clone()),
            latest: Some(published.clone()),
            precision: WhenPrecision::Day,
            basis: WhenBasis::Publication,
            quote: None,
            anchor: None,
        };
    }
    if let Some(of) = draft.part_of.and_then(|of| desk.grouping.drafts.get(of)) {
        let mut whole = when(desk, of, Role::Primary);
        if whole.earliest.is_some() {
            whole.basis = WhenBasis::Inherited;
        }
        return whole;
    }
    When {
        earliest: None,
        latest: None,
        precision: WhenPrecision::Unknown,
        basis: WhenBasis::None,
        quote: None,
        anchor: None,
    }
}

fn record(
    interval: &Interval,
    basis: WhenBasis,
    quote: Option<attest_model::Quote>,
    anchor: Option<attest_model::Quote>,
) -> When {
    When {
        earliest: interval.earliest.map(|day| day.to_string()),
        latest: interval.latest.map(|day| day.to_string()),
        precision: precision(interval.precision),
        basis,
        quote,
        anchor,
    }
}

const fn precision(precision: attest_time::Precision) -> WhenPrecision {
    use attest_time::Precision as P;
    match precision {
        P::Day => WhenPrecision::Day,
        P::Days => WhenPrecision::Days,
        P::Week => WhenPrecision::Week,
        P::Month => WhenPrecision::Month,
        P::Season => WhenPrecision::Season,
        P::Year => WhenPrecision::Year,
        P::Decade => WhenPrecision::Decade,
        P::Open => WhenPrecision::Open,
        P::Unknown => WhenPrecision::Unknown,
    }
}

const fn basis(basis: Basis) -> WhenBasis {
    match basis {
        Basis::Stated => WhenBasis::Stated,
        Basis::Relative => WhenBasis::Relative,
        Basis::Inherited => WhenBasis::Inherited,
        Basis::Publication => WhenBasis::Publication,
        _ => WhenBasis::None,
    }
}

/// The time that dates the draft: the heaviest, then the finest, then the earliest in the text; for fighting over days the span
/// from its beginning to its end; for the main story without one, a date of the lead.
fn chosen_time(desk: &Desk<'_, '_>, draft: &Draft) -> Option<(usize, Interval)> {
    let mut votes: BTreeMap<(i64, i64), (u32, usize)> = BTreeMap::new();
    for &(index, weight) in &draft.times {
        let Some(interval) = &desk.material.times[index].time.interval else { continue };
        let key =
            (interval.earliest.map_or(i64::MIN, day_number), interval.latest.map_or(i64::MAX, day_number));
        let vote = u32::from(weight)
            * match interval.days() {
                Some(1..=3) => 6,
                Some(4..=31) => 3,
                _ => 1,
            };
        let entry = votes.entry(key).or_insert((0, index));
        entry.0 += vote;
        entry.1 = entry.1.min(index);
    }
    let best = votes
        .values()
        .max_by_key(|(vote, index)| (*vote, std::cmp::Reverse(*index)))
        .map(|(_, index)| *index);
    if let Some(best) = best {
        let interval = desk.material.times[best].time.interval?;
        let interval = opened(desk.material.times[best].time.bound, interval, draft);
        return Some((best, stretched(desk, best, &interval).unwrap_or(interval)));
    }
    if draft.role == Some(Role::Primary) {
        // No time hangs on any of its words: a date of the title or of the first sentences.
        return desk
            .material
            .times
            .iter()
            .enumerate()
            .take_while(|(_, time)| time.sentence <= draft.first.1 + 3)
            .find(|(_, time)| {
                crate::incidents::dates(&time.time)
                    && time
                        .time
                        .interval
                        .as_ref()
                        .is_some_and(|interval| interval.days().is_some_and(|days| days <= 31))
            })
            .and_then(|(index, time)| time.time.interval.map(|interval| (index, interval)));
    }
    None
}

fn day_number(day: jiff::civil::Date) -> i64 {
    i64::from(day.year()) * 372 + i64::from(day.month()) * 31 + i64::from(day.day())
}

/// A sum "since late 2023" begins then and has no stated end.
fn opened(bound: Bound, interval: Interval, draft: &Draft) -> Interval {
    match bound {
        Bound::From if draft.aggregate && !draft.presupposed => {
            Interval { latest: None, precision: attest_time::Precision::Open, ..interval }
        }
        Bound::Until if draft.aggregate && !draft.presupposed => {
            Interval { earliest: None, precision: attest_time::Precision::Open, ..interval }
        }
        _ => interval,
    }
}

/// Two halves of one range ("between 3 and 5 March").
fn stretched(desk: &Desk<'_, '_>, best: usize, interval: &Interval) -> Option<Interval> {
    let times = &desk.material.times;
    let time = times.get(best)?;
    let other = match time.time.bound {
        Bound::RangeStart => times.get(best + 1).filter(|other| other.time.bound == Bound::RangeEnd),
        Bound::RangeEnd => best
            .checked_sub(1)
            .and_then(|before| times.get(before))
            .filter(|other| other.time.bound == Bound::RangeStart),
        _ => None,
    }?;
    let own = other.time.interval.as_ref()?;
    let (first, last) = (interval.earliest?.min(own.earliest?), interval.latest?.max(own.latest?));
    (other.sentence == time.sentence && first < last)
        .then(|| Interval::between(first, last, interval.precision.max(attest_time::Precision::Days)))
}

// ---------------------------------------------------------------- who

fn actors(
    desk: &Desk<'_, '_>,
    cast: &mut Cast<'_, '_>,
    draft: &Draft,
    claims: &[&Claim],
) -> Vec<IncidentActor> {
    let mut parts: BTreeMap<(usize, ActorRole), (u32, Option<attest_model::Span>)> = BTreeMap::new();
    let violent = draft.classes.keys().any(|class| crate::incidents::attacks(*class));
    for &index in &draft.events {
        let event = &desk.material.events[index];
        let clash = matches!(event.class(), EventClass::Clash | EventClass::Conflict);
        let response = matches!(
            event.class(),
            EventClass::Operation
                | EventClass::Deployment
                | EventClass::Rescue
                | EventClass::Arrest
                | EventClass::Release
        );
        for (heads, doing) in [(&event.agents, true), (&event.patients, false)] {
            for &head in heads {
                let at = At { passage: event.passage, token: head };
                let player = if doing { cast.of(at) } else { crate::incidents::owner(desk.page, cast, at) };
                let Some(player) = player else { continue };
                let kind = cast.players[player].kind;
                // Who was arrested for an attack is no target of it; who was freed was a victim of the taking.
                if !doing
                    && violent
                    && matches!(
                        event.class(),
                        EventClass::Arrest | EventClass::Operation | EventClass::Deployment
                    )
                {
                    continue;
                }
                let role = match (doing, clash, response) {
                    (false, _, true) if matches!(event.class(), EventClass::Release | EventClass::Rescue) => {
                        ActorRole::Victim
                    }
                    (true, _, true) => ActorRole::Responder,
                    (_, true, _) => ActorRole::Participant,
                    (true, ..) => ActorRole::Perpetrator,
                    (false, ..)
                        if matches!(
                            kind,
                            ActorKind::Civilians | ActorKind::Individual | ActorKind::Protesters
                        ) =>
                    {
                        ActorRole::Victim
                    }
                    (false, ..) => ActorRole::Target,
                };
                let span = words_of(desk, cast, at, player);
                let entry = parts.entry((player, role)).or_insert((0, Some(span)));
                entry.0 += 1;
            }
        }
    }
    for &(at, doing) in &draft.people {
        let Some(player) = cast.of(at) else { continue };
        let span =
            desk.page.span(at.passage, crate::tree::bare(&desk.page.passages[at.passage].analysis, at.token));
        let role = if doing { ActorRole::Perpetrator } else { ActorRole::Target };
        parts.entry((player, role)).or_insert((0, Some(span))).0 += 1;
    }
    if draft.captives {
        for &player in draft.patients.keys() {
            let figure = draft.figures.first().and_then(|&index| desk.material.figures.get(index));
            let span =
                figure.and_then(|figure| figure.who.clone().map(|who| desk.page.span(figure.passage, who)));
            parts.entry((player, ActorRole::Target)).or_insert((0, span)).0 += 1;
        }
        return written(desk, cast, parts);
    }
    blame(cast, claims, &mut parts);
    sufferers(desk, cast, draft, &mut parts);
    written(desk, cast, parts)
}

fn written(
    desk: &Desk<'_, '_>,
    cast: &Cast<'_, '_>,
    parts: BTreeMap<(usize, ActorRole), (u32, Option<attest_model::Span>)>,
) -> Vec<IncidentActor> {
    settle(cast, parts)
        .into_iter()
        .map(|(player, role, span)| IncidentActor {
            actor: cast_list::id(player),
            role,
            quote: span.and_then(|span| desk.page.quote(span)),
        })
        .collect()
}

/// The words that show an actor in its part: the noun phrase at `at`, or, for a pronoun, the actor's first mention.
fn words_of(desk: &Desk<'_, '_>, cast: &Cast<'_, '_>, at: At, player: usize) -> attest_model::Span {
    let pronoun =
        desk.page.token(at).is_some_and(|token| matches!(token.tag(), "PRP" | "PRP$" | "WP" | "WDT" | "DT"));
    match cast.players[player].mentions.first() {
        Some(&first) if pronoun => first,
        _ => {
            desk.page.span(at.passage, crate::tree::bare(&desk.page.passages[at.passage].analysis, at.token))
        }
    }
}

/// Those whom a statement of responsibility names (or who claim it), unless it is a denial.
fn blame(
    cast: &Cast<'_, '_>,
    claims: &[&Claim],
    parts: &mut BTreeMap<(usize, ActorRole), (u32, Option<attest_model::Span>)>,
) {
    for claim in claims {
        if claim.predicate != Predicate::Responsibility
            || matches!(claim.stance, Stance::Denies | Stance::Doubts | Stance::Withholds)
        {
            continue;
        }
        let Some(player) = claim
            .actor
            .as_deref()
            .and_then(|id| id.strip_prefix('a'))
            .and_then(|number| number.parse::<usize>().ok())
        else {
            continue;
        };
        let Some(blamed) = player.checked_sub(1).and_then(|index| cast.players.get(index)) else { continue };
        let said = claim.sentence.span();
        let words = blamed
            .mentions
            .iter()
            .find(|mention| said.contains(**mention))
            .or_else(|| blamed.mentions.first());
        let entry = parts
            .entry((player - 1, ActorRole::Perpetrator))
            .or_insert((0, Some(words.copied().unwrap_or_else(|| claim.quote.span()))));
        entry.0 += 1;
    }
}

/// The sufferers of its figures are its victims or targets.
fn sufferers(
    desk: &Desk<'_, '_>,
    cast: &mut Cast<'_, '_>,
    draft: &Draft,
    parts: &mut BTreeMap<(usize, ActorRole), (u32, Option<attest_model::Span>)>,
) {
    for &index in &draft.figures {
        let figure = &desk.material.figures[index];
        if matches!(figure.harm, Harm::Present | Harm::Destroyed) || figure.max == Some(0) {
            continue;
        }
        let Some(head) = figure.head else { continue };
        let Some(player) = cast.of(At { passage: figure.passage, token: head }) else { continue };
        if parts.contains_key(&(player, ActorRole::Perpetrator))
            || parts.contains_key(&(player, ActorRole::Participant))
        {
            continue;
        }
        let role = match cast.players[player].kind {
            ActorKind::Civilians | ActorKind::Individual | ActorKind::Protesters => ActorRole::Victim,
            _ => ActorRole::Target,
        };
        let span = figure.who.clone().map(|who| desk.page.span(figure.passage, who));
        let entry = parts.entry((player, role)).or_insert((0, span));
        entry.0 += 1;
    }
}

/// One actor, one part: whoever is named on both sides keeps the part that more words give.
fn settle(
    cast: &Cast<'_, '_>,
    parts: BTreeMap<(usize, ActorRole), (u32, Option<attest_model::Span>)>,
) -> Vec<(usize, ActorRole, Option<attest_model::Span>)> {
    let mut best: BTreeMap<usize, (u32, ActorRole, Option<attest_model::Span>)> = BTreeMap::new();
    for ((player, role), (count, span)) in parts {
        let known = best.get(&player).map_or(0, |(count, ..)| *count);
        if count > known {
            best.insert(player, (count, role, span));
        }
    }
    let armed = best.iter().any(|(player, (_, role, _))| {
        *role == ActorRole::Perpetrator
            && cast.players[*player].named
            && matches!(
                cast.players[*player].kind,
                ActorKind::RebelGroup | ActorKind::PoliticalMilitia | ActorKind::IdentityMilitia
            )
    });
    let named = best.iter().any(|(player, (_, role, _))| {
        *role == ActorRole::Perpetrator
            && cast.players[*player].named
            && cast.players[*player].kind != ActorKind::Individual
    });
    let mut out: Vec<_> = best
        .into_iter()
        .filter(|(player, (_, role, _))| {
            // Bystanders' words ("people attacked") make no perpetrators of civilians.
            let player = &cast.players[*player];
            let shadow =
                armed && !player.named && matches!(player.kind, ActorKind::Unknown | ActorKind::RebelGroup);
            !(*role == ActorRole::Perpetrator && (player.kind == ActorKind::Civilians && named || shadow))
        })
        .map(|(player, (count, role, span))| (count, player, role, span))
        .collect();
    out.sort_by_key(|(count, player, role, _)| (*role, std::cmp::Reverse(*count), *player));
    out.into_iter().map(|(_, player, role, span)| (player, role, span)).collect()
}

// ---------------------------------------------------------------- with what, at what

fn weapons(desk: &Desk<'_, '_>, cast: &Cast<'_, '_>, draft: &Draft, role: Role) -> Vec<Weapon> {
    let mut out: Vec<Weapon> = Vec::new();
    let mut seen: BTreeSet<(WeaponKind, bool)> = BTreeSet::new();
    for mention in &desk.weapons {
        let shared = draft.shared.as_ref().is_some_and(|(passage, words)| {
            *passage == mention.passage && words.contains(&mention.tokens.start)
        });
        if !shared
            && (!draft.sentences.contains(&mention.sentence)
                || !owns(desk, draft, mention.passage, mention.sentence, mention.tokens.start))
        {
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

/// "a suicide bomber **in a car**", "suicide bombers **on motorcycles**": the vehicle carries the bomb.
fn mounted(desk: &Desk<'_, '_>, mention: &events::WeaponMention) -> (WeaponKind, std::ops::Range<usize>) {
    let plain = (mention.kind, mention.tokens.clone());
    if mention.kind != WeaponKind::SuicideOther {
        return plain;
    }
    let Some(content) = desk.page.passages.get(mention.passage) else { return plain };
    let analysis = &content.analysis;
    let behind = mention.tokens.end..(mention.tokens.end + 4).min(analysis.len());
    let mut words = analysis.tokens_in(behind);
    if !words.next().is_some_and(|word| matches!(word.lemma(), "in" | "on" | "drive" | "ride" | "aboard")) {
        return plain;
    }
    let vehicle = words
        .take_while(|word| matches!(word.dep(), "det" | "amod" | "compound" | "pobj" | "dobj" | "nummod"))
        .find(|word| {
            matches!(
                word.lemma(),
                "car"
                    | "truck"
                    | "lorry"
                    | "vehicle"
                    | "van"
                    | "minibus"
                    | "bus"
                    | "motorcycle"
                    | "motorbike"
                    | "pickup"
                    | "jeep"
                    | "suv"
                    | "ambulance"
                    | "tanker"
                    | "boat"
            )
        });
    vehicle.map_or(plain, |vehicle| (WeaponKind::Svbied, mention.tokens.start..vehicle.index() + 1))
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
    patient || governed
}

/// Evidence ("shot", "blown up") says nothing beside the named weapon that it stands for.
fn drop_evidence(weapons: &mut Vec<Weapon>) {
    use WeaponKind as W;
    let named: Vec<WeaponKind> =
        weapons.iter().filter(|weapon| weapon.named).map(|weapon| weapon.kind).collect();
    let explosive = |kind: W| {
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
                | W::UnknownExplosive
        )
    };
    let gun = |kind: W| matches!(kind, W::Firearm | W::MachineGun);
    weapons.retain(|weapon| {
        weapon.named
            || !named.iter().any(|&kind| {
                kind == weapon.kind
                    || matches!(weapon.kind, W::UnknownExplosive | W::Bomb) && explosive(kind)
                    || weapon.kind == W::Firearm && gun(kind)
            })
    });
    general_beside_special(weapons);
}

/// A general word beside a special one names no second weapon: "the bombing" of a car bomb, "jets" of an air strike, "the bomber" with an
/// explosive vest.
fn general_beside_special(weapons: &mut Vec<Weapon>) {
    use WeaponKind as W;
    let kinds: BTreeSet<WeaponKind> = weapons.iter().map(|weapon| weapon.kind).collect();
    let has = |special: &[W]| special.iter().any(|kind| kinds.contains(kind));
    let planted = [W::Svbied, W::Vbied, W::SuicideVest, W::SuicideOther, W::Ied, W::Landmine];
    let suicide = has(&[W::Svbied, W::SuicideVest, W::SuicideOther]);
    let blown_up = |kind: W| {
        planted.contains(&kind)
            || matches!(
                kind,
                W::Bomb
                    | W::Dynamite
                    | W::Grenade
                    | W::Mortar
                    | W::Artillery
                    | W::Rocket
                    | W::Missile
                    | W::Airstrike
                    | W::Drone
            )
    };
    let explosive = kinds.iter().any(|kind| blown_up(*kind));
    weapons.retain(|weapon| match weapon.kind {
        W::UnknownExplosive => !explosive,
        W::Bomb => !has(&planted) && !kinds.contains(&W::Airstrike),
        W::SuicideOther => !has(&[W::Svbied, W::SuicideVest]),
        // "the bomber" is who blew himself up.
        W::Aircraft => !kinds.contains(&W::Airstrike) && !(suicide && is_bomber(weapon)),
        _ => true,
    });
}

/// Whether the words are no more than "bomber".
fn is_bomber(weapon: &Weapon) -> bool {
    weapon.quote.as_ref().is_some_and(|quote| quote.text.to_lowercase().trim_end_matches('s') == "bomber")
}

/// "a suicide bomber" and "car bomb" in one incident are one suicide car bomb.
fn merge_vehicle_bombs(weapons: &mut Vec<Weapon>) {
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

/// Whether the word at `token` is told of this draft and not of another one in the same sentence.
fn owns(desk: &Desk<'_, '_>, draft: &Draft, passage: usize, sentence: usize, token: usize) -> bool {
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

fn targets(desk: &Desk<'_, '_>, draft: &Draft) -> Vec<Target> {
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
        // A town that something happened in is the place, not the target.
        let ground = thing.kind == TargetKind::Village && lies_in(desk, at);
        let direct = patients.contains(&at) && !ground || thing.effect.is_some();
        let target = Target {
            kind: thing.kind,
            quote: desk.page.quote(desk.page.span(thing.passage, thing.tokens.clone())),
            effect: thing.effect,
            figure: None,
            nation: nation(desk, at),
        };
        if direct {
            push(&mut out, target);
        } else if stands_in(desk, at) && target.kind != TargetKind::Village {
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

/// The thing is governed by a preposition of place.
fn stands_in(desk: &Desk<'_, '_>, at: At) -> bool {
    desk.page.token(at).is_some_and(|token| {
        let first = crate::tree::first_conjunct(&desk.page.passages[at.passage].analysis, token.index());
        let head = desk.page.passages[at.passage].analysis.token(first);
        head.is_some_and(|word| {
            // "abducted from a school": where people were taken from.
            let taken_from = word.head().lemma() == "from"
                && matches!(word.head().head().lemma(), "abduct" | "kidnap" | "take" | "seize" | "snatch");
            word.dep() == "pobj"
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

// ---------------------------------------------------------------- what kind, how real

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
    let kind = |part: &IncidentActor| {
        part.actor
            .strip_prefix('a')
            .and_then(|number| number.parse::<usize>().ok())
            .and_then(|number| cast.players.get(number.wrapping_sub(1)))
            .map(|player| player.kind)
    };
    let of = |roles: &[ActorRole]| {
        actors.iter().filter(|part| roles.contains(&part.role)).filter_map(kind).collect::<Vec<_>>()
    };
    Evidence {
        words: words.into_iter().map(|(_, _, word)| word).collect(),
        classes: draft.classes.clone(),
        weapons: weapons
            .iter()
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
        military_target: targets.iter().any(|target| {
            matches!(
                target.kind,
                TargetKind::MilitaryBase
                    | TargetKind::Checkpoint
                    | TargetKind::MilitaryVehicle
                    | TargetKind::PoliceStation
                    | TargetKind::ArmedGroupBase
            )
        }),
    }
}

fn reality(draft: &Draft, claims: &[&Claim], sources: &Registry, role: Role) -> Reality {
    let _ = sources;
    if draft.presupposed || draft.captives {
        return Reality::Presupposed;
    }
    if !draft.realities.is_empty() && draft.realities.iter().all(|reality| *reality != Reality::Asserted) {
        return draft.realities[0];
    }
    let told: Vec<&&Claim> = claims
        .iter()
        .filter(|claim| claim.figure.is_none() && claim.predicate != Predicate::Verifiability)
        .collect();
    let narrated =
        told.iter().any(|claim| claim.voice.mode == Mode::Narrator && claim.voice.chain.len() == 1);
    if !told.is_empty() && !narrated && role != Role::Primary {
        if told.iter().all(|claim| {
            claim.stance == Stance::Claims
                || claim.voice.cue.as_ref().is_some_and(|cue| cue.text.contains("claim"))
        }) {
            return Reality::ClaimedByParty;
        }
        if told.iter().all(|claim| claim.certainty != attest_model::Certainty::Certain) {
            return Reality::Alleged;
        }
    }
    Reality::Asserted
}

/// What only a party tells of its own deeds is claimed by that party; the stances are known only after the incidents.
pub fn settle_reality(incidents: &mut [Incident], claims: &[Claim]) {
    for incident in incidents {
        if incident.reality != Reality::Asserted || incident.role == Role::Primary {
            continue;
        }
        let mut told = claims.iter().filter(|claim| {
            claim.incident.as_ref() == Some(&incident.id)
                && !matches!(
                    claim.predicate,
                    Predicate::Verifiability | Predicate::Casualties | Predicate::Strength
                )
        });
        let Some(first) = told.next() else { continue };
        if std::iter::once(first)
            .chain(told)
            .all(|claim| claim.stance == Stance::Claims && claim.voice.chain.len() > 1)
        {
            incident.reality = Reality::ClaimedByParty;
        }
    }
}

// ---------------------------------------------------------------- campaigns and assessments

/// Campaigns that the set phrases tell of, one an actor.
pub fn campaigns(
    desk: &Desk<'_, '_>,
    cast: &mut Cast<'_, '_>,
    claims: &[Claim],
    incidents: &mut [Incident],
) -> Vec<Campaign> {
    let mut out: Vec<Campaign> = Vec::new();
    for claim in claims.iter().filter(|claim| claim.predicate == Predicate::Campaign) {
        let span = claim.quote.span();
        let actor = cast.players.iter().position(|player| {
            player.named
                && player.kind != ActorKind::Individual
                && player.mentions.iter().any(|mention| span.contains(*mention))
        });
        let id = if let Some(campaign) =
            out.iter_mut().find(|campaign| campaign.actor == actor.map(cast_list::id))
        {
            campaign.quotes.push(claim.quote.clone());
            campaign.id.clone()
        } else {
            let id = format!("g{}", out.len() + 1);
            let whose = actor.map_or_else(String::new, |actor| format!(" of {}", cast.players[actor].name));
            let aim = aim(&claim.quote.text).map_or_else(String::new, |aim| format!(" {aim}"));
            let label = format!("campaign{whose}{aim}");
            out.push(Campaign {
                id: id.clone(),
                label,
                actor: actor.map(cast_list::id),
                quotes: vec![claim.quote.clone()],
            });
            id
        };
        if let Some(incident) =
            claim.incident.as_ref().and_then(|own| incidents.iter_mut().find(|incident| &incident.id == own))
        {
            incident.campaign.get_or_insert(id);
        }
    }
    let _ = desk;
    out
}

/// What a campaign is for: "a campaign by X **to cut the road**".
fn aim(words: &str) -> Option<&str> {
    let lower = words.to_ascii_lowercase();
    let campaign = lower.find("campaign").or_else(|| lower.find("offensive"))?;
    let at = campaign + lower.get(campaign..)?.find(" to ")? + 1;
    let aim = words.get(at..)?;
    let next = aim.split_whitespace().nth(1)?;
    (next.chars().all(char::is_lowercase) && !matches!(next, "the" | "a" | "an" | "its" | "their"))
        .then_some(aim)
}

/// Rules of assessment and corroboration, for every incident that is told as real.
pub fn assess(desk: &Desk<'_, '_>, incidents: &mut [Incident], claims: &[Claim], sources: &[Source]) {
    let families: Vec<Vec<String>> =
        incidents.iter().map(|incident| family(incidents, &incident.id)).collect();
    for (incident, family) in incidents.iter_mut().zip(families) {
        let own: Vec<&Claim> = claims
            .iter()
            .filter(|claim| claim.incident.as_ref().is_some_and(|id| family.contains(id)))
            .collect();
        incident.assessments = ranges(desk, &family, &own);
        incident.assessments.extend(assess::all(incident, &own, sources));
        incident.corroboration = corroboration(&own, sources);
    }
}

/// What the report as a whole says of the dead and wounded of an incident and its parts. It needs every reading, also those that
/// only point back and became no claim.
fn ranges(desk: &Desk<'_, '_>, family: &[String], own: &[&Claim]) -> Vec<attest_model::Assessment> {
    let material = &desk.material;
    let readings = material
        .figures
        .iter()
        .zip(&desk.grouping.of_figure)
        .filter(|(_, draft)| draft.is_some_and(|draft| family.contains(&incident_id(draft))))
        .map(|(figure, _)| figure);
    let claim_of = |figure: &FigureMention| {
        let span = desk.page.span(figure.passage, figure.number.clone());
        own.iter().copied().find(|claim| {
            claim.rule == figure.rule
                && claim
                    .figure
                    .as_ref()
                    .is_some_and(|own| own.quote.span() == span && own.harm == figure.harm)
        })
    };
    let side_of = |figure: &FigureMention| {
        let told = claim_of(figure).and_then(|claim| claim.figure.as_ref()).map(|figure| figure.side);
        figure.side.or(told).unwrap_or(Side::Unknown)
    };
    assess::ranges(desk.page, readings, side_of, |figure| claim_of(figure).map(|claim| claim.id.as_str()))
}

fn family(incidents: &[Incident], id: &str) -> Vec<String> {
    let mut out = vec![id.to_owned()];
    for incident in incidents {
        if incident.part_of.as_ref().is_some_and(|of| out.contains(of)) {
            out.push(incident.id.clone());
        }
    }
    out
}

/// Independent sources that are no party, a party's own telling, a denial. One document's narrator counts as one voice only
/// where it cites nobody.
fn corroboration(claims: &[&Claim], sources: &[Source]) -> Corroboration {
    let mut independent: BTreeSet<&str> = BTreeSet::new();
    let mut parties: BTreeSet<&str> = BTreeSet::new();
    let mut narrator = false;
    let mut denied = false;
    for claim in claims {
        let Some(innermost) = claim.voice.chain.last() else { continue };
        if claim.stance == Stance::Denies {
            denied = true;
            continue;
        }
        if matches!(claim.stance, Stance::Doubts | Stance::Withholds) {
            continue;
        }
        if innermost == "s0" {
            narrator = true;
            continue;
        }
        match sources.iter().find(|source| &source.id == innermost) {
            Some(source) if source.party == Some(true) => parties.insert(innermost),
            _ => independent.insert(innermost),
        };
    }
    let count = independent.len() as u32;
    let (status, why) = if denied && count == 0 && !narrator {
        (CorroborationStatus::Denied, "a voice denies it and no independent voice tells it".to_owned())
    } else if denied {
        (CorroborationStatus::Contested, "one voice denies what another tells".to_owned())
    } else if count >= 2 {
        (
            CorroborationStatus::Corroborated,
            format!("{count} voices that are no party tell of it in this report"),
        )
    } else if count == 1 {
        (
            CorroborationStatus::SingleSource,
            "one voice that is no party tells of it in this report".to_owned(),
        )
    } else if !parties.is_empty() && !narrator {
        (CorroborationStatus::PartyOnly, "only parties to the conflict tell of it".to_owned())
    } else if narrator {
        (
            CorroborationStatus::SingleSource,
            "the report tells of it in its own voice and names no independent source".to_owned(),
        )
    } else {
        (CorroborationStatus::Unconfirmed, "no voice tells of it directly".to_owned())
    };
    Corroboration { status, independent_sources: count, why }
}
