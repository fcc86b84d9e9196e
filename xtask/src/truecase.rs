//! `cargo xtask truecase FOLDER`: how words are written, counted in annotated text, becomes the truecasing table.
//!
//! FOLDER holds `ud-ewt`, `gum`, `ud-pud` (gzipped CoNLL-U) and `wikigold` (CoNLL), as their makers publish them. Only
//! parts whose licence allows it are read: of GUM not the genres under a non-commercial licence. What is kept is a
//! count for each word: how often it stands inside a sentence in lower case, with a capital, in capitals. No text is
//! kept. Words at the start of a sentence and in headlines say nothing and are not counted.

use std::collections::BTreeMap;
use std::error::Error;
use std::io::Read;
use std::path::Path;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// Genres of GUM that are public domain or under an attribution licence.
const GENRES: [&str; 8] = ["academic", "bio", "court", "interview", "news", "speech", "textbook", "voyage"];

/// Counts of lower case, capital and capitals.
type Counts = [u64; 3];

#[derive(Default)]
struct Table {
    words: BTreeMap<String, Counts>,
    /// By the case of the word before and of the word.
    pairs: [Counts; 3],
}

/// Runs the command.
///
/// # Errors
/// If a file is missing or cannot be read.
pub fn run(folder: &Path) -> Result<()> {
    let mut table = Table::default();
    for file in [
        "ud-ewt/en_ewt-ud-train.rebuilt.conllu.gz",
        "gum/en_gum-ud-train.rebuilt.conllu.gz",
        "ud-pud/en_pud-ud-test.conllu.gz",
    ] {
        let mut text = String::new();
        let path = folder.join(file);
        let bytes = std::fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        flate2::read::GzDecoder::new(bytes.as_slice()).read_to_string(&mut text)?;
        table.read_conllu(&text);
    }
    table.read_conll(&std::fs::read_to_string(folder.join("wikigold/CONLL-format/data/wikigold.conll.txt"))?);
    let mut builder = fst::MapBuilder::memory();
    for (key, value) in table.entries() {
        builder.insert(key, value)?;
    }
    let bytes = builder.into_inner()?;
    std::fs::write("models/truecase_en.fst", &bytes)?;
    println!("models/truecase_en.fst: {} words, {} bytes", table.words.len(), bytes.len());
    Ok(())
}

impl Table {
    fn read_conllu(&mut self, text: &str) {
        let mut allowed = true;
        let mut sentence: Vec<&str> = Vec::new();
        for line in text.lines().chain([""]) {
            if let Some(id) = line.strip_prefix("# newdoc id = GUM_") {
                allowed = id.split('_').next().is_some_and(|genre| GENRES.contains(&genre));
            } else if line.is_empty() {
                if allowed {
                    self.count(&sentence);
                }
                sentence.clear();
            } else if !line.starts_with('#') {
                let mut fields = line.split('\t');
                // Words of a contraction are counted, not the contraction.
                if let (Some(id), Some(form)) = (fields.next(), fields.next())
                    && id.bytes().all(|byte| byte.is_ascii_digit())
                {
                    sentence.push(form);
                }
            }
        }
    }

    fn read_conll(&mut self, text: &str) {
        let mut sentence: Vec<&str> = Vec::new();
        for line in text.lines().chain([""]) {
            match line.split(' ').next() {
                Some(word) if !word.is_empty() => sentence.push(word),
                _ => {
                    self.count(&sentence);
                    sentence.clear();
                }
            }
        }
    }

    fn count(&mut self, sentence: &[&str]) {
        let words: Vec<(&str, usize)> = sentence
            .iter()
            .flat_map(|token| token.split(|c: char| !c.is_alphabetic()))
            .filter_map(|word| Some((word, case(word)?)))
            .collect();
        let raised = words.iter().skip(1).filter(|(_, case)| *case > 0).count();
        // A headline, or text in capitals, or a fragment.
        if words.len() < 4 || raised * 2 > words.len() {
            return;
        }
        for pair in words.windows(2) {
            let ((_, before), (word, case)) = (pair[0], pair[1]);
            self.words.entry(word.to_lowercase()).or_default()[case] += 1;
            self.pairs[before][case] += 1;
        }
    }

    /// Keys and values in order: words with their shares in percent, and the ties between neighbours.
    fn entries(&self) -> Vec<(String, u64)> {
        let mut entries = Vec::new();
        let total: u64 = self.pairs.iter().flatten().sum();
        for (before, row) in self.pairs.iter().enumerate() {
            for (case, &count) in row.iter().enumerate() {
                let of_before: u64 = row.iter().sum();
                let of_case: u64 = self.pairs.iter().map(|row| row[case]).sum();
                // How many times likelier the case is after that neighbour, in thousandths.
                let ratio =
                    (count + 1) as f64 / of_before.max(1) as f64 * total as f64 / of_case.max(1) as f64;
                entries.push((format!("\0{before}{case}"), (ratio * 1000.0) as u64));
            }
        }
        for (word, counts) in &self.words {
            let all: u64 = counts.iter().sum();
            let rare_and_plain = all < 2 && counts[0] > 0;
            if word.chars().count() < 2 || rare_and_plain {
                continue;
            }
            let share = |count: u64| count * 100 / all;
            entries.push((word.clone(), all.min(255) << 16 | share(counts[1]) << 8 | share(counts[2])));
        }
        entries.sort();
        entries
    }
}

/// 0 lower, 1 capital, 2 capitals; `None` for mixed forms and single letters in upper case, which can be either.
fn case(word: &str) -> Option<usize> {
    let mut letters = word.chars();
    let first = letters.next()?;
    let rest_lower = letters.clone().all(char::is_lowercase);
    let rest_upper = letters.clone().all(char::is_uppercase);
    match (first.is_uppercase(), rest_lower, rest_upper, letters.next().is_some()) {
        (false, true, ..) => Some(0),
        (true, true, _, true) => Some(1),
        (true, _, true, true) => Some(2),
        _ => None,
    }
}
