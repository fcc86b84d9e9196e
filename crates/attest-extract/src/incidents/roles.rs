//! Which draft is the report's own event, and what the others are to it.

use super::{Draft, Grouping, Material};
use crate::events::EventMention;
use attest_model::{Exactness, Harm, Reality, Role, ZoneKind};
use std::collections::{BTreeMap, BTreeSet};

/// Gives each draft its role and puts the primary first.
pub fn assign(material: &Material<'_, '_>, grouping: &mut Grouping) {
    let general: BTreeSet<usize> =
        (0..grouping.drafts.len()).filter(|&index| is_general(material, &grouping.drafts[index])).collect();
    let Some(primary) = primary(material, &grouping.drafts, &general) else { return };
    let lead = grouping.drafts[primary].interval;
    for (index, draft) in grouping.drafts.iter_mut().enumerate() {
        draft.general = general.contains(&index);
        draft.role = Some(if index == primary && !draft.general && !draft.summed {
            Role::Primary
        } else if draft.aggregate || index == primary || draft.general && general.contains(&primary) {
            Role::Aggregate
        } else if draft.background || earlier(draft, lead.as_ref()) {
            Role::Background
        } else {
            Role::Related
        });
    }
    adopt_parts(grouping, primary);
    // The primary first, the others in text order.
    let mut order: Vec<usize> = (0..grouping.drafts.len()).collect();
    order.sort_by_key(|&index| (index != primary, grouping.drafts[index].first));
    let place: BTreeMap<usize, usize> = order.iter().enumerate().map(|(new, &old)| (old, new)).collect();
    let mut drafts: Vec<Option<Draft>> = grouping.drafts.drain(..).map(Some).collect();
    grouping.drafts = order.iter().filter_map(|&old| drafts[old].take()).collect();
    for draft in &mut grouping.drafts {
        draft.part_of = draft.part_of.and_then(|old| place.get(&old).copied());
    }
    for slot in grouping.of_event.iter_mut().chain(&mut grouping.of_figure) {
        *slot = slot.and_then(|old| place.get(&old).copied());
    }
}

/// A related draft without a time and a place of its own, told where the main story is told, is a part of it: what was looted,
/// who retook the base.
fn adopt_parts(grouping: &mut Grouping, primary: usize) {
    let passages: std::collections::BTreeSet<usize> =
        std::iter::once(grouping.drafts[primary].first.0).collect();
    let sentences = grouping.drafts[primary].sentences.clone();
    for index in 0..grouping.drafts.len() {
        let draft = &grouping.drafts[index];
        let beside = passages.contains(&draft.first.0)
            || sentences.range(draft.first.1.saturating_sub(3)..=draft.first.1 + 3).next().is_some();
        let apart = super::sequels::precedes(grouping, index);
        if super::sequels::beside(grouping, index) {
            continue;
        }
        if draft.role == Some(Role::Related) && (apart || draft.reason) {
            grouping.drafts[index].role = Some(Role::Background);
        } else if draft.role == Some(Role::Related)
            && draft.interval.is_none()
            && draft.places.is_empty()
            && !(draft.elsewhere || draft.separate)
            && beside
        {
            let draft = &mut grouping.drafts[index];
            draft.role = Some(Role::Part);
            draft.part_of = Some(primary);
        }
    }
}

/// A report of fewer sentences tells of its one event, however scantily.
const BRIEF: usize = 8;

/// Whether the draft is talk of violence and no event that happened: in a speech, a communiqué, an interview. Nobody is counted or named, and
/// of three things that make an event (it was done to somebody, on a day, at a place) its own words tell one at most; "the attack in Tolsa"
/// points to one.
fn is_general(material: &Material<'_, '_>, draft: &Draft) -> bool {
    if draft.title || !draft.victims.is_empty() || draft.figures.is_empty() && draft.events.is_empty() {
        return false;
    }
    if material.page.sentences.len() < BRIEF && !is_of_kinds(material, draft) {
        return false;
    }
    let counted = draft.figures.iter().filter_map(|&index| material.figures.get(index)).any(|figure| {
        let vague = matches!(
            figure.exactness,
            Exactness::Vague | Exactness::Plural | Exactness::Entailed | Exactness::NotReported
        );
        !vague && !matches!(figure.harm, Harm::Destroyed | Harm::Displaced | Harm::Present)
    });
    if counted {
        return false;
    }
    let events = || draft.events.iter().filter_map(|&index| material.events.get(index));
    let strong = |event: &EventMention<'_>| !event.word.weak && event.reality == Reality::Asserted;
    let done =
        events().filter(|event| strong(event) && event.verbal && !event.patients.is_empty()).any(|event| {
            let content = &material.page.passages[event.passage];
            content.analysis.token(event.head).is_some_and(|token| matches!(token.tag(), "VBD" | "VBN"))
        });
    let dated = draft.times.iter().any(|(_, weight)| *weight == 3);
    let placed = draft.places.iter().any(|(_, weight)| *weight == 3);
    let pointed = placed && events().any(|event| strong(event) && event.definite && !event.plural);
    u8::from(done) + u8::from(dated) + u8::from(placed) < 2 && !pointed
}

/// "Armed groups **attacked schools and killed civilians**": kinds of people and of places, in no number, on no day, at no place.
fn is_of_kinds(material: &Material<'_, '_>, draft: &Draft) -> bool {
    let within = |passage: usize, token: usize| {
        material
            .page
            .sentence_of(crate::page::At { passage, token })
            .is_some_and(|sentence| draft.sentences.contains(&sentence))
    };
    let placed = material.atlas.spots.iter().any(|spot| within(spot.at.passage, spot.at.token));
    if placed || material.times.iter().any(|time| draft.sentences.contains(&time.sentence)) {
        return false;
    }
    // "Angry parents **attacked** police vehicles", in the news of a day: that was done once.
    let simple = draft
        .events
        .iter()
        .filter_map(|&index| material.events.get(index))
        .any(|event| material.page.token(event.at()).is_some_and(|verb| verb.tag() == "VBD"));
    let of_a_day = material
        .times
        .iter()
        .any(|time| time.time.interval.is_some_and(|interval| interval.days().is_some_and(|days| days <= 3)));
    if simple && of_a_day {
        return false;
    }
    let mut patients = draft
        .events
        .iter()
        .filter_map(|&index| material.events.get(index))
        .filter(|event| !event.word.weak)
        .flat_map(|event| event.patients.iter().map(move |patient| (event.passage, *patient)))
        .peekable();
    patients.peek().is_some()
        && patients.all(|(passage, patient)| {
            let analysis = &material.page.passages[passage].analysis;
            analysis.token(patient).is_some_and(|noun| {
                noun.tag() == "NNS"
                    && !analysis
                        .children(patient)
                        .any(|child| matches!(child.dep(), "det" | "poss" | "nummod" | "relcl" | "acl"))
            })
        })
}

fn primary(material: &Material<'_, '_>, drafts: &[Draft], general: &BTreeSet<usize>) -> Option<usize> {
    let mut best: Option<(f32, usize)> = None;
    for (index, draft) in drafts.iter().enumerate() {
        let score = weight(material, draft) - if general.contains(&index) { 3.0 } else { 0.0 };
        if best.is_none_or(|(kept, _)| score > kept) {
            best = Some((score, index));
        }
    }
    best.map(|(_, index)| index)
}

/// How much of the report is about the draft: title and lead first, then mentions and figures.
fn weight(material: &Material<'_, '_>, draft: &Draft) -> f32 {
    let mut score =
        (draft.sentences.len() as f32).min(8.0) * 0.4 + (draft.figures.len() as f32).min(6.0) * 0.5;
    if draft.title {
        score += 2.5;
    }
    let lead = material.page.passages.iter().position(|passage| {
        !matches!(passage.kind(), ZoneKind::Title | ZoneKind::Heading | ZoneKind::Caption)
    });
    if lead.is_some_and(|lead| draft.first.0 <= lead) {
        // What opens the lead is the news; what it goes on to tell is less.
        let opens = lead.is_some_and(|lead| {
            material.page.sentences.iter().position(|sentence| sentence.passage == lead)
                == Some(draft.first.1)
        });
        score += if opens { 2.0 } else { 1.0 };
    }
    score += 1.5 / (1.0 + draft.first.1 as f32);
    if draft.background {
        score -= 4.0;
    }
    if draft.aggregate {
        score -= 3.0;
    }
    if draft.cause {
        score -= 2.0;
    }
    if draft.realities.iter().all(|reality| !matches!(reality, Reality::Asserted))
        && !draft.realities.is_empty()
    {
        score -= 2.0;
    }
    score
}

fn earlier(draft: &Draft, lead: Option<&attest_time::Interval>) -> bool {
    match (draft.interval.as_ref().and_then(|own| own.latest), lead.and_then(|lead| lead.earliest)) {
        (Some(own), Some(lead)) => own < lead,
        _ => false,
    }
}
