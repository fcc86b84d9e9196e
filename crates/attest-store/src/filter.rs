//! What is asked of the archive, and what it answers.

use serde::Serialize;

/// Which incidents, documents or words. Empty fields ask for nothing; all that are set must hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Not before this day, ISO: an incident counts whose interval ends on it or later.
    pub from: Option<String>,
    /// Not after this day, ISO.
    pub to: Option<String>,
    /// Words of a place, its district, region or country, or a country's code.
    pub place: Option<String>,
    /// Words of an actor's name, or the id of its entry.
    pub actor: Option<String>,
    /// Words of a type, target or weapon: `Armed clash`, `market`, `drone`.
    pub kind: Option<String>,
    /// Corroboration: `corroborated`, `single_source`, `party_only`, `contested`, `denied`, `unconfirmed`.
    pub status: Option<String>,
    /// Words of an incident's label.
    pub words: Option<String>,
    /// Also incidents that no document is mainly about: background, earlier attacks named in passing.
    pub background: bool,
    /// At most so many; 0 for all.
    pub limit: usize,
}

/// An incident in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Row {
    /// Its id.
    pub id: String,
    /// A short name.
    pub label: String,
    /// First possible day, ISO.
    pub earliest: Option<String>,
    /// Last possible day, ISO.
    pub latest: Option<String>,
    /// The place's name.
    pub place: Option<String>,
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// How far it is corroborated.
    pub status: String,
    /// How real.
    pub reality: String,
    /// Documents that tell of it.
    pub documents: u64,
    /// Claims about it.
    pub claims: u64,
}

/// Answers, and how many there are in all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Found<T> {
    /// The answers, at most as many as were asked for.
    pub rows: Vec<T>,
    /// How many there are in all.
    pub all: u64,
}

/// Words found in a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Hit {
    /// Id of the document.
    pub document: String,
    /// Its name.
    pub name: String,
    /// Its title.
    pub title: Option<String>,
    /// Day of publication.
    pub published: Option<String>,
    /// Id of the claim within the document, where a claim was found.
    pub claim: Option<String>,
    /// Id of the linked incident that the claim is about.
    pub incident: Option<String>,
    /// The words, or an excerpt around them.
    pub words: String,
    /// Who says it, for a claim.
    pub speaker: Option<String>,
    /// Whether the document or the speaker is protected.
    pub protected: bool,
}
