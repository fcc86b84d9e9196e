//! Speed of the pipeline and its parts: `cargo bench -p attest-language`.
//!
//! The text is that of our own fixture, repeated. `load` is what a process pays before its first analysis; for
//! comparison with spaCy in one run see `make parity`.

use attest_language::Pipeline;
use divan::Bencher;
use divan::counter::ItemsCount;

fn main() {
    divan::main();
}

fn texts() -> Vec<String> {
    let own: Vec<String> =
        serde_json::from_str(include_str!("../../../scripts/parity/own.json")).unwrap_or_default();
    own.iter().cycle().take(240).cloned().collect()
}

#[divan::bench(sample_count = 20)]
fn load(bencher: Bencher<'_, '_>) {
    let model = include_bytes!("../../../models/en_core_web_sm.attest");
    bencher.bench(|| Pipeline::load_static(model));
}

#[divan::bench(sample_count = 20, threads = [1, 2])]
fn analyse_blocks(bencher: Bencher<'_, '_>) {
    let texts = texts();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let Ok(pipeline) = Pipeline::embedded() else { return };
    let tokens: usize = pipeline.analyse_many(&texts).iter().map(attest_language::Analysis::len).sum();
    bencher.counter(ItemsCount::new(tokens)).bench(|| pipeline.analyse_many(&texts));
}

#[divan::bench(sample_count = 20)]
fn analyse_one_sentence(bencher: Bencher<'_, '_>) {
    let Ok(pipeline) = Pipeline::embedded() else { return };
    let text =
        "Gunmen in uniforms attacked the village before dawn, killing at least seven people, the mayor said.";
    bencher.counter(ItemsCount::new(18usize)).bench(|| pipeline.analyse(text));
}

#[divan::bench(sample_count = 20)]
fn truecase(bencher: Bencher<'_, '_>) {
    let Ok(pipeline) = Pipeline::embedded() else { return };
    let text = texts().join("\n\n").to_ascii_uppercase();
    bencher.counter(divan::counter::BytesCount::new(text.len())).bench(|| pipeline.truecase(&text, None));
}
