//! Where an entry's facts come from.
//!
//! An entry may name a source of `[[source]]` by its id, or write one inline. `looked_up` says whether somebody opened it
//! for this entry: general knowledge is allowed, but has to be called so.

use serde::Deserialize;

/// A publication or kind of reference behind an entry.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// What it is.
    pub title: String,
    /// Where it can be read.
    #[serde(default)]
    pub url: Option<String>,
    /// Whether the entry was checked against it; `false` is general knowledge.
    #[serde(default)]
    pub looked_up: bool,
}

/// How a file points to a source: the id of a `[[source]]`, or the source itself.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub(crate) enum SourceRef {
    /// `source = "some-list"`.
    Id(String),
    /// `source = { title = "…", url = "…", looked_up = true }`.
    Inline(Source),
}
