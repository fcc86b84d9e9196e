//! Single persons told apart: which mentions of one dead or wounded person are the same person.
//!
//! "A man was shot … Doe, 32, died … the victim's girlfriend was wounded" is two people in four mentions. Mentions are taken in text
//! order; each joins the latest person that nothing speaks against (name, sex, age, a word such as "another") or begins a new one.
//! Words that only point back ("he", "the victim") never begin a person where one is at hand.

use super::Counted;
use crate::figures::{FigureMention, Profile, Reference, Sex};
use attest_model::{Group, Harm, Side};

/// A person of the incident.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Person {
    /// Indices of the mentions.
    pub mentions: Vec<usize>,
    /// Said to be dead.
    pub killed: bool,
    /// Said to be wounded.
    pub wounded: bool,
    /// Said to be hurt in some way.
    pub hurt: bool,
    /// Group of the words, where they tell one.
    pub group: Option<Group>,
    /// One of those who attacked.
    pub attacker: bool,
    name: Vec<String>,
    /// Head noun of a mention that is no word for people: a surname that no list knows stands there.
    noun: String,
    sex: Option<Sex>,
    age: Option<u8>,
    young: Option<bool>,
    other: bool,
    /// Place of the last mention: passage and trigger.
    last: (usize, usize),
}

/// Whether the figure is a single person without a stated number above one.
pub fn single(figure: &FigureMention) -> bool {
    figure.min == Some(1) && figure.max == Some(1)
}

/// The persons behind the single mentions of `figures` (in text order).
pub fn tell_apart(figures: &[Counted<'_>]) -> Vec<Person> {
    let mut persons: Vec<Person> = Vec::new();
    for (index, counted) in figures.iter().enumerate() {
        let figure = counted.figure;
        if !single(figure) || !matches!(figure.harm, Harm::Killed | Harm::Wounded | Harm::KilledOrWounded) {
            continue;
        }
        let chosen = choose(&persons, figures, index);
        let at = match chosen {
            Some(at) => at,
            None if pointer(figure)
                && !persons.is_empty()
                && counted.side != Side::Attackers
                && !told_by_sex(&persons, figure) =>
            {
                continue;
            }
            None => {
                persons.push(Person { other: figure.reference == Reference::Other, ..Person::default() });
                persons.len() - 1
            }
        };
        if let Some(person) = persons.get_mut(at) {
            join(person, counted, index);
        }
    }
    persons
}

/// "killed three people and then himself"
pub(super) fn killed_himself(figure: &FigureMention) -> bool {
    figure.harm == Harm::Killed
        && (figure.rule == "casualties/reflexive"
            || matches!(figure.profile.noun.as_str(), "himself" | "herself" | "self"))
}

/// "The girl was treated", where all those told of before are men: the words point at somebody new.
fn told_by_sex(persons: &[Person], figure: &FigureMention) -> bool {
    let sex = figure.profile.sex.filter(|_| figure.reference == Reference::Definite);
    sex.is_some_and(|sex| persons.iter().all(|person| person.sex.is_some_and(|own| own != sex)))
}

/// Whether the words only point back.
fn pointer(figure: &FigureMention) -> bool {
    figure.reference == Reference::Pronoun
        || (figure.reference == Reference::Definite
            && figure.profile.name.is_empty()
            && !figure.profile.relative
            && matches!(
                figure.profile.noun.as_str(),
                "victim"
                    | "man"
                    | "woman"
                    | "boy"
                    | "girl"
                    | "child"
                    | "teen"
                    | "teenager"
                    | "person"
                    | "toddler"
                    | "baby"
                    | "suspect"
                    | "shooter"
                    | "gunman"
            ))
}

fn join(person: &mut Person, counted: &Counted<'_>, index: usize) {
    let figure = counted.figure;
    person.mentions.push(index);
    match figure.harm {
        Harm::Killed => person.killed = true,
        Harm::Wounded if !figure.weak => person.wounded = true,
        _ => {}
    }
    person.hurt = true;
    person.attacker |= counted.side == Side::Attackers;
    let profile = &figure.profile;
    if person.noun.is_empty() && figure.group.is_none() {
        person.noun.clone_from(&profile.noun);
    }
    if profile.name.len() > person.name.len() {
        person.name.clone_from(&profile.name);
    }
    person.sex = person.sex.or(profile.sex);
    person.age = person.age.or(profile.age);
    person.young = person.young.or_else(|| young_person(profile));
    person.group = person.group.filter(|group| *group != Group::People).or(figure.group);
    person.last = (figure.passage, figure.trigger);
}

/// The person that a mention continues, the likeliest first.
fn choose(persons: &[Person], figures: &[Counted<'_>], index: usize) -> Option<usize> {
    let figure = figures.get(index)?.figure;
    let mut best: Option<(i32, usize)> = None;
    for (at, person) in persons.iter().enumerate() {
        if speaks_against(person, figures, index) {
            continue;
        }
        let score = likeness(person, figure) + i32::try_from(at).unwrap_or(0);
        if best.is_none_or(|(value, _)| score >= value) {
            best = Some((score, at));
        }
    }
    best.map(|(_, at)| at)
}

/// How well a mention fits a person that nothing speaks against.
fn likeness(person: &Person, figure: &FigureMention) -> i32 {
    let mut score = 0;
    let by_name = !figure.profile.name.is_empty() && !person.name.is_empty();
    if by_name || person.name.contains(&figure.profile.noun) || figure.profile.name.contains(&person.noun) {
        score += 400;
    }
    if figure.profile.age.is_some() && figure.profile.age == person.age {
        score += 200;
    }
    let same = match figure.harm {
        Harm::Killed => person.killed,
        Harm::Wounded => person.wounded && !person.killed,
        _ => true,
    };
    if same {
        score += 100;
    }
    if figure.profile.sex.is_some() && figure.profile.sex == person.sex {
        score += 50;
    }
    score
}

/// Whether something tells the mention from the person.
fn speaks_against(person: &Person, figures: &[Counted<'_>], index: usize) -> bool {
    let Some(counted) = figures.get(index) else { return true };
    let figure = counted.figure;
    let profile = &figure.profile;
    let named = !profile.name.is_empty() && !person.name.is_empty();
    // "Doe was hit": a surname alone, which no list of names knows.
    // "**his son Yousra** Hosni Salha" bears his father's names.
    let kin = profile.relative && profile.name.len() > person.name.len();
    let same_name = named && !kin && same_name(&profile.name, &person.name)
        || person.name.contains(&profile.noun)
        || profile.name.contains(&person.noun);
    if named && !same_name {
        return true;
    }
    // Who turns a weapon on himself is none of those whom he, or another, killed.
    let himself_dead = killed_himself;
    let done_to = |figure: &FigureMention| {
        figure.harm == Harm::Killed && figure.rule == "casualties/active" && !himself_dead(figure)
    };
    let others = person.mentions.iter().filter_map(|at| figures.get(*at)).any(|mate| {
        himself_dead(figure) && done_to(mate.figure) || himself_dead(mate.figure) && done_to(figure)
    });
    if others && !same_name {
        return true;
    }
    let beside = person.mentions.iter().filter_map(|at| figures.get(*at)).any(|mate| {
        mate.sentence == counted.sentence
            && mate.figure.harm == Harm::Killed
            && mate.figure.trigger != figure.trigger
    });
    if figure.rule == "casualties/reflexive"
        && figure.harm == Harm::Killed
        && beside
        && !person.attacker
        && !same_name
    {
        return true;
    }
    if profile.sex.is_some() && person.sex.is_some() && profile.sex != person.sex {
        return true;
    }
    if let (Some(one), Some(two)) = (profile.age, person.age)
        && one.abs_diff(two) > 1
    {
        return true;
    }
    if let (Some(one), Some(two)) = (young_person(profile), person.young)
        && one != two
        && !same_name
    {
        return true;
    }
    // "murdered Allen … wounded **Allen's son**": not himself; nor is the wounded "his son" the dead man told of before.
    let same_noun = || {
        let mut told = person.mentions.iter().filter_map(|at| figures.get(*at));
        told.any(|mate| mate.figure.profile.noun == profile.noun)
    };
    if profile.relative && !same_noun() {
        let own = profile.of.as_ref().is_some_and(|owner| person.name.contains(owner));
        let survives = figure.harm == Harm::Wounded && !figure.weak && person.killed;
        if own || survives && !same_name {
            return true;
        }
    }
    // "an officer and a technician were killed, while **the police chief** was critical": called by two words for what people do, one dead
    // and one alive.
    let called = |noun: &str| {
        !noun.is_empty()
            && young(noun).is_none_or(|_| matches!(noun, "officer" | "policeman" | "deputy" | "soldier"))
            && !matches!(
                noun,
                "victim"
                    | "person"
                    | "people"
                    | "gunman"
                    | "suspect"
                    | "teenager"
                    | "resident"
                    | "civilian"
                    | "casualty"
                    | "body"
                    | "one"
                    | "other"
                    | "member"
                    | "he"
                    | "she"
                    | "him"
                    | "her"
                    | "who"
                    | "whom"
            )
    };
    let mates = || person.mentions.iter().filter_map(|at| figures.get(*at));
    let at_odds = match figure.harm {
        Harm::Killed => person.hurt && !person.killed,
        Harm::Wounded => person.killed,
        _ => false,
    } && mates().all(|mate| mate.sentence == counted.sentence);
    if at_odds && !same_name && called(&profile.noun) {
        let mut told = mates().map(|mate| &mate.figure.profile.noun);
        if told.all(|noun| called(noun) && *noun != profile.noun) {
            return true;
        }
    }
    let points_back = same_name || matches!(figure.reference, Reference::Pronoun | Reference::Definite);
    // Two that suffer under one word are two people.
    let sentence_mate = person.mentions.iter().filter_map(|at| figures.get(*at)).any(|mate| {
        mate.figure.trigger == figure.trigger
            && mate.figure.passage == figure.passage
            && mate.sentence == counted.sentence
            && mate.figure.head != figure.head
    });
    // "killed his neighbour and then himself": doer and sufferer are two, whatever points back.
    let himself =
        |at: usize| figures.get(at).is_some_and(|other| other.figure.rule == "casualties/reflexive");
    let both = killed_himself(figure)
        && person.mentions.iter().filter_map(|at| figures.get(*at)).any(|mate| killed_himself(mate.figure));
    let two = !both && (himself(index) || person.mentions.iter().any(|at| himself(*at)));
    if sentence_mate && (!points_back || two || profile.relative) {
        return true;
    }
    // "left a girl dead and **her friend** wounded": who is somebody's friend is somebody else.
    let beside = person.mentions.iter().filter_map(|at| figures.get(*at)).any(|mate| {
        mate.sentence == counted.sentence
            && mate.figure.head != figure.head
            && mate.figure.harm != figure.harm
    });
    if profile.relative && beside && !same_name {
        return true;
    }
    if figure.reference == Reference::Other && !person.other && !same_name {
        return true;
    }
    // Dead here, alive there: somebody else, unless the words point back. Weak signs ("taken to hospital") say nothing against death.
    let same_age = profile.age.is_some() && profile.age == person.age;
    let points_back = points_back || same_age;
    let killed_against = figure.harm == Harm::Wounded && !figure.weak && person.killed && !points_back;
    let wounded_against = figure.harm == Harm::Killed && person.wounded && !person.killed && !points_back;
    killed_against || wounded_against
}

fn same_name(one: &[String], two: &[String]) -> bool {
    let (short, long) = if one.len() <= two.len() { (one, two) } else { (two, one) };
    short.iter().all(|word| long.contains(word) || word.len() <= 2 || matches!(word.as_str(), "jr" | "sr"))
}

fn young_person(profile: &Profile) -> Option<bool> {
    match profile.age {
        Some(age) if age < 13 => Some(true),
        Some(age) if age > 21 => Some(false),
        _ => young(&profile.noun),
    }
}

/// Whether a noun means a child, or somebody grown up; `None` for words that may be either.
fn young(noun: &str) -> Option<bool> {
    match noun {
        "boy" | "girl" | "child" | "toddler" | "baby" | "infant" | "kid" => Some(true),
        "man" | "woman" | "father" | "mother" | "husband" | "wife" | "officer" | "policeman" | "deputy"
        | "grandmother" | "grandfather" | "soldier" => Some(false),
        _ => None,
    }
}
