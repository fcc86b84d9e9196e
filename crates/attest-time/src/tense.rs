//! The direction of a sentence in time, from its nearest finite verb.
//!
//! A parser would know better, and a caller who has one passes [`crate::TenseHints`]. Without one the nearest verb form before the
//! expression decides ("said the talks will resume **Friday**" looks at "will"), then the nearest behind it, both within the
//! sentence. Reporting verbs come last: "said" tells when somebody spoke.

use crate::anchors::Tense;
use crate::lexicon::{Cue, Lex};
use crate::scan::{Gap, Shape, Token};

/// How many tokens are looked at on either side.
const REACH: usize = 28;

/// Tense of the words around the tokens `first..end`.
pub(crate) fn around(tokens: &[Token<'_>], first: usize, end: usize) -> Option<Tense> {
    if let Some(tense) = by_preposition(tokens, first) {
        return Some(tense);
    }
    before(tokens, first).or_else(|| behind(tokens, end))
}

/// "by Friday", "until March" look ahead; "since" looks back.
fn by_preposition(tokens: &[Token<'_>], first: usize) -> Option<Tense> {
    let before = tokens.get(first.checked_sub(1)?)?;
    if before.is("since") { Some(Tense::Past) } else { None }
}

fn ends_sentence(tokens: &[Token<'_>], at: usize) -> bool {
    let Some(token) = tokens.get(at) else { return true };
    match token.shape {
        Shape::Mark('.' | '!' | '?') => {
            let abbreviation = at.checked_sub(1).and_then(|n| tokens.get(n)).is_some_and(|t| {
                t.text.len() <= 2 && t.capital
                    || t.is_any(&[
                        "Mr", "Mrs", "Gen", "Col", "Lt", "Maj", "Sgt", "Sen", "Rep", "Gov", "Dr", "Capt",
                        "St",
                    ])
            });
            let next = tokens.get(at + 1);
            let capital = next
                .is_none_or(|t| t.capital || t.gap == Gap::Paragraph || matches!(t.shape, Shape::Mark(_)));
            !abbreviation
                && capital
                && next.is_none_or(|t| t.gap != Gap::Glued || matches!(t.shape, Shape::Mark(_)))
        }
        _ => false,
    }
}

fn before(tokens: &[Token<'_>], first: usize) -> Option<Tense> {
    let mut reported = None;
    for n in 1..=REACH.min(first) {
        let at = first - n;
        if ends_sentence(tokens, at) {
            break;
        }
        if let Some((tense, reporting)) = verb(tokens, at) {
            if !reporting || n <= 3 {
                return Some(tense);
            }
            reported = reported.or(Some(tense));
        }
        if tokens.get(at).is_some_and(|t| t.gap == Gap::Paragraph) {
            break;
        }
    }
    reported
}

fn behind(tokens: &[Token<'_>], end: usize) -> Option<Tense> {
    let mut reported = None;
    for at in end..(end + REACH).min(tokens.len()) {
        if tokens.get(at).is_some_and(|t| t.gap == Gap::Paragraph) || ends_sentence(tokens, at) {
            break;
        }
        if let Some((tense, reporting)) = verb(tokens, at) {
            if !reporting {
                return Some(tense);
            }
            reported = reported.or(Some(tense));
        }
    }
    reported
}

/// Tense of the verb form at a token, and whether it only reports speech.
fn verb(tokens: &[Token<'_>], at: usize) -> Option<(Tense, bool)> {
    let token = tokens.get(at)?;
    if token.shape != Shape::Word {
        return None;
    }
    let next = tokens.get(at + 1);
    let previous = at.checked_sub(1).and_then(|n| tokens.get(n));
    match token.lex {
        Lex::Verb(cue) => cue_tense(cue, token, previous, next),
        Lex::Other => {
            let lower = !token.capital || token.caps;
            let past = lower && token.text.len() > 3 && ends_with_ed(token.text);
            if past {
                // "have attacked" and "be attacked" are decided by their auxiliary.
                let infinitive = previous.is_some_and(|p| p.is_any(&["be", "the", "a", "an", "get"]));
                return (!infinitive).then_some((Tense::Past, reports(token)));
            }
            // "to meet Friday" behind a plan; the plan itself is met further left.
            None
        }
        _ => None,
    }
}

fn cue_tense(
    cue: Cue,
    token: &Token<'_>,
    previous: Option<&Token<'_>>,
    next: Option<&Token<'_>>,
) -> Option<(Tense, bool)> {
    let next_is = |words: &[&str]| next.is_some_and(|t| t.is_any(words));
    Some(match cue {
        Cue::Will => {
            if next_is(&["have"]) && !token.is("will") {
                (Tense::Past, false)
            } else if token.is_any(&["could", "might", "can", "must", "should", "ought", "would"]) {
                (Tense::Future, false)
            } else {
                (Tense::Future, false)
            }
        }
        Cue::Plan => (Tense::Future, false),
        Cue::BePast => {
            if next_is(&["to", "due", "expected", "scheduled", "set", "slated"]) {
                (Tense::Future, false)
            } else {
                (Tense::Past, false)
            }
        }
        Cue::BePresent => {
            let going = next.is_some_and(|t| t.text.len() > 4 && t.text.ends_with("ing"));
            if next_is(&["to", "due", "expected", "scheduled", "set", "slated", "likely"]) || going {
                (Tense::Future, false)
            } else {
                (Tense::Present, false)
            }
        }
        Cue::HavePast | Cue::HavePresent => (Tense::Past, false),
        Cue::Past => {
            // "be told", "to be held": the auxiliary decides.
            if previous.is_some_and(|p| p.is_any(&["be", "to"])) {
                return None;
            }
            (Tense::Past, reports(token))
        }
        Cue::Present => {
            if previous.is_some_and(|p| p.is_any(&["will", "would", "to", "can", "could", "may", "might"])) {
                return None;
            }
            (Tense::Present, reports(token))
        }
    })
}

fn ends_with_ed(word: &str) -> bool {
    let bytes = word.as_bytes();
    let n = bytes.len();
    let ed = n >= 2 && bytes.get(n - 2..).is_some_and(|e| e.eq_ignore_ascii_case(b"ed"));
    ed && !matches!(
        word.to_ascii_lowercase().as_str(),
        "need"
            | "feed"
            | "seed"
            | "speed"
            | "indeed"
            | "exceed"
            | "proceed"
            | "hundred"
            | "unprecedented"
            | "armed"
            | "wounded"
            | "alleged"
            | "united"
            | "masked"
            | "bleed"
            | "breed"
            | "agreed"
    ) || word.eq_ignore_ascii_case("agreed")
}

fn reports(token: &Token<'_>) -> bool {
    token.is_any(&[
        "said",
        "told",
        "says",
        "say",
        "tells",
        "reported",
        "announced",
        "added",
        "stated",
        "claimed",
        "confirmed",
        "declared",
        "quoted",
        "warned",
    ])
}

/// Whether a day stands right behind a verb of reporting: "said on Friday", "told reporters Monday". Such a day tells when somebody
/// spoke, and the story goes on from the day of what was told.
pub(crate) fn dates_a_report(tokens: &[Token<'_>], first: usize) -> bool {
    (1..=4)
        .filter_map(|n| first.checked_sub(n).and_then(|i| tokens.get(i)))
        .take_while(|t| t.shape == Shape::Word)
        .any(reports)
}
