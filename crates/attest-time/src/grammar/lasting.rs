//! Lengths and recurrences: "three days", "two-year", "the past two months", "every Friday", "twice a week", "daily".

use crate::grammar::calendar::weekday_name;
use crate::grammar::cursor::Cursor;
use crate::grammar::quantity::{Quantity, length, quantity, unit};
use crate::lexicon::{Lex, Part, Unit};
use crate::mention::Modifier;
use crate::reading::{Form, Origin, Reading, Window};
use crate::scan::Shape;

/// `lasting/length`: "three days", "a week", "nearly an hour", "a minute and a half", "two more weeks".
pub(crate) fn duration(c: Cursor<'_>) -> Option<Reading> {
    let mut rest = c;
    let the = rest.eat("the");
    if the {
        rest.eat_any(&["first", "full", "whole", "entire", "latest"]);
        year_earlier(&mut rest);
    } else {
        rest.eat("first");
    }
    let mut q = quantity(&mut rest)?;
    if the && (q.article || q.count.is_none()) {
        return None;
    }
    rest.eat_any(BETWEEN);
    let hyphen = rest.eat_hyphen();
    let (unit, plural) = unit(&mut rest)?;
    if describes(rest, unit, q, hyphen) || q.article && !article_measures(c, unit, hyphen) {
        return None;
    }
    if hyphen && rest.eat_hyphen() && !rest.eat("long") {
        return None;
    }
    if rest.eat_phrase(&["and", "a", "half"]) {
        q.half = true;
    }
    let approximate = rest.eat_phrase(&["or", "so"]).then_some(Modifier::Approx);
    let form = Form::Duration { value: length(unit, q), window: None };
    // "the two-day visit", "within a week": the article belongs to the visit, the preposition to the sentence.
    let adjective = hyphen || !plural && q.count != Some(1);
    let outside = (the && adjective && c.ahead(1).is_some_and(|t| !t.is("first")))
        || c.is("within")
        || (c.is("over") && q.count.is_none());
    let start = c.start() + usize::from(outside);
    Some(Reading::new(start, rest.at, form, "lasting/length").with_modifier(approximate.or(q.modifier)))
}

/// Words between a number and its unit: "two more weeks".
const BETWEEN: &[&str] = &[
    "more",
    "additional",
    "full",
    "straight",
    "consecutive",
    "long",
    "whole",
    "trading",
    "further",
    "calendar",
    "solid",
];

/// Whether a number of units is no length of time: "three-quarters of the town" is a share, "60 Minutes" a name, "8-month-old" and
/// "52 years old" are ages, which describe a person and date nothing.
fn describes(c: Cursor<'_>, unit: Unit, q: Quantity, hyphen: bool) -> bool {
    let share = unit == Unit::Quarter && (hyphen || q.article || part_of_a_whole(c));
    let mut joined = c;
    joined.eat_hyphen();
    share || names_something(c) || joined.is("old") || joined.eat_phrase(&["of", "age"])
}

/// "three quarters of the town".
fn part_of_a_whole(c: Cursor<'_>) -> bool {
    c.is("of") && c.ahead(1).is_some_and(|t| t.is_any(&["the", "its", "all", "their", "a", "his", "those"]))
}

/// The unit just read has a capital and the text is not written in capitals.
fn names_something(c: Cursor<'_>) -> bool {
    c.previous().is_some_and(|t| t.capital && !t.caps)
}

/// "the year-earlier nine months".
fn year_earlier(c: &mut Cursor<'_>) {
    let mut probe = *c;
    if probe.eat("year") && probe.eat_hyphen() && probe.eat_any(&["earlier", "ago"]) {
        *c = probe;
    }
}

/// "a week" is a length behind a preposition; behind a noun ("two flights a week") it is a rate.
fn article_measures(c: Cursor<'_>, unit: Unit, hyphen: bool) -> bool {
    if hyphen || c.start() == 0 {
        return true;
    }
    let Some(before) = c.before(1) else { return true };
    if unit == Unit::Day && before.is_any(&["such", "what", "it", "is", "was"]) {
        return false;
    }
    match before.shape {
        Shape::Mark(mark) => !matches!(mark, '%' | '$'),
        Shape::Number => false,
        Shape::Word => before.is_any(&[
            "for", "in", "within", "after", "over", "of", "than", "about", "nearly", "almost", "during",
            "lasted", "last", "takes", "take", "took", "under", "least", "by", "only", "just", "barely",
            "half", "to", "and", "him", "them", "her", "or", "once", "every", "spent", "around", "roughly",
        ]),
    }
}

/// `lasting/bare-plural`: "for weeks", "years of war", "in the coming weeks", "recent months".
pub(crate) fn bare_plural(c: Cursor<'_>) -> Option<Reading> {
    let mut rest = c;
    let the = rest.eat("the");
    let recent = rest.eat_any(&["recent", "past", "last"]);
    let coming = !recent && rest.eat_any(&["coming", "next", "following"]);
    let Lex::Units(unit) = rest.lex() else { return None };
    if matches!(unit, Unit::Weekend | Unit::Fortnight) {
        return None;
    }
    rest.bump();
    let ahead_phrase = the && rest.eat("ahead");
    let mut joined = rest;
    if joined.eat_hyphen() {
        let long = joined.eat("long");
        if !long {
            return None;
        }
        rest = joined;
    }
    let mut tail = rest;
    if tail.eat("or") && matches!(tail.lex(), Lex::Units(_)) {
        tail.bump();
        rest = tail;
    }
    let q = Quantity { count: None, half: false, modifier: None, article: false };
    let built = |form, rule| Some(Reading::new(c.start(), rest.at, form, rule));
    if recent || coming || ahead_phrase {
        let window = Some(Window { unit, count: None, ahead: !recent, origin: Origin::Speech });
        if recent && unit == Unit::Year {
            return built(Form::Vague(crate::reading::Vague::Past), "vague/recent-years");
        }
        return built(Form::Duration { value: length(unit, q), window }, "lasting/recent-plural");
    }
    if the {
        return None;
    }
    let behind_preposition = c.before(1).is_some_and(|t| {
        t.is_any(&[
            "for", "in", "within", "after", "over", "took", "takes", "take", "lasted", "last", "spent", "of",
            "through", "during",
        ])
    });
    let long = rest.previous().is_some_and(|t| t.is("long"));
    if !behind_preposition && !long {
        return None;
    }
    let of = c.before(1).is_some_and(|t| t.is("of"));
    if of && !c.before(2).is_some_and(|t| t.is_any(&["couple", "matter", "number"])) {
        return None;
    }
    built(Form::Duration { value: length(unit, q), window: None }, "lasting/bare-plural")
}

/// `lasting/window`: "the past two months", "the next few days", "the last 24 hours", "the first nine months".
pub(crate) fn window(c: Cursor<'_>) -> Option<Reading> {
    let mut rest = c;
    rest.eat_any(&["the", "these", "those"]);
    rest.eat("this");
    let ahead = if rest.eat_any(&["past", "last", "previous", "preceding", "latest"]) {
        false
    } else if rest.eat_any(&["next", "coming", "following"]) {
        true
    } else {
        return None;
    };
    let mut q = quantity(&mut rest)?;
    if q.article {
        return None;
    }
    let (unit, _) = unit(&mut rest)?;
    if rest.eat_phrase(&["or", "so"]) {
        q.modifier = Some(Modifier::Approx);
    }
    let window = (!q.half).then_some(Window { unit, count: q.count, ahead, origin: Origin::Speech });
    let form = Form::Duration { value: length(unit, q), window };
    Some(Reading::new(c.start(), rest.at, form, "lasting/window").with_modifier(q.modifier))
}

/// `set/every`: "every Friday", "each month", "every other day", "every three weeks", "every night".
pub(crate) fn every(c: Cursor<'_>) -> Option<Reading> {
    let mut rest = c;
    if !rest.eat_any(&["every", "each"]) {
        return None;
    }
    let other = rest.eat("other");
    let step = if other { 2 } else { 1 };
    let built = |rest: Cursor<'_>, value: String| {
        Some(Reading::new(c.start(), rest.at, Form::Set { value }, "set/every"))
    };
    if let Some((weekday, mut rest)) = weekday_name(rest) {
        let part = match rest.lex() {
            Lex::Part(p) => {
                rest.bump();
                p.code()
            }
            _ => "",
        };
        return built(rest, format!("XXXX-WXX-{weekday}{part}"));
    }
    if let Some((month, rest)) = crate::grammar::calendar::month_name(rest) {
        return built(rest, format!("XXXX-{month:02}"));
    }
    match rest.lex() {
        Lex::Part(p) => {
            rest.bump();
            return built(rest, format!("XXXX-XX-XX{}", p.code()));
        }
        Lex::Season(s) => {
            rest.bump();
            return built(rest, format!("XXXX-{}", crate::period::season_code(s)));
        }
        _ => {}
    }
    let mut probe = rest;
    let q = match quantity(&mut probe) {
        Some(q) => {
            rest = probe;
            q
        }
        None => Quantity { count: Some(step), half: false, modifier: None, article: false },
    };
    let (unit, _) = unit(&mut rest)?;
    // "each of the past three years", "every second counts".
    if unit == Unit::Second {
        return None;
    }
    built(rest, length(unit, q))
}

/// `set/rate`: "twice a week", "three times a day", "once per month"; the span is the rate with its unit.
pub(crate) fn rate(c: Cursor<'_>) -> Option<Reading> {
    let mut rest = c;
    if !rest.eat_any(&["once", "twice", "thrice"]) {
        let mut probe = rest;
        quantity(&mut probe)?;
        if !probe.eat("times") {
            return None;
        }
        rest = probe;
    }
    if !rest.eat_any(&["a", "an", "per", "every", "each"]) {
        return None;
    }
    let (unit, _) = unit(&mut rest)?;
    let one = Quantity { count: Some(1), half: false, modifier: None, article: false };
    Some(Reading::new(c.start(), rest.at, Form::Set { value: length(unit, one) }, "set/rate"))
}

/// `set/adverb`: "daily", "weekly", "nightly", "annually", "Mondays", "Tuesday nights".
pub(crate) fn adverb(c: Cursor<'_>) -> Option<Reading> {
    const WORDS: &[(&str, &str)] = &[
        ("daily", "P1D"),
        ("nightly", "XXXX-XX-XXTNI"),
        ("hourly", "PT1H"),
        ("weekly", "P1W"),
        ("biweekly", "P2W"),
        ("fortnightly", "P2W"),
        ("monthly", "P1M"),
        ("yearly", "P1Y"),
        ("annually", "P1Y"),
    ];
    let mut rest = c;
    let here = rest.here()?;
    let built = |rest: Cursor<'_>, value: String| {
        Some(Reading::new(c.start(), rest.at, Form::Set { value }, "set/adverb"))
    };
    if let Some((_, value)) = WORDS.iter().find(|(w, _)| here.is(w)) {
        rest.bump();
        // "the party daily", "the Daily Mail": a newspaper.
        let newspaper = here.capital && c.before(1).is_some()
            || c.before(1).is_some_and(|t| t.capital) && rest.here().is_some_and(|t| t.capital);
        return if newspaper || rest.glued() && rest.is("-") { None } else { built(rest, (*value).into()) };
    }
    match here.lex {
        Lex::Weekdays(d) => {
            rest.bump();
            built(rest, format!("XXXX-WXX-{d}"))
        }
        Lex::Weekday(d) => {
            rest.bump();
            let Lex::Parts(p) = rest.lex() else { return None };
            rest.bump();
            built(rest, format!("XXXX-WXX-{d}{}", p.code()))
        }
        _ => None,
    }
}

/// `lasting/whole`: "all day", "all night", "all week", "the whole day": one named length of the narrative.
pub(crate) fn all_day(c: Cursor<'_>) -> Option<Reading> {
    let mut rest = c;
    let said = rest.eat("all") || rest.eat_phrase(&["the", "whole"]) || rest.eat_phrase(&["the", "entire"]);
    if !said {
        return None;
    }
    let value = match rest.lex() {
        Lex::Unit(u @ (Unit::Day | Unit::Week | Unit::Month | Unit::Year)) => {
            length(u, Quantity { count: Some(1), half: false, modifier: None, article: false })
        }
        Lex::Part(Part::Night) => "TNI".to_owned(),
        _ => return None,
    };
    let night = value == "TNI";
    rest.bump();
    let value = if night { "PT12H".to_owned() } else { value };
    Some(Reading::new(c.start(), rest.at, Form::Duration { value, window: None }, "lasting/whole"))
}
