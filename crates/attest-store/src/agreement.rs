//! Two reviewers' decisions side by side, and how far they agree beyond chance.
//!
//! Only what both decided on counts, each by their last decision that holds. Two measures, because fields differ in which they
//! report: Cohen's kappa (1960: chance from each reviewer's own habits) and Krippendorff's alpha for nominal data (chance
//! from the pooled answers, corrected for small numbers; *Content Analysis*, ch. 12). Neither exists where everything was given
//! one and the same answer: there is nothing that chance could have done otherwise.

use crate::standing;
use attest_model::{Decision, Subject, Verdict};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// One thing that both decided on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Both {
    /// The words of what was decided on.
    pub words: Vec<String>,
    /// The first reviewer's answer and the id of the decision.
    pub first: (String, String),
    /// The second reviewer's.
    pub second: (String, String),
}

impl Both {
    /// Whether they said the same.
    pub fn agree(&self) -> bool {
        self.first.0 == self.second.0
    }
}

/// Two reviewers compared.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Agreement {
    /// Their names.
    pub reviewers: [String; 2],
    /// What both decided on, where they differ first.
    pub both: Vec<Both>,
    /// How many the first alone decided on.
    pub only_first: u64,
    /// How many the second alone decided on.
    pub only_second: u64,
    /// How often they said the same.
    pub agreed: u64,
    /// Cohen's kappa.
    pub kappa: Option<f64>,
    /// Krippendorff's alpha, nominal.
    pub alpha: Option<f64>,
}

/// Everyone who decided something that holds, in alphabetical order.
pub fn reviewers(decisions: &[Decision]) -> Vec<String> {
    let names: BTreeSet<&str> = standing(decisions)
        .into_iter()
        .filter(|decision| answer(decision).is_some())
        .map(|decision| decision.reviewer.as_str())
        .collect();
    names.into_iter().map(ToOwned::to_owned).collect()
}

/// Compares two reviewers.
pub fn agreement(decisions: &[Decision], first: &str, second: &str) -> Agreement {
    let standing = standing(decisions);
    let (one, two) = (answers(&standing, first), answers(&standing, second));
    let mut both: Vec<Both> = one
        .iter()
        .filter_map(|(about, own)| {
            let other = two.get(about)?;
            Some(Both {
                words: own.subjects.iter().map(|subject| subject.words.clone()).collect(),
                first: (answer(own)?, own.id.clone()),
                second: (answer(other)?, other.id.clone()),
            })
        })
        .collect();
    both.sort_by_key(Both::agree);
    let pairs: Vec<(&str, &str)> =
        both.iter().map(|both| (both.first.0.as_str(), both.second.0.as_str())).collect();
    Agreement {
        reviewers: [first.to_owned(), second.to_owned()],
        only_first: (one.len() - both.len()) as u64,
        only_second: (two.len() - both.len()) as u64,
        agreed: both.iter().filter(|both| both.agree()).count() as u64,
        kappa: kappa(&pairs),
        alpha: alpha(&pairs),
        both,
    }
}

/// What a reviewer answered last about each thing.
fn answers<'d>(standing: &[&'d Decision], name: &str) -> BTreeMap<Vec<String>, &'d Decision> {
    standing
        .iter()
        .filter(|decision| decision.reviewer == name && answer(decision).is_some())
        .map(|decision| (about(decision), *decision))
        .collect()
}

/// What a decision says, where it is an answer that another could give too.
fn answer(decision: &Decision) -> Option<String> {
    match decision.verdict {
        Verdict::SignOff | Verdict::Retract => None,
        Verdict::Correct => {
            let correction = decision.correction.as_ref()?;
            Some(format!("correct {} = {}", correction.field, correction.value))
        }
        verdict => Some(verdict.as_str().replace('_', " ")),
    }
}

/// What a decision is about, whatever the order in which it was named.
fn about(decision: &Decision) -> Vec<String> {
    let name =
        |subject: &Subject| format!("{}/{}/{}", subject.document, subject.incident, subject.pins.join(","));
    let mut out: Vec<String> = decision.subjects.iter().map(name).collect();
    out.sort();
    out
}

/// Cohen's kappa over pairs of answers; `None` where chance alone gives full agreement, or there is nothing to compare.
///
/// ```
/// use attest_store::kappa;
/// let pairs = [("same", "same"), ("same", "same"), ("different", "different"), ("same", "different")];
/// assert_eq!(kappa(&pairs), Some(0.5));
/// ```
pub fn kappa(pairs: &[(&str, &str)]) -> Option<f64> {
    let all = pairs.len() as f64;
    if pairs.is_empty() {
        return None;
    }
    let observed = pairs.iter().filter(|(a, b)| a == b).count() as f64 / all;
    let mut counts: BTreeMap<&str, (f64, f64)> = BTreeMap::new();
    for (a, b) in pairs {
        counts.entry(a).or_default().0 += 1.0;
        counts.entry(b).or_default().1 += 1.0;
    }
    let chance: f64 = counts.values().map(|(a, b)| a * b).sum::<f64>() / (all * all);
    ((1.0 - chance).abs() > 1e-12).then(|| (observed - chance) / (1.0 - chance))
}

/// Krippendorff's alpha for nominal answers of two; `None` as for [`kappa`].
pub fn alpha(pairs: &[(&str, &str)]) -> Option<f64> {
    let values = 2.0 * pairs.len() as f64;
    if pairs.is_empty() {
        return None;
    }
    let mut counts: BTreeMap<&str, f64> = BTreeMap::new();
    for answer in pairs.iter().flat_map(|(a, b)| [a, b]) {
        *counts.entry(answer).or_default() += 1.0;
    }
    let observed = pairs.iter().filter(|(a, b)| a != b).count() as f64 / pairs.len() as f64;
    let alike: f64 = counts.values().map(|count| count * (count - 1.0)).sum();
    let expected = 1.0 - alike / (values * (values - 1.0));
    (expected > 1e-12).then(|| 1.0 - observed / expected)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alpha_is_that_of_the_textbook() {
        // Two coders, ten units, nominal 0/1: Krippendorff, "Computing Krippendorff's alpha-reliability" (2011), example A: 0.095.
        let one = ["0", "1", "0", "0", "0", "0", "0", "0", "1", "0"];
        let two = ["1", "1", "1", "0", "0", "1", "0", "0", "0", "0"];
        let pairs: Vec<(&str, &str)> = one.into_iter().zip(two).collect();
        assert!((alpha(&pairs).unwrap() - 0.095).abs() < 0.0006);
    }

    #[test]
    fn one_and_the_same_answer_throughout_proves_nothing() {
        let pairs = [("same", "same"), ("same", "same")];
        assert_eq!((kappa(&pairs), alpha(&pairs)), (None, None));
        assert_eq!((kappa(&[]), alpha(&[])), (None, None));
    }
}
