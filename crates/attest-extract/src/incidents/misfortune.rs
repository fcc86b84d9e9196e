//! Accidents, disasters and disease: they kill, and nobody does violence to anybody.
//!
//! "An earthquake struck the province, killing forty", "nine died when a bus left the road": the dead of such words are no conflict's
//! dead, and make no incident. Where the same words tell of a deed ("crashed after it was hit by a missile"), the deed decides.

use super::{Item, Material};
use crate::page::At;
use crate::tree;
use attest_lexicon::EventClass;
use attest_model::{Harm, Reality};

/// Misfortunes whose words may stand for what a deed brought about.
const BY_ITSELF: [&str; 5] = ["crash", "collision", "crush", "storm", "disaster"];

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
        // "The disease has killed 855. **Two nurses were wounded**": in the attack that was told before.
        let same = self.sentence == Some(sentence);
        if !follows || deed(material, at.passage, sentence) || !same && attacked_before(material, sentence) {
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
                        EventClass::Killing
                            | EventClass::Destruction
                            | EventClass::Displacement
                            | EventClass::Rescue
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
    let event = match item {
        Item::Event(event) => material.events.get(event),
        Item::Figure(_) => None,
    };
    let agents: &[usize] = event.map_or(&[], |event| &event.agents);
    // "Two players were injured": in a game.
    if event.is_none() && crate::events::is_play(material.page, at.passage) || by_own_hand(material, at) {
        return true;
    }
    let harms = match item {
        Item::Event(event) => material.events.get(event).is_some_and(|event| {
            matches!(event.class(), EventClass::Killing | EventClass::Destruction | EventClass::Displacement)
        }),
        Item::Figure(_) => true,
    };
    let cause = |noun: usize| names(material, at.passage, noun);
    // "**an earthquake** struck the town", "villagers attacked **the elephants**", whatever the verb.
    let beasts = match item {
        Item::Event(event) => material.events.get(event).is_some_and(|event| {
            !event.patients.is_empty()
                && event.patients.iter().all(|patient| names(material, at.passage, *patient))
        }),
        Item::Figure(figure) => material
            .figures
            .get(figure)
            .and_then(|figure| figure.head)
            .is_some_and(|who| names(material, at.passage, who)),
    };
    if agents.iter().any(|agent| cause(*agent)) || beasts {
        return true;
    }
    // "died **of cancer**", "died **after eating** a free lunch", whatever else he lived through
    // "A driver **lost control** of his car and ploughed into a crowd"
    if event.is_some_and(|event| event.class() == EventClass::VehicleRamming)
        && lost_control(material, at.passage, sentence)
    {
        return true;
    }
    // "**The mountain** has killed 200 climbers", "the cold killed three"
    let nature = |noun: usize| {
        analysis.token(noun).is_some_and(|noun| {
            matches!(
                noun.lemma(),
                "mountain"
                    | "sea"
                    | "river"
                    | "cold"
                    | "heat"
                    | "weather"
                    | "winter"
                    | "wave"
                    | "virus"
                    | "smoke"
                    | "wind"
            )
        })
    };
    let acts = tree::subjects(analysis, tree::clause_of(analysis, head));
    if acts.iter().any(|(doer, passive)| !passive && nature(*doer)) {
        return true;
    }
    let of_himself = analysis.token(head).is_some_and(|verb| verb.lemma() == "die")
        && (tree::prepositional(analysis, head, &["of", "from"]).into_iter().any(cause)
            || analysis.children(head).filter(|after| after.lemma() == "after").any(|after| {
                analysis.children(after.index()).any(|verb| {
                    verb.dep() == "pcomp"
                        && matches!(verb.lemma(), "eat" | "drink" | "inhale" | "swallow" | "fall")
                })
            }));
    if of_himself {
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
        tree::subjects(analysis, verb).into_iter().any(|(subject, passive)| {
            let of = || tree::prepositional(analysis, subject, &["of"]).into_iter().any(burst);
            !passive && (cause(subject) || burst(subject) || of())
                || burns(material, at.passage, verb, subject)
        })
    };
    // "were **killed and injured in a crush**"
    let beside: Vec<usize> = analysis
        .children(head)
        .filter(|word| word.dep() == "conj")
        .map(attest_language::Token::index)
        .flat_map(|other| {
            let hurt = analysis.children(other).filter(|word| word.dep() == "acl" && word.tag() == "VBN");
            std::iter::once(other).chain(hurt.map(attest_language::Token::index)).collect::<Vec<_>>()
        })
        .collect();
    let rammed = lost_control(material, at.passage, sentence);
    let by_itself = rammed
        || [head, clause].into_iter().chain(above).chain(beside).any(|at| {
            goes_wrong(at)
                || burst(at)
                || struck(at)
                || tree::prepositional(
                    analysis,
                    at,
                    &["in", "by", "from", "of", "after", "during", "due", "to"],
                )
                .into_iter()
                .any(cause)
                // "died at the scene **of the accident**"
                || tree::prepositional(analysis, at, &["at"])
                    .into_iter()
                    .flat_map(|scene| tree::prepositional(analysis, scene, &["of"]))
                    .any(cause)
                || analysis.children(at).any(|child| {
                    child.dep() == "advcl" && (goes_wrong(child.index()) || struck(child.index()))
                })
        });
    by_itself && !deed(material, at.passage, sentence) || drowned(material, at, sentence)
}

/// Whether the noun names a misfortune, or heads a list of them.
fn names(material: &Material<'_, '_>, passage: usize, noun: usize) -> bool {
    let Some(content) = material.page.passages.get(passage) else { return false };
    // "a **herd of elephants**"
    let many = content
        .analysis
        .token(noun)
        .is_some_and(|word| matches!(word.lemma(), "herd" | "pack" | "swarm" | "pride" | "group" | "pair"));
    if many {
        let of = tree::prepositional(&content.analysis, noun, &["of"]);
        return of.into_iter().any(|noun| names(material, passage, noun));
    }
    if is_a_storm(content, noun) {
        return true;
    }
    // "They shot down the helicopter. **The crash** killed five."
    let known = content.analysis.token(noun).is_some_and(|word| BY_ITSELF.contains(&word.lemma()))
        && shot_down(material);
    // "the **Tigers**": fighters who bear the name of a beast.
    !known
        && !content.names_actor(noun)
        && content.terms.iter().any(|hit| {
            (hit.first..=hit.last).contains(&noun)
                && hit
                    .entries
                    .iter()
                    .any(|term| term.event().is_some_and(|word| word.class == EventClass::Misfortune))
        })
}

/// "**Cyclone Marne** tore into the coast".
fn is_a_storm(content: &crate::page::Passage<'_>, noun: usize) -> bool {
    !content.names_actor(noun)
        && content.analysis.token(noun).is_some_and(|name| {
            name.tag().starts_with("NNP")
                && name.children().any(|word| {
                    word.dep() == "compound"
                        && matches!(
                            word.lemma().to_lowercase().as_str(),
                            "cyclone" | "hurricane" | "typhoon" | "storm"
                        )
                })
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
        "collapse" => subject(&[
            "building",
            "bridge",
            "roof",
            "mine",
            "wall",
            "tunnel",
            "dam",
            "house",
            "factory",
            "school",
            "tower",
            "block",
            "mall",
            "stand",
            "church",
            "balcony",
            "scaffolding",
            "stadium",
        ]),
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
    if stores_what_burns(material, event) {
        return true;
    }
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

/// "**A fire** swept through the prison", "a **blaze** killed twelve": where the report tells of nobody who set it.
fn burns(material: &Material<'_, '_>, passage: usize, verb: usize, subject: usize) -> bool {
    let Some(content) = material.page.passages.get(passage) else { return false };
    let fire = content.analysis.token(subject).is_some_and(|noun| {
        matches!(noun.lemma(), "fire" | "blaze" | "inferno" | "flame")
            && !noun.children().any(|word| {
                word.dep() == "poss"
                    || matches!(
                        word.lemma().to_lowercase().as_str(),
                        "artillery"
                            | "mortar"
                            | "rocket"
                            | "gun"
                            | "tank"
                            | "sniper"
                            | "enemy"
                            | "hostile"
                            | "heavy"
                            | "friendly"
                    )
            })
    });
    let spreads = content.analysis.token(verb).is_some_and(|verb| {
        matches!(
            verb.lemma(),
            "sweep"
                | "rip"
                | "tear"
                | "break"
                | "engulf"
                | "gut"
                | "rage"
                | "destroy"
                | "kill"
                | "spread"
                | "start"
                | "race"
                | "burn"
                | "consume"
                | "injure"
                | "leave"
                | "claim"
                | "roar"
        )
    });
    let set = content.analysis.children(verb).any(|word| word.dep() == "auxpass");
    fire && spreads && !set && !shot_down(material)
}

/// "An officer **shot himself** dead", "**hanged herself** in her cell", in a report of nothing that others did.
fn by_own_hand(material: &Material<'_, '_>, at: At) -> bool {
    let to_himself = |passage: usize, head: usize| {
        material.page.passages.get(passage).is_some_and(|content| {
            let verb = tree::clause_of(&content.analysis, head);
            let has =
                |words: &[&str]| content.analysis.children(verb).any(|word| words.contains(&word.text()));
            let objects = tree::objects(&content.analysis, verb);
            !objects.is_empty()
                && objects
                    .into_iter()
                    .filter_map(|object| content.analysis.token(object))
                    .all(|object| matches!(object.text(), "himself" | "herself" | "themselves"))
                && !has(&["accidentally", "and"])
                && content.analysis.token(verb).is_some_and(|verb| {
                    matches!(verb.lemma(), "kill" | "hang" | "poison" | "strangle" | "drown")
                        || verb.lemma() == "shoot" && has(&["dead"])
                })
        })
    };
    to_himself(at.passage, at.token)
        && !material.events.iter().any(|event| {
            super::attacks(event.class())
                && !to_himself(event.passage, event.head)
                && !matches!(event.reality, Reality::Denied | Reality::Hypothetical)
                && !event.patients.iter().any(|patient| names(material, event.passage, *patient))
        })
}

/// "an explosion **at a warehouse** that stored fertiliser", "a blast at a munitions depot" that a short circuit set off: where the report
/// names a cause that nobody laid, and no attack.
fn stores_what_burns(material: &Material<'_, '_>, event: &crate::events::EventMention<'_>) -> bool {
    let Some(content) = material.page.passages.get(event.passage) else { return false };
    let analysis = &content.analysis;
    // "**a series of explosions** at a depot"
    let whole = analysis
        .token(event.head)
        .filter(|noun| noun.dep() == "pobj" && noun.head().lemma() == "of")
        .map(|noun| noun.head().head().index());
    let stores = std::iter::once(event.head)
        .chain(whole)
        .flat_map(|noun| tree::prepositional(analysis, noun, &["at", "in", "inside"]))
        .filter_map(|house| analysis.token(house))
        .any(|house| {
            matches!(
                house.lemma(),
                "depot"
                    | "warehouse"
                    | "factory"
                    | "plant"
                    | "refinery"
                    | "mine"
                    | "pit"
                    | "pipeline"
                    | "arsenal"
                    | "dump"
                    | "silo"
                    | "mill"
                    | "store"
            )
        });
    let by_chance = || {
        material.page.passages.iter().any(|content| {
            content.analysis.tokens().any(|word| {
                matches!(
                    word.lemma().to_lowercase().as_str(),
                    "accident"
                        | "accidental"
                        | "accidentally"
                        | "leak"
                        | "negligence"
                        | "fertiliser"
                        | "fertilizer"
                        | "nitrate"
                        | "firework"
                        | "welding"
                        | "methane"
                        | "coal"
                        | "circuit"
                        | "overheat"
                )
            })
        })
    };
    let of_others = || {
        material.events.iter().any(|other| {
            super::attacks(other.class())
                && !other.word.weak
                && !matches!(
                    other.class(),
                    EventClass::Explosion | EventClass::Killing | EventClass::Destruction
                )
                && !matches!(other.reality, Reality::Denied | Reality::Hypothetical)
        })
    };
    stores && by_chance() && !of_others()
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
    let rams = lost_control(material, passage, sentence);
    let slid = |event: &crate::events::EventMention<'_>| rams && event.class() == EventClass::VehicleRamming;
    material.events_of(passage, sentence).any(|event| {
        super::attacks(event.class())
            && !slid(event)
            && !matches!(event.class(), EventClass::Killing | EventClass::Destruction)
            && !matches!(event.reality, Reality::Denied | Reality::Hypothetical)
            && !event.agents.iter().any(|agent| names(material, passage, *agent))
            && !bursts_at(material, event)
            && !is_a_fire(event)
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

/// "**lost control** of his car".
fn lost_control(material: &Material<'_, '_>, passage: usize, sentence: usize) -> bool {
    let Some(content) = material.page.passages.get(passage) else { return false };
    let Some(tokens) = material.page.sentences.get(sentence).map(|known| known.tokens.clone()) else {
        return false;
    };
    content
        .analysis
        .tokens_in(tokens)
        .any(|noun| noun.lemma() == "control" && noun.dep() == "dobj" && noun.head().lemma() == "lose")
        && material.events_of(passage, sentence).any(|event| event.class() == EventClass::VehicleRamming)
}

/// "a **fire**", "the **blaze**": of which the words do not say that anybody set it.
fn is_a_fire(event: &crate::events::EventMention<'_>) -> bool {
    event.class() == EventClass::Arson && !event.verbal && event.agents.is_empty()
}

/// Whether an attack was told of before the sentence.
fn attacked_before(material: &Material<'_, '_>, sentence: usize) -> bool {
    material.events.iter().any(|event| {
        event.sentence < sentence
            && super::attacks(event.class())
            && !matches!(event.class(), EventClass::Killing | EventClass::Destruction)
            && !matches!(event.reality, Reality::Denied | Reality::Hypothetical)
            && !bursts_at(material, event)
            && !is_a_fire(event)
            && !event.agents.iter().any(|agent| names(material, event.passage, *agent))
    })
}

/// Whether the report tells of violence at all that may have brought an aircraft down.
fn shot_down(material: &Material<'_, '_>) -> bool {
    material.events.iter().any(|event| {
        super::attacks(event.class())
            && !event.word.weak
            && !is_a_fire(event)
            // "The **storm** sank four ships"
            && !event.agents.iter().any(|agent| {
                material
                    .page
                    .token(At { passage: event.passage, token: *agent })
                    .is_some_and(|noun| BY_ITSELF.contains(&noun.lemma()))
                    || material
                        .page
                        .passages
                        .get(event.passage)
                        .is_some_and(|content| is_a_storm(content, *agent))
            })
            && !matches!(event.class(), EventClass::Killing | EventClass::Destruction)
            && event.reality != Reality::Hypothetical
    })
}
