//! Rules of assessment over many reports: the extractor's answers for each report, taken together as each rule says.
//!
//! What a report as a whole says of a toll takes the report's text (its parts, its single persons), so each rule was applied
//! there. Here the same rule is applied to the answers: one answer for each wire story, the latest; a party's statement only where
//! nobody else speaks. Codebooks, section 9. For one report alone its own answers stand.

use crate::days;
use crate::report::{Report, Reports};
use attest_model::{
    Assessment, DocumentKind, Exactness, Figure, Harm, LinkedClaim, LinkedIncident, Reality, Side,
};
use std::collections::{BTreeMap, BTreeSet};

/// A report's answer by one rule.
struct Answer {
    own: Assessment,
    reported: Option<i64>,
    party: bool,
    /// It rests on words such as "dozens" or a bare plural alone.
    vague: bool,
}

/// All rules over the reports of an incident whose origins have been counted. Reports stand by day of publication.
pub fn all(reports: &Reports<'_>, own: &[&Report<'_>], incident: &LinkedIncident) -> Vec<Assessment> {
    let mut out = Vec::new();
    let names: BTreeSet<(String, Harm)> = own
        .iter()
        .flat_map(|report| &report.incident.assessments)
        .map(|assessment| (assessment.rule.clone(), assessment.harm))
        .collect();
    for (rule, harm) in names {
        let answers = answers(reports, own, incident, &rule, harm);
        out.extend(if own.len() == 1 { alone(answers) } else { together(&rule, harm, &answers) });
    }
    if own.len() > 1 {
        for harm in [Harm::Killed, Harm::Wounded] {
            out.extend(independent(reports, own, incident, harm));
        }
        out.extend(airwars(incident));
    }
    out.sort_by(|a, b| (&a.rule, a.harm).cmp(&(&b.rule, b.harm)));
    out.dedup_by(|b, a| a.rule == b.rule && a.harm == b.harm);
    out
}

/// One answer for each wire story or report, from claims that no reviewer rejected.
fn answers(
    reports: &Reports<'_>,
    own: &[&Report<'_>],
    incident: &LinkedIncident,
    rule: &str,
    harm: Harm,
) -> Vec<Answer> {
    let rejected: BTreeSet<&str> =
        incident.claims.iter().filter(|claim| claim.rejected).map(|claim| claim.id.as_str()).collect();
    let mut latest: BTreeMap<String, Answer> = BTreeMap::new();
    for (report, member) in own.iter().zip(&incident.members) {
        let mut told = report.incident.assessments.iter();
        let Some(found) = told.find(|found| found.rule == rule && found.harm == harm) else { continue };
        let handle = reports.handle(report);
        let by: Vec<String> = found.by.iter().map(|id| format!("{handle}/{id}")).collect();
        if !by.is_empty() && by.iter().all(|id| rejected.contains(id.as_str())) {
            continue;
        }
        let key = member.wire.clone().unwrap_or_else(|| format!("{handle}/{}", report.incident.id));
        let told: Vec<&Figure> = incident
            .claims
            .iter()
            .filter(|claim| by.contains(&claim.id))
            .filter_map(|claim| claim.figure.as_ref())
            .collect();
        let answer = Answer {
            vague: !told.is_empty() && told.iter().all(|figure| is_vague(figure)),
            own: Assessment { by, ..found.clone() },
            reported: report.coding.document.published.as_deref().and_then(days::number),
            party: report.coding.document.kind == DocumentKind::PartyStatement
                || report.incident.reality == Reality::ClaimedByParty,
        };
        // Reports stand by day of publication: the later one of a wire story is its last word.
        latest.insert(key, answer);
    }
    latest.into_values().collect()
}

/// Whether a figure is a word that holds many numbers.
const fn is_vague(figure: &Figure) -> bool {
    matches!(figure.exactness, Exactness::Vague | Exactness::Plural)
}

fn alone(answers: Vec<Answer>) -> Option<Assessment> {
    answers.into_iter().next().map(|answer| answer.own)
}

fn by(answers: &[&Answer]) -> Vec<String> {
    let mut out: Vec<String> = answers.iter().flat_map(|answer| answer.own.by.iter().cloned()).collect();
    out.sort();
    out.dedup();
    out
}

/// A rule over the answers of several reports.
fn together(rule: &str, harm: Harm, answers: &[Answer]) -> Option<Assessment> {
    let every: Vec<&Answer> = answers.iter().collect();
    // "Dozens" in one report is no rival to "58" in another: what a dataset writes for a vague word stands only where nobody counts.
    let counted: Vec<&Answer> = every.iter().copied().filter(|answer| !answer.vague).collect();
    let counted = if counted.is_empty() { every.clone() } else { counted };
    let free: Vec<&Answer> = counted.iter().copied().filter(|answer| !answer.party).collect();
    let trusted = if free.is_empty() { counted.clone() } else { free };
    let (name, _) = rule.split_once('/').unwrap_or((rule, ""));
    let lows = |pool: &[&Answer]| pool.iter().filter_map(|answer| answer.own.low).collect::<Vec<u64>>();
    let bests = |pool: &[&Answer]| pool.iter().filter_map(|answer| answer.own.best).collect::<Vec<u64>>();
    let result = |pool: &[&Answer], low, best, high, why: String| {
        Some(Assessment { rule: rule.to_owned(), harm, low, best, high, by: by(pool), why })
    };
    let count = trusted.len();
    match name {
        "report.range" => {
            let open = every.iter().any(|answer| answer.own.high.is_none());
            let high = if open { None } else { every.iter().filter_map(|answer| answer.own.high).max() };
            let why = format!("every total that {} give", told(every.len()));
            result(&every, lows(&every).into_iter().min(), None, high, why)
        }
        "acled.lowest" => {
            let least = bests(&counted).into_iter().min()?;
            result(
                &counted,
                Some(least),
                Some(least),
                Some(least),
                format!("the lowest of {}", told(counted.len())),
            )
        }
        "ged.low_best_high" => {
            let (low, all) = (lows(&trusted).into_iter().min()?, bests(&trusted));
            let agreed = all.first().copied().filter(|first| all.iter().all(|best| best == first));
            let best = agreed.unwrap_or(low).max(low);
            let high = trusted.iter().filter_map(|answer| answer.own.high).max().unwrap_or(best).max(best);
            let why = match (count, agreed) {
                (1, _) => "the only report that is no party's".to_owned(),
                (_, Some(_)) => format!("{count} reports that are no party's agree"),
                (_, None) => format!("{count} reports that are no party's differ, so best is the low end"),
            };
            result(&trusted, Some(low), Some(best), Some(high), why)
        }
        "gtd.recent_majority_lowest" => {
            let last = trusted.iter().filter_map(|answer| answer.reported).max();
            let recent: Vec<&Answer> =
                trusted.iter().copied().filter(|answer| last.is_none() || answer.reported == last).collect();
            let figures = bests(&recent);
            let majority = figures
                .iter()
                .find(|best| figures.iter().filter(|other| other == best).count() * 2 > figures.len());
            let chosen = majority.copied().or_else(|| figures.iter().copied().min())?;
            let how = if majority.is_some() { "the majority" } else { "no majority, so the lowest" };
            let why = format!("{} of the last day of reporting: {how}", told(recent.len()));
            result(&recent, Some(chosen), Some(chosen), Some(chosen), why)
        }
        // Rules that need what only this floor knows, independent sources, are computed below.
        "ibc.min_max" | "everycasualty.range_or_pending" | "airwars.grade" => None,
        _ => result(
            &every,
            lows(&every).into_iter().min(),
            None,
            every.iter().filter_map(|answer| answer.own.high).max(),
            "over all reports".to_owned(),
        ),
    }
}

/// Rules that rest on independent sources: Iraq Body Count and Every Casualty.
fn independent(
    reports: &Reports<'_>,
    own: &[&Report<'_>],
    incident: &LinkedIncident,
    harm: Harm,
) -> Vec<Assessment> {
    let answers = answers(reports, own, incident, "report.range/1", harm);
    let free: Vec<&Answer> = answers.iter().filter(|answer| !answer.party).collect();
    let pool: Vec<&Answer> = if free.is_empty() { answers.iter().collect() } else { free };
    let Some(low) = pool.iter().filter_map(|answer| answer.own.low).min() else { return Vec::new() };
    let open = pool.iter().any(|answer| answer.own.high.is_none());
    let high = if open { None } else { pool.iter().filter_map(|answer| answer.own.high).max() };
    let sources = incident.corroboration.independent_sources;
    let enough = sources >= 2;
    let coherent = pool.iter().filter_map(|answer| answer.own.low).max()
        <= pool.iter().filter_map(|answer| answer.own.high).min();
    let ibc = if enough {
        "recorded".to_owned()
    } else {
        format!("provisional: {sources} independent sources, two are needed")
    };
    let every = match (enough, coherent) {
        (true, true) => "confirmed: independent sources agree".to_owned(),
        (true, false) => "lowest to highest: independent sources differ".to_owned(),
        (false, _) => format!("pending: uncorroborated, {sources} independent sources"),
    };
    let of = |rule: &str, why| Assessment {
        rule: rule.to_owned(),
        harm,
        low: Some(low),
        best: None,
        high,
        by: by(&pool),
        why,
    };
    vec![of("ibc.min_max/1", ibc), of("everycasualty.range_or_pending/1", every)]
}

/// Civilian deaths that a report counts, or names by a vague word.
fn civilian(incident: &LinkedIncident) -> Vec<(&LinkedClaim, &Figure)> {
    let told = incident.claims.iter().filter(|claim| !claim.rejected);
    told.filter_map(|claim| Some((claim, claim.figure.as_ref()?)))
        .filter(|(_, figure)| {
            figure.side == Side::Civilians
                && figure.harm == Harm::Killed
                && figure.total
                && figure.min.is_some()
        })
        .collect()
}

/// Each report's own best statement of the whole: the highest number that it counts; "bodies of children" beside "26 civilians" are
/// some of them. Vague words only where no report counts.
fn wholes<'i>(civilian: &[(&'i LinkedClaim, &'i Figure)]) -> Vec<&'i Figure> {
    let counts = civilian.iter().any(|(_, figure)| !is_vague(figure));
    let mut best: BTreeMap<&str, &Figure> = BTreeMap::new();
    for (claim, figure) in civilian.iter().filter(|(_, figure)| !counts || !is_vague(figure)) {
        let kept = best.entry(&claim.document).or_insert(figure);
        if (figure.min, figure.max) > (kept.min, kept.max) {
            *kept = figure;
        }
    }
    best.into_values().collect()
}

/// Airwars' grade; nothing where no civilian harm is claimed.
fn airwars(incident: &LinkedIncident) -> Option<Assessment> {
    let civilian = civilian(incident);
    // "no civilian was killed" is no claim of harm.
    let harmed: Vec<_> = civilian.iter().copied().filter(|(_, figure)| figure.max != Some(0)).collect();
    let wholes = wholes(&harmed);
    let low = wholes.iter().filter_map(|figure| figure.min).min()?;
    let high = wholes.iter().filter_map(|figure| figure.max).max();
    let civilian: Vec<&LinkedClaim> = civilian.into_iter().map(|(claim, _)| claim).collect();
    let sources: BTreeSet<&str> = civilian
        .iter()
        .filter(|claim| incident.origins.iter().any(|origin| origin.id == claim.origin && origin.independent))
        .map(|claim| claim.origin.as_str())
        .collect();
    let named: BTreeSet<&str> = incident
        .claims
        .iter()
        .filter(|claim| claim.predicate == attest_model::Predicate::Responsibility && !claim.rejected)
        .filter_map(|claim| claim.actor.as_deref())
        .collect();
    let accepted = incident.claims.iter().any(|claim| {
        claim.predicate == attest_model::Predicate::Responsibility
            && claim.stance == attest_model::Stance::Claims
            && !claim.rejected
    });
    let accused: BTreeSet<String> = incident
        .actors
        .iter()
        .filter(|actor| actor.role == attest_model::ActorRole::Perpetrator && actor.named)
        .map(|actor| actor.name.to_lowercase())
        .collect();
    let grade = if let Some(why) = discounted(incident, &civilian) {
        why
    } else if accepted {
        "Confirmed: a belligerent has taken responsibility"
    } else if named.len() > 1 && accused.len() > 1 {
        "Contested: several belligerents are named"
    } else if sources.len() >= 2 {
        "Fair: two or more independent sources"
    } else {
        "Weak: a single source"
    };
    Some(Assessment {
        rule: "airwars.grade/1".to_owned(),
        harm: Harm::Killed,
        low: Some(low),
        best: None,
        high,
        by: civilian.iter().map(|claim| claim.id.clone()).collect(),
        why: grade.to_owned(),
    })
}

/// *Discounted*, the first of Airwars' tests: only parties tell of dead civilians, and somebody who is none says that no civilian died, or
/// counts as many dead, or more, as fighters. Who else may have done it is not told from words, and left to a reviewer.
fn discounted(incident: &LinkedIncident, civilian: &[&LinkedClaim]) -> Option<&'static str> {
    let independent = |claim: &&LinkedClaim| {
        incident.origins.iter().any(|origin| origin.id == claim.origin && origin.independent)
            && !matches!(claim.stance, attest_model::Stance::Denies | attest_model::Stance::Doubts)
    };
    // A figure of zero ("no civilian was killed") harms nobody, and is no claim of harm.
    let harm = |claim: &&LinkedClaim| claim.figure.as_ref().is_some_and(|figure| figure.max != Some(0));
    if civilian.iter().copied().filter(harm).any(|claim| independent(&claim)) {
        return None;
    }
    let least = civilian.iter().copied().filter(harm).filter_map(|claim| claim.figure.as_ref()?.min).min()?;
    let killed = incident
        .claims
        .iter()
        .filter(|claim| !claim.rejected)
        .filter(independent)
        .filter_map(|claim| claim.figure.as_ref().filter(|figure| figure.harm == Harm::Killed));
    for figure in killed {
        if figure.side == Side::Civilians && figure.max == Some(0) {
            return Some(
                "Discounted: only parties tell of dead civilians, and who is no party says that there were none",
            );
        }
        let fighters = matches!(
            figure.group,
            Some(
                attest_model::Group::Soldiers
                    | attest_model::Group::Militants
                    | attest_model::Group::Attackers
            )
        );
        if fighters && figure.total && figure.min.is_some_and(|min| min >= least) {
            return Some(
                "Discounted: only parties tell of dead civilians, and who is no party counts the dead as fighters",
            );
        }
    }
    None
}

/// "1 report", "3 reports".
fn told(count: usize) -> String {
    format!("{count} report{}", if count == 1 { "" } else { "s" })
}
