//! Times of day: "3:30 p.m.", "around 7am local time", "noon Thursday", "0700 GMT", "the morning of February 28".

use crate::grammar::cursor::Cursor;
use crate::grammar::deictic::{day_form, part_behind};
use crate::lexicon::{Lex, Part};
use crate::reading::{Clock, Form, Reading, Shift};
use crate::scan::Gap;

/// `clock/time`: a clock time, with its day before or behind it where there is one.
pub(crate) fn time(c: Cursor<'_>) -> Option<Reading> {
    let mut lead = c;
    lead.eat_any(&["around", "about"]);
    let (clock, rest) = clock_time(lead)?;
    let built = |form, end| Some(Reading::new(c.start(), end, form, "clock/time").with_clock(clock));
    if let Some((form, day)) = day_behind(rest) {
        // "10 o'clock on Wednesday morning".
        return built(form, part_behind(day).1.at);
    }
    // "6 p.m. (1700 GMT) on Sunday": the day stands behind the brackets and is read again as its own expression.
    let day = bracketed(rest).and_then(day_behind);
    built(day.map_or(Form::SomeDay { shift: Shift::Bare }, |(form, _)| form), rest.at)
}

/// Steps over another zone's time in brackets.
fn bracketed(c: Cursor<'_>) -> Option<Cursor<'_>> {
    let mut rest = c;
    rest.eat_mark('(').then_some(())?;
    let (_, mut rest) = clock_time(rest)?;
    rest.eat_mark(')').then_some(rest)
}

/// `clock/day-time`: "Friday at 3 p.m.", "28 February at around 07:00".
pub(crate) fn day_time(c: Cursor<'_>) -> Option<Reading> {
    let (form, mut rest) = day_form(c)?;
    rest.eat_mark(',');
    if !rest.eat("at") {
        return None;
    }
    rest.eat_any(&["around", "about", "approximately", "exactly"]);
    let (clock, rest) = clock_time(rest)?;
    Some(Reading::new(c.start(), rest.at, form, "clock/day-time").with_clock(clock))
}

/// `clock/part-of-day`: "the morning of February 28", "noon Thursday", "early on the night of Friday", "dawn on Sunday".
pub(crate) fn part_of(c: Cursor<'_>) -> Option<Reading> {
    let mut rest = c;
    rest.eat("the");
    rest.eat_any(&["early", "late"]);
    rest.eat_any(&["mid", "pre"]);
    rest.eat_hyphen();
    let Lex::Part(part) = rest.lex() else { return None };
    let word = rest.here()?;
    rest.bump();
    rest.eat("hours");
    let (form, end) = day_behind(rest).or_else(|| {
        let mut of = rest;
        of.eat("of").then(|| day_form(of)).flatten()
    })?;
    let reading = Reading::new(c.start(), end.at, form, "clock/part-of-day");
    Some(if word.is("midnight") {
        reading.with_clock(Clock { hour: 24, minute: Some(0) })
    } else if part == Part::Midday {
        reading.with_clock(Clock { hour: 12, minute: Some(0) })
    } else {
        reading.with_part(Some(part))
    })
}

/// `clock/early-hours`: "the early hours of Thursday", "the early hours".
pub(crate) fn early_hours(c: Cursor<'_>) -> Option<Reading> {
    let mut rest = c;
    let the = rest.eat("the");
    if !(rest.eat_phrase(&["early", "hours"])
        || rest.eat_phrase(&["early", "morning", "hours"])
        || rest.eat_phrase(&["small", "hours"])
        || rest.eat_phrase(&["predawn", "hours"]))
    {
        return None;
    }
    let mut of = rest;
    let day = if of.eat("of") || of.eat("on") { day_form(of) } else { None };
    let (form, rest) = day.unwrap_or((Form::SomeDay { shift: Shift::Bare }, rest));
    the.then(|| Reading::new(c.start(), rest.at, form, "clock/early-hours").with_part(Some(Part::Morning)))
}

/// `clock/bare-part`: "in the morning", "at dawn", "at noon", "at midnight": a part of the narrative's day.
pub(crate) fn bare_part(c: Cursor<'_>) -> Option<Reading> {
    let mut rest = c;
    let before = c.before(1)?;
    let the = rest.eat("the");
    if the {
        rest.eat_any(&["early", "late", "mid"]);
        rest.eat_hyphen();
    } else {
        rest.eat("mid");
        rest.eat_hyphen();
    }
    let Lex::Part(part) = rest.lex() else { return None };
    let word = rest.here()?;
    rest.bump();
    let prepared = if the {
        before.is_any(&["in", "during", "throughout", "through"]) && part != Part::Midday
    } else {
        before.is_any(&["at", "by", "before", "around", "after", "until"])
            && !word.is_any(&["night", "evening", "morning"])
    };
    // "on the night", "at night" alone name no day.
    if !prepared
        || (rest.here().is_some_and(super::super::scan::Token::is_dash) && rest.glued())
        || rest.is_any(&["of", "on"])
    {
        return None;
    }
    let form = Form::SomeDay { shift: Shift::Bare };
    let reading = Reading::new(c.start(), rest.at, form, "clock/bare-part");
    Some(if word.is("midnight") {
        reading.with_clock(Clock { hour: 24, minute: Some(0) })
    } else if part == Part::Midday {
        reading.with_clock(Clock { hour: 12, minute: Some(0) })
    } else {
        reading.with_part(Some(part))
    })
}

/// The day behind a time: "Tuesday", "on Friday", ", Nov. 6".
fn day_behind(c: Cursor<'_>) -> Option<(Form, Cursor<'_>)> {
    let mut rest = c;
    rest.eat_mark(',');
    rest.eat("on");
    day_form(rest)
}

/// "3:30 p.m. EST", "7am", "0700 GMT", "noon"? (no: a part), "5 o'clock", "4 in the morning", "14:30".
fn clock_time(c: Cursor<'_>) -> Option<(Clock, Cursor<'_>)> {
    let before = c.previous();
    let (n, digits) = match c.number() {
        Some(found) => found,
        None => (i32::from(spoken_hour(c)?), 0),
    };
    if c.here()?.gap == Gap::Glued
        && before.is_some_and(|t| !matches!(t.shape, crate::scan::Shape::Mark('(' | '[')))
    {
        return None;
    }
    let mut rest = c;
    rest.bump();
    // 24-hour figures: "0700 GMT", "1430 hours".
    if digits == 4 {
        let zone = zone(&mut rest) || rest.eat_any(&["hours", "hrs", "h", "local"]);
        let clock = Clock { hour: (n / 100) as u8, minute: Some((n % 100) as u8) };
        rest.eat("time");
        let zone = zone || before.is_some_and(|t| t.is("at")) && closes(rest);
        return (zone && n / 100 <= 24 && n % 100 < 60).then_some((clock, rest));
    }
    if digits > 2 || n > 24 {
        return None;
    }
    let mut minute = None;
    let mut colon = false;
    if let (Some(mark), Some(next)) = (rest.here(), rest.ahead(1)) {
        let joined = mark.gap == Gap::Glued && next.gap == Gap::Glued && next.digits() == 2;
        if joined
            && (mark.is_mark(':') || mark.is_mark('.') || mark.is("h"))
            && next.number().is_some_and(|m| m < 60)
        {
            minute = next.number().map(|m| m as u8);
            colon = mark.is_mark(':');
            rest.at += 2;
            // Seconds.
            if rest.here().is_some_and(|t| t.is_mark(':')) && rest.ahead(1).is_some_and(|t| t.digits() == 2) {
                rest.at += 2;
            }
        }
    }
    let hour = n as u8;
    let (hour, said, mut rest) = half_of_day(rest, hour);
    let zoned = zone(&mut rest);
    if !(said || colon && (zoned || prepared(c))) {
        return None;
    }
    Some((Clock { hour, minute }, rest))
}

/// "at 1835 (0035 GMT)", "at 2030 today.": what may stand behind four figures that tell an hour, and not a number of things.
fn closes(c: Cursor<'_>) -> bool {
    c.here().is_none_or(|t| {
        matches!(t.shape, crate::scan::Shape::Mark('(' | '[' | ',' | '.' | ';'))
            || t.is_any(&["on", "today", "yesterday", "last", "this", "when", "as", "and"])
    })
}

fn spoken_hour(c: Cursor<'_>) -> Option<u8> {
    let Lex::Cardinal(n @ 1..=12) = c.lex() else { return None };
    let next = c.ahead(1)?;
    (next.is("o")
        || next.is_any(&["am", "pm"])
        || (next.is_any(&["a", "p"]) && c.ahead(2).is_some_and(|t| t.is_mark('.'))))
    .then_some(n)
}

/// A bare "14:30" is a time behind a preposition of time, else perhaps a score or a verse.
fn prepared(c: Cursor<'_>) -> bool {
    c.previous().is_some_and(|t| {
        t.is_any(&[
            "at",
            "around",
            "about",
            "by",
            "until",
            "from",
            "after",
            "before",
            "between",
            "and",
            "since",
            "approximately",
        ])
    })
}

/// "p.m.", "am", "in the morning", "o'clock".
fn half_of_day(c: Cursor<'_>, hour: u8) -> (u8, bool, Cursor<'_>) {
    let mut rest = c;
    let to_24 = |after_noon: bool| match (after_noon, hour) {
        (true, 1..=11) => hour + 12,
        (false, 12) => 0,
        _ => hour,
    };
    if let Some(t) = rest.here() {
        let afternoon = t.is("pm") || t.is("p");
        if t.is_any(&["am", "pm"]) {
            rest.bump();
            return (to_24(afternoon), true, rest);
        }
        let dotted = t.is_any(&["a", "p"])
            && rest.ahead(1).is_some_and(|d| d.is_mark('.'))
            && rest.ahead(2).is_some_and(|m| m.is("m"));
        if dotted {
            rest.at += 3;
            let stop = rest.here().is_some_and(|s| s.is_mark('.') && s.gap == Gap::Glued);
            rest.at += usize::from(stop);
            return (to_24(afternoon), true, rest);
        }
    }
    let mut said = false;
    if rest.eat("o")
        && rest.here().is_some_and(super::super::scan::Token::is_apostrophe)
        && rest.ahead(1).is_some_and(|t| t.is("clock"))
    {
        rest.at += 2;
        said = true;
    } else if !said {
        rest = c;
    }
    let mut phrase = rest;
    if phrase.eat_phrase(&["in", "the"]) {
        let part = phrase.lex();
        phrase.bump();
        match part {
            Lex::Part(Part::Morning) => return (to_24(false), true, phrase),
            Lex::Part(Part::Afternoon | Part::Evening) => return (to_24(true), true, phrase),
            _ => {}
        }
    }
    if phrase.at == rest.at && phrase.eat_phrase(&["at", "night"]) && said {
        return (to_24(hour >= 6 && hour != 12), true, phrase);
    }
    (hour, said, rest)
}

/// "EST", "GMT", "local time", "(EST)".
fn zone(c: &mut Cursor<'_>) -> bool {
    const ZONES: &[&str] = &[
        "EST", "EDT", "ET", "CST", "CDT", "MST", "MDT", "PST", "PDT", "GMT", "UTC", "BST", "CET", "CEST",
        "EET", "WAT", "EAT", "Z",
    ];
    if c.here().is_some_and(|t| ZONES.contains(&t.text)) {
        c.bump();
        return true;
    }
    let mut probe = *c;
    if probe.eat("local") {
        probe.eat("time");
        *c = probe;
        return true;
    }
    probe.eat_any(&["Eastern", "Moscow", "Baghdad", "Kyiv", "Kiev"]) && {
        let found = probe.eat("time");
        if found {
            *c = probe;
        }
        found
    }
}
