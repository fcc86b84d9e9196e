//! Numbers that count nobody: ages, dates, addresses, measures, money, names of units and roads.

use super::numbers::{is_dash, small};
use std::ops::Range;

/// Words after a number that make it a measure, a clock time, an age, a date or an address.
fn measures(word: &str) -> bool {
    matches!(
        word,
        "%" | "percent"
            | "per"
            | "a.m."
            | "p.m."
            | "am"
            | "pm"
            | "a.m"
            | "p.m"
            | "o'clock"
            | "block"
            | "blocks"
            | "y.o"
            | "y.o."
            | "generations"
            | "caliber"
            | "calibre"
            | "mm"
            | "cm"
            | "km"
            | "kg"
            | "kilometer"
            | "kilometers"
            | "kilometre"
            | "kilometres"
            | "mile"
            | "miles"
            | "meter"
            | "meters"
            | "metre"
            | "metres"
            | "feet"
            | "foot"
            | "yards"
            | "inches"
            | "gauge"
            | "pounds"
            | "kilograms"
            | "kilos"
            | "tons"
            | "tonnes"
            | "dollars"
            | "euros"
            | "st"
            | "nd"
            | "rd"
            | "th"
            | "gmt"
            | "y"
            | "y/o"
            | "yo"
            | "yr"
            | "yrs"
            | "hrs"
            | "hours"
            | "hour"
            | "minutes"
            | "minute"
            | "seconds"
            | "days"
            | "day"
            | "weeks"
            | "week"
            | "months"
            | "month"
            | "years"
            | "year"
            | "decades"
            | "times"
            | "street"
            | "avenue"
            | "degrees"
            | "rounds"
            | "shots"
            | "bullets"
            | "points"
            | "counts"
            | "charges"
            | "felonies"
            | "misdemeanors"
            | "wounds"
            | "news"
            | "mph"
            | "p"
            | "°"
            | "°c"
            | "hectares"
            | "acres"
    )
}

/// Words before a number that make it money, a name's number or an age.
fn labels(word: &str) -> bool {
    matches!(
        word,
        "$" | "€"
            | "£"
            | "#"
            | "us$"
            | "no."
            | "number"
            | "aged"
            | "age"
            | "ages"
            | "highway"
            | "route"
            | "unit"
            | "channel"
            | "flight"
            | "article"
            | "section"
            | "page"
            | "interstate"
            | "apartment"
            | "room"
            | "chapter"
            | "district"
            | "ward"
            | "precinct"
            | "exit"
            | "mile"
            | "jan."
            | "january"
            | "feb."
            | "february"
            | "march"
            | "mar."
            | "april"
            | "apr."
            | "june"
            | "july"
            | "aug."
            | "august"
            | "sept."
            | "september"
            | "oct."
            | "october"
            | "nov."
            | "november"
            | "dec."
            | "december"
            | "km"
            | "psalm"
            | "phase"
            | "level"
            | "grade"
            | "top"
            | "under"
            | "copyright"
            | "©"
    )
}

pub(super) fn month(word: &str) -> bool {
    // "may" is a verb more often.
    word != "may" && crate::calendar::is_month(word)
        || matches!(
            word,
            "jan."
                | "feb."
                | "apr."
                | "aug."
                | "sept."
                | "oct."
                | "nov."
                | "dec."
                | "jan"
                | "feb"
                | "mar"
                | "apr"
                | "jun"
                | "jul"
                | "aug"
                | "sept"
                | "sep"
                | "oct"
                | "nov"
                | "dec"
        )
}

/// Whether the numeral `core` of value `value` cannot count people where it stands.
pub(super) fn trapped(words: &[&str], core: &Range<usize>, value: u64) -> bool {
    let word = |at: usize| words.get(at).copied().unwrap_or("");
    let before = core.start.checked_sub(1).map_or("", |at| word(at));
    let after = word(core.end);
    let digit = word(core.start).starts_with(|c: char| c.is_ascii_digit());
    if measures(after) && !(after == "p" || after == "am") || (digit && matches!(after, "p" | "am")) {
        return true;
    }
    // "800-222-8477": the parts of a telephone number.
    if digit
        && is_dash(after)
        && word(core.end + 1).len() >= 3
        && word(core.end + 1).bytes().all(|b| b.is_ascii_digit() || b == b'-')
    {
        return true;
    }
    // "17-year-old", "two-story", "20-gauge"; but "30-32" was read as a range before.
    if is_dash(after)
        && word(core.end + 1).starts_with(|c: char| c.is_alphabetic())
        && small(word(core.end + 1)).is_none()
    {
        return true;
    }
    // "Sweet 16 party", "father of 5 killed", "at 9780 Bissonnet".
    let parent = before == "of"
        && core.start >= 2
        && matches!(
            word(core.start - 2),
            "father" | "mother" | "dad" | "mom" | "mum" | "parent" | "grandfather" | "grandmother"
        );
    // "between the ages of 24 and 30", "a boy younger than 12"
    let age = core.start >= 2
        && (matches!((word(core.start - 2), before), ("age" | "ages", "of") | ("younger" | "older", "than"))
            || matches!(before, "and" | "to")
                && words
                    .get(core.start.saturating_sub(5)..core.start)
                    .is_some_and(|near| near.contains(&"ages")));
    let house = before == "at" && digit && value >= 1000 && !people(after);
    let day_of_may = before == "may"
        && digit
        && value <= 31
        && core.start >= 2
        && matches!(
            word(core.start - 2),
            "the" | "in" | "on" | "of" | "since" | "," | "(" | "by" | "from" | "until"
        );
    let emergency = digit && value == 911 && !people(after);
    if before == "sweet" || age || parent || house || day_of_may || emergency {
        return true;
    }
    // "put the number **at under 100**": a bound, and no age.
    let bound = before == "under"
        && (people(after)
            || core.start >= 2 && matches!(word(core.start - 2), "at" | "to" | "just" | "well"));
    if labels(before) && !bound && (digit || !matches!(before, "march" | "under")) {
        return true;
    }
    if digit && month(after) && value <= 31 {
        return true;
    }
    // "Marcus Doe, 18, was": an age in apposition. Only where a comma, a bracket or an end closes it on both sides.
    let closes = |word: &str| matches!(word, "," | ")" | "(" | ";" | "");
    if digit && value < 110 && matches!(before, "," | "(") && closes(after) && !after.is_empty() {
        return true;
    }
    if digit && value >= 100 && core.len() == 1 && address(words, core.end) {
        return true;
    }
    // Years, and dates such as "July 12, 2014"; before a noun too ("the 2013 murders"), unless it is one of people.
    digit
        && !word(core.start).contains(',')
        && (1900..=2100).contains(&value)
        && (year_like(before, after) || (before != "least" && before != "than" && !people(after)))
}

/// Whether the words from `at` on go on as a street's name: "8535 Marne Ost Boulevard".
fn address(words: &[&str], at: usize) -> bool {
    words
        .get(at..words.len().min(at + 5))
        .unwrap_or_default()
        .iter()
        .take_while(|word| !matches!(**word, "," | "." | ";" | "and" | "in" | "people" | "were"))
        .any(|word| {
            matches!(
                word.trim_end_matches('.'),
                "street"
                    | "st"
                    | "avenue"
                    | "ave"
                    | "boulevard"
                    | "blvd"
                    | "road"
                    | "rd"
                    | "drive"
                    | "dr"
                    | "lane"
                    | "ln"
                    | "circle"
                    | "court"
                    | "highway"
                    | "hwy"
                    | "parkway"
                    | "pkwy"
                    | "terrace"
                    | "trail"
            )
        })
}

/// Nouns and participles that a number of people stands before.
pub(super) fn people(word: &str) -> bool {
    matches!(
        word,
        "people"
            | "persons"
            | "others"
            | "more"
            | "civilians"
            | "soldiers"
            | "troops"
            | "militants"
            | "rebels"
            | "fighters"
            | "police"
            | "members"
            | "men"
            | "women"
            | "children"
            | "victims"
            | "refugees"
            | "prisoners"
            | "detainees"
            | "families"
            | "houses"
            | "homes"
            | "killed"
            | "dead"
            | "wounded"
            | "injured"
            | "missing"
            | "displaced"
            | "captured"
            | "casualties"
            | "fatalities"
            | "deaths"
    )
}

/// Whether the words around four digits are those of a year.
fn year_like(before: &str, after: &str) -> bool {
    matches!(
        before,
        "in" | "since"
            | "of"
            | "from"
            | "until"
            | "till"
            | "to"
            | "during"
            | ","
            | "by"
            | "early"
            | "late"
            | "mid"
            | "the"
            | "copyright"
            | "©"
            | "and"
            | "before"
            | "after"
            | "between"
            | ""
    ) || month(before)
        || before.bytes().all(|b| b.is_ascii_digit())
        || matches!(after, "," | "." | "" | ")" | ":" | ";" | "-" | "–")
}
