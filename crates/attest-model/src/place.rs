//! Places: what the words name, how precisely, and which other places they might name.

use crate::{Quote, codes};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

codes! {
    /// Kind of a place.
    PlaceKind {
        Neighbourhood = "neighbourhood", Village = "village", Town = "town", City = "city", District = "district",
        Region = "region", Country = "country", Area = "area", Camp = "camp", Road = "road", River = "river",
        Forest = "forest", Mountain = "mountain", Island = "island", Sea = "sea", Site = "site", Other = "other",
    }
}

codes! {
    /// What the position rests on.
    PlaceBasis {
        Named = "named", Near = "near", Between = "between", Within = "within", CapitalOf = "capital_of",
        Country = "country", Unresolved = "unresolved",
    }
}

/// Precision by the two codebooks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Precision {
    /// UCDP GED `where_prec`, 1 (exact) to 7.
    pub ged: Option<u8>,
    /// ACLED `geo_precision`, 1 to 3.
    pub acled: Option<u8>,
}

/// Where a place's position was looked up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct GazetteerRef {
    /// Which gazetteer: `geonames`.
    pub source: String,
    /// Its id there.
    pub id: u64,
}

/// Another place that the words might name.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Candidate {
    /// Name.
    pub name: String,
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// Weight of the evidence for it, 0 to 1.
    pub score: f64,
    /// The evidence in words.
    pub why: String,
}

/// A place of one document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Place {
    /// Id within the document: `p1`.
    pub id: String,
    /// Name as written.
    pub name: String,
    /// Kind.
    pub kind: PlaceKind,
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// First-order division.
    pub admin1: Option<String>,
    /// Second-order division.
    pub admin2: Option<String>,
    /// Degrees north, WGS 84.
    pub lat: Option<f64>,
    /// Degrees east, WGS 84.
    pub lon: Option<f64>,
    /// Radius in kilometres within which the place lies.
    pub radius_km: Option<f64>,
    /// Precision codes.
    pub precision: Precision,
    /// What the position rests on.
    pub basis: PlaceBasis,
    /// Place that this one is near to.
    pub near: Option<String>,
    /// Place that holds this one.
    pub within: Option<String>,
    /// The gazetteer's entry.
    pub gazetteer: Option<GazetteerRef>,
    /// The other candidates.
    pub candidates: Vec<Candidate>,
    /// Where it is mentioned.
    pub mentions: Vec<Quote>,
}
