//! What the rules of assessment make of each incident's claims, and how many independent voices tell of it.

use super::{Desk, claims::incident_id};
use crate::assess;
use crate::figures::FigureMention;
use attest_model::{Claim, Corroboration, CorroborationStatus, Harm, Incident, Side, Source, Stance};
use std::collections::BTreeSet;

/// Rules of assessment and corroboration, for every incident that is told as real.
pub fn assess(desk: &Desk<'_, '_>, incidents: &mut [Incident], claims: &[Claim], sources: &[Source]) {
    let families: Vec<Vec<String>> =
        incidents.iter().map(|incident| family(incidents, &incident.id)).collect();
    for (incident, family) in incidents.iter_mut().zip(families) {
        let own: Vec<&Claim> = claims
            .iter()
            .filter(|claim| claim.incident.as_ref().is_some_and(|id| family.contains(id)))
            .collect();
        incident.assessments = ranges(desk, &family, &own);
        incident.assessments.extend(assess::all(incident, &still_told(desk, &own), sources));
        incident.corroboration = corroboration(&own, sources);
    }
}

/// The claims without the tolls that the report gives up itself ("an earlier toll was four"): no rule takes them for a rival of what
/// replaced them.
fn still_told<'c>(desk: &Desk<'_, '_>, own: &[&'c Claim]) -> Vec<&'c Claim> {
    let given_up = |claim: &&Claim| {
        claim.figure.as_ref().is_some_and(|told| {
            desk.material.figures.iter().any(|figure| {
                figure.given_up()
                    && figure.harm == told.harm
                    && figure.rule == claim.rule
                    && desk.page.span(figure.passage, figure.number.clone()) == told.quote.span()
            })
        })
    };
    let (former, now): (Vec<&Claim>, Vec<&Claim>) = own.iter().copied().partition(|claim| given_up(claim));
    let replaced = |old: &Claim| {
        let harm = old.figure.as_ref().map(|figure| figure.harm);
        now.iter().any(|claim| claim.figure.as_ref().map(|figure| figure.harm) == harm)
    };
    if former.iter().all(|old| replaced(old)) { now } else { own.to_vec() }
}

/// What the report as a whole says of the dead and wounded of an incident and its parts. It needs every reading, also those that
/// only point back and became no claim.
fn ranges(desk: &Desk<'_, '_>, family: &[String], own: &[&Claim]) -> Vec<attest_model::Assessment> {
    let material = &desk.material;
    let readings = material
        .figures
        .iter()
        .zip(&desk.grouping.of_figure)
        .filter(|(_, draft)| draft.is_some_and(|draft| family.contains(&incident_id(draft))))
        .map(|(figure, _)| figure);
    let claim_of = |figure: &FigureMention| {
        let span = desk.page.span(figure.passage, figure.number.clone());
        own.iter().copied().find(|claim| {
            claim.rule == figure.rule
                && claim
                    .figure
                    .as_ref()
                    .is_some_and(|own| own.quote.span() == span && own.harm == figure.harm)
        })
    };
    let side_of = |figure: &FigureMention| {
        let told = claim_of(figure).and_then(|claim| claim.figure.as_ref()).map(|figure| figure.side);
        figure.side.or(told).unwrap_or(Side::Unknown)
    };
    let mut out = assess::ranges(desk.page, readings, side_of, |figure| {
        let claim = claim_of(figure)?;
        Some(assess::Teller {
            claim: claim.id.as_str(),
            voice: claim.voice.chain.get(1..).and_then(<[String]>::last).map(String::as_str),
            own_deed: claim.stance == Stance::Claims,
        })
    });
    // A deed that is called fatal, and nothing more: at least one person died.
    let fatal: Vec<&&Claim> = own.iter().filter(|claim| claim.rule == super::entailed::FATAL).collect();
    if !fatal.is_empty() && out.iter().all(|range| range.harm != Harm::Killed) {
        out.push(attest_model::Assessment {
            rule: "report.range/1".to_owned(),
            harm: Harm::Killed,
            low: Some(1),
            best: None,
            high: None,
            by: fatal.iter().map(|claim| claim.id.clone()).collect(),
            why: "called fatal, with no number of the dead".to_owned(),
        });
    }
    out
}

fn family(incidents: &[Incident], id: &str) -> Vec<String> {
    let mut out = vec![id.to_owned()];
    for incident in incidents {
        if incident.part_of.as_ref().is_some_and(|of| out.contains(of)) {
            out.push(incident.id.clone());
        }
    }
    out
}

/// Whether a voice's name is no more than a word that stands for somebody.
fn is_pronoun(name: &str) -> bool {
    matches!(
        name.to_lowercase().as_str(),
        "it" | "he"
            | "she"
            | "they"
            | "who"
            | "which"
            | "that"
            | "this"
            | "one"
            | "both"
            | "those"
            | "some"
            | "others"
            | "other"
    )
}

/// Independent sources that are no party, a party's own telling, a denial. One document's narrator counts as one voice only
/// where it cites nobody.
fn corroboration(claims: &[&Claim], sources: &[Source]) -> Corroboration {
    let mut independent: BTreeSet<&str> = BTreeSet::new();
    let mut parties: BTreeSet<&str> = BTreeSet::new();
    let mut narrator = false;
    let mut denied = false;
    for claim in claims {
        let Some(innermost) = claim.voice.chain.last() else { continue };
        if claim.stance == Stance::Denies {
            denied = true;
            continue;
        }
        if matches!(claim.stance, Stance::Doubts | Stance::Withholds) {
            continue;
        }
        if innermost == "s0" {
            narrator = true;
            continue;
        }
        match sources.iter().find(|source| &source.id == innermost) {
            // "it said": nobody knows whether that is a voice more.
            Some(source) if is_pronoun(&source.name) => continue,
            Some(source) if source.party == Some(true) => parties.insert(innermost),
            _ => independent.insert(innermost),
        };
    }
    let count = independent.len() as u32;
    let (status, why) = if denied && count == 0 && !narrator {
        (CorroborationStatus::Denied, "a voice denies it and no independent voice tells it".to_owned())
    } else if denied {
        (CorroborationStatus::Contested, "one voice denies what another tells".to_owned())
    } else if count >= 2 {
        (
            CorroborationStatus::Corroborated,
            format!("{count} voices that are no party tell of it in this report"),
        )
    } else if count == 1 {
        (
            CorroborationStatus::SingleSource,
            "one voice that is no party tells of it in this report".to_owned(),
        )
    } else if !parties.is_empty() && !narrator {
        (CorroborationStatus::PartyOnly, "only parties to the conflict tell of it".to_owned())
    } else if narrator {
        (
            CorroborationStatus::SingleSource,
            "the report tells of it in its own voice and names no independent source".to_owned(),
        )
    } else {
        (CorroborationStatus::Unconfirmed, "no voice tells of it directly".to_owned())
    };
    Corroboration { status, independent_sources: count, why }
}
