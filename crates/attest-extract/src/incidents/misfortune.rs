//! Accidents, disasters and disease: they kill, and nobody does violence to anybody.
//!
//! "An earthquake struck the province, killing forty", "nine died when a bus left the road": the dead of such words are no conflict's
//! dead, and make no incident. Where the same words tell of a deed ("crashed after it was hit by a missile"), the deed decides.

use super::{Item, Material};
use crate::page::At;
use crate::tree;
use attest_lexicon::EventClass;
use attest_model::{Harm, Reality};

/// What was told last: `true` after words of a misfortune, until the text tells of a deed.
#[derive(Debug, Default)]
pub(super) struct Watch {
    sentence: Option<usize>,
    passage: usize,
}

impl Watch {
    /// Whether the item tells of a misfortune, or goes on telling of the one that was told of last.
    pub(super) fn is_misfortune(&mut self, material: &Material<'_, '_>, at: At, item: Item) -> bool {
        let Some(sentence) = material.page.sentence_of(at) else { return false };
        if told(material, at, sentence, item) {
            self.sentence = Some(sentence);
            self.passage = at.passage;
            return true;
        }
        let follows = self
            .sentence
            .is_some_and(|last| last == sentence || last + 1 == sentence && self.passage == at.passage);
        if !follows || deed(material, at.passage, sentence) {
            return false;
        }
        // "Another 300 were taken to hospital", "Three villages were destroyed."
        let goes_on = match item {
            Item::Figure(figure) => {
                material.figures.get(figure).is_some_and(|figure| !matches!(figure.harm, Harm::Captured))
            }
            Item::Event(event) => material.events.get(event).is_some_and(|event| {
                event.agents.is_empty()
                    && matches!(
                        event.class(),
                        EventClass::Killing | EventClass::Destruction | EventClass::Displacement
                    )
            }),
        };
        if goes_on {
            self.sentence = Some(sentence);
        }
        goes_on
    }
}

/// Whether the words themselves say so.
fn told(material: &Material<'_, '_>, at: At, sentence: usize, item: Item) -> bool {
    let Some(content) = material.page.passages.get(at.passage) else { return false };
    let analysis = &content.analysis;
    let head = at.token;
    let agents: &[usize] = match item {
        Item::Event(event) => material.events.get(event).map_or(&[], |event| &event.agents),
        Item::Figure(_) => &[],
    };
    let harms = match item {
        Item::Event(event) => material.events.get(event).is_some_and(|event| {
            matches!(event.class(), EventClass::Killing | EventClass::Destruction | EventClass::Displacement)
        }),
        Item::Figure(_) => true,
    };
    let cause = |noun: usize| names(material, at.passage, noun);
    // "**an earthquake** struck the town", whatever the verb.
    if agents.iter().any(|agent| cause(*agent)) {
        return true;
    }
    if !harms && !matches!(item, Item::Event(event) if bursts(material, event)) {
        return false;
    }
    if matches!(item, Item::Event(event) if bursts(material, event)) {
        return true;
    }
    let clause = tree::clause_of(analysis, head);
    // "**plunged into a ravine**, killing 23", "killed **when two trucks collided**"
    let mut above = Vec::new();
    let mut at_verb = analysis.token(clause);
    while let Some(token) = at_verb.filter(|token| matches!(token.dep(), "advcl" | "conj" | "xcomp")) {
        above.push(token.head().index());
        at_verb = (above.len() < 4).then(|| token.head());
    }
    let burst = |verb: usize| {
        let told =
            |event: &crate::events::EventMention<'_>| event.passage == at.passage && event.head == verb;
        material.events.iter().position(told).is_some_and(|event| bursts(material, event))
    };
    let goes_wrong = |verb: usize| goes_wrong(material, at.passage, sentence, verb);
    let struck = |verb: usize| {
        tree::subjects(analysis, verb).into_iter().any(|(subject, passive)| !passive && cause(subject))
    };
    let by_itself = [head, clause].into_iter().chain(above).any(|at| {
        goes_wrong(at)
            || burst(at)
            || struck(at)
            || tree::prepositional(analysis, at, &["in", "by", "from", "of", "after", "during", "due", "to"])
                .into_iter()
                .any(cause)
            // "died at the scene **of the accident**"
            || tree::prepositional(analysis, at, &["at"])
                .into_iter()
                .flat_map(|scene| tree::prepositional(analysis, scene, &["of"]))
                .any(cause)
            || analysis
                .children(at)
                .any(|child| child.dep() == "advcl" && (goes_wrong(child.index()) || struck(child.index())))
    });
    by_itself && !deed(material, at.passage, sentence) || drowned(material, at, sentence)
}

/// Whether the noun names a misfortune, or heads a list of them.
fn names(material: &Material<'_, '_>, passage: usize, noun: usize) -> bool {
    let Some(content) = material.page.passages.get(passage) else { return false };
    // "They shot down the helicopter. **The crash** killed five."
    let known =
        content.analysis.token(noun).is_some_and(|word| {
            matches!(word.lemma(), "crash" | "collision" | "crush" | "storm" | "disaster")
        }) && shot_down(material);
    !known
        && content.terms.iter().any(|hit| {
            (hit.first..=hit.last).contains(&noun)
                && hit
                    .entries
                    .iter()
                    .any(|term| term.event().is_some_and(|word| word.class == EventClass::Misfortune))
        })
}

/// "a bus **plunged** into a ravine", "their boat **capsized**", "the plane **crashed**".
fn goes_wrong(material: &Material<'_, '_>, passage: usize, sentence: usize, verb: usize) -> bool {
    let Some(content) = material.page.passages.get(passage) else { return false };
    let analysis = &content.analysis;
    let Some(token) = analysis.token(verb).filter(|token| tree::is_verb(*token)) else { return false };
    let subject = |words: &[&str]| {
        tree::subjects(analysis, verb)
            .into_iter()
            .filter_map(|(subject, _)| analysis.token(subject))
            .any(|subject| words.contains(&subject.lemma()))
    };
    const ON_LAND_OR_SEA: [&str; 19] = [
        "bus",
        "car",
        "truck",
        "lorry",
        "train",
        "vehicle",
        "motorcycle",
        "boat",
        "ferry",
        "minibus",
        "van",
        "taxi",
        "canoe",
        "dinghy",
        "ship",
        "vessel",
        "jeep",
        "coach",
        "trawler",
    ];
    const IN_THE_AIR: [&str; 6] = ["plane", "aircraft", "airplane", "helicopter", "jet", "airliner"];
    let wrong = match token.lemma() {
        "collide" | "derail" | "capsize" | "overturn" => true,
        "crash" | "plunge" | "skid" | "sink" | "leave" | "veer" | "swerve" | "catch" => {
            let off = token.lemma() != "leave"
                || tree::objects(analysis, verb)
                    .into_iter()
                    .any(|object| analysis.token(object).is_some_and(|road| road.lemma() == "road"));
            off && subject(&ON_LAND_OR_SEA)
                || matches!(token.lemma(), "crash" | "plunge") && subject(&IN_THE_AIR) && !shot_down(material)
        }
        "collapse" => subject(&["building", "bridge", "roof", "mine", "wall", "tunnel", "dam", "house"]),
        _ => false,
    };
    wrong && !deed(material, passage, sentence)
}

/// "A **gas cylinder** exploded", "a **boiler** blew up": nobody's bomb.
fn bursts(material: &Material<'_, '_>, event: usize) -> bool {
    let Some(event) = material.events.get(event).filter(|event| event.class() == EventClass::Explosion)
    else {
        return false;
    };
    let Some(content) = material.page.passages.get(event.passage) else { return false };
    let analysis = &content.analysis;
    tree::subjects(analysis, event.head).into_iter().any(|(subject, _)| {
        let Some(token) = analysis.token(subject) else { return false };
        let of = |words: &[&str]| {
            analysis
                .children(subject)
                .any(|word| word.dep() == "compound" && words.contains(&word.lemma().to_lowercase().as_str()))
        };
        matches!(token.lemma(), "boiler" | "transformer" | "firework" | "generator")
            || matches!(token.lemma(), "cylinder" | "leak" | "pipe" | "tank" | "canister" | "stove")
                && of(&["gas", "cooking", "fuel", "oxygen", "propane", "butane"])
    })
}

/// "The boat sank and 60 people **drowned**": nobody drowned them.
fn drowned(material: &Material<'_, '_>, at: At, sentence: usize) -> bool {
    let Some(content) = material.page.passages.get(at.passage) else { return false };
    let analysis = &content.analysis;
    analysis.token(at.token).is_some_and(|token| token.lemma() == "drown")
        && tree::agents(analysis, at.token).is_empty()
        && tree::objects(analysis, at.token).is_empty()
        && !deed(material, at.passage, sentence)
}

/// Whether the sentence tells of violence that somebody does: more than that people came to harm.
fn deed(material: &Material<'_, '_>, passage: usize, sentence: usize) -> bool {
    material.events_of(passage, sentence).any(|event| {
        super::attacks(event.class())
            && !matches!(event.class(), EventClass::Killing | EventClass::Destruction)
            && !matches!(event.reality, Reality::Denied | Reality::Hypothetical)
            && !event.agents.iter().any(|agent| names(material, passage, *agent))
            && !bursts_at(material, event)
            || event.class() == EventClass::Clash
    })
}

fn bursts_at(material: &Material<'_, '_>, event: &crate::events::EventMention<'_>) -> bool {
    material
        .events
        .iter()
        .position(|other| other.passage == event.passage && other.head == event.head)
        .is_some_and(|index| bursts(material, index))
}

/// Whether the report tells of violence at all that may have brought an aircraft down.
fn shot_down(material: &Material<'_, '_>) -> bool {
    material.events.iter().any(|event| {
        super::attacks(event.class())
            && !event.word.weak
            && !matches!(event.class(), EventClass::Killing | EventClass::Destruction)
            && event.reality != Reality::Hypothetical
    })
}
