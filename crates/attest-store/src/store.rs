//! What an archive does.

use crate::{
    Act, Arrival, Filter, Found, Hit, Incoming, Listed, LogEntry, Report, Row, SourceRow, Status, StoreError,
};
use attest_link::{Settings, Unfit};
use attest_model::{Coding, Decision, Document, LinkedIncident};
use std::collections::BTreeSet;

/// How much is linked anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// What is new or was decided on, and what may be one incident with it.
    Touched,
    /// Everything.
    All,
}

/// What linking changed.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Linked {
    /// Incidents of single documents that were looked at.
    pub tellings: u64,
    /// Incidents written.
    pub written: u64,
    /// Decisions that no longer fit, and why.
    pub unfit: Vec<Unfit>,
}

/// An archive. Every call either happens as a whole or not at all; what it returned `Ok` for survives a crash.
///
/// Ids of documents, incidents and decisions may be shortened as long as they are unambiguous.
pub trait Store {
    /// Takes documents in, each once; returns what became of each, in order. New tellings wait for [`Store::link`].
    ///
    /// # Errors
    /// [`StoreError::Refused`] where the bytes do not have the document's hash; what the file system refuses.
    fn add(&mut self, incoming: &[Incoming], act: &Act) -> Result<Vec<Arrival>, StoreError>;

    /// Ids of all documents, earlier revisions too.
    fn known(&self) -> Result<BTreeSet<String>, StoreError>;

    /// Documents that match, by day of publication and name; earlier revisions only where `revisions`.
    fn documents(&self, filter: &Filter, revisions: bool) -> Result<Found<Listed>, StoreError>;

    /// One document as it was read.
    ///
    /// # Errors
    /// [`StoreError::NoSuch`], [`StoreError::Ambiguous`].
    fn document(&self, id: &str) -> Result<Document, StoreError>;

    /// The bytes as they came.
    ///
    /// # Errors
    /// As [`Store::document`].
    fn original(&self, id: &str) -> Result<Vec<u8>, StoreError>;

    /// What was read in a document.
    ///
    /// # Errors
    /// As [`Store::document`].
    fn coding(&self, id: &str) -> Result<Coding, StoreError>;

    /// Puts new codings in the place of old ones; returns how many differ. Decisions stay.
    fn recode(&mut self, codings: &[Coding], act: &Act) -> Result<u64, StoreError>;

    /// Appends a decision. Its id, position, reviewer and time are given by the archive and `act`.
    ///
    /// # Errors
    /// [`StoreError::Refused`] where a rule forbids it: signing one's own decision, retracting what is retracted already.
    fn decide(&mut self, decision: Decision, act: &Act) -> Result<Decision, StoreError>;

    /// All decisions, in the order of the log, those retracted too.
    fn decisions(&self) -> Result<Vec<Decision>, StoreError>;

    /// Marks a document, or one of its sources by its id within the document, as protected; or lifts that.
    fn protect(
        &mut self,
        document: &str,
        source: Option<&str>,
        protect: bool,
        act: &Act,
    ) -> Result<(), StoreError>;

    /// What is protected: document and source, the source empty for a whole document.
    fn protected(&self) -> Result<BTreeSet<(String, String)>, StoreError>;

    /// Computes incidents over documents.
    fn link(&mut self, scope: Scope, settings: &Settings) -> Result<Linked, StoreError>;

    /// Decisions that hold and no longer find what they are about, and why.
    fn unfit(&self) -> Result<Vec<Unfit>, StoreError>;

    /// Incidents that match, by day.
    fn incidents(&self, filter: &Filter) -> Result<Found<Row>, StoreError>;

    /// One incident.
    ///
    /// # Errors
    /// As [`Store::document`].
    fn incident(&self, id: &str) -> Result<LinkedIncident, StoreError>;

    /// Goes through all incidents, one in memory at a time. `wanted` is told the id and a checksum of each record and says whether
    /// it is to be read; `take` gets the checksum and the record
    /// as JSON, `attest.incident/1`. Whoever remembers checksums reads only what has changed.
    fn each_incident(
        &self,
        wanted: &mut dyn FnMut(&str, u64) -> bool,
        take: &mut dyn FnMut(u64, String),
    ) -> Result<(), StoreError>;

    /// Ids of incidents that may be one with another, the likeliest first, at most `limit`.
    fn doubtful(&self, limit: usize) -> Result<Vec<String>, StoreError>;

    /// The linked incident that a document's incident (`i1`) belongs to.
    fn incident_of(&self, document: &str, local: &str) -> Result<Option<String>, StoreError>;

    /// Full-text search over the reports.
    fn search_reports(&self, words: &str, filter: &Filter) -> Result<Found<Hit>, StoreError>;

    /// Full-text search over the claims: their sentences and their speakers.
    fn search_claims(&self, words: &str, filter: &Filter) -> Result<Found<Hit>, StoreError>;

    /// Who speaks, the most heard first.
    fn sources(&self, limit: usize) -> Result<Vec<SourceRow>, StoreError>;

    /// The log, from entry `from`.
    fn log(&self, from: i64) -> Result<Vec<LogEntry>, StoreError>;

    /// Numbers.
    fn status(&self) -> Result<Status, StoreError>;

    /// Checks everything that is kept against its hashes and the log.
    fn verify(&self) -> Result<Report, StoreError>;
}
