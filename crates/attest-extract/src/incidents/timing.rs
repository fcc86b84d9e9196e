//! Which time belongs to which word of violence.
//!
//! The time that hangs on the verb (or noun) itself comes first, then one in its clause, then, where the sentence has no other
//! claimant, one elsewhere in the sentence. A time on a verb of saying dates the saying.

use super::{Material, other_days};
use crate::page::{At, Page};
use crate::tree;
use attest_language::Analysis;
use attest_model::Span;
use attest_time::{Bound, TimeKind, TimeMention};
use std::ops::Range;

/// A time expression with its tokens.
#[derive(Debug, Clone)]
pub struct TimedMention {
    /// Its passage.
    pub passage: usize,
    /// Its sentence.
    pub sentence: usize,
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Where it stands in the original.
    pub span: Span,
    /// What it says.
    pub time: TimeMention,
}

/// Times of the document, put on the page; those outside every block (furniture, datelines) are left out.
pub fn place(page: &Page<'_>, times: Vec<TimeMention>) -> Vec<TimedMention> {
    let mut out = Vec::new();
    let mut passage = 0;
    for time in times {
        let span = Span::new(time.start, time.end);
        while passage + 1 < page.passages.len() && page.passages[passage].block.extent().end <= time.start {
            passage += 1;
        }
        let Some(content) = page.passages.get(passage) else { break };
        let (Some(first), Some(last)) =
            (content.block.position(time.start), content.block.position(time.end.saturating_sub(1)))
        else {
            continue;
        };
        let tokens = content.tokens_over(first, last + 1);
        let Some(sentence) = page.sentence_of(At { passage, token: tokens.start }) else { continue };
        if is_stamp(&content.analysis, tokens.start) {
            continue;
        }
        out.push(TimedMention { passage, sentence, tokens, span, time });
    }
    out
}

/// "(**Published** Thursday, Oct. 20, 2016)", "Updated: Feb. 21": the day of the page dates nothing that it tells of.
fn is_stamp(analysis: &Analysis, start: usize) -> bool {
    let text = |at: usize| analysis.token(at).map_or("", |token| token.text());
    let Some(before) = start.checked_sub(1) else { return false };
    let colon = text(before) == ":";
    let word = if colon { before.checked_sub(1) } else { Some(before) };
    word.is_some_and(|at| {
        matches!(
            text(at),
            "Published" | "PUBLISHED" | "Posted" | "POSTED" | "Updated" | "UPDATED" | "Modified"
        )
    })
}

/// Whether the expression can date an event: a date (or a clock time with its day), "two days later"; not a length of time, not
/// a set, not "now".
pub fn dates(time: &TimeMention) -> bool {
    time.dates_an_event() && time.interval.is_some()
}

/// Whether the time bounds a stretch ("since 2012", "until May") and so dates no single event.
///
/// "Just before five on Saturday" was on Saturday all the same.
pub fn bounds(time: &TimeMention) -> bool {
    let within_a_day = time.kind == TimeKind::Time
        && time.interval.as_ref().and_then(attest_time::Interval::days).is_some_and(|days| days <= 1);
    match time.bound {
        Bound::From | Bound::Until => true,
        Bound::Before | Bound::After => !within_a_day,
        _ => false,
    }
}

/// Index of the time that dates the word at `head`, with a weight: 3 on the word itself, 2 in its clause, 1 in its sentence.
///
/// A bound ("since 2012") counts only where `bounded`: for words that tell of many events or of fighting that goes on.
pub fn of(
    material: &Material<'_, '_>,
    passage: usize,
    sentence: usize,
    head: usize,
    bounded: bool,
) -> Option<(usize, u8)> {
    let content = material.page.passages.get(passage)?;
    let analysis = &content.analysis;
    let clause = tree::clause_of(analysis, head);
    let mut best: Option<(usize, u8, usize)> = None;
    let within = |inner: usize, outer: usize| {
        let of = |index: usize| material.times.get(index).and_then(|time| time.time.interval);
        of(inner).zip(of(outer)).is_some_and(|(inner, outer)| super::draft::narrower(&inner, &outer))
    };
    let from = material.times.partition_point(|time| (time.passage, time.sentence) < (passage, sentence));
    for (offset, time) in material.times[from..].iter().enumerate() {
        if (time.passage, time.sentence) != (passage, sentence) {
            break;
        }
        let index = from + offset;
        if !dates(&time.time) || (bounds(&time.time) && !bounded) {
            continue;
        }
        let top = top_of(analysis, &time.tokens);
        let own = |noun: usize| material.events_of(passage, sentence).any(|event| event.head == noun);
        if super::undated::is_of_the_season(analysis, top)
            || super::undated::names_a_thing(analysis, top, own)
            || since_then(analysis, &time.tokens) && !analysis.is_within(head, governor(analysis, top))
        {
            continue;
        }
        if hangs_on_another(material, passage, sentence, head, top)
            || super::newsday::of_a_count(analysis, top)
        {
            continue;
        }
        let above = during_which(analysis, clause)
            .and_then(|verb| weight(material, analysis, passage, verb, verb, top));
        let Some(weight) = weight(material, analysis, passage, clause, head, top).max(above) else {
            continue;
        };
        // "The army **said on Tuesday** it had killed": the day of the saying, though the tree hangs it on the deed.
        let behind = time.tokens.start.checked_sub(1).and_then(|at| {
            let on = analysis.token(at).is_some_and(|word| word.lemma() == "on");
            if on { at.checked_sub(1) } else { Some(at) }
        });
        let said = behind.is_some_and(|at| {
            at != head
                && at < head
                && analysis.token(at).is_some_and(tree::is_verb)
                && material.cues.contains(&At { passage, token: at })
        });
        let weight = if said { weight.min(1) } else { weight };
        // "has killed 40 civilians in five days": told of no other verb, wherever the tree has hung it.
        let counted = time.time.kind == TimeKind::Duration && super::around::is_perfect(analysis, head);
        let weight = if counted { weight.max(3) } else { weight };
        // "In October 2023 the group claimed to have taken": nobody says in which month he spoke; the month is the deed's.
        let coarse =
            time.time.interval.as_ref().and_then(attest_time::Interval::days).is_some_and(|days| days >= 28);
        // "the group, founded **in 1970**": when something else was.
        let verb = governor(analysis, top);
        let beside = !analysis.is_within(head, verb)
            && analysis.token(verb).is_some_and(|token| matches!(token.dep(), "acl" | "relcl"));
        let weight = if coarse && !beside { weight.max(2) } else { weight };
        let distance = time.tokens.start.abs_diff(head);
        // "The **2014** massacre took place on **16 July 2014**": on that day, however near the year stands.
        let better = best.is_none_or(|(other, kept, far)| {
            let finer = weight >= 2 && kept >= 2;
            if finer && within(index, other) {
                return true;
            }
            !(finer && within(other, index)) && (weight > kept || weight == kept && distance < far)
        });
        if better {
            best = Some((index, weight, distance));
        }
    }
    best.map(|(index, weight, _)| (index, weight))
}

/// "On 24 November the army conducted an operation, **during which it killed** 16": the verb of the clause above, whose day is this one's.
fn during_which(analysis: &Analysis, clause: usize) -> Option<usize> {
    let verb = analysis.token(clause).filter(|verb| verb.dep() == "relcl")?;
    analysis.children(clause).find(|prep| {
        matches!(prep.lemma(), "during" | "in")
            && analysis.children(prep.index()).any(|which| which.tag() == "WDT")
    })?;
    Some(tree::clause_of(analysis, verb.head().index()))
}

/// "wants to question him about another bombing **Saturday morning**": the day of a deed that was done lies before the report, whatever the
/// tense of the words around it.
pub fn look_back(page: &Page<'_>, events: &[crate::events::EventMention<'_>], times: &mut [TimedMention]) {
    let published: Option<jiff::civil::Date> =
        page.document.published.as_deref().and_then(|day| day.get(..10)).and_then(|day| day.parse().ok());
    let Some(published) = published else { return };
    for time in times {
        let Some(interval) = time.time.interval else { continue };
        let (Some(first), Some(last)) = (interval.earliest, interval.latest) else { continue };
        // "attacked at **2100**": an hour, and no year of the next century.
        if time.time.rule == "calendar/year" && first.year() > published.year() + 20 {
            time.time.interval = None;
            continue;
        }
        if interval.days() != Some(1) || first <= published {
            continue;
        }
        let week = first.since(published).is_ok_and(|span| span.get_days() < 7)
            && time.time.basis == attest_time::Basis::Relative;
        // "led **the 21 October attack**", told in August: of the year before.
        let year = time.time.basis == attest_time::Basis::Inherited
            && published.tomorrow().is_ok_and(|next| first > next);
        if !week && !year {
            continue;
        }
        let Some(content) = page.passages.get(time.passage) else { continue };
        let top = top_of(&content.analysis, &time.tokens);
        let done = events.iter().any(|event| {
            event.passage == time.passage
                && (!event.verbal || governor(&content.analysis, top) == event.head)
                && event.reality == attest_model::Reality::Asserted
                && super::kinds::attacks(event.class())
                && content.analysis.is_within(top, event.head)
        });
        let span = if week { jiff::Span::new().days(7) } else { jiff::Span::new().years(1) };
        let back = |day: jiff::civil::Date| day.checked_sub(span).ok();
        if done && let (Some(first), Some(last)) = (back(first), back(last)) {
            time.time.interval = Some(attest_time::Interval::between(first, last, interval.precision));
        }
    }
}

/// "shelling **has killed** 40 civilians **in five days**": the five days up to the report.
pub fn count_back(page: &Page<'_>, times: &mut [TimedMention]) {
    let published: Option<jiff::civil::Date> =
        page.document.published.as_deref().and_then(|day| day.get(..10)).and_then(|day| day.parse().ok());
    let Some(published) = published else { return };
    for time in times {
        if time.time.rule != "lasting/length" || time.time.interval.is_some() {
            continue;
        }
        let Some(content) = page.passages.get(time.passage) else { continue };
        let analysis = &content.analysis;
        let word = |at: usize| analysis.token(at).map_or("", |token| token.text());
        let before = time.tokens.start.checked_sub(1).map_or("", word);
        let verb = governor(analysis, top_of(analysis, &time.tokens));
        let has = |verb: usize| {
            let mut aux = analysis.children(verb).filter(|aux| aux.dep() == "aux");
            aux.any(|aux| matches!(aux.text(), "has" | "have" | "'ve"))
        };
        // The tree may hang the length on the verb of saying behind it.
        let sentence = analysis.sentence_of(time.tokens.start);
        let up_to_now = has(verb) || verb > time.tokens.start && (sentence.start..time.tokens.start).any(has);
        if !matches!(before, "in" | "over" | "within") || word(time.tokens.end) == "of" || !up_to_now {
            continue;
        }
        let days = time.time.value.strip_prefix('P').and_then(|value| {
            let (count, unit) = value.split_at_checked(value.len().checked_sub(1)?)?;
            let count: i64 = count.parse().ok()?;
            match unit {
                "D" => Some(count),
                "W" => count.checked_mul(7),
                _ => None,
            }
        });
        let first = days.and_then(|days| published.checked_sub(jiff::Span::new().days(days.min(366))).ok());
        if let Some(first) = first {
            time.time.interval =
                Some(attest_time::Interval::between(first, published, attest_time::Precision::Days));
            time.time.basis = attest_time::Basis::Relative;
            time.time.rule = "lasting/window";
        }
    }
}

/// "since the war began **in 2014**": when something else began.
pub fn since_then(analysis: &Analysis, tokens: &Range<usize>) -> bool {
    let verb = governor(analysis, top_of(analysis, tokens));
    analysis.children(verb).any(|child| child.dep() == "mark" && child.lemma() == "since")
}

/// "on Monday, **a day after** gunmen raided the village", "it came two days after the bombing of the market": the day of the raid, with the
/// time that it is counted from.
pub fn eve(
    material: &Material<'_, '_>,
    passage: usize,
    sentence: usize,
    head: usize,
) -> Option<(usize, attest_time::Interval)> {
    let analysis = &material.page.passages.get(passage)?.analysis;
    let clause = tree::clause_of(analysis, head);
    let verb = analysis.token(clause)?;
    let noun = analysis.token(head).filter(|noun| noun.dep() == "pobj" && noun.head().lemma() == "after");
    let after = match noun {
        Some(noun) => noun.head(),
        None => analysis.children(clause).find(|child| {
            child.index() < clause
                && matches!(child.dep(), "mark" | "advmod" | "prep")
                && child.lemma() == "after"
        })?,
    };
    if noun.is_none() && verb.dep() != "advcl" {
        return None;
    }
    let later = if noun.is_some() { after.head() } else { verb.head() };
    let day = analysis
        .children(clause)
        .chain(analysis.children(after.index()))
        .chain(analysis.children(later.index()).filter(|unit| unit.index() + 1 == after.index()))
        .find(|child| {
            child.dep() == "npadvmod"
                && matches!(child.lemma(), "day" | "week")
                && child.index() < after.index()
        })?;
    let count =
        analysis.children(day.index()).find_map(|child| small_number(&child.text().to_lowercase()))?;
    let stated = of(material, passage, sentence, later.index(), false).map(|(index, _)| index);
    // "**It came** a day after": the news came, on its day.
    let news = || {
        let subject = tree::subjects(analysis, later.index()).into_iter().next();
        let points = subject.and_then(|(subject, _)| analysis.token(subject)).is_some_and(|subject| {
            matches!(
                subject.lemma().to_lowercase().as_str(),
                "it" | "this" | "that" | "attack" | "blast" | "bombing" | "killing"
            )
        });
        let came = matches!(later.lemma(), "come" | "happen" | "occur");
        // "**The talks came** two days after": they were the news.
        let day = if points { super::newsday::told(material) } else { super::newsday::lead(material) };
        day.filter(|_| came).map(|(index, _)| index)
    };
    let index = stated.or_else(news)?;
    let counted = material.times.get(index)?.time.interval?;
    if counted.days() != Some(1) {
        return None;
    }
    // "a week after": give or take two days.
    let week = day.lemma() == "week";
    let back = |days: i64| counted.earliest?.checked_sub(jiff::Span::new().days(days)).ok();
    if week {
        let (first, last) = (back(count * 7 + 2)?, back(count * 7 - 2)?);
        return Some((index, attest_time::Interval::between(first, last, attest_time::Precision::Days)));
    }
    let then = back(count)?;
    Some((index, attest_time::Interval::between(then, then, counted.precision)))
}

/// A count of days as far as reports count them in words.
pub(super) fn small_number(word: &str) -> Option<i64> {
    let words = ["a", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    let spelled = words.iter().position(|known| *known == word).and_then(|at| i64::try_from(at + 1).ok());
    spelled.or_else(|| (word == "one").then_some(1)).or_else(|| word.parse().ok()).filter(|days| *days <= 60)
}

/// Whether the words below `top` hang on another word of violence that the word at `head` is no part of: "attacked for years, with
/// a raid **in 2015**".
pub(super) fn hangs_on_another(
    material: &Material<'_, '_>,
    passage: usize,
    sentence: usize,
    head: usize,
    top: usize,
) -> bool {
    let Some(content) = material.page.passages.get(passage) else { return false };
    let analysis = &content.analysis;
    if analysis.is_within(top, head) && !between(material, analysis, passage, sentence, head, top) {
        return false;
    }
    material.events_of(passage, sentence).any(|event| {
        event.head != head && analysis.is_within(top, event.head) && !analysis.is_within(head, event.head)
    })
}

/// Whether a third word of violence stands between `top` and `head` in the tree.
fn between(
    material: &Material<'_, '_>,
    analysis: &Analysis,
    passage: usize,
    sentence: usize,
    head: usize,
    top: usize,
) -> bool {
    material.events_of(passage, sentence).any(|event| {
        // "**In a separate incident** on Sunday, a bomb hit a van": the frame of what is told, and no other deed.
        let frame = !event.verbal
            && event.head < head
            && analysis.token(event.head).is_some_and(|noun| {
                noun.dep() == "pobj"
                    && noun.head().lemma().eq_ignore_ascii_case("in")
                    && noun.head().head().index() == head
            });
        !frame
            && event.head != head
            && analysis.is_within(top, event.head)
            && analysis.is_within(event.head, head)
    })
}

fn weight(
    material: &Material<'_, '_>,
    analysis: &Analysis,
    passage: usize,
    clause: usize,
    head: usize,
    top: usize,
) -> Option<u8> {
    let of_another = other_days::in_office(&material.page.passages[passage], head, top)
        || other_days::of_an_occasion(analysis, head, top);
    if of_another {
        return None;
    }
    if analysis.is_within(top, head) && top != head {
        // "claimed the attack in a **statement on Wednesday**": the day of the saying, wherever the tree has hung it.
        let up = analysis.ancestors(top).take_while(|token| token.index() != head);
        let before = analysis
            .token(top)
            .filter(|top| top.dep() == "pobj")
            .and_then(|top| top.head().index().checked_sub(1))
            .and_then(|before| analysis.token(before));
        let said = up.chain(before).any(other_days::is_a_saying);
        // "The Front, which was **founded in 2019**, has killed": when somebody did something else.
        let of_somebody = analysis.token(governor(analysis, top)).is_some_and(|verb| {
            let noun = verb.head();
            matches!(verb.dep(), "relcl" | "acl")
                && verb.index() != clause
                && matches!(noun.dep(), "nsubj" | "nsubjpass" | "dobj" | "pobj")
                && !material.events.iter().any(|event| event.passage == passage && event.head == noun.index())
                && matches!(noun.kind(), "ORG" | "PERSON" | "NORP")
        });
        return (!said).then_some(if of_somebody { 1 } else { 3 });
    }
    let governor = governor(analysis, top);
    if top < head
        && governor != head
        && other_days::reacts(analysis, governor)
        && analysis.is_within(head, governor)
    {
        return None;
    }
    // "claimed **responsibility** for the attack on Wednesday": the day of the claim.
    let claims = analysis.children(governor).any(|object| {
        object.dep() == "dobj"
            && object.lemma() == "responsibility"
            && analysis.is_within(head, object.index())
            && head != object.index()
    });
    if claims {
        return None;
    }
    if governor == clause {
        return Some(if material.cues.contains(&At { passage, token: governor }) && governor != head {
            1
        } else {
            3
        });
    }
    if material.cues.contains(&At { passage, token: governor }) {
        // "said on Monday that": the day of the saying, and the weakest evidence for what was said.
        return analysis.is_within(clause, governor).then_some(1);
    }
    // The clause above: "On Monday, gunmen entered the town, killing ten."
    if analysis.is_within(clause, governor) {
        let subordinate =
            analysis.ancestors(clause).take_while(|token| token.index() != governor).any(|token| {
                matches!(token.dep(), "relcl")
                    || material.cues.contains(&At { passage, token: token.index() })
            });
        let own = analysis.token(clause).is_some_and(|token| token.dep() == "relcl");
        return Some(if subordinate || own { 1 } else { 2 });
    }
    if analysis.is_within(governor, clause) {
        let relative = analysis
            .token(governor)
            .is_some_and(|token| matches!(token.dep(), "relcl" | "advcl" | "ccomp" | "acl"));
        return (!relative).then_some(2);
    }
    Some(1)
}

/// The verb that the words of an expression hang on.
pub fn governor_of(analysis: &Analysis, tokens: &Range<usize>) -> usize {
    governor(analysis, top_of(analysis, tokens))
}

/// Whether the expression says when something else was or will be: an office held, an election.
pub fn is_of_another(content: &crate::page::Passage<'_>, tokens: &Range<usize>) -> bool {
    let top = top_of(&content.analysis, tokens);
    other_days::in_office(content, usize::MAX, top)
        || other_days::of_an_occasion(&content.analysis, usize::MAX, top)
}

/// The token of the expression that hangs outside it.
pub fn top_of(analysis: &Analysis, tokens: &Range<usize>) -> usize {
    tokens
        .clone()
        .find(|&index| {
            analysis
                .token(index)
                .is_some_and(|token| token.is_root() || !tokens.contains(&token.head().index()))
        })
        .unwrap_or(tokens.start)
}

/// The verb that the expression hangs on, through prepositions and nouns.
fn governor(analysis: &Analysis, top: usize) -> usize {
    let mut at = top;
    for _ in 0..64 {
        let Some(token) = analysis.token(at) else { break };
        if token.is_root() {
            break;
        }
        let head = token.head();
        if tree::is_verb(head) {
            return tree::clause_of(analysis, head.index());
        }
        at = head.index();
    }
    at
}
