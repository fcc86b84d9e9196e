//! Numbers in front of units: "three", "2 1/2", "two to three", "a few", "more than a dozen".

use crate::grammar::cursor::Cursor;
use crate::lexicon::{Lex, Unit};
use crate::mention::Modifier;
use crate::scan::{Gap, Shape};

/// A number of units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Quantity {
    /// `None` for "several", "a few".
    pub count: Option<i32>,
    /// And a half.
    pub half: bool,
    pub modifier: Option<Modifier>,
    /// The number is the article "a".
    pub article: bool,
}

impl Quantity {
    fn exact(count: i32) -> Self {
        Self { count: Some(count), half: false, modifier: None, article: false }
    }

    fn vague() -> Self {
        Self { count: None, half: false, modifier: None, article: false }
    }
}

/// The words that bend a number.
pub(crate) fn modifier(c: &mut Cursor<'_>) -> Option<Modifier> {
    const PHRASES: &[(&[&str], Modifier)] = &[
        (&["no", "more", "than"], Modifier::EqualOrLess),
        (&["not", "more", "than"], Modifier::EqualOrLess),
        (&["no", "less", "than"], Modifier::EqualOrMore),
        (&["no", "fewer", "than"], Modifier::EqualOrMore),
        (&["a", "little", "more", "than"], Modifier::MoreThan),
        (&["more", "than"], Modifier::MoreThan),
        (&["less", "than"], Modifier::LessThan),
        (&["fewer", "than"], Modifier::LessThan),
        (&["at", "least"], Modifier::EqualOrMore),
        (&["at", "most"], Modifier::EqualOrLess),
        (&["up", "to"], Modifier::EqualOrLess),
        (&["as", "long", "as"], Modifier::EqualOrLess),
        (&["just", "over"], Modifier::MoreThan),
        (&["just", "under"], Modifier::LessThan),
        (&["well", "over"], Modifier::MoreThan),
        (&["over"], Modifier::MoreThan),
        (&["under"], Modifier::LessThan),
        (&["nearly"], Modifier::LessThan),
        (&["almost"], Modifier::LessThan),
        (&["about"], Modifier::Approx),
        (&["around"], Modifier::Approx),
        (&["roughly"], Modifier::Approx),
        (&["approximately"], Modifier::Approx),
        (&["some"], Modifier::Approx),
        (&["within"], Modifier::EqualOrLess),
    ];
    PHRASES.iter().find(|(words, _)| c.eat_phrase(words)).map(|(_, m)| *m)
}

/// A quantity with the words that bend it.
pub(crate) fn quantity(c: &mut Cursor<'_>) -> Option<Quantity> {
    let mut attempt = *c;
    let bent = modifier(&mut attempt);
    let mut q = range(&mut attempt)?;
    q.modifier = bent.or(q.modifier);
    *c = attempt;
    Some(q)
}

/// "two to three", "12 to 18", "two or three", or one number.
fn range(c: &mut Cursor<'_>) -> Option<Quantity> {
    let low = one(c)?;
    let mut attempt = *c;
    let joined = attempt.eat_any(&["to", "or"]) || attempt.eat_hyphen();
    if joined
        && !low.article
        && let (Some(a), Some(high)) = (low.count, one(&mut attempt))
        && high.count.is_some_and(|b| b > a)
        && unit(&mut attempt.clone()).is_some()
    {
        *c = attempt;
        return Some(Quantity { modifier: Some(Modifier::Approx), ..low });
    }
    Some(low)
}

fn one(c: &mut Cursor<'_>) -> Option<Quantity> {
    let here = c.here()?;
    if here.shape == Shape::Number {
        return digits(c);
    }
    if let Some(n) = cardinal(c) {
        return Some(Quantity::exact(n));
    }
    article(c)
}

/// Digits with thousands, decimals or a half behind them.
fn digits(c: &mut Cursor<'_>) -> Option<Quantity> {
    let previous = c.previous();
    if previous.is_some_and(|p| p.is_any(&["$", "#", "€", "£"]) || (p.is_mark('.') && c.glued())) {
        return None;
    }
    let (mut n, _) = c.number()?;
    c.bump();
    let mut half = false;
    while let (Some(mark), Some(next)) = (c.here(), c.ahead(1)) {
        let joined = mark.gap == Gap::Glued && next.gap == Gap::Glued;
        if joined && mark.is_mark(',') && next.digits() == 3 {
            n = n.checked_mul(1000)?.checked_add(next.number()?)?;
            c.at += 2;
        } else if joined && mark.is_mark('.') && next.digits() > 0 {
            half = next.text.starts_with('5');
            c.at += 2;
        } else {
            break;
        }
    }
    if c.ahead(1).is_some_and(|t| t.is_mark('/')) && c.here().is_some_and(|t| t.text == "1") {
        half = c.ahead(2).is_some_and(|t| t.text == "2");
        c.at += if half { 3 } else { 0 };
    }
    if c.eat_mark('½') {
        half = true;
    }
    Some(Quantity { half, ..Quantity::exact(n) })
}

/// A number in words: "three", "twenty-four", "a hundred", "two thousand five hundred".
pub(crate) fn cardinal(c: &mut Cursor<'_>) -> Option<i32> {
    let mut total: i32 = 0;
    let mut group: Option<i32> = None;
    let mut attempt = *c;
    for _ in 0..8 {
        match attempt.lex() {
            Lex::Cardinal(n) => {
                let n = i32::from(n);
                let fits = match group {
                    None => true,
                    Some(g) => g % 100 == 0 || (g % 10 == 0 && g % 100 >= 20 && n < 10),
                };
                if !fits {
                    break;
                }
                group = Some(group.unwrap_or(0) + n);
                attempt.bump();
                let tens = n >= 20;
                let mut joined = attempt;
                if tens && joined.eat_hyphen() && matches!(joined.lex(), Lex::Cardinal(1..=9)) {
                    attempt = joined;
                }
            }
            Lex::Power(p) => {
                let p = i32::from(p);
                let g = match group {
                    Some(g) => g,
                    None if total == 0 => return None,
                    None => break,
                };
                attempt.bump();
                if p == 100 {
                    group = Some(g.checked_mul(100)?);
                } else {
                    total = total.checked_add(g.checked_mul(p)?)?;
                    group = None;
                }
            }
            _ => break,
        }
        *c = attempt;
        let mut and = attempt;
        if total + group.unwrap_or(0) >= 100 && and.eat("and") && matches!(and.lex(), Lex::Cardinal(_)) {
            attempt = and;
        }
    }
    (total > 0 || group.is_some()).then_some(total + group.unwrap_or(0))
}

/// "a", "an", "a few", "several", "a couple of", "half a", "another".
fn article(c: &mut Cursor<'_>) -> Option<Quantity> {
    let mut attempt = *c;
    let q = if attempt.eat_any(&["several", "many", "numerous", "multiple"]) {
        Quantity::vague()
    } else if attempt.eat_any(&["another"]) {
        let inner = cardinal(&mut attempt).or_else(|| attempt.number().map(|(n, _)| n));
        if attempt.number().is_some() {
            attempt.bump();
        }
        Quantity::exact(inner.unwrap_or(1))
    } else if attempt.eat_phrase(&["half", "a"]) || attempt.eat_phrase(&["half", "an"]) {
        Quantity { half: true, ..Quantity::exact(0) }
    } else if attempt.eat_any(&["a", "an"]) {
        if attempt.eat_any(&["few", "number"]) {
            attempt.eat("of");
            Quantity::vague()
        } else if attempt.eat("couple") {
            attempt.eat("of");
            Quantity { modifier: Some(Modifier::Approx), ..Quantity::exact(2) }
        } else if attempt.eat("half") {
            attempt.eat_hyphen();
            Quantity { half: true, ..Quantity::exact(0) }
        } else if let Lex::Power(p) = attempt.lex() {
            attempt.bump();
            Quantity::exact(i32::from(p))
        } else {
            attempt.eat_any(&["further", "additional", "full", "whole"]);
            Quantity { article: true, ..Quantity::exact(1) }
        }
    } else if attempt.eat("few") {
        Quantity::vague()
    } else if attempt.eat("couple") {
        attempt.eat("of");
        Quantity { modifier: Some(Modifier::Approx), ..Quantity::exact(2) }
    } else {
        return None;
    };
    *c = attempt;
    Some(q)
}

/// A unit of time, and whether it stands in the plural.
pub(crate) fn unit(c: &mut Cursor<'_>) -> Option<(Unit, bool)> {
    let found = match c.lex() {
        Lex::Unit(u) => (u, false),
        Lex::Units(u) => (u, true),
        // "night" is a part of a day and, counted, a unit.
        Lex::Parts(_) if c.is("nights") => (Unit::Day, true),
        _ => return None,
    };
    c.bump();
    Some(found)
}

/// The TIMEX3 value of a length: `P2Y`, `PT5H30M`, `PXW`. Decades, centuries and fortnights are counted in years and weeks.
pub(crate) fn length(unit: Unit, q: Quantity) -> String {
    let Some(n) = q.count else {
        return match unit {
            Unit::Second => "PTXS".into(),
            Unit::Minute => "PTXM".into(),
            Unit::Hour => "PTXH".into(),
            Unit::Day => "PXD".into(),
            Unit::Weekend => "PXD".into(),
            Unit::Week | Unit::Fortnight => "PXW".into(),
            Unit::Month => "PXM".into(),
            Unit::Quarter => "PXQ".into(),
            Unit::Year | Unit::Decade | Unit::Century | Unit::Millennium => "PXY".into(),
        };
    };
    let n = i64::from(n);
    let half = i64::from(q.half);
    // A unit counted in a smaller one: half of it is a whole number of those.
    let counted = |code: &str, times: i64| format!("P{}{code}", n * times + half * times / 2);
    let with = |head: &str, code: &str, rest: &str| match (q.half, n) {
        (false, _) => format!("{head}{n}{code}"),
        (true, 0) => format!("{head}{rest}"),
        (true, _) => format!("{head}{n}{code}{rest}"),
    };
    match unit {
        Unit::Second => with("PT", "S", ""),
        Unit::Minute => with("PT", "M", "30S"),
        Unit::Hour => with("PT", "H", "30M"),
        Unit::Day => with("P", "D", "T12H"),
        Unit::Weekend => counted("D", 2),
        Unit::Week if q.half => format!("P{n}.5W"),
        Unit::Week => with("P", "W", ""),
        Unit::Fortnight => counted("W", 2),
        Unit::Month => with("P", "M", "15D"),
        Unit::Quarter => with("P", "Q", ""),
        Unit::Year => with("P", "Y", "6M"),
        Unit::Decade => counted("Y", 10),
        Unit::Century => counted("Y", 100),
        Unit::Millennium => counted("Y", 1000),
    }
}
