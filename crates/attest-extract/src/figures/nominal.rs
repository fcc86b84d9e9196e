//! Nouns and adjectives of harm: "the deaths of 14", "a toll of 12", "left 12 dead", "the wounded", "bodies of five men".

use super::row::Row;
use super::verbal::{Sufferer, subject_of};
use attest_model::Harm;

/// "X is dead", "left 12 people dead", "was found dead", "dead soldiers".
pub(crate) fn adjective(row: &Row<'_, '_>, at: usize) -> Vec<Sufferer> {
    let head = row.head(at);
    // "was pronounced dead": the phrase's head is a verb with a subject of its own.
    if row.child(at, &["nsubjpass", "auxpass"]).is_some() {
        return super::verbal::sufferers(row, at, true);
    }
    let one = |head: Option<usize>, rule| head.map(|head| vec![(head, rule)]).unwrap_or_default();
    match row.dep(at) {
        "amod" | "nmod" | "compound" if row.tag(head).starts_with('N') && head > at => {
            // "left a boy dead": the parser sometimes hangs the adjective on the noun before it.
            vec![(head, "casualties/attributive")]
        }
        // "left 12 soldiers and 30 rebels dead": all whom the verb left so.
        "amod" | "acl" | "appos" if head < at && left_so(row, head) => {
            let first = crate::tree::first_conjunct(row.analysis, head);
            // "left four **wounded** and one dead": a word of harm of their own.
            let own = |one: usize| {
                row.children(one, &["acl", "amod"])
                    .any(|word| word > one && word != at && row.harm(word).is_some())
            };
            let all = row.conjuncts(first).into_iter().filter(|one| !own(*one));
            all.map(|one| (one, "casualties/result")).collect()
        }
        "amod" | "acl" | "appos" if head < at => vec![(head, "casualties/result")],
        "acomp" | "attr" => {
            let subject =
                row.child(head, &["nsubj", "nsubjpass"]).filter(|subject| row.word(*subject) != "there");
            match subject {
                Some(subject) => vec![(subject, "casualties/predicate")],
                None if row.child(head, &["expl"]).is_none() => {
                    one(subject_of(row, head), "casualties/predicate")
                }
                None => Vec::new(),
            }
        }
        // "3 dead, 5 hurt": the dead have a number of their own.
        "ccomp" if row.child(at, &["nummod"]).is_some() => Vec::new(),
        "oprd" | "xcomp" | "ccomp" => {
            if let Some(subject) = row.child(at, &["nsubj"]) {
                return vec![(subject, "casualties/result")];
            }
            let object = row.child(head, &["dobj"]).filter(|object| *object != at);
            one(
                object.or_else(|| row.child(head, &["nsubjpass", "nsubj"])).or_else(|| subject_of(row, head)),
                "casualties/result",
            )
        }
        "conj" => {
            // "was dead or dying", "one dead and five hurt": a member of a list with its own number counts itself.
            if row.quantity(at.saturating_sub(1)).is_some() || row.child(at, &["nummod", "det"]).is_some() {
                return Vec::new();
            }
            // "25 escaped and **115 are** missing": a subject of its own.
            let own = row.child(at, &["nsubj"]).or_else(|| row.child(head, &["nsubj"]));
            if own.is_some() {
                return one(own, "casualties/predicate");
            }
            one(row.child(row.head(head), &["nsubj", "nsubjpass"]), "casualties/predicate")
        }
        "ROOT" | "advcl" | "relcl" => one(
            row.child(at, &["nsubj", "nsubjpass"])
                .or_else(|| row.child(at, &["dep"]).filter(|dep| *dep < at)),
            "casualties/predicate",
        ),
        _ => Vec::new(),
    }
}

/// The sufferers that a noun such as "death" or "killing" names: after "of" or "to", before it with an apostrophe, or as
/// the first part of a compound ("the shooting death of …" has its own).
pub(crate) fn of_noun(row: &Row<'_, '_>, noun: usize) -> Vec<Sufferer> {
    let mut found = Vec::new();
    if let Some(of) = row.complement(noun, &["of", "to", "among", "for"]) {
        found.push((of, "casualties/of"));
        // "the bodies of a man, **a woman and two children** were found": a list that the parser cut in two subjects.
        let next = row.children(row.head(noun), &["nsubjpass", "nsubj"]).find(|next| *next > noun);
        let goes_on = |next: &usize| {
            row.analysis.subtree_span(of).end <= *next && super::verbal::list_goes_on(row, of, *next)
        };
        found.extend(next.filter(goes_on).map(|next| (next, "casualties/of")));
    } else if let Some((_, sufferer)) = crate::tree::done_by_to(row.analysis, noun) {
        found.push((sufferer, "casualties/of"));
    } else if let Some(owner) = row.child(noun, &["poss"]).filter(|_| {
        !matches!(row.lemma(noun), "body" | "remains") || row.token(noun).is_some_and(crate::tree::is_found)
    }) {
        found.push((owner, "casualties/possessive"));
    }
    found
}

/// Whether the noun is the last of those whom something "left" in a state.
fn left_so(row: &Row<'_, '_>, noun: usize) -> bool {
    let first = crate::tree::first_conjunct(row.analysis, noun);
    first != noun && row.dep(first) == "dobj" && row.lemma(row.head(first)) == "leave"
}

/// "the enemy lost 52 soldiers": fighters as the object of a loss.
pub(crate) fn lost(row: &Row<'_, '_>) -> Vec<(usize, Sufferer)> {
    let mut found = Vec::new();
    for at in 0..row.lower.len() {
        if row.lemma(at) == "lose" && row.tag(at).starts_with("VB") {
            // "lost **around 30** of their number"
            let bare = || {
                let (_, quantity) = row.quantity(at + 1)?;
                let number = quantity.core.end - 1;
                row.complement(number, &["of"])
                    .is_some_and(|of| matches!(row.lemma(of), "number" | "own" | "rank"))
                    .then_some(number)
            };
            let object = row.child(at, &["dobj"]).or_else(bare);
            found.extend(object.map(|object| (at, (object, "casualties/lost"))));
        }
    }
    found
}

/// "**forcing 17,000 people to evacuate**", "drove 12,000 residents **from their homes**": the verb, and those whom it makes leave. What the
/// lexicon has as one phrase ("were forced to flee") is read by that.
pub(crate) fn driven_out(row: &Row<'_, '_>) -> Vec<(usize, Sufferer)> {
    let home = |noun: usize| {
        matches!(
            row.lemma(noun),
            "home"
                | "house"
                | "village"
                | "town"
                | "area"
                | "district"
                | "land"
                | "dwelling"
                | "city"
                | "camp"
        )
    };
    let leaves = |verb: usize| match row.lemma(verb) {
        "flee" | "evacuate" | "relocate" => true,
        "leave" | "abandon" => row.child(verb, &["dobj"]).is_some_and(home),
        _ => false,
    };
    let mut found = Vec::new();
    for verb in (0..row.lower.len()).filter(|at| row.tag(*at).starts_with("VB")) {
        if !matches!(
            row.lemma(verb),
            "force" | "drive" | "push" | "send" | "compel" | "oblige" | "prompt" | "cause"
        ) {
            continue;
        }
        let out = row.children(verb, &["xcomp", "ccomp", "advcl"]).any(leaves)
            || matches!(row.lemma(verb), "force" | "drive" | "push")
                && row.complement(verb, &["from"]).is_some_and(home);
        let who = row.child(verb, &["dobj", "nsubjpass"]).or_else(|| {
            // "forced 3,000 **families** to abandon their homes": the subject of their leaving.
            let clause = row.children(verb, &["ccomp"]).find(|clause| leaves(*clause))?;
            row.child(clause, &["nsubj"])
        });
        found.extend(who.filter(|_| out).map(|who| (verb, (who, "casualties/active"))));
    }
    found
}

/// "The attack **claimed 12 lives**", "the blast cost 30 lives": the verb and those who lost them.
pub(crate) fn lives(row: &Row<'_, '_>) -> Vec<(usize, Sufferer)> {
    let mut found = Vec::new();
    for verb in 0..row.lower.len() {
        if !matches!(row.lemma(verb), "claim" | "cost" | "take") || !row.tag(verb).starts_with("VB") {
            continue;
        }
        let lives = row.child(verb, &["dobj"]).filter(|object| {
            row.word(*object) == "lives"
                && row.child(*object, &["nummod"]).is_some()
                && row.complement(*object, &["of"]).is_none()
        });
        found.extend(lives.map(|object| (verb, (object, "casualties/lives"))));
    }
    found
}

/// "the number of soldiers **killed at 30**": what stands behind the participle.
fn of_the_killed(row: &Row<'_, '_>, number: usize) -> Option<usize> {
    let people = row.complement(number, &["of"])?;
    row.child(people, &["acl"]).and_then(|acl| row.complement(acl, &["at"]))
}

/// "bringing **the number of troops killed** in the ambush **to 17**", "raising to nine the number of …": the verb, the number, and where
/// the words that say of whom end.
fn brought_to(row: &Row<'_, '_>) -> Vec<(usize, usize, usize)> {
    let mut found = Vec::new();
    for verb in (0..row.lower.len()).filter(|at| row.tag(*at).starts_with("VB")) {
        if !matches!(
            row.lemma(verb),
            "bring" | "raise" | "take" | "push" | "lift" | "increase" | "revise" | "lower" | "reduce"
        ) {
            continue;
        }
        // "revised **the number killed** from 86 to 68"
        let counts = |object: &usize| {
            matches!(row.lemma(*object), "number" | "figure" | "count" | "total")
                && (row.complement(*object, &["of"]).is_some()
                    || row.child(*object, &["acl"]).is_some_and(|word| row.harm(word).is_some()))
        };
        let Some(number) = row.children(verb, &["dobj"]).find(counts) else { continue };
        let end = row.analysis.subtree_span(verb).end;
        let to = (verb + 1..end).rev().find(|at| row.word(*at) == "to" && row.quantity(at + 1).is_some());
        let value = to.and_then(|to| row.quantity(to + 1)).map(|(_, quantity)| quantity.core.end - 1);
        found.extend(value.map(|value| (verb, value, value.max(row.analysis.subtree_span(number).end))));
    }
    found
}

/// "while the ministry **put the number at five**": the verb and the number, of what was counted before it; and where the words that say
/// of whom end.
pub(crate) fn put_at(row: &Row<'_, '_>) -> Vec<(usize, usize, usize)> {
    let mut found = brought_to(row);
    for verb in (0..row.lower.len()).filter(|at| row.lemma(*at) == "put" && row.tag(*at).starts_with("VB")) {
        let number = row.children(verb, &["dobj"]).find(|object| {
            // "put **its losses** at three"
            matches!(
                row.lemma(*object),
                "number" | "figure" | "count" | "total" | "loss" | "casualty" | "toll"
            ) && (row.complement(*object, &["of"]).is_none_or(|of| row.harm(of).is_some())
                || of_the_killed(row, *object).is_some())
        });
        let at = number.and_then(|number| {
            // "put the number **of soldiers killed at** between 30 and 32"
            let own = of_the_killed(row, number).or_else(|| row.complement(verb, &["at"]));
            // "put the number **killed at six**"
            let participle = || row.child(number, &["acl"]).and_then(|acl| row.complement(acl, &["at"]));
            own.or_else(|| row.complement(number, &["at"])).or_else(participle)
        });
        // "put the number of casualties **at under 100**"
        let bounded = || {
            let at = row.children(verb, &["prep"]).find(|prep| row.word(*prep) == "at");
            number.and(at).and_then(|at| row.child(at, &["prep"])).and_then(|prep| row.child(prep, &["pobj"]))
        };
        let at = at.or_else(bounded);
        found.extend(at.filter(|at| row.quantity(*at).is_some()).map(|at| (verb, at, at)));
    }
    found
}

/// "turned the gun on himself": the doer's own death.
pub(crate) fn gun_on_himself(row: &Row<'_, '_>) -> Vec<(usize, Sufferer)> {
    let mut found = Vec::new();
    for at in (0..row.lower.len()).filter(|at| row.lemma(*at) == "turn" && row.tag(*at).starts_with("VB")) {
        let gun = row
            .child(at, &["dobj"])
            .is_some_and(|object| row.is_weapon(object) || matches!(row.lemma(object), "gun" | "weapon"));
        let sentence = row.sentence(at);
        let himself = (at + 1..sentence.end.min(at + 7))
            .any(|next| row.before(next) == "on" && super::verbal::reflexive(row.word(next)));
        if gun && himself {
            found.extend(subject_of(row, at).map(|subject| (at, (subject, "casualties/reflexive"))));
        }
    }
    found
}

/// "double", "triple", "quadruple" before a noun of harm: how many, the noun, and the harm.
pub(crate) fn multiple(row: &Row<'_, '_>, at: usize) -> Option<(u64, usize, Harm)> {
    let count = match row.word(at) {
        "double" => 2,
        "triple" => 3,
        "quadruple" => 4,
        "quintuple" => 5,
        "sextuple" => 6,
        _ => return None,
    };
    let fatal = row.word(at + 1) == "fatal";
    let noun = at + 1 + usize::from(fatal);
    // "a double murder-suicide", "a triple murder and suicide": the doer is one more.
    let with_doer = (noun + 1..noun + 3).any(|at| row.word(at) == "suicide")
        && matches!(row.word(noun), "murder" | "homicide")
        || row.word(noun) == "murder-suicide";
    if with_doer {
        return Some((count + 1, noun, Harm::Killed));
    }
    if matches!(row.word(noun + 1), "-" | "suicide" | "suspect" | "suspects") {
        return None;
    }
    match row.word(noun) {
        "murder" | "murders" | "homicide" | "homicides" | "killing" | "killings" | "slaying" | "slayings"
        | "fatality" | "execution" => Some((count, noun, Harm::Killed)),
        "shooting" | "stabbing" if fatal => Some((count, noun, Harm::Killed)),
        "shooting" | "stabbing" => Some((count, noun, Harm::KilledOrWounded)),
        _ => None,
    }
}

/// A noun that says the harm by itself and is counted: "12 deaths", "30 injuries", "the wounded".
pub(crate) fn counted(row: &Row<'_, '_>, noun: usize) -> bool {
    row.child(noun, &["nummod", "quantmod"]).is_some()
        || noun.checked_sub(1).is_some_and(|before| row.quantity(before).is_some())
}

/// Where the number of a toll stands: "a toll of 12", "the toll rose to 14", "bringing the toll to 14", "the number of dead at 40",
/// "toll: 12". Returns the head of the counted phrase.
pub(crate) fn toll(row: &Row<'_, '_>, noun: usize) -> Vec<Sufferer> {
    let mut found = Vec::new();
    let number = |head: usize| {
        let span = row.analysis.subtree_span(head);
        (span.start..=head).any(|at| row.quantity(at).is_some())
    };
    for of in row.children(noun, &["prep"]).filter_map(|prep| row.child(prep, &["pobj"])) {
        if number(of) {
            found.push((of, "casualties/toll-of"));
        }
    }
    let verb = row.head(noun);
    if matches!(row.dep(noun), "nsubj" | "nsubjpass" | "dobj") {
        for prep in row.children(verb, &["prep"]).filter(|prep| matches!(row.word(*prep), "to" | "at" | "of"))
        {
            if let Some(value) = row.child(prep, &["pobj"]).filter(|value| number(*value)) {
                found.push((value, "casualties/toll-verb"));
            }
        }
        // "rose **from 12 to 15**", "was revised down from 15 to 12": what it is now.
        for from in row.children(verb, &["prep"]).filter(|prep| row.word(*prep) == "from") {
            let Some(first) = row.child(from, &["pobj"]) else { continue };
            if row.tag(first) == "CD" && row.word(first + 1) == "to" && row.quantity(first + 2).is_some() {
                found.push((first + 2, "casualties/toll-verb"));
            } else if let Some(before) = row.child(first, &["quantmod"])
                && row.word(before + 1) == "to"
                && row.quantity(first).is_some()
            {
                found.push((first, "casualties/toll-verb"));
            }
        }
        if row.dep(noun) == "nsubj" {
            found.extend(
                row.children(verb, &["attr", "dobj", "acomp"])
                    .filter(|value| number(*value))
                    .map(|value| (value, "casualties/toll-verb")),
            );
        }
    }
    // "a **refugee** camp of 21,000": the number is the camp's.
    let of_another = row.dep(noun) == "compound"
        && !matches!(row.lemma(row.head(noun)), "toll" | "count" | "number" | "tally" | "figure" | "total");
    if found.is_empty() && !of_another {
        // "an earlier toll on Sunday evening of 15": the number hangs elsewhere, but stands close.
        let sentence = row.sentence(noun);
        let of = (noun + 1..sentence.end.min(noun + 9))
            // "near Tolsa, killing **at least** 83": a hedge is no "at".
            .filter(|at| row.quantity(*at).is_none())
            // "the massacre was the **killing of** at least 70": that of the other word.
            .filter(|at| {
                !(noun + 1..*at)
                    .any(|between| row.tag(between).starts_with('N') && row.harm(between).is_some())
            })
            .find(|at| matches!(row.word(*at), "of" | ":" | "to" | "at") && row.quantity(at + 1).is_some());
        found.extend(
            of.and_then(|of| row.quantity(of + 1))
                .map(|(_, quantity)| (quantity.core.end - 1, "casualties/toll-of")),
        );
    }
    found.truncate(2);
    found
}
