//! The evidence that a mention belongs to a draft: a short table of weights.
//!
//! | evidence | weight |
//! |---|---|
//! | the focus of the paragraph | +1 |
//! | the main story (the first draft) | +0.3 |
//! | told in the title | +1.5 |
//! | times overlap / a day apart / disjoint | +2 / −1.5 (somebody's deed: −2.5) / −9 |
//! | places agree / exclude one another | +0.5 / −4 (−7 after "on the same day") |
//! | same class of violence / same family / a general word / another family | +1 / +0.3 / +0.5 / −0.4 |
//! | same doer / another doer / same sufferer | +1.5 / −0.8 / +0.8 |
//! | violence against the same named person | +2.5 |
//! | points back ("the attack") | +2.25 (+1.5 by a word for what another draft is) |
//! | known by its day ("the attacks of 11 September"), against a draft that has none | −1.5, and no bonus for pointing back |
//! | several deeds of another kind than the one that a named person suffered, in another sentence | −1.5, and no bonus for pointing back |
//! | a noun whose named victim is not the draft's | −3, and no bonus for pointing back |
//! | the murder of a named person, only spoken of, who is not the draft's victim | −4 (−1.5 where it has none) |
//! | things of another kind were hit, in another sentence | −1.2 |
//! | opens anew ("another attack", "Elsewhere, …") | −5 |
//! | background section against the main story | −4 (−2.5 where the words point back) |
//! | two settlements that the gazetteer does not know | −3 (−1 where the words point back) |
//! | the attacked answering the attackers, against any but such a draft | −4 |
//! | a figure outside the background | +0.4 |
//! | past of the past without a time of its own | −0.7 |
//! | the main story without a day yet, against a day far from that of the news | −4 |
//! | what a crowd of the same sentence is out for, against the crowd | −10 |
//! | what is told behind it, against such a cause | −1.5 |
//! | threatened against done | −1.5 |
//! | sums against single events | −4 |
//! | a sum with bounds against one without | −4 |
//!
//! The weights were set on the dev halves of the project's bench (`scripts/group-weights.py` searches them); a draft needs more than 0.5.

use super::{Draft, Material, Stamp, newsday};
use crate::atlas::Spot;
use attest_lexicon::EventClass;
use attest_model::Reality;
use attest_time::Interval;

const THRESHOLD: f32 = 0.5;

/// The draft that takes the mention, if any does; never the `other` one that the words set apart from it.
pub fn choose(
    material: &Material<'_, '_>,
    drafts: &[Draft],
    stamp: &Stamp,
    focus: Option<usize>,
    other: Option<usize>,
    news: Option<&Interval>,
) -> Option<usize> {
    let mut best: Option<(f32, usize)> = None;
    for (index, draft) in drafts.iter().enumerate().filter(|(index, _)| other != Some(*index)) {
        let mut score = score(material, drafts, index, draft, stamp, focus);
        // Behind one sentence on what happened long ago a report goes on with its news.
        let bygone = index != 0
            && focus == Some(index)
            && !stamp.background
            && !draft.background
            && !draft.sentences.contains(&stamp.sentence)
            && news.zip(draft.interval.as_ref()).is_some_and(|(news, own)| newsday::is_another(news, own));
        if bygone {
            score -= 0.7;
        }
        // The story has no day yet, and its words will give it one.
        let another =
            news.zip(stamp.interval.as_ref()).is_some_and(|(news, own)| newsday::is_another(news, own));
        if (index == 0 || draft.elsewhere)
            && draft.interval.is_none()
            && another
            && stamp.time.is_some_and(|(_, weight)| weight >= 2)
        {
            score -= 4.0;
        }
        if score > THRESHOLD && best.is_none_or(|(kept, _)| score > kept) {
            best = Some((score, index));
        }
    }
    best.map(|(_, index)| index)
}

fn score(
    material: &Material<'_, '_>,
    drafts: &[Draft],
    index: usize,
    draft: &Draft,
    stamp: &Stamp,
    focus: Option<usize>,
) -> f32 {
    let mut score = 0.0;
    if only_sets_the_time(material, draft, stamp) {
        score += 0.0;
    } else if draft.sentences.contains(&stamp.sentence) {
        score += 1.2;
    } else if focus == Some(index) {
        score += 1.0;
    }
    if index == 0 {
        score += 0.3;
    }
    if stamp.title {
        score += 1.5;
    }
    score += time(stamp, draft);
    score += place(material, stamp, draft);
    if let Some(class) = stamp.class {
        score += kind(class, draft);
    }
    score += who(stamp, draft);
    if same_victim(stamp, draft) {
        score += 2.5;
    }
    if stamp.response && !draft.response {
        score -= 4.0;
    }
    let another_victim = other_victims(stamp, draft);
    if stamp.recalled && !stamp.victims.is_empty() && !same_victim(stamp, draft) {
        score -= if another_victim { 4.0 } else { 1.5 };
    }
    if another_victim && stamp.definite {
        // "the murder of Tessi" beside a murder of Oran: as many events as victims.
        score -= 3.0;
    }
    // "120 have died this year, including eight in **Monday's attack**": the day's attack is one of those summed.
    let of_a_day = draft.aggregate
        && !stamp.aggregate
        && stamp.interval.as_ref().and_then(Interval::days).is_some_and(|days| days <= 3);
    // "the bombings" point back to no assassination.
    let other_deeds = stamp.several
        && !draft.victims.is_empty()
        && stamp.class.is_some_and(|class| family(class) != 0 && !draft.is_of(class));
    if other_deeds && !draft.sentences.contains(&stamp.sentence) {
        score -= 1.5;
    }
    // "the attacks of 11 September 2001", in a report that has given its own deed no day.
    let known_by_its_day = stamp.by_its_day && draft.interval.is_none();
    if known_by_its_day {
        score -= 1.5;
    }
    if stamp.definite && !another_victim && !of_a_day && !other_deeds && !known_by_its_day {
        // "the bombings" are those told of before, and no shooting.
        let told_elsewhere = stamp.class.is_some_and(|class| {
            family(class) != 0 && !draft.is_of(class) && drafts.iter().any(|other| other.is_of(class))
        });
        score += if told_elsewhere { 1.5 } else { 2.25 };
        if let Some(class) = stamp.class
            && draft.is_of(class)
        {
            score += 0.5;
        }
    }
    if !stamp.things.is_empty()
        && !draft.things.is_empty()
        && stamp.things.is_disjoint(&draft.things)
        && !draft.sentences.contains(&stamp.sentence)
    {
        // A bank here, a pylon there.
        score -= 1.2;
    }
    if stamp.another || stamp.elsewhere && !draft.sentences.contains(&stamp.sentence) {
        score -= 5.0;
    }
    if stamp.background != draft.background {
        score -= if stamp.definite { 2.5 } else { 4.0 };
    } else if stamp.background {
        // Background paragraphs tell of one thing after another.
        score -= if focus == Some(index) { 0.4 } else { 1.0 };
    }
    // "protested over the killing": the killing is no part of the protest.
    if stamp.cause
        && draft.sentences.contains(&stamp.sentence)
        && draft.classes.keys().any(|class| super::protested::is_crowd(*class))
    {
        score -= 10.0;
    }
    // "in revenge for the killing": the deed and its reason are two.
    if stamp.reason != draft.reason {
        score -= 10.0;
    }
    // What goes on behind "protested over the killing" goes on at the protest.
    if draft.cause && !stamp.cause && !stamp.definite && !same_victim(stamp, draft) {
        score -= 1.5;
    }
    // "Mosul: …", "Baquba: …": each paragraph of a digest keeps to itself.
    let label = |passage: usize| material.labels.get(&passage);
    if draft.first.0 != stamp.passage && (label(draft.first.0).is_some() || label(stamp.passage).is_some()) {
        score -= 9.0;
    }
    // What is threatened is another deed than what was done.
    let threat = |reality: Reality| reality == Reality::Threatened;
    if let Some(reality) = stamp.reality
        && draft.realities.iter().any(|own| threat(*own) != threat(reality))
    {
        score -= 1.5;
    }
    if stamp.figure && !stamp.background {
        score += 0.4;
    }
    if stamp.pluperfect && stamp.interval.is_none() && index == 0 && drafts.len() > 1 {
        score -= 0.7;
    }
    if stamp.aggregate != draft.aggregate {
        score -= 4.0;
        // "has killed hundreds **this year**" beside yesterday's attack.
        let days = |interval: &Option<Interval>| interval.as_ref().and_then(Interval::days);
        if let (Some(own), Some(theirs)) = (days(&stamp.interval), days(&draft.interval))
            && own.max(theirs) > 31
            && own.min(theirs) <= 3
        {
            score -= 2.0;
        }
    } else if stamp.aggregate && stamp.interval.is_some() != draft.interval.is_some() {
        // "for decades" and "since last winter" are two sums.
        score -= 4.0;
    }
    score
}

/// "**Following the liberation of the town** it was discovered that 200 had been murdered": what the sentence tells of is another deed than
/// the one that only says when it was found.
fn only_sets_the_time(material: &Material<'_, '_>, draft: &Draft, stamp: &Stamp) -> bool {
    use EventClass as C;
    let Some(analysis) = material.page.passages.get(stamp.passage).map(|content| &content.analysis) else {
        return false;
    };
    let mut own = draft.events.iter().filter_map(|event| material.events.get(*event));
    let mut told = own.by_ref().filter(|event| event.sentence == stamp.sentence).peekable();
    told.peek().is_some()
        && told.all(|event| {
            let after = analysis.token(event.head).map(attest_language::Token::head);
            !event.verbal
                && matches!(event.class(), C::GroundRetaken | C::GroundCapture | C::Withdrawal | C::Ceasefire)
                && after.is_some_and(|after| {
                    matches!(after.lemma(), "follow" | "following" | "after" | "since" | "before")
                        && matches!(
                            after.head().lemma(),
                            "discover"
                                | "find"
                                | "emerge"
                                | "learn"
                                | "reveal"
                                | "uncover"
                                | "report"
                                | "say"
                        )
                })
        })
}

fn time(stamp: &Stamp, draft: &Draft) -> f32 {
    let (Some(own), Some(theirs)) = (&stamp.interval, &draft.interval) else { return 0.0 };
    let weight = stamp.time.map_or(0, |(_, weight)| weight);
    if overlap(own, theirs) {
        let wide = own.days().is_none_or(|days| days > 40) || theirs.days().is_none_or(|days| days > 40);
        return if wide { 0.5 } else { 2.0 };
    }
    if weight < 2 {
        // The day of a saying, or one elsewhere in the sentence: no evidence against.
        return 0.1;
    }
    // The next day of a story that goes on, or a day misread, is weaker evidence.
    // Somebody's deed on a day of its own is another deed than that of the day before.
    let deed = weight >= 3
        && !stamp.figure
        && !stamp.definite
        && (!stamp.agents.is_empty() || stamp.dated_first)
        && stamp.class.is_some_and(super::attacks);
    match (near(own, theirs), deed) {
        (true, false) => -1.5,
        (true, true) => -2.5,
        (false, _) => -9.0,
    }
}

/// Whether two intervals share a day.
pub fn overlap(a: &Interval, b: &Interval) -> bool {
    let before = |left: &Interval, right: &Interval| match (left.latest, right.earliest) {
        (Some(last), Some(first)) => last < first,
        _ => false,
    };
    !before(a, b) && !before(b, a)
}

/// Whether two stretches follow one another. "A week earlier" is no day before, though it ends there.
fn near(a: &Interval, b: &Interval) -> bool {
    let short = |span: &Interval| span.days().is_some_and(|days| days <= 3);
    let gap = |left: &Interval, right: &Interval| match (left.latest, right.earliest) {
        (Some(last), Some(first)) if last < first && short(left) => {
            first.since(last).map_or(i32::MAX, |span| span.get_days())
        }
        _ => i32::MAX,
    };
    gap(a, b).min(gap(b, a)) <= 1
}

fn place(material: &Material<'_, '_>, stamp: &Stamp, draft: &Draft) -> f32 {
    let Some((own, weight)) = stamp.place else { return 0.0 };
    let Some(own) = material.atlas.spots.get(own) else { return 0.0 };
    let mut best: f32 = 0.0;
    let mut worst: f32 = 0.0;
    for &(index, theirs_weight) in &draft.places {
        let Some(theirs) = material.atlas.spots.get(index) else { continue };
        if own.agrees(theirs) {
            best = best.max(if own.coarseness() >= 3 || theirs.coarseness() >= 3 { 0.3 } else { 0.5 });
        } else if own.excludes(theirs) && weight >= 2 && theirs_weight >= 2 {
            worst = worst.min(-4.0);
        } else if weight >= 3 && theirs_weight >= 2 && two_settlements(material, own, theirs) {
            worst = worst.min(if stamp.definite { -1.0 } else { -3.0 });
        }
    }
    if stamp.moved && narrowed_elsewhere(material, draft, own) {
        best = 0.0;
    }
    // "In the West Bank, four were killed": another place than any of the draft's.
    let told = draft.sentences.contains(&stamp.sentence) || stamp.definite;
    if stamp.moved && weight >= 2 && best == 0.0 && !draft.places.is_empty() && !told {
        worst = worst.min(-2.5);
    }
    // "On the same day" says that it is another event, where its place is another.
    if stamp.same_day && worst < 0.0 && best == 0.0 {
        worst -= 3.0;
    }
    if best > 0.0 { best } else { worst }
}

/// "Three bombs hit **the capital**. The first struck a market in **Tolsa**. **In Marne**, …": both are in the capital, and close; but the draft has
/// narrowed to another place than the one that the sentence now opens with.
fn narrowed_elsewhere(material: &Material<'_, '_>, draft: &Draft, own: &Spot) -> bool {
    let told: Vec<&Spot> = draft
        .places
        .iter()
        .filter(|(_, weight)| *weight >= 2)
        .filter_map(|&(index, _)| material.atlas.spots.get(index))
        .collect();
    let other =
        |spot: &Spot| spot.is_named() && !spot.same(own) && !spot.name().eq_ignore_ascii_case(own.name());
    let (Some(first), Some(last)) = (told.first(), told.last()) else { return false };
    let narrowed = !first.same(last) && last.coarseness() <= first.coarseness();
    narrowed
        && own.coarseness() <= last.coarseness()
        && told.iter().all(|spot| !spot.same(own))
        && other(last)
}

/// Two towns or villages (or places near them), of which the gazetteer does not know how far apart they lie. Names in one
/// sentence may explain one another ("Kouri, a village near Tamba"), so they part nothing.
fn two_settlements(material: &Material<'_, '_>, own: &Spot, theirs: &Spot) -> bool {
    let anchor =
        |spot: &Spot| spot.near.or(spot.within).and_then(|near| material.atlas.spots.get(near)).cloned();
    let settlement = |spot: &Spot| {
        if spot.is_named() {
            spot.coarseness() <= 1
        } else {
            anchor(spot).is_some_and(|anchor| anchor.coarseness() <= 1)
        }
    };
    let bound = |a: &Spot, b: &Spot| {
        anchor(a).is_some_and(|anchor| anchor.same(b) || anchor.text.eq_ignore_ascii_case(&b.text))
    };
    // "Kouri Tamba" and "Kouri": the one name holds the other.
    let longer = |a: &Spot, b: &Spot| {
        a.text.strip_prefix(b.text.as_str()).is_some_and(|rest| rest.starts_with([' ', '-', ',']))
    };
    let beside = material.page.sentence_of(own.at) == material.page.sentence_of(theirs.at);
    settlement(own)
        && settlement(theirs)
        && !beside
        && !longer(own, theirs)
        && !longer(theirs, own)
        && !bound(own, theirs)
        && !bound(theirs, own)
        && own.kind != attest_model::PlaceKind::Neighbourhood
        && theirs.kind != attest_model::PlaceKind::Neighbourhood
}

/// Families of violence that tell of one event in different words.
fn family(class: EventClass) -> u8 {
    use EventClass as C;
    match class {
        C::Attack | C::Violence | C::Operation | C::Conflict | C::Killing | C::Massacre | C::Raid => 0,
        C::Explosion | C::SuicideBombing => 1,
        C::Shelling | C::Airstrike | C::ChemicalAttack => 2,
        C::Shooting
        | C::Stabbing
        | C::VehicleRamming
        | C::Assassination
        | C::Execution
        | C::Ambush
        | C::Beating
        | C::Torture => 3,
        C::Clash | C::Siege | C::GroundCapture | C::GroundRetaken | C::Withdrawal | C::Seizure => 4,
        C::Abduction | C::HostageTaking | C::Hijacking | C::Release | C::Rescue => 5,
        C::Protest | C::Riot | C::MobViolence | C::Crackdown => 6,
        C::Arson | C::Looting | C::Destruction | C::Sabotage => 7,
        _ => 9,
    }
}

fn kind(class: EventClass, draft: &Draft) -> f32 {
    if draft.is_of(class) {
        return 1.0;
    }
    if draft.classes.is_empty() {
        return 0.0;
    }
    let own = family(class);
    let mut best: f32 = -1.2;
    for &theirs in draft.classes.keys() {
        let theirs = family(theirs);
        let value = if own == theirs {
            0.3
        } else if own == 0 || theirs == 0 {
            0.5
        } else if matches!((own, theirs), (1 | 4, 3 | 2) | (2..=4, 1) | (1..=3, 4) | (7, _) | (_, 7)) {
            0.0
        } else {
            -0.4
        };
        best = best.max(value);
    }
    best
}

/// Whether both name the persons it was done to, and they are others.
fn other_victims(stamp: &Stamp, draft: &Draft) -> bool {
    !stamp.victims.is_empty()
        && !draft.victims.is_empty()
        && stamp.victims.iter().all(|victim| !draft.victims.contains(victim))
}

/// Whether both tell of violence against one named person: nobody is killed twice.
fn same_victim(stamp: &Stamp, draft: &Draft) -> bool {
    let harms = |class: EventClass| matches!(family(class), 0 | 1 | 3);
    (stamp.figure || stamp.class.is_some_and(harms))
        && draft.classes.keys().copied().any(harms)
        && stamp.victims.iter().any(|victim| draft.victims.contains(victim))
}

fn who(stamp: &Stamp, draft: &Draft) -> f32 {
    let mut score: f32 = 0.0;
    if stamp.agents.iter().any(|agent| draft.agents.contains_key(agent)) {
        score += 1.5;
    } else if !stamp.agents.is_empty() && !draft.agents.is_empty() {
        score -= 0.8;
    }
    if stamp.patients.iter().any(|patient| draft.patients.contains_key(patient)) {
        score += 0.8;
    }
    score
}
