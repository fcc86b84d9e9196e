//! Where words stand: half-open byte ranges of the original text, and the words themselves.
//!
//! Offsets are `u32` because a document over 4 GiB is refused where it is read. A [`Quote`] carries its words so that a
//! record can be checked without the document, and against it: [`Quote::reads_back`].

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A half-open range of UTF-8 bytes of a document's original text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The range from `start` up to `end`.
    pub const fn new(start: u32, end: u32) -> Self {
        Self { start, end }
    }
    /// Length in bytes.
    pub const fn len(self) -> u32 {
        self.end.saturating_sub(self.start)
    }
    /// Whether no byte lies inside.
    pub const fn is_empty(self) -> bool {
        self.end <= self.start
    }
    /// Whether `other` lies wholly inside.
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }
    /// Whether at least one byte is shared.
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }
    /// The smallest range that holds both.
    pub fn join(self, other: Self) -> Self {
        Self::new(self.start.min(other.start), self.end.max(other.end))
    }
    /// The words in `text`, or `None` where the range does not fit it.
    pub fn of(self, text: &str) -> Option<&str> {
        text.get(self.start as usize..self.end as usize)
    }
}

/// Words of a document and where they stand in it.
///
/// ```
/// use attest_model::{Quote, Span};
/// let text = "Over thirty were killed.";
/// let quote = Quote::read(text, Span::new(0, 11)).unwrap();
/// assert_eq!(quote.text, "Over thirty");
/// assert!(quote.reads_back(text));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub struct Quote {
    /// First byte in the original text.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// The words found there.
    pub text: String,
}

impl Quote {
    /// The words of `text` at `span`; `None` where the range does not fit the text or cuts a character.
    pub fn read(text: &str, span: Span) -> Option<Self> {
        if span.is_empty() {
            return None;
        }
        span.of(text).map(|words| Self { start: span.start, end: span.end, text: words.to_owned() })
    }
    /// Where the words stand.
    pub const fn span(&self) -> Span {
        Span::new(self.start, self.end)
    }
    /// Whether `text` holds just these words there: the first law of the format.
    pub fn reads_back(&self, text: &str) -> bool {
        self.span().of(text) == Some(self.text.as_str())
    }
}

/// A value with the words that it was read from and the rule that read it: the only way in which a value enters a claim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Read<T> {
    /// What was read.
    pub value: T,
    /// From which words.
    pub span: Span,
    /// By which rule, e.g. `casualties/passive-killed`.
    pub rule: &'static str,
}

impl<T> Read<T> {
    /// `value`, read from the words at `span` by `rule`.
    pub const fn new(value: T, span: Span, rule: &'static str) -> Self {
        Self { value, span, rule }
    }
    /// The same words and rule with another value.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Read<U> {
        Read { value: f(self.value), span: self.span, rule: self.rule }
    }
}
