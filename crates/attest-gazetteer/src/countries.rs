//! Countries and the words for their people.
//!
//! "Malian soldiers" names no place of an event, yet it says which country the report is about: the strongest evidence when a village name has five
//! owners. The list is GeoNames' (codes, capitals, neighbours), with a hand-written one of adjectives and demonyms beside it, both in `gazetteer/`.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::fold::fold;
use crate::place::Iso;

/// A country or territory with an ISO 3166-1 code.
#[derive(Debug, Clone, PartialEq)]
pub struct Country {
    /// Two letters.
    pub iso: Iso,
    /// Three letters.
    pub iso3: String,
    /// The FIPS 10-4 code, which NGA files use.
    pub fips: String,
    /// The number that ACLED writes.
    pub numeric: u16,
    /// The geonameid.
    pub geonames: i32,
    /// The usual English name.
    pub name: String,
    /// The capital, or empty.
    pub capital: String,
    /// Two letters: AF AS EU NA OC SA AN.
    pub continent: String,
    /// Square kilometres.
    pub area_km2: f64,
    /// Inhabitants.
    pub population: u32,
    /// Countries with a common land border.
    pub neighbours: Vec<Iso>,
    /// Other names.
    pub names: Vec<String>,
    /// "Malian".
    pub adjectives: Vec<String>,
    /// "Malian", "Malians"; "Filipino"; "Turk".
    pub people: Vec<String>,
}

struct Tables {
    countries: Vec<Country>,
    names: BTreeMap<String, usize>,
    peoples: BTreeMap<String, usize>,
}

fn plural(word: &str) -> String {
    if let Some(stem) = word.strip_suffix("man")
        && (stem.ends_with("sh") || stem.ends_with("ch"))
    {
        return format!("{stem}men");
    }
    if ["ese", "sh", "ch", "ss", "s"].iter().any(|e| word.ends_with(e)) {
        word.to_string()
    } else {
        format!("{word}s")
    }
}

fn list(cell: Option<&&str>) -> Vec<String> {
    cell.unwrap_or(&"").split('|').map(str::trim).filter(|s| !s.is_empty()).map(String::from).collect()
}

fn tables() -> &'static Tables {
    static TABLES: OnceLock<Tables> = OnceLock::new();
    TABLES.get_or_init(|| {
        read(include_str!("../../../gazetteer/countries.tsv"), include_str!("../../../gazetteer/peoples.tsv"))
    })
}

fn read(countries: &str, peoples: &str) -> Tables {
    let words: BTreeMap<&str, Vec<&str>> = peoples
        .lines()
        .filter(|l| !l.starts_with('#'))
        .map(|l| l.split('\t').collect::<Vec<_>>())
        .filter_map(|cells| cells.first().copied().map(|iso| (iso, cells.clone())))
        .collect();
    let mut t = Tables { countries: Vec::new(), names: BTreeMap::new(), peoples: BTreeMap::new() };
    for line in countries.lines().filter(|l| !l.starts_with('#')) {
        let c: Vec<&str> = line.split('\t').collect();
        let cell = |n: usize| c.get(n).copied().unwrap_or("");
        let Some(code) = c.first() else { continue };
        let own = words.get(code).cloned().unwrap_or_default();
        let adjectives = list(own.get(2));
        let mut people = list(own.get(3));
        people.extend(adjectives.iter().cloned());
        let plurals: Vec<String> = people.iter().map(|p| plural(p)).collect();
        people.extend(plurals);
        people.sort();
        people.dedup();
        let country = Country {
            iso: Iso::new(code),
            iso3: cell(1).to_string(),
            numeric: cell(2).parse().unwrap_or(0),
            geonames: cell(3).parse().unwrap_or(0),
            name: cell(4).to_string(),
            capital: cell(5).to_string(),
            continent: cell(6).to_string(),
            area_km2: cell(7).parse().unwrap_or(0.0),
            population: cell(8).parse().unwrap_or(0),
            fips: cell(10).to_string(),
            neighbours: cell(9).split(',').map(Iso::new).filter(|i| !i.is_none()).collect(),
            names: list(own.get(1)),
            adjectives,
            people,
        };
        let n = t.countries.len();
        for name in std::iter::once(&country.name).chain(&country.names) {
            t.names.entry(fold(name)).or_insert(n);
        }
        // Of "Congolese", "Dominican": the more populous country.
        for word in country.adjectives.iter().chain(&country.people) {
            let taken = t.peoples.entry(fold(word)).or_insert(n);
            if t.countries.get(*taken).is_some_and(|other| other.population < country.population) {
                *taken = n;
            }
        }
        t.countries.push(country);
    }
    t
}

/// All countries, by code.
pub fn countries() -> &'static [Country] {
    &tables().countries
}

/// The country with a code.
///
/// ```
/// use attest_gazetteer::{country, Iso};
/// assert_eq!(country(Iso::new("ML")).unwrap().capital, "Bamako");
/// ```
pub fn country(iso: Iso) -> Option<&'static Country> {
    let all = countries();
    all.binary_search_by(|c| c.iso.cmp(&iso)).ok().and_then(|n| all.get(n))
}

/// The country of a name ("Burkina Faso", "U.K.").
///
/// ```
/// use attest_gazetteer::country_by_name;
/// assert_eq!(country_by_name("Côte d'Ivoire").unwrap().iso.as_str(), "CI");
/// assert!(country_by_name("Malian").is_none());
/// ```
pub fn country_by_name(name: &str) -> Option<&'static Country> {
    let t = tables();
    t.names.get(&fold(name)).and_then(|&n| t.countries.get(n))
}

/// The country of an adjective or of a word for its people ("Malian", "Turks").
///
/// ```
/// use attest_gazetteer::country_by_demonym;
/// assert_eq!(country_by_demonym("Nigerien").unwrap().iso.as_str(), "NE");
/// assert_eq!(country_by_demonym("Nigerians").unwrap().iso.as_str(), "NG");
/// assert!(country_by_demonym("Mali").is_none());
/// ```
pub fn country_by_demonym(word: &str) -> Option<&'static Country> {
    let t = tables();
    t.peoples.get(&fold(word)).and_then(|&n| t.countries.get(n))
}

/// [`country_by_name`], else [`country_by_demonym`].
pub fn country_by_name_or_demonym(word: &str) -> Option<&'static Country> {
    country_by_name(word).or_else(|| country_by_demonym(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_hand_written_list_belongs_to_a_country() {
        for line in include_str!("../../../gazetteer/peoples.tsv").lines().filter(|l| !l.starts_with('#')) {
            let iso = line.split('\t').next().unwrap();
            assert!(country(Iso::new(iso)).is_some(), "{line}");
        }
    }

    #[test]
    fn countries_are_sorted_so_that_codes_are_found() {
        assert!(countries().windows(2).all(|w| w[0].iso < w[1].iso));
        assert!(countries().len() > 240);
    }

    #[test]
    fn plurals_of_peoples_are_english() {
        assert_eq!(country_by_demonym("Frenchmen").unwrap().iso.as_str(), "FR");
        assert_eq!(country_by_demonym("Sudanese").unwrap().iso.as_str(), "SD");
        assert_eq!(country_by_demonym("Congolese").unwrap().iso.as_str(), "CD");
    }
}
