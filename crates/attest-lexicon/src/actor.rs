//! Named groups and organisations, and the state forces that are known by rule.
//!
//! An entry says what a group is called and what kind of actor it is in the contract's neutral words; it takes no side and
//! carries no judgement. State forces need no entries: "Malian army" is read by rule from the country and the force word,
//! and has the id `state:ML:military`.

use crate::code::ActorKind;
use crate::country::Country;
use crate::entry::Header;
use crate::event_code::Branch;
use crate::source::Source;
use std::sync::Arc;

/// A named actor.
#[derive(Debug, Clone)]
pub struct Actor {
    /// Id, tests, source, place in the files. For state forces by rule: those of the country's entry.
    pub header: Header,
    /// Full name.
    pub name: String,
    /// What it is usually called for short.
    pub short: Option<String>,
    /// Other names and spellings.
    pub aliases: Vec<String>,
    /// Forms that count only with exactly these capitals, and never in text that is all capitals: acronyms that are also words.
    pub strict: Vec<String>,
    /// The forms also count in lower case ("taliban", "contras").
    pub any_case: bool,
    /// Kind of actor.
    pub kind: ActorKind,
    /// Countries of activity, ISO 3166-1 alpha-2; the first is the home.
    pub countries: Vec<String>,
    /// Ids of wider organisations it belonged or pledged to.
    pub parents: Vec<String>,
    /// First year of activity, where known.
    pub from: Option<i16>,
    /// Last year of activity, where known.
    pub to: Option<i16>,
}

impl Actor {
    /// The actor's id.
    pub fn id(&self) -> &str {
        &self.header.id
    }

    /// Where its facts come from.
    pub fn source(&self) -> &Source {
        &self.header.source
    }

    /// What to call it in a line of text: the short name if it has one.
    pub fn label(&self) -> &str {
        self.short.as_deref().unwrap_or(&self.name)
    }

    /// Whether it was active in that year as far as the entry knows; unknown ends are open.
    pub fn active_in(&self, year: i16) -> bool {
        self.from.is_none_or(|from| from <= year) && self.to.is_none_or(|to| year <= to)
    }

    /// Every form with whether it is strict, names first.
    pub(crate) fn forms(&self) -> impl Iterator<Item = (&str, bool)> {
        std::iter::once(self.name.as_str())
            .chain(self.short.as_deref())
            .chain(self.aliases.iter().map(String::as_str))
            .map(|form| (form, false))
            .chain(self.strict.iter().map(|form| (form.as_str(), true)))
    }

    /// The arm of a state, as an actor.
    pub(crate) fn of_state(country: &Country, branch: Branch) -> Self {
        let adjective = country.adjectives.first().map_or(country.name.as_str(), String::as_str);
        let noun = match branch {
            Branch::Military => "military forces",
            Branch::Police => "police",
            Branch::Security => "security forces",
            Branch::Intelligence => "intelligence service",
            Branch::Government => "government",
        };
        let name = format!("{adjective} {noun}");
        let aliases = country
            .forces
            .iter()
            .filter(|force| force.branch == branch)
            .map(|force| force.form.clone())
            .collect();
        Self {
            header: Header {
                id: state_id(&country.header.id, branch),
                matches: Vec::new(),
                misses: Vec::new(),
                source: Arc::clone(&country.header.source),
                at: country.header.at.clone(),
            },
            name,
            short: None,
            aliases,
            strict: Vec::new(),
            any_case: false,
            kind: ActorKind::StateForces,
            countries: vec![country.header.id.clone()],
            parents: Vec::new(),
            from: None,
            to: None,
        }
    }
}

/// The id of an arm of a state.
///
/// ```
/// use attest_lexicon::{state_id, Branch};
/// assert_eq!(state_id("ML", Branch::Military), "state:ML:military");
/// ```
pub fn state_id(iso: &str, branch: Branch) -> String {
    format!("state:{iso}:{branch}")
}
