//! Events that a sentence brings in behind a verb of harm: "100 people were killed in a similar attack".
//!
//! The verb stands first, and would go with the story; what befell those people befell them in the other event, which the noun opens.

use super::{Grouping, Item, Material};
use crate::page::At;

/// "100 people were killed **in a similar attack**": what befell them befell them in that other event.
pub(super) fn in_another(material: &Material<'_, '_>, passage: usize, sentence: usize, head: usize) -> bool {
    let mut events = material.events_of(passage, sentence);
    events.any(|event| event.another && !event.verbal && governs(material, passage, head, event.head))
}

/// "Militants killed 50 people in Tolsa. Two were wounded **in shelling on the town of Kolva**": in a deed brought in anew, at a place where
/// nothing that was told happened.
pub(super) fn elsewhere(
    material: &Material<'_, '_>,
    grouping: &Grouping,
    passage: usize,
    sentence: usize,
    head: usize,
) -> bool {
    if grouping.drafts.is_empty() || grouping.drafts.iter().any(|draft| draft.sentences.contains(&sentence)) {
        return false;
    }
    let name = |spot: usize| material.atlas.spots.get(spot).map(|spot| spot.name().to_lowercase());
    material.events_of(passage, sentence).any(|event| {
        let gerund =
            material.page.token(event.at()).is_some_and(|word| word.tag() == "VBG" && word.dep() == "pcomp");
        let fresh =
            (!event.verbal || gerund) && !event.definite && governs(material, passage, head, event.head);
        let place =
            material.atlas.of_event(At { passage, token: event.head }).filter(|(_, weight)| *weight >= 2);
        fresh
            && place.and_then(|(spot, _)| name(spot)).is_some_and(|own| {
                grouping.drafts.iter().all(|draft| {
                    !draft.places.is_empty()
                        && draft.places.iter().all(|&(spot, _)| name(spot).is_some_and(|other| other != own))
                })
            })
    })
}

/// Whether a verb of harm governs the noun, and has taken its place as the one that opens the event.
pub(super) fn has_dead(material: &Material<'_, '_>, event: &crate::events::EventMention<'_>) -> bool {
    !event.verbal
        && (material.figures.iter().any(|figure| {
            figure.passage == event.passage && governs(material, event.passage, figure.trigger, event.head)
        }) || material
            .events_of(event.passage, event.sentence)
            .any(|other| other.verbal && governs(material, event.passage, other.head, event.head)))
}

/// Whether the noun hangs on the verb by "in".
fn governs(material: &Material<'_, '_>, passage: usize, verb: usize, noun: usize) -> bool {
    let Some(content) = material.page.passages.get(passage) else { return false };
    content.analysis.token(noun).is_some_and(|noun| {
        // "reported **40 dead in a separate strike**": both hang on the verb of telling.
        let above = noun.head().head().index();
        let told = content.analysis.token(verb).is_some_and(|harm| {
            matches!(harm.dep(), "dobj" | "oprd")
                && harm.head().index() == above
                && matches!(
                    harm.head().lemma(),
                    "report" | "count" | "leave" | "record" | "document" | "register"
                )
        });
        matches!(noun.dep(), "pobj" | "pcomp")
            && matches!(noun.head().lemma(), "in" | "during")
            && (above == verb || told)
    })
}

/// "100 people **were killed in a similar attack**": the verb, those who suffered it and the attack are one event, which the first of them
/// opened.
pub(super) fn of_their_event(material: &Material<'_, '_>, grouping: &Grouping, item: Item) -> Option<usize> {
    let of_verb = |passage: usize, verb: usize| {
        let mut events = material.events.iter().enumerate();
        let event = events.find(|(_, event)| event.passage == passage && event.verbal && event.head == verb);
        let figure = || {
            let mut figures = material.figures.iter().enumerate();
            figures.find_map(|(index, figure)| {
                let own = figure.passage == passage && figure.trigger == verb;
                grouping.of_figure.get(index).copied().flatten().filter(|_| own)
            })
        };
        event.and_then(|(index, _)| grouping.of_event.get(index).copied().flatten()).or_else(figure)
    };
    match item {
        Item::Event(index) => {
            let event = material.events.get(index).filter(|event| event.another)?;
            let content = material.page.passages.get(event.passage)?;
            let noun = content.analysis.token(event.head)?;
            let verb = noun.head().head().index();
            has_dead(material, event).then(|| of_verb(event.passage, verb)).flatten()
        }
        Item::Figure(index) => {
            let figure = material.figures.get(index)?;
            let sentence =
                material.page.sentence_of(At { passage: figure.passage, token: figure.trigger })?;
            in_another(material, figure.passage, sentence, figure.trigger)
                .then(|| of_verb(figure.passage, figure.trigger))
                .flatten()
        }
    }
}

/// "Thirty people **died when gunmen attacked** a hospital", "120 have been killed this year, including **eight in Monday's attack**": the deed,
/// named behind what it did.
pub(super) fn named_behind(material: &Material<'_, '_>, item: Item) -> Option<usize> {
    let (passage, verb, number, thing) = match item {
        Item::Figure(index) => {
            let figure = material.figures.get(index)?;
            (figure.passage, figure.trigger, figure.part.then_some(figure.number.start), None)
        }
        Item::Event(index) => {
            let event = material.events.get(index)?;
            let thing = !event.verbal && event.word.weak && !event.definite && !event.another;
            (event.passage, event.head, None, thing.then_some(event.head))
        }
    };
    if thing.is_none() && matches!(item, Item::Event(index) if !material.events[index].verbal) {
        return None;
    }
    let analysis = &material.page.passages.get(passage)?.analysis;
    let sentence = material.page.sentence_of(At { passage, token: verb })?;
    if let Some(noun) = thing {
        // "**Rockets** hit a tower": what is fired is no deed beside the one that it does.
        let verb = analysis.token(noun).filter(|noun| noun.dep() == "nsubj")?.head().index();
        return material.events.iter().position(|event| {
            event.passage == passage && event.verbal && event.head == verb && super::attacks(event.class())
        });
    }
    let mut deeds = material
        .events
        .iter()
        .enumerate()
        .filter(|(_, event)| event.passage == passage && event.sentence == sentence && event.head > verb)
        .filter(|(_, event)| super::attacks(event.class()));
    if let Some(number) = number {
        let counted = analysis.token(number)?;
        let of_them = |event: &crate::events::EventMention<'_>| {
            let noun = analysis.token(event.head);
            noun.is_some_and(|noun| {
                let above = noun.head().head();
                let whom = above.index() == number || above.index() == counted.head().index();
                noun.dep() == "pobj" && noun.head().lemma() == "in" && whom && counted.index() > verb
            })
        };
        return deeds.find(|(_, event)| !event.verbal && of_them(event)).map(|(index, _)| index);
    }
    let harm = analysis
        .token(verb)
        .is_some_and(|verb| matches!(verb.lemma(), "die" | "kill" | "wound" | "injure" | "perish"));
    // The harm has no doer of its own.
    let suffered =
        harm && (analysis.token(verb)?.lemma() == "die" || crate::tree::is_passive(analysis, verb));
    if !suffered {
        return None;
    }
    let when = |event: &crate::events::EventMention<'_>| {
        let mut at = crate::tree::clause_of(analysis, event.head);
        for _ in 0..2 {
            let Some(clause) = analysis.token(at).filter(|clause| clause.dep() == "advcl") else {
                return false;
            };
            let opened = analysis.children(at).any(|word| word.text() == "when" && word.index() < event.head);
            at = clause.head().index();
            if at == verb {
                return opened;
            }
        }
        false
    };
    deeds.find(|(_, event)| event.verbal && !event.agents.is_empty() && when(event)).map(|(index, _)| index)
}
