//! What the reader returns: one time expression, what it means, and what that meaning rests on.
//!
//! A mention keeps two answers apart. Its `value` is the TIMEX3 value, the currency in which time annotation is compared
//! (`2024-02-28`, `2024-W09`, `P3D`, `PAST_REF`). Its `interval` is what a conflict record needs: the first and the last civil day
//! that the words allow. A value may exist without an interval (a duration, a set, "recently"), and the two come from one
//! resolution, so they cannot disagree.

use serde::{Deserialize, Serialize};

use crate::interval::Interval;

/// The TIMEX3 type of an expression.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum TimeKind {
    /// A calendar point of a day or coarser: "28 February", "last week", "recently".
    Date,
    /// A point finer than a day: "3:30 p.m.", "Tuesday night".
    Time,
    /// A length of time: "three days", "the past two months".
    Duration,
    /// A recurring time: "every Friday", "twice a week".
    Set,
}

impl TimeKind {
    /// The name that TIMEX3 uses: `DATE`, `TIME`, `DURATION`, `SET`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Date => "DATE",
            Self::Time => "TIME",
            Self::Duration => "DURATION",
            Self::Set => "SET",
        }
    }
}

/// The TIMEX3 `mod` of an expression: how the words bend the value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Modifier {
    /// "early March", "the beginning of 2023".
    Start,
    /// "mid-March", "the middle of the year".
    Mid,
    /// "late 2023", "the end of May".
    End,
    /// "around 3 March", "about two years".
    Approx,
    /// "more than three days".
    MoreThan,
    /// "less than a week", "nearly a year".
    LessThan,
    /// "at least two days".
    EqualOrMore,
    /// "up to 180 days", "no more than a week".
    EqualOrLess,
    /// "before 2010".
    Before,
    /// "after 2010".
    After,
    /// "2010 or later".
    OnOrAfter,
    /// "2010 or earlier".
    OnOrBefore,
}

/// On which side of the words the time lies: "since July 2022" opens the interval, "between 3 and 5 March" closes it twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Bound {
    /// At or within the expression.
    #[default]
    At,
    /// "since …", "from … on": the interval starts here and has no stated end.
    From,
    /// "until …", "by …": the interval ends here and has no stated start.
    Until,
    /// "before …": strictly earlier.
    Before,
    /// "after …": strictly later.
    After,
    /// First half of a range ("between **3** and 5 March"); see [`TimeMention::partner`].
    RangeStart,
    /// Second half of a range.
    RangeEnd,
}

/// Where the resolved day comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// The words themselves give it completely: "28 February 2024".
    Stated,
    /// Computed from another date: "yesterday", "on Friday", "two days later".
    Relative,
    /// A missing year or month taken from another date: "February 28".
    Inherited,
    /// The publication date itself. Never chosen by [`crate::read`]; only a caller who asks for it gets it.
    Publication,
    /// Not resolved.
    #[default]
    None,
}

/// What a relative or inherited expression was resolved against.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AnchorSource {
    /// Nothing was needed, or nothing was there.
    #[default]
    None,
    /// The publication date that the caller gave.
    Published,
    /// The dateline of the text; its words are in [`TimeMention::anchor`].
    Dateline,
    /// An earlier expression of the same text; its words are in [`TimeMention::anchor`].
    Mention,
}

/// One time expression of a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TimeMention {
    /// First byte of the expression in the original UTF-8 text.
    pub start: u32,
    /// One past its last byte.
    pub end: u32,
    /// TIMEX3 type.
    pub kind: TimeKind,
    /// TIMEX3 value, such as `2024-02-28`, `2024-02-28TNI`, `P3D`, `XXXX-WXX-5`, `PAST_REF`.
    pub value: String,
    /// TIMEX3 `mod`.
    pub modifier: Option<Modifier>,
    /// Id of the grammar rule that read it: `calendar/day-month-year`.
    pub rule: &'static str,
    /// First and last civil day that the words allow, `None` where they give none (durations, sets, "recently", a weekday without
    /// an anchor).
    pub interval: Option<Interval>,
    /// Where the interval comes from.
    pub basis: Basis,
    /// Kind of the anchor that was used.
    pub anchored_to: AnchorSource,
    /// The words of the text that the expression was resolved against, where there are any.
    pub anchor: Option<(u32, u32)>,
    /// Whether the time lies at, before or after the expression.
    pub bound: Bound,
    /// Index, in the list returned by [`crate::read`], of the other half of a range.
    pub partner: Option<u32>,
    /// Whether the words alone name one calendar day with its year.
    pub calendar_complete: bool,
    /// Why a value is open or doubtful, for the notes of a record.
    pub note: Option<&'static str>,
}

impl TimeMention {
    /// Whether the expression can say when something happened: it has days of its own, and is a point in time or a distance from one
    /// ("two days later", which TIMEX3 calls a duration). "In the past week" can, "for three days" cannot.
    pub fn dates_an_event(&self) -> bool {
        self.interval.is_some()
            && (matches!(self.kind, TimeKind::Date | TimeKind::Time) || self.rule != "lasting/length")
    }

    /// The words of the expression in the text it was read from, empty when `text` is another text.
    pub fn words<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.start as usize..self.end as usize).unwrap_or("")
    }
}
