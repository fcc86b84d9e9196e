//! "Gunmen stopped a minibus with five traders. **All were killed**": how many those are of whom the words say "all".
//!
//! The number stands in the clause before, under no word of harm. It is taken over only where the words leave no choice: "all", or the
//! same noun with its article ("the traders were shot dead"), and one counted group of people in the nearest sentence that has any.

use super::FigureMention;
use super::people::{self, Likely, Phrase, Reference};
use super::row::Row;
use crate::page::{At, Page};
use attest_model::{Exactness, Group, Harm, Reality};
use std::ops::Range;

/// How many sentences back the number may stand.
const REACH: usize = 2;

/// Gives "all" the number of those told of before.
pub(super) fn count(page: &Page<'_>, figures: &mut [FigureMention]) {
    for at in 0..figures.len() {
        let figure = &figures[at];
        let human =
            matches!(figure.harm, Harm::Killed | Harm::Wounded | Harm::KilledOrWounded | Harm::Captured);
        if !human
            || figure.exactness != Exactness::Plural
            || figure.reality != Reality::Asserted
            || figure.aggregate
        {
            continue;
        }
        // "Four were killed … all of them": those who were counted under the word of harm itself.
        let Some(words) = words(page, figure) else { continue };
        let sentence =
            |figure: &FigureMention| page.sentence_of(At { passage: figure.passage, token: figure.trigger });
        let beside =
            |other: &FigureMention| !matches!(words, Words::Them) || sentence(other) == sentence(figure);
        if figures[..at].iter().any(|other| other.harm == figure.harm && other.min > Some(1) && beside(other))
        {
            continue;
        }
        let Some(whole) = told_before(page, figure, &words) else { continue };
        let figure = &mut figures[at];
        (figure.min, figure.max, figure.exactness) = (whole.min, whole.max, Exactness::Exact);
        figure.reference = Reference::New;
        if matches!(figure.group, None | Some(Group::People)) {
            (figure.group, figure.side) = (whole.group, figure.side.or(whole.side));
        }
        figure.nation = figure.nation.take().or(whole.nation);
    }
}

/// The words that point at all of them.
enum Words {
    /// "all were killed", "they were all killed".
    All,
    /// "the traders were killed": the noun.
    The(String),
    /// "dragged 11 peasants off a bus **and shot them dead**": told of in the same sentence.
    Them,
}

fn words(page: &Page<'_>, figure: &FigureMention) -> Option<Words> {
    let head = figure.head?;
    let analysis = &page.passages.get(figure.passage)?.analysis;
    let word = |at: usize| analysis.token(at).map_or_else(String::new, |token| token.text().to_lowercase());
    match figure.reference {
        Reference::Pronoun => {
            let between = head..figure.trigger.max(head + 1);
            if between.into_iter().any(|at| word(at) == "all") {
                return Some(Words::All);
            }
            let pronoun = analysis.token(head)?;
            let them =
                word(head) == "them" && pronoun.dep() == "dobj" && pronoun.head().index() == figure.trigger;
            (them && figure.harm == Harm::Killed).then_some(Words::Them)
        }
        Reference::Definite if !figure.part => {
            let noun = analysis.token(head).filter(|noun| noun.tag() == "NNS")?;
            let plain =
                noun.children().all(|child| matches!(child.dep(), "det" | "predet" | "compound" | "amod"));
            let article = noun.children().any(|child| child.text().eq_ignore_ascii_case("the"));
            (plain && article).then(|| Words::The(noun.lemma().to_lowercase()))
        }
        _ => None,
    }
}

/// The one counted group of people in the nearest sentence that has any.
fn told_before(page: &Page<'_>, figure: &FigureMention, words: &Words) -> Option<Phrase> {
    let own = page.sentence_of(At { passage: figure.passage, token: figure.trigger })?;
    let reach = if matches!(words, Words::Them) { 0 } else { REACH };
    for index in (own.saturating_sub(reach)..=own).rev() {
        let sentence = page.sentences.get(index)?;
        let end = if index == own { figure.claim.start } else { sentence.tokens.end };
        let row = Row::new(page.passages.get(sentence.passage)?);
        let mut found = counted(&row, sentence.tokens.start..end);
        if let Words::The(noun) = words {
            found.retain(|phrase| phrase.profile.noun == *noun);
        }
        if found.len() > 1 {
            return None;
        }
        if let Some(phrase) = found.pop() {
            return Some(phrase);
        }
    }
    None
}

/// The counted groups of people in a stretch.
fn counted(row: &Row<'_, '_>, tokens: Range<usize>) -> Vec<Phrase> {
    let mut found: Vec<Phrase> = Vec::new();
    let quantities = row.quantities.iter().filter(|own| {
        tokens.contains(&own.core.start) && own.min == own.max && own.min > Some(1) && !own.total
    });
    for quantity in quantities {
        let Some(noun) = row.noun_at(quantity.core.end) else { continue };
        let Some(phrase) = people::phrase(row, noun, quantity.tokens.start) else { continue };
        let people = phrase.people == Likely::Yes && phrase.quantity.is_some() && !phrase.part;
        if people && phrase.number == quantity.tokens && tokens.contains(&noun) {
            found.push(phrase);
        }
    }
    found
}
