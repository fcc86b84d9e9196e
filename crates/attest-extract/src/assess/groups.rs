//! Totals group by group: "three civilians and a policeman", "54 soldiers by one voice, 70 by another".

use super::persons::{Person, single};
use super::range::{Counted, numbered, pick, suffers};
use super::totals::{Total, plus};
use crate::figures::Reference;
use attest_model::{Exactness, Group, Harm, Side};
use std::collections::BTreeMap;

/// One total for each group that is told of in numbers; groups known only by a vague word leave theirs open.
pub(super) fn groups(figures: &[Counted<'_>], persons: &[Person], harm: Harm, weak: bool) -> Vec<Total> {
    type Key = (Option<Group>, bool);
    let mut by_group: BTreeMap<Key, BTreeMap<usize, Total>> = BTreeMap::new();
    let mut vague: BTreeMap<Key, usize> = BTreeMap::new();
    let is_sum =
        |total: &Total| total.by.iter().filter_map(|at| figures.get(*at)).any(|counted| counted.figure.sum);
    for at in pick(figures, |counted| {
        counted.figure.harm == harm
            && !counted.figure.part
            && !single(counted.figure)
            && (counted.figure.weak == weak || !numbered(counted.figure))
    }) {
        let Some(counted) = figures.get(at) else { continue };
        let key = kind(counted.figure.group, counted.side == Side::Attackers);
        if !numbered(counted.figure) {
            if counted.figure.reference == Reference::New && counted.figure.exactness != Exactness::Entailed {
                vague.insert(key, at);
            }
            continue;
        }
        if counted.figure.max == Some(0) {
            continue;
        }
        let next = Total { low: counted.figure.min, high: counted.figure.max, by: vec![at], summed: false };
        let totals = by_group.entry(key).or_default();
        let sum = match totals.get(&counted.sentence) {
            // A headline glued to the text says the same number twice in what looks like one sentence.
            Some(before) if repeats(figures, before, counted) => before.clone(),
            // "Three bodies were found, **bringing the number of soldiers killed to 17**": the sum holds them.
            Some(before) if is_sum(before) => before.clone(),
            Some(_) if counted.figure.sum => next,
            Some(before) => plus(before, &next),
            // "Two more soldiers died of their wounds": beside those of their kind who were told of before.
            None if counted.figure.of_the_wounded => totals
                .values()
                .max_by_key(|total| total.known())
                .map_or(next.clone(), |before| plus(before, &next)),
            None => next,
        };
        totals.insert(counted.sentence, sum);
    }
    if by_group.is_empty() {
        return Vec::new();
    }
    // "three civilians and a policeman", "his father and two soldiers": single persons of a kind of their own or of one list, and attackers, add to the groups.
    for person in persons.iter().filter(|person| suffers(person, harm)) {
        let listed = person.mentions.iter().filter_map(|at| figures.get(*at)).any(|one| {
            figures.iter().any(|many| {
                many.figure.trigger == one.figure.trigger
                    && many.sentence == one.sentence
                    && many.figure.harm == harm
                    && !single(many.figure)
                    && !many.figure.part
                    && numbered(many.figure)
            })
        });
        // "five policemen, including an officer": one of those who were counted.
        let part =
            person.mentions.iter().filter_map(|at| figures.get(*at)).all(|counted| counted.figure.part);
        if part {
            continue;
        }
        let key = kind(person.group, person.attacker);
        // "a captain and nine soldiers": one more of those who are counted beside him.
        if let (true, Some(totals)) = (listed, by_group.get_mut(&key)) {
            let beside = person.mentions.iter().filter_map(|at| figures.get(*at)).find_map(|one| {
                let total = totals.get(&one.sentence)?;
                let same = |at: &usize| {
                    figures.get(*at).is_some_and(|many| many.figure.trigger == one.figure.trigger)
                };
                total.by.iter().any(same).then_some(one.sentence)
            });
            if let Some(total) = beside.and_then(|sentence| totals.get_mut(&sentence)) {
                *total = plus(total, &Total::exactly(1, person.mentions.clone()));
            }
            continue;
        }
        let own = !matches!(person.group, None | Some(Group::People)) || person.attacker || listed;
        if own && !by_group.contains_key(&key) {
            by_group.entry(key).or_default().insert(usize::MAX, Total::exactly(1, person.mentions.clone()));
        }
    }
    let mut totals: Vec<Total> =
        by_group.values().filter_map(|sentences| by_voice(figures, sentences.values())).collect();
    for (key, at) in vague {
        if !by_group.contains_key(&key) && key.0 != Some(Group::People) {
            totals.push(Total { low: None, high: None, by: vec![at], summed: false });
        }
    }
    totals
}

/// The group as far as totals of it are added to others: "100 attackers" of one voice and "31 fighters" of another are the same people.
const fn kind(group: Option<Group>, attacker: bool) -> (Option<Group>, bool) {
    match group {
        Some(Group::Militants | Group::Attackers) if attacker => (Some(Group::Attackers), true),
        group => (group, attacker),
    }
}

/// Whether the figure only says again, under another word of harm, what the total before it said.
fn repeats(figures: &[Counted<'_>], before: &Total, counted: &Counted<'_>) -> bool {
    let again =
        |at: &usize| figures.get(*at).is_some_and(|other| other.figure.trigger != counted.figure.trigger);
    counted.figure.reference != Reference::Other
        && before.low == counted.figure.min
        && before.by.len() == 1
        && before.by.iter().all(again)
}

/// One group's number: of each voice the largest; where voices differ, from the lowest of theirs to the highest, as far as the lower ones
/// can be the whole.
fn by_voice<'t>(figures: &[Counted<'_>], totals: impl Iterator<Item = &'t Total>) -> Option<Total> {
    let mut voices: BTreeMap<&str, Vec<&Total>> = BTreeMap::new();
    let mut all: Vec<&Total> = Vec::new();
    for total in totals {
        all.push(total);
        let voice = total.by.first().and_then(|at| figures.get(*at)).and_then(|counted| counted.voice);
        if let Some(voice) = voice {
            voices.entry(voice).or_default().push(total);
        }
    }
    let whole = largest(all.iter().copied())?;
    // "Four soldiers were killed. Rebels claimed 30": what the report itself tells first stands beside the larger number of a voice.
    let voiced = |total: &Total| {
        total.by.first().and_then(|at| figures.get(*at)).is_some_and(|counted| counted.voice.is_some())
    };
    let own = all.iter().copied().filter(|total| !voiced(total));
    let lead = own.filter(|own| own.by.iter().any(|at| figures.get(*at).is_some_and(|counted| counted.lead)));
    voices.entry("").or_default().extend(lead);
    voices.retain(|_, totals| !totals.is_empty());
    let told: Vec<Total> = voices
        .into_values()
        .filter_map(|own| largest(own.into_iter()))
        .filter(|own| {
            // What is told first is a whole, however much more another claims.
            let first = own.by.iter().any(|at| figures.get(*at).is_some_and(|counted| counted.lead));
            first || own.known() * 2 >= whole.known()
        })
        .collect();
    let low = told.iter().filter_map(|own| own.low).min();
    Some(Total { low: low.filter(|_| told.len() > 1).or(whole.low), ..whole })
}

/// Of several numbers for one group the largest: the others are parts or early tolls.
fn largest<'t>(totals: impl Iterator<Item = &'t Total>) -> Option<Total> {
    let totals: Vec<&Total> = totals.collect();
    let most = totals.iter().max_by_key(|total| (total.high.or(total.low), total.high.is_none()))?;
    let open = totals.iter().any(|total| total.high.is_none() && total.low >= most.low);
    Some(Total { high: if open { None } else { most.high }, ..(*most).clone() })
}
