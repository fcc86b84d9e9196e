//! The name recogniser: each token begins, continues, ends or is a name, or is outside.
//!
//! A name stays within a sentence and neither starts nor stands alone on white space.

use pulp::Arch;

use crate::encoder::Vectors;

use super::{Network, Scorer};

const BEGIN: u8 = 1;
const INSIDE: u8 = 2;
const LAST: u8 = 3;
const UNIT: u8 = 4;
const OUTSIDE: u8 = 5;

/// State features: the token, the first of the open name, the token before (if in a name).
pub(crate) const FEATURES: usize = 3;

/// A name found: first token, last token, label number.
pub(crate) type Found = (u32, u32, u16);

/// What the recogniser must know of a token.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place {
    pub(crate) is_space: bool,
    pub(crate) begins_sentence: bool,
}

/// Finds the names of one text of a batch.
pub(crate) fn find(
    network: &Network,
    vectors: &Vectors,
    text: usize,
    places: &[Place],
    arch: Arch,
) -> Vec<Found> {
    let mut scorer = Scorer::new(network, vectors, text, places.len(), arch);
    let mut found = Vec::new();
    let mut open: Option<(usize, u16)> = None;
    for (at, place) in places.iter().enumerate() {
        let context = [Some(at), open.map(|(first, _)| first), open.and_then(|_| at.checked_sub(1))];
        // An unlabelled name (label 0) is never one.
        let last_token = at + 1 == places.len();
        let next_is_apart = places.get(at + 1).is_some_and(|next| next.begins_sentence);
        let best = scorer.best(&context, |kind, label| match (kind, open) {
            (BEGIN, None) => !last_token && label != 0 && !next_is_apart && !place.is_space,
            (INSIDE, Some((_, opened))) => !last_token && label == opened && !next_is_apart,
            (LAST, Some((_, opened))) => label == opened,
            (UNIT, None) => label != 0 && !place.is_space,
            (OUTSIDE, None) => true,
            _ => false,
        });
        match best {
            Some((BEGIN, label)) => open = Some((at, label)),
            Some((LAST, label)) => {
                if let Some((first, _)) = open.take() {
                    found.push((first as u32, at as u32, label));
                }
            }
            Some((UNIT, label)) => found.push((at as u32, at as u32, label)),
            Some(_) => {}
            None => break,
        }
    }
    found
}
