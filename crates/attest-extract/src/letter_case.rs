//! Wire text in capitals, and text without any, read in the case that edited English would give it.
//!
//! The models were trained on edited text: of a report in capitals they make one long name, and with that its trees, its names
//! and its tags are lost. So a report (or a title) in capitals is given its likely case before it is analysed: by the table of
//! the language crate, then by the names of the lexicons, whose forms are known. Only the case of ASCII letters changes, in the
//! block that is read; the original, its offsets and every quote stay as they are.

use attest_gazetteer::Gazetteer;
use attest_language::{LetterCase, Pipeline};
use attest_lexicon::{How, Lexicon, Word};
use attest_model::{View, ZoneKind};
use std::collections::BTreeSet;

/// Gives the blocks of a report in capitals (or without any) their likely case; of any other report, the titles in capitals.
pub fn settle(view: &mut View, pipeline: &Pipeline, lexicon: &Lexicon, gazetteer: &Gazetteer) {
    let whole: String = view.blocks.iter().map(|block| block.text.as_str()).collect::<Vec<_>>().join("\n");
    let known = if LetterCase::of(&whole) == LetterCase::Upper { acronyms(&whole) } else { BTreeSet::new() };
    let whole = LetterCase::of(&whole);
    for block in &mut view.blocks {
        let own = LetterCase::of(&block.text);
        let title = matches!(block.kind, ZoneKind::Title | ZoneKind::Heading);
        let settles = match whole {
            // A line of a few letters has no case of its own.
            LetterCase::Upper => {
                own == LetterCase::Upper || !block.text.contains(|c: char| c.is_ascii_lowercase())
            }
            LetterCase::Lower => own != LetterCase::Upper,
            LetterCase::Mixed => title && own == LetterCase::Upper,
        };
        if settles {
            block.recase(cased(&block.text, pipeline, lexicon, gazetteer, &known));
        }
    }
}

/// The acronyms that a text in capitals explains, in small letters: a word in brackets whose letters begin the words before it, in
/// order ("the American Popular Revolutionary Alliance (APRA)").
fn acronyms(text: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (at, _) in text.match_indices(['(', '[']) {
        let Some(inside) = text.get(at + 1..) else { continue };
        let word: String = inside.chars().take_while(char::is_ascii_alphabetic).collect();
        let closes = inside.get(word.len()..).is_some_and(|rest| rest.starts_with([')', ']']));
        if !closes || !(3..=8).contains(&word.len()) {
            continue;
        }
        let before: Vec<char> = text
            .get(..at)
            .unwrap_or("")
            .split(|c: char| !c.is_alphabetic())
            .filter(|word| !word.is_empty())
            .rev()
            .take(12)
            .filter_map(|word| word.chars().next())
            .collect();
        // Small words may stand between, and Spanish names are explained in English: most letters are enough.
        let mut initials = before.iter().rev();
        let kept = word
            .chars()
            .filter(|letter| initials.clone().any(|own| own == letter) && initials.any(|own| own == letter))
            .count();
        if kept * 3 >= word.len() * 2 {
            found.insert(word.to_lowercase());
        }
    }
    found
}

/// The text in its likely case, with the names of the lexicons in their own.
fn cased(
    text: &str,
    pipeline: &Pipeline,
    lexicon: &Lexicon,
    gazetteer: &Gazetteer,
    acronyms: &BTreeSet<String>,
) -> String {
    // "convoy", "checkpoint": words of the trade are no names, though somewhere a hamlet is called so.
    let called = |word: &str| {
        word.len() > 2
            && gazetteer.knows(word)
            && lexicon.terms().scan(&[Word { lower: word, lemma: word }]).is_empty()
    };
    let known = |word: &str| acronyms.contains(word).then(|| word.to_uppercase());
    let mut out = pipeline.truecase_with_names(text, Some(&known), &called).into_bytes();
    for hit in lexicon.scan_actors(text) {
        let words = text.get(hit.start..hit.end).unwrap_or_default();
        if hit.how == How::Rule {
            continue;
        }
        if words.eq_ignore_ascii_case(hit.form) && hit.form.contains(char::is_uppercase) {
            out[hit.start..hit.end].copy_from_slice(hit.form.as_bytes());
        } else {
            capitalise(&mut out, hit.start, hit.end);
        }
    }
    for hit in lexicon.scan_countries(text) {
        let words = text.get(hit.start..hit.end).unwrap_or_default();
        // "TOLD US": too short to tell; "power poles", "nail polish": words before they are peoples.
        if words.len() > 3 && !matches!(words.to_lowercase().as_str(), "pole" | "poles" | "polish") {
            capitalise(&mut out, hit.start, hit.end);
        }
    }
    spanish_names(&mut out);
    String::from_utf8(out).unwrap_or_else(|_| text.to_owned())
}

/// Words that stay small inside a name.
const SMALL: [&str; 12] = ["of", "the", "and", "for", "in", "de", "del", "la", "las", "los", "y", "e"];

/// Gives each word of `start..end` that is written small a capital, but for those that stay small inside a name.
fn capitalise(text: &mut [u8], start: usize, end: usize) {
    let mut at = start;
    while at < end {
        if !text[at].is_ascii_alphabetic() {
            at += 1;
            continue;
        }
        let stop = (at..end).find(|&index| !text[index].is_ascii_alphabetic()).unwrap_or(end);
        let clitic = at > 0 && text[at - 1] == b'\'';
        let small =
            at > start && std::str::from_utf8(&text[at..stop]).is_ok_and(|word| SMALL.contains(&word));
        if !clitic && !small {
            text[at] = text[at].to_ascii_uppercase();
        }
        at = stop;
    }
}

/// Words that begin a Spanish or Portuguese name and are no English words: the word behind them belongs to the name.
const BEGINS_NAME: [&str; 16] = [
    "san", "santa", "santo", "sao", "la", "las", "los", "el", "puerto", "villa", "ciudad", "nueva", "nuevo",
    "cerro", "rio", "monte",
];

/// "san salvador", "el paraiso", "santa cruz de la sierra": a word behind a word that begins a name is a name too, also over "de la".
fn spanish_names(text: &mut [u8]) {
    let mut inside = false;
    let mut at = 0;
    while at < text.len() {
        if !text[at].is_ascii_alphabetic() {
            // Only a blank or a line's end joins two words of a name.
            inside &= matches!(text[at], b' ' | b'\n');
            at += 1;
            continue;
        }
        let stop = (at..text.len()).find(|&index| !text[index].is_ascii_alphabetic()).unwrap_or(text.len());
        let word = String::from_utf8_lossy(&text[at..stop]).to_lowercase();
        let begins = BEGINS_NAME.contains(&word.as_str());
        if begins
            || inside
                && !matches!(
                    word.as_str(),
                    "de" | "del" | "y" | "and" | "in" | "on" | "of" | "to" | "at" | "was" | "is"
                )
        {
            text[at] = text[at].to_ascii_uppercase();
        }
        inside = begins || inside && matches!(word.as_str(), "de" | "del");
        at = stop;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use attest_model::{Block, Span};

    fn read(title: &str, body: &str) -> Vec<String> {
        let original = format!("{title}\n{body}");
        let mut view = View { blocks: Vec::new() };
        for (kind, start, end) in
            [(ZoneKind::Title, 0, title.len()), (ZoneKind::Lead, title.len() + 1, original.len())]
        {
            let mut block = Block::new(kind, None);
            block.copy(&original, Span::new(start as u32, end as u32));
            view.blocks.push(block);
        }
        settle(
            &mut view,
            Pipeline::embedded().expect("the embedded model"),
            Lexicon::builtin(),
            &Gazetteer::builtin(),
        );
        view.blocks.into_iter().map(|block| block.text).collect()
    }

    #[test]
    fn a_report_in_capitals_is_read_in_sentence_case_with_the_names_of_groups_in_their_own() {
        let texts = read(
            "THREE FARMERS KILLED",
            "GUERRILLAS OF THE FMLN KILLED THREE FARMERS IN TOLSA, THE ARMY REPORTED ON MONDAY.",
        );
        assert_eq!(texts[0], "Three farmers killed");
        assert_eq!(
            texts[1],
            "Guerrillas of the FMLN killed three farmers in Tolsa, the army reported on Monday."
        );
    }

    #[test]
    fn a_title_in_capitals_over_edited_text_is_read_in_sentence_case() {
        let texts = read(
            "TWO KILLED NEAR DORRAN BRIDGE",
            "Two people were killed near the bridge in Dorran on Monday.",
        );
        assert!(texts[0].starts_with("Two killed near Dorran"), "{}", texts[0]);
        assert_eq!(texts[1], "Two people were killed near the bridge in Dorran on Monday.");
    }

    #[test]
    fn peoples_groups_and_spanish_place_names_keep_their_capitals() {
        let texts = read(
            "CLASHES NEAR SAN RAFAEL FARM",
            "THE SALVADORAN ARMY FOUGHT THE FARABUNDO MARTI NATIONAL LIBERATION FRONT NEAR SANTA CRUZ DE LA SIERRA AND POWER POLES FELL.",
        );
        assert!(texts[0].contains("San Rafael"), "{}", texts[0]);
        for words in
            ["Salvadoran", "Farabundo Marti National Liberation Front", "Santa Cruz", "Sierra", "poles fell"]
        {
            assert!(texts[1].contains(words), "{words}: {}", texts[1]);
        }
    }

    #[test]
    fn edited_text_stays_as_it_is() {
        let texts = read("Two Killed Near Dorran Bridge", "The FMLN said that ARENA members were there.");
        assert_eq!(texts, ["Two Killed Near Dorran Bridge", "The FMLN said that ARENA members were there."]);
    }
}
