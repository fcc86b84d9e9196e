//! The actors as records.

use super::Desk;
use crate::actors::{Cast, Player};
use attest_model::Actor;

/// The actors in order of first mention; ids are those used everywhere in the coding.
pub fn write(desk: &Desk<'_, '_>, cast: &Cast<'_, '_>) -> Vec<Actor> {
    cast.players
        .iter()
        .enumerate()
        .map(|(index, player)| Actor {
            id: id(index),
            name: player.name.clone(),
            entry: player.entry.clone(),
            country: player.country.clone(),
            named: player.named,
            description: player.description.and_then(|span| desk.page.quote(span)),
            kind: player.kind,
            mentions: player.mentions.iter().filter_map(|span| desk.page.quote(*span)).collect(),
        })
        .collect()
}

/// Id of the actor with this index in the cast.
pub fn id(index: usize) -> String {
    format!("a{}", index + 1)
}

/// The actor with this id, as the cast knows it.
pub fn player<'c>(cast: &'c Cast<'_, '_>, id: &str) -> Option<&'c Player> {
    cast.players.get(index(id)?)
}

/// Index in the cast of the actor with this id.
pub fn index(id: &str) -> Option<usize> {
    id.strip_prefix('a')?.parse::<usize>().ok()?.checked_sub(1)
}
