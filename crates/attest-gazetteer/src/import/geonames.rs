//! GeoNames' own tables: tab-separated, no header, no quoting.
//!
//! The alternate names of the nineteen-column table carry no language and hold link addresses, airport codes and letter-by-letter romanisations of
//! Chinese and Arabic ("swldw"). Only what a Latin-script report could print is taken.

use crate::builder::{Builder, Entry};
use crate::error::Result;
use crate::feature::Feature;
use crate::place::{Iso, Origin};

/// Whether a report in Latin script could use this alternate name.
///
/// ```
/// use attest_gazetteer::import::usable_alias;
/// assert!(usable_alias("al-Hawl") && usable_alias("Ségou"));
/// assert!(!usable_alias("sheng hu li ya") && !usable_alias("Нара") && !usable_alias("BKO") && !usable_alias("https://example.org"));
/// ```
pub fn usable_alias(name: &str) -> bool {
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    let latin = name.chars().all(|c| {
        !c.is_alphabetic()
            || (c as u32) < 0x250
            || (0x1e00..=0x1eff).contains(&(c as u32))
            || matches!(c, 'ʻ' | 'ʼ' | 'ʿ' | 'ʾ')
    });
    let capital = name.chars().any(char::is_uppercase);
    let code = letters <= 4 && name.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    latin
        && capital
        && !code
        && letters >= 2
        && name.len() <= 100
        && !name.contains("://")
        && !name.contains('@')
}

/// The entry of one line of the nineteen-column table; `None` for a line that is none.
pub fn entry(line: &str) -> Option<Entry> {
    let c: Vec<&str> = line.split('\t').collect();
    let cell = |n: usize| c.get(n).copied().unwrap_or("").trim();
    if c.len() < 15 || cell(1).is_empty() {
        return None;
    }
    let (lat, lon): (f64, f64) = (cell(4).parse().ok()?, cell(5).parse().ok()?);
    if !(-90.0..=90.0).contains(&lat) || !(-180.0..=180.0).contains(&lon) {
        return None;
    }
    let name = cell(1);
    let mut aliases: Vec<String> = Vec::new();
    for alias in cell(3).split(',').chain([cell(2)]) {
        let alias = alias.trim();
        if alias != name && usable_alias(alias) && !aliases.iter().any(|a| a == alias) {
            aliases.push(alias.to_string());
        }
    }
    let code = cell(7);
    Some(Entry {
        id: cell(0).parse().ok()?,
        origin: Origin::Geonames,
        name: name.to_string(),
        aliases,
        lat,
        lon,
        feature: Feature::new(cell(6).chars().next().unwrap_or(' '), code),
        country: Iso::new(cell(8)),
        admin1: if cell(10) == "00" { String::new() } else { cell(10).to_string() },
        admin2: cell(11).to_string(),
        population: u32::try_from(cell(14).parse::<u64>().unwrap_or(0)).unwrap_or(u32::MAX),
        radius_km: 0,
        derived: false,
        capital: code == "PPLC",
    })
}

pub(super) fn place(line: &str, builder: &mut Builder) -> Result<bool> {
    match entry(line) {
        Some(mut entry) => {
            entry.aliases.extend(bare_name(&entry));
            builder.add(&entry).map(|()| true)
        }
        None => Ok(false),
    }
}

/// The name of a first-order unit without its sort ("Koulikoro Region": "Koulikoro"), for rows that do not list it.
fn bare_name(entry: &Entry) -> Option<String> {
    if entry.feature.code() != "ADM1" {
        return None;
    }
    let (bare, sort) = entry.name.rsplit_once(' ')?;
    let sorts = [
        "Region",
        "Province",
        "State",
        "Governorate",
        "Oblast",
        "Department",
        "District",
        "County",
        "Prefecture",
        "Oblast'",
    ];
    (sorts.contains(&sort) && !entry.aliases.iter().any(|a| a == bare)).then(|| bare.to_string())
}

/// A line of `alternateNames` or `alternateNamesV2`: id, geonameid, language, name, flags.
pub(super) fn alternate(line: &str, builder: &mut Builder) -> Result<bool> {
    let c: Vec<&str> = line.split('\t').collect();
    let (Some(id), Some(language), Some(name)) = (c.get(1).and_then(|c| c.parse().ok()), c.get(2), c.get(3))
    else {
        return Ok(false);
    };
    let no_name = ["link", "post", "iata", "icao", "faac", "wkdt", "unlc", "tcid", "phon", "piny"];
    if !no_name.contains(language) && usable_alias(name) {
        builder.other_name(Origin::Geonames, id, name.trim())?;
    }
    Ok(true)
}

/// A line of `admin1CodesASCII` or `admin2Codes`: code, name, ASCII name, geonameid.
pub(super) fn admin_code(line: &str, builder: &mut Builder) -> bool {
    let c: Vec<&str> = line.split('\t').collect();
    let (Some(code), Some(name)) = (c.first(), c.get(1)) else { return false };
    if code.len() < 4 || name.is_empty() {
        return false;
    }
    builder.admin(code, name, c.get(3).and_then(|c| c.trim().parse().ok()).unwrap_or(0));
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_becomes_an_entry_with_its_usable_names() {
        let line = "7\tAl Qaşr\tAl Qasr\tEl Kasr,QSR,القصر,qsr\t26.05\t-13.5\tP\tPPL\tMR\t\t07\t3\t\t\t1200\t\t5\tAfrica/Nouakchott\t2020-01-01";
        let entry = entry(line).unwrap();
        assert_eq!((entry.name.as_str(), entry.population, entry.country.as_str()), ("Al Qaşr", 1200, "MR"));
        assert_eq!(entry.aliases, ["El Kasr", "Al Qasr"]);
    }

    #[test]
    fn lines_with_impossible_coordinates_are_no_entries() {
        assert!(entry("7\tA\tA\t\t95.0\t0\tP\tPPL\tML\t\t\t\t\t\t0\t\t\t\t").is_none());
        assert!(entry("7\tA\tA\t\tnorth\t0\tP\tPPL\tML\t\t\t\t\t\t0\t\t\t\t").is_none());
        assert!(entry("").is_none());
    }
}
