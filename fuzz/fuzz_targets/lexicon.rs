//! Any UTF-8 as a lexicon file: an error with a place or a lexicon whose scans and checks do not panic on the same text.

#![no_main]

use attest_lexicon::{Lexicon, check, why};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Ok(lexicon) = Lexicon::from_text("fuzz.toml", text) {
        let _ = check(&lexicon);
        let _ = why(&lexicon, text);
    }
    for hit in Lexicon::builtin().scan_actors(text) {
        assert!(text.get(hit.start..hit.end).is_some_and(|words| !words.is_empty()));
    }
});
