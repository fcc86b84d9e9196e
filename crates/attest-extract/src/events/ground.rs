//! Whether words of taking ground tell of ground: "captured the town", not "took control of the company" or "entered Ecuador".

use super::nouns::{is_a_land, is_armed_group, is_command_of_a_body, is_property};
use crate::page::Passage;
use crate::tree;
use attest_language::Token;
use attest_lexicon::EventClass;

/// A test of the noun at a token.
type Test<'t> = &'t dyn Fn(&Passage<'_>, usize) -> bool;

/// A word of taking ground, with what it was done to.
pub(super) struct Taking<'p> {
    pub class: EventClass,
    /// Its token.
    pub head: usize,
    pub verbal: bool,
    /// "took control of", "drove out".
    pub several_words: bool,
    pub patients: &'p [usize],
}

/// Whether the patients bear it out; `None` where the word leaves it open.
pub(super) fn taken(
    content: &Passage<'_>,
    word: &Taking<'_>,
    is_ground: Test<'_>,
    is_person: Test<'_>,
) -> Option<bool> {
    let patients = word.patients;
    let any = |test: Test<'_>| patients.iter().any(|&patient| test(content, patient));
    let verb = content.analysis.token(word.head).filter(|_| word.verbal);
    if word.class == EventClass::GroundCapture
        && verb.is_some_and(|verb| takes_no_ground(content, verb, word, &any, is_person))
    {
        return Some(false);
    }
    // "the radicals took **control of the organization**": a quarrel over an office.
    if any(&is_command_of_a_body) {
        return Some(false);
    }
    let held = |&first: &usize| is_ground(content, first) && !is_person(content, first);
    if word.several_words {
        // "the number fell to 12", "took over the company": no ground.
        patients.first().map(held)
    } else if word.verbal {
        Some(patients.first().is_some_and(held))
    } else {
        (!patients.is_empty()).then(|| any(is_ground))
    }
}

/// Verbs of taking and entering with another meaning.
fn takes_no_ground(
    content: &Passage<'_>,
    verb: Token<'_>,
    word: &Taking<'_>,
    any: &dyn Fn(Test<'_>) -> bool,
    is_person: Test<'_>,
) -> bool {
    let analysis = &content.analysis;
    let head = word.head;
    // "was **taken** to a hospital": somebody was, and no ground.
    let carried = || {
        !word.several_words
            && verb.lemma() == "take"
            && analysis
                .children(head)
                .any(|word| word.dep() == "prep" && matches!(word.lemma(), "to" | "into"))
    };
    // "trying to **enter** Ecuador", "**entered** Honduran territory": over a border, and no ground is taken.
    let crossed = || matches!(verb.lemma(), "enter" | "secure") && any(&is_a_land);
    // "farms were **seized** by the authorities": from their owners.
    let expropriated = || {
        !word.several_words
            && verb.lemma() == "seize"
            && any(&is_property)
            && !tree::subjects(analysis, head)
                .iter()
                .any(|(doer, passive)| !passive && is_armed_group(content, *doer))
    };
    // "killed two soldiers **as they entered** the village": on their way, and nothing was taken.
    let on_the_way = || {
        matches!(verb.lemma(), "enter" | "advance" | "approach")
            && verb.dep() == "advcl"
            && analysis.children(head).any(|mark| {
                matches!(mark.dep(), "mark" | "advmod") && matches!(mark.lemma(), "as" | "when" | "while")
            })
    };
    // "watching the roads **entering** the city": where they lead, and nobody takes it.
    let leads_there = || {
        verb.lemma() == "enter"
            && verb.tag() == "VBG"
            && (verb.dep() == "acl" && !is_person(content, verb.head().index())
                || tree::child(analysis, head, &["nsubj"])
                    .is_some_and(|way| matches!(way.lemma(), "road" | "street" | "path" | "river")))
    };
    carried() || crossed() || expropriated() || on_the_way() || leads_there()
}
