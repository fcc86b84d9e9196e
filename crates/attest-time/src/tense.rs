//! The direction of a sentence in time, from its nearest finite verb.
//!
//! A parser would know better, and a caller who has one passes [`crate::TenseHints`]. Without one the nearest verb form before the
//! expression decides ("said the talks will resume **Friday**" looks at "will"), then the nearest behind it, both within the
//! sentence. Reporting verbs come last: "said" tells when somebody spoke. Modals of possibility ("could", "might") look both ways
//! and are passed over.

use crate::anchors::Tense;
use crate::lexicon::{Cue, Lex};
use crate::scan::{Gap, Shape, Token};

/// How many tokens are looked at on either side.
const REACH: usize = 28;

/// A verb form's answer.
struct Verb {
    tense: Tense,
    /// It only reports speech.
    reports: bool,
}

/// Tense of the words around the tokens `first..end`.
pub(crate) fn around(tokens: &[Token<'_>], first: usize, end: usize) -> Option<Tense> {
    by_preposition(tokens, first).or_else(|| by_use(tokens, first, end)).or_else(|| {
        match before(tokens, first) {
            // "fighting went on until Friday" may look back, "until Friday" with any other verb looks ahead.
            Some(Tense::Present) if limits(tokens, first) => Some(Tense::Future),
            Some(Tense::Past) if limits(tokens, first) => None,
            tense => tense.or_else(|| behind(tokens, end)),
        }
    })
}

fn limits(tokens: &[Token<'_>], first: usize) -> bool {
    is_at(tokens, first.checked_sub(1), &["until", "till", "by", "through"])
}

fn is_at(tokens: &[Token<'_>], at: Option<usize>, words: &[&str]) -> bool {
    at.and_then(|n| tokens.get(n)).is_some_and(|t| t.is_any(words))
}

/// "since" looks back, "as early as Tuesday" ahead.
fn by_preposition(tokens: &[Token<'_>], first: usize) -> Option<Tense> {
    let before = first.checked_sub(1);
    if is_at(tokens, before, &["since"]) {
        return Some(Tense::Past);
    }
    let as_soon_as = is_at(tokens, before, &["as"])
        && is_at(tokens, first.checked_sub(2), &["soon", "early", "late"])
        && is_at(tokens, first.checked_sub(3), &["as"]);
    let ahead_of = is_at(tokens, before, &["of"]) && is_at(tokens, first.checked_sub(2), &["ahead"]);
    let effective = is_at(tokens, before, &["effective", "starting", "beginning"]);
    (as_soon_as || effective || ahead_of).then_some(Tense::Future)
}

/// "Wednesday's ruling", "the August attack": what has a name has happened, unless the sentence says "will".
fn by_use(tokens: &[Token<'_>], first: usize, end: usize) -> Option<Tense> {
    let possessive =
        tokens.get(end).is_some_and(Token::is_apostrophe) && is_at(tokens, Some(end + 1), &["s"]);
    let determined = is_at(tokens, first.checked_sub(1), &["a", "an", "the", "his", "its", "their", "her"])
        && tokens.get(end).is_some_and(|t| {
            t.shape == Shape::Word && !t.capital && t.gap == Gap::Space && matches!(t.lex, Lex::Other)
        });
    if !(possessive || determined) {
        return None;
    }
    let ahead = (1..=12)
        .map_while(|n| first.checked_sub(n).filter(|at| !ends_sentence(tokens, *at)))
        .any(|at| is_at(tokens, Some(at), &["will", "upcoming", "before", "ahead", "next", "until"]));
    (!ahead).then_some(Tense::Past)
}

fn ends_sentence(tokens: &[Token<'_>], at: usize) -> bool {
    let Some(token) = tokens.get(at) else { return true };
    if !matches!(token.shape, Shape::Mark('.' | '!' | '?')) {
        return false;
    }
    let titles = [
        "Mr", "Mrs", "Gen", "Col", "Lt", "Maj", "Sgt", "Sen", "Rep", "Gov", "Dr", "Capt", "St", "Brig", "No",
    ];
    let abbreviation = at.checked_sub(1).and_then(|n| tokens.get(n)).is_some_and(|t| {
        (t.text.len() <= 2 && t.capital) || t.is_any(&titles) || matches!(t.lex, Lex::MonthAbbr(_))
    });
    let next = tokens.get(at + 1);
    let marked = next.is_none_or(|t| matches!(t.shape, Shape::Mark(_)));
    let capital = marked || next.is_none_or(|t| t.capital || t.gap == Gap::Paragraph);
    !abbreviation && capital && (marked || next.is_none_or(|t| t.gap != Gap::Glued))
}

fn before(tokens: &[Token<'_>], first: usize) -> Option<Tense> {
    let mut reported = None;
    for n in 1..=REACH.min(first) {
        let at = first - n;
        // The break stands before the token that opens a paragraph.
        if tokens.get(at + 1).is_some_and(|t| t.gap == Gap::Paragraph) || ends_sentence(tokens, at) {
            break;
        }
        if let Some(verb) = verb(tokens, at) {
            if !verb.reports || n <= 3 {
                return Some(verb.tense);
            }
            reported = reported.or(Some(verb.tense));
        }
    }
    reported
}

/// The first verb behind: an expression that opens a sentence belongs to its main verb, of speech or not.
fn behind(tokens: &[Token<'_>], end: usize) -> Option<Tense> {
    (end..(end + REACH).min(tokens.len()))
        .take_while(|at| {
            tokens.get(*at).is_some_and(|t| t.gap != Gap::Paragraph || *at == end)
                && !ends_sentence(tokens, *at)
        })
        .find_map(|at| verb(tokens, at))
        .map(|verb| verb.tense)
}

/// The verb form at a token.
fn verb(tokens: &[Token<'_>], at: usize) -> Option<Verb> {
    let token = tokens.get(at)?;
    if token.shape != Shape::Word {
        return None;
    }
    if planned(tokens, at) {
        // "had been due to expire Friday" lies behind.
        let perfect =
            is_at(tokens, at.checked_sub(1), &["had"]) || is_at(tokens, at.checked_sub(2), &["had"]);
        // "were trying to flee on Monday when": it was tried then.
        let tried = token.is("trying") && is_at(tokens, at.checked_sub(1), &["was", "were", "been"]);
        let tense = if perfect || tried { Tense::Past } else { Tense::Future };
        return Some(Verb { tense, reports: false });
    }
    match token.lex {
        Lex::Verb(cue) => cue_tense(tokens, at, cue),
        Lex::Other => {
            let lower = !token.capital || token.caps;
            // "an unspecified date", "unmanned": adjectives.
            let past = lower && ends_with_ed(token.text) && !token.text.starts_with("un");
            // "have attacked" and "be attacked" are decided by their auxiliary, "the wounded man" is no verb.
            let other = is_at(tokens, at.checked_sub(1), &["be", "the", "a", "an", "get", "to"]);
            (past && !other).then(|| Verb { tense: Tense::Past, reports: reports(token) })
        }
        _ => None,
    }
}

/// Words of planning, with "to" behind them.
const PLANS: &[&str] = &[
    "plan",
    "plans",
    "planned",
    "planning",
    "expect",
    "expects",
    "expected",
    "intend",
    "intends",
    "intended",
    "scheduled",
    "due",
    "hope",
    "hopes",
    "hoped",
    "hoping",
    "slated",
    "agreed",
    "agrees",
    "aims",
    "vowed",
    "pledged",
    "promised",
    "threatened",
    "likely",
    "set",
    "ready",
    "poised",
    "supposed",
    "wants",
    "want",
    "wanted",
    "decided",
    "preparing",
    "prepared",
    "going",
    "about",
    "urged",
    "asked",
    "ordered",
    "invited",
    "deadline",
    "proposed",
    "trying",
    "unlikely",
    "wait",
    "waiting",
];

/// What goes on after something has happened: "are investigating a shooting Saturday night" looks back.
const GOING_ON: &[&str] = &[
    "investigating",
    "searching",
    "looking",
    "seeking",
    "asking",
    "hunting",
    "questioning",
    "interviewing",
    "reviewing",
    "recovering",
    "mourning",
    "grieving",
    "reeling",
    "facing",
    "being",
    "fighting",
    "blaming",
    "saying",
    "reporting",
    "claiming",
    "calling",
    "probing",
    "treating",
    "counting",
    "burying",
    "identifying",
];

/// Words that move an appointment.
const MOVED: &[&str] = &["postponed", "extended", "delayed", "adjourned", "deferred", "valid", "rescheduled"];

/// A word of planning with what is planned behind it: "planned to leave", "due to", "postponed until", "to be held".
fn planned(tokens: &[Token<'_>], at: usize) -> bool {
    let Some(token) = tokens.get(at) else { return false };
    let next = |words: &[&str]| is_at(tokens, Some(at + 1), words);
    let infinitive = token.is("to") && next(&["be"]);
    infinitive
        || (token.is_any(PLANS)
            && (next(&["to"]) || is_at(tokens, Some(at + 2), &["to"]) && !next(&["in", "on", "from"])))
        || (token.is_any(&["scheduled", "planned", "slated", "expected", "due"])
            && next(&["for", "in", "on", "by"]))
        || (token.is("set") && next(&["for"]))
        || (token.is_any(MOVED)
            && (next(&["until", "to", "till"]) || is_at(tokens, Some(at + 3), &["until", "to"])))
        || token.is_any(&["upcoming", "forthcoming"])
}

fn cue_tense(tokens: &[Token<'_>], at: usize, cue: Cue) -> Option<Verb> {
    let token = tokens.get(at)?;
    let next = tokens.get(at + 1);
    let previous = |words: &[&str]| is_at(tokens, at.checked_sub(1), words);
    let told = |tense| Some(Verb { tense, reports: false });
    match cue {
        Cue::Will if token.is_any(&["could", "might"]) => None,
        // "found in a garbage can Sunday morning"
        Cue::Will
            if token.is("can")
                && previous(&[
                    "garbage", "trash", "tin", "gas", "petrol", "oil", "fuel", "beer", "soda", "jerry",
                    "rubbish", "a", "the",
                ]) =>
        {
            None
        }
        Cue::Will if next.is_some_and(|t| t.is("have")) && !token.is("will") => told(Tense::Past),
        Cue::Will => told(Tense::Future),
        // "were **to blame**": they had done it.
        Cue::BePast if next.is_some_and(|t| t.is("to")) && is_at(tokens, Some(at + 2), &["blame"]) => {
            told(Tense::Past)
        }
        Cue::BePast if next.is_some_and(|t| t.is("to")) => told(Tense::Future),
        Cue::BePast | Cue::HavePast | Cue::HavePresent => told(Tense::Past),
        Cue::BePresent => {
            let appointed =
                |t: &Token<'_>| t.text.len() > 4 && t.text.ends_with("ing") && !t.is_any(GOING_ON);
            let going = next.is_some_and(|t| appointed(t) || t.is("to"));
            told(if going { Tense::Future } else { Tense::Present })
        }
        // "be told", "to cut": the auxiliary decides.
        Cue::Past if previous(&["be", "to"]) => None,
        Cue::Past => Some(Verb { tense: Tense::Past, reports: reports(token) }),
        Cue::Present if previous(&["will", "would", "to", "can", "could", "may", "might"]) => None,
        Cue::Present => Some(Verb { tense: Tense::Present, reports: reports(token) }),
    }
}

/// A regular past form or participle, by its ending.
fn ends_with_ed(word: &str) -> bool {
    const OTHERS: &[&str] = &[
        "need",
        "feed",
        "seed",
        "speed",
        "indeed",
        "exceed",
        "proceed",
        "hundred",
        "unprecedented",
        "armed",
        "wounded",
        "alleged",
        "united",
        "masked",
        "bleed",
        "breed",
        "red",
        "bed",
        "shed",
        "sacred",
        "succeed",
        "aged",
        "sated",
        "so-called",
    ];
    let bytes = word.as_bytes();
    let ed = bytes.len() > 3 && bytes.get(bytes.len() - 2..).is_some_and(|e| e.eq_ignore_ascii_case(b"ed"));
    ed && !OTHERS.iter().any(|o| word.eq_ignore_ascii_case(o))
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
