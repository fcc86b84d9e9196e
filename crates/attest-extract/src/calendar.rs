//! The times of a document: read over its original text, anchored to its date of publication.
//!
//! An article in sections tells of its own event and, under "Background" or "Aftermath", of other years. "6 October" in the story
//! is a day of the story's year, whatever year was named last: the lead's first date says which that is, and each dated day of
//! the story hands it on to the next, over a turn of the year, too.

use attest_model::{Document, DocumentKind, ZoneKind};
use attest_time::{AnchorSource, Anchors, Basis, Interval, Precision, TimeMention};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// How many days apart two dates of one story may lie.
const STORY: i32 = 200;

/// Every time expression of the document.
pub fn read(document: &Document) -> Vec<TimeMention> {
    let published =
        document.published.as_deref().and_then(|day| day.get(..10)).and_then(|day| day.parse().ok());
    let anchors = published.map_or_else(Anchors::default, Anchors::published);
    let mut times = attest_time::read(&document.text, &anchors);
    if document.kind == DocumentKind::Encyclopedia
        && document.zones.iter().any(|zone| zone.kind == ZoneKind::Heading)
    {
        keep_to_the_story(document, &mut times);
    }
    times
}

/// Gives dates without a year, in the story's own sections, the year that the story has reached.
fn keep_to_the_story(document: &Document, times: &mut [TimeMention]) {
    let mut reached: Option<Date> = None;
    let mut moved: BTreeMap<(u32, u32), i16> = BTreeMap::new();
    for time in times {
        let kind = document.zone_at(time.start).map(|zone| zone.kind);
        let name = document.zone_at(time.start).and_then(|zone| zone.name.as_deref());
        let lead = kind == Some(ZoneKind::Lead);
        let story = matches!(kind, Some(ZoneKind::Section | ZoneKind::List))
            && name.is_none_or(crate::incidents::extent::is_story);
        if !lead && !story {
            continue;
        }
        if let Some(years) = time
            .anchor
            .and_then(|anchor| moved.get(&anchor).copied())
            .filter(|_| time.basis == Basis::Relative)
        {
            shift(time, years);
            moved.insert((time.start, time.end), years);
        }
        let Some(day) = time.interval.as_ref().and_then(|interval| interval.earliest) else { continue };
        if lead {
            if reached.is_none() && fine(time) && time.basis == Basis::Stated {
                reached = Some(day);
            }
            continue;
        }
        let Some(before) = reached else { continue };
        let yearless = time.basis == Basis::Inherited
            && matches!(time.anchored_to, AnchorSource::Mention)
            && is_day(time);
        if yearless && let Some(years) = nearest(day, before) {
            shift(time, years);
            moved.insert((time.start, time.end), years);
        }
        if is_day(time)
            && let Some(day) = time.interval.as_ref().and_then(|interval| interval.earliest)
            && (day - before).get_days().abs() <= STORY
        {
            reached = Some(day);
        }
    }
}

fn is_day(time: &TimeMention) -> bool {
    time.interval
        .as_ref()
        .is_some_and(|interval| matches!(interval.precision, Precision::Day | Precision::Days))
}

/// A date of a month or finer.
fn fine(time: &TimeMention) -> bool {
    time.interval.as_ref().and_then(Interval::days).is_some_and(|days| days <= 31)
}

/// By how many years the day must move to lie nearest to `before`; `None` where it does already.
fn nearest(day: Date, before: Date) -> Option<i16> {
    let distance = |years: i16| moved_by(day, years).map(|day| (day - before).get_days().abs());
    let around = before.year() - day.year();
    let best =
        (around - 1..=around + 1).filter_map(|years| distance(years).map(|days| (days, years))).min()?;
    (best.1 != 0 && best.0 <= STORY).then_some(best.1)
}

fn moved_by(day: Date, years: i16) -> Option<Date> {
    Date::new(day.year().checked_add(years)?, day.month(), day.day()).ok()
}

/// Moves the days and the value of a time by whole years.
fn shift(time: &mut TimeMention, years: i16) {
    let Some(interval) = &mut time.interval else { return };
    let earliest = interval.earliest.and_then(|day| moved_by(day, years));
    let latest = interval.latest.and_then(|day| moved_by(day, years));
    if earliest.is_some() != interval.earliest.is_some() || latest.is_some() != interval.latest.is_some() {
        return;
    }
    interval.earliest = earliest;
    interval.latest = latest;
    if let Some((year, rest)) =
        time.value.get(..4).and_then(|year| year.parse::<i16>().ok()).zip(time.value.get(4..))
    {
        time.value = format!("{:04}{rest}", year + years);
    }
}

/// Whether the word, in lower case, is the name of a day of the week.
pub fn is_weekday(word: &str) -> bool {
    matches!(word, "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday")
}

/// Whether the word, in lower case, is the name of a month.
pub fn is_month(word: &str) -> bool {
    matches!(
        word,
        "january"
            | "february"
            | "march"
            | "april"
            | "may"
            | "june"
            | "july"
            | "august"
            | "september"
            | "october"
            | "november"
            | "december"
    )
}
