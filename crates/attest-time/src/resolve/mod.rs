//! From what the words say to what they mean here: readings in, values and intervals out.
//!
//! Direction comes from words first ("last", "next", "ago"), from the tense second, from nearness last. What cannot be resolved keeps
//! an honest value with X for the unknown places (`XXXX-WXX-5`), no interval, and a note.

mod calendar;
mod deictic;
mod span;

use jiff::civil::Date;

use crate::anchors::{DayMonthOrder, Tense};
use crate::interval::Interval;
use crate::lexicon::Unit;
use crate::mention::{AnchorSource, Basis};
use crate::narrative::{Bytes, Narrative};
use crate::period::Period;
use crate::reading::{Form, Reading, Vague, YearRef};

/// A resolved meaning.
#[derive(Debug, Clone)]
pub(crate) struct Meaning {
    pub value: String,
    pub period: Option<Period>,
    pub interval: Option<Interval>,
    pub basis: Basis,
    pub source: AnchorSource,
    pub anchor: Option<Bytes>,
    pub note: Option<&'static str>,
}

/// How many days nearer a date against the tense must be to win over one with it.
const AGAINST_TENSE: i32 = 200;

/// Notes of unresolved expressions.
const NO_DAY: &str = "weekday without an anchor";
const NO_SPEECH: &str = "relative to the time of speech, which is not known";
const NO_STORY: &str = "relative to a date that the text does not give";
const NO_YEAR: &str = "the year is not given";
const DAY_OR_MONTH: &str = "day and month could be exchanged";

/// Where an answer was found.
#[derive(Debug, Clone, Copy)]
struct Found {
    period: Period,
    basis: Basis,
    source: AnchorSource,
    anchor: Option<Bytes>,
}

impl Found {
    fn stated(period: Period) -> Self {
        Self { period, basis: Basis::Stated, source: AnchorSource::None, anchor: None }
    }

    fn meaning(self) -> Meaning {
        Meaning {
            value: self.period.value(),
            period: Some(self.period),
            interval: self.period.interval(),
            basis: self.basis,
            source: self.source,
            anchor: self.anchor,
            note: None,
        }
    }
}

fn open(value: impl Into<String>, note: Option<&'static str>) -> Meaning {
    Meaning {
        value: value.into(),
        period: None,
        interval: None,
        basis: Basis::None,
        source: AnchorSource::None,
        anchor: None,
        note,
    }
}

/// Resolves one reading against the story so far.
pub(crate) struct Resolver<'n> {
    pub story: &'n Narrative,
    pub order: DayMonthOrder,
    /// First byte of the expression.
    pub at: u32,
    pub tense: Option<Tense>,
}

impl Resolver<'_> {
    /// The meaning of a reading.
    pub fn meaning(&self, reading: &Reading) -> Meaning {
        match &reading.form {
            Form::Day { year, month, day, weekday, doubtful } => {
                self.day(*year, *month, *day, *weekday, *doubtful)
            }
            Form::Month { year, month, shift } => self.month(*year, *month, *shift),
            Form::Year(year) => self.year(*year).map_or_else(|| open("XXXX", Some(NO_STORY)), Found::meaning),
            Form::Fiscal(year) => match self.year(*year) {
                Some(found) => Found { period: Period::Fiscal(found.period.year()), ..found }.meaning(),
                None => open("XXXX", Some(NO_STORY)),
            },
            Form::Weekday { weekday, shift } => self.weekday(*weekday, *shift),
            Form::Near { unit, shift } => self.near(*unit, *shift),
            Form::Offset { unit, count, half: _, ahead, origin } => {
                self.offset(*unit, *count, *ahead, *origin)
            }
            Form::Season { season, year, shift } => self.season(*season, *year, *shift),
            Form::Quarter { quarter, year } => self.quarter(*quarter, *year),
            Form::Half { half, year } => match self.year(*year) {
                Some(found) => {
                    Found { period: Period::Half(found.period.year(), *half as i8), ..found }.meaning()
                }
                None => open(format!("XXXX-H{half}"), Some(NO_YEAR)),
            },
            Form::SamePeriod { unit, years, year } => self.same_period(*unit, *years, *year),
            Form::Decade(d) => Found::stated(Period::Decade(*d)).meaning(),
            Form::Century(c) => Found::stated(Period::Century(*c)).meaning(),
            Form::Feast { feast, year, shift, week } => self.feast(*feast, *year, *shift, *week),
            Form::WeekOf(inner) => self.week_of(inner),
            Form::SomeDay { .. } => self.some_day(reading),
            Form::Vague(vague) => open(
                match vague {
                    Vague::Past => "PAST_REF",
                    Vague::Present => "PRESENT_REF",
                    Vague::Future => "FUTURE_REF",
                },
                None,
            ),
            Form::Duration { value, window } => self.window(value, *window),
            Form::Set { value } => open(value.clone(), None),
        }
    }

    fn speech(&self) -> Option<(Date, AnchorSource, Option<Bytes>)> {
        self.story.speech.map(|d| (d, self.story.speech_source, self.story.speech_words))
    }

    fn by_speech(&self, make: impl Fn(Date) -> Option<Period>) -> Option<Found> {
        let (date, source, anchor) = self.speech()?;
        Some(Found { period: make(date)?, basis: Basis::Relative, source, anchor })
    }

    fn by_story(&self, make: impl Fn(Period) -> Option<Period>) -> Option<Found> {
        let (period, words) = self.story.period?;
        Some(Found {
            period: make(period)?,
            basis: Basis::Relative,
            source: AnchorSource::Mention,
            anchor: Some(words),
        })
    }

    fn by_story_day(&self, make: impl Fn(Date) -> Option<Period>) -> Option<Found> {
        let (date, words) = self.story.day?;
        Some(Found {
            period: make(date)?,
            basis: Basis::Relative,
            source: AnchorSource::Mention,
            anchor: Some(words),
        })
    }

    /// The year that a year reference names, as a period with its origin.
    fn year(&self, year: YearRef) -> Option<Found> {
        match year {
            YearRef::Stated(y) => Some(Found::stated(Period::Year(y))),
            YearRef::Short(n) => Some(Found::stated(Period::Year(self.full_year(n)))),
            YearRef::Shifted(shift) => self.near_found(Unit::Year, shift),
            YearRef::Unsaid => None,
        }
    }

    /// The century of a year in two digits: not more than ten years after the time of speech.
    fn full_year(&self, n: i16) -> i16 {
        let limit = self.story.speech.map_or(2040, |d| d.year() + 10);
        let century = limit.div_euclid(100) * 100;
        if century + n <= limit { century + n } else { century - 100 + n }
    }
}
