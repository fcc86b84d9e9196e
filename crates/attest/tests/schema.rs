//! The output formats are the ones that are written down.

use attest::cli::Record;
use attest::commands::shell::schema_text;

fn is_written_down(record: Record, name: &str) {
    let path = format!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../schema/{}"), name);
    let written = std::fs::read_to_string(path).unwrap_or_default();
    assert!(written == schema_text(record), "schema/{name} is not of these types; run `make schema`");
}

#[test]
fn the_schema_of_a_coding_is_the_one_of_the_types() {
    is_written_down(Record::Coding, "attest.coding-1.schema.json");
}

#[test]
fn the_schema_of_an_incident_is_the_one_of_the_types() {
    is_written_down(Record::Incident, "attest.incident-1.schema.json");
}
