//! Coordinates that a text states, in the usual notations, checked against the country.
//!
//! Decimal degrees with signs or hemispheres, degrees and minutes, degrees, minutes and seconds; hemisphere before or after. A pair of bare decimals is
//! taken only where words or digits leave no doubt. A point outside the country the text is about is reported as a tension, with the sign that would put
//! it right; it is never mended silently.

use std::sync::OnceLock;

use attest_gazetteer::{Iso, country_at, distance_to_country};
use regex::Regex;

use super::PlaceMention;

/// A coordinate as stated.
#[derive(Debug, Clone, PartialEq)]
pub struct StatedPoint {
    /// First byte.
    pub start: u32,
    /// The byte after.
    pub end: u32,
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// The country it lies in; none at sea.
    pub country: Option<Iso>,
    /// The mention it stands by, where there is one before it in the same sentence.
    pub beside: Option<usize>,
    /// What contradicts it.
    pub tension: Option<String>,
}

/// How far outside a country a point may lie before it is a contradiction: outlines are coarse and borders are fought over.
const TOLERANCE_KM: f64 = 25.0;

fn pattern() -> Option<&'static Regex> {
    static PATTERN: OnceLock<Option<Regex>> = OnceLock::new();
    let half = r#"(?:([NSEW])\s*)?([-+−]?\d{1,3}(?:\.\d+)?)\s*(?:°|º|deg\.?|degrees)?\s*(?:(\d{1,2}(?:\.\d+)?)\s*['′’]\s*(?:(\d{1,2}(?:\.\d+)?)\s*(?:["″”]|''|′′)\s*)?)?\s*([NSEW]\b|(?i:north|south|east|west)\b)?"#;
    PATTERN.get_or_init(|| Regex::new(&format!(r"{half}\s*(?:[,;/]|\band\b|\s)\s*{half}")).ok()).as_ref()
}

/// One half of a pair: its degrees, and whether it is a latitude (`Some(true)`), a longitude, or unsaid.
fn half(c: &regex::Captures<'_>, from: usize) -> Option<(f64, Option<bool>)> {
    let group = |n: usize| c.get(from + n).map(|m| m.as_str());
    let text = group(1)?;
    let negative = text.starts_with(['-', '−']);
    let degrees: f64 = text.trim_start_matches(['-', '+', '−']).parse().ok()?;
    let minutes: f64 = group(2).map_or(Some(0.0), |m| m.parse().ok())?;
    let seconds: f64 = group(3).map_or(Some(0.0), |m| m.parse().ok())?;
    if minutes >= 60.0 || seconds >= 60.0 {
        return None;
    }
    let letter = group(0).or(group(4)).and_then(|l| l.chars().next()).map(|l| l.to_ascii_uppercase());
    let value = degrees + minutes / 60.0 + seconds / 3600.0;
    let south_or_west = negative || matches!(letter, Some('S' | 'W'));
    let axis = letter.map(|l| matches!(l, 'N' | 'S'));
    Some((if south_or_west { -value } else { value }, axis))
}

/// Whether a pair without hemispheres is a coordinate: three decimals in both, or two and a word for it before.
fn is_plain_pair(text: &str, c: &regex::Captures<'_>, start: usize) -> bool {
    let decimals = |n: usize| c.get(n).and_then(|m| m.as_str().split_once('.')).map_or(0, |(_, d)| d.len());
    let marked = c.get(0).is_some_and(|m| m.as_str().contains('°'));
    let least = decimals(2).min(decimals(7));
    let mut from = start.saturating_sub(40);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let before = text.get(from..start).unwrap_or("").to_lowercase();
    let said = ["coordinate", "lat", "gps", "location:", "geo"].iter().any(|w| before.contains(w));
    marked && least >= 1 || least >= 3 || (said && least >= 1)
}

/// All stated coordinates, in text order.
pub(super) fn read(text: &str, mentions: &[PlaceMention]) -> Vec<StatedPoint> {
    let mut out = Vec::new();
    let Some(pattern) = pattern() else { return out };
    if !text.bytes().any(|b| b.is_ascii_digit()) {
        return out;
    }
    let mut at = 0;
    while let Some(c) = pattern.captures_at(text, at) {
        let Some(whole) = c.get(0) else { break };
        at = whole.start()
            + text.get(whole.start()..).and_then(|t| t.chars().next()).map_or(1, char::len_utf8);
        let inside_number = whole.start() > 0
            && text
                .as_bytes()
                .get(whole.start() - 1)
                .is_some_and(|b| b.is_ascii_alphanumeric() || *b == b'.');
        if inside_number {
            continue;
        }
        let (Some((a, axis_a)), Some((b, axis_b))) = (half(&c, 1), half(&c, 6)) else { continue };
        let (lat, lon) = match (axis_a, axis_b) {
            (Some(true), Some(false)) => (a, b),
            (Some(false), Some(true)) => (b, a),
            (None, None) if is_plain_pair(text, &c, whole.start()) => (a, b),
            _ => continue,
        };
        if !(-90.0..=90.0).contains(&lat) || !(-180.0..=180.0).contains(&lon) {
            continue;
        }
        let end = whole.start() + whole.as_str().trim_end().len();
        out.push(point(whole.start(), end, lat, lon, mentions));
        at = whole.end();
    }
    out
}

fn point(start: usize, end: usize, lat: f64, lon: f64, mentions: &[PlaceMention]) -> StatedPoint {
    let beside = mentions.iter().rposition(|m| (m.end as usize) <= start && start - (m.end as usize) < 120);
    let mut counts: std::collections::BTreeMap<Iso, usize> = std::collections::BTreeMap::new();
    for iso in mentions.iter().filter_map(|m| m.country) {
        *counts.entry(iso).or_insert(0) += 1;
    }
    let common = counts.iter().max_by_key(|(iso, n)| (**n, std::cmp::Reverse(**iso))).map(|(iso, _)| *iso);
    let expected = beside.and_then(|m| mentions.get(m)).and_then(|m| m.country).or(common);
    StatedPoint {
        start: start as u32,
        end: end as u32,
        lat,
        lon,
        country: country_at(lat, lon),
        beside,
        tension: expected.and_then(|iso| tension(lat, lon, iso)),
    }
}

/// What is wrong with a point that should lie in a country.
fn tension(lat: f64, lon: f64, iso: Iso) -> Option<String> {
    let away = distance_to_country(lat, lon, iso).filter(|km| *km > TOLERANCE_KM)?;
    let lies = |lat: f64, lon: f64| distance_to_country(lat, lon, iso).is_some_and(|km| km <= TOLERANCE_KM);
    let hint = if lies(lat, -lon) {
        "; with the other sign of the longitude it would lie inside"
    } else if lies(-lat, lon) {
        "; with the other sign of the latitude it would lie inside"
    } else if lon.abs() <= 90.0 && lies(lon, lat) {
        "; with latitude and longitude exchanged it would lie inside"
    } else {
        ""
    };
    Some(format!("the coordinate {lat:.4}, {lon:.4} lies {away:.0} km outside {iso}{hint}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points(text: &str) -> Vec<(f64, f64)> {
        read(text, &[])
            .iter()
            .map(|p| ((p.lat * 1000.0).round() / 1000.0, (p.lon * 1000.0).round() / 1000.0))
            .collect()
    }

    #[test]
    fn the_usual_notations_are_read() {
        for text in [
            "at 14.470, -7.470 near the well",
            "at 14.47°N, 7.47°W",
            "at 14.47 N 7.47 W",
            "at 14°28'12\"N 7°28'12\"W",
            "at 14°28.2'N, 7°28.2'W",
            "at N14.47 W7.47",
            "at 7.47°W, 14.47°N",
            "coordinates: 14.47, -7.47",
        ] {
            assert_eq!(points(text), [(14.47, -7.47)], "{text}");
        }
    }

    #[test]
    fn other_numbers_are_no_coordinates() {
        for text in [
            "between 12 and 14 people",
            "in 2009, 31 died",
            "1.5, 2.5 and 3.5 per cent",
            "rounds of 7.62, 5.45",
            "99.123, 200.456",
        ] {
            assert_eq!(points(text), [], "{text}");
        }
    }

    #[test]
    fn a_wrong_hemisphere_is_a_tension() {
        let said = tension(14.47, 7.47, Iso::new("ML")).unwrap();
        assert!(said.contains("other sign of the longitude"), "{said}");
        assert!(tension(14.47, -7.47, Iso::new("ML")).is_none());
    }
}
