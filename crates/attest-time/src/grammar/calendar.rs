//! Dates of the calendar: "28 February 2024", "Feb. 28", "28/02/2024", "2024-02-28", "3 JAN 90", "March", "1988".

use crate::grammar::cursor::Cursor;
use crate::grammar::year::{four_digits, shifted_year, spoken};
use crate::lexicon::Lex;
use crate::reading::{Form, Reading, Shift, YearRef};
use crate::scan::{Gap, Shape};

/// A day of the calendar in any spelling, with or without its weekday.
pub(crate) fn day(mut c: Cursor<'_>) -> Option<(Form, Cursor<'_>)> {
    let mut named = None;
    if let Some((weekday, after)) = weekday_name(c) {
        let mut rest = after;
        rest.eat_stop();
        rest.eat_mark(',');
        rest.eat("the");
        named = Some(weekday);
        c = rest;
    }
    let (form, rest) = numeric(c).or_else(|| month_day(c)).or_else(|| day_month(c))?;
    let Form::Day { year, month, day, doubtful, .. } = form else { return None };
    Some((Form::Day { year, month, day, weekday: named, doubtful }, rest))
}

/// A weekday's name; abbreviations only with a capital and where a date follows or a preposition stands before.
pub(crate) fn weekday_name(mut c: Cursor<'_>) -> Option<(u8, Cursor<'_>)> {
    match c.lex() {
        Lex::Weekday(d) => {
            c.bump();
            Some((d, c))
        }
        Lex::WeekdayAbbr(d) => {
            let here = c.here()?;
            let word = here.text;
            if !here.capital {
                return None;
            }
            c.bump();
            let mut probe = c;
            let stopped = probe.eat_stop();
            probe.eat_mark(',');
            let dated = matches!(probe.lex(), Lex::Month(_) | Lex::MonthAbbr(_))
                || (probe.number().is_some() && !word.eq_ignore_ascii_case("sun"));
            if dated {
                return Some((d, c));
            }
            // "Tues." alone reads as a day, "Sat" or "Sun" alone does not.
            (stopped && word.len() >= 4).then_some((d, probe))
        }
        _ => None,
    }
}

/// A month's name with its stop. Abbreviations need a capital.
pub(crate) fn month_name(mut c: Cursor<'_>) -> Option<(u8, Cursor<'_>)> {
    let here = c.here()?;
    match here.lex {
        Lex::Month(m) if here.capital => {
            c.bump();
            Some((m, c))
        }
        Lex::MonthAbbr(m) if here.capital => {
            c.bump();
            c.eat_stop();
            Some((m, c))
        }
        _ => None,
    }
}

/// 1 to 31 in digits, with an ending, or as an ordinal word.
fn day_number(mut c: Cursor<'_>) -> Option<(u8, Cursor<'_>)> {
    if let Some((n, digits)) = c.number() {
        if !(1..=31).contains(&n) || digits > 2 {
            return None;
        }
        c.bump();
        if c.glued() {
            c.eat_any(&["st", "nd", "rd", "th"]);
        }
        // "March 3.5", "May 10,000" and "3:30" are no days.
        let decimal =
            c.here().is_some_and(|t| t.gap == Gap::Glued && matches!(t.shape, Shape::Mark('.' | ',' | ':')))
                && c.ahead(1).is_some_and(|t| t.gap == Gap::Glued && t.shape == Shape::Number);
        if decimal || c.here().is_some_and(|t| t.is_mark('%')) {
            return None;
        }
        return Some((n as u8, c));
    }
    match c.lex() {
        Lex::Ordinal(n) => {
            c.bump();
            Some((n, c))
        }
        Lex::Cardinal(n @ (20 | 30)) => {
            c.bump();
            c.eat_hyphen();
            let Lex::Ordinal(o @ 1..=9) = c.lex() else { return None };
            c.bump();
            (n + o <= 31).then_some((n + o, c))
        }
        _ => None,
    }
}

/// A year behind a month: ", 1998", " 1998", " of last year", " '98", and two bare digits in capitals ("3 JAN 90").
fn year_after(c: Cursor<'_>, shouted: bool) -> Option<(YearRef, Cursor<'_>)> {
    let mut plain = c;
    plain.eat_mark(',');
    plain.eat("of");
    if let Some((y, rest)) = four_digits(plain) {
        return Some((YearRef::Stated(y), rest));
    }
    if let Some((y, rest)) = spoken(plain) {
        return Some((YearRef::Stated(y), rest));
    }
    let mut probe = plain;
    if probe.here().is_some_and(super::super::scan::Token::is_apostrophe) {
        probe.bump();
        if let Some((n, 2)) = probe.number() {
            probe.bump();
            return Some((YearRef::Short(n as i16), probe));
        }
    }
    let mut probe = c;
    if shouted && let Some((n, 2)) = probe.number() {
        probe.bump();
        let goes_on = probe
            .here()
            .is_some_and(|t| t.gap == Gap::Glued && matches!(t.shape, Shape::Mark(':' | '/' | '%')));
        if !goes_on {
            return Some((YearRef::Short(n as i16), probe));
        }
    }
    shifted_year(plain)
}

/// "March 3", "Feb. 28th, 2024", "March the 3rd", "march eighth".
fn month_day(c: Cursor<'_>) -> Option<(Form, Cursor<'_>)> {
    let shouted = c.here()?.caps;
    let (month, mut rest) = month_name(c).or_else(|| {
        // Spoken transcripts write months small; the day's ordinal ending or word still tells.
        let Lex::Month(m) = c.lex() else { return None };
        let mut after = c;
        after.bump();
        matches!(after.lex(), Lex::Ordinal(_)).then_some((m, after))
    })?;
    rest.eat("the");
    let (day, rest) = day_number(rest)?;
    // "March 3-month review", "may 5 people": a unit or a noun of counting behind the number.
    if matches!(rest.lex(), Lex::Units(_)) {
        return None;
    }
    let (year, rest) = year_after(rest, shouted).unwrap_or((YearRef::Unsaid, rest));
    Some((Form::Day { year, month: Some(month), day, weekday: None, doubtful: false }, rest))
}

/// "28 February 2024", "the 3rd of March", "3 JAN 90", "28-Feb-2024".
fn day_month(mut c: Cursor<'_>) -> Option<(Form, Cursor<'_>)> {
    c.eat("the");
    let (day, mut rest) = day_number(c)?;
    rest.eat("day");
    let hyphen = rest.eat_hyphen();
    rest.eat("of");
    let shouted = rest.here()?.caps;
    let (month, mut rest) = month_name(rest)?;
    if hyphen {
        rest.eat_hyphen();
    }
    let (year, rest) = year_after(rest, shouted || hyphen).unwrap_or((YearRef::Unsaid, rest));
    Some((Form::Day { year, month: Some(month), day, weekday: None, doubtful: false }, rest))
}

/// "2024-02-28", "28/02/2024", "2/28/24", "28.02.2024".
fn numeric(mut c: Cursor<'_>) -> Option<(Form, Cursor<'_>)> {
    let glued_before =
        c.here()?.gap == Gap::Glued && c.previous().is_some_and(|p| p.shape == Shape::Mark('/'));
    let (a, da) = c.number()?;
    if glued_before {
        return None;
    }
    let mark = c.ahead(1)?;
    let Shape::Mark(sign @ ('-' | '/' | '.')) = mark.shape else { return None };
    let (second, third) = (c.ahead(2)?, c.ahead(4)?);
    let joined = (1..=4).all(|n| c.ahead(n).is_some_and(|t| t.gap == Gap::Glued));
    if !joined || !c.ahead(3)?.is_mark(sign) {
        return None;
    }
    let (b, db, d, dd) = (second.number()?, second.digits(), third.number()?, third.digits());
    c.at += 5;
    if c.here().is_some_and(|t| t.gap == Gap::Glued && t.is_mark(sign))
        && c.ahead(1).is_some_and(|t| t.digits() > 0)
    {
        return None;
    }
    let month_ok = |m: i32| (1..=12).contains(&m);
    let day_ok = |m: i32| (1..=31).contains(&m);
    let form = |year: YearRef, month: i32, day: i32, doubtful: bool| Form::Day {
        year,
        month: Some(month as u8),
        day: day as u8,
        weekday: None,
        doubtful,
    };
    if da == 4 && db <= 2 && dd <= 2 && (1000..=2199).contains(&a) && month_ok(b) && day_ok(d) {
        return Some((form(YearRef::Stated(a as i16), b, d, false), c));
    }
    if da > 2 || db > 2 {
        return None;
    }
    let year = match dd {
        4 if (1000..=2199).contains(&d) => YearRef::Stated(d as i16),
        2 if sign == '/' => YearRef::Short(d as i16),
        _ => return None,
    };
    match (month_ok(a) && day_ok(b), month_ok(b) && day_ok(a)) {
        (true, true) => Some((form(year, b, a, a != b), c)),
        (false, true) => Some((form(year, b, a, false), c)),
        (true, false) => Some((form(year, a, b, false), c)),
        (false, false) => None,
    }
}

/// `calendar/month`: "March 2024", "in March", "last October", "January of this year".
pub(crate) fn month(c: Cursor<'_>) -> Option<Reading> {
    let start = c.start();
    let mut probe = c;
    let shift = shift_before_month(&mut probe);
    let here = probe.here()?;
    let (month, rest) = month_name(probe)?;
    let stopped = matches!(here.lex, Lex::MonthAbbr(_));
    // "last Oct. 23" is a day.
    if day_number(rest).is_some_and(|(_, after)| !matches!(after.lex(), Lex::Units(_) | Lex::Unit(_))) {
        return None;
    }
    let year = year_after(rest, false)
        .filter(|(y, _)| shift == Shift::Bare || matches!(y, YearRef::Shifted(_)))
        .or_else(|| {
            // "Jan '98" and "June-1998".
            let mut joined = rest;
            joined.eat_hyphen().then(|| four_digits(joined)).flatten().map(|(y, r)| (YearRef::Stated(y), r))
        });
    if let Some((year, rest)) = year {
        let form = Form::Month { year, month, shift };
        return Some(Reading::new(start, rest.at, form, "calendar/month-year"));
    }
    let alone = shift != Shift::Bare || month_stands_alone(c, month, stopped, here.caps);
    // The stop of an abbreviation that ends the expression is not part of it.
    let end = if stopped && rest.previous().is_some_and(|t| t.is_mark('.')) { rest.at - 1 } else { rest.at };
    alone.then(|| {
        Reading::new(start, end, Form::Month { year: YearRef::Unsaid, month, shift }, "calendar/month")
    })
}

fn shift_before_month(c: &mut Cursor<'_>) -> Shift {
    const SHIFTS: &[(&[&str], Shift)] = &[
        (&["this", "past"], Shift::Last),
        (&["this", "coming"], Shift::Next),
        (&["this"], Shift::This),
        (&["last"], Shift::Last),
        (&["next"], Shift::Next),
        (&["that", "same"], Shift::Same),
        (&["that"], Shift::Same),
        (&["the", "previous"], Shift::Previous),
        (&["the", "following"], Shift::Following),
    ];
    if c.opens_clause() {
        return Shift::Bare;
    }
    let found = SHIFTS.iter().find(|(words, _)| c.eat_phrase(words));
    found.map_or(Shift::Bare, |(_, s)| *s)
}

/// Words behind which a month stands alone.
const BEFORE: &[&str] = &[
    "in",
    "since",
    "until",
    "till",
    "by",
    "during",
    "of",
    "early",
    "late",
    "mid",
    "from",
    "through",
    "last",
    "before",
    "after",
    "between",
    "for",
    "to",
    "around",
    "and",
    "beginning",
    "starting",
    "ending",
    "as",
];

/// "May" and "March" are also verbs, names and marches, and in capitals so is everything: they need a preposition.
fn month_stands_alone(c: Cursor<'_>, month: u8, abbreviated: bool, shouted: bool) -> bool {
    let mut before = c.before(1);
    if before.is_some_and(crate::scan::Token::is_dash) {
        before = c.before(2);
    }
    let prepared = before.is_some_and(|t| t.is_any(BEFORE));
    let named = c.ahead(1).is_some_and(|t| t.capital && t.shape == Shape::Word);
    // "March" as a month of its own stands inside a sentence and before a small word: "March sales".
    let inside =
        before.is_some_and(|t| t.shape == Shape::Word && !t.is_any(&["the", "a", "Million", "this", "and"]));
    // "the March accession".
    let noun = c.ahead(1).is_some_and(|t| {
        t.shape == Shape::Word
            && !t.capital
            && t.lex == Lex::Other
            && !t.is_any(&["on", "to", "in", "of", "was", "for", "and"])
    });
    // "the March for Life", "Jan Kubis": a march and a man.
    let march = c.ahead(1).is_some_and(|t| t.is_any(&["for", "on", "of"])) && month == 3;
    match month {
        _ if abbreviated && named && !shouted => false,
        _ if abbreviated || shouted || month == 5 => prepared,
        3 => prepared || (inside && !named && !march) || (noun && before.is_some_and(|t| t.is("the"))),
        // Given names: "April Smith", "June Carter".
        4 | 6 => prepared || !named,
        _ => true,
    }
}

/// `calendar/numbered-day`: "the 25th", with the month of the narrative.
pub(crate) fn numbered_day(c: Cursor<'_>) -> Option<Reading> {
    let start = c.start();
    let mut probe = c;
    if !probe.eat("the")
        || !c.before(1).is_some_and(|t| t.is_any(&["on", "of", "until", "by", "since", "to", "from"]))
    {
        return None;
    }
    let (n, digits) = probe.number()?;
    if !(1..=31).contains(&n) || digits > 2 {
        return None;
    }
    probe.bump();
    if !(probe.glued() && probe.eat_any(&["st", "nd", "rd", "th"])) {
        return None;
    }
    let mut end = probe;
    let month = if end.eat_phrase(&["of", "this", "month"]) || end.eat_phrase(&["of", "the", "month"]) {
        end
    } else {
        probe
    };
    if !month.at_mark() && month.at == probe.at {
        return None;
    }
    let form = Form::Day { year: YearRef::Unsaid, month: None, day: n as u8, weekday: None, doubtful: false };
    Some(Reading::new(start, month.at, form, "calendar/numbered-day"))
}
