//! Joint harms and doubles: one phrase of people under several words of harm.
//!
//! "Killed or wounded" is one figure over two harms and is never split; "shot and killed" is one harm told twice; two rules that
//! find the same people under the same word are one finding.

use super::FigureMention;
use super::row::Row;
use attest_model::Harm;

/// Joins and drops figures that share their people. `found` is in order of discovery; so is the result.
pub(crate) fn settle(row: &Row<'_, '_>, found: Vec<FigureMention>) -> Vec<FigureMention> {
    let mut kept: Vec<FigureMention> = Vec::with_capacity(found.len());
    for figure in found {
        // Only figures of one sentence can share their people; look back over the last few.
        let rival =
            kept.iter().rposition(|other| same_people(other, &figure) && related(row, other, &figure));
        match rival.and_then(|at| kept.get_mut(at).map(|rival| (at, rival))) {
            None => kept.push(figure),
            Some((at, rival)) => match settle_two(row, rival, &figure) {
                Verdict::Keep => {}
                Verdict::Replace => kept[at] = figure,
                Verdict::Both => kept.push(figure),
                Verdict::Joint(harm) => {
                    rival.harm = harm;
                    rival.weak = false;
                    rival.claim.start = rival.claim.start.min(figure.claim.start);
                    rival.claim.end = rival.claim.end.max(figure.claim.end);
                    rival.rule = "casualties/joint";
                }
            },
        }
    }
    kept
}

enum Verdict {
    Keep,
    Replace,
    Both,
    Joint(Harm),
}

fn same_people(one: &FigureMention, two: &FigureMention) -> bool {
    one.head == two.head || (one.number == two.number)
}

fn related(row: &Row<'_, '_>, one: &FigureMention, two: &FigureMention) -> bool {
    row.sentence(one.trigger) == row.sentence(two.trigger)
}

fn settle_two(row: &Row<'_, '_>, one: &FigureMention, two: &FigureMention) -> Verdict {
    if one.harm == two.harm {
        return if one.weak && !two.weak { Verdict::Replace } else { Verdict::Keep };
    }
    let (first, second) = (one.trigger.min(two.trigger), one.trigger.max(two.trigger));
    let alternative = row.any(first + 1..second, &["or", "and/or", "/"]) && second - first <= 6;
    // "five were killed and **several** wounded": the second word has a number of its own.
    let counted = (first + 1..second).any(|at| row.quantity(at).is_some());
    let both =
        row.any(first + 1..second, &["and", "&"]) && second - first <= 3 && one.max != Some(1) && !counted;
    if (alternative || (both && !one.weak && !two.weak))
        && let Some(harm) = joint_harm(one.harm, two.harm)
    {
        return Verdict::Joint(harm);
    }
    match (one.weak, two.weak) {
        (true, false) => Verdict::Replace,
        (false, true) => Verdict::Keep,
        // "was wounded and died": the later word is what became of them.
        _ if one.harm == Harm::Wounded && two.harm == Harm::Killed => Verdict::Replace,
        _ if one.harm == Harm::Killed && matches!(two.harm, Harm::Wounded | Harm::KilledOrWounded) => {
            Verdict::Keep
        }
        _ => Verdict::Both,
    }
}

/// The code for two harms of the same people.
fn joint_harm(one: Harm, two: Harm) -> Option<Harm> {
    use Harm::{Killed, KilledOrWounded, Missing, Wounded, WoundedOrMissing};
    Some(match (one, two) {
        (Killed, Wounded) | (Wounded, Killed) => KilledOrWounded,
        (Wounded, Missing) | (Missing, Wounded) => WoundedOrMissing,
        (KilledOrWounded, Killed | Wounded | Missing) | (Killed | Wounded | Missing, KilledOrWounded) => {
            KilledOrWounded
        }
        (Killed, Missing) | (Missing, Killed) => return None,
        _ => return None,
    })
}
