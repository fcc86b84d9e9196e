//! The literate cases of `corpus/cases`: each must hold, or be marked as a known gap with its reason.

use std::process::Command;

#[test]
fn every_literate_case_holds_or_is_a_known_gap() {
    let cases = concat!(env!("CARGO_MANIFEST_DIR"), "/../../corpus/cases");
    let done = Command::new(env!("CARGO_BIN_EXE_attest"))
        .args(["cases", cases])
        .env_remove("ATTEST_UPDATE")
        .output()
        .expect("attest cases runs");
    assert!(
        done.status.success(),
        "{}{}",
        String::from_utf8_lossy(&done.stdout),
        String::from_utf8_lossy(&done.stderr)
    );
}
