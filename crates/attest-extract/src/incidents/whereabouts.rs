//! "The road", "the forest", "the town": which named place a description goes back to.
//!
//! Background paragraphs name a place once and then describe it. Where no name stands in the words of an event, the nearest
//! earlier name of that kind is meant, as with any definite noun.

use super::Material;
use crate::page::Passage;
use crate::tree;
use attest_model::PlaceKind;

/// The spot that a description in the clause of the word at `head` goes back to, with its weight.
pub fn described(
    material: &Material<'_, '_>,
    passage: usize,
    sentence: usize,
    head: usize,
) -> Option<(usize, u8)> {
    let content = material.page.passages.get(passage)?;
    let analysis = &content.analysis;
    let tokens = material.page.sentences.get(sentence)?.tokens.clone();
    let verb = tree::clause_of(analysis, head);
    let again = analysis
        .tokens_in(tokens.clone())
        .filter(|noun| analysis.is_within(noun.index(), head) || analysis.is_within(noun.index(), verb))
        .find_map(|noun| same_place(material, content, noun));
    if let Some(index) = again {
        return Some((index, 2));
    }
    analysis
        .tokens_in(tokens)
        .filter(|token| {
            token.index() != head
                && (analysis.is_within(token.index(), head) || analysis.is_within(token.index(), verb))
        })
        .filter(|token| !super::timing::hangs_on_another(material, passage, sentence, head, token.index()))
        .filter(|token| is_description(content, token.index()))
        .filter_map(|token| {
            let start = content.span(token.index()..token.index() + 1).start;
            let capital = token.lemma() == "capital";
            let kinds = kinds(token.lemma())?;
            let before = &material.atlas.spots[..named_before(material, start)];
            // The nearest ones only: a name of a hundred names ago is not meant.
            let index = before
                .iter()
                .enumerate()
                .rev()
                .take(100)
                .find(|(_, spot)| {
                    kinds.contains(&spot.kind) && spot.locative && (!capital || is_capital(spot))
                })?
                .0;
            Some((index, token.index().abs_diff(head)))
        })
        .min_by_key(|(_, distance)| *distance)
        .map(|(index, _)| (index, 2))
}

/// "an attack on **the same post**": the place that was told last, in the sentences before.
fn same_place(
    material: &Material<'_, '_>,
    content: &Passage<'_>,
    noun: attest_language::Token<'_>,
) -> Option<usize> {
    let same = noun.dep() == "pobj"
        && matches!(noun.head().lemma(), "on" | "in" | "at" | "near" | "against")
        && noun.children().any(|word| word.text() == "same")
        && (crate::places::is_sort(noun.text())
            || matches!(noun.text(), "place" | "spot" | "site" | "neighborhood"));
    let start = same.then(|| content.span(noun.index()..noun.index() + 1).start)?;
    let before = &material.atlas.spots[..named_before(material, start)];
    let told = before.iter().enumerate().rev().take(6);
    told.filter(|(_, spot)| spot.locative && spot.coarseness() < 2).map(|(index, _)| index).next()
}

/// How many named spots end before `start`; they stand in text order, before the computed ones.
fn named_before(material: &Material<'_, '_>, start: u32) -> usize {
    material.atlas.spots.partition_point(|spot| spot.is_named() && spot.span.end <= start)
}

/// A definite noun in a place's position: "on the road", "surrounding the forest"; no name of its own.
fn is_description(content: &Passage<'_>, token: usize) -> bool {
    let analysis = &content.analysis;
    let Some(word) = analysis.token(token) else { return false };
    let definite = analysis
        .children(token)
        .any(|child| child.dep() == "det" && matches!(child.lemma(), "the" | "this" | "that"));
    let named = analysis.children(token).any(|child| {
        child.tag().starts_with("NNP")
            || child.dep() == "appos"
            || child.lemma() == "of"
            || matches!(child.dep(), "poss" | "relcl")
    });
    // "a residential **area of the city**", "the west of the town"
    let part = word.dep() == "pobj"
        && word.head().lemma() == "of"
        && matches!(
            word.head().head().lemma(),
            "area"
                | "part"
                | "outskirt"
                | "outskirts"
                | "centre"
                | "center"
                | "edge"
                | "district"
                | "quarter"
                | "neighbourhood"
                | "neighborhood"
                | "suburb"
                | "street"
                | "north"
                | "south"
                | "east"
                | "west"
                | "heart"
        );
    let stands = part
        || match word.dep() {
            "pobj" => matches!(
                word.head().lemma(),
                "in" | "on"
                    | "near"
                    | "at"
                    | "around"
                    | "outside"
                    | "inside"
                    | "along"
                    | "through"
                    | "across"
                    | "into"
                    | "against"
            ),
            "dobj" | "nsubjpass" => matches!(
                word.head().lemma(),
                "surround"
                    | "attack"
                    | "shell"
                    | "storm"
                    | "raid"
                    | "enter"
                    | "bomb"
                    | "bombard"
                    | "strike"
                    | "hit"
                    | "capture"
                    | "overrun"
                    | "seize"
                    | "retake"
                    | "recapture"
                    | "occupy"
                    | "loot"
                    | "burn"
            ),
            _ => false,
        };
    definite && !named && stands
}

/// Whether a city is its country's capital.
fn is_capital(spot: &crate::atlas::Spot) -> bool {
    let country =
        spot.country.as_deref().and_then(|iso| attest_gazetteer::country(attest_gazetteer::Iso::new(iso)));
    country.is_some_and(|country| country.capital.eq_ignore_ascii_case(spot.name()))
}

fn kinds(lemma: &str) -> Option<&'static [PlaceKind]> {
    use PlaceKind as P;
    Some(match lemma {
        "forest" => &[P::Forest],
        "road" | "highway" | "route" => &[P::Road],
        "river" => &[P::River],
        "mountain" => &[P::Mountain],
        "island" => &[P::Island],
        "village" | "town" | "city" => &[P::Village, P::Town, P::City],
        "capital" => &[P::City, P::Town],
        "district" => &[P::District],
        "province" | "region" => &[P::Region],
        _ => return None,
    })
}
