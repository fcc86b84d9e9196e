//! Upper-case wire text, and text without any capitals, in the case it would have had.
//!
//! The models were trained on edited text; of a report in capitals they make one long name. So each word is given the
//! case it most likely has: from a table of how words are written ([`TABLE`], counted in freely licensed text), from the
//! lemmatizer's word lists, from its neighbours (a word after a capitalised one is capitalised more often), and from
//! names the caller knows. Only ASCII letters change, so every byte stays in its place and quotes still point into the
//! original; see [`View::changed`](crate::View::changed).
//!
//! Why not a trained tagger: the table is 150 kB, explains itself, and what is left to gain shows little in the trees.

use crate::pipeline::Pipeline;

/// How often each word is written with a capital (bits 8 to 15, in percent) and in capitals (bits 0 to 7), and how often
/// it was seen (bits 16 to 23); and ties between neighbours. Built by `cargo xtask truecase`.
static TABLE: &[u8] = include_bytes!("../../../models/truecase_en.fst");

/// Asks the caller for the true form of a word or of up to four neighbouring words, given in lower case. A form that
/// differs in more than the case of ASCII letters is ignored.
pub type KnownForms<'a> = dyn Fn(&str) -> Option<String> + 'a;

/// Tells whether a place or a person is called by a word, given in lower case: then a word that the lists know as a noun at most is
/// likelier that name.
pub type NameWords<'a> = dyn Fn(&str) -> bool + 'a;

/// What a text's letters look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LetterCase {
    /// Nearly all capitals.
    Upper,
    /// No capitals at all in a text that should have some.
    Lower,
    /// As edited text is written, or too short to tell.
    Mixed,
}

impl LetterCase {
    /// Looks at the ASCII letters of a text.
    ///
    /// ```
    /// use attest_language::LetterCase;
    ///
    /// assert_eq!(LetterCase::of("ARMED MEN KILLED FIVE PEASANTS NEAR THE RIVER, A RADIO REPORTED."), LetterCase::Upper);
    /// assert_eq!(LetterCase::of("Armed men killed five."), LetterCase::Mixed);
    /// ```
    pub fn of(text: &str) -> Self {
        let upper = text.bytes().filter(u8::is_ascii_uppercase).count();
        let lower = text.bytes().filter(u8::is_ascii_lowercase).count();
        if upper + lower < 20 {
            Self::Mixed
        } else if upper >= lower * 9 {
            Self::Upper
        } else if upper == 0 && lower >= 60 {
            Self::Lower
        } else {
            Self::Mixed
        }
    }
}

const LOWER: usize = 0;
const CAPITAL: usize = 1;
const CAPITALS: usize = 2;

/// The Arabic article as it is written before a hyphen: in lower case.
const ARTICLES: [&str; 10] = ["al", "el", "ad", "an", "ar", "as", "ash", "at", "az", "ul"];

/// What the case of a neighbour counts, against what the word itself says.
const TIE: f32 = 0.7;

/// A word of the table seen less often than this may well be a name.
const RARE: f32 = 5.0;

/// A word: a run of letters.
#[derive(Debug, Clone)]
struct Word {
    start: usize,
    end: usize,
    /// Logarithms of the probability of each case.
    chances: [f32; 3],
    /// Whether only a blank or hyphen parts it from the word before.
    joined: bool,
    begins_sentence: bool,
}

/// Gives a text its likely case; see [`Pipeline::truecase`].
pub(crate) fn truecase(
    pipeline: &Pipeline,
    text: &str,
    known: Option<&KnownForms<'_>>,
    names: Option<&NameWords<'_>>,
) -> String {
    let Ok(table) = fst::Map::new(TABLE) else {
        return text.to_owned();
    };
    let mut words = words(text, pipeline);
    for index in 0..words.len() {
        words[index].chances = chances(text, &words, index, &table, pipeline, names);
    }
    let cases = likeliest(&words, &ties(&table));
    let mut out = text.as_bytes().to_vec();
    for (word, case) in words.iter().zip(cases) {
        let bytes = &mut out[word.start..word.end];
        match case {
            CAPITALS => bytes.make_ascii_uppercase(),
            _ => bytes.make_ascii_lowercase(),
        }
        if case == CAPITAL || word.begins_sentence {
            bytes[..1].make_ascii_uppercase();
        }
    }
    if let Some(known) = known {
        apply_known(text, &words, known, &mut out);
    }
    String::from_utf8(out).unwrap_or_else(|_| text.to_owned())
}

/// Cuts a text into words and finds the starts of sentences.
fn words(text: &str, pipeline: &Pipeline) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut begins = true;
    let mut at = 0;
    let mut last_end = 0;
    while let Some(c) = text[at..].chars().next() {
        if !c.is_alphabetic() {
            at += c.len_utf8();
            continue;
        }
        let length = text[at..].find(|c: char| !c.is_alphabetic()).unwrap_or(text.len() - at);
        let between = &text[last_end..at];
        if let Some(last) = words.last() {
            begins = ends_sentence(&text[last.start..last.end], between, pipeline);
        }
        words.push(Word {
            start: at,
            end: at + length,
            chances: [0.0; 3],
            joined: matches!(between, " " | "-" | "\n"),
            begins_sentence: begins,
        });
        at += length;
        last_end = at;
    }
    words
}

/// Whether what stands between two words ends a sentence.
fn ends_sentence(word: &str, between: &str, pipeline: &Pipeline) -> bool {
    if between.contains("\n\n") {
        return true;
    }
    let Some(mark) = between.find(['.', '!', '?']) else {
        return false;
    };
    if !between[mark..].contains(char::is_whitespace) {
        return false;
    }
    // A full stop right after an initial or a known abbreviation ends nothing.
    let abbreviated = between.starts_with('.') && {
        let mut form = word.to_ascii_lowercase();
        form.push('.');
        let lower = pipeline.has_exception(&form);
        if let Some(first) = form.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        word.len() == 1 || lower || pipeline.has_exception(&form)
    };
    !abbreviated
}

/// How likely each case is for a word by itself.
fn chances<D: AsRef<[u8]>>(
    text: &str,
    words: &[Word],
    index: usize,
    table: &fst::Map<D>,
    pipeline: &Pipeline,
    names: Option<&NameWords<'_>>,
) -> [f32; 3] {
    let word = &words[index];
    let lower = text[word.start..word.end].to_lowercase();
    let shares = |lower: f32, capital: f32, capitals: f32| [lower.ln(), capital.ln(), capitals.ln()];
    let (never, always) = (0.0005, 0.999);
    let before = text[..word.start].chars().next_back();
    let after = text[word.end..].chars().next();
    let is_quote = |c: Option<char>| matches!(c, Some('\'' | '\u{2019}'));
    let after_letter = is_quote(before)
        && index > 0
        && words[index - 1].end + before.map_or(0, char::len_utf8) == word.start;
    if after_letter {
        // A clitic, or the second half of a name such as O'Neil.
        let name = words[index - 1].end - words[index - 1].start == 1 && lower.len() > 2;
        return if name { shares(never, always, never) } else { shares(always, never, never) };
    }
    if lower.chars().count() == 1 {
        return match lower.as_str() {
            "a" if after != Some('.') => shares(always, never, never),
            _ if is_quote(after) => shares(never, always, never),
            _ => shares(never, never, always),
        };
    }
    if before.is_some_and(|c| c.is_ascii_digit()) && !is_ordinal(&lower)
        || after.is_some_and(|c| c.is_ascii_digit())
    {
        return shares(0.02, 0.02, 0.96);
    }
    let rest = &text[word.end..];
    if is_quote(after) && lower.ends_with('n') && rest.chars().nth(1).is_some_and(|c| matches!(c, 't' | 'T'))
    {
        // The first half of "didn't".
        return shares(always, never, never);
    }
    let digit_before = text[..word.start].trim_end_matches(' ').ends_with(|c: char| c.is_ascii_digit());
    let digit_after = rest.trim_start_matches(' ').starts_with(|c: char| c.is_ascii_digit());
    if (digit_before || digit_after)
        && matches!(lower.as_str(), "may" | "march" | "august" | "dec" | "mar" | "sat" | "sun")
    {
        return shares(0.02, 0.97, 0.01);
    }
    if after == Some('-') && ARTICLES.contains(&lower.as_str()) {
        return shares(always, never, never);
    }
    if let Some(value) = table.get(&lower) {
        let seen = ((value >> 16) & 0xff) as f32;
        let share = |shift: u64| ((value >> shift) & 0xff) as f32 / 100.0;
        // A few imagined sightings keep a rare word open, and more so one that is somebody's name.
        let called = seen < RARE
            && (!pipeline.knows_word(&lower) || pipeline.only_noun(&lower))
            && names.is_some_and(|names| names(&lower));
        let (prior, weight) = if called { (0.8, 4.0) } else { (0.3, 2.0) };
        let smooth = |share: f32, prior: f32| (share * seen + prior * weight) / (seen + weight);
        let (capital, capitals) = (smooth(share(8), prior), smooth(share(0), 0.02));
        return shares((1.0 - capital - capitals).max(never), capital, capitals);
    }
    if is_numeral(&lower) {
        return shares(0.02, 0.02, 0.96);
    }
    let in_brackets = matches!(before, Some('(' | '[')) && matches!(after, Some(')' | ']'));
    if pipeline.knows_word(&lower) {
        let called = names.is_some_and(|names| names(&lower));
        if pipeline.only_noun(&lower) {
            // The lists hold names beside things, all in small letters: "bogota" beside "orchard".
            return match (in_brackets && lower.len() <= 4, called) {
                (true, _) => shares(0.1, 0.1, 0.8),
                (_, true) => shares(0.2, 0.77, 0.03),
                _ => shares(0.85, 0.12, 0.03),
            };
        }
        if called {
            return shares(0.85, 0.14, 0.01);
        }
        return shares(0.9, 0.095, 0.005);
    }
    let no_vowel = !lower.contains(['a', 'e', 'i', 'o', 'u', 'y']);
    if no_vowel || in_brackets && lower.len() <= 6 {
        return shares(0.02, 0.08, 0.9);
    }
    // "machinegunned", "straffing": a form of a word, spelled as no list has it.
    if ["ed", "ing", "ly", "tion", "ment", "ness"].iter().any(|end| lower.len() > 6 && lower.ends_with(end)) {
        return shares(0.8, 0.17, 0.03);
    }
    shares(0.2, 0.75, 0.05)
}

fn is_ordinal(lower: &str) -> bool {
    matches!(
        lower,
        "st" | "nd" | "rd" | "th" | "s" | "km" | "m" | "kg" | "mm" | "am" | "pm" | "hrs" | "hours"
    )
}

/// A Roman numeral above one, of the length they have in names.
fn is_numeral(lower: &str) -> bool {
    const NUMERALS: [&str; 14] =
        ["ii", "iii", "iv", "vi", "vii", "viii", "ix", "xi", "xii", "xiii", "xiv", "xv", "xvi", "xx"];
    NUMERALS.contains(&lower)
}

/// Logarithms of how much likelier each case is after a word of each case.
fn ties<D: AsRef<[u8]>>(table: &fst::Map<D>) -> [[f32; 3]; 3] {
    let mut ties = [[0.0; 3]; 3];
    for (before, row) in ties.iter_mut().enumerate() {
        for (case, tie) in row.iter_mut().enumerate() {
            if let Some(value) = table.get(format!("\0{before}{case}")) {
                *tie = TIE * (value.max(1) as f32 / 1000.0).ln();
            }
        }
    }
    ties
}

/// The likeliest cases of all words together.
fn likeliest(words: &[Word], ties: &[[f32; 3]; 3]) -> Vec<usize> {
    let mut from: Vec<[usize; 3]> = Vec::with_capacity(words.len());
    let mut best = [0.0f32; 3];
    for word in words {
        let mut next = [0.0; 3];
        let mut origin = [0; 3];
        for case in [LOWER, CAPITAL, CAPITALS] {
            let tie =
                |before: usize| if word.joined && !word.begins_sentence { ties[before][case] } else { 0.0 };
            let mut chosen = LOWER;
            for before in [CAPITAL, CAPITALS] {
                if best[before] + tie(before) > best[chosen] + tie(chosen) {
                    chosen = before;
                }
            }
            origin[case] = chosen;
            next[case] = best[chosen] + tie(chosen) + word.chances[case];
        }
        // Only differences matter; kept small, they stay exact over a long text.
        let most = next.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        best = next.map(|value| value - most);
        from.push(origin);
    }
    let mut case = LOWER;
    for other in [CAPITAL, CAPITALS] {
        if best[other] > best[case] {
            case = other;
        }
    }
    let mut cases = vec![LOWER; words.len()];
    for (slot, origin) in cases.iter_mut().zip(&from).rev() {
        *slot = case;
        case = origin[case];
    }
    cases
}

/// Writes forms the caller knows, the longest run of words first.
fn apply_known(text: &str, words: &[Word], known: &KnownForms<'_>, out: &mut [u8]) {
    let mut index = 0;
    while index < words.len() {
        let found = (1..=4usize.min(words.len() - index)).rev().find_map(|count| {
            let range = words[index].start..words[index + count - 1].end;
            let form = known(&text[range.clone()].to_lowercase())?;
            let same = form.len() == range.len() && form.eq_ignore_ascii_case(&text[range.clone()]);
            same.then_some((range, form, count))
        });
        match found {
            Some((range, form, count)) => {
                out[range].copy_from_slice(form.as_bytes());
                index += count;
            }
            None => index += 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cased(text: &str) -> String {
        Pipeline::embedded().expect("the embedded model").truecase(text, None)
    }

    #[test]
    fn words_take_the_case_they_mostly_have() {
        assert_eq!(
            cased("THE DEFENSE MINISTER SAID IN LONDON ON 3 MAY THAT REBELS KILLED THREE SOLDIERS."),
            "The defense minister said in London on 3 May that rebels killed three soldiers."
        );
        assert_eq!(cased("it was in london that the un met."), "It was in London that the UN met.");
    }

    #[test]
    fn clitics_initials_and_articles_keep_their_manners() {
        assert_eq!(
            cased("J. O'NEIL'S MEN DIDN'T HOLD QASR AL-BANAT."),
            "J. O'Neil's men didn't hold Qasr al-Banat."
        );
    }

    #[test]
    fn an_abbreviation_starts_no_sentence() {
        assert_eq!(cased("LT. GEN. TESSI FLED. NOBODY KNOWS."), "Lt. Gen. Tessi fled. Nobody knows.");
    }

    #[test]
    fn known_forms_come_before_all_others() {
        let pipeline = Pipeline::embedded().expect("the embedded model");
        let known = |words: &str| match words {
            "ffl" => Some("FFL".to_owned()),
            "mal de la cruz" => Some("Mal de la Cruz".to_owned()),
            "town" => Some("city".to_owned()),
            _ => None,
        };
        assert_eq!(
            pipeline.truecase("FFL TROOPS TOOK MAL DE LA CRUZ TOWN.", Some(&known)),
            "FFL troops took Mal de la Cruz town."
        );
    }

    #[test]
    fn only_ascii_letters_change_and_no_byte_moves() {
        for text in ["", "\u{df}", "ÉTAT DE SIÈGE À BANGUI", "ǅ a ı İ K ſ", "A1B2 3RD 50KM (FFL) 'S"] {
            let other = cased(text);
            assert_eq!(other.len(), text.len());
            assert!(other.eq_ignore_ascii_case(text), "{text} {other}");
        }
    }
}
