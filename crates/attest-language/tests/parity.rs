//! Our own sentences must be analysed as spaCy analyses them. The expected analyses were written by
//! `scripts/parity/fixture.py`; `make parity` compares far more text where Python is at hand.

use attest_language::{Analysis, Pipeline, Token};
use serde_json::{Value, json};

fn row(token: Token<'_>) -> Value {
    json!([
        token.start(),
        token.end(),
        token.tag(),
        token.pos(),
        token.lemma(),
        token.morph(),
        token.head().index(),
        token.dep(),
        token.begins_sentence(),
        token.kind(),
        token.begins_name(),
    ])
}

fn rows(analysis: &Analysis) -> Vec<Value> {
    analysis.tokens().map(row).collect()
}

#[test]
fn our_own_sentences_are_analysed_as_spacy_does() {
    let expected: Vec<Value> = serde_json::from_str(include_str!("fixtures/expected.json")).unwrap();
    // The model as it is, without what the embedded pipeline knows beside it.
    let model = concat!(env!("CARGO_MANIFEST_DIR"), "/../../models/en_core_web_sm.attest");
    let pipeline = Pipeline::load(&std::fs::read(model).unwrap()).unwrap();
    let texts: Vec<&str> = expected.iter().map(|entry| entry["text"].as_str().unwrap()).collect();
    let analyses = pipeline.analyse_many(&texts);
    let mut wrong = Vec::new();
    let mut tokens = 0;
    for (entry, analysis) in expected.iter().zip(&analyses) {
        let theirs = entry["tokens"].as_array().unwrap();
        let ours = rows(analysis);
        assert_eq!(ours.len(), theirs.len(), "tokens of {}", entry["text"]);
        tokens += ours.len();
        wrong.extend(ours.into_iter().zip(theirs).filter(|(our, their)| our != *their).map(|(our, _)| our));
    }
    // Half-precision weights may turn a close call on another machine's rounding; more than that is a fault.
    assert!(wrong.len() * 500 <= tokens, "{} of {tokens}: {wrong:?}", wrong.len());
}

#[test]
fn a_rank_ends_no_sentence() {
    let pipeline = Pipeline::embedded().unwrap();
    for rank in ["Capt.", "Sgt.", "Cpl.", "Cmdr.", "Brig."] {
        let analysis = pipeline.analyse(&format!("Two guards and {rank} Dorr were killed."));
        assert_eq!(analysis.sentences().len(), 1, "{rank}");
        assert!(analysis.tokens().any(|token| token.text() == rank));
    }
}

#[test]
fn a_text_is_analysed_alike_alone_and_among_others() {
    let pipeline = Pipeline::embedded().unwrap();
    let texts =
        ["The rebels left.", "", "Heading", "They took 14 hostages; the mayor, Anna Dorr, was among them."];
    let together = pipeline.analyse_many(&texts);
    for (text, analysis) in texts.iter().zip(&together) {
        assert_eq!(rows(&pipeline.analyse(text)), rows(analysis));
        assert_eq!(rows(&pipeline.analyse(text)), rows(&pipeline.analyse(text)));
    }
}

#[test]
fn a_pipeline_can_be_shared_between_threads() {
    fn shareable<T: Send + Sync + 'static>() {}
    shareable::<Pipeline>();
    shareable::<Analysis>();
}

#[test]
fn a_damaged_model_is_refused() {
    assert!(Pipeline::load(b"").is_err());
    assert!(Pipeline::load(b"attest-model\x01\0\0\0\xff\xff\xff\xff\xff\xff\xff\xff{}").is_err());
    let error = Pipeline::load(b"attest-model\x09\0\0\0\0\0\0\0\0\0\0\0").unwrap_err();
    assert_eq!(
        error.to_string(),
        "model data is malformed: its version is 9, not 1; rebuild it with `cargo xtask model`"
    );
}

#[test]
fn offsets_point_into_the_original_through_a_view() {
    let original = "BackgroundThe town fell.[3] Over thirty fled.";
    let view = attest_language::View::part_skipping(original, 10..original.len(), &[24..27]);
    let analysis = Pipeline::embedded().unwrap().analyse_views(&[view]).remove(0);
    assert_eq!(analysis.sentences().len(), 2);
    for token in analysis.tokens() {
        assert_eq!(&original[token.range()], token.text());
    }
}
