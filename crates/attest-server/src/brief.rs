//! Of an incident's record what a row needs. Most of a record is quotes and reasons; to step over them costs half of reading them, and an
//! archive of a hundred thousand incidents is read whole at every start.

use attest_model::{ActorRole, CorroborationStatus, Harm, LinkKind, SourceKind};
use serde::Deserialize;
use serde::de::IgnoredAny;

/// An incident in brief. The names are those of `attest.incident/1`.
#[derive(Debug, Deserialize)]
pub struct Brief {
    /// Its id.
    pub id: String,
    /// Its label.
    pub label: String,
    /// The reports that tell of it.
    pub members: Vec<Member>,
    /// When.
    pub when: Days,
    /// Where.
    #[serde(rename = "where")]
    pub place: Option<Where>,
    /// Who had which part.
    pub actors: Vec<Actor>,
    /// What is claimed.
    pub claims: Vec<Claim>,
    /// The voices.
    pub origins: Vec<Origin>,
    /// Types by the codebooks.
    pub types: Types,
    /// What the rules make of the tolls.
    pub assessments: Vec<Assessment>,
    /// How far it is corroborated.
    pub corroboration: Corroboration,
    /// Its campaign.
    pub campaign: Option<String>,
    /// Relations to other incidents.
    pub links: Vec<Link>,
    /// What does not go together.
    pub tensions: Vec<IgnoredAny>,
    /// Decisions about it.
    pub decisions: Vec<IgnoredAny>,
}

/// A relation to another incident.
#[derive(Debug, Deserialize)]
pub struct Link {
    /// Which.
    pub kind: LinkKind,
    /// The other's id.
    pub incident: String,
}

/// A report.
#[derive(Debug, Deserialize)]
pub struct Member {
    /// Whether it is mainly about the incident.
    pub primary: bool,
}

/// First and last day, ISO.
#[derive(Debug, Deserialize)]
pub struct Days {
    /// The first.
    pub earliest: Option<String>,
    /// The last.
    pub latest: Option<String>,
}

/// Where.
#[derive(Debug, Deserialize)]
pub struct Where {
    /// The place.
    pub place: Place,
}

/// A place.
#[derive(Debug, Deserialize)]
pub struct Place {
    /// Its name.
    pub name: String,
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// Degrees north.
    pub lat: Option<f64>,
    /// Degrees east.
    pub lon: Option<f64>,
    /// Kilometres.
    pub radius_km: Option<f64>,
    /// How precise.
    pub precision: Precision,
}

/// How precise a place is.
#[derive(Debug, Deserialize)]
pub struct Precision {
    /// UCDP `where_prec`.
    pub ged: Option<u8>,
}

/// An actor.
#[derive(Debug, Deserialize)]
pub struct Actor {
    /// Its part.
    pub role: ActorRole,
    /// Its name.
    pub name: String,
    /// Whether it is a name.
    pub named: bool,
}

/// A claim.
#[derive(Debug, Deserialize)]
pub struct Claim {
    /// Its figure.
    pub figure: Option<Figure>,
}

/// A figure.
#[derive(Debug, Deserialize)]
pub struct Figure {
    /// Which harm.
    pub harm: Harm,
}

/// A voice.
#[derive(Debug, Deserialize)]
pub struct Origin {
    /// Its kind.
    pub kind: SourceKind,
}

/// Types by the codebooks.
#[derive(Debug, Deserialize)]
pub struct Types {
    /// ACLED's.
    pub acled: Option<Acled>,
}

/// ACLED's type.
#[derive(Debug, Deserialize)]
pub struct Acled {
    /// The type of event.
    pub event_type: String,
}

/// What a rule makes of a toll.
#[derive(Debug, Deserialize)]
pub struct Assessment {
    /// The rule.
    pub rule: String,
    /// Which harm.
    pub harm: Harm,
    /// The lowest number.
    pub low: Option<u64>,
    /// The highest number.
    pub high: Option<u64>,
}

/// How far it is corroborated.
#[derive(Debug, Deserialize)]
pub struct Corroboration {
    /// The status.
    pub status: CorroborationStatus,
}
