//! Datelines: "OSTHAVEN, Feb 28 (ORA) —", "SAN SALVADOR, 3 JAN 90 (DPA) -- [TEXT]", "KABUL (Reuters) -".
//!
//! A dateline says where and when a report was filed, not where its event was. It is set apart from the first sentence, which
//! starts behind it, and what it says of the date and the publisher is kept.

use crate::date::{self, byte_pattern, pattern};
use regex::{Regex, bytes};
use std::sync::LazyLock;

/// A dateline found at the start of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dateline {
    /// Its length in bytes, with the dash and the monitor's brackets behind it.
    pub len: usize,
    /// Whole day, ISO, where it has one.
    pub published: Option<String>,
    /// The agency or station in brackets.
    pub agency: Option<String>,
}

/// Place words: capitals throughout, or capitalised words where a bracketed agency or a date follows.
static LINE: LazyLock<Regex> = LazyLock::new(|| {
    let upper = r"[\p{Lu}][\p{Lu}.'’\-]+(?:\s+(?:[\p{Lu}][\p{Lu}.'’\-]*|de|el|la|al))*(?:/[\p{Lu}\s]+)?";
    let title = r"[\p{Lu}][\p{L}.'’\-]*(?:\s+(?:[\p{Lu}][\p{L}.'’\-]*|de|del|la|al|of|the)){0,4}";
    let day = r"(?:\d{1,2}\.?\s+[\p{Lu}][\p{L}]{2,8}\.?(?:,?\s+\d{2,4})?|[\p{Lu}][\p{L}]{2,8}\.?\s+\d{1,2}(?:,?\s+\d{4})?|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|\d{4}-\d{2}-\d{2})";
    let agency = r"\(\s*(?P<agency>[\p{L}\p{N}][\p{L}\p{N} .&’'/,+\-]{0,60}?)\s*\)";
    let slash = r"/(?P<slash>[\p{Lu}][\p{L}\p{N} \-]{1,20})/\.?";
    let dash = r"(?:--+|—|–|-(?:\s))";
    pattern(&format!(
        r"^(?:(?P<upper>{upper})|(?P<title>{title}))?\s*(?:\((?P<country>[\p{{Lu}}][\p{{L}} .]{{2,30}})\))?(?P<region>,\s*[\p{{Lu}}][\p{{L}}. ]{{1,24}}?)?(?:,?\s*(?P<day>{day})\.?)?\s*(?:(?:,?\s*{agency})?\s*(?P<dash>{dash})|{slash}|,?\s*(?P<tagged>\([\p{{L}}\p{{N}} .&’'/,+\-]{{1,60}}\))\s*\[)"
    ))
});
/// "NEW DELHI: Four soldiers were killed …", "PESHAWAR, Pakistan: …": capitals and a colon, as papers of South Asia have it; also "Bosso, Chad: …".
static COLON: LazyLock<Regex> = LazyLock::new(|| {
    let upper = r"[\p{Lu}][\p{Lu}.'’\-]{2,}(?:\s+[\p{Lu}][\p{Lu}.'’\-]+){0,2}";
    let title = r"[\p{Lu}][\p{L}'’\-]+(?: [\p{Lu}][\p{L}'’\-]+)?";
    pattern(&format!(
        r"^(?:(?P<name>{upper})(?:,\s*[\p{{Lu}}][\p{{L}} ]{{2,20}})?|(?P<town>{title}),\s(?:{title})):\s+"
    ))
});
static BRACKETS: LazyLock<bytes::Regex> = LazyLock::new(|| byte_pattern(r"^\s*\[[^\[\]]{1,300}\]"));

/// The monitor's bracket that says how much of the original follows.
static BODY_TAG: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^\s*\[\s*(?:text|excerpts?|summary|passage omitted|report|editorial|commentary|announcer|recording|begin recording|video report|from)\b",
    )
});

/// The dateline at the start of `paragraph`, if it has one.
pub fn find(paragraph: &str) -> Option<Dateline> {
    let head = crate::draft::floor(paragraph, 400);
    if let Some(city) = COLON.captures(head)
        && let Some(name) = city.name("name").or_else(|| city.name("town"))
        && !ALERTS.contains(&name.as_str().to_ascii_lowercase().as_str())
        && is_sentence(head.get(city.get(0)?.end()..)?)
    {
        return Some(Dateline { len: city.get(0)?.end(), published: None, agency: None });
    }
    let parts = LINE.captures(head)?;
    let whole = parts.get(0)?.end() - usize::from(parts.name("tagged").is_some());
    let dash = parts.name("dash").is_some();
    let agency = parts.name("agency").or_else(|| parts.name("slash")).or_else(|| parts.name("tagged"));
    let agency = agency.map(|m| m.as_str().trim_matches(['(', ')', ' ']));
    let day = parts.name("day").map(|m| m.as_str());
    let place = parts.name("upper").or_else(|| parts.name("title"));
    let upper =
        parts.name("upper").is_some_and(|m| m.as_str().chars().filter(|c| c.is_alphabetic()).count() >= 3);
    let slashed = parts.name("slash").is_some();
    let brackets = brackets(head.get(whole..)?);
    // A dash alone may stand anywhere ("BREAKING — …", "Rebels - …"): capitals, a day or an agency must vouch for it.
    let vouched = match (dash || slashed, agency, day) {
        (true, Some(agency), _) => is_agency(agency) && (place.is_some() || day.is_some() || dash),
        (true, None, Some(_)) => place.is_some(),
        (true, None, None) => {
            let alert = place.is_none_or(|m| ALERTS.contains(&m.as_str().to_ascii_lowercase().as_str()));
            let long = parts.name("dash").is_some_and(|m| !m.as_str().starts_with("- "));
            let opens = head.get(whole..).is_some_and(|r| r.trim_start().starts_with(char::is_uppercase));
            let region = parts.name("region").is_some() && long && opens;
            !alert && (upper || region || place.is_some() && opens && is_city(&parts, head, whole))
        }
        (false, Some(_), Some(_)) => place.is_some() && brackets > 0,
        _ => false,
    };
    let country_only = agency.is_none() && parts.name("country").is_some();
    if !(vouched || dash && country_only) {
        return None;
    }
    let own = parts.name("country").map(|m| m.as_str());
    let agency = agency.or(if day.is_none() && !upper { own } else { None }).map(ToOwned::to_owned);
    let published = day.and_then(date::parse_day).map(|d| d.to_string());
    let len = whole + brackets;
    let rest = paragraph.get(len..)?;
    let len = len + (rest.len() - rest.trim_start().len());
    Some(Dateline { len, published, agency })
}

/// A dateline with agency behind a title that lost its line end: "Four killed in Ost OSTHAVEN, Feb 28 (ORA) -- Four …"; its offset.
/// `head` is the first line's beginning, `rest` the text from there.
pub fn find_behind_title(head: &str, rest: &str) -> Option<(usize, Dateline)> {
    let starts = head.match_indices(' ').map(|(at, _)| at + 1).skip(2);
    for at in starts {
        let Some(tail) = rest.get(at..) else { continue };
        let capitals = tail.bytes().take_while(u8::is_ascii_uppercase).count();
        if capitals < 3 || rest.get(..at).is_some_and(|title| title.contains(". ")) {
            continue;
        }
        if let Some(found) = find(tail).filter(|d| d.agency.is_some()) {
            return Some((at, found));
        }
    }
    None
}

const ALERTS: [&str; 8] = ["breaking", "update", "urgent", "watch", "exclusive", "live", "video", "photos"];

/// "Port Sudan - Fighters killed 13 people in a village, a committee said.": a name of a few words, a dash that stands free, and a whole
/// sentence behind it without another dash. A headline ("Somalia - Bomb kills ten") has no full stop.
fn is_city(parts: &regex::Captures<'_>, head: &str, whole: usize) -> bool {
    let free = parts.name("dash").is_some_and(|dash| {
        head.get(..dash.start()).is_some_and(|before| before.ends_with(char::is_whitespace))
    });
    let named = parts.name("title").or_else(|| parts.name("upper"));
    let short = named.is_some_and(|name| name.as_str().split_whitespace().count() <= 4);
    free && short && head.get(whole..).is_some_and(is_sentence)
}

/// Whether what stands behind a dateline's mark is a sentence: with a full stop, and no dash of its own.
fn is_sentence(behind: &str) -> bool {
    let line = behind.lines().next().unwrap_or_default();
    let sentence = line.split_once(". ").map_or(line.trim_end(), |(first, _)| first);
    let ends = sentence.len() < line.trim_end().len() || sentence.ends_with('.') || line.len() > 250;
    let dashes = [" - ", " – ", " — ", "--"].iter().any(|dash| sentence.contains(dash));
    ends && !dashes && sentence.split_whitespace().count() >= 8
}

/// An agency's brackets hold a name, not a remark.
fn is_agency(words: &str) -> bool {
    words.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
        && words.split_whitespace().count() <= 7
}

/// Length of the monitor's brackets at the start of `rest`, where they end in one that names the text that follows.
fn brackets(rest: &str) -> usize {
    let (mut len, mut total) = (0, 0);
    for _ in 0..6 {
        let Some(behind) = rest.get(total..) else { break };
        let Some(found) = BRACKETS.find(behind.as_bytes()) else { break };
        let tagged = BODY_TAG.is_match(behind);
        total += found.end();
        if tagged {
            len = total;
        }
    }
    len
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rest(paragraph: &str) -> Option<&str> {
        find(paragraph).map(|d| &paragraph[d.len..])
    }

    #[test]
    fn datelines_of_wires_and_stations_are_found() {
        for line in [
            "OSTHAVEN, Feb 28 (AFP) — Four",
            "SAN SALVADOR, 3 JAN 90 (DPA) -- [TEXT] Four",
            "KABUL (Reuters) - Four",
            "OSTHAVEN, 3 JAN 90 -- [REPORT] [ARMED FORCES PRESS\nCOMMITTEE] [TEXT] Four",
            "PORTLAND, Ore. – Four",
            "HARTSVILLE, Ind. (WISH) — Four",
            "(WXYZ) - Four",
            "North Las Vegas (KTNV) - Four",
            "KABUL, Afghanistan — Four",
            "SOFIA (BULGARIA), 12 APR 89 (RABOTNICHESKO DELO) -- [TEXT] Four",
            "MOSCOW, March 3. /TASS/. Four",
            "Feb 28 (Reuters) - Four",
            "KABUL, Afghanistan (AP) — Four",
            "BOGOTA, 5 DEC 89 (INRAVISION TELEVISION CADENA 1) -- [TEXT] Four",
            "NEW YORK (CBSNewYork) — Four",
            "Ost Township, Ohio -- Four",
            "SAN SALVADOR, 15 JAN 90 (ACAN-EFE) -- [TEXT] [BY JUAN X] Four",
        ] {
            let rest = rest(line);
            assert!(rest.is_some_and(|r| r.trim_start_matches("[BY JUAN X] ") == "Four"), "{line}: {rest:?}");
        }
    }

    #[test]
    fn a_city_and_a_dash_before_a_sentence_are_a_dateline() {
        let line = "Port Ostara - Fighters killed 13 people in a village, a committee said.";
        assert!(rest(line).is_some_and(|r| r.starts_with("Fighters")));
        let line = "NEW OSTARA: Fighters killed 13 people in a village, a committee said on Monday.";
        assert!(rest(line).is_some_and(|r| r.starts_with("Fighters")));
    }

    #[test]
    fn ordinary_first_sentences_are_no_datelines() {
        for line in [
            "The army (FAMA) - once feared - left.",
            "BREAKING — Four killed",
            "Four soldiers were killed on Feb 28 (2015) in Ost.",
            "Rebels - some armed - fled.",
            "UN: four killed",
            "The United Nations (UN) said four were killed.",
            "JNIM claimed the attack.",
            "AFTER THE ATTACK, THE ARMY LEFT.",
            "Ostara - Bomb kills ten people in a market of the capital",
            "Boko Haram - Ostara's rebels - killed ten people in a market on Monday.",
        ] {
            assert_eq!(find(line), None, "{line}");
        }
    }

    #[test]
    fn a_dateline_tells_date_and_agency() {
        let found = find("SAN SALVADOR, 3 JAN 90 (DPA) -- [TEXT] Four").unwrap();
        assert_eq!(found.published.as_deref(), Some("1990-01-03"));
        assert_eq!(found.agency.as_deref(), Some("DPA"));
    }
}
