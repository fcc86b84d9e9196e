//! Any text with any stretches skipped: no panic, tokens in order on character boundaries, trees without cycles.

#![no_main]

use attest_language::{Pipeline, View};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (Vec<(u16, u16)>, bool, &str)| {
    let (skipped, truecased, text) = input;
    let Ok(pipeline) = Pipeline::embedded() else { return };
    let skipped: Vec<_> = skipped.iter().map(|&(a, b)| usize::from(a.min(b))..usize::from(a.max(b))).collect();
    let mut view = View::skipping(text, &skipped);
    if truecased {
        view = view.changed(|text| pipeline.truecase(text, None));
    }
    for analysis in pipeline.analyse_views(&[view]) {
        let mut last = 0;
        for token in analysis.tokens() {
            let range = token.range();
            assert!(range.start >= last && text.get(range.clone()).is_some());
            last = range.end;
            assert!(token.ancestors().count() < analysis.len());
        }
        let _ = analysis.drawing(0..analysis.len());
    }
});
