//! Who a bare number counts: "five soldiers were killed and **three** wounded", "inflicted **ten casualties on the army**".
//!
//! The second number of such a sentence counts people of the same kind as the first, and a noun of harm counts those on whom it was
//! inflicted or who suffered it. Only the kind is taken over; that the people are others stays as it was read.

use super::FigureMention;
use super::row::Row;
use attest_lexicon::ActorKind;
use attest_model::{Group, Harm, Side};
use std::ops::Range;

/// Gives bare numbers the kind of people that their sentence tells.
pub(super) fn fill(row: &Row<'_, '_>, figures: &mut [FigureMention]) {
    for at in 0..figures.len() {
        let figure = &figures[at];
        if !human(figure.harm) || figure.side.is_some() || figure.max == Some(0) {
            continue;
        }
        let told = inflicted(row, figure).or_else(|| {
            let before = figures[..at].iter().rev().find(|other| shares(row, other, figure))?;
            Some(Kind {
                who: before.who.clone()?,
                group: before.group,
                side: before.side,
                nation: before.nation.clone(),
            })
        });
        let told = told.or_else(|| {
            let before = figures[..at].iter().rev().find(|other| other.trigger == figure.trigger)?;
            their_men(row, before, figure)
        });
        let told = told.or_else(|| told_behind(row, &figures[at], figures.get(at + 1)?));
        let Some(told) = told else { continue };
        let figure = &mut figures[at];
        figure.who = Some(told.who);
        figure.group = told.group;
        figure.side = told.side;
        figure.nation = figure.nation.take().or(told.nation);
    }
}

struct Kind {
    who: Range<usize>,
    group: Option<Group>,
    side: Option<Side>,
    nation: Option<String>,
}

fn human(harm: Harm) -> bool {
    matches!(harm, Harm::Killed | Harm::Wounded | Harm::KilledOrWounded | Harm::Missing | Harm::Captured)
}

/// Whether `figure` is a bare number behind another harm of people told of right before it.
fn shares(row: &Row<'_, '_>, before: &FigureMention, figure: &FigureMention) -> bool {
    let bare = figure.who.is_none()
        && matches!(figure.group, None | Some(Group::People))
        && figure.profile.name.is_empty()
        && figure.head.is_some_and(|head| figure.number.contains(&head));
    if !bare || before.harm == figure.harm || !human(before.harm) || before.part || before.cell.is_some() {
        return false;
    }
    let told = before.who.as_ref().map_or(0, |who| who.end);
    let (end, start) = (before.number.end.max(before.trigger + 1).max(told), figure.number.start);
    before.number.start < start
        && before.who.as_ref().is_some_and(|who| who.end <= start)
        && row.sentence(before.trigger) == row.sentence(figure.trigger)
        && end <= start
        && start - end <= 6
        && (end..start).all(|at| {
            // "killed 23 soldiers and **injured another** 15"
            let own = at == figure.trigger
                && (row.word(figure.number.start) == "another"
                    || row.before(figure.number.start) == "another");
            !row.tag(at).starts_with('N') && (own || !row.tag(at).starts_with("VB"))
        })
}

/// "killing **three** and wounding four soldiers": the number that comes first counts people of the same kind.
fn told_behind(row: &Row<'_, '_>, figure: &FigureMention, next: &FigureMention) -> Option<Kind> {
    let bare = figure.who.is_none()
        && figure.group.is_none()
        && figure.profile.name.is_empty()
        && figure.head.is_some_and(|head| figure.number.contains(&head));
    let abreast = next.harm != figure.harm
        && human(next.harm)
        && row.dep(next.trigger) == "conj"
        && row.head(next.trigger) == figure.trigger
        && figure.number.end > figure.trigger
        && next.trigger >= figure.number.end
        && next.trigger - figure.number.end <= 2;
    (bare && abreast).then_some(())?;
    Some(Kind { who: next.who.clone()?, group: next.group, side: next.side, nation: next.nation.clone() })
}

/// "three officers and **seven of their men** were killed": men of the same kind.
fn their_men(row: &Row<'_, '_>, before: &FigureMention, figure: &FigureMention) -> Option<Kind> {
    let who = figure.who.clone()?;
    let men = matches!(row.lemma(who.end.checked_sub(1)?), "man" | "comrade")
        && matches!(row.word(who.start), "their" | "his");
    let armed = matches!(before.group, Some(Group::Soldiers | Group::Police | Group::Militants));
    (men && armed).then(|| Kind {
        who,
        group: before.group,
        side: before.side,
        nation: before.nation.clone(),
    })
}

/// "inflicted ten casualties **on the army**", "**the army** suffered ten casualties".
fn inflicted(row: &Row<'_, '_>, figure: &FigureMention) -> Option<Kind> {
    // "the army lost 12 men": whose men.
    let lost = |head: usize| row.dep(head) == "dobj" && row.lemma(row.head(head)) == "lose";
    let men = figure.rule == "casualties/lost" || figure.who.is_some() && figure.head.is_some_and(lost);
    let bare = (figure.who.is_none() || men) && matches!(figure.group, None | Some(Group::People));
    if !bare {
        return None;
    }
    let on = ["on", "upon", "to", "among", "for"];
    let head = [figure.head?, figure.trigger].into_iter().find_map(|noun| {
        let own = matches!(row.lemma(noun), "casualty" | "loss" | "fatality" | "injury" | "death");
        let direct = if own { row.complement(noun, &on) } else { None };
        // "sustained 9 dead and 12 wounded": the second hangs on the first.
        let mut first = noun;
        while row.dep(first) == "conj" && row.head(first) < first {
            first = row.head(first);
        }
        let verb = row.head(first);
        // "20 casualties **inflicted on the guard**"
        let done = row
            .children(noun, &["acl"])
            .find(|verb| matches!(row.lemma(*verb), "inflict" | "cause" | "suffer" | "sustain"));
        if let Some(verb) = done {
            let by = ["by", "on", "upon", "among"];
            return direct.or_else(|| row.complement(verb, &by));
        }
        // "nine **government** casualties", "five **4th Brigade** casualties"
        let in_front = own
            .then(|| row.children(noun, &["compound", "nmod", "amod", "poss"]).filter(|word| *word < noun))
            .into_iter()
            .flatten()
            .rfind(|word| row.actor(*word).is_some() || is_force(row, *word));
        if direct.is_none() && in_front.is_some() {
            return in_front;
        }
        match row.lemma(verb) {
            "inflict" | "cause" | "deal" if matches!(row.dep(first), "dobj" | "nsubjpass") => {
                direct.or_else(|| row.complement(verb, &on))
            }
            "suffer" | "sustain" | "incur" | "lose" if row.dep(first) == "dobj" => {
                let subject = super::verbal::subject_of(row, verb);
                subject.map(|subject| super::verbal::antecedent(row, speaker_of(row, verb, subject)))
            }
            _ => direct,
        }
    })?;
    let start = row.analysis.subtree_span(head).start.max(head.saturating_sub(4));
    let who = start..head + 1;
    if who.contains(&figure.trigger) || figure.head.is_some_and(|head| who.contains(&head)) {
        return None;
    }
    let words = || who.clone().rev();
    let group = words().find_map(|at| row.group(at));
    let kind = group.map(|group| group.group).filter(|kind| *kind != Group::People);
    // "inflicted 20 casualties on **the enemy**": whose enemy, the voice tells.
    let enemy = row.lemma(head) == "enemy";
    let group = kind.or_else(|| of_force(row, &who));
    if group.is_none() && !enemy {
        return None;
    }
    let nation = words().find_map(|at| row.country(at)).map(|country| country.iso.clone());
    let who = if men { figure.who.clone().unwrap_or(who) } else { who };
    Some(Kind { group, side: None, nation, who })
}

/// "90 civilians were wounded, as were **seventeen from the Armed Forces**": those of the service, whoever was counted before.
pub(super) fn of_a_service(row: &Row<'_, '_>, figure: &FigureMention) -> Option<(Group, Range<usize>)> {
    let number = figure.head.filter(|head| figure.number.contains(head) && row.tag(*head) == "CD")?;
    // The tree may hang the "from" on the verb.
    let behind = number + 1;
    let behind = if row.word(behind) == "each" { behind + 1 } else { behind };
    let head = row
        .complement(number, &["from"])
        .or_else(|| row.child(behind, &["pobj"]).filter(|_| row.word(behind) == "from"))?;
    let start = row.analysis.subtree_span(head).start.max(head.saturating_sub(4));
    let who = start..head + 1;
    Some((of_force(row, &who)?, who))
}

/// The kind of people that a force named in the words has.
fn of_force(row: &Row<'_, '_>, who: &Range<usize>) -> Option<Group> {
    let named = who.clone().rev().find_map(|at| row.actor(at));
    let of_actor = named.and_then(|actor| match actor.kind {
        ActorKind::StateForces if actor.id.ends_with(":police") => Some(Group::Police),
        ActorKind::StateForces => Some(Group::Soldiers),
        ActorKind::RebelGroup | ActorKind::PoliticalMilitia | ActorKind::IdentityMilitia => {
            Some(Group::Militants)
        }
        _ => None,
    });
    let last = who.end.checked_sub(1)?;
    let police = matches!(row.lemma(last).to_lowercase().as_str(), "police" | "constabulary");
    of_actor.or(police.then_some(Group::Police)).or_else(|| is_force(row, last).then_some(Group::Soldiers))
}

/// A word for an army or a part of one, whichever army it is.
fn is_force(row: &Row<'_, '_>, noun: usize) -> bool {
    matches!(
        row.lemma(noun).to_lowercase().as_str(),
        "army"
            | "force"
            | "forces"
            | "guard"
            | "battalion"
            | "brigade"
            | "regiment"
            | "company"
            | "platoon"
            | "unit"
            | "garrison"
            | "detachment"
            | "division"
            | "military"
            | "government"
            | "squadron"
    )
}

/// "The army said **it** had lost 12 men": the pronoun stands for who speaks.
fn speaker_of(row: &Row<'_, '_>, verb: usize, subject: usize) -> usize {
    let above = row.head(verb);
    let told = row.dep(verb) == "ccomp" && matches!(row.word(subject), "it" | "they" | "we");
    if told { row.child(above, &["nsubj"]).unwrap_or(subject) } else { subject }
}
