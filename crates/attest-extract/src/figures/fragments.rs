//! Figures that no tree leads to: headlines, fragments, adjectives that count ("a quadruple homicide").

use super::admissible::thing;
use super::people::{self, Likely};
use super::row::Row;
use super::sentence::{massacre, push};
use super::trigger::Trigger;
use super::{FigureMention, Reference, headline, nominal};
use attest_lexicon::{Argument, Pos};
use attest_model::{Exactness, Group, Harm};
use std::collections::BTreeSet;

/// "**Five shot** during a party": a headline's participle that the tagger takes for a noun.
pub(super) fn shot_nouns(row: &Row<'_, '_>, found: &mut Vec<FigureMention>) {
    for quantity in &row.quantities {
        let at = quantity.tokens.end;
        let noun = matches!(row.word(at), "shot" | "stabbed")
            && row.tag(at).starts_with('N')
            && row.dep(at) == "ROOT";
        let known =
            found.iter().any(|figure| figure.number.start < at && figure.number.end > quantity.tokens.start);
        if !noun || known || quantity.core.end != at {
            continue;
        }
        let Some(mut phrase) = people::phrase(row, quantity.core.end - 1, quantity.tokens.start) else {
            continue;
        };
        (phrase.min, phrase.max, phrase.exactness) = (quantity.min, quantity.max, quantity.exactness);
        (phrase.number, phrase.span, phrase.who) = (quantity.tokens.clone(), quantity.tokens.clone(), None);
        phrase.quantity = Some(0);
        let trigger = Trigger::word(at, Harm::KilledOrWounded, Argument::Object, Pos::Verb).weak();
        push(row, &trigger, &phrase, "casualties/headline-ahead", false, found);
    }
}

/// "a quadruple homicide", "the double shooting": an adjective that counts the victims of a noun of harm.
pub(super) fn multiples(row: &Row<'_, '_>, found: &mut Vec<FigureMention>) {
    for at in 0..row.lower.len() {
        let Some((count, noun, harm)) = nominal::multiple(row, at) else { continue };
        let Some(mut phrase) = people::phrase(row, noun, at) else { continue };
        phrase.number = at..at + 1;
        phrase.span = at..noun + 1;
        (phrase.min, phrase.max, phrase.exactness) = (Some(count), Some(count), Exactness::Exact);
        (phrase.quantity, phrase.group, phrase.side, phrase.who) = (Some(0), Some(Group::People), None, None);
        let weak = harm == Harm::KilledOrWounded;
        let trigger = Trigger { weak, ..Trigger::word(noun, harm, Argument::Itself, Pos::Noun) };
        found.retain(|figure| figure.head != Some(noun));
        push(row, &trigger, &phrase, "casualties/counted-noun", false, found);
    }
}

/// "four were shot, one fatally", "two of them fatally": the verb is unsaid, the adverb tells the harm.
fn fatally(row: &Row<'_, '_>, quantity: &super::numbers::Quantity, found: &mut Vec<FigureMention>) -> bool {
    let end = quantity.tokens.end;
    let at = if row.word(end) == "of" && matches!(row.word(end + 1), "them" | "whom" | "those") {
        end + 2
    } else {
        end
    };
    let verb = row.harm(at + 1).is_some();
    if row.word(at) != "fatally" || verb {
        return false;
    }
    let Some(mut phrase) = people::phrase(row, quantity.core.end - 1, quantity.tokens.start) else {
        return false;
    };
    (phrase.min, phrase.max, phrase.exactness) = (quantity.min, quantity.max, quantity.exactness);
    (phrase.number, phrase.span, phrase.who) = (quantity.tokens.clone(), quantity.tokens.clone(), None);
    (phrase.quantity, phrase.part) = (Some(0), false);
    let trigger = Trigger::word(at, Harm::Killed, Argument::None, Pos::Adverb);
    let before = found.len();
    push(row, &trigger, &phrase, "casualties/fatally", false, found);
    found.len() > before
}

/// Numbers that no tree led to: headlines and fragments.
pub(super) fn leftovers(row: &Row<'_, '_>, triggers: &[Trigger], found: &mut Vec<FigureMention>) {
    let mut used: BTreeSet<usize> = found.iter().flat_map(|figure| figure.number.clone()).collect();
    // "three of the **twenty** passengers": those whom the sufferers are taken from suffer nothing.
    let counts = |who: &std::ops::Range<usize>| who.clone().any(|at| row.quantity(at).is_some());
    used.extend(
        found
            .iter()
            .filter(|figure| figure.part || figure.who.as_ref().is_some_and(counts))
            .filter_map(|figure| figure.who.clone())
            .flatten(),
    );
    for quantity in &row.quantities {
        if fatally(row, quantity, found) || quantity.tokens.clone().any(|at| used.contains(&at)) {
            continue;
        }
        let at =
            |token: usize| triggers.iter().find(|trigger| trigger.tokens.contains(&token) && !trigger.weak);
        let ahead = headline::harm_ahead(row, quantity.tokens.end, |token| {
            at(token)
                .filter(|t| !massacre(row, t.head))
                .is_some_and(|t| !matches!(t.suffers, Argument::Of) || row.tag(t.head).starts_with("NNS"))
                // "left three dead and **injured another**": a verb with somebody of its own behind it.
                && !at(token).is_some_and(|t| does_it_to_another(row, t))
        })
        .filter(|(token, noun)| noun.is_none() || !does_it_to(row, *token, found));
        let behind = headline::harm_behind(row, quantity.tokens.start, |token| {
            let object = |t: &Trigger| {
                row.child(t.head, &["dobj"]).is_some_and(|object| quantity.tokens.contains(&object))
            };
            at(token)
                .is_some_and(|t| t.suffers == Argument::Object && (row.tag(t.head) != "VBN" || object(t)))
                // "killed 14 soldiers, **wounded 20** and captured three"
                || at(token).is_some_and(|t| t.suffers == Argument::Object && next_deed(row, t, quantity))
        });
        let gapped = headline::gapped(row, quantity)
            .and_then(|start| {
                triggers.iter().rev().find(|t| t.head < quantity.tokens.start && t.head >= start && !t.weak)
            })
            .map(|t| t.head);
        // "after killing wife, **2 young children**": a headline's list.
        let listed = quantity
            .tokens
            .start
            .checked_sub(2)
            .filter(|_| {
                row.before(quantity.tokens.start) == ","
                    && row.group(quantity.tokens.end).or_else(|| row.group(quantity.tokens.end + 1)).is_some()
            })
            .and_then(|before| {
                found.iter().find(|figure| {
                    figure.head == Some(before) && figure.trigger + 1 == before && !figure.weak
                })
            })
            .map(|figure| figure.trigger);
        let (token, noun, rule) = match (ahead, behind, gapped) {
            (None, None, None) if listed.is_some() => {
                let noun = (quantity.tokens.end..quantity.tokens.end + 2).find(|at| row.group(*at).is_some());
                (listed.unwrap_or_default(), noun, "casualties/headline-behind")
            }
            (Some((token, noun)), ..) => (token, noun, "casualties/headline-ahead"),
            (None, Some(token), _) => (token, None, "casualties/headline-behind"),
            (None, None, Some(token)) => (token, None, "casualties/gapped"),
            _ => continue,
        };
        let Some(trigger) = at(token) else { continue };
        // "16 fighters **of his group of 20** were killed": the number is of those of whom so many died.
        let of_whom = row.before(quantity.tokens.start) == "of"
            && found.iter().any(|figure| {
                figure.trigger == trigger.head
                    && figure.head.is_some_and(|head| {
                        head < quantity.tokens.start
                            && row.analysis.subtree_span(head).contains(&quantity.tokens.start)
                    })
            });
        if of_whom {
            continue;
        }
        // "gave **no casualty figure**": silence is no zero.
        if quantity.max == Some(0) && super::sentence::of_a_figure(row, trigger.head) {
            continue;
        }
        // "six shootings, one fatal": the deeds are counted.
        let deed = row.tag(trigger.head).starts_with("NN")
            && matches!(row.lemma(trigger.head), "shooting" | "stabbing" | "attack" | "incident" | "case");
        if deed {
            continue;
        }
        // "one **of the slain**": one of those who were counted before.
        if noun.is_none() && row.word(quantity.tokens.end) == "of" {
            continue;
        }
        let head = noun.unwrap_or(quantity.core.end - 1);
        let Some(mut phrase) = people::phrase(row, head, quantity.tokens.start) else { continue };
        (phrase.min, phrase.max, phrase.exactness) = (quantity.min, quantity.max, quantity.exactness);
        phrase.number = quantity.tokens.clone();
        phrase.span = quantity.tokens.start..head.max(quantity.tokens.end - 1) + 1;
        phrase.who = noun.map(|noun| quantity.tokens.end..noun + 1).filter(|who| !who.is_empty());
        phrase.quantity = Some(0);
        // "24 of them in one village and **33 in the other**"; "47 on the day and **23 more** afterwards" are no total either.
        let of_them = || {
            row.quantities.iter().any(|before| {
                let end = before.tokens.end;
                end <= quantity.tokens.start
                    && row.sentence(end) == row.sentence(quantity.tokens.start)
                    && row.word(end) == "of"
                    && matches!(row.word(end + 1), "them" | "whom" | "those")
            })
        };
        phrase.part = rule == "casualties/gapped" && (quantity.other || of_them());
        if noun.is_some_and(|noun| thing(row.lemma(noun)) && phrase.people != Likely::Yes) {
            continue;
        }
        let from = found.len();
        push(row, trigger, &phrase, rule, false, found);
        // "47 attackers were killed on the day **and 23 more** later": more of the same.
        if rule == "casualties/gapped" && noun.is_none() {
            let before = found[..from]
                .iter()
                .rev()
                .find(|figure| figure.trigger == trigger.head && figure.group.is_some())
                .map(|figure| (figure.group, figure.side));
            for (figure, (group, side)) in found[from..].iter_mut().zip(before) {
                (figure.group, figure.side) = (group, side.or(figure.side));
                // "as were seventeen **from the Armed Forces**"
                if let Some((group, who)) = super::ellipsis::of_a_service(row, figure) {
                    (figure.group, figure.who, figure.side) = (Some(group), Some(who), None);
                }
            }
        }
    }
}

/// "Two men **shot dead a policeman**", "four gunmen **shot and killed** a judge": the words of harm have somebody behind them whom it was
/// done to, and the people in front did it.
fn does_it_to(row: &Row<'_, '_>, token: usize, found: &[FigureMention]) -> bool {
    let own = token..token + 4;
    found.iter().any(|figure| {
        figure.rule == "casualties/active"
            && own.contains(&figure.trigger)
            && figure.head.is_some_and(|head| head > figure.trigger)
            && (token + 1..figure.trigger)
                .all(|at| matches!(row.word(at), "and" | "dead" | "to" | "death" | "fatally"))
    })
}

/// "killed 14 soldiers, **wounded 20**, captured three": the next of the verbs of one doer, which the parser takes for a participle.
fn next_deed(row: &Row<'_, '_>, trigger: &Trigger, quantity: &super::numbers::Quantity) -> bool {
    let verb = trigger.tokens.start;
    let behind = row.word(quantity.tokens.end);
    let before = row.analysis.sentence_of(verb).start..verb;
    matches!(row.before(verb), "," | "and")
        && matches!(behind, "," | "and" | "." | ";" | "in" | "near" | "at" | "during" | "others")
        && before.rev().take(8).any(|at| {
            row.harm(at).is_some()
                && row.child(at, &["dobj"]).is_some_and(|object| row.group(object).is_some())
        })
}

/// Whether the verb has somebody new for its object right behind it.
fn does_it_to_another(row: &Row<'_, '_>, trigger: &Trigger) -> bool {
    trigger.suffers == Argument::Object
        && row.child(trigger.head, &["dobj"]).is_some_and(|object| {
            object > trigger.head && (row.word(object) == "another" || row.quantity(object).is_some())
        })
}

/// "Teen Injured In Accident": a noun of people right before a participle of harm that the parser took for a name.
pub(super) fn bare_heads(row: &Row<'_, '_>, triggers: &[Trigger], found: &mut Vec<FigureMention>) {
    for trigger in triggers {
        let at = trigger.tokens.start;
        let word = row.word(trigger.head);
        let participle = word.ends_with("ed")
            || matches!(word, "dead" | "shot" | "hurt" | "slain" | "dies" | "dying" | "passes");
        if !participle || found.iter().any(|figure| figure.trigger == trigger.head) {
            continue;
        }
        // "an officer fatally shot Doe": the verb has its object, whoever that is.
        let object = row.child(trigger.head, &["dobj"]);
        if object.is_some_and(|object| trigger.suffers == Argument::Object || object > trigger.head) {
            continue;
        }
        let Some(mut head) = headline::people_before(row, at) else { continue };
        // "Child shot **by father** dies": who did it is not who died.
        let doer = (row.sentence(head).start..head).rev().take(3).find(|at| row.word(*at) == "by");
        if let Some(by) = doer {
            let participle = by.checked_sub(1).filter(|at| row.tag(*at).starts_with("VB"));
            let Some(other) = participle.and_then(|verb| headline::people_before(row, verb)) else {
                continue;
            };
            head = other;
        }
        if found.iter().any(|figure| figure.head == Some(head) && !figure.weak) {
            continue;
        }
        let Some(phrase) = people::phrase(row, head, row.sentence(head).start) else { continue };
        if phrase.people == Likely::Yes || phrase.reference == Reference::Other {
            push(row, trigger, &phrase, "casualties/headline-noun", false, found);
        }
    }
}
