//! Days: the spans of records as the datasets write them.

use attest_model::{When, WhenPrecision};
use jiff::civil::Date;

/// The day of an ISO date; a time part after it (as some files write) is passed over.
pub fn parse(text: &str) -> Option<Date> {
    text.trim().get(..10)?.parse().ok()
}

/// Days from `start` to `end`, both counted; 0 where the order is wrong.
pub fn span(start: Date, end: Date) -> i64 {
    let days = (end - start).get_days();
    if days < 0 { 0 } else { i64::from(days) + 1 }
}

/// The day `count` days later.
pub fn later(day: Date, count: i64) -> Option<Date> {
    day.checked_add(jiff::Span::new().try_days(count).ok()?).ok()
}

/// The middle of a span.
pub fn middle(start: Date, end: Date) -> Date {
    later(start, (span(start, end) - 1) / 2).unwrap_or(start)
}

/// Seconds from 1970-01-01 to the day's first second, UTC.
pub fn unix(day: Date) -> i64 {
    let epoch = Date::constant(1970, 1, 1);
    i64::from((day - epoch).get_days()) * 86_400
}

/// UCDP's `date_prec` of a span of that many days.
pub const fn ged_precision(days: i64) -> u8 {
    match days {
        ..=1 => 1,
        2..=6 => 2,
        7 => 3,
        8..=31 => 4,
        _ => 5,
    }
}

/// First and last day of a record's time, where both are known and in order.
pub fn bounds(when: &When) -> Option<(Date, Date)> {
    let start = parse(when.earliest.as_deref()?)?;
    let end = parse(when.latest.as_deref()?)?;
    (start <= end).then_some((start, end))
}

/// The time in the Extended Date/Time Format of the Library of Congress: `2024-02-28`, `2023-10`, `2015`, `2024-02-28/2024-03-02`,
/// `2024-02-28/..` where the end is open; empty where nothing is known.
///
/// ```
/// use attest_model::{When, WhenBasis, WhenPrecision};
/// let when = |earliest: Option<&str>, latest: Option<&str>| When {
///     earliest: earliest.map(str::to_owned), latest: latest.map(str::to_owned),
///     precision: WhenPrecision::Day, basis: WhenBasis::Stated, quote: None, anchor: None,
/// };
/// use attest_export::day::edtf;
/// assert_eq!(edtf(&when(Some("2023-10-01"), Some("2023-10-31"))), "2023-10");
/// assert_eq!(edtf(&when(Some("2015-01-01"), Some("2015-12-31"))), "2015");
/// assert_eq!(edtf(&when(Some("2024-02-28"), None)), "2024-02-28/..");
/// assert_eq!(edtf(&when(Some("2024-02-28"), Some("2024-02-28"))), "2024-02-28");
/// ```
pub fn edtf(when: &When) -> String {
    match (when.earliest.as_deref().and_then(parse), when.latest.as_deref().and_then(parse)) {
        (Some(start), Some(end)) if start == end => start.to_string(),
        (Some(start), Some(end)) if start.first_of_month() == start && end == start.last_of_month() => {
            format!("{:04}-{:02}", start.year(), start.month())
        }
        (Some(start), Some(end)) if start.first_of_year() == start && end == start.last_of_year() => {
            format!("{:04}", start.year())
        }
        (Some(start), Some(end)) if start <= end => format!("{start}/{end}"),
        (Some(start), _) => format!("{start}/.."),
        (None, Some(end)) => format!("../{end}"),
        (None, None) => String::new(),
    }
}

/// An EDTF date of the forms that [`edtf`] writes, back to first and last day.
///
/// ```
/// use attest_export::day::of_edtf;
/// assert_eq!(of_edtf("2023-10"), Some((Some("2023-10-01".into()), Some("2023-10-31".into()))));
/// assert_eq!(of_edtf("2024-02-28/.."), Some((Some("2024-02-28".into()), None)));
/// assert_eq!(of_edtf("some day"), None);
/// ```
pub fn of_edtf(text: &str) -> Option<(Option<String>, Option<String>)> {
    if let Some((start, end)) = text.split_once('/') {
        let side =
            |part: &str| if part == ".." { Some(None) } else { parse(part).map(|day| Some(day.to_string())) };
        return Some((side(start)?, side(end)?));
    }
    let (start, end) = match text.len() {
        4 => {
            let first = Date::new(text.parse().ok()?, 1, 1).ok()?;
            (first, first.last_of_year())
        }
        7 => {
            let (year, month) = text.split_once('-')?;
            let first = Date::new(year.parse().ok()?, month.parse().ok()?, 1).ok()?;
            (first, first.last_of_month())
        }
        10 => {
            let day = parse(text)?;
            (day, day)
        }
        _ => return None,
    };
    Some((Some(start.to_string()), Some(end.to_string())))
}

/// The precision that a span of days allows.
pub fn precision(start: Date, end: Date) -> WhenPrecision {
    match span(start, end) {
        1 => WhenPrecision::Day,
        2..=6 => WhenPrecision::Days,
        7 => WhenPrecision::Week,
        8..=31 => WhenPrecision::Month,
        _ => WhenPrecision::Year,
    }
}

/// A day in words: `28 February 2024`.
pub fn words(day: Date) -> String {
    let month = attest_model::month::name(usize::from(day.month().unsigned_abs())).unwrap_or_default();
    format!("{} {month} {}", day.day(), day.year())
}
