//! A document in the making: what a reader found, before it is put in order.
//!
//! Readers push zones and marks as they meet them. [`Draft::finish`] makes the invariants true that every later stage relies
//! on: zones in order, not overlapping, on character boundaries; marks that read back; what was told from outside first, and a note
//! where the text contradicts it.

use crate::{About, date, kind, language};
use attest_model::{Citation, Document, DocumentKind, Reference, Span, Zone, ZoneKind};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// What a reader has found so far.
#[derive(Debug, Default)]
pub struct Draft {
    pub text: String,
    pub title: Option<String>,
    pub zones: Vec<Zone>,
    pub citations: Vec<Citation>,
    pub references: Vec<Reference>,
    pub dateline: Option<Span>,
    /// The day the text itself gives for its publication.
    pub published: Option<String>,
    /// Who published it by its own words.
    pub publisher: Option<String>,
    pub kind: Option<DocumentKind>,
    /// Declared language.
    pub language: Option<String>,
    pub url: Option<String>,
    pub notes: Vec<(String, String)>,
}

/// The start of `text`, at most `len` bytes, not cutting a character.
pub fn floor(text: &str, len: usize) -> &str {
    let mut end = len.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or(text)
}

/// Cuts `text` to at most `len` bytes, not cutting a character.
pub fn shorten(text: &mut String, len: usize) {
    let len = floor(text, len).len();
    text.truncate(len);
}

impl Draft {
    /// Marks `start..end` as `kind`.
    pub fn zone(&mut self, kind: ZoneKind, name: Option<&str>, start: usize, end: usize) {
        if start < end {
            let name = name.map(ToOwned::to_owned);
            self.zones.push(Zone { kind, name, start: start as u32, end: end as u32 });
        }
    }

    /// Notes something about a subject.
    pub fn note(&mut self, about: &str, words: impl Into<String>) {
        self.notes.push((about.to_owned(), words.into()));
    }

    /// The finished document of the original `bytes`.
    pub fn finish(mut self, bytes: &[u8], about: &About) -> Document {
        settle_zones(&mut self.zones, &self.text);
        settle_citations(&mut self);
        let published = self.settle_published(about);
        let publisher = self.settle_publisher(about);
        let body = kind::sample(&self.text, &self.zones);
        let language = language::of(&body, self.language.as_deref());
        let kind =
            about.kind.or(self.kind).unwrap_or_else(|| kind::guess(&self, &body, publisher.as_deref()));
        let title = about.title.clone().or(self.title).filter(|t| !t.trim().is_empty());
        let dateline = self.dateline.filter(|span| span.of(&self.text).is_some() && !span.is_empty());
        Document {
            id: sha256(bytes),
            name: about.name.clone(),
            title,
            kind,
            language,
            publisher,
            published,
            url: about.url.clone().or(self.url),
            text: self.text,
            zones: self.zones,
            citations: self.citations,
            references: self.references,
            dateline,
            notes: self.notes,
        }
    }

    fn settle_published(&mut self, about: &About) -> Option<String> {
        let Some(told) = &about.published else { return self.published.clone() };
        let Some(day) = date::parse_day(told) else {
            self.note(
                "document.published",
                format!("the date told, `{told}`, could not be read; write it as 2024-03-05"),
            );
            return self.published.clone();
        };
        let day = day.to_string();
        if let Some(own) = self.published.clone()
            && own != day
        {
            self.note("document.published", format!("told {day}, but the text itself says {own}"));
        }
        Some(day)
    }

    fn settle_publisher(&mut self, about: &About) -> Option<String> {
        let own = self.publisher.clone().map(|p| p.trim().to_owned()).filter(|p| !p.is_empty());
        let Some(told) = about.publisher.clone().filter(|p| !p.trim().is_empty()) else { return own };
        if let Some(own) = own
            && !same_name(&own, &told)
        {
            self.note("document.publisher", format!("told `{told}`, but the text itself names `{own}`"));
        }
        Some(told)
    }
}

/// Whether two names of a publisher may be one: equal letters, or one inside the other.
fn same_name(a: &str, b: &str) -> bool {
    let letters =
        |s: &str| s.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    let (a, b) = (letters(a), letters(b));
    a.contains(&b) || b.contains(&a)
}

fn sha256(bytes: &[u8]) -> String {
    let mut hex = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        let _ = write!(hex, "{byte:02x}");
    }
    hex
}

/// Zones in order, none overlapping, none empty, on character boundaries: the earlier zone keeps the contested bytes.
fn settle_zones(zones: &mut Vec<Zone>, text: &str) {
    zones.sort_by_key(|zone| (zone.start, std::cmp::Reverse(zone.end)));
    let mut last = 0;
    zones.retain_mut(|zone| {
        zone.start = zone.start.max(last);
        zone.end = zone.end.min(text.len() as u32);
        if zone.start >= zone.end || zone.span().of(text).is_none() {
            return false;
        }
        last = zone.end;
        true
    });
}

/// Marks in order, outside the reference list, reading back, and pointing only to entries that exist.
fn settle_citations(draft: &mut Draft) {
    let Draft { text, zones, citations, references, notes, .. } = draft;
    citations.sort_by_key(|c| (c.start, c.end));
    let mut last = 0;
    citations.retain(|c| {
        let fits = c.start >= last && Span::new(c.start, c.end).of(text) == Some(c.marker.as_str());
        let after = zones.partition_point(|zone| zone.start <= c.start);
        let listed = zones[..after].last().is_some_and(|z| z.kind == ZoneKind::References && c.start < z.end);
        if fits && !listed {
            last = c.end;
        }
        fits && !listed
    });
    let ids: BTreeSet<&str> = references.iter().map(|r| r.id.as_str()).collect();
    let mut loose = 0usize;
    for citation in citations.iter_mut() {
        if citation.reference.as_deref().is_some_and(|id| !ids.contains(id)) {
            citation.reference = None;
            loose += 1;
        }
    }
    if loose > 0 {
        let why = format!("{loose} citation marks point to no entry of a reference list in the text");
        notes.push(("document.citations".to_owned(), why));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zones_are_put_in_order_and_never_overlap() {
        let mut draft = Draft { text: "Osté fell. Calm.".to_owned(), ..Draft::default() };
        draft.zone(ZoneKind::Section, None, 6, 40);
        draft.zone(ZoneKind::Title, None, 0, 8);
        draft.zone(ZoneKind::List, None, 4, 5);
        let document = draft.finish(b"x", &About::named("a"));
        let spans: Vec<_> = document.zones.iter().map(|z| (z.start, z.end)).collect();
        assert_eq!(spans, [(0, 8), (8, 17)]);
    }

    #[test]
    fn what_is_told_goes_first_and_a_contradiction_is_noted() {
        let draft = Draft {
            text: "Calm.".to_owned(),
            published: Some("2015-03-03".to_owned()),
            publisher: Some("Ostland Radio".to_owned()),
            ..Draft::default()
        };
        let about = About {
            published: Some("4 March 2015".to_owned()),
            publisher: Some("ostland radio news".to_owned()),
            ..About::named("a")
        };
        let document = draft.finish(b"x", &about);
        assert_eq!(document.published.as_deref(), Some("2015-03-04"));
        assert_eq!(document.notes.len(), 1);
        assert!(document.notes[0].1.contains("2015-03-03"));
    }
}
