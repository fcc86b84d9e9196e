//! Laws that hold for any text and any file: nothing panics, and what is found lies where it says.

use attest_lexicon::{Lexicon, Word, check, why};
use proptest::prelude::*;

/// Pieces that the scans react to, in any order.
fn report_like() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("Malian"),
        Just("army"),
        Just("of"),
        Just("the"),
        Just("'s"),
        Just("’"),
        Just("Mali"),
        Just(","),
        Just(" and "),
        Just("JNIM"),
        Just("Islamic State"),
        Just("IS"),
        Just("U.S."),
        Just("forces"),
        Just("("),
        Just(")"),
        Just("é\u{301}"),
        Just("-"),
        Just("\n"),
        Just("special"),
        Just("AFP"),
        Just("İı"),
        Just("ß"),
        Just("M-"),
        Just("19"),
        Just("."),
        Just(" "),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

fn laws(text: &str) {
    let lexicon = Lexicon::builtin();
    let mut before = 0;
    for hit in lexicon.scan_actors(text) {
        assert!(hit.start >= before && hit.start < hit.end, "hits overlap or are empty in {text:?}");
        assert!(text.get(hit.start..hit.end).is_some(), "a hit cuts a character of {text:?}");
        assert!(lexicon.actor(&hit.id).is_some(), "{} is no actor", hit.id);
        before = hit.end;
    }
    assert!(lexicon.scan_countries(text).iter().all(|hit| text.get(hit.start..hit.end).is_some()));
    assert!(lexicon.scan_outlets(text).iter().all(|hit| text.get(hit.start..hit.end).is_some()));
    let lower = text.to_lowercase();
    let words: Vec<Word<'_>> = lower.split(' ').map(|word| Word { lower: word, lemma: word }).collect();
    for hit in lexicon.terms().scan(&words) {
        assert!(hit.first <= hit.last && hit.last < words.len() && !hit.entries.is_empty());
    }
    let _ = why(lexicon, text);
}

proptest! {
    #[test]
    fn scans_of_any_text_are_in_bounds(text in "\\PC*") {
        laws(&text);
    }

    #[test]
    fn scans_of_report_like_text_are_in_bounds(text in report_like()) {
        laws(&text);
    }

    #[test]
    fn a_broken_file_is_an_error_and_never_a_panic(at in 0usize..2000, junk in "[\\[\\]\"=a-z\\n{}é]{0,6}") {
        let text = "default_source = \"s\"\n[[source]]\nid = \"s\"\ntitle = \"t\"\n[[actor]]\nid = \"a\"\nname = \"A\"\nkind = \"unknown\"\n\
            aliases = [\"B\", \"C (D)\"]\n[[harm]]\nid = \"h\"\nharm = \"killed\"\nsuffers = \"object\"\nforms = [\"smite\", \"x-y z\"]\n";
        let at = (0..=at % text.len()).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        let broken = format!("{}{junk}{}", &text[..at], &text[at..]);
        if let Ok(lexicon) = Lexicon::from_text("mine.toml", &broken) {
            let _ = check(&lexicon);
        }
    }
}
