//! `report.range/1`: the range over every total that a report gives of its dead, or of its wounded.
//!
//! The reading keeps each figure as it is worded; this rule says what they come to. A figure for "people" is a total; figures for
//! groups ("three rebels and fifteen soldiers") add up to one; parts count nothing; single persons are told apart and counted where no
//! total is stated. The range runs from the lowest to the highest total, open where the highest is "at least", and
//! where a group is known only by a vague word. Joint figures ("five people were shot") give the wounded what the dead leave.

use super::persons::{self, Person, single};
use crate::figures::{FigureMention, Reference};
use attest_model::{Assessment, Exactness, Group, Harm, Reality, Side, ZoneKind};
use std::collections::BTreeMap;

/// A figure of the incident and what else the rule needs to know of it.
#[derive(Debug, Clone, Copy)]
pub struct Counted<'a> {
    /// The reading.
    pub figure: &'a FigureMention,
    /// Id of its claim.
    pub claim: &'a str,
    /// Part of the document.
    pub zone: ZoneKind,
    /// Index of its sentence in the page.
    pub sentence: usize,
    /// Side in the incident.
    pub side: Side,
}

/// A total that the report gives: lowest, highest (`None` open), and the figures that make it up.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Total {
    low: Option<u64>,
    high: Option<u64>,
    by: Vec<usize>,
}

/// The range over every total of `harm` (killed or wounded) among `figures`, which are those of one incident in text order.
/// `None` where the report gives no number.
pub fn range(figures: &[Counted<'_>], harm: Harm) -> Option<Assessment> {
    let figures: Vec<Counted<'_>> = figures.iter().filter(|counted| usable(counted.figure)).copied().collect();
    let persons = persons::tell_apart(&figures);
    let (total, why) = boxed(&figures, harm)
        .map(|total| (total, "the infobox, sides added up"))
        .or_else(|| stated(&figures, &persons, harm))
        .or_else(|| counted(&figures, &persons, harm))?;
    if total.low.is_none() && total.high.is_none() {
        return None;
    }
    let mut by: Vec<String> = total.by.iter().filter_map(|at| figures.get(*at)).map(|counted| counted.claim.to_owned()).filter(|id| !id.is_empty()).collect();
    by.sort();
    by.dedup();
    Some(Assessment { rule: "report.range/1".to_owned(), harm, low: total.low, best: None, high: total.high, by, why: why.to_owned() })
}

/// Whether a figure counts at all: asserted, of this incident alone, with a number or a plural.
fn usable(figure: &FigureMention) -> bool {
    !figure.aggregate
        && !matches!(figure.reality, Reality::Denied | Reality::Attempted | Reality::Threatened | Reality::Hypothetical)
        && figure.exactness != Exactness::NotReported
}

/// Whether the figure has a number of its own.
fn numbered(figure: &FigureMention) -> bool {
    !matches!(figure.exactness, Exactness::Vague | Exactness::Plural | Exactness::Entailed | Exactness::NotReported)
}

/// Whether the figure speaks of people at large.
fn general(counted: &Counted<'_>) -> bool {
    matches!(counted.figure.group, None | Some(Group::People)) && counted.side != Side::Attackers
}

/// The infobox's answer: its sides added up.
fn boxed(figures: &[Counted<'_>], harm: Harm) -> Option<Total> {
    let inside: Vec<usize> = pick(figures, |counted| counted.figure.harm == harm && matches!(counted.zone, ZoneKind::Infobox) && !counted.figure.part);
    let mut sum: Option<Total> = None;
    for at in inside {
        let figure = figures.get(at)?.figure;
        let next = Total { low: figure.min, high: figure.max, by: vec![at] };
        sum = Some(match sum {
            None => next,
            Some(sum) => plus(&sum, &next),
        });
    }
    sum
}

fn pick(figures: &[Counted<'_>], keep: impl Fn(&Counted<'_>) -> bool) -> Vec<usize> {
    figures.iter().enumerate().filter(|(_, counted)| keep(counted)).map(|(at, _)| at).collect()
}

fn plus(one: &Total, two: &Total) -> Total {
    let low = match (one.low, two.low) {
        (None, None) => None,
        (one, two) => Some(one.unwrap_or(0) + two.unwrap_or(0)),
    };
    let high = one.high.zip(two.high).map(|(one, two)| one + two);
    Total { low, high, by: one.by.iter().chain(&two.by).copied().collect() }
}

/// The lowest low and the highest high.
fn over(totals: &[Total]) -> Option<Total> {
    let low = totals.iter().filter_map(|total| total.low).min();
    let closed = totals.iter().filter_map(|total| total.high).max();
    let open_above = totals.iter().any(|total| total.high.is_none() && closed.is_none_or(|closed| total.low.unwrap_or(0) >= closed));
    let high = if open_above { None } else { closed };
    (!totals.is_empty()).then(|| Total { low, high, by: totals.iter().flat_map(|total| total.by.clone()).collect() })
}

/// Totals stated in numbers: for people at large, sentence by sentence, or else group by group.
fn stated(figures: &[Counted<'_>], persons: &[Person], harm: Harm) -> Option<(Total, &'static str)> {
    let mut totals = sentence_totals(figures, harm);
    if harm == Harm::Wounded {
        totals.extend(left_by_the_dead(figures, persons, &totals));
    }
    if let Some(total) = over(&totals) {
        return Some((total, "the range over every total given for people at large"));
    }
    let mut groups: BTreeMap<(Option<Group>, Side), Vec<Total>> = BTreeMap::new();
    for at in pick(figures, |counted| counted.figure.harm == harm && !counted.figure.part && !(single(counted.figure) && counted.figure.reference != Reference::New)) {
        let counted = figures.get(at)?;
        let figure = counted.figure;
        if !numbered(figure) && single(figure) {
            continue;
        }
        groups.entry((figure.group, counted.side)).or_default().push(Total { low: figure.min, high: figure.max, by: vec![at] });
    }
    let any = groups.values().flatten().any(|total| total.by.iter().filter_map(|at| figures.get(*at)).any(|counted| numbered(counted.figure) && !single(counted.figure)));
    if !any {
        return None;
    }
    let mut sum: Option<Total> = None;
    for totals in groups.values() {
        let numbers: Vec<Total> = totals.iter().filter(|total| total.by.iter().filter_map(|at| figures.get(*at)).all(|counted| numbered(counted.figure))).cloned().collect();
        let group = over(if numbers.is_empty() { totals } else { &numbers })?;
        sum = Some(match sum {
            None => group,
            Some(sum) => plus(&sum, &group),
        });
    }
    sum.map(|sum| (sum, "the groups added up"))
}

/// Totals for people at large: each sentence's own number, with those that it adds ("a woman and two others").
fn sentence_totals(figures: &[Counted<'_>], harm: Harm) -> Vec<Total> {
    let mut by_sentence: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for at in pick(figures, |counted| counted.figure.harm == harm && !counted.figure.part) {
        if let Some(counted) = figures.get(at) {
            by_sentence.entry(counted.sentence).or_default().push(at);
        }
    }
    let mut totals = Vec::new();
    for members in by_sentence.values() {
        let of = |at: &usize| figures.get(*at).map(|counted| counted.figure);
        let total = |at: usize| figures.get(at).map(|counted| Total { low: counted.figure.min, high: counted.figure.max, by: vec![at] });
        let whole = |at: &&usize| {
            figures.get(**at).is_some_and(|counted| {
                numbered(counted.figure) && general(counted) && counted.figure.number != counted.figure.who.clone().unwrap_or(0..0) && (counted.figure.max != Some(1) || stated_one(counted.figure))
            })
        };
        let wholes: Vec<usize> = members.iter().filter(whole).copied().collect();
        let mut sum: Option<Total> = None;
        for at in &wholes {
            let adds = of(at).is_some_and(|figure| figure.reference == Reference::Other);
            let Some(next) = total(*at) else { continue };
            match (&sum, adds) {
                (Some(before), true) => sum = Some(plus(before, &next)),
                (Some(before), false) => {
                    totals.push(before.clone());
                    sum = Some(next);
                }
                (None, true) => {
                    let singles: Vec<usize> = members.iter().filter(|other| **other < *at && of(other).is_some_and(single) && !wholes.contains(other)).copied().collect();
                    sum = Some(singles.into_iter().filter_map(total).fold(next, |sum, one| plus(&sum, &one)));
                }
                (None, false) => sum = Some(next),
            }
        }
        totals.extend(sum);
    }
    totals
}

/// "one dead", "1 killed": one as a stated number, not a noun without number.
fn stated_one(figure: &FigureMention) -> bool {
    figure.who.as_ref().is_none_or(|who| *who != figure.number && !(who.start <= figure.number.start && figure.number.end <= who.end)) && figure.reference != Reference::Other
}

/// The wounded as those whom a joint figure ("five people were shot") leaves when the dead are taken away.
fn left_by_the_dead(figures: &[Counted<'_>], persons: &[Person], wounded: &[Total]) -> Vec<Total> {
    let joint: Vec<usize> = pick(figures, |counted| {
        counted.figure.harm == Harm::KilledOrWounded && counted.figure.weak && !counted.figure.part && numbered(counted.figure) && counted.figure.max.is_some_and(|max| max > 1)
    });
    if joint.is_empty() || !wounded.is_empty() {
        return Vec::new();
    }
    let dead = stated(figures, persons, Harm::Killed).map(|(total, _)| total).or_else(|| counted(figures, persons, Harm::Killed).map(|(total, _)| total));
    let dead = dead.and_then(|dead| dead.low).unwrap_or(0);
    let most = joint.iter().filter_map(|at| figures.get(*at)).filter_map(|counted| counted.figure.max).max().unwrap_or(0);
    let by = joint.into_iter().filter(|at| figures.get(*at).is_some_and(|counted| counted.figure.max == Some(most))).collect();
    if most <= dead {
        return Vec::new();
    }
    vec![Total { low: Some(most - dead), high: Some(most - dead), by }]
}

/// Single persons, counted.
fn counted(figures: &[Counted<'_>], persons: &[Person], harm: Harm) -> Option<(Total, &'static str)> {
    let chosen: Vec<&Person> = persons.iter().filter(|person| if harm == Harm::Killed { person.killed } else { !person.killed && (person.wounded || harm == Harm::Wounded) }).collect();
    let plural = pick(figures, |counted| counted.figure.harm == harm && !counted.figure.part && !numbered(counted.figure) && counted.figure.reference == Reference::New);
    if chosen.is_empty() {
        let low = plural.iter().filter_map(|at| figures.get(*at)).filter_map(|counted| counted.figure.min).max()?;
        let _ = low;
        return None;
    }
    let count = chosen.len() as u64;
    let by = chosen.iter().flat_map(|person| person.mentions.clone()).collect();
    let high = if plural.is_empty() { Some(count) } else { None };
    Some((Total { low: Some(count), high, by }, "single persons counted"))
}
