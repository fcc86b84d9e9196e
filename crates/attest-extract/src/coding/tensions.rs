//! What a careful reader would stumble over inside one report.

use super::relations::{comparable, overlap};
use crate::page::Page;
use attest_model::{
    Attachment, Claim, Coding, Exactness, Harm, Predicate, Stance, Tension, TensionKind, ZoneKind,
};

/// The tensions of a coding whose claims, incidents and sources are complete.
pub fn of(page: &Page<'_>, coding: &Coding) -> Vec<Tension> {
    let mut out = Vec::new();
    out.extend(attribution_lost(page, coding));
    out.extend(figures_conflict(coding));
    out.extend(corroboration(coding));
    out.extend(silence(coding));
    out.extend(scope(coding));
    out.extend(citations(page, coding));
    out
}

fn tension<'c>(
    kind: TensionKind,
    claims: impl IntoIterator<Item = &'c Claim>,
    why: impl Into<String>,
) -> Tension {
    Tension { kind, claims: claims.into_iter().map(|claim| claim.id.clone()).collect(), why: why.into() }
}

fn is_party(coding: &Coding, claim: &Claim) -> bool {
    claim
        .voice
        .chain
        .last()
        .is_some_and(|id| coding.sources.iter().any(|source| &source.id == id && source.party == Some(true)))
}

fn in_lead(page: &Page<'_>, claim: &Claim) -> bool {
    page.document
        .zone_at(claim.quote.start)
        .is_some_and(|zone| matches!(zone.kind, ZoneKind::Title | ZoneKind::Lead))
}

fn toll(claim: &Claim) -> bool {
    claim.predicate == Predicate::Casualties
        && claim.figure.as_ref().is_some_and(|figure| {
            figure.total
                && (figure.min.is_some() || figure.max.is_some())
                && figure.exactness != Exactness::Entailed
        })
}

/// The lead tells a figure as fact that the body ascribes to somebody.
fn attribution_lost(page: &Page<'_>, coding: &Coding) -> Option<Tension> {
    for lead in coding
        .claims
        .iter()
        .filter(|claim| toll(claim) && claim.voice.chain.len() == 1 && in_lead(page, claim))
    {
        let Some(figure) = &lead.figure else { continue };
        let body: Vec<&Claim> = coding
            .claims
            .iter()
            .filter(|claim| {
                claim.incident == lead.incident
                    && toll(claim)
                    && claim.voice.chain.len() > 1
                    && claim.quote.start > lead.quote.end
            })
            .filter(|claim| {
                claim.figure.as_ref().is_some_and(|other| {
                    other.harm == figure.harm && other.min == figure.min && other.max == figure.max
                })
            })
            .collect();
        let told_only_by_others = !body.is_empty();
        if told_only_by_others {
            let party = body.iter().any(|claim| is_party(coding, claim));
            let why = if party {
                "the lead gives a party's figure as plain fact; only further down it is that party's word"
            } else {
                "the lead gives as plain fact a figure that the body ascribes to a source"
            };
            return Some(tension(TensionKind::AttributionLost, std::iter::once(lead).chain(body), why));
        }
    }
    None
}

fn figures_conflict(coding: &Coding) -> Vec<Tension> {
    let mut out = Vec::new();
    let tolls: Vec<&Claim> = coding.claims.iter().filter(|claim| toll(claim)).collect();
    for (index, a) in tolls.iter().enumerate() {
        for b in &tolls[index + 1..] {
            if a.incident != b.incident
                || a.incident.is_none()
                || a.voice.chain == b.voice.chain
                || out.len() >= 6
            {
                continue;
            }
            let (Some(left), Some(right)) = (&a.figure, &b.figure) else { continue };
            if comparable(left, right)
                && !overlap(left, right)
                && matches!(left.harm, Harm::Killed | Harm::Wounded | Harm::KilledOrWounded)
            {
                out.push(tension(
                    TensionKind::FiguresConflict,
                    [*a, *b],
                    format!(
                        "{} {}: “{}” against “{}”",
                        left.harm, "figures exclude one another", left.quote.text, right.quote.text
                    ),
                ));
            }
        }
    }
    out
}

/// A party "corroborates" figures that are not its own, or that a caveat covers.
fn corroboration(coding: &Coding) -> Vec<Tension> {
    let mut out = Vec::new();
    for claim in coding.claims.iter().filter(|claim| claim.predicate == Predicate::Corroboration) {
        let party = is_party(coding, claim) || mentions_party(coding, claim);
        if !party {
            continue;
        }
        let around: Vec<&Claim> = coding
            .claims
            .iter()
            .filter(|other| toll(other) && other.incident == claim.incident && other.voice.chain.len() > 1)
            .filter(|other| other.quote.start.abs_diff(claim.quote.start) < 600)
            .collect();
        let differ = around.windows(2).any(|pair| {
            pair[0]
                .figure
                .as_ref()
                .zip(pair[1].figure.as_ref())
                .is_some_and(|(a, b)| a.harm != b.harm || a.min != b.min || a.max != b.max)
        });
        if differ {
            out.push(tension(
                TensionKind::OverstatedCorroboration,
                std::iter::once(claim).chain(around.iter().copied()),
                "said to corroborate figures of which the party's own words give only some, or others",
            ));
        }
        let own = |other: &&Claim| other.voice.chain == claim.voice.chain && other.stance == Stance::Claims;
        let echoed = around.iter().any(|mine| {
            own(mine)
                && around.iter().any(|other| {
                    !own(other)
                        && mine.figure.as_ref().zip(other.figure.as_ref()).is_some_and(|(a, b)| overlap(a, b))
                })
        });
        if echoed && !differ {
            out.push(tension(
                TensionKind::OverstatedCorroboration,
                std::iter::once(claim).chain(around.iter().copied()),
                "what is said to corroborate the figure is a party's own count of what it did to its enemy",
            ));
        }
        let caveats: Vec<&Claim> = coding
            .claims
            .iter()
            .filter(|other| other.predicate == Predicate::Verifiability && other.stance == Stance::Doubts)
            .collect();
        if !caveats.is_empty() {
            out.push(tension(
                TensionKind::CorroborationVsCaveat,
                std::iter::once(claim).chain(caveats),
                "corroborated according to one sentence, hard to verify according to another",
            ));
        }
    }
    out
}

fn mentions_party(coding: &Coding, claim: &Claim) -> bool {
    let span = claim.quote.span();
    coding.actors.iter().any(|actor| actor.mentions.iter().any(|mention| span.contains(mention.span())))
        || coding.sources.iter().any(|source| {
            source.party == Some(true) && source.mentions.iter().any(|mention| span.contains(mention.span()))
        })
}

fn silence(coding: &Coding) -> Option<Tension> {
    let silent: Vec<&Claim> = coding
        .claims
        .iter()
        .filter(|claim| claim.predicate == Predicate::Casualties && claim.stance == Stance::Withholds)
        .collect();
    let first = silent.first()?;
    let told: Vec<&Claim> = coding
        .claims
        .iter()
        .filter(|claim| toll(claim) && claim.incident == first.incident && claim.voice.chain.len() > 1)
        .collect();
    (!told.is_empty()).then(|| {
        tension(
            TensionKind::SilenceVsFigure,
            silent.iter().copied().chain(told),
            "one voice gives a toll, another that should know gives none",
        )
    })
}

/// "The first by the group since 2022" against "the first in the country since July 2022".
fn scope(coding: &Coding) -> Option<Tension> {
    let firsts: Vec<&Claim> =
        coding.claims.iter().filter(|claim| claim.predicate == Predicate::FirstSince).collect();
    let differ = firsts
        .windows(2)
        .any(|pair| pair[0].incident == pair[1].incident && pair[0].quote.text != pair[1].quote.text);
    differ.then(|| {
        tension(
            TensionKind::ScopeMismatch,
            firsts,
            "the same “first since” with different bounds of who, where or when",
        )
    })
}

fn citations(page: &Page<'_>, coding: &Coding) -> Vec<Tension> {
    let mut out = Vec::new();
    if page.document.citations.is_empty() {
        return out;
    }
    let uncited: Vec<&Claim> = coding
        .claims
        .iter()
        .filter(|claim| in_lead(page, claim) && claim.citation.attachment == Attachment::None)
        .collect();
    if !uncited.is_empty() {
        out.push(tension(
            TensionKind::MissingCitation,
            uncited,
            "the lead carries no citation mark for these",
        ));
    }
    let unlinked: Vec<&Claim> = coding
        .claims
        .iter()
        .filter(|claim| {
            claim.citation.markers.iter().any(|marker| {
                page.document
                    .citations
                    .iter()
                    .any(|citation| &citation.marker == marker && citation.reference.is_none())
            })
        })
        .collect();
    if !unlinked.is_empty() {
        out.push(tension(
            TensionKind::UnlinkedReference,
            unlinked,
            "their marks point to no entry of the reference list",
        ));
    }
    out
}
