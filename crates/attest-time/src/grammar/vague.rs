//! Times that no calendar knows: "now", "recently", "soon", "the past", "the near future".
//!
//! Only words that speak of time in nearly all their uses. "Then", "once", "already", "still", "former" mostly order a story or
//! describe a person; reading them as times would bury the rest.

use crate::grammar::cursor::Cursor;
use crate::lexicon::Lex;
use crate::reading::{Form, Reading, Vague};

const PHRASES: &[(&[&str], Vague)] = &[
    (&["right", "now"], Vague::Present),
    (&["just", "now"], Vague::Present),
    (&["now"], Vague::Present),
    (&["nowadays"], Vague::Present),
    (&["these", "days"], Vague::Present),
    (&["currently"], Vague::Present),
    (&["presently"], Vague::Present),
    (&["at", "present"], Vague::Present),
    (&["at", "the", "moment"], Vague::Present),
    (&["at", "this", "moment"], Vague::Present),
    (&["at", "this", "time"], Vague::Present),
    (&["the", "moment"], Vague::Present),
    (&["current"], Vague::Present),
    (&["more", "recently"], Vague::Past),
    (&["most", "recently"], Vague::Past),
    (&["recently"], Vague::Past),
    (&["lately"], Vague::Past),
    (&["the", "recent", "past"], Vague::Past),
    (&["the", "distant", "past"], Vague::Past),
    (&["the", "past"], Vague::Past),
    (&["the", "near", "future"], Vague::Future),
    (&["the", "foreseeable", "future"], Vague::Future),
    (&["the", "not", "-", "too", "-", "distant", "future"], Vague::Future),
    (&["the", "future"], Vague::Future),
    (&["the", "near", "term"], Vague::Future),
    (&["the", "short", "term"], Vague::Future),
    (&["as", "soon", "as", "possible"], Vague::Future),
    (&["soon"], Vague::Future),
];

/// `vague/reference`: "now", "recently", "the future".
pub(crate) fn reference(c: Cursor<'_>) -> Option<Reading> {
    let mut rest = c;
    let (words, vague) = PHRASES.iter().find(|(words, _)| rest.eat_phrase(words))?;
    let next = rest.here();
    let hyphened = next.is_some_and(|t| t.is_dash() && rest.glued());
    let refused = match *words {
        ["soon"] => {
            // "was soon released" is told of the past.
            next.is_some_and(|t| {
                t.text.ends_with("ed") || matches!(t.lex, Lex::Verb(crate::lexicon::Cue::Past))
            }) || rest.is_any(&["after", "as", "enough"])
                || c.before(1).is_some_and(|t| t.is_any(&["as", "too", "how"]))
        }
        // "the past two months" is read by another rule; "the past century" is too.
        ["the", "past"] => next.is_some_and(|t| !matches!(t.lex, Lex::Other | Lex::Opener | Lex::Verb(_))),
        ["the", "moment"] => {
            !c.before(1).is_some_and(|t| t.is("at")) || rest.is_any(&["of", "the", "when", "that"])
        }
        ["current"] => {
            rest.is_any(&["affairs", "account"])
                || c.before(1).is_some_and(|t| t.is_any(&["electric", "alternating", "direct"]))
        }
        _ => false,
    };
    if refused || hyphened {
        return None;
    }
    // The preposition of "at the moment" is not part of the expression.
    let start = c.start() + usize::from(matches!(*words, ["at", ..]));
    Some(Reading::new(start, rest.at, Form::Vague(*vague), "vague/reference"))
}

/// `vague/adjective`: "recent" before a noun.
pub(crate) fn adjective(c: Cursor<'_>) -> Option<Reading> {
    let mut rest = c;
    let vague = if rest.eat("recent") { Vague::Past } else { return None };
    rest.at_mark()
        .then_some(())
        .is_none()
        .then(|| Reading::new(c.start(), rest.at, Form::Vague(vague), "vague/adjective"))
}
