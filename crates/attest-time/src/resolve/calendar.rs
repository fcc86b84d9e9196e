//! Days and months whose year, or month, the words leave out.

use jiff::civil::Date;

use super::{AGAINST_TENSE, DAY_OR_MONTH, Found, Meaning, NO_STORY, NO_YEAR, Resolver, open};
use crate::anchors::{DayMonthOrder, Tense};
use crate::interval::{Interval, Precision, days_between};
use crate::mention::{AnchorSource, Basis};
use crate::period::{Period, day};
use crate::reading::{Shift, YearRef};

impl Resolver<'_> {
    pub(super) fn day(
        &self,
        year: YearRef,
        month: Option<u8>,
        day_of: u8,
        weekday: Option<u8>,
        doubtful: bool,
    ) -> Meaning {
        let Some(mut month) = month.map(|m| m as i8) else {
            return self.numbered_day(day_of as i8);
        };
        let mut day_of = day_of as i8;
        let mut note = None;
        if doubtful {
            if self.order == DayMonthOrder::MonthFirst {
                (month, day_of) = (day_of, month);
            }
            note = (self.order == DayMonthOrder::Unknown).then_some(DAY_OR_MONTH);
            if let (DayMonthOrder::Unknown, Some(y), Some(speech)) =
                (self.order, self.year(year), self.story.speech)
            {
                // A report does not date its story after itself: where one order does, the other is meant.
                let told = |m, d| day(y.period.year(), m, d).is_some_and(|at| at <= speech);
                if told(day_of, month) && !told(month, day_of) {
                    (month, day_of) = (day_of, month);
                }
            }
        }
        let found = match self.year(year) {
            Some(found) => {
                day(found.period.year(), month, day_of).map(|d| Found { period: Period::Day(d), ..found })
            }
            None => self.inherited_day(month, day_of, weekday),
        };
        match found {
            Some(found) => {
                let mut meaning = found.meaning();
                if let (Some(DAY_OR_MONTH), Some(other)) = (note, day(found.period.year(), day_of, month))
                    && let Some(own) = meaning.interval.and_then(|i| i.earliest)
                {
                    meaning.interval = Some(Interval::between(own, other, Precision::Unknown));
                }
                meaning.note = note;
                meaning
            }
            None => open(format!("XXXX-{month:02}-{day_of:02}"), Some(NO_YEAR)),
        }
    }

    /// A day and month without a year: the nearest one in the direction of the tense.
    pub(super) fn inherited_day(&self, month: i8, day_of: i8, weekday: Option<u8>) -> Option<Found> {
        // "on 10 September 2019 … **On 12 September**": the story goes on.
        if let Some((stated, words)) = self.story.just_stated(self.at)
            && let Some(next) = day(stated.year(), month, day_of)
            && (0..=31).contains(&days_between(stated, next))
            && weekday.is_none_or(|w| next.weekday().to_monday_one_offset() == w as i8)
        {
            return Some(Found {
                period: Period::Day(next),
                basis: Basis::Inherited,
                source: AnchorSource::Mention,
                anchor: Some(words),
            });
        }
        let (reference, source, anchor) = self.story.reference(self.at)?;
        let candidates = (-1..=1).filter_map(|n| day(reference.year().checked_add(n)?, month, day_of));
        let told = weekday.map(|w| w as i8);
        let fits = |d: &Date| told.is_none_or(|w| d.weekday().to_monday_one_offset() == w);
        let own_time = source != AnchorSource::Mention;
        let cost = |d: Date| {
            let gap = days_between(reference, d);
            let against = match self.tense {
                Some(Tense::Past) if own_time => gap > 1,
                Some(Tense::Future) if own_time => gap < -30,
                _ => false,
            };
            gap.abs() + if against { AGAINST_TENSE } else { 0 }
        };
        let all: Vec<Date> = candidates.collect();
        let best = all
            .iter()
            .copied()
            .filter(fits)
            .min_by_key(|d| cost(*d))
            .or_else(|| all.iter().copied().min_by_key(|d| cost(*d)))?;
        Some(Found { period: Period::Day(best), basis: Basis::Inherited, source, anchor })
    }

    /// "the 25th": the month of the story, else the month of speech.
    pub(super) fn numbered_day(&self, day_of: i8) -> Meaning {
        let near = |base: Date, source, anchor| {
            let (y, m) = (base.year(), base.month());
            day(y, m, day_of).map(|d| Found {
                period: Period::Day(d),
                basis: Basis::Inherited,
                source,
                anchor,
            })
        };
        let found = match (self.story.day, self.speech()) {
            (Some((d, words)), _) => near(d, AnchorSource::Mention, Some(words)),
            (None, Some((d, source, anchor))) => near(d, source, anchor),
            (None, None) => None,
        };
        found.map_or_else(|| open(format!("XXXX-XX-{day_of:02}"), Some(NO_STORY)), Found::meaning)
    }

    pub(super) fn month(&self, year: YearRef, month: u8, shift: Shift) -> Meaning {
        let month = month as i8;
        if let Some(found) = self.year(year) {
            return Found { period: Period::Month(found.period.year(), month), ..found }.meaning();
        }
        let found = match shift {
            Shift::Same | Shift::Previous | Shift::Following => self.by_story(|p| {
                let base = p.first_day()?;
                let gap = i16::from(match shift {
                    Shift::Previous => -i8::from(month >= base.month()),
                    Shift::Following => i8::from(month <= base.month()),
                    _ => 0,
                });
                Some(Period::Month(base.year().checked_add(gap)?, month))
            }),
            _ => self.bare_month(month, shift),
        };
        found.map_or_else(|| open(format!("XXXX-{month:02}"), Some(NO_YEAR)), Found::meaning)
    }

    pub(super) fn bare_month(&self, month: i8, shift: Shift) -> Option<Found> {
        let (reference, source, anchor) = self.story.reference(self.at)?;
        let (year, now) = (reference.year(), reference.month());
        let past = if month <= now { year } else { year - 1 };
        let future = if month >= now { year } else { year + 1 };
        let ahead = (month - now).rem_euclid(12);
        let chosen = match (shift, self.tense) {
            (Shift::Last, _) => {
                if month < now {
                    year
                } else {
                    year - 1
                }
            }
            (Shift::Next, _) => {
                if month > now {
                    year
                } else {
                    year + 1
                }
            }
            (Shift::This, _) => year,
            _ if source == AnchorSource::Mention => {
                // A story goes forwards: the same month or the next of that name, unless it lies just behind.
                let back = (now - month).rem_euclid(12);
                if back <= 3 { past } else { future }
            }
            (_, Some(Tense::Past)) => {
                if ahead <= 1 {
                    future
                } else {
                    past
                }
            }
            (_, Some(Tense::Future)) => future,
            _ => {
                if ahead <= 3 {
                    future
                } else {
                    past
                }
            }
        };
        Some(Found { period: Period::Month(chosen, month), basis: Basis::Inherited, source, anchor })
    }
}
