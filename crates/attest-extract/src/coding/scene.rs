//! The incident's own place.
//!
//! Every event word of an incident brings the place that syntax ties to it (`places::event`); here they vote. A row that says
//! "Location" answers for the main story, and the place in its title counts double: an article on the siege of Tolsa is not about
//! the city that its casualties were brought to. What the first sentences say outweighs what later ones add. A province or country
//! wins only where nothing finer lies in it. A dateline, a press office, a people ("Ostlander bank") are last resorts, in this
//! order, and then the record says that only so much is known.

use super::{Desk, landscape};
use crate::atlas::Spot;
use crate::incidents::Draft;
use attest_model::{Role, Where, ZoneKind};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Sentences from an incident's first mention on that tell where it was, rather than what came of it.
const LEAD: usize = 2;

/// The place of an incident; for a part, that of the whole where it has none of its own.
pub fn of(desk: &Desk<'_, '_>, draft: &Draft, role: Role) -> Option<Where> {
    let main = role == Role::Primary;
    if main && let Some(row) = location_row(desk) {
        return Some(found(desk, row));
    }
    if let Some(best) = elected(desk, draft, main)
        && (main || !passing(desk, draft, best))
    {
        // "the first in the country since" says of the earlier one no more than the country.
        let best = if draft.presupposed { best } else { finer(desk, draft, best, main) };
        let whole =
            |spot: usize| desk.material.atlas.spots.get(spot).is_some_and(|spot| coarseness(spot) >= 4);
        // Of several countries the one that the report tells of: others are fled to, flown from, bordered on.
        let best = if main && whole(best) { country(desk).unwrap_or(best) } else { best };
        return Some(found(desk, best));
    }
    if let Some(whole) = draft.part_of.and_then(|of| desk.grouping.drafts.get(of)) {
        return of_whole(desk, whole);
    }
    if !main {
        return None;
    }
    let traced = |modifier: bool| nearby(desk, draft, modifier);
    // "It was reported in Tolsa that five had been shot": where nothing else is known.
    let said = || {
        let spots = &desk.material.atlas.spots;
        draft
            .places
            .iter()
            .map(|&(index, _)| index)
            .find(|&index| spots.get(index).is_some_and(|spot| !spot.filed))
    };
    let filed = || desk.material.atlas.spots.iter().position(|spot| spot.filed);
    traced(false)
        .map(|spot| finer(desk, draft, spot, main))
        .or_else(|| traced(true))
        .or_else(|| country(desk))
        .or_else(filed)
        .or_else(said)
        .map(|spot| found(desk, spot))
}

fn of_whole(desk: &Desk<'_, '_>, whole: &Draft) -> Option<Where> {
    of(desk, whole, Role::Primary)
}

fn found(desk: &Desk<'_, '_>, spot: usize) -> Where {
    let quote = desk.material.atlas.spots.get(spot).and_then(|spot| desk.page.quote(spot.span));
    Where { place: landscape::id(landscape::canonical(desk, spot)), quote }
}

fn zone(desk: &Desk<'_, '_>, spot: &Spot) -> ZoneKind {
    desk.page.passages.get(spot.at.passage).map_or(ZoneKind::Section, crate::page::Passage::kind)
}

/// Another country than the report's, that no words tie to the deed ("aid of the **United States**", "talks in **Costa Rica**").
fn passing(desk: &Desk<'_, '_>, draft: &Draft, best: usize) -> bool {
    let atlas = &desk.material.atlas;
    let abroad = atlas.spots.get(best).is_some_and(|spot| {
        coarseness(spot) >= 4 && spot.country.is_some() && spot.country.as_deref() != atlas.country()
    });
    let same = |index: usize| landscape::canonical(desk, index) == landscape::canonical(desk, best);
    abroad
        && atlas.country().is_some()
        && !draft.places.iter().any(|&(index, weight)| weight >= 3 && same(index))
}

/// The first name in the row "Location" or "Place" of an infobox: rows name the place, then what holds it.
fn location_row(desk: &Desk<'_, '_>) -> Option<usize> {
    let labelled = |spot: &Spot| {
        let text = desk.page.passages.get(spot.at.passage).map_or("", |passage| passage.block.text.as_str());
        let label = text.split([':', '\n']).next().unwrap_or("").trim();
        zone(desk, spot) == ZoneKind::Infobox
            && ["location", "locations", "place"].iter().any(|known| label.eq_ignore_ascii_case(known))
    };
    desk.material.atlas.spots.iter().position(|spot| spot.is_named() && spot.locative && labelled(spot))
}

/// How coarse, where a place computed from others is coarser than a name.
fn coarseness(spot: &Spot) -> u32 {
    u32::from(spot.coarseness()).max(u32::from(!spot.is_named()))
}

/// What a vote for a place of this coarseness is worth: a town says more than its province, a city nearly as much as a town.
const fn fineness(coarse: u32) -> u32 {
    match coarse {
        0 => 12,
        1 => 8,
        2 => 4,
        3 => 2,
        _ => 1,
    }
}

/// Whether the words hold the name, whole.
fn says(words: &str, name: &str) -> bool {
    words.match_indices(name).any(|(at, _)| {
        let before = words.get(..at).and_then(|left| left.chars().next_back());
        let after = words.get(at + name.len()..).and_then(|right| right.chars().next());
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}

/// The place with most votes.
fn elected(desk: &Desk<'_, '_>, draft: &Draft, main: bool) -> Option<usize> {
    let spots = &desk.material.atlas.spots;
    let mut votes: BTreeMap<usize, (u32, usize)> = BTreeMap::new();
    for &(index, weight) in &draft.places {
        let Some(spot) = spots.get(index).filter(|spot| !spot.filed && !come_from(desk, spot)) else {
            continue;
        };
        let early = desk.page.sentence_of(spot.at).is_some_and(|sentence| sentence < draft.first.1 + LEAD);
        let vote = match weight {
            3 => 6,
            2 => 3,
            _ => 1,
        };
        // Far down the page other countries come in: who condemned it, where the talks are; in the first sentences where nothing ties
        // them to the deed.
        let abroad = main
            && (!early || weight < 3)
            && spot.country.is_some()
            && spot.country.as_deref() != desk.material.atlas.country();
        let entry = votes.entry(landscape::canonical(desk, index)).or_insert((0, index));
        entry.0 += if abroad && vote > 1 {
            vote / 6
        } else if early {
            3 * vote
        } else {
            vote
        };
        entry.1 = entry.1.min(index);
    }
    if main && draft.title {
        let mut titled = BTreeSet::new();
        let title = desk
            .page
            .passages
            .iter()
            .find(|passage| passage.kind() == ZoneKind::Title)
            .map_or("", |passage| passage.block.text.as_str());
        for (index, _) in spots.iter().enumerate().filter(|(_, spot)| {
            spot.locative && spot.is_named() && says(title, &spot.text) && !come_from(desk, spot)
        }) {
            let entry = votes.entry(landscape::canonical(desk, index)).or_insert((0, index));
            entry.0 += if titled.insert(landscape::canonical(desk, index)) { 18 } else { 0 };
            entry.1 = entry.1.min(index);
        }
    }
    let best = votes.iter().max_by_key(|(place, (vote, first))| {
        let coarse = spots.get(**place).map_or(4, coarseness);
        (vote * fineness(coarse), Reverse(*first))
    });
    best.map(|(_, (_, first))| *first)
}

/// The finest place inside a province or country that the incident's own sentences name; else the place itself.
fn finer(desk: &Desk<'_, '_>, draft: &Draft, best: usize, main: bool) -> usize {
    let spots = &desk.material.atlas.spots;
    let Some(whole) = spots.get(best).filter(|spot| coarseness(spot) >= 3) else { return best };
    let own = |spot: &Spot| {
        desk.page.sentence_of(spot.at).is_some_and(|sentence| {
            draft.sentences.contains(&sentence)
                || main && sentence < draft.first.1 + LEAD && !of_another(desk, draft, sentence)
        })
    };
    // "CULIACAN - Gunmen killed five in Sinaloa state": where it was written is no finer place of what was done in the state.
    let in_dateline = |spot: &Spot| {
        desk.page
            .document
            .dateline
            .is_some_and(|line| line.start <= spot.span.start && spot.span.end <= line.end)
    };
    let inside = |spot: &Spot| {
        spot.locative
            && !spot.filed
            && !in_dateline(spot)
            && !come_from(desk, spot)
            && coarseness(spot) < coarseness(whole)
            && spot.country.is_some()
            && spot.country == whole.country
            && (spot.lat.is_none() || whole.agrees(spot))
            && !matches!(zone(desk, spot), ZoneKind::Infobox | ZoneKind::Boilerplate)
    };
    let finest = spots.iter().enumerate().filter(|(_, spot)| inside(spot) && own(spot));
    finest.min_by_key(|(index, spot)| (coarseness(spot), *index)).map_or(best, |(index, _)| index)
}

/// Whether a sentence tells of another incident, and not of this one.
pub(super) fn of_another(desk: &Desk<'_, '_>, draft: &Draft, sentence: usize) -> bool {
    !draft.sentences.contains(&sentence)
        && desk.grouping.drafts.iter().any(|other| {
            !std::ptr::eq(other, draft)
                && other.part_of.is_none()
                && other.role != Some(Role::Primary)
                && other.sentences.contains(&sentence)
        })
}

/// "was returning **from Parachinar**", "on its way **to Tolsa**", "told reporters **in Bonn**": the end of a way, or where it was said, and
/// not where something happened.
fn come_from(desk: &Desk<'_, '_>, spot: &Spot) -> bool {
    let Some(passage) = desk.page.passages.get(spot.at.passage) else { return false };
    if crate::incidents::said_there::was_said(passage, spot.at.token) {
        return true;
    }
    let mut token = passage.analysis.token(spot.at.token);
    if token.is_some_and(crate::places::comes_across) {
        return true;
    }
    for _ in 0..4 {
        match token {
            Some(word) if word.dep() == "pobj" => {
                let preposition = word.head();
                return matches!(
                    preposition.text().to_lowercase().as_str(),
                    "from" | "to" | "towards" | "toward" | "for"
                ) && (matches!(
                    preposition.head().lemma(),
                    "return"
                        | "travel"
                        | "come"
                        | "head"
                        | "drive"
                        | "go"
                        | "walk"
                        | "move"
                        | "way"
                        | "fly"
                        | "sail"
                        | "ride"
                        | "flee"
                        | "infiltration"
                        | "incursion"
                        | "infiltrate"
                        | "cross"
                        | "enter"
                        | "smuggle"
                        | "arrive"
                ) || preposition.head().dep() == "prep");
            }
            // "survivors who **reached Tolsa**": where the end of a flight is.
            Some(word) if word.dep() == "dobj" => {
                return word.head().lemma() == "reach" && is_flight(&passage.analysis, word.head());
            }
            Some(word) if matches!(word.dep(), "compound" | "nmod") => token = Some(word.head()),
            _ => return false,
        }
    }
    false
}

/// Whether those who get away do it: "**survivors** who reached Tolsa".
fn is_flight(analysis: &attest_language::Analysis, verb: attest_language::Token<'_>) -> bool {
    let people = |word: attest_language::Token<'_>| {
        matches!(
            word.lemma(),
            "survivor"
                | "refugee"
                | "villager"
                | "resident"
                | "witness"
                | "people"
                | "family"
                | "wounded"
                | "fugitive"
                | "civilian"
        )
    };
    verb.dep() == "relcl" && people(verb.head())
        || crate::tree::subjects(analysis, verb.index())
            .into_iter()
            .filter_map(|(subject, _)| analysis.token(subject))
            .any(people)
}

/// For a main story whose words name no place: the first place of its first sentences, finer before coarser.
fn nearby(desk: &Desk<'_, '_>, draft: &Draft, modifier: bool) -> Option<usize> {
    let near = |spot: &Spot| {
        desk.page
            .sentence_of(spot.at)
            .is_some_and(|sentence| sentence <= draft.first.1 + 4 && !of_another(desk, draft, sentence))
    };
    let spots = desk.material.atlas.spots.iter().enumerate();
    let fits = |spot: &Spot| if modifier { spot.modifier } else { spot.locative && coarseness(spot) < 4 };
    spots
        .filter(|(_, spot)| {
            fits(spot) && near(spot) && !spot.filed && !tells_whose(desk, spot) && !come_from(desk, spot)
        })
        .min_by_key(|(index, spot)| (spot.coarseness() / 2, *index))
        .map(|(index, _)| index)
}

/// The words that name the country the report tells of, or its people.
fn country(desk: &Desk<'_, '_>) -> Option<usize> {
    let country = desk.material.atlas.country()?;
    let spots = &desk.material.atlas.spots;
    let of_country = |spot: &Spot| {
        spot.country.as_deref() == Some(country) && spot.kind == attest_model::PlaceKind::Country
    };
    spots
        .iter()
        .position(|spot| of_country(spot) && spot.locative)
        .or_else(|| spots.iter().position(|spot| of_country(spot) && !tells_whose(desk, spot)))
}

/// "an **Israeli** strike": whose it is, not where it was.
fn tells_whose(desk: &Desk<'_, '_>, spot: &Spot) -> bool {
    desk.page.passages.get(spot.at.passage).is_some_and(|content| {
        content.actors.iter().any(|hit| {
            let tokens = content.tokens_over(hit.start as u32, hit.end as u32);
            hit.id.starts_with("state:") && tokens.len() == 1 && tokens.contains(&spot.at.token)
        })
    })
}
