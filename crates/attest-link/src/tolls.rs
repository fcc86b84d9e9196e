//! Tolls over the days of their reporting, and what is odd about them.
//!
//! The dead are found over days, so a toll that grows is no conflict. A toll that falls below what was certain before is a
//! correction or another count, and one that leaps is a mistake or another incident: both are flagged, neither is changed.

use crate::days;
use crate::report::{Report, Reports};
use attest_model::{Harm, LinkedIncident, Side, Tension, TensionKind, TollPoint, TollStep};

/// A later toll above this many times the one before, and [`SLACK`] more, is a jump.
const TIMES: u64 = 3;
/// See [`TIMES`].
const SLACK: u64 = 10;

/// The timeline: for each harm, what each report gives as a whole, by day of publication. Reports of unknown day are left out: they
/// have no place in an order.
pub fn timeline(reports: &Reports<'_>, own: &[&Report<'_>]) -> Vec<TollPoint> {
    let mut out: Vec<TollPoint> = Vec::new();
    for harm in [Harm::Killed, Harm::Wounded] {
        let mut points: Vec<TollPoint> =
            own.iter().filter_map(|report| point(reports, report, harm)).collect();
        points.sort_by(|a, b| (&a.reported, &a.claims).cmp(&(&b.reported, &b.claims)));
        let mut before: Option<(u64, Option<u64>)> = None;
        for point in &mut points {
            point.step = step(before, point);
            let floor = point.min.unwrap_or(0);
            before = match before {
                // What is certain only grows; the newest ceiling counts.
                Some((low, _)) if point.step != TollStep::Dropped => Some((low.max(floor), point.max)),
                _ => Some((floor, point.max)),
            };
        }
        out.extend(points);
    }
    out
}

fn point(reports: &Reports<'_>, report: &Report<'_>, harm: Harm) -> Option<TollPoint> {
    let reported = report.coding.document.published.clone().filter(|day| days::number(day).is_some())?;
    let mut assessments = report.incident.assessments.iter();
    let range = assessments.find(|own| own.rule.starts_with("report.range") && own.harm == harm)?;
    let handle = reports.handle(report);
    Some(TollPoint {
        reported: Some(reported),
        harm,
        side: Side::Unknown,
        min: range.low,
        max: range.high,
        claims: range.by.iter().map(|id| format!("{handle}/{id}")).collect(),
        step: TollStep::First,
    })
}

fn step(before: Option<(u64, Option<u64>)>, point: &TollPoint) -> TollStep {
    let Some((low, high)) = before else { return TollStep::First };
    let (min, max) = (point.min.unwrap_or(0), point.max.unwrap_or(u64::MAX));
    let ceiling = high.unwrap_or(low).max(low);
    if max < low {
        TollStep::Dropped
    } else if min > ceiling.saturating_mul(TIMES).saturating_add(SLACK) {
        TollStep::Jumped
    } else if min > ceiling {
        TollStep::Grown
    } else {
        TollStep::Same
    }
}

/// Tensions between the points: what dropped, what jumped.
pub fn tensions(incident: &LinkedIncident) -> Vec<Tension> {
    let mut out = Vec::new();
    for (before, after) in incident.tolls.iter().zip(incident.tolls.iter().skip(1)) {
        if before.harm != after.harm || !matches!(after.step, TollStep::Dropped | TollStep::Jumped) {
            continue;
        }
        let verb = if after.step == TollStep::Dropped { "fell" } else { "leapt" };
        out.push(Tension {
            kind: TensionKind::ImplausibleJump,
            claims: before.claims.iter().chain(&after.claims).cloned().collect(),
            why: format!(
                "{}: the toll {verb} from {} ({}) to {} ({})",
                after.harm,
                words(before),
                before.reported.as_deref().unwrap_or("day unknown"),
                words(after),
                after.reported.as_deref().unwrap_or("day unknown"),
            ),
        });
    }
    out
}

/// A point's figure in words.
pub fn words(point: &TollPoint) -> String {
    match (point.min, point.max) {
        (Some(min), Some(max)) if min == max => min.to_string(),
        (Some(min), Some(max)) => format!("{min} to {max}"),
        (Some(min), None) => format!("{min} or more"),
        (None, Some(max)) => format!("up to {max}"),
        (None, None) => "no number".to_owned(),
    }
}
