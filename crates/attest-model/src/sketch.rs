//! A sketch of a document's wording: enough to tell a copy from its original and to weigh shared words, and no text.
//!
//! A coding quotes claims, not the report. To see that ten papers print one wire story, or that two stories speak of the same
//! street, linking needs the wording as well; a sketch carries it in about 1.5 kilobytes. Words are kept as digests of 24 bits:
//! names in a report may be those of victims, and a list of them is not what a record should hand out.
//!
//! *Copies*: shingles of three words, MinHash with 64 permutations of which 16 bits each are kept (Broder 1997; Li and König
//! 2010 on keeping few bits). *Words*: the first 160 different words of title and text, without the commonest.

use crate::{Document, ZoneKind};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// Permutations of the MinHash.
const PERMUTATIONS: usize = 64;
/// Words in a shingle.
const SHINGLE: usize = 3;
/// Words kept.
const WORDS: usize = 160;

/// A sketch of a document's wording. Its three fields are digests; [`Sketch::words`] and [`Sketch::minhash`] read them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Sketch {
    /// How many different shingles of three words the text has.
    pub shingles: u32,
    /// 64 MinHash values of 16 bits, four hexadecimal digits each; empty where the text has fewer than three words.
    #[serde(rename = "minhash")]
    copies: String,
    /// Words in the order of their first use: six hexadecimal digits of digest, one of marks.
    #[serde(rename = "words")]
    text: String,
}

/// A word of a sketch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct SketchWord {
    /// Digest of the word, 24 bits.
    pub digest: u32,
    /// Written with a capital inside a sentence.
    pub name: bool,
    /// A number of at least two digits.
    pub number: bool,
    /// Stands in the title.
    pub title: bool,
    /// Stands there twice or more.
    pub repeated: bool,
}

impl SketchWord {
    fn marks(self) -> u8 {
        u8::from(self.name)
            | u8::from(self.number) << 1
            | u8::from(self.title) << 2
            | u8::from(self.repeated) << 3
    }
}

impl Sketch {
    /// The sketch of a document: title and text, without furniture and reference lists. A title says its words once: in headlines
    /// that capitalise every word a capital marks no name.
    pub fn of(document: &Document) -> Self {
        let mut parts: Vec<&str> = Vec::new();
        let mut at = 0;
        for zone in &document.zones {
            if matches!(zone.kind, ZoneKind::Title | ZoneKind::References | ZoneKind::Boilerplate) {
                parts.extend(document.text.get(at..zone.start as usize));
                at = zone.end as usize;
            }
        }
        parts.extend(document.text.get(at..));
        Self::of_parts(document.title.as_deref(), &parts)
    }

    /// The sketch of a title and pieces of text.
    ///
    /// ```
    /// use attest_model::Sketch;
    /// let one = Sketch::of_parts(None, &["Two shells fell on the market of Tolsa on Monday morning."]);
    /// let two = Sketch::of_parts(None, &["Two shells fell on the market of Tolsa on Monday evening."]);
    /// assert!(one.resemblance(&two) > 0.5);
    /// ```
    pub fn of_parts(title: Option<&str>, parts: &[&str]) -> Self {
        let mut words = Words::default();
        if let Some(title) = title {
            words.take(title, true, &mut |_| {});
        }
        let mut shingles = BTreeSet::new();
        let mut last = [0_u64; SHINGLE];
        let mut read = 0_usize;
        for part in parts {
            words.take(part, false, &mut |token| {
                last.rotate_left(1);
                if let Some(end) = last.last_mut() {
                    *end = token;
                }
                read += 1;
                if read >= SHINGLE {
                    shingles.insert(last.iter().fold(0, |sum, part| mix(sum ^ part)));
                }
            });
        }
        Self { shingles: shingles.len() as u32, copies: minhash(&shingles), text: words.print() }
    }

    /// The words, in the order of their first use; what does not read as a word is left out.
    pub fn words(&self) -> Vec<SketchWord> {
        let digits = self.text.as_bytes();
        digits
            .chunks_exact(7)
            .filter_map(|chunk| {
                let text = std::str::from_utf8(chunk).ok()?;
                let digest = u32::from_str_radix(text.get(..6)?, 16).ok()?;
                let marks = u8::from_str_radix(text.get(6..)?, 16).ok()?;
                Some(SketchWord {
                    digest,
                    name: marks & 1 != 0,
                    number: marks & 2 != 0,
                    title: marks & 4 != 0,
                    repeated: marks & 8 != 0,
                })
            })
            .collect()
    }

    /// The MinHash values.
    pub fn minhash(&self) -> Vec<u16> {
        let chunks = self.copies.as_bytes().chunks_exact(4);
        chunks.filter_map(|chunk| u16::from_str_radix(std::str::from_utf8(chunk).ok()?, 16).ok()).collect()
    }

    /// How much of their wording two texts share, 0 to 1: an estimate of the Jaccard index of their shingles, with a standard
    /// error of at most 0.06.
    pub fn resemblance(&self, other: &Self) -> f64 {
        resemblance(&self.minhash(), &other.minhash())
    }
}

/// The same from MinHash values that were read before.
pub fn resemblance(a: &[u16], b: &[u16]) -> f64 {
    if a.is_empty() || a.len() != b.len() {
        return 0.0;
    }
    let same = a.iter().zip(b).filter(|(a, b)| a == b).count();
    same as f64 / a.len() as f64
}

/// The digest under which a sketch keeps a word, as it is written; `None` for words that it leaves out.
pub fn word_digest(word: &str) -> Option<u32> {
    let folded = folded(word);
    (folded.chars().count() > 1 && STOP.binary_search(&folded.as_str()).is_err())
        .then(|| (hash(stem(&folded)) & 0xff_ffff) as u32)
}

#[derive(Default)]
struct Words {
    order: Vec<SketchWord>,
    known: BTreeMap<u32, usize>,
}

impl Words {
    /// Takes the words of `text`; `token` is called with the digest of every one, common words too.
    fn take(&mut self, text: &str, title: bool, token: &mut impl FnMut(u64)) {
        let mut begins = true;
        for (start, word, next) in tokens(text) {
            let before = text.get(..start).unwrap_or_default().trim_end();
            begins = begins || before.ends_with(['.', '!', '?', ':', '"', '“', '”', '|', '*', '#']);
            let folded = folded(word);
            token(hash(&folded));
            let capital = word.chars().next().is_some_and(char::is_uppercase);
            if let Some(digest) = word_digest(word) {
                let number = word.starts_with(|first: char| first.is_ascii_digit()) && word.len() > 1;
                self.add(SketchWord {
                    digest,
                    name: capital && !begins && !title,
                    number,
                    title,
                    repeated: false,
                });
            }
            begins = text.get(next..).unwrap_or_default().starts_with(['\n', '\r']);
        }
    }

    fn add(&mut self, word: SketchWord) {
        if let Some(at) = self.known.get(&word.digest) {
            if let Some(known) = self.order.get_mut(*at) {
                known.repeated |= !word.title;
                known.name |= word.name;
                known.title |= word.title;
            }
        } else if self.order.len() < WORDS {
            self.known.insert(word.digest, self.order.len());
            self.order.push(word);
        }
    }

    fn print(&self) -> String {
        let mut out = String::with_capacity(self.order.len() * 7);
        for word in &self.order {
            // Writing to a string cannot fail.
            let _ = write!(out, "{:06x}{:x}", word.digest, word.marks());
        }
        out
    }
}

/// Runs of letters and digits, with apostrophes, hyphens, points and commas between them: where each begins, the word, and where
/// it ends.
fn tokens(text: &str) -> impl Iterator<Item = (usize, &str, usize)> {
    let mut chars = text.char_indices().peekable();
    std::iter::from_fn(move || {
        let (start, first) = chars.find(|(_, sign)| sign.is_alphanumeric())?;
        let number = first.is_ascii_digit();
        let mut end = start + first.len_utf8();
        while let Some(&(at, sign)) = chars.peek() {
            let inside = match sign {
                '\'' | '’' | '-' => true,
                '.' | ',' => number,
                _ => sign.is_alphanumeric(),
            };
            if !inside {
                break;
            }
            if sign.is_alphanumeric() {
                end = at + sign.len_utf8();
            }
            chars.next();
        }
        text.get(start..end).map(|word| (start, word, end))
    })
}

fn folded(word: &str) -> String {
    let lower = word.to_lowercase().replace('’', "'");
    lower.strip_suffix("'s").map_or(lower.clone(), ToOwned::to_owned)
}

/// A crude stem: the same for "bombs" and "bombing", and for nothing that a reader would hold apart.
fn stem(word: &str) -> &str {
    for suffix in ["ing", "ed", "es", "s"] {
        if let Some(rest) = word.strip_suffix(suffix)
            && rest.chars().count() >= 4
        {
            return rest;
        }
    }
    word
}

/// FNV-1a, 64 bits, with a last mix.
fn hash(word: &str) -> u64 {
    let fnv = word
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |sum, byte| (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    mix(fnv)
}

/// The finaliser of SplitMix64.
const fn mix(mut value: u64) -> u64 {
    value = value.wrapping_add(0x9e37_79b9_7f4a_7c15);
    value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}

fn minhash(shingles: &BTreeSet<u64>) -> String {
    let mut out = String::new();
    if shingles.is_empty() {
        return out;
    }
    for permutation in 0..PERMUTATIONS as u64 {
        let seed = mix(permutation);
        let least = shingles.iter().map(|shingle| mix(shingle ^ seed)).min().unwrap_or_default();
        // Writing to a string cannot fail.
        let _ = write!(out, "{:04x}", least & 0xffff);
    }
    out
}

/// Words that say nothing about what a text is about, in the languages that are read; sorted.
const STOP: [&str; 163] = [
    "about", "after", "against", "all", "also", "an", "and", "any", "are", "as", "at", "au", "aux", "avec",
    "be", "because", "been", "before", "being", "between", "both", "but", "by", "can", "ce", "ces", "cette",
    "con", "could", "dans", "de", "del", "des", "did", "do", "does", "down", "du", "during", "each", "el",
    "elle", "elles", "en", "est", "et", "for", "from", "had", "has", "have", "he", "her", "here", "him",
    "his", "how", "if", "il", "ils", "in", "into", "is", "it", "its", "la", "las", "le", "les", "leur",
    "los", "may", "me", "might", "more", "most", "mr", "mrs", "ms", "must", "my", "même", "new", "no", "not",
    "of", "off", "on", "one", "only", "or", "other", "ou", "our", "out", "over", "own", "où", "par", "para",
    "pas", "plus", "por", "pour", "que", "qui", "sa", "said", "same", "say", "says", "se", "ses", "she",
    "should", "so", "some", "son", "sont", "such", "sur", "than", "that", "the", "their", "them", "then",
    "there", "these", "they", "this", "those", "three", "through", "to", "told", "too", "two", "un", "una",
    "under", "une", "up", "us", "very", "was", "we", "were", "what", "when", "where", "which", "while",
    "who", "whom", "whose", "why", "will", "with", "would", "you", "your", "été",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_of_common_words_is_sorted() {
        assert!(STOP.windows(2).all(|pair| pair[0] < pair[1]));
    }

    #[test]
    fn names_numbers_and_titles_are_marked_and_common_words_left_out() {
        let sketch = Sketch::of_parts(
            Some("Shells on Tolsa"),
            &["The market of Tolsa was hit by 12 shells. Ostara denied it."],
        );
        let words = sketch.words();
        let tolsa = words.iter().find(|word| Some(word.digest) == word_digest("Tolsa")).unwrap();
        assert!(tolsa.name && tolsa.title && tolsa.repeated);
        assert!(words.iter().any(|word| word.number));
        assert_eq!(word_digest("the"), None);
        // "Ostara" begins a sentence: a capital there says nothing.
        assert!(words.iter().any(|word| Some(word.digest) == word_digest("Ostara") && !word.name));
    }

    #[test]
    fn a_text_resembles_itself_and_an_empty_one_nothing() {
        let one = Sketch::of_parts(None, &["Shells fell on the market of Marne Ost in the early morning."]);
        assert!((one.resemblance(&one) - 1.0).abs() < f64::EPSILON);
        let none = Sketch::of_parts(None, &["", "Ja"]);
        assert_eq!(none.resemblance(&none), 0.0);
        assert_eq!(none.shingles, 0);
    }
}
