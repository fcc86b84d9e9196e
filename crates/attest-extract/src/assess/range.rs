//! `report.range/1`: the range over every total that a report gives of its dead, or of its wounded.
//!
//! The reading keeps each figure as it is worded; this rule says what they come to. People who suffer under one word are added up ("two
//! men and a woman were killed"); a figure for people at large is a total; figures for groups ("three rebels and fifteen
//! soldiers") add up to one; parts count nothing; single persons are told apart and counted where no total is stated. Words that
//! only suggest the harm ("four were taken to hospital", "six were shot") count where nothing plainer is said: the number shot
//! without the dead is the number of the wounded. The range runs from the lowest to the highest total, open where the highest is
//! "at least", and where a group is known only by a vague word.

use super::boxed;
use super::groups::groups;
use super::persons::{self, Person};
use super::sums::{accounts, with_the_doer, with_the_next};
use super::told::Told;
use super::totals::{Total, over, plus};
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
    /// Who says it: the innermost voice, where the claim has one beside the report's own.
    pub voice: Option<&'a str>,
    /// Said of the speaker's own deed: "its fighters had killed 22 soldiers".
    pub own_deed: bool,
    /// Part of the document.
    pub zone: ZoneKind,
    /// Index of its sentence in the page.
    pub sentence: usize,
    /// Side in the incident.
    pub side: Side,
    /// Stands in the title or the first sentences.
    pub lead: bool,
    /// How many sentences behind the beginning of the text it stands.
    pub depth: usize,
}

/// Who tells a figure: the claim that was made of it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Teller<'a> {
    /// Id of the claim; empty where none was made.
    pub claim: &'a str,
    /// The innermost voice beside the report's own.
    pub voice: Option<&'a str>,
    /// Whether the voice speaks of its own deed.
    pub own_deed: bool,
}

/// The range over every total of `harm` (killed or wounded) among `figures`, which are those of one incident in text order.
/// `None` where the report gives no number. Where no claim was made of the figures that it rests on, the reason says their words.
pub fn range(page: &Page<'_>, figures: &[Counted<'_>], harm: Harm) -> Option<Assessment> {
    let figures: Vec<Counted<'_>> =
        figures.iter().filter(|counted| usable(counted.figure)).copied().collect();
    let mut figures = without_the_gravest(&figures);
    // What a voice says that it said before is given up, where it says something else.
    if figures.iter().any(|own| own.figure.harm == harm && !own.figure.former && numbered(own.figure)) {
        figures.retain(|own| !own.figure.former);
    }
    let persons = persons::tell_apart(&figures);
    let (total, why) = boxed::total(&figures, harm)
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
    let words = if by.is_empty() { words_of(page, &figures, &total.by) } else { String::new() };
    Some(Assessment {
        rule: "report.range/1".to_owned(),
        harm,
        low: total.low,
        best: None,
        high: total.high,
        by,
        why: format!("{why}{words}"),
    })
}

/// "six were taken to hospital": the words of figures that only suggest the harm, and of which no claim was made.
fn words_of(page: &Page<'_>, figures: &[Counted<'_>], by: &[usize]) -> String {
    let mut words: Vec<String> = by
        .iter()
        .filter_map(|at| figures.get(*at))
        .filter_map(|own| page.quote(page.span(own.figure.passage, own.figure.claim.clone())))
        .map(|quote| format!("“{}”", quote.text.split_whitespace().collect::<Vec<_>>().join(" ")))
        .collect();
    words.dedup();
    words.truncate(4);
    if words.is_empty() { String::new() } else { format!(": {}", words.join(", ")) }
}

/// "Five people were shot, two seriously injured": the gravely hurt are a part of all who were hit, where those are told of.
fn without_the_gravest<'a>(figures: &[Counted<'a>]) -> Vec<Counted<'a>> {
    let hit = figures
        .iter()
        .filter(|counted| {
            counted.lead && counted.figure.harm == Harm::KilledOrWounded && numbered(counted.figure)
        })
        .filter_map(|counted| counted.figure.min)
        .max()
        .unwrap_or(0);
    let part = |counted: &&Counted<'a>| {
        counted.figure.grave && counted.figure.max.is_some_and(|max| max < hit && max > 1)
    };
    figures.iter().filter(|counted| !part(counted)).copied().collect()
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
pub(super) fn numbered(figure: &FigureMention) -> bool {
    !matches!(
        figure.exactness,
        Exactness::Vague | Exactness::Plural | Exactness::Entailed | Exactness::NotReported
    )
}

/// Whether the figure speaks of people at large.
pub(super) fn general(counted: &Counted<'_>) -> bool {
    matches!(counted.figure.group, None | Some(Group::People)) && counted.side != Side::Attackers
}

/// Whether the figure counts those who bear arms: they stand on a side, and sides are added up.
pub(super) fn armed(counted: &Counted<'_>) -> bool {
    counted.side == Side::Attackers
        || matches!(
            counted.figure.group,
            Some(
                Group::Soldiers
                    | Group::Police
                    | Group::Guards
                    | Group::Militants
                    | Group::Attackers
                    | Group::Peacekeepers
            )
        )
}

pub(super) fn pick(figures: &[Counted<'_>], keep: impl Fn(&Counted<'_>) -> bool) -> Vec<usize> {
    figures.iter().enumerate().filter(|(_, counted)| keep(counted)).map(|(at, _)| at).collect()
}

/// Totals stated in numbers: for people at large, or else group by group.
fn stated(figures: &[Counted<'_>], persons: &[Person], harm: Harm) -> Option<(Total, &'static str)> {
    let mut whole = wholes(figures, harm, false);
    let groups = groups(figures, persons, harm, false);
    let in_groups = groups.iter().map(Total::known).max();
    if harm == Harm::Wounded {
        let shot = left_by_the_dead(figures, persons);
        let plain =
            |total: &Total| total.by.iter().any(|at| figures.get(*at).is_some_and(|counted| counted.lead));
        let first_told = whole.iter().any(plain);
        let most = whole.iter().map(Total::known).chain(in_groups).max().unwrap_or(0);
        match shot {
            Some(shot) if most <= 1 || (!first_told && plain(&shot) && shot.known() > most) => {
                whole = vec![shot];
            }
            // "Two were taken to hospital. One suffered an injury to his hand": where nobody died, those of the weak words are the hurt.
            None if most == 0
                || most == 1 && !figures.iter().any(|counted| counted.figure.harm == Harm::Killed) =>
            {
                let weak: Vec<Total> = wholes(figures, harm, true)
                    .into_iter()
                    .chain(self::groups(figures, persons, harm, true))
                    .collect();
                whole.extend(most_of(&weak));
            }
            _ => {}
        }
    }
    // "Five villagers were killed. … Two more succumbed to their wounds": on top of those who were told of by their kind.
    let on_top = |total: &Total| {
        total.by.iter().filter_map(|at| figures.get(*at)).all(|counted| counted.figure.of_the_wounded)
    };
    if harm == Harm::Killed
        && whole.iter().all(on_top)
        && let Some(first) = whole.first()
        && let Some(sum) =
            groups.iter().filter(|total| !on_top(total)).cloned().reduce(|one, two| plus(&one, &two))
    {
        whole = vec![plus(&sum, first), sum];
    }
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
        // "at least 70 farm workers" above a toll of 43 leaves the end open.
        let above = groups
            .iter()
            .any(|group| group.high.is_none() && group.low.zip(high).is_some_and(|(low, high)| low > high));
        let high = high.filter(|_| !above);
        let total = with_the_next(figures, harm, Total { high, ..total });
        let total = with_the_doer(figures, persons, harm, total);
        return Some((total, "the range over every total given for people at large"));
    }
    let sum = accounts(figures, groups).into_iter().reduce(|one, two| plus(&one, &two))?;
    Some((with_the_doer(figures, persons, harm, sum), "the groups added up"))
}

/// Whether a person suffers the harm.
pub(super) fn suffers(person: &Person, harm: Harm) -> bool {
    if harm == Harm::Killed { person.killed } else { !person.killed && person.wounded }
}

/// The largest of several totals that may each be a part.
fn most_of(totals: &[Total]) -> Option<Total> {
    totals.iter().max_by_key(|total| (total.known(), total.high.is_none())).cloned()
}

/// Totals without those that can only be parts: the first one told is kept, and what comes to at least half of the largest.
fn likely_wholes(totals: &[Total]) -> Vec<Total> {
    // A list added up here may have been read in part: it is no lower total beside a stated one.
    let said = totals.iter().filter(|total| !total.summed).filter_map(|total| total.low).max();
    let totals: Vec<&Total> =
        totals.iter().filter(|total| !total.summed || said.is_none_or(|said| total.known() > said)).collect();
    let most = totals.iter().filter_map(|total| total.low).max().unwrap_or(0);
    // "Thirteen were hurt … five at the gate … eight in the bar": what adds up to a whole is its parts.
    let exact = |total: &Total| total.low.filter(|low| Some(*low) == total.high);
    let adds_up = |total: &Total| {
        exact(total).is_some_and(|own| {
            totals.iter().any(|other| {
                exact(other).is_some_and(|other| {
                    other != own && totals.iter().any(|whole| exact(whole) == Some(own + other))
                })
            })
        })
    };
    let kept = |place: usize, total: &Total| {
        place == 0 || total.low.is_none_or(|low| low * 2 >= most) && !adds_up(total)
    };
    let places = totals.iter().enumerate();
    places.filter(|(place, total)| kept(*place, total)).map(|(_, total)| (*total).clone()).collect()
}

/// Totals for people at large, in text order: plain ones, or those of weak words.
fn wholes(figures: &[Counted<'_>], harm: Harm, weak: bool) -> Vec<Total> {
    let mut by_sentence: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for at in pick(figures, |counted| {
        let figure = counted.figure;
        figure.harm == harm && (!figure.part || figure.of_the_wounded) && figure.weak == weak
    }) {
        if let Some(counted) = figures.get(at) {
            by_sentence.entry(counted.sentence).or_default().push(at);
        }
    }
    let mut told = Told::default();
    for members in by_sentence.values() {
        told.sentence(figures, members, false);
    }
    told.stay_with_the_lead(figures);
    // "A total of": the report itself says which of its numbers is the whole. Others beside some already told of add to
    // them, and are no total where one is given.
    if let Some(least) = told.sums.iter().filter_map(|sum| sum.low).min() {
        // What another voice gives as its own total stands beside it, as far as it is no mere part.
        let others = told.totals.into_iter().filter(|total| {
            !told.sums.iter().any(|sum| sum.by == total.by)
                && !total.summed
                && total.known() >= least.div_ceil(2)
        });
        return told.sums.iter().cloned().chain(others).collect();
    }
    if told.totals.is_empty() {
        return told.additions;
    }
    if harm == Harm::Killed {
        let grown = told.grown(figures);
        told.totals.extend(grown);
    }
    told.totals
}

/// The wounded as those whom a joint figure ("five people were shot") leaves when the dead are taken away.
fn left_by_the_dead(figures: &[Counted<'_>], persons: &[Person]) -> Option<Total> {
    let mut by_sentence: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for at in pick(figures, |counted| {
        counted.figure.harm == Harm::KilledOrWounded && counted.figure.weak && !counted.figure.part
    }) {
        by_sentence.entry(figures.get(at)?.sentence).or_default().push(at);
    }
    let mut told = Told::default();
    for members in by_sentence.values() {
        told.sentence(figures, members, true);
    }
    let several = |total: &&Total| total.high.or(total.low).is_some_and(|most| most > 1);
    let lead =
        |total: &&Total| total.by.iter().any(|at| figures.get(*at).is_some_and(|counted| counted.lead));
    let most = |totals: &[Total]| -> Option<Total> {
        let first = totals.iter().filter(several).filter(lead).max_by_key(|total| total.known());
        first.or_else(|| totals.iter().filter(several).max_by_key(|total| total.known())).cloned()
    };
    let dead = stated(figures, persons, Harm::Killed)
        .or_else(|| counted(figures, persons, Harm::Killed))
        .and_then(|(dead, _)| dead.low)
        .unwrap_or(0);
    // "one is dead … **five other people** were shot": those beside the dead are none of them.
    let others = most(&told.additions);
    let Some(shot) = most(&told.totals) else { return others };
    if let Some(others) = others.filter(|others| lead(&others) && others.known() >= shot.known()) {
        return Some(others);
    }
    let left = shot.known().checked_sub(dead).filter(|left| *left > 0)?;
    // "one man was killed … is on the ministry's list of nearly 7,000 victims": not of one incident.
    if !lead(&&shot) && shot.known() > 100 && dead < shot.known() / 20 {
        return None;
    }
    let high = shot.high.map(|_| left);
    Some(Total { high, ..Total::exactly(left, shot.by) })
}

/// Single persons, counted.
fn counted(figures: &[Counted<'_>], persons: &[Person], harm: Harm) -> Option<(Total, &'static str)> {
    let told = figures.iter().any(|counted| {
        counted.lead && matches!(counted.figure.harm, Harm::Killed | Harm::Wounded | Harm::KilledOrWounded)
    });
    let reach = STORY.iter().find(|(of, _)| *of == harm).map_or(usize::MAX, |(_, reach)| *reach);
    let far = |person: &Person| {
        person
            .mentions
            .iter()
            .filter_map(|at| figures.get(*at))
            .all(|counted| counted.depth >= reach && !counted.lead)
    };
    let chosen: Vec<&Person> = persons
        .iter()
        .filter(|person| if harm == Harm::Killed { person.killed } else { !person.killed && person.hurt })
        .filter(|person| !(told && far(person)))
        .collect();
    let chosen = if harm == Harm::Wounded { without_the_dead(figures, persons, chosen) } else { chosen };
    let vague = figures.iter().any(|counted| {
        counted.figure.harm == harm
            && !counted.figure.part
            && !numbered(counted.figure)
            && matches!(counted.figure.reference, Reference::New | Reference::Other)
    });
    // "killing 44 and wounding dozens": somebody of whom another word only suggests a harm is no number for those dozens.
    let only_suggested = chosen.iter().all(|person| {
        person.mentions.iter().filter_map(|at| figures.get(*at)).all(|counted| counted.claim.is_empty())
    });
    if chosen.is_empty() || vague && only_suggested {
        return None;
    }
    let count = chosen.len() as u64;
    let by = chosen.iter().flat_map(|person| person.mentions.clone()).collect();
    let high = if vague { None } else { Some(count) };
    Some((Total { low: Some(count), high, by, summed: true }, "single persons counted"))
}

/// "Four people were found dead … a fourth person was shot": those of whom only the shot is told, without those who can be among the
/// dead, of whom the report counts more than it tells of one by one.
fn without_the_dead<'a>(
    figures: &[Counted<'_>],
    persons: &[Person],
    hurt: Vec<&'a Person>,
) -> Vec<&'a Person> {
    let dead = stated(figures, persons, Harm::Killed).and_then(|(dead, _)| dead.low).unwrap_or(0);
    let told = persons.iter().filter(|person| person.killed).count() as u64;
    let open = |person: &Person| {
        person.mentions.iter().filter_map(|at| figures.get(*at)).all(|counted| {
            counted.figure.harm == Harm::KilledOrWounded || counted.figure.rule == "casualties/with-wound"
        })
    };
    let left = hurt.iter().filter(|person| open(person)).count() as u64;
    if left > 0 && dead.saturating_sub(told) >= left {
        return hurt.into_iter().filter(|person| !open(person)).collect();
    }
    hurt
}

/// [`range()`] for the dead and the wounded, over the figures of one incident (and of its parts). `teller` gives the claim that
/// was made of a figure, where one was.
pub fn ranges<'f>(
    page: &Page<'_>,
    figures: impl IntoIterator<Item = &'f FigureMention>,
    side: impl Fn(&FigureMention) -> Side,
    teller: impl Fn(&FigureMention) -> Option<Teller<'f>>,
) -> Vec<Assessment> {
    let counted = placed(page, figures, side, teller);
    [Harm::Killed, Harm::Wounded].into_iter().filter_map(|harm| range(page, &counted, harm)).collect()
}

/// The figures with their place in the report.
pub fn placed<'f>(
    page: &Page<'_>,
    figures: impl IntoIterator<Item = &'f FigureMention>,
    side: impl Fn(&FigureMention) -> Side,
    teller: impl Fn(&FigureMention) -> Option<Teller<'f>>,
) -> Vec<Counted<'f>> {
    let opening = page
        .passages
        .iter()
        .find(|passage| !matches!(passage.kind(), ZoneKind::Title | ZoneKind::Heading | ZoneKind::Infobox))
        .map_or(0, |passage| passage.first_sentence);
    figures
        .into_iter()
        .filter_map(|figure| {
            let zone = page.passages.get(figure.passage)?.kind();
            let sentence = page.sentence_of(At { passage: figure.passage, token: figure.trigger })?;
            let teller = teller(figure).unwrap_or_default();
            Some(Counted {
                figure,
                claim: teller.claim,
                voice: teller.voice,
                own_deed: teller.own_deed,
                zone,
                sentence,
                side: side(figure),
                lead: zone == ZoneKind::Title || sentence < opening + LEAD,
                depth: sentence.saturating_sub(opening),
            })
        })
        .collect()
}

/// How many sentences, behind the title, a report's opening has: what is put there is what the report is about.
const LEAD: usize = 4;

/// How many sentences into the text a person may first be met who is one of the report's own victims, where its opening tells of
/// others: further down stand other events, earlier and alike.
pub(super) const STORY: [(Harm, usize); 2] = [(Harm::Killed, 8), (Harm::Wounded, 12)];
