//! Strangers' text before it reaches a terminal.
//!
//! A report may hold escape sequences that repaint a screen, or bidirectional overrides that make a sentence read as its
//! opposite. Everything that a report says passes through [`visible`] before it is printed for people; JSON is written as it
//! is, because its readers are programs and its quotes must read back.

use std::borrow::Cow;

/// Whether a character can change what a terminal shows around it, without being seen itself.
const fn is_hostile(c: char) -> bool {
    matches!(
        c,
        '\u{0}'..='\u{1f}'
            | '\u{7f}'..='\u{9f}'
            | '\u{ad}'
            | '\u{61c}'
            | '\u{200b}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}'
    )
}

const fn is_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\t' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// `text` on one line, with every character that could disturb a terminal written as its code point.
///
/// ```
/// use attest::safe::visible;
/// assert_eq!(visible("two\nlines"), "two lines");
/// assert_eq!(visible("\u{1b}[2Jcleared"), "\\u{1b}[2Jcleared");
/// assert_eq!(visible("\u{202e}reversed"), "\\u{202e}reversed");
/// ```
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.chars().any(|c| is_hostile(c) || is_break(c)) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if is_break(c) {
            if !out.ends_with(' ') {
                out.push(' ');
            }
        } else if is_hostile(c) {
            out.extend(c.escape_unicode());
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn ordinary_text_is_not_copied() {
        assert!(matches!(visible("Zaña, العربية, 村"), Cow::Borrowed(_)));
    }

    #[test]
    fn an_override_is_shown_as_its_code_point() {
        assert_eq!(visible("a\u{2066}b\u{9b}31mc"), "a\\u{2066}b\\u{9b}31mc");
    }

    proptest! {
        #[test]
        fn nothing_hostile_survives(text in any::<String>()) {
            prop_assert!(!visible(&text).chars().any(|c| is_hostile(c) || is_break(c)));
        }
    }
}
