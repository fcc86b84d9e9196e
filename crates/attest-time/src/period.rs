//! A stretch of the calendar that has a name: a day, a week, the third quarter of 1989, the 1990s.
//!
//! Everything that resolves becomes one of these first, because "a year earlier" means something else for a day, a quarter and a
//! year, and because value and interval must come from one place.

use jiff::Span;
use jiff::civil::{Date, Weekday};

use crate::interval::{Interval, Precision};
use crate::lexicon::{Season, Unit};

/// A named stretch of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Period {
    Day(Date),
    /// ISO 8601 year and week.
    Week(i16, i8),
    /// Saturday and Sunday of an ISO week.
    Weekend(i16, i8),
    Month(i16, i8),
    /// 1 to 4.
    Quarter(i16, i8),
    /// 1 or 2.
    Half(i16, i8),
    Season(i16, Season),
    Year(i16),
    /// A business year; it overlaps two calendar years, so it has no interval of its own beyond both.
    Fiscal(i16),
    /// 199 for the 1990s.
    Decade(i16),
    /// 19 for the years 1900 to 1999.
    Century(i16),
}

/// A day of the calendar, `None` where there is no such day.
pub(crate) fn day(year: i16, month: i8, day: i8) -> Option<Date> {
    Date::new(year, month, day).ok()
}

/// `date` moved by whole days.
pub(crate) fn plus_days(date: Date, days: i32) -> Option<Date> {
    date.checked_add(Span::new().try_days(days).ok()?).ok()
}

/// The Monday of an ISO week.
fn monday(year: i16, week: i8) -> Option<Date> {
    jiff::civil::ISOWeekDate::new(year, week, Weekday::Monday).ok().map(jiff::civil::ISOWeekDate::date)
}

/// The ISO week that holds a day.
pub(crate) fn week_of(date: Date) -> Period {
    let iso = date.iso_week_date();
    Period::Week(iso.year(), iso.week())
}

/// Calendar quarter of a month, 1 to 4.
pub(crate) fn quarter_of(month: i8) -> i8 {
    (month - 1) / 3 + 1
}

fn last_of_month(year: i16, month: i8) -> Option<Date> {
    day(year, month, 1).map(jiff::civil::Date::last_of_month)
}

impl Period {
    /// The TIMEX3 value.
    pub fn value(self) -> String {
        match self {
            Self::Day(d) => format!("{:04}-{:02}-{:02}", d.year(), d.month(), d.day()),
            Self::Week(y, w) => format!("{y:04}-W{w:02}"),
            Self::Weekend(y, w) => format!("{y:04}-W{w:02}-WE"),
            Self::Month(y, m) => format!("{y:04}-{m:02}"),
            Self::Quarter(y, q) => format!("{y:04}-Q{q}"),
            Self::Half(y, h) => format!("{y:04}-H{h}"),
            Self::Season(y, s) => format!("{y:04}-{}", season_code(s)),
            Self::Year(y) => format!("{y:04}"),
            Self::Fiscal(y) => format!("{y:04}"),
            Self::Decade(d) => format!("{d:03}"),
            Self::Century(c) => format!("{c:02}"),
        }
    }

    /// First and last day.
    pub fn interval(self) -> Option<Interval> {
        let (from, to, precision) = match self {
            Self::Day(d) => (d, d, Precision::Day),
            Self::Week(y, w) => {
                let m = monday(y, w)?;
                (m, plus_days(m, 6)?, Precision::Week)
            }
            Self::Weekend(y, w) => {
                let m = monday(y, w)?;
                (plus_days(m, 5)?, plus_days(m, 6)?, Precision::Days)
            }
            Self::Month(y, m) => (day(y, m, 1)?, last_of_month(y, m)?, Precision::Month),
            Self::Quarter(y, q) => (day(y, q * 3 - 2, 1)?, last_of_month(y, q * 3)?, Precision::Season),
            Self::Half(y, h) => (day(y, h * 6 - 5, 1)?, last_of_month(y, h * 6)?, Precision::Season),
            Self::Season(y, s) => {
                let first = season_month(s);
                let (last_year, last) = if first == 12 { (y.checked_add(1)?, 2) } else { (y, first + 2) };
                (day(y, first, 1)?, last_of_month(last_year, last)?, Precision::Season)
            }
            Self::Year(y) => (day(y, 1, 1)?, day(y, 12, 31)?, Precision::Year),
            Self::Fiscal(y) => {
                (day(y.checked_sub(1)?, 1, 1)?, day(y.checked_add(1)?, 12, 31)?, Precision::Year)
            }
            Self::Decade(d) => {
                let y = d.checked_mul(10)?;
                (day(y, 1, 1)?, day(y.checked_add(9)?, 12, 31)?, Precision::Decade)
            }
            Self::Century(c) => {
                let y = c.checked_mul(100)?;
                (day(y, 1, 1)?, day(y.checked_add(99)?, 12, 31)?, Precision::Decade)
            }
        };
        Some(Interval::between(from, to, precision))
    }

    /// The first day.
    pub fn first_day(self) -> Option<Date> {
        self.interval().and_then(|i| i.earliest)
    }

    /// The year that the period is named by.
    pub fn year(self) -> i16 {
        match self {
            Self::Day(d) => d.year(),
            Self::Week(y, _)
            | Self::Weekend(y, _)
            | Self::Month(y, _)
            | Self::Quarter(y, _)
            | Self::Half(y, _)
            | Self::Season(y, _)
            | Self::Year(y)
            | Self::Fiscal(y) => y,
            Self::Decade(d) => d.saturating_mul(10),
            Self::Century(c) => c.saturating_mul(100),
        }
    }

    /// The same kind of period, whole years away: "the year-earlier quarter". 29 February becomes 28 February.
    pub fn plus_years(self, n: i16) -> Option<Self> {
        Some(match self {
            Self::Day(d) => Self::Day(d.checked_add(Span::new().try_years(n).ok()?).ok()?),
            Self::Week(y, w) => Self::Week(y.checked_add(n)?, w.min(52)),
            Self::Weekend(y, w) => Self::Weekend(y.checked_add(n)?, w.min(52)),
            Self::Month(y, m) => Self::Month(y.checked_add(n)?, m),
            Self::Quarter(y, q) => Self::Quarter(y.checked_add(n)?, q),
            Self::Half(y, h) => Self::Half(y.checked_add(n)?, h),
            Self::Season(y, s) => Self::Season(y.checked_add(n)?, s),
            Self::Year(y) => Self::Year(y.checked_add(n)?),
            Self::Fiscal(y) => Self::Fiscal(y.checked_add(n)?),
            Self::Decade(d) => Self::Decade(d.checked_add(n / 10)?),
            Self::Century(c) => Self::Century(c.checked_add(n / 100)?),
        })
    }

    /// The period of size `unit` that lies `n` units from the one holding `date`: `(Month, -1)` is last month.
    pub fn around(date: Date, unit: Unit, n: i32) -> Option<Self> {
        let small = i16::try_from(n).ok();
        Some(match unit {
            Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => Self::Day(plus_days(date, n)?),
            Unit::Week => week_of(plus_days(date, n.checked_mul(7)?)?),
            Unit::Fortnight => week_of(plus_days(date, n.checked_mul(14)?)?),
            Unit::Weekend => match week_of(plus_days(date, n.checked_mul(7)?)?) {
                Self::Week(y, w) => Self::Weekend(y, w),
                other => other,
            },
            Unit::Month => {
                let (y, m) = months_from(date.year(), date.month(), n)?;
                Self::Month(y, m)
            }
            Unit::Quarter => {
                let (y, m) = months_from(date.year(), date.month(), n.checked_mul(3)?)?;
                Self::Quarter(y, quarter_of(m))
            }
            Unit::Year => Self::Year(date.year().checked_add(small?)?),
            Unit::Decade => Self::Decade(date.year().div_euclid(10).checked_add(small?)?),
            Unit::Century => Self::Century(date.year().div_euclid(100).checked_add(small?)?),
            Unit::Millennium => return None,
        })
    }
}

fn months_from(year: i16, month: i8, n: i32) -> Option<(i16, i8)> {
    let months = i32::from(year).checked_mul(12)?.checked_add(i32::from(month) - 1)?.checked_add(n)?;
    Some((i16::try_from(months.div_euclid(12)).ok()?, (months.rem_euclid(12) + 1) as i8))
}

/// TIMEX3 code of a season.
pub(crate) fn season_code(season: Season) -> &'static str {
    match season {
        Season::Spring => "SP",
        Season::Summer => "SU",
        Season::Autumn => "FA",
        Season::Winter => "WI",
    }
}

/// First month of a season (northern); winter is named by the year of its December.
fn season_month(season: Season) -> i8 {
    match season {
        Season::Spring => 3,
        Season::Summer => 6,
        Season::Autumn => 9,
        Season::Winter => 12,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn weeks_are_iso_weeks_from_monday_to_sunday() {
        let week = week_of(date(2024, 12, 31));
        assert_eq!(week.value(), "2025-W01");
        let i = week.interval().unwrap();
        assert_eq!((i.earliest, i.latest), (Some(date(2024, 12, 30)), Some(date(2025, 1, 5))));
    }

    #[test]
    fn months_carry_over_years() {
        assert_eq!(Period::around(date(2024, 1, 31), Unit::Month, -1).unwrap().value(), "2023-12");
        assert_eq!(Period::around(date(2024, 1, 31), Unit::Quarter, -1).unwrap().value(), "2023-Q4");
    }

    #[test]
    fn winter_runs_into_the_next_year() {
        let i = Period::Season(2023, Season::Winter).interval().unwrap();
        assert_eq!((i.earliest, i.latest), (Some(date(2023, 12, 1)), Some(date(2024, 2, 29))));
    }

    #[test]
    fn far_away_numbers_give_none_and_no_panic() {
        for unit in
            [Unit::Day, Unit::Week, Unit::Month, Unit::Quarter, Unit::Year, Unit::Decade, Unit::Century]
        {
            assert!(Period::around(date(2024, 1, 1), unit, i32::MAX).is_none());
            let _ = Period::around(date(2024, 1, 1), unit, i32::MIN);
        }
        assert!(Period::Decade(i16::MAX).interval().is_none());
    }
}
