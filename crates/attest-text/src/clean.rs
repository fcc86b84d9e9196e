//! Cleaning one stretch of text into a block: what is skipped, and where a space is missing.
//!
//! Skipped: citation marks, the monitor's remarks ("[words indistinct]"), emphasis stars and link targets of Markdown, soft hyphens, zero-width
//! and control characters, doubled white space. Inserted: a space where two sentences, a mark and a word, or a day and a month
//! are glued together. Nothing else changes, so that the block still reads as the report does.

use crate::date;
use attest_model::{Block, Citation, Span};
use std::ops::Range;

/// Remarks of a monitoring service about its recording, not words of the report.
const REMARKS: [&str; 22] = [
    "words indistinct",
    "word indistinct",
    "few words indistinct",
    "passage indistinct",
    "name indistinct",
    "passage omitted",
    "end recording",
    "begin recording",
    "end video",
    "begin video",
    "video clip",
    "sic",
    "as heard",
    "as received",
    "as published",
    "as printed",
    "sentence as published",
    "figure as published",
    "name as published",
    "continued",
    "applause",
    "edit",
];

/// The longest remark, in bytes, brackets aside.
const LONGEST: usize = 100;

struct Cutter<'a> {
    text: &'a str,
    block: &'a mut Block,
    /// Start of the stretch that is to be copied next.
    from: usize,
    /// How many straight double quotes were copied.
    quotes: usize,
}

impl Cutter<'_> {
    /// Copies up to `start`, puts `instead` and goes on at `end`.
    fn cut(&mut self, start: usize, end: usize, instead: &str) {
        self.block.copy(self.text, Span::new(self.from as u32, start as u32));
        if !instead.is_empty() {
            self.block.insert(instead);
        }
        self.from = end;
    }

    /// The last character that the block has or will have.
    fn last(&self, at: usize) -> Option<char> {
        self.text
            .get(self.from..at)
            .and_then(|run| run.chars().next_back())
            .or_else(|| self.block.text.chars().next_back())
    }
}

/// Copies the words of `text` at `span` into `block`, cleaned; `marks` are the citations inside, in order.
pub fn copy(block: &mut Block, text: &str, span: Span, marks: &[Citation]) {
    let Some(words) = span.of(text) else { return };
    let start = span.start as usize + (words.len() - words.trim_start().len());
    let end = span.start as usize + words.trim_end().len();
    if start >= end {
        return;
    }
    let mut cutter = Cutter { text, block, from: start, quotes: 0 };
    let mut marks = marks.iter().peekable();
    let mut at = start;
    while let Some(c) = text.get(at..end).and_then(|rest| rest.chars().next()) {
        while marks.peek().is_some_and(|m| (m.start as usize) < at) {
            marks.next();
        }
        let next = if let Some(mark) = marks.next_if(|m| m.start as usize == at) {
            let past = pages(text, mark.end as usize, end);
            cutter.cut(at, past, "");
            past
        } else {
            step(&mut cutter, c, at, end)
        };
        if next > at && cutter.from >= at {
            seam_after_cut(&mut cutter, end);
        }
        at = next;
    }
    cutter.cut(end.max(cutter.from), end, "");
}

/// One character that starts no citation: skips what is layout, opens glued words; returns where to go on.
fn step(cutter: &mut Cutter, c: char, at: usize, end: usize) -> usize {
    let text = cutter.text;
    let past = at + c.len_utf8();
    if c.is_whitespace() {
        return white(cutter, at, end);
    }
    match c {
        '\u{ad}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}'
        | '\u{feff}' => {
            cutter.cut(at, past, "");
        }
        c if c.is_control() => cutter.cut(at, past, " "),
        '[' => {
            if let Some(len) = remark(text, at, end) {
                cutter.cut(at, at + len, "");
                return at + len;
            }
            if is_link(text, at, end) {
                cutter.cut(at, past, "");
            }
        }
        ']' => {
            if let Some(len) = target(text, at, end) {
                cutter.cut(at, at + len, "");
                return at + len;
            }
        }
        '*' => {
            let stars = text.get(at..end).map_or(1, |r| r.len() - r.trim_start_matches('*').len());
            if stars <= 3 && emphasis(text, at, stars, end) {
                cutter.cut(at, at + stars, "");
            }
            return at + stars;
        }
        '>' if line_start(text, at) && text.get(past..end).is_some_and(|r| r.starts_with(' ')) => {
            cutter.cut(at, past + 1, "");
            return past + 1;
        }
        '"' => cutter.quotes += 1,
        _ => {}
    }
    if missing_space(cutter, c, at, past, end) {
        cutter.cut(past, past, " ");
    }
    past
}

/// Whether only white space stands before `at` in its line.
fn line_start(text: &str, at: usize) -> bool {
    let head = text.get(..at).unwrap_or_default().trim_end_matches([' ', '\t']);
    head.is_empty() || head.ends_with('\n')
}

/// White space: one space, none before punctuation that a mark was cut from.
fn white(cutter: &mut Cutter, at: usize, end: usize) -> usize {
    let text = cutter.text;
    let rest = text.get(at..end).unwrap_or_default();
    let past = at + (rest.len() - rest.trim_start().len());
    if cutter.last(at).is_none_or(char::is_whitespace) || split_number(text, at, past, end) {
        cutter.cut(at, past, "");
    } else if past - at > 1 || !rest.starts_with(' ') {
        // Copy a plain space where there is one, so that few pieces are needed.
        if rest.starts_with(' ') {
            cutter.cut(at + 1, past, "");
        } else {
            cutter.cut(at, past, " ");
        }
    }
    past
}

/// A space inside a number or an hour, left by a tokenizer: "21, 000 people", "2: 53 p. m.".
fn split_number(text: &str, at: usize, past: usize, end: usize) -> bool {
    let (Some(head), Some(tail)) = (text.get(..at), text.get(past..end)) else { return false };
    let digits = tail.bytes().take_while(u8::is_ascii_digit).count();
    if let Some(head) = head.strip_suffix(',') {
        return tail.starts_with("000") && digits == 3 && head.ends_with(|c: char| c.is_ascii_digit());
    }
    if let Some(head) = head.strip_suffix(':') {
        let hour = head.len() - head.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        let half = tail.get(digits..).unwrap_or_default().trim_start();
        return digits == 2 && (1..=2).contains(&hour) && half.starts_with(['a', 'p']) && half.contains('m');
    }
    let dotted = |letter: &str| {
        head.ends_with(letter)
            && head.len() > 3
            && head
                .get(..head.len() - 2)
                .is_some_and(|h| h.ends_with([' ', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9']))
    };
    tail.starts_with("m.") && (dotted("a.") || dotted("p."))
}

/// After something was cut out: a space between two words that it had kept apart.
fn seam_after_cut(cutter: &mut Cutter, end: usize) {
    let Some(next) = cutter.text.get(cutter.from..end).and_then(|r| r.chars().next()) else { return };
    let Some(last) = cutter.block.text.chars().next_back() else { return };
    let cut = cutter.text.get(..cutter.from).is_some_and(|t| t.ends_with(']'));
    if cut
        && (last.is_alphanumeric() || matches!(last, '.' | ',' | ';' | ':' | '!' | '?' | '"' | '”' | ')'))
        && (next.is_alphanumeric() || matches!(next, '“' | '(' | '"'))
    {
        cutter.block.insert(" ");
    }
}

/// Page numbers behind a mark: "[3]:12–14".
fn pages(text: &str, at: usize, end: usize) -> usize {
    let Some(rest) = text.get(at..end).and_then(|r| r.strip_prefix(':')) else { return at };
    let rest = rest.strip_prefix(['\u{200a}', '\u{2009}', ' ']).unwrap_or(rest);
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 || digits > 4 {
        return at;
    }
    let mut stop = end.min(text.len()) - (rest.len() - digits);
    if let Some(range) = text.get(stop..end).and_then(|r| r.strip_prefix(['–', '-'])) {
        let more = range.bytes().take_while(u8::is_ascii_digit).count();
        if more > 0 {
            stop = end - (range.len() - more);
        }
    }
    stop
}

/// The length of a monitor's remark that starts at `at`.
fn remark(text: &str, at: usize, end: usize) -> Option<usize> {
    let rest = text.get(at + 1..end)?;
    let close = rest.bytes().take(LONGEST).position(|b| b == b']')?;
    let inside = rest.get(..close)?;
    let words = inside.split_whitespace().collect::<Vec<_>>().join(" ").to_ascii_lowercase();
    (REMARKS.contains(&words.as_str()) || spells_out(text.get(..at)?, inside)).then_some(close + 2)
}

/// Whether the words in brackets spell out the acronym before them: "ELN **[Army of National Liberation]** guerrillas". The acronym goes on
/// with its sentence; its words may be a translation, in another order.
fn spells_out(before: &str, inside: &str) -> bool {
    let Some(before) = before.strip_suffix([' ', '\n']) else { return false };
    let acronym = before.trim_end().rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let initials: Vec<char> = inside.split_whitespace().filter_map(|word| word.chars().next()).collect();
    let capitals = initials.iter().filter(|c| c.is_uppercase()).count();
    let plain = inside.chars().all(|c| c.is_alphabetic() || c.is_whitespace() || c == '-' || c == '\'');
    let letters = acronym.chars().count();
    if !(3..=8).contains(&letters)
        || !acronym.chars().all(char::is_uppercase)
        || !plain
        || capitals < 3
        || initials.len() > 10
    {
        return false;
    }
    let told = acronym.chars().filter(|letter| initials.contains(letter)).count();
    told * 2 > letters
}

/// Whether a Markdown link's label starts at `at`.
fn is_link(text: &str, at: usize, end: usize) -> bool {
    let rest = crate::draft::floor(text.get(at..end).unwrap_or_default(), 300);
    let label = rest.find("](").and_then(|close| rest.get(1..close));
    label.is_some_and(|label| !label.contains(['[', ']', '\n']))
}

/// The length of "](http…)" at `at`.
fn target(text: &str, at: usize, end: usize) -> Option<usize> {
    let rest = text.get(at..end)?.strip_prefix("](")?;
    let rest = crate::draft::floor(rest, 2000);
    let close = rest.find(')')?;
    let inside = rest.get(..close)?;
    let address =
        ["http", "/", "#", ".", "mailto"].iter().any(|p| inside.starts_with(p)) || inside.contains('/');
    (address && !inside.contains('\n')).then_some(close + 3)
}

/// Whether the stars at `at` open or close emphasis that has its other half nearby in the same line.
fn emphasis(text: &str, at: usize, stars: usize, end: usize) -> bool {
    let star = text.get(at..at + stars).unwrap_or("*");
    let before = text.get(..at).and_then(|t| t.chars().next_back());
    let after = text.get(at + stars..end).and_then(|t| t.chars().next());
    let open = before.is_none_or(|c| !c.is_alphanumeric() && c != '*')
        && after.is_some_and(|c| !c.is_whitespace() && c != '*');
    let close =
        before.is_some_and(|c| !c.is_whitespace() && c != '*') && after.is_none_or(|c| !c.is_alphanumeric());
    let half = |part: &str| part.split('\n').next().is_some_and(|line| line.contains(star));
    open && text.get(at + stars..end).is_some_and(|r| half(crate::draft::floor(r, 400)))
        || close && {
            let mut from = at.saturating_sub(400);
            while !text.is_char_boundary(from) {
                from += 1;
            }
            text.get(from..at).is_some_and(|t| t.rsplit('\n').next().is_some_and(|line| line.contains(star)))
        }
}

/// Whether a space is missing behind the character `c` at `at..past`.
fn missing_space(cutter: &Cutter, c: char, at: usize, past: usize, end: usize) -> bool {
    let text = cutter.text;
    let Some(rest) = text.get(past..end) else { return false };
    let Some(next) = rest.chars().next() else { return false };
    match c {
        '.' | '!' | '?' | '…' => sentence_seam(text, at, rest, next, cutter.quotes),
        '"' | '”' | ')' => {
            let closed = text
                .get(..at)
                .and_then(|t| t.chars().next_back())
                .is_some_and(|p| matches!(p, '.' | '!' | '?'));
            let closing = c != '"' || cutter.quotes.is_multiple_of(2);
            closed && closing && next.is_uppercase()
        }
        ',' | ';' => {
            let before = text.get(..at).and_then(|t| t.chars().next_back());
            next.is_alphabetic() && before.is_some_and(char::is_alphanumeric) && !in_address(text, at, end)
        }
        c if c.is_ascii_digit() => next.is_uppercase() && month_word(rest),
        c if c.is_alphabetic() => {
            next.is_ascii_digit() && {
                let word = last_word(text, past);
                word.starts_with(char::is_uppercase) && word.len() >= 3 && date::month(word).is_some()
            }
        }
        _ => false,
    }
}

/// ".The": a full stop with a sentence on both sides.
fn sentence_seam(text: &str, at: usize, rest: &str, next: char, quotes: usize) -> bool {
    let mut after = rest.chars();
    after.next();
    let second = after.next();
    let opens = match next {
        '“' | '‘' => true,
        '"' => quotes.is_multiple_of(2) && second.is_some_and(char::is_uppercase),
        c if c.is_uppercase() => {
            second.is_some_and(char::is_lowercase)
                || matches!(c, 'A' | 'I') && second == Some(' ')
                || second.is_some_and(char::is_uppercase) && last_word(text, at).len() >= 2
        }
        _ => false,
    };
    if !opens || in_address(text, at, at + 1 + rest.len()) {
        return false;
    }
    let before = text.get(..at).and_then(|t| t.chars().next_back());
    match before {
        Some(c) if c.is_alphabetic() => {
            let word = last_word(text, at);
            // An initial ("J.Orban") stays; "U.S.Army" and "killed.The" are opened.
            word.chars().count() >= 2 || text.get(..at - word.len()).is_some_and(|t| t.ends_with('.'))
        }
        Some(c) => c.is_alphanumeric() || matches!(c, ')' | '"' | '”' | '%' | ']' | '’'),
        None => false,
    }
}

fn last_word(text: &str, at: usize) -> &str {
    let head = text.get(..at).unwrap_or_default();
    let mut start = at;
    for (index, c) in head.char_indices().rev().take(30) {
        if !c.is_alphabetic() {
            break;
        }
        start = index;
    }
    head.get(start..).unwrap_or_default()
}

fn month_word(rest: &str) -> bool {
    let word: Range<usize> = 0..rest
        .char_indices()
        .take(12)
        .find(|(_, c)| !c.is_alphabetic())
        .map_or(rest.len().min(12), |(i, _)| i);
    rest.get(word).is_some_and(|w| w.len() >= 3 && date::month(w).is_some())
}

/// Whether the word around `at` is an address.
fn in_address(text: &str, at: usize, end: usize) -> bool {
    let mut from = at.saturating_sub(60);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let head = text.get(from..at).unwrap_or_default();
    let head = head.rsplit(char::is_whitespace).next().unwrap_or_default();
    let tail = crate::draft::floor(text.get(at..end).unwrap_or_default(), 60);
    let tail = tail.split(char::is_whitespace).next().unwrap_or_default();
    head.contains("://")
        || head.contains('@')
        || head.to_ascii_lowercase().contains("www.")
        || head.starts_with('#')
        || tail.contains('@')
}

/// A line of an infobox field's value.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct FieldValue {
    /// The value's words in the line, without markup; none where the line has only markup.
    pub words: Option<Range<usize>>,
    /// Whether it is an item of a list.
    pub item: bool,
    /// Whether lines that follow are folded into one.
    pub folded: bool,
    /// Whether it is a plain scalar, whose further lines go on.
    pub plain: bool,
}

/// Reads one trimmed line of a value: YAML's `text:`, quotes and block signs, wiki bullets.
pub fn field_value(line: &str) -> FieldValue {
    let mut value = FieldValue::default();
    let mut start = 0;
    let mut end = line.len();
    if let Some(rest) = line.strip_prefix("text:") {
        start = line.len() - rest.trim_start().len();
        value.plain = true;
    }
    let shown = line.get(start..).unwrap_or_default();
    if matches!(shown, "|" | "|-" | "|+" | ">" | ">-" | ">+") {
        value.folded = shown.starts_with('>');
        value.plain = false;
        return value;
    }
    if shown.len() >= 2
        && (shown.starts_with('"') && shown.ends_with('"')
            || shown.starts_with('\'') && shown.ends_with('\''))
        && value.plain
    {
        start += 1;
        end -= 1;
    }
    let shown = line.get(start..end).unwrap_or_default();
    let bullets = shown.trim_start_matches(['*', ' ', '•', '\u{a0}']);
    value.item = bullets.len() < shown.len() && shown.trim_start().starts_with(['*', '•']);
    if value.item {
        start = end - bullets.len();
    }
    if line.get(start..end).is_some_and(|w| w.chars().any(char::is_alphanumeric)) {
        value.words = Some(start..end);
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;
    use attest_model::ZoneKind;

    fn cleaned(text: &str) -> String {
        let mut block = Block::new(ZoneKind::Lead, None);
        let marks = crate::marks::marks(text, 0, text.len());
        copy(&mut block, text, Span::new(0, text.len() as u32), &marks);
        block.text
    }

    #[test]
    fn marks_leave_one_space_between_sentences() {
        assert_eq!(
            cleaned("It fell.[3] Over ten died.[4][5]The army left."),
            "It fell. Over ten died. The army left."
        );
        assert_eq!(cleaned("It fell.[3]:12–14 Over ten died."), "It fell. Over ten died.");
        assert_eq!(cleaned("In Ost[3]four died"), "In Ost four died");
    }

    #[test]
    fn glued_sentences_are_opened() {
        assert_eq!(cleaned("Four were killed.The army left."), "Four were killed. The army left.");
        assert_eq!(
            cleaned("The U.S.Army left.\"We won,\" he said."),
            "The U.S. Army left. \"We won,\" he said."
        );
        assert_eq!(cleaned("He said \"We won.\"The army left."), "He said \"We won.\" The army left.");
        assert_eq!(cleaned("FOUR WERE KILLED.THE ARMY LEFT."), "FOUR WERE KILLED. THE ARMY LEFT.");
        assert_eq!(cleaned("on 18March and ended on 7May2022"), "on 18 March and ended on 7 May 2022");
        assert_eq!(cleaned("In Ost,Mira said"), "In Ost, Mira said");
    }

    #[test]
    fn numbers_that_a_tokenizer_split_are_whole_again() {
        assert_eq!(cleaned("at 2: 53 p. m. some 21, 000 people"), "at 2:53 p.m. some 21,000 people");
        assert_eq!(cleaned("On May 21, 300 people left: 53 men"), "On May 21, 300 people left: 53 men");
    }

    #[test]
    fn names_numbers_and_addresses_stay_whole() {
        for text in [
            "J.Orban paid 10,000.50 at 5 p.m. in No.4",
            "see https://Ost.Example.Com/A.B or a.Mira@ost.example",
            "an M5 and a T-64BV",
        ] {
            assert_eq!(cleaned(text), text);
        }
    }

    #[test]
    fn markup_and_remarks_are_skipped() {
        assert_eq!(
            cleaned("The **battle of Ost** was in *The Herald*."),
            "The battle of Ost was in The Herald."
        );
        assert_eq!(
            cleaned("It [words indistinct] fell, [the army](https://a.example/x) said."),
            "It fell, the army said."
        );
        assert_eq!(cleaned("a \u{a0}  soft\u{ad}ly\nbroken  line"), "a softly broken line");
        assert_eq!(cleaned("2 * 3 and 4 * 5"), "2 * 3 and 4 * 5");
    }
}
