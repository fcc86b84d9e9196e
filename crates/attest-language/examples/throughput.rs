//! Reads texts as JSON strings, one a line, analyses them all again and again, and prints tokens per second.
//!
//! `cargo run --release --example throughput -- [THREADS] [ROUNDS] < texts.jsonl`
//!
//! With more than one thread each takes the next batch of texts as soon as it has done with its last.

use std::error::Error;
use std::io::BufRead;
use std::sync::atomic::{AtomicUsize, Ordering};
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
    let batches: Vec<&[&str]> = texts.chunks(BATCH).collect();
    for _ in 0..rounds {
        let start = Instant::now();
        let next = AtomicUsize::new(0);
        let tokens: usize = std::thread::scope(|scope| {
            let work = || {
                let mine = std::iter::from_fn(|| batches.get(next.fetch_add(1, Ordering::Relaxed)));
                mine.map(|batch| analysed(pipeline, batch)).sum::<usize>()
            };
            let workers: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
            workers.into_iter().map(|worker| worker.join().unwrap_or(0)).sum()
        });
        let seconds = start.elapsed().as_secs_f64();
        println!("{tokens} tokens, {threads} threads, {:.0} tokens/s", tokens as f64 / seconds);
    }
    Ok(())
}

/// Texts that are analysed together.
const BATCH: usize = 64;

fn analysed(pipeline: &Pipeline, texts: &[&str]) -> usize {
    pipeline.analyse_many(texts).iter().map(attest_language::Analysis::len).sum()
}
