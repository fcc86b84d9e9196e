//! The grammar of time expressions: a table of small rules, tried at every word; the longest reading wins.
//!
//! Rules and not one large pattern, because each can be named in a record ("read by `deictic/weekday`"), tested on its own words and
//! changed without a look at the others. Longest-wins and not first-wins, so that the order of the table decides only ties. A rule
//! looks at a bounded number of words, so the whole is linear.

pub(crate) mod calendar;
mod clock;
pub(crate) mod cursor;
mod deictic;
mod lasting;
mod prefix;
pub(crate) mod quantity;
mod range;
mod span;
mod vague;
mod year;

use cursor::Cursor;

use crate::lexicon::Lex;
use crate::reading::Reading;
use crate::scan::{Shape, Token};

/// One rule: reads an expression that begins at the cursor, or nothing.
type Rule = fn(Cursor<'_>) -> Option<Reading>;

/// All rules; on equal length the earlier one wins.
const RULES: &[Rule] = &[
    clock::time,
    clock::day_time,
    clock::part_of,
    clock::early_hours,
    deictic::day,
    deictic::part_of_day,
    deictic::the_day_before,
    deictic::offset,
    deictic::near,
    calendar::month,
    calendar::numbered_day,
    span::quarter,
    span::same_period,
    span::fiscal,
    span::season,
    span::decade,
    span::century,
    span::weekend,
    span::week_of,
    span::the_period,
    span::year_end,
    span::feast,
    year::year,
    lasting::window,
    lasting::duration,
    lasting::bare_plural,
    lasting::every,
    lasting::rate,
    lasting::adverb,
    lasting::all_day,
    clock::bare_part,
    vague::reference,
    vague::adjective,
];

/// The longest reading of one rule at a token.
pub(crate) fn plain(tokens: &[Token<'_>], at: usize) -> Option<Reading> {
    let mut best: Option<Reading> = None;
    for rule in RULES {
        if let Some(found) = rule(Cursor::new(tokens, at))
            && best.as_ref().is_none_or(|b| found.end > b.end)
        {
            best = Some(found);
        }
    }
    best
}

/// Whether an expression can begin with a token: most words of a text cannot, and need not be shown to every rule.
fn may_open(token: &Token<'_>) -> bool {
    match token.shape {
        Shape::Word => !matches!(token.lex, Lex::Other | Lex::Verb(_)),
        Shape::Number => true,
        Shape::Mark(_) => token.is_apostrophe(),
    }
}

/// Every reading of a text, in order, none overlapping another.
pub(crate) fn readings(tokens: &[Token<'_>]) -> Vec<Reading> {
    let mut found: Vec<Reading> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if !tokens.get(at).is_some_and(may_open) {
            at += 1;
            continue;
        }
        if let Some((first, second)) = range::days(tokens, at) {
            at = second.end.max(at + 1);
            let here = found.len() as u32;
            found.push(Reading { partner: Some(here + 1), ..first });
            found.push(Reading { partner: Some(here), ..second });
            continue;
        }
        let plain = plain(tokens, at);
        let reading = match (prefix::prefixed(tokens, at), plain) {
            (Some(a), Some(b)) => Some(if b.end >= a.end { b } else { a }),
            (a, b) => a.or(b),
        };
        match reading {
            Some(reading) => {
                at = reading.end.max(at + 1);
                found.push(reading);
            }
            None => at += 1,
        }
    }
    range::link(tokens, &mut found);
    found
}
