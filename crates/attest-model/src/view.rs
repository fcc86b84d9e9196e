//! A view of a document's text for reading: citation marks, glued headings and furniture skipped, offsets kept.
//!
//! Language analysis wants clean sentences; the record wants offsets of the original. A view is made of blocks (a heading, a
//! paragraph, a list item), each a clean text of its own with a map back. Blocks are hard boundaries: no sentence crosses one.
//! The alternative, cleaning the text itself, would break the first law of the format.

use crate::{Span, ZoneKind};

/// One stretch of clean text: a heading, a paragraph, a list item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// What part of the document it stands in.
    pub kind: ZoneKind,
    /// Index of its zone in the document, where it has one.
    pub zone: Option<usize>,
    /// The clean text.
    pub text: String,
    /// Pieces of the original in order: (offset in `text`, offset in the original, length in bytes). Bytes of `text` outside
    /// every piece were inserted (a space after a full stop) and stand for the end of the piece before.
    pieces: Vec<(u32, u32, u32)>,
}

impl Block {
    /// An empty block of `kind`, to be filled by [`Block::copy`] and [`Block::insert`].
    pub const fn new(kind: ZoneKind, zone: Option<usize>) -> Self {
        Self { kind, zone, text: String::new(), pieces: Vec::new() }
    }

    /// Appends the original's words at `span`; words that do not fit `original` are ignored.
    pub fn copy(&mut self, original: &str, span: Span) {
        if let Some(words) = span.of(original)
            && !words.is_empty()
        {
            self.pieces.push((self.text.len() as u32, span.start, span.len()));
            self.text.push_str(words);
        }
    }

    /// Appends text that the original does not have.
    pub fn insert(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Replaces the text by one of the same length in bytes (another case of the same letters); ignored if the length differs.
    pub fn recase(&mut self, text: String) {
        if text.len() == self.text.len() {
            self.text = text;
        }
    }

    /// The original offset at which the clean text's byte `at` stands.
    pub fn original(&self, at: u32) -> u32 {
        let after = self.pieces.partition_point(|piece| piece.0 <= at);
        match after.checked_sub(1).and_then(|index| self.pieces.get(index)) {
            Some(&(view, original, len)) => original + (at - view).min(len),
            None => self.pieces.first().map_or(0, |piece| piece.1),
        }
    }

    /// The original range of the clean text's bytes `start..end`. Marks that stand inside the words are inside the range;
    /// marks right behind the last word are not.
    pub fn span(&self, start: u32, end: u32) -> Span {
        let first = self.original(start);
        if end <= start {
            return Span::new(first, first);
        }
        let before = self.pieces.partition_point(|piece| piece.0 < end);
        let last = match before.checked_sub(1).and_then(|index| self.pieces.get(index)) {
            Some(&(view, original, len)) => original + (end - view).min(len),
            None => first,
        };
        Span::new(first, last.max(first))
    }

    /// The clean text's offset of the original byte `at`, if the view holds it.
    pub fn position(&self, at: u32) -> Option<u32> {
        self.pieces
            .iter()
            .find(|&&(_, original, len)| original <= at && at < original + len)
            .map(|&(view, original, _)| view + (at - original))
    }

    /// The whole original range.
    pub fn extent(&self) -> Span {
        self.span(0, self.text.len() as u32)
    }
}

/// The blocks of a document, in text order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct View {
    /// The blocks.
    pub blocks: Vec<Block>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_skipped_mark_does_not_move_offsets() {
        let original = "It fell.[3] Over ten died.";
        let mut block = Block::new(ZoneKind::Lead, None);
        block.copy(original, Span::new(0, 8));
        block.copy(original, Span::new(11, 26));
        assert_eq!(block.text, "It fell. Over ten died.");
        let at = block.text.find("Over").unwrap() as u32;
        assert_eq!(block.span(at, at + 8).of(original), Some("Over ten"));
        assert_eq!(block.span(0, 8).of(original), Some("It fell."));
        assert_eq!(block.position(12), Some(9));
        assert_eq!(block.position(9), None);
    }

    #[test]
    fn inserted_text_stands_for_the_end_before_it() {
        let original = "BackgroundThe";
        let mut block = Block::new(ZoneKind::Lead, None);
        block.copy(original, Span::new(0, 10));
        block.insert(". ");
        block.copy(original, Span::new(10, 13));
        assert_eq!(block.original(11), 10);
        assert_eq!(block.span(12, 15).of(original), Some("The"));
    }
}
