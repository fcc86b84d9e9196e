//! Words that the models take for others: names of groups that are written like small words ("IS claimed the attack"), and a verb that
//! looks like a noun behind another ("gunmen on a motorcycle shot dead a judge").
//!
//! The models take such a name for the verb or the preposition that it looks like, and lose the subject of the sentence. So they are shown a
//! word of capitals in its place, as long as the name and no word of English, and for the verb one that is nothing else; what is read
//! afterwards is the text as it stands.

use attest_lexicon::ActorHit;
use std::borrow::Cow;

/// Small words that a name in capitals may look like, and what the models read for the name.
const STAND_INS: [(&str, &str); 4] = [("IS", "QS"), ("AS", "QS"), ("IT", "QS"), ("OR", "QS")];

/// Lemmas of the inflected words that are stood in for.
pub const LEMMAS: [(&str, &str); 1] = [("shot", "shoot")];

/// What those who shoot come on or in.
const RIDES: [&str; 16] = [
    "motorcycle",
    "motorbike",
    "motorcycles",
    "bike",
    "bikes",
    "car",
    "cars",
    "vehicle",
    "vehicles",
    "truck",
    "van",
    "taxi",
    "jeep",
    "pickup",
    "scooter",
    "boat",
];

/// Words that open the object of a verb.
const OPENERS: [&str; 16] = [
    "a", "an", "the", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "his", "her",
    "their", "several",
];

/// "on a motorcycle **shot** dead a judge": where the verb stands whose object follows.
fn shot_dead(text: &str) -> impl Iterator<Item = usize> + '_ {
    text.match_indices(" shot dead ").filter_map(move |(at, found)| {
        let before = text.get(..at)?.rsplit(|c: char| !c.is_alphanumeric()).next()?;
        let mut behind = text.get(at + found.len()..)?.split_whitespace();
        let next = behind.next()?;
        let counted = next.bytes().all(|byte| byte.is_ascii_digit())
            || next == "at" && behind.next() == Some("least")
            || next == "more";
        (RIDES.contains(&before) && (counted || OPENERS.contains(&next))).then_some(at + 1)
    })
}

/// The text with a stand-in for each such word of a listed name, in a text that has small letters, too, and for each such verb.
pub fn stand_in<'t>(text: &'t str, names: &[ActorHit<'_>]) -> Cow<'t, str> {
    let mut out = Cow::Borrowed(text);
    if !text.contains(|c: char| c.is_ascii_lowercase()) {
        return out;
    }
    for at in shot_dead(text) {
        out.to_mut().replace_range(at..at + "shot".len(), "took");
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

    #[test]
    fn a_verb_with_its_object_is_stood_in_for() {
        let text = "Men on a motorcycle shot dead a judge; a man in a car shot dead at a checkpoint.";
        assert_eq!(
            stand_in(text, &[]),
            "Men on a motorcycle took dead a judge; a man in a car shot dead at a checkpoint."
        );
    }
}
