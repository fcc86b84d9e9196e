//! Paragraphs of a stretch of text: which line ends are mere layout.
//!
//! Old wires wrap their lines at some seventy columns, saved pages break a line at every link, and most texts have one line a
//! paragraph. A blank line always ends a paragraph; for every other line end the two lines decide, so that a mixed page works too.

use std::ops::Range;

/// How the lines of a document are broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Layout {
    /// The column at which lines are wrapped, where they are.
    wrap: Option<usize>,
}

/// How many lines are looked at to tell the layout.
const SAMPLE: usize = 4000;

impl Layout {
    /// The layout of `text`.
    pub fn of(text: &str) -> Self {
        let mut lengths = Vec::new();
        let mut inner = Vec::new();
        let mut previous: Option<usize> = None;
        for line in text.lines().take(SAMPLE) {
            let line = line.trim_end();
            let len = line.chars().count();
            if line.is_empty() {
                previous = None;
                continue;
            }
            if let Some(before) = previous {
                inner.push(before);
            }
            previous = Some(len);
            lengths.push(len);
        }
        // The widest line that at least a few others come near is the margin.
        lengths.sort_unstable();
        let at = lengths.len().saturating_sub(1 + lengths.len() / 20);
        let Some(&margin) = lengths.get(at) else { return Self { wrap: None } };
        let full = inner.iter().filter(|len| **len * 4 >= margin * 3).count();
        let wrapped = (40..=120).contains(&margin) && inner.len() >= 3 && full * 10 >= inner.len() * 6;
        Self { wrap: wrapped.then_some(margin) }
    }

    /// Whether lines are wrapped at a margin.
    pub const fn is_wrapped(self) -> bool {
        self.wrap.is_some()
    }

    /// Whether `next` goes on where `line` broke off.
    pub fn joins(self, line: &str, next: &str) -> bool {
        let (ended, shown) = (line.trim_end(), next.trim_start());
        if ended.is_empty() || shown.is_empty() || is_item(shown) || shown.starts_with('|') {
            return false;
        }
        let closed = ends_sentence(ended);
        if let Some(margin) = self.wrap {
            let indent = |l: &str| l.len() - l.trim_start().len();
            if indent(next) >= 2 && indent(line) < indent(next) {
                return false;
            }
            let word = shown.split_whitespace().next().map_or(0, |w| w.chars().count());
            let forced = ended.chars().count() + 1 + word > margin * 17 / 20;
            return forced || !closed && ended.chars().count() * 2 >= margin || goes_on(ended, line, shown);
        }
        !closed && goes_on(ended, line, shown)
    }
}

/// Signs inside the two lines that a sentence runs on.
fn goes_on(ended: &str, line: &str, shown: &str) -> bool {
    let first = shown.chars().next().unwrap_or(' ');
    let last = ended.chars().next_back().unwrap_or(' ');
    if ends_sentence(ended) {
        return false;
    }
    if first.is_lowercase() || matches!(first, ',' | ';' | ')' | '”' | '’' | '.') {
        return true;
    }
    if matches!(last, ',' | ';' | '(' | '“') || matches!(last, '-' | '–' | '—') && ended.len() > 40 {
        return true;
    }
    // A link or name on a line of its own leaves a space behind the words before it: "67 year old \nHosni …".
    line.len() > 60 && line.ends_with(' ') && last.is_lowercase()
}

/// Whether a line closes a sentence, closing quotes and brackets aside.
pub fn ends_sentence(line: &str) -> bool {
    let bare = line.trim_end().trim_end_matches(['"', '”', '’', '\'', ')', ']', '»']);
    bare.ends_with(['.', '!', '?', ':', '…'])
}

/// Whether a line is an item of a list.
pub fn is_item(line: &str) -> bool {
    item_marker(line).is_some()
}

/// The length of the list marker, with its space, at the start of `line`: "* ", "• ", "- ", "1. ", "(a) ".
pub fn item_marker(line: &str) -> Option<usize> {
    let rest = line.trim_start_matches(['*', '#']);
    let stars = line.len() - rest.len();
    if stars > 0
        && stars <= 6
        && !rest.is_empty()
        && (rest.starts_with([' ', '\t'])
            || line.starts_with('*')
                && rest.starts_with(char::is_alphanumeric)
                && stars == 1
                && !rest.contains('*'))
    {
        return Some(line.len() - rest.trim_start().len());
    }
    if let Some(rest) = line.strip_prefix(['•', '▪', '◦', '‣', '·', '●', '■', '–', '-', '+'])
        && rest.starts_with([' ', '\t', '\u{a0}'])
        && !rest.trim_start().is_empty()
    {
        return Some(line.len() - rest.trim_start().len());
    }
    let inner = line.strip_prefix('(').unwrap_or(line);
    let digits = inner.bytes().take_while(u8::is_ascii_digit).count();
    if (1..=3).contains(&digits)
        && let Some(rest) = inner.get(digits..).and_then(|r| r.strip_prefix(['.', ')']))
        && rest.starts_with([' ', '\t'])
        && !rest.trim_start().is_empty()
    {
        return Some(line.len() - rest.trim_start().len());
    }
    None
}

/// A line: the bytes of `text` from its first to past its last, without the line end.
pub fn lines(text: &str, start: usize, end: usize) -> impl Iterator<Item = Range<usize>> + '_ {
    let part = text.get(start..end).unwrap_or_default();
    part.split('\n').scan(start, |at, line| {
        let begin = *at;
        *at += line.len() + 1;
        Some(begin..begin + line.strip_suffix('\r').unwrap_or(line).len())
    })
}

/// The paragraphs of `text[start..end]`: ranges that hold one or more lines each, trimmed.
pub fn paragraphs(text: &str, start: usize, end: usize, layout: Layout) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut previous: Option<Range<usize>> = None;
    for line in lines(text, start, end) {
        let words = text.get(line.clone()).unwrap_or_default();
        if words.trim().is_empty() {
            previous = None;
            continue;
        }
        let begin = line.start + (words.len() - words.trim_start().len());
        let stop = line.start + words.trim_end().len();
        let joined =
            previous.as_ref().is_some_and(|p| layout.joins(text.get(p.clone()).unwrap_or_default(), words));
        match found.last_mut() {
            Some(last) if joined => last.end = stop,
            _ => found.push(begin..stop),
        }
        previous = Some(line);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<&str> {
        paragraphs(text, 0, text.len(), Layout::of(text)).into_iter().map(|p| &text[p]).collect()
    }

    #[test]
    fn one_line_a_paragraph_stays_so() {
        assert_eq!(read("Ost fell on Monday.\nThe army left.\n\nCalm returned.\n").len(), 3);
    }

    #[test]
    fn wrapped_lines_make_whole_paragraphs() {
        let text = "OSTHAVEN, 3 JAN 90 (ORA) -- [TEXT] THE GARRISON OF OSTHAVEN REPORTED\nTODAY THAT FOUR SOLDIERS WERE KILLED WHEN A BRIDGE WAS BLOWN UP NEAR\nTHE TOWN.  THE ARMY BLAMED THE RIVER FRONT.\n\n   THE FRONT HAS NOT SPOKEN OF THE ATTACK, AND NO OTHER GROUP HAS CLAIMED\nIT.  A CURFEW IS IN FORCE.\n";
        let found = read(text);
        assert_eq!(found.len(), 2);
        assert!(found[1].ends_with("IN FORCE."));
    }

    #[test]
    fn a_link_on_its_own_line_does_not_break_the_sentence() {
        let text = "Several people said that the shell hit the yard of the school where 67 year old \nAdam Orel\n was standing.\nA second shell fell later.";
        assert_eq!(read(text).len(), 2);
    }

    #[test]
    fn list_items_stay_apart() {
        assert_eq!(read("* the army\n* the police\n- others").len(), 3);
        assert_eq!(item_marker("12. Calm"), Some(4));
        assert_eq!(item_marker("2015 was calm"), None);
        assert_eq!(item_marker("*emphasis* here"), None);
    }
}
