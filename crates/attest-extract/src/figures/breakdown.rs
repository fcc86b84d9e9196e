//! Who the dead were: "the dead were two women and a child", "of these, 27 were men", "ten dead: six soldiers, three civilians and a
//! driver".
//!
//! Such sentences have no word that does the harm: they tell once more, kind by kind, of people who were counted before. Each kind is a
//! part; where no whole was told of before, [`super::parts::without_a_whole`] makes it a total.

use super::people::{self, Phrase};
use super::row::Row;
use super::sentence::push;
use super::trigger::Trigger;
use super::{FigureMention, lists};
use attest_lexicon::{Argument, Pos};
use attest_model::{Exactness, Harm};
use std::ops::Range;

/// Adds the kinds of people of each sentence that breaks the dead or the wounded down, and marks those that were read already.
pub(super) fn read(row: &Row<'_, '_>, figures: &mut Vec<FigureMention>) {
    for sentence in row.analysis.sentences() {
        let sentence = sentence.clone();
        of_the_dead(row, sentence.clone(), figures);
        of_these(row, sentence, figures);
    }
    behind_a_colon(row, figures);
}

/// The harm of those whom "the dead", "the wounded", "those killed" name; `None` for other words.
fn harm_of(row: &Row<'_, '_>, noun: usize) -> Option<(usize, Harm)> {
    let participle = |word: usize| match row.word(word) {
        "killed" | "slain" | "murdered" | "executed" => Some(Harm::Killed),
        "wounded" | "injured" | "hurt" => Some(Harm::Wounded),
        "kidnapped" | "abducted" | "captured" => Some(Harm::Captured),
        "missing" => Some(Harm::Missing),
        _ => None,
    };
    if matches!(row.word(noun), "those" | "people" | "persons") {
        let word = row.children(noun, &["acl", "amod"]).find(|word| participle(*word).is_some())?;
        return participle(word).map(|harm| (word, harm));
    }
    let harm = match row.word(noun) {
        "dead" | "fatalities" | "deceased" => Some(Harm::Killed),
        "captives" | "hostages" | "abductees" => Some(Harm::Captured),
        _ => participle(noun),
    };
    harm.map(|harm| (noun, harm))
}

/// "**The dead** comprised 75 policemen and a driver", "those killed were two teachers and a nurse".
fn of_the_dead(row: &Row<'_, '_>, sentence: Range<usize>, figures: &mut Vec<FigureMention>) {
    for verb in sentence {
        let object = match row.lemma(verb) {
            "be" => row.child(verb, &["attr"]),
            "include" | "comprise" | "number" => row.child(verb, &["dobj"]),
            "consist" => row.complement(verb, &["of"]),
            "identify" | "name" | "describe" => row.complement(verb, &["as"]),
            _ => None,
        };
        let subject = row.child(verb, &["nsubj", "nsubjpass"]);
        let Some((object, subject)) = object.zip(subject).filter(|(object, _)| *object > verb) else {
            continue;
        };
        // "The victims", where the dead were counted right before.
        let victims = || {
            let told = figures.iter().rev().find(|figure| !figure.part && figure.claim.end <= subject)?;
            (row.word(subject) == "victims" && told.harm == Harm::Killed && told.min > Some(1))
                .then_some((subject, Harm::Killed))
        };
        let Some((word, harm)) = harm_of(row, subject).or_else(victims) else { continue };
        let definite = row.word(subject) == "those"
            || row
                .children(subject, &["det"])
                .any(|word| matches!(row.word(word), "the" | "these" | "those"));
        if !definite || row.child(verb, &["neg"]).is_some() {
            continue;
        }
        let trigger = Trigger::word(word, harm, Argument::None, Pos::Noun);
        let mut from = verb + 1;
        let mut members = row.conjuncts(object);
        members.sort_unstable();
        for member in members {
            let Some(phrase) = people::phrase(row, member, from) else { continue };
            from = phrase.span.end;
            // "The dead were civilians": no number of them.
            if phrase.exactness != Exactness::Plural {
                part(row, &trigger, &phrase, figures);
            }
        }
    }
}

/// "**Of these**, 27 were men and five were women", "of the dead, 12 were women"; "36 died, **of whom 30 were rebels**".
fn of_these(row: &Row<'_, '_>, sentence: Range<usize>, figures: &mut Vec<FigureMention>) {
    let told = |before: usize, figures: &[FigureMention]| {
        let told = figures.iter().rev().find(|figure| !figure.part && figure.claim.end <= before);
        told.map(|figure| figure.harm)
    };
    let opening = matches!(row.word(sentence.start), "of" | "among")
        .then(|| row.child(sentence.start, &["pobj"]))
        .flatten()
        .and_then(|whole| {
            let pointing =
                matches!(row.word(whole), "these" | "those" | "them") && row.child(whole, &["acl"]).is_none();
            let own = || harm_of(row, whole).map(|(_, harm)| harm);
            let harm = if pointing { told(sentence.start, figures) } else { own() };
            harm.map(|harm| (whole, harm))
        });
    for verb in sentence.filter(|at| matches!(row.word(*at), "were" | "are")) {
        let whom = row.complement(verb, &["of"]).filter(|whom| row.word(*whom) == "whom" && *whom < verb);
        let of_whom = whom.and_then(|whom| told(whom, figures).map(|harm| (whom, harm)));
        let Some((whole, harm)) = of_whom.or(opening) else { continue };
        let subject = row.child(verb, &["nsubj"]).filter(|at| row.quantity(*at).is_some());
        let kind = row.child(verb, &["attr"]).filter(|kind| *kind > verb && row.group(*kind).is_some());
        let Some((number, kind)) = subject.or(verb.checked_sub(1)).zip(kind) else { continue };
        let counted = row.quantity(number).and_then(|_| people::phrase(row, number, whole));
        let Some((mut phrase, who)) = counted.zip(people::phrase(row, kind, verb + 1)) else { continue };
        (phrase.group, phrase.side, phrase.people, phrase.head) = (who.group, who.side, who.people, kind);
        (phrase.who, phrase.span) = (Some(who.span.clone()), phrase.number.start..who.span.end);
        let trigger = Trigger::word(whole, harm, Argument::None, Pos::Noun);
        part(row, &trigger, &phrase, figures);
    }
}

/// "Ten dead: **six soldiers, three civilians and a driver**": a list that comes to the number before it.
fn behind_a_colon(row: &Row<'_, '_>, figures: &mut Vec<FigureMention>) {
    for at in 0..figures.len() {
        let whole = &figures[at];
        let Some(count) = whole.min.filter(|min| *min > 1 && whole.max == Some(*min) && !whole.part) else {
            continue;
        };
        let sentence = row.sentence(whole.number.start);
        let opens = |at: &usize| matches!(row.word(*at), ":" | "—" | "–" | "--" | "-" | "(");
        let Some(colon) = (whole.number.end..sentence.end).find(opens) else { continue };
        let members = lists::members(row, colon + 1);
        let phrases: Vec<Phrase> =
            members.iter().filter_map(|(head, start)| people::phrase(row, *head, *start)).collect();
        let sum: u64 = phrases.iter().filter_map(|phrase| phrase.min).sum();
        if phrases.len() < 2 || phrases.len() != members.len() || sum != count {
            continue;
        }
        let trigger = Trigger::word(whole.trigger, whole.harm, Argument::None, Pos::Noun);
        let from = figures.len();
        for phrase in &phrases {
            part(row, &trigger, phrase, figures);
        }
        for figure in &mut figures[from..] {
            figure.part_of = Some(at);
        }
    }
}

/// Takes a kind of people for a part; its figure is there already where another rule read it.
fn part(row: &Row<'_, '_>, trigger: &Trigger, phrase: &Phrase, figures: &mut Vec<FigureMention>) {
    let known =
        figures.iter_mut().find(|figure| figure.head == Some(phrase.head) || figure.number == phrase.number);
    if let Some(known) = known {
        known.part |= known.harm == trigger.harm;
        return;
    }
    let from = figures.len();
    push(row, trigger, phrase, "casualties/breakdown", false, figures);
    for figure in &mut figures[from..] {
        figure.claim = phrase.span.clone();
        figure.part = true;
    }
}
