//! The tables of everything: incidents, figures, speakers, documents, relations, decisions; with the claims they are what `--to parquet`
//! writes. A dataset's row is a conclusion by one convention; these keep what every convention drops, and join by their ids.

use super::degrees;
use crate::codebook::{Row, table};
use crate::day;
use crate::naming::tidy;
use crate::record::{Record, Said};
use crate::toll;
use attest_model::{ActorRole, Harm};
use std::collections::BTreeMap;

/// Parts joined by semicolons, each once, in order.
fn list(parts: impl Iterator<Item = String>) -> String {
    let mut out: Vec<String> = Vec::new();
    for part in parts {
        if !part.is_empty() && !out.contains(&part) {
            out.push(part);
        }
    }
    out.join("; ")
}

fn iso(day: Option<&str>) -> String {
    day.and_then(day::parse).map(|day| day.to_string()).unwrap_or_default()
}

/// The row of a record among the incidents.
pub fn incident(record: &Record) -> Vec<Row> {
    let mut row = table("incidents").row();
    row.set("incident", &record.id);
    row.set("label", tidy(&record.label));
    row.set("role", record.role.as_str());
    row.set("reality", record.reality.as_str());
    row.set("when", day::edtf(&record.when));
    row.set("earliest", iso(record.when.earliest.as_deref()));
    row.set("latest", iso(record.when.latest.as_deref()));
    row.set("when_precision", record.when.precision.as_str());
    row.set("when_basis", record.when.basis.as_str());
    place(&mut row, record);
    for (column, role) in [
        ("perpetrators", ActorRole::Perpetrator),
        ("participants", ActorRole::Participant),
        ("targets", ActorRole::Target),
        ("victims", ActorRole::Victim),
    ] {
        row.set(column, list(record.parties_as(role).map(|party| tidy(&party.name))));
    }
    row.set("target_kinds", list(record.targets.iter().map(|own| own.kind.as_str().to_owned())));
    row.set("weapons", list(record.weapons.iter().map(|own| own.kind.as_str().to_owned())));
    if let Some(acled) = &record.types.acled {
        row.set("acled_event_type", &acled.event_type);
        row.set("acled_sub_event_type", &acled.sub_event_type);
    }
    row.set_some("ged_type_of_violence", record.types.ged.as_ref().map(|own| own.type_of_violence));
    if let Some(gtd) = &record.types.gtd {
        row.set("gtd_attack_types", list(gtd.attacktype.iter().cloned()));
    }
    tolls(&mut row, record);
    row.set("status", record.corroboration.status.as_str());
    row.set("independent_sources", record.corroboration.independent_sources.to_string());
    row.set("reports", record.reports.len().to_string());
    row.set("claims", record.claims.len().to_string());
    let dated = || record.reports.iter().filter_map(|report| report.published.as_deref());
    row.set("first_reported", iso(dated().min()));
    row.set("last_reported", iso(dated().max()));
    row.set("campaign", record.campaign.as_deref().map(tidy).unwrap_or_default());
    row.set("documents", list(record.reports.iter().map(|report| report.id.clone())));
    row.set("decisions", list(record.decisions.iter().map(|own| own.id.clone())));
    if let Some(made) = record.produced_by.first() {
        row.set("attest", &made.attest);
        row.set("model", made.model.clone().unwrap_or_default());
        row.set("lexicons", &made.lexicons);
        row.set("gazetteer", made.gazetteer.clone().unwrap_or_default());
    }
    vec![row]
}

fn place(row: &mut Row, record: &Record) {
    let Some(site) = &record.site else { return };
    let place = &site.place;
    row.set("country", place.country.clone().unwrap_or_default());
    row.set("admin1", place.admin1.as_deref().map(tidy).unwrap_or_default());
    row.set("admin2", place.admin2.as_deref().map(tidy).unwrap_or_default());
    row.set("place", tidy(&place.name));
    row.set_some("latitude", place.lat.map(degrees));
    row.set_some("longitude", place.lon.map(degrees));
    row.set_some("radius_km", place.radius_km.map(degrees));
    row.set_some("where_prec", place.precision.ged);
    row.set_some("geo_precision", place.precision.acled);
    row.set("where_basis", place.basis.as_str());
}

fn tolls(row: &mut Row, record: &Record) {
    for (harm, name) in [(Harm::Killed, "killed"), (Harm::Wounded, "wounded")] {
        if let Some(own) = record.assessment("report.range/1", harm) {
            row.set_some(&format!("{name}_low"), own.low);
            row.set_some(&format!("{name}_high"), own.high);
        }
    }
    let dead = |rule| record.assessment(rule, Harm::Killed);
    row.set_some("killed_acled", dead("acled.lowest/1").and_then(|own| own.best));
    row.set_some("killed_gtd", dead("gtd.recent_majority_lowest/1").and_then(|own| own.best));
    if let Some(own) = dead("ged.low_best_high/1") {
        row.set_some("killed_ged_low", own.low);
        row.set_some("killed_ged_best", own.best);
        row.set_some("killed_ged_high", own.high);
    }
}

/// A row for each figure of a record.
pub fn figures(record: &Record) -> Vec<Row> {
    let given = record.claims.iter().filter_map(|said| Some((said, said.figure.as_ref()?)));
    given
        .map(|(said, figure)| {
            let mut row = table("figures").row();
            row.set("incident", &record.id);
            row.set("claim", &said.id);
            row.set("document", &said.document);
            row.set("reported", iso(said.reported.as_deref()));
            row.set("harm", figure.harm.as_str());
            row.set("side", figure.side.as_str());
            row.set_some("group", figure.group);
            let actor = figure.actor.as_ref();
            let named = record.parties.iter().find(|party| Some(&party.id) == actor);
            row.set("actor", named.map(|party| tidy(&party.name)).unwrap_or_default());
            row.set_some("min", figure.min);
            row.set_some("max", figure.max);
            row.set("exactness", figure.exactness.as_str());
            row.set("total", figure.total.to_string());
            voice(&mut row, said);
            row.set("stance", said.stance.as_str());
            row.set("certainty", said.certainty.as_str());
            row.set("words", &figure.quote.text);
            row.set("start", figure.quote.start.to_string());
            row.set("end", figure.quote.end.to_string());
            row.set("rule", &said.rule);
            row
        })
        .collect()
}

fn voice(row: &mut Row, said: &Said) {
    let speaker = said.speaker();
    row.set("voice", toll::voice(said));
    row.set_some("voice_kind", speaker.map(|own| own.kind));
    row.set("voice_party", speaker.is_some_and(|own| own.party).to_string());
}

/// A row for each speaker of a record in each of its documents.
pub fn sources(record: &Record) -> Vec<Row> {
    let mut known: BTreeMap<(&str, usize, &str), (Row, u64, u64)> = BTreeMap::new();
    for said in &record.claims {
        let last = said.chain.len().saturating_sub(1);
        for (depth, speaker) in said.chain.iter().enumerate() {
            let key = (said.document.as_str(), depth, speaker.name.as_str());
            let own = known.entry(key).or_insert_with(|| {
                let mut row = table("sources").row();
                row.set("incident", &record.id);
                row.set("document", &said.document);
                row.set("name", tidy(&speaker.name));
                row.set("kind", speaker.kind.as_str());
                row.set("party", speaker.party.to_string());
                row.set("anonymous", speaker.anonymous.to_string());
                row.set("depth", depth.to_string());
                (row, 0, 0)
            });
            own.1 += u64::from(depth == last);
            own.2 += u64::from(depth == last && said.figure.is_some());
        }
    }
    let counted = known.into_values().map(|(mut row, claims, figures)| {
        row.set("claims", claims.to_string());
        row.set("figures", figures.to_string());
        row
    });
    counted.collect()
}

/// A row for each document of a record; the driver writes each document once.
pub fn documents(record: &Record) -> Vec<Row> {
    let own = record.reports.iter().map(|report| {
        let mut row = table("documents").row();
        row.set("document", &report.id);
        row.set("name", tidy(&report.name));
        row.set("title", report.title.as_deref().map(tidy).unwrap_or_default());
        row.set("publisher", report.publisher.as_deref().map(tidy).unwrap_or_default());
        row.set("published", iso(report.published.as_deref()));
        row.set("url", report.url.clone().unwrap_or_default());
        row.set("kind", &report.kind);
        row.set("references", report.cites.len().to_string());
        row
    });
    own.collect()
}

/// A row for each relation of a record.
pub fn relations(record: &Record) -> Vec<Row> {
    let own = record.ties.iter().map(|tie| {
        let mut row = table("relations").row();
        row.set("incident", &record.id);
        row.set("relation", tie.kind);
        row.set("from", &tie.from);
        row.set("to", &tie.to);
        row.set("on", &tie.on);
        row.set("why", tidy(&tie.why));
        row
    });
    own.collect()
}

/// A row for each decision that shaped a record.
pub fn decisions(record: &Record) -> Vec<Row> {
    let own = record.decisions.iter().map(|own| {
        let mut row = table("decisions").row();
        row.set("incident", &record.id);
        row.set("decision", &own.id);
        if let Some(known) = &own.known {
            row.set("sequence", known.sequence.to_string());
            row.set("reviewer", tidy(&known.reviewer));
            row.set("at", &known.at);
            row.set("verdict", known.verdict);
            row.set("about", tidy(&known.about));
            row.set("field", known.field.clone().unwrap_or_default());
            row.set("value", known.value.clone().unwrap_or_default());
            row.set("reason", known.reason.as_deref().map(tidy).unwrap_or_default());
            row.set("signed", known.signed.to_string());
        }
        row
    });
    own.collect()
}
