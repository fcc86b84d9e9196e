//! Closed intervals of civil days, open at an end where the words leave it open.
//!
//! Days, not instants: reports of attacks give days, their time zones are rarely known, and every dataset that the records go to
//! codes days. An interval carries its precision apart from its length, because "in March" and "between 1 and 31 March" have the
//! same days and are not the same statement.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// How finely the words speak.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Precision {
    /// One day.
    Day,
    /// A few days.
    Days,
    /// A week or a weekend.
    Week,
    /// A month or a part of one.
    Month,
    /// A season, a quarter or a half-year.
    Season,
    /// A year or a part of one.
    Year,
    /// A decade or longer.
    Decade,
    /// One end is not stated: "since July 2022".
    Open,
    /// Nothing can be said.
    Unknown,
}

/// First and last day that the words allow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Interval {
    /// First day, `None` when the words leave it open.
    pub earliest: Option<Date>,
    /// Last day, `None` when the words leave it open.
    pub latest: Option<Date>,
    /// How finely the words speak.
    pub precision: Precision,
}

impl Interval {
    /// One day.
    ///
    /// ```
    /// use attest_time::{Interval, Precision};
    /// let day = Interval::day(jiff::civil::date(2024, 2, 28));
    /// assert_eq!(day.precision, Precision::Day);
    /// assert!(day.contains(jiff::civil::date(2024, 2, 28)));
    /// ```
    pub fn day(date: Date) -> Self {
        Self { earliest: Some(date), latest: Some(date), precision: Precision::Day }
    }

    /// From one day to another, put in order.
    pub fn between(a: Date, b: Date, precision: Precision) -> Self {
        Self { earliest: Some(a.min(b)), latest: Some(a.max(b)), precision }
    }

    /// Whether `date` lies in the interval; an open end holds every day on its side.
    pub fn contains(&self, date: Date) -> bool {
        self.earliest.is_none_or(|e| e <= date) && self.latest.is_none_or(|l| date <= l)
    }

    /// Number of days, `None` while an end is open.
    pub fn days(&self) -> Option<i32> {
        let (e, l) = (self.earliest?, self.latest?);
        Some(days_between(e, l) + 1)
    }

    /// Whether every day of `other` lies in `self`.
    pub fn covers(&self, other: &Self) -> bool {
        let low = match (self.earliest, other.earliest) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(a), Some(b)) => a <= b,
        };
        let high = match (self.latest, other.latest) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(a), Some(b)) => a >= b,
        };
        low && high
    }
}

/// Days from `a` to `b`, negative when `b` is earlier.
pub(crate) fn days_between(a: Date, b: Date) -> i32 {
    // The difference of two civil dates always fits: jiff's whole range is under 8 million days.
    a.until((jiff::Unit::Day, b)).map_or(0, |span| span.get_days())
}
