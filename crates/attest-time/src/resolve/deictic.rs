//! Times told from the time of speech or from the story: weekdays, "last week", "two days later", "the past month".

use jiff::civil::Date;

use super::{Found, Meaning, NO_DAY, NO_SPEECH, NO_STORY, Resolver, open};
use crate::anchors::Tense;
use crate::interval::{Interval, Precision};
use crate::lexicon::Unit;
use crate::mention::{AnchorSource, Basis};
use crate::period::{Period, plus_days};
use crate::reading::{Origin, Reading, Shift, Window};

impl Resolver<'_> {
    pub(super) fn weekday(&self, weekday: u8, shift: Shift) -> Meaning {
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

    pub(super) fn spoken_weekday(&self, wanted: i8, shift: Shift) -> Option<Found> {
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

    pub(super) fn near(&self, unit: Unit, shift: Shift) -> Meaning {
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
                // What has not begun by then is not cut: "this weekend was" said on a Monday.
                let begun = i.earliest.is_none_or(|first| first <= speech);
                let latest = if begun { i.latest.map(|last| last.min(speech)) } else { i.latest };
                meaning.interval = Some(Interval { latest, ..i });
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

    pub(super) fn near_found(&self, unit: Unit, shift: Shift) -> Option<Found> {
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

    pub(super) fn offset(&self, unit: Unit, count: Option<i32>, ahead: bool, origin: Origin) -> Meaning {
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
    pub(super) fn vague_offset(&self, ahead: bool, origin: Origin) -> Meaning {
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

    /// A time of day without a day: the story's day when it is near in the text, else the day of speech; a text that only tells of
    /// another time has no such day.
    pub(super) fn some_day(&self, reading: &Reading) -> Meaning {
        let near = self.story.day.filter(|(_, words)| self.at.saturating_sub(words.1) < 400);
        let overnight = reading.rule == "deictic/overnight";
        let found = match near {
            Some((d, words)) if !overnight || self.story.retrospective => Some(Found {
                period: Period::Day(d),
                basis: Basis::Relative,
                source: AnchorSource::Mention,
                anchor: Some(words),
            }),
            _ if self.story.retrospective => None,
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
    pub(super) fn window(&self, value: &str, window: Option<Window>) -> Meaning {
        let mut meaning = open(value, None);
        let Some(window) = window else { return meaning };
        let origin = match window.origin {
            Origin::Speech => self.speech(),
            Origin::Narrative => self.story.day.map(|(d, words)| (d, AnchorSource::Mention, Some(words))),
        };
        let Some((speech, source, anchor)) = origin else { return meaning };
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
