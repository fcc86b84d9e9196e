//! What is protected does not leave the archive by name.
//!
//! A document or a source may be marked as protected (`attest decide protect`): a witness who asked not to be named, a leaked
//! report. Then what is printed or exported says *Undisclosed Source*, as ACLED writes it, and shows no words that could give the
//! source away: not its name, not its mentions, and of its claims only the quote, which says what happened. `--reveal` shows
//! everything to those who work on the archive itself; the archive's file is to be kept as carefully as the source.

use crate::{Hit, Listed, SqliteStore, Store, StoreError};
use attest_model::{Coding, Join, LinkedClaim, LinkedIncident, Source};
use std::collections::BTreeSet;

/// What stands in the place of a protected name.
const UNDISCLOSED: &str = "Undisclosed Source";

/// What stands in the place of a label that may be a protected document's title.
const UNLABELLED: &str = "incident";

/// What is to be veiled.
#[derive(Debug, Default)]
pub struct Veil {
    protected: BTreeSet<(String, String)>,
}

impl Veil {
    /// A veil over what is `protected`: document and source, the source empty for a whole document.
    pub const fn new(protected: BTreeSet<(String, String)>) -> Self {
        Self { protected }
    }

    /// The veil of an archive; none with `reveal`.
    ///
    /// # Errors
    /// An archive that cannot be read.
    pub fn of(store: &SqliteStore, reveal: bool) -> Result<Self, StoreError> {
        let protected = if reveal { BTreeSet::new() } else { store.protected()? };
        Ok(Self { protected })
    }

    fn hides(&self, document: &str, source: &str) -> bool {
        self.protected.contains(&(document.to_owned(), source.to_owned()))
    }

    /// Veils a document in a list, where it is protected.
    pub fn listed(row: &mut Listed) {
        if row.protected {
            UNDISCLOSED.clone_into(&mut row.name);
            (row.title, row.publisher, row.url) = (None, None, None);
        }
    }

    /// Veils a hit.
    pub fn hit(hit: &mut Hit) {
        UNDISCLOSED.clone_into(&mut hit.name);
        hit.title = None;
        "(protected; --reveal shows the words)".clone_into(&mut hit.words);
        hit.speaker = None;
    }

    /// Whether nothing is to be veiled.
    pub fn is_none(&self) -> bool {
        self.protected.is_empty()
    }

    /// Veils an incident.
    pub fn incident(&self, incident: &mut LinkedIncident) {
        if self.protected.is_empty() {
            return;
        }
        let mut names = Vec::new();
        let mut handles = BTreeSet::new();
        let mut labels = BTreeSet::new();
        for member in incident.members.iter_mut().filter(|member| self.hides(&member.document, "")) {
            names.push(std::mem::replace(&mut member.name, UNDISCLOSED.to_owned()));
            names.extend(member.publisher.take());
            member.url = None;
            labels.insert(std::mem::replace(&mut member.label, UNLABELLED.to_owned()));
            handles.insert(member.handle.clone());
        }
        if labels.contains(&incident.label) {
            let other = incident.members.iter().find(|member| !handles.contains(&member.handle));
            incident.label = other.map_or(UNLABELLED, |member| member.label.as_str()).to_owned();
        }
        let mut hidden = BTreeSet::new();
        for claim in &mut incident.claims {
            if self.claim(claim, &mut names) {
                hidden.insert(claim.id.clone());
            }
        }
        for origin in &mut incident.origins {
            if origin.claims.iter().any(|claim| hidden.contains(claim)) {
                names.push(std::mem::replace(&mut origin.name, UNDISCLOSED.to_owned()));
                "protected".clone_into(&mut origin.why);
            }
        }
        for join in compared(incident) {
            for (side, between) in join.between.iter().enumerate() {
                if between.split('/').next().is_some_and(|handle| handles.contains(handle)) {
                    for evidence in &mut join.evidence {
                        if let Some(quote) = evidence.quotes.get_mut(side) {
                            *quote = None;
                        }
                    }
                }
            }
        }
        incident
            .campaigns
            .retain(|own| !own.document.as_ref().is_some_and(|document| self.hides(document, "")));
        for link in &mut incident.links {
            // Words of a protected document, which need not be a member: only its quote gives them away.
            if link.document.as_ref().is_some_and(|document| self.hides(document, "")) {
                (link.quote, link.document) = (None, None);
            }
        }
        names.retain(|name| name != UNDISCLOSED && !name.trim().is_empty());
        names.sort_by_key(|name| std::cmp::Reverse(name.len()));
        said(incident, &mut |words| names.iter().for_each(|name| without(words, name)));
    }

    /// Veils a claim; adds the names that it bore, and says whether there were any.
    fn claim(&self, claim: &mut LinkedClaim, names: &mut Vec<String>) -> bool {
        let document = claim.document.clone();
        let mut own = Vec::new();
        for source in &mut claim.voice.chain {
            // In an incident over documents a source is named with its document: `3f2a9c01b7de/s2`.
            let local = source.id.rsplit('/').next().unwrap_or_default();
            if self.hides(&document, local) || self.hides(&document, "") {
                own.push(source.name.clone());
                cover(source);
            }
        }
        if own.is_empty() && !self.hides(&document, "") {
            return false;
        }
        (claim.voice.quote, claim.voice.cue) = (None, None);
        claim.sentence = claim.quote.clone();
        if own.iter().any(|name| claim.quote.text.contains(name.as_str())) {
            for quote in [&mut claim.quote, &mut claim.sentence] {
                "(protected)".clone_into(&mut quote.text);
            }
        }
        names.extend(own);
        true
    }

    /// Veils a coding; says whether anything of it is protected.
    pub fn coding(&self, coding: &mut Coding) -> bool {
        let document = coding.document.id.clone();
        if !self.protected.iter().any(|(own, _)| *own == document) {
            return false;
        }
        let whole = self.hides(&document, "");
        let name = coding.document.name.clone();
        if whole {
            UNDISCLOSED.clone_into(&mut coding.document.name);
            coding.document.sketch = None;
            (coding.document.title, coding.document.publisher, coding.document.url) = (None, None, None);
        }
        let mut names = Vec::new();
        if whole {
            names.push(name);
            coding.sequels.clear();
            for incident in &mut coding.incidents {
                UNLABELLED.clone_into(&mut incident.label);
            }
        }
        let mut hidden = BTreeSet::new();
        for source in &mut coding.sources {
            if whole || self.hides(&document, &source.id) {
                hidden.insert(source.id.clone());
                names.push(source.name.clone());
                cover(source);
            }
        }
        for claim in &mut coding.claims {
            if !claim.voice.chain.iter().any(|id| hidden.contains(id)) {
                continue;
            }
            (claim.voice.quote, claim.voice.cue) = (None, None);
            claim.sentence = claim.quote.clone();
            if names.iter().any(|name| claim.quote.text.contains(name.as_str())) {
                for quote in [&mut claim.quote, &mut claim.sentence] {
                    "(protected)".clone_into(&mut quote.text);
                }
            }
        }
        for incident in &mut coding.incidents {
            for name in &names {
                without(&mut incident.corroboration.why, name);
            }
        }
        true
    }

    /// Whether a document, all of it, is protected.
    pub fn covers(&self, document: &str) -> bool {
        self.hides(document, "")
    }
}

fn cover(source: &mut Source) {
    UNDISCLOSED.clone_into(&mut source.name);
    source.mentions.clear();
    source.actor = None;
}

/// The comparisons of an incident: those that hold it together, those with its nearest others.
fn compared(incident: &mut LinkedIncident) -> impl Iterator<Item = &mut Join> {
    let candidates = incident.candidates.iter_mut().map(|other| &mut other.join);
    let links = incident.links.iter_mut().filter_map(|link| link.join.as_mut());
    incident.joins.iter_mut().chain(candidates).chain(links)
}

/// Has `change` look at what an incident says in words of its own, in which names may stand.
fn said(incident: &mut LinkedIncident, change: &mut dyn FnMut(&mut String)) {
    change(&mut incident.corroboration.why);
    incident.origins.iter_mut().flat_map(|origin| [&mut origin.name, &mut origin.why]).for_each(&mut *change);
    incident.assessments.iter_mut().map(|one| &mut one.why).for_each(&mut *change);
    incident.tensions.iter_mut().map(|one| &mut one.why).for_each(&mut *change);
    incident.relations.iter_mut().map(|one| &mut one.why).for_each(&mut *change);
    incident.links.iter_mut().map(|one| &mut one.why).for_each(&mut *change);
    compared(incident).flat_map(|join| &mut join.evidence).map(|evidence| &mut evidence.why).for_each(change);
}

/// Puts [`UNDISCLOSED`] in the place of `name` where it stands as a whole word.
fn without(words: &mut String, name: &str) {
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let mut from = 0;
    while let Some(at) = words.get(from..).and_then(|rest| rest.find(name)).map(|at| from + at) {
        let end = at + name.len();
        let (before, after) = words.split_at(at);
        if letter(before.chars().next_back())
            || letter(after.get(name.len()..).and_then(|rest| rest.chars().next()))
        {
            from = end;
        } else {
            words.replace_range(at..end, UNDISCLOSED);
            from = at + UNDISCLOSED.len();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_taken_out_where_it_is_a_whole_word() {
        let mut words = "memo.pdf, residents of Armytown and the army, memo.pdf".to_owned();
        without(&mut words, "memo.pdf");
        without(&mut words, "army");
        assert_eq!(
            words,
            "Undisclosed Source, residents of Armytown and the Undisclosed Source, Undisclosed Source"
        );
    }
}
