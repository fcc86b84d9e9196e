//! Numbers in running text: digits, words, ranges, bounds and vague counts, each as the lowest and highest that its words allow.
//!
//! The parser labels a number well enough to find its noun, but not what "between thirty and thirty-two" or "no fewer than"
//! mean together. So quantities are read from the row of words alone, before any tree is looked at. Numerals are a closed class and
//! live here; bounds and vague words ("at least", "several dozen") come from the lexicon's `counts` table as [`Mark`]s.
//! Nothing here decides what is counted; what can never count people (clock times, money, percentages, ages, street numbers, dates)
//! is left out.

use super::traps::trapped;
use attest_lexicon::{CountRole, CountWord};
use attest_model::Exactness;
use std::ops::Range;

/// A number and the words that bound it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Quantity {
    /// All its words: "at least five".
    pub tokens: Range<usize>,
    /// The numeral's own words: "five".
    pub core: Range<usize>,
    /// Lowest that the words allow.
    pub min: Option<u64>,
    /// Highest.
    pub max: Option<u64>,
    /// How it is worded.
    pub exactness: Exactness,
    /// "another two", "two more", "four others": people beside those already counted.
    pub other: bool,
    /// "a total of", "in total", "in all".
    pub total: bool,
}

/// A count word of the lexicon and where it stands.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Mark<'k> {
    /// First token.
    pub start: usize,
    /// One past the last token.
    pub end: usize,
    /// What it means.
    pub word: &'k CountWord,
}

/// The bound of "more than", for the places where the lexicon's longest match hides it.
pub(crate) static MORE_THAN: CountWord = CountWord {
    role: CountRole::Modifier,
    min: None,
    max: None,
    exactness: Exactness::MoreThan,
    after: false,
};

const UNITS: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

/// The value of a number word below a hundred.
pub(crate) fn small(word: &str) -> Option<u64> {
    if let Some(at) = UNITS.iter().position(|unit| *unit == word) {
        return (at > 0).then_some(at as u64);
    }
    TENS.iter().position(|tens| *tens == word).map(|at| 20 + 10 * at as u64)
}

/// The factor of a scale word.
fn scale(word: &str) -> Option<u64> {
    Some(match word {
        "dozen" => 12,
        "score" => 20,
        "hundred" => 100,
        "thousand" => 1000,
        "million" => 1_000_000,
        // India's hundred thousand and ten million.
        "lakh" | "lakhs" => 100_000,
        "crore" | "crores" => 10_000_000,
        _ => return None,
    })
}

/// Lowest value of the plural of a scale word used alone.
fn plural_scale(word: &str) -> Option<u64> {
    Some(match word {
        "dozens" => 24,
        "scores" => 40,
        "hundreds" => 200,
        "thousands" => 2000,
        "millions" => 2_000_000,
        "tens" => 20,
        _ => return None,
    })
}

/// The number that a token of digits writes: "12", "1,200", "1.5" (times a thousand, for a following scale word).
fn digits(word: &str) -> Option<u64> {
    let word = word.strip_suffix('+').unwrap_or(word);
    let plain: String = word.chars().filter(|c| *c != ',').collect();
    if plain.is_empty() || plain.len() > 9 || !plain.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    if word.contains(',') && word.rsplit(',').next().is_none_or(|group| group.len() != 3) {
        return None;
    }
    plain.parse().ok()
}

/// A decimal such as "1.5" in thousandths.
fn decimal(word: &str) -> Option<u64> {
    let (whole, part) = word.split_once('.')?;
    if whole.is_empty() || part.is_empty() || part.len() > 3 || whole.len() > 6 {
        return None;
    }
    let whole: u64 = whole.parse().ok()?;
    let scale = 10u64.pow(3 - part.len() as u32);
    Some(whole * 1000 + part.parse::<u64>().ok()? * scale)
}

/// "3 000", "12.000": thousands set apart by a space or a point, as reports translated from French or Spanish write them.
fn grouped(words: &[&str], at: usize) -> Option<(u64, usize)> {
    let word = |at: usize| words.get(at).copied().unwrap_or("");
    let digits = |word: &str| word.bytes().all(|b| b.is_ascii_digit());
    let lead = |word: &str| (1..=3).contains(&word.len()) && !word.starts_with('0') && digits(word);
    let group = |word: &str| word.len() == 3 && digits(word);
    let join = |groups: &[&str]| groups.concat().parse().ok();
    let by_point: Vec<&str> = word(at).split('.').collect();
    let (first, rest) = by_point.split_first()?;
    if !rest.is_empty() {
        let whole = lead(first) && rest.iter().all(|part| group(part)) && scale(word(at + 1)).is_none();
        return whole.then(|| join(&by_point)).flatten().map(|value| (value, at + 1));
    }
    let end = (at + 1..words.len()).find(|at| !group(word(*at))).unwrap_or(words.len());
    // "on March 12 300 people": a day, and those whom the next number counts.
    let day = at.checked_sub(1).is_some_and(|before| super::traps::month(word(before)));
    if !lead(first) || end == at + 1 || end > at + 3 || day {
        return None;
    }
    join(words.get(at..end)?).map(|value| (value, end))
}

/// Two numbers joined by a dash in one token: "35–180".
fn dashed(word: &str) -> Option<(u64, u64)> {
    let (low, high) = word.split_once(['-', '–', '—'])?;
    let (low, high) = (digits(low)?, digits(high)?);
    (low < high).then_some((low, high))
}

pub(super) const fn is_dash(word: &str) -> bool {
    matches!(word.as_bytes(), b"-" | [0xE2, 0x80, 0x93 | 0x94] | b"--")
}

/// "**seven** people": the number that the words of a noun phrase begin with, and the words behind it; a hedge in front of it left out.
pub(crate) fn counted<'w>(words: &[&'w str]) -> Option<(u64, Vec<&'w str>)> {
    let hedges = [
        "at",
        "least",
        "most",
        "about",
        "approximately",
        "some",
        "around",
        "nearly",
        "almost",
        "the",
        "all",
        "a",
        "total",
        "of",
    ];
    let first = words.iter().position(|word| !hedges.contains(word))?;
    let (value, next) = numeral(words, first)?;
    Some((value, words.get(next..)?.to_vec()))
}

/// The numeral that starts at `at`: its value and the token after it.
fn numeral(words: &[&str], at: usize) -> Option<(u64, usize)> {
    let word = |at: usize| words.get(at).copied().unwrap_or("");
    let first = word(at);
    if let Some(grouped) = grouped(words, at) {
        return Some(grouped);
    }
    if let Some(thousandths) = decimal(first) {
        let factor = scale(word(at + 1)).filter(|factor| *factor >= 1000)?;
        return Some((thousandths * (factor / 1000), at + 2));
    }
    let (mut sum, mut next) = if let Some(value) = digits(first) {
        (value, at + 1)
    } else if let Some(value) = small(first) {
        below_hundred(words, at, value)
    } else if let Some((tens, unit)) = first.split_once('-') {
        let (tens, unit) = (small(tens).filter(|v| *v >= 20)?, small(unit).filter(|v| *v < 10)?);
        (tens + unit, at + 1)
    } else if matches!(first, "a" | "half") && scale(word(at + 1)).is_some() {
        // "a hundred", "a dozen"; "half a dozen" is read below.
        (1, at + 1)
    } else if first == "half" && word(at + 1) == "a" && word(at + 2) == "dozen" {
        return Some((6, at + 3));
    } else if scale(first).is_some() && first != "score" {
        (1, at)
    } else {
        return None;
    };
    let mut whole = 0;
    while let Some(factor) = scale(word(next)) {
        if factor == 20 && word(next) == "score" && sum == 1 {
            return None;
        }
        sum = sum.saturating_mul(factor);
        next += 1;
        if factor >= 1000 {
            whole += sum;
            sum = 0;
        }
        let and = usize::from(word(next) == "and" && matches!(factor, 100 | 1000));
        let Some(value) = small(word(next + and)).filter(|_| factor != 12) else { continue };
        // "a hundred and five wounded" is one number; "a hundred and five others" is left as one too: it is rare.
        let (value, after) = below_hundred(words, next + and, value);
        sum += value;
        next = after;
    }
    Some((whole + sum, next))
}

/// "thirty", "thirty-two", "thirty - two", "thirty two".
fn below_hundred(words: &[&str], at: usize, value: u64) -> (u64, usize) {
    let word = |at: usize| words.get(at).copied().unwrap_or("");
    if value >= 20 {
        let dash = usize::from(is_dash(word(at + 1)));
        if let Some(unit) = small(word(at + 1 + dash)).filter(|unit| *unit < 10) {
            return (value + unit, at + 2 + dash);
        }
    }
    (value, at + 1)
}

/// Every quantity of a row of lower-case words, from left to right, without overlaps.
pub(crate) fn scan(words: &[&str], marks: &[Mark<'_>]) -> Vec<Quantity> {
    let mut found = Vec::new();
    let mut at = 0;
    let mut after_last = 0;
    while at < words.len() {
        if let Some(mut quantity) = quantity_at(words, marks, at) {
            extend_left(words, marks, &mut quantity, after_last);
            extend_right(words, marks, &mut quantity);
            at = quantity.tokens.end.max(at + 1);
            after_last = at;
            found.push(quantity);
        } else {
            // A number that measures something else is passed over whole, so that "two hundred miles" leaves no "hundred".
            at = numeral(words, at).map_or(at + 1, |(_, next)| next.max(at + 1));
        }
    }
    found
}

/// The quantity whose numeral starts at `at`, without its bounds.
fn quantity_at(words: &[&str], marks: &[Mark<'_>], at: usize) -> Option<Quantity> {
    let word = |at: usize| words.get(at).copied().unwrap_or("");
    let plain = |core: Range<usize>, min, max, exactness| Quantity {
        tokens: core.clone(),
        core,
        min,
        max,
        exactness,
        other: false,
        total: false,
    };
    if let Some((low, high)) = dashed(word(at)) {
        let core = at..at + 1;
        let year_span = low >= 1900 && high <= 2100;
        // "27–40+": the upper end is a floor itself.
        let top = Some(high).filter(|_| !word(at).ends_with('+'));
        return (!year_span && !trapped(words, &core, high))
            .then(|| plain(core, Some(low), top, Exactness::Range));
    }
    if let Some(low) = word(at).strip_prefix(['~', '≈', '±']).and_then(digits) {
        let core = at..at + 1;
        return (!trapped(words, &core, low)).then(|| plain(core, Some(low), Some(low), Exactness::About));
    }
    // "charged with **multiple murder**": the name of a crime, and no number.
    let crime = words.get(at).is_some_and(|word| *word == "multiple")
        && words
            .get(at + 1)
            .is_some_and(|word| matches!(*word, "murder" | "homicide" | "manslaughter" | "killing"));
    if crime {
        return None;
    }
    if let Some(vague) = vague_at(words, marks, at) {
        return Some(vague);
    }
    let (low, next) = numeral(words, at)?;
    let dozen = word(next.saturating_sub(1)) == "dozen" && low == 12;
    if let Some((high, more, end)) = range_end(words, marks, next, low)
        && !becomes(words, at, next, end)
    {
        let core = at..end;
        return (!trapped(words, &core, high)).then(|| {
            let (max, low) = (if more { None } else { Some(high) }, low);
            plain(core, Some(low), max, Exactness::Range)
        });
    }
    let core = at..next;
    if trapped(words, &core, low) {
        return None;
    }
    // "no one", "someone": pronouns, not numbers.
    let before = at.checked_sub(1).map_or("", |at| word(at));
    if word(at) == "one"
        && (matches!(before, "no" | "any" | "every" | "each" | "this" | "that" | "some" | "which")
            || matches!(word(at + 1), "another" | "by" | "day" | "time" | "thing" | "point"))
    {
        return None;
    }
    if word(next - 1).ends_with('+') {
        return Some(plain(core, Some(low), None, Exactness::AtLeast));
    }
    Some(plain(core, Some(low), Some(low), if dozen { Exactness::About } else { Exactness::Exact }))
}

/// The second end of a range after a first number: its value, whether it is itself "more than", and the token after it.
fn range_end(words: &[&str], marks: &[Mark<'_>], at: usize, low: u64) -> Option<(u64, bool, usize)> {
    let word = |at: usize| words.get(at).copied().unwrap_or("");
    let joined = match word(at) {
        "to" | "or" => true,
        "and" => words[..at].iter().rev().take(8).any(|word| *word == "between"),
        dash => is_dash(dash),
    };
    if !joined {
        return None;
    }
    let mut next = at + 1;
    let mut more = false;
    if let Some(mark) =
        mark_at(marks, next).filter(|mark| mark.word.role == CountRole::Modifier && !mark.word.after)
    {
        more = matches!(mark.word.exactness, Exactness::MoreThan | Exactness::AtLeast);
        next = mark.end;
    }
    let (high, end) = numeral(words, next)?;
    (high > low).then_some((high, more, end))
}

/// "rose **from 12 to 15**.": a number that becomes another is no range between them; "from 12 to 15 people" is one.
fn becomes(words: &[&str], at: usize, next: usize, end: usize) -> bool {
    let word = |at: usize| words.get(at).copied().unwrap_or("");
    at > 0
        && word(at - 1) == "from"
        && word(next) == "to"
        && (!word(end).chars().all(char::is_alphanumeric)
            || matches!(
                word(end),
                "" | "on"
                    | "after"
                    | "by"
                    | "in"
                    | "as"
                    | "when"
                    | "since"
                    | "with"
                    | "following"
                    | "and"
                    | "late"
                    | "over"
                    | "overnight"
            ))
}

/// A vague count at `at`: "several", "dozens", "tens of thousands", "several dozen".
fn vague_at(words: &[&str], marks: &[Mark<'_>], at: usize) -> Option<Quantity> {
    let word = |at: usize| words.get(at).copied().unwrap_or("");
    // "it was not clear **how many** people were killed"
    if at > 0 && word(at - 1) == "how" {
        return None;
    }
    let vague = |core: Range<usize>, min: u64| Quantity {
        tokens: core.clone(),
        core,
        min: Some(min),
        max: None,
        exactness: Exactness::Vague,
        other: false,
        total: false,
    };
    if let Some(low) = plural_scale(word(at)) {
        if word(at + 1) == "of"
            && let Some(low) = plural_scale(word(at + 2))
        {
            return Some(vague(at..at + 3, low * if word(at) == "hundreds" { 100 } else { 10 }));
        }
        return (word(at) != "scores" || word(at + 1) == "of" || !word(at + 1).is_empty())
            .then(|| vague(at..at + 1, low));
    }
    let mark = mark_at(marks, at)?;
    if mark.word.role == CountRole::Number
        && !matches!(word(at), "both" | "double" | "twin" | "single")
        && (mark.end > at + 1 || word(at) == "pair")
        && word(mark.end - 1) != "single"
    {
        // "a couple of", "a pair of"
        return Some(Quantity {
            min: mark.word.min,
            max: mark.word.max,
            exactness: mark.word.exactness,
            ..vague(at..mark.end, 0)
        });
    }
    if !matches!(mark.word.role, CountRole::Vague | CountRole::Zero | CountRole::Unstated) {
        return None;
    }
    // "some 3,000 people", "a few 20": a bound or a slip, not a vague count.
    if numeral(words, mark.end).is_some_and(|(value, _)| scale(word(mark.end)).is_none() && value > 1) {
        return None;
    }
    match mark.word.role {
        CountRole::Zero => Some(Quantity {
            min: Some(0),
            max: Some(0),
            exactness: Exactness::Exact,
            ..vague(at..mark.end, 0)
        }),
        CountRole::Unstated => Some(Quantity {
            min: None,
            max: None,
            exactness: Exactness::NotReported,
            ..vague(at..mark.end, 0)
        }),
        _ => {
            if let Some(factor) =
                scale(word(mark.end)).or_else(|| plural_scale(word(mark.end)).map(|low| low / 2))
            {
                return Some(vague(at..mark.end + 1, factor * 2));
            }
            let low = if word(at) == "some" { 2 } else { mark.word.min.unwrap_or(2) };
            let mut quantity = vague(at..mark.end, low);
            quantity.max = mark.word.max;
            Some(quantity)
        }
    }
}

/// The longest mark that starts at `at`.
fn mark_at<'m, 'k>(marks: &'m [Mark<'k>], at: usize) -> Option<&'m Mark<'k>> {
    let first = marks.partition_point(|mark| mark.start < at);
    marks[first..].iter().take_while(|mark| mark.start == at).max_by_key(|mark| mark.end)
}

/// The longest mark that ends at `at` and starts at or after `from`.
fn mark_before<'m, 'k>(marks: &'m [Mark<'k>], at: usize, from: usize) -> Option<&'m Mark<'k>> {
    let first = marks.partition_point(|mark| mark.start < at.saturating_sub(6));
    marks[first..]
        .iter()
        .take_while(|mark| mark.start < at)
        .filter(|mark| mark.end == at && mark.start >= from)
        // "some 3,000": before a number "some" bounds it.
        .min_by_key(|mark| (mark.start, mark.word.role != CountRole::Modifier))
}

/// Bounds and other words before the numeral: "at least", "another", "the", "a total of".
fn extend_left(words: &[&str], marks: &[Mark<'_>], quantity: &mut Quantity, from: usize) {
    for _ in 0..4 {
        let start = quantity.tokens.start;
        if start <= from {
            return;
        }
        if let Some(mark) = mark_before(marks, start, from) {
            match mark.word.role {
                CountRole::Modifier if !mark.word.after => {
                    bound(quantity, nearly(words[mark.start], mark.word.exactness));
                }
                CountRole::Range => {}
                CountRole::Total => quantity.total = true,
                _ if words[mark.start] == "another" => quantity.other = true,
                _ => return,
            }
            quantity.tokens.start = mark.start;
            continue;
        }
        match words[start - 1] {
            "another" | "other" | "further" | "additional" => quantity.other = true,
            "a" if quantity.other => {}
            "between" | "an" | "some" | "estimated" if quantity.tokens.start > from => {
                if words[start - 1] == "estimated" {
                    bound(quantity, Exactness::About);
                }
            }
            "\"" | "“" | "'" | "‘" if start >= 2 && mark_before(marks, start - 1, from).is_some() => {}
            _ => return,
        }
        quantity.tokens.start -= 1;
    }
}

/// Bounds after the numeral: "or more", "+", "more", "others".
fn extend_right(words: &[&str], marks: &[Mark<'_>], quantity: &mut Quantity) {
    let word = |at: usize| words.get(at).copied().unwrap_or("");
    let end = quantity.tokens.end;
    if word(end) == "+" {
        bound(quantity, Exactness::AtLeast);
        quantity.tokens.end += 1;
        return;
    }
    if let Some(mark) = mark_at(marks, end)
        && mark.word.role == CountRole::Modifier
        && mark.word.after
        && !matches!(word(end), "more" | "others" | "other")
    {
        bound(quantity, mark.word.exactness);
        quantity.tokens.end = mark.end;
        return;
    }
    match word(end) {
        "more" | "additional" if word(end + 1) != "than" => {
            quantity.other = true;
            quantity.tokens.end += 1;
        }
        "other" | "others" => quantity.other = true,
        "of" if matches!(quantity.exactness, Exactness::Vague) && word(end + 1) == "other" => {
            quantity.other = true;
        }
        _ => {}
    }
}

/// "Nearly fifty" is fifty for the reader of a report: about that many, not at most forty-nine.
fn nearly(word: &str, exactness: Exactness) -> Exactness {
    if matches!(word, "nearly" | "almost" | "close" | "approaching" | "near") {
        Exactness::About
    } else {
        exactness
    }
}

/// What a bound makes of a number.
fn bound(quantity: &mut Quantity, exactness: Exactness) {
    let low = quantity.min;
    let vague = quantity.exactness == Exactness::Vague || quantity.exactness == Exactness::NotReported;
    if quantity.exactness == Exactness::Range {
        // "at least 30 to 35": the range stays; "up to 30-32" too.
        return;
    }
    match exactness {
        _ if vague => {}
        Exactness::MoreThan => (quantity.min, quantity.max) = (low.map(|low| low + 1), None),
        Exactness::AtLeast => quantity.max = None,
        Exactness::LessThan => (quantity.min, quantity.max) = (None, low.map(|low| low.saturating_sub(1))),
        Exactness::AtMost => (quantity.min, quantity.max) = (None, low),
        _ => {}
    }
    if !vague {
        quantity.exactness = exactness;
    }
}
