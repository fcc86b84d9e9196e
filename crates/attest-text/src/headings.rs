//! Section headings: on their own line, between `==`, or glued to the text that follows ("BackgroundThe town …").
//!
//! Texts copied out of web pages lose the line end behind a heading. A heading is taken out of the running text where a sentence
//! begins with a known heading word, or with a few words, and a capital follows without a space. Names with a capital inside
//! ("McDonald", "DeKalb") are left alone, because an unknown heading must be followed by a word that starts sentences.

use crate::date::pattern;
use regex::Regex;
use std::{ops::Range, sync::LazyLock};

/// Words that head sections of reports and encyclopedia articles.
const KNOWN: &str = "Background|Attacks?|Attack and response|The attacks?|Aftermath|Reactions?|Casualties|Casualties and damage|Victims|Responses?|Response and aftermath|References|Investigations?|See also|Notes|Sources|Footnotes|Citations|Bibliography|External links|Further reading|Perpetrators?|Perpetrator\\(s\\)|Suspects?|Responsibility|Claims? of responsibility|Events?|Timeline|Prelude|Battle|The battle|Bombings?|The bombings?|Shootings?|The shooting|Explosions?|Massacre|The massacre|Incidents?|The incident|Ambush|The ambush|Killings?|Raid|The raid|Airstrikes?|Strikes?|Siege|Clashes|Conflict|Offensive|The offensive|Kidnapping|Hostage crisis|Rescue|Arrests?|Trial|Legal proceedings|Motives?|Impact|Consequences|Damage|Context|History|Order of battle|Forces|Overview|Summary|Details|Analysis|Legacy|Memorials?|Commemoration|International reactions?|International|Domestic|Domestic reactions?|National reactions?|Local reactions?|Government response|Death toll|Deaths|Injuries|Fatalities|Location|Chronology|Course of events|Assassination|Related attacks|Similar attacks|Previous attacks|Subsequent attacks|Subsequent events|Initial attack|Attackers?|Operation|Fighting|Evacuation|Displacement|Humanitarian situation|Human rights|Media coverage|Controversy|Criticism|Gallery|Works cited|Literature";

static GLUED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r#"^(?P<name>(?:{KNOWN}))(?:\[edit\])?(?:(?P<seam>[\p{{Lu}}“"])|\s+(?P<next>The|On|In|At|A|An|After|Following|According|During|Several|It|This|There)\s|\s*$)"#
    ))
});
static ALONE: LazyLock<Regex> =
    LazyLock::new(|| pattern(&format!(r"(?i)^(?:\d{{1,2}}(?:\.\d)?\.?\s+)?(?:{KNOWN})\s*(?:\[edit\])?:?$")));
static WIKI: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(={2,6})\s*([^=\s].*?)\s*={2,6}$"));
static HASH: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(#{1,6})\s+(.*?)\s*#*$"));
/// A lower-case letter followed by a capitalised word that begins sentences.
static SEAM: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?P<name>[\p{Lu}][\p{L}\p{N}'’,()\-]*(?:\s[\p{L}\p{N}'’,()\-]+){0,4}?[\p{Ll})])(?:The|On|In|At|After|Following|According|During|Several|It|They|He|This|There|Two|Three|Four|Five|Six|At least|Security|Police|Witnesses)\s",
    )
});
static INLINE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"={2,5} ?([\p{Lu}\p{N}](?:[^=\n]{0,78}[^=\s])) ?={2,5}\s*"));
/// "BombZabiullah": a word, then another without a space. "McDonald" and "DeKalb" are one.
static RUN_INTO: LazyLock<Regex> = LazyLock::new(|| pattern(r"\p{Ll}{3,}(?P<next>\p{Lu}\p{Ll})"));
static EDIT: LazyLock<Regex> = LazyLock::new(|| pattern(r"\s*\[edit\]\s*$"));

/// What a heading opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opens {
    /// Running text.
    Section,
    /// A reference list.
    References,
    /// Links to other pages.
    Links,
}

/// What a section called `name` holds.
pub fn opens(name: &str) -> Opens {
    match name.trim().trim_end_matches(':').to_lowercase().as_str() {
        "references"
        | "notes"
        | "footnotes"
        | "citations"
        | "bibliography"
        | "further reading"
        | "external links"
        | "works cited"
        | "sources"
        | "literature"
        | "notes and references"
        | "references and notes" => Opens::References,
        "see also" | "related articles" | "related links" | "related" | "gallery" => Opens::Links,
        _ => Opens::Section,
    }
}

/// The words of a heading that fills `line` by markup or by being a known heading; byte range inside `line`.
pub fn marked(line: &str) -> Option<Range<usize>> {
    let indent = line.len() - line.trim_start().len();
    let words = line.trim();
    if words.len() > 200 || words.is_empty() {
        return None;
    }
    let found =
        WIKI.captures(words).or_else(|| HASH.captures(words)).and_then(|p| p.get(2)).map(|m| m.range());
    let range = match found {
        Some(range) => range,
        None if ALONE.is_match(words) => 0..words.trim_end_matches(':').len(),
        None => return None,
    };
    let inner = words.get(range.clone())?;
    let edit = EDIT.find(inner).map_or(inner.len(), |m| m.start());
    let range = range.start + indent..range.start + indent + edit;
    (!range.is_empty()).then_some(range)
}

/// Whether `name` heads sections of reports and encyclopedia articles.
pub fn is_known(name: &str) -> bool {
    ALONE.is_match(name.trim())
}

/// Whether `line` is running text that cannot be an entry of a list of links.
pub fn is_prose(line: &str) -> bool {
    line.trim().len() > 80 && crate::paragraph::ends_sentence(line)
}

/// Whether `line` may be a heading by standing alone: short, capitalised, not closed like a sentence.
pub fn plausible(line: &str) -> bool {
    let words = line.trim();
    let count = words.split_whitespace().count();
    (4..=70).contains(&words.len())
        && (1..=9).contains(&count)
        && words.starts_with(char::is_uppercase)
        && words.chars().filter(|c| c.is_alphabetic()).count() * 2 > words.len()
        && !words.ends_with(['.', ',', ';', ':', '"', '”', ')', '…', '-', '–', '—'])
        && !words.contains(['|', '@', '©', '[', '/'])
        && ![" was ", " were ", " is ", " are ", " has ", " have ", " had "]
            .iter()
            .any(|verb| words.contains(verb))
}

/// A heading found inside running text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inline {
    /// Where its markup or words begin.
    pub start: usize,
    /// Its words.
    pub words: Range<usize>,
    /// Where the text goes on.
    pub resume: usize,
}

/// Headings glued into `text[start..end]`, one stretch of running text, in order.
pub fn glued(text: &str, start: usize, end: usize) -> Vec<Inline> {
    let mut found: Vec<Inline> = Vec::new();
    let Some(part) = text.get(start..end) else { return found };
    if part.contains("==") {
        return equals(part).map(|h| h.shifted(start)).collect();
    }
    for at in sentence_starts(part) {
        let begin = start + at;
        if found.last().is_some_and(|last| begin < last.resume) {
            continue;
        }
        let Some(rest) = text.get(begin..end).map(|r| crate::draft::floor(r, 120)) else { continue };
        let whole = begin + rest.len() == end;
        if let Some(inline) = known(rest, whole).or_else(|| unknown(rest)) {
            found.push(inline.shifted(begin));
        }
    }
    found
}

impl Inline {
    const fn shifted(self, by: usize) -> Self {
        Self {
            start: self.start + by,
            words: self.words.start + by..self.words.end + by,
            resume: self.resume + by,
        }
    }
}

/// "… died. == Events == After …": wiki headings in text that lost its line ends.
fn equals(part: &str) -> impl Iterator<Item = Inline> + '_ {
    INLINE.captures_iter(part).filter_map(|parts| {
        let (whole, name) = (parts.get(0)?, parts.get(1)?);
        Some(Inline { start: whole.start(), words: name.range(), resume: whole.end() })
    })
}

fn known(rest: &str, whole: bool) -> Option<Inline> {
    let parts = GLUED.captures(rest)?;
    let name = parts.name("name")?;
    let after = parts.name("seam").or_else(|| parts.name("next"));
    let resume = match after {
        Some(found) => found.start(),
        None if whole => rest.len(),
        None => return None,
    };
    Some(Inline { start: 0, words: 0..name.end(), resume })
}

fn unknown(rest: &str) -> Option<Inline> {
    let name = SEAM.captures(rest)?.name("name")?;
    let words = name.as_str();
    let last = words.split_whitespace().next_back()?;
    // "McThe", "DeThe": two or three letters before the seam are no word of a heading.
    (last.chars().count() >= 4).then(|| Inline { start: 0, words: 0..name.end(), resume: name.end() })
}

/// "… nationality.*Ana, Ost*Ben, WestThe group …": the items of a list in text that lost its line ends, without their stars. The last
/// ends where a word runs into the capital of the next.
pub fn glued_items(part: &str) -> Vec<Range<usize>> {
    let stars: Vec<usize> = part
        .match_indices('*')
        .map(|(at, _)| at)
        .filter(|&at| {
            part.get(..at).is_some_and(|before| before.ends_with(|c: char| !c.is_whitespace() && c != '*'))
                && part.get(at + 1..).is_some_and(|after| after.starts_with(char::is_alphanumeric))
        })
        .collect();
    if stars.len() < 3 {
        return Vec::new();
    }
    let last = stars.last().copied().unwrap_or_default();
    let seam = part.get(last..).and_then(|rest| RUN_INTO.captures(rest)).and_then(|found| found.name("next"));
    let end = seam.map_or(part.len(), |next| last + next.start());
    let ends = stars.iter().skip(1).copied().chain([end]);
    stars.iter().zip(ends).map(|(from, to)| from + 1..to).collect()
}

/// Offsets in `part` where a sentence may begin: the start, and behind full stops, marks and quotes.
fn sentence_starts(part: &str) -> impl Iterator<Item = usize> + '_ {
    let lead = part.len() - part.trim_start().len();
    let later = part.match_indices(['.', '!', '?', '\n']).filter_map(move |(at, _)| {
        let mut next = at + 1;
        // Citation marks and closing quotes behind the full stop.
        for _ in 0..8 {
            if let Some(len) = crate::marks::mark_at(part, next) {
                next += len;
            } else if part.get(next..)?.starts_with(['"', '”', '’', ')', ' ']) {
                next += part.get(next..)?.chars().next()?.len_utf8();
            } else {
                break;
            }
        }
        part.get(next..)?.starts_with(char::is_uppercase).then_some(next)
    });
    std::iter::once(lead).chain(later)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<&str> {
        glued(text, 0, text.len()).into_iter().map(|h| &text[h.words]).collect()
    }

    #[test]
    fn headings_glued_to_text_are_found() {
        let text = "Over ten died. BackgroundThe front has held Ost since 2010.[1] AttackThe raid began at dawn.[2][3] AftermathThe army left. References";
        assert_eq!(names(text), ["Background", "Attack", "Aftermath", "References"]);
        assert_eq!(names("It fell.Suicide bombingThe bomber came by car."), ["Suicide bombing"]);
        assert_eq!(names("It fell. Reactions The president spoke."), ["Reactions"]);
        assert_eq!(names("Four died. == Events == A bomb went off. === Toll === Four."), ["Events", "Toll"]);
        assert_eq!(
            names("Four died.==Events==A bomb went off.===The toll===Four. It held at a==b==c."),
            ["Events", "The toll"]
        );
    }

    #[test]
    fn items_glued_to_text_are_found() {
        let text = "All were from Ost.*2015, Ana, Ost Bomb*2015, Ben, Ost Bomb*2015, Carl, Ost BombMira Orban, who led them, spoke.";
        let items: Vec<&str> = glued_items(text).into_iter().map(|item| &text[item]).collect();
        assert_eq!(items, ["2015, Ana, Ost Bomb", "2015, Ben, Ost Bomb", "2015, Carl, Ost Bomb"]);
        assert!(glued_items("The *front* and the army* met. *One item and *another.").is_empty());
    }

    #[test]
    fn sentences_that_begin_with_a_heading_word_are_left_alone() {
        assert!(
            names("Attacks continued. Background checks were made. Police said so. Casualties were high.")
                .is_empty()
        );
        assert!(
            names("It fell. McDonald was there. YouTube removed it. DeKalb County police came.").is_empty()
        );
    }

    #[test]
    fn headings_on_their_own_line_are_found_by_markup_or_by_name() {
        for line in [
            "== Background ==",
            "## Background",
            "Background",
            "Background[edit]",
            "BACKGROUND:",
            "  === Background === ",
        ] {
            let range = marked(line).unwrap();
            assert!(line[range].eq_ignore_ascii_case("background"), "{line}");
        }
        assert_eq!(marked("The army left."), None);
        assert_eq!(marked("== =="), None);
    }
}
