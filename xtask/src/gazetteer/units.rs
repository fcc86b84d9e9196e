//! First- and second-order units as places.

use std::collections::BTreeMap;

use attest_gazetteer::import::usable_alias;
use attest_gazetteer::{Builder, Entry, Feature, Iso, Origin, distance_km};
use serde::Deserialize;

use super::{Country, Outcome, is_respelled, radius, respells};

#[derive(Deserialize)]
struct Collection {
    features: Vec<Shape>,
}

#[derive(Deserialize)]
struct Shape {
    properties: Properties,
    geometry: Geometry,
}

#[derive(Deserialize)]
struct Properties {
    gn_id: Option<i64>,
    gn_a1_code: Option<String>,
    name: Option<String>,
    name_en: Option<String>,
    name_alt: Option<String>,
    woe_name: Option<String>,
    latitude: Option<f64>,
    longitude: Option<f64>,
}

#[derive(Deserialize)]
#[serde(tag = "type", content = "coordinates")]
enum Geometry {
    Polygon(Vec<Vec<(f64, f64)>>),
    MultiPolygon(Vec<Vec<Vec<(f64, f64)>>>),
}

impl Geometry {
    /// Square kilometres, good to a percent.
    fn area(&self) -> f64 {
        let ring = |ring: &Vec<(f64, f64)>| {
            let sum: f64 = ring.windows(2).map(|p| p[0].0 * p[1].1 - p[1].0 * p[0].1).sum();
            let lat = ring.iter().map(|p| p.1).sum::<f64>() / ring.len().max(1) as f64;
            sum.abs() / 2.0 * 111.32 * 111.32 * lat.to_radians().cos()
        };
        self.polygons().iter().map(|rings| rings.first().map_or(0.0, ring)).sum()
    }
}

impl Geometry {
    fn polygons(&self) -> &[Vec<Vec<(f64, f64)>>] {
        match self {
            Geometry::Polygon(rings) => std::slice::from_ref(rings),
            Geometry::MultiPolygon(polygons) => polygons,
        }
    }

    /// The middle of its area, latitude and longitude; `None` where that lies outside of it (a ring of islands, a crescent) or
    /// where it reaches across the date line.
    fn centre(&self) -> Option<(f64, f64)> {
        let outer = || self.polygons().iter().filter_map(|rings| rings.first());
        let (west, east) =
            outer().flatten().fold((180.0_f64, -180.0_f64), |(west, east), p| (west.min(p.0), east.max(p.0)));
        if east - west > 180.0 {
            return None;
        }
        let (mut area, mut lat, mut lon) = (0.0, 0.0, 0.0);
        for ring in outer() {
            let (own, (x, y)) = super::borders::centroid(ring);
            // A degree of longitude shrinks with latitude.
            let own = own.abs() * y.to_radians().cos();
            area += own;
            lat += y * own;
            lon += x * own;
        }
        let (lat, lon) = (lat / area, lon / area);
        (lat.is_finite() && outer().any(|ring| holds(ring, lon, lat))).then_some((lat, lon))
    }
}

/// Whether the ring goes round the point (even-odd rule).
fn holds(ring: &[(f64, f64)], x: f64, y: f64) -> bool {
    ring.windows(2).fold(false, |inside, pair| {
        let ((ax, ay), (bx, by)) = (pair[0], pair[1]);
        inside ^ ((ay > y) != (by > y) && x < (bx - ax) * (y - ay) / (by - ay) + ax)
    })
}

/// What Natural Earth knows of a unit.
struct Known {
    point: (f64, f64),
    area: f64,
    names: Vec<String>,
}

fn natural_earth(bytes: &[u8]) -> Outcome<(BTreeMap<i64, Known>, BTreeMap<String, i64>)> {
    let collection: Collection = serde_json::from_slice(bytes)?;
    let (mut by_id, mut by_code) = (BTreeMap::new(), BTreeMap::new());
    for shape in collection.features {
        let p = shape.properties;
        let (Some(id), Some(lat), Some(lon)) = (p.gn_id.filter(|&id| id > 0), p.latitude, p.longitude) else {
            continue;
        };
        let names = [p.name, p.name_en, p.woe_name]
            .into_iter()
            .flatten()
            .chain(p.name_alt.into_iter().flat_map(|n| n.split('|').map(String::from).collect::<Vec<_>>()))
            .map(|n| n.trim().to_string())
            .filter(|n| usable_alias(n))
            .collect();
        if let Some(code) = p.gn_a1_code {
            by_code.insert(code, id);
        }
        let point = shape.geometry.centre().unwrap_or((lat, lon));
        by_id.insert(id, Known { point, area: shape.geometry.area(), names });
    }
    Ok((by_id, by_code))
}

/// The mean of the towns inside a unit, and how far most of them lie from it.
fn middle(members: &[&Entry]) -> Option<((f64, f64), u16)> {
    let n = members.len() as f64;
    let (lat, lon) = members.iter().fold((0.0, 0.0), |(a, b), m| (a + m.lat, b + m.lon));
    let centre = (lat / n, lon / n);
    let mut away: Vec<f64> = members.iter().map(|m| distance_km(centre.0, centre.1, m.lat, m.lon)).collect();
    away.sort_by(f64::total_cmp);
    let most = *away.get((away.len() * 9) / 10).or(away.last())?;
    Some((centre, most.clamp(5.0, 2000.0) as u16))
}

/// Adds every unit that has a point: the middle of its outline in Natural Earth, else that of its towns.
pub(super) fn add(
    table: &[u8],
    shapes: &[u8],
    countries: &[Country],
    towns: &BTreeMap<i32, Entry>,
    builder: &mut Builder,
) -> Outcome<()> {
    let (known, by_code) = natural_earth(shapes)?;
    let mut members: BTreeMap<String, Vec<&Entry>> = BTreeMap::new();
    for town in towns.values() {
        let first = format!("{}.{}", town.country, town.admin1);
        if !town.admin2.is_empty() {
            members.entry(format!("{first}.{}", town.admin2)).or_default().push(town);
        }
        members.entry(first).or_default().push(town);
    }
    for country in countries {
        builder.admin(&country.iso, country.name.trim(), country.geonameid);
    }
    let respelled: Vec<&str> = countries.iter().filter(|c| is_respelled(c)).map(|c| c.iso.as_str()).collect();
    let (mut placed, mut derived, mut bare) = (0, 0, 0);
    for line in std::str::from_utf8(table)?.lines() {
        let c: Vec<&str> = line.split('\t').collect();
        let cell = |n: usize| c.get(n).copied().unwrap_or("").trim();
        let (name, code, sort, level) = (cell(0), cell(2), cell(4), cell(6));
        let id: i32 = cell(3).parse().unwrap_or(0);
        if code.len() < 4 || name.is_empty() {
            continue;
        }
        let shape = if level == "1" {
            known.get(&i64::from(id)).or_else(|| by_code.get(code).and_then(|id| known.get(id)))
        } else {
            None
        };
        let inside = members.get(code).map_or(&[][..], Vec::as_slice);
        let (point, extent, computed) = match (shape, middle(inside)) {
            (Some(shape), _) => (shape.point, radius(shape.area), false),
            (None, Some((centre, extent))) => (centre, extent, true),
            (None, None) => {
                bare += 1;
                continue;
            }
        };
        builder.admin(code, name, id);
        placed += u32::from(!computed);
        derived += u32::from(computed);
        let mut aliases: Vec<String> =
            cell(5).split('|').map(str::trim).filter(|a| usable_alias(a)).map(String::from).collect();
        aliases.extend(shape.into_iter().flat_map(|s| s.names.iter().cloned()));
        if level == "1" {
            aliases.extend(sorted_names(name, sort));
        }
        let kept = level == "1" || respelled.contains(&code.get(..2).unwrap_or(""));
        aliases.retain(|a| a != name && (kept || (!respells(name, a) && a.split(' ').count() < 3)));
        aliases.sort();
        aliases.dedup();
        let mut parts = code.splitn(3, '.');
        let (country, admin1, admin2) =
            (parts.next().unwrap_or(""), parts.next().unwrap_or(""), parts.next().unwrap_or(""));
        builder.add(&Entry {
            id,
            origin: Origin::Geonames,
            name: name.to_string(),
            aliases,
            lat: point.0,
            lon: point.1,
            feature: Feature::new('A', if level == "1" { "ADM1" } else { "ADM2" }),
            country: Iso::new(country),
            admin1: admin1.to_string(),
            admin2: admin2.to_string(),
            population: inside.iter().map(|m| m.population).fold(0u32, u32::saturating_add),
            radius_km: extent,
            derived: computed,
            capital: false,
        })?;
    }
    println!(
        "{placed} units with a point of their own, {derived} derived from towns, {bare} left out for want of both"
    );
    Ok(())
}

/// "Koulikoro" and "Koulikoro Region", whichever the list has: reports print both.
fn sorted_names(name: &str, sort: &str) -> Vec<String> {
    const SORTS: &[&str] = &[
        "Region",
        "Province",
        "State",
        "Governorate",
        "Oblast",
        "Department",
        "Prefecture",
        "District",
        "County",
    ];
    let mut names = Vec::new();
    if let Some((bare, last)) = name.rsplit_once(' ')
        && SORTS.contains(&last)
        && !bare.is_empty()
    {
        names.push(bare.to_string());
    }
    if SORTS.contains(&sort) && !name.contains(sort) {
        names.push(format!("{name} {sort}"));
    }
    names
}
