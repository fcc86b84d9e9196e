//! Dates of publication as pages, datelines and reference lists write them.
//!
//! Only calendar days (and, for references, months and years) that need no anchor are read here; "Tuesday" or "Feb 28" without a year
//! are left to the time expressions of the analysis. Numbers like 03/04/2015 stay unread: two countries read them two ways.

pub use attest_model::month::number as month;
use jiff::civil::Date;
use regex::Regex;
use std::sync::LazyLock;

const MONTH: &str =
    "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)(?:uary|ruary|ch|il|e|y|ust|tember|ober|ember)?";

static ISO: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b(\d{4})-(\d{2})-(\d{2})(?:\b|T)"));
static COMPACT: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\s*(\d{4})(\d{2})(\d{2})(?:\d{6})?\s*$"));
static DAY_FIRST: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?i)\b(\d{{1,2}})(?:st|nd|rd|th)?[\s-]+(?:of\s+)?({MONTH})\.?,?[\s-]+(\d{{4}}|\d{{2}})\b"
    ))
});
static MONTH_FIRST: LazyLock<Regex> =
    LazyLock::new(|| pattern(&format!(r"(?i)\b({MONTH})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})\b")));
static MONTH_YEAR: LazyLock<Regex> =
    LazyLock::new(|| pattern(&format!(r"(?i)\b({MONTH})\.?,?\s+(\d{{4}})\b")));
static YEAR: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b((?:19|20)\d{2})\b"));

/// Letters of any script, as a class that compiles to a dozen states: the exact class has hundreds, and a pattern that may repeat it
/// sixty times took longer to build than a report takes to read.
const LETTER: &str = r"[A-Za-z\xAA\xB5\xBA\xC0-\xD6\xD8-\xF6\xF8-\x{1FFF}\x{2C00}-\x{2DFF}\x{2E80}-\x{2FFF}\x{3005}-\x{D7FF}\x{F900}-\x{FDFF}\x{FE70}-\x{FEFE}\x{FF21}-\x{FFDC}\x{10000}-\x{1CFFF}\x{1E000}-\x{1EFFF}\x{20000}-\x{3FFFF}]";

/// A pattern of this crate's own. `\p{L}` means any letter, `\d` and `\p{N}` the ten digits.
pub(crate) fn pattern(source: &str) -> Regex {
    let source = source.replace(r"\p{L}", LETTER).replace(r"\p{N}", "[0-9]").replace(r"\d", "[0-9]");
    Regex::new(&source).expect("the crate's own patterns are valid")
}

/// A pattern over bytes: `.` and classes know ASCII only, bounds count bytes. For long lists of phrases with bounded remainders,
/// which are built many times faster this way.
pub(crate) fn byte_pattern(source: &str) -> regex::bytes::Regex {
    regex::bytes::RegexBuilder::new(source)
        .unicode(false)
        .build()
        .expect("the crate's own patterns are valid")
}

/// The first whole day in `words`, e.g. "March 3, 2015", "3 JAN 90", "2015-03-03T10:00:00Z".
pub fn parse_day(words: &str) -> Option<Date> {
    if let Some(parts) = COMPACT.captures(words) {
        return day(&parts[1], parts[2].parse().ok()?, &parts[3]);
    }
    let iso = ISO.captures(words).map(|p| (p.get(0).map_or(0, |m| m.start()), p, 0));
    let first = DAY_FIRST.captures(words).map(|p| (p.get(0).map_or(0, |m| m.start()), p, 1));
    let second = MONTH_FIRST.captures(words).map(|p| (p.get(0).map_or(0, |m| m.start()), p, 2));
    let mut found: Vec<_> = [iso, first, second].into_iter().flatten().collect();
    found.sort_by_key(|(at, _, form)| (*at, *form));
    found.into_iter().find_map(|(_, parts, form)| match form {
        0 => day(&parts[1], parts[2].parse().ok()?, &parts[3]),
        1 => day(&parts[3], month(&parts[2])?, &parts[1]),
        _ => day(&parts[3], month(&parts[1])?, &parts[2]),
    })
}

/// The day in `words`, else its month (`2015-03`), else its year: for reference lists.
pub fn parse_part(words: &str) -> Option<String> {
    parse_day(words)
        .map(|d| d.to_string())
        .or_else(|| {
            let parts = MONTH_YEAR.captures(words)?;
            Some(format!("{}-{:02}", &parts[2], month(&parts[1])?))
        })
        .or_else(|| YEAR.captures(words).map(|p| p[1].to_owned()))
}

/// Two-digit years are of the century that makes them past: 90 is 1990, 24 is 2024.
fn day(year: &str, month: i8, day: &str) -> Option<Date> {
    let mut number: i16 = year.parse().ok()?;
    if year.len() == 2 {
        number += if number < 50 { 2000 } else { 1900 };
    }
    if !(1800..2200).contains(&number) {
        return None;
    }
    Date::new(number, month, day.parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(words: &str) -> Option<String> {
        parse_day(words).map(|d| d.to_string())
    }

    #[test]
    fn days_are_read_in_the_forms_that_pages_use() {
        for words in [
            "2015-03-03",
            "2015-03-03T23:10:00+02:00",
            "March 3, 2015",
            "Mar. 3 2015",
            "3 March 2015",
            "Tue, 03 Mar 2015 10:00:00 GMT",
            "Published Tuesday, March 3rd, 2015",
            "20150303",
            "3 MAR 2015",
            "3-Mar-2015",
        ] {
            assert_eq!(read(words).as_deref(), Some("2015-03-03"), "{words}");
        }
        assert_eq!(read("3 JAN 90").as_deref(), Some("1990-01-03"));
    }

    #[test]
    fn a_day_that_two_countries_read_two_ways_stays_unread() {
        assert_eq!(read("03/04/2015"), None);
        assert_eq!(read("31 February 2015"), None);
        assert_eq!(read("March 2015"), None);
    }

    #[test]
    fn references_may_have_a_month_or_a_year_only() {
        assert_eq!(parse_part("Survey. March 2015.").as_deref(), Some("2015-03"));
        assert_eq!(parse_part("Survey (2015)").as_deref(), Some("2015"));
        assert_eq!(parse_part("no date"), None);
    }
}
