//! Words of a report with carets under those that a value was read from.
//!
//! Lines of a report can be a whole article long, so an excerpt is wrapped to the sheet first and the carets follow; each
//! mark has a row of its own, because the words behind two values often overlap.

use super::sheet::{Sheet, Text, Tone};
use crate::safe::visible;
use attest_model::Span;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// What stands under some words of an excerpt.
#[derive(Debug, Clone)]
pub struct Mark {
    /// The words, as bytes of the whole text.
    pub span: Span,
    /// What was read from them.
    pub says: String,
}

/// A character as it is shown, and where it stands.
struct Shown {
    at: u32,
    text: String,
    width: usize,
}

/// Draws the words of `text` at `window` from column `indent` on, with `marks` under them.
pub fn draw(sheet: &mut Sheet, indent: usize, text: &str, window: Span, marks: &[Mark], caret: char) {
    let Some(words) = window.of(text) else { return };
    let shown: Vec<Shown> = words
        .char_indices()
        .map(|(at, c)| {
            let text = visible(c.encode_utf8(&mut [0; 4])).into_owned();
            Shown { at: window.start + at as u32, width: text.width(), text }
        })
        .collect();
    let mut marks: Vec<&Mark> = marks.iter().filter(|mark| !mark.span.is_empty()).collect();
    marks.sort_by_key(|mark| (mark.span.start, mark.span.end));
    for line in wrapped(&shown, sheet.width().saturating_sub(indent).max(20)) {
        let words: String = line.iter().map(|shown| shown.text.as_str()).collect();
        sheet.line(Text::of(Tone::Plain, &" ".repeat(indent)).with(Tone::Plain, &words));
        for mark in &marks {
            under(sheet, indent, line, mark, caret);
        }
    }
}

/// Lines of at most `columns`, broken after spaces where there are any.
fn wrapped(shown: &[Shown], columns: usize) -> Vec<&[Shown]> {
    let mut lines = Vec::new();
    let mut rest = shown;
    while !rest.is_empty() {
        let mut used = 0;
        let mut fits = 0;
        while let Some(next) = rest.get(fits).filter(|next| used + next.width <= columns) {
            used += next.width;
            fits += 1;
        }
        let end = if fits == rest.len() {
            fits
        } else {
            let (head, _) = rest.split_at(fits);
            head.iter().rposition(|shown| shown.text == " ").map_or(fits, |space| space + 1).max(1)
        };
        let (line, after) = rest.split_at(end.min(rest.len()));
        lines.push(line);
        rest = after;
    }
    lines
}

/// The row of one mark under one line, if the line holds some of its words.
fn under(sheet: &mut Sheet, indent: usize, line: &[Shown], mark: &Mark, caret: char) {
    let inside = |shown: &&Shown| mark.span.start <= shown.at && shown.at < mark.span.end;
    let before: usize = line.iter().take_while(|shown| !inside(shown)).map(|shown| shown.width).sum();
    let length: usize = line.iter().filter(inside).map(|shown| shown.width).sum();
    let Some(last) = line.iter().rfind(inside) else { return };
    let blank = line.iter().rev().take_while(|shown| shown.text == " ").filter(inside).count();
    let length = length.saturating_sub(blank).max(1);
    let carets: String = std::iter::repeat_n(caret, length).collect();
    let mut row = Text::of(Tone::Plain, &" ".repeat(indent + before)).with(Tone::Figure, &carets);
    let next = last.at + last.text.chars().next().map_or(1, char::len_utf8) as u32;
    if next < mark.span.end {
        return sheet.line(row);
    }
    let says = Text::of(Tone::Mark, &mark.says);
    if row.width() + 1 + says.width() <= sheet.width() {
        row.push(Tone::Plain, " ");
        row.join(says);
        return sheet.line(row);
    }
    sheet.line(row);
    let column = (indent + before).min(sheet.width() / 2);
    sheet.paragraph(column, &says);
}

/// Line and column of byte `at`, from 1; columns are counted in characters.
pub fn position(text: &str, at: u32) -> (usize, usize) {
    let before = text.get(..at as usize).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let column =
        before.rsplit('\n').next().map_or(0, |line| line.chars().filter(|c| c.width().is_some()).count()) + 1;
    (line, column)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(text: &str, width: usize, marks: &[(u32, u32, &str)]) -> String {
        let mut sheet = Sheet::new(width, false);
        let marks: Vec<Mark> = marks
            .iter()
            .map(|&(start, end, says)| Mark { span: Span::new(start, end), says: says.to_owned() })
            .collect();
        draw(&mut sheet, 2, text, Span::new(0, text.len() as u32), &marks, '^');
        sheet.print(false)
    }

    #[test]
    fn each_mark_has_its_own_row() {
        let text = "Radio Ost said ten died.";
        let out = drawn(text, 60, &[(0, 9, "who says it"), (15, 18, "killed 10")]);
        assert_eq!(
            out,
            "  Radio Ost said ten died.\n  ^^^^^^^^^ who says it\n                 ^^^ killed 10\n"
        );
    }

    #[test]
    fn a_mark_goes_on_over_the_end_of_a_line() {
        let out = drawn("one two three four five six", 22, &[(8, 23, "x")]);
        assert_eq!(
            out,
            "  one two three four \n          ^^^^^^^^^^\n  five six\n  ^^^^ x\n"
                .replace("four \n", "four\n")
        );
    }

    #[test]
    fn wide_characters_get_wide_carets() {
        assert_eq!(drawn("村 fell", 40, &[(0, 3, "place")]), "  村 fell\n  ^^ place\n");
    }

    #[test]
    fn lines_and_columns_are_counted_from_one() {
        assert_eq!(position("ab\ncdé f", 7), (2, 4));
        assert_eq!(position("", 0), (1, 1));
    }
}
