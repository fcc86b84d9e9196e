//! Documents as the archive keeps them, and what becomes of one that arrives.

use attest_model::{Citation, Coding, Document, DocumentKind, Reference, Span, Zone};
use serde::{Deserialize, Serialize};

/// A document on its way into the archive.
#[derive(Debug, Clone)]
pub struct Incoming {
    /// As read.
    pub document: Document,
    /// The bytes as they came; their SHA-256 is the document's id.
    pub original: Vec<u8>,
    /// As coded.
    pub coding: Coding,
}

/// What became of a document that arrived.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Arrival {
    /// It is new.
    New,
    /// The same bytes are there already; nothing was stored twice.
    Known,
    /// It is a later text of a page that is there already, which was revision `number - 1`.
    Revision {
        /// The id of the text before.
        of: String,
        /// Which revision this is, from 2.
        number: u32,
    },
    /// It is new, but another document bears the same name and says something else.
    Namesake {
        /// The other document.
        of: String,
    },
}

/// A document in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Listed {
    /// SHA-256 of the original bytes.
    pub id: String,
    /// Its name.
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
    pub url: Option<String>,
    /// Length of the text in bytes.
    pub length: u64,
    /// Which revision of its page, from 1.
    pub revision: u32,
    /// Whether no later revision is in the archive.
    pub current: bool,
    /// Claims read in it.
    pub claims: u64,
    /// Whether it is protected: its name and publisher are not to leave the archive.
    pub protected: bool,
}

/// What of a document is neither a column nor its text: kept as one piece of JSON.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Parts {
    /// Its zones.
    pub zones: Vec<Zone>,
    /// Its citation marks.
    pub citations: Vec<Citation>,
    /// Its reference list.
    pub references: Vec<Reference>,
    /// The dateline.
    pub dateline: Option<Span>,
    /// What the reader noticed.
    pub notes: Vec<(String, String)>,
}
