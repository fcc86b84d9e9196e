//! Reads edited texts as JSON strings, one a line, and prints what is lost when their case is: how far the analysis of
//! the text in capitals, and without any, agrees with that of the text as it is, before and after truecasing.
//!
//! `cargo run --release --example letter_case < texts.jsonl`

use std::collections::BTreeSet;
use std::error::Error;
use std::io::BufRead;

use attest_language::{Analysis, Pipeline};

#[derive(Default)]
struct Agreement {
    words: [usize; 2],
    tags: [usize; 2],
    arcs: [usize; 2],
    starts: [usize; 2],
    /// Names in both, in the original, in the other.
    names: [usize; 3],
}

fn main() -> Result<(), Box<dyn Error>> {
    let pipeline = Pipeline::embedded()?;
    let mut rows: Vec<(&str, Agreement)> =
        ["capitals", "capitals, truecased", "lower case", "lower case, truecased", "as it is, truecased"]
            .map(|name| (name, Agreement::default()))
            .into();
    for line in std::io::stdin().lock().lines() {
        let text: String = serde_json::from_str(&line?)?;
        let (upper, lower) = (text.to_ascii_uppercase(), text.to_ascii_lowercase());
        let variants = [
            upper.clone(),
            pipeline.truecase(&upper, None),
            lower.clone(),
            pipeline.truecase(&lower, None),
            pipeline.truecase(&text, None),
        ];
        let original = pipeline.analyse(&text);
        for ((_, row), variant) in rows.iter_mut().zip(&variants) {
            row.add(&text, variant, &original, &pipeline.analyse(variant));
        }
    }
    println!(
        "{:24}{:>10}{:>10}{:>16}{:>12}{:>10}",
        "share that agrees, in %", "words", "tags", "heads + labels", "sentences", "names F1"
    );
    for (name, row) in &rows {
        let share = |[same, all]: [usize; 2]| 100.0 * same as f64 / all.max(1) as f64;
        let [both, theirs, ours] = row.names;
        let names = 200.0 * both as f64 / (theirs + ours).max(1) as f64;
        let (words, tags, arcs, starts) =
            (share(row.words), share(row.tags), share(row.arcs), share(row.starts));
        println!("{name:24}{words:10.2}{tags:10.2}{arcs:16.2}{starts:12.2}{names:10.2}");
    }
    Ok(())
}

impl Agreement {
    fn add(&mut self, text: &str, variant: &str, original: &Analysis, other: &Analysis) {
        for word in text.split(|c: char| !c.is_ascii_alphabetic()).filter(|word| !word.is_empty()) {
            let at = word.as_ptr() as usize - text.as_ptr() as usize;
            self.words[1] += 1;
            self.words[0] += usize::from(&variant[at..at + word.len()] == word);
        }
        for token in original.tokens() {
            let twin = other.token_at(token.start() as usize).filter(|twin| twin.range() == token.range());
            self.tags[1] += 1;
            self.arcs[1] += 1;
            if let Some(twin) = twin {
                self.tags[0] += usize::from(twin.tag() == token.tag());
                let arc = twin.head().start() == token.head().start() && twin.dep() == token.dep();
                self.arcs[0] += usize::from(arc);
            }
        }
        let starts = |analysis: &Analysis| -> BTreeSet<u32> {
            analysis
                .tokens()
                .filter(|token| token.begins_sentence())
                .map(attest_language::Token::start)
                .collect()
        };
        let names = |analysis: &Analysis| -> BTreeSet<(usize, usize, String)> {
            let range = |name: attest_language::Name<'_>| {
                let range = analysis.range_of(name.tokens());
                (range.start, range.end, name.label.to_owned())
            };
            analysis.names().map(range).collect()
        };
        let (first, second) = (starts(original), starts(other));
        self.starts[0] += first.intersection(&second).count();
        self.starts[1] += first.union(&second).count();
        let (first, second) = (names(original), names(other));
        self.names[0] += first.intersection(&second).count();
        self.names[1] += first.len();
        self.names[2] += second.len();
    }
}
