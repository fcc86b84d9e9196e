//! Reads texts as JSON strings, one a line, and writes their analyses, one a line.
//!
//! `cargo run --release --example annotate -- [--model FILE] < texts.jsonl > analyses.jsonl`
//!
//! Each analysis is a list of tokens, each a list: start and end in bytes, tag, part of speech, lemma, features, head,
//! label, whether a sentence begins, kind of name, whether a name begins.

use std::error::Error;
use std::io::{BufRead, BufWriter, Write};

use attest_language::{Analysis, Pipeline};
use serde_json::json;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let loaded;
    let pipeline = match (arguments.next().as_deref(), arguments.next()) {
        (Some("--model"), Some(path)) => {
            loaded = Pipeline::load(&std::fs::read(path)?)?;
            &loaded
        }
        _ => Pipeline::embedded()?,
    };
    let mut out = BufWriter::new(std::io::stdout().lock());
    let mut texts: Vec<String> = Vec::new();
    for line in std::io::stdin().lock().lines() {
        texts.push(serde_json::from_str(&line?)?);
    }
    for texts in texts.chunks(64) {
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        for analysis in pipeline.analyse_many(&texts) {
            serde_json::to_writer(&mut out, &tokens(&analysis))?;
            out.write_all(b"\n")?;
        }
    }
    Ok(out.flush()?)
}

fn tokens(analysis: &Analysis) -> serde_json::Value {
    let token = |token: attest_language::Token<'_>| {
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
    };
    analysis.tokens().map(token).collect()
}
