//! Deeds that one sentence sets beside each other: "five were killed in Tolsa on Monday **and six in Marne on Tuesday**", "a mine killed two in
//! Tolsa **and gunmen shot a policeman in Marne**". As many incidents as places, each with its own day.

use super::{Material, Stamp};
use crate::figures::FigureMention;
use crate::page::At;
use std::ops::Range;

/// What stands behind the number of "**and six in Marne on Tuesday**" is of those six.
pub(super) fn counted(
    material: &Material<'_, '_>,
    figure: &FigureMention,
    sentence: usize,
    stamp: &mut Stamp,
) {
    if figure.rule != "casualties/gapped" || figure.part {
        return;
    }
    let Some(own) = material.page.sentences.get(sentence) else { return };
    let window = figure.number.end..own.tokens.end.min(figure.number.end + 9);
    let before = own.tokens.start..figure.number.start;
    let Some(spot) = place_in(material, figure.passage, &window) else { return };
    if named_in(material, figure.passage, &before, spot)
        || place_in(material, figure.passage, &before).is_none()
    {
        return;
    }
    stamp.another = true;
    stamp.place = Some((spot, 3));
    let time = material.times.iter().position(|time| {
        time.passage == figure.passage
            && window.contains(&time.tokens.start)
            && super::timing::dates(&time.time)
    });
    if let Some(time) = time {
        stamp.time = Some((time, 3));
        stamp.interval = material.times[time].time.interval;
    }
}

/// "… and **gunmen shot dead** a policeman in Marne": a clause of its own, with another doer, at another place than the clause before it.
pub(super) fn is_apart(material: &Material<'_, '_>, event: &crate::events::EventMention<'_>) -> bool {
    let Some(content) = material.page.passages.get(event.passage) else { return false };
    let analysis = &content.analysis;
    // "…, **while four others were killed** in a raid on Marne"
    let beside = |verb: &attest_language::Token<'_>| {
        verb.dep() == "conj"
            || verb.dep() == "advcl" && {
                let mut marks = verb.children().filter(|mark| mark.dep() == "mark");
                marks.any(|mark| matches!(mark.lemma(), "while" | "whereas"))
            }
    };
    let Some(verb) = analysis.token(event.head).filter(|verb| event.verbal && beside(verb)) else {
        return false;
    };
    let own_doer = analysis.children(event.head).any(|child| matches!(child.dep(), "nsubj" | "nsubjpass"));
    let first = verb.head();
    let told =
        material.events.iter().any(|other| other.passage == event.passage && other.head == first.index());
    if !own_doer || !told || !crate::tree::is_verb(first) {
        return false;
    }
    let here = analysis.subtree_span(event.head);
    let before = analysis.subtree_span(first.index()).start
        ..here.start.max(analysis.subtree_span(first.index()).start);
    let Some(spot) = place_in(material, event.passage, &here) else { return false };
    place_in(material, event.passage, &before).is_some() && !named_in(material, event.passage, &before, spot)
}

/// "The Front **also claimed** the Kolva attack": another deed than the one told before, under a name or at a place of its own.
pub(super) fn is_claimed_too(
    material: &Material<'_, '_>,
    grouping: &super::Grouping,
    event: &crate::events::EventMention<'_>,
) -> bool {
    let Some(content) = material.page.passages.get(event.passage) else { return false };
    let analysis = &content.analysis;
    if event.verbal || grouping.drafts.is_empty() {
        return false;
    }
    let claims = analysis.ancestors(event.head).take(4).any(|verb| {
        crate::tree::is_verb(verb)
            && matches!(verb.lemma(), "claim" | "admit" | "take" | "accept" | "assume")
            && analysis.children(verb.index()).any(|word| word.lemma() == "also")
    });
    let named =
        analysis.children(event.head).any(|word| word.dep() == "compound" && word.tag().starts_with("NNP"));
    let elsewhere = material
        .atlas
        .of_event(At { passage: event.passage, token: event.head })
        .and_then(|(spot, _)| material.atlas.spots.get(spot))
        .is_some_and(|own| {
            grouping.drafts.iter().flat_map(|draft| &draft.places).all(|&(spot, _)| {
                material
                    .atlas
                    .spots
                    .get(spot)
                    .is_none_or(|other| !other.name().eq_ignore_ascii_case(own.name()))
            })
        });
    claims && (named || elsewhere)
}

/// The first place in the words where something can happen, behind a preposition of place.
fn place_in(material: &Material<'_, '_>, passage: usize, words: &Range<usize>) -> Option<usize> {
    material.atlas.spots.iter().position(|spot| {
        let stands = spot.at.passage == passage && words.contains(&spot.at.token);
        let behind = spot
            .at
            .token
            .checked_sub(1)
            .and_then(|token| material.page.token(At { passage, token }))
            .is_some_and(|word| matches!(word.text().to_lowercase().as_str(), "in" | "at" | "near" | "of"));
        stands && spot.locative && spot.is_named() && behind && spot.coarseness() < 4
    })
}

/// Whether the place of `spot`, or one that holds it, is named in the words.
fn named_in(material: &Material<'_, '_>, passage: usize, words: &Range<usize>, spot: usize) -> bool {
    let Some(own) = material.atlas.spots.get(spot) else { return false };
    material.atlas.spots.iter().enumerate().any(|(index, other)| {
        other.at.passage == passage
            && words.contains(&other.at.token)
            && (other.name().eq_ignore_ascii_case(own.name())
                || own.within == Some(index)
                || other.within == Some(spot))
    })
}
