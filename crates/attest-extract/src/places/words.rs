//! The words of a text and what lies between them.
//!
//! Names of places are found on capital letters, neighbours and punctuation, which need no model; a model's tokens, where there are any, are laid over
//! these. Hyphens separate words here (*Al-Hol*, *Paris-based*), a possessive *'s* does not belong to the word, *U.S.* is one word.

/// How a word is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Case {
    /// No capital at the front.
    Lower,
    /// A capital, then small letters; also one capital alone.
    Title,
    /// Two or more letters, all capital.
    Upper,
    /// Begins with a digit.
    Number,
}

/// What lies before a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Gap {
    /// A comma.
    pub(super) comma: bool,
    /// A hyphen or slash and nothing else.
    pub(super) joined: bool,
    /// White space and nothing else (or the full stop of an abbreviation and white space).
    pub(super) plain: bool,
    /// The word before ended in *'s* or *s'*.
    pub(super) possessive: bool,
    /// A parenthesis opens.
    pub(super) opens: bool,
    /// A dash between spaces, or two hyphens.
    pub(super) dash: bool,
    /// A quotation mark.
    pub(super) quote: bool,
    /// A sentence ends, or a line.
    pub(super) ends: bool,
}

/// A word of the text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word<'t> {
    /// First byte.
    pub(super) start: usize,
    /// The byte after.
    pub(super) end: usize,
    /// The word itself.
    pub(super) text: &'t str,
    /// How it is written.
    pub(super) case: Case,
    /// What lies before it.
    pub(super) gap: Gap,
}

impl Word<'_> {
    /// Whether it may begin a name.
    pub(super) fn is_capital(&self) -> bool {
        matches!(self.case, Case::Title | Case::Upper)
    }
}

/// Words that end in a full stop without ending a sentence, in lower case.
const ABBREVIATIONS: &[&str] = &[
    "st", "ste", "mt", "ft", "mr", "mrs", "ms", "dr", "gen", "lt", "col", "maj", "sgt", "capt", "cpl", "sen",
    "rep", "gov", "pres", "prof", "rev", "jr", "sr", "dept", "co", "no", "ala", "ariz", "ark", "calif",
    "colo", "conn", "del", "fla", "ga", "ill", "ind", "kan", "ky", "la", "md", "mass", "mich", "minn",
    "miss", "mo", "mont", "neb", "nev", "okla", "ore", "pa", "tenn", "tex", "va", "vt", "wash", "wis", "wyo",
    "brig", "adm", "sec", "supt", "jan", "feb", "aug", "sept", "oct", "nov", "dec", "vs", "rd", "ave",
    "blvd",
];

fn case_of(word: &str) -> Case {
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    match word.chars().next() {
        Some(c) if c.is_ascii_digit() => Case::Number,
        Some(c) if c.is_uppercase() => {
            let many = word.chars().filter(|c| c.is_alphabetic()).count() > 1;
            if many && letters.all(char::is_uppercase) { Case::Upper } else { Case::Title }
        }
        _ => Case::Lower,
    }
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '`' | '‘' | 'ʿ' | 'ʾ' | 'ʻ')
}

/// The end of the word that begins at `start`.
fn word_end(text: &str, start: usize) -> usize {
    let rest = &text[start..];
    // Single letters with full stops between: U.S., D.C., N.H.
    let mut end = start;
    let mut pairs = 0;
    let mut chars = rest.char_indices().peekable();
    while let Some(&(at, c)) = chars.peek() {
        let dot = rest[at + c.len_utf8()..].starts_with('.');
        if !(c.is_alphabetic() && dot) {
            break;
        }
        end = start + at + c.len_utf8() + 1;
        pairs += 1;
        chars.next();
        chars.next();
    }
    if pairs >= 2 {
        return end;
    }
    let mut chars = rest.char_indices().peekable();
    let mut end = start;
    while let Some((at, c)) = chars.next() {
        if c.is_alphanumeric() || ('\u{300}'..='\u{36f}').contains(&c) {
            end = start + at + c.len_utf8();
        } else if is_apostrophe(c) && chars.peek().is_some_and(|(_, n)| n.is_alphanumeric()) {
            let after = &rest[at + c.len_utf8()..];
            let mut next = after.chars();
            let possessive =
                matches!(next.next(), Some('s' | 'S')) && !next.next().is_some_and(char::is_alphanumeric);
            if possessive {
                break;
            }
        } else {
            break;
        }
    }
    end
}

/// What the characters between two words say.
fn gap_of(between: &str, before: Option<&Word<'_>>) -> Gap {
    let mut gap = Gap::default();
    let Some(before) = before else {
        gap.ends = true;
        return gap;
    };
    let mut rest = between;
    for mark in ["'s", "’s", "'S", "’S"] {
        if let Some(after) = rest.strip_prefix(mark) {
            gap.possessive = true;
            rest = after;
        }
    }
    if before.text.ends_with('s') && rest.starts_with(['\'', '’']) {
        gap.possessive = true;
        rest = rest.trim_start_matches(['\'', '’']);
    }
    let lower = before.text.to_lowercase();
    let lone = before.text.chars().count() == 1 || before.text.ends_with('.');
    if (ABBREVIATIONS.contains(&lower.as_str()) || lone) && rest.starts_with('.') {
        rest = &rest[1..];
    }
    gap.comma = rest.contains(',');
    gap.joined = !rest.is_empty()
        && rest.chars().all(|c| matches!(c, '-' | '/' | '‐' | '‑' | '–'))
        && rest.chars().count() == 1;
    gap.plain = !rest.is_empty() && rest.chars().all(|c| matches!(c, ' ' | '\u{a0}' | '\t'));
    gap.opens = rest.contains('(') || rest.contains('[');
    gap.dash = rest.contains("--")
        || rest.contains(" - ")
        || rest.contains('—')
        || rest.contains(" – ")
        || rest.contains('_');
    gap.quote = rest.contains(['"', '“', '”']);
    gap.ends = rest.contains(['!', '?', '\n', '\r', ';', '•', '|'])
        || rest.find('.').is_some_and(|at| {
            rest[at..]
                .chars()
                .nth(1)
                .is_none_or(|c| c.is_whitespace() || matches!(c, '"' | '”' | '’' | '\'' | ')' | '[' | '.'))
        });
    gap
}

/// The words of a text, in order.
pub(super) fn words(text: &str) -> Vec<Word<'_>> {
    let mut words: Vec<Word<'_>> = Vec::with_capacity(text.len() / 6);
    let mut last = 0;
    let mut at = 0;
    while let Some(offset) = text[at..].find(char::is_alphanumeric) {
        let start = at + offset;
        let end = word_end(text, start).max(start + text[start..].chars().next().map_or(1, char::len_utf8));
        let word = &text[start..end];
        let gap = gap_of(&text[last..start], words.last());
        // What was split off as a possessive is no word.
        let leftover = gap == Gap::default()
            && matches!(word, "s" | "S")
            && text[last..start].chars().all(is_apostrophe)
            && last > 0;
        if !leftover {
            words.push(Word { start, end, text: word, case: case_of(word), gap });
            last = end;
        }
        at = end;
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shapes(text: &str) -> Vec<&str> {
        words(text).iter().map(|w| w.text).collect()
    }

    #[test]
    fn possessives_hyphens_and_abbreviations() {
        assert_eq!(
            shapes("Mali's Al-Hol and the U.S. in St. Louis."),
            ["Mali", "Al", "Hol", "and", "the", "U.S.", "in", "St", "Louis"]
        );
        let all = words("Mali's north. In St. Louis, Paris-based");
        assert!(all[1].gap.possessive && !all[1].gap.ends);
        assert!(all[2].gap.ends);
        assert!(all[4].gap.plain && !all[4].gap.ends);
        assert!(all[5].gap.comma && all[6].gap.joined);
    }

    #[test]
    fn names_keep_their_apostrophes() {
        assert_eq!(shapes("N'Djamena, Sana’a"), ["N'Djamena", "Sana’a"]);
    }

    #[test]
    fn any_text_has_words() {
        for text in ["", "'s", "a.b.c.", "...", "1,000", "Ünïcode—dash", "s's's"] {
            let _ = words(text);
        }
    }
}
