//! Names of groups that are written like small words: "IS claimed the attack".
//!
//! The models take such a name for the verb or the preposition that it looks like, and lose the subject of the sentence. So they are shown a
//! word of capitals in its place, as long as the name and no word of English; what is read afterwards is the text as it stands.

use attest_lexicon::ActorHit;
use std::borrow::Cow;

/// Small words that a name in capitals may look like, and what the models read for the name.
const STAND_INS: [(&str, &str); 4] = [("IS", "QS"), ("AS", "QS"), ("IT", "QS"), ("OR", "QS")];

/// The text with a stand-in for each such word of a listed name, in a text that has small letters, too.
pub fn stand_in<'t>(text: &'t str, names: &[ActorHit<'_>]) -> Cow<'t, str> {
    let mut out = Cow::Borrowed(text);
    if !text.contains(|c: char| c.is_ascii_lowercase()) {
        return out;
    }
    for name in names {
        let Some(words) = text.get(name.start..name.end) else { continue };
        for (small, other) in STAND_INS {
            for (at, _) in words.match_indices(small) {
                let before = words.get(..at).unwrap_or_default();
                let behind = words.get(at + small.len()..).unwrap_or_default();
                let whole =
                    !before.ends_with(char::is_alphanumeric) && !behind.starts_with(char::is_alphanumeric);
                if whole {
                    out.to_mut().replace_range(name.start + at..name.start + at + small.len(), other);
                }
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::stand_in;
    use attest_lexicon::Lexicon;

    #[test]
    fn only_a_listed_name_in_capitals_is_stood_in_for() {
        let lexicon = Lexicon::builtin();
        let text = "IS claimed it, as is known; IS Sahel and IS-K did not.";
        assert_eq!(
            stand_in(text, &lexicon.scan_actors(text)),
            "QS claimed it, as is known; QS Sahel and QS-K did not."
        );
    }
}
