//! GeoJSON (RFC 7946): a feature an incident, drawn no more precisely than its place is known.
//!
//! A point stands only for a place that is exact (`where_prec` 1). "Near Tolsa", a district, a province become a halo of the radius that
//! the record gives; a place known only as a country gets no geometry at all, and neither does an unresolved one. Outer rings
//! run counterclockwise, and a ring that would cross the antimeridian is cut there.

use super::{Settings, sketch};
use crate::check;
use crate::day;
use crate::record::Record;
use crate::toll;
use attest_model::Harm;
use serde_json::{Map, Value, json};

/// Corners of a halo.
const CORNERS: u32 = 48;
/// Kilometres in a degree of latitude.
const KM: f64 = 111.195;

/// The feature of a record.
pub fn feature(record: &Record, settings: &Settings) -> Value {
    json!({"type": "Feature", "id": record.id, "geometry": geometry(record), "properties": properties(record, settings)})
}

/// Radius in metres that the record's place stands for; `None` where it is an exact point or nothing.
pub fn precision_m(record: &Record) -> Option<f64> {
    let place = &record.site.as_ref()?.place;
    let usual = match place.precision.ged? {
        1 => 1_000.0,
        2 => 25_000.0,
        3 => 50_000.0,
        4 => 150_000.0,
        5 => 100_000.0,
        _ => return None,
    };
    // A radius finer than the precision's own would say more than the source did.
    let own = place.radius_km.map(|km| km * 1000.0).filter(|own| own.is_finite() && *own > 0.0);
    let precise = place.precision.ged == Some(1);
    Some(if precise { usual } else { own.unwrap_or(usual).clamp(5_000.0, 1_000_000.0) })
}

/// Point, halo, or nothing.
pub fn geometry(record: &Record) -> Value {
    let Some(site) = &record.site else { return Value::Null };
    let (Some(lat), Some(lon)) = (site.place.lat, site.place.lon) else { return Value::Null };
    match (site.place.precision.ged, precision_m(record)) {
        (Some(1), _) if site.place.precision.acled.is_none_or(|own| own == 1) => {
            json!({"type": "Point", "coordinates": [round(lon), round(lat)]})
        }
        (_, Some(radius)) => halo(lat, lon, radius.max(5_000.0)),
        _ => Value::Null,
    }
}

fn round(degrees: f64) -> f64 {
    (degrees * 1e5).round() / 1e5
}

/// A ring of points at a distance, counterclockwise, as one polygon or cut in two at the antimeridian.
fn halo(lat: f64, lon: f64, metres: f64) -> Value {
    let radius = metres / 1000.0 / KM;
    let turn = |step: u32| f64::from(step % CORNERS) / f64::from(CORNERS) * std::f64::consts::TAU;
    let ring: Vec<(f64, f64)> = (0..=CORNERS)
        .map(|step| {
            let angle = turn(step);
            let y = (lat + radius * angle.sin()).clamp(-89.9, 89.9);
            let x = lon + radius * angle.cos() / lat.to_radians().cos().abs().max(0.05);
            (x, y)
        })
        .collect();
    let (west, east) = ring.iter().fold((f64::MAX, f64::MIN), |(w, e), (x, _)| (w.min(*x), e.max(*x)));
    if west >= -180.0 && east <= 180.0 {
        return json!({"type": "Polygon", "coordinates": [rounded(&ring, 0.0)]});
    }
    let (edge, shift) = if east > 180.0 { (180.0, -360.0) } else { (-180.0, 360.0) };
    let inside = clip(&ring, edge, edge < 0.0);
    let outside = clip(&ring, edge, edge > 0.0);
    json!({"type": "MultiPolygon", "coordinates": [[rounded(&inside, 0.0)], [rounded(&outside, shift)]]})
}

/// The part of a ring on one side of a meridian: east of it where `keep_east`.
fn clip(ring: &[(f64, f64)], edge: f64, keep_east: bool) -> Vec<(f64, f64)> {
    let keep = |x: f64| if keep_east { x >= edge } else { x <= edge };
    let mut out = Vec::new();
    for (from, to) in ring.iter().zip(ring.iter().skip(1)) {
        if keep(from.0) != keep(to.0) {
            let part = (edge - from.0) / (to.0 - from.0);
            out.push((edge, from.1 + part * (to.1 - from.1)));
        }
        if keep(to.0) {
            out.push(*to);
        }
    }
    out.extend(out.first().copied());
    out
}

fn rounded(ring: &[(f64, f64)], shift: f64) -> Vec<[f64; 2]> {
    ring.iter().map(|(x, y)| [round(x + shift), round(*y)]).collect()
}

fn properties(record: &Record, settings: &Settings) -> Value {
    let mut out = Map::new();
    let mut put = |name: &str, value: Value| out.insert(name.to_owned(), value);
    let bounds = day::bounds(&record.when);
    let pair = sketch::pair(record);
    let place = record.site.as_ref().map(|site| &site.place);
    let rule = settings.rule.as_deref().unwrap_or("acled.lowest/1");
    let toll = record.assessment(rule, Harm::Killed);
    put("label", json!(record.label));
    put("event_date", json!(bounds.map(|(start, end)| day::middle(start, end).to_string())));
    put("date", json!(day::edtf(&record.when)));
    put("date_start", json!(bounds.map(|own| own.0.to_string())));
    put("date_end", json!(bounds.map(|own| own.1.to_string())));
    let kind = record.types.acled.as_ref();
    put("event_type", json!(kind.map(|own| &own.event_type)));
    put("sub_event_type", json!(kind.map(|own| &own.sub_event_type)));
    let (first, second) = (pair.first.as_ref(), pair.second.as_ref());
    put("actor1", json!(first.map(|own| &own.name)));
    put("inter1", json!(first.map(|own| own.inter)));
    put("actor2", json!(second.map(|own| &own.name)));
    put("inter2", json!(second.map(|own| own.inter)));
    put("interaction", json!(first.map(|own| check::interaction(own.inter, second.map_or("", |s| s.inter)))));
    put("country", json!(sketch::country(record).map(|own| &own.name)));
    put("admin1", json!(place.and_then(|own| own.admin1.as_deref())));
    put("admin2", json!(place.and_then(|own| own.admin2.as_deref())));
    put("location", json!(sketch::location(record)));
    put("geo_precision", json!(place.and_then(|own| own.precision.acled)));
    put("where_prec", json!(place.and_then(|own| own.precision.ged)));
    put("precision_m", json!(precision_m(record)));
    put("fatalities", json!(toll.and_then(|own| own.best.or(own.low))));
    put("fatalities_rule", json!(toll.map(|own| &own.rule)));
    let range = record.assessment("report.range/1", Harm::Killed);
    put("killed_low", json!(range.and_then(|own| own.low)));
    put("killed_high", json!(range.and_then(|own| own.high)));
    put("source", json!(sketch::outlets(record).join("; ")));
    put("status", json!(record.corroboration.status));
    put("independent_sources", json!(record.corroboration.independent_sources));
    put("claims", json!(record.claims.len()));
    put("words", json!(toll::told(record, Harm::ALL, 6).join("; ")));
    Value::Object(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_halo_at_the_antimeridian_is_cut_there() {
        let cut = halo(-17.0, 179.9, 50_000.0);
        assert_eq!(cut["type"], "MultiPolygon");
        for part in cut["coordinates"].as_array().unwrap() {
            let ring = part[0].as_array().unwrap();
            assert_eq!(ring.first(), ring.last());
            assert!(ring.iter().all(|at| (-180.0..=180.0).contains(&at[0].as_f64().unwrap())));
        }
    }
}
