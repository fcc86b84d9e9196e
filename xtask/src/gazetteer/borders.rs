//! Country outlines: TopoJSON in, our compact form out.

use std::collections::BTreeMap;

use attest_gazetteer::{BORDER_SCALE, Iso};
use serde::Deserialize;
use serde_json::Value;

use super::{Country, Outcome};

#[derive(Deserialize)]
struct Topology {
    objects: BTreeMap<String, Value>,
    arcs: Vec<Vec<(i64, i64)>>,
    transform: Transform,
}

#[derive(Deserialize)]
struct Transform {
    scale: (f64, f64),
    translate: (f64, f64),
}

/// One country.
pub(super) struct Outline {
    pub(super) iso: Iso,
    /// The centroid of the largest polygon, latitude and longitude.
    pub(super) centre: (f64, f64),
    /// The area of the largest polygon, in square degrees shrunk by latitude.
    pub(super) area: f64,
    rings: Vec<Vec<i64>>,
    arcs: std::rc::Rc<Vec<Vec<(i64, i64)>>>,
}

fn rings(geometry: &Value) -> Vec<Vec<Vec<i64>>> {
    let ring = |v: &Value| v.as_array().into_iter().flatten().filter_map(Value::as_i64).collect::<Vec<_>>();
    let polygon = |v: &Value| v.as_array().into_iter().flatten().map(ring).collect::<Vec<_>>();
    match geometry["type"].as_str() {
        Some("Polygon") => vec![polygon(&geometry["arcs"])],
        Some("MultiPolygon") => geometry["arcs"].as_array().into_iter().flatten().map(polygon).collect(),
        _ => Vec::new(),
    }
}

/// Twice the signed area of a ring, and its centroid.
pub(super) fn centroid(points: &[(f64, f64)]) -> (f64, (f64, f64)) {
    let (mut area, mut x, mut y) = (0.0, 0.0, 0.0);
    for pair in points.windows(2) {
        let ((ax, ay), (bx, by)) = (pair[0], pair[1]);
        let cross = ax * by - bx * ay;
        area += cross;
        x += (ax + bx) * cross;
        y += (ay + by) * cross;
    }
    if area == 0.0 {
        (0.0, points.first().copied().unwrap_or((0.0, 0.0)))
    } else {
        (area, (x / (3.0 * area), y / (3.0 * area)))
    }
}

/// The countries of a TopoJSON file, on our own grid.
pub(super) fn read(bytes: &[u8], countries: &[Country]) -> Outcome<Vec<Outline>> {
    let topology: Topology = serde_json::from_slice(bytes)?;
    let Transform { scale, translate } = topology.transform;
    let mut arcs = Vec::new();
    for arc in &topology.arcs {
        let (mut x, mut y) = (0, 0);
        let mut points: Vec<(i64, i64)> = Vec::new();
        for (dx, dy) in arc {
            x += dx;
            y += dy;
            let lon = x as f64 * scale.0 + translate.0;
            let lat = y as f64 * scale.1 + translate.1;
            let point = (
                ((lon + 180.0) / BORDER_SCALE.0).round() as i64,
                ((lat + 90.0) / BORDER_SCALE.1).round() as i64,
            );
            if points.last() != Some(&point) {
                points.push(point);
            }
        }
        arcs.push(points);
    }
    let arcs = std::rc::Rc::new(arcs);
    let mut outlines = Vec::new();
    for geometry in
        topology.objects["countries"]["geometries"].as_array().ok_or("no countries in the outlines")?
    {
        let number = geometry["id"].as_str().and_then(|id| id.parse::<u16>().ok());
        let iso = match (number, geometry["properties"]["name"].as_str()) {
            (_, Some("Kosovo")) => Iso::new("XK"),
            (_, Some("N. Cyprus")) => Iso::new("CY"),
            (_, Some("Somaliland")) => Iso::new("SO"),
            (Some(n), _) => {
                countries.iter().find(|c| c.isonumeric == n).map_or(Iso::NONE, |c| Iso::new(&c.iso))
            }
            _ => Iso::NONE,
        };
        if iso.is_none() {
            continue;
        }
        let polygons = rings(geometry);
        let mut outline =
            Outline { iso, centre: (0.0, 0.0), area: 0.0, rings: Vec::new(), arcs: arcs.clone() };
        for ring in polygons.into_iter().flatten() {
            let mut points: Vec<(f64, f64)> = Vec::new();
            for &n in &ring {
                let arc = &arcs[if n < 0 { !n } else { n } as usize];
                let place = |&(x, y): &(i64, i64)| {
                    (x as f64 * BORDER_SCALE.0 - 180.0, y as f64 * BORDER_SCALE.1 - 90.0)
                };
                if n < 0 {
                    points.extend(arc.iter().rev().map(place));
                } else {
                    points.extend(arc.iter().map(place));
                }
            }
            let (area, (lon, lat)) = centroid(&points);
            let area = area.abs() * lat.to_radians().cos();
            if area > outline.area {
                (outline.area, outline.centre) = (area, (lat, lon));
            }
            outline.rings.push(ring);
        }
        outlines.push(outline);
    }
    Ok(outlines)
}

fn number(out: &mut Vec<u8>, mut n: u64) {
    while n >= 128 {
        out.push(n as u8 | 128);
        n >>= 7;
    }
    out.push(n as u8);
}

fn signed(out: &mut Vec<u8>, n: i64) {
    number(out, ((n << 1) ^ (n >> 63)) as u64);
}

/// The compact form that `attest_gazetteer::country_at` reads.
pub(super) fn pack(outlines: &[Outline]) -> Vec<u8> {
    let mut out = Vec::new();
    let Some(first) = outlines.first() else { return out };
    number(&mut out, first.arcs.len() as u64);
    for arc in first.arcs.iter() {
        number(&mut out, arc.len() as u64);
        let (mut x, mut y) = (0, 0);
        for &(px, py) in arc {
            signed(&mut out, px - x);
            signed(&mut out, py - y);
            (x, y) = (px, py);
        }
    }
    number(&mut out, outlines.len() as u64);
    for outline in outlines {
        out.extend_from_slice(outline.iso.as_str().as_bytes());
        number(&mut out, outline.rings.len() as u64);
        for ring in &outline.rings {
            number(&mut out, ring.len() as u64);
            for &n in ring {
                signed(&mut out, n);
            }
        }
    }
    out
}
