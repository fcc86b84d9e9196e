//! A draft of an incident, and the stamp that a mention carries into it.

use super::around::{
    a_crowd_answers, armed_blow, is_background, is_charge, is_found, is_perfect, named_persons, of_wounds,
    place, takes_ground, thing_at,
};
use super::kinds::{answers, attacks, is_long, surrounds};
use super::openings::{
    answers_a_deed, answers_with, is_archive_picture, opens_elsewhere, opens_same_day, responds,
};
use super::{Grouping, Item, Material, anew, bygone, retold, sums, timing};
use crate::actors::Cast;
use crate::page::At;
use attest_lexicon::EventClass;
use attest_model::{Certainty, Reality, Role, TargetKind, ZoneKind};
use attest_time::Interval;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// What a mention says of its incident.
#[derive(Debug, Clone, Default)]
pub struct Stamp {
    /// Where its head word stands.
    pub passage: usize,
    /// Its sentence.
    pub sentence: usize,
    /// Index of its time and the time's weight.
    pub time: Option<(usize, u8)>,
    /// The interval of that time.
    pub interval: Option<Interval>,
    /// Index of its place in the atlas, and the place's weight.
    pub place: Option<(usize, u8)>,
    /// Class of the word.
    pub class: Option<EventClass>,
    /// A bomb does it: "**a bomb killed** two".
    pub blasts: bool,
    /// Who does it (indices of the cast).
    pub agents: Vec<usize>,
    /// To whom.
    pub patients: Vec<usize>,
    /// Of those, the named persons.
    pub victims: Vec<usize>,
    /// Kinds of the things that it was done to.
    pub things: BTreeSet<TargetKind>,
    /// Points back.
    pub definite: bool,
    /// Opens anew.
    pub another: bool,
    /// Tells of several events at once.
    pub aggregate: bool,
    /// Counts a whole war, or years.
    pub summed: bool,
    /// A noun in the plural: "bombings", "30 bomb attacks".
    pub several: bool,
    /// Known by its day: "the attacks **of 11 September**".
    pub by_its_day: bool,
    /// Stands in the title.
    pub title: bool,
    /// Stands in a background section.
    pub background: bool,
    /// Told as past of the past ("had attacked").
    pub pluperfect: bool,
    /// Only spoken of: "was investigating the murder of …".
    pub recalled: bool,
    /// Told again by a court, at a commemoration, in a book: the day of that is not its own.
    pub retold: bool,
    /// What a crowd in the same sentence is out for: "protested over the killing".
    pub cause: bool,
    /// The reason of another deed, done before it: "in revenge for the killing".
    pub reason: bool,
    /// How real.
    pub reality: Option<Reality>,
    /// Hedge.
    pub certainty: Option<Certainty>,
    /// May open a draft of its own.
    pub may_open: bool,
    /// May follow the focus without evidence.
    pub may_follow: bool,
    /// A figure, not an event word.
    pub figure: bool,
    /// What those do who repel an attack.
    pub defends: bool,
    /// Tells of an answer to the main story: the attacked go after the attackers.
    pub response: bool,
    /// Its sentence goes on to another event of that day: "On the same day, …".
    pub same_day: bool,
    /// Its sentence leaves for another event: "Elsewhere, …".
    pub elsewhere: bool,
    /// No part of what was told before, whenever it was: "also claimed the Kolva attack", "retaliatory strikes".
    pub separate: bool,
    /// Its sentence opens with a place: "**In Tolsa**, a bomb killed two".
    pub moved: bool,
    /// Its sentence opens with its day: "**On Thursday** a woman was shot".
    pub dated_first: bool,
    /// Its day, counted from that of another clause, and the time that it is counted from.
    pub fixed: Option<(usize, Interval)>,
}

/// An incident being put together.
#[derive(Debug, Clone, Default)]
pub struct Draft {
    /// Event mentions.
    pub events: Vec<usize>,
    /// Figures.
    pub figures: Vec<usize>,
    /// Times by weight, in order of arrival.
    pub times: Vec<(usize, u8)>,
    /// The interval that dates it.
    pub interval: Option<Interval>,
    /// Places by weight.
    pub places: Vec<(usize, u8)>,
    /// How often each class was used.
    pub classes: BTreeMap<EventClass, u32>,
    /// A bomb did it, under whatever word: "a bomb killed two".
    pub blasts: bool,
    /// Who did it.
    pub agents: BTreeMap<usize, u32>,
    /// Who attacked: those of `agents` whose deed was no answer to an attack.
    pub attackers: BTreeMap<usize, u32>,
    /// To whom.
    pub patients: BTreeMap<usize, u32>,
    /// The named persons it was done to.
    pub victims: BTreeSet<usize>,
    /// Kinds of the things that it was done to.
    pub things: BTreeSet<TargetKind>,
    /// Sentences that it takes words from.
    pub sentences: BTreeSet<usize>,
    /// Told in the title.
    pub title: bool,
    /// Told in a background section only.
    pub background: bool,
    /// A sum over several events.
    pub aggregate: bool,
    /// Of a whole war, or of years.
    pub summed: bool,
    /// Passage and sentence of its first mention.
    pub first: (usize, usize),
    /// Realities met.
    pub realities: Vec<Reality>,
    /// Told again by a court, at a commemoration, in a book: the day of that is not its own.
    pub retold: bool,
    /// Only told of as what a crowd was out for.
    pub cause: bool,
    /// Only the reason of another deed, done before it.
    pub reason: bool,
    /// Talk of violence, and no event.
    pub general: bool,
    /// Part in the document.
    pub role: Option<Role>,
    /// The draft that it is a part of.
    pub part_of: Option<usize>,
    /// Opened by words that set it apart: "In a separate incident", "Hours earlier".
    pub elsewhere: bool,
    /// No part of what was told before, whenever it was: "also claimed the Kolva attack", "retaliatory strikes".
    pub separate: bool,
    /// Only presupposed by other words ("the first since July 2022").
    pub presupposed: bool,
    /// Those who act (`true`) or suffer in it though no word of violence says so, by their heads.
    pub people: Vec<(At, bool)>,
    /// A phase of the main story, split off from it.
    pub phase: bool,
    /// A capture that is known only by images of the captives.
    pub captives: bool,
    /// Answers the main story: the attacked pursue the attackers. It happened after, on a day that may not be said.
    pub response: bool,
    /// Its days, where they are not those of its words; and the time whose words bound them.
    pub fixed: Option<(usize, Interval)>,
    /// Passage and words whose weapons it shares with the incident that they tell of ("the first **car bombing** since 2022").
    pub shared: Option<(usize, Range<usize>)>,
}

impl Draft {
    /// Whether it was told of by a word of this class, or is known to be of that kind by what did it.
    pub fn is_of(&self, class: EventClass) -> bool {
        self.classes.contains_key(&class) || class == EventClass::Explosion && self.blasts
    }

    /// Whether it is fighting, in which blow and answer are one.
    pub fn is_fight(&self) -> bool {
        self.classes.keys().any(|class| matches!(class, EventClass::Clash | EventClass::Siege))
    }

    /// Whether anybody does violence in it: attacks or fights, not only arrests, talks or withdraws.
    pub fn is_violent(&self) -> bool {
        self.is_fight() || self.classes.keys().any(|class| attacks(*class))
    }

    /// Whether the mention tells of what is to come, and the draft of what was done: "killed two and **will step up sabotage in June**".
    fn only_threatened(&self, stamp: &Stamp) -> bool {
        stamp.reality == Some(Reality::Threatened) && self.realities.contains(&Reality::Asserted)
    }

    /// Adds a mention.
    pub(crate) fn take(&mut self, stamp: &Stamp, item: Item) {
        if self.sentences.is_empty() {
            self.elsewhere = stamp.elsewhere;
            self.separate = stamp.separate;
            self.first = (stamp.passage, stamp.sentence);
            self.background = stamp.background;
            self.aggregate = stamp.aggregate;
            self.summed = stamp.summed;
            self.cause = stamp.cause;
            self.reason = stamp.reason;
        }
        self.cause &= stamp.cause;
        self.reason &= stamp.reason;
        self.background &= stamp.background;
        self.response |= stamp.response;
        self.blasts |= stamp.blasts;
        self.retold |= stamp.retold;
        self.title |= stamp.title;
        self.sentences.insert(stamp.sentence);
        match item {
            Item::Event(index) => self.events.push(index),
            Item::Figure(index) => self.figures.push(index),
        }
        if let Some(fixed) = stamp.fixed {
            self.fixed.get_or_insert(fixed);
            self.interval.get_or_insert(fixed.1);
        } else if let Some((index, weight)) = stamp.time.filter(|_| !self.only_threatened(stamp)) {
            // "was arrested on Saturday for the killing of 3 March": the day of the arrest is the weakest evidence for the killing's.
            // So is that of the talks that he held.
            let talks = matches!(
                stamp.class,
                Some(EventClass::Agreement | EventClass::Ceasefire | EventClass::Deployment)
            );
            let answer = stamp.class.is_some_and(answers) || talks;
            let time = (index, if answer { weight.min(1) } else { weight });
            self.times.push(time);
            if let Some(interval) = &stamp.interval {
                let better = time.1 >= 2 && self.interval.as_ref().is_none_or(|own| narrower(interval, own));
                if better {
                    self.interval = Some(*interval);
                }
            }
        }
        if let Some((place, weight)) = stamp.place {
            let talks = matches!(stamp.class, Some(EventClass::Agreement | EventClass::Ceasefire));
            self.places.push((place, if talks { weight.min(1) } else { weight }));
        }
        if let Some(class) = stamp.class {
            *self.classes.entry(class).or_default() += 1;
        }
        for &agent in &stamp.agents {
            *self.agents.entry(agent).or_default() += 1;
            if stamp.class.is_some_and(attacks) && !stamp.defends {
                *self.attackers.entry(agent).or_default() += 1;
            }
        }
        for &patient in &stamp.patients {
            *self.patients.entry(patient).or_default() += 1;
        }
        self.victims.extend(stamp.victims.iter().copied());
        self.things.extend(stamp.things.iter().copied());
        // "foiled an attack and arrested two": the arrest was real, the attack was not.
        if let Some(reality) = stamp.reality.filter(|_| !stamp.class.is_some_and(answers)) {
            self.realities.push(reality);
        }
    }
}

/// Whether `a` lies inside `b` and says more.
pub fn narrower(a: &Interval, b: &Interval) -> bool {
    match (a.days(), b.days()) {
        (Some(a_days), Some(b_days)) => a_days < b_days && b.covers(a),
        (Some(_), None) => b.covers(a),
        _ => false,
    }
}

/// What the item says; `None` for a mention that tells of no incident (denied, hypothetical).
pub(crate) fn stamp(
    material: &Material<'_, '_>,
    cast: &mut Cast<'_, '_>,
    grouping: &Grouping,
    item: Item,
) -> Option<Stamp> {
    let (passage, head) = match item {
        Item::Event(index) => (material.events[index].passage, material.events[index].head),
        Item::Figure(index) => (material.figures[index].passage, material.figures[index].trigger),
    };
    let content = material.page.passages.get(passage)?;
    let sentence = material.page.sentence_of(At { passage, token: head })?;
    let zone = content.block.zone.and_then(|zone| material.page.document.zones.get(zone));
    let section = zone.and_then(|zone| zone.name.as_deref()).unwrap_or("").to_lowercase();
    let bounded = match item {
        Item::Event(index) => {
            material.events[index].plural
                || is_perfect(&content.analysis, head)
                || is_long(material.events[index].class())
        }
        Item::Figure(index) => material.figures[index].aggregate || sums::of_a_war(material, passage, head),
    };
    let time = timing::of(material, passage, sentence, head, bounded).filter(|(time, _)| {
        let tokens = material.times.get(*time).map(|time| time.tokens.start);
        tokens.is_none_or(|token| !super::sequels::parts(&grouping.sequels, passage, head, token))
    });
    // "29 February: … The army reported eleven dead": of that day, though the sentence names none.
    let time = time.or_else(|| material.chronicle.get(&passage).map(|index| (*index, 2)));
    let reason = bygone::is_reason(&content.analysis, head);
    let mut stamp = Stamp {
        passage,
        sentence,
        time,
        interval: time.and_then(|(index, _)| material.times[index].time.interval),
        place: place(material, passage, sentence, head).filter(|(spot, _)| {
            material.atlas.spots.get(*spot).is_none_or(|spot| {
                spot.at.passage != passage
                    || !super::sequels::parts(&grouping.sequels, passage, head, spot.at.token)
            })
        }),
        title: matches!(content.kind(), ZoneKind::Title),
        background: is_background(material, &section)
            || is_archive_picture(content)
            || bygone::is_bygone(&content.analysis, head),
        pluperfect: bygone::is_pluperfect(&content.analysis, head),
        recalled: bygone::is_recalled(&content.analysis, head),
        retold: retold::is_retold(&content.analysis, head),
        cause: super::protested::is_cause(material, passage, sentence, head) || reason,
        reason,
        same_day: opens_same_day(content, &material.page.sentences.get(sentence)?.tokens),
        separate: false,
        elsewhere: opens_elsewhere(content, &material.page.sentences.get(sentence)?.tokens)
            || super::openings::adds_another(material, passage, sentence),
        dated_first: time.is_some_and(|(index, _)| {
            let opening = material.page.sentences.get(sentence).map(|known| known.tokens.start);
            let start = material.times.get(index).map(|time| time.tokens.start);
            opening.zip(start).is_some_and(|(opening, start)| start <= opening + 1)
        }),
        may_follow: true,
        ..Stamp::default()
    };
    stamp.blasts = crate::tree::subjects(&content.analysis, head)
        .iter()
        .any(|(what, passive)| !passive && crate::events::is_explosive(content, *what));
    if stamp.place.is_none() {
        stamp.place = material.labels.get(&passage).map(|spot| (*spot, 2));
    }
    // "**In the West Bank**, four were killed in a raid": what opens the sentence places it, and sets it apart from what was told elsewhere.
    if let Some(front) = super::around::fronted(material, passage, sentence, head) {
        if stamp.place.is_none() {
            stamp.place = Some((front, 2));
        }
        stamp.moved = true;
    }
    if bygone::is_told_before(&content.analysis, head) {
        stamp.time = None;
        stamp.interval = None;
    }
    // "sentenced **on Tuesday** for the murder": the day of the sentence.
    if stamp.retold && stamp.time.is_some_and(|(time, _)| !retold::is_its_own(material, passage, head, time))
    {
        stamp.time = None;
        stamp.interval = None;
    }
    if let Some((time, month)) =
        retold::anniversary(material, passage, sentence, head).filter(|_| stamp.time.is_none())
    {
        stamp.time = Some((time, 3));
        stamp.interval = Some(month);
        stamp.fixed = Some((time, month));
    }
    match item {
        Item::Event(index) => {
            let event = &material.events[index];
            let theft = matches!(event.class(), EventClass::Looting | EventClass::Seizure);
            if matches!(event.reality, Reality::Denied | Reality::Hypothetical) || theft && stamp.reason {
                return None;
            }
            // "a day after the bombing" dates the bombing; "in retaliation for the bombing" leaves its day unsaid, unless its own words
            // say it.
            let earlier = grouping.sequels.iter().find(|phrase| phrase.of == index && phrase.apart);
            let eve = earlier.and_then(|phrase| super::sequels::eve(material, phrase));
            if earlier.is_some() && eve.is_none() && stamp.time.is_some_and(|(_, weight)| weight < 3) {
                stamp.time = None;
                stamp.interval = None;
            }
            if let Some((time, day)) = eve.or_else(|| timing::eve(material, passage, sentence, head)) {
                stamp.time = Some((time, 3));
                stamp.interval = Some(day);
                stamp.fixed = Some((time, day));
            }
            // "a month after gunmen killed nine": on a day that is not told.
            let long_before = stamp.fixed.is_none() && bygone::is_bygone(&content.analysis, head);
            let unsaid = (stamp.reason || long_before) && stamp.time.is_some_and(|(_, weight)| weight < 3);
            if answers(event.class()) && answers_a_deed(material, event) || unsaid {
                stamp.time = None;
                stamp.interval = None;
            }
            // "**tried to overrun** the base": an attack, and no ground was taken.
            let tried = event.class() == EventClass::GroundCapture && event.reality == Reality::Attempted;
            stamp.class = Some(if tried { EventClass::Attack } else { event.class() });
            // "in revenge for **the army's** raids": known by whose they are, and not told before.
            let owned = stamp.reason && content.analysis.children(head).any(|child| child.dep() == "poss");
            let claimed_too = super::abreast::is_claimed_too(material, grouping, event);
            stamp.definite = event.definite && !owned && !claimed_too;
            stamp.another = event.another && !anew::has_dead(material, event)
                || event.verbal
                    && (anew::in_another(material, passage, sentence, event.head)
                        // An encyclopedia tells one battle over many places.
                        || event.agents.is_empty()
                            && material.page.document.kind != attest_model::DocumentKind::Encyclopedia
                            && anew::elsewhere(material, grouping, passage, sentence, event.head))
                || super::protested::is_sparked(material, event)
                || stamp.reason
                || super::abreast::is_apart(material, event)
                || claimed_too
                || a_crowd_answers(cast, grouping, content, event)
                || !event.definite
                    && !grouping.drafts.first().is_some_and(Draft::is_fight)
                    && answers_with(&content.analysis, event.head);
            stamp.dated_first &= !event.patients.is_empty();
            // "**retaliatory** air strikes had killed 370": no part of what they answer.
            let answers = content.analysis.children(event.head).any(|child| {
                matches!(child.lemma(), "retaliatory" | "reprisal") && child.index() < event.head
            });
            stamp.separate = claimed_too || answers;
            stamp.several = event.plural;
            stamp.by_its_day = !event.verbal && bygone::is_known_by_its_day(&content.analysis, head);
            stamp.reality = Some(event.reality);
            stamp.certainty = Some(event.certainty);
            stamp.defends = event.defends;
            for &agent in &event.agents {
                stamp.agents.extend(cast.of(At { passage, token: agent }));
            }
            for &patient in &event.patients {
                stamp.patients.extend(super::owner(material.page, cast, At { passage, token: patient }));
            }
            // "Three Ostland soldiers were killed. **Shortly after, an Ostland strike** hit a house": those who were hit hit back.
            let later = material
                .page
                .sentences
                .get(sentence)
                .is_some_and(|own| super::openings::opens_later(content, &own.tokens));
            let opened = grouping.drafts.iter().any(|draft| draft.first == (passage, sentence));
            stamp.another |= later
                && !opened
                && attacks(event.class())
                && grouping.drafts.iter().any(|draft| {
                    !draft.sentences.contains(&sentence)
                        && stamp.agents.iter().any(|agent| {
                            draft.patients.contains_key(agent) && !draft.agents.contains_key(agent)
                        })
                });
            stamp.victims = named_persons(cast, &stamp.patients);
            stamp.things = event.patients.iter().filter_map(|&patient| thing_at(content, patient)).collect();
            // "98 protesters **have been killed** since the coup": the word goes where its sum goes.
            let first = material.figures.partition_point(|figure| figure.passage < passage);
            let summed = material.figures[first..].iter().take_while(|figure| figure.passage == passage).any(
                |figure| {
                    (figure.aggregate || sums::of_no_time(material, figure, &stamp))
                        && (event.trigger.contains(&figure.trigger)
                            // "**Shelling of Tolsa** has killed 40 civilians in five days"
                            || !event.verbal
                                && content.analysis.token(event.head).is_some_and(|noun| {
                                    noun.dep() == "nsubj" && noun.head().index() == figure.trigger
                                }))
                },
            );
            stamp.summed = sums::of_years(material, &stamp)
                || event.verbal && sums::of_a_war(material, passage, event.head)
                || (event.verbal || event.plural)
                    && sums::of_many_deeds(material, passage, event.head, &stamp);
            // "killed in bombings **and shootings**": a sum, as what they are told beside.
            let first = crate::tree::first_conjunct(&content.analysis, head);
            stamp.summed |= first != head
                && event.plural
                && material
                    .events
                    .iter()
                    .position(|other| other.passage == passage && other.head == first)
                    .and_then(|other| grouping.of_event.get(other).copied().flatten())
                    .is_some_and(|draft| grouping.drafts[draft].summed);
            // "**at least 34 attacks** on hospitals since January"
            let numbered = || content.analysis.children(head).any(|child| child.dep() == "nummod");
            let counted_up = material.figures.iter().any(|figure| {
                figure.passage == passage
                    && event.trigger.contains(&figure.trigger)
                    && sums::of_no_time(material, figure, &stamp)
            });
            stamp.summed |= counted_up || !event.verbal && sums::of_weeks(&content.analysis, head);
            stamp.summed |= event.plural && numbered() && sums::is_aggregate(material, event, &stamp);
            stamp.aggregate = summed
                || stamp.summed
                || event.verbal && sums::of_a_war(material, passage, event.head)
                || sums::is_aggregate(material, event, &stamp)
                || sums::over_a_month(material, &stamp, head)
                || event.verbal && sums::counts_many(material, passage, sentence, head);
            stamp.response = responds(grouping, cast, event, &stamp);
            // "It was **the fourth murder** this year": what was told before.
            let counted_so = bygone::is_told_before(&content.analysis, head);
            let points_back = counted_so
                || stamp.definite && !event.verbal && !grouping.drafts.is_empty() && stamp.interval.is_none();
            // "the murder of Tessi" points back to nothing that was told of somebody else.
            let another_victim = !stamp.victims.is_empty()
                && grouping
                    .drafts
                    .iter()
                    .all(|draft| stamp.victims.iter().all(|victim| !draft.victims.contains(victim)));
            stamp.may_open = stamp.response
                || ((!event.word.weak
                    || armed_blow(cast, content, event, &stamp)
                    || grouping.drafts.is_empty() && takes_ground(cast, event, &stamp))
                    && !surrounds(event.class())
                    || stamp.title)
                    && (!points_back || another_victim || stamp.cause && !stamp.patients.is_empty())
                    && !(is_charge(&content.analysis, head)
                        && stamp.interval.is_none()
                        && stamp.place.is_none_or(|(_, weight)| weight < 3)
                        && !grouping.drafts.is_empty());
        }
        Item::Figure(index) => {
            let figure = &material.figures[index];
            // "could kill hundreds": what might befall people makes no incident.
            if figure.reality == Reality::Hypothetical {
                return None;
            }
            stamp.figure = true;
            stamp.another = anew::in_another(material, passage, sentence, head)
                || anew::elsewhere(material, grouping, passage, sentence, head);
            super::abreast::counted(material, figure, sentence, &mut stamp);
            // "found the bodies of nine on Monday": they died before.
            let held = || {
                let mut told =
                    material.events_of(passage, sentence).filter(|event| event.trigger.contains(&head));
                told.any(|event| answers(event.class()) && answers_a_deed(material, event))
            };
            let wounds = of_wounds(&content.analysis, head);
            // "the death toll **from Monday's bombing**": of what is named behind it.
            let behind = material
                .events_of(passage, sentence)
                .find(|event| {
                    !event.verbal
                        && event.head > head.min(figure.number.start)
                        && crate::incidents::attacks(event.class())
                        && figure.claim.contains(&event.head)
                })
                .filter(|_| figure.rule.starts_with("casualties/toll"));
            if let Some(event) = behind.filter(|event| event.definite) {
                stamp.definite = true;
                stamp.class = Some(event.class());
            }
            // The one thing that a report tells is an incident all the same.
            let nothing_else = grouping.drafts.is_empty()
                && material.events_of(passage, sentence).all(|event| event.trigger.contains(&head));
            // "were **still missing** on Monday": a state that goes on.
            let lasts = figure.harm == attest_model::Harm::Missing
                && content
                    .analysis
                    .tokens_in(figure.claim.clone())
                    .any(|word| matches!(word.lemma(), "still" | "remain"));
            if is_found(content, head)
                || stamp.reason
                || wounds
                || lasts
                || figure.harm == attest_model::Harm::Captured && held()
            {
                stamp.time = None;
                stamp.interval = None;
            }
            stamp.summed = sums::of_years(material, &stamp)
                || sums::of_a_war(material, passage, head)
                || sums::of_many_deeds(material, passage, head, &stamp)
                || sums::of_no_time(material, figure, &stamp);
            stamp.aggregate = figure.aggregate
                || stamp.summed
                || sums::of_a_war(material, passage, head)
                || sums::goes_on_counting(material, grouping, &stamp, head)
                || sums::over_a_month(material, &stamp, head)
                || sums::since_before(material, grouping, &stamp, head)
                || sums::counts_many(material, passage, sentence, head);
            // Words that only suggest a harm, or point back, tell of nothing new.
            stamp.may_open = (!wounds || nothing_else)
                && behind.is_none()
                && !matches!(figure.harm, attest_model::Harm::Present)
                && !figure.weak
                && figure.reference != crate::figures::Reference::Pronoun;
            // The word of harm is often an event word too ("killed"): it goes where that went.
            if let Some(event) = material
                .events
                .iter()
                .position(|event| event.passage == passage && event.trigger.contains(&head))
                .filter(|&event| !answers(material.events[event].class()))
            {
                stamp.reality = Some(material.events[event].reality);
            }
            if let Some(who) = figure.head {
                stamp.patients.extend(cast.of(At { passage, token: who }));
            }
            if stamp.recalled {
                stamp.victims = named_persons(cast, &stamp.patients);
            }
        }
    }
    if super::newsday::is_to_come(material, &stamp) {
        stamp.time = None;
        stamp.interval = None;
    }
    Some(stamp)
}
