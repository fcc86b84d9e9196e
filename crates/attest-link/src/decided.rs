//! What reviewers decided, as far as it still holds: which reports must be one incident, which must not, which claims are out.
//!
//! Decisions are read from the latest to the earliest. One that a later decision retracts does nothing. Each that says "same" or
//! "different" is laid over those read before it; where it cannot hold together with them (A is B, B is C, and later: A is not C)
//! the earlier decision gives way and is listed as overruled. So the last word is always kept whole.

use crate::cluster::Groups;
use crate::report::Reports;
use attest_model::{Correction, Decision, Subject, Verdict};
use std::collections::{BTreeMap, BTreeSet};

/// A decision that shapes nothing, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unfit {
    /// Id of the decision.
    pub decision: String,
    /// Why, in plain words.
    pub why: String,
}

/// What holds.
#[derive(Debug, Default)]
pub struct Decided {
    /// Pairs of reports (indices, lower first) that are one incident, and the decision that says so.
    pub same: Vec<(usize, usize, String)>,
    /// Pairs that are not.
    pub different: Vec<(usize, usize, String)>,
    /// Pairs that a reviewer could not tell.
    pub unsure: BTreeMap<(usize, usize), String>,
    /// Claims (paper, index of the claim) that are out, or in after all.
    pub claims: BTreeMap<(usize, usize), (bool, String)>,
    /// Reports that were accepted (`true`) or rejected.
    pub reports: BTreeMap<usize, (bool, String)>,
    /// Values put in place of those read, earliest first: for a claim.
    pub claim_values: BTreeMap<(usize, usize), Vec<(Correction, String)>>,
    /// The same for an incident, by one of its reports.
    pub report_values: BTreeMap<usize, Vec<(Correction, String)>>,
    /// Decisions that shape nothing.
    pub unfit: Vec<Unfit>,
}

impl Decided {
    /// Reads `decisions` against the reports.
    pub fn of(reports: &Reports<'_>, decisions: &[Decision]) -> Self {
        let mut out = Self::default();
        let mut groups = Groups::alone(reports.all.iter().map(|report| report.paper));
        for decision in standing(decisions) {
            let unfit = match decision.verdict {
                Verdict::Same => out.same(reports, &mut groups, decision),
                Verdict::Different => out.different(reports, &mut groups, decision),
                Verdict::Unsure => out.unsure(reports, decision),
                Verdict::Accept => out.judge(reports, decision, true),
                Verdict::Reject => out.judge(reports, decision, false),
                Verdict::Correct => out.correct(reports, decision),
                Verdict::SignOff | Verdict::Retract => None,
            };
            if let Some(why) = unfit {
                out.unfit.push(Unfit { decision: decision.id.clone(), why });
            }
        }
        // Read from the latest; values are put in place from the earliest, so that the latest stays.
        out.claim_values.values_mut().for_each(|values| values.reverse());
        out.report_values.values_mut().for_each(|values| values.reverse());
        out.unfit.sort_by(|a, b| (&a.decision, &a.why).cmp(&(&b.decision, &b.why)));
        out
    }

    /// The groups that decisions alone make.
    pub fn groups(&self, reports: &Reports<'_>) -> Groups {
        let mut groups = Groups::alone(reports.all.iter().map(|report| report.paper));
        for (a, b, _) in &self.same {
            groups.join(*a, *b);
        }
        for (a, b, _) in &self.different {
            groups.part(*a, *b);
        }
        groups
    }

    /// The decision about a pair of reports, and whether it makes them one.
    pub fn about(&self, a: usize, b: usize) -> Option<(bool, &str)> {
        let pair = (a.min(b), a.max(b));
        let of = |list: &'_ [(usize, usize, String)]| list.iter().position(|(x, y, _)| (*x, *y) == pair);
        of(&self.same).and_then(|at| self.same.get(at)).map(|(_, _, id)| (true, id.as_str())).or_else(|| {
            of(&self.different).and_then(|at| self.different.get(at)).map(|(_, _, id)| (false, id.as_str()))
        })
    }

    fn same(&mut self, reports: &Reports<'_>, groups: &mut Groups, decision: &Decision) -> Option<String> {
        let found = match subjects(reports, decision) {
            Ok(found) => found,
            Err(why) => return Some(why),
        };
        let all: Vec<usize> = found.into_iter().flatten().collect();
        let (first, rest) = all.split_first()?;
        // All or nothing: half a decision was never made.
        let mut trial = groups.clone();
        if !rest.iter().all(|other| trial.join(*first, *other)) {
            return Some("a later decision keeps these incidents apart".to_owned());
        }
        *groups = trial;
        let pairs = rest.iter().filter(|other| *other != first);
        self.same.extend(pairs.map(|other| (*first.min(other), *first.max(other), decision.id.clone())));
        None
    }

    fn different(
        &mut self,
        reports: &Reports<'_>,
        groups: &mut Groups,
        decision: &Decision,
    ) -> Option<String> {
        let found = match subjects(reports, decision) {
            Ok(found) => found,
            Err(why) => return Some(why),
        };
        let pairs = cross(&found);
        if pairs.iter().any(|(a, b)| a == b) {
            return Some(
                "the document is now read as telling of one incident where there were two".to_owned(),
            );
        }
        if pairs.iter().any(|(a, b)| groups.root(*a) == groups.root(*b)) {
            return Some("a later decision makes these incidents one".to_owned());
        }
        for (a, b) in pairs {
            groups.part(a, b);
            self.different.push((a.min(b), a.max(b), decision.id.clone()));
        }
        None
    }

    fn unsure(&mut self, reports: &Reports<'_>, decision: &Decision) -> Option<String> {
        let found = match subjects(reports, decision) {
            Ok(found) => found,
            Err(why) => return Some(why),
        };
        for (a, b) in cross(&found) {
            self.unsure.entry((a.min(b), a.max(b))).or_insert_with(|| decision.id.clone());
        }
        None
    }

    fn judge(&mut self, reports: &Reports<'_>, decision: &Decision, right: bool) -> Option<String> {
        let mut unfit = None;
        for subject in &decision.subjects {
            for (paper, coding) in reports.of_document(&subject.document) {
                if subject.incident {
                    match reports.find(paper, subject) {
                        Some(report) => {
                            self.reports.entry(report).or_insert_with(|| (right, decision.id.clone()));
                        }
                        None => unfit = Some(gone(subject)),
                    }
                } else {
                    let found = subject.find_claim(coding);
                    match found.and_then(|claim| coding.claims.iter().position(|own| own.id == claim.id)) {
                        Some(claim) => {
                            self.claims.entry((paper, claim)).or_insert_with(|| (right, decision.id.clone()));
                        }
                        None => unfit = Some(gone(subject)),
                    }
                }
            }
        }
        unfit
    }

    fn correct(&mut self, reports: &Reports<'_>, decision: &Decision) -> Option<String> {
        let Some(correction) = &decision.correction else {
            return Some("it corrects, and names no value".to_owned());
        };
        let mut unfit = None;
        for subject in &decision.subjects {
            for (paper, coding) in reports.of_document(&subject.document) {
                let value = (correction.clone(), decision.id.clone());
                if subject.incident {
                    match reports.find(paper, subject) {
                        Some(report) => self.report_values.entry(report).or_default().push(value),
                        None => unfit = Some(gone(subject)),
                    }
                } else {
                    let found = subject.find_claim(coding);
                    match found.and_then(|claim| coding.claims.iter().position(|own| own.id == claim.id)) {
                        Some(claim) => self.claim_values.entry((paper, claim)).or_default().push(value),
                        None => unfit = Some(gone(subject)),
                    }
                }
            }
        }
        unfit
    }
}

/// The decisions that no later one retracts, from the latest.
fn standing(decisions: &[Decision]) -> Vec<&Decision> {
    let mut order: Vec<&Decision> = decisions.iter().collect();
    order.sort_by(|a, b| (b.sequence, &b.id).cmp(&(a.sequence, &a.id)));
    order.dedup_by(|b, a| a.id == b.id && a.sequence == b.sequence);
    let mut retracted: BTreeSet<&str> = BTreeSet::new();
    let mut out = Vec::new();
    for decision in order {
        if retracted.contains(decision.id.as_str()) {
            continue;
        }
        if decision.verdict == Verdict::Retract {
            retracted.extend(decision.about.as_deref());
        }
        out.push(decision);
    }
    out
}

/// The reports that each subject is about. A document that is not there says nothing; one that is there and no longer tells of the
/// incident makes the decision unfit.
fn subjects(reports: &Reports<'_>, decision: &Decision) -> Result<Vec<Vec<usize>>, String> {
    let mut out = Vec::new();
    for subject in &decision.subjects {
        let mut found = Vec::new();
        for (paper, _) in reports.of_document(&subject.document) {
            found.push(reports.find(paper, subject).ok_or_else(|| gone(subject))?);
        }
        out.push(found);
    }
    Ok(out)
}

/// Every pair of reports of two different subjects.
fn cross(found: &[Vec<usize>]) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    for (index, left) in found.iter().enumerate() {
        for right in found.iter().skip(index + 1) {
            out.extend(left.iter().flat_map(|a| right.iter().map(move |b| (*a, *b))));
        }
    }
    out
}

fn gone(subject: &Subject) -> String {
    let what = if subject.incident { "an incident" } else { "a claim" };
    format!("“{}” is no longer read as {what}", subject.words)
}
