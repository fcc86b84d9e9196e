//! Archived web pages: WARC files, as crawlers write them, and WACZ packages, which hold WARC files and their hashes.
//!
//! Only what the server sent is taken out of them: pages in HTML, plain text, Markdown, PDF. Nothing that they hold is ever run or fetched.
//! Each record is held against the hash that it was archived with; one that is damaged, cut short or altered is refused by itself, with its
//! place and the reason, and the others are read. A record whose hash holds becomes a document under its own address, and a note of the
//! document says when it was captured.

mod record;
mod wacz;
mod warc;

use crate::{About, ReadError, decode};
use attest_model::Document;
use std::io::{BufRead, Cursor, Read, Seek};

/// A page as it was archived.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Name and address.
    pub about: About,
    /// What the server sent, as it sent it: the hash of these bytes is the document's id.
    pub bytes: Vec<u8>,
    /// When it was captured, and whether a hash was archived with it, in a sentence.
    pub captured: String,
}

impl Page {
    /// Reads the page, with what else is told of it.
    ///
    /// # Errors
    /// As [`crate::read`].
    pub fn read(&self, told: &About) -> Result<Document, ReadError> {
        let about = About { name: self.about.name.clone(), ..told.clone().or(&self.about) };
        let mut document = crate::read(&self.bytes, &about)?;
        document.notes.push(("document.archived".to_owned(), self.captured.clone()));
        Ok(document)
    }
}

/// The kinds of archives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Archive {
    /// Records one after the other, plain or each in a gzip member of its own.
    Warc,
    /// A ZIP with WARC files, an index and a list of hashes.
    Wacz,
}

impl Archive {
    /// Which archive the file of that name and those first bytes is.
    ///
    /// ```
    /// use attest_text::Archive;
    /// assert_eq!(Archive::detect("a.warc", b"WARC/1.1\r\n"), Some(Archive::Warc));
    /// assert_eq!(Archive::detect("a.warc.gz", b"\x1f\x8b\x08"), Some(Archive::Warc));
    /// assert_eq!(Archive::detect("a.wacz", b"PK\x03\x04"), Some(Archive::Wacz));
    /// assert_eq!(Archive::detect("a.txt", b"Calm returned."), None);
    /// ```
    pub fn detect(name: &str, head: &[u8]) -> Option<Self> {
        let name = name.to_ascii_lowercase();
        if head.starts_with(b"WARC/") || name.ends_with(".warc.gz") && head.starts_with(b"\x1f\x8b") {
            return Some(Self::Warc);
        }
        // A damaged beginning does not make it another kind of file.
        if ends(&name, "warc") {
            return Some(Self::Warc);
        }
        (ends(&name, "wacz") && head.starts_with(b"PK")).then_some(Self::Wacz)
    }

    /// The pages of the archive `name`, one at a time; what cannot be read stands at its place.
    pub fn pages<R: BufRead + Seek + Send + 'static>(
        self,
        name: &str,
        file: R,
    ) -> Box<dyn Iterator<Item = Result<Page, ReadError>> + Send> {
        match self {
            Self::Warc => Box::new(warc::Pages::of(name, name, file, false)),
            Self::Wacz => Box::new(wacz::Pages::of(name, file)),
        }
    }
}

/// Reads every page of an archive that is held in memory.
pub(crate) fn read_all(kind: Archive, bytes: &[u8], about: &About) -> Vec<Result<Document, ReadError>> {
    let pages = kind.pages(&about.name, Cursor::new(bytes.to_vec()));
    pages.map(|page| page?.read(&About { name: String::new(), ..about.clone() })).collect()
}

/// Whether a name has that ending.
fn ends(name: &str, ending: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, own)| own.eq_ignore_ascii_case(ending))
}

/// What is wrong at a place of an archive.
fn refused(name: &str, place: impl Into<String>, reason: impl Into<String>) -> ReadError {
    ReadError::Archived { name: name.to_owned(), place: place.into(), reason: reason.into() }
}

/// All of `from`, or nothing where it is longer than one report may be.
fn at_most_the_limit(from: impl Read) -> std::io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    from.take(decode::LIMIT as u64 + 1).read_to_end(&mut bytes)?;
    Ok((bytes.len() <= decode::LIMIT).then_some(bytes))
}
