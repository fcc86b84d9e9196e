//! What is in the archive, in numbers.

use serde::Serialize;

/// Numbers of an archive.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Status {
    /// Documents, without earlier revisions.
    pub documents: u64,
    /// Earlier revisions of pages, kept and not linked.
    pub superseded: u64,
    /// Bytes of the originals.
    pub bytes: u64,
    /// Claims in the documents that are linked.
    pub claims: u64,
    /// Incidents over all documents.
    pub incidents: u64,
    /// Of these, those told by two documents or more.
    pub shared: u64,
    /// Incidents of single documents that wait to be linked.
    pub unlinked: u64,
    /// Decisions, with those retracted.
    pub decisions: u64,
    /// Decisions that hold and lack the second person's signature.
    pub unsigned: u64,
    /// Documents and sources that are protected.
    pub protected: u64,
    /// Entries of the log.
    pub entries: u64,
    /// Hash of the last entry: noted elsewhere, it proves the archive up to here.
    pub head: String,
    /// What wrote the codings, and how many each.
    pub produced_by: Vec<(String, u64)>,
}

/// A speaker over all documents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SourceRow {
    /// Name or describing words.
    pub name: String,
    /// Kind.
    pub kind: String,
    /// Whether any document shows it as a party to the conflict told of.
    pub party: bool,
    /// Whether it is never named.
    pub anonymous: bool,
    /// Documents in which it speaks.
    pub documents: u64,
    /// Claims that it answers for.
    pub claims: u64,
}
