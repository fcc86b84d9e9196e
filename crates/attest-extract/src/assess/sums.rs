//! What a sum takes in beside its figures, and what it leaves out: rival accounts, the doer himself, the one more that an ordinal makes.

use super::persons::{self, Person};
use super::range::Counted;
use super::totals::{Total, over, plus};
use attest_model::{Harm, Side};

/// "Soldiers killed 16 civilians, residents said. The army said it killed 16 terrorists": two accounts of the same dead, where two voices
/// give one number for two kinds of people.
pub(super) fn accounts(figures: &[Counted<'_>], groups: Vec<Total>) -> Vec<Total> {
    let voice = |total: &Total| {
        let mut voices = total.by.iter().map(|at| figures.get(*at).and_then(|counted| counted.voice));
        let first = voices.next().flatten()?;
        voices.all(|other| other == Some(first)).then_some(first)
    };
    let rival = |one: &Total, two: &Total| {
        one.low.is_some_and(|low| low > 1)
            && (one.low, one.high) == (two.low, two.high)
            && voice(one).zip(voice(two)).is_some_and(|(one, two)| one != two)
    };
    let mut kept: Vec<Total> = Vec::new();
    for total in groups {
        if !kept.iter().any(|other| rival(other, &total)) {
            kept.push(total);
        }
    }
    beside_the_doers(figures, kept)
}

/// "Six civilians and three soldiers died, police said. The group said **it had killed 22 officials**": what those who did it say they did
/// is another account of all whom they killed, and adds nobody to what others count.
fn beside_the_doers(figures: &[Counted<'_>], groups: Vec<Total>) -> Vec<Total> {
    let all = |total: &Total, test: &dyn Fn(&Counted<'_>) -> bool| {
        total.by.iter().all(|at| figures.get(*at).is_some_and(test))
    };
    let theirs = |total: &Total| all(total, &|counted| counted.own_deed && counted.side != Side::Attackers);
    let (claimed, others): (Vec<Total>, Vec<Total>) = groups.into_iter().partition(theirs);
    let (attackers, victims): (Vec<Total>, Vec<Total>) =
        others.into_iter().partition(|total| all(total, &|counted| counted.side == Side::Attackers));
    let sum = |totals: &[Total]| totals.iter().cloned().reduce(|one, two| plus(&one, &two));
    match (sum(&victims), sum(&claimed)) {
        (Some(told), Some(claimed)) => over(&[told, claimed]).into_iter().chain(attackers).collect(),
        _ => victims.into_iter().chain(claimed).chain(attackers).collect(),
    }
}

/// "Two were killed and **a third** died of his injuries": the word itself says how many it makes.
pub(super) fn with_the_next(figures: &[Counted<'_>], harm: Harm, total: Total) -> Total {
    const ORDINALS: [&str; 8] = ["third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];
    let mut total = total;
    for (index, counted) in figures.iter().enumerate().filter(|(_, counted)| counted.figure.harm == harm) {
        let place = ORDINALS.iter().position(|word| *word == counted.figure.profile.noun);
        let makes = place.and_then(|place| u64::try_from(place + 3).ok());
        if makes.is_some() && total.low == total.high && total.low.map(|low| low + 1) == makes {
            total = plus(&total, &Total::exactly(1, vec![index]));
        }
    }
    total
}

/// "A gunman killed three people and then himself": what somebody does to others does not count himself.
pub(super) fn with_the_doer(figures: &[Counted<'_>], persons: &[Person], harm: Harm, total: Total) -> Total {
    let done_to_others = !total.by.is_empty()
        && total
            .by
            .iter()
            .all(|at| figures.get(*at).is_some_and(|counted| counted.figure.rule == "casualties/active"));
    let himself = |person: &Person| {
        let mut own = person.mentions.iter().filter_map(|at| figures.get(*at)).map(|counted| counted.figure);
        own.any(persons::killed_himself)
    };
    let doers: Vec<&Person> =
        persons.iter().filter(|person| person.killed && (person.attacker || himself(person))).collect();
    if harm != Harm::Killed || !done_to_others || doers.is_empty() {
        return total;
    }
    let by = doers.iter().flat_map(|person| person.mentions.clone()).collect();
    plus(&total, &Total::exactly(doers.len() as u64, by))
}
