//! Set phrases that make a claim by themselves: "the first … since", "part of a campaign", "has had a presence".
//!
//! They speak of more than one event, so they are read apart from the words of violence, and what they presuppose ("the first
//! since July 2022": there was one in July 2022) becomes a stub that no dataset row is ever made of.

use crate::page::{Page, Passage};
use crate::tree;
use attest_language::Token;
use attest_model::Predicate;
use std::ops::Range;

/// A set phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern {
    /// Its passage.
    pub passage: usize,
    /// `FirstSince`, `Campaign` or `Presence`.
    pub predicate: Predicate,
    /// The words that carry it.
    pub claim: Range<usize>,
    /// The word that it hangs on: "first", "campaign", "presence".
    pub trigger: usize,
    /// The presupposed time ("since **July 2022**").
    pub since: Option<Range<usize>>,
    /// The rule that read it.
    pub rule: &'static str,
}

/// The set phrases of a page, in text order.
pub fn read(page: &Page<'_>) -> Vec<Pattern> {
    let mut out = Vec::new();
    for (index, passage) in page.passages.iter().enumerate() {
        for token in passage.analysis.tokens() {
            // Superlatives by their words: the lemma of "deadliest" is "deadly".
            let found = match (token.text().to_lowercase().as_str(), token.lemma()) {
                ("first" | "deadliest" | "worst" | "largest" | "biggest" | "bloodiest" | "heaviest", _) => {
                    first_since(index, passage, token)
                }
                (_, "campaign" | "offensive") => campaign(index, passage, token),
                (_, "presence") => presence(index, passage, token),
                _ => None,
            };
            out.extend(found);
        }
    }
    out
}

/// "the first suicide car bombing by the group since 2022".
fn first_since(index: usize, passage: &Passage<'_>, token: Token<'_>) -> Option<Pattern> {
    let analysis = &passage.analysis;
    let sentence = analysis.sentence_of(token.index());
    let since = analysis
        .tokens_in(token.index()..sentence.end)
        .find(|word| word.lemma() == "since" && word.index() < token.index() + 24)?;
    let end =
        analysis.subtree_span(since.index()).end.min(sentence.end).max(since.index() + 2).min(sentence.end);
    let verb = tree::clause_of(analysis, token.index());
    let start = tree::subjects(analysis, verb)
        .first()
        .map_or(token.index(), |(subject, _)| analysis.subtree_span(*subject).start)
        .min(token.index())
        .max(sentence.start);
    Some(Pattern {
        passage: index,
        predicate: Predicate::FirstSince,
        claim: start..end,
        trigger: token.index(),
        since: Some(since.index() + 1..end),
        rule: "first_since/first-since",
    })
}

/// "was part of a campaign by X to …", "a continuation of X's campaign".
fn campaign(index: usize, passage: &Passage<'_>, token: Token<'_>) -> Option<Pattern> {
    let analysis = &passage.analysis;
    if !token.tag().starts_with("NN") || matches!(token.dep(), "compound" | "amod") {
        return None;
    }
    let whole = token
        .ancestors()
        .take(3)
        .find(|word| matches!(word.lemma(), "part" | "continuation" | "phase" | "stage"))?;
    let sentence = analysis.sentence_of(token.index());
    let verb = tree::clause_of(analysis, whole.index());
    let subject =
        tree::subjects(analysis, verb).first().map(|(subject, _)| analysis.subtree_span(*subject).start);
    let start = subject
        .filter(|&start| token.index().saturating_sub(start) < 16)
        .unwrap_or(verb)
        .min(whole.index())
        .max(sentence.start);
    let end = analysis.subtree_span(whole.index()).end.max(token.index() + 1).min(sentence.end);
    Some(Pattern {
        passage: index,
        predicate: Predicate::Campaign,
        claim: start..end,
        trigger: token.index(),
        since: None,
        rule: "campaign/part-of",
    })
}

/// "has had a presence in the forest since the late 2000s".
fn presence(index: usize, passage: &Passage<'_>, token: Token<'_>) -> Option<Pattern> {
    let analysis = &passage.analysis;
    if token.dep() != "dobj" || !matches!(token.head().lemma(), "have" | "maintain" | "establish") {
        return None;
    }
    let sentence = analysis.sentence_of(token.index());
    let verb = token.head().index();
    let start = analysis
        .children(verb)
        .filter(|child| child.dep() == "aux")
        .map(Token::index)
        .min()
        .unwrap_or(verb)
        .min(verb);
    let end = analysis
        .subtree_span(token.index())
        .end
        .max(
            analysis
                .children(verb)
                .filter(|child| child.dep() == "prep")
                .map(|child| analysis.subtree_span(child.index()).end)
                .max()
                .unwrap_or(0),
        )
        .min(sentence.end);
    Some(Pattern {
        passage: index,
        predicate: Predicate::Presence,
        claim: start..end.max(token.index() + 1),
        trigger: token.index(),
        since: None,
        rule: "presence/have-presence",
    })
}
