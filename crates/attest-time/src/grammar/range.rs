//! Two dates that bound one time: "March 3-5", "from 3 to 5 March", "between 28 February and 3 March 2024", "1988-89", "since July".

use crate::grammar::calendar::month_name;
use crate::grammar::cursor::Cursor;
use crate::grammar::year::four_digits;
use crate::mention::Bound;
use crate::reading::{Form, Reading, YearRef};
use crate::scan::{Gap, Token};

/// Ranges that share a month or a century, so that one half cannot be read alone.
pub(crate) fn days(tokens: &[Token<'_>], at: usize) -> Option<(Reading, Reading)> {
    let c = Cursor::new(tokens, at);
    month_first(c).or_else(|| day_first(c)).or_else(|| years(c))
}

fn day_figure(c: &mut Cursor<'_>) -> Option<u8> {
    let (n, digits) = c.number()?;
    if !(1..=31).contains(&n) || digits > 2 {
        return None;
    }
    c.bump();
    if c.glued() {
        c.eat_any(&["st", "nd", "rd", "th"]);
    }
    let decimal =
        c.here().is_some_and(|t| t.gap == Gap::Glued && (t.is_mark('.') || t.is_mark(':') || t.is_mark('%')))
            && c.ahead(1).is_some_and(|t| t.gap == Gap::Glued && t.digits() > 0);
    (!decimal).then_some(n as u8)
}

fn joint(c: &mut Cursor<'_>) -> bool {
    let dash = c.here().is_some_and(Token::is_dash);
    if dash {
        c.bump();
        return true;
    }
    c.eat_any(&["to", "and", "through", "until", "or"])
}

fn one_day(first: usize, end: usize, year: YearRef, month: u8, day: u8) -> Reading {
    let form = Form::Day { year, month: Some(month), day, weekday: None, doubtful: false };
    Reading::new(first, end, form, "range/days-of-month")
}

fn year_ref(c: Cursor<'_>) -> (YearRef, Cursor<'_>) {
    let mut rest = c;
    rest.eat_mark(',');
    match four_digits(rest) {
        Some((y, rest)) => (YearRef::Stated(y), rest),
        None => (YearRef::Unsaid, c),
    }
}

/// "March 3-5", "March 3 to 5, 2024", "March 3 and 5".
fn month_first(c: Cursor<'_>) -> Option<(Reading, Reading)> {
    let (month, mut rest) = month_name(c)?;
    let a = day_figure(&mut rest)?;
    let end = rest.at;
    if !joint(&mut rest) {
        return None;
    }
    let second = rest.at;
    let b = day_figure(&mut rest)?;
    // "March 3 and 5 people", "March 3 to 5 April" belong elsewhere.
    let followed = rest
        .here()
        .is_some_and(|t| t.shape == crate::scan::Shape::Word && t.lex == crate::lexicon::Lex::Other)
        && rest.previous().is_some()
        && tokens_joined_by_and(c, end);
    if b <= a
        || followed
        || month_name(rest).is_some()
        || matches!(rest.lex(), crate::lexicon::Lex::Units(_) | crate::lexicon::Lex::Unit(_))
    {
        return None;
    }
    let (year, rest) = year_ref(rest);
    Some((one_day(c.at, end, year, month, a), one_day(second, rest.at, year, month, b)))
}

fn tokens_joined_by_and(c: Cursor<'_>, end: usize) -> bool {
    c.ahead(end - c.at).is_some_and(|t| t.is_any(&["and", "or"]))
}

/// "3 to 5 March", "3-5 March 2024", "3 and 5 March".
fn day_first(c: Cursor<'_>) -> Option<(Reading, Reading)> {
    let mut rest = c;
    let a = day_figure(&mut rest)?;
    let end = rest.at;
    if !joint(&mut rest) {
        return None;
    }
    let second = rest.at;
    rest.eat("the");
    let b = day_figure(&mut rest)?;
    rest.eat("of");
    let (month, rest) = month_name(rest)?;
    if b <= a || c.previous().is_some_and(|t| t.is_mark('$') || c.glued() && t.is_mark('.')) {
        return None;
    }
    let (year, rest) = year_ref(rest);
    Some((one_day(c.at, end, year, month, a), one_day(second, rest.at, year, month, b)))
}

/// "1988-89", "2015-2019".
fn years(c: Cursor<'_>) -> Option<(Reading, Reading)> {
    let (a, mut rest) = four_digits(c)?;
    if c.previous().is_some_and(|t| t.is_mark('$') || c.glued()) {
        return None;
    }
    let end = rest.at;
    let joined = rest.here().is_some_and(|t| (t.is_dash() || t.is_mark('/')) && t.gap == Gap::Glued);
    if !joined {
        return None;
    }
    rest.bump();
    let second = rest.at;
    let (n, digits) = rest.number()?;
    let b = match digits {
        4 => n,
        2 => i32::from(a) / 100 * 100 + n,
        _ => return None,
    };
    // "2024-02": a month, read elsewhere.
    if b <= i32::from(a) || b > 2200 || i32::from(a) < 1400 {
        return None;
    }
    rest.bump();
    if rest.glued() && rest.here().is_some_and(|t| t.is_dash() || t.is_mark('/')) {
        return None;
    }
    let year = |first, end, y| Reading::new(first, end, Form::Year(YearRef::Stated(y)), "range/years");
    Some((year(c.at, end, a), year(second, rest.at, b as i16)))
}

/// Marks which readings are halves of a range and which are opened by a preposition, and lets the first half of a range take the
/// year that only the second one states.
pub(crate) fn link(tokens: &[Token<'_>], found: &mut [Reading]) {
    // From the back, so that a year reaches the first of many.
    for n in (0..found.len()).rev() {
        if listed(tokens, found, n) {
            lend_year(found, n);
        }
    }
    for n in 0..found.len() {
        let Some(reading) = found.get(n) else { continue };
        let bound = if names_its_noun(tokens, reading) { Bound::At } else { opened(tokens, reading.first) };
        let second = reading.partner.map(|p| p as usize).or_else(|| {
            let next = found.get(n + 1)?;
            joined(tokens, reading, next, bound).then_some(n + 1)
        });
        match second {
            Some(second) if second == n + 1 => pair(found, n),
            Some(_) => {}
            None => {
                if let Some(reading) = found.get_mut(n)
                    && reading.bound == Bound::At
                {
                    reading.bound = bound;
                }
            }
        }
    }
}

fn pair(found: &mut [Reading], n: usize) {
    let Some([first, second]) = found.get_mut(n..n + 2) else { return };
    first.bound = Bound::RangeStart;
    second.bound = Bound::RangeEnd;
    first.partner = Some(n as u32 + 1);
    second.partner = Some(n as u32);
    lend_year(found, n);
}

/// "in March and April 2020", "on 3 March, 5 March and 7 March 2024": joined by a comma or "and".
fn listed(tokens: &[Token<'_>], found: &[Reading], n: usize) -> bool {
    let (Some(a), Some(b)) = (found.get(n), found.get(n + 1)) else { return false };
    let same = matches!(
        (&a.form, &b.form),
        (Form::Day { .. }, Form::Day { .. }) | (Form::Month { .. }, Form::Month { .. })
    );
    let between = tokens.get(a.end..b.first).unwrap_or(&[]);
    same && !between.is_empty()
        && between.len() <= 2
        && between.iter().all(|t| t.is_mark(',') || t.is_dash() || t.is_any(&["and", "or"]))
}

/// The first of two takes the year that only the second one states.
fn lend_year(found: &mut [Reading], n: usize) {
    let Some([first, second]) = found.get_mut(n..n + 2) else { return };
    let given = match &second.form {
        Form::Day { year, .. } | Form::Month { year, .. } | Form::Season { year, .. } => *year,
        _ => YearRef::Unsaid,
    };
    if let Form::Day { year, .. } | Form::Month { year, .. } | Form::Season { year, .. } = &mut first.form
        && *year == YearRef::Unsaid
        && given != YearRef::Unsaid
    {
        *year = given;
    }
}

/// Whether two readings are joined as "between A and B", "from A to B", "A - B".
fn joined(tokens: &[Token<'_>], a: &Reading, b: &Reading, bound: Bound) -> bool {
    let point = |r: &Reading| !matches!(r.form, Form::Duration { .. } | Form::Set { .. } | Form::Vague(_));
    if !point(a) || !point(b) {
        return false;
    }
    let Some(between) = tokens.get(a.end..b.first) else { return false };
    let before = a.first.checked_sub(1).and_then(|n| tokens.get(n));
    match between {
        [t] if t.is("and") => before.is_some_and(|p| p.is("between")),
        [t] if t.is_any(&["to", "until", "till", "through"]) => true,
        [t] if t.is_dash() => {
            let alike = std::mem::discriminant(&a.form) == std::mem::discriminant(&b.form);
            bound == Bound::From || t.gap == Gap::Space || alike
        }
        [t, u] if t.is("up") && u.is("to") => true,
        _ => false,
    }
}

/// "after **Monday's** attack", "since the **12 March** bombing": the preposition bounds by the deed, and the date is the deed's day.
fn names_its_noun(tokens: &[Token<'_>], reading: &Reading) -> bool {
    let Some(next) = tokens.get(reading.end) else { return false };
    // The article may belong to the expression: "**the 12** March".
    let around = reading.first.saturating_sub(1)..=reading.first;
    let the = tokens.get(around).is_some_and(|near| near.iter().any(|token| token.is("the")));
    next.is_apostrophe()
        || the
            && next.is_any(&[
                "attack",
                "attacks",
                "bombing",
                "bombings",
                "killing",
                "killings",
                "raid",
                "massacre",
                "strike",
                "strikes",
                "clash",
                "clashes",
                "ambush",
                "assault",
                "shooting",
                "explosion",
                "blast",
                "incident",
                "kidnapping",
                "abduction",
            ])
}

fn opened(tokens: &[Token<'_>], first: usize) -> Bound {
    let at = first
        - usize::from(
            first > 0
                && tokens
                    .get(first - 1)
                    .is_some_and(|t| t.is_any(&["the", "about", "around", "early", "late"])),
        );
    let Some(before) = at.checked_sub(1).and_then(|i| tokens.get(i)) else { return Bound::At };
    if before.is_any(&["since"]) {
        Bound::From
    } else if before.is_any(&["until", "till"]) {
        Bound::Until
    } else if before.is("before") {
        Bound::Before
    } else if before.is("after") {
        Bound::After
    } else if before.is("by") {
        Bound::Until
    } else {
        Bound::At
    }
}
