//! Actors as the datasets name them, and ACLED's kinds.
//!
//! ACLED adds the years of a regime to a state's forces ("(2020-)"). No list of them was found, so none is added: a name
//! without years is right as far as it goes, a guessed year is not.

use crate::country;
use crate::record::{Party, Record};
use attest_lexicon::Lexicon;
use attest_model::{ActorKind, ActorRole, TargetKind};

/// ACLED's kinds in the order of their numbers.
pub const INTER: [&str; 8] = [
    "State forces",
    "Rebel group",
    "Political militia",
    "Identity militia",
    "Rioters",
    "Protesters",
    "Civilians",
    "External/Other forces",
];

/// An actor as an ACLED row names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Name.
    pub name: String,
    /// Kind, by its text.
    pub inter: &'static str,
}

fn country_name(iso: Option<&str>) -> String {
    iso.and_then(country::of).map_or_else(|| "unknown country".to_owned(), |own| own.name.clone())
}

/// The arm of a state by the lexicon's id (`state:ML:military`), its country and its branch.
fn state(entry: Option<&str>) -> Option<(&str, &str)> {
    entry?.strip_prefix("state:")?.split_once(':')
}

/// The party as ACLED would name it, in an event in `place`.
pub fn acled(party: &Party, place: Option<&str>) -> Named {
    let at = country_name(place);
    if let Some((iso, branch)) = state(party.entry.as_deref()) {
        let force = if branch == "police" { "Police Forces" } else { "Military Forces" };
        let force = if branch == "government" { "Government" } else { force };
        let abroad = place.is_some_and(|place| place != iso);
        let inter = if abroad { INTER[7] } else { INTER[0] };
        return Named { name: format!("{force} of {}", country_name(Some(iso))), inter };
    }
    let named = |inter| Named { name: full_name(party), inter };
    match party.kind {
        ActorKind::StateForces => {
            let abroad = matches!((place, party.country.as_deref()), (Some(a), Some(b)) if a != b);
            let inter = if abroad { INTER[7] } else { INTER[0] };
            if party.named {
                return Named { name: full_name(party), inter };
            }
            match party.country.as_deref().or(place) {
                Some(iso) => Named { name: format!("Military Forces of {}", country_name(Some(iso))), inter },
                None => Named { name: full_name(party), inter },
            }
        }
        ActorKind::Rioters => Named { name: format!("Rioters ({at})"), inter: INTER[4] },
        ActorKind::Protesters => Named { name: format!("Protesters ({at})"), inter: INTER[5] },
        ActorKind::Civilians => Named { name: format!("Civilians ({at})"), inter: INTER[6] },
        ActorKind::Individual if party.role != ActorRole::Perpetrator => {
            Named { name: format!("Civilians ({at})"), inter: INTER[6] }
        }
        ActorKind::RebelGroup if party.named => named(INTER[1]),
        ActorKind::PoliticalMilitia if party.named => named(INTER[2]),
        ActorKind::IdentityMilitia if party.named => named(INTER[3]),
        ActorKind::IdentityMilitia => {
            Named { name: format!("Unidentified Communal Militia ({at})"), inter: INTER[3] }
        }
        ActorKind::ExternalForces => named(INTER[7]),
        _ => unidentified(place),
    }
}

/// `Unidentified Armed Group (Country)`.
pub fn unidentified(place: Option<&str>) -> Named {
    Named { name: format!("Unidentified Armed Group ({})", country_name(place)), inter: INTER[2] }
}

/// `Civilians (Country)`.
pub fn civilians(place: Option<&str>) -> Named {
    Named { name: format!("Civilians ({})", country_name(place)), inter: INTER[6] }
}

/// The side that a target belongs to, where the record names no actor there: a base is the military's.
pub fn of_target(record: &Record, place: Option<&str>) -> Option<Named> {
    record.targets.iter().find_map(|target| {
        let nation = target.nation.as_deref().or(place);
        let abroad = matches!((place, nation), (Some(a), Some(b)) if a != b);
        let inter = if abroad { INTER[7] } else { INTER[0] };
        let force = match target.kind {
            TargetKind::MilitaryBase | TargetKind::MilitaryVehicle | TargetKind::Checkpoint => {
                "Military Forces"
            }
            TargetKind::PoliceStation => "Police Forces",
            _ => return None,
        };
        Some(Named { name: format!("{force} of {}", country_name(nation)), inter })
    })
}

/// The party's full name: that of the lexicon's entry, else as the text gives it.
pub fn full_name(party: &Party) -> String {
    let entry = party.entry.as_deref().and_then(|id| Lexicon::builtin().actor(id));
    let Some(actor) = entry else { return tidy(&party.name) };
    match &actor.short {
        Some(short) if !actor.name.contains(short.as_str()) => format!("{short}: {}", actor.name),
        _ => actor.name.clone(),
    }
}

/// The party's short name, as UCDP writes groups.
pub fn short_name(party: &Party) -> String {
    let entry = party.entry.as_deref().and_then(|id| Lexicon::builtin().actor(id));
    entry.map_or_else(|| tidy(&party.name), |actor| actor.label().to_owned())
}

/// The state whose forces the party is, ISO 3166-1 alpha-2.
pub fn state_of(party: &Party) -> Option<&str> {
    if let Some((iso, _)) = state(party.entry.as_deref()) {
        return Some(iso);
    }
    (party.kind == ActorKind::StateForces).then_some(party.country.as_deref()).flatten()
}

/// The party as UCDP names a side.
pub fn ged(party: &Party) -> String {
    match state_of(party).and_then(country::of) {
        Some(own) => format!("Government of {}", own.ged_name),
        None if matches!(party.kind, ActorKind::Civilians) => "Civilians".to_owned(),
        None => short_name(party),
    }
}

/// White space put in order; a list's separator may not stand inside a name.
pub fn tidy(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").replace(';', ",")
}

/// Line breaks and tabs as blanks, everything else as it is.
pub fn flat(text: &str) -> String {
    text.replace(['\n', '\r', '\t'], " ").trim().to_owned()
}
