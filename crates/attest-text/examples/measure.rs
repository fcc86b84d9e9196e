//! Times the readers on files: bytes, documents, words, seconds, peak memory. `cargo run --release -p attest-text --example measure -- FILES`

use attest_text::{About, read_all, view};
use std::time::Instant;

fn main() {
    for path in std::env::args().skip(1) {
        let Ok(bytes) = std::fs::read(&path) else {
            println!("{path}: cannot be read");
            continue;
        };
        let start = Instant::now();
        let found = read_all(&bytes, &About::named(path.as_str()));
        let read = start.elapsed().as_secs_f64();
        let (mut documents, mut errors, mut blocks, mut words) = (0usize, 0usize, 0usize, 0usize);
        for document in &found {
            match document {
                Ok(document) => {
                    documents += 1;
                    for block in view(document).blocks {
                        blocks += 1;
                        words += block.text.split_whitespace().count();
                    }
                }
                Err(error) => {
                    errors += 1;
                    println!("{error}");
                }
            }
        }
        let all = start.elapsed().as_secs_f64();
        println!(
            "{path}: {} bytes, {documents} documents, {errors} errors, {blocks} blocks, {words} words; read {read:.2} s, with view {all:.2} s, peak {} MB",
            bytes.len(),
            peak()
        );
    }
}

/// Peak memory of this process in megabytes, where the system tells.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM")).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|kb| kb.parse::<u64>().ok()).unwrap_or(0) / 1024
}
