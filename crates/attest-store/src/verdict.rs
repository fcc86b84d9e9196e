//! What checking an archive gave.

use serde::Serialize;

/// A place where the archive is not what it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Break {
    /// Where: `log entry 7`, `document 3f2a…`.
    pub at: String,
    /// What is wrong, in plain words.
    pub what: String,
}

/// What was checked, and what is wrong.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Entries of the log whose seals were checked.
    pub entries: u64,
    /// Documents whose bytes and texts were checked.
    pub documents: u64,
    /// Codings compared with what the log says of them.
    pub codings: u64,
    /// Quotes read back in their documents.
    pub quotes: u64,
    /// Decisions compared with the log.
    pub decisions: u64,
    /// Hash of the last entry.
    pub head: String,
    /// What is wrong, the first break first. Empty: the archive is intact.
    pub breaks: Vec<Break>,
    /// What is odd and proves nothing: a clock that went backwards.
    pub remarks: Vec<Break>,
}

impl Report {
    /// Whether nothing is wrong.
    pub fn intact(&self) -> bool {
        self.breaks.is_empty()
    }
}
