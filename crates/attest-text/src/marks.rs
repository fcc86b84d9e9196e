//! Citation marks in running text: `[3]`, `[note 2]`, `[a]`, `[citation needed]`.
//!
//! Marks are found by scanning for `[` once; each is at most a few words long. Editors write `[a]` for a changed word too, so a letter
//! counts only where it is glued to the word before; a number may also stand behind a full stop and a space.

use attest_model::Citation;

/// The longest mark that is looked for, in bytes.
const LONGEST: usize = 40;

const PLEAS: [&str; 16] = [
    "citation needed",
    "clarification needed",
    "better source needed",
    "verification needed",
    "failed verification",
    "unreliable source?",
    "according to whom?",
    "who?",
    "when?",
    "where?",
    "which?",
    "dubious",
    "dubious – discuss",
    "needs update",
    "original research?",
    "disputed",
];

/// What stands between the brackets of a mark.
#[derive(Debug, PartialEq, Eq)]
enum Inside {
    /// A number, and the id of its entry.
    Number(String),
    /// A single letter.
    Letter(String),
    /// "note 2".
    Note(String),
    /// "citation needed".
    Plea,
}

/// The citation marks of `text[start..end]`, in order.
pub fn marks(text: &str, start: usize, end: usize) -> Vec<Citation> {
    let mut found = Vec::new();
    let Some(part) = text.get(start..end) else { return found };
    for (offset, _) in part.match_indices('[') {
        let at = start + offset;
        if let Some(len) = mark_at(text, at) {
            let marker = text.get(at..at + len).unwrap_or_default();
            found.push(Citation {
                marker: marker.to_owned(),
                start: at as u32,
                end: (at + len) as u32,
                reference: reference_id(marker),
            });
        }
    }
    found
}

/// The length of the citation mark that starts at byte `at` of `text`, if one does.
pub fn mark_at(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at..)?.strip_prefix('[')?;
    let close = rest.bytes().take(LONGEST).position(|b| b == b']')?;
    let inside = inside(rest.get(..close)?)?;
    let before = text.get(..at)?.chars().next_back()?;
    let allowed = match inside {
        Inside::Plea => true,
        Inside::Letter(_) => !before.is_whitespace() && before != '(',
        Inside::Number(_) | Inside::Note(_) => {
            if before.is_whitespace() {
                let previous = text.get(..at)?.trim_end_matches([' ', '\u{a0}']).chars().next_back()?;
                matches!(previous, '.' | '!' | '?' | ',' | ';' | '"' | '”' | ')' | ']' | '’')
            } else {
                before != '(' && before != '['
            }
        }
    };
    allowed.then_some(close + 2)
}

/// The id of the entry that a mark points to: `[3]` to `r3`, `[a]` to `ra`, `[note 2]` to `note2`.
pub fn reference_id(marker: &str) -> Option<String> {
    match inside(marker.strip_prefix('[')?.strip_suffix(']')?)? {
        Inside::Number(id) | Inside::Letter(id) | Inside::Note(id) => Some(id),
        Inside::Plea => None,
    }
}

fn inside(words: &str) -> Option<Inside> {
    let words = words.trim();
    let first = *words.as_bytes().first()?;
    if let Some(footnote) = words.strip_prefix('^') {
        let keyed = !footnote.is_empty() && footnote.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        return keyed.then(|| Inside::Note(format!("r{footnote}")));
    }
    if first.is_ascii_digit() {
        return number(words);
    }
    if words.len() == 1 && first.is_ascii_lowercase() {
        return Some(Inside::Letter(format!("r{words}")));
    }
    let lower = words.to_lowercase();
    if PLEAS.contains(&lower.as_str()) {
        return Some(Inside::Plea);
    }
    let (label, key) = lower.split_once([' ', '\u{a0}'])?;
    let key = key.trim();
    let keyed = !key.is_empty() && key.len() <= 3 && key.bytes().all(|b| b.is_ascii_alphanumeric());
    (keyed && matches!(label, "note" | "nb" | "n" | "fn" | "nota" | "ref"))
        .then(|| Inside::Note(format!("{label}{key}")))
}

/// "3", "1, 2", "4–6": the first number names the entry.
fn number(words: &str) -> Option<Inside> {
    let digits = words.bytes().take_while(u8::is_ascii_digit).count();
    let rest = words.get(digits..)?;
    let listed = rest.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | ' ' | '-' | '–'));
    let long = rest.split(|c: char| !c.is_ascii_digit()).any(|n| n.len() > 3);
    (digits <= 3 && listed && !long)
        .then(|| Inside::Number(format!("r{}", words.get(..digits).unwrap_or_default())))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        marks(text, 0, text.len()).into_iter().map(|c| c.marker).collect()
    }

    #[test]
    fn numbers_notes_and_letters_are_marks() {
        assert_eq!(
            found("Ost fell.[3] Over ten[note 2] died.[a][12] So[citation needed]."),
            ["[3]", "[note 2]", "[a]", "[12]", "[citation needed]"]
        );
        assert_eq!(found("Ost fell. [3] Calm."), ["[3]"]);
        assert_eq!(found("Ost fell.[1, 2]"), ["[1, 2]"]);
    }

    #[test]
    fn words_that_an_editor_put_in_are_no_marks() {
        assert!(
            found(
                "He saw [a] man on MONDAY [18 SEPTEMBER] at the [WORDS INDISTINCT] of [sic] (FREDEMO) [2019]."
            )
            .is_empty()
        );
        assert!(found("a group of [3] people, [ ] and [").is_empty());
    }

    #[test]
    fn a_mark_knows_its_entry() {
        assert_eq!(reference_id("[3]").as_deref(), Some("r3"));
        assert_eq!(reference_id("[Note 2]").as_deref(), Some("note2"));
        assert_eq!(reference_id("[b]").as_deref(), Some("rb"));
        assert_eq!(reference_id("[citation needed]"), None);
        assert_eq!(reference_id("[^4]").as_deref(), Some("r4"));
    }
}
