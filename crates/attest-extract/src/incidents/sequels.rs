//! What the words set in an order: a deed that **answers** another ("in retaliation for Sunday's attack on the post"), and one that
//! **follows** another ("a day after the bombing of the market").
//!
//! Only set phrases count. Two deeds that are told one after the other stand in no such relation, however likely it is; an answer
//! that is threatened is none; and "attacks" that are answered are no incident. A phrase also says that the two deeds are two, which the
//! grouping of mentions keeps to: nothing is done in retaliation for itself, nor a day after itself. "The shooting may be **connected
//! to** the killing of a student in March" sets no order, and says as clearly that they are two.

use super::{Grouping, Material, timing};
use crate::events::EventMention;
use crate::tree;
use attest_language::{Analysis, Token};
use attest_lexicon::EventClass;
use attest_model::{LinkKind, Reality};
use attest_time::Interval;
use std::ops::Range;

/// Two deeds in the order that the words give them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sequel {
    /// `ResponseTo` or `Follows`; `None` where the words only hold the two beside each other.
    pub kind: Option<LinkKind>,
    /// The later deed: index of its mention.
    pub event: usize,
    /// The earlier one.
    pub of: usize,
    /// Their passage.
    pub passage: usize,
    /// The words that say so, from the marker to the end of the earlier deed.
    pub words: Range<usize>,
    /// How many days lie between them, where the words count them.
    pub days: Option<i64>,
    /// Whether the words alone tell that they are two: an answer, or days that are counted.
    pub apart: bool,
}

/// What an answer is called.
const ANSWERS: [&str; 7] =
    ["retaliation", "reprisal", "revenge", "retribution", "vengeance", "response", "retort"];

/// Every such phrase, in text order.
pub fn read(material: &Material<'_, '_>) -> Vec<Sequel> {
    let mut out: Vec<Sequel> = Vec::new();
    for (passage, content) in material.page.passages.iter().enumerate() {
        let analysis = &content.analysis;
        for token in analysis.tokens() {
            let Some(found) = marker(analysis, token) else { continue };
            let Some(of) = found.earlier.iter().find_map(|head| deed(material, passage, *head)) else {
                continue;
            };
            let Some(event) = later(material, passage, &found, of) else { continue };
            let sentence = analysis.sentence_of(token.index());
            let start = found.start.min(token.index());
            let mut end = analysis.subtree_span(material.events[of].head).end;
            if !found.apart {
                // "followed a strike on Garmir **on Wednesday**": the rest of the clause is about the earlier deed.
                end = end.max(analysis.subtree_span(found.start).end);
            }
            let words = start..end.min(sentence.end).max(token.index() + 1);
            // A blast that follows an attack may be a part of it; one that follows the attack of another day is none.
            let dated = material.times.iter().any(|time| {
                time.passage == passage && words.contains(&time.tokens.start) && timing::dates(&time.time)
            });
            let apart = found.apart || dated;
            if !out.iter().any(|known| (known.event, known.of) == (event, of)) {
                out.push(Sequel { kind: found.kind, event, of, passage, words, days: found.days, apart });
            }
        }
    }
    out
}

/// A phrase that sets two deeds in an order.
struct Marker {
    kind: Option<LinkKind>,
    /// Where it begins.
    start: usize,
    /// The word that hangs on the later deed.
    top: usize,
    /// Words that may name the earlier deed.
    earlier: Vec<usize>,
    days: Option<i64>,
    apart: bool,
}

fn marker(analysis: &Analysis, token: Token<'_>) -> Option<Marker> {
    let at = token.index();
    let answer = |top: usize, start: usize, earlier: Vec<usize>| {
        (!earlier.is_empty()).then_some(Marker {
            kind: Some(LinkKind::ResponseTo),
            start,
            top,
            earlier,
            days: None,
            apart: true,
        })
    };
    let lemma = token.lemma().to_lowercase();
    // "in retaliation for …", "an act of revenge for …".
    if token.tag().starts_with("NN") && ANSWERS.contains(&lemma.as_str()) {
        // "the response of the government to the killing" may be words only; what was done "in response to" it was done.
        let held = match lemma.as_str() {
            "response" | "retort" => {
                token.dep() == "pobj" && token.head().lemma() == "in"
                    // "the attack **was a response** to the raids"
                    || matches!(token.dep(), "attr" | "oprd") && token.head().lemma() == "be"
            }
            _ => matches!(token.dep(), "pobj" | "attr" | "oprd" | "dobj" | "appos"),
        };
        let links: &[&str] = if lemma == "response" { &["to"] } else { &["for", "over", "to"] };
        let start = if token.dep() == "pobj" { token.head().index() } else { at };
        let mut earlier = if held { tree::prepositional(analysis, at, links) } else { Vec::new() };
        // "an **act** of revenge **for** the attack": what follows may hang on the act.
        let act = Some(token.head()).filter(|of| of.lemma() == "of").map(Token::head);
        if let Some(act) = act.filter(|act| held && earlier.is_empty() && act.tag().starts_with("NN")) {
            earlier = tree::prepositional(analysis, act.index(), links);
        }
        return answer(at, start, earlier);
    }
    if let Some(beside) = connection(analysis, token, &lemma) {
        return Some(beside);
    }
    if tree::is_verb(token) {
        return match lemma.as_str() {
            "avenge" => answer(at, at, tree::objects(analysis, at)),
            "retaliate" => answer(at, at, tree::prepositional(analysis, at, &["for", "against", "over"])),
            // "The shelling **followed** a drone strike on Garmir".
            "follow" if !tree::is_passive(analysis, at) => Some(Marker {
                kind: Some(LinkKind::Follows),
                start: at,
                top: at,
                earlier: tree::objects(analysis, at),
                days: None,
                apart: false,
            }),
            _ => None,
        };
    }
    // "a day **after** the bombing", "**three days after** gunmen raided"; unmeasured only where the deed "came after" another.
    if lemma == "after" && matches!(token.dep(), "prep" | "mark" | "advmod") {
        let head = token.head();
        let earlier = match token.dep() {
            "prep" => tree::pobjs(analysis, at),
            _ => vec![head.index()],
        };
        let measure = analysis
            .children(at)
            .chain(analysis.children(head.index()))
            .chain(std::iter::once(head))
            .find(|child| child.dep() == "npadvmod" && child.index() < at && at - child.index() <= 3)
            .and_then(|unit| length(analysis, unit));
        // The clause that begins with "after" hangs on the later deed; a phrase hangs on it itself.
        let top = if token.dep() == "prep" { at } else { head.index() };
        return match measure {
            Some((start, days)) => {
                Some(Marker { kind: Some(LinkKind::Follows), start, top, earlier, days, apart: true })
            }
            None if token.dep() == "prep" && head.lemma() == "come" => Some(Marker {
                kind: Some(LinkKind::Follows),
                start: head.index(),
                top,
                earlier,
                days: None,
                apart: false,
            }),
            None => None,
        };
    }
    None
}

/// "**connected to** the killing of …", "a possible **link to** the bombing", "**linked** it **to** Sunday's attack".
fn connection(analysis: &Analysis, token: Token<'_>, lemma: &str) -> Option<Marker> {
    let at = token.index();
    let noun = matches!(lemma, "connection" | "link" | "tie") && token.tag().starts_with("NN");
    let verb = matches!(lemma, "connect" | "link" | "tie" | "relate" | "connected" | "linked" | "related")
        && matches!(token.tag(), "VBN" | "VBD" | "VBZ" | "VBP" | "JJ");
    // "arrested in connection with the shooting" tells of one deed.
    let held = noun && token.dep() == "pobj" && token.head().lemma() == "in";
    if !(noun || verb) || held {
        return None;
    }
    let earlier = tree::prepositional(analysis, at, &["to", "with"]);
    (!earlier.is_empty()).then_some(Marker {
        kind: None,
        start: at,
        top: at,
        earlier,
        days: None,
        apart: true,
    })
}

/// "a day", "three weeks", "days": where the words begin, and how many days they are, where they are counted; `None` for lengths that
/// may lie within one event.
fn length(analysis: &Analysis, unit: Token<'_>) -> Option<(usize, Option<i64>)> {
    let days = match unit.lemma().to_lowercase().as_str() {
        "day" => true,
        "week" | "fortnight" | "month" | "year" => false,
        _ => return None,
    };
    let count =
        analysis.children(unit.index()).find_map(|child| timing::small_number(&child.text().to_lowercase()));
    Some((analysis.subtree_span(unit.index()).start, count.filter(|_| days)))
}

/// The mention of one deed at this word, or the one that it says was committed ("carried out **an attack**" is the attack).
fn deed(material: &Material<'_, '_>, passage: usize, head: usize) -> Option<usize> {
    let index = material.events.iter().position(|event| {
        event.passage == passage && (event.head == head || event.trigger.contains(&head))
    })?;
    let event = &material.events[index];
    let content = material.page.passages.get(passage)?;
    let campaign = content.analysis.token(event.head).is_some_and(|token| token.lemma() == "offensive");
    (is_deed(event) && !campaign).then_some(index)
}

/// One deed of violence that happened: no war, no arrest, no threat; "attacks" are many, and so are the deeds of an "offensive".
fn is_deed(event: &EventMention<'_>) -> bool {
    super::kinds::attacks(event.class())
        && !event.plural
        && !matches!(event.reality, Reality::Denied | Reality::Hypothetical | Reality::Threatened)
}

/// The later deed: the nearest word of violence above the phrase, or the one that is the subject (or object) of a verb above it:
/// "The **assault** came in response to …", "launched the **raid** in retaliation for …".
fn later(material: &Material<'_, '_>, passage: usize, marker: &Marker, of: usize) -> Option<usize> {
    let content = material.page.passages.get(passage)?;
    let analysis = &content.analysis;
    let sentence = material.events[of].sentence;
    let first = analysis.token(marker.top)?;
    let mut tops: Vec<Token<'_>> = Vec::new();
    if tree::is_verb(first) && !marker.earlier.contains(&first.index()) {
        // "retaliated **by shelling** Marne", "responded **with an airstrike**".
        let means = tree::prepositional(analysis, first.index(), &["by", "with"]);
        tops.extend(means.into_iter().filter_map(|token| analysis.token(token)));
        tops.push(first);
    }
    tops.extend(analysis.ancestors(marker.top).take(8));
    for token in tops {
        let inside =
            marker.earlier.contains(&token.index()) || material.events[of].trigger.contains(&token.index());
        if inside {
            continue;
        }
        let mut words = vec![token.index()];
        if tree::is_verb(token) {
            words.extend(tree::subjects(analysis, token.index()).into_iter().map(|(subject, _)| subject));
            words.extend(tree::objects(analysis, token.index()));
        }
        for word in words {
            let Some(index) = material.events.iter().position(|event| {
                event.passage == passage && event.sentence == sentence && event.trigger.contains(&word)
            }) else {
                continue;
            };
            let event = &material.events[index];
            // Whether the dead of the earlier deed died later is no second deed.
            let outcome = event.class() == EventClass::Killing
                && event.agents.is_empty()
                && marker.kind == Some(LinkKind::Follows);
            let happened = super::kinds::attacks(event.class()) && event.reality == Reality::Asserted;
            if index != of
                && happened
                && !outcome
                && !analysis.is_within(event.head, material.events[of].head)
            {
                return Some(index);
            }
        }
        // What is said of a saying is not said of the deed.
        if matches!(token.lemma(), "vow" | "promise" | "threaten" | "pledge" | "plan" | "warn") {
            return None;
        }
    }
    None
}

/// Whether a word stands outside a phrase that names an earlier deed, and another one inside it: what dates or places the earlier deed says
/// nothing of others.
pub(super) fn parts(sequels: &[Sequel], passage: usize, outside: usize, inside: usize) -> bool {
    sequels.iter().any(|phrase| {
        phrase.passage == passage && phrase.words.contains(&inside) && !phrase.words.contains(&outside)
    })
}

/// Dates earlier deeds by the day of the draft that the later one has gone to: "**The shooting** came a day after another".
pub(super) fn date(material: &Material<'_, '_>, grouping: &mut Grouping) {
    for phrase in grouping.sequels.clone() {
        let draft = |event: usize| grouping.of_event.get(event).copied().flatten();
        let (Some(later), Some(earlier)) = (draft(phrase.event), draft(phrase.of)) else { continue };
        let (Some(days), Some(counted)) = (phrase.days, grouping.drafts.get(later)) else { continue };
        let (Some(interval), Some((time, _))) = (counted.interval, counted.times.first().copied()) else {
            continue;
        };
        let undated = grouping.drafts.get(earlier).is_some_and(|own| own.interval.is_none());
        if later == earlier || !undated || interval.days() != Some(1) || material.times.get(time).is_none() {
            continue;
        }
        let then = interval.earliest.and_then(|day| day.checked_sub(jiff::Span::new().days(days)).ok());
        if let (Some(then), Some(own)) = (then, grouping.drafts.get_mut(earlier)) {
            let interval = Interval::between(then, then, interval.precision);
            own.fixed = Some((time, interval));
            own.interval = Some(interval);
        }
    }
}

/// Whether a draft is the earlier deed of a phrase whose words tell that the two are two: no part of what answers it.
pub(super) fn precedes(grouping: &Grouping, draft: usize) -> bool {
    grouping
        .sequels
        .iter()
        .any(|phrase| phrase.apart && grouping.of_event.get(phrase.of) == Some(&Some(draft)))
}

/// Whether a draft is told beside another by words that set no order: it is neither a part of it nor its background.
pub(super) fn beside(grouping: &Grouping, draft: usize) -> bool {
    grouping
        .sequels
        .iter()
        .any(|phrase| phrase.kind.is_none() && grouping.of_event.get(phrase.of) == Some(&Some(draft)))
}

/// The day of the earlier deed, counted back from that of the later one, with the time that it is counted from.
pub fn eve(material: &Material<'_, '_>, sequel: &Sequel) -> Option<(usize, Interval)> {
    let event = &material.events[sequel.event];
    let (index, _) = timing::of(material, event.passage, event.sentence, event.head, false)?;
    let counted = material.times.get(index)?.time.interval?;
    if counted.days() != Some(1) {
        return None;
    }
    let then = counted.earliest?.checked_sub(jiff::Span::new().days(sequel.days?)).ok()?;
    Some((index, Interval::between(then, then, counted.precision)))
}

/// The draft that the other deed of a phrase has gone to, where the words alone tell that the two are two: not this one's.
pub(super) fn other_draft(sequels: &[Sequel], grouping: &Grouping, event: usize) -> Option<usize> {
    let phrase =
        sequels.iter().find(|phrase| phrase.apart && (phrase.event == event || phrase.of == event))?;
    let other = if phrase.event == event { phrase.of } else { phrase.event };
    grouping.of_event.get(other).copied().flatten()
}
