//! What a text has said of time so far: the ground on which its next expression is resolved.
//!
//! One pass, front to back. Speech time (publication or dateline) answers "yesterday"; the narrative's own date answers "the next
//! day". Both keep the words they came from, so that every resolved value can show its anchor.

use jiff::civil::Date;

use crate::mention::{AnchorSource, Bound};
use crate::period::Period;

/// A span of bytes.
pub(crate) type Bytes = (u32, u32);

/// The state of the story.
#[derive(Debug, Clone, Default)]
pub(crate) struct Narrative {
    /// The day on which the text speaks.
    pub speech: Option<Date>,
    pub speech_source: AnchorSource,
    pub speech_words: Option<Bytes>,
    /// The text tells of another time than its own: its full dates lie far from the day of speech.
    pub retrospective: bool,
    /// The last day that the story was at.
    pub day: Option<(Date, Bytes)>,
    /// The last calendar period of any size.
    pub period: Option<(Period, Bytes)>,
    /// The last date with its year in words.
    pub stated: Option<(Period, Bytes)>,
    /// The last business quarter.
    pub quarter: Option<(Period, Bytes)>,
}

/// How far back, in bytes, a date with its year still governs dates without one.
const GOVERNS: u32 = 700;

/// How far back, in bytes, a date was told just now.
const JUST_TOLD: u32 = 300;

/// A stated date this many days from the day of speech tells a story of another time.
const ANOTHER_TIME: i32 = 270;

/// Whether a date lies so far from the day of speech that it belongs to another story.
pub(crate) fn far(date: Date, speech: Date) -> bool {
    crate::interval::days_between(date, speech).abs() > ANOTHER_TIME
}

impl Narrative {
    /// A stated day near in the text and far from the day of speech: dates without a year belong to it.
    pub fn other_time(&self, at: u32) -> Option<(Date, Bytes)> {
        let (period, words) = self.stated?;
        let date = match period {
            Period::Day(d) => d,
            Period::Month(..) => period.first_day()?,
            _ => return None,
        };
        if at.saturating_sub(words.1) > GOVERNS {
            return None;
        }
        match self.speech {
            Some(speech) => (self.retrospective && far(date, speech)).then_some((date, words)),
            None => Some((date, words)),
        }
    }

    /// The full date of another time, if it was told just now: what follows it goes on from there.
    pub fn just_stated(&self, at: u32) -> Option<(Date, Bytes)> {
        let (period, words) = self.stated?;
        let Period::Day(date) = period else { return None };
        let speech = self.speech?;
        (at.saturating_sub(words.1) < JUST_TOLD && far(date, speech)).then_some((date, words))
    }

    /// The day from which a date without its year is counted.
    pub fn reference(&self, at: u32) -> Option<(Date, AnchorSource, Option<Bytes>)> {
        if let Some((date, words)) = self.other_time(at) {
            return Some((date, AnchorSource::Mention, Some(words)));
        }
        // A text that only tells of another time does not come back to the day of speech, however long ago it named a year.
        if let Some(speech) = self.speech.filter(|_| !self.retrospective || self.stated.is_none()) {
            return Some((speech, self.speech_source, self.speech_words));
        }
        // A date with its year just told governs; one told earlier gives way to the day that the story is at, because reports come
        // back from their background ("… in 2015. … On March 4 …").
        let told = self.stated.filter(|(_, words)| at.saturating_sub(words.1) < JUST_TOLD);
        let day = self.day.map(|(date, words)| (Period::Day(date), words));
        let (period, words) = told.or(day).or(self.stated).or(self.period)?;
        Some((period.first_day()?, AnchorSource::Mention, Some(words)))
    }

    /// Keeps what a resolved expression says for the next ones.
    pub fn note(&mut self, period: Period, words: Bytes, stated: bool, reporting: bool, bound: Bound) {
        let opened = !matches!(bound, Bound::At | Bound::RangeStart | Bound::RangeEnd);
        if opened && self.period.is_some() {
            // "The first since July 2022": the story is not there.
            return;
        }
        match period {
            Period::Day(date) => {
                if !reporting || self.day.is_none() {
                    self.day = Some((date, words));
                    self.period = Some((period, words));
                }
            }
            _ => self.period = Some((period, words)),
        }
        if stated {
            self.stated = Some((period, words));
        }
    }
}
