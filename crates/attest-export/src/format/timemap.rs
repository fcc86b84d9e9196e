//! JSON of TimeMap: events on a map and a time line, with their sources and associations.
//!
//! TimeMap draws points, so an event has a position only where its place is exact or near a town; events without a place or a
//! date stay in the list (one of the two is required, and an incident with neither is left out).

use super::{LeftOut, sketch};
use crate::day;
use crate::record::Record;
use crate::toll;
use attest_model::Harm;
use serde_json::{Value, json};

/// The event of a record.
///
/// # Errors
/// Where it has neither date nor position.
pub fn event(record: &Record) -> Result<Value, LeftOut> {
    let bounds = day::bounds(&record.when);
    let position = record.site.as_ref().and_then(|site| match site.place.precision.ged {
        Some(1 | 2) => site.place.lat.zip(site.place.lon),
        _ => None,
    });
    if bounds.is_none() && position.is_none() {
        return Err("neither a date nor a position".to_owned());
    }
    let date =
        bounds.map(|(start, _)| format!("{:02}/{:02}/{:04}", start.month(), start.day(), start.year()));
    let kind = record.types.acled.as_ref();
    let told = toll::told(record, &[Harm::Killed, Harm::Wounded], 6).join("; ");
    let radius = super::geojson::precision_m(record).map(|own| format!("within {:.0} km", own / 1000.0));
    let mut associations: Vec<String> = kind.map(|own| own.event_type.clone()).into_iter().collect();
    associations.push(record.corroboration.status.as_str().replace('_', " "));
    let degree = |value: Option<f64>| value.map_or_else(String::new, super::degrees);
    Ok(json!({
        "id": record.id,
        "description": if told.is_empty() { sketch::summary(record) } else { format!("{} Reported: {told}.", sketch::summary(record)) },
        "date": date.unwrap_or_default(),
        "time": "",
        "time_precision": record.when.precision,
        "time_display": day::edtf(&record.when),
        "location": sketch::location(record).unwrap_or_default(),
        "latitude": degree(position.map(|own| own.0)),
        "longitude": degree(position.map(|own| own.1)),
        "type": kind.map_or("", |own| own.sub_event_type.as_str()),
        "category": kind.map_or("", |own| own.event_type.as_str()),
        "category_full": kind.map_or_else(String::new, |own| format!("{}: {}", own.event_type, own.sub_event_type)),
        "associations": associations,
        "sources": record.reports.iter().map(|report| report.id.clone()).collect::<Vec<_>>(),
        "comments": radius.unwrap_or_default(),
        "shape": "", "colour": "",
    }))
}

/// The sources of a record.
pub fn sources(record: &Record) -> Vec<(String, Value)> {
    let one = |report: &crate::record::Report| {
        let value = json!({
            "id": report.id,
            "title": report.title.as_deref().unwrap_or(&report.name),
            "thumbnail": "", "paths": [], "affil_s": [],
            "type": report.kind,
            "url": report.url.clone().unwrap_or_default(),
            "description": "", "parent": "", "notes": "",
            "author": report.publisher.clone().unwrap_or_default(),
            "date": report.published.clone().unwrap_or_default(),
        });
        (report.id.clone(), value)
    };
    record.reports.iter().map(one).collect()
}
