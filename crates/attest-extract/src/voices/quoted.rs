//! Direct speech that goes on: quotation marks still open, sentences that are nothing but a quotation, quotations split by
//! "he said".
//!
//! - a content that runs into a quotation takes all of it;
//! - a quotation that nobody has yet taken belongs to the speaker of the words before it in its sentence or paragraph, if
//!   only quotations stand between;
//! - a paragraph that is one quotation belongs to the speaker of the paragraph before, if that one spoke last there.
//!
//! Indirect speech is never carried on: "Officials said A. B." leaves B to the article, since nothing in the words tells.

use super::draft::{Draft, Stretch};
use super::quotation::{Quotation, Quotations};
use crate::page::Page;
use attest_model::Mode;
use std::ops::Range;

/// Extends the contents of `drafts` over quotations.
pub(crate) fn extend(page: &Page<'_>, drafts: &mut [Draft], quotes: &Quotations) {
    let order = by_place(drafts);
    for quote in quotes.all().iter().filter(|quote| quote.speech) {
        let takers: Vec<usize> =
            near(drafts, &order, quote).filter(|&index| takes(&drafts[index], quote)).collect();
        if let Some(&taker) = takers.iter().max_by_key(|&&index| (drafts[index].speech, drafts[index].size()))
        {
            widen(&mut drafts[taker], quote);
        } else if let Some(speaker) = goes_on(page, drafts, &order, quote) {
            drafts[speaker].content.push(Stretch { passage: quote.passage, tokens: quote.tokens.clone() });
        }
    }
    for draft in drafts.iter_mut() {
        join(draft);
        draft.mode = mode(draft, quotes);
    }
}

/// Indices of the drafts in the order of their cues.
fn by_place(drafts: &[Draft]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..drafts.len()).collect();
    order.sort_by_key(|&index| drafts.get(index).map(|draft| (draft.passage, draft.cue_head)));
    order
}

/// How far from a quotation, in tokens, the cue of its speaker may stand.
const NEAR: usize = 400;

/// The drafts of the quotation's passage around it, in text order.
fn near<'o>(
    drafts: &[Draft],
    order: &'o [usize],
    quote: &Quotation,
) -> impl Iterator<Item = usize> + use<'o> {
    let place = |index: &usize| drafts.get(*index).map(|draft| (draft.passage, draft.cue_head));
    let first = order.partition_point(|index| {
        place(index) < Some((quote.passage, quote.tokens.start.saturating_sub(NEAR)))
    });
    let end = order.partition_point(|index| place(index) < Some((quote.passage, quote.tokens.end + NEAR)));
    order.get(first..end).into_iter().flatten().copied()
}

/// The drafts of a passage, in text order.
fn of_passage<'o>(drafts: &[Draft], order: &'o [usize], passage: usize) -> &'o [usize] {
    let first =
        order.partition_point(|index| drafts.get(*index).is_some_and(|draft| draft.passage < passage));
    let end = order.partition_point(|index| drafts.get(*index).is_some_and(|draft| draft.passage <= passage));
    order.get(first..end).unwrap_or_default()
}

/// Whether the draft stands outside the quotation and its content shares words with it.
fn takes(draft: &Draft, quote: &Quotation) -> bool {
    draft.speech
        && !quote.holds(draft.passage, draft.cue_head)
        && draft.content.iter().any(|stretch| stretch.meets(quote.passage, &quote.tokens))
}

fn widen(draft: &mut Draft, quote: &Quotation) {
    draft.content.push(Stretch { passage: quote.passage, tokens: quote.tokens.clone() });
}

/// Joins stretches that overlap or touch.
fn join(draft: &mut Draft) {
    draft.content.sort_by_key(|stretch| (stretch.passage, stretch.tokens.start, stretch.tokens.end));
    let mut out: Vec<Stretch> = Vec::with_capacity(draft.content.len());
    for stretch in draft.content.drain(..) {
        match out.last_mut() {
            Some(last) if last.passage == stretch.passage && stretch.tokens.start <= last.tokens.end => {
                last.tokens.end = last.tokens.end.max(stretch.tokens.end);
            }
            _ => out.push(stretch),
        }
    }
    draft.content = out;
}

/// The draft whose speaker goes on in a quotation that no draft has.
fn goes_on(page: &Page<'_>, drafts: &[Draft], order: &[usize], quote: &Quotation) -> Option<usize> {
    let passage = page.passages.get(quote.passage)?;
    let analysis = &passage.analysis;
    let speaks = |index: &usize| {
        drafts
            .get(*index)
            .is_some_and(|draft| draft.speech && !draft.sources.is_empty() && draft.cue.is_some())
    };
    let here = || near(drafts, order, quote).filter(|index| speaks(index));
    let own = analysis.sentence_of(quote.tokens.start);
    // Within its own sentence, whichever side the cue stands on.
    if let Some(index) = here().filter(|&index| own.contains(&drafts[index].cue_head)).min_by_key(|&index| {
        drafts[index]
            .cue_head
            .abs_diff(quote.tokens.start)
            .min(drafts[index].cue_head.abs_diff(quote.tokens.end))
    }) {
        return (!quote.holds(quote.passage, drafts[index].cue_head)).then_some(index);
    }
    let last = here().filter(|&index| drafts[index].cue_head < quote.tokens.start).last();
    if let Some(index) = last {
        let from = analysis.sentence_of(drafts[index].cue_head).end;
        return only_quotations(page, quote, from, drafts.get(index)?).then_some(index);
    }
    // The paragraph is a quotation from its first word: the last speaker of the paragraph before.
    let opens = quote.tokens.start <= 1;
    let whole = quote.open || quote.tokens.end + 2 >= analysis.len();
    let before = quote.passage.checked_sub(1)?;
    if !(opens && whole) {
        return None;
    }
    let index = of_passage(drafts, order, before)
        .iter()
        .copied()
        .rfind(|index| speaks(index))
        .or_else(|| carried(drafts, order, before))?;
    let spoke_last = drafts[index].content.iter().any(|stretch| {
        stretch.passage == before
            && page
                .passages
                .get(before)
                .is_some_and(|passage| stretch.tokens.end + 12 >= passage.analysis.len())
    }) || page.passages.get(before).is_some_and(|passage| {
        passage.analysis.sentence_of(drafts[index].cue_head).end + 1 >= passage.analysis.len()
    });
    spoke_last.then_some(index)
}

/// How many paragraphs back a speaker may stand whose words fill the one before.
const PARAGRAPHS: usize = 6;

/// A speaker of an earlier passage whose words fill this one.
fn carried(drafts: &[Draft], order: &[usize], passage: usize) -> Option<usize> {
    (1..=PARAGRAPHS)
        .filter_map(|back| passage.checked_sub(back))
        .flat_map(|before| of_passage(drafts, order, before).iter().rev())
        .copied()
        .find(|&index| {
            drafts
                .get(index)
                .is_some_and(|draft| draft.content.iter().any(|stretch| stretch.passage == passage))
        })
}

/// Whether nothing but this speaker's words stand between `from` and the quotation.
fn only_quotations(page: &Page<'_>, quote: &Quotation, from: usize, draft: &Draft) -> bool {
    let Some(passage) = page.passages.get(quote.passage) else { return false };
    let gap: Range<usize> = from..quote.tokens.start;
    let loose = passage
        .analysis
        .tokens_in(gap)
        .filter(|token| !super::syntax::is_punct(*token) && !draft.holds(quote.passage, token.index()))
        .count();
    loose == 0
}

/// Quoted where at least three words in five stand between quotation marks.
fn mode(draft: &Draft, quotes: &Quotations) -> Mode {
    let total = draft.size();
    let quoted: usize = draft
        .content
        .iter()
        .map(|stretch| {
            quotes
                .in_passage(stretch.passage)
                .iter()
                .filter(|quote| stretch.meets(quote.passage, &quote.tokens))
                .map(|quote| {
                    quote.tokens.end.min(stretch.tokens.end) - quote.tokens.start.max(stretch.tokens.start)
                })
                .sum::<usize>()
        })
        .sum();
    if total > 0 && quoted * 5 >= total * 3 { Mode::Quoted } else { Mode::Reported }
}
