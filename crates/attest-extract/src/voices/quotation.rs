//! Quotation marks: which words of the page stand between them.
//!
//! A quotation may run over sentences, and in news over paragraphs: each paragraph opens with a mark and only the last one
//! closes. The blanks around a mark say whether it opens or closes; then its shape; then turns inside the block. A mark that never
//! closes in its block lasts to the block's end, and only then may the next block go on in it.

use crate::page::{Page, Passage};
use attest_language::Token;
use std::ops::Range;

/// Words between quotation marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Quotation {
    /// Its passage.
    pub passage: usize,
    /// Its tokens, the marks included.
    pub tokens: Range<usize>,
    /// No closing mark stands in the passage.
    pub open: bool,
    /// It is speech (a clause, a sentence), not a word or name set apart.
    pub speech: bool,
}

impl Quotation {
    /// Whether the quotation holds this token.
    pub(crate) fn holds(&self, passage: usize, token: usize) -> bool {
        self.passage == passage && self.tokens.contains(&token)
    }
}

#[derive(PartialEq, Eq, Clone, Copy)]
enum Mark {
    Open,
    Close,
    Either,
}

/// What a mark does. Spacing decides before shape: straight marks have no side of their own, and curly ones are often wrong.
fn mark(token: Token<'_>) -> Option<Mark> {
    let shape = match token.text() {
        "“" | "„" | "«" | "``" => Mark::Open,
        "”" | "»" => Mark::Close,
        "\"" | "''" | "‟" => Mark::Either,
        _ => return None,
    };
    let touches_left = token.previous().is_some_and(|left| left.end() == token.start() && !left.is_space());
    let touches_right = token.next().is_some_and(|right| right.start() == token.end() && !right.is_space());
    Some(match (touches_left, touches_right) {
        (true, false) => Mark::Close,
        (false, true) => Mark::Open,
        _ => shape,
    })
}

/// The quotations of a page, in text order.
#[derive(Debug)]
pub(crate) struct Quotations {
    list: Vec<Quotation>,
}

impl Quotations {
    /// Finds them.
    pub(crate) fn of(page: &Page<'_>) -> Self {
        Self {
            list: page
                .passages
                .iter()
                .enumerate()
                .flat_map(|(index, passage)| of_passage(index, passage))
                .collect(),
        }
    }

    /// All of them.
    pub(crate) fn all(&self) -> &[Quotation] {
        &self.list
    }

    /// Those of a passage.
    pub(crate) fn in_passage(&self, passage: usize) -> &[Quotation] {
        let first = self.list.partition_point(|quote| quote.passage < passage);
        let end = self.list.partition_point(|quote| quote.passage <= passage);
        self.list.get(first..end).unwrap_or_default()
    }

    /// Whether a token stands in quoted speech.
    pub(crate) fn holds(&self, passage: usize, token: usize) -> bool {
        let quotes = self.in_passage(passage);
        let after = quotes.partition_point(|quote| quote.tokens.start <= token);
        after
            .checked_sub(1)
            .and_then(|index| quotes.get(index))
            .is_some_and(|quote| quote.speech && quote.holds(passage, token))
    }
}

fn of_passage(index: usize, passage: &Passage<'_>) -> Vec<Quotation> {
    let analysis = &passage.analysis;
    let mut out = Vec::new();
    let mut start: Option<usize> = None;
    for token in analysis.tokens() {
        let Some(kind) = mark(token) else { continue };
        match (start, kind) {
            (None, Mark::Open | Mark::Either) => start = Some(token.index()),
            (Some(first), Mark::Close | Mark::Either) => {
                out.push(quotation(index, passage, first..token.index() + 1, false));
                start = None;
            }
            (Some(first), Mark::Open) => {
                // A second opening mark: the first was never closed, or it opens a new paragraph of the same words.
                if token.index() > first + 1 && token.begins_sentence() {
                    out.push(quotation(index, passage, first..token.index(), true));
                    start = Some(token.index());
                }
            }
            (None, Mark::Close) => {}
        }
    }
    if let Some(first) = start {
        out.push(quotation(index, passage, first..analysis.len(), true));
    }
    out
}

fn quotation(index: usize, passage: &Passage<'_>, tokens: Range<usize>, open: bool) -> Quotation {
    let analysis = &passage.analysis;
    let words = analysis
        .tokens_in(tokens.clone())
        .filter(|token| token.pos() != "PUNCT" && !token.is_space())
        .count();
    let clause = analysis.tokens_in(tokens.clone()).any(|token| {
        matches!(token.tag(), "VBD" | "VBZ" | "VBP" | "MD") || matches!(token.text(), "." | "!" | "?")
    });
    let ends = analysis
        .tokens_in(tokens.clone())
        .rev()
        .find(|token| mark(*token).is_none())
        .is_some_and(|token| matches!(token.text(), "." | "," | "!" | "?" | "…"));
    Quotation { passage: index, tokens, open, speech: words >= 4 && clause || words >= 2 && ends }
}
