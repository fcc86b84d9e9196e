//! Which draft is the report's own event, and what the others are to it.

use super::{Draft, Grouping, Material};
use attest_model::{Reality, Role, ZoneKind};
use std::collections::BTreeMap;

/// Gives each draft its role and puts the primary first.
pub fn assign(material: &Material<'_, '_>, grouping: &mut Grouping) {
    let Some(primary) = primary(material, &grouping.drafts) else { return };
    let lead = grouping.drafts[primary].interval;
    for (index, draft) in grouping.drafts.iter_mut().enumerate() {
        draft.role = Some(if index == primary {
            Role::Primary
        } else if draft.aggregate {
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
        if draft.role == Some(Role::Related) && apart {
            grouping.drafts[index].role = Some(Role::Background);
        } else if draft.role == Some(Role::Related)
            && draft.interval.is_none()
            && draft.places.is_empty()
            && !draft.elsewhere
            && beside
        {
            let draft = &mut grouping.drafts[index];
            draft.role = Some(Role::Part);
            draft.part_of = Some(primary);
        }
    }
}

fn primary(material: &Material<'_, '_>, drafts: &[Draft]) -> Option<usize> {
    let mut best: Option<(f32, usize)> = None;
    for (index, draft) in drafts.iter().enumerate() {
        let score = weight(material, draft);
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
        score += 2.0;
    }
    score += 1.5 / (1.0 + draft.first.1 as f32);
    if draft.background {
        score -= 4.0;
    }
    if draft.aggregate {
        score -= 3.0;
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
