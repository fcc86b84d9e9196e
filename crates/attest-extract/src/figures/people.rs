//! The people of a noun phrase: how many, what kind, on which side, and whether the words bring in somebody new.
//!
//! A reporter names the same dead three times ("a man", "the victim", "Doe") and two wounded once ("a policeman and a
//! technician"). So beside the number a phrase is read for its [`Reference`] and its [`Profile`]; rules of assessment use both to
//! tell one person from two. Reading never adds anybody up.

use super::numbers::{self, Quantity};
use super::profile::describe;
use super::row::Row;
use attest_model::{Exactness, Group, Side};
use std::ops::Range;

/// Whether a phrase brings in somebody new.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reference {
    /// "a man", "three soldiers", a full name.
    New,
    /// "another", "a second man", "two others": somebody beside those already told of.
    Other,
    /// "the victim", "his wife", "those killed".
    Definite,
    /// "he", "who" without antecedent.
    Pronoun,
}

/// Sex, as far as the words tell it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sex {
    /// "woman", "her".
    Female,
    /// "man", "his".
    Male,
}

/// What tells one person from another.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Profile {
    /// Words of the name, in lower case, in order.
    pub name: Vec<String>,
    /// Age in years.
    pub age: Option<u8>,
    /// Sex.
    pub sex: Option<Sex>,
    /// Head noun's lemma, in lower case: "boy".
    pub noun: String,
    /// Known by somebody else: "**her** friend", "**Allen's** mother".
    pub relative: bool,
    /// Whose relative, in lower case: "allen".
    pub of: Option<String>,
}

/// A noun phrase of people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Phrase {
    /// Head token.
    pub head: usize,
    /// The number's words; the head's phrase where nobody is counted.
    pub number: Range<usize>,
    /// The phrase without the number.
    pub who: Option<Range<usize>>,
    /// All of it.
    pub span: Range<usize>,
    pub min: Option<u64>,
    pub max: Option<u64>,
    pub exactness: Exactness,
    pub group: Option<Group>,
    pub side: Option<Side>,
    pub nation: Option<String>,
    pub reference: Reference,
    pub profile: Profile,
    /// "two of the victims": a part of those.
    pub part: bool,
    /// "a total of".
    pub total: bool,
    /// How sure the words are that people are meant.
    pub people: Likely,
    /// Index of the quantity.
    pub quantity: Option<usize>,
}

/// How sure the words are that a noun means people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Likely {
    Unknown,
    Yes,
}

/// Reads the phrase with head `head`. `from` is the first token that may belong to it (the member before it in a list ends there).
pub(crate) fn phrase(row: &Row<'_, '_>, head: usize, from: usize) -> Option<Phrase> {
    let start = left_edge(row, head).max(from).min(head);
    let mut read = Phrase {
        head,
        number: start..head + 1,
        who: None,
        span: start..head + 1,
        min: None,
        max: None,
        exactness: Exactness::Exact,
        group: None,
        side: None,
        nation: None,
        reference: Reference::New,
        profile: Profile { noun: row.lemma(head).to_lowercase(), ..Profile::default() },
        part: false,
        total: false,
        people: Likely::Unknown,
        quantity: None,
    };
    if let Some((index, quantity)) = own_quantity(row, start, head) {
        count(row, &mut read, index, quantity);
    } else if let Some(of) = whole_of(row, head) {
        let Some((index, quantity)) = row.quantity(of).filter(|(_, quantity)| quantity.tokens.contains(&of))
        else {
            // "a group of **12 soldiers**"
            let mut people = phrase(row, of, head + 1)?;
            people.span.start = start;
            return Some(people);
        };
        count(row, &mut read, index, quantity);
        read.span = start..quantity.tokens.end;
    } else {
        imply(row, &mut read, start)?;
    }
    describe(row, &mut read, start);
    Some(read)
}

/// "a family of **five**", "a group of 12 **soldiers**": who counts the whole that one noun names.
fn whole_of(row: &Row<'_, '_>, head: usize) -> Option<usize> {
    let whole = row.tag(head) == "NN"
        && matches!(
            row.lemma(head),
            "family"
                | "group"
                | "crew"
                | "team"
                | "squad"
                | "patrol"
                | "gang"
                | "band"
                | "delegation"
                | "party"
        );
    let of = row.complement(head, &["of"]).filter(|_| whole)?;
    let counted = row.quantity(of).is_some() || own_quantity(row, left_edge(row, of), of).is_some();
    counted.then_some(of)
}

/// Where the phrase of a head begins: its left children, without commas and clauses that the parser hung there.
fn left_edge(row: &Row<'_, '_>, head: usize) -> usize {
    let labels = [
        "det", "amod", "compound", "nummod", "poss", "nmod", "quantmod", "advmod", "predet", "npadvmod",
        "neg", "case",
    ];
    let mut start = head;
    let mut left: Vec<usize> =
        row.analysis.children(head).filter(|c| c.index() < head).map(attest_language::Token::index).collect();
    left.reverse();
    for child in left {
        let token = row.dep(child);
        let edge = row.analysis.subtree_span(child).start;
        if !labels.contains(&token) {
            if matches!(token, "punct") && matches!(row.word(child), "\"" | "“" | "'" | "-" | "‘") {
                start = child;
                continue;
            }
            break;
        }
        start = edge;
    }
    // "thirty **IS–Somalia** fighters": a name that the tokenizer has cut at its dash.
    let dash = |at: usize| numbers::is_dash(row.word(at));
    let joined = |at: usize| {
        row.token(at).zip(row.token(at + 1)).is_some_and(|(one, next)| one.range().end == next.range().start)
    };
    if start >= 2
        && dash(start - 1)
        && joined(start - 1)
        && joined(start - 2)
        && row.tag(start - 2).starts_with('N')
        && !row.dep(start - 2).starts_with("nsubj")
    {
        start -= 2;
        if let Some((_, quantity)) = start.checked_sub(1).and_then(|before| row.quantity(before)) {
            start = start.min(quantity.tokens.start);
        }
    }
    // "at least" is sometimes hung on the verb, the number on the noun.
    if let Some((_, quantity)) = row.quantity(start)
        && quantity.tokens.start < start
    {
        start = quantity.tokens.start;
    }
    start
}

/// The quantity that counts the head: inside its phrase, or the head itself.
fn own_quantity<'r>(row: &'r Row<'_, '_>, start: usize, head: usize) -> Option<(usize, &'r Quantity)> {
    let (index, quantity) = (start..=head).rev().find_map(|at| row.quantity(at))?;
    // "On 26 May 2024 fighters of": the year counts nobody.
    if quantity.core.start < crate::tree::core(row.analysis, head).start
        && row.token(quantity.core.start)?.kind() == "DATE"
    {
        return None;
    }
    // The number of a possessor or of a measure counts somebody else: "the five men's guard", "17-year-old".
    (quantity.core.start >= start || quantity.tokens.end > start).then_some((index, quantity))
}

/// Fills in a stated number.
fn count(row: &Row<'_, '_>, read: &mut Phrase, index: usize, quantity: &Quantity) {
    // "**three of five** missing fishermen", "two of the other three": so many suffered it.
    let mut start = quantity.tokens.start;
    if start >= 3 && matches!(row.word(start - 1), "other" | "remaining") {
        start -= 1 + usize::from(row.word(start - 2) == "the");
    }
    // "seven **out** of ten passengers"
    let out = usize::from(start >= 3 && row.word(start - 2) == "out");
    if start >= 2 + out
        && row.word(start - 1) == "of"
        && quantity.min == quantity.max
        && let Some((index, some)) = row.quantity(start - 2 - out)
        && some.max < quantity.min
    {
        count(row, read, index, some);
        read.part = true;
        read.who = Some(quantity.tokens.end.min(read.head)..read.head + 1);
        read.span = some.tokens.start..read.head + 1;
        return;
    }
    read.quantity = Some(index);
    read.number = quantity.tokens.clone();
    (read.min, read.max, read.exactness) = (quantity.min, quantity.max, quantity.exactness);
    read.total = quantity.total;
    if quantity.other || row.before(quantity.tokens.start) == "other" {
        read.reference = Reference::Other;
    }
    let head_is_number = quantity.tokens.contains(&read.head);
    if head_is_number {
        read.people = Likely::Unknown;
        // "two of the victims", "dozens of people", "a number of soldiers".
        if let Some(of) = row.complement(read.head, &["of", "from", "among"]) {
            let phrase_start = left_edge(row, of);
            // "two of **his bodyguards** died": those of somebody are nobody told of before.
            let owned = matches!(row.word(phrase_start), "his" | "her" | "its" | "their" | "my" | "our");
            // "53 of the 120 troops stationed there": those of whom a number is told are not yet told of as hurt.
            let stationed =
                (phrase_start..of).any(|at| row.quantity(at).is_some()) && row.harm(of + 1).is_none();
            let whole = definite(row, phrase_start, of) && !owned && !stationed
                || matches!(row.word(of), "them" | "us" | "whom" | "those");
            // "12 of **the enemy**": that many of those whom nobody has counted.
            read.part = whole && !matches!(row.word(of), "people" | "enemy");
            // "nine of the **gunmen**"
            if read.part && read.max != Some(1) && row.tag(of) == "NNS" {
                read.profile.noun = row.lemma(of).to_lowercase();
            }
            read.who = Some(phrase_start..of + 1);
            read.span = quantity.tokens.start..of + 1;
        } else {
            read.span = quantity.tokens.clone();
        }
    } else {
        let after = quantity.tokens.end.max(quantity.core.end);
        let mut who = after.min(read.head)..read.head + 1;
        if matches!(row.word(who.start), "of") && who.len() > 1 {
            who.start += 1;
        }
        let definite_part = definite(row, who.start, read.head) && row.word(after) == "of";
        read.part = definite_part;
        read.who = Some(who);
        read.span = quantity.tokens.start..read.head + 1;
        // "the three men", "the other two".
        if quantity.tokens.start > 0
            && matches!(
                row.before(quantity.tokens.start),
                "the" | "these" | "those" | "all" | "both" | "his" | "her" | "their"
            )
        {
            if read.reference != Reference::Other {
                read.reference = Reference::Definite;
            }
            read.span.start -= 1;
        }
    }
    if matches!(row.word(read.head), "others" | "other") {
        read.reference = Reference::Other;
    }
}

/// Whether a phrase is definite: "the", "his", "those".
fn definite(row: &Row<'_, '_>, start: usize, end: usize) -> bool {
    row.any(
        start..end,
        &["the", "his", "her", "their", "its", "these", "those", "this", "that", "my", "our", "both"],
    ) || row.any(start..end, &["'s", "’s"])
}

/// A number that nobody wrote: one person, a bare plural, nobody. `None` where no people can be meant.
fn imply(row: &Row<'_, '_>, read: &mut Phrase, start: usize) -> Option<()> {
    let head = read.head;
    // "**how many** people were killed": a question counts nobody.
    if row.any(start..head, &["how"]) || row.before(start) == "how" {
        return None;
    }
    let word = row.word(head);
    let tag = row.tag(head);
    let one = (Some(1), Some(1), Exactness::Exact);
    let some = (Some(2), None, Exactness::Plural);
    let value = match word {
        "he" | "him" | "himself" | "she" | "her" | "herself" => {
            read.reference = Reference::Pronoun;
            read.people = Likely::Yes;
            read.profile.sex =
                Some(if word.starts_with('h') && !word.starts_with("her") { Sex::Male } else { Sex::Female });
            one
        }
        "who" | "whom" => {
            read.reference = Reference::Pronoun;
            one
        }
        "they" | "them" | "themselves" | "those" | "these" | "all" => {
            read.reference = Reference::Pronoun;
            read.people = Likely::Yes;
            some
        }
        "another" => {
            read.reference = Reference::Other;
            one
        }
        // "**half of the 40 people** were killed"
        "half" => {
            let of = row.complement(head, &["of"])?;
            let (index, whole) = own_quantity(row, left_edge(row, of), of)?;
            let half = whole.min.filter(|_| whole.min == whole.max)? / 2;
            (read.quantity, read.people) = (Some(index), Likely::Yes);
            (read.min, read.max, read.exactness) = (Some(half), Some(half), Exactness::About);
            read.who = Some(left_edge(row, of)..of + 1);
            return Some(());
        }
        // "two were killed and **a third** died of his injuries"
        "third" | "fourth" | "fifth" | "sixth" | "seventh" | "eighth" | "ninth" | "tenth"
            // "Winston **the fourth**"
            if matches!(row.before(head), "a" | "an")
                || row.before(head) == "the" && head.checked_sub(2).is_some_and(|at| row.tag(at) != "NNP") =>
        {
            read.reference = Reference::Other;
            read.people = Likely::Yes;
            one
        }
        "others" => {
            read.reference = Reference::Other;
            read.people = Likely::Yes;
            some
        }
        "someone" | "somebody" | "anyone" if word.starts_with('s') => one,
        "no-one" | "nobody" | "none" => (Some(0), Some(0), Exactness::Exact),
        "one" if row.before(head) == "no" => {
            read.number = head - 1..head + 1;
            (Some(0), Some(0), Exactness::Exact)
        }
        // "killed everyone on board": all of a number that nobody says.
        "everyone" | "everybody" => {
            read.reference = Reference::Definite;
            read.people = Likely::Yes;
            some
        }
        "both" => {
            read.reference = Reference::Definite;
            read.people = Likely::Yes;
            (Some(2), Some(2), Exactness::Exact)
        }
        "couple" | "pair" | "duo" | "twins" | "brothers"
            if word == "couple" || word == "pair" || word == "duo" || word == "twins" =>
        {
            (Some(2), Some(2), Exactness::Exact)
        }
        // "her parents"
        "parents" if row.any(start..head, &["his", "her", "'s", "’s"]) && row.quantity(start).is_none() => {
            read.reference = Reference::Definite;
            (Some(2), Some(2), Exactness::Exact)
        }
        "trio" => (Some(3), Some(3), Exactness::Exact),
        _ if matches!(tag, "PRP" | "WP" | "WDT" | "DT" | "EX" | "PRP$" | "IN" | "RB" | "TO" | "CC") => {
            return None;
        }
        _ if matches!(tag, "NNS" | "NNPS") || collective(word) => some,
        _ if tag.starts_with('N') => one,
        _ if matches!(tag, "JJ" | "VBN" | "VBG" | "VBD" | "UH" | "VB" | "VBP" | "CD") => one,
        _ => return None,
    };
    (read.min, read.max, read.exactness) = value;
    let first = row.word(start);
    // "twin sisters"
    let twins =
        matches!(first, "both" | "twin") || row.word(head.saturating_sub(1)) == "twin" && head > start;
    if twins && matches!(tag, "NNS" | "NNPS") {
        (read.min, read.max, read.exactness) = (Some(2), Some(2), Exactness::Exact);
    }
    if matches!(first, "another")
        || row.any(start..head, &["another", "second", "third", "fourth", "fifth", "other"])
    {
        read.reference = Reference::Other;
    } else if read.reference == Reference::New && definite(row, start, head) {
        read.reference = Reference::Definite;
    }
    if matches!(first, "no") && !matches!(tag, "PRP") {
        (read.min, read.max) = (Some(0), Some(0));
        read.exactness = Exactness::Exact;
    }
    read.who = Some(start..head + 1);
    Some(())
}

/// Nouns that mean several people without a plural ending.
fn collective(word: &str) -> bool {
    matches!(
        word,
        "police"
            | "people"
            | "personnel"
            | "staff"
            | "crew"
            | "troops"
            | "family"
            | "clergy"
            | "youth"
            | "cattle"
            | "livestock"
    ) && word != "cattle"
        && word != "livestock"
}
