//! Civil days as numbers, for comparing intervals. Nothing here reads text.

use attest_model::When;

/// The day number of an ISO date (`2024-02-28`), counted from 1 January 1970; `None` for anything else.
///
/// The algorithm is Howard Hinnant's `days_from_civil`.
pub fn number(iso: &str) -> Option<i64> {
    let mut parts = iso.get(..10)?.split('-');
    let year: i64 = parts.next()?.parse().ok()?;
    let month: i64 = parts.next()?.parse().ok()?;
    let day: i64 = parts.next()?.parse().ok()?;
    if !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * (if month > 2 { month - 3 } else { month + 9 }) + 2) / 5 + day - 1;
    Some(era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468)
}

/// First and last day of a closed interval; `None` where an end is open.
pub fn span(when: &When) -> Option<(i64, i64)> {
    let from = number(when.earliest.as_deref()?)?;
    let to = number(when.latest.as_deref()?)?;
    (from <= to).then_some((from, to))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_from_1970() {
        assert_eq!(number("1970-01-01"), Some(0));
        assert_eq!(number("2000-03-01"), Some(11_017));
        assert_eq!(number("1969-12-31"), Some(-1));
        assert_eq!(number("2024-13-01"), None);
        assert_eq!(number("March"), None);
    }
}
