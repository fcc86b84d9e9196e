//! What the scans of running text find.

use crate::code::ActorKind;
use crate::entry::{CountryRole, Term};
use crate::lexicon::Lexicon;
use smallvec::SmallVec;
use std::borrow::Cow;

/// How an actor was recognised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum How {
    /// By its name or usual short name.
    Name,
    /// By another name or spelling.
    Alias,
    /// By an acronym.
    Acronym,
    /// By the rule for state forces.
    Rule,
}

/// An actor in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActorHit<'a> {
    /// First byte of the original text.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
    /// Id of the actor's entry, or of a state's force such as `state:ML:military`.
    pub id: Cow<'a, str>,
    /// The form of the entry; for the rule, the force word.
    pub form: &'a str,
    /// How it was recognised.
    pub how: How,
    /// Kind of the actor.
    pub kind: ActorKind,
    /// Its home country, where known.
    pub country: Option<&'a str>,
    /// Other actors with the same form, for the caller to choose from; see [`ActorHit::in_country`].
    pub also: SmallVec<[Cow<'a, str>; 1]>,
}

impl<'a> ActorHit<'a> {
    /// The military forces of a country (ISO 3166-1 alpha-2), named by its adjective: "a **Russian** attack on Tolsa".
    pub fn of_forces(start: usize, end: usize, country: &'a str) -> Self {
        Self {
            start,
            end,
            id: Cow::Owned(format!("state:{country}:military")),
            form: "attack",
            how: How::Rule,
            kind: ActorKind::StateForces,
            country: Some(country),
            also: SmallVec::new(),
        }
    }
}

impl ActorHit<'_> {
    /// Of all actors with this form, the first that is active in the country (ISO 3166-1 alpha-2), else the first of all.
    ///
    /// ```
    /// use attest_lexicon::Lexicon;
    /// let lexicon = Lexicon::builtin();
    /// let hits = lexicon.scan_actors("Fighters of Ansar al-Sharia left the town.");
    /// assert_eq!(hits[0].in_country(lexicon, "TN"), "ansar-al-sharia-tunisia");
    /// ```
    pub fn in_country(&self, lexicon: &Lexicon, iso: &str) -> &str {
        let ids = || std::iter::once(self.id.as_ref()).chain(self.also.iter().map(AsRef::as_ref));
        let is_there =
            |id: &&str| lexicon.actor(id).is_some_and(|actor| actor.countries.iter().any(|c| c == iso));
        ids().find(is_there).unwrap_or(self.id.as_ref())
    }
}

/// A country's name, adjective, demonym or capital in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CountryHit<'a> {
    /// First byte of the original text.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
    /// ISO 3166-1 alpha-2.
    pub iso: &'a str,
    /// Which form it is.
    pub role: CountryRole,
}

/// An outlet in a text.
#[derive(Debug, Clone, Copy)]
pub struct OutletHit<'a> {
    /// First byte of the original text.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
    /// Its entry; [`Term::outlet`] says what it is.
    pub term: &'a Term,
    /// The form of the entry.
    pub form: &'a str,
}
