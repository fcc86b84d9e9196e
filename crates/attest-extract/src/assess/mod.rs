//! Rules of assessment: what a dataset would make of an incident's claims. Never a reading, always recomputable.

mod datasets;
pub mod range;
mod testimony;

use attest_model::{Assessment, Claim, Harm, Incident, Source};

/// The answers of every rule that has one for this incident.
pub fn all(incident: &Incident, claims: &[&Claim], sources: &[Source]) -> Vec<Assessment> {
    let mut out = Vec::new();
    out.extend(range::report(incident, claims, Harm::Killed));
    out.extend(range::report(incident, claims, Harm::Wounded));
    let killed = testimony::of(incident, claims, sources, Harm::Killed);
    out.extend(datasets::acled(&killed));
    out.extend(datasets::ged(&killed));
    out.extend(datasets::gtd(&killed));
    out
}
