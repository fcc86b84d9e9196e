//! Years: "1988", "nineteen ninety-six", "the year two thousand", "'98", "last year" behind a month; and what four digits are not.

use crate::grammar::cursor::Cursor;
use crate::grammar::quantity::cardinal;
use crate::lexicon::Lex;
use crate::reading::{Form, Reading, Shift, YearRef};
use crate::scan::{Gap, Shape};

/// "this year", "last year", "next year", "that year", "of the same year".
pub(crate) fn shifted_year(mut c: Cursor<'_>) -> Option<(YearRef, Cursor<'_>)> {
    let the = c.eat("the");
    let shift = if c.eat("this") || (the && c.eat("current")) {
        Shift::This
    } else if c.eat("last") {
        Shift::Last
    } else if c.eat("next") {
        Shift::Next
    } else if c.eat("that") || (the && c.eat("same")) {
        Shift::Same
    } else if the && c.eat("previous") {
        Shift::Previous
    } else if the && c.eat("following") {
        Shift::Following
    } else {
        return None;
    };
    c.eat("same");
    c.eat("year").then_some((YearRef::Shifted(shift), c))
}

/// Four digits that can be a year, not a part of a larger number.
pub(crate) fn four_digits(mut c: Cursor<'_>) -> Option<(i16, Cursor<'_>)> {
    let (n, digits) = c.number()?;
    if digits != 4 || !(1000..=2199).contains(&n) {
        return None;
    }
    c.bump();
    let goes_on = c.here().is_some_and(|t| {
        t.gap == Gap::Glued
            && (matches!(t.shape, Shape::Mark('%' | ':')) || t.shape == Shape::Word && !t.is("s"))
    });
    let decimal = c.here().is_some_and(|t| t.gap == Gap::Glued && matches!(t.shape, Shape::Mark(',' | '.')))
        && c.ahead(1).is_some_and(|t| t.gap == Gap::Glued && t.shape == Shape::Number);
    (!goes_on && !decimal).then_some((n as i16, c))
}

/// A year in words: "nineteen ninety-six", "two thousand and three", "twenty twenty-four".
pub(crate) fn spoken(c: Cursor<'_>) -> Option<(i16, Cursor<'_>)> {
    let mut probe = c;
    match c.lex() {
        Lex::Cardinal(head @ (18..=20)) => {
            probe.bump();
            probe.eat_hyphen();
            let tail = cardinal(&mut probe)?;
            ((10..=99).contains(&tail)).then_some((i16::from(head) * 100 + tail as i16, probe))
        }
        Lex::Cardinal(2) => {
            let n = cardinal(&mut probe)?;
            (2000..=2099).contains(&n).then_some((n as i16, probe))
        }
        _ => None,
    }
}

/// `calendar/year`: "1988", "nineteen ninety-six", "the year two thousand", "'98".
pub(crate) fn year(c: Cursor<'_>) -> Option<Reading> {
    let start = c.start();
    let mut probe = c;
    let the_year = probe.eat_phrase(&["the", "year"]) || probe.eat("year");
    if let Some((y, rest)) = spoken(probe) {
        let alone = rest.lex();
        if matches!(alone, Lex::Units(_)) {
            return None;
        }
        return Some(Reading::new(start, rest.at, Form::Year(YearRef::Stated(y)), "calendar/year-in-words"));
    }
    if !the_year && probe.here().is_some_and(super::super::scan::Token::is_apostrophe) {
        probe.bump();
        let (n, 2) = probe.number()? else { return None };
        let glued = probe.glued();
        probe.bump();
        let prepared =
            c.before(1).is_some_and(|t| t.is_any(&["in", "since", "of", "until", "from", "summer", "by"]));
        if !glued || !prepared || probe.here().is_some_and(|t| t.gap == Gap::Glued && t.shape == Shape::Word)
        {
            return None;
        }
        return Some(Reading::new(
            start,
            probe.at,
            Form::Year(YearRef::Short(n as i16)),
            "calendar/short-year",
        ));
    }
    let (y, rest) = four_digits(probe)?;
    if !the_year && !reads_as_year(c, y, rest) {
        return None;
    }
    Some(Reading::new(start, rest.at, Form::Year(YearRef::Stated(y)), "calendar/year"))
}

/// Words whose number follows them.
const NUMBERED: &[&str] = &[
    "resolution",
    "resolutions",
    "decree",
    "law",
    "route",
    "highway",
    "flight",
    "no",
    "number",
    "article",
    "section",
    "room",
    "channel",
    "brigade",
    "battalion",
    "unit",
    "regiment",
    "order",
    "case",
    "page",
    "bus",
    "hill",
    "point",
    "camp",
    "block",
];

/// Words that make the number behind them a year.
const TIME: &[&str] = &[
    "in", "since", "until", "till", "by", "before", "after", "during", "through", "early", "late", "mid",
    "summer", "winter", "spring", "autumn", "fall", "year", "between",
];

/// Those of the counted who act.
const ACTING: &[&str] = &[
    "troops",
    "soldiers",
    "fighters",
    "militants",
    "rebels",
    "civilians",
    "policemen",
    "officers",
    "residents",
    "villagers",
    "students",
    "workers",
    "protesters",
    "demonstrators",
    "prisoners",
    "police",
];

/// What else makes the number before it a count.
const COUNTED: &[&str] = &[
    "people",
    "men",
    "women",
    "children",
    "refugees",
    "families",
    "houses",
    "homes",
    "households",
    "members",
    "detainees",
    "persons",
    "inhabitants",
    "victims",
    "deaths",
    "casualties",
    "injured",
    "killed",
    "wounded",
    "dead",
    "miles",
    "kilometers",
    "kilometres",
    "km",
    "meters",
    "metres",
    "m",
    "feet",
    "tons",
    "tonnes",
    "pounds",
    "dollars",
    "euros",
    "rounds",
    "shares",
    "points",
    "percent",
    "barrels",
    "hectares",
    "acres",
    "votes",
    "voters",
    "jobs",
    "seats",
    "copies",
    "employees",
    "pages",
    "km2",
    "others",
    "square",
    "megawatts",
    "vehicles",
    "weapons",
    "rifles",
    "personnel",
    "local",
    "million",
    "billion",
    "or",
    "gmt",
    "utc",
    "hours",
    "hrs",
];

/// Whether four digits are a year and not a number of people, a price or a part of something longer.
fn reads_as_year(c: Cursor<'_>, year: i16, rest: Cursor<'_>) -> bool {
    let before = c.before(1);
    let glued = c.here().is_some_and(|t| t.gap == Gap::Glued);
    if glued
        && before.is_some_and(|t| {
            !matches!(t.shape, Shape::Mark('(' | '[' | '"' | '\u{201c}' | '-' | '\u{2013}' | '/' | '\''))
        })
    {
        return false;
    }
    // "a curfew between **1800** and 0600": hours of the clock.
    let until = ["and", "to", "until", "till"].iter().any(|word| {
        rest.here().is_some_and(|t| t.is(word))
            && rest.ahead(1).is_some_and(|t| t.digits() == 4 && t.text.starts_with('0'))
    });
    if until || before.is_some_and(|t| t.is("at")) && year < 1900 {
        return false;
    }
    // "Resolution 2085", "Highway 2000": a number of something else.
    let numbered = before.is_some_and(|t| t.is_any(NUMBERED));
    let joined_number = glued
        && before.is_some_and(|t| t.is_dash() || t.is_mark('/'))
        && c.before(2).is_some_and(|t| t.shape == Shape::Number && t.digits() != 4);
    if numbered
        || joined_number
        || before.is_some_and(|t| matches!(t.shape, Shape::Mark('$' | '#' | '£' | '€')) || t.is("no"))
    {
        return false;
    }
    let prepared = before.is_some_and(|t| t.is_any(TIME));
    if matches!(rest.lex(), Lex::Units(_)) {
        return false;
    }
    // "**In 1995 rebels** attacked the town": at the head of a sentence the year stands before whoever acts.
    let opens = before.is_some_and(|t| t.is("in") && t.text.starts_with('I'))
        && (1900..=2100).contains(&year)
        && c.before(2)
            .is_none_or(|t| matches!(t.shape, Shape::Mark('.' | '!' | '?' | ':' | '"' | '\u{201d}')))
        && rest.here().is_some_and(|t| t.is_any(ACTING));
    let counted = !opens && rest.here().is_some_and(|t| t.is_any(ACTING) || t.is_any(COUNTED));
    if counted && !(prepared && rest.here().is_some_and(|t| t.is_any(&["or", "local", "police", "members"])))
    {
        return false;
    }
    prepared || (1800..=2100).contains(&year)
}
