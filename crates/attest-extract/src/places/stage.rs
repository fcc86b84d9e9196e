//! The country that a report tells of: its stage.
//!
//! Villages that no gazetteer has still lie somewhere, and most reports say in which country, if only by its people ("a Nigerian town", "Syrian
//! warplanes"). The places of the text vote, the lead twice; a country named only by its people counts less, since armies travel. The winner is lent to
//! unresolved names as their country, never as their point: a country's middle is no place.

use std::collections::BTreeMap;

use attest_gazetteer::Iso;
use attest_model::{PlaceBasis, PlaceKind};

use super::{Hints, PlaceMention, Role};

/// The bytes at the front of a report that count as its lead.
const LEAD: u32 = 500;

/// The country with most votes; none where there is no clear first.
pub(super) fn country(mentions: &[PlaceMention], hints: &Hints) -> Option<Iso> {
    let mut votes: BTreeMap<Iso, u32> = BTreeMap::new();
    let mut heard: BTreeMap<(Iso, usize, bool), u32> = BTreeMap::new();
    for mention in mentions {
        let Some(iso) = mention.country else { continue };
        let people = mention.role == Role::Demonym;
        let weight = match (mention.role, mention.kind) {
            (Role::Modifier, _) => 0,
            (Role::Demonym, _) => 1,
            (Role::Metonym, _) => 1,
            (Role::Place, PlaceKind::Country) => 3,
            (Role::Place, _) => 2,
        };
        // One name often said is one witness, or two.
        let times = heard.entry((iso, if people { 0 } else { mention.group }, people)).or_default();
        *times += 1;
        if *times <= 3 {
            *votes.entry(iso).or_default() += if mention.start < LEAD { 2 * weight } else { weight };
        }
    }
    if let Some(first) = hints.countries.first() {
        *votes.entry(*first).or_default() += 1;
    }
    let mut order: Vec<(u32, Iso)> =
        votes.into_iter().map(|(iso, vote)| (vote, iso)).filter(|(vote, _)| *vote > 0).collect();
    order.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    match order.as_slice() {
        [] => None,
        [(_, iso)] => Some(*iso),
        [(most, iso), (next, _), ..] => (most > next).then_some(*iso),
    }
}

/// Gives unresolved names the country of the report, and says so.
pub(super) fn lend(mentions: &mut [PlaceMention], country: Iso) {
    for mention in mentions
        .iter_mut()
        .filter(|m| m.chosen.is_none() && m.country.is_none() && m.basis == PlaceBasis::Unresolved)
    {
        mention.country = Some(country);
        let lent = format!("{}: the country that the report tells of", country.as_str());
        mention.note = Some(match mention.note.take() {
            Some(note) => format!("{note}; {lent}"),
            None => lent,
        });
    }
}
