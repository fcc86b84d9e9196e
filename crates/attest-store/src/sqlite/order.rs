//! Numbers that sort by day: of documents by their day of publication, of claims by their document and their place in it.
//!
//! A full-text index finds its matches in the order of their numbers. Where a word stands in very many reports, the latest (or the
//! first) fifty are then the last (or the first) fifty, found without looking at the others or sorting them; and a stretch of
//! days is a stretch of numbers.

use crate::block;

/// Bits of a document's number.
const DOCUMENT: u32 = 26;
/// Bits of a claim's place in its document.
const CLAIM: u32 = 16;
/// Added to a day since 1970-01-01, so that earlier days count too.
const SHIFT: i64 = 1 << 20;
/// Stands for a day that is not known, after all others.
const UNKNOWN: i64 = (1 << 21) - 1;

/// Where document `number` stands among all, by its day of publication, then by its number; without a day, last.
pub fn document(published: Option<&str>, number: i64) -> i64 {
    let day = published.and_then(first).map_or(UNKNOWN, |day| (day + SHIFT).clamp(0, UNKNOWN - 1));
    day << DOCUMENT | number
}

/// Where the claim that stands in place `index` stands among all; `None` for places that no search reaches (from 65,536 on).
pub fn claim(at: i64, index: usize) -> Option<i64> {
    (index < 1 << CLAIM).then_some(at << CLAIM | index as i64)
}

/// The claims of a document: the first and the last number that they may have.
pub const fn claims(at: i64) -> (i64, i64) {
    (at << CLAIM, at << CLAIM | ((1 << CLAIM) - 1))
}

/// The document that a claim stands in, by its `at`.
pub const fn of_claim(claim: i64) -> i64 {
    claim >> CLAIM
}

/// The first `at` of documents of unknown day.
pub const fn undated() -> i64 {
    UNKNOWN << DOCUMENT
}

/// The documents published from one day to another, both ISO: the first and the last `at`. Open at either end; where any end is given,
/// documents of unknown day are outside.
pub fn between(from: Option<&str>, to: Option<&str>) -> (i64, i64) {
    if from.is_none() && to.is_none() {
        return (0, undated() | ((1 << DOCUMENT) - 1));
    }
    let start = from.and_then(first).map_or(0, |day| (day + SHIFT).max(0) << DOCUMENT);
    let end = to.and_then(last).map_or(undated(), |day| (day + SHIFT + 1).clamp(0, UNKNOWN) << DOCUMENT);
    (start, end - 1)
}

/// The first day of an ISO day, month or year.
fn first(iso: &str) -> Option<i64> {
    let short = iso.get(..10).unwrap_or(iso);
    block::day(&match short.len() {
        4 => format!("{short}-01-01"),
        7 => format!("{short}-01"),
        _ => short.to_owned(),
    })
}

/// The last day of an ISO day, month or year. (A month counts 31 days: the next one begins no earlier than its own first.)
fn last(iso: &str) -> Option<i64> {
    let short = iso.get(..10).unwrap_or(iso);
    match short.len() {
        4 => block::day(&format!("{short}-12-31")),
        7 => (28..=31).rev().find_map(|day| {
            let there = block::day(&format!("{short}-{day}"))?;
            (block::year_and_month(there) == block::year_and_month(block::day(&format!("{short}-01"))?))
                .then_some(there)
        }),
        _ => first(short),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_sort_by_day_then_by_arrival_and_what_has_no_day_comes_last() {
        let (early, late) = (document(Some("2023-12-31"), 7), document(Some("2024-01-01T10:00"), 3));
        assert!(early < late && late < document(Some("2024-01-01"), 4));
        assert!(
            document(Some("1875-05-01"), 9) < early && document(Some("3900-01-01"), 1) < document(None, 1)
        );
        assert!(document(None, 1) >= undated());
        assert_eq!(of_claim(claim(late, 12).unwrap()), late);
        assert!(claim(early, 65_535).unwrap() < claim(late, 0).unwrap() && claim(late, 65_536).is_none());
        assert_eq!((claim(late, 0), claim(late, 65_535)), (Some(claims(late).0), Some(claims(late).1)));
    }

    #[test]
    fn a_stretch_of_days_is_a_stretch_of_numbers() {
        let within = |from, to, published: Option<&str>| {
            let (start, end) = between(from, to);
            (start..=end).contains(&document(published, 5))
        };
        assert!(within(Some("2024-02-01"), Some("2024-02-29"), Some("2024-02-29")));
        assert!(within(Some("2024-02"), Some("2024-02"), Some("2024-02-29")));
        assert!(!within(Some("2024-02"), Some("2024-02"), Some("2024-03-01")));
        assert!(!within(None, Some("2024-02-28"), Some("2024-02-29")) && !within(Some("2024"), None, None));
        assert!(within(None, None, None) && within(Some("2024"), Some("2024"), Some("2024-12-31")));
    }
}
