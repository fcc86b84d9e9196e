//! Many codings to incidents: which reports tell of one event, and what they make of it together.
//!
//! One incident is told by many: a wire story in ten papers, an army's communiqué, a party's claim, a later correction. Tools that
//! merge by "same parties, same day" lose the differences. Here every claim survives, two reports are joined only for reasons
//! that can be read ([`Evidence`](attest_model::Evidence) names the feature, its weight and the two quotes compared), and what
//! the record says beyond its claims is computed from all of them, every time anew.
//!
//! [`link`] is a pure function: the order of codings and of decisions does not matter, nothing depends on hashing or on a clock,
//! and a claim that went in comes out once. A reviewer's [`Decision`] wins over every computed score until a later one retracts
//! it. What scores below the line of joining and above that of review is listed with the incident, not forgotten.

mod assess;
mod between;
mod block;
mod campaigns;
mod changes;
mod cluster;
mod days;
mod decided;
mod explain;
pub mod features;
mod join;
mod merge;
mod origins;
mod place;
mod profile;
mod rarity;
mod report;
mod resolve;
mod sequels;
mod settings;
mod tolls;
mod weights;
mod wire;

pub use block::{RARE, finding_words};
pub use changes::{Change, ChangeKind, Pair, Words, changes, counterparts};
pub use decided::Unfit;
pub use settings::Settings;

use attest_model::{Coding, Decision, LinkedIncident};

/// What linking gave.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Linking {
    /// One entry for each real-world incident, by day, then by id.
    pub incidents: Vec<LinkedIncident>,
    /// Decisions that no longer find what they were about, or that a later one overrules, with the reason. Nothing is dropped
    /// silently.
    pub unfit: Vec<Unfit>,
}

/// Links `codings` to incidents over all documents; `decisions` win over what is computed.
///
/// Every incident of every coding is a member of exactly one of the incidents returned, and every claim of every coding that
/// belongs to an incident stands in exactly one of them. The same codings, decisions and settings give the same incidents,
/// whatever the order of the slices. A coding given twice (the same document under the same name) is taken once.
///
/// Decisions are told apart by [`Decision::sequence`]: a later one wins over an earlier one about the same thing, and one that
/// has been retracted does nothing. Decisions about documents that are not among `codings` do nothing.
///
/// ```
/// use attest_link::{Settings, link};
/// assert!(link(&[], &[], &Settings::default()).is_empty());
/// ```
pub fn link(codings: &[Coding], decisions: &[Decision], settings: &Settings) -> Vec<LinkedIncident> {
    linking(codings, decisions, settings).incidents
}

/// As [`link`], with the decisions that did not fit.
pub fn linking(codings: &[Coding], decisions: &[Decision], settings: &Settings) -> Linking {
    let reports = report::of(codings);
    let decided = decided::Decided::of(&reports, decisions);
    let profiles = profile::of(&reports);
    let pairs = join::scored(&profiles);
    let groups = join::groups(&profiles, &pairs, decided.groups(&reports), &decided, settings);
    let mut unfit = decided.unfit.clone();
    let sets = groups.all();
    let mut at = vec![usize::MAX; reports.all.len()];
    for (index, set) in sets.iter().enumerate() {
        for report in set {
            if let Some(own) = at.get_mut(*report) {
                *own = index;
            }
        }
    }
    let mut incidents: Vec<LinkedIncident> =
        sets.iter().map(|set| merge::incident(&reports, &profiles, set, &decided, &mut unfit)).collect();
    between::compare(&reports, &profiles, &pairs, (&decided, settings), &at, &mut incidents);
    between::links(&reports, &at, &mut incidents);
    sequels::links(&reports, &profiles, (&decided, settings), &at, &mut incidents);
    incidents.sort_by_cached_key(|incident| {
        let when = &incident.when.value;
        (when.earliest.is_none(), when.earliest.clone(), incident.id.clone())
    });
    unfit.sort_by(|a, b| (&a.decision, &a.why).cmp(&(&b.decision, &b.why)));
    unfit.dedup();
    Linking { incidents, unfit }
}

/// A pair of reports as it is compared, for fitting the weights and for looking into one.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// Names of the two documents and ids of their incidents.
    pub between: [(String, String); 2],
    /// Features with their values.
    pub values: features::Values,
    /// The score.
    pub score: f64,
}

/// Every pair of reports of two documents that is compared at all.
pub fn comparisons(codings: &[Coding]) -> Vec<Comparison> {
    let reports = report::of(codings);
    let profiles = profile::of(&reports);
    let name = |index: usize| {
        let report = reports.all.get(index);
        report
            .map(|report| (report.coding.document.name.clone(), report.incident.id.clone()))
            .unwrap_or_default()
    };
    join::scored(&profiles)
        .into_iter()
        .map(|pair| Comparison {
            between: [name(pair.a), name(pair.b)],
            values: features::compare(&profiles, pair.a, pair.b),
            score: pair.score,
        })
        .collect()
}
