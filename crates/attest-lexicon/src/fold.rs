//! Running text to folded words: how "Jama’at", "Jama'at" and "JAMAAT" become one word.
//!
//! A word is a run of letters and digits, in lower case and without diacritics. Apostrophes inside it vanish, except before
//! a final "s", which becomes a word of its own ("Mali's army" is three words); full stops between single letters vanish
//! ("U.S."). Hyphens and white space separate words softly, commas are remembered for lists of nationalities, anything else
//! is a wall that no name crosses.

use unicode_normalization::char::{decompose_canonical, is_combining_mark};

/// What stands between a word and the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Gap {
    /// White space, hyphens, apostrophes.
    Soft,
    /// A comma.
    Comma,
    /// Other punctuation, or the beginning of the text.
    Wall,
    /// A word that is in no form.
    Word,
}

/// A folded word with its place in the original text, in bytes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct FoldedWord<'a> {
    pub start: usize,
    pub end: usize,
    pub gap: Gap,
    pub text: &'a str,
}

/// Calls `visit` for each word of the text, in order.
pub(crate) fn fold_words(text: &str, mut visit: impl FnMut(FoldedWord<'_>)) {
    let mut buffer = String::with_capacity(32);
    let mut gap = Gap::Wall;
    let mut at = 0;
    while let Some(c) = char_at(text, at) {
        if c.is_alphanumeric() {
            let start = at;
            buffer.clear();
            let end = fold_word(text, start, &mut buffer);
            visit(FoldedWord { start, end, gap, text: &buffer });
            gap = Gap::Soft;
            at = end;
        } else {
            gap = gap.max(gap_of(c));
            at += c.len_utf8();
        }
    }
}

/// Stands in a folded form where punctuation stands between two words: "Communist Party of Nepal (Maoist)".
pub(crate) const WALL: &str = "\u{1}";

/// Folds a whole form into its words, with [`WALL`] for the punctuation inside it.
pub(crate) fn folded(form: &str) -> Vec<String> {
    let mut words = Vec::new();
    fold_words(form, |word| {
        if word.gap != Gap::Soft && !words.is_empty() {
            words.push(WALL.to_owned());
        }
        words.push(word.text.to_owned());
    });
    words
}

fn char_at(text: &str, at: usize) -> Option<char> {
    match text.as_bytes().get(at) {
        Some(byte) if byte.is_ascii() => Some(*byte as char),
        Some(_) => text.get(at..).and_then(|rest| rest.chars().next()),
        None => None,
    }
}

/// Folds the word that begins at `start` into `buffer`; returns its end.
fn fold_word(text: &str, start: usize, buffer: &mut String) -> usize {
    let mut at = start;
    let mut letters = 0;
    let mut dotted = false;
    while let Some(c) = char_at(text, at) {
        let after = at + c.len_utf8();
        if c.is_alphanumeric() {
            if dotted && letters > 0 && !is_single_letter(text, at) {
                return at;
            }
            push_folded(c, buffer);
            letters += 1;
        } else if is_combining_mark(c) {
            // Part of the letter before it.
        } else if is_apostrophe(c) {
            let next = char_at(text, after);
            let is_possessive = matches!(next, Some('s' | 'S'))
                && char_at(text, after + 1).is_none_or(|c| !c.is_alphanumeric());
            if is_possessive || next.is_none_or(|c| !c.is_alphanumeric()) {
                return at;
            }
        } else if c == '.' && (dotted || letters == 1) && is_single_letter(text, after) {
            dotted = true;
        } else {
            return if c == '.' && dotted { after } else { at };
        }
        at = after;
    }
    at
}

/// Whether one letter alone stands here, as in a dotted acronym.
fn is_single_letter(text: &str, at: usize) -> bool {
    char_at(text, at).is_some_and(|c| {
        c.is_alphabetic()
            && char_at(text, at + c.len_utf8()).is_none_or(|c| !c.is_alphanumeric() && !is_apostrophe(c))
    })
}

fn push_folded(c: char, buffer: &mut String) {
    if c.is_ascii() {
        buffer.push(c.to_ascii_lowercase());
        return;
    }
    for lower in c.to_lowercase() {
        decompose_canonical(lower, |part| match part {
            'ı' => buffer.push('i'),
            'ø' => buffer.push('o'),
            'ł' => buffer.push('l'),
            'đ' | 'ð' => buffer.push('d'),
            'ß' => buffer.push_str("ss"),
            'æ' => buffer.push_str("ae"),
            'œ' => buffer.push_str("oe"),
            part if is_combining_mark(part) => {}
            part => buffer.push(part),
        });
    }
}

fn gap_of(c: char) -> Gap {
    match c {
        '-' | '\u{2010}' | '\u{2011}' | '\u{2012}' | '\u{2013}' => Gap::Soft,
        ',' => Gap::Comma,
        c if c.is_whitespace() || is_apostrophe(c) || is_combining_mark(c) => Gap::Soft,
        _ => Gap::Wall,
    }
}

/// The apostrophes, and the marks that stand for ayn and hamza.
fn is_apostrophe(c: char) -> bool {
    matches!(
        c,
        '\'' | '\u{2019}'
            | '\u{2018}'
            | '\u{02BC}'
            | '\u{02BB}'
            | '\u{02BF}'
            | '\u{02BE}'
            | '`'
            | '\u{00B4}'
            | '\u{2032}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> String {
        folded(text).join(" ")
    }

    #[test]
    fn spellings_of_one_name_fold_to_the_same_words() {
        assert_eq!(words("Jama'at al-Muslimīn"), "jamaat al muslimin");
        assert_eq!(words("Jama\u{2019}at Al Muslimin"), "jamaat al muslimin");
        assert_eq!(words("FRENTE Farabundo Martí"), "frente farabundo marti");
        assert_eq!(words("Marti\u{301}"), "marti");
    }

    #[test]
    fn a_possessive_is_a_word_of_its_own() {
        assert_eq!(words("Mali's army"), "mali s army");
        assert_eq!(words("the rebels' camp"), "the rebels camp");
        assert_eq!(words("People\u{2019}s Army"), "people s army");
    }

    #[test]
    fn dotted_acronyms_lose_their_dots_and_sentences_keep_theirs() {
        assert_eq!(words("U.S. forces"), "us forces");
        assert_eq!(words("F.A.R.C. left"), "farc left");
        let mut gaps = Vec::new();
        fold_words("He left. Forces came, too", |word| gaps.push(word.gap));
        assert_eq!(gaps, [Gap::Wall, Gap::Soft, Gap::Wall, Gap::Soft, Gap::Comma]);
    }

    #[test]
    fn offsets_point_into_the_original_text() {
        let text = "«Frente Martí» (ÉLN)";
        let mut seen = Vec::new();
        fold_words(text, |word| seen.push(text[word.start..word.end].to_owned()));
        assert_eq!(seen, ["Frente", "Martí", "ÉLN"]);
    }
}
