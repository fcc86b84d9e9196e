//! Which citation marks stand behind a claim.

use crate::page::Page;
use attest_model::{Attachment, ClaimCitation};

/// The marks of sentence `sentence`: its own, else those of the next sentence of the same paragraph.
pub fn of(page: &Page<'_>, sentence: usize) -> ClaimCitation {
    let own = marks(page, sentence);
    if !own.is_empty() {
        return ClaimCitation { markers: own, attachment: Attachment::SameSentence };
    }
    let next = sentence + 1;
    let same_block = page
        .sentences
        .get(next)
        .zip(page.sentences.get(sentence))
        .is_some_and(|(a, b)| a.passage == b.passage);
    if same_block {
        let markers = marks(page, next);
        if !markers.is_empty() {
            return ClaimCitation { markers, attachment: Attachment::NextSentence };
        }
    }
    ClaimCitation::NONE
}

/// Marks from the first word of the sentence to the first word of the next one.
fn marks(page: &Page<'_>, sentence: usize) -> Vec<String> {
    let Some(own) = page.sentences.get(sentence) else { return Vec::new() };
    let end = page
        .sentences
        .get(sentence + 1)
        .filter(|next| next.passage == own.passage)
        .map_or_else(|| block_end(page, own.passage), |next| next.span.start);
    let first = page.document.citations.partition_point(|citation| citation.start < own.span.start);
    page.document.citations[first..]
        .iter()
        .take_while(|citation| citation.start < end)
        .map(|citation| citation.marker.clone())
        .collect()
}

/// Where the next block begins: marks behind a paragraph's last word are its own.
fn block_end(page: &Page<'_>, passage: usize) -> u32 {
    page.passages.get(passage + 1).map_or(page.document.text.len() as u32, |next| next.block.extent().start)
}
