//! One token of an analysis.
//!
//! A [`Token`] is a handle (a reference and an index), so it is `Copy` and can answer for its label names, its
//! sentence and its place in the tree without a second argument.

use std::ops::Range;

use crate::analysis::Analysis;
use crate::labels::name_of;

/// What is stored about one token.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Record {
    /// Bytes in the analysed text.
    pub(crate) start: u32,
    pub(crate) end: u32,
    /// Bytes in the original text.
    pub(crate) original_start: u32,
    pub(crate) original_end: u32,
    /// Index of the head; the token itself if it is a root.
    pub(crate) head: u32,
    /// Bytes in the analysis's lemma buffer.
    pub(crate) lemma_start: u32,
    pub(crate) lemma_end: u32,
    pub(crate) tag: u16,
    pub(crate) dep: u16,
    pub(crate) morph: u16,
    pub(crate) pos: u16,
    pub(crate) kind: u16,
    pub(crate) begins_sentence: bool,
    pub(crate) begins_name: bool,
    pub(crate) space_after: bool,
}

/// A token: a handle into its [`Analysis`].
///
/// White space that is more than one blank between words is a token too (its tag is `_SP`), as in spaCy.
///
/// ```
/// let analysis = attest_language::Pipeline::embedded()?.analyse("Gunmen attacked the village.");
/// let village = analysis.token_at(20).unwrap();
/// assert_eq!((village.text(), village.tag(), village.dep()), ("village", "NN", "dobj"));
/// assert_eq!(village.head().text(), "attacked");
/// assert_eq!(village.ancestors().count(), 1);
/// # Ok::<(), attest_language::Error>(())
/// ```
#[derive(Clone, Copy)]
pub struct Token<'a> {
    pub(crate) analysis: &'a Analysis,
    pub(crate) index: usize,
    pub(crate) record: &'a Record,
}

impl<'a> Token<'a> {
    /// The token's index in its analysis.
    pub fn index(self) -> usize {
        self.index
    }

    /// First byte of the token in the original text.
    pub fn start(self) -> u32 {
        self.record.original_start
    }

    /// The byte after the token in the original text.
    pub fn end(self) -> u32 {
        self.record.original_end
    }

    /// The token's bytes in the original text.
    pub fn range(self) -> Range<usize> {
        self.start() as usize..self.end() as usize
    }

    /// The token as it was analysed. If the text was read through a [`View`](crate::View) that changes case, this is
    /// the changed form.
    pub fn text(self) -> &'a str {
        self.analysis.text().get(self.record.start as usize..self.record.end as usize).unwrap_or("")
    }

    /// Whether one blank follows the token in the analysed text.
    pub fn space_after(self) -> bool {
        self.record.space_after
    }

    /// Whether the token is nothing but white space.
    pub fn is_space(self) -> bool {
        self.text().chars().all(char::is_whitespace)
    }

    /// The fine-grained tag (for English, Penn Treebank: `NNP`, `VBD`); empty if the model has no tagger.
    pub fn tag(self) -> &'a str {
        name_of(&self.analysis.labels().tags, self.record.tag.into())
    }

    /// The universal part of speech, such as `PROPN`; empty if unknown.
    pub fn pos(self) -> &'a str {
        name_of(&self.analysis.labels().pos, self.record.pos.into())
    }

    /// Morphological features in the notation of Universal Dependencies, such as `Number=Sing|Person=3`; may be empty.
    pub fn morph(self) -> &'a str {
        name_of(&self.analysis.labels().morphs, self.record.morph.into())
    }

    /// The label of the arc from the head, such as `nsubj`; `ROOT` for the head of a sentence.
    pub fn dep(self) -> &'a str {
        name_of(&self.analysis.labels().deps, self.record.dep.into())
    }

    /// The base form.
    pub fn lemma(self) -> &'a str {
        self.analysis.lemma_text(self.record.lemma_start, self.record.lemma_end)
    }

    /// The head's token; the token itself if it is the root of its sentence.
    pub fn head(self) -> Token<'a> {
        self.analysis.token(self.record.head as usize).unwrap_or(self)
    }

    /// Whether the token heads its sentence.
    pub fn is_root(self) -> bool {
        self.record.head as usize == self.index
    }

    /// Whether a sentence starts at the token.
    pub fn begins_sentence(self) -> bool {
        self.record.begins_sentence
    }

    /// The kind of name the token is part of (`PERSON`, `GPE`, …); empty if it is part of none.
    pub fn kind(self) -> &'a str {
        name_of(&self.analysis.labels().kinds, self.record.kind.into())
    }

    /// Whether a name starts at the token.
    pub fn begins_name(self) -> bool {
        self.record.begins_name
    }

    /// The tokens whose head this is, from left to right.
    pub fn children(self) -> impl DoubleEndedIterator<Item = Token<'a>> + ExactSizeIterator + 'a {
        self.analysis.children(self.index)
    }

    /// The children before the token, from left to right.
    pub fn lefts(self) -> impl Iterator<Item = Token<'a>> + 'a {
        self.children().filter(move |child| child.index < self.index)
    }

    /// The children after the token, from left to right.
    pub fn rights(self) -> impl Iterator<Item = Token<'a>> + 'a {
        self.children().filter(move |child| child.index > self.index)
    }

    /// The token and all its descendants, in text order.
    pub fn subtree(self) -> impl Iterator<Item = Token<'a>> + 'a {
        self.analysis.subtree(self.index)
    }

    /// The token's head, its head's head and so on up to the root.
    pub fn ancestors(self) -> impl Iterator<Item = Token<'a>> + 'a {
        self.analysis.ancestors(self.index)
    }

    /// The token before, if any.
    pub fn previous(self) -> Option<Token<'a>> {
        self.analysis.token(self.index.checked_sub(1)?)
    }

    /// The token after, if any.
    pub fn next(self) -> Option<Token<'a>> {
        self.analysis.token(self.index + 1)
    }
}

impl PartialEq for Token<'_> {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.analysis, other.analysis) && self.index == other.index
    }
}

impl Eq for Token<'_> {}

impl std::fmt::Debug for Token<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Token")
            .field("index", &self.index)
            .field("text", &self.text())
            .field("tag", &self.tag())
            .field("pos", &self.pos())
            .field("lemma", &self.lemma())
            .field("dep", &self.dep())
            .field("head", &self.record.head)
            .field("kind", &self.kind())
            .finish_non_exhaustive()
    }
}
