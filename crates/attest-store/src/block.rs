//! Keys under which incidents of different documents meet: two that do not meet are never compared.
//!
//! A telling that names its days and a point on the map is *precise*: it is posted under its stretch of four days and its square
//! of one degree, and looks into the stretches and squares next to it, so that reports which disagree by a day or forty kilometres still
//! meet. Anything else (a month, a province, "last week in the north") is *vague*: it is posted by month and country, and looks for
//! whatever is posted there; precise tellings look for vague ones, so that a day meets its month and a village its country. A telling
//! without a country goes by its actors instead, and a place that no gazetteer has by its name and the stretch. Posting and looking are kept apart, because otherwise all precise tellings of
//! one month and country would meet through the vague.
//!
//! What a document is mainly about meets by words, too: days and places are read wrongly at times, while two texts of one incident
//! share names that few others have. Which words are rare in an archive changes with each report, so they are counted when
//! tellings are linked.

use attest_model::{Coding, Incident, Place, Role};

/// Days in a stretch.
const STRETCH: i64 = 4;
/// How many days precise tellings may differ by and still meet.
const SLACK: i64 = 2;
/// An interval of more days is vague.
const LONG: i64 = 10;
/// Degrees by which precise places may differ and still meet.
const NEAR: f64 = 0.4;
/// A place known to no better than this, in kilometres, is vague.
const WIDE: f64 = 60.0;
/// A vague telling of more months meets nothing by its days.
const MONTHS: i64 = 13;
/// A report of an undated incident tells of the days before it, at most so many.
const BACK: i64 = 30;

/// Values of the MinHash in a band.
const BAND: usize = 4;

/// Where a telling is posted, and where it looks for others.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Keys {
    /// Where others find it.
    pub posts: Vec<String>,
    /// Where it finds others.
    pub looks: Vec<String>,
    /// The day that it is of, since 1970-01-01: of the incident, else of the report.
    pub day: Option<i64>,
    /// Words by which it is found.
    pub words: Vec<u32>,
}

/// The keys of one incident of a document.
pub fn keys(coding: &Coding, incident: &Incident) -> Keys {
    let mut out = meeting(coding, incident);
    if related(coding, incident) {
        // Incidents of one document between which it states a relation are linked in one go, so that the relation is written.
        let key = format!("t{}", coding.document.id);
        out.posts.push(key.clone());
        out.looks.push(key);
    }
    if incident.role == Role::Primary {
        out.words = attest_link::finding_words(coding);
    }
    let when = &incident.when;
    let published = coding.document.published.as_deref().and_then(|iso| iso.get(..10));
    out.day = when.earliest.as_deref().or(when.latest.as_deref()).or(published).and_then(day);
    out
}

/// A key in eight bytes (FNV-1a): the tables of keys grow with every report, and their words are never read again.
pub fn digest(key: &str) -> i64 {
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    key.bytes().fold(0xcbf2_9ce4_8422_2325, step) as i64
}

/// Whether the document states that the incident is a part of another one, or has parts, or answers or follows one, or is followed.
fn related(coding: &Coding, incident: &Incident) -> bool {
    let id = Some(&incident.id);
    incident.part_of.is_some()
        || coding.incidents.iter().any(|other| other.part_of.as_ref() == id)
        || coding.sequels.iter().any(|sequel| Some(&sequel.incident) == id || Some(&sequel.of) == id)
}

/// Where a telling is posted and where it looks.
fn meeting(coding: &Coding, incident: &Incident) -> Keys {
    let place =
        incident.place.as_ref().and_then(|place| coding.places.iter().find(|own| own.id == place.place));
    let Some((first, last)) = days(coding, incident) else {
        let mut out = Keys::default();
        wording(&mut out, coding, incident);
        return out;
    };
    let actors = actors(coding, incident);
    let mut out = Keys::default();
    match place.and_then(point).filter(|_| last - first <= LONG) {
        Some((lat, lon)) => precise(&mut out, first, last, lat, lon),
        None => vague(&mut out, first, last, place, &actors),
    }
    if out.posts.first().is_some_and(|key| key.starts_with('d')) {
        let country = place.and_then(|place| place.country.as_deref()).unwrap_or("?");
        for month in months(first, last) {
            out.posts.push(format!("w{month}{country}"));
            out.looks.push(format!("v{month}{country}"));
            for actor in &actors {
                out.posts.push(format!("p{month}{actor}"));
                out.looks.push(format!("q{month}{actor}"));
            }
        }
    }
    if let Some(place) = place.filter(|_| last - first <= LONG) {
        named(&mut out, (first, last), &place.name.to_lowercase(), place.lat.is_none());
    }
    wording(&mut out, coding, incident);
    for list in [&mut out.posts, &mut out.looks] {
        list.sort_unstable();
        list.dedup();
    }
    out
}

/// Copies of one text meet whatever they say of days and places: by runs of [`BAND`] values of the MinHash of their wording.
fn wording(out: &mut Keys, coding: &Coding, incident: &Incident) {
    let Some(sketch) = coding.document.sketch.as_ref().filter(|_| incident.role == Role::Primary) else {
        return;
    };
    for (band, values) in sketch.minhash().chunks_exact(BAND).enumerate() {
        let key = values.iter().fold(format!("s{band}/"), |mut key, value| {
            key.push_str(&format!("{value:04x}"));
            key
        });
        out.posts.push(key.clone());
        out.looks.push(key);
    }
}

fn stretches(from: i64, to: i64) -> std::ops::RangeInclusive<i64> {
    from.div_euclid(STRETCH)..=to.div_euclid(STRETCH)
}

fn precise(out: &mut Keys, first: i64, last: i64, lat: f64, lon: f64) {
    let square = |lat: f64, lon: f64| format!("{}/{}", lat.floor() as i64, lon.floor() as i64);
    for stretch in stretches(first, last) {
        out.posts.push(format!("d{stretch}/{}", square(lat, lon)));
    }
    for stretch in stretches(first - SLACK, last + SLACK) {
        for (south, east) in [(-NEAR, -NEAR), (-NEAR, NEAR), (NEAR, -NEAR), (NEAR, NEAR)] {
            out.looks.push(format!("d{stretch}/{}", square(lat + south, lon + east)));
        }
    }
}

/// A place that is `lost`, for no gazetteer has it, meets those of its name, lost or not; the others have the map to meet by.
fn named(out: &mut Keys, (first, last): (i64, i64), name: &str, lost: bool) {
    for stretch in stretches(first, last) {
        out.posts.push(format!("{}{stretch}/{name}", if lost { 'n' } else { 'm' }));
    }
    for stretch in stretches(first - SLACK, last + SLACK) {
        out.looks.push(format!("n{stretch}/{name}"));
        if lost {
            out.looks.push(format!("m{stretch}/{name}"));
        }
    }
}

fn vague(out: &mut Keys, first: i64, last: i64, place: Option<&Place>, actors: &[String]) {
    let country = place.and_then(|place| place.country.as_deref());
    for month in months(first, last) {
        if let Some(country) = country {
            out.posts.push(format!("v{month}{country}"));
            out.looks.extend([format!("v{month}{country}"), format!("w{month}{country}")]);
        }
        for actor in actors {
            out.posts.push(format!("q{month}{actor}"));
            out.looks.push(format!("q{month}{actor}"));
            if country.is_none() {
                out.looks.push(format!("p{month}{actor}"));
            }
        }
    }
}

/// Months that an interval touches, as a count since year 0; none where they are too many to tell anything.
fn months(first: i64, last: i64) -> Vec<i64> {
    let of = |day: i64| {
        let (year, month) = year_and_month(day);
        year * 12 + month
    };
    let (from, to) = (of(first), of(last));
    if to - from < MONTHS { (from..=to).collect() } else { Vec::new() }
}

/// A point, where the place is known well enough to be one.
fn point(place: &Place) -> Option<(f64, f64)> {
    let (lat, lon) = (place.lat?, place.lon?);
    place.radius_km.is_none_or(|radius| radius <= WIDE).then_some((lat, lon))
}

/// Entries or names of the actors that are named.
fn actors(coding: &Coding, incident: &Incident) -> Vec<String> {
    let mut out: Vec<String> = incident
        .actors
        .iter()
        .filter_map(|own| coding.actors.iter().find(|actor| actor.id == own.actor))
        .filter(|actor| actor.named)
        .map(|actor| actor.entry.clone().unwrap_or_else(|| actor.name.to_lowercase()))
        .collect();
    out.sort_unstable();
    out.dedup();
    out
}

/// The days on which it may have happened; for an undated one, the month before its report.
fn days(coding: &Coding, incident: &Incident) -> Option<(i64, i64)> {
    let when = &incident.when;
    let (first, last) = (when.earliest.as_deref().and_then(day), when.latest.as_deref().and_then(day));
    match (first, last) {
        (Some(first), Some(last)) if first <= last => Some((first, last)),
        (Some(one), _) | (None, Some(one)) => Some((one, one)),
        (None, None) => coding
            .document
            .published
            .as_deref()
            .and_then(|iso| iso.get(..10))
            .and_then(day)
            .map(|day| (day - BACK, day)),
    }
}

/// Days since 1970-01-01 of an ISO date (Hinnant's algorithm for the proleptic Gregorian calendar).
pub fn day(iso: &str) -> Option<i64> {
    let mut parts = iso.splitn(3, '-');
    let year: i64 = parts.next()?.parse().ok()?;
    let month: i64 = parts.next()?.parse().ok().filter(|month| (1..=12).contains(month))?;
    let day: i64 = parts.next()?.parse().ok().filter(|day| (1..=31).contains(day))?;
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * (if month > 2 { month - 3 } else { month + 9 }) + 2) / 5 + day - 1;
    Some(era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468)
}

/// Year and month (from 0) of a day since 1970-01-01.
pub fn year_and_month(day: i64) -> (i64, i64) {
    let shifted = day + 719_468;
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * of_year + 2) / 153;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    (era * 400 + year_of_era + i64::from(month <= 2), month - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_count_from_1970_and_back() {
        assert_eq!(day("1970-01-01"), Some(0));
        assert_eq!(day("2024-03-01"), Some(19_783));
        assert_eq!(day("1969-12-31"), Some(-1));
        assert_eq!(day("2024-13-01"), None);
        assert_eq!(year_and_month(19_783), (2024, 2));
        assert_eq!(year_and_month(19_782), (2024, 1));
        assert_eq!(year_and_month(-1), (1969, 11));
    }

    #[test]
    fn neighbours_across_an_edge_meet_and_far_ones_do_not() {
        let (mut here, mut next, mut far) = (Keys::default(), Keys::default(), Keys::default());
        precise(&mut here, 19_783, 19_783, 13.98, -4.02);
        precise(&mut next, 19_785, 19_785, 14.02, -3.98);
        precise(&mut far, 19_783, 19_783, 16.0, -4.0);
        let meet = |a: &Keys, b: &Keys| a.looks.iter().any(|key| b.posts.contains(key));
        assert!(meet(&here, &next) && meet(&next, &here));
        assert!(!meet(&here, &far));
    }

    #[test]
    fn a_place_that_is_on_no_map_meets_its_namesakes_of_the_same_days() {
        let keys = |day: i64, lost: bool| {
            let mut out = Keys::default();
            named(&mut out, (day, day), "tolsa", lost);
            out
        };
        let meet = |a: &Keys, b: &Keys| a.looks.iter().any(|key| b.posts.contains(key));
        let (lost, other, found) = (keys(19_783, true), keys(19_785, true), keys(19_784, false));
        assert!(meet(&lost, &other) && meet(&lost, &found) && meet(&found, &lost));
        assert!(!meet(&found, &keys(19_784, false)) && !meet(&lost, &keys(19_900, true)));
    }
}
