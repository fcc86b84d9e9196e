//! The output format is the one that is written down.

use attest::commands::shell::schema_text;

#[test]
fn the_schema_in_the_repository_is_the_one_of_the_types() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../schema/attest.coding-1.schema.json");
    let written = std::fs::read_to_string(path).unwrap_or_default();
    assert!(
        written == schema_text(),
        "schema/attest.coding-1.schema.json is not of these types; run `make schema`"
    );
}
