//! Countries and de-facto states: their codes and the words for them.
//!
//! Listing an entity says nothing about its recognition: it is here because reports name it and its forces.

use crate::entry::Header;
use crate::event_code::Branch;

/// A country or de-facto state.
#[derive(Debug, Clone)]
pub struct Country {
    /// Id = ISO 3166-1 alpha-2, or a user-assigned `X.` code.
    pub header: Header,
    /// Its usual English name.
    pub name: String,
    /// Other names in use.
    pub aliases: Vec<String>,
    /// Names it once had ("Zaire", "Burma").
    pub former: Vec<String>,
    /// Adjectives ("Malian").
    pub adjectives: Vec<String>,
    /// Words for its people that are not adjectives ("Malians", "Filipinos").
    pub demonyms: Vec<String>,
    /// Its capital, or seat of government.
    pub capital: Option<String>,
    /// Proper names of its forces ("FAMa").
    pub forces: Vec<NamedForce>,
}

impl Country {
    /// ISO 3166-1 alpha-2 code.
    pub fn iso(&self) -> &str {
        &self.header.id
    }
}

/// The proper name of a state's force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedForce {
    /// The name or acronym.
    pub form: String,
    /// Which arm of the state it is.
    pub branch: Branch,
}
