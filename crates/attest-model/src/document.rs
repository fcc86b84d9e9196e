//! A document: text that never changes, with its zones and citations.
//!
//! Zones mark headings, leads, infoboxes and furniture without altering a byte, so that an article can disagree with itself
//! and every offset stays valid. [`Document`] is what the readers return; [`DocumentRecord`] is how the output shows it.

use crate::{Sketch, Span, codes};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

codes! {
    /// What kind of text a document is.
    DocumentKind {
        Encyclopedia = "encyclopedia", News = "news", PressRelease = "press_release", PartyStatement = "party_statement",
        Ngo = "ngo", Digest = "digest", Social = "social", Unknown = "unknown",
    }
}

codes! {
    /// What part of a document a stretch of text is.
    ZoneKind {
        Title = "title", Heading = "heading", Lead = "lead", Section = "section", Infobox = "infobox", List = "list",
        Table = "table", Caption = "caption", References = "references", Boilerplate = "boilerplate",
    }
}

/// A stretch of the text that plays one part. Zones do not overlap and stand in text order; text between them is unmarked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Zone {
    /// Which part.
    pub kind: ZoneKind,
    /// The section's name ("Background"), for headings and sections.
    pub name: Option<String>,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Zone {
    /// Where the zone stands.
    pub const fn span(&self) -> Span {
        Span::new(self.start, self.end)
    }
}

/// A citation mark in the text: `[3]`, `[note 2]`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Citation {
    /// The mark as written.
    pub marker: String,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// Id of the reference entry, where the list has one.
    pub reference: Option<String>,
}

/// An entry of the reference list.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Reference {
    /// Id: `r3`.
    pub id: String,
    /// The entry's words.
    pub text: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// When, as an ISO date or a part of one.
    pub published: Option<String>,
}

/// A report as read: its text after decoding and nothing else, and what the reader found out about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// SHA-256 of the original bytes, in hexadecimal.
    pub id: String,
    /// File name or given name.
    pub name: String,
    /// Title, where one was found.
    pub title: Option<String>,
    /// What kind of text.
    pub kind: DocumentKind,
    /// ISO 639-1 code of the language, `und` where it could not be told.
    pub language: String,
    /// Who published it: told from outside, else read from the text.
    pub publisher: Option<String>,
    /// Day of publication, ISO: told from outside, else read from the text.
    pub published: Option<String>,
    /// Address of the page.
    pub url: Option<String>,
    /// The original text, UTF-8. Never changed.
    pub text: String,
    /// Its parts, in order.
    pub zones: Vec<Zone>,
    /// Its citation marks, in order.
    pub citations: Vec<Citation>,
    /// Its reference list.
    pub references: Vec<Reference>,
    /// The dateline ("BAMAKO, Feb 28 (AFP) —"), where one was found.
    pub dateline: Option<Span>,
    /// What the reader noticed: a contradiction, something left unread. Pairs of subject and sentence.
    pub notes: Vec<(String, String)>,
}

impl Document {
    /// The zone that holds byte `at`, if any.
    pub fn zone_at(&self, at: u32) -> Option<&Zone> {
        let after = self.zones.partition_point(|zone| zone.start <= at);
        self.zones[..after].last().filter(|zone| at < zone.end)
    }
    /// How the output shows the document.
    pub fn record(&self) -> DocumentRecord {
        DocumentRecord {
            id: self.id.clone(),
            name: self.name.clone(),
            title: self.title.clone(),
            kind: self.kind,
            language: self.language.clone(),
            publisher: self.publisher.clone(),
            published: self.published.clone(),
            url: self.url.clone(),
            length: self.text.len() as u64,
            zones: self.zones.clone(),
            citations: self.citations.clone(),
            references: self.references.clone(),
            sketch: Some(Sketch::of(self)),
        }
    }
}

/// A document as the output shows it: everything but the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DocumentRecord {
    /// SHA-256 of the original bytes.
    pub id: String,
    /// File name or given name.
    pub name: String,
    /// Title.
    pub title: Option<String>,
    /// What kind of text.
    pub kind: DocumentKind,
    /// ISO 639-1 code.
    pub language: String,
    /// Who published it.
    pub publisher: Option<String>,
    /// Day of publication, ISO.
    pub published: Option<String>,
    /// Address of the page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Length of the text in bytes.
    pub length: u64,
    /// Its parts.
    pub zones: Vec<Zone>,
    /// Its citation marks.
    pub citations: Vec<Citation>,
    /// Its reference list.
    pub references: Vec<Reference>,
    /// A sketch of its wording, for finding copies and shared words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sketch: Option<Sketch>,
}
