//! What is protected is not shown by name.
//!
//! A document or a source may be marked as protected: a witness who asked not to be named, a leaked report. Then the page says
//! *Undisclosed Source*, as ACLED writes it, and shows no words that could give the source away: not its name, not its mentions, and
//! of its claims only the quote, which says what happened. The text of a report in which anything is protected is not shown at all.

use attest_model::{Coding, LinkedClaim, LinkedIncident, Quote, Source};
use std::collections::BTreeSet;

/// What stands in the place of a protected name.
const UNDISCLOSED: &str = "Undisclosed Source";
/// What stands in the place of words that hold a protected name.
const COVERED: &str = "(protected)";

/// What is to be covered: document and source, the source empty for a whole document.
#[derive(Debug)]
pub struct Veil {
    protected: BTreeSet<(String, String)>,
}

impl Veil {
    /// Covers what is `protected`.
    pub const fn new(protected: BTreeSet<(String, String)>) -> Self {
        Self { protected }
    }

    fn hides(&self, document: &str, source: &str) -> bool {
        self.protected.iter().any(|(own, local)| own == document && (local.is_empty() || local == source))
    }

    fn hides_all(&self, document: &str) -> bool {
        self.protected.contains(&(document.to_owned(), String::new()))
    }

    /// Covers an incident.
    pub fn incident(&self, incident: &mut LinkedIncident) {
        for member in incident.members.iter_mut().filter(|member| self.hides_all(&member.document)) {
            UNDISCLOSED.clone_into(&mut member.name);
            (member.publisher, member.url) = (None, None);
        }
        let mut hidden = BTreeSet::new();
        for claim in &mut incident.claims {
            if self.claim(claim) {
                hidden.insert(claim.id.clone());
            }
        }
        for origin in &mut incident.origins {
            if origin.claims.iter().any(|claim| hidden.contains(claim)) {
                UNDISCLOSED.clone_into(&mut origin.name);
                "protected".clone_into(&mut origin.why);
            }
        }
    }

    fn claim(&self, claim: &mut LinkedClaim) -> bool {
        let document = &claim.document;
        let mut names = Vec::new();
        for source in &mut claim.voice.chain {
            let local = source.id.rsplit('/').next().unwrap_or_default();
            if self.hides(document, local) {
                names.push(cover(source));
            }
        }
        if names.is_empty() {
            return false;
        }
        (claim.voice.quote, claim.voice.cue) = (None, None);
        shorten(&mut claim.sentence, &mut claim.quote, &names);
        true
    }

    /// Covers a coding; whether anything of it is protected.
    pub fn coding(&self, coding: &mut Coding) -> bool {
        let document = coding.document.id.clone();
        if !self.protected.iter().any(|(own, _)| *own == document) {
            return false;
        }
        if self.hides_all(&document) {
            UNDISCLOSED.clone_into(&mut coding.document.name);
            (coding.document.title, coding.document.publisher, coding.document.url) = (None, None, None);
        }
        let mut names = Vec::new();
        let mut hidden = BTreeSet::new();
        for source in coding.sources.iter_mut().filter(|source| self.hides(&document, &source.id)) {
            hidden.insert(source.id.clone());
            names.push(cover(source));
        }
        for claim in &mut coding.claims {
            if claim.voice.chain.iter().any(|id| hidden.contains(id)) {
                (claim.voice.quote, claim.voice.cue) = (None, None);
                shorten(&mut claim.sentence, &mut claim.quote, &names);
            }
        }
        true
    }
}

/// Covers a source; returns its name.
fn cover(source: &mut Source) -> String {
    source.mentions.clear();
    source.actor = None;
    std::mem::replace(&mut source.name, UNDISCLOSED.to_owned())
}

/// Of the sentence only the quote is left, and of a quote that holds a name nothing.
fn shorten(sentence: &mut Quote, quote: &mut Quote, names: &[String]) {
    sentence.clone_from(quote);
    if names.iter().any(|name| quote.text.contains(name.as_str())) {
        COVERED.clone_into(&mut quote.text);
        COVERED.clone_into(&mut sentence.text);
    }
}
