//! Named days: fixed ones, weekday rules, Easter, and the Islamic calendar.
//!
//! The Islamic months are computed with the tabular (arithmetic) calendar. What is observed depends on the sighting of the moon and
//! differs by country, usually by one day, so these feasts come with a day of doubt on either side and a note. Feasts whose day
//! depends on the country ("Independence Day") are not here: a name alone does not date them.
//!
//! Sources: the Gregorian computus of Meeus/Jones/Butcher; the 30-year cycle of the civil tabular Islamic calendar (epoch 16 July
//! 622 Julian).

use jiff::civil::Date;

use crate::interval::{Interval, Precision};
use crate::period::{day, plus_days};

/// A day, or stretch of days, that has a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Feast {
    /// Month and day of every year.
    Fixed(i8, i8),
    /// The n-th weekday (1 = Monday) of a month; negative counts from the end.
    NthWeekday(i8, i8, i8),
    /// Days after Easter Sunday.
    Easter(i32),
    /// The week before Easter Sunday.
    HolyWeek,
    /// Month and day of the Islamic year, and how many days the feast lasts.
    Islamic(u8, u8, u8),
    /// Lent, from Ash Wednesday to the Saturday before Easter.
    Lent,
}

/// The note that goes with every feast of the Islamic calendar.
pub(crate) const MOON: &str = "tabular Islamic calendar: the observed day may differ by one";

impl Feast {
    /// The days of the feast in a Gregorian year: one stretch, or two of the shorter Islamic year.
    pub fn occurrences(self, year: i16) -> Vec<Interval> {
        if let Self::Islamic(month, d, length) = self {
            return islamic_in(year, month, d)
                .into_iter()
                .filter_map(|first| with_doubt(first, length))
                .collect();
        }
        self.single(year).into_iter().collect()
    }

    fn single(self, year: i16) -> Option<Interval> {
        match self {
            Self::Fixed(m, d) => day(year, m, d).map(Interval::day),
            Self::NthWeekday(n, weekday, month) => nth_weekday(year, month, weekday, n).map(Interval::day),
            Self::Easter(offset) => plus_days(easter(year)?, offset).map(Interval::day),
            Self::HolyWeek => {
                let sunday = easter(year)?;
                Some(Interval::between(plus_days(sunday, -7)?, plus_days(sunday, -1)?, Precision::Week))
            }
            Self::Lent => {
                let sunday = easter(year)?;
                Some(Interval::between(plus_days(sunday, -46)?, plus_days(sunday, -1)?, Precision::Month))
            }
            Self::Islamic(..) => None,
        }
    }

    /// Why the day is doubtful.
    pub fn note(self) -> Option<&'static str> {
        matches!(self, Self::Islamic(..)).then_some(MOON)
    }

    /// The single day that stands for the feast in one of its stretches.
    pub fn best_day(self, stretch: Interval) -> Option<Date> {
        match self {
            Self::Islamic(_, _, 1) => plus_days(stretch.earliest?, 1),
            Self::Islamic(..) | Self::HolyWeek | Self::Lent => None,
            _ => stretch.earliest,
        }
    }
}

/// The stretch of an Islamic feast, with a day of doubt on either side.
fn with_doubt(first: Date, length: u8) -> Option<Interval> {
    let last = plus_days(first, i32::from(length) - 1)?;
    let precision = if length > 10 { Precision::Month } else { Precision::Days };
    Some(Interval::between(plus_days(first, -1)?, plus_days(last, 1)?, precision))
}

fn nth_weekday(year: i16, month: i8, weekday: i8, n: i8) -> Option<Date> {
    let first = day(year, month, 1)?;
    let weekday = jiff::civil::Weekday::from_monday_one_offset(weekday).ok()?;
    first.nth_weekday_of_month(n, weekday).ok()
}

/// Easter Sunday of the Gregorian calendar.
pub(crate) fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let a = y.rem_euclid(19);
    let (b, c) = (y.div_euclid(100), y.rem_euclid(100));
    let (d, e) = (b / 4, b % 4);
    let f = (b + 8) / 25;
    let g = (b - f + 1) / 3;
    let h = (19 * a + b - d - g + 15).rem_euclid(30);
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k).rem_euclid(7);
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    day(year, (n / 31) as i8, (n % 31 + 1) as i8)
}

/// The Gregorian dates in `year` on which a day and month of the Islamic calendar fall: one or two.
fn islamic_in(year: i16, month: u8, day_of_month: u8) -> Vec<Date> {
    let approximate = (i64::from(year) - 622) * 33 / 32;
    (approximate - 1..=approximate + 2)
        .filter_map(|hijri| islamic(hijri, i64::from(month), i64::from(day_of_month)))
        .filter(|d| d.year() == year)
        .collect()
}

/// The civil tabular Islamic calendar.
fn islamic(year: i64, month: i64, day_of_month: i64) -> Option<Date> {
    let days = day_of_month + (59 * (month - 1) + 1) / 2 + (year - 1) * 354 + (3 + 11 * year).div_euclid(30);
    // 1 Muharram of year 1 is 19 July 622 in the proleptic Gregorian calendar.
    plus_days(day(622, 7, 18)?, i32::try_from(days).ok()?)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn easter_sundays() {
        assert_eq!(easter(2024), Some(date(2024, 3, 31)));
        assert_eq!(easter(2000), Some(date(2000, 4, 23)));
        assert_eq!(easter(1818), Some(date(1818, 3, 22)));
    }

    #[test]
    fn islamic_feasts_hold_the_observed_days() {
        // First day of Ramadan and of the two feasts as observed in Saudi Arabia.
        for (feast, year, observed) in [
            (Feast::Islamic(9, 1, 30), 2024, date(2024, 3, 11)),
            (Feast::Islamic(10, 1, 3), 2024, date(2024, 4, 10)),
            (Feast::Islamic(12, 10, 4), 2024, date(2024, 6, 16)),
            (Feast::Islamic(9, 1, 30), 2016, date(2016, 6, 6)),
            (Feast::Islamic(12, 10, 4), 2006, date(2006, 12, 31)),
        ] {
            assert!(feast.occurrences(year).iter().any(|i| i.contains(observed)), "{feast:?} {year}");
        }
    }

    #[test]
    fn weekday_rules() {
        let thanksgiving = Feast::NthWeekday(4, 4, 11).occurrences(1989);
        assert_eq!(thanksgiving, [Interval::day(date(1989, 11, 23))]);
        let memorial = Feast::NthWeekday(-1, 1, 5).occurrences(2024);
        assert_eq!(memorial, [Interval::day(date(2024, 5, 27))]);
    }
}
