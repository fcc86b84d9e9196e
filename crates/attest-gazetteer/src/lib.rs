//! Place names to candidates with coordinates: a compact index, and the importer of GeoNames dumps.
//!
//! A report says "Kwala, a village near Mourdiah"; this crate says which places on earth bear those names, and nothing about which one is meant: that is
//! a matter of evidence in the text, and belongs to `attest-extract`. A name in no gazetteer is an empty answer, never a guess.
//!
//! ```
//! use attest_gazetteer::{Gazetteer, Kind};
//! let gazetteer = Gazetteer::builtin();
//! let tripolis = gazetteer.lookup("Tripoli");
//! assert!(tripolis.iter().any(|c| c.country.as_str() == "LY" && c.capital));
//! assert!(tripolis.iter().any(|c| c.country.as_str() == "LB"));
//! assert!(gazetteer.lookup("Nowhere at all").is_empty());
//! assert_eq!(gazetteer.lookup("Koulikoro Region")[0].kind, Kind::Admin1);
//! ```
//!
//! Data: GeoNames (CC BY 4.0), Natural Earth (public domain), and a curated list of areas; see `docs/gazetteer.md` and NOTICE.

mod borders;
mod builder;
mod columns;
pub mod commands;
mod countries;
mod error;
mod feature;
mod fold;
mod gazetteer;
pub mod import;
mod index;
mod loose;
mod place;
mod runs;
mod seal;

pub use borders::{SCALE as BORDER_SCALE, common_border, country_at, distance_to_country};
pub use builder::{Builder, Entry};
pub use columns::turn as turn_columns;
pub use countries::{
    Country, countries, country, country_by_demonym, country_by_name, country_by_name_or_demonym,
};
pub use error::{Error, Result};
pub use feature::{Feature, Kind};
pub use fold::fold;
pub use gazetteer::{EXTENSION, Gazetteer};
pub use index::{Meta, distance_km};
pub use loose::likeness;
pub use place::{Candidate, Iso, Layer, Matched, Origin};
pub use seal::{Seal, sha256};
