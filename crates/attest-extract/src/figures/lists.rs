//! Lists of people as they stand in the text: "a priest, two nuns and three teachers".
//!
//! The parser loses members of such lists in many ways (an apposition here, an adverb there), and each lost one is somebody dead
//! whom nobody counts. The words themselves are plain: noun phrases of people, each with a number, an article or an owner of its
//! own, commas between them and "and" before the last.

use super::row::Row;

/// How many words a member may have.
const LONGEST: usize = 9;

/// The heads of the list that the phrase of `head` is a member of, without those that do something of their own; empty where it
/// stands in none.
pub(crate) fn around(row: &Row<'_, '_>, head: usize, trigger: usize) -> Vec<usize> {
    let Some(mut start) = start_of(row, head) else { return Vec::new() };
    while let Some(before) = member_before(row, start) {
        start = before;
    }
    let members = members(row, start);
    let closed = members.iter().skip(1).any(|(_, at)| row.before(*at) == "and");
    let mut heads: Vec<usize> = members.into_iter().map(|(member, _)| member).collect();
    let side = |at: usize| at < trigger;
    if !closed || heads.len() < 3 || !heads.contains(&head) {
        return Vec::new();
    }
    heads.retain(|member| {
        *member == head || side(*member) == side(head) && suffers_too(row, *member, trigger)
    });
    heads
}

/// The members of the list that begins at `start`, each with where it begins: commas between them, "and" before the last.
pub(super) fn members(row: &Row<'_, '_>, start: usize) -> Vec<(usize, usize)> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    let mut at = start;
    while let Some((head, end)) = member(row, at).or_else(|| bare(row, at, found.last()?.1)) {
        found.push((head, at));
        let and = end + usize::from(row.word(end) == ",");
        at = and + usize::from(row.word(and) == "and");
        if at == end {
            break;
        }
    }
    found
}

/// "their guide **and driver**": the last member shares the owner of the one before it.
fn bare(row: &Row<'_, '_>, at: usize, before: usize) -> Option<(usize, usize)> {
    let owned = matches!(row.word(before), "his" | "her" | "their" | "its");
    let last = row.before(at) == "and" && row.tag(at) == "NN" && row.group(at).is_some();
    (owned && last).then_some((at, at + 1))
}

/// Whether a member does nothing of its own and belongs to no other phrase.
fn suffers_too(row: &Row<'_, '_>, member: usize, trigger: usize) -> bool {
    let above = row.head(member);
    match row.dep(member) {
        "nsubj" | "nsubjpass" => above == trigger || !row.tag(above).starts_with("VB") || above < member,
        "pobj" => false,
        _ => true,
    }
}

/// Where the phrase of a head begins.
fn start_of(row: &Row<'_, '_>, head: usize) -> Option<usize> {
    let first = head.saturating_sub(LONGEST).max(row.sentence(head).start);
    (first..=head).find(|at| member(row, *at).is_some_and(|(own, _)| own == head))
}

/// Where the member begins that ends right before a comma or "and" in front of `start`.
fn member_before(row: &Row<'_, '_>, start: usize) -> Option<usize> {
    let floor = row.sentence(start).start;
    let mut end = start.checked_sub(1)?;
    if row.word(end) == "and" && end > floor && row.before(end) == "," {
        end -= 1;
    }
    if end <= floor || !matches!(row.word(end), "," | "and") {
        return None;
    }
    (end.saturating_sub(LONGEST).max(floor)..end)
        .find(|at| member(row, *at).is_some_and(|(_, own)| own == end))
}

/// A member that begins at `start`: its head and where it ends.
fn member(row: &Row<'_, '_>, start: usize) -> Option<(usize, usize)> {
    let sentence = row.sentence(start);
    if !sentence.contains(&start) {
        return None;
    }
    let counted = row.quantity(start).filter(|(_, quantity)| quantity.tokens.start == start);
    let mut at = match counted {
        Some((_, quantity)) => quantity.tokens.end,
        None if matches!(row.word(start), "a" | "an" | "another" | "his" | "her" | "their" | "its") => {
            start + 1
        }
        None => return None,
    };
    // "at least nine **other** people"
    let mut noun = None;
    while at < sentence.end && at < start + LONGEST {
        match row.tag(at) {
            "NN" | "NNS" => noun = Some(at),
            "JJ" | "JJR" | "VBN" | "NNP" | "NNPS" | "HYPH" | "CD" | "POS" | "VBG" => {}
            _ => break,
        }
        at += 1;
    }
    // "a bystander **dead**": what stands behind the last noun is no part of it.
    let head = noun?;
    if row.group(head).is_none() && row.title(head).is_none() && !row.is_perpetrator(head) {
        return None;
    }
    Some((head, head + 1 + age(row, head + 1)))
}

/// How many words "aged 45 and 52", "of 13" has.
fn age(row: &Row<'_, '_>, at: usize) -> usize {
    let number = |at: usize| row.tag(at) == "CD";
    match row.word(at) {
        "aged" | "ages" if number(at + 1) => {
            if row.word(at + 2) == "and" && number(at + 3) {
                4
            } else {
                2
            }
        }
        "of" if number(at + 1) => 2,
        _ => 0,
    }
}
