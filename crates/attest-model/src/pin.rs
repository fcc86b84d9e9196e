//! Pins: names for claims and incidents that hold when a document is coded again.
//!
//! Ids such as `c3` count positions; new rules or lexicons shift them. A reviewer's decision must not move to another claim with
//! them, so it is tied to *content and context*: the predicate, the words quoted, and the sentence around them. The digest is
//! SHA-256 over those parts, each preceded by its length, cut to 128 bits. That is part of the format: a later version of Attest
//! that computes it in another way gives it another prefix than [`PREFIX`].
//!
//! A pin does not hold the document's hash, so that a decision can be looked up again in a later revision of a page.

use crate::{Claim, Coding, Incident};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Names the way in which pins are computed.
pub const PREFIX: &str = "p1:";

/// The digest of `parts`: SHA-256 over each part's length in bytes (eight bytes, little-endian) and the part, the first 32
/// hexadecimal digits.
///
/// ```
/// use attest_model::pin::digest;
/// assert_eq!(digest(&["a", "bc"]).len(), 32);
/// assert_ne!(digest(&["a", "bc"]), digest(&["ab", "c"]));
/// ```
pub fn digest(parts: &[&str]) -> String {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update((part.len() as u64).to_le_bytes());
        hasher.update(part.as_bytes());
    }
    let mut out = String::with_capacity(32);
    for byte in hasher.finalize().iter().take(16) {
        // Writing to a string cannot fail.
        let _ = write!(out, "{byte:02x}");
    }
    out
}

/// The pin of a claim's sentence alone: where to look when its own pin is gone.
pub fn context(claim: &Claim) -> String {
    format!("{PREFIX}{}", digest(&["context", claim.predicate.as_str(), &claim.sentence.text]))
}

/// The pins of a coding's claims, in their order. Claims that a pin alone would not tell apart (the same words in the same
/// sentence, said twice) are numbered.
pub fn claims(coding: &Coding) -> Vec<String> {
    let mut seen: BTreeMap<String, u32> = BTreeMap::new();
    coding
        .claims
        .iter()
        .map(|claim| {
            let bare = digest(&["claim", claim.predicate.as_str(), &claim.quote.text, &claim.sentence.text]);
            let count = seen.entry(bare.clone()).or_default();
            *count += 1;
            if *count == 1 { format!("{PREFIX}{bare}") } else { format!("{PREFIX}{bare}#{count}") }
        })
        .collect()
}

/// The pins that hold an incident in place: those of its claims; for an incident without claims, those of the words that give
/// its time, place, actors, targets and weapons. Sorted, without repetition; empty where an incident rests on no words at all.
pub fn incident(coding: &Coding, incident: &Incident) -> Vec<String> {
    let mut out: Vec<String> = claims(coding)
        .into_iter()
        .zip(&coding.claims)
        .filter(|(_, claim)| {
            claim.incident.as_ref() == Some(&incident.id) || incident.claims.contains(&claim.id)
        })
        .map(|(pin, _)| pin)
        .collect();
    if out.is_empty() {
        let quotes = incident
            .when
            .quote
            .iter()
            .chain(incident.place.iter().filter_map(|place| place.quote.as_ref()))
            .chain(incident.actors.iter().filter_map(|actor| actor.quote.as_ref()))
            .chain(incident.targets.iter().filter_map(|target| target.quote.as_ref()))
            .chain(incident.weapons.iter().filter_map(|weapon| weapon.quote.as_ref()));
        out.extend(quotes.map(|quote| format!("{PREFIX}{}", digest(&["quote", &quote.text]))));
    }
    out.sort_unstable();
    out.dedup();
    out
}
