//! How long the built-in lexicons take to load, and how fast they are looked for in text.
//!
//! `cargo bench -p attest-lexicon`; a file named as argument is scanned instead of the sentences below.

use attest_lexicon::{Lexicon, Word, check};
use std::hint::black_box;
use std::time::Instant;

const REPORT: &str = "On Tuesday heavily armed men on motorcycles attacked a camp of the Malian army near the invented \
    town of Taroba, killing at least eleven soldiers and wounding several others, a security source said. Jama'at Nusrat \
    al-Islam wal-Muslimin claimed responsibility in a statement. The army did not give figures. Residents told reporters \
    that two pickup trucks were burned and that Nigerien and French troops arrived in the evening. ";

/// Milliseconds of the fastest of some runs: the others waited for the machine.
fn best_of(runs: usize, run: impl Fn() -> bool) -> f64 {
    let time = |_| {
        let start = Instant::now();
        assert!(black_box(run()));
        start.elapsed().as_secs_f64() * 1e3
    };
    (0..runs).map(time).fold(f64::INFINITY, f64::min)
}

fn main() {
    let file = std::env::args().nth(1).filter(|argument| !argument.starts_with('-'));
    let text = match file.map(std::fs::read_to_string) {
        Some(Ok(text)) => text,
        Some(Err(error)) => return eprintln!("cannot read the file: {error}"),
        None => REPORT.repeat(10_000),
    };
    let megabytes = text.len() as f64 / 1e6;

    println!("load (parse and check references): {:.1} ms", best_of(20, || Lexicon::layered(&[]).is_ok()));
    let index = || {
        Lexicon::layered(&[])
            .is_ok_and(|lexicon| lexicon.term(attest_lexicon::Table::Harms, "kill").is_some())
    };
    println!("the same, and index terms: {:.1} ms", best_of(20, index));
    let index = || Lexicon::layered(&[]).is_ok_and(|lexicon| lexicon.scan_actors("").is_empty());
    println!("the same, and index names instead: {:.1} ms", best_of(20, index));
    let lexicon = Lexicon::builtin();

    let start = Instant::now();
    let hits = black_box(lexicon.scan_actors(&text)).len();
    let seconds = start.elapsed().as_secs_f64();
    println!("names: {hits} hits in {megabytes:.1} MB, {:.1} MB/s", megabytes / seconds);

    let lower = text.to_lowercase();
    let words: Vec<Word<'_>> = lower
        .split_whitespace()
        .map(|word| word.trim_end_matches([',', '.']))
        .map(|word| Word { lower: word, lemma: word })
        .collect();
    let start = Instant::now();
    let mut hits = 0;
    for sentence in words.chunks(25) {
        hits += black_box(lexicon.terms().scan(sentence)).len();
    }
    let seconds = start.elapsed().as_secs_f64();
    println!(
        "terms: {hits} hits in {} words, {:.2} million words/s",
        words.len(),
        words.len() as f64 / 1e6 / seconds
    );

    let start = Instant::now();
    let report = check(lexicon);
    println!("check: {} failures in {:.1} ms", report.failures.len(), start.elapsed().as_secs_f64() * 1e3);
}
