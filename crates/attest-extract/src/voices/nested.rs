//! Voices within voices.
//!
//! An attribution whose cue stands in the content of another is inside it ("the broadcaster reported that residents said …").
//! A participle "citing …" adds its object to the speakers of the clause that it hangs on, as the inner voice.

use super::draft::{Draft, SourceWords};
use super::speakers;
use super::syntax::{self, is_verb};
use crate::page::Page;

/// For each draft (in text order) the smallest other draft in whose content its cue stands.
pub(crate) fn parents(drafts: &[Draft]) -> Vec<Option<usize>> {
    let mut stretches: Vec<(usize, usize, usize, usize)> = drafts
        .iter()
        .enumerate()
        .flat_map(|(index, draft)| {
            draft.content.iter().map(move |part| (part.passage, part.tokens.start, part.tokens.end, index))
        })
        .collect();
    stretches.sort_unstable();
    let mut order: Vec<usize> = (0..drafts.len()).collect();
    order.sort_by_key(|&index| drafts.get(index).map(|draft| (draft.passage, draft.cue_head)));
    let mut out = vec![None; drafts.len()];
    let mut open: Vec<(usize, usize, usize, usize)> = Vec::new();
    let mut next = 0;
    for index in order {
        let Some(draft) = drafts.get(index) else { continue };
        while let Some(stretch) =
            stretches.get(next).filter(|stretch| (stretch.0, stretch.1) <= (draft.passage, draft.cue_head))
        {
            open.push(*stretch);
            next += 1;
        }
        open.retain(|&(passage, _, end, _)| (passage, end) > (draft.passage, draft.cue_head));
        let holders =
            open.iter().map(|stretch| stretch.3).filter(|&other| other != index).filter_map(|other| {
                let outer = drafts.get(other)?;
                (!draft.holds(outer.passage, outer.cue_head)).then_some((outer.size(), other))
            });
        if let (Some(slot), Some((_, parent))) = (out.get_mut(index), holders.min()) {
            *slot = Some(parent);
        }
    }
    cut_rings(&mut out);
    out
}

/// "X said that twelve had died, **while Y put the toll at 15**": what another says beside it is no part of what X said.
pub(crate) fn leave_while(page: &Page<'_>, drafts: &mut [Draft]) {
    let cues: Vec<(usize, usize)> = drafts
        .iter()
        .filter(|draft| !draft.sources.is_empty())
        .map(|draft| (draft.passage, draft.cue_head))
        .collect();
    for draft in drafts.iter_mut() {
        let own = draft.cue_head;
        for part in &mut draft.content {
            let Some(passage) = page.passages.get(part.passage) else { continue };
            let analysis = &passage.analysis;
            let cut = analysis.tokens_in(part.tokens.clone()).find(|token| {
                let verb = token.head();
                let at = token.index();
                matches!(token.lemma(), "while" | "whereas")
                    && token.dep() == "mark"
                    && at > 0
                    && analysis.token(at - 1).is_some_and(|comma| comma.text() == ",")
                    && verb.index() > at
                    && verb.children().any(|child| child.dep() == "nsubj")
                    && verb.index() != own
                    && cues.contains(&(part.passage, verb.index()))
            });
            // "…, **a charge the military rejected**": what another says of it.
            let remark = analysis.tokens_in(part.tokens.clone()).find_map(|noun| {
                let start = analysis.subtree_span(noun.index()).start;
                let answered = noun.children().any(|clause| {
                    matches!(clause.dep(), "relcl" | "acl") && cues.contains(&(part.passage, clause.index()))
                });
                let named = matches!(
                    noun.lemma(),
                    "charge"
                        | "claim"
                        | "accusation"
                        | "allegation"
                        | "assertion"
                        | "account"
                        | "figure"
                        | "report"
                );
                let apart = start > part.tokens.start + 1
                    && analysis.token(start - 1).is_some_and(|comma| comma.text() == ",")
                    && noun.children().any(|child| matches!(child.lemma(), "a" | "an"));
                (answered && named && apart).then_some(start)
            });
            // "said it knew nothing of the attack, **in which residents said** 30 had died": what others say in a clause of its own.
            let aside = analysis.tokens_in(part.tokens.clone()).find_map(|verb| {
                let start = analysis.subtree_span(verb.index()).start;
                let within = verb.children().any(|word| {
                    word.dep() == "prep" && word.children().any(|which| which.lemma() == "which")
                });
                // "blamed Ostland, **which has not commented**": what another does beside it.
                let silent = verb.dep() == "relcl"
                    && matches!(verb.lemma(), "comment" | "respond" | "deny" | "reject")
                    && verb.index() != own
                    && cues.contains(&(part.passage, verb.index()))
                    && start > part.tokens.start
                    && analysis.token(start - 1).is_some_and(|comma| comma.text() == ",");
                let own_words = silent
                    || (verb.dep() == "relcl" || verb.dep() == "advcl" && within)
                        && verb.index() != own
                        && cues.contains(&(part.passage, verb.index()))
                        && start > part.tokens.start + 1
                        && analysis.token(start - 1).is_some_and(|comma| comma.text() == ",")
                        && verb.children().any(|subject| {
                            subject.dep() == "nsubj" && !matches!(subject.lemma(), "which" | "who" | "that")
                        });
                own_words.then_some(start)
            });
            let remark = remark.into_iter().chain(aside).min();
            if let Some(at) = cut.map(attest_language::Token::index).into_iter().chain(remark).min() {
                part.tokens.end = part.tokens.end.min(at - 1).max(part.tokens.start);
            }
        }
        draft.content.retain(|part| !part.tokens.is_empty());
    }
}

/// Contents of odd trees may hold each other in a ring: each ring is cut where it closes.
fn cut_rings(parents: &mut [Option<usize>]) {
    for start in 0..parents.len() {
        let mut at = start;
        for _ in 0..32 {
            let Some(next) = parents.get(at).copied().flatten() else { break };
            if next == start {
                if let Some(slot) = parents.get_mut(at) {
                    *slot = None;
                }
                break;
            }
            at = next;
        }
    }
}

/// The drafts of a passage, where drafts are sorted by passage.
fn of_passage(drafts: &[Draft], passage: usize) -> std::ops::Range<usize> {
    let first = drafts.partition_point(|draft| draft.passage < passage);
    first..drafts.partition_point(|draft| draft.passage <= passage)
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
    if !draft.speech
        || token.tag() != "VBG"
        || !matches!(token.dep(), "acl" | "advcl" | "xcomp" | "pcomp" | "dep")
    {
        return None;
    }
    let source = draft.sources.first()?;
    // "denied that its planes had struck the convoy, **suggesting** that it had caught fire"
    let goes_on = matches!(
        token.text().to_lowercase().as_str(),
        "adding" | "suggesting" | "noting" | "insisting" | "arguing" | "stressing"
    );
    if speakers::names_a_voice(passage, &source.tokens) && !goes_on {
        return None;
    }
    let sentence = analysis.sentence_of(draft.cue_head);
    (0..index)
        .rev()
        .map_while(|other| drafts.get(other).map(|earlier| (other, earlier)))
        .take_while(|(_, earlier)| earlier.passage == draft.passage && sentence.contains(&earlier.cue_head))
        .filter(|(_, earlier)| {
            earlier.speech && !earlier.sources.is_empty() && earlier.holds(draft.passage, source.head)
        })
        .max_by_key(|(_, earlier)| earlier.size())
        .map(|(other, _)| other)
}

/// Joins "citing …" to the attribution of the clause it hangs on; the joined drafts are taken out.
pub(crate) fn join_citing(page: &Page<'_>, drafts: &mut Vec<Draft>) {
    let mut joined = vec![false; drafts.len()];
    for index in 0..drafts.len() {
        let Some(outer) =
            citing_target(page, drafts, index).filter(|&outer| joined.get(outer) == Some(&false))
        else {
            continue;
        };
        let cited = drafts.get(index).and_then(|draft| {
            // Read as a preposition, the phrase has the cited voice for its source; as a verb, for its object.
            if draft.rule == "voice/according-to" {
                return draft.sources.first().cloned();
            }
            let tokens = draft.content.first()?.tokens.clone();
            let analysis = &page.passages.get(draft.passage)?.analysis;
            Some(SourceWords { head: head_of(analysis, tokens.clone())?, tokens })
        });
        if let (Some(cited), Some(draft)) = (cited, drafts.get_mut(outer)) {
            draft.cited.push(cited);
            joined[index] = true;
        }
    }
    let mut keep = joined.iter().map(|joined| !joined);
    drafts.retain(|_| keep.next().unwrap_or(true));
}

/// The token of the range whose head lies outside it.
fn head_of(analysis: &attest_language::Analysis, tokens: std::ops::Range<usize>) -> Option<usize> {
    analysis
        .tokens_in(tokens.clone())
        .find(|token| token.is_root() || !tokens.contains(&token.head().index()))
        .map(attest_language::Token::index)
}

fn citing_target(page: &Page<'_>, drafts: &[Draft], index: usize) -> Option<usize> {
    let draft = drafts.get(index)?;
    let analysis = &page.passages.get(draft.passage)?.analysis;
    let token = analysis.token(draft.cue_head)?;
    let word = token.text().to_lowercase();
    // "State media, **which cited the ministry**, reported"
    let aside = token.dep() == "relcl" && matches!(word.as_str(), "cited" | "quoted" | "cites" | "quotes");
    if aside {
        return of_passage(drafts, draft.passage).find(|&at| {
            drafts.get(at).is_some_and(|other| {
                other.cue_head != draft.cue_head
                    && other.speech
                    && other.sources.iter().any(|source| source.head == token.head().index())
            })
        });
    }
    if !matches!(word.as_str(), "citing" | "quoting") {
        return None;
    }
    // The verb that shares its subject: the one it hangs on, or the one whose subject it describes.
    let above = token.ancestors().find(|above| is_verb(*above))?;
    of_passage(drafts, draft.passage).find(|&at| {
        drafts.get(at).is_some_and(|other| {
            other.cue_head != draft.cue_head
                && other.speech
                && !other.sources.is_empty()
                && (other.cue_head == above.index()
                    || other.sources.iter().any(|source| source.tokens.contains(&draft.cue_head))
                    || syntax::subject(analysis, other.cue_head)
                        .is_some_and(|who| draft.sources.iter().any(|source| source.head == who.token)))
        })
    })
}
