//! What the words around a mention say of its place among the others: "elsewhere", "on the same day", an answer to an attack, an arrest made
//! for it.

use super::draft::Stamp;
use super::kinds::attacks;
use super::{Grouping, Material};
use crate::actors::Cast;
use attest_lexicon::EventClass;
use attest_model::ZoneKind;
use std::ops::Range;

/// "**On the same day** a bomb killed two near Tolsa".
pub(super) fn opens_same_day(content: &crate::page::Passage<'_>, sentence: &Range<usize>) -> bool {
    let words: Vec<&str> = content
        .analysis
        .tokens_in(sentence.start..sentence.end.min(sentence.start + 5))
        .map(attest_language::Token::text)
        .collect();
    words.windows(2).any(|pair| {
        pair[0].eq_ignore_ascii_case("same") && matches!(pair[1], "day" | "night" | "morning" | "evening")
    })
}

/// "**Elsewhere**, …", "**Separately**, …".
pub(super) fn opens_elsewhere(content: &crate::page::Passage<'_>, sentence: &Range<usize>) -> bool {
    let first: Vec<String> = content
        .analysis
        .tokens_in(sentence.start..sentence.end.min(sentence.start + 4))
        .map(|token| token.text().to_lowercase())
        .collect();
    let word = |at: usize| first.get(at).map_or("", String::as_str);
    // "In a separate incident", "In another attack"
    let noun = match (word(0), word(1), word(2)) {
        ("in", "another" | "separate", noun) => noun,
        ("in", "a", "separate" | "different") => word(3),
        _ => "",
    };
    // "Hours earlier, a gunman had killed two"
    let earlier = matches!(word(0), "hours" | "days" | "weeks" | "months" | "years")
        && matches!(word(1), "earlier" | "before" | "previously")
        || word(0) == "a"
            && matches!(word(1), "day" | "week" | "month" | "year")
            && matches!(word(2), "earlier" | "before");
    // "**In nearby Marne**, ten people died", "In the neighbouring village of Marne": not where the rest was.
    let beside = |at: usize| matches!(word(at), "nearby" | "neighbouring" | "neighboring" | "adjacent");
    let named = content
        .analysis
        .token(sentence.start + 2)
        .is_some_and(|name| name.text().starts_with(char::is_uppercase));
    let settled =
        matches!(word(3), "village" | "town" | "district" | "province" | "area" | "state" | "country");
    let nearby = word(0) == "in" && (beside(1) && named || word(1) == "the" && beside(2) && settled);
    earlier
        || nearby
        || first.iter().take(2).any(|word| matches!(word.as_str(), "elsewhere" | "separately"))
        || matches!(
            noun,
            "incident"
                | "incidents"
                | "attack"
                | "development"
                | "shooting"
                | "episode"
                | "bombing"
                | "raid"
                | "explosion"
                | "blast"
                | "ambush"
        )
}

/// "**Earlier in the week** police killed a gang leader", "**last month** gunmen shot a judge": the sentence itself tells of the deed, and not
/// of what was said of it.
fn tells_of_before(material: &super::Material<'_, '_>, passage: usize, sentence: usize) -> bool {
    let Some(content) = material.page.passages.get(passage) else { return false };
    let Some(tokens) = material.page.sentences.get(sentence).map(|known| known.tokens.clone()) else {
        return false;
    };
    let word = |at: usize| {
        content.analysis.token(tokens.start + at).map(|token| token.text().to_lowercase()).unwrap_or_default()
    };
    let long = |at: usize| matches!(word(at).as_str(), "week" | "month" | "year");
    let before = word(0) == "earlier" && (word(1) == "this" && long(2) || word(1) == "in" && long(3))
        || word(0) == "last" && long(1);
    before
        && material.events_of(passage, sentence).any(|event| {
            event.verbal
                && attacks(event.class())
                && !event.agents.is_empty()
                && content.analysis.token(event.head).is_some_and(attest_language::Token::is_root)
        })
}

/// "**Shortly after**, an Ostland strike hit a house", "**Hours later**, …", "**In response**, …": what came after the deed told before.
pub(super) fn opens_later(content: &crate::page::Passage<'_>, sentence: &Range<usize>) -> bool {
    let word = |at: usize| {
        content
            .analysis
            .token(sentence.start + at)
            .map(|token| token.text().to_lowercase())
            .unwrap_or_default()
    };
    match (word(0).as_str(), word(1).as_str()) {
        ("shortly" | "soon" | "immediately", "after" | "afterwards" | "afterward" | "thereafter") => true,
        ("minutes" | "hours" | "moments", "later" | "after" | "afterwards") => true,
        ("in", "response" | "retaliation" | "return") => true,
        ("later" | "afterwards" | "subsequently" | "then", next) => {
            matches!(next, "," | "on" | "in" | "that" | "the" | "a" | "an")
        }
        _ => false,
    }
}

/// "**Also**, heavy bombing was heard", "**Meanwhile**, gunmen shot dead a judge", "**In addition**, rebels blew up a bridge": a sentence that adds
/// another deed. "Meanwhile, the toll rose to 15", "In addition, 30 were wounded in the blast" go on with the one before.
pub(super) fn adds_another(material: &super::Material<'_, '_>, passage: usize, sentence: usize) -> bool {
    let Some(content) = material.page.passages.get(passage) else { return false };
    let Some(tokens) = material.page.sentences.get(sentence).map(|known| known.tokens.clone()) else {
        return false;
    };
    let word = |at: usize| {
        content.analysis.token(tokens.start + at).map(|token| token.text().to_lowercase()).unwrap_or_default()
    };
    let adds = matches!(word(0).as_str(), "also" | "likewise" | "similarly") && word(1) == ","
        || (0..4).any(|at| word(at) == "meanwhile")
        || word(0) == "in" && word(1) == "addition"
        // "**It was also reported that** gunmen kidnapped a couple"
        || word(0) == "it" && matches!(word(1).as_str(), "was" | "has" | "is") && word(2) == "also"
        || tells_of_before(material, passage, sentence);
    if !adds {
        return false;
    }
    let own =
        || material.events.iter().filter(|event| event.passage == passage && event.sentence == sentence);
    // "It was also reported that **he** was shot in the back", "… **the attackers** …": of the deed told before.
    let known = |at: usize| {
        content.analysis.token(at).is_some_and(|who| {
            matches!(who.tag(), "PRP" | "PRP$") || who.children().any(|the| the.lemma() == "the")
        })
    };
    let impersonal = word(0) == "it";
    let points_back = own().any(|event| {
        !event.verbal && event.definite
            || impersonal && event.agents.iter().chain(&event.patients).any(|&who| known(who))
    });
    let deed = own().any(|event| {
        super::attacks(event.class())
            && event.reality == attest_model::Reality::Asserted
            && if event.verbal { !event.agents.is_empty() } else { !event.definite }
    });
    deed && !points_back
}

/// "Ostland **responded with artillery fire**", "retaliated by shelling the camp": the answer is another deed than what it answers.
pub(super) fn answers_with(analysis: &attest_language::Analysis, head: usize) -> bool {
    // "fired rockets at the town **in response**"
    // Read from the row of words: the parser hangs such phrases anywhere.
    let word = |at: usize| analysis.token(at).map_or("", |token| token.text());
    let end = analysis.sentence_of(head).end.min(head + 14);
    let in_response = (head + 1..end).any(|at| {
        word(at) == "in"
            && matches!(word(at + 1), "response" | "retaliation" | "reprisal" | "revenge")
            && !matches!(word(at + 2), "to" | "for" | "against")
            && (head + 1..at).all(|between| !matches!(word(between), ";" | "," | "and" | "but"))
    });
    in_response
        || analysis.token(head).is_some_and(|deed| {
            let means = deed.head();
            matches!(deed.dep(), "pobj" | "pcomp")
                && matches!(means.lemma(), "with" | "by")
                && matches!(means.head().lemma(), "respond" | "retaliate" | "reply")
                && crate::tree::is_verb(means.head())
        })
}

/// "FILE PHOTO: …", "(file)": the words below a picture of something else.
pub(super) fn is_archive_picture(content: &crate::page::Passage<'_>) -> bool {
    let text = content.block.text.to_lowercase();
    let text = text.trim_start();
    content.kind() == ZoneKind::Caption
        && (text.starts_with("file") || text.starts_with("archive") || text.contains("(file"))
}

/// "was arrested on Saturday **in connection with the shooting** on 11 January": the arrest belongs to the deed that its words name, and its
/// own day is not the deed's.
pub(super) fn answers_a_deed(material: &Material<'_, '_>, event: &crate::events::EventMention<'_>) -> bool {
    let Some(content) = material.page.passages.get(event.passage) else { return false };
    material.events_of(event.passage, event.sentence).any(|deed| {
        attacks(deed.class())
            && !deed.verbal
            && deed.head > event.head
            && content.analysis.is_within(deed.head, event.head)
    })
}

/// The attacked (or their state) act, and the attackers of the main story suffer.
pub(super) fn responds(
    grouping: &Grouping,
    cast: &Cast<'_, '_>,
    event: &crate::events::EventMention<'_>,
    stamp: &Stamp,
) -> bool {
    let Some(main) = grouping.drafts.first() else { return false };
    // "The attackers" of the sentence before, where that tells of something else than the main story.
    let told = |draft: &super::Draft| {
        stamp.sentence.checked_sub(1).is_some_and(|before| draft.sentences.contains(&before))
    };
    if !told(main) && grouping.drafts.iter().any(told) {
        return false;
    }
    if main.is_fight() || stamp.background || stamp.title || !event.verbal || stamp.patients.is_empty() {
        return false;
    }
    let attackers = stamp.patients.iter().all(|patient| {
        (main.attackers.contains_key(patient) || fighters(cast, *patient))
            && !main.patients.contains_key(patient)
    });
    let attacked = stamp.agents.iter().all(|agent| !main.attackers.contains_key(agent));
    let deed = matches!(
        event.class(),
        EventClass::Operation
            | EventClass::Destruction
            | EventClass::Airstrike
            | EventClass::Shelling
            | EventClass::Attack
            | EventClass::Raid
    );
    attackers && attacked && deed
}

/// "the attackers", "rebels": a description of those who attacked, under whatever word.
fn fighters(cast: &Cast<'_, '_>, player: usize) -> bool {
    let player = &cast.players[player];
    !player.named && crate::actors::is_fighter_word(&player.lemma)
}
