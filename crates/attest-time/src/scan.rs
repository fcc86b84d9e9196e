//! The reader's own light scanner: words, numbers and single marks, with the two facts a grammar of dates needs about the gaps.
//!
//! A full tokeniser would be in the way: dates live in its hard cases ("1988-89", "7am", "28/02/2024", "'80s", "p.m."), and each
//! rule knows better than any tokeniser which marks belong to it. So marks stay single, digits part from letters, and every
//! token says whether anything stood between it and its neighbour.

use crate::lexicon::{Lex, look_up};

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Letters, perhaps with later digits or inner combining marks.
    Word,
    /// Decimal digits only.
    Number,
    /// One other character.
    Mark(char),
}

/// What stands before a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Gap {
    /// Nothing.
    Glued,
    /// Blanks, at most one line break.
    Space,
    /// An empty line, or the start of the text: no expression runs across it.
    Paragraph,
}

/// One token of a text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Token<'t> {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// The characters.
    pub text: &'t str,
    pub shape: Shape,
    pub gap: Gap,
    /// What the lexicon knows of the word.
    pub lex: Lex,
    /// First letter is upper case.
    pub capital: bool,
    /// All letters are upper case, and there are at least two.
    pub caps: bool,
}

impl Token<'_> {
    /// Same word, ASCII case folded.
    #[inline]
    pub fn is(&self, word: &str) -> bool {
        self.text.len() == word.len() && self.text.eq_ignore_ascii_case(word)
    }

    /// One of these words, ASCII case folded.
    pub fn is_any(&self, words: &[&str]) -> bool {
        words.iter().any(|w| self.is(w))
    }

    /// Value of a number of at most nine digits.
    pub fn number(&self) -> Option<i32> {
        if self.shape == Shape::Number && self.text.len() <= 9 { self.text.parse().ok() } else { None }
    }

    /// Number of digits.
    pub fn digits(&self) -> usize {
        if self.shape == Shape::Number { self.text.len() } else { 0 }
    }

    pub fn is_mark(&self, mark: char) -> bool {
        self.shape == Shape::Mark(mark)
    }

    /// A hyphen or a dash of any length.
    pub fn is_dash(&self) -> bool {
        matches!(
            self.shape,
            Shape::Mark('-' | '\u{2010}' | '\u{2011}' | '\u{2012}' | '\u{2013}' | '\u{2014}' | '_')
        )
    }

    /// A straight or curly apostrophe.
    pub fn is_apostrophe(&self) -> bool {
        matches!(self.shape, Shape::Mark('\'' | '\u{2019}' | '\u{2018}' | '`'))
    }
}

/// Splits a text. Linear, total, and every offset is a character boundary. Bytes past 4 GiB are not read.
pub(crate) fn scan(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::with_capacity(text.len() / 5 + 8);
    let mut chars = text.char_indices().peekable();
    let mut breaks = 2u8;
    let mut blank = true;
    while let Some((at, c)) = chars.next() {
        if u32::try_from(at + 4).is_err() {
            break;
        }
        if c.is_whitespace() {
            blank = true;
            breaks = breaks.saturating_add(u8::from(c == '\n'));
            continue;
        }
        let (shape, end) = if c.is_ascii_digit() {
            (Shape::Number, run(&mut chars, at + 1, |d| d.is_ascii_digit()))
        } else if c.is_alphabetic() {
            let end = at + c.len_utf8();
            let rest = text.get(at..).unwrap_or("");
            // "7May2022": a year glued to its month.
            if c.is_uppercase() && month_before_year(rest) {
                (Shape::Word, run(&mut chars, end, char::is_alphabetic))
            } else {
                (Shape::Word, run(&mut chars, end, word_character))
            }
        } else {
            (Shape::Mark(c), at + c.len_utf8())
        };
        let gap = match (breaks, blank) {
            (2.., _) => Gap::Paragraph,
            (_, true) => Gap::Space,
            _ => Gap::Glued,
        };
        let piece = text.get(at..end).unwrap_or("");
        let lex = if shape == Shape::Word { look_up(piece) } else { Lex::Other };
        let caps = shape == Shape::Word && piece.len() > 1 && !piece.chars().any(char::is_lowercase);
        tokens.push(Token {
            start: at as u32,
            end: end as u32,
            text: piece,
            shape,
            gap,
            lex,
            capital: c.is_uppercase(),
            caps,
        });
        breaks = 0;
        blank = false;
    }
    tokens
}

/// Whether `rest` begins with the name of a month and just four digits behind it.
fn month_before_year(rest: &str) -> bool {
    let bytes = rest.as_bytes();
    let letters = bytes.iter().take(10).take_while(|byte| byte.is_ascii_alphabetic()).count();
    let digits = bytes.iter().skip(letters).take(5).take_while(|byte| byte.is_ascii_digit()).count();
    digits == 4
        && rest.get(..letters).is_some_and(|word| matches!(look_up(word), Lex::Month(_) | Lex::MonthAbbr(_)))
}

fn word_character(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '\u{300}'..='\u{36f}')
}

fn run(
    chars: &mut std::iter::Peekable<std::str::CharIndices<'_>>,
    mut end: usize,
    goes_on: impl Fn(char) -> bool,
) -> usize {
    while let Some(&(at, c)) = chars.peek() {
        if !goes_on(c) {
            break;
        }
        end = at + c.len_utf8();
        chars.next();
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        scan(text).iter().map(|t| t.text).collect()
    }

    #[test]
    fn digits_part_from_letters_and_marks_stay_single() {
        assert_eq!(words("7am on 28/02/2024"), ["7", "am", "on", "28", "/", "02", "/", "2024"]);
        assert_eq!(words("the 1990s, p.m."), ["the", "1990", "s", ",", "p", ".", "m", "."]);
        assert_eq!(words("7May2022, June20221"), ["7", "May", "2022", ",", "June20221"]);
    }

    #[test]
    fn an_empty_line_parts_paragraphs_and_a_single_break_does_not() {
        let gaps: Vec<Gap> = scan("a\nb\n\nc").iter().map(|t| t.gap).collect();
        assert_eq!(gaps, [Gap::Paragraph, Gap::Space, Gap::Paragraph]);
    }

    #[test]
    fn letters_of_any_script_are_words() {
        assert_eq!(words("début März 5"), ["début", "März", "5"]);
    }
}
