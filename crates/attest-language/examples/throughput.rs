//! Reads texts as JSON strings, one a line, analyses them all again and again, and prints tokens per second.
//!
//! `cargo run --release --example throughput -- [THREADS] [ROUNDS] < texts.jsonl`
//!
//! With more than one thread each takes its share of the texts in every round.

use std::error::Error;
use std::io::BufRead;
use std::time::Instant;

use attest_language::Pipeline;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1).map(|argument| argument.parse::<usize>());
    let threads = arguments.next().transpose()?.unwrap_or(1).max(1);
    let rounds = arguments.next().transpose()?.unwrap_or(5).max(1);
    let pipeline = Pipeline::embedded()?;
    let mut texts: Vec<String> = Vec::new();
    for line in std::io::stdin().lock().lines() {
        texts.push(serde_json::from_str(&line?)?);
    }
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let share = texts.len().div_ceil(threads).max(1);
    for _ in 0..rounds {
        let start = Instant::now();
        let tokens: usize = std::thread::scope(|scope| {
            let work = |texts| move || analysed(pipeline, texts);
            let workers: Vec<_> = texts.chunks(share).map(|texts| scope.spawn(work(texts))).collect();
            workers.into_iter().map(|worker| worker.join().unwrap_or(0)).sum()
        });
        let seconds = start.elapsed().as_secs_f64();
        println!("{tokens} tokens, {threads} threads, {:.0} tokens/s", tokens as f64 / seconds);
    }
    Ok(())
}

fn analysed(pipeline: &Pipeline, texts: &[&str]) -> usize {
    texts.chunks(64).flat_map(|texts| pipeline.analyse_many(texts)).map(|analysis| analysis.len()).sum()
}
