//! `claims.csv`: one row a claim, with who says it, how they stand to it, in which words, and where the words are.
//!
//! It goes beside every other table: a row of ACLED's or GED's kind is a conclusion, and these are its grounds.

use crate::codebook::{Row, table};
use crate::naming::tidy;
use crate::record::{Record, Said};
use crate::toll;

/// The rows of a record.
pub fn rows(record: &Record) -> Vec<Row> {
    record.claims.iter().map(|said| row(record, said)).collect()
}

fn row(record: &Record, said: &Said) -> Row {
    let mut row = table("claims").row();
    row.set("incident", &record.id);
    row.set("incident_label", tidy(&record.label));
    row.set("claim", &said.id);
    row.set("document", &said.document);
    if let Some(report) = record.reports.iter().find(|report| report.id == said.document) {
        row.set("document_name", tidy(&report.name));
        row.set("publisher", report.publisher.as_deref().map(tidy).unwrap_or_default());
    }
    row.set(
        "reported",
        said.reported.as_deref().and_then(crate::day::parse).map(|day| day.to_string()).unwrap_or_default(),
    );
    row.set("field", said.predicate.as_str());
    if let Some(figure) = &said.figure {
        row.set("value", toll::in_words(figure));
        row.set("harm", figure.harm.as_str());
        row.set("side", figure.side.as_str());
        row.set_some("group", figure.group);
        row.set_some("min", figure.min);
        row.set_some("max", figure.max);
        row.set("exactness", figure.exactness.as_str());
        row.set("total", figure.total.to_string());
    } else if let Some(actor) = &said.actor {
        row.set("value", tidy(actor));
    }
    let speaker = said.speaker();
    row.set("voice", speaker.map_or_else(|| "the report".to_owned(), |own| tidy(&own.name)));
    row.set_some("voice_kind", speaker.map(|own| own.kind));
    row.set("voice_party", speaker.is_some_and(|own| own.party).to_string());
    let chain: Vec<String> = said.chain.iter().map(|own| tidy(&own.name)).collect();
    row.set("voice_chain", if chain.is_empty() { "the report".to_owned() } else { chain.join(" > ") });
    row.set("mode", said.mode.as_str());
    row.set("stance", said.stance.as_str());
    row.set("certainty", said.certainty.as_str());
    row.set("start", said.quote.start.to_string());
    row.set("end", said.quote.end.to_string());
    // The words stand as they are, line breaks and all: they are to read back.
    row.set("words", &said.quote.text);
    row.set("redacted", said.redacted.to_string());
    row.set("sentence_start", said.sentence.0.to_string());
    row.set("sentence_end", said.sentence.1.to_string());
    row.set("citation", said.markers.join(" "));
    row.set("zone", said.zone.as_deref().map(tidy).unwrap_or_default());
    row.set("rule", &said.rule);
    if let Some(made) = record.produced_by.first() {
        row.set("attest", &made.attest);
        row.set("model", made.model.clone().unwrap_or_default());
        row.set("lexicons", &made.lexicons);
        row.set("gazetteer", made.gazetteer.clone().unwrap_or_default());
    }
    row
}
