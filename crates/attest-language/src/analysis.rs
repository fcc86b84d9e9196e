//! What a pipeline says about one text: tokens, sentences, a tree for each sentence, names.
//!
//! The tree is kept as heads plus two derived tables (children in text order, and a pre-order numbering), so that
//! every walk is an iteration over slices and no walk recurses.

use std::ops::Range;
use std::sync::Arc;

use crate::labels::{Labels, name_of};
use crate::token::{Record, Token};

/// A name as the model sees it: a run of tokens with a kind. Names of one analysis do not overlap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Name<'a> {
    /// Index of the first token.
    pub first: usize,
    /// Index of the last token (inclusive).
    pub last: usize,
    /// The kind, such as `GPE`, `PERSON`, `ORG`, `DATE`, `CARDINAL`.
    pub label: &'a str,
}

impl Name<'_> {
    /// The tokens' indices.
    pub fn tokens(&self) -> Range<usize> {
        self.first..self.last + 1
    }
}

/// A stored name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct NameRecord {
    pub(crate) first: u32,
    pub(crate) last: u32,
    pub(crate) kind: u16,
}

/// The analysis of one text.
///
/// ```
/// let analysis = attest_language::Pipeline::embedded()?.analyse("Anna Dorr fled. The rebels took Valdor.");
/// let second = analysis.sentences()[1].clone();
/// let verb = analysis.tokens_in(second).find(|token| token.is_root()).unwrap();
/// assert_eq!((verb.text(), verb.lemma(), verb.tag()), ("took", "take", "VBD"));
/// let arcs: Vec<(&str, &str)> = verb.children().map(|child| (child.dep(), child.text())).collect();
/// assert_eq!(arcs, [("nsubj", "rebels"), ("dobj", "Valdor"), ("punct", ".")]);
/// # Ok::<(), attest_language::Error>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct Analysis {
    text: String,
    records: Vec<Record>,
    lemmas: String,
    sentences: Vec<Range<usize>>,
    names: Vec<NameRecord>,
    labels: Arc<Labels>,
    /// Children of token `i` are `children[child_start[i]..child_start[i + 1]]`.
    children: Vec<u32>,
    child_start: Vec<u32>,
    /// Pre-order number of each token, and the number after its last descendant.
    enter: Vec<u32>,
    leave: Vec<u32>,
    /// First and last token of each token's subtree.
    edges: Vec<(u32, u32)>,
}

/// The parts a pipeline hands over; [`Analysis::assemble`] derives the rest.
#[derive(Debug, Default)]
pub(crate) struct Parts {
    pub(crate) text: String,
    pub(crate) records: Vec<Record>,
    pub(crate) lemmas: String,
    pub(crate) names: Vec<NameRecord>,
    pub(crate) labels: Arc<Labels>,
}

impl Analysis {
    /// Derives sentences and tree tables. A head out of range, or a cycle, makes the token a root.
    pub(crate) fn assemble(parts: Parts) -> Self {
        let Parts { text, mut records, lemmas, names, labels } = parts;
        let count = records.len();
        for (index, record) in records.iter_mut().enumerate() {
            if record.head as usize >= count {
                record.head = index as u32;
            }
        }
        let mut sentences = Vec::new();
        let mut start = 0;
        for index in 1..count {
            if records[index].begins_sentence {
                sentences.push(start..index);
                start = index;
            }
        }
        if count > 0 {
            records[0].begins_sentence = true;
            sentences.push(start..count);
        }
        let mut analysis = Self { text, records, lemmas, sentences, names, labels, ..Self::default() };
        analysis.index_children();
        analysis.number_tree();
        analysis
    }

    fn index_children(&mut self) {
        let count = self.records.len();
        let mut start = vec![0u32; count + 1];
        for (index, record) in self.records.iter().enumerate() {
            if record.head as usize != index {
                start[record.head as usize + 1] += 1;
            }
        }
        for index in 0..count {
            start[index + 1] += start[index];
        }
        let mut next = start.clone();
        let mut children = vec![0u32; start[count] as usize];
        for (index, record) in self.records.iter().enumerate() {
            if record.head as usize != index {
                let slot = &mut next[record.head as usize];
                children[*slot as usize] = index as u32;
                *slot += 1;
            }
        }
        self.children = children;
        self.child_start = start;
    }

    fn number_tree(&mut self) {
        let count = self.records.len();
        self.enter = vec![u32::MAX; count];
        self.leave = vec![0; count];
        self.edges = (0..count as u32).map(|index| (index, index)).collect();
        let mut clock = 0u32;
        let mut stack: Vec<(usize, usize)> = Vec::new();
        for root in 0..count {
            if self.records[root].head as usize != root {
                continue;
            }
            self.enter[root] = clock;
            clock += 1;
            stack.push((root, self.child_start[root] as usize));
            while let Some((node, next)) = stack.pop() {
                if next < self.child_start[node + 1] as usize {
                    stack.push((node, next + 1));
                    let child = self.children[next] as usize;
                    self.enter[child] = clock;
                    clock += 1;
                    stack.push((child, self.child_start[child] as usize));
                } else {
                    self.leave[node] = clock;
                    let (left, right) = self.edges[node];
                    let head = self.records[node].head as usize;
                    let edge = &mut self.edges[head];
                    *edge = (edge.0.min(left), edge.1.max(right));
                }
            }
        }
        // Tokens on a cycle were never entered: cut each loose, which keeps every walk finite.
        let mut cut = false;
        for index in 0..count {
            if self.enter[index] == u32::MAX {
                self.records[index].head = index as u32;
                cut = true;
            }
        }
        if cut {
            self.index_children();
            self.number_tree();
        }
    }

    /// Several analyses as one, their texts joined by `separator`: for readers that look across blocks. Token numbers go on from
    /// block to block; offsets, also those of the original, become offsets of the joined text.
    pub fn join(parts: &[&Self], separator: &str) -> Self {
        let mut joined = Parts {
            labels: parts.first().map(|part| Arc::clone(&part.labels)).unwrap_or_default(),
            ..Parts::default()
        };
        for (number, part) in parts.iter().enumerate() {
            if number > 0 {
                joined.text.push_str(separator);
            }
            let (text, lemmas) = (joined.text.len() as u32, joined.lemmas.len() as u32);
            let token = joined.records.len() as u32;
            joined.text.push_str(&part.text);
            joined.lemmas.push_str(&part.lemmas);
            for (index, record) in part.records.iter().enumerate() {
                joined.records.push(Record {
                    start: record.start + text,
                    end: record.end + text,
                    original_start: record.start + text,
                    original_end: record.end + text,
                    head: record.head + token,
                    lemma_start: record.lemma_start + lemmas,
                    lemma_end: record.lemma_end + lemmas,
                    begins_sentence: record.begins_sentence || index == 0,
                    ..*record
                });
            }
            joined.names.extend(part.names.iter().map(|name| NameRecord {
                first: name.first + token,
                last: name.last + token,
                ..*name
            }));
        }
        Self::assemble(joined)
    }

    /// The analysis of a text in which some words stood for others of the same length ("QS" for the group "IS", which the models
    /// take for the verb), with the words of `text` put back; `lemmas` gives the lemma of a word that is inflected. A text of another
    /// length changes nothing.
    #[must_use]
    pub fn spelled(mut self, text: &str, lemmas: &[(&str, &str)]) -> Self {
        if text.len() != self.text.len() {
            return self;
        }
        for record in &mut self.records {
            let range = record.start as usize..record.end as usize;
            let (Some(own), Some(stand_in)) = (text.get(range.clone()), self.text.get(range)) else {
                continue;
            };
            if own == stand_in {
                continue;
            }
            if let Some((_, lemma)) = lemmas.iter().find(|(word, _)| *word == own) {
                record.lemma_start = self.lemmas.len() as u32;
                self.lemmas.push_str(lemma);
                record.lemma_end = self.lemmas.len() as u32;
                continue;
            }
            let lemma = record.lemma_start as usize..record.lemma_end as usize;
            if own != stand_in && self.lemmas.get(lemma.clone()) == Some(stand_in) {
                self.lemmas.replace_range(lemma, own);
            }
        }
        text.clone_into(&mut self.text);
        self
    }

    /// The text that was analysed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// How many tokens there are.
    pub fn len(&self) -> usize {
        self.records.len()
    }

    /// Whether there is no token at all.
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// The token with this index.
    pub fn token(&self, index: usize) -> Option<Token<'_>> {
        self.records.get(index).map(|record| Token { analysis: self, index, record })
    }

    /// All tokens in text order.
    pub fn tokens(&self) -> impl DoubleEndedIterator<Item = Token<'_>> + ExactSizeIterator {
        self.tokens_in(0..self.records.len())
    }

    /// The tokens with these indices (clipped to those there are), in text order.
    pub fn tokens_in(
        &self,
        range: Range<usize>,
    ) -> impl DoubleEndedIterator<Item = Token<'_>> + ExactSizeIterator {
        let end = range.end.min(self.records.len());
        let start = range.start.min(end);
        self.records[start..end].iter().enumerate().map(move |(at, record)| Token {
            analysis: self,
            index: start + at,
            record,
        })
    }

    /// Token ranges of the sentences; they cover the text without gaps.
    pub fn sentences(&self) -> &[Range<usize>] {
        &self.sentences
    }

    /// The token range of the sentence a token is in; empty if there is no such token.
    pub fn sentence_of(&self, index: usize) -> Range<usize> {
        let at = self.sentences.partition_point(|sentence| sentence.end <= index);
        self.sentences.get(at).cloned().unwrap_or(0..0)
    }

    /// The head of a token; the token itself for a root.
    pub fn head(&self, index: usize) -> usize {
        self.records.get(index).map_or(index, |record| record.head as usize)
    }

    /// The tokens whose head this is, from left to right.
    pub fn children(&self, index: usize) -> impl DoubleEndedIterator<Item = Token<'_>> + ExactSizeIterator {
        let range = match (self.child_start.get(index), self.child_start.get(index + 1)) {
            (Some(&start), Some(&end)) => start as usize..end as usize,
            _ => 0..0,
        };
        self.children[range].iter().map(|&child| Token {
            analysis: self,
            index: child as usize,
            record: &self.records[child as usize],
        })
    }

    /// The smallest token range that holds a token and all its descendants.
    pub fn subtree_span(&self, index: usize) -> Range<usize> {
        self.edges.get(index).map_or(0..0, |&(first, last)| first as usize..last as usize + 1)
    }

    /// A token and all its descendants, in text order. (In a crossing tree this may be less than the span.)
    ///
    /// ```
    /// let analysis = attest_language::Pipeline::embedded()?.analyse("Five soldiers of the army died.");
    /// let subject = analysis.tokens().find(|token| token.dep() == "nsubj").unwrap();
    /// let words: Vec<&str> = analysis.subtree(subject.index()).map(|token| token.text()).collect();
    /// assert_eq!(words, ["Five", "soldiers", "of", "the", "army"]);
    /// # Ok::<(), attest_language::Error>(())
    /// ```
    pub fn subtree(&self, index: usize) -> impl Iterator<Item = Token<'_>> {
        self.tokens_in(self.subtree_span(index)).filter(move |token| self.is_within(token.index, index))
    }

    /// Whether `index` is `ancestor` itself or one of its descendants. Constant time.
    pub fn is_within(&self, index: usize, ancestor: usize) -> bool {
        match (self.enter.get(index), self.enter.get(ancestor), self.leave.get(ancestor)) {
            (Some(at), Some(enter), Some(leave)) => enter <= at && at < leave,
            _ => false,
        }
    }

    /// The head of a token, its head's head and so on up to the root.
    pub fn ancestors(&self, index: usize) -> impl Iterator<Item = Token<'_>> {
        let mut at = index;
        std::iter::from_fn(move || {
            let head = self.head(at);
            if head == at {
                return None;
            }
            at = head;
            self.token(head)
        })
    }

    /// The names, in text order.
    ///
    /// ```
    /// let analysis = attest_language::Pipeline::embedded()?.analyse("Anna Dorr left Paris on Tuesday.");
    /// let kinds: Vec<&str> = analysis.names().map(|name| name.label).collect();
    /// assert_eq!(kinds, ["PERSON", "GPE", "DATE"]);
    /// # Ok::<(), attest_language::Error>(())
    /// ```
    pub fn names(&self) -> impl DoubleEndedIterator<Item = Name<'_>> + ExactSizeIterator {
        self.names.iter().map(|name| Name {
            first: name.first as usize,
            last: name.last as usize,
            label: name_of(&self.labels.kinds, name.kind.into()),
        })
    }

    /// The token that holds this byte of the original text, or the first one after it.
    pub fn token_at(&self, offset: usize) -> Option<Token<'_>> {
        self.token(self.records.partition_point(|record| record.original_end as usize <= offset))
    }

    /// The indices of the tokens that overlap this byte range of the original text.
    pub fn tokens_over(&self, range: Range<usize>) -> Range<usize> {
        let first = self.records.partition_point(|record| record.original_end as usize <= range.start);
        let end = self.records.partition_point(|record| (record.original_start as usize) < range.end);
        first..end.max(first)
    }

    /// The bytes of the original text from the first to the last of these tokens.
    pub fn range_of(&self, tokens: Range<usize>) -> Range<usize> {
        match (
            self.records.get(tokens.start),
            tokens.end.checked_sub(1).and_then(|last| self.records.get(last)),
        ) {
            (Some(first), Some(last)) if tokens.start < tokens.end => {
                first.original_start as usize..last.original_end as usize
            }
            _ => 0..0,
        }
    }

    /// A drawing of the trees over some tokens, for people: each head above its children, one token a line.
    ///
    /// ```
    /// let analysis = attest_language::Pipeline::embedded()?.analyse("Rebels left.");
    /// let drawing = analysis.drawing(0..analysis.len());
    /// assert_eq!(drawing, "ROOT    left  VBD leave\n  nsubj   Rebels  NNS rebel\n  punct   .  . .\n");
    /// # Ok::<(), attest_language::Error>(())
    /// ```
    pub fn drawing(&self, tokens: Range<usize>) -> String {
        use std::fmt::Write as _;

        let mut out = String::new();
        let mut stack: Vec<(usize, usize)> = self
            .tokens_in(tokens)
            .filter(|token| token.is_root())
            .map(|token| (token.index, 0))
            .rev()
            .collect();
        while let Some((index, depth)) = stack.pop() {
            let Some(token) = self.token(index) else { continue };
            // Deep trees are not indented for ever, and a token of line feeds stays on its line.
            let indent = depth.min(40) * 2;
            let flat = |words: &str| words.replace(char::is_whitespace, " ");
            let _ = write!(
                out,
                "{:indent$}{:6}  {}  {} {}",
                "",
                token.dep(),
                flat(token.text()),
                token.tag(),
                flat(token.lemma())
            );
            if !token.kind().is_empty() {
                let _ = write!(out, "  [{}]", token.kind());
            }
            out.push('\n');
            stack.extend(self.children(index).rev().map(|child| (child.index, depth + 1)));
        }
        out
    }

    pub(crate) fn labels(&self) -> &Labels {
        &self.labels
    }

    pub(crate) fn lemma_text(&self, start: u32, end: u32) -> &str {
        self.lemmas.get(start as usize..end as usize).unwrap_or("")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// "The old man slept." with man as the head of the first two, slept as root.
    fn sample(heads: &[u32]) -> Analysis {
        let text = "The old man slept .";
        let mut records = Vec::new();
        let mut at = 0;
        for (word, head) in text.split(' ').zip(heads) {
            let end = at + word.len() as u32;
            records.push(Record {
                start: at,
                end,
                original_start: at,
                original_end: end,
                head: *head,
                ..Record::default()
            });
            at = end + 1;
        }
        Analysis::assemble(Parts { text: text.to_owned(), records, ..Parts::default() })
    }

    fn words<'a>(tokens: impl Iterator<Item = Token<'a>>) -> Vec<&'a str> {
        tokens.map(Token::text).collect()
    }

    #[test]
    fn a_subtree_reads_in_text_order() {
        let analysis = sample(&[2, 2, 3, 3, 3]);
        assert_eq!(words(analysis.subtree(2)), ["The", "old", "man"]);
        assert_eq!(words(analysis.children(3)), ["man", "."]);
        assert_eq!(words(analysis.ancestors(0)), ["man", "slept"]);
        assert_eq!(analysis.subtree_span(3), 0..5);
        assert_eq!(analysis.sentence_of(4), 0..5);
        assert_eq!(analysis.token_at(5).map(Token::text), Some("old"));
        assert_eq!(analysis.tokens_over(4..9), 1..3);
    }

    #[test]
    fn a_cycle_of_heads_is_cut() {
        let analysis = sample(&[1, 0, 3, 3, 9]);
        assert_eq!(words(analysis.ancestors(0)), Vec::<&str>::new());
        assert_eq!(words(analysis.subtree(4)), ["."]);
    }

    #[test]
    fn an_empty_text_has_no_sentences() {
        let analysis = Analysis::default();
        assert!(analysis.sentences().is_empty());
        assert_eq!(analysis.sentence_of(3), 0..0);
        assert!(analysis.token_at(0).is_none());
        assert_eq!(analysis.subtree(1).count(), 0);
    }
}
