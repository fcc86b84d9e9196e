//! Who does it and to whom: the arguments of a word of violence.

use crate::tree;
use attest_language::Analysis;
use attest_lexicon::{Argument, EventClass, EventWord};
use std::ops::Range;

/// Verbs that carry an event noun: "carried out an attack", "launched a raid", "the attack was staged by".
const LIGHT_VERBS: [&str; 34] = [
    "carry",
    "launch",
    "stage",
    // What the lemmatizer makes of "staged".
    "stag",
    "conduct",
    "mount",
    "commit",
    "perpetrate",
    "execute",
    "make",
    "undertake",
    "lead",
    "plan",
    "attempt",
    "begin",
    "start",
    "open",
    "set",
    "unleash",
    "wage",
    "perform",
    "claim",
    "orchestrate",
    "plot",
    "intensify",
    "step",
    "resume",
    "continue",
    "organize",
    // "fired more than 100 rockets": what is fired is a deed, too.
    "fire",
    "lob",
    "hurl",
    "drop",
    "throw",
];

/// Agents and patients of the event word at `head`.
pub fn of(analysis: &Analysis, head: usize, verbal: bool, word: &EventWord) -> (Vec<usize>, Vec<usize>) {
    let (mut agents, mut patients) =
        if verbal { of_verb(analysis, head, word) } else { of_noun(analysis, head, word) };
    let beside = named_beside(analysis, &agents);
    agents.extend(beside);
    agents.retain(|index| *index != head);
    patients.retain(|index| *index != head && !agents.contains(index));
    (agents, patients)
}

/// "by **JNIM and Azawad Front** rebels": the second of two names in front of a word for their people.
fn named_beside(analysis: &Analysis, agents: &[usize]) -> Vec<usize> {
    let people = agents.iter().filter(|&&agent| {
        analysis.token(agent).is_some_and(|noun| {
            noun.tag() == "NNS"
                && matches!(
                    noun.lemma(),
                    "rebel"
                        | "militant"
                        | "fighter"
                        | "guerrilla"
                        | "insurgent"
                        | "jihadist"
                        | "gunman"
                        | "terrorist"
                )
        })
    });
    let names = people.flat_map(|&agent| {
        analysis
            .children(agent)
            .filter(|name| matches!(name.dep(), "nmod" | "compound") && name.tag().starts_with("NNP"))
    });
    names
        .flat_map(|name| tree::conjuncts(analysis, name.index()))
        .filter(|&name| analysis.token(name).is_some_and(|name| name.tag().starts_with("NNP")))
        .collect()
}

fn of_verb(analysis: &Analysis, verb: usize, word: &EventWord) -> (Vec<usize>, Vec<usize>) {
    // "police **foiled a plot to blow up** ten airliners": not the police would have done it.
    let foiled = analysis.token(verb).is_some_and(|token| {
        token.dep() == "xcomp"
            && crate::modality::is_foiled(token.head().lemma())
            && analysis.children(token.head().index()).any(|plot| plot.dep() == "dobj")
    });
    let subjects = if foiled { Vec::new() } else { tree::subjects(analysis, verb) };
    // "was **found shot**", "left him **wounded**": the participle tells what was done to somebody.
    let state = analysis.token(verb).is_some_and(|token| {
        token.tag() == "VBN"
            && matches!(token.dep(), "xcomp" | "oprd" | "ccomp" | "acomp")
            && matches!(token.head().lemma(), "find" | "leave" | "discover" | "report")
            && !analysis.children(verb).any(|child| child.dep() == "dobj")
    });
    let passive = state || tree::is_passive(analysis, verb) || subjects.iter().any(|(_, passive)| *passive);
    let mut agents = Vec::new();
    let mut patients = Vec::new();
    if passive {
        agents.extend(tree::agents(analysis, verb));
        patients.extend(subjects.iter().map(|(subject, _)| *subject));
    } else {
        if word.agent == Argument::Subject {
            agents.extend(subjects.iter().map(|(subject, _)| *subject));
        } else if word.patient == Argument::Subject {
            patients.extend(subjects.iter().map(|(subject, _)| *subject));
        }
        if word.patient != Argument::None {
            // "took six **teachers** hostage": the parser takes the state for the object.
            patients.extend(tree::objects(analysis, verb).into_iter().map(|object| {
                let state = analysis
                    .token(object)
                    .is_some_and(|token| matches!(token.text(), "hostage" | "captive" | "prisoner"));
                let people = analysis.children(object).find(|child| child.dep() == "compound");
                people.filter(|_| state).map_or(object, attest_language::Token::index)
            }));
        }
    }
    // "an attempt **by the rebels** to kidnap", "the **rebels'** bid to take the town"
    if agents.is_empty()
        && let Some(token) = analysis.token(verb).filter(|token| token.dep() == "acl")
        && matches!(token.head().lemma(), "attempt" | "bid" | "effort" | "plot" | "plan" | "try")
    {
        let noun = token.head().index();
        agents.extend(tree::prepositional(analysis, noun, &["by"]));
        agents.extend(
            analysis.children(noun).filter(|child| child.dep() == "poss").map(attest_language::Token::index),
        );
    }
    if !word.on.is_empty() {
        let prepositions: Vec<&str> = word.on.iter().map(String::as_str).collect();
        patients.extend(tree::prepositional(analysis, verb, &prepositions));
    }
    if word.class == EventClass::Clash {
        patients.extend(tree::prepositional(analysis, verb, &["with", "against"]));
    }
    (agents, patients)
}

fn of_noun(analysis: &Analysis, noun: usize, word: &EventWord) -> (Vec<usize>, Vec<usize>) {
    let mut agents = tree::agents(analysis, noun);
    let by: Vec<&str> = word.by.iter().map(String::as_str).filter(|by| *by != "by").collect();
    if !by.is_empty() {
        agents.extend(tree::prepositional(analysis, noun, &by));
    }
    let mut patients = if word.on.is_empty() {
        tree::prepositional(analysis, noun, &["on", "against", "at"])
    } else {
        let on: Vec<&str> = word.on.iter().map(String::as_str).collect();
        tree::prepositional(analysis, noun, &on)
    };
    if word.class == EventClass::Clash {
        patients.extend(tree::prepositional(analysis, noun, &["between", "with"]));
    }
    let to_people = matches!(
        word.class,
        EventClass::Killing
            | EventClass::Execution
            | EventClass::Massacre
            | EventClass::Assassination
            | EventClass::Abduction
    );
    if let Some((doer, sufferer)) = tree::done_by_to(analysis, noun).filter(|_| to_people) {
        agents.push(doer);
        patients.push(sufferer);
    }
    // "a depot **was the target of** a raid"
    if let Some(what) =
        analysis.token(noun).filter(|token| token.dep() == "pobj").map(|token| token.head().head())
        && matches!(what.lemma(), "target" | "victim" | "object")
        && what.dep() == "attr"
    {
        patients
            .extend(tree::subjects(analysis, what.head().index()).into_iter().map(|(subject, _)| subject));
    }
    for child in analysis.children(noun) {
        match child.dep() {
            // "Army **Repelled** Rebel Attack": in a headline's case the verb is one of the names, and who stands before it attacked nobody.
            "compound" | "nmod" if repelled(analysis, child.index(), noun) => {}
            // "Zarqawi's death", "his murder": who owns a death died it.
            "poss" if dies(analysis, noun) => patients.push(child.index()),
            // "its liberation", "the town's recapture": what is taken.
            "poss" if matches!(word.class, EventClass::GroundRetaken | EventClass::GroundCapture) => {
                patients.push(child.index());
            }
            // "JNIM's attack"; "the country's attack" is sorted out by whoever asks for the actor.
            "poss" => agents.push(child.index()),
            // "after **US airstrikes** on the camp": a noun that the tagger took for a verb.
            "nsubj" if child.index() < noun && agents.is_empty() => agents.push(child.index()),
            // "a terrorist attack" judges the deed and names no doer.
            "compound" | "amod" | "nmod" if child.index() < noun && agents.is_empty() && !judges(child) => {
                agents.push(child.index());
            }
            // "an attack claimed by X", "an attack carried out by X", "an attack targeting X"
            "acl" | "relcl" => {
                let lemma = child.lemma();
                if LIGHT_VERBS.contains(&lemma) {
                    agents.extend(tree::agents(analysis, child.index()));
                }
                if matches!(lemma, "target" | "hit" | "strike" | "destroy" | "damage") {
                    patients.extend(tree::objects(analysis, child.index()));
                }
            }
            _ => {}
        }
    }
    let held = held_to_be_by(analysis, noun);
    if !held.is_empty() {
        agents = held;
    }
    light_verb(analysis, noun, &mut agents, &mut patients);
    (agents, patients)
}

/// "a gas attack **believed to be by** Ostland jets": whose it is held to be.
fn held_to_be_by(analysis: &Analysis, noun: usize) -> Vec<usize> {
    let held = analysis.children(noun).filter(|verb| {
        verb.dep() == "acl"
            && matches!(verb.lemma(), "believe" | "think" | "suspect" | "say" | "presume" | "understand")
    });
    held.flat_map(|verb| analysis.children(verb.index()))
        .filter(|be| be.dep() == "xcomp" && be.lemma() == "be")
        .flat_map(|be| tree::prepositional(analysis, be.index(), &["by"]))
        .collect()
}

/// Whether the noun tells of what its owner suffers: a death, or a killing of which no other victim is named.
fn dies(analysis: &Analysis, noun: usize) -> bool {
    let Some(token) = analysis.token(noun) else { return false };
    match token.lemma() {
        "death" | "demise" | "assassination" | "murder" | "funeral" | "beheading" | "martyrdom" => true,
        "killing" | "execution" | "abduction" | "kidnapping" | "capture" | "arrest" | "slaying" => {
            tree::prepositional(analysis, noun, &["of"]).is_empty()
        }
        _ => false,
    }
}

/// The nouns that hang in front of a word: "**Rapid Support Forces** drone".
pub fn in_front(analysis: &Analysis, noun: usize) -> Vec<usize> {
    analysis
        .children(noun)
        .filter(|child| {
            child.index() < noun && matches!(child.dep(), "compound" | "poss" | "nmod") && !judges(*child)
        })
        .map(attest_language::Token::index)
        .collect()
}

/// Whether a word in front of an event noun only says what the speaker thinks of it, how sure it is, or how it went:
/// "**alleged** Pakistani airstrikes", "a **deadly** rebel attack".
fn judges(word: attest_language::Token<'_>) -> bool {
    matches!(
        word.text().to_lowercase().as_str(),
        "terrorist"
            | "terror"
            | "criminal"
            | "extremist"
            | "armed"
            | "military"
            | "civilian"
            | "alleged"
            | "suspected"
            | "reported"
            | "purported"
            | "apparent"
            | "presumed"
            | "supposed"
            | "likely"
            | "possible"
            | "deadly"
            | "fatal"
            | "bloody"
            | "recent"
            | "latest"
            | "new"
            | "fresh"
            | "major"
            | "massive"
            | "large"
            | "heavy"
            | "indiscriminate"
            | "joint"
            | "overnight"
            | "fierce"
            | "separate"
            | "several"
            | "multiple"
    )
}

/// Whether the word or one between it and the noun tells that the deed failed against those before it.
fn repelled(analysis: &Analysis, from: usize, noun: usize) -> bool {
    analysis.tokens_in(from..noun).any(|token| {
        matches!(
            token.text().to_lowercase().as_str(),
            "repelled" | "repulsed" | "repels" | "foiled" | "foils" | "thwarted" | "thwarts"
        )
    })
}

/// The subject of the light verb that carries the noun, or of the verb it is the subject of.
fn light_verb(analysis: &Analysis, noun: usize, agents: &mut Vec<usize>, patients: &mut Vec<usize>) {
    let first = tree::first_conjunct(analysis, noun);
    let Some(token) = analysis.token(first) else { return };
    let verb = token.head();
    // "**Ostland** responded with artillery fire on the town"
    let by = verb.head();
    if token.dep() == "pobj"
        && verb.lemma() == "with"
        && matches!(by.lemma(), "respond" | "retaliate" | "reply")
    {
        agents.extend(tree::subjects(analysis, by.index()).into_iter().map(|(subject, _)| subject));
        return;
    }
    // "conducted **a series of airstrikes**", "carried out a number of attacks"
    let counted = verb.head();
    if token.dep() == "pobj"
        && verb.lemma() == "of"
        && matches!(
            counted.lemma(),
            "series"
                | "number"
                | "wave"
                | "string"
                | "spate"
                | "campaign"
                | "barrage"
                | "round"
                | "dozen"
                | "couple"
        )
        && counted.dep() == "dobj"
        && LIGHT_VERBS.contains(&counted.head().lemma())
        && !tree::is_passive(analysis, counted.head().index())
    {
        let subjects = tree::subjects(analysis, counted.head().index());
        agents.extend(subjects.into_iter().map(|(subject, _)| subject));
        return;
    }
    // "**used** missiles **for the strike** on the depot"
    if token.dep() == "pobj"
        && matches!(verb.lemma(), "for" | "in")
        && by.lemma() == "use"
        && !tree::is_passive(analysis, by.index())
        && tree::objects(analysis, by.index()).into_iter().any(|what| {
            analysis.token(what).is_some_and(|what| {
                matches!(
                    what.lemma(),
                    "missile"
                        | "rocket"
                        | "drone"
                        | "bomb"
                        | "artillery"
                        | "weapon"
                        | "mortar"
                        | "explosive"
                        | "gas"
                )
            })
        })
    {
        let subjects = tree::subjects(analysis, by.index());
        agents.extend(subjects.into_iter().map(|(subject, _)| subject));
        return;
    }
    if !tree::is_verb(verb) {
        return;
    }
    let light = LIGHT_VERBS.contains(&verb.lemma());
    match token.dep() {
        "dobj" | "obj" if light => {
            let subjects = tree::subjects(analysis, verb.index());
            if tree::is_passive(analysis, verb.index()) {
                agents.extend(tree::agents(analysis, verb.index()));
            } else {
                agents.extend(subjects.into_iter().map(|(subject, _)| subject));
            }
            patients.extend(tree::prepositional(analysis, verb.index(), &["on", "against", "at", "into"]));
        }
        "nsubjpass" | "nsubj" => {
            if light {
                agents.extend(tree::agents(analysis, verb.index()));
            }
            if matches!(verb.lemma(), "target" | "hit" | "strike" | "destroy" | "damage" | "rock" | "shake") {
                patients.extend(tree::objects(analysis, verb.index()));
            }
        }
        _ => {}
    }
}

/// "the attack", "this bombing", "Thursday's attack", "the deadly blast".
pub fn is_definite(analysis: &Analysis, noun: usize) -> bool {
    analysis.children(noun).any(|child| {
        (child.dep() == "det" && matches!(child.lemma(), "the" | "this" | "that" | "these" | "those"))
            // "claimed **both bombings**"
            || (child.lemma() == "both" && child.index() + 1 == noun)
            || (child.dep() == "poss" && child.tag() != "PRP$")
    })
}

/// "another attack", "a second blast", "a separate raid", "other attacks".
pub fn opens_new(analysis: &Analysis, noun: usize) -> bool {
    analysis.children(noun).any(|child| {
        child.index() < noun
            && matches!(
                child.lemma(),
                "another"
                    | "second"
                    | "third"
                    | "fourth"
                    | "separate"
                    | "other"
                    | "similar"
                    | "previous"
                    | "earlier"
                    | "past"
                    | "later"
                    | "subsequent"
                    | "retaliatory"
                    | "reprisal"
            )
    })
}

/// The shortest words that carry the claim: a verb with its core arguments, or a noun phrase.
pub fn claim(analysis: &Analysis, head: usize, verbal: bool, sentence: &Range<usize>) -> Range<usize> {
    let mut range = if verbal { head..head + 1 } else { tree::phrase(analysis, head) };
    if verbal {
        // A coordinated verb shares its subject: "bases were found and **destroyed**".
        if analysis.token(head).is_some_and(|token| token.dep() == "conj")
            && !analysis.children(head).any(|child| matches!(child.dep(), "nsubj" | "nsubjpass"))
            && let Some(&(subject, _)) = tree::subjects(analysis, head).first()
        {
            let start = tree::core(analysis, subject).start;
            if start < head && head - start <= 12 {
                range = start..head + 1;
            }
        }
        for child in analysis.children(head) {
            let span = match child.dep() {
                "nsubj" | "nsubjpass" => tree::core(analysis, child.index()),
                "dobj" | "agent" | "prep" | "prt" | "oprd" | "attr" => analysis.subtree_span(child.index()),
                "aux" | "auxpass" | "neg" => child.index()..child.index() + 1,
                _ => continue,
            };
            // A long tail (a relative clause, a list) is cut at forty tokens: the claim stays readable.
            if span.end.saturating_sub(span.start) <= 40 {
                range = range.start.min(span.start)..range.end.max(span.end);
            }
        }
    }
    let start = range.start.max(sentence.start);
    let mut end = range.end.min(sentence.end).max(start + 1);
    while end > head + 1 && analysis.token(end - 1).is_some_and(|token| token.pos() == "PUNCT") {
        end -= 1;
    }
    start..end
}
