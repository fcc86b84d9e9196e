//! Places on the page, and which one is the event's.

use super::Material;
use crate::page::{At, Page};
use crate::places::PlaceMention;
use crate::tree;
use attest_model::Span;
use std::ops::Range;

/// A place with its tokens.
#[derive(Debug, Clone)]
pub struct PlacedMention {
    /// Its passage.
    pub passage: usize,
    /// Its sentence.
    pub sentence: usize,
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Where it stands in the original.
    pub span: Span,
    /// Index in [`Material::atlas`].
    pub place: usize,
}

/// Puts the places of the document on the page.
pub fn put(page: &Page<'_>, places: &[PlaceMention]) -> Vec<PlacedMention> {
    let mut out = Vec::new();
    let mut passage = 0;
    for (index, place) in places.iter().enumerate() {
        let span = Span::new(place.start, place.end);
        while passage + 1 < page.passages.len() && page.passages[passage].block.extent().end <= place.start {
            passage += 1;
        }
        let Some(content) = page.passages.get(passage) else { break };
        let (Some(first), Some(last)) = (content.block.position(place.start), content.block.position(place.end.saturating_sub(1))) else {
            continue;
        };
        let tokens = content.tokens_over(first, last + 1);
        let Some(sentence) = page.sentence_of(At { passage, token: tokens.start }) else { continue };
        out.push(PlacedMention { passage, sentence, tokens, span, place: index });
    }
    out
}

/// Index (in [`Material::places`]) of the place of the word at `head`, with a weight: 3 hangs on it, 2 on its clause or on its
/// target, 1 elsewhere in the sentence.
pub fn of(material: &Material<'_, '_>, passage: usize, sentence: usize, head: usize) -> Option<(usize, u8)> {
    let content = material.page.passages.get(passage)?;
    let analysis = &content.analysis;
    let clause = tree::clause_of(analysis, head);
    let from = material.places.partition_point(|place| (place.passage, place.sentence) < (passage, sentence));
    let mut best: Option<(usize, u8, usize)> = None;
    for (offset, mention) in material.places[from..].iter().enumerate() {
        if (mention.passage, mention.sentence) != (passage, sentence) {
            break;
        }
        let place = &material.atlas[mention.place];
        if !place.locative {
            continue;
        }
        let top = mention
            .tokens
            .clone()
            .find(|&index| analysis.token(index).is_some_and(|token| token.is_root() || !mention.tokens.contains(&token.head().index())))
            .unwrap_or(mention.tokens.start);
        if super::timing::hangs_on_another(material, passage, sentence, head, top) {
            continue;
        }
        let weight = weight(material, analysis, passage, clause, head, top);
        let Some(weight) = weight else { continue };
        // Of two places of one weight the finer one, then the nearer one.
        let fineness = place.fineness();
        let distance = mention.tokens.start.abs_diff(head) + 40 * usize::from(fineness);
        if best.is_none_or(|(_, kept, far)| weight > kept || weight == kept && distance < far) {
            best = Some((from + offset, weight, distance));
        }
    }
    best.map(|(index, weight, _)| (index, weight))
}

fn weight(
    material: &Material<'_, '_>,
    analysis: &attest_language::Analysis,
    passage: usize,
    clause: usize,
    head: usize,
    top: usize,
) -> Option<u8> {
    let token = analysis.token(top)?;
    // "Mali's army", "the Damascus government": no place of an event.
    if token.dep() == "poss" && !analysis.is_within(top, head) {
        return None;
    }
    if analysis.is_within(top, head) && top != head {
        return Some(3);
    }
    let mut at = top;
    let mut through_subject = false;
    for _ in 0..64 {
        let token = analysis.token(at)?;
        if tree::is_verb(token) && at != top {
            break;
        }
        if matches!(token.dep(), "nsubj" | "agent") {
            through_subject = true;
        }
        if token.is_root() {
            break;
        }
        at = token.head().index();
    }
    let governor = tree::clause_of(analysis, at);
    if governor == clause {
        if material.cues.contains(&At { passage, token: governor }) && governor != head {
            return Some(1);
        }
        return Some(if through_subject { 2 } else { 3 });
    }
    if material.cues.contains(&At { passage, token: governor }) {
        return None;
    }
    if analysis.is_within(clause, governor) {
        return Some(2);
    }
    if analysis.is_within(governor, clause) {
        return Some(2);
    }
    Some(1)
}
