//! Old deeds that courts, commemorations and books tell of again: the day of the telling is none of the deed's.
//!
//! "A court on Tuesday sentenced him for the murder of two villagers", "gathered on Monday to mark the 20th anniversary of the massacre".

use super::Material;
use crate::tree;
use attest_language::{Analysis, Token};
use attest_time::{Interval, Precision};
use jiff::civil::Date;

/// What is done about a deed long after it: before a court, at a grave, in a book.
fn tells_again(above: Token<'_>, link: Token<'_>) -> bool {
    let behind = |words: &[&str]| link.dep() == "prep" && words.contains(&link.lemma());
    match above.lemma() {
        "convict" | "sentence" | "jail" | "imprison" | "acquit" | "indict" | "charge" | "extradite"
        | "guilty" | "verdict" | "conviction" | "try" | "want" | "trial" | "clear" | "plead" | "sanction"
        | "hand" | "serve" | "pardon" | "amnesty" | "prosecute" => {
            behind(&["of", "for", "in", "over", "with", "to"])
        }
        "accuse" | "suspect" => matches!(above.dep(), "acl" | "relcl") && behind(&["of"]),
        "anniversary" | "memory" | "memorial" | "commemoration" | "remembrance" => {
            behind(&["of", "to", "for"])
        }
        "commemorate" | "remember" => true,
        // "three generals **killed in a bombing on Wednesday were buried** on Friday"
        "bury" | "mourn" | "honour" | "honor" | "exhume" | "rebury" => {
            matches!(link.dep(), "nsubjpass" | "dobj")
        }
        // "found him **guilty** on Thursday in the torture of"
        "find" => behind(&["of", "for", "in"]) && above.children().any(|word| word.lemma() == "guilty"),
        // "victory **in a war in which** 27 million died"
        "war" | "insurgency" | "rebellion" | "conflict" => matches!(link.dep(), "relcl" | "acl"),
        "film" | "book" | "documentary" | "novel" | "exhibition" | "museum" | "story" | "history" => {
            behind(&["about", "on", "of"])
        }
        _ => false,
    }
}

/// The words between the deed and what is done about it, with that word.
fn teller(analysis: &Analysis, head: usize) -> Option<(usize, usize)> {
    let mut at = head;
    for _ in 0..10 {
        let token = analysis.token(at).filter(|token| !token.is_root())?;
        let above = token.head();
        if tells_again(above, token) {
            return Some((at, above.index()));
        }
        // "convicted of **ordering the killing**", "the massacre **in which militiamen killed** 200"
        let goes_on = match token.dep() {
            "dobj" | "nsubjpass" => !tree::is_verb(above) || !above.is_root(),
            "pobj" | "pcomp" | "prep" | "conj" | "acl" | "relcl" | "xcomp" | "compound" | "appos" => true,
            _ => false,
        };
        let told = tree::is_verb(above)
            && !matches!(above.dep(), "pcomp" | "acl" | "relcl" | "conj" | "xcomp" | "amod" | "advcl");
        if !goes_on || told {
            return None;
        }
        at = above.index();
    }
    None
}

/// Whether the words of the deed hang on those of a court or of a commemoration.
pub(super) fn is_retold(analysis: &Analysis, head: usize) -> bool {
    teller(analysis, head).is_some() || years_since(analysis, head).is_some()
}

/// Whether a time hangs on the deed, and not on what is done about it.
pub(super) fn is_its_own(material: &Material<'_, '_>, passage: usize, head: usize, time: usize) -> bool {
    let Some(content) = material.page.passages.get(passage) else { return false };
    let analysis = &content.analysis;
    let (Some((below, above)), Some(time)) = (teller(analysis, head), material.times.get(time)) else {
        return false;
    };
    let last = time.time.interval.and_then(|interval| interval.latest);
    let published = super::newsday::published(material);
    let before = |days: i64| {
        let after = last.and_then(|last| last.checked_add(jiff::Span::new().days(days)).ok());
        after.zip(published).is_some_and(|(after, published)| after < published)
    };
    // "marked the fourth anniversary of the killing **on Saturday**": the tree may hang the day of the feast on the deed.
    let feast = analysis.token(above).is_some_and(|noun| noun.lemma() == "anniversary");
    if feast && !before(8) && published.is_some() && time.tokens.start > head {
        return false;
    }
    // "convicted of attacking a post **in 2016**", wherever the tree hangs it: no court sat then.
    if before(30) && time.tokens.start > head {
        return true;
    }
    // "for the **1994** massacre", "the murder of two men **in March 2009**"
    time.tokens.start > below && analysis.is_within(time.tokens.start, below)
        || analysis.is_within(time.tokens.start, head) && time.tokens.start < head
}

/// "marked **the 20th anniversary** of the massacre": the month so many years before the day of the feast.
pub(super) fn anniversary(
    material: &Material<'_, '_>,
    passage: usize,
    sentence: usize,
    head: usize,
) -> Option<(usize, Interval)> {
    let analysis = &material.page.passages.get(passage)?.analysis;
    let years = years_since(analysis, head).or_else(|| {
        let (_, noun) = teller(analysis, head)?;
        analysis.token(noun).filter(|noun| noun.lemma() == "anniversary")?;
        analysis.children(noun).find_map(|word| ordinal(&word.text().to_lowercase()))
    })?;
    let (index, day) = material.times.iter().enumerate().find_map(|(index, time)| {
        let interval =
            time.time.interval.filter(|interval| interval.days().is_some_and(|days| days <= 31))?;
        let here = time.passage == passage && time.sentence == sentence;
        (here && super::dates(&time.time)).then_some((index, interval.earliest?))
    })?;
    let then: Date = day.checked_sub(jiff::Span::new().years(years)).ok()?;
    Some((index, Interval::between(then.first_of_month(), then.last_of_month(), Precision::Month)))
}

/// "to mark **30 years since** troops shot dead hundreds".
fn years_since(analysis: &Analysis, head: usize) -> Option<i64> {
    let clause = tree::clause_of(analysis, head);
    let since = analysis.children(clause).find(|mark| mark.dep() == "mark" && mark.lemma() == "since")?;
    let years = analysis.token(since.index().checked_sub(1)?).filter(|unit| unit.lemma() == "year")?;
    let marks = analysis
        .ancestors(years.index())
        .take(3)
        .any(|verb| matches!(verb.lemma(), "mark" | "commemorate" | "celebrate" | "be"));
    let count = analysis.token(years.index().checked_sub(1)?)?;
    let tens = ["ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    let word = count.text().to_lowercase();
    let spelled =
        tens.iter().position(|known| *known == word).and_then(|at| i64::try_from(10 * (at + 1)).ok());
    spelled.or_else(|| word.parse().ok()).filter(|years| marks && *years <= 200)
}

/// "20th", "tenth": as far as anniversaries are counted.
fn ordinal(word: &str) -> Option<i64> {
    const WORDS: [&str; 12] = [
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
        "eleventh", "twelfth",
    ];
    let spelled = WORDS.iter().position(|known| *known == word).and_then(|at| i64::try_from(at + 1).ok());
    let tens = match word {
        "fifteenth" => Some(15),
        "twentieth" => Some(20),
        "thirtieth" => Some(30),
        "fortieth" => Some(40),
        "fiftieth" => Some(50),
        _ => None,
    };
    let digits = ["st", "nd", "rd", "th"].iter().find_map(|end| word.strip_suffix(end)?.parse().ok());
    spelled.or(tens).or(digits).filter(|years| *years <= 200)
}
