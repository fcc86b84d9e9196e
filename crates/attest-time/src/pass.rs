//! The pass over a text: scan, read, resolve front to back, and write the mentions down.

use jiff::civil::Date;

use crate::anchors::{Anchors, Dateline, DatelineKind, Tense, TenseHints};
use crate::dateline;
use crate::grammar;
use crate::grammar::quantity::{Quantity, length};
use crate::interval::{Interval, Precision};
use crate::lexicon::Unit;
use crate::mention::{AnchorSource, Modifier, TimeKind, TimeMention};
use crate::narrative::Narrative;
use crate::period::{Period, plus_days};
use crate::reading::{Clock, Form, Origin, Reading, Shift, Vague, YearRef};
use crate::resolve::{Meaning, Resolver};
use crate::scan::{Token, scan};
use crate::tense;

/// A dateline this many days before publication at most is the day on which the text speaks.
const DATELINE_REACH: i32 = 7;

/// The head of a text, in bytes: a news story says there that it is one.
const HEAD: u32 = 1500;

/// Everything of [`crate::read_with`].
pub(crate) fn mentions(text: &str, anchors: &Anchors, hints: &dyn TenseHints) -> Vec<TimeMention> {
    let tokens = scan(text);
    let readings = grammar::readings(&tokens);
    let line = anchors.dateline.clone().or_else(|| dateline::find(&tokens, &readings));
    let mut story = opening(&tokens, &readings, anchors, line.as_ref());
    readings
        .iter()
        .filter_map(|reading| mention(&tokens, reading, anchors, hints, &mut story, line.as_ref()))
        .collect()
}

/// The dateline of a text, by itself.
pub(crate) fn dateline_of(text: &str) -> Option<Dateline> {
    // A dateline stands in the first lines.
    let mut end = text.len().min(1500);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let tokens = scan(text.get(..end).unwrap_or(""));
    dateline::find(&tokens, &grammar::readings(&tokens))
}

/// What is known before the first word.
fn opening(
    tokens: &[Token<'_>],
    readings: &[Reading],
    anchors: &Anchors,
    line: Option<&Dateline>,
) -> Narrative {
    let mut story = Narrative { speech: anchors.published, ..Narrative::default() };
    if story.speech.is_some() {
        story.speech_source = AnchorSource::Published;
    }
    if let Some(line) = line {
        let date = line.date.or_else(|| dated_near(tokens, readings, line, anchors.published));
        let near = match (date, anchors.published) {
            (Some(d), Some(p)) => (0..=DATELINE_REACH).contains(&crate::interval::days_between(d, p)),
            (Some(_), None) => true,
            _ => false,
        };
        if let (Some(date), true) = (date, near) {
            story.speech = Some(date);
            story.speech_source = AnchorSource::Dateline;
            story.speech_words = Some((line.start, line.end));
        }
    }
    story.retrospective = retrospective(tokens, readings, story.speech);
    story
}

/// Two or more dates with their years, all of them far from the day of speech, and no "yesterday" or "Friday" at the head.
fn retrospective(tokens: &[Token<'_>], readings: &[Reading], speech: Option<Date>) -> bool {
    let Some(speech) = speech else { return false };
    let fresh =
        readings.iter().take_while(|r| tokens.get(r.first).is_some_and(|t| t.start < HEAD)).any(|r| {
            matches!(
                r.form,
                Form::Weekday { .. }
                    | Form::Near { unit: Unit::Day, shift: Shift::This, .. }
                    | Form::Offset { unit: Unit::Day, origin: Origin::Speech, .. }
            )
        });
    if fresh {
        return false;
    }
    let stated = readings.iter().filter_map(|r| match r.form {
        Form::Day { year: YearRef::Stated(y), month: Some(m), day: d, .. } => {
            crate::period::day(y, m as i8, d as i8)
        }
        Form::Month { year: YearRef::Stated(y), month, .. } => crate::period::day(y, month as i8, 15),
        _ => None,
    });
    let (mut away, mut here) = (0, 0);
    for date in stated {
        if crate::narrative::far(date, speech) {
            away += 1;
        } else {
            here += 1;
        }
    }
    away >= 2 && here == 0
}

/// The day of a dateline without a year: the last such day before publication.
fn dated_near(
    tokens: &[Token<'_>],
    readings: &[Reading],
    line: &Dateline,
    published: Option<Date>,
) -> Option<Date> {
    let published = published?;
    let reading = readings
        .iter()
        .find(|r| tokens.get(r.first).is_some_and(|t| t.start >= line.start && t.start < line.end))?;
    let story =
        Narrative { speech: Some(published), speech_source: AnchorSource::Published, ..Narrative::default() };
    let resolver = Resolver {
        story: &story,
        order: crate::anchors::DayMonthOrder::Unknown,
        at: line.start,
        tense: Some(Tense::Past),
    };
    match resolver.meaning(reading).period {
        Some(Period::Day(d)) => Some(d),
        _ => None,
    }
}

fn mention(
    tokens: &[Token<'_>],
    reading: &Reading,
    anchors: &Anchors,
    hints: &dyn TenseHints,
    story: &mut Narrative,
    line: Option<&Dateline>,
) -> Option<TimeMention> {
    let start = tokens.get(reading.first)?.start;
    let end = tokens.get(reading.end.checked_sub(1)?)?.end;
    let tense = if asks_tense(&reading.form) {
        hints.tense_at(start).or_else(|| tense::around(tokens, reading.first, reading.end))
    } else {
        None
    };
    let meaning = Resolver { story, order: anchors.order, at: start, tense }.meaning(reading);
    let in_dateline = line.is_some_and(|l| l.kind != DatelineKind::Line && start >= l.start && end <= l.end);
    let value = written(reading, &meaning);
    let interval = narrowed(reading, &meaning, story.speech);
    let kind = kind(reading);
    if let (Some(period), false) = (meaning.period, in_dateline) {
        let reporting = tense::dates_a_report(tokens, reading.first);
        story.note(period, (start, end), states_year(&reading.form), reporting, reading.bound);
        if is_current_quarter(reading, period, tense, story) {
            story.quarter = Some((period, (start, end)));
        }
    }
    Some(TimeMention {
        start,
        end,
        kind,
        value,
        modifier: reading.modifier,
        rule: reading.rule,
        interval,
        basis: meaning.basis,
        anchored_to: meaning.source,
        anchor: meaning.anchor,
        bound: reading.bound,
        partner: reading.partner,
        calendar_complete: matches!(
            reading.form,
            Form::Day { year: YearRef::Stated(_) | YearRef::Short(_), month: Some(_), .. }
        ),
        note: meaning.note,
    })
}

/// A quarter named without a year and not still to come is the one that a business report is about; "a year earlier" and "the latest
/// quarter" are told from it.
fn is_current_quarter(reading: &Reading, period: Period, tense: Option<Tense>, story: &Narrative) -> bool {
    let over = || {
        let last = period.interval().and_then(|i| i.latest);
        story.quarter.is_none() || last.zip(story.speech).is_some_and(|(last, speech)| last <= speech)
    };
    matches!(period, Period::Quarter(..))
        && matches!(reading.form, Form::Quarter { year: YearRef::Unsaid, .. })
        && tense != Some(Tense::Future)
        && over()
}

fn asks_tense(form: &Form) -> bool {
    !matches!(
        form,
        Form::Duration { .. } | Form::Set { .. } | Form::Vague(_) | Form::Decade(_) | Form::Century(_)
    )
}

fn states_year(form: &Form) -> bool {
    match form {
        Form::Day { year, .. } | Form::Month { year, .. } | Form::Year(year) => {
            matches!(year, YearRef::Stated(_) | YearRef::Short(_))
        }
        _ => false,
    }
}

fn kind(reading: &Reading) -> TimeKind {
    match &reading.form {
        Form::Duration { .. } => TimeKind::Duration,
        Form::Set { .. } => TimeKind::Set,
        _ if distance(&reading.form).is_some() && reading.part.is_none() => TimeKind::Duration,
        _ if reading.part.is_some() || reading.clock.is_some() => TimeKind::Time,
        _ => TimeKind::Date,
    }
}

/// "Three days later" is annotated as a length with an anchor, "a year earlier" as a date: only long units name a period of their own.
fn distance(form: &Form) -> Option<String> {
    let Form::Offset { unit, count, half, ahead, origin: Origin::Narrative } = form else { return None };
    let short = if *ahead { *unit < Unit::Year } else { *unit < Unit::Month };
    short.then(|| length(*unit, Quantity { count: *count, half: *half, modifier: None, article: false }))
}

/// The value with its part of the day or clock time.
fn written(reading: &Reading, meaning: &Meaning) -> String {
    if let (Some(value), None) = (distance(&reading.form), reading.part) {
        return value;
    }
    let mut value = meaning.value.clone();
    if matches!(
        reading.form,
        Form::Duration { .. } | Form::Set { .. } | Form::Vague(Vague::Past | Vague::Present | Vague::Future)
    ) {
        return value;
    }
    match (reading.clock, reading.part) {
        (Some(Clock { hour, minute }), _) => {
            use std::fmt::Write as _;
            // Writing to a string cannot fail.
            let _ = write!(value, "T{hour:02}:{:02}", minute.unwrap_or(0));
        }
        (None, Some(part)) => value.push_str(part.code()),
        (None, None) => {}
    }
    value
}

/// The interval of the meaning, cut to the part that the modifier names.
fn narrowed(reading: &Reading, meaning: &Meaning, speech: Option<Date>) -> Option<Interval> {
    let whole = meaning.interval?;
    let (Some(from), Some(to)) = (whole.earliest, whole.latest) else { return Some(whole) };
    if matches!(reading.form, Form::Duration { .. }) {
        return Some(whole);
    }
    let length = crate::interval::days_between(from, to) + 1;
    let near = matches!(reading.form, Form::Near { shift: Shift::This, .. });
    let at = |n: i32| plus_days(from, n);
    if length <= 1 {
        // "around 3 March": the days on either side stay possible.
        return match reading.modifier {
            Some(Modifier::Approx) if reading.clock.is_none() => {
                Some(Interval::between(plus_days(from, -3)?, plus_days(to, 3)?, Precision::Days))
            }
            _ => Some(whole),
        };
    }
    let precision = whole.precision;
    if let Some(Period::Decade(_)) = meaning.period {
        return years_of_decade(reading, from).or(Some(whole));
    }
    match reading.modifier {
        Some(Modifier::Start) if near => {
            Some(Interval::between(from, to.min(speech.unwrap_or(to)).max(from), precision))
        }
        Some(Modifier::End) if near => {
            Some(Interval::between(at(length / 2)?.min(speech.unwrap_or(to)).max(from), to, precision))
        }
        Some(Modifier::Start) => {
            let last = if reading.halved { (length - 1) / 2 } else { (length / 3 - 1).max(0) };
            Some(Interval::between(from, at(last)?, precision))
        }
        Some(Modifier::End) => {
            let first = if reading.halved { length / 2 } else { length * 2 / 3 };
            Some(Interval::between(at(first)?, to, precision))
        }
        Some(Modifier::Mid) => {
            Some(Interval::between(at(length / 4)?, at(length - 1 - length / 4)?, precision))
        }
        _ => Some(whole),
    }
}

/// "The late 2000s" speaks in years: 2006 to 2009.
fn years_of_decade(reading: &Reading, first: Date) -> Option<Interval> {
    let (from, to) = match (reading.modifier?, reading.halved) {
        (Modifier::Start, false) => (0, 3),
        (Modifier::Start, true) => (0, 4),
        (Modifier::Mid, _) => (3, 6),
        (Modifier::End, false) => (6, 9),
        (Modifier::End, true) => (5, 9),
        _ => return None,
    };
    let year = |n: i16| Period::Year(first.year().checked_add(n)?).interval();
    Some(Interval::between(year(from)?.earliest?, year(to)?.latest?, Precision::Decade))
}
