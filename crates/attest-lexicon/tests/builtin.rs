//! The lexicons that Attest comes with: they load, they prove themselves, and they are large enough.

use attest_lexicon::{Lexicon, Table, check, list};

#[test]
fn every_built_in_entry_passes_its_own_checks() {
    let report = check(Lexicon::builtin());
    let failures: Vec<String> = report.failures.iter().map(ToString::to_string).collect();
    assert!(failures.is_empty(), "{} failures:\n{}", failures.len(), failures.join("\n"));
    println!(
        "{:?}\n{:?}\n{} phrases, {:?} looked up",
        report.entries, report.forms, report.phrases, report.looked_up
    );
}

#[test]
fn there_are_actors_from_all_regions_and_terms_in_every_table() {
    let lexicon = Lexicon::builtin();
    assert!(lexicon.actors().count() >= 300, "only {} actors", lexicon.actors().count());
    assert!(lexicon.countries().count() >= 195);
    for table in Table::ALL {
        assert!(!list(lexicon, Some(*table)).is_empty(), "the table {table} is empty");
    }
}
