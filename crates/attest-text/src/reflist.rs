//! Reference lists: from an entry's words to publisher, date and address.
//!
//! Entries are written in every style; only what most styles share is read. The title stands in quotes, the publisher behind it up
//! to a full stop or comma, the date is the first one that is not of retrieval. What is not found stays empty.

use crate::{date, date::pattern};
use attest_model::Reference;
use regex::Regex;
use std::sync::LazyLock;

static URL: LazyLock<Regex> = LazyLock::new(|| pattern(r#"https?://[^\s<>"\]]+"#));
static NUMBERED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^\s*(?:\[(?P<bracket>\^[\w-]{1,20}|\d{1,3}|[a-z]|note \d{1,3}|nb \d{1,3})\]:?|(?P<number>\d{1,3}|[a-z])[.)])\s*(?:[\^↑]\s*)?",
    )
});
static BACKLINK: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"^\s*[*•-]?\s*(?:[\^↑]\s*)?(?:(?:[a-z]{1,2}\s+)+(?:[a-z]\s+)?(?:\p{Lu}|“|\x22))?")
});
static RETRIEVED: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\b(?:retrieved|accessed|archived|access date|last viewed)\b"));
static QUOTED: LazyLock<Regex> = LazyLock::new(|| pattern(r#"["“](?P<title>[^"“”]{3,300})["”]"#));

/// Whether `line` starts a new entry: "1. ^ …", "[3] …", "^ …".
pub fn starts_entry(line: &str) -> bool {
    let words = line.trim_start();
    words.starts_with(['^', '↑', '*', '•']) || NUMBERED.is_match(words) || words.starts_with("- ")
}

/// The entry written in `words`, the `count`th of its list.
pub fn entry(words: &str, count: usize) -> Reference {
    let trimmed = words.trim();
    let (id, rest) = match NUMBERED.captures(trimmed) {
        Some(parts) => {
            let key = parts.name("bracket").or_else(|| parts.name("number")).map_or("", |m| m.as_str());
            let id = crate::marks::reference_id(&format!("[{key}]")).unwrap_or_else(|| format!("r{count}"));
            (id, trimmed.get(parts.get(0).map_or(0, |m| m.end())..).unwrap_or_default())
        }
        None => (format!("r{count}"), trimmed),
    };
    let rest = strip_backlinks(rest);
    described(id, rest)
}

/// An entry with its parts read from its words.
pub fn described(id: String, words: &str) -> Reference {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let url = URL.find(&words).map(|m| m.as_str().trim_end_matches(['.', ',', ';', ')', '|']).to_owned());
    let own = RETRIEVED.find(&words).map_or(words.as_str(), |m| words.get(..m.start()).unwrap_or(&words));
    let without_url = URL.replace_all(own, " ");
    let published = date::parse_part(&without_url);
    let publisher = publisher(&without_url);
    let text = (!words.is_empty()).then_some(words);
    Reference { id, text, url, publisher, published }
}

/// Completes an entry from the COinS words that citation templates hide in a page ("rft.date=2015-08-06&rft.pub=…").
pub fn coins(entry: &mut Reference, words: &str) {
    for pair in words.split('&') {
        let Some((key, value)) = pair.split_once('=') else { continue };
        let value = percent_decoded(value);
        if value.trim().is_empty() {
            continue;
        }
        match key {
            "rft.date" => entry.published = date::parse_part(&value).or(entry.published.take()),
            "rft.jtitle" | "rft.pub" => entry.publisher = Some(value),
            "rft_id" if value.starts_with("http") => entry.url = entry.url.take().or(Some(value)),
            _ => {}
        }
    }
}

fn percent_decoded(words: &str) -> String {
    let mut bytes = Vec::with_capacity(words.len());
    let mut rest = words.as_bytes();
    while let Some((first, tail)) = rest.split_first() {
        rest = tail;
        let hex = tail
            .get(..2)
            .and_then(|h| std::str::from_utf8(h).ok())
            .and_then(|h| u8::from_str_radix(h, 16).ok());
        match (first, hex) {
            (b'%', Some(byte)) => {
                bytes.push(byte);
                rest = tail.get(2..).unwrap_or_default();
            }
            (b'+', _) => bytes.push(b' '),
            _ => bytes.push(*first),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// "^ a b Title": the letters that jump back to each use.
fn strip_backlinks(words: &str) -> &str {
    let words = words.trim_start_matches(['^', '↑', '*', '•', ' ']);
    let Some(found) = BACKLINK.find(words) else { return words };
    let letters = found.as_str().trim_end_matches(|c: char| c.is_uppercase() || matches!(c, '“' | '"'));
    words.get(letters.len()..).unwrap_or(words).trim_start()
}

/// The words behind the quoted title, up to a full stop, comma or bracket, if they look like a name.
fn publisher(words: &str) -> Option<String> {
    let title = QUOTED.find(words)?;
    let after =
        words.get(title.end()..)?.trim_start_matches([' ', '.', ',', '-', '–', '—', '|', ']', ':', '(']);
    after
        .split(['.', ',', '(', ')', '|', ';', '[', '–', '—'])
        .map(str::trim)
        .find(|part| part.chars().any(char::is_alphabetic))
        .filter(|part| {
            part.len() <= 60 && date::parse_part(part).is_none() && part.starts_with(char::is_alphanumeric)
        })
        .map(ToOwned::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_gives_publisher_date_and_address() {
        let found = entry(
            "3. ^ a b \"Four soldiers killed in Ost\". Ostland Radio. 3 March 2015. https://radio.example/a. Retrieved 5 April 2016.",
            9,
        );
        assert_eq!(found.id, "r3");
        assert_eq!(found.publisher.as_deref(), Some("Ostland Radio"));
        assert_eq!(found.published.as_deref(), Some("2015-03-03"));
        assert_eq!(found.url.as_deref(), Some("https://radio.example/a"));
        assert!(found.text.unwrap().starts_with("\"Four soldiers"));
    }

    #[test]
    fn entries_without_number_are_counted() {
        assert_eq!(entry("^ Orban, Mira (2014). The War for Ost.", 2).id, "r2");
        assert_eq!(entry("[note 2] By its own count.", 5).id, "note2");
        assert_eq!(entry("", 1).text, None);
    }
}
