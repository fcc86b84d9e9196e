//! Rows like ACLED's: 31 columns, atomic by day.
//!
//! "Fighting reported on each of five days = 5 rows." A record whose time is a span of days on which fighting, shelling, protest or
//! riot went on becomes a row a day; a single deed (a bombing, an abduction) somewhere inside a span becomes one row at its
//! middle with a coarser `time_precision`. Records vaguer than a month, or placed no better than a country, are left out:
//! ACLED does not code them.

use super::{LeftOut, Settings, degrees, sketch};
use crate::check;
use crate::codebook::{Row, table};
use crate::day;
use crate::record::Record;
use crate::toll;
use attest_model::{AcledType, Harm, WhenBasis, WhenPrecision};
use jiff::civil::Date;

/// The rows of a record, one a day.
///
/// # Errors
/// Why ACLED would not code it.
pub fn rows(record: &Record, settings: &Settings) -> Result<Vec<Row>, LeftOut> {
    let Some(kind) = &record.types.acled else {
        return Err("no ACLED type is supported by the words".to_owned());
    };
    let Some((start, end)) = day::bounds(&record.when) else {
        return Err("no date, or an open one".to_owned());
    };
    if day::span(start, end) > 31 {
        return Err("dated more vaguely than a month".to_owned());
    }
    if start.year() < 1989 {
        return Err("earlier than any event of ACLED".to_owned());
    }
    let base = base(record, kind)?;
    let days = days(record, kind, start, end);
    let rule = settings.rule_of(base.table);
    let total = record.assessment(rule, Harm::Killed).and_then(|own| own.best.or(own.low));
    let counts = toll::over_days(total.unwrap_or(0), days.len() as u64);
    let several = days.len() > 1;
    let split = (several && total.is_some_and(|total| total > 0)).then(|| {
        let list: Vec<String> = counts.iter().map(u64::to_string).collect();
        format!(
            "The toll of {} over {} days is divided evenly, the remainder from the first day on: {}.",
            total.unwrap_or(0),
            days.len(),
            list.join(", ")
        )
    });
    let notes = sketch::notes(record, rule, total, split.as_deref());
    let stamp = settings.timestamp.unwrap_or_else(|| sketch::timestamp(record, end));
    let last = days.len();
    let rows = days.into_iter().zip(counts).enumerate().map(|(at, (date, count))| {
        let mut row = base.clone();
        row.set(
            "event_id_cnty",
            if several { format!("{}.{}", record.id, at + 1) } else { record.id.clone() },
        );
        row.set("event_date", date.to_string());
        row.set("year", date.year().to_string());
        row.set("time_precision", precision(record, several, start, end).to_string());
        if at + 1 < last && kind.event_type == "Battles" {
            // Several fights before ground changes hands: clashes, and the change on the last day.
            row.set("sub_event_type", "Armed clash");
        }
        row.set("notes", notes.clone());
        row.set("fatalities", count.to_string());
        let mut tags: Vec<&str> = Vec::new();
        if total.is_none() {
            tags.push("fatalities=no report");
        }
        if split.is_some() {
            tags.push("split toll");
        }
        row.set("tags", tags.join("; "));
        row.set("timestamp", stamp.max(day::unix(date)).to_string());
        row
    });
    Ok(rows.collect())
}

/// What all rows of a record share.
fn base(record: &Record, kind: &AcledType) -> Result<Row, LeftOut> {
    let table = table("acled");
    let Some(site) = &record.site else { return Err("no place".to_owned()) };
    let Some(country) = sketch::country(record) else {
        return Err("the country of the place is not known".to_owned());
    };
    if site.place.precision.ged == Some(6) {
        return Err("placed no better than a country".to_owned());
    }
    let (Some(lat), Some(lon)) = (site.place.lat, site.place.lon) else {
        return Err("the place has no coordinates".to_owned());
    };
    let Some(precision) = site.place.precision.acled else {
        return Err("the place has no precision".to_owned());
    };
    let mut row = table.row();
    row.set("event_type", &kind.event_type);
    row.set("sub_event_type", &kind.sub_event_type);
    let disorder = table.types.iter().find(|own| own.sub_event_type == kind.sub_event_type);
    row.set_some("disorder_type", disorder.map(|own| &own.disorder_type));
    let pair = sketch::pair(record);
    let (mut first, mut second) = ("", "");
    if let Some(own) = &pair.first {
        row.set("actor1", &own.name);
        first = own.inter;
    }
    if let Some(own) = &pair.second {
        row.set("actor2", &own.name);
        second = own.inter;
        row.set("assoc_actor_2", pair.with_second.join("; "));
    }
    if kind.event_type == "Battles" && second.is_empty() {
        return Err("a battle between sides that the words do not tell apart".to_owned());
    }
    row.set("inter1", first);
    row.set("inter2", second);
    row.set("assoc_actor_1", pair.with_first.join("; "));
    row.set("interaction", check::interaction(first, second));
    let civilians = kind.event_type == "Violence against civilians"
        || kind.sub_event_type == "Excessive force against protesters"
        || (matches!(kind.event_type.as_str(), "Explosions/Remote violence" | "Riots")
            && second == "Civilians");
    if civilians {
        row.set("civilian_targeting", "Civilians targeted");
    }
    row.set("iso", country.numeric.to_string());
    row.set("region", country.acled_region.clone().unwrap_or_default());
    row.set("country", &country.name);
    row.set("admin1", site.place.admin1.clone().unwrap_or_default());
    row.set("admin2", site.place.admin2.clone().unwrap_or_default());
    row.set("location", sketch::location(record).unwrap_or_default());
    row.set("latitude", degrees(lat));
    row.set("longitude", degrees(lon));
    row.set("geo_precision", precision.to_string());
    row.set("source", sketch::outlets(record).join("; "));
    Ok(row)
}

/// The days that get a row.
fn days(record: &Record, kind: &AcledType, start: Date, end: Date) -> Vec<Date> {
    let goes_on = matches!(kind.event_type.as_str(), "Battles" | "Protests" | "Riots")
        || matches!(kind.sub_event_type.as_str(), "Shelling/artillery/missile attack" | "Air/drone strike");
    if record.when.precision == WhenPrecision::Days && goes_on {
        let count = day::span(start, end);
        return (0..count).filter_map(|later| day::later(start, later)).collect();
    }
    vec![day::middle(start, end)]
}

/// ACLED's `time_precision`; a day that rests only on the date of a report, or is inferred, is no given day.
fn precision(record: &Record, several: bool, start: Date, end: Date) -> u8 {
    let loose = matches!(record.when.basis, WhenBasis::Publication | WhenBasis::Inferred);
    match day::span(start, end) {
        _ if several => 1 + u8::from(loose),
        ..=1 => 1 + u8::from(loose),
        2..=7 => 2,
        _ => 3,
    }
}
