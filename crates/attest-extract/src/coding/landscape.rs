//! The places as records, each once.

use super::Desk;
use attest_model::Place;

/// The record's id of the place with this index in the atlas.
pub fn id(index: usize) -> String {
    format!("p{}", index + 1)
}

/// The first place of the atlas that is the same as this one.
pub fn canonical(desk: &Desk<'_, '_>, index: usize) -> usize {
    let spots = &desk.material.atlas.spots;
    spots.get(index).and_then(|own| spots.iter().position(|other| other.same(own))).unwrap_or(index)
}

/// Name of the place with this record id.
pub fn name(desk: &Desk<'_, '_>, id: &str) -> Option<String> {
    let index: usize = id.strip_prefix('p')?.parse().ok()?;
    desk.material.atlas.spots.get(index.checked_sub(1)?).map(|place| place.name().to_owned())
}

/// The places, in order of first mention; ids keep the atlas's numbers, so that they are stable under merging.
pub fn write(desk: &Desk<'_, '_>) -> Vec<Place> {
    let mut out: Vec<(usize, Place)> = Vec::new();
    for (index, mention) in desk.material.atlas.spots.iter().enumerate() {
        let first = canonical(desk, index);
        let quote = desk.page.quote(mention.span);
        if let Some((_, place)) = out.iter_mut().find(|(known, _)| *known == first) {
            place.mentions.extend(quote);
            continue;
        }
        let mut place = mention.record();
        place.id = id(first);
        place.near = mention.near.map(|near| id(canonical(desk, near)));
        place.within = mention.within.map(|within| id(canonical(desk, within)));
        place.mentions = quote.into_iter().collect();
        out.push((first, place));
    }
    out.into_iter().map(|(_, place)| place).collect()
}
