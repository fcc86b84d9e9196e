//! The phases of the main story: what it began with, and what came after.
//!
//! "The attack began with a bomb at the gate. Gunmen stormed the base after the bombing": one attack in two parts, each with
//! means and doers of its own. A phase is split off only where the words put two deeds in order, an opening ("began with",
//! "started when") and a sequel ("after the bombing", "then"); deeds merely named side by side stay one incident, because a
//! report names one deed in many words.

use super::{Draft, Grouping, Material, draft};
use crate::actors::Cast;
use crate::tree;
use attest_lexicon::EventClass;
use attest_model::{Reality, Role};
use std::collections::BTreeSet;

/// Splits the primary into its phases, where the words put them in order.
pub fn split(material: &Material<'_, '_>, cast: &mut Cast<'_, '_>, grouping: &mut Grouping) {
    let Some(primary) = grouping.drafts.first().filter(|draft| draft.role == Some(Role::Primary)) else {
        return;
    };
    let own: Vec<usize> = primary.events.clone();
    let Some(opening) = own.iter().copied().find(|&index| opens(material, &own, index)) else { return };
    let Some(sequel) = own.iter().copied().find(|&index| follows(material, &own, opening, index)) else {
        return;
    };
    let first = with_names(material, &own, opening);
    let second: BTreeSet<usize> =
        with_clause(material, &own, sequel).into_iter().filter(|index| !first.contains(index)).collect();
    for members in [first, second] {
        let part = phase(material, cast, grouping, &members);
        let index = grouping.drafts.len();
        for &event in &members {
            grouping.of_event[event] = Some(index);
        }
        grouping.drafts[0].events.retain(|event| !members.contains(event));
        grouping.drafts.push(part);
    }
}

/// "The attack **began with** a bomber exploding at the gate", "the assault started when a car blew up".
fn opens(material: &Material<'_, '_>, own: &[usize], index: usize) -> bool {
    let event = &material.events[index];
    let Some(content) = material.page.passages.get(event.passage) else { return false };
    let analysis = &content.analysis;
    if !concrete(event.class()) || event.reality != Reality::Asserted {
        return false;
    }
    let Some(start) = analysis
        .ancestors(event.head)
        .find(|token| matches!(token.lemma(), "begin" | "start" | "open" | "commence"))
    else {
        return false;
    };
    let linked = analysis.children(start.index()).any(|child| {
        let link = matches!(child.lemma(), "with" | "by")
            || matches!(child.dep(), "advcl")
                && tree::child(analysis, child.index(), &["advmod", "mark"])
                    .is_some_and(|word| matches!(word.lemma(), "when" | "as"));
        // "with a bomber in a car exploding": the bomber's tail may hang on the verb itself.
        link && (analysis.is_within(event.head, child.index())
            || child.dep() == "prep" && child.index() < event.head)
    });
    linked
        && tree::subjects(analysis, start.index()).into_iter().any(|(subject, _)| {
            own.iter().any(|&other| {
                let other = &material.events[other];
                other.passage == event.passage && other.head == subject && !other.verbal
            })
        })
}

/// "stormed the base **after the bombing**", "**then** stormed the base": another deed, told after the opening.
fn follows(material: &Material<'_, '_>, own: &[usize], opening: usize, index: usize) -> bool {
    let (event, first) = (&material.events[index], &material.events[opening]);
    let Some(content) = material.page.passages.get(event.passage) else { return false };
    let analysis = &content.analysis;
    let later = (event.passage, event.sentence) > (first.passage, first.sentence)
        && event.sentence <= first.sentence + 3;
    if !later
        || !event.verbal
        || !(concrete(event.class()) || event.class() == EventClass::Attack)
        || event.class() == first.class()
        || event.reality != Reality::Asserted
    {
        return false;
    }
    let after = tree::prepositional(analysis, event.head, &["after", "following"]).into_iter().any(|noun| {
        own.iter().any(|&other| {
            let other = &material.events[other];
            other.passage == event.passage
                && other.head == noun
                && other.definite
                && other.class() != event.class()
        })
    });
    after
        || analysis.children(event.head).any(|child| {
            child.dep() == "advmod" && matches!(child.lemma(), "then" | "afterwards" | "subsequently")
        })
}

/// Deeds, not wars, responses or words that surround them.
fn concrete(class: EventClass) -> bool {
    !super::kinds::surrounds(class)
        && !matches!(class, EventClass::Attack | EventClass::Killing | EventClass::Conflict)
        && super::kinds::attacks(class)
}

/// The opening and the definite nouns that go back to it: "the bombing".
fn with_names(material: &Material<'_, '_>, own: &[usize], opening: usize) -> BTreeSet<usize> {
    let bombs = |class: EventClass| matches!(class, EventClass::Explosion | EventClass::SuicideBombing);
    let first = &material.events[opening];
    own.iter()
        .copied()
        .filter(|&index| {
            let event = &material.events[index];
            let same = event.class() == first.class() || bombs(event.class()) && bombs(first.class());
            index == opening || same && event.definite && event.sentence >= first.sentence
        })
        .collect()
}

/// The sequel and what its clause adds: "stormed the base, **seizing** the armoury".
fn with_clause(material: &Material<'_, '_>, own: &[usize], sequel: usize) -> BTreeSet<usize> {
    let first = &material.events[sequel];
    let Some(content) = material.page.passages.get(first.passage) else { return BTreeSet::from([sequel]) };
    own.iter()
        .copied()
        .filter(|&index| {
            let event = &material.events[index];
            index == sequel
                || event.passage == first.passage
                    && event.sentence == first.sentence
                    && content.analysis.is_within(event.head, first.head)
        })
        .collect()
}

fn phase(
    material: &Material<'_, '_>,
    cast: &mut Cast<'_, '_>,
    grouping: &Grouping,
    members: &BTreeSet<usize>,
) -> Draft {
    let mut part = Draft { role: Some(Role::Part), part_of: Some(0), phase: true, ..Draft::default() };
    for &index in members {
        if let Some(mut stamp) = draft::stamp(material, cast, grouping, super::Item::Event(index)) {
            stamp.time = None;
            stamp.interval = None;
            part.take(&stamp, super::Item::Event(index));
        }
    }
    part.background = false;
    part
}
