//! Words in front that bend a date: "late 2023", "the end of the month", "earlier this week", "about two years ago".

use crate::grammar::cursor::Cursor;
use crate::grammar::plain;
use crate::mention::Modifier;
use crate::reading::{Form, Reading, Shift};
use crate::scan::Token;

/// What a prefix may stand before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Takes {
    /// Months, seasons, years, decades and whole near periods.
    Stretch,
    /// Those, and days.
    Date,
    /// Only expressions told from the time of speech: "earlier this week".
    Near,
}

const PREFIXES: &[(&[&str], Modifier, Takes)] = &[
    (&["the", "very", "beginning", "of"], Modifier::Start, Takes::Stretch),
    (&["the", "very", "end", "of"], Modifier::End, Takes::Stretch),
    (&["the", "beginning", "of"], Modifier::Start, Takes::Stretch),
    (&["the", "start", "of"], Modifier::Start, Takes::Stretch),
    (&["the", "early", "part", "of"], Modifier::Start, Takes::Stretch),
    (&["the", "first", "days", "of"], Modifier::Start, Takes::Stretch),
    (&["the", "first", "weeks", "of"], Modifier::Start, Takes::Stretch),
    (&["the", "first", "half", "of"], Modifier::Start, Takes::Stretch),
    (&["the", "middle", "of"], Modifier::Mid, Takes::Stretch),
    (&["the", "end", "of"], Modifier::End, Takes::Stretch),
    (&["the", "close", "of"], Modifier::End, Takes::Stretch),
    (&["the", "latter", "part", "of"], Modifier::End, Takes::Stretch),
    (&["the", "last", "days", "of"], Modifier::End, Takes::Stretch),
    (&["the", "last", "months", "of"], Modifier::End, Takes::Stretch),
    (&["the", "final", "weeks", "of"], Modifier::End, Takes::Stretch),
    (&["the", "final", "months", "of"], Modifier::End, Takes::Stretch),
    (&["the", "closing", "days", "of"], Modifier::End, Takes::Stretch),
    (&["the", "opening", "days", "of"], Modifier::Start, Takes::Stretch),
    (&["the", "first", "months", "of"], Modifier::Start, Takes::Stretch),
    (&["the", "last", "weeks", "of"], Modifier::End, Takes::Stretch),
    (&["the", "final", "days", "of"], Modifier::End, Takes::Stretch),
    (&["the", "second", "half", "of"], Modifier::End, Takes::Stretch),
    (&["the", "last", "half", "of"], Modifier::End, Takes::Stretch),
    (&["the", "early"], Modifier::Start, Takes::Stretch),
    (&["the", "late"], Modifier::End, Takes::Stretch),
    (&["the", "mid"], Modifier::Mid, Takes::Stretch),
    (&["beginning", "of"], Modifier::Start, Takes::Stretch),
    (&["start", "of"], Modifier::Start, Takes::Stretch),
    (&["end", "of"], Modifier::End, Takes::Stretch),
    (&["early", "in"], Modifier::Start, Takes::Stretch),
    (&["late", "in"], Modifier::End, Takes::Stretch),
    (&["earlier", "in"], Modifier::Start, Takes::Near),
    (&["later", "in"], Modifier::End, Takes::Near),
    (&["early", "on"], Modifier::Start, Takes::Date),
    (&["late", "on"], Modifier::End, Takes::Date),
    (&["early"], Modifier::Start, Takes::Date),
    (&["late"], Modifier::End, Takes::Date),
    (&["mid"], Modifier::Mid, Takes::Date),
    (&["earlier"], Modifier::Start, Takes::Near),
    (&["later"], Modifier::End, Takes::Near),
    (&["sometime"], Modifier::Approx, Takes::Date),
    (&["some", "time"], Modifier::Approx, Takes::Date),
    (&["around"], Modifier::Approx, Takes::Date),
    (&["circa"], Modifier::Approx, Takes::Date),
];

/// `prefix/…`: a bending word and what it bends.
pub(crate) fn prefixed(tokens: &[Token<'_>], at: usize) -> Option<Reading> {
    let mut c = Cursor::new(tokens, at);
    let (_, modifier, takes) = PREFIXES.iter().find(|(words, _, _)| c.eat_phrase(words))?;
    c.eat_hyphen();
    if *takes != Takes::Date {
        c.eat_any(&["in", "on"]);
    }
    // Marks and paragraph ends stop the prefix.
    c.here()?;
    let inner = plain(tokens, c.at).filter(|r| r.first == c.at).or_else(|| the_period(c))?;
    let fits = match takes {
        Takes::Stretch => is_stretch(&inner.form),
        Takes::Date => is_stretch(&inner.form) || is_day(&inner),
        Takes::Near => is_near(&inner.form),
    };
    if !fits {
        return None;
    }
    // "ways to get around Wednesday's ruling".
    let around = tokens.get(at).is_some_and(|t| t.is("around"));
    if around && matches!(inner.form, Form::Weekday { .. } | Form::Near { .. }) {
        return None;
    }
    let modifier = Some(inner.modifier.unwrap_or(*modifier));
    let halved = tokens.get(at..c.at).unwrap_or(&[]).iter().any(|t| t.is_any(&["half", "part"]));
    Some(Reading { first: at, modifier, halved, ..inner })
}

/// "the month", "the year" behind "the end of".
fn the_period(c: Cursor<'_>) -> Option<Reading> {
    let mut rest = c;
    if !rest.eat("the") {
        return None;
    }
    let crate::lexicon::Lex::Unit(unit) = rest.lex() else { return None };
    if unit <= crate::lexicon::Unit::Day
        || unit > crate::lexicon::Unit::Century
        || unit == crate::lexicon::Unit::Fortnight
    {
        return None;
    }
    rest.bump();
    Some(Reading::new(c.at, rest.at, Form::Near { unit, shift: Shift::This }, "prefix/the-period"))
}

fn is_stretch(form: &Form) -> bool {
    matches!(
        form,
        Form::Month { .. }
            | Form::Year(_)
            | Form::Fiscal(_)
            | Form::Season { .. }
            | Form::Quarter { .. }
            | Form::Half { .. }
            | Form::Decade(_)
            | Form::Century(_)
            | Form::Feast { .. }
    ) || matches!(form, Form::Near { unit, .. } if *unit > crate::lexicon::Unit::Day)
        || matches!(form, Form::SamePeriod { .. })
}

fn is_day(reading: &Reading) -> bool {
    matches!(reading.form, Form::Day { .. } | Form::Weekday { .. } | Form::Near { .. } | Form::Offset { .. })
        || (reading.part.is_some() && matches!(reading.form, Form::SomeDay { .. }))
}

fn is_near(form: &Form) -> bool {
    matches!(
        form,
        Form::Near { .. }
            | Form::Weekday { .. }
            | Form::Offset { .. }
            | Form::Month { .. }
            | Form::Day { .. }
            | Form::Year(_)
    )
}
