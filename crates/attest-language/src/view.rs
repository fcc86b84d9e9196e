//! A text as it should be read, with the way back to the text as it is.
//!
//! Citation marks, notes and other zones break sentences; upper-case wire text hides names. Nobody may alter the text
//! for that, since every quote points into it. So the pipeline reads a [`View`]: pieces of the original, possibly
//! in other letters of the same length, and a map from each byte back to the original.

use std::borrow::Cow;
use std::ops::Range;

/// A run of the view's text that corresponds byte by byte to the original.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Piece {
    view_start: u32,
    original_start: u32,
    original_end: u32,
}

/// A readable rendering of an original text with an offset map back into it.
///
/// ```
/// use attest_language::View;
///
/// let original = "The town fell.[3] Over thirty fled.";
/// let view = View::skipping(original, &[14..17]);
/// assert_eq!(view.text(), "The town fell. Over thirty fled.");
/// assert_eq!(view.original(15), 18);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct View<'a> {
    text: Cow<'a, str>,
    pieces: Vec<Piece>,
}

impl<'a> View<'a> {
    /// The whole of a text, unchanged.
    pub fn whole(original: &'a str) -> Self {
        let piece = Piece { view_start: 0, original_start: 0, original_end: original.len() as u32 };
        Self { text: Cow::Borrowed(original), pieces: vec![piece] }
    }

    /// A part of a text; offsets of the analysis point into the whole. A range that cuts a character is widened.
    pub fn part(original: &'a str, range: Range<usize>) -> Self {
        let range = widen(original, &range);
        let piece =
            Piece { view_start: 0, original_start: range.start as u32, original_end: range.end as u32 };
        Self { text: Cow::Borrowed(&original[range]), pieces: vec![piece] }
    }

    /// A text without the given ranges (bytes of the original, in any order, overlaps allowed).
    pub fn skipping(original: &'a str, skipped: &[Range<usize>]) -> Self {
        Self::part_skipping(original, 0..original.len(), skipped)
    }

    /// A part of a text without the given ranges, all in bytes of the original.
    pub fn part_skipping(original: &'a str, part: Range<usize>, skipped: &[Range<usize>]) -> Self {
        let part = widen(original, &part);
        let mut skipped: Vec<Range<usize>> = skipped
            .iter()
            .map(|range| widen(original, range))
            .filter(|range| range.start < part.end && range.end > part.start)
            .collect();
        if skipped.is_empty() {
            return Self::part(original, part);
        }
        skipped.sort_by_key(|range| (range.start, range.end));
        let mut text = String::with_capacity(part.len());
        let mut pieces = Vec::with_capacity(skipped.len() + 1);
        let mut at = part.start;
        let end = part.end..part.end;
        for range in skipped.iter().chain(std::iter::once(&end)) {
            if range.start > at {
                pieces.push(Piece {
                    view_start: text.len() as u32,
                    original_start: at as u32,
                    original_end: range.start as u32,
                });
                text.push_str(&original[at..range.start]);
            }
            at = at.max(range.end.min(part.end));
        }
        Self { text: Cow::Owned(text), pieces }
    }

    /// The same view with other letters: `change` gets the view's text and must return a text of the same length in
    /// bytes, with character boundaries at the same places (as a change of ASCII case does); otherwise the view stays
    /// as it is.
    pub fn changed(mut self, change: impl FnOnce(&str) -> String) -> Self {
        let changed = change(&self.text);
        let aligned = changed.len() == self.text.len()
            && changed.char_indices().map(|(at, _)| at).eq(self.text.char_indices().map(|(at, _)| at));
        if aligned {
            self.text = Cow::Owned(changed);
        }
        self
    }

    /// The text to be read.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The place in the original of a byte of the view.
    pub fn original(&self, offset: usize) -> usize {
        let next = self.pieces.partition_point(|piece| piece.view_start as usize <= offset);
        let Some(piece) = next.checked_sub(1).and_then(|at| self.pieces.get(at)) else {
            return 0;
        };
        (piece.original_start as usize + offset - piece.view_start as usize).min(piece.original_end as usize)
    }

    /// The range of the original that a range of the view stands for. What was skipped inside it is included, what
    /// was skipped at its end is not.
    pub fn original_range(&self, range: Range<usize>) -> Range<usize> {
        let start = self.original(range.start);
        if range.end <= range.start {
            return start..start;
        }
        // The end is found from the last byte, so that a skipped stretch after it stays outside.
        let end = self.original(range.end - 1) + 1;
        start..end.max(start)
    }
}

/// The range, clipped to the text and widened to character boundaries.
fn widen(text: &str, range: &Range<usize>) -> Range<usize> {
    let mut start = range.start.min(text.len());
    let mut end = range.end.clamp(start, text.len());
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    while !text.is_char_boundary(end) {
        end += 1;
    }
    start..end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_skipped_mark_stays_outside_a_range_that_ends_before_it() {
        let view = View::skipping("Two died.[12] Three fled.", &[9..13]);
        assert_eq!(view.text(), "Two died. Three fled.");
        assert_eq!(view.original_range(4..9), 4..9);
        assert_eq!(view.original_range(10..15), 14..19);
    }

    #[test]
    fn a_part_keeps_offsets_of_the_whole() {
        let view = View::part("HeadingThe town fell.", 7..21);
        assert_eq!(view.text(), "The town fell.");
        assert_eq!(view.original_range(4..8), 11..15);
    }

    #[test]
    fn ranges_that_cut_characters_or_overlap_are_taken_whole() {
        let view = View::skipping("aéb cd", &[2..3, 1..2, 40..50]);
        assert_eq!(view.text(), "ab cd");
        assert_eq!(view.original(1), 3);
    }

    #[test]
    fn a_change_of_length_is_refused() {
        let view = View::whole("ABC").changed(|_| "abcd".to_owned());
        assert_eq!(view.text(), "ABC");
        let view = View::whole("ABC").changed(str::to_lowercase);
        assert_eq!(view.text(), "abc");
    }
}
