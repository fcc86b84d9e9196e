//! Wikitext: an infobox for each incident, every value with its reference.
//!
//! An encyclopedia wants each figure beside who says it. Different voices stay different lines; a party's figure says whose it is.

use super::sketch;
use crate::day;
use crate::naming;
use crate::record::{Record, Report};
use crate::toll;
use attest_model::{ActorRole, Harm};
use std::collections::BTreeSet;
use std::fmt::Write;

/// The infobox of a record.
pub fn infobox(record: &Record) -> String {
    let mut used: BTreeSet<String> = BTreeSet::new();
    let mut out = String::new();
    let battle = record.types.acled.as_ref().is_some_and(|own| own.event_type == "Battles");
    let _ = writeln!(out, "{{{{Infobox {}", if battle { "military conflict" } else { "civilian attack" });
    let mut put = |name: &str, value: &str| {
        if !value.is_empty() {
            let _ = writeln!(out, "| {name} = {value}");
        }
    };
    put(if battle { "conflict" } else { "title" }, &wiki(&record.label));
    put("date", &dates(record));
    let place: Vec<String> = [
        sketch::location(record),
        record.site.as_ref().and_then(|s| s.place.admin1.clone()),
        sketch::country(record).map(|c| c.name.clone()),
    ]
    .into_iter()
    .flatten()
    .collect();
    let mut parts: Vec<String> = Vec::new();
    for part in place {
        if !parts.contains(&part) {
            parts.push(part);
        }
    }
    put(if battle { "place" } else { "location" }, &wiki(&parts.join(", ")));
    if let Some(site) = &record.site
        && let (Some(lat), Some(lon), Some(1)) = (site.place.lat, site.place.lon, site.place.precision.ged)
    {
        put(
            "coordinates",
            &format!("{{{{coord|{}|{}|display=inline}}}}", super::degrees(lat), super::degrees(lon)),
        );
    }
    let names = |roles: &[ActorRole]| {
        let own = record
            .parties
            .iter()
            .filter(|own| roles.contains(&own.role))
            .map(|own| wiki(&naming::tidy(&own.name)));
        own.collect::<BTreeSet<_>>().into_iter().collect::<Vec<_>>().join("<br />")
    };
    if battle {
        put("combatant1", &names(&[ActorRole::Target, ActorRole::Participant]));
        put("combatant2", &names(&[ActorRole::Perpetrator]));
        put(
            "casualties3",
            &tolls(record, &[Harm::Killed, Harm::Wounded, Harm::WoundedOrMissing, Harm::Captured], &mut used),
        );
    } else {
        put("target", &names(&[ActorRole::Target]));
        put("perpetrators", &names(&[ActorRole::Perpetrator]));
        put("fatalities", &tolls(record, &[Harm::Killed], &mut used));
        put("injuries", &tolls(record, &[Harm::Wounded], &mut used));
    }
    out.push_str("}}\n");
    out
}

fn dates(record: &Record) -> String {
    match day::bounds(&record.when) {
        Some((start, end)) if start == end => day::words(start),
        Some((start, end)) => format!("{} – {}", day::words(start), day::words(end)),
        None => String::new(),
    }
}

/// One line a voice and figure.
fn tolls(record: &Record, harms: &[Harm], used: &mut BTreeSet<String>) -> String {
    let mut lines: Vec<String> = Vec::new();
    let mut seen: BTreeSet<(Harm, String, String)> = BTreeSet::new();
    for harm in harms {
        for (said, figure) in record.figures(*harm).filter(|own| own.1.min.is_some() || own.1.max.is_some()) {
            if !seen.insert((*harm, toll::range(figure), toll::voice(said))) || lines.len() >= 8 {
                continue;
            }
            let number = toll::range(figure).replace("..", "–");
            let number =
                number.strip_suffix('–').map_or_else(|| number.clone(), |low| format!("{low} or more"));
            let party = said.speaker().is_some_and(|own| own.party);
            let whose = if party { format!("claim by {}", toll::voice(said)) } else { toll::voice(said) };
            let report = record.reports.iter().find(|report| report.id == said.document);
            let reference = report.map(|report| reference(report, used)).unwrap_or_default();
            lines.push(format!(
                "{number} {} (per {}){reference}",
                harm.as_str().replace('_', " "),
                wiki(&whose)
            ));
        }
    }
    lines.join("<br />")
}

/// A reference: in full the first time, by name afterwards.
fn reference(report: &Report, used: &mut BTreeSet<String>) -> String {
    let name = report.id.get(..8).unwrap_or(&report.id).to_owned();
    if !used.insert(name.clone()) {
        return format!("<ref name=\"{name}\" />");
    }
    let mut cite = String::from("{{cite news");
    let mut put = |field: &str, value: Option<&str>| {
        if let Some(value) = value.map(wiki).filter(|own| !own.is_empty()) {
            let _ = write!(cite, " |{field}={value}");
        }
    };
    put("title", Some(report.title.as_deref().unwrap_or(&report.name)));
    put("work", report.publisher.as_deref());
    put("date", report.published.as_deref());
    put("url", report.url.as_deref());
    format!("<ref name=\"{name}\">{cite}}}}}</ref>")
}

/// Strangers' text that may not act as markup.
fn wiki(text: &str) -> String {
    let flat = naming::tidy(text);
    let mut out = String::with_capacity(flat.len());
    for sign in flat.chars() {
        match sign {
            '|' => out.push_str("{{!}}"),
            '{' => out.push_str("&#123;"),
            '}' => out.push_str("&#125;"),
            '[' => out.push_str("&#91;"),
            ']' => out.push_str("&#93;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            other => out.push(other),
        }
    }
    out
}
