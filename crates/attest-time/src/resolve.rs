//! From what the words say to what they mean here: readings in, values and intervals out.
//!
//! Direction comes from words first ("last", "next", "ago"), from the tense second, from nearness last. What cannot be resolved keeps
//! an honest value with X for the unknown places (`XXXX-WXX-5`), no interval, and a note.

use jiff::civil::Date;

use crate::anchors::{DayMonthOrder, Tense};
use crate::interval::{Interval, Precision, days_between};
use crate::lexicon::{Season, Unit};
use crate::mention::{AnchorSource, Basis};
use crate::narrative::{Bytes, Narrative};
use crate::period::{Period, day, plus_days, quarter_of, season_code, week_of};
use crate::reading::{Form, Origin, Reading, Shift, Vague, Window, YearRef};

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

    fn day(
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
    fn inherited_day(&self, month: i8, day_of: i8, weekday: Option<u8>) -> Option<Found> {
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
    fn numbered_day(&self, day_of: i8) -> Meaning {
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

    fn month(&self, year: YearRef, month: u8, shift: Shift) -> Meaning {
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

    fn bare_month(&self, month: i8, shift: Shift) -> Option<Found> {
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

    fn weekday(&self, weekday: u8, shift: Shift) -> Meaning {
        let wanted = weekday as i8;
        let found = match shift {
            Shift::Same => self.by_story_day(|d| step_to(d, wanted, 0, 6)),
            Shift::Previous => self
                .by_story_day(|d| step_to(d, wanted, -7, -1))
                .or_else(|| self.by_speech(|d| step_to(d, wanted, -7, -1))),
            Shift::Following => self.by_story_day(|d| step_to(d, wanted, 1, 7)),
            _ => self.spoken_weekday(wanted, shift),
        };
        found.map_or_else(|| open(format!("XXXX-WXX-{weekday}"), Some(NO_DAY)), Found::meaning)
    }

    fn spoken_weekday(&self, wanted: i8, shift: Shift) -> Option<Found> {
        if let (Shift::Bare, Some((date, words))) = (shift, self.story.other_time(self.at)) {
            let period = step_to(date, wanted, -3, 3)?;
            return Some(Found {
                period,
                basis: Basis::Relative,
                source: AnchorSource::Mention,
                anchor: Some(words),
            });
        }
        let Some((speech, source, anchor)) = self.speech() else {
            // Without a day of speech a weekday belongs to the nearest days of the story, before or behind.
            return self.by_story_day(|d| step_to(d, wanted, -3, 3));
        };
        let period = match (shift, self.tense) {
            // Nobody calls yesterday "last Tuesday".
            (Shift::Last, _) => step_to(speech, wanted, -8, -2),
            (Shift::Next, _) => step_to(speech, wanted, 2, 8),
            (Shift::This, Some(Tense::Past)) => step_to(speech, wanted, -6, 0),
            (Shift::This, _) => step_to(speech, wanted, 0, 6),
            (_, Some(Tense::Future)) => step_to(speech, wanted, 0, 6),
            _ => step_to(speech, wanted, -6, 0),
        }?;
        Some(Found { period, basis: Basis::Relative, source, anchor })
    }

    fn near(&self, unit: Unit, shift: Shift) -> Meaning {
        if let Some(found) = self.near_found(unit, shift) {
            let mut meaning = found.meaning();
            if let (Shift::Past, Some(speech)) = (shift, self.story.speech) {
                // "In the past week" ends today and not last Sunday.
                let from = far_edge(speech, unit, -1).or(meaning.interval.and_then(|i| i.earliest));
                meaning.interval =
                    meaning.interval.map(|i| Interval { earliest: from, latest: Some(speech), ..i });
            }
            if let (Shift::This, Some(Tense::Past), Some(speech), Some(i)) =
                (shift, self.tense, self.story.speech, meaning.interval)
            {
                // What has happened "this month" has happened by now.
                meaning.interval = Some(Interval { latest: i.latest.map(|l| l.min(speech)), ..i });
            }
            meaning
        } else {
            let note = match shift {
                Shift::Same | Shift::Previous | Shift::Following => NO_STORY,
                _ => NO_SPEECH,
            };
            open(unknown(unit), Some(note))
        }
    }

    fn near_found(&self, unit: Unit, shift: Shift) -> Option<Found> {
        match shift {
            Shift::This => self.by_speech(|d| Period::around(d, unit, 0)),
            Shift::Last | Shift::Past => self.by_speech(|d| Period::around(d, unit, -1)),
            Shift::Next => self.by_speech(|d| Period::around(d, unit, 1)),
            Shift::Bare => self.by_speech(|d| {
                let weekend = d.weekday().to_monday_one_offset() >= 6;
                let back = unit == Unit::Weekend && !weekend && self.tense != Some(Tense::Future);
                Period::around(d, unit, -i32::from(back))
            }),
            Shift::Same | Shift::Previous | Shift::Following => {
                let n = match shift {
                    Shift::Previous => -1,
                    Shift::Following => 1,
                    _ => 0,
                };
                if unit == Unit::Day {
                    self.by_story_day(|d| Period::around(d, unit, n))
                } else {
                    self.by_story(|p| Period::around(p.first_day()?, unit, n))
                        .or_else(|| self.by_speech(|d| Period::around(d, unit, n)))
                }
            }
        }
    }

    fn offset(&self, unit: Unit, count: Option<i32>, ahead: bool, origin: Origin) -> Meaning {
        let sign = if ahead { 1 } else { -1 };
        let Some(n) = count else {
            return self.vague_offset(ahead, origin);
        };
        let move_by = |d: Date| match unit {
            // "two decades ago" speaks of about twenty years, not of a decade by name.
            Unit::Decade => Period::around(d, Unit::Year, n.checked_mul(sign * 10)?),
            _ => Period::around(d, unit, n.checked_mul(sign)?),
        };
        let comparison = unit == Unit::Year && n == 1 && !ahead;
        if comparison {
            // An earnings report compares a quarter with the same quarter of the year before.
            if let Some((quarter, words)) = self.story.quarter
                && let Some(period) = quarter.plus_years(-1)
            {
                return Found {
                    period,
                    basis: Basis::Relative,
                    source: AnchorSource::Mention,
                    anchor: Some(words),
                }
                .meaning();
            }
        }
        let found = match origin {
            Origin::Speech => self.by_speech(move_by),
            Origin::Narrative if unit <= Unit::Day => self.by_story_day(move_by),
            Origin::Narrative => {
                self.by_story(|p| move_by(p.first_day()?)).or_else(|| self.by_speech(move_by))
            }
        };
        if let (Unit::Decade, Some(found)) = (unit, found) {
            return decades_away(found);
        }
        found.map_or_else(
            || open(unknown(unit), Some(if origin == Origin::Speech { NO_SPEECH } else { NO_STORY })),
            Found::meaning,
        )
    }

    /// "a few days ago", "several weeks later": a side of the anchor, no more.
    fn vague_offset(&self, ahead: bool, origin: Origin) -> Meaning {
        let value = if ahead { "FUTURE_REF" } else { "PAST_REF" };
        let mut meaning = open(value, None);
        let (date, source, anchor) = match origin {
            Origin::Speech => match self.speech() {
                Some(found) => found,
                None => return meaning,
            },
            Origin::Narrative => match self.story.day {
                Some((d, words)) => (d, AnchorSource::Mention, Some(words)),
                None => return meaning,
            },
        };
        meaning.interval = Some(if ahead {
            Interval { earliest: Some(date), latest: None, precision: Precision::Open }
        } else {
            Interval { earliest: None, latest: Some(date), precision: Precision::Open }
        });
        meaning.basis = Basis::Relative;
        meaning.source = source;
        meaning.anchor = anchor;
        meaning
    }

    fn season(&self, season: Season, year: YearRef, shift: Shift) -> Meaning {
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

    fn quarter(&self, quarter: u8, year: YearRef) -> Meaning {
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
    fn nearest_quarter(&self, q: i8) -> Option<Found> {
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
    fn same_period(&self, unit: Option<Unit>, years: i16, year: YearRef) -> Meaning {
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

    fn feast(&self, feast: crate::feast::Feast, year: YearRef, shift: Shift, week: bool) -> Meaning {
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

    fn nearest_feast(
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

    fn week_of(&self, inner: &Form) -> Meaning {
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

    /// A time of day without a day: the story's day when it is near in the text, else the day of speech.
    fn some_day(&self, reading: &Reading) -> Meaning {
        let near = self.story.day.filter(|(_, words)| self.at.saturating_sub(words.1) < 400);
        let overnight = reading.rule == "deictic/overnight";
        let found = match near {
            Some((d, words)) if !overnight => Some(Found {
                period: Period::Day(d),
                basis: Basis::Relative,
                source: AnchorSource::Mention,
                anchor: Some(words),
            }),
            _ => self.by_speech(|d| Some(Period::Day(d))),
        };
        let Some(found) = found else { return open("XXXX-XX-XX", Some(NO_STORY)) };
        let mut meaning = found.meaning();
        if overnight && let Some(d) = meaning.interval.and_then(|i| i.latest) {
            meaning.interval = plus_days(d, -1).map(|e| Interval::between(e, d, Precision::Days));
        }
        meaning
    }

    /// A length that ends or begins now has days of its own.
    fn window(&self, value: &str, window: Option<Window>) -> Meaning {
        let mut meaning = open(value, None);
        let (Some(window), Some((speech, source, anchor))) = (window, self.speech()) else { return meaning };
        let edge = window.count.and_then(|n| {
            let n = if window.ahead { n } else { n.checked_neg()? };
            far_edge(speech, window.unit, n)
        });
        let precision = match window.unit {
            Unit::Second | Unit::Minute | Unit::Hour | Unit::Day | Unit::Weekend => Precision::Days,
            Unit::Week | Unit::Fortnight => Precision::Week,
            Unit::Month => Precision::Month,
            Unit::Quarter => Precision::Season,
            Unit::Year => Precision::Year,
            Unit::Decade | Unit::Century | Unit::Millennium => Precision::Decade,
        };
        let precision = if edge.is_none() { Precision::Open } else { precision };
        meaning.interval = Some(if window.ahead {
            Interval { earliest: Some(speech), latest: edge, precision }
        } else {
            Interval { earliest: edge, latest: Some(speech), precision }
        });
        meaning.basis = Basis::Relative;
        meaning.source = source;
        meaning.anchor = anchor;
        meaning
    }
}

/// A distance in decades: the year is named, five years around it are meant.
fn decades_away(found: Found) -> Meaning {
    let mut meaning = found.meaning();
    let year = found.period.year();
    let edge = |n: i16| year.checked_add(n).and_then(|y| Period::Year(y).interval());
    if let (Some(from), Some(to)) = (edge(-5).and_then(|i| i.earliest), edge(5).and_then(|i| i.latest)) {
        meaning.interval = Some(Interval::between(from, to, Precision::Decade));
    }
    meaning
}

/// The day `n` units away, counted in the unit's own length.
fn far_edge(date: Date, unit: Unit, n: i32) -> Option<Date> {
    let months = |per: i32| {
        let span = jiff::Span::new().try_months(n.checked_mul(per)?).ok()?;
        date.checked_add(span).ok()
    };
    match unit {
        Unit::Second | Unit::Minute => Some(date),
        Unit::Hour => plus_days(date, n / 24 - i32::from(n < 0 && n % 24 != 0)),
        Unit::Day => plus_days(date, n),
        Unit::Weekend | Unit::Week => plus_days(date, n.checked_mul(7)?),
        Unit::Fortnight => plus_days(date, n.checked_mul(14)?),
        Unit::Month => months(1),
        Unit::Quarter => months(3),
        Unit::Year => months(12),
        Unit::Decade => months(120),
        Unit::Century => months(1200),
        Unit::Millennium => None,
    }
}

/// The day of a weekday within an offset of whole days from another day.
fn step_to(date: Date, weekday: i8, from: i32, to: i32) -> Option<Period> {
    (from..=to)
        .filter_map(|n| plus_days(date, n))
        .find(|d| d.weekday().to_monday_one_offset() == weekday)
        .map(Period::Day)
}

/// The value of a period of which only the size is known.
fn unknown(unit: Unit) -> &'static str {
    match unit {
        Unit::Week | Unit::Fortnight => "XXXX-WXX",
        Unit::Weekend => "XXXX-WXX-WE",
        Unit::Month => "XXXX-XX",
        Unit::Quarter => "XXXX-QX",
        Unit::Year => "XXXX",
        Unit::Decade => "XXX",
        Unit::Century | Unit::Millennium => "XX",
        _ => "XXXX-XX-XX",
    }
}
