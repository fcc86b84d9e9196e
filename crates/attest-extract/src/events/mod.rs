//! What happened: every word of violence with who did it, to whom, and how real the words hold it.
//!
//! An event mention is a verb or noun of the `events` lexicon with its arguments read from the tree: subject and object of a
//! verb, by- and on-phrases of a noun, the subject of a light verb ("X carried out an attack on Y"). Which incident it tells of
//! is decided elsewhere; here each mention stands for itself.

mod arguments;
mod arms;
mod figurative;
mod ground;
mod nouns;
mod pits;
mod sense;
mod sport;
mod things;
mod weapons;

use crate::page::{At, Page};
use crate::{infobox, modality, tree};
use arms::{acts_for, counted_things, flies_at, is_make, laid_by, names_an_arm, owners, senders};
use attest_lexicon::{EventClass, EventWord};
use attest_model::{Certainty, Reality};
use std::collections::BTreeSet;
use std::ops::Range;

pub(crate) use nouns::is_explosive;
pub(crate) use nouns::{is_armed_group, is_person};
pub(crate) use sport::is_play;
pub(crate) use things::bears_a_name;
pub use things::{ThingMention, read_targets};
pub(crate) use weapons::is_vehicle;
pub use weapons::{WeaponMention, read_weapons};

/// One word of violence with its arguments. Token indices are those of its passage.
#[derive(Debug, Clone)]
pub struct EventMention<'k> {
    /// Its passage.
    pub passage: usize,
    /// Index of its sentence in the page.
    pub sentence: usize,
    /// The word or words.
    pub trigger: Range<usize>,
    /// Head token of the trigger.
    pub head: usize,
    /// What the lexicon says of the word.
    pub word: &'k EventWord,
    /// A verb (not a noun).
    pub verbal: bool,
    /// Heads of the noun phrases that do it.
    pub agents: Vec<usize>,
    /// Heads of those that it is done to.
    pub patients: Vec<usize>,
    /// Told of those who were attacked: "repelled an attack, killing six".
    pub defends: bool,
    /// How real its clause holds it.
    pub reality: Reality,
    /// Hedge of its clause.
    pub certainty: Certainty,
    /// A noun that points back: "the attack", "this bombing".
    pub definite: bool,
    /// A noun for several events: "attacks".
    pub plural: bool,
    /// A noun that opens a new event: "another attack", "a second blast".
    pub another: bool,
    /// The words that carry the claim: the clause of a verb, the phrase of a noun.
    pub claim: Range<usize>,
}

impl EventMention<'_> {
    /// Where the head word stands.
    pub const fn at(&self) -> At {
        At { passage: self.passage, token: self.head }
    }
    /// The class of the word.
    pub const fn class(&self) -> EventClass {
        self.word.class
    }
}

/// Every event mention of the page, in text order. `places`: the words that name places, whatever the tagger takes them for.
pub fn read<'k>(page: &Page<'k>, places: &BTreeSet<At>) -> Vec<EventMention<'k>> {
    let mut out = Vec::new();
    for (passage, content) in page.passages.iter().enumerate() {
        // A row of losses has no sentences: nobody in it does anything.
        let losses = matches!(infobox::topic(page, passage), Some(infobox::Topic::Losses(_)));
        let at_play = is_play(page, passage);
        let analysis = &content.analysis;
        let mut covered = 0;
        let mut hits: Vec<&attest_lexicon::TermHit<'k>> = content
            .terms
            .iter()
            .filter(|hit| hit.entries.iter().any(|term| term.event().is_some()))
            .collect();
        hits.sort_by_key(|hit| (hit.first, std::cmp::Reverse(hit.last)));
        for hit in hits {
            if hit.first < covered {
                continue;
            }
            let Some(head) = head_of(analysis, hit.first..hit.last + 1) else { continue };
            let Some(token) = analysis.token(head) else { continue };
            if inside_name(content, hit.first..hit.last + 1) || matches!(token.kind(), "DATE" | "TIME") {
                continue;
            }
            let verbal = tree::is_verb(token) && !matches!(token.dep(), "amod" | "compound");
            if !verbal
                && !token.tag().starts_with("NN")
                && !matches!(token.dep(), "amod" | "compound")
                && token.tag() != "VBG"
            {
                continue;
            }
            // "ships and **attack helicopters**", wherever the tree hangs it
            if !verbal && names_an_arm(content, hit.last) {
                continue;
            }
            // "attack helicopters", "bomb disposal": the word only describes another noun.
            if !verbal && matches!(token.dep(), "compound" | "amod") && token.head().index() > head {
                let other = token.head().index();
                if !is_event(content, other)
                    && !matches!(
                        token.head().lemma(),
                        "attempt" | "incident" | "campaign" | "wave" | "series" | "spree"
                    )
                {
                    continue;
                }
            }
            let Some((word, mut agents, mut patients)) =
                sense::choose(content, hit, head, verbal, &|token| places.contains(&At { passage, token }))
            else {
                continue;
            };
            // "an **earthquake**": nobody's deed; "shot down the **proposal**": no deed at all.
            if word.class == EventClass::Misfortune
                || at_play
                || figurative::is_figure_of_speech(
                    content,
                    &(hit.first..hit.last + 1),
                    head,
                    verbal,
                    word,
                    &agents,
                    &patients,
                )
            {
                continue;
            }
            // "after **its** liberation": the town's, and nobody's.
            if matches!(word.class, EventClass::GroundCapture | EventClass::GroundRetaken) {
                patients.retain(|index| analysis.token(*index).is_some_and(|word| word.tag() != "PRP$"));
            }
            // "have **carried out similar attacks**": the noun is the deed.
            let light = word.weak
                && verbal
                // "stag": what the lemmatizer makes of "staged".
                && matches!(token.lemma(), "carry" | "perpetrate" | "stage" | "stag")
                && analysis
                    .children(head)
                    .any(|object| object.dep() == "dobj" && is_event(content, object.index()));
            if light {
                continue;
            }
            // "hundreds of inmates **fled** the prison", "5,000 people **were evacuated**": no troops leave any ground.
            let evacuated: Vec<usize> = analysis
                .children(head)
                .filter(|child| token.lemma() == "evacuate" && matches!(child.dep(), "nsubjpass" | "dobj"))
                .map(attest_language::Token::index)
                .collect();
            // "forced **3,000 families** to abandon their homes"
            let driven: Vec<usize> = if token.dep() == "xcomp" {
                tree::objects(analysis, token.head().index())
            } else {
                Vec::new()
            };
            let leavers = [&evacuated, &driven].into_iter().find(|who| !who.is_empty()).unwrap_or(&agents);
            if word.class == EventClass::Withdrawal
                && !leavers.is_empty()
                && leavers.iter().all(|who| is_civilian(content, *who) || is_somebody(content, *who))
            {
                continue;
            }
            let trigger = hit.first..hit.last + 1;
            agents.retain(|index| !losses && !trigger.contains(index) && !is_make(content, *index));
            // "**Russian** missiles hit the depot", "an **Israeli** strike killed four": who acts hangs on what acts.
            let things: Vec<usize> = agents
                .iter()
                .flat_map(|agent| std::iter::once(*agent).chain(counted_things(content, *agent)))
                .filter(|thing| acts_for(content, *thing))
                .collect();
            for thing in things {
                let before = analysis.subtree_span(thing).start..thing;
                let named = content.actors.iter().filter_map(|hit| {
                    let tokens = content.tokens_over(hit.start as u32, hit.end as u32);
                    (before.start <= tokens.start && tokens.end <= before.end).then_some(tokens.end - 1)
                });
                agents.extend(named);
                agents.extend(owners(content, thing));
                // "**government** aircraft bombed two villages": whose they are, though no name says it.
                if agents.iter().all(|agent| acts_for(content, *agent)) {
                    let whose = analysis.children(thing).filter(|word| {
                        word.dep() == "compound"
                            && matches!(
                                word.lemma().to_lowercase().as_str(),
                                "government"
                                    | "army"
                                    | "military"
                                    | "regime"
                                    | "coalition"
                                    | "rebel"
                                    | "militia"
                                    | "police"
                                    | "navy"
                            )
                    });
                    agents.extend(whose.map(attest_language::Token::index));
                }
            }
            // "placed a charge at the post of **Tolsa, which** destroyed it": no town destroys anything.
            if verbal && token.dep() == "relcl" {
                agents.retain(|index| !places.contains(&At { passage, token: *index }));
            }
            // "Twenty were hacked to death by militants …, **killing six**": not those who were killed did it.
            if verbal && let Some(doers) = beside_a_passive(content, head) {
                agents = doers;
            }
            if agents.iter().all(|agent| acts_for(content, *agent)) {
                agents.extend(laid_by(content, head));
            }
            // "shot down 18 drones **launched by Russia**": who shot down what flew at him attacked nobody.
            let down = analysis.token(head + 1).is_some_and(|token| token.text() == "down")
                && (head + 2..head + 9).any(|at| flies_at(content, at));
            let stops = matches!(token.lemma(), "down" | "intercept" | "destroy" | "bring" | "neutralize")
                && !patients.is_empty()
                && patients.iter().all(|patient| flies_at(content, *patient));
            if verbal && (down || stops) {
                agents = laid_by(content, head);
                // "shot down 18 of 22 **Russian** drones": whose they were, who sent them.
                let flying = (head + 1..head + 9).filter(|at| flies_at(content, *at));
                let named = patients.iter().copied().chain(flying).flat_map(|thing| senders(content, thing));
                agents.extend(named);
                agents.sort_unstable();
                agents.dedup();
                patients.retain(|patient| !flies_at(content, *patient));
            }
            if agents.is_empty() && verbal {
                agents.extend(strayed(content, head));
            }
            if agents.is_empty() && !verbal {
                // "a **Rapid Support Forces** drone strike": the doer hangs on the first word of the trigger.
                let first = trigger.clone().filter(|index| *index != head);
                agents.extend(first.flat_map(|index| arguments::in_front(analysis, index)));
                // "A **Myanmar military** air strike": the name of a force right before the deed.
                agents.extend(content.actors.iter().filter_map(|own| {
                    let name = content.tokens_over(own.start as u32, own.end as u32);
                    (name.end == hit.first && !name.is_empty()).then(|| name.end - 1)
                }));
            }
            patients.retain(|index| !trigger.contains(index));
            // "hurled **two grenades** at the station": at what, and not what.
            if word.class == EventClass::Explosion && verbal {
                patients.retain(|index| !nouns::is_explosive(content, *index));
            }
            if patients.is_empty() && verbal && !word.on.is_empty() {
                // "set out in pursuit **of the raiders**": the object of another word of the trigger.
                let on: Vec<&str> = word.on.iter().map(String::as_str).collect();
                patients = trigger
                    .filter(|index| *index != head)
                    .flat_map(|index| tree::prepositional(analysis, index, &on))
                    .collect();
            }
            if patients.is_empty() && verbal && hit.last > hit.first {
                // "set fire **to a church and two shops**": the object of the preposition that the trigger ends in.
                patients = tree::pobjs(analysis, hit.last).into_iter().collect();
            }
            // "shot **at a medical team**"
            if patients.is_empty()
                && verbal
                && token.lemma() == "shoot"
                && analysis.token(hit.last + 1).is_some_and(|next| next.text() == "at")
            {
                patients = tree::pobjs(analysis, hit.last + 1);
                patients.retain(|patient| is_person(content, *patient));
                agents.retain(|agent| !patients.contains(agent));
            }
            // "rammed **a truck** packed with explosives **into a police station**": the truck is the means.
            if word.class == EventClass::VehicleRamming
                && let Some(hit) = rammed(content, head)
            {
                patients = hit;
            }
            covered = hit.last + 1;
            let Some(sentence) = page.sentence_of(At { passage, token: head }) else { continue };
            let defends = verbal && sense::defends(content, head);
            let definite = !verbal && arguments::is_definite(analysis, head);
            let another = !verbal && arguments::opens_new(analysis, head);
            out.push(EventMention {
                passage,
                sentence,
                trigger: hit.first..hit.last + 1,
                head,
                word,
                verbal,
                agents,
                patients,
                defends,
                reality: modality::reality(analysis, head),
                certainty: modality::certainty(analysis, head),
                definite,
                plural: !verbal && matches!(token.tag(), "NNS" | "NNPS"),
                another,
                claim: arguments::claim(analysis, head, verbal, &page.sentences[sentence].tokens),
            });
        }
    }
    out
}

/// The token of a trigger phrase whose head lies outside it.
fn head_of(analysis: &attest_language::Analysis, range: Range<usize>) -> Option<usize> {
    range
        .clone()
        .find(|&index| {
            analysis
                .token(index)
                .is_some_and(|token| token.is_root() || !range.contains(&token.head().index()))
        })
        .or(range.end.checked_sub(1))
}

/// Whether the noun, or what it counts ("hundreds **of inmates**"), is a word for people who bear no arms.
fn is_civilian(content: &crate::page::Passage<'_>, noun: usize) -> bool {
    use attest_model::Group as G;
    let of = tree::prepositional(&content.analysis, noun, &["of"]);
    content.terms.iter().filter(|hit| hit.last == noun || of.contains(&hit.last)).any(|hit| {
        hit.entries.iter().filter_map(|term| term.group()).any(|word| {
            matches!(word.group, G::Civilians | G::People | G::Prisoners | G::Children | G::Women)
        })
    })
}

/// "as **he** left the radio station", "**hundreds** fled": one person, or many uncounted.
fn is_somebody(content: &crate::page::Passage<'_>, noun: usize) -> bool {
    content.analysis.token(noun).is_some_and(|token| {
        let word = token.text().to_lowercase();
        let many = matches!(
            word.as_str(),
            "hundreds" | "thousands" | "dozens" | "scores" | "many" | "everyone" | "most"
        ) && tree::prepositional(&content.analysis, noun, &["of"]).is_empty();
        matches!(word.as_str(), "he" | "she" | "i" | "we" | "you") || many || token.kind() == "PERSON"
    })
}

/// Into what a vehicle was driven.
fn rammed(content: &crate::page::Passage<'_>, verb: usize) -> Option<Vec<usize>> {
    let analysis = &content.analysis;
    let into = analysis
        .subtree(verb)
        .find(|token| token.index() > verb && token.lemma() == "into" && token.dep() == "prep")?;
    let hit = tree::pobjs(analysis, into.index());
    (!hit.is_empty()).then_some(hit)
}

/// "was kidnapped near his home in Tolsa **by the rebels**", "were killed on Monday, presumably **by soldiers**": the parser hangs the doer
/// on the place or the day before it.
fn strayed(content: &crate::page::Passage<'_>, verb: usize) -> Option<usize> {
    let analysis = &content.analysis;
    if !tree::is_passive(analysis, verb) {
        return None;
    }
    let sentence = analysis.sentence_of(verb);
    let by = analysis.tokens_in(verb + 1..sentence.end.min(verb + 25)).find(|token| token.lemma() == "by")?;
    let doer = tree::pobjs(analysis, by.index()).into_iter().next()?;
    let token = analysis.token(doer)?;
    let above = by.head();
    // Between the verb and its doer only nouns of place, time and victims stand: no other deed, and nothing written or said by anybody.
    let plain = analysis.tokens_in(verb + 1..by.index()).all(|word| {
        !matches!(word.pos(), "VERB" | "AUX")
            && (!is_event(content, word.index()) || word.tag().starts_with("NNP"))
            && !matches!(
                word.lemma(),
                "statement" | "report" | "order" | "speech" | "letter" | "video" | "photograph" | "broadcast"
            )
    });
    let strays = above.index() < by.index() && matches!(above.pos(), "NOUN" | "PROPN" | "NUM" | "PRON");
    let armed = nouns::is_person(content, doer)
        || token.tag().starts_with("NNP") && !matches!(token.kind(), "DATE" | "TIME" | "GPE" | "LOC");
    (plain && strays && armed).then_some(doer)
}

/// Who does what a participle tells that stands beside a deed in the passive: the subject of the clause right before it, or the doer of that
/// deed. `None` where it stands beside no such deed.
fn beside_a_passive(content: &crate::page::Passage<'_>, verb: usize) -> Option<Vec<usize>> {
    let analysis = &content.analysis;
    let token = analysis.token(verb).filter(|token| token.tag() == "VBG" && token.dep() == "advcl")?;
    let deed = token.head().index();
    let object = analysis.children(verb).any(|child| child.dep() == "dobj");
    if !object || deed > verb || !tree::is_passive(analysis, deed) || !is_deed(content, deed) {
        return None;
    }
    let between = analysis.tokens_in(deed + 1..verb).rev().filter(|word| {
        matches!(word.tag(), "VBD" | "VBZ" | "VBP")
            && analysis.is_within(word.index(), deed)
            && !matches!(word.lemma(), "say" | "tell" | "report" | "add" | "be" | "have")
    });
    let clause = between.into_iter().find_map(|word| {
        let subject = tree::child(analysis, word.index(), &["nsubj"])?;
        (!matches!(subject.tag(), "WDT" | "WP") && subject.index() > deed).then(|| subject.index())
    });
    Some(clause.map_or_else(|| tree::agents(analysis, deed), |subject| vec![subject]))
}

/// Whether the word is one of violence done to somebody: "attack", "murdered"; no clash, no arrest.
pub(crate) fn is_deed(content: &crate::page::Passage<'_>, token: usize) -> bool {
    content.terms.iter().any(|hit| {
        (hit.first..=hit.last).contains(&token)
            && hit
                .entries
                .iter()
                .any(|term| term.event().is_some_and(|event| crate::incidents::attacks(event.class)))
    })
}

fn is_event(content: &crate::page::Passage<'_>, token: usize) -> bool {
    content.terms.iter().any(|hit| {
        (hit.first..=hit.last).contains(&token) && hit.entries.iter().any(|term| term.event().is_some())
    })
}

/// Whether the words are part of an actor's name ("Lord's Resistance Army", "Islamic Jihad"). "**Malian air strikes**" names whose they
/// are, and tells of them all the same.
fn inside_name(content: &crate::page::Passage<'_>, range: Range<usize>) -> bool {
    content.actors.iter().any(|hit| {
        let tokens = content.tokens_over(hit.start as u32, hit.end as u32);
        let deed = hit.id.starts_with("state:") && tokens.start < range.start && tokens.end == range.end;
        tokens.start <= range.start && range.end <= tokens.end && !deed
    })
}
