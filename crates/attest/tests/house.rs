//! The house: which crate may depend on which, as drawn in ARCHITECTURE.md. Dependencies run downwards only.

use std::collections::BTreeMap;
use std::process::Command;

/// The floors, from the ground up; a crate may use those below its own floor.
const FLOORS: [&[&str]; 6] = [
    &["attest-model"],
    &["attest-gazetteer", "attest-language", "attest-lexicon", "attest-text", "attest-time"],
    &["attest-export", "attest-extract"],
    &["attest-link"],
    &["attest-store"],
    &["attest"],
];

fn floor(name: &str) -> Option<usize> {
    FLOORS.iter().position(|crates| crates.contains(&name))
}

/// Every crate of the workspace and the crates of the workspace that it needs to be built.
fn dependencies() -> BTreeMap<String, Vec<String>> {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let manifest = concat!(env!("CARGO_MANIFEST_DIR"), "/../../Cargo.toml");
    let output = Command::new(cargo)
        .args(["metadata", "--format-version", "1", "--no-deps", "--offline", "--manifest-path", manifest])
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let mut out = BTreeMap::new();
    for package in metadata["packages"].as_array().unwrap() {
        let needed = package["dependencies"].as_array().unwrap().iter();
        let needed =
            needed.filter(|dependency| dependency["kind"].is_null() && dependency["path"].is_string());
        let names = needed.map(|dependency| dependency["name"].as_str().unwrap().to_owned());
        out.insert(package["name"].as_str().unwrap().to_owned(), names.collect());
    }
    out
}

#[test]
fn dependencies_run_downwards_only() {
    for (name, needed) in dependencies() {
        let Some(own) = floor(&name) else { continue };
        for other in needed {
            let below = floor(&other).unwrap_or_else(|| panic!("{other} has no floor"));
            assert!(below < own, "{name} (floor {own}) must not depend on {other} (floor {below})");
        }
    }
}

#[test]
fn every_crate_of_the_program_has_a_floor() {
    for name in dependencies().keys().filter(|name| name.starts_with("attest")) {
        assert!(
            floor(name).is_some(),
            "{name} is not drawn in the house; give it a floor here and in ARCHITECTURE.md"
        );
    }
}

#[test]
fn the_nouns_do_no_input_or_output() {
    let source = concat!(env!("CARGO_MANIFEST_DIR"), "/../attest-model/src");
    for entry in std::fs::read_dir(source).unwrap() {
        let text = std::fs::read_to_string(entry.unwrap().path()).unwrap();
        assert!(!text.contains("std::fs") && !text.contains("std::net") && !text.contains("std::env"));
    }
}

#[test]
fn the_hash_of_the_language_model_is_that_of_its_file() {
    use sha2::{Digest, Sha256};
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../models/en_core_web_sm.attest");
    let bytes = std::fs::read(path).expect("the model is part of the project");
    let hash: String = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    assert!(attest_language::EMBEDDED_MODEL.ends_with(&hash), "{hash}");
}
