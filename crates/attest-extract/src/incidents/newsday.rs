//! The day of the news: the first day, in the week before a report was published, that its words give to a deed.
//!
//! A report may tell its story for three sentences before it says "on Sunday". What is dated to another month on the way ("the cousin
//! of a boy who was killed in April") is no part of that story, although the story has no day yet to hold against it.

use super::{Material, timing};
use attest_model::Reality;
use attest_time::Interval;
use jiff::civil::Date;

/// How many days before its publication the news of a report may lie.
const FRESH: i32 = 8;

/// The day; `None` where the report has no date of publication, or gives no such day.
pub(super) fn of(material: &Material<'_, '_>) -> Option<Interval> {
    told(material).map(|(_, day)| day)
}

/// The first day of the report in the week before it was published, whatever was done on it.
pub(super) fn lead(material: &Material<'_, '_>) -> Option<(usize, Interval)> {
    let published = published(material)?;
    material.times.iter().enumerate().find_map(|(index, time)| {
        let interval = time.time.interval.filter(|interval| interval.days() == Some(1))?;
        (timing::dates(&time.time) && is_fresh(published, &interval)).then_some((index, interval))
    })
}

/// The day, with the time that gives it.
pub(super) fn told(material: &Material<'_, '_>) -> Option<(usize, Interval)> {
    let published = published(material)?;
    material
        .events
        .iter()
        .filter(|event| {
            super::kinds::attacks(event.class()) && event.reality == Reality::Asserted && !event.plural
        })
        .find_map(|event| {
            let (time, weight) = timing::of(material, event.passage, event.sentence, event.head, false)?;
            let interval = material.times.get(time)?.time.interval?;
            let fresh = is_fresh(published, &interval);
            (weight >= 2 && interval.days() == Some(1) && fresh).then_some((time, interval))
        })
}

/// "The death toll **rose to 67 on Tuesday**": the day of the count, not of the deed. `top` is the word of the time that hangs outside it.
pub fn of_a_count(analysis: &attest_language::Analysis, top: usize) -> bool {
    let verb = analysis.ancestors(top).find(|above| !matches!(above.tag(), "IN" | "TO" | "CD"));
    verb.is_some_and(|verb| {
        // "The toll from the attack **on Saturday** increases": before the verb stands the day of the deed.
        verb.index() < top
            && matches!(
                verb.lemma(),
                "rise" | "climb" | "increase" | "reach" | "jump" | "grow" | "pass" | "stand" | "fall"
            )
            && crate::tree::subjects(analysis, verb.index()).into_iter().any(|(subject, _)| {
                analysis
                    .token(subject)
                    .is_some_and(|noun| matches!(noun.lemma(), "toll" | "number" | "count" | "tally"))
            })
    })
}

/// The day on which the report was published.
pub(super) fn published(material: &Material<'_, '_>) -> Option<Date> {
    material.page.document.published.as_deref().and_then(|day| day.get(..10)).and_then(|day| day.parse().ok())
}

fn is_fresh(published: Date, interval: &Interval) -> bool {
    interval
        .earliest
        .and_then(|day| published.since(day).ok())
        .is_some_and(|span| (0..=FRESH).contains(&span.get_days()))
}

/// Whether an interval lies well before (or after) the day of the news.
pub(super) fn is_another(news: &Interval, own: &Interval) -> bool {
    let gap = |left: &Interval, right: &Interval| match (left.latest, right.earliest) {
        (Some(last), Some(first)) if last < first => first.since(last).map_or(0, |span| span.get_days()),
        _ => 0,
    };
    gap(own, news).max(gap(news, own)) > FRESH
}

/// "will stop the sabotage before the elections of **12 November**": what was done before the report was not done on a day behind it, unless
/// its own words say so.
pub(super) fn is_to_come(material: &Material<'_, '_>, stamp: &super::Stamp) -> bool {
    let done = matches!(stamp.reality, None | Some(Reality::Asserted | Reality::Alleged));
    let next = published(material).and_then(|day| day.tomorrow().ok());
    let first = stamp.interval.as_ref().and_then(|interval| interval.earliest);
    done && stamp.fixed.is_none()
        && stamp.time.is_some_and(|(_, weight)| weight < 3)
        && next.zip(first).is_some_and(|(next, first)| first > next)
}
