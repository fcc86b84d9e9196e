//! When an incident was: the time that dates it, with its basis and its words.

use super::Desk;
use crate::incidents::{Draft, TimedMention, extent, is_long, surrounds};
use crate::infobox;
use attest_model::{DocumentKind, Role, When, WhenBasis, WhenPrecision};
use attest_time::{Basis, Bound, Interval};
use std::collections::BTreeMap;

pub(super) fn when(desk: &Desk<'_, '_>, draft: &Draft, role: Role) -> When {
    if role == Role::Primary
        && let Some((time, interval)) = infobox::date(desk.page, &desk.material.times)
    {
        let mention = &desk.material.times[time];
        return record(&interval, basis(mention.time.basis), desk.page.quote(mention.span), None);
    }
    if role == Role::Primary
        && let Some(extent) = extent::of(&desk.material, draft)
    {
        let mention = &desk.material.times[extent.first].time;
        let anchor = mention
            .anchor
            .map(|(start, end)| attest_model::Span::new(start, end))
            .and_then(|span| desk.page.quote(span));
        return record(
            &extent.interval,
            basis(mention.basis),
            desk.page.quote(desk.material.times[extent.first].span),
            anchor,
        );
    }
    if let Some((time, interval)) = &draft.fixed {
        let mention = &desk.material.times[*time];
        return record(interval, basis(mention.time.basis), desk.page.quote(mention.span), None);
    }
    if draft.response
        && let Some(whole) = desk.grouping.drafts.first().filter(|whole| !std::ptr::eq(*whole, draft))
        && chosen_time(desk, draft).is_none()
    {
        // After the main story, on a day that nobody says.
        let main = when(desk, whole, Role::Primary);
        if main.earliest.is_some() {
            return When {
                latest: None,
                precision: WhenPrecision::Open,
                basis: WhenBasis::Inherited,
                ..main
            };
        }
    }
    if let Some((time, interval)) = chosen_time(desk, draft) {
        let TimedMention { span, time: mention, .. } = &desk.material.times[time];
        let anchor = mention
            .anchor
            .map(|(start, end)| attest_model::Span::new(start, end))
            .and_then(|span| desk.page.quote(span));
        let filed =
            desk.page.document.dateline.is_some_and(|line| line.start <= span.start && span.end <= line.end);
        let basis = if filed { WhenBasis::Publication } else { basis(mention.basis) };
        return record(&interval, basis, desk.page.quote(*span), anchor);
    }
    if let Some(news) = same_news_day(desk, draft, role) {
        return news;
    }
    if role == Role::Primary
        && desk.page.document.kind == DocumentKind::Digest
        && let Some(published) = &desk.page.document.published
    {
        return When {
            earliest: Some(published.clone()),
            latest: Some(published.clone()),
            precision: WhenPrecision::Day,
            basis: WhenBasis::Publication,
            quote: None,
            anchor: None,
        };
    }
    if let Some(of) = draft.part_of.and_then(|of| desk.grouping.drafts.get(of)) {
        let mut whole = when(desk, of, Role::Primary);
        if whole.earliest.is_some() {
            whole.basis = WhenBasis::Inherited;
        }
        return whole;
    }
    When::unknown()
}

/// "**Separately**, a bomb wounded five": what is told beside the news of a day, without a day of its own, was on that day.
fn same_news_day(desk: &Desk<'_, '_>, draft: &Draft, role: Role) -> Option<When> {
    let beside = role == Role::Related
        && draft.times.is_empty()
        && (draft.elsewhere || opens_with_its_place(desk, draft));
    let main = desk.grouping.drafts.first().filter(|main| beside && !std::ptr::eq(*main, draft))?;
    let news = when(desk, main, Role::Primary);
    let published = desk.page.document.published.as_deref()?.get(..10)?.parse::<jiff::civil::Date>().ok()?;
    let day = news.earliest.as_deref()?.parse::<jiff::civil::Date>().ok()?;
    let fresh = published.since(day).is_ok_and(|span| (0..=7).contains(&span.get_days()));
    (fresh && news.precision == WhenPrecision::Day).then_some(When { basis: WhenBasis::Inherited, ..news })
}

/// "**In the Marne region** a missile hit a depot": a sentence that goes on from the one before to what happened elsewhere.
fn opens_with_its_place(desk: &Desk<'_, '_>, draft: &Draft) -> bool {
    let (passage, sentence) = draft.first;
    let Some(tokens) = desk.page.sentences.get(sentence).map(|known| known.tokens.clone()) else {
        return false;
    };
    let opens = desk.page.passages.get(passage).and_then(|content| content.analysis.token(tokens.start));
    let near = desk
        .grouping
        .drafts
        .first()
        .is_some_and(|main| main.sentences.range(sentence.saturating_sub(2)..=sentence).next().is_some());
    near && opens.is_some_and(|word| matches!(word.text(), "In" | "At" | "Near" | "Outside"))
        && desk.material.atlas.spots.iter().any(|spot| {
            spot.at.passage == passage && (tokens.start..tokens.start + 7).contains(&spot.at.token)
        })
}

fn record(
    interval: &Interval,
    basis: WhenBasis,
    quote: Option<attest_model::Quote>,
    anchor: Option<attest_model::Quote>,
) -> When {
    When {
        earliest: interval.earliest.map(|day| day.to_string()),
        latest: interval.latest.map(|day| day.to_string()),
        precision: precision(interval.precision),
        basis,
        quote,
        anchor,
    }
}

const fn precision(precision: attest_time::Precision) -> WhenPrecision {
    use attest_time::Precision as P;
    match precision {
        P::Day => WhenPrecision::Day,
        P::Days => WhenPrecision::Days,
        P::Week => WhenPrecision::Week,
        P::Month => WhenPrecision::Month,
        P::Season => WhenPrecision::Season,
        P::Year => WhenPrecision::Year,
        P::Decade => WhenPrecision::Decade,
        P::Open => WhenPrecision::Open,
        P::Unknown => WhenPrecision::Unknown,
    }
}

const fn basis(basis: Basis) -> WhenBasis {
    match basis {
        Basis::Stated => WhenBasis::Stated,
        Basis::Relative => WhenBasis::Relative,
        Basis::Inherited => WhenBasis::Inherited,
        Basis::Publication => WhenBasis::Publication,
        _ => WhenBasis::None,
    }
}

/// The time that dates the draft: the heaviest, then the finest, then the earliest in the text; for fighting over days the span
/// from its beginning to its end; for the main story without one, a date of the lead.
fn chosen_time(desk: &Desk<'_, '_>, draft: &Draft) -> Option<(usize, Interval)> {
    let mut votes: BTreeMap<(i64, i64), (u32, usize)> = BTreeMap::new();
    // "said on Wednesday that 17 were killed in Sunday's attack": however many figures were told on Wednesday, Sunday dates them.
    let day = |index: usize| {
        let interval = desk.material.times[index].time.interval.as_ref();
        interval.and_then(Interval::days).is_some_and(|days| days <= 1)
    };
    let own = draft.retold || draft.times.iter().any(|&(index, weight)| weight > 2 && day(index));
    // "… have died in the conflict **since January 2009**": a war around the deed bounds no deed that has a moment.
    let lasts = draft.aggregate
        || draft.presupposed
        || draft.classes.keys().any(|class| is_long(*class) && !surrounds(*class));
    let bounds = |index: usize| {
        let time = &desk.material.times[index];
        crate::incidents::bounds(&time.time) && lately(desk, time).is_none()
    };
    let dating =
        draft.times.iter().filter(|(index, weight)| (!own || *weight > 1) && (lasts || !bounds(*index)));
    for &(index, weight) in dating {
        let Some(interval) = &desk.material.times[index].time.interval else { continue };
        let key =
            (interval.earliest.map_or(i64::MIN, day_number), interval.latest.map_or(i64::MAX, day_number));
        let vote = u32::from(weight)
            * match interval.days() {
                Some(1..=3) => 6,
                Some(4..=31) => 3,
                _ => 1,
            };
        let entry = votes.entry(key).or_insert((0, index));
        entry.0 += vote;
        entry.1 = entry.1.min(index);
    }
    // "confirmed on Wednesday that three died … it happened late on Tuesday": only days of telling so far.
    let weak = draft.times.iter().all(|(_, weight)| *weight <= 1);
    if weak
        && draft.role == Some(Role::Primary)
        && let Some(told) = pointed_back(desk, draft, 2)
    {
        return Some(told);
    }
    let best = votes
        .values()
        .max_by_key(|(vote, index)| (*vote, std::cmp::Reverse(*index)))
        .map(|(_, index)| *index);
    if let Some(best) = best {
        if let Some(lately) = lately(desk, &desk.material.times[best]) {
            return Some((best, lately));
        }
        let interval = desk.material.times[best].time.interval?;
        let interval = opened(desk.material.times[best].time.bound, interval, draft);
        return Some((best, stretched(desk, best, &interval).unwrap_or(interval)));
    }
    // What a court or a commemoration tells again was not on its day.
    if draft.role == Some(Role::Primary) && !draft.retold {
        // No time hangs on any of its words: what the report says of when "it happened", or a date of the title or of the first
        // sentences that tells of nothing that came after.
        let early = || {
            let near = desk.material.times.iter().enumerate();
            near.take_while(|(_, time)| time.sentence <= draft.first.1 + 3)
                // The day of another incident is none of this one's.
                .filter(|(_, time)| !super::scene::of_another(desk, draft, time.sentence))
                .filter(|(_, time)| !hangs_on_another(desk, draft, time) && !is_to_come(desk, draft, time))
                .filter(|(_, time)| {
                    let content = desk.page.passages.get(time.passage);
                    content.is_none_or(|content| !crate::incidents::is_of_another(content, &time.tokens))
                })
                // "since January 2009, more than …": the days of a sum.
                .filter(|(_, time)| !crate::incidents::bounds(&time.time))
                .filter(|(_, time)| crate::incidents::dates(&time.time) && !came_after(desk, time))
                .find_map(|(index, time)| {
                    let interval = time.time.interval?;
                    interval.days().is_some_and(|days| days <= 31).then_some((index, interval))
                })
        };
        return pointed_back(desk, draft, 2).or_else(early).or_else(|| pointed_back(desk, draft, 1));
    }
    None
}

/// Behind the day of the report, where the words tell of what was done: no such day dates it.
fn is_to_come(desk: &Desk<'_, '_>, draft: &Draft, time: &TimedMention) -> bool {
    let published = desk.page.document.published.as_deref().and_then(|day| day.get(..10));
    let next =
        published.and_then(|day| day.parse::<jiff::civil::Date>().ok()).and_then(|day| day.tomorrow().ok());
    let first = time.time.interval.as_ref().and_then(|interval| interval.earliest);
    draft.realities.contains(&attest_model::Reality::Asserted)
        && next.zip(first).is_some_and(|(next, first)| first > next)
}

/// "launched after an attack that **killed 30 on 3 January**": the day of the deed that it hangs on, where that is another incident's.
fn hangs_on_another(desk: &Desk<'_, '_>, draft: &Draft, time: &TimedMention) -> bool {
    let Some(content) = desk.page.passages.get(time.passage) else { return false };
    let governor = crate::incidents::governor_of(&content.analysis, &time.tokens);
    // "Al Shabaab, **which withdrew from the city in August**, said": what somebody did otherwise.
    let own = |index: &usize| {
        desk.material.events.get(*index).is_some_and(|event| {
            event.passage == time.passage && content.analysis.is_within(event.head, governor)
        })
    };
    let aside = content.analysis.token(governor).is_some_and(|verb| {
        verb.dep() == "relcl" && matches!(verb.head().dep(), "nsubj" | "nsubjpass" | "pobj")
    });
    if aside && !draft.events.iter().any(own) {
        return true;
    }
    let mut deeds = desk.material.events.iter().zip(&desk.grouping.of_event);
    deeds.any(|(event, own)| {
        event.passage == time.passage
            && event.head == governor
            && own
                .and_then(|own| desk.grouping.drafts.get(own))
                .is_some_and(|other| !std::ptr::eq(other, draft))
    })
}

/// "at least 70 people **have been killed since Friday**": the days from then to the report.
fn lately(desk: &Desk<'_, '_>, time: &TimedMention) -> Option<Interval> {
    let published: jiff::civil::Date = desk.page.document.published.as_deref()?.get(..10)?.parse().ok()?;
    let first = time.time.interval.filter(|interval| interval.days() == Some(1))?.earliest?;
    let passage = desk.page.passages.get(time.passage)?;
    let verb = crate::incidents::governor_of(&passage.analysis, &time.tokens);
    let perfect = passage
        .analysis
        .children(verb)
        .any(|aux| aux.dep() == "aux" && matches!(aux.text(), "has" | "have" | "'ve"));
    let recent = published.since(first).is_ok_and(|span| (1..=31).contains(&span.get_days()));
    (time.time.bound == Bound::From && perfect && recent)
        .then(|| Interval::between(first, published, attest_time::Precision::Days))
}

/// "was charged on Friday", "published Wednesday", "mourned on Sunday", "since the war began in 2014": a day of what came after, or
/// of something else.
fn came_after(desk: &Desk<'_, '_>, time: &crate::incidents::TimedMention) -> bool {
    let Some(passage) = desk.page.passages.get(time.passage) else { return false };
    let analysis = &passage.analysis;
    if crate::incidents::since_then(analysis, &time.tokens) {
        return true;
    }
    let word = |at: usize| analysis.token(at).map_or_else(String::new, |token| token.text().to_lowercase());
    let before = (1..=2).filter_map(|back| time.tokens.start.checked_sub(back));
    if before.map(word).any(|word| matches!(word.as_str(), "published" | "posted" | "updated" | "created")) {
        return true;
    }
    let verb = crate::incidents::governor_of(analysis, &time.tokens);
    let top = crate::incidents::top_of(analysis, &time.tokens);
    if crate::incidents::reacts(analysis, verb) || crate::incidents::of_a_count(analysis, top) {
        return true;
    }
    analysis.token(verb).is_some_and(|verb| {
        matches!(
            verb.lemma(),
            "arrest"
                | "plead"
                | "arraign"
                | "surrender"
                | "turn"
                | "extradite"
                | "appear"
                | "testify"
                | "bury"
                | "gather"
                | "honor"
                | "honour"
                | "remember"
                | "hold"
                | "identify"
                | "release"
                | "confirm"
                | "announce"
                | "publish"
                | "post"
                | "update"
                | "schedule"
                | "deny"
                | "reject"
                | "sign"
                | "impose"
                | "jail"
                | "imprison"
                | "uphold"
                | "pardon"
                | "vote"
                | "arrive"
                | "meet"
        )
    })
}

/// "**It happened** around one on Wednesday", "**officers were called** to the street on Monday": a sentence further down that has no word of
/// violence and tells when the main story was.
fn pointed_back(desk: &Desk<'_, '_>, draft: &Draft, least: u8) -> Option<(usize, Interval)> {
    let published: Option<jiff::civil::Date> = desk
        .page
        .document
        .published
        .as_deref()
        .and_then(|day| day.get(..10))
        .and_then(|day| day.parse().ok());
    let times = &desk.material.times;
    let dating = |time: &crate::incidents::TimedMention| -> Option<(u8, Interval)> {
        let interval = time.time.interval.filter(|interval| interval.days().is_some_and(|days| days <= 3))?;
        if !crate::incidents::dates(&time.time)
            || crate::incidents::bounds(&time.time)
            || published.is_some_and(|day| interval.earliest.is_some_and(|first| first > day))
        {
            return None;
        }
        let analysis = &desk.page.passages.get(time.passage)?.analysis;
        let verb = analysis.token(crate::incidents::governor_of(analysis, &time.tokens))?;
        let subject =
            analysis.children(verb.index()).find(|child| matches!(child.dep(), "nsubj" | "nsubjpass"));
        let points = subject.is_some_and(|subject| {
            matches!(
                subject.lemma().to_lowercase().as_str(),
                "it" | "this"
                    | "that"
                    | "incident"
                    | "shooting"
                    | "attack"
                    | "violence"
                    | "accident"
                    | "event"
                    | "crime"
            )
        });
        let rank = match verb.lemma() {
            "happen" | "occur" | "take" | "unfold" | "start" | "begin" if points => 2,
            "respond" | "call" | "dispatch" | "find" | "discover" | "rush" | "arrive" | "report" => 1,
            _ => return None,
        };
        Some((rank, interval))
    };
    times
        .iter()
        .enumerate()
        .filter(|(_, time)| time.sentence > draft.first.1)
        .filter_map(|(index, time)| dating(time).map(|(rank, interval)| (rank, index, interval)))
        .find(|(rank, ..)| *rank >= least)
        .map(|(_, index, interval)| (index, interval))
}

fn day_number(day: jiff::civil::Date) -> i64 {
    i64::from(day.year()) * 372 + i64::from(day.month()) * 31 + i64::from(day.day())
}

/// A sum "since late 2023" begins then and has no stated end.
fn opened(bound: Bound, interval: Interval, draft: &Draft) -> Interval {
    match bound {
        Bound::From if draft.aggregate && !draft.presupposed => {
            Interval { latest: None, precision: attest_time::Precision::Open, ..interval }
        }
        Bound::Until if draft.aggregate && !draft.presupposed => {
            Interval { earliest: None, precision: attest_time::Precision::Open, ..interval }
        }
        _ => interval,
    }
}

/// Two halves of one range ("between 3 and 5 March").
fn stretched(desk: &Desk<'_, '_>, best: usize, interval: &Interval) -> Option<Interval> {
    let times = &desk.material.times;
    let time = times.get(best)?;
    let other = match time.time.bound {
        Bound::RangeStart => times.get(best + 1).filter(|other| other.time.bound == Bound::RangeEnd),
        Bound::RangeEnd => best
            .checked_sub(1)
            .and_then(|before| times.get(before))
            .filter(|other| other.time.bound == Bound::RangeStart),
        _ => None,
    }?;
    let own = other.time.interval.as_ref()?;
    let (first, last) = (interval.earliest?.min(own.earliest?), interval.latest?.max(own.latest?));
    (other.sentence == time.sentence && first < last)
        .then(|| Interval::between(first, last, interval.precision.max(attest_time::Precision::Days)))
}
