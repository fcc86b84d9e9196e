//! One text in many papers: which members of an incident tell one wire story.
//!
//! Ten papers that print one agency's report are one source. Members are put together where their wording is the same for the most
//! part, or where they credit the same agency and share enough of it that words were changed rather than a report written.

use crate::profile::Profiles;
use crate::report::Report;
use attest_model::SourceKind;
use attest_model::sketch::resemblance;
use std::collections::{BTreeMap, BTreeSet};

/// Shared shingles from which two texts are one.
const COPY: f64 = 0.40;
/// The same where both credit one agency.
const CREDITED: f64 = 0.20;
/// Members compared with each other, at most; a story in more papers is compared with those already found.
const LIMIT: usize = 400;

/// For each report the group of those that tell its wire story; `None` where it stands alone.
pub fn groups(profiles: &Profiles, own: &[&Report<'_>]) -> Vec<Option<String>> {
    let mut leader: Vec<usize> = (0..own.len()).collect();
    let agencies: Vec<BTreeSet<String>> = own.iter().map(|report| agencies(report)).collect();
    let mut leaders: Vec<usize> = Vec::new();
    for (index, report) in own.iter().enumerate() {
        let found = leaders.iter().find(|known| {
            own.get(**known).is_some_and(|other| {
                one_text(profiles, report, other, shares(agencies.get(index), agencies.get(**known)))
            })
        });
        match (found, leader.get_mut(index)) {
            (Some(known), Some(own)) => *own = *known,
            _ if leaders.len() < LIMIT => leaders.push(index),
            _ => {}
        }
    }
    let mut sizes: BTreeMap<usize, usize> = BTreeMap::new();
    for index in &leader {
        *sizes.entry(*index).or_default() += 1;
    }
    let mut names: BTreeMap<usize, String> = BTreeMap::new();
    for index in leader.iter().filter(|index| sizes.get(index).is_some_and(|size| *size > 1)) {
        let next = names.len() + 1;
        names.entry(*index).or_insert_with(|| format!("w{next}"));
    }
    leader.iter().map(|index| names.get(index).cloned()).collect()
}

fn shares(a: Option<&BTreeSet<String>>, b: Option<&BTreeSet<String>>) -> bool {
    a.zip(b).is_some_and(|(a, b)| !a.is_disjoint(b))
}

fn one_text(profiles: &Profiles, a: &Report<'_>, b: &Report<'_>, credited: bool) -> bool {
    if a.paper == b.paper || a.coding.document.id == b.coding.document.id {
        return true;
    }
    let (Some(a), Some(b)) = (profiles.pages.get(a.paper), profiles.pages.get(b.paper)) else { return false };
    let shared = resemblance(&a.minhash, &b.minhash);
    shared >= COPY || (credited && shared >= CREDITED)
}

/// Agencies that a document comes from or credits.
fn agencies(report: &Report<'_>) -> BTreeSet<String> {
    let named = report.coding.sources.iter().filter(|source| source.kind == SourceKind::NewsAgency);
    let mut out: BTreeSet<String> = named.map(|source| source.name.to_lowercase()).collect();
    out.extend(report.coding.document.publisher.iter().map(|name| name.to_lowercase()));
    out
}
