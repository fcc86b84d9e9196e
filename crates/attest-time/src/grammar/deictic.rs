//! Times told from where the speaker stands: "yesterday", "last week", "on Friday", "two days ago", "the following morning".

use crate::grammar::calendar::{self, weekday_name};
use crate::grammar::cursor::Cursor;
use crate::grammar::quantity::{Quantity, length, quantity, unit};
use crate::lexicon::{Lex, Part, Unit};
use crate::mention::Modifier;
use crate::reading::{Clock, Form, Origin, Reading, Shift, Window};
use crate::scan::{Gap, Shape};

/// Any expression of one day: a calendar day, a weekday, "yesterday", "that day".
pub(crate) fn day_form(c: Cursor<'_>) -> Option<(Form, Cursor<'_>)> {
    calendar::day(c).or_else(|| weekday(c)).or_else(|| day_word(c)).or_else(|| near_day(c))
}

/// "today", "yesterday", "the day before yesterday".
fn day_word(mut c: Cursor<'_>) -> Option<(Form, Cursor<'_>)> {
    const DAYS: &[(&[&str], i32)] = &[
        (&["the", "day", "before", "yesterday"], -2),
        (&["day", "before", "yesterday"], -2),
        (&["the", "day", "after", "tomorrow"], 2),
        (&["day", "after", "tomorrow"], 2),
        (&["yesterday"], -1),
        (&["tomorrow"], 1),
    ];
    if c.eat("today") {
        return Some((Form::Near { unit: Unit::Day, shift: Shift::This }, c));
    }
    let (_, n) = DAYS.iter().find(|(words, _)| c.eat_phrase(words))?;
    let form = Form::Offset {
        unit: Unit::Day,
        count: Some(n.abs()),
        half: false,
        ahead: *n > 0,
        origin: Origin::Speech,
    };
    Some((form, c))
}

/// "that day", "the same day", "the next day", "the following day", "the previous day".
fn near_day(c: Cursor<'_>) -> Option<(Form, Cursor<'_>)> {
    let (shift, mut rest) = narrative_shift(c)?;
    rest.eat("day").then_some((Form::Near { unit: Unit::Day, shift }, rest))
}

/// The words that move along the narrative.
fn narrative_shift(mut c: Cursor<'_>) -> Option<(Shift, Cursor<'_>)> {
    const SHIFTS: &[(&[&str], Shift)] = &[
        (&["that", "very", "same"], Shift::Same),
        (&["that", "same"], Shift::Same),
        (&["that", "very"], Shift::Same),
        (&["the", "very", "same"], Shift::Same),
        (&["the", "same"], Shift::Same),
        (&["same"], Shift::Same),
        (&["that"], Shift::Same),
        (&["the", "very", "next"], Shift::Following),
        (&["the", "next"], Shift::Following),
        (&["the", "following"], Shift::Following),
        (&["following"], Shift::Following),
        (&["the", "previous"], Shift::Previous),
        (&["the", "preceding"], Shift::Previous),
        (&["the", "prior"], Shift::Previous),
    ];
    let (_, shift) = SHIFTS.iter().find(|(words, _)| c.eat_phrase(words))?;
    Some((*shift, c))
}

/// "Friday", "last Wednesday", "this coming Sunday", "Friday last week", "the previous Friday".
pub(crate) fn weekday(c: Cursor<'_>) -> Option<(Form, Cursor<'_>)> {
    let (shift, rest) = weekday_shift(c);
    let (weekday, mut rest) = weekday_name(rest)?;
    let mut shift = shift;
    let mut probe = rest;
    probe.eat("of");
    if probe.eat_phrase(&["last", "week"]) {
        (shift, rest) = (Shift::Last, probe);
    } else if probe.eat_phrase(&["next", "week"]) {
        (shift, rest) = (Shift::Next, probe);
    } else if probe.eat_phrase(&["this", "week"]) {
        (shift, rest) = (Shift::This, probe);
    }
    Some((Form::Weekday { weekday, shift }, rest))
}

fn weekday_shift(mut c: Cursor<'_>) -> (Shift, Cursor<'_>) {
    const SHIFTS: &[(&[&str], Shift)] = &[
        (&["this", "past"], Shift::Last),
        (&["the", "past"], Shift::Last),
        (&["this", "coming"], Shift::Next),
        (&["the", "coming"], Shift::Next),
        (&["this"], Shift::This),
        (&["last"], Shift::Last),
        (&["past"], Shift::Last),
        (&["next"], Shift::Next),
        (&["coming"], Shift::Next),
    ];
    if let Some((_, shift)) = SHIFTS.iter().find(|(words, _)| c.eat_phrase(words)) {
        return (*shift, c);
    }
    if c.opens_clause() {
        return (Shift::Bare, c);
    }
    match narrative_shift(c) {
        Some((shift, rest)) if weekday_name(rest).is_some() => (shift, rest),
        _ => (Shift::Bare, c),
    }
}

/// `deictic/day`: one day, perhaps with a part of it behind: "Friday night", "yesterday morning".
pub(crate) fn day(c: Cursor<'_>) -> Option<Reading> {
    let (form, rest) = day_form(c)?;
    let rule = match form {
        Form::Day { .. } => "calendar/day",
        Form::Weekday { .. } => "deictic/weekday",
        _ => "deictic/day",
    };
    if let Some((clock, rest)) = iso_time(rest) {
        return Some(Reading::new(c.start(), rest.at, form, "calendar/day-iso-time").with_clock(clock));
    }
    let (part, rest) = part_behind(rest);
    Some(Reading::new(c.start(), rest.at, form, rule).with_part(part))
}

/// "T20:30:00Z" behind an ISO day.
fn iso_time(c: Cursor<'_>) -> Option<(Clock, Cursor<'_>)> {
    let mut rest = c;
    let hour: u8 = rest.here().filter(|t| t.gap == Gap::Glued)?.text.strip_prefix('T')?.parse().ok()?;
    rest.bump();
    if !rest.eat_mark(':') || hour > 24 {
        return None;
    }
    let minute = rest.number().filter(|(m, digits)| *m < 60 && *digits == 2)?.0 as u8;
    rest.bump();
    if rest.here().is_some_and(|t| t.is_mark(':')) && rest.ahead(1).is_some_and(|t| t.digits() == 2) {
        rest.at += 2;
    }
    if rest.glued() {
        rest.eat("Z");
    }
    Some((Clock { hour, minute: Some(minute) }, rest))
}

/// "morning", "night" right behind a day.
pub(crate) fn part_behind(c: Cursor<'_>) -> (Option<Part>, Cursor<'_>) {
    let mut rest = c;
    rest.eat("early");
    rest.eat("late");
    match rest.lex() {
        Lex::Part(part) => {
            rest.bump();
            (Some(part), rest)
        }
        _ => (None, c),
    }
}

/// `deictic/tonight`: "tonight", "last night", "overnight", "this morning", "the following evening".
pub(crate) fn part_of_day(c: Cursor<'_>) -> Option<Reading> {
    let mut rest = c;
    let near = |shift| Form::Near { unit: Unit::Day, shift };
    let back = |n| Form::Offset {
        unit: Unit::Day,
        count: Some(n),
        half: false,
        ahead: false,
        origin: Origin::Speech,
    };
    let built = |rest: Cursor<'_>, form, part, rule| {
        Some(Reading::new(c.start(), rest.at, form, rule).with_part(Some(part)))
    };
    if rest.eat("tonight") {
        return built(rest, near(Shift::This), Part::Night, "deictic/tonight");
    }
    if rest.eat_phrase(&["last", "night"]) || rest.eat_phrase(&["last", "evening"]) {
        let part = if rest.previous().is_some_and(|t| t.is("night")) { Part::Night } else { Part::Evening };
        return built(rest, back(1), part, "deictic/last-night");
    }
    if rest.eat("overnight") {
        // "overnight Saturday", "overnight on Saturday"
        let mut after = rest;
        after.eat("on");
        if let Some((form, end)) = weekday(after) {
            return built(end, form, Part::Night, "deictic/weekday");
        }
        return built(rest, Form::SomeDay { shift: Shift::Bare }, Part::Night, "deictic/overnight");
    }
    let shift = if rest.eat("this") {
        Shift::This
    } else {
        let (shift, after) = narrative_shift(rest)?;
        rest = after;
        shift
    };
    rest.eat_any(&["early", "late"]);
    rest.eat_any(&["mid"]);
    rest.eat_hyphen();
    let Lex::Part(part) = rest.lex() else { return None };
    rest.bump();
    built(rest, near(shift), part, "deictic/part-of-day")
}

/// `deictic/near`: "last week", "this year", "the previous month", "the following year", "the current quarter".
pub(crate) fn near(c: Cursor<'_>) -> Option<Reading> {
    const SHIFTS: &[(&[&str], Shift)] = &[
        (&["this", "past"], Shift::Last),
        (&["this", "coming"], Shift::Next),
        (&["this", "same"], Shift::This),
        (&["this"], Shift::This),
        (&["the", "current"], Shift::This),
        (&["the", "past"], Shift::Past),
        (&["the", "last"], Shift::Past),
        (&["the", "coming"], Shift::Next),
        (&["the", "upcoming"], Shift::Next),
        (&["last"], Shift::Last),
        (&["next"], Shift::Next),
    ];
    let mut rest = c;
    let shift = if let Some((_, shift)) = SHIFTS.iter().find(|(words, _)| rest.eat_phrase(words)) {
        *shift
    } else {
        let (shift, after) = narrative_shift(c)?;
        rest = after;
        shift
    };
    rest.eat("calendar");
    let fiscal = rest.eat_any(&["fiscal", "financial"]);
    let Lex::Unit(unit) = rest.lex() else { return None };
    rest.bump();
    if rest.here().is_some_and(crate::scan::Token::is_dash) && rest.glued() {
        return None;
    }
    let form = match (unit, shift) {
        (Unit::Second | Unit::Minute | Unit::Hour | Unit::Millennium | Unit::Fortnight, _) => return None,
        (Unit::Year, _) if fiscal => Form::Fiscal(crate::reading::YearRef::Shifted(shift)),
        _ => Form::Near { unit, shift },
    };
    rest.eat_phrase(&["or", "so"]);
    Some(Reading::new(c.start(), rest.at, form, "deictic/near"))
}

/// `deictic/offset`: "three days ago", "a year earlier", "two weeks later", "a week from now".
pub(crate) fn offset(c: Cursor<'_>) -> Option<Reading> {
    let mut rest = c;
    let vague_plural = matches!(rest.lex(), Lex::Units(_));
    let (count, half, modifier) = if vague_plural {
        (None, false, None)
    } else {
        let q = quantity(&mut rest)?;
        (q.count, q.half, q.modifier)
    };
    let (unit, _) = unit(&mut rest)?;
    let mut approximate = modifier;
    if rest.eat_phrase(&["or", "so"]) || rest.eat_phrase(&["or", "more"]) {
        approximate = Some(Modifier::Approx);
    }
    let (ahead, origin) = direction(&mut rest)?;
    let form = if unit < Unit::Day {
        // "an hour later" moves the clock, not the day.
        let value = length(unit, Quantity { count, half, modifier: None, article: false });
        Form::Duration { value, window: Some(Window { unit, count, ahead, origin }) }
    } else {
        Form::Offset { unit, count, half, ahead, origin }
    };
    let (part, rest) = if unit == Unit::Day { part_behind(rest) } else { (None, rest) };
    Some(Reading::new(c.start(), rest.at, form, "deictic/offset").with_modifier(approximate).with_part(part))
}

fn direction(c: &mut Cursor<'_>) -> Option<(bool, Origin)> {
    if c.eat("ago") {
        return Some((false, Origin::Speech));
    }
    if c.eat_phrase(&["from", "now"]) || c.eat_phrase(&["from", "today"]) || c.eat("hence") {
        return Some((true, Origin::Speech));
    }
    if c.eat_any(&["later", "afterward", "afterwards", "thereafter"]) {
        return Some((true, Origin::Narrative));
    }
    if c.eat_any(&["earlier", "previously", "beforehand"]) {
        // "two years earlier than" counts from something that is not a time.
        return (!c.is("than")).then_some((false, Origin::Narrative));
    }
    // "two days before." counts back; "two days before the attack" is a length.
    let mut probe = *c;
    if probe.eat("before") && probe.here().is_none_or(|t| matches!(t.shape, Shape::Mark('.' | ',' | ';'))) {
        *c = probe;
        return Some((false, Origin::Narrative));
    }
    None
}

/// `deictic/day-before`: "the day before", "the night before", "the week before", "the year after", at the end of a clause.
pub(crate) fn the_day_before(c: Cursor<'_>) -> Option<Reading> {
    let mut rest = c;
    if !rest.eat("the") {
        return None;
    }
    let (unit, part) = match rest.lex() {
        Lex::Unit(u @ (Unit::Day | Unit::Week | Unit::Month | Unit::Year)) => (u, None),
        Lex::Part(p) => (Unit::Day, Some(p)),
        _ => return None,
    };
    rest.bump();
    let shift = if rest.eat("before") {
        Shift::Previous
    } else if rest.eat("after") {
        Shift::Following
    } else {
        return None;
    };
    if !rest.at_mark() {
        return None;
    }
    Some(Reading::new(c.start(), rest.at, Form::Near { unit, shift }, "deictic/day-before").with_part(part))
}
