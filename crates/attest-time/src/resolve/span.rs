//! Seasons, quarters, business periods, feasts: stretches that recur and must be placed in a year.

use super::{Found, Meaning, NO_SPEECH, NO_STORY, NO_YEAR, Resolver, open};
use crate::anchors::Tense;
use crate::interval::{Interval, days_between};
use crate::lexicon::{Season, Unit};
use crate::mention::{AnchorSource, Basis};
use crate::narrative::Bytes;
use crate::period::{Period, plus_days, quarter_of, season_code, week_of};
use crate::reading::{Form, Reading, Shift, YearRef};

impl Resolver<'_> {
    pub(super) fn season(&self, season: Season, year: YearRef, shift: Shift) -> Meaning {
        if let Some(found) = self.year(year) {
            return Found { period: Period::Season(found.period.year(), season), ..found }.meaning();
        }
        let code = season_code(season);
        let Some((reference, source, anchor)) = self.story.reference(self.at) else {
            return open(format!("XXXX-{code}"), Some(NO_YEAR));
        };
        let at_year = |y: i16| Period::Season(y, season);
        let begun = |y: i16| at_year(y).first_day().is_some_and(|d| d <= reference);
        let over = |y: i16| at_year(y).interval().and_then(|i| i.latest).is_some_and(|d| d < reference);
        let y = reference.year();
        let latest = |test: &dyn Fn(i16) -> bool| (y - 2..=y).rev().find(|y| test(*y)).unwrap_or(y);
        let next = (y - 1..=y + 1).find(|y| !over(*y)).unwrap_or(y);
        let chosen = match (shift, self.tense) {
            (Shift::Last | Shift::Past | Shift::Previous, _) => latest(&over),
            (Shift::Next | Shift::Following, _) => (y - 1..=y + 1).find(|y| !begun(*y)).unwrap_or(y),
            (Shift::This, _) if season == Season::Winter && begun(y - 1) && !over(y - 1) => y - 1,
            (Shift::This | Shift::Same, _) => y,
            (_, Some(Tense::Future)) => next,
            _ => latest(&begun),
        };
        Found { period: at_year(chosen), basis: Basis::Inherited, source, anchor }.meaning()
    }

    pub(super) fn quarter(&self, quarter: u8, year: YearRef) -> Meaning {
        let q = quarter as i8;
        if let YearRef::Shifted(Shift::Previous) = year {
            let found =
                self.nearest_quarter(q).and_then(|f| Some(Found { period: f.period.plus_years(-1)?, ..f }));
            return found.map_or_else(|| open(format!("XXXX-Q{q}"), Some(NO_YEAR)), Found::meaning);
        }
        match self.year(year) {
            Some(found) => Found { period: Period::Quarter(found.period.year(), q), ..found }.meaning(),
            None => self
                .nearest_quarter(q)
                .map_or_else(|| open(format!("XXXX-Q{q}"), Some(NO_YEAR)), Found::meaning),
        }
    }

    /// The quarter of that number nearest to the time of speech, the past one on a tie.
    pub(super) fn nearest_quarter(&self, q: i8) -> Option<Found> {
        let (reference, source, anchor) = self.story.reference(self.at)?;
        let now = quarter_of(reference.month());
        let gap = q - now;
        let year = reference.year() + i16::from(gap <= -3) - i16::from(gap >= 2);
        let year = match self.tense {
            Some(Tense::Past) if gap <= -3 => reference.year(),
            _ => year,
        };
        Some(Found { period: Period::Quarter(year, q), basis: Basis::Inherited, source, anchor })
    }

    /// "the quarter", "the year-ago period": the quarter that the text is at, or the last one that was over.
    pub(super) fn same_period(&self, unit: Option<Unit>, years: i16, year: YearRef) -> Meaning {
        if unit == Some(Unit::Year) {
            let found = self.near_found(Unit::Year, Shift::Last);
            return found.map_or_else(|| open("XXXX", Some(NO_SPEECH)), Found::meaning);
        }
        let base = match self.story.quarter {
            Some((period, words)) => Some(Found {
                period,
                basis: Basis::Relative,
                source: AnchorSource::Mention,
                anchor: Some(words),
            }),
            None => self.by_speech(|d| {
                if unit == Some(Unit::Quarter) || years == 0 && year == YearRef::Unsaid {
                    Period::around(d, Unit::Quarter, -1)
                } else {
                    Some(Period::Year(d.year()))
                }
            }),
        };
        let moved = base.and_then(|f| {
            let period = match self.year(year) {
                Some(named) => f.period.plus_years(named.period.year().checked_sub(f.period.year())?)?,
                None => f.period.plus_years(years)?,
            };
            Some(Found { period, ..f })
        });
        moved.map_or_else(|| open("XXXX-QX", Some(NO_STORY)), Found::meaning)
    }

    pub(super) fn feast(
        &self,
        feast: crate::feast::Feast,
        year: YearRef,
        shift: Shift,
        week: bool,
    ) -> Meaning {
        let chosen = match self.year(year) {
            Some(f) => feast.occurrences(f.period.year()).first().map(|i| (*i, f.basis, f.source, f.anchor)),
            None => self.nearest_feast(feast, shift),
        };
        let Some((interval, basis, source, anchor)) = chosen else {
            return open("XXXX-XX-XX", feast.note().or(Some(NO_YEAR)));
        };
        let best = feast.best_day(interval);
        let period = best.map(|d| if week { week_of(d) } else { Period::Day(d) });
        // The first day of a stretch without its day of doubt names the month.
        let first = interval.earliest.and_then(|d| plus_days(d, i32::from(feast.note().is_some())));
        let value = match (period, first) {
            (Some(p), _) => p.value(),
            (None, Some(d)) => Period::Month(d.year(), d.month()).value(),
            (None, None) => "XXXX-XX-XX".to_owned(),
        };
        let interval = if week { period.and_then(Period::interval).unwrap_or(interval) } else { interval };
        Meaning { value, period, interval: Some(interval), basis, source, anchor, note: feast.note() }
    }

    pub(super) fn nearest_feast(
        &self,
        feast: crate::feast::Feast,
        shift: Shift,
    ) -> Option<(Interval, Basis, AnchorSource, Option<Bytes>)> {
        let (reference, source, anchor) = self.story.reference(self.at)?;
        let y = reference.year();
        let all: Vec<(i32, Interval)> = (y.checked_sub(1)?..=y.checked_add(1)?)
            .flat_map(|y| feast.occurrences(y))
            .filter_map(|i| Some((days_between(reference, i.earliest?), i)))
            .collect();
        let past = |limit: i32| all.iter().filter(|(g, _)| *g <= limit).max_by_key(|(g, _)| *g);
        let future = |limit: i32| all.iter().filter(|(g, _)| *g >= limit).min_by_key(|(g, _)| *g);
        let chosen = match (shift, self.tense) {
            (Shift::Last, _) => past(-1),
            (Shift::Next, _) => future(1),
            (_, Some(Tense::Past)) if shift != Shift::This => past(3),
            (_, Some(Tense::Future)) => future(-3),
            _ => all.iter().min_by_key(|(g, _)| g.abs()),
        }?;
        Some((chosen.1, Basis::Inherited, source, anchor))
    }

    pub(super) fn week_of(&self, inner: &Form) -> Meaning {
        let reading = Reading::new(0, 0, inner.clone(), "span/week-of");
        let meaning = self.meaning(&reading);
        match meaning.period {
            Some(Period::Day(d)) => {
                let period = week_of(d);
                Meaning {
                    value: period.value(),
                    period: Some(period),
                    interval: period.interval(),
                    ..meaning
                }
            }
            _ => meaning,
        }
    }
}
