//! `report.range/1`: the range over every total that a report gives of its dead, or of its wounded.
//!
//! The reading keeps each figure as it is worded; this rule says what they come to. A figure for "people" is a total; figures for
//! groups ("three rebels and fifteen soldiers") add up to one; parts count nothing; single persons are told apart and counted where no
//! total is stated. The range runs from the lowest to the highest total, open where the highest is "at least", and
//! where a group is known only by a vague word. Joint figures ("five people were shot") give the wounded what the dead leave.

use super::persons::{self, Person, single};
use crate::figures::{FigureMention, Reference};
use crate::page::{At, Page};
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
    let figures: Vec<Counted<'_>> =
        figures.iter().filter(|counted| usable(counted.figure)).copied().collect();
    let persons = persons::tell_apart(&figures);
    let (total, why) = boxed(&figures, harm)
        .map(|total| (total, "the infobox, sides added up"))
        .or_else(|| stated(&figures, &persons, harm))
        .or_else(|| counted(&figures, &persons, harm))?;
    if total.low.is_none() && total.high.is_none() {
        return None;
    }
    let mut by: Vec<String> = total
        .by
        .iter()
        .filter_map(|at| figures.get(*at))
        .map(|counted| counted.claim.to_owned())
        .filter(|id| !id.is_empty())
        .collect();
    by.sort();
    by.dedup();
    Some(Assessment {
        rule: "report.range/1".to_owned(),
        harm,
        low: total.low,
        best: None,
        high: total.high,
        by,
        why: why.to_owned(),
    })
}

/// Whether a figure counts at all: asserted, of this incident alone, with a number or a plural.
fn usable(figure: &FigureMention) -> bool {
    !figure.aggregate
        && !matches!(
            figure.reality,
            Reality::Denied | Reality::Attempted | Reality::Threatened | Reality::Hypothetical
        )
        && figure.exactness != Exactness::NotReported
}

/// Whether the figure has a number of its own.
fn numbered(figure: &FigureMention) -> bool {
    !matches!(
        figure.exactness,
        Exactness::Vague | Exactness::Plural | Exactness::Entailed | Exactness::NotReported
    )
}

/// Whether the figure speaks of people at large.
fn general(counted: &Counted<'_>) -> bool {
    matches!(counted.figure.group, None | Some(Group::People)) && counted.side != Side::Attackers
}

/// The infobox's answer: its sides added up.
fn boxed(figures: &[Counted<'_>], harm: Harm) -> Option<Total> {
    let inside: Vec<usize> = pick(figures, |counted| {
        counted.figure.harm == harm && matches!(counted.zone, ZoneKind::Infobox) && !counted.figure.part
    });
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
    let open_above = totals
        .iter()
        .any(|total| total.high.is_none() && closed.is_none_or(|closed| total.low.unwrap_or(0) >= closed));
    let high = if open_above { None } else { closed };
    (!totals.is_empty()).then(|| Total {
        low,
        high,
        by: totals.iter().flat_map(|total| total.by.clone()).collect(),
    })
}

/// Totals stated in numbers: for people at large, or else group by group.
fn stated(figures: &[Counted<'_>], persons: &[Person], harm: Harm) -> Option<(Total, &'static str)> {
    let mut whole = wholes(figures, harm);
    if harm == Harm::Wounded {
        whole.extend(left_by_the_dead(figures, persons, &whole));
    }
    let groups = groups(figures, persons, harm);
    let in_groups = groups.iter().filter_map(|total| total.low.or(total.high)).max();
    // One named apart ("one died at the scene") is no total beside larger ones.
    if whole.iter().any(|total| total.low.is_some_and(|low| low > 1))
        || in_groups.is_some_and(|most| most > 1)
    {
        whole.retain(|total| total.high != Some(1));
    }
    whole.retain(|total| {
        total.high != Some(0) || (groups.is_empty() && persons.iter().all(|person| !suffers(person, harm)))
    });
    if whole.len() > 1 {
        whole.retain(|total| total.high != Some(0));
    }
    if let Some(total) = over(&likely_wholes(&whole)) {
        // A group larger than every total for people at large is a total by another voice.
        let high = total
            .high
            .map(|high| groups.iter().filter_map(|group| group.high).chain([high]).max().unwrap_or(high));
        return Some((Total { high, ..total }, "the range over every total given for people at large"));
    }
    let sum = groups.into_iter().reduce(|one, two| plus(&one, &two))?;
    Some((sum, "the groups added up"))
}

/// Whether a person suffers the harm.
fn suffers(person: &Person, harm: Harm) -> bool {
    if harm == Harm::Killed { person.killed } else { !person.killed && person.wounded }
}

/// Totals without those that can only be parts: the first one told is kept, and what comes to at least half of the largest.
fn likely_wholes(totals: &[Total]) -> Vec<Total> {
    let most = totals.iter().filter_map(|total| total.low).max().unwrap_or(0);
    let kept = |place: usize, total: &Total| place == 0 || total.low.is_none_or(|low| low * 2 >= most);
    totals
        .iter()
        .enumerate()
        .filter(|(place, total)| kept(*place, total))
        .map(|(_, total)| total.clone())
        .collect()
}

/// One total for each group that is told of in numbers; groups known only by a vague word leave theirs open.
fn groups(figures: &[Counted<'_>], persons: &[Person], harm: Harm) -> Vec<Total> {
    type Key = (Option<Group>, bool);
    let mut by_group: BTreeMap<Key, BTreeMap<usize, Total>> = BTreeMap::new();
    let mut vague: BTreeMap<Key, usize> = BTreeMap::new();
    for at in pick(figures, |counted| {
        counted.figure.harm == harm && !counted.figure.part && !single(counted.figure)
    }) {
        let Some(counted) = figures.get(at) else { continue };
        let key = (counted.figure.group, counted.side == Side::Attackers);
        if !numbered(counted.figure) {
            if counted.figure.reference == Reference::New && counted.figure.exactness != Exactness::Entailed {
                vague.insert(key, at);
            }
            continue;
        }
        if counted.figure.max == Some(0) {
            continue;
        }
        let next = Total { low: counted.figure.min, high: counted.figure.max, by: vec![at] };
        let totals = by_group.entry(key).or_default();
        let sum = totals.get(&counted.sentence).map_or_else(|| next.clone(), |before| plus(before, &next));
        totals.insert(counted.sentence, sum);
    }
    if by_group.is_empty() {
        return Vec::new();
    }
    // "three civilians and a policeman": single persons of a kind of their own, and attackers, add to the groups.
    for person in persons.iter().filter(|person| suffers(person, harm)) {
        let own = !matches!(person.group, None | Some(Group::People)) || person.attacker;
        let key = (person.group, person.attacker);
        if own && !by_group.contains_key(&key) {
            by_group
                .entry(key)
                .or_default()
                .insert(usize::MAX, Total { low: Some(1), high: Some(1), by: person.mentions.clone() });
        }
    }
    let mut totals: Vec<Total> =
        by_group.values().filter_map(|sentences| largest(sentences.values())).collect();
    for (key, at) in vague {
        if !by_group.contains_key(&key) && key.0 != Some(Group::People) {
            totals.push(Total { low: None, high: None, by: vec![at] });
        }
    }
    totals
}

/// Of several numbers for one group the largest: the others are parts or early tolls.
fn largest<'t>(totals: impl Iterator<Item = &'t Total>) -> Option<Total> {
    let totals: Vec<&Total> = totals.collect();
    let most = totals.iter().max_by_key(|total| (total.low.or(total.high), total.high.is_none()))?;
    let open = totals.iter().any(|total| total.high.is_none() && total.low >= most.low);
    Some(Total { high: if open { None } else { most.high }, ..(*most).clone() })
}

/// Totals for people at large: each sentence's own number, with those that it adds ("a woman and two others").
fn wholes(figures: &[Counted<'_>], harm: Harm) -> Vec<Total> {
    let mut by_sentence: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for at in pick(figures, |counted| counted.figure.harm == harm && !counted.figure.part) {
        if let Some(counted) = figures.get(at) {
            by_sentence.entry(counted.sentence).or_default().push(at);
        }
    }
    let (mut totals, mut additions, mut sums) = (Vec::new(), Vec::new(), Vec::new());
    for members in by_sentence.values() {
        sentence_wholes(figures, members, &mut totals, &mut additions, &mut sums);
    }
    // "A total of": the report itself says which of its numbers is the whole. Others beside some already told of add to
    // them, and are no total where one is given.
    if !sums.is_empty() {
        return sums;
    }
    if totals.is_empty() { additions } else { totals }
}

/// The totals of one sentence.
fn sentence_wholes(
    figures: &[Counted<'_>],
    members: &[usize],
    totals: &mut Vec<Total>,
    additions: &mut Vec<Total>,
    sums: &mut Vec<Total>,
) {
    let of = |at: usize| figures.get(at).map(|counted| counted.figure);
    let total = |at: usize| of(at).map(|figure| Total { low: figure.min, high: figure.max, by: vec![at] });
    let is_whole = |at: usize| {
        figures.get(at).is_some_and(|counted| {
            numbered(counted.figure)
                && general(counted)
                && (counted.figure.max != Some(1) || stated_one(counted.figure))
        })
    };
    let mut sum: Option<(Total, bool)> = None;
    for at in members.iter().copied().filter(|at| is_whole(*at)) {
        let Some(next) = total(at) else { continue };
        let Some(figure) = of(at) else { continue };
        if figure.sum && figure.min != Some(1) {
            sums.push(next.clone());
        }
        let adds = figure.reference == Reference::Other;
        sum = match (sum.take(), adds) {
            (Some((before, only)), true) => Some((plus(&before, &next), only)),
            (Some((before, only)), false) => {
                if only {
                    additions.push(before)
                } else {
                    totals.push(before)
                }
                Some((next, false))
            }
            (None, true) => {
                let singles = members
                    .iter()
                    .copied()
                    .filter(|other| *other < at && of(*other).is_some_and(single) && !is_whole(*other));
                Some((singles.filter_map(total).fold(next, |sum, one| plus(&sum, &one)), true))
            }
            (None, false) => Some((next, false)),
        };
    }
    if let Some((sum, only)) = sum {
        if only { additions.push(sum) } else { totals.push(sum) }
    }
}

/// "one dead", "1 killed": one as a stated number, not a noun without number.
fn stated_one(figure: &FigureMention) -> bool {
    figure.who.as_ref().is_none_or(|who| {
        *who != figure.number && !(who.start <= figure.number.start && figure.number.end <= who.end)
    }) && figure.reference != Reference::Other
}

/// The wounded as those whom a joint figure ("five people were shot") leaves when the dead are taken away.
fn left_by_the_dead(figures: &[Counted<'_>], persons: &[Person], wounded: &[Total]) -> Vec<Total> {
    let joint: Vec<usize> = pick(figures, |counted| {
        counted.figure.harm == Harm::KilledOrWounded
            && counted.figure.weak
            && !counted.figure.part
            && numbered(counted.figure)
            && counted.figure.max.is_some_and(|max| max > 1)
    });
    if joint.is_empty() || !wounded.is_empty() {
        return Vec::new();
    }
    let dead = stated(figures, persons, Harm::Killed)
        .map(|(total, _)| total)
        .or_else(|| counted(figures, persons, Harm::Killed).map(|(total, _)| total));
    let dead = dead.and_then(|dead| dead.low).unwrap_or(0);
    let most = joint
        .iter()
        .filter_map(|at| figures.get(*at))
        .filter_map(|counted| counted.figure.max)
        .max()
        .unwrap_or(0);
    let by = joint
        .into_iter()
        .filter(|at| figures.get(*at).is_some_and(|counted| counted.figure.max == Some(most)))
        .collect();
    if most <= dead {
        return Vec::new();
    }
    vec![Total { low: Some(most - dead), high: Some(most - dead), by }]
}

/// Single persons, counted.
fn counted(figures: &[Counted<'_>], persons: &[Person], harm: Harm) -> Option<(Total, &'static str)> {
    let chosen: Vec<&Person> = persons
        .iter()
        .filter(|person| if harm == Harm::Killed { person.killed } else { !person.killed && person.hurt })
        .collect();
    let plural = pick(figures, |counted| {
        counted.figure.harm == harm
            && !counted.figure.part
            && !numbered(counted.figure)
            && counted.figure.reference == Reference::New
    });
    if chosen.is_empty() {
        let low =
            plural.iter().filter_map(|at| figures.get(*at)).filter_map(|counted| counted.figure.min).max()?;
        let _ = low;
        return None;
    }
    let count = chosen.len() as u64;
    let by = chosen.iter().flat_map(|person| person.mentions.clone()).collect();
    let high = if plural.is_empty() { Some(count) } else { None };
    Some((Total { low: Some(count), high, by }, "single persons counted"))
}

/// [`range()`] for the dead and the wounded, over the figures of one incident (and of its parts). `ids` gives the id of the claim that
/// was made of a figure, where one was.
pub fn ranges<'f>(
    page: &Page<'_>,
    figures: impl IntoIterator<Item = &'f FigureMention>,
    side: impl Fn(&FigureMention) -> Side,
    id: impl Fn(&FigureMention) -> Option<&'f str>,
) -> Vec<Assessment> {
    let counted: Vec<Counted<'f>> = figures
        .into_iter()
        .filter_map(|figure| {
            Some(Counted {
                figure,
                claim: id(figure).unwrap_or(""),
                zone: page.passages.get(figure.passage)?.kind(),
                sentence: page.sentence_of(At { passage: figure.passage, token: figure.trigger })?,
                side: side(figure),
            })
        })
        .collect();
    [Harm::Killed, Harm::Wounded].into_iter().filter_map(|harm| range(&counted, harm)).collect()
}
