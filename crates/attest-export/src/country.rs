//! Countries as the datasets write them: names, numbers, regions.

use attest_gazetteer::Iso;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// What the datasets' rows need of a country.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Country {
    /// ISO 3166-1 alpha-2.
    pub iso: String,
    /// ISO 3166-1 alpha-3.
    pub iso3: String,
    /// ISO 3166-1 number, 0 for Kosovo, as ACLED writes.
    pub numeric: u16,
    /// Usual English name.
    pub name: String,
    /// UCDP's name.
    pub ged_name: String,
    /// Gleditsch-Ward number, where it has one.
    pub gw: Option<u16>,
    /// ACLED's region.
    pub acled_region: Option<String>,
}

impl Country {
    /// UCDP's region, which follows from the number.
    pub fn ged_region(&self) -> Option<&'static str> {
        match self.gw? {
            2..=199 => Some("Americas"),
            200..=399 => Some("Europe"),
            400..=629 => Some("Africa"),
            630..=699 => Some("Middle East"),
            700..=999 => Some("Asia"),
            _ => None,
        }
    }
}

#[derive(Deserialize)]
struct File {
    country: Vec<Facts>,
}

#[derive(Deserialize)]
struct Facts {
    iso: String,
    gw: Option<u16>,
    ged: Option<String>,
    acled: Option<String>,
}

fn all() -> &'static BTreeMap<String, Country> {
    static ALL: OnceLock<BTreeMap<String, Country>> = OnceLock::new();
    ALL.get_or_init(|| {
        let file: File = toml::from_str(include_str!("../../../codebook/countries.toml"))
            .unwrap_or(File { country: Vec::new() });
        let countries = file.country.into_iter().filter_map(|facts| {
            let known = attest_gazetteer::country(Iso::new(&facts.iso))?;
            let country = Country {
                iso3: known.iso3.clone(),
                numeric: if facts.iso == "XK" { 0 } else { known.numeric },
                name: known.name.clone(),
                ged_name: facts.ged.unwrap_or_else(|| known.name.clone()),
                gw: facts.gw,
                acled_region: facts.acled,
                iso: facts.iso.clone(),
            };
            Some((facts.iso, country))
        });
        countries.collect()
    })
}

/// The country of an ISO 3166-1 alpha-2 code.
///
/// ```
/// let mali = attest_export::country::of("ML").unwrap();
/// assert_eq!((mali.numeric, mali.gw, mali.ged_region()), (466, Some(432), Some("Africa")));
/// assert_eq!(mali.acled_region.as_deref(), Some("Western Africa"));
/// ```
pub fn of(iso: &str) -> Option<&'static Country> {
    all().get(iso)
}

/// The country that a dataset's row names, by UCDP's or the usual name.
pub fn named(name: &str) -> Option<&'static Country> {
    let name = name.trim();
    let own = all().values().find(|country| country.ged_name == name || country.name == name);
    own.or_else(|| attest_gazetteer::country_by_name(name).and_then(|known| of(known.iso.as_str()))).or_else(
        || {
            // "Myanmar (Burma)" in another order, "Yemen (Arab Republic)": the part before the brackets.
            let (front, _) = name.split_once(" (")?;
            attest_gazetteer::country_by_name(front).and_then(|known| of(known.iso.as_str()))
        },
    )
}

/// The country with a Gleditsch-Ward number.
pub fn numbered(gw: u16) -> Option<&'static Country> {
    all().values().find(|country| country.gw == Some(gw))
}

/// The country with an ISO number.
pub fn iso_numbered(numeric: u16) -> Option<&'static Country> {
    all().values().find(|country| country.numeric == numeric)
}
