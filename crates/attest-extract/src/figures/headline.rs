//! Headlines and fragments: "12 killed in market bombing", "One Dead, Eight Hospitalized", "Bombs kill at least 20".
//!
//! Capital letters and missing verbs lead the parser astray just where the most important number stands. So beside the trees the
//! row of words is read: a number, then its noun, then a word of harm with nothing but noun-like words between; or a verb of
//! harm with the number right behind it.

use super::row::Row;

/// How many words may stand between a number and its word of harm.
const REACH: usize = 7;

/// The token of the harm word that a quantity ending at `end` runs into, and the head noun passed on the way.
pub(crate) fn harm_ahead(
    row: &Row<'_, '_>,
    start: usize,
    is_trigger: impl Fn(usize) -> bool,
) -> Option<(usize, Option<usize>)> {
    let sentence = row.sentence(start.saturating_sub(1));
    let mut noun = None;
    for at in start..sentence.end.min(start + REACH) {
        if is_trigger(at) {
            return Some((at, noun));
        }
        let word = row.word(at);
        match row.tag(at) {
            "NN" | "NNS" | "NNP" | "NNPS" => noun = Some(at),
            "JJ" | "RB" | "DT" | "HYPH" | "VBN" | "JJR" | "POS" | "RBR" => {}
            "IN" if word == "of" && at == start => {}
            "VBD" | "VBP" | "VBZ"
                if matches!(
                    word,
                    "were"
                        | "was"
                        | "are"
                        | "is"
                        | "been"
                        | "have"
                        | "has"
                        | "reported"
                        | "confirmed"
                        | "feared"
                ) => {}
            "CD" if noun.is_none() && at == start => {}
            _ => return None,
        }
    }
    None
}

/// The token of the harm verb right before a quantity that starts at `start`: "kills 12", "killing at least 12".
pub(crate) fn harm_behind(
    row: &Row<'_, '_>,
    start: usize,
    is_trigger: impl Fn(usize) -> bool,
) -> Option<usize> {
    let before = start.checked_sub(1)?;
    if is_trigger(before) {
        return Some(before);
    }
    // "killed approximately 12", "killing the 12"
    let skipped = matches!(row.word(before), "the" | "a" | "about" | "only" | "just");
    (skipped && before > 0 && is_trigger(before - 1)).then(|| before - 1)
}

/// "… were killed in one town and three in the next", "as were five from the police": a bare number that repeats the verb before
/// it. Returns where the sentence starts.
pub(crate) fn gapped(row: &Row<'_, '_>, quantity: &super::numbers::Quantity) -> Option<usize> {
    let sentence = row.sentence(quantity.tokens.start);
    let start = quantity.tokens.start;
    let before = row.before(start);
    let place = matches!(row.word(quantity.tokens.end), "in" | "on" | "at" | "from" | "near" | "of" | "each");
    let and = matches!(before, "and" | ",")
        || (matches!(before, "were" | "was") && start >= 2 && row.word(start - 2) == "as");
    // "they killed 12 in one village, **and in Kisima seven**".
    let behind = matches!(row.word(quantity.tokens.end), "." | "," | ";")
        && row.tag(start.saturating_sub(1)).starts_with("NNP")
        && (2..=4).any(|back| {
            start > back
                && matches!(row.word(start - back), "in" | "at" | "near")
                && row.word(start - back - 1) == "and"
                && (start - back + 1..start).all(|at| row.tag(at).starts_with("NNP"))
        });
    // A figure before it in the sentence has the same shape.
    let model = row
        .quantities
        .iter()
        .any(|other| sentence.contains(&other.tokens.start) && other.tokens.end <= start);
    (model && (place && and || behind)).then_some(sentence.start)
}

/// "**Two soldiers**, three policemen dead", "**Man**, 17-month-old child killed": the other members of a headline's list of two,
/// which the parser takes for one noun and another name of it.
pub(crate) fn list(row: &Row<'_, '_>, head: usize, harm: usize) -> Vec<usize> {
    let people = |at: usize| row.group(at).is_some() || row.title(at).is_some();
    let aged = |at: usize| row.children(at, &["amod"]).any(|word| row.word(word) == "old");
    let counted = |at: usize| row.child(at, &["nummod"]).is_some() || aged(at);
    let span = |at: usize| row.analysis.subtree_span(at);
    // One that the words begin with needs no number.
    let first = |at: usize| counted(at) || row.sentence(at).start == at;
    let pair = |one: usize, two: usize| {
        one < two
            && people(one)
            && people(two)
            && counted(two)
            && first(one)
            && row.word(one + 1) == ","
            && span(two).start.max(one + 2) == one + 2
    };
    let mut found = Vec::new();
    let above = row.head(head);
    if row.dep(head) == "appos" && pair(above, head) {
        found.push(above);
    }
    if row.dep(head).starts_with("nsubj") {
        found.extend(row.children(above, &["nsubj", "nsubjpass"]).find(|other| pair(*other, head)));
    }
    found.extend(row.children(head, &["appos"]).find(|other| pair(head, *other) && other + 1 == harm));
    found
}

/// The noun of people right before a participle: "Teen Injured", "Boy, 6, Shot".
pub(crate) fn people_before(row: &Row<'_, '_>, at: usize) -> Option<usize> {
    let sentence = row.sentence(at);
    let mut place = at;
    for _ in 0..6 {
        place = place.checked_sub(1).filter(|place| *place >= sentence.start)?;
        let word = row.word(place);
        let aged =
            word == "old" && (1..4).any(|back| place >= back && row.word(place - back).starts_with("year"));
        if aged
            || row.group(place).is_some()
            || row.is_perpetrator(place)
            || matches!(word, "another" | "others" | "one")
        {
            return Some(place);
        }
        let passes = matches!(
            word,
            "," | "("
                | ")"
                | "accidentally"
                | "was"
                | "were"
                | "is"
                | "are"
                | "critically"
                | "seriously"
                | "fatally"
                | "also"
                | "being"
                | "believed"
        ) || (word.len() <= 3 && word.bytes().all(|b| b.is_ascii_digit()));
        if !passes {
            return None;
        }
    }
    None
}
