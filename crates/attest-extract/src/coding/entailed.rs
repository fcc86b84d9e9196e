//! Claims that a telling of violence carries besides itself: how many came, what was destroyed, the death of a suicide bomber, that
//! somebody died in what is called fatal.
//!
//! A bomber who blows himself up is dead though no word says so. The figure is `entailed`, on the attackers' side, and made once
//! an incident, where the deed is told as done and no figure counts the attackers' dead.

use super::claims::{self, Frame};
use super::{Desk, cast_list, sources::Registry};
use crate::actors::Cast;
use crate::events::EventMention;
use crate::figures;
use crate::page::At;
use attest_lexicon::EventClass;
use attest_model::{Claim, Exactness, Figure, Group, Harm, Mode, Predicate, Reality, Side};
use std::collections::BTreeSet;
use std::ops::Range;

/// The claims, in the order of their words.
pub fn claims(desk: &Desk<'_, '_>, cast: &mut Cast<'_, '_>, sources: &mut Registry) -> Vec<Claim> {
    let mut out = Vec::new();
    let mut bombers: BTreeSet<usize> = BTreeSet::new();
    let mut fatalities: BTreeSet<usize> = BTreeSet::new();
    let mut counted: BTreeSet<(usize, usize)> = BTreeSet::new();
    for (index, event) in desk.material.events.iter().enumerate() {
        let Some(draft) = desk.grouping.of_event[index] else { continue };
        if event.reality != Reality::Asserted {
            continue;
        }
        if let Some(claim) = bomber(desk, sources, event, draft)
            && !attackers_counted(desk, draft)
            && bombers.insert(draft)
        {
            out.push(claim);
        }
        if let Some(claim) = fatal(desk, sources, event, draft)
            && fatalities.insert(draft)
        {
            out.push(claim);
        }
        for &agent in &event.agents {
            if counted.insert((event.passage, agent)) {
                out.extend(strength(desk, cast, sources, event, agent, draft));
            }
        }
        if event.class() == EventClass::Destruction {
            out.extend(
                event
                    .patients
                    .first()
                    .and_then(|&patient| destroyed(desk, cast, sources, event, patient, draft)),
            );
        }
    }
    out
}

/// Whether a figure of the incident already counts dead attackers.
fn attackers_counted(desk: &Desk<'_, '_>, draft: usize) -> bool {
    desk.grouping.drafts[draft].figures.iter().any(|&figure| {
        let figure = &desk.material.figures[figure];
        figure.harm == Harm::Killed && figure.side == Some(Side::Attackers)
    })
}

/// "a suicide bomber in a car exploding", "a suicide bomber blew himself up".
fn bomber(
    desk: &Desk<'_, '_>,
    sources: &mut Registry,
    event: &EventMention<'_>,
    draft: usize,
) -> Option<Claim> {
    if !event.verbal || !matches!(event.class(), EventClass::Explosion | EventClass::SuicideBombing) {
        return None;
    }
    let content = desk.page.passages.get(event.passage)?;
    let sentence = &desk.page.sentences.get(event.sentence)?.tokens;
    let person = content.terms.iter().find(|hit| {
        hit.first >= sentence.start
            && hit.last < event.head
            && hit
                .entries
                .iter()
                .any(|term| term.perpetrator().is_some_and(|perpetrator| perpetrator.suicide))
    })?;
    let start = crate::tree::core(&content.analysis, person.last).start.min(person.first);
    let words = start..event.head + 1;
    let mut claim = claims::frame(
        desk,
        sources,
        Frame {
            passage: event.passage,
            claim: words,
            trigger: event.head,
            rule: "casualties/entailed-bomber".to_owned(),
        },
    )?;
    // "Two suicide bombers blew themselves up"
    let several = content.analysis.token(person.last).is_some_and(|token| token.tag() == "NNS");
    let counted = figures::headcount(content, person.last).and_then(|head| head.min);
    let bombers = counted.unwrap_or(if several { 2 } else { 1 });
    let who = person.first..person.last + 1;
    let quote = desk.page.quote(desk.page.span(event.passage, who.clone()))?;
    claim.incident = Some(claims::incident_id(draft));
    claim.predicate = Predicate::Casualties;
    if claim.voice.chain.len() == 1 {
        claim.voice.mode = Mode::Inferred;
    }
    claim.figure = Some(Figure {
        harm: Harm::Killed,
        side: Side::Attackers,
        group: Some(Group::Militants),
        who: desk.page.quote(desk.page.span(event.passage, who)),
        nation: None,
        actor: None,
        min: Some(bombers),
        max: None,
        exactness: Exactness::Entailed,
        total: true,
        quote,
    });
    Some(claim)
}

/// The rule of [`fatal`].
pub const FATAL: &str = "casualties/entailed-fatal";

/// "a **fatal** shooting", "the **deadly** blast": somebody died, where no figure says who or how many.
fn fatal(
    desk: &Desk<'_, '_>,
    sources: &mut Registry,
    event: &EventMention<'_>,
    draft: usize,
) -> Option<Claim> {
    let content = desk.page.passages.get(event.passage)?;
    let told = |figure: &usize| {
        let figure = &desk.material.figures[*figure];
        figure.harm == Harm::Killed && figure.max != Some(0)
    };
    let drafts = &desk.grouping.drafts;
    let counted = drafts.iter().enumerate().any(|(index, own)| {
        let family = index == draft || own.part_of == Some(draft) || drafts[draft].part_of == Some(index);
        family && own.figures.iter().any(told)
    });
    if event.verbal || event.plural || counted {
        return None;
    }
    let word = content
        .analysis
        .children(event.head)
        .find(|child| child.index() < event.head && matches!(child.lemma(), "fatal" | "deadly" | "lethal"))?;
    let mut claim = claims::frame(
        desk,
        sources,
        Frame {
            passage: event.passage,
            claim: word.index()..event.head + 1,
            trigger: event.head,
            rule: FATAL.to_owned(),
        },
    )?;
    claim.incident = Some(claims::incident_id(draft));
    claim.predicate = Predicate::Casualties;
    claim.figure = Some(Figure {
        harm: Harm::Killed,
        side: Side::Unknown,
        group: None,
        who: None,
        nation: None,
        actor: None,
        min: Some(1),
        max: None,
        exactness: Exactness::Entailed,
        total: true,
        quote: desk.page.quote(desk.page.span(event.passage, word.index()..word.index() + 1))?,
    });
    Some(claim)
}

struct Count {
    number: Range<usize>,
    who: Option<Range<usize>>,
    min: Option<u64>,
    max: Option<u64>,
    exactness: Exactness,
    group: Option<Group>,
}

/// "Over a hundred fighters raided the base": how many came.
fn strength(
    desk: &Desk<'_, '_>,
    cast: &mut Cast<'_, '_>,
    sources: &mut Registry,
    event: &EventMention<'_>,
    agent: usize,
    draft: usize,
) -> Option<Claim> {
    // Those who flee, leave or are freed come to nothing.
    if matches!(
        event.class(),
        EventClass::Displacement
            | EventClass::Withdrawal
            | EventClass::Surrender
            | EventClass::Release
            | EventClass::Rescue
            | EventClass::Agreement
            | EventClass::Ceasefire
    ) {
        return None;
    }
    let content = desk.page.passages.get(event.passage)?;
    // "various attacks": the adjective counts attacks.
    let counts_others = content.analysis.token(agent).is_none_or(|token| {
        // "killing his wife and four daughters", hung on the man who did it.
        let stray =
            event.verbal && token.dep() == "conj" && agent > event.head && token.head().index() < event.head;
        stray || matches!(token.dep(), "amod" | "nmod" | "nummod")
    });
    if counts_others {
        return None;
    }
    let head = figures::headcount(content, agent)?;
    // Thirty missiles hit a base too, and are no strength.
    if !head.people || head.max == Some(1) || head.min == Some(0) {
        return None;
    }
    let count = Count {
        number: head.number,
        who: head.who,
        min: head.min,
        max: head.max,
        exactness: head.exactness,
        group: head.group,
    };
    counted(
        desk,
        cast,
        sources,
        event,
        agent,
        draft,
        (Predicate::Strength, Harm::Present, Side::Attackers, "strength/agent"),
        count,
    )
}

/// "bases were destroyed": how many things.
fn destroyed(
    desk: &Desk<'_, '_>,
    cast: &mut Cast<'_, '_>,
    sources: &mut Registry,
    event: &EventMention<'_>,
    patient: usize,
    draft: usize,
) -> Option<Claim> {
    let content = desk.page.passages.get(event.passage)?;
    let token = content.analysis.token(patient)?;
    let noun = crate::tree::bare(&content.analysis, patient);
    let count = match figures::headcount(content, patient) {
        // Who "destroyed 180 mercenaries" killed them, and that is read as such.
        Some(head) if head.people && head.who.is_some() => return None,
        Some(head) => Count {
            number: head.number,
            who: head.who,
            min: head.min,
            max: head.max,
            exactness: head.exactness,
            group: None,
        },
        None if token.tag() == "NNS" => Count {
            number: noun.clone(),
            who: Some(noun),
            min: Some(2),
            max: None,
            exactness: Exactness::Plural,
            group: None,
        },
        None => return None,
    };
    counted(
        desk,
        cast,
        sources,
        event,
        patient,
        draft,
        (Predicate::Damage, Harm::Destroyed, Side::Unknown, "damage/counted-things"),
        count,
    )
}

#[allow(clippy::too_many_arguments, reason = "one record from eight places; a struct would only rename them")]
fn counted(
    desk: &Desk<'_, '_>,
    cast: &mut Cast<'_, '_>,
    sources: &mut Registry,
    event: &EventMention<'_>,
    head: usize,
    draft: usize,
    (predicate, harm, side, rule): (Predicate, Harm, Side, &str),
    count: Count,
) -> Option<Claim> {
    let mut claim = claims::frame(
        desk,
        sources,
        Frame {
            passage: event.passage,
            claim: event.claim.clone(),
            trigger: event.head,
            rule: rule.to_owned(),
        },
    )?;
    let actor = cast.of(At { passage: event.passage, token: head });
    claim.incident = Some(claims::incident_id(draft));
    claim.predicate = predicate;
    claim.figure = Some(Figure {
        harm,
        side,
        group: count.group,
        who: count.who.and_then(|who| desk.page.quote(desk.page.span(event.passage, who))),
        nation: None,
        actor: actor.map(cast_list::id),
        min: count.min,
        max: count.max,
        exactness: count.exactness,
        total: true,
        quote: desk.page.quote(desk.page.span(event.passage, count.number))?,
    });
    Some(claim)
}
