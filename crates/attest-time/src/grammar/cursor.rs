//! A place in the tokens that a rule reads forward from. Copied freely: a failed attempt just drops its copy.

use crate::lexicon::Lex;
use crate::scan::{Gap, Shape, Token};

/// A reading position.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cursor<'t> {
    tokens: &'t [Token<'t>],
    start: usize,
    pub at: usize,
}

impl<'t> Cursor<'t> {
    pub fn new(tokens: &'t [Token<'t>], start: usize) -> Self {
        Self { tokens, start, at: start }
    }

    /// Index of the token the rule began at.
    pub fn start(&self) -> usize {
        self.start
    }

    /// The token here, `None` at the end of the paragraph.
    #[inline]
    pub fn here(&self) -> Option<&'t Token<'t>> {
        let token = self.tokens.get(self.at)?;
        if self.at > self.start && token.gap == Gap::Paragraph { None } else { Some(token) }
    }

    /// The token `n` further on, within the paragraph.
    pub fn ahead(&self, n: usize) -> Option<&'t Token<'t>> {
        let reached = self.tokens.get(self.at..=self.at + n)?;
        let skipped = usize::from(self.at == self.start);
        let crosses = reached.iter().skip(skipped).any(|t| t.gap == Gap::Paragraph);
        if crosses { None } else { reached.last() }
    }

    /// The token `n` before the rule's first one, within the paragraph.
    pub fn before(&self, n: usize) -> Option<&'t Token<'t>> {
        let wanted = self.start.checked_sub(n)?;
        let crosses =
            (wanted + 1..=self.start).any(|i| self.tokens.get(i).is_none_or(|t| t.gap == Gap::Paragraph));
        if crosses { None } else { self.tokens.get(wanted) }
    }

    /// "said **that** Wednesday's attack": the word opens a clause, and points at no day. "On that Wednesday", "That week," point.
    pub fn opens_clause(&self) -> bool {
        const POINTING: [&str; 26] = [
            "in",
            "on",
            "of",
            "from",
            "by",
            "until",
            "till",
            "since",
            "for",
            "during",
            "after",
            "before",
            "at",
            "and",
            "but",
            "or",
            "later",
            "earlier",
            "late",
            "early",
            "through",
            "throughout",
            "to",
            "over",
            "all",
            "only",
        ];
        self.here().is_some_and(|t| t.is("that"))
            && !self.ahead(1).is_some_and(|t| t.is_any(&["same", "very"]))
            && self.before(1).is_some_and(|t| t.shape == Shape::Word && !t.is_any(&POINTING))
    }

    /// The token just before the current place.
    pub fn previous(&self) -> Option<&'t Token<'t>> {
        if self.at == self.start { self.before(1) } else { self.tokens.get(self.at - 1) }
    }

    pub fn lex(&self) -> Lex {
        self.here().map_or(Lex::Other, |t| t.lex)
    }

    pub fn is(&self, word: &str) -> bool {
        self.here().is_some_and(|t| t.is(word))
    }

    pub fn is_any(&self, words: &[&str]) -> bool {
        self.here().is_some_and(|t| t.is_any(words))
    }

    pub fn bump(&mut self) {
        self.at += 1;
    }

    /// Steps over a word.
    pub fn eat(&mut self, word: &str) -> bool {
        let found = self.is(word);
        self.at += usize::from(found);
        found
    }

    /// Steps over one of some words.
    pub fn eat_any(&mut self, words: &[&str]) -> bool {
        let found = self.is_any(words);
        self.at += usize::from(found);
        found
    }

    /// Steps over a phrase, all of it or nothing.
    pub fn eat_phrase(&mut self, words: &[&str]) -> bool {
        // Tables of phrases are tried at many words: the first one settles nearly all of them.
        if !self.here().zip(words.first()).is_some_and(|(t, w)| t.is(w)) {
            return false;
        }
        let found = words.iter().enumerate().skip(1).all(|(n, w)| self.ahead(n).is_some_and(|t| t.is(w)));
        self.at += if found { words.len() } else { 0 };
        found
    }

    pub fn eat_mark(&mut self, mark: char) -> bool {
        let found = self.here().is_some_and(|t| t.is_mark(mark));
        self.at += usize::from(found);
        found
    }

    /// Steps over a hyphen that joins two words without a blank.
    pub fn eat_hyphen(&mut self) -> bool {
        let found = self.here().is_some_and(|t| t.is_dash() && t.gap == Gap::Glued)
            && self.ahead(1).is_some_and(|t| t.gap == Gap::Glued);
        self.at += usize::from(found);
        found
    }

    /// Whether the token here follows its neighbour without a blank.
    pub fn glued(&self) -> bool {
        self.here().is_some_and(|t| t.gap == Gap::Glued)
    }

    /// A number here, with its count of digits.
    pub fn number(&self) -> Option<(i32, usize)> {
        let t = self.here()?;
        Some((t.number()?, t.digits()))
    }

    /// Whether the place is at the end of its paragraph or before a mark.
    pub fn at_mark(&self) -> bool {
        self.here().is_none_or(|t| t.shape != Shape::Word && t.shape != Shape::Number)
    }

    /// Steps over the stop of an abbreviation ("Feb." but not the end of a sentence: something of the same expression must follow,
    /// which the caller checks).
    pub fn eat_stop(&mut self) -> bool {
        let found = self.here().is_some_and(|t| t.is_mark('.') && t.gap == Gap::Glued);
        self.at += usize::from(found);
        found
    }
}
