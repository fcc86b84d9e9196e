//! What can be known of a word by itself: normal form, prefix, suffix, shape, and their ids.
//!
//! The words of a call are numbered, so that whatever is computed from a word alone is computed once.

use crate::characters::{is_digit, is_letter, is_space};
use crate::hash_map::HashMap;
use crate::hashing::string_id;

/// The ids of a word's features.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Lexeme {
    pub(crate) lower: Box<str>,
    pub(crate) orth: u64,
    pub(crate) lower_id: u64,
    pub(crate) norm: u64,
    pub(crate) prefix: u64,
    pub(crate) suffix: u64,
    pub(crate) shape: u64,
    pub(crate) is_space: bool,
}

/// Normal forms by the id of the word; they come before lower-casing.
pub(crate) type Norms = HashMap<u64, u64>;

impl Lexeme {
    /// Features of a word. `norm` is a normal form given by the tokenizer.
    pub(crate) fn new(text: &str, norm: Option<&str>, norms: &Norms) -> Self {
        let lower = lowercase(text);
        let orth = string_id(text);
        let lower_id = string_id(&lower);
        let norm = match norm {
            Some(norm) => string_id(norm),
            None => norms.get(&orth).copied().unwrap_or(lower_id),
        };
        let first = text.chars().next().map_or(0, char::len_utf8);
        let last = text.char_indices().rev().nth(2).map_or(0, |(at, _)| at);
        Self {
            orth,
            lower_id,
            norm,
            prefix: string_id(&text[..first]),
            suffix: string_id(&text[last..]),
            shape: string_id(&shape(text)),
            is_space: !text.is_empty() && text.chars().all(is_space),
            lower,
        }
    }
}

fn lowercase(text: &str) -> Box<str> {
    if text.is_ascii() { text.to_ascii_lowercase().into() } else { text.to_lowercase().into() }
}

/// The shape of a word: letters as `X` and `x`, digits as `d`, no more than four of a kind in a row.
fn shape(text: &str) -> String {
    if text.chars().take(100).count() == 100 {
        return "LONG".to_owned();
    }
    let mut shape = String::with_capacity(text.len());
    let mut last = None;
    let mut run = 0;
    for c in text.chars() {
        let kind = if is_letter(c) {
            if c.is_uppercase() { 'X' } else { 'x' }
        } else if is_digit(c) {
            'd'
        } else {
            c
        };
        if last == Some(kind) {
            run += 1;
        } else {
            run = 0;
            last = Some(kind);
        }
        if run < 4 {
            shape.push(kind);
        }
    }
    shape
}

/// The distinct words of a call.
#[derive(Debug, Default)]
pub(crate) struct Words<'t> {
    numbers: HashMap<(&'t str, u32), u32>,
    pub(crate) lexemes: Vec<Lexeme>,
}

impl<'t> Words<'t> {
    /// The number of a word with a normal form of its own (see [`Piece::norm`](crate::tokenizer::Piece)).
    pub(crate) fn number(&mut self, text: &'t str, norm: u32, forms: &[Box<str>], norms: &Norms) -> u32 {
        *self.numbers.entry((text, norm)).or_insert_with(|| {
            let form = (norm as usize).checked_sub(1).and_then(|at| forms.get(at)).map(|form| &**form);
            self.lexemes.push(Lexeme::new(text, form, norms));
            self.lexemes.len() as u32 - 1
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shape_keeps_four_of_a_kind() {
        assert_eq!(shape("Mogadishu"), "Xxxxx");
        assert_eq!(shape("AK-47s"), "XX-ddx");
        assert_eq!(shape("1,234,567"), "d,ddd,ddd");
        assert_eq!(shape("UNOSOM-II"), "XXXX-XX");
        assert_eq!(shape(&"x".repeat(100)), "LONG");
    }

    #[test]
    fn affixes_are_counted_in_characters() {
        let lexeme = Lexeme::new("Évêché", None, &Norms::default());
        assert_eq!(lexeme.prefix, string_id("É"));
        assert_eq!(lexeme.suffix, string_id("ché"));
        assert_eq!(lexeme.norm, string_id("évêché"));
        assert_eq!(Lexeme::new("an", None, &Norms::default()).suffix, string_id("an"));
    }
}
