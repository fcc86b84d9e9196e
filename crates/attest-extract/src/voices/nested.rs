//! Voices within voices.
//!
//! An attribution whose cue stands in the content of another is inside it ("the broadcaster reported that residents said …").
//! A participle "citing …" adds its object to the speakers of the clause that it hangs on, as the inner voice.

use super::draft::Draft;
use super::syntax::{self, is_verb};
use crate::page::Page;
use attest_lexicon::Table;
use std::collections::BTreeMap;

/// For each draft the smallest other draft in whose content its cue stands.
pub(crate) fn parents(drafts: &[Draft]) -> Vec<Option<usize>> {
    // Only drafts with content in the cue's passage can hold it.
    let mut by_passage: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (index, draft) in drafts.iter().enumerate() {
        let mut passages: Vec<usize> = draft.content.iter().map(|stretch| stretch.passage).collect();
        passages.dedup();
        for passage in passages {
            by_passage.entry(passage).or_default().push(index);
        }
    }
    let parent = |index: usize| -> Option<usize> {
        let draft = drafts.get(index)?;
        let mut best: Option<(usize, usize)> = None;
        for &other in by_passage.get(&draft.passage).into_iter().flatten() {
            let Some(outer) = drafts.get(other) else { continue };
            let nests = other != index
                && outer.holds(draft.passage, draft.cue_head)
                && !draft.holds(outer.passage, outer.cue_head);
            if nests && best.is_none_or(|(_, size)| outer.size() < size) {
                best = Some((other, outer.size()));
            }
        }
        best.map(|(other, _)| other)
    };
    let mut out: Vec<Option<usize>> = (0..drafts.len()).map(parent).collect();
    // Smallest-content parents cannot form a cycle in sound trees; a longer ring of odd contents is cut where it closes.
    for start in 0..out.len() {
        let mut at = start;
        for _ in 0..=out.len().min(32) {
            let Some(next) = out[at] else { break };
            if next == start {
                out[at] = None;
                break;
            }
            at = next;
        }
    }
    out
}

/// "X said twelve died, adding that": a participle of saying that the tree has hung on a noun of the content goes on in the
/// voice before it.
pub(crate) fn go_on(page: &Page<'_>, drafts: &mut [Draft]) {
    for index in 0..drafts.len() {
        let Some(speaker) = earlier_voice(page, drafts, index) else { continue };
        let sources = drafts[speaker].sources.clone();
        drafts[index].sources = sources;
    }
}

/// The draft whose voice a participle of saying goes on in, where its own source is no voice.
fn earlier_voice(page: &Page<'_>, drafts: &[Draft], index: usize) -> Option<usize> {
    let draft = drafts.get(index)?;
    let passage = page.passages.get(draft.passage)?;
    let analysis = &passage.analysis;
    let token = analysis.token(draft.cue_head)?;
    if !draft.speech || token.tag() != "VBG" || !matches!(token.dep(), "acl" | "advcl" | "xcomp" | "pcomp" | "dep") {
        return None;
    }
    let source = draft.sources.first()?;
    let inside = |range: std::ops::Range<usize>| source.tokens.start <= range.start && range.end <= source.tokens.end;
    let voiced = passage.terms.iter().any(|hit| matches!(hit.table, Table::Speakers | Table::Outlets | Table::Titles) && inside(hit.first..hit.last + 1))
        || passage.actors.iter().any(|hit| inside(passage.tokens_over(hit.start as u32, hit.end as u32)))
        || analysis.names().any(|name| matches!(name.label, "PERSON" | "ORG") && inside(name.tokens()));
    if voiced && !token.text().eq_ignore_ascii_case("adding") {
        return None;
    }
    let sentence = analysis.sentence_of(draft.cue_head);
    drafts
        .iter()
        .enumerate()
        .filter(|(other, earlier)| {
            *other != index
                && earlier.passage == draft.passage
                && earlier.speech
                && !earlier.sources.is_empty()
                && sentence.contains(&earlier.cue_head)
                && earlier.cue_head < draft.cue_head
                && earlier.holds(draft.passage, source.head)
        })
        .max_by_key(|(_, earlier)| earlier.size())
        .map(|(other, _)| other)
}

/// Joins "citing …" to the attribution of the clause it hangs on; the joined drafts are taken out.
pub(crate) fn join_citing(page: &Page<'_>, drafts: &mut Vec<Draft>) {
    let mut index = 0;
    while index < drafts.len() {
        let target = citing_target(page, drafts, index);
        if let Some(outer) = target {
            let cited = drafts.remove(index);
            let outer = if outer > index { outer - 1 } else { outer };
            if let (Some(draft), Some(content)) = (drafts.get_mut(outer), cited.content.first()) {
                let passage = cited.passage;
                if let Some(analysis) = page.passages.get(passage).map(|passage| &passage.analysis)
                    && let Some(head) = head_of(analysis, content.tokens.clone())
                {
                    draft.cited.push(super::draft::SourceWords { tokens: content.tokens.clone(), head });
                }
            }
        } else {
            index += 1;
        }
    }
}

/// The token of the range whose head lies outside it.
fn head_of(analysis: &attest_language::Analysis, tokens: std::ops::Range<usize>) -> Option<usize> {
    analysis.tokens_in(tokens.clone()).find(|token| token.is_root() || !tokens.contains(&token.head().index())).map(attest_language::Token::index)
}

fn citing_target(page: &Page<'_>, drafts: &[Draft], index: usize) -> Option<usize> {
    let draft = drafts.get(index)?;
    let analysis = &page.passages.get(draft.passage)?.analysis;
    let token = analysis.token(draft.cue_head)?;
    if !(token.text().eq_ignore_ascii_case("citing") || token.text().eq_ignore_ascii_case("quoting")) {
        return None;
    }
    // The verb that shares its subject: the one it hangs on, or the one whose subject it describes.
    let above = token.ancestors().find(|above| is_verb(*above))?;
    drafts.iter().position(|other| {
        other.passage == draft.passage
            && other.cue_head != draft.cue_head
            && other.speech
            && !other.sources.is_empty()
            && (other.cue_head == above.index()
                || other.sources.iter().any(|source| source.tokens.contains(&draft.cue_head))
                || syntax::subject(analysis, other.cue_head).is_some_and(|who| {
                    draft.sources.iter().any(|source| source.head == who.token)
                }))
    })
}
