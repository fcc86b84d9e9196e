//! The times of a document: read over its original text, anchored to its date of publication.

use attest_model::Document;
use attest_time::{Anchors, TimeMention};

/// Every time expression of the document.
pub fn read(document: &Document) -> Vec<TimeMention> {
    let published =
        document.published.as_deref().and_then(|day| day.get(..10)).and_then(|day| day.parse().ok());
    let anchors = published.map_or_else(Anchors::default, Anchors::published);
    attest_time::read(&document.text, &anchors)
}
