//! Headlines In Title Case, read as sentences.
//!
//! The tagger takes every capitalised word of a headline for a name, and with that the verb, the number's noun and the tree are
//! lost just where a report says the most important thing first. The report itself knows better: a word that its running text
//! writes small is no name. So a title's words are written small where the text below does so, or where they are words that
//! never begin a name; the block keeps its length and every offset. The original is not touched.

use attest_model::{Block, View, ZoneKind};
use std::collections::BTreeSet;

/// Lower-cases the words of titles and headings that stand in title case and are no names as far as the document shows.
pub fn settle(view: &mut View) {
    let is_title = |block: &Block| matches!(block.kind, ZoneKind::Title | ZoneKind::Heading);
    if !view.blocks.iter().any(|block| is_title(block) && in_title_case(&block.text)) {
        return;
    }
    let mut small: BTreeSet<String> = BTreeSet::new();
    let mut large: BTreeSet<String> = BTreeSet::new();
    for block in view.blocks.iter().filter(|block| !is_title(block) && !in_title_case(&block.text)) {
        for (start, word) in words(&block.text) {
            if word.starts_with(char::is_lowercase) {
                small.insert(word.to_owned());
            } else if start > 0 && !opens_sentence(&block.text, start) {
                large.insert(word.to_lowercase());
            }
        }
    }
    for block in view.blocks.iter_mut().filter(|block| is_title(block) && in_title_case(&block.text)) {
        let mut text = block.text.clone().into_bytes();
        for (start, word) in words(&block.text) {
            let lower = word.to_lowercase();
            let known =
                small.contains(&lower) || (FRAME.contains(&lower.as_str()) && !large.contains(&lower));
            let single = word.len() > 1 && word.chars().skip(1).any(char::is_uppercase);
            if known && !single && start > 0 && lower.len() == word.len() {
                text[start..start + word.len()].copy_from_slice(lower.as_bytes());
            }
        }
        if let Ok(text) = String::from_utf8(text) {
            block.recase(text);
        }
    }
}

/// Words of headlines that make no names.
const FRAME: &[&str] = &[
    "killed",
    "kills",
    "kill",
    "dead",
    "dies",
    "die",
    "shot",
    "wounded",
    "wounds",
    "injured",
    "injures",
    "hurt",
    "after",
    "and",
    "at",
    "by",
    "for",
    "from",
    "in",
    "into",
    "near",
    "of",
    "off",
    "on",
    "over",
    "the",
    "to",
    "with",
    "a",
    "an",
    "as",
    "least",
    "more",
    "than",
    "another",
    "others",
    "other",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "dozens",
    "several",
    "attack",
    "attacks",
    "bomb",
    "bombing",
    "blast",
    "shooting",
    "shootings",
    "fatally",
    "critically",
    "people",
    "man",
    "woman",
    "men",
    "women",
    "boy",
    "girl",
    "child",
    "children",
    "teen",
    "teens",
    "is",
    "are",
    "was",
    "were",
    "his",
    "her",
    "their",
    "who",
    "while",
    "during",
    "say",
    "says",
    "found",
    "left",
    "leaves",
    "shoots",
    "shoot",
    "stabs",
    "stabbed",
    "stabbing",
    "opens",
    "police",
    "officer",
    "officers",
    "policeman",
    "policemen",
    "suspect",
    "suspects",
    "victim",
    "victims",
    "wife",
    "husband",
    "brother",
    "sister",
    "mother",
    "father",
    "son",
    "daughter",
    "self",
    "himself",
    "herself",
    "baby",
    "toddler",
    "infant",
    "driver",
    "student",
    "students",
    "charged",
    "arrested",
    "accused",
    "death",
    "deaths",
    "murder",
    "murdered",
    "playing",
    "gunman",
    "gunmen",
    "soldiers",
    "soldier",
    "troops",
    "rebels",
    "rebel",
    "militants",
    "militant",
    "terrorists",
    "civilian",
    "civilians",
    "explosion",
    "explosions",
    "bomber",
    "bombers",
    "suicide",
    "raid",
    "clash",
    "clashes",
    "fighting",
    "strike",
    "strikes",
    "airstrike",
    "airstrikes",
    "drone",
    "rocket",
    "rockets",
    "missile",
    "missiles",
    "hits",
    "hit",
    "rips",
    "tears",
    "wounding",
    "killing",
    "killings",
    "leaving",
    "injuring",
    "targets",
    "targeted",
    "ambush",
    "ambushed",
    "kidnapped",
    "abducted",
    "abduct",
    "kidnap",
    "seize",
    "seized",
    "capture",
    "captured",
    "freed",
    "release",
    "released",
    "hostage",
    "hostages",
    "claims",
    "claim",
    "blames",
    "blamed",
    "responsibility",
    "toll",
    "rises",
    "hundreds",
    "thousands",
    "scores",
    "many",
    "some",
    "all",
    "no",
    "not",
    "be",
    "been",
    "being",
    "has",
    "have",
    "had",
    "will",
    "up",
    "down",
    "out",
    "against",
    "amid",
    "between",
    "before",
    "since",
    "under",
    "until",
    "when",
    "where",
    "accidentally",
    "eleven",
    "twelve",
    "twenty",
    "thirty",
    "critical",
    "condition",
    "neighbor",
    "neighbour",
    "friend",
    "girlfriend",
    "boyfriend",
    "teenager",
    "teenagers",
    "relative",
    "cousin",
    "uncle",
    "nephew",
    "grandson",
    "granddaughter",
    "grandmother",
    "grandfather",
    "stepfather",
    "turning",
    "gun",
    "guns",
    "gunfire",
    "gunshot",
    "gunshots",
    "wound",
    "bodies",
    "body",
    "including",
    "home",
    "house",
    "car",
    "truck",
    "drive-by",
    "double",
    "triple",
    "dispute",
    "argument",
    "robbery",
    "burglary",
    "party",
    "following",
    "tried",
    "trying",
    "dad",
    "mom",
    "cop",
    "cops",
    "deputy",
    "deputies",
    "struck",
    "beaten",
    "beats",
    "beat",
];

/// Words of letters with their places.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split(|c: char| !(c.is_alphabetic() || c == '\'' || c == '’'))
        .filter(|word| !word.is_empty())
        .map(|word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
}

/// Whether a word at `start` begins a sentence or stands after a mark that may.
fn opens_sentence(text: &str, start: usize) -> bool {
    text[..start].trim_end().ends_with(['.', '!', '?', ':', '"', '“', '‘', '(', '—', '-', '•'])
}

/// Whether nearly all words of a line are capitalised, and not all letters.
fn in_title_case(text: &str) -> bool {
    let (mut large, mut all, mut shouted) = (0, 0, 0);
    for (_, word) in words(text) {
        if word.len() < 4 {
            continue;
        }
        all += 1;
        large += usize::from(word.starts_with(char::is_uppercase));
        shouted += usize::from(word.chars().all(char::is_uppercase));
    }
    all >= 2 && large * 10 >= all * 7 && shouted * 2 < all
}

#[cfg(test)]
mod tests {
    use super::*;
    use attest_model::Span;

    fn view(title: &str, body: &str) -> View {
        let original = format!("{title}\n{body}");
        let mut blocks = Vec::new();
        for (kind, start, end) in
            [(ZoneKind::Title, 0, title.len()), (ZoneKind::Lead, title.len() + 1, original.len())]
        {
            let mut block = Block::new(kind, None);
            block.copy(&original, Span::new(start as u32, end as u32));
            blocks.push(block);
        }
        View { blocks }
    }

    #[test]
    fn words_that_the_text_writes_small_are_written_small_in_the_title() {
        let mut view = view(
            "Nurse Injured In Dorran Market Fire",
            "A nurse was injured in Dorran when a market stall caught fire.",
        );
        settle(&mut view);
        assert_eq!(view.blocks[0].text, "Nurse injured in Dorran market fire");
    }

    #[test]
    fn a_sentence_case_title_and_a_shouted_one_stay_as_they_are() {
        for title in ["Two killed near Dorran bridge", "TWO KILLED NEAR DORRAN BRIDGE"] {
            let mut view = view(title, "Two people were killed near the bridge.");
            settle(&mut view);
            assert_eq!(view.blocks[0].text, title);
        }
    }
}
