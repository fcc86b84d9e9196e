//! Named stretches: quarters, halves, fiscal years, seasons, decades, centuries, weekends, feasts.

use crate::feast::Feast;
use crate::grammar::cursor::Cursor;
use crate::grammar::year::{four_digits, shifted_year, spoken};
use crate::lexicon::{Lex, Unit};
use crate::reading::{Form, Reading, Shift, YearRef};
use crate::scan::Shape;

/// "of 1998", "1998", "last year", "of this year" behind a name.
fn year_behind(c: Cursor<'_>) -> (YearRef, Cursor<'_>) {
    let mut rest = c;
    rest.eat_mark(',');
    rest.eat_any(&["of", "in"]);
    rest.eat_any(&["fiscal"]);
    let stated = four_digits(rest).or_else(|| spoken(rest));
    if let Some((y, rest)) = stated {
        return (YearRef::Stated(y), rest);
    }
    let mut probe = rest;
    if probe.here().is_some_and(super::super::scan::Token::is_apostrophe) {
        probe.bump();
        if let Some((n, 2)) = probe.number() {
            probe.bump();
            return (YearRef::Short(n as i16), probe);
        }
    }
    match shifted_year(rest) {
        Some((y, rest)) => (y, rest),
        None => (YearRef::Unsaid, c),
    }
}

/// "1998", "this year's", "last year's", "the year-ago" in front of a name.
fn year_before(c: Cursor<'_>) -> (YearRef, Cursor<'_>) {
    if let Some((y, mut rest)) = four_digits(c) {
        possessive(&mut rest);
        return (YearRef::Stated(y), rest);
    }
    if let Some((y, mut rest)) = shifted_year(c)
        && possessive(&mut rest)
    {
        return (y, rest);
    }
    (YearRef::Unsaid, c)
}

fn possessive(c: &mut Cursor<'_>) -> bool {
    let found = c.here().is_some_and(super::super::scan::Token::is_apostrophe)
        && c.ahead(1).is_some_and(|t| t.is("s"));
    c.at += if found { 2 } else { 0 };
    found
}

/// "year-ago", "year-earlier": a year before the period that the text is at.
fn year_ago(c: &mut Cursor<'_>) -> bool {
    let mut probe = *c;
    if !probe.eat("year") {
        return false;
    }
    probe.eat_hyphen();
    let found = probe.eat_any(&["ago", "earlier"]);
    if found {
        *c = probe;
    }
    found
}

/// `span/quarter`: "the third quarter", "third-quarter", "Q3 2010", "the 1988 second quarter", "the first half of 1989".
pub(crate) fn quarter(c: Cursor<'_>) -> Option<Reading> {
    let mut rest = c;
    if let Some(reading) = coded_quarter(c) {
        return Some(reading);
    }
    let the = rest.eat("the");
    let mut year_shift = 0;
    if year_ago(&mut rest) {
        year_shift = -1;
    }
    let (year, after) = year_before(rest);
    rest = after;
    let hyphened = rest.eat_any(&["fiscal", "financial"]);
    if hyphened {
        rest.eat_hyphen();
    }
    let ordinal = match rest.lex() {
        Lex::Ordinal(n @ 1..=4) => n,
        _ if rest.is("last") && the => 9,
        _ => return None,
    };
    rest.bump();
    let adjective = rest.eat_hyphen();
    rest.eat("fiscal");
    let quarter = rest.eat("quarter") || (rest.eat("period") && ordinal != 9 && !the);
    let half = !quarter && rest.eat("half");
    if !(quarter || half) || (ordinal == 9 && quarter) || (half && (3..=4).contains(&ordinal)) {
        return None;
    }
    let (behind, after) = year_behind(rest);
    let (year, rest) = if year == YearRef::Unsaid { (behind, after) } else { (year, rest) };
    if half {
        // "the first half" of a match is no time: a year must be near.
        if year == YearRef::Unsaid {
            return None;
        }
        let half = if ordinal == 1 { 1 } else { 2 };
        return Some(Reading::new(c.start(), rest.at, Form::Half { half, year }, "span/half-year"));
    }
    let year = match (year, year_shift) {
        (YearRef::Unsaid, -1) => YearRef::Shifted(Shift::Previous),
        (y, _) => y,
    };
    // "the third-quarter loss": the article belongs to the loss.
    let start = c.start() + usize::from(adjective && the && !c.ahead(1)?.is_any(&["year", "fiscal"]));
    Some(Reading::new(start, rest.at, Form::Quarter { quarter: ordinal, year }, "span/quarter"))
}

/// "Q3 2010", "Q3", "3Q".
fn coded_quarter(c: Cursor<'_>) -> Option<Reading> {
    let mut rest = c;
    let here = rest.here()?;
    let quarter = match here.text {
        "Q1" | "q1" => 1,
        "Q2" | "q2" => 2,
        "Q3" | "q3" => 3,
        "Q4" | "q4" => 4,
        _ => return None,
    };
    rest.bump();
    let (year, rest) = year_behind(rest);
    Some(Reading::new(c.start(), rest.at, Form::Quarter { quarter, year }, "span/quarter-code"))
}

/// `span/same-period`: "the quarter", "the latest period", "the year-earlier quarter", "the 1988 period", "year-ago".
pub(crate) fn same_period(c: Cursor<'_>) -> Option<Reading> {
    let mut rest = c;
    let the = rest.eat("the");
    rest.eat_any(&["comparable", "corresponding", "same"]);
    let latest = rest.eat("latest") || rest.eat("current");
    let years = if year_ago(&mut rest) { -1 } else { 0 };
    let (year, after) = year_before(rest);
    rest = after;
    let named = latest || years != 0 || year != YearRef::Unsaid;
    let unit = if rest.eat("quarter") {
        Some(Unit::Quarter)
    } else if latest && the && rest.eat("fiscal") && rest.eat("year") {
        Some(Unit::Year)
    } else if named && rest.eat("period") || years != 0 && !the {
        None
    } else {
        return None;
    };
    if !the && years == 0 && !matches!(year, YearRef::Shifted(_)) {
        return None;
    }
    if rest.here().is_some_and(crate::scan::Token::is_dash) && rest.glued() {
        return None;
    }
    let form = Form::SamePeriod { unit, years, year };
    Some(Reading::new(c.start(), rest.at, form, "span/same-period"))
}

/// `span/fiscal-year`: "fiscal 1989", "fiscal year 2010", "FY2010".
pub(crate) fn fiscal(c: Cursor<'_>) -> Option<Reading> {
    let mut rest = c;
    rest.eat("the");
    if !rest.eat_any(&["fiscal", "financial"]) {
        return None;
    }
    rest.eat("year");
    let (y, rest) = four_digits(rest)?;
    Some(Reading::new(c.start(), rest.at, Form::Fiscal(YearRef::Stated(y)), "span/fiscal-year"))
}

/// `span/season`: "last fall", "the summer of 1994", "this past spring", "summer 2010".
pub(crate) fn season(c: Cursor<'_>) -> Option<Reading> {
    const SHIFTS: &[(&[&str], Shift)] = &[
        (&["this", "past"], Shift::Last),
        (&["this", "coming"], Shift::Next),
        (&["this"], Shift::This),
        (&["last"], Shift::Last),
        (&["next"], Shift::Next),
        (&["that"], Shift::Same),
        (&["the", "following"], Shift::Following),
        (&["the", "previous"], Shift::Previous),
        (&["the"], Shift::Bare),
    ];
    let mut rest = c;
    let said = SHIFTS.iter().find(|(words, _)| rest.eat_phrase(words)).map(|(_, s)| *s);
    rest.eat("early");
    rest.eat("late");
    let Lex::Season(season) = rest.lex() else { return None };
    let (word, capital) = (rest.here()?.text, rest.here()?.capital);
    rest.bump();
    let (year, rest) = year_behind(rest);
    let shift = said.unwrap_or(Shift::Bare);
    if year == YearRef::Unsaid && matches!(shift, Shift::Bare) {
        // "fall" and "spring" are also verbs and "the fall of the city" is no season.
        let before = c.before(1);
        let prepared = before.is_some_and(|t| {
            t.is_any(&[
                "in", "during", "since", "by", "until", "over", "through", "into", "early", "late", "for",
            ])
        });
        let verb = word.eq_ignore_ascii_case("fall") || word.eq_ignore_ascii_case("spring");
        let name = capital && rest.here().is_some_and(|t| t.capital);
        if !prepared || name || (verb && (said.is_none() || rest.is_any(&["of", "in"]))) || rest.is("of") {
            return None;
        }
    }
    Some(Reading::new(c.start(), rest.at, Form::Season { season, year, shift }, "span/season"))
}

/// `span/decade`: "the 1990s", "the '80s", "the nineties", "the 1990's".
pub(crate) fn decade(c: Cursor<'_>) -> Option<Reading> {
    let mut rest = c;
    let the = rest.eat("the");
    let part = if the { decade_part(&mut rest) } else { None };
    if let Lex::Tens(n) = rest.lex() {
        let ages = c.before(1).is_some_and(|t| t.is_any(&["his", "her", "their"]));
        if !the || ages {
            return None;
        }
        rest.bump();
        let reading =
            Reading::new(c.start(), rest.at, Form::Decade(190 + i16::from(n) / 10), "span/decade-in-words");
        return Some(reading.with_modifier(part));
    }
    let apostrophe = rest.here().is_some_and(super::super::scan::Token::is_apostrophe);
    rest.at += usize::from(apostrophe);
    let (n, digits) = rest.number()?;
    rest.bump();
    let mut ending = rest;
    if ending.here().is_some_and(super::super::scan::Token::is_apostrophe) && ending.glued() {
        ending.bump();
    }
    if !(ending.glued() && ending.eat("s")) {
        return None;
    }
    let decade = match digits {
        4 if n % 10 == 0 && (1000..=2100).contains(&n) => n as i16 / 10,
        2 if n % 10 == 0 && (apostrophe || the) => {
            if n >= 20 {
                190 + n as i16 / 10
            } else {
                200 + n as i16 / 10
            }
        }
        _ => return None,
    };
    Some(Reading::new(c.start(), ending.at, Form::Decade(decade), "span/decade").with_modifier(part))
}

fn decade_part(c: &mut Cursor<'_>) -> Option<crate::mention::Modifier> {
    use crate::mention::Modifier;
    let found = if c.eat("early") {
        Modifier::Start
    } else if c.eat("late") {
        Modifier::End
    } else if c.eat("mid") || c.eat("middle") {
        Modifier::Mid
    } else {
        return None;
    };
    c.eat_hyphen();
    Some(found)
}

/// `span/century`: "the 20th century", "nineteenth century".
pub(crate) fn century(c: Cursor<'_>) -> Option<Reading> {
    let mut rest = c;
    rest.eat("the");
    decade_part(&mut rest);
    let n = if let Some((n, 1..=2)) = rest.number() {
        rest.bump();
        if !(rest.glued() && rest.eat_any(&["st", "nd", "rd", "th"])) {
            return None;
        }
        n as i16
    } else {
        match rest.lex() {
            Lex::Ordinal(n) => {
                rest.bump();
                i16::from(n)
            }
            Lex::Cardinal(20) => {
                rest.bump();
                rest.eat_hyphen();
                let Lex::Ordinal(1) = rest.lex() else { return None };
                rest.bump();
                21
            }
            _ => return None,
        }
    };
    rest.eat_hyphen();
    rest.eat("century").then_some(())?;
    (1..=30).contains(&n).then(|| Reading::new(c.start(), rest.at, Form::Century(n - 1), "span/century"))
}

/// `span/weekend`: "the weekend", "over the weekend".
pub(crate) fn weekend(c: Cursor<'_>) -> Option<Reading> {
    let mut rest = c;
    let found = rest.eat_phrase(&["the", "weekend"]);
    let form = Form::Near { unit: Unit::Weekend, shift: Shift::Bare };
    found.then(|| Reading::new(c.start(), rest.at, form, "span/weekend"))
}

/// `span/the-year`: "for the year", "of the week", "the fiscal year", told of the one that holds the time of speech; "the year ended
/// June 30" is a length.
pub(crate) fn the_period(c: Cursor<'_>) -> Option<Reading> {
    let mut rest = c;
    if !rest.eat("the") {
        return None;
    }
    let fiscal = rest.eat_any(&["fiscal", "full", "calendar"]);
    let Lex::Unit(unit @ (Unit::Week | Unit::Month | Unit::Year)) = rest.lex() else { return None };
    rest.bump();
    let built = |form| Some(Reading::new(c.start(), rest.at, form, "span/the-period"));
    if unit == Unit::Year && rest.is_any(&["ended", "ending"]) {
        return built(Form::Duration { value: "P1Y".into(), window: None });
    }
    if fiscal && unit == Unit::Year {
        return built(Form::Near { unit, shift: Shift::This });
    }
    // "the year of the floods", "the week that followed" name another.
    let prepared = c.before(1).is_some_and(|t| t.is_any(&["for", "of"]))
        && !c.before(2).is_some_and(|t| {
            t.is_any(&["time", "times", "part", "most", "rest", "much", "third", "second", "first"])
        });
    let closed = rest.at_mark() && !rest.here().is_some_and(crate::scan::Token::is_dash);
    (prepared && closed).then_some(()).and_then(|()| built(Form::Near { unit, shift: Shift::This }))
}

/// `span/year-end`: "year-end", "year's end", "the year end".
pub(crate) fn year_end(c: Cursor<'_>) -> Option<Reading> {
    let mut rest = c;
    if !rest.eat("year") {
        return None;
    }
    if !rest.eat_hyphen() {
        possessive(&mut rest);
    }
    if !rest.eat("end") {
        return None;
    }
    let form =
        Form::Feast { feast: Feast::Fixed(12, 31), year: YearRef::Unsaid, shift: Shift::Bare, week: false };
    Some(Reading::new(c.start(), rest.at, form, "span/year-end"))
}

/// `span/week-of`: "the week of March 6".
pub(crate) fn week_of(c: Cursor<'_>) -> Option<Reading> {
    let mut rest = c;
    rest.eat("the");
    if !rest.eat_phrase(&["week", "of"]) {
        return None;
    }
    let (form, rest) = crate::grammar::calendar::day(rest)?;
    Some(Reading::new(c.start(), rest.at, Form::WeekOf(Box::new(form)), "span/week-of"))
}

/// `span/feast`: "Christmas Eve", "Easter Sunday", "Ramadan", "Eid al-Fitr", "last Thanksgiving".
pub(crate) fn feast(c: Cursor<'_>) -> Option<Reading> {
    const SHIFTS: &[(&[&str], Shift)] = &[
        (&["this", "past"], Shift::Last),
        (&["this"], Shift::This),
        (&["last"], Shift::Last),
        (&["next"], Shift::Next),
    ];
    let mut rest = c;
    let shift = SHIFTS.iter().find(|(words, _)| rest.eat_phrase(words)).map_or(Shift::Bare, |(_, s)| *s);
    if shift == Shift::Bare {
        rest.eat_phrase(&["the", "month", "of"]);
        rest.eat_phrase(&["the", "Muslim", "holy", "month", "of"]);
        rest.eat_phrase(&["the", "holy", "month", "of"]);
    }
    if !rest.here().is_some_and(|t| t.capital && t.shape == Shape::Word) {
        return None;
    }
    let (_, feast) = FEASTS.iter().find(|(words, _)| rest.eat_phrase(words))?;
    let week = rest.eat("week");
    let (year, rest) = year_behind(rest);
    let form = Form::Feast { feast: *feast, year, shift, week };
    Some(Reading::new(c.start(), rest.at, form, "span/feast"))
}

/// Longer names first.
const FEASTS: &[(&[&str], Feast)] = &[
    (&["Christmas", "Eve"], Feast::Fixed(12, 24)),
    (&["Christmas", "Day"], Feast::Fixed(12, 25)),
    (&["Christmas"], Feast::Fixed(12, 25)),
    (&["Boxing", "Day"], Feast::Fixed(12, 26)),
    (&["New", "Year", "'", "s", "Eve"], Feast::Fixed(12, 31)),
    (&["New", "Year", "\u{2019}", "s", "Eve"], Feast::Fixed(12, 31)),
    (&["New", "Year", "'", "s", "Day"], Feast::Fixed(1, 1)),
    (&["New", "Year", "\u{2019}", "s", "Day"], Feast::Fixed(1, 1)),
    (&["Epiphany"], Feast::Fixed(1, 6)),
    (&["Valentine", "'", "s", "Day"], Feast::Fixed(2, 14)),
    (&["Valentine", "\u{2019}", "s", "Day"], Feast::Fixed(2, 14)),
    (&["International", "Women", "'", "s", "Day"], Feast::Fixed(3, 8)),
    (&["Nowruz"], Feast::Fixed(3, 21)),
    (&["Nawruz"], Feast::Fixed(3, 21)),
    (&["May", "Day"], Feast::Fixed(5, 1)),
    (&["Bastille", "Day"], Feast::Fixed(7, 14)),
    (&["Halloween"], Feast::Fixed(10, 31)),
    (&["All", "Saints", "'", "Day"], Feast::Fixed(11, 1)),
    (&["All", "Souls", "'", "Day"], Feast::Fixed(11, 2)),
    (&["Veterans", "Day"], Feast::Fixed(11, 11)),
    (&["Armistice", "Day"], Feast::Fixed(11, 11)),
    (&["Martin", "Luther", "King", "Day"], Feast::NthWeekday(3, 1, 1)),
    (&["Presidents", "'", "Day"], Feast::NthWeekday(3, 1, 2)),
    (&["Memorial", "Day"], Feast::NthWeekday(-1, 1, 5)),
    (&["Labor", "Day"], Feast::NthWeekday(1, 1, 9)),
    (&["Columbus", "Day"], Feast::NthWeekday(2, 1, 10)),
    (&["Thanksgiving", "Day"], Feast::NthWeekday(4, 4, 11)),
    (&["Thanksgiving"], Feast::NthWeekday(4, 4, 11)),
    (&["Ash", "Wednesday"], Feast::Easter(-46)),
    (&["Lent"], Feast::Lent),
    (&["Palm", "Sunday"], Feast::Easter(-7)),
    (&["Maundy", "Thursday"], Feast::Easter(-3)),
    (&["Good", "Friday"], Feast::Easter(-2)),
    (&["Holy", "Saturday"], Feast::Easter(-1)),
    (&["Holy", "Week"], Feast::HolyWeek),
    (&["Easter", "Sunday"], Feast::Easter(0)),
    (&["Easter", "Monday"], Feast::Easter(1)),
    (&["Easter"], Feast::Easter(0)),
    (&["Ascension", "Day"], Feast::Easter(39)),
    (&["Pentecost"], Feast::Easter(49)),
    (&["Corpus", "Christi"], Feast::Easter(60)),
    (&["Ramadan"], Feast::Islamic(9, 1, 30)),
    (&["Ramadhan"], Feast::Islamic(9, 1, 30)),
    (&["Ramazan"], Feast::Islamic(9, 1, 30)),
    (&["Eid", "al", "-", "Fitr"], Feast::Islamic(10, 1, 3)),
    (&["Eid", "al", "Fitr"], Feast::Islamic(10, 1, 3)),
    (&["Eid", "ul", "-", "Fitr"], Feast::Islamic(10, 1, 3)),
    (&["Id", "al", "-", "Fitr"], Feast::Islamic(10, 1, 3)),
    (&["Eid", "al", "-", "Adha"], Feast::Islamic(12, 10, 4)),
    (&["Eid", "al", "Adha"], Feast::Islamic(12, 10, 4)),
    (&["Eid", "ul", "-", "Adha"], Feast::Islamic(12, 10, 4)),
    (&["Id", "al", "-", "Adha"], Feast::Islamic(12, 10, 4)),
    (&["Tabaski"], Feast::Islamic(12, 10, 4)),
    (&["Ashura"], Feast::Islamic(1, 10, 1)),
    (&["Ashoura"], Feast::Islamic(1, 10, 1)),
    (&["Arbaeen"], Feast::Islamic(2, 20, 1)),
    (&["Mawlid"], Feast::Islamic(3, 12, 1)),
    (&["Muharram"], Feast::Islamic(1, 1, 30)),
];
