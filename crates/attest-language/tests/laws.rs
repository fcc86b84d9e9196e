//! What holds for any text whatever, tried on random ones; the fuzz targets of the same names go further.

use std::ops::Range;

use attest_language::{Analysis, Pipeline, View};
use proptest::prelude::*;

/// Text that is hard on tokenizers: punctuation, blanks, digits, letters with marks, and whole odd words.
fn text() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        "[a-zA-Z]{1,9}",
        "[0-9.,:/-]{1,6}",
        r#"[-.,;:!?'"()\[\]{}<>*&%$#@/\\_~^+=|`]{1,4}"#,
        "[ \t\n\u{a0}\u{2028}\u{1c}]{1,3}",
        "\\PC{1,4}",
        prop::sample::select(vec![
            "don't",
            "U.S.",
            "p.m.",
            ":)",
            "http://a.b/c?d",
            "'s",
            "\u{200d}",
            "e\u{301}",
            "can't",
            "X",
            "\0"
        ])
        .prop_map(str::to_owned),
    ];
    prop::collection::vec((word, prop::bool::ANY), 0..40).prop_map(|words| {
        let spaced = |(word, space): (String, bool)| if space { word + " " } else { word };
        words.into_iter().map(spaced).collect()
    })
}

fn check(original: &str, view: &View<'_>, analysis: &Analysis) {
    let text = analysis.text();
    assert_eq!(text, view.text());
    let mut at = 0;
    let mut last = 0;
    for token in analysis.tokens() {
        // Between tokens there is nothing, or the one blank that the token before owns.
        let found = text[at..].find(token.text()).map(|found| at + found);
        let start =
            if token.previous().is_some_and(attest_language::Token::space_after) { at + 1 } else { at };
        assert!(found.is_some_and(|found| found <= start));
        assert!(text[at..start].chars().all(|c| c == ' '));
        at = start + token.text().len();
        assert!(!token.text().is_empty() && original.get(token.range()).is_some());
        assert!(token.start() >= last && token.end() > token.start());
        last = token.end();
        assert!(token.ancestors().count() < analysis.len());
        assert!(token.children().all(|child| child.head() == token));
        assert!(token.subtree().any(|below| below == token));
    }
    assert!(text[at..].is_empty() || text[at..] == *" ");
    let mut next = 0;
    for Range { start, end } in analysis.sentences() {
        assert!(*start == next && *end > next);
        next = *end;
    }
    assert_eq!(next, analysis.len());
    let mut next = 0;
    for name in analysis.names() {
        assert!(
            name.first >= next
                && name.last >= name.first
                && name.last < analysis.len()
                && !name.label.is_empty()
        );
        next = name.last + 1;
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_text_is_covered_by_tokens_sentences_and_trees(text in text()) {
        let view = View::whole(&text);
        let analysis = Pipeline::embedded().unwrap().analyse(&text);
        check(&text, &view, &analysis);
    }

    #[test]
    fn skipping_any_stretches_keeps_offsets_in_the_original(
        text in text(),
        skipped in prop::collection::vec((0usize..200, 0usize..20), 0..5),
        truecased in prop::bool::ANY,
    ) {
        let pipeline = Pipeline::embedded().unwrap();
        let skipped: Vec<Range<usize>> = skipped.into_iter().map(|(start, length)| start..start + length).collect();
        let mut view = View::skipping(&text, &skipped);
        if truecased {
            view = view.changed(|text| pipeline.truecase(text, None));
        }
        let analysis = pipeline.analyse_views(std::slice::from_ref(&view)).remove(0);
        check(&text, &view, &analysis);
    }

    #[test]
    fn truecasing_moves_no_byte(text in text()) {
        let cased = Pipeline::embedded().unwrap().truecase(&text, None);
        prop_assert!(cased.eq_ignore_ascii_case(&text));
    }
}

#[test]
fn time_grows_with_the_text_and_no_faster() {
    let pipeline = Pipeline::embedded().unwrap();
    for unit in ["(", "a", ".", "-a", "a.", "\u{301}", "the man who ", "http://", "'", "5k", "\n"] {
        let analysis = pipeline.analyse(&unit.repeat(40_000 / unit.len()));
        assert!(!analysis.is_empty(), "{unit}");
    }
}

#[test]
fn a_damaged_model_is_refused_or_runs() {
    let model = include_bytes!("../../../models/en_core_web_sm.attest");
    let mut seed = 12345u64;
    for _ in 0..12 {
        let mut bytes = model.to_vec();
        for _ in 0..3 {
            seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            let header = 391_000;
            let at = 24 + (seed >> 33) as usize % header;
            bytes[at] = b"0123456789{}[]\",ax"[(seed >> 20) as usize % 18];
        }
        if let Ok(pipeline) = Pipeline::load(&bytes) {
            assert!(!pipeline.analyse("The rebels (30 of them) left at 5 p.m.; who knows why?").is_empty());
        }
    }
    for length in [0, 10, 24, 1000, 400_000, 5_000_000] {
        assert!(Pipeline::load(&model[..length]).is_err());
    }
}
