//! Entities of FollowTheMoney as JSON Lines: an `Event` an incident, a `Mention` for each actor that a claim's document names.
//!
//! FollowTheMoney has no tolls and no precision; the summary says them in words.

use super::sketch;
use crate::day;
use crate::naming;
use crate::record::Record;
use attest_model::ActorRole;
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// The entities of a record.
pub fn entities(record: &Record) -> Vec<Value> {
    let mut out = vec![event(record)];
    for party in &record.parties {
        let schema = match party.kind {
            attest_model::ActorKind::Individual => "Person",
            _ => "Organization",
        };
        for report in &record.reports {
            let id = key(&["mention", &record.id, &report.id, &party.id]);
            out.push(json!({"id": id, "schema": "Mention", "properties": {
                "document": [report.id], "name": [naming::tidy(&party.name)], "detectedSchema": [schema],
            }}));
        }
    }
    out
}

fn event(record: &Record) -> Value {
    let mut properties = Map::new();
    let mut put = |name: &str, values: Vec<String>| {
        let values: Vec<String> = values.into_iter().filter(|own| !own.is_empty()).collect();
        if !values.is_empty() {
            properties.insert(name.to_owned(), json!(values));
        }
    };
    put("name", vec![naming::tidy(&record.label)]);
    put(
        "summary",
        vec![sketch::notes(
            record,
            "report.range/1",
            record.assessment("report.range/1", attest_model::Harm::Killed).and_then(|own| own.low),
            None,
        )],
    );
    if let Some((start, end)) = day::bounds(&record.when) {
        if start == end {
            put("date", vec![start.to_string()]);
        } else {
            put("startDate", vec![start.to_string()]);
            put("endDate", vec![end.to_string()]);
        }
    }
    put("location", sketch::location(record).into_iter().collect());
    put("country", record.country().map(str::to_lowercase).into_iter().collect());
    let names = |role| record.parties_as(role).map(|own| naming::tidy(&own.name)).collect::<Vec<_>>();
    let mut involved = names(ActorRole::Participant);
    involved.extend(names(ActorRole::Target));
    involved.extend(names(ActorRole::Responder));
    put("involved", involved);
    put("organizer", names(ActorRole::Perpetrator));
    put("sourceUrl", record.reports.iter().filter_map(|own| own.url.clone()).collect());
    put("publisher", sketch::outlets(record));
    put("recordId", vec![record.id.clone()]);
    json!({"id": key(&["event", &record.id]), "schema": "Event", "properties": properties})
}

/// A stable id of 40 hexadecimal digits.
fn key(parts: &[&str]) -> String {
    let hash = Sha256::digest(parts.join("\u{1f}").as_bytes());
    hash.iter().take(20).fold(String::new(), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}
