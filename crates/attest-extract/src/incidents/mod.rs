//! From mentions to incidents: which words tell of one event, which of another.
//!
//! Mentions are walked in text order. Each is held against the drafts known so far: time, place, kind of violence, who and to
//! whom, the words that point back ("the attack") or open anew ("another blast"), the section it stands in. The evidence is a
//! short table of weights (`affinity`); the best draft takes the mention, or a new one is opened. Parts of a report that tell
//! of something else (background, sums over months) thus keep their facts to themselves, which is what matters most: a toll
//! of 2015 must never leak into the attack of yesterday.

mod abreast;
mod affinity;
mod anew;
mod around;
mod bygone;
mod captives;
pub mod chronicle;
mod draft;
pub mod extent;
mod kinds;
mod lent;
mod make_believe;
mod misfortune;
mod newsday;
mod openings;
mod other_days;
mod phases;
mod presupposed;
mod protested;
mod retold;
mod roles;
pub mod said_there;
pub mod sequels;
mod sums;
mod timing;
mod undated;
mod whereabouts;

use crate::actors::Cast;
use crate::atlas::Atlas;
use crate::events::EventMention;
use crate::figures::FigureMention;
use crate::page::{At, Page};

pub use draft::{Draft, Stamp};
pub use extent::Extent;
pub use kinds::{answers, attacks, is_long, surrounds};
pub use lent::arguments as lend_arguments;
pub use newsday::of_a_count;
pub use other_days::reacts;
pub use timing::{
    TimedMention, bounds, count_back, dates, governor_of, is_of_another, look_back, place as time_on_page,
    since_then, top_of,
};

/// Everything that the grouping looks at.
#[derive(Debug)]
pub struct Material<'p, 'k> {
    /// The page.
    pub page: &'p Page<'k>,
    /// Words of violence.
    pub events: Vec<EventMention<'k>>,
    /// Figures.
    pub figures: Vec<FigureMention>,
    /// Time expressions, with their tokens.
    pub times: Vec<TimedMention>,
    /// Of a chronicle, the time that opens each paragraph.
    pub chronicle: std::collections::BTreeMap<usize, usize>,
    /// Of a digest by places, the spot that opens each paragraph.
    pub labels: std::collections::BTreeMap<usize, usize>,
    /// The places as read.
    pub atlas: Atlas,
    /// Whether a token belongs to a cue of speech ("said on Monday"): its date is not the event's.
    pub cues: std::collections::BTreeSet<At>,
}

impl<'k> Material<'_, 'k> {
    /// The words of violence of one sentence.
    pub fn events_of(&self, passage: usize, sentence: usize) -> impl Iterator<Item = &EventMention<'k>> {
        let first = self.events.partition_point(|event| event.sentence < sentence);
        self.events[first..]
            .iter()
            .take_while(move |event| event.sentence == sentence && event.passage == passage)
    }
}

/// One item of the walk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Item {
    /// Index of an event mention.
    Event(usize),
    /// Index of a figure.
    Figure(usize),
}

/// The incidents of a report, the primary first, and for each event and figure the draft that took it.
#[derive(Debug, Default)]
pub struct Grouping {
    /// The incidents.
    pub drafts: Vec<Draft>,
    /// Draft of each event mention.
    pub of_event: Vec<Option<usize>>,
    /// Draft of each figure.
    pub of_figure: Vec<Option<usize>>,
    /// What the words set in an order.
    pub sequels: Vec<sequels::Sequel>,
    /// Figures of accidents, disasters and disease, which are nobody's deeds, and of what is only played.
    pub misfortunes: std::collections::BTreeSet<usize>,
}

/// The actor that a sufferer is or belongs to: "the **rebels**", "bases of the rebels", "**rebel** bases".
pub fn owner(page: &Page<'_>, cast: &mut Cast<'_, '_>, at: At) -> Option<usize> {
    // "carried out **terrorist actions**": what is carried out is a deed, and nobody suffers being it.
    let deed = page.passages.get(at.passage)?.analysis.token(at.token).is_some_and(|noun| {
        matches!(
            noun.lemma(),
            "action"
                | "activity"
                | "act"
                | "operation"
                | "attack"
                | "campaign"
                | "raid"
                | "offensive"
                | "deed"
                | "casualty"
                | "loss"
        )
    });
    if deed {
        return None;
    }
    if let Some(player) = cast.of(at) {
        return Some(player);
    }
    let analysis = &page.passages.get(at.passage)?.analysis;
    // "attacked **Tessi Oran secondary school**": a house that bears a name is not whose name it is.
    let house = analysis.token(at.token).is_some_and(|noun| {
        let own = analysis.children(at.token).any(|child| child.dep() == "poss");
        !own && crate::events::bears_a_name(&noun.lemma().to_lowercase())
    });
    let holders: Vec<usize> = analysis
        .children(at.token)
        .filter(|child| matches!(child.dep(), "compound" | "poss" | "nmod" | "amod"))
        .map(attest_language::Token::index)
        .chain(crate::tree::prepositional(analysis, at.token, &["of", "belonging"]))
        .collect();
    holders.into_iter().find_map(|token| {
        cast.of(At { passage: at.passage, token }).filter(|&player| {
            let player = &cast.players[player];
            let name_of_it = house && player.kind == attest_model::ActorKind::Individual;
            player.named && !name_of_it
                || matches!(
                    player.lemma.as_str(),
                    "rebel" | "militant" | "insurgent" | "jihadist" | "guerrilla" | "terrorist"
                )
        })
    })
}

/// Groups the mentions of a report into incidents.
pub fn group(material: &Material<'_, '_>, cast: &mut Cast<'_, '_>) -> Grouping {
    let mut walk: Vec<(At, bool, Item)> = Vec::new();
    let mut step = |at: At, item: Item| match anew::named_behind(material, item) {
        // What the deed did is told before it, and goes where it goes.
        Some(deed) => walk.push((material.events[deed].at(), true, item)),
        None => walk.push((at, false, item)),
    };
    for (index, event) in material.events.iter().enumerate() {
        step(event.at(), Item::Event(index));
    }
    for (index, figure) in material.figures.iter().enumerate() {
        step(At { passage: figure.passage, token: figure.trigger }, Item::Figure(index));
    }
    walk.sort();
    let walk: Vec<(At, Item)> = walk.into_iter().map(|(at, _, item)| (at, item)).collect();
    let mut grouping = Grouping {
        drafts: Vec::new(),
        of_event: vec![None; material.events.len()],
        of_figure: vec![None; material.figures.len()],
        sequels: sequels::read(material),
        misfortunes: std::collections::BTreeSet::new(),
    };
    gather(material, cast, &mut grouping, &walk, false);
    if grouping.drafts.is_empty() {
        gather(material, cast, &mut grouping, &walk, true);
    }
    find_homes(material, &mut grouping);
    presupposed::add(material, cast, &mut grouping);
    captives::add(material, cast, &mut grouping);
    sequels::date(material, &mut grouping);
    roles::assign(material, &mut grouping);
    take_the_infobox(material, &mut grouping);
    phases::split(material, cast, &mut grouping);
    grouping
}

/// "Twenty-five fighters surrendered to the army in Tolsa on Monday": what else only surrounds violence is the event of a report that tells
/// of nothing else, where its words give it a day or a place.
fn is_quiet_event(material: &Material<'_, '_>, item: Item, stamp: &Stamp) -> bool {
    use attest_lexicon::EventClass as C;
    let Item::Event(event) = item else { return false };
    let Some(event) = material.events.get(event) else { return false };
    matches!(event.class(), C::Surrender | C::Disarming | C::Ceasefire | C::Withdrawal)
        && event.reality == attest_model::Reality::Asserted
        && (stamp.interval.is_some() || stamp.place.is_some())
}

/// Takes every mention in text order to the draft that it fits, or opens one; in a `quiet` report also for what only surrounds violence.
fn gather(
    material: &Material<'_, '_>,
    cast: &mut Cast<'_, '_>,
    grouping: &mut Grouping,
    walk: &[(At, Item)],
    quiet: bool,
) {
    let news = newsday::of(material);
    let mut focus: Option<usize> = None;
    let mut passage = usize::MAX;
    let mut watch = misfortune::Watch::default();
    let stage = make_believe::Stage::of(material);
    for &(at, item) in walk {
        if at.passage != passage {
            passage = at.passage;
            // A new paragraph goes back to the main story unless its words say otherwise.
            focus = grouping.drafts.first().map(|_| 0);
        }
        let played = || {
            let content = material.page.passages.get(at.passage)?;
            Some(stage.plays(&content.analysis, material.page.sentence_of(at)?, at.token))
        };
        if watch.is_misfortune(material, at, item) || played().unwrap_or(false) {
            if let Item::Figure(figure) = item {
                grouping.misfortunes.insert(figure);
            }
            continue;
        }
        let stamp = draft::stamp(material, cast, grouping, item);
        let Some(mut stamp) = stamp else { continue };
        let other = match item {
            Item::Event(event) => sequels::other_draft(&grouping.sequels, grouping, event),
            Item::Figure(_) => None,
        };
        stamp.may_open |= other.is_some() || quiet && is_quiet_event(material, item, &stamp);
        let taken = with_its_word(material, grouping, item)
            .or_else(|| affinity::choose(material, &grouping.drafts, &stamp, focus, other, news.as_ref()));
        let index = match taken {
            Some(index) => index,
            None if stamp.may_open => {
                grouping.drafts.push(Draft::default());
                grouping.drafts.len() - 1
            }
            None => match focus.filter(|index| {
                // "In a separate incident": no part of what was told before.
                // "They left 63 dead. On 3 October men entered a village": no part of a sum.
                let draft = &grouping.drafts[*index];
                let labels = |passage: usize| material.labels.get(&passage);
                let apart = (stamp.elsewhere || draft.aggregate && !stamp.aggregate)
                    && !draft.sentences.contains(&stamp.sentence)
                    || labels(draft.first.0) != labels(stamp.passage);
                stamp.may_follow && !apart && other != Some(*index)
            }) {
                Some(index) => index,
                None => continue,
            },
        };
        grouping.drafts[index].take(&stamp, item);
        match item {
            Item::Event(event) => grouping.of_event[event] = Some(index),
            Item::Figure(figure) => grouping.of_figure[figure] = Some(index),
        }
        focus = Some(index);
    }
}

/// "The shooting may be connected to the **killing** of a student": where the words set two deeds apart, a figure goes where the word of
/// harm went that it hangs on. And what another deed did ("a second blast killed three") goes where that deed went.
fn with_its_word(material: &Material<'_, '_>, grouping: &Grouping, item: Item) -> Option<usize> {
    if let Some(draft) = anew::of_their_event(material, grouping, item) {
        return Some(draft);
    }
    // "repelled **the assault by paratroopers**": one event, told by two words; "a second attack" is another.
    if let Item::Event(index) = item
        && let Some(noun) = material.events.get(index).filter(|event| !event.verbal && !event.another)
        && let Some(verb) = material.events.iter().position(|verb| {
            verb.passage == noun.passage && verb.patients.contains(&noun.head) && verb.defends
        })
        && let Some(draft) = grouping.of_event.get(verb).copied().flatten()
    {
        return Some(draft);
    }
    if let Some(deed) = anew::named_behind(material, item) {
        return grouping.of_event.get(deed).copied().flatten();
    }
    let (passage, word) = match item {
        Item::Figure(index) => material.figures.get(index).map(|figure| (figure.passage, figure.trigger))?,
        Item::Event(index) => material
            .events
            .get(index)
            .filter(|event| event.verbal)
            .map(|event| (event.passage, event.head))?,
    };
    // "Hours later, **a second blast** at the hospital killed three": the dead of that blast.
    let analysis = &material.page.passages.get(passage)?.analysis;
    // "They also claimed **the Kolva attack that killed 60**": the dead of that attack.
    let clause = analysis.token(crate::tree::clause_of(analysis, word))?;
    if clause.dep() == "relcl" {
        // "last Sunday's **attack on a police post that killed** eight": of the attack, wherever the tree hangs the clause.
        let behind = |noun: usize| {
            material.events.iter().position(|event| {
                event.passage == passage
                    && !event.verbal
                    && event.trigger.contains(&noun)
                    && event.head < word
            })
        };
        let deadly = matches!(clause.lemma(), "kill" | "wound" | "injure" | "leave" | "claim");
        let thing = crate::tree::subjects(analysis, clause.index()).into_iter().all(|(_, passive)| !passive)
            && analysis.children(clause.index()).any(|which| matches!(which.text(), "that" | "which"));
        let mut noun = clause.head();
        let mut told = behind(noun.index());
        while told.is_none()
            && deadly
            && thing
            && noun.dep() == "pobj"
            && noun.head().head().tag().starts_with("NN")
        {
            noun = noun.head().head();
            told = behind(noun.index());
        }
        if let Some(draft) = told.and_then(|event| grouping.of_event.get(event).copied().flatten()) {
            return Some(draft);
        }
    }
    // "A bomb exploded inside the shrine in central Tolsa, **killing 20**": what a deed did is the deed's.
    if clause.dep() == "advcl"
        && clause.tag() == "VBG"
        && matches!(clause.lemma(), "kill" | "wound" | "injure" | "leave" | "maim")
    {
        let verb = clause.head().index();
        let did = material.events.iter().position(|event| {
            event.passage == passage && event.verbal && event.head == verb && attacks(event.class())
        });
        if let Some(draft) = did.and_then(|event| grouping.of_event.get(event).copied().flatten()) {
            return Some(draft);
        }
    }
    let verb = crate::tree::clause_of(analysis, word);
    let mut subjects = crate::tree::subjects(analysis, verb);
    // "A bombing **was reported to have killed** five": the bombing has.
    if let Some(said) =
        analysis.token(verb).filter(|verb| verb.dep() == "xcomp").map(attest_language::Token::head)
        && matches!(said.lemma(), "report" | "say" | "believe" | "think" | "know" | "allege" | "understand")
        && let Some(what) = crate::tree::child(analysis, said.index(), &["nsubjpass"])
    {
        subjects.push((what.index(), false));
    }
    let cause = material.events.iter().position(|event| {
        event.passage == passage
            && !event.verbal
            && (event.another || !event.plural && !event.definite)
            && subjects.iter().any(|(subject, passive)| *subject == event.head && !passive)
    });
    if let Some(draft) = cause.and_then(|event| grouping.of_event.get(event).copied().flatten()) {
        return Some(draft);
    }
    let Item::Figure(index) = item else { return None };
    let figure = material.figures.get(index)?;
    let event = material
        .events
        .iter()
        .position(|event| event.passage == figure.passage && event.trigger.contains(&figure.trigger))?;
    let apart =
        grouping.sequels.iter().any(|phrase| phrase.apart && (phrase.event == event || phrase.of == event));
    grouping.of_event.get(event).copied().flatten().filter(|_| apart)
}

/// "Child in critical condition after shooting": a figure whose event is only named behind it goes where the rest of its sentence went.
fn find_homes(material: &Material<'_, '_>, grouping: &mut Grouping) {
    for (index, figure) in material.figures.iter().enumerate() {
        let unreal = figure.reality == attest_model::Reality::Hypothetical;
        if grouping.of_figure[index].is_some() || unreal || grouping.misfortunes.contains(&index) {
            continue;
        }
        let at = At { passage: figure.passage, token: figure.trigger };
        let Some(sentence) = material.page.sentence_of(at) else { continue };
        if let Some(home) = grouping.drafts.iter().position(|draft| draft.sentences.contains(&sentence)) {
            grouping.of_figure[index] = Some(home);
            grouping.drafts[home].figures.push(index);
        }
    }
}

/// An infobox tells of the article's own event, whatever the words around its figures suggest.
fn take_the_infobox(material: &Material<'_, '_>, grouping: &mut Grouping) {
    for (index, figure) in material.figures.iter().enumerate() {
        if figure.cell.is_none() || grouping.of_figure[index].is_none_or(|draft| draft == 0) {
            continue;
        }
        if let Some(draft) = grouping.of_figure[index].and_then(|draft| grouping.drafts.get_mut(draft)) {
            draft.figures.retain(|own| *own != index);
        }
        grouping.of_figure[index] = Some(0);
        if let Some(primary) = grouping.drafts.first_mut() {
            primary.figures.push(index);
        }
    }
}
