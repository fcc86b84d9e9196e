//! Who did it, to whom, and who answered: the actors of an incident, each with one part.

use super::sides::side_of;
use super::{Desk, cast_list};
use crate::actors::{Cast, is_fighter_word};
use crate::incidents::Draft;
use crate::page::At;
use attest_lexicon::EventClass;
use attest_model::{ActorKind, ActorRole, Claim, Harm, IncidentActor, Predicate, Reality, Side, Stance};
use std::collections::BTreeMap;

pub(super) fn actors(
    desk: &Desk<'_, '_>,
    cast: &mut Cast<'_, '_>,
    draft: &Draft,
    claims: &[&Claim],
) -> Vec<IncidentActor> {
    let mut parts: BTreeMap<(usize, ActorRole), (u32, Option<attest_model::Span>)> = BTreeMap::new();
    let violent = draft.is_violent();
    for &index in &draft.events {
        let event = &desk.material.events[index];
        let clash = matches!(
            event.class(),
            EventClass::Clash
                | EventClass::Conflict
                | EventClass::Withdrawal
                | EventClass::Surrender
                | EventClass::Disarming
                | EventClass::Ceasefire
                | EventClass::Agreement
        );
        let response = matches!(
            event.class(),
            EventClass::Operation
                | EventClass::Deployment
                | EventClass::Rescue
                | EventClass::Arrest
                | EventClass::Release
        );
        // Who only threatened beside what was done did none of it.
        if violent && event.class() == EventClass::Threat {
            continue;
        }
        // "are planning to attack foreigners", beside what was done: who is only threatened suffered nothing.
        if !as_real(desk, draft, event) || denied_here(desk, draft, event) || is_answered(desk, event) {
            continue;
        }
        for (heads, doing) in [(&event.agents, true), (&event.patients, false)] {
            for &head in heads {
                let at = At { passage: event.passage, token: head };
                let player = if doing { cast.of(at) } else { crate::incidents::owner(desk.page, cast, at) };
                let Some(player) = player else { continue };
                let kind = cast.players[player].kind;
                // "bombing **from warplanes**": what flew is nobody, where nobody says whose it was.
                if doing
                    && (is_only_a_thing(&cast.players[player])
                        || is_a_thing(&cast.players[player])
                            && heads.iter().any(|&other| {
                                let other = cast.look(At { passage: event.passage, token: other });
                                other.is_some_and(|other| other != player)
                            }))
                {
                    continue;
                }
                // "protested the president's visit": what a protest is about suffers nothing by it.
                if !doing && event.class() == EventClass::Protest {
                    continue;
                }
                // "took full control of **Khirbet al-Joz**": nobody, whatever the model takes the name for.
                if !doing
                    && kind == ActorKind::Individual
                    && matches!(event.class(), EventClass::GroundCapture | EventClass::GroundRetaken)
                {
                    continue;
                }
                // "a teacher who fled": who leaves takes no part.
                if doing
                    && event.class() == EventClass::Withdrawal
                    && matches!(kind, ActorKind::Civilians | ActorKind::Individual)
                {
                    continue;
                }
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
                // "Seven attackers were killed": they attacked, and were not attacked.
                let fell = is_attacker_word(&cast.players[player].lemma)
                    || !doing && of_the_attackers(desk, cast, draft, player);
                if !doing && fell && !draft.response && !cast.players[player].named {
                    continue;
                }
                let role = match (doing, clash, response) {
                    (false, _, true) if matches!(event.class(), EventClass::Release | EventClass::Rescue) => {
                        ActorRole::Victim
                    }
                    // "who were kidnapped were **released by ELN guerrillas**": whoever lets his captives go took them.
                    (true, _, true) if event.class() == EventClass::Release && took_them(draft, kind) => {
                        ActorRole::Perpetrator
                    }
                    (true, _, true) => ActorRole::Responder,
                    // "Gunmen took ten hostages … **police stormed the building**": to free them.
                    (true, ..) if kind.is_state() && ends_the_siege(desk, event) => ActorRole::Responder,
                    // "The army **repelled** an attack, killing six": it answered, and attacked nobody.
                    (true, ..) if event.defends || answers(desk, cast, draft, event, player) => {
                        ActorRole::Responder
                    }
                    (false, true, _) if event.defends => ActorRole::Perpetrator,
                    (_, true, _) => ActorRole::Participant,
                    (true, ..) => ActorRole::Perpetrator,
                    (false, ..) if event.class() == EventClass::Arrest => ActorRole::Target,
                    // "bombed the **minister's** house": aimed at; nobody says that he was there.
                    (false, ..) if kind == ActorKind::Individual && cast.of(at) != Some(player) => {
                        ActorRole::Target
                    }
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

/// "**warplanes**": what flew, without a word of whose it was.
pub(super) fn is_only_a_thing(player: &crate::actors::Player) -> bool {
    is_a_thing(player) && !player.name.contains(' ')
}

/// "government **jets**": what flew.
fn is_a_thing(player: &crate::actors::Player) -> bool {
    !player.named
        && player.country.is_none()
        && matches!(player.lemma.as_str(), "warplane" | "jet" | "aircraft" | "helicopter" | "plane" | "drone")
}

/// Whether an armed group lets go in an incident in which people were taken: forces of a state free the captives of others.
fn took_them(draft: &Draft, kind: ActorKind) -> bool {
    let group =
        matches!(kind, ActorKind::RebelGroup | ActorKind::PoliticalMilitia | ActorKind::IdentityMilitia);
    group
        && [EventClass::Abduction, EventClass::HostageTaking, EventClass::Hijacking]
            .iter()
            .any(|class| draft.classes.contains_key(class))
}

/// Whether a word tells of what the incident is: not a deed only threatened or planned, beside one that was done.
pub(super) fn as_real(desk: &Desk<'_, '_>, draft: &Draft, event: &crate::events::EventMention<'_>) -> bool {
    let done = |index: &usize| {
        desk.material
            .events
            .get(*index)
            .is_some_and(|other| other.reality == Reality::Asserted && other.class() != EventClass::Threat)
    };
    // "the army said, **vowing revenge**": only threatened, in whatever words.
    let threat = event.reality == Reality::Threatened || event.class() == EventClass::Threat;
    !(threat && draft.events.iter().any(done))
}

/// "The attack was a response **to coalition air raids**": what it answers is no part of it.
pub(super) fn is_answered(desk: &Desk<'_, '_>, event: &crate::events::EventMention<'_>) -> bool {
    desk.page.token(event.at()).is_some_and(|deed| {
        let (link, answer) = (deed.head(), deed.head().head());
        !event.verbal
            && event.plural
            && deed.dep() == "pobj"
            && matches!(link.lemma(), "to" | "for")
            && matches!(answer.lemma(), "response" | "retaliation" | "reprisal" | "revenge" | "answer")
    })
}

/// "dismissed reports of **Russian missiles hitting** the village", beside what others tell of it: no word that anybody did it.
fn denied_here(desk: &Desk<'_, '_>, draft: &Draft, event: &crate::events::EventMention<'_>) -> bool {
    let denied = |event: &crate::events::EventMention<'_>| {
        let said = desk.voices.of(event.passage, &event.claim);
        let said = super::denials::voice(desk.page, &desk.voices, said, event.passage, event.head);
        event.reality == Reality::Denied || said.stance == Stance::Denies
    };
    denied(event)
        && draft
            .events
            .iter()
            .any(|&other| desk.material.events.get(other).is_some_and(|other| !denied(other)))
}

/// "Rebels ambushed a patrol … two **rebels** were also killed", "Taliban gunmen attacked the camp … twenty **insurgents** were killed": of
/// those who attacked; not where these are told of as killing such people, of another group then.
fn of_the_attackers(desk: &Desk<'_, '_>, cast: &Cast<'_, '_>, draft: &Draft, player: usize) -> bool {
    let own = &cast.players[player];
    let attackers =
        || draft.attackers.keys().filter(|other| **other != player).map(|&other| &cast.players[other]);
    let group = |kind: ActorKind| {
        matches!(kind, ActorKind::RebelGroup | ActorKind::PoliticalMilitia | ActorKind::IdentityMilitia)
    };
    let state = ActorKind::is_state;
    let same = attackers().any(|other| !other.named && other.lemma == own.lemma);
    let answered =
        attackers().any(|other| state(other.kind)) && super::sides::state_answers(desk, cast, draft);
    let theirs = attackers().any(|other| group(other.kind) || answered && other.kind == ActorKind::Unknown)
        && (answered || !attackers().any(|other| state(other.kind)));
    if own.named || !is_fighter_word(&own.lemma) || !(same || theirs) {
        return false;
    }
    let events = draft.events.iter().filter_map(|&index| desk.material.events.get(index));
    let by_the_state = |event: &&crate::events::EventMention<'_>| {
        let mut doers =
            event.agents.iter().filter_map(|&token| cast.look(At { passage: event.passage, token }));
        answered && doers.any(|doer| state(cast.players[doer].kind))
    };
    let rivals = events
        .filter(|event| !event.agents.is_empty() && !event.defends && !by_the_state(event))
        .any(|event| {
            let suffering =
                event.patients.iter().filter_map(|&token| cast.look(At { passage: event.passage, token }));
            suffering
                .into_iter()
                .any(|other| is_fighter_word(&cast.players[other].lemma) || group(cast.players[other].kind))
        });
    !rivals
}

/// Words for somebody by the attack that he made.
fn is_attacker_word(lemma: &str) -> bool {
    matches!(
        lemma,
        "attacker"
            | "assailant"
            | "bomber"
            | "perpetrator"
            | "shooter"
            | "knifeman"
            | "kidnapper"
            | "abductor"
            | "captor"
            | "hijacker"
    )
}

/// "was shot dead **by police**", "**soldiers** killed five of the assailants", "**commandos** ended the siege, killing six gunmen": forces that
/// strike those who attacked, and nobody else, answer the attack.
fn answers(
    desk: &Desk<'_, '_>,
    cast: &mut Cast<'_, '_>,
    draft: &Draft,
    event: &crate::events::EventMention<'_>,
    doer: usize,
) -> bool {
    let state = ActorKind::is_state;
    let kind = cast.players[doer].kind;
    if event.patients.is_empty() {
        return false;
    }
    let kills = matches!(event.class(), EventClass::Killing | EventClass::Shooting);
    // In a battle, blow and answer are one.
    let battle = [EventClass::Clash, EventClass::GroundCapture, EventClass::GroundRetaken]
        .iter()
        .any(|class| draft.classes.contains_key(class));
    let second = state(kind) && !battle && super::sides::state_answers(desk, cast, draft);
    // "fighters killed 30 **before being killed by** the army": who did the one and suffered the other.
    let own_deed = desk.page.passages.get(event.passage).is_some_and(|content| {
        let analysis = &content.analysis;
        analysis.token(event.head).is_some_and(|verb| matches!(verb.dep(), "pcomp" | "advcl" | "conj"))
            && crate::tree::child(analysis, event.head, &["nsubjpass", "nsubj"]).is_none()
    });
    let mut attacked = |&token: &usize| {
        // "killed five **of the assailants**"
        let whom = of_whom(desk, event.passage, token).unwrap_or(token);
        let at = At { passage: event.passage, token: whom };
        let called = desk.page.token(at).is_some_and(|word| is_attacker_word(word.lemma()));
        let Some(other) = cast.of(at) else {
            return kills && called;
        };
        let own = &cast.players[other];
        let struck = other != doer && draft.attackers.contains_key(&other);
        let told = kills
            && !state(own.kind)
            && (called
                || is_attacker_word(&own.lemma)
                || !battle && !own.plural && is_suspect(desk, draft, event, at, &own.lemma)
                || (!own.named || own_deed) && struck);
        told || second && struck || (kills && !battle || second) && of_the_attackers(desk, cast, draft, other)
    };
    event.patients.iter().all(&mut attacked)
}

/// "**Commandos stormed the bank**" in which gunmen held hostages, "stormed a hotel in which **the attackers** had taken refuge": forces that
/// break into a place held by others.
fn ends_the_siege(desk: &Desk<'_, '_>, event: &crate::events::EventMention<'_>) -> bool {
    let Some(content) = desk.page.passages.get(event.passage) else { return false };
    let analysis = &content.analysis;
    let storms = event.verbal
        && analysis
            .token(event.head)
            .is_some_and(|verb| matches!(verb.lemma(), "storm" | "raid" | "retake" | "enter" | "attack"));
    let held = desk.material.events.iter().any(|other| {
        let hostages = || {
            desk.page.passages.get(other.passage).is_some_and(|content| {
                content.analysis.tokens_in(other.claim.clone()).any(|word| word.lemma() == "hostage")
            })
        };
        let taken = matches!(other.class(), EventClass::HostageTaking | EventClass::Hijacking)
            || other.class() == EventClass::Abduction && hostages();
        taken && (other.passage, other.head) < (event.passage, event.head)
    });
    let places = crate::tree::objects(analysis, event.head);
    // The place told of before.
    let the = places.iter().any(|place| {
        analysis.children(*place).any(|word| word.dep() == "det" && matches!(word.lemma(), "the" | "this"))
    });
    let refuge = || {
        places.into_iter().any(|place| {
            analysis.children(place).filter(|clause| clause.dep() == "relcl").any(|clause| {
                crate::tree::subjects(analysis, clause.index())
                    .into_iter()
                    .any(|(who, _)| analysis.token(who).is_some_and(|who| is_fighter_word(who.lemma())))
            })
        })
    };
    storms && (held && the || refuge())
}

/// "The **suspect** was shot by police", behind those whom he had killed.
fn is_suspect(
    desk: &Desk<'_, '_>,
    draft: &Draft,
    event: &crate::events::EventMention<'_>,
    at: At,
    lemma: &str,
) -> bool {
    let before = |figure: &crate::figures::FigureMention| {
        matches!(figure.harm, Harm::Killed | Harm::Wounded)
            && figure.max != Some(0)
            && (figure.passage, figure.head) != (at.passage, Some(at.token))
            && figure.head.is_some_and(|head| head < event.trigger.start || figure.passage != at.passage)
    };
    matches!(lemma, "suspect" | "culprit" | "gunman")
        && draft.figures.iter().filter_map(|&index| desk.material.figures.get(index)).any(before)
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
            quote: span
                .or_else(|| cast.players[player].mentions.first().copied())
                .and_then(|span| desk.page.quote(span)),
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
            let bare = desk
                .page
                .span(at.passage, crate::tree::bare(&desk.page.passages[at.passage].analysis, at.token));
            // "a **group of unidentified individuals**": the mention may hold more than the noun's own words.
            let whole = cast.players[player]
                .mentions
                .iter()
                .find(|mention| mention.start == bare.start && mention.end > bare.end);
            whole.copied().unwrap_or(bare)
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
        let Some(player) = claim.actor.as_deref().and_then(cast_list::index) else { continue };
        let Some(blamed) = cast.players.get(player) else { continue };
        // "killed **a man suspected of planting bombs**": what he was suspected of is not what befell him.
        let suffered =
            [ActorRole::Victim, ActorRole::Target].iter().any(|role| parts.contains_key(&(player, *role)));
        if suffered && matches!(claim.rule.as_str(), "responsibility/suspected" | "responsibility/blamed") {
            continue;
        }
        // "was shot dead **by police**": told of by the words that made them answer.
        let answered = parts.contains_key(&(player, ActorRole::Responder))
            && !parts.contains_key(&(player, ActorRole::Perpetrator));
        if answered && claim.rule.ends_with("-subject") {
            continue;
        }
        let said = claim.sentence.span();
        let words = blamed
            .mentions
            .iter()
            .find(|mention| said.contains(**mention))
            .or_else(|| blamed.mentions.first());
        let entry = parts
            .entry((player, ActorRole::Perpetrator))
            .or_insert((0, Some(words.copied().unwrap_or_else(|| claim.quote.span()))));
        entry.0 += 1;
    }
}

/// "dozens **of soldiers**": those whom a word for a number counts.
fn of_whom(desk: &Desk<'_, '_>, passage: usize, head: usize) -> Option<usize> {
    let analysis = &desk.page.passages.get(passage)?.analysis;
    let many = analysis.token(head).is_some_and(|word| {
        word.tag() == "CD"
            || matches!(
                word.lemma(),
                "dozen" | "score" | "hundred" | "thousand" | "number" | "many" | "several" | "most" | "some"
            )
    });
    crate::tree::prepositional(analysis, head, &["of"]).into_iter().next().filter(|_| many)
}

/// The sufferers of its figures are its victims or targets.
fn sufferers(
    desk: &Desk<'_, '_>,
    cast: &mut Cast<'_, '_>,
    draft: &Draft,
    parts: &mut BTreeMap<(usize, ActorRole), (u32, Option<attest_model::Span>)>,
) {
    let mut uncounted = Vec::new();
    for &index in &draft.figures {
        let figure = &desk.material.figures[index];
        if matches!(figure.harm, Harm::Present | Harm::Destroyed) || figure.max == Some(0) {
            continue;
        }
        let Some(head) = figure.head else { continue };
        let own = cast.of(At { passage: figure.passage, token: head });
        // "**Dozens of soldiers** were killed"
        let whom = of_whom(desk, figure.passage, head).filter(|_| own.is_none());
        let whom = whom.and_then(|token| cast.of(At { passage: figure.passage, token }));
        let Some(player) = own.or(whom) else { continue };
        let soldiers = cast.players[player].kind.is_state();
        if figure.harm == Harm::Captured && !soldiers && arrested_for_it(desk, cast, draft, figure) {
            continue;
        }
        if parts.contains_key(&(player, ActorRole::Perpetrator))
            || parts.contains_key(&(player, ActorRole::Participant))
        {
            continue;
        }
        // Attackers who fell were not attacked.
        let index = desk.grouping.drafts.iter().position(|other| std::ptr::eq(other, draft));
        let side = figure.side.unwrap_or_else(|| side_of(desk, cast, index, Some(player), figure));
        if side == Side::Attackers {
            continue;
        }
        let role = match cast.players[player].kind {
            ActorKind::Civilians | ActorKind::Individual | ActorKind::Protesters => ActorRole::Victim,
            _ => ActorRole::Target,
        };
        let words = figure.who.clone().unwrap_or_else(|| figure.claim.clone());
        let span = Some(desk.page.span(figure.passage, words));
        if own.is_none() {
            uncounted.push((player, role, span));
            continue;
        }
        let entry = parts.entry((player, role)).or_insert((0, span));
        entry.0 += 1;
    }
    // "dozens of soldiers" beside "between 30 and 32 soldiers" are no others.
    for (player, role, span) in uncounted {
        let told = parts.keys().any(|(other, _)| cast.players[*other].lemma == cast.players[player].lemma);
        if !told {
            parts.entry((player, role)).or_insert((0, span)).0 += 1;
        }
    }
}

/// "Police arrested two men": held for an attack, by others than those who attacked; no victims of it.
fn arrested_for_it(
    desk: &Desk<'_, '_>,
    cast: &mut Cast<'_, '_>,
    draft: &Draft,
    figure: &crate::figures::FigureMention,
) -> bool {
    let violent = draft.is_violent();
    let word = draft.events.iter().filter_map(|&index| desk.material.events.get(index)).find(|event| {
        event.passage == figure.passage
            && event.class() == EventClass::Arrest
            && event.trigger.contains(&figure.trigger)
    });
    let Some(word) = word.filter(|_| violent) else { return false };
    let captors: Vec<usize> =
        word.agents.iter().filter_map(|&token| cast.of(At { passage: word.passage, token })).collect();
    !captors.iter().any(|captor| draft.attackers.contains_key(captor))
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
