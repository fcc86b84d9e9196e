//! Lines of styled text, wrapped and set side by side by the width that they take on a screen.
//!
//! A [`Text`] never holds an unsafe character: every word enters through [`crate::safe::visible`]. Width is counted in
//! columns (a CJK character takes two, a combining accent none), never in bytes or characters.

use crate::safe::visible;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// What a run of text is; how that looks is decided in one place, `Tone::code`, and never carries meaning alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// As it comes.
    Plain,
    /// A title.
    Strong,
    /// Words about words: labels, remarks.
    Faint,
    /// The report's own words.
    Quote,
    /// A figure.
    Figure,
    /// A party to the conflict.
    Party,
    /// A citation mark.
    Mark,
    /// Something to stumble over.
    Warn,
}

impl Tone {
    /// The terminal's code for it.
    const fn code(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Strong => "1",
            Self::Faint => "2",
            Self::Quote => "3",
            Self::Figure => "1;36",
            Self::Party => "33",
            Self::Mark => "36",
            Self::Warn => "33",
        }
    }
}

/// A line of text in runs of one tone each.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Text {
    runs: Vec<(Tone, String)>,
}

impl Text {
    /// Nothing.
    pub const fn new() -> Self {
        Self { runs: Vec::new() }
    }

    /// One run.
    pub fn of(tone: Tone, text: &str) -> Self {
        Self::new().with(tone, text)
    }

    /// Followed by another run.
    #[must_use]
    pub fn with(mut self, tone: Tone, text: &str) -> Self {
        self.push(tone, text);
        self
    }

    /// Appends a run.
    pub fn push(&mut self, tone: Tone, text: &str) {
        if !text.is_empty() {
            self.runs.push((tone, visible(text).into_owned()));
        }
    }

    /// Appends another text.
    pub fn join(&mut self, other: Self) {
        self.runs.extend(other.runs);
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.runs.is_empty()
    }

    /// Columns that it takes.
    pub fn width(&self) -> usize {
        self.runs.iter().map(|(_, text)| text.width()).sum()
    }

    /// The text in lines of at most `columns`, broken at spaces, and inside a word only where the word alone is wider.
    pub fn wrap(&self, columns: usize) -> Vec<Self> {
        let columns = columns.max(2);
        if self.width() <= columns {
            return vec![self.clone()];
        }
        let mut lines = Vec::new();
        let mut line = Self::new();
        let mut used = 0;
        for word in self.words() {
            let width = word.width();
            if used > 0 && used + 1 + width > columns {
                lines.push(std::mem::take(&mut line));
                used = 0;
            }
            if used > 0 {
                line.append(Tone::Plain, " ");
                used += 1;
            }
            if width <= columns {
                used += width;
                word.runs.iter().for_each(|(tone, text)| line.append(*tone, text));
                continue;
            }
            for (tone, c) in word.runs.iter().flat_map(|(tone, text)| text.chars().map(|c| (*tone, c))) {
                let width = c.width().unwrap_or(0);
                if used + width > columns {
                    lines.push(std::mem::take(&mut line));
                    used = 0;
                }
                line.append(tone, c.encode_utf8(&mut [0; 4]));
                used += width;
            }
        }
        if used > 0 || lines.is_empty() {
            lines.push(line);
        }
        lines
    }

    /// What stands between spaces; runs that touch make one word.
    fn words(&self) -> Vec<Self> {
        let mut out: Vec<Self> = Vec::new();
        let mut open = false;
        for (tone, text) in &self.runs {
            for (index, piece) in text.split(' ').enumerate() {
                open &= index == 0;
                if piece.is_empty() {
                    continue;
                }
                match out.last_mut() {
                    Some(word) if open => word.append(*tone, piece),
                    _ => out.push(Self { runs: vec![(*tone, piece.to_owned())] }),
                }
                open = true;
            }
        }
        out
    }

    fn append(&mut self, tone: Tone, text: &str) {
        match self.runs.last_mut() {
            Some((last, run)) if *last == tone => run.push_str(text),
            _ => self.runs.push((tone, text.to_owned())),
        }
    }

    /// The text for a terminal, with colours or without.
    pub fn print(&self, colour: bool) -> String {
        let mut out = String::new();
        for (tone, text) in &self.runs {
            let code = tone.code();
            if colour && !code.is_empty() && !text.trim().is_empty() {
                out.push_str("\u{1b}[");
                out.push_str(code);
                out.push('m');
                out.push_str(text);
                out.push_str("\u{1b}[0m");
            } else {
                out.push_str(text);
            }
        }
        let end = out.trim_end_matches(' ').len();
        out.truncate(end);
        out
    }
}

/// Typographic signs in ASCII; letters stay as they are.
fn folded(line: &str) -> String {
    line.replace(['“', '”', '„', '«', '»'], "\"")
        .replace(['‘', '’'], "'")
        .replace(['–', '—'], "-")
        .replace('…', "...")
}

/// Columns between texts that stand side by side.
pub const GUTTER: usize = 2;

/// Lines set one under another, within a width.
#[derive(Debug, Clone, Default)]
pub struct Sheet {
    width: usize,
    ascii: bool,
    lines: Vec<Text>,
}

impl Sheet {
    /// An empty sheet of `width` columns; with `ascii`, typographic signs of the report are folded when it is printed.
    pub const fn new(width: usize, ascii: bool) -> Self {
        Self { width, ascii, lines: Vec::new() }
    }

    /// Columns.
    pub const fn width(&self) -> usize {
        self.width
    }

    /// One line as it is.
    pub fn line(&mut self, line: Text) {
        self.lines.push(line);
    }

    /// One empty line, unless there is one already.
    pub fn blank(&mut self) {
        if self.lines.last().is_some_and(|line| !line.is_empty()) {
            self.lines.push(Text::new());
        }
    }

    /// `text` from column `indent` on, wrapped.
    pub fn paragraph(&mut self, indent: usize, text: &Text) {
        for line in text.wrap(self.width.saturating_sub(indent)) {
            let mut out = Text::of(Tone::Plain, &" ".repeat(indent));
            out.join(line);
            self.lines.push(out);
        }
    }

    /// Texts side by side from column `indent` on, two columns apart, each wrapped within its own width.
    pub fn columns(&mut self, indent: usize, columns: &[(usize, Text)]) {
        let wrapped: Vec<Vec<Text>> = columns.iter().map(|(width, text)| text.wrap(*width)).collect();
        let height = wrapped.iter().map(Vec::len).max().unwrap_or(0);
        for row in 0..height {
            let mut line = Text::of(Tone::Plain, &" ".repeat(indent));
            let mut at = indent;
            let mut target = indent;
            for ((width, _), lines) in columns.iter().zip(&wrapped) {
                if let Some(cell) = lines.get(row) {
                    line.push(Tone::Plain, &" ".repeat(target.saturating_sub(at)));
                    at = at.max(target) + cell.width();
                    line.join(cell.clone());
                }
                target += width + GUTTER;
            }
            self.lines.push(line);
        }
    }

    /// `left` and, at the right edge, `right`; under it where both do not fit on one line.
    pub fn edges(&mut self, indent: usize, left: &Text, right: &Text) {
        let room = self.width.saturating_sub(indent);
        if left.width() + right.width() + 2 > room {
            self.paragraph(indent, left);
            self.paragraph(indent.max(4), right);
            return;
        }
        let mut line = Text::of(Tone::Plain, &" ".repeat(indent));
        line.join(left.clone());
        line.push(Tone::Plain, &" ".repeat(room - left.width() - right.width()));
        line.join(right.clone());
        self.lines.push(line);
    }

    /// The first `most` lines of another sheet under this one's.
    pub fn append(&mut self, other: Self, most: usize) {
        self.lines.extend(other.lines.into_iter().take(most));
    }

    /// All lines for a terminal, each ended by a line feed.
    pub fn print(&self, colour: bool) -> String {
        let mut out = String::new();
        for line in &self.lines {
            let line = line.print(colour);
            out.push_str(&if self.ascii { folded(&line) } else { line });
            out.push('\n');
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_wide_character_counts_twice() {
        let lines = Text::of(Tone::Plain, "村村 村").wrap(4);
        assert_eq!(lines.iter().map(|line| line.print(false)).collect::<Vec<_>>(), ["村村", "村"]);
    }

    #[test]
    fn no_colour_means_no_escape_sequence() {
        let text = Text::of(Tone::Warn, "careful");
        assert_eq!(text.print(false), "careful");
        assert!(text.print(true).contains('\u{1b}'));
    }

    #[test]
    fn runs_that_touch_stay_on_one_line() {
        let text = Text::of(Tone::Plain, "said “").with(Tone::Quote, "ten").with(Tone::Plain, "”");
        assert_eq!(text.wrap(40).len(), 1);
        assert_eq!(text.wrap(40)[0].print(false), "said “ten”");
    }

    proptest! {
        #[test]
        fn no_line_is_wider_than_its_room(text in "\\PC{0,60}", columns in 2usize..40) {
            for line in Text::of(Tone::Plain, &text).wrap(columns) {
                prop_assert!(line.width() <= columns);
            }
        }
    }
}
