//! What a reader of relative dates must be told, or may find in the text: the day of publication, the dateline, the tense.
//!
//! Every anchor is explicit. Nothing here asks a clock, and an absent anchor makes expressions unresolved, never guessed.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Which of two numbers in `03/04/2024` is the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DayMonthOrder {
    /// Not known: an ambiguous pair is read day first, and a note says so.
    #[default]
    Unknown,
    /// 3 April.
    DayFirst,
    /// March 4.
    MonthFirst,
}

/// How a dateline is told from a date of the story.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DatelineKind {
    /// A place, the date, perhaps an agency, a dash: "BAMAKO, Feb 28 (AFP) -".
    Agency,
    /// A word says so: "Updated 5:12 PM EST Mar 3, 2015".
    Stamp,
    /// A full date alone on its line near the top. It may also be the date of an infobox, so it stays a date of the story, too.
    Line,
}

/// The line that opens an agency report with its place and day, or a web page's own time stamp.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dateline {
    /// How it was told.
    pub kind: DatelineKind,
    /// First byte of the date's words.
    pub start: u32,
    /// One past their last byte.
    pub end: u32,
    /// The date, `None` when the line gives no year and the caller gave no publication date.
    pub date: Option<Date>,
    /// Span of the place name in front of the date, where there is one.
    pub place: Option<(u32, u32)>,
    /// Span of the agency's name behind it, where there is one: `DPA`, `AFP`.
    pub agency: Option<(u32, u32)>,
}

/// The dates from outside the sentence.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Anchors {
    /// Day of publication (document creation time).
    pub published: Option<Date>,
    /// The dateline; [`crate::read`] looks for one itself when this is `None`.
    pub dateline: Option<Dateline>,
    /// Order of day and month in figures.
    pub order: DayMonthOrder,
}

impl Anchors {
    /// Only a publication date.
    pub fn published(date: Date) -> Self {
        Self { published: Some(date), ..Self::default() }
    }
}

/// Tense of the verb that governs an expression.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tense {
    /// "was killed", "attacked".
    Past,
    /// "is", "says".
    Present,
    /// "will meet", "is to be held".
    Future,
}

/// A parser's answer to "which tense governs the word at this byte?", for callers that have one. Without it the reader uses the
/// nearest finite verb form.
///
/// Implemented for closures:
/// ```
/// use attest_time::{Anchors, Tense, read_with};
/// let anchors = Anchors::published(jiff::civil::date(2024, 3, 6)); // a Wednesday
/// let mentions = read_with("The trial: Friday", &anchors, &|_byte: u32| Some(Tense::Future));
/// assert_eq!(mentions[0].value, "2024-03-08");
/// ```
pub trait TenseHints {
    /// Tense at a byte offset, `None` when unknown.
    fn tense_at(&self, byte: u32) -> Option<Tense>;
}

impl<F: Fn(u32) -> Option<Tense>> TenseHints for F {
    fn tense_at(&self, byte: u32) -> Option<Tense> {
        self(byte)
    }
}

/// No hints: every question is answered by the reader's own cue.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoHints;

impl TenseHints for NoHints {
    fn tense_at(&self, _byte: u32) -> Option<Tense> {
        None
    }
}
