//! Rules of assessment: what a dataset would make of an incident's claims. Never a reading, always recomputable.
//!
//! A report repeats itself, counts in parts, and speaks of single persons without a number. [`range()`] answers what the report as a
//! whole says of the dead and of the wounded; [`persons`] tells its single persons apart; the other rules are those of the datasets.

mod boxed;
mod datasets;
pub mod persons;
mod range;
mod testimony;
mod totals;

pub use range::{Counted, range, ranges};

use attest_model::{Assessment, Claim, Harm, Incident, Source};

/// The answers of the datasets' rules for this incident; those of the report itself are [`ranges`].
pub fn all(incident: &Incident, claims: &[&Claim], sources: &[Source]) -> Vec<Assessment> {
    let mut out = Vec::new();
    let killed = testimony::of(incident, claims, sources, Harm::Killed);
    out.extend(datasets::acled(&killed));
    out.extend(datasets::ged(&killed));
    out.extend(datasets::gtd(&killed));
    out
}
