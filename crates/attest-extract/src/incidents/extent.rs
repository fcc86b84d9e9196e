//! From which day to which day a battle, a siege, a wave of unrest lasted.
//!
//! An attack has a day; a fight has a beginning and an end, and a report tells them far apart: "began on 21 March" in one
//! paragraph, "withdrew on 2 April" ten paragraphs on. The report's own bounds come first ("lasted from 27 February to 25 March",
//! "took place on 14 May"). Without them an article in sections is read as a chronicle: its first and its last dated day, leaving
//! out what came before (background) and after (aftermath, reactions). A length that the report states ("after three days of
//! fighting") corrects the chronicle, since chroniclers add a line about the week after.

use super::{Draft, Material, timing};
use crate::tree;
use attest_lexicon::EventClass;
use attest_model::{DocumentKind, ZoneKind};
use attest_time::{Bound, Interval, Precision, TimeKind};
use jiff::ToSpan;
use jiff::civil::Date;

/// The longest fight that a chronicle is trusted for, in days.
const LONGEST: i32 = 200;

/// The longest silence within one, in days.
const LONGEST_GAP: i32 = 45;

/// Days of a long incident, with the times that give its first and its last day.
#[derive(Debug, Clone)]
pub struct Extent {
    /// The days.
    pub interval: Interval,
    /// Index in [`Material::times`] of the words that give the first day.
    pub first: usize,
    /// Index of those that give the last.
    pub last: usize,
}

/// What a section is to the main story.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Section {
    Lead,
    Story,
    Beside,
}

/// What a dated clause says of the fight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Edge {
    Begins,
    Ends,
    Whole,
    Within,
}

#[derive(Debug, Clone, Copy)]
struct Dated {
    time: usize,
    day: Date,
    edge: Edge,
    /// Ground is taken or given up on it.
    turn: bool,
}

/// The days of the draft, where it is a fight that can last and the report bounds it.
pub fn of(material: &Material<'_, '_>, draft: &Draft) -> Option<Extent> {
    if !lasts(material, draft) {
        return None;
    }
    if let Some(extent) = stated(material, draft) {
        return Some(extent);
    }
    chronicle(material, draft)
}

/// Whether the title calls it something that lasts (a battle, clashes, a siege, an offensive); without a word of violence in the
/// title, whether the opening does.
fn lasts(material: &Material<'_, '_>, draft: &Draft) -> bool {
    let mut titled = None;
    let mut opening = false;
    for event in draft.events.iter().filter_map(|&index| material.events.get(index)) {
        let long = super::kinds::is_long(event.class()) && event.class() != EventClass::Conflict;
        if material.page.passages.get(event.passage).is_some_and(|passage| passage.kind() == ZoneKind::Title)
        {
            titled = Some(titled.unwrap_or(true) && long);
        } else if event.sentence <= draft.first.1 + 1 && !event.verbal {
            opening |= long;
        }
    }
    titled.unwrap_or(opening)
}

/// Both ends in the lead, in one range or one sentence each; or the one day of a fight of a day.
fn stated(material: &Material<'_, '_>, draft: &Draft) -> Option<Extent> {
    let (mut begins, mut ends, mut whole) = (None, None, None);
    for (index, time) in material.times.iter().enumerate() {
        if section(material, time.passage) != Section::Lead
            || !near_lead(material, draft, time.sentence)
            || !is_day(material, index)
        {
            continue;
        }
        if time.time.bound == Bound::RangeStart
            && let Some(last) = other_half(material, index)
            && edge(material, index) != Edge::Within
        {
            return between(material, index, last);
        }
        let Some(day) = first_day(material, index) else { continue };
        match edge(material, index) {
            Edge::Begins => begins = begins.or(Some((index, day))),
            Edge::Ends => ends = Some((index, day)),
            Edge::Whole if time.time.partner.is_none() => whole = whole.or(Some(index)),
            _ if turns(material, index) && time.time.partner.is_none() => ends = Some((index, day)),
            _ => {}
        }
    }
    if let (Some((first, start)), Some((last, end))) = (begins, ends)
        && start < end
    {
        return between(material, first, last);
    }
    if begins.is_none() && ends.is_none() {
        return whole.and_then(|index| between(material, index, index));
    }
    None
}

/// The lead of a report is its first paragraphs; a report without headings is all lead, and only its opening counts.
fn near_lead(material: &Material<'_, '_>, draft: &Draft, sentence: usize) -> bool {
    let opening = draft.first.1.max(first_of_lead(material));
    sentence <= opening + 5
}

fn first_of_lead(material: &Material<'_, '_>) -> usize {
    material
        .page
        .passages
        .iter()
        .find(|passage| {
            !matches!(
                passage.kind(),
                ZoneKind::Title | ZoneKind::Heading | ZoneKind::Infobox | ZoneKind::Table
            )
        })
        .map_or(0, |passage| passage.first_sentence)
}

/// First and last dated day of the story's own sections.
fn chronicle(material: &Material<'_, '_>, draft: &Draft) -> Option<Extent> {
    let sections = material.page.document.zones.iter().any(|zone| zone.kind == ZoneKind::Heading);
    if material.page.document.kind != DocumentKind::Encyclopedia || !sections {
        return None;
    }
    let (lead, story) = dated(material, draft);
    let first = lead
        .iter()
        .find(|dated| dated.edge == Edge::Begins)
        .or_else(|| story.iter().find(|dated| dated.edge == Edge::Begins))
        .copied();
    let first = match (first, story.first()) {
        // A chronicle that opens before "the battle began on" tells how it came about.
        (Some(begin), Some(_)) => begin,
        (None, Some(&opens)) => {
            lead.iter().find(|dated| dated.day < opens.day && !dated.turn).copied().unwrap_or(opens)
        }
        (Some(begin), None) => begin,
        (None, None) => return None,
    };
    let after = |dated: &&Dated| dated.day >= first.day && (dated.day - first.day).get_days() <= LONGEST;
    let mut last = lead
        .iter()
        .rev()
        .filter(after)
        .find(|dated| dated.edge == Edge::Ends || dated.turn && dated.day > first.day)
        .copied();
    if last.is_none() {
        last = unbroken(first.day, &story);
    }
    let mut last = last?;
    if let Some(days) = length(material, draft) {
        let (low, high) =
            (first.day.checked_add((days - 1).days()).ok()?, first.day.checked_add(days.days()).ok()?);
        let turn = story
            .iter()
            .filter(|dated| (low..=high).contains(&dated.day) && (dated.turn || dated.edge == Edge::Ends))
            .max_by_key(|dated| dated.day);
        let day =
            turn.or_else(|| story.iter().filter(|dated| dated.day == low).max_by_key(|dated| dated.day));
        if let Some(&dated) = day {
            last = dated;
        }
    }
    between(material, first.time, last.time)
}

/// The last dated day of the story, as long as no month and a half without any lies between.
fn unbroken(first: Date, story: &[Dated]) -> Option<Dated> {
    let mut days: Vec<Dated> = story.iter().copied().filter(|dated| dated.day >= first).collect();
    days.sort_by_key(|dated| (dated.day, dated.time));
    let mut last: Option<Dated> = None;
    for dated in days {
        let before = last.map_or(first, |last| last.day);
        if (dated.day - before).get_days() > LONGEST_GAP {
            break;
        }
        last = Some(dated);
    }
    last
}

/// The dated days of the lead and of the story, each in text order.
fn dated(material: &Material<'_, '_>, draft: &Draft) -> (Vec<Dated>, Vec<Dated>) {
    let (mut lead, mut story) = (Vec::new(), Vec::new());
    for (index, time) in material.times.iter().enumerate() {
        if !is_day(material, index) || matches!(time.time.bound, Bound::From | Bound::Before | Bound::After) {
            continue;
        }
        let Some(day) = last_day(material, index) else { continue };
        let entry = Dated { time: index, day, edge: edge(material, index), turn: turns(material, index) };
        match section(material, time.passage) {
            Section::Lead if near_lead(material, draft, time.sentence) => lead.push(entry),
            Section::Story => story.push(entry),
            _ => {}
        }
    }
    (lead, story)
}

/// "a three-day battle", "after four days of heavy fighting", in the lead.
fn length(material: &Material<'_, '_>, draft: &Draft) -> Option<i64> {
    material
        .times
        .iter()
        .filter(|time| {
            time.time.kind == TimeKind::Duration
                && section(material, time.passage) == Section::Lead
                && near_lead(material, draft, time.sentence)
        })
        .find_map(|time| {
            let days: i64 = time.time.value.strip_prefix('P')?.strip_suffix('D')?.parse().ok()?;
            let fights = material.events_of(time.passage, time.sentence).any(|event| {
                super::kinds::is_long(event.class())
                    && event.head.saturating_sub(time.tokens.end) <= 6
                    && event.head >= time.tokens.start
            });
            (fights && (2..=60).contains(&days)).then_some(days)
        })
}

fn section(material: &Material<'_, '_>, passage: usize) -> Section {
    let Some(content) = material.page.passages.get(passage) else { return Section::Beside };
    match content.kind() {
        ZoneKind::Lead => return Section::Lead,
        ZoneKind::Section | ZoneKind::List => {}
        _ => return Section::Beside,
    }
    let zone = content.block.zone.and_then(|zone| material.page.document.zones.get(zone));
    let Some(name) = zone.and_then(|zone| zone.name.as_deref()) else { return Section::Lead };
    if is_story(name) { Section::Story } else { Section::Beside }
}

/// Whether a section of this name tells the story itself, and not what came before, after or around it.
pub(crate) fn is_story(name: &str) -> bool {
    let name = name.to_lowercase();
    const BESIDE: [&str; 30] = [
        "background",
        "history",
        "context",
        "prelude",
        "origins",
        "previous",
        "earlier",
        "related",
        "see also",
        "other",
        "similar",
        "legacy",
        "in popular",
        "aftermath",
        "reaction",
        "response",
        "casualties",
        "victims",
        "investigation",
        "impact",
        "consequences",
        "analysis",
        "strategic",
        "order of battle",
        "perpetrator",
        "international",
        "result",
        "controvers",
        "war crimes",
        "memorial",
    ];
    let after = name.starts_with("after")
        || name.starts_with("later")
        || name.starts_with("post")
        || name.starts_with("renewed")
        || name.starts_with("subsequent");
    !after && !BESIDE.iter().any(|word| name.contains(word))
}

/// What the clause of the time says of the fight as a whole.
fn edge(material: &Material<'_, '_>, index: usize) -> Edge {
    let time = &material.times[index];
    let Some(content) = material.page.passages.get(time.passage) else { return Edge::Within };
    let analysis = &content.analysis;
    let verb = timing::governor_of(analysis, &time.tokens);
    let Some(word) = analysis.token(verb) else { return Edge::Within };
    let fights = |token: usize| {
        material
            .events_of(time.passage, time.sentence)
            .any(|event| event.head == token && super::kinds::is_long(event.class()))
    };
    let about = tree::subjects(analysis, verb)
        .into_iter()
        .map(|(subject, _)| subject)
        .chain(tree::objects(analysis, verb))
        .any(|noun| {
            fights(noun)
                || analysis.token(noun).is_some_and(|token| {
                    matches!(
                        token.lemma().to_lowercase().as_str(),
                        "it" | "fighting"
                            | "clash"
                            | "assault"
                            | "attack"
                            | "engagement"
                            | "series"
                            | "combat"
                            | "hostility"
                    )
                })
        })
        || analysis.children(verb).any(|child| {
            child.dep() == "attr"
                && (fights(child.index())
                    || tree::prepositional(analysis, child.index(), &["of"]).into_iter().any(fights))
        });
    if !about {
        return Edge::Within;
    }
    match word.lemma() {
        "begin" | "start" | "commence" | "launch" | "erupt" | "open" | "break" => Edge::Begins,
        "end" | "conclude" | "finish" | "cease" => Edge::Ends,
        "last" | "occur" | "take" | "happen" | "fight" | "be" | "rage" | "run" => Edge::Whole,
        _ => Edge::Within,
    }
}

/// Whether ground is taken or given up at that time.
fn turns(material: &Material<'_, '_>, index: usize) -> bool {
    let time = &material.times[index];
    material.events_of(time.passage, time.sentence).any(|event| {
        matches!(
            event.class(),
            EventClass::GroundCapture
                | EventClass::GroundRetaken
                | EventClass::Withdrawal
                | EventClass::Surrender
        ) && timing::of(material, time.passage, time.sentence, event.head, true)
            .is_some_and(|(own, _)| own == index)
    })
}

/// A calendar day (or a night between two).
fn is_day(material: &Material<'_, '_>, index: usize) -> bool {
    let time = &material.times[index].time;
    timing::dates(time)
        && time.interval.as_ref().is_some_and(|interval| {
            matches!(interval.precision, Precision::Day | Precision::Days) && day_of(interval).is_some()
        })
}

fn day_of(interval: &Interval) -> Option<Date> {
    match (interval.earliest, interval.latest) {
        (Some(first), Some(last)) if (last - first).get_days() <= 2 => Some(last),
        (None, Some(last)) => Some(last),
        (Some(first), None) => Some(first),
        _ => None,
    }
}

fn last_day(material: &Material<'_, '_>, index: usize) -> Option<Date> {
    let interval = material.times[index].time.interval.as_ref()?;
    interval.latest.or(interval.earliest)
}

fn first_day(material: &Material<'_, '_>, index: usize) -> Option<Date> {
    let interval = material.times[index].time.interval.as_ref()?;
    interval.earliest.or(interval.latest)
}

/// The second half of a range.
fn other_half(material: &Material<'_, '_>, index: usize) -> Option<usize> {
    let sentence = (material.times[index].passage, material.times[index].sentence);
    let next = index + 1;
    let time = material.times.get(next)?;
    (time.time.bound == Bound::RangeEnd
        && (time.passage, time.sentence) == sentence
        && is_day(material, next))
    .then_some(next)
}

fn between(material: &Material<'_, '_>, first: usize, last: usize) -> Option<Extent> {
    let (start, end) = (first_day(material, first)?, last_day(material, last)?);
    if start > end {
        return None;
    }
    let interval =
        if start == end { Interval::day(start) } else { Interval::between(start, end, Precision::Days) };
    Some(Extent { interval, first, last })
}
