//! Which decisions hold: a decision does until a later one retracts it, and a retraction can be retracted too.

use attest_model::{Decision, Verdict};
use std::collections::BTreeSet;

/// The decisions that hold, in the order of the log; retractions and signatures among them.
pub fn standing(decisions: &[Decision]) -> Vec<&Decision> {
    let mut order: Vec<&Decision> = decisions.iter().collect();
    order.sort_by_key(|decision| std::cmp::Reverse(decision.sequence));
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
    out.reverse();
    out
}

/// The decisions that hold and wait for a second person's signature.
pub fn open(decisions: &[Decision]) -> Vec<&Decision> {
    let standing = standing(decisions);
    let signed: BTreeSet<&str> = standing
        .iter()
        .filter(|decision| decision.verdict == Verdict::SignOff)
        .filter_map(|decision| decision.about.as_deref())
        .collect();
    standing
        .into_iter()
        .filter(|decision| !matches!(decision.verdict, Verdict::SignOff | Verdict::Retract))
        .filter(|decision| !signed.contains(decision.id.as_str()))
        .collect()
}
