//! A table of the user's own: a header with `name`, `lat`, `lon`, and whichever of the others there are.
//!
//! | column | content |
//! |---|---|
//! | name | required |
//! | lat, lon (latitude, longitude) | required, decimal degrees |
//! | aliases | other names, `|` between |
//! | country | ISO code or name |
//! | admin1, admin2 | names of the units that it lies in; they need a country |
//! | feature, kind | `P.PPL`, or a word: village, town, city, region, province, district, forest, road, river, camp, mountain, area, site |
//! | population, radius_km | numbers |
//!
//! Comma, semicolon or tab, told by the header.

use std::io::{BufRead, Cursor, Read};

use crate::builder::{Builder, Entry};
use crate::countries::country_by_name;
use crate::error::Result;
use crate::feature::Feature;
use crate::import::Tally;
use crate::place::{Iso, Origin};

/// The feature of a code like `V.FRST` or of a plain word.
pub(crate) fn feature(word: &str) -> Feature {
    if let Some((class, code)) = word.split_once('.') {
        return Feature::new(class.chars().next().unwrap_or(' '), code);
    }
    let (class, code) = match word.to_lowercase().as_str() {
        "region" | "province" | "governorate" | "state" | "oblast" | "admin1" => ('A', "ADM1"),
        "district" | "county" | "cercle" | "department" | "raion" | "admin2" => ('A', "ADM2"),
        "country" => ('A', "PCLI"),
        "neighbourhood" | "neighborhood" | "quarter" => ('P', "PPLX"),
        "forest" => ('V', "FRST"),
        "road" => ('R', "RD"),
        "river" => ('H', "STM"),
        "lake" => ('H', "LK"),
        "camp" => ('L', "CMP"),
        "mountain" | "mountains" => ('T', "MTS"),
        "island" => ('T', "ISL"),
        "area" => ('L', "RGN"),
        "site" | "facility" | "base" => ('S', ""),
        _ => ('P', "PPL"),
    };
    Feature::new(class, code)
}

pub(super) fn read(
    name: &str,
    header: &str,
    reader: &mut dyn BufRead,
    builder: &mut Builder,
    tally: &mut Tally,
    progress: &mut dyn FnMut(u64),
) -> Result<()> {
    let header = header.trim_start_matches('\u{feff}');
    let delimiter = [b'\t', b';', b',']
        .into_iter()
        .max_by_key(|&d| header.bytes().filter(|&b| b == d).count())
        .unwrap_or(b',');
    let whole = Cursor::new(format!("{header}\n")).chain(reader);
    let mut table =
        csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).comment(Some(b'#')).from_reader(whole);
    let columns: Vec<String> =
        table
            .headers()
            .map(|h| h.iter().map(|c| c.trim().to_lowercase()).collect())
            .map_err(|e| crate::Error::Input { name: name.to_string(), reason: e.to_string() })?;
    let at = |wanted: &[&str]| columns.iter().position(|c| wanted.contains(&c.as_str()));
    let place = [
        at(&["name"]),
        at(&["lat", "latitude"]),
        at(&["lon", "lng", "long", "longitude"]),
        at(&["aliases", "alternatenames", "other_names"]),
        at(&["country", "country_code", "iso"]),
        at(&["feature", "kind", "type"]),
        at(&["population", "pop"]),
        at(&["radius_km", "radius"]),
        at(&["admin1", "region", "province"]),
        at(&["admin2", "district"]),
    ];
    for record in table.byte_records() {
        let Ok(record) = record else {
            tally.skipped += 1;
            continue;
        };
        let cell = |n: usize| {
            place
                .get(n)
                .copied()
                .flatten()
                .and_then(|c| record.get(c))
                .map(String::from_utf8_lossy)
                .unwrap_or_default()
                .trim()
                .to_string()
        };
        let (Ok(lat), Ok(lon)) = (cell(1).parse::<f64>(), cell(2).parse::<f64>()) else {
            tally.skipped += 1;
            continue;
        };
        if cell(0).is_empty() || !(-90.0..=90.0).contains(&lat) || !(-180.0..=180.0).contains(&lon) {
            tally.skipped += 1;
            continue;
        }
        let country = cell(4);
        let country = match Iso::new(&country) {
            iso if iso.is_none() => country_by_name(&country).map_or(Iso::NONE, |c| c.iso),
            iso => iso,
        };
        // A list of one's own has no codes of units: their names stand for them.
        let unit = |n: usize| if country.is_none() { String::new() } else { cell(n).replace('.', " ") };
        let (admin1, admin2) = (unit(8), unit(9));
        let admin2 = if admin1.is_empty() { String::new() } else { admin2 };
        if !admin1.is_empty() {
            builder.admin(&format!("{country}.{admin1}"), &admin1, 0);
        }
        if !admin2.is_empty() {
            builder.admin(&format!("{country}.{admin1}.{admin2}"), &admin2, 0);
        }
        let entry = Entry {
            id: builder.added() as i32 + 1,
            origin: Origin::User,
            name: cell(0),
            aliases: cell(3).split('|').map(|a| a.trim().to_string()).filter(|a| !a.is_empty()).collect(),
            lat,
            lon,
            feature: feature(&cell(5)),
            country,
            admin1,
            admin2,
            population: cell(6).parse().unwrap_or(0),
            radius_km: cell(7).parse().unwrap_or(0),
            derived: false,
            capital: false,
        };
        builder.add(&entry)?;
        tally.rows += 1;
    }
    progress(tally.rows);
    Ok(())
}
