//! Rules of assessment: what a dataset would make of an incident's claims. Never a reading, always recomputable.
//!
//! A report repeats itself, counts in parts, and speaks of single persons without a number. [`range()`] answers what the report as a
//! whole says of the dead and of the wounded; [`persons`] tells its single persons apart; the other rules are those of the datasets.

mod boxed;
mod datasets;
mod groups;
pub mod persons;
mod range;
mod sums;
mod testimony;
mod told;
mod totals;

pub use range::{Counted, Teller, placed, range, ranges};

use attest_model::{Assessment, Claim, Harm, Incident, Side, Source};

/// The answers of the datasets' rules for this incident; those of the report itself are [`ranges`].
pub fn all(incident: &Incident, claims: &[&Claim], sources: &[Source]) -> Vec<Assessment> {
    let mut out = Vec::new();
    let mut killed = testimony::of(incident, claims, sources, Harm::Killed);
    killed.retain(|own| !is_short_of_the_whole(incident, own));
    out.extend(datasets::acled(&killed));
    out.extend(datasets::ged(&killed));
    out.extend(datasets::gtd(&killed));
    out
}

/// "Another 10 bodies", "two women and **a man**": a figure for people at large that is lower than every total of the report, and no
/// part of any, counts some of them. A report's own best statement of the whole is what [`range()`] made of it; a part of it is no lower
/// total. Figures of one side are left alone: sides are added up.
fn is_short_of_the_whole(incident: &Incident, own: &testimony::Testimony<'_>) -> bool {
    let range = incident
        .assessments
        .iter()
        .find(|found| found.harm == Harm::Killed && found.rule.starts_with("report.range"));
    let Some(low) = range.and_then(|range| range.low) else { return false };
    let known = own.figure.max.or(own.figure.min).unwrap_or(0).max(own.figure.min.unwrap_or(0));
    own.figure.side == Side::Unknown
        && known < low
        && range.is_some_and(|range| own.claims.iter().all(|claim| !range.by.contains(&claim.id)))
}
