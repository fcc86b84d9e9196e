//! Words of violence that do none: "shot down the proposal", "bombarded with questions", "the battle for the title", a strike for
//! higher wages.
//!
//! What the words are done to, or with, tells. Where that is somebody, a place or a thing, they are meant as they stand.

use super::nouns::{is_armed_group, is_for_words, is_of_politics, is_person};
use crate::page::Passage;
use crate::tree;
use attest_lexicon::{EventClass, EventWord};
use std::ops::Range;

/// Whether the word of violence at `head` is a figure of speech.
pub(super) fn is_figure_of_speech(
    content: &Passage<'_>,
    trigger: &Range<usize>,
    head: usize,
    verbal: bool,
    word: &EventWord,
    agents: &[usize],
    patients: &[usize],
) -> bool {
    use EventClass as C;
    let class = word.class;
    let deed = matches!(
        class,
        C::Attack
            | C::Raid
            | C::Ambush
            | C::Siege
            | C::Explosion
            | C::Shelling
            | C::Shooting
            | C::Killing
            | C::Interception
            | C::HostageTaking
    );
    if deed && (done_to_words(content, head, verbal, patients) || verbal && done_with_words(content, head)) {
        return true;
    }
    match class {
        // "holding the country **hostage to** the budget"
        C::HostageTaking => content.analysis.token(trigger.end).is_some_and(|next| {
            next.text() == "to"
                && content.analysis.token(trigger.end - 1).is_some_and(|last| last.lemma() == "hostage")
        }),
        C::Attack if verbal => walks_out(content, head) || speaks_against(content, head, agents, patients),
        C::Attack => is_of_labour(content, trigger, head, patients),
        C::Explosion if verbal => is_made_safe(content, agents, patients),
        C::Shooting if verbal => dismisses(content, trigger, head),
        C::Clash => is_contest(content, head, verbal, agents, patients),
        _ => false,
    }
}

/// "killed **the bill**", "an attack on **inflation**", "an explosion of **prices**".
fn done_to_words(content: &Passage<'_>, head: usize, verbal: bool, patients: &[usize]) -> bool {
    let of = if verbal {
        patients.to_vec()
    } else {
        tree::prepositional(&content.analysis, head, &["of", "on", "against"])
    };
    !of.is_empty() && of.iter().all(|patient| is_for_words(content, *patient))
}

/// "was bombarded **with questions**", "besieged **by callers' complaints**".
fn done_with_words(content: &Passage<'_>, head: usize) -> bool {
    let mut with = tree::prepositional(&content.analysis, head, &["with", "by"]);
    with.retain(|noun| {
        content.analysis.token(*noun).is_some_and(|noun| {
            matches!(
                noun.lemma(),
                "question"
                    | "query"
                    | "request"
                    | "call"
                    | "email"
                    | "e-mail"
                    | "message"
                    | "letter"
                    | "complaint"
                    | "criticism"
                    | "offer"
                    | "advert"
                    | "advertisement"
                    | "information"
                    | "propaganda"
                    | "slogan"
                    | "insult"
                    | "leaflet"
                    | "demand"
                    | "reporter"
                    | "journalist"
                    | "fan"
                    | "autograph"
            )
        })
    });
    !with.is_empty()
}

/// "stormed **out** of the chamber".
fn walks_out(content: &Passage<'_>, head: usize) -> bool {
    content.analysis.token(head).is_some_and(|verb| verb.lemma() == "storm")
        && content
            .analysis
            .token(head + 1)
            .is_some_and(|next| matches!(next.text(), "out" | "off" | "away" | "past" | "back"))
}

/// "the opposition leader **attacked** the president **for failing** to act": with words.
fn speaks_against(content: &Passage<'_>, head: usize, agents: &[usize], patients: &[usize]) -> bool {
    let analysis = &content.analysis;
    let speaks = |noun: usize| {
        is_of_politics(content, noun) || analysis.token(noun).is_some_and(|word| word.kind() == "PERSON")
    };
    let reproach = analysis.children(head).any(|prep| {
        matches!(prep.lemma(), "for" | "over" | "as")
            && prep.dep() == "prep"
            && analysis.children(prep.index()).any(|of| {
                of.dep() == "pcomp" && of.tag() == "VBG"
                    || prep.lemma() != "as"
                        && of.dep() == "pobj"
                        && (is_for_words(content, of.index())
                            || matches!(of.lemma(), "failure" | "handling" | "refusal" | "lack" | "role"))
            })
    });
    analysis.token(head).is_some_and(|verb| verb.lemma() == "attack")
        && reproach
        && !agents.is_empty()
        && agents.iter().all(|agent| speaks(*agent))
        && patients.iter().all(|patient| is_person(content, *patient) || is_of_politics(content, *patient))
}

/// "miners launched a **strike** for higher wages": nobody is struck.
fn is_of_labour(content: &Passage<'_>, trigger: &Range<usize>, head: usize, patients: &[usize]) -> bool {
    let analysis = &content.analysis;
    let strike = trigger.len() == 1 && analysis.token(head).is_some_and(|noun| noun.lemma() == "strike");
    let against = patients.iter().any(|patient| {
        analysis
            .token(*patient)
            .is_some_and(|noun| noun.head().lemma() == "on" && !matches!(noun.kind(), "DATE" | "TIME"))
    });
    strike
        && !against
        && analysis.tokens_in(analysis.sentence_of(head)).any(|word| {
            matches!(
                word.lemma().to_lowercase().as_str(),
                "wage"
                    | "pay"
                    | "salary"
                    | "union"
                    | "worker"
                    | "teacher"
                    | "nurse"
                    | "miner"
                    | "doctor"
                    | "employee"
                    | "striker"
                    | "dockworker"
                    | "docker"
                    | "lecturer"
                    | "railwayman"
                    | "pension"
                    | "walkout"
                    | "stoppage"
                    | "trader"
                    | "shopkeeper"
                    | "transport"
                    | "lawyer"
                    | "driver"
                    | "picket"
                    | "hunger"
            )
        })
        && !analysis.tokens_in(analysis.sentence_of(head)).any(|word| {
            matches!(
                word.lemma().to_lowercase().as_str(),
                "kill" | "wound" | "injure" | "missile" | "drone" | "jet" | "rocket" | "bomb" | "military"
            )
        })
}

/// "**a suspicious bag** was blown up **by robots**": made safe, and nobody's bomb.
fn is_made_safe(content: &Passage<'_>, agents: &[usize], patients: &[usize]) -> bool {
    let all = |nouns: &[usize], words: &[&str]| {
        !nouns.is_empty()
            && nouns
                .iter()
                .all(|noun| content.analysis.token(*noun).is_some_and(|noun| words.contains(&noun.lemma())))
    };
    all(agents, &["robot", "expert", "police", "squad", "specialist", "technician", "sapper", "engineer"])
        && all(patients, &["bag", "package", "parcel", "suitcase", "backpack", "object", "box", "luggage"])
}

/// "was **fired on Monday**", "**fired** two goals": no shot is fired.
fn dismisses(content: &Passage<'_>, trigger: &Range<usize>, head: usize) -> bool {
    let analysis = &content.analysis;
    let fire = analysis.token(head).is_some_and(|verb| verb.lemma() == "fire");
    let dated = analysis.token(trigger.end).is_some_and(|next| {
        matches!(next.kind(), "DATE" | "TIME")
            && analysis.token(trigger.end - 1).is_some_and(|on| on.text() == "on")
    });
    fire && dated
}

/// "a bitter fight **between two candidates**", "the battle **for the title**", "doctors are battling **to contain** it".
fn is_contest(
    content: &Passage<'_>,
    head: usize,
    verbal: bool,
    agents: &[usize],
    patients: &[usize],
) -> bool {
    let analysis = &content.analysis;
    let Some(token) = analysis.token(head) else { return false };
    if !matches!(
        token.lemma(),
        "battle"
            | "trade"
            | "fight"
            | "clash"
            | "duel"
            | "struggle"
            | "confrontation"
            | "engagement"
            | "confront"
            | "fighting"
    ) {
        return false;
    }
    let prize = tree::prepositional(analysis, head, &["for", "over"]);
    if !prize.is_empty() && prize.iter().all(|noun| is_prize(content, *noun)) {
        return true;
    }
    // "a **legal** battle", "a **court** fight"
    let of_words = analysis.children(head).any(|word| {
        matches!(word.dep(), "amod" | "compound")
            && matches!(
                word.lemma().to_lowercase().as_str(),
                "legal"
                    | "court"
                    | "courtroom"
                    | "electoral"
                    | "election"
                    | "verbal"
                    | "diplomatic"
                    | "parliamentary"
                    | "constitutional"
                    | "ideological"
                    | "boardroom"
                    | "custody"
                    | "takeover"
                    | "bidding"
                    | "title"
                    | "relegation"
                    | "leadership"
                    | "budget"
                    | "uphill"
            )
    });
    if !verbal && of_words {
        return true;
    }
    // Those who stand against each other with votes and words, or with medicine and hoses.
    let sides: Vec<usize> = agents.iter().chain(patients).copied().collect();
    let bare = |noun: usize| is_of_politics(content, noun) || is_of_help(content, noun);
    if !sides.is_empty() && sides.iter().all(|side| bare(*side)) {
        return true;
    }
    // "residents are battling **to save** their homes", "fighting **to contain**"
    verbal
        && patients.is_empty()
        && analysis.children(head).any(|aim| {
            matches!(aim.dep(), "xcomp" | "advcl")
                && aim.tag() == "VB"
                && matches!(
                    aim.lemma(),
                    "contain"
                        | "save"
                        | "extinguish"
                        | "douse"
                        | "cope"
                        | "survive"
                        | "curb"
                        | "revive"
                        | "tame"
                        | "rescue"
                        | "treat"
                        | "feed"
                        | "avert"
                        | "pass"
                )
        })
        && !sides.iter().any(|side| is_armed_group(content, *side))
}

/// What is fought for in stadiums, courts and parliaments.
fn is_prize(content: &Passage<'_>, noun: usize) -> bool {
    content.analysis.token(noun).is_some_and(|noun| {
        matches!(
            noun.lemma().to_lowercase().as_str(),
            "title"
                | "championship"
                | "cup"
                | "trophy"
                | "medal"
                | "crown"
                | "seat"
                | "presidency"
                | "nomination"
                | "mayoralty"
                | "leadership"
                | "vote"
                | "voter"
                | "office"
                | "custody"
                | "share"
                | "right"
                | "equality"
                | "justice"
                | "survival"
                | "recognition"
                | "pay"
                | "wage"
                | "compensation"
                | "budget"
                | "bill"
                | "inheritance"
                | "contract"
                | "promotion"
                | "soul"
                | "mind"
                | "heart"
                | "attention"
                | "breath"
                | "life"
        )
    })
}

/// Those who fight diseases and fires.
fn is_of_help(content: &Passage<'_>, noun: usize) -> bool {
    use attest_model::Group as G;
    content.terms.iter().filter(|hit| hit.last == noun).any(|hit| {
        hit.entries
            .iter()
            .filter_map(|term| term.group())
            .any(|word| matches!(word.group, G::AidWorkers | G::MedicalWorkers))
    })
}
