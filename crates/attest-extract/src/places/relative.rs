//! Places that words compute from others: near, between, so far in such a direction, on a road, on a border, in a part.
//!
//! A report's "12 km north of Nara" is not Nara. Each phrase becomes a point or an area of its own, with a radius, a basis and the codebooks' precision,
//! and keeps the mentions it was computed from. The named places themselves stay what they are.

use attest_gazetteer::{Iso, common_border, distance_km};
use attest_model::{PlaceBasis, PlaceKind, Precision};

use super::outcome::NEAR_RADIUS_KM;
use super::spans::{Page, Span};
use super::vocabulary as v;
use super::{PlaceMention, Role};

/// A place computed from mentions.
#[derive(Debug, Clone, PartialEq)]
pub struct RelativePlace {
    /// First byte of the phrase.
    pub start: u32,
    /// The byte after it.
    pub end: u32,
    /// The phrase.
    pub text: String,
    /// The mentions it was computed from.
    pub anchors: Vec<usize>,
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// Radius within which the place lies, in kilometres.
    pub radius_km: f64,
    /// What it is.
    pub kind: PlaceKind,
    /// Codes of the two codebooks.
    pub precision: Precision,
    /// Near, between or within.
    pub basis: PlaceBasis,
    /// The country, where all anchors agree.
    pub country: Option<Iso>,
    /// How it was computed.
    pub why: String,
}

/// Words of direction and their bearing in degrees.
const DIRECTIONS: &[(&str, f64)] = &[
    ("north", 0.0),
    ("northeast", 45.0),
    ("east", 90.0),
    ("southeast", 135.0),
    ("south", 180.0),
    ("southwest", 225.0),
    ("west", 270.0),
    ("northwest", 315.0),
    ("northern", 0.0),
    ("northeastern", 45.0),
    ("eastern", 90.0),
    ("southeastern", 135.0),
    ("southern", 180.0),
    ("southwestern", 225.0),
    ("western", 270.0),
    ("northwestern", 315.0),
];

const SMALL_NUMBERS: &[(&str, f64)] = &[
    ("a", 1.0),
    ("one", 1.0),
    ("two", 2.0),
    ("three", 3.0),
    ("four", 4.0),
    ("five", 5.0),
    ("six", 6.0),
    ("seven", 7.0),
    ("eight", 8.0),
    ("nine", 9.0),
    ("ten", 10.0),
    ("eleven", 11.0),
    ("twelve", 12.0),
    ("fifteen", 15.0),
    ("twenty", 20.0),
    ("thirty", 30.0),
    ("forty", 40.0),
    ("fifty", 50.0),
    ("sixty", 60.0),
    ("seventy", 70.0),
    ("eighty", 80.0),
    ("ninety", 90.0),
    ("hundred", 100.0),
];

fn bearing(word: &str) -> Option<f64> {
    DIRECTIONS.iter().find(|(w, _)| *w == word).map(|(_, b)| *b)
}

/// Kilometres of a unit.
fn unit(word: &str) -> Option<f64> {
    Some(match word {
        "km" | "kms" | "kilometre" | "kilometres" | "kilometer" | "kilometers" => 1.0,
        "mile" | "miles" | "mi" => 1.609,
        "metre" | "metres" | "meter" | "meters" | "m" => 0.001,
        _ => return None,
    })
}

fn number(word: &str) -> Option<f64> {
    let plain: String = word.chars().filter(|c| *c != ',').collect();
    plain
        .parse()
        .ok()
        .filter(|n: &f64| n.is_finite())
        .or_else(|| SMALL_NUMBERS.iter().find(|(w, _)| *w == word).map(|(_, n)| *n))
}

/// The point so many kilometres from another along a bearing.
pub(super) fn destination(lat: f64, lon: f64, km: f64, bearing: f64) -> (f64, f64) {
    let (d, b, a) = (km / 6371.0088, bearing.to_radians(), lat.to_radians());
    let lat2 = (a.sin() * d.cos() + a.cos() * d.sin() * b.cos()).clamp(-1.0, 1.0).asin();
    let dlon = (b.sin() * d.sin() * a.cos()).atan2(d.cos() - a.sin() * lat2.sin());
    let lon2 = (lon + dlon.to_degrees() + 540.0).rem_euclid(360.0) - 180.0;
    (lat2.to_degrees(), lon2)
}

/// The words before a span, lower-case, nearest first, up to the end of the sentence; with their numbers.
struct Back {
    words: Vec<(usize, String)>,
    at: usize,
}

impl Back {
    fn of(page: &Page<'_, '_>, first: usize) -> Back {
        let mut words = Vec::new();
        let mut n = first;
        while n > 0 && words.len() < 14 {
            if page.words.get(n).is_some_and(|w| w.gap.ends) {
                break;
            }
            n -= 1;
            if let Some(w) = page.words.get(n) {
                words.push((n, w.text.to_lowercase()));
            }
        }
        Back { words, at: 0 }
    }

    fn peek(&self) -> &str {
        self.words.get(self.at).map_or("", |(_, w)| w.as_str())
    }

    fn first(&self) -> usize {
        self.at.checked_sub(1).and_then(|n| self.words.get(n)).map_or(0, |(n, _)| *n)
    }

    /// Steps over a word that passes.
    fn take(&mut self, test: impl Fn(&str) -> bool) -> bool {
        let fits = !self.peek().is_empty() && test(self.peek());
        self.at += usize::from(fits);
        fits
    }
}

/// Steps over "the", "the town of", "the city of".
fn skip_sort(back: &mut Back) {
    let start = back.at;
    if back.take(|w| w == "of") && !back.take(|w| v::kinds_of(w).is_some()) {
        back.at = start;
    }
    back.take(|w| w == "the");
    back.take(|w| v::kinds_of(w).is_some());
    back.take(|w| w == "the");
}

/// All relative places, in text order.
pub(super) fn read(page: &Page<'_, '_>, chosen: &[Span], mentions: &[PlaceMention]) -> Vec<RelativePlace> {
    let mut out = Vec::new();
    for (n, span) in chosen.iter().enumerate() {
        let two = pair(page, chosen, mentions, n);
        let one = two
            .or_else(|| distance(page, span, mentions, n))
            .or_else(|| border(page, chosen, mentions, n))
            .or_else(|| near(page, span, mentions, n))
            .or_else(|| part(page, span, mentions, n));
        out.extend(one);
    }
    out
}

/// The point of a mention that has one of its own and is no country.
fn anchor(mentions: &[PlaceMention], n: usize) -> Option<(f64, f64)> {
    let m = mentions.get(n)?;
    (m.role != Role::Demonym && m.kind != PlaceKind::Country).then_some(())?;
    m.lat.zip(m.lon)
}

struct Made {
    point: (f64, f64),
    radius_km: f64,
    ged: u8,
    acled: u8,
    basis: PlaceBasis,
    kind: PlaceKind,
    why: String,
}

fn make(
    page: &Page<'_, '_>,
    first: usize,
    last: usize,
    anchors: Vec<usize>,
    mentions: &[PlaceMention],
    made: Made,
) -> Option<RelativePlace> {
    let (start, end) = (page.words.get(first)?.start, page.words.get(last)?.end);
    let mut countries: Vec<Option<Iso>> =
        anchors.iter().filter_map(|&a| mentions.get(a)).map(|m| m.country).collect();
    countries.dedup();
    Some(RelativePlace {
        start: start as u32,
        end: end as u32,
        text: page.text.get(start..end)?.to_string(),
        country: if let [one] = countries.as_slice() { *one } else { None },
        anchors,
        lat: (made.point.0 * 10_000.0).round() / 10_000.0,
        lon: (made.point.1 * 10_000.0).round() / 10_000.0,
        radius_km: (made.radius_km * 10.0).round() / 10.0,
        kind: made.kind,
        precision: Precision { ged: Some(made.ged), acled: Some(made.acled) },
        basis: made.basis,
        why: made.why,
    })
}

/// "12 km north of X", "about 20 miles from X", "north of X".
fn distance(page: &Page<'_, '_>, span: &Span, mentions: &[PlaceMention], n: usize) -> Option<RelativePlace> {
    let (lat, lon) = anchor(mentions, n)?;
    let mut back = Back::of(page, span.first);
    skip_sort(&mut back);
    let preposition = back.peek().to_string();
    if !back.take(|w| matches!(w, "of" | "from" | "outside")) {
        return None;
    }
    back.take(|w| w == "away");
    let mut toward: Option<f64> = None;
    if preposition != "outside" {
        if let Some(b) = bearing(back.peek()).filter(|_| !back.peek().ends_with("ern")) {
            back.at += 1;
            toward = Some(b);
            // "north-east": two words, of which the first decides the half.
            if let Some(half) =
                bearing(back.peek()).filter(|h| (*h == 0.0 || *h == 180.0) && (b == 90.0 || b == 270.0))
            {
                back.at += 1;
                toward = Some(match (half == 0.0, b == 90.0) {
                    (true, true) => 45.0,
                    (true, false) => 315.0,
                    (false, true) => 135.0,
                    (false, false) => 225.0,
                });
            }
        }
        let before = back.at;
        back.take(|w| w == "the");
        if !back.take(|w| matches!(w, "to" | "due" | "in")) {
            back.at = before;
        }
    }
    let mut km = None;
    for _ in 0..2 {
        let before = back.at;
        if let Some(factor) = unit(back.peek()) {
            back.at += 1;
            if let Some(n) = number(back.peek()) {
                back.at += 1;
                km = Some(n * factor);
                continue;
            }
        }
        back.at = before;
        break;
    }
    if km.is_some() {
        back.take(|w| {
            matches!(w, "about" | "some" | "around" | "roughly" | "approximately" | "nearly" | "over")
        });
    }
    let name = &mentions.get(n)?.text;
    let made = match (km, toward) {
        (Some(km), Some(b)) if km <= 2000.0 => Made {
            point: destination(lat, lon, km, b),
            radius_km: (km * 0.25).max(3.0),
            ged: if km <= 50.0 { 2 } else { 5 },
            acled: 2,
            basis: PlaceBasis::Near,
            kind: PlaceKind::Other,
            why: format!("{km:.0} km from {name} at {b:.0} degrees"),
        },
        (Some(km), None) if km <= 2000.0 => Made {
            point: (lat, lon),
            radius_km: km.max(3.0),
            ged: if km <= 25.0 { 2 } else { 5 },
            acled: 2,
            basis: PlaceBasis::Near,
            kind: PlaceKind::Other,
            why: format!("{km:.0} km from {name}, direction not said"),
        },
        (None, Some(b)) => Made {
            point: destination(lat, lon, NEAR_RADIUS_KM / 2.0, b),
            radius_km: NEAR_RADIUS_KM,
            ged: 2,
            acled: 2,
            basis: PlaceBasis::Near,
            kind: PlaceKind::Other,
            why: format!("on the {b:.0} degree side of {name}, distance not said"),
        },
        _ => return None,
    };
    make(page, back.first(), span.last, vec![n], mentions, made)
}

/// "near X", "outside X", "on the outskirts of X", "in the vicinity of X".
fn near(page: &Page<'_, '_>, span: &Span, mentions: &[PlaceMention], n: usize) -> Option<RelativePlace> {
    let point = anchor(mentions, n)?;
    let mut back = Back::of(page, span.first);
    skip_sort(&mut back);
    let word = back.peek().to_string();
    back.at += 1;
    let (radius_km, words) = match word.as_str() {
        "near" | "nearby" | "outside" => (NEAR_RADIUS_KM, "near"),
        "to" if back.take(|w| w == "close") || back.take(|w| w == "next") => (NEAR_RADIUS_KM, "close to"),
        "of" if back.take(|w| matches!(w, "outskirts" | "edge" | "suburbs")) => (10.0, "on the outskirts of"),
        "of" if back.take(|w| matches!(w, "vicinity" | "surroundings" | "environs")) => {
            (NEAR_RADIUS_KM, "around")
        }
        _ => return None,
    };
    let m = mentions.get(n)?;
    let (ged, acled, radius_km) = match m.kind {
        PlaceKind::Region => (4, 3, m.radius_km.unwrap_or(100.0)),
        PlaceKind::District => (3, 2, m.radius_km.unwrap_or(40.0)),
        PlaceKind::Area
        | PlaceKind::Forest
        | PlaceKind::Mountain
        | PlaceKind::River
        | PlaceKind::Sea
        | PlaceKind::Island => (5, 3, m.radius_km.unwrap_or(0.0) + NEAR_RADIUS_KM),
        _ => (2, 2, radius_km),
    };
    let made = Made {
        point,
        radius_km,
        ged,
        acled,
        basis: PlaceBasis::Near,
        kind: PlaceKind::Other,
        why: format!("{words} {}", m.text),
    };
    make(page, back.first(), span.last, vec![n], mentions, made)
}

/// "between A and B", "the road from A to B", "the A-B road", "the road linking A and B".
fn pair(page: &Page<'_, '_>, chosen: &[Span], mentions: &[PlaceMention], n: usize) -> Option<RelativePlace> {
    let other = n.checked_sub(1)?;
    let (a, b) = (chosen.get(other)?, chosen.get(n)?);
    let ((lat_a, lon_a), (lat_b, lon_b)) = (anchor(mentions, other)?, anchor(mentions, n)?);
    let between: Vec<String> =
        page.words.get(a.last + 1..b.first)?.iter().map(|w| w.text.to_lowercase()).collect();
    let joined = between.is_empty() && page.words.get(b.first)?.gap.joined;
    let mut back = Back::of(page, a.first);
    skip_sort(&mut back);
    let word = back.peek().to_string();
    let earlier: Vec<&str> = back.words.iter().skip(back.at).take(4).map(|(_, w)| w.as_str()).collect();
    let is_road = |w: &str| {
        matches!(w, "road" | "highway" | "route" | "track" | "railway" | "axis" | "motorway" | "line")
    };
    let road_before = earlier.iter().any(|w| is_road(w));
    let road_after =
        page.words.get(b.last + 1).is_some_and(|w| w.gap.plain && is_road(&w.text.to_lowercase()));
    let mut links = between.iter().filter(|w| {
        !v::has(v::COMPASS, w) && w.as_str() != "the" && v::kinds_of(w).is_none() && w.as_str() != "of"
    });
    let link = links.next().map(String::as_str);
    // "between Tolsa and **Marnak; the next day, men burned a school in** Kelva": Marnak is meant, which nobody knows.
    let apart = page.words.get(a.last + 1..=b.first)?.iter().any(|w| w.gap.ends);
    if apart || links.next().is_some() {
        return None;
    }
    let road = match link {
        Some("and") if word == "between" => road_before,
        Some("to" | "and" | "with")
            if road_before
                && matches!(word.as_str(), "from" | "linking" | "connecting" | "joining" | "between") =>
        {
            true
        }
        None if joined && road_after => true,
        _ => return None,
    };
    let first = if joined { a.first } else { back.words.get(back.at).map_or(a.first, |(n, _)| *n) };
    let km = distance_km(lat_a, lon_a, lat_b, lon_b);
    let made = Made {
        point: (f64::midpoint(lat_a, lat_b), f64::midpoint(lon_a, lon_b)),
        radius_km: (km / 2.0).max(3.0),
        ged: if km <= 50.0 { 2 } else { 5 },
        acled: 2,
        basis: PlaceBasis::Between,
        kind: if road { PlaceKind::Road } else { PlaceKind::Other },
        why: format!(
            "{} {} and {}, {km:.0} km apart",
            if road { "on the road between" } else { "between" },
            mentions.get(other)?.text,
            mentions.get(n)?.text
        ),
    };
    make(page, first, b.last, vec![other, n], mentions, made)
}

/// "the Malian-Mauritanian border", "the border between Mali and Mauritania", "Mali's border with Mauritania".
fn border(
    page: &Page<'_, '_>,
    chosen: &[Span],
    mentions: &[PlaceMention],
    n: usize,
) -> Option<RelativePlace> {
    let other = n.checked_sub(1)?;
    let (a, b) = (chosen.get(other)?, chosen.get(n)?);
    if b.first - a.last > 5 {
        return None;
    }
    let (ma, mb) = (mentions.get(other)?, mentions.get(n)?);
    if ma.kind != PlaceKind::Country || mb.kind != PlaceKind::Country {
        return None;
    }
    let is_border = |w: &str| matches!(w, "border" | "frontier" | "borders");
    let after = page.words.get(b.last + 1).is_some_and(|w| w.gap.plain && is_border(&w.text.to_lowercase()));
    let within = page.words.get(a.last + 1..b.first)?.iter().any(|w| is_border(&w.text.to_lowercase()));
    let mut back = Back::of(page, a.first);
    let before = back.take(|w| matches!(w, "between" | "of" | "separating"))
        && (back.take(is_border) || { back.take(|w| w == "the") && back.take(is_border) });
    if !(after || within || before) {
        return None;
    }
    let points = common_border(ma.country?, mb.country?);
    if points.is_empty() {
        return None;
    }
    let towns: Vec<(f64, f64)> = (0..mentions.len())
        .filter(|&m| mentions[m].precision.ged == Some(1))
        .filter_map(|m| anchor(mentions, m))
        .take(20)
        .collect();
    let middle = |all: &[(f64, f64)]| {
        let count = all.len().max(1) as f64;
        let (lat, lon) = all.iter().fold((0.0, 0.0), |(a, b), p| (a + p.0, b + p.1));
        (lat / count, lon / count)
    };
    let (centre, said) = if towns.is_empty() {
        (middle(&points), "its middle")
    } else {
        (middle(&towns), "where it comes nearest to the places of the text")
    };
    let near = points.iter().copied().min_by(|p, q| {
        distance_km(centre.0, centre.1, p.0, p.1).total_cmp(&distance_km(centre.0, centre.1, q.0, q.1))
    })?;
    let reach = points.iter().map(|p| distance_km(near.0, near.1, p.0, p.1)).fold(0.0, f64::max);
    let made = Made {
        point: near,
        radius_km: if towns.is_empty() { reach } else { reach.min(150.0) },
        ged: 5,
        acled: 3,
        basis: PlaceBasis::Between,
        kind: PlaceKind::Area,
        why: format!("the border of {} and {}, {said}", ma.text, mb.text),
    };
    make(page, if before { back.first() } else { a.first }, b.last, vec![other, n], mentions, made)
}

/// "northern Koulikoro region", "eastern Mali".
fn part(page: &Page<'_, '_>, span: &Span, mentions: &[PlaceMention], n: usize) -> Option<RelativePlace> {
    let m = mentions.get(n)?;
    let (lat, lon) = m.lat.zip(m.lon).filter(|_| m.role != Role::Demonym && m.chosen.is_some())?;
    let mut back = Back::of(page, span.first);
    let toward = bearing(back.peek())?;
    back.at += 1;
    let radius = m.radius_km.unwrap_or(5.0);
    let (ged, acled) = match m.kind {
        PlaceKind::Country | PlaceKind::Area | PlaceKind::Island => (5, 3),
        PlaceKind::Region => (4, 3),
        PlaceKind::District => (3, 2),
        PlaceKind::City | PlaceKind::Town | PlaceKind::Village | PlaceKind::Neighbourhood => (1, 1),
        _ => return None,
    };
    let made = Made {
        point: destination(lat, lon, radius / 2.0, toward),
        radius_km: (radius * 0.6).max(3.0),
        ged,
        acled,
        basis: PlaceBasis::Within,
        kind: if matches!(m.kind, PlaceKind::Country | PlaceKind::Region | PlaceKind::District) {
            PlaceKind::Area
        } else {
            m.kind
        },
        why: format!("a part of {}", m.text),
    };
    make(page, back.first(), span.last, vec![n], mentions, made)
}
