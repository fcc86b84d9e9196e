//! The figures of running text: each harm word asked for its sufferers, each sufferer read, the left-over numbers tried as headlines.

use super::admissible::{admissible, thing};
use super::fragments::{bare_heads, leftovers, multiples, shot_nouns};
use super::nobody::{self, Nobody};
use super::people::{self, Likely, Phrase};
use super::row::Row;
use super::trigger::{self, Trigger};
use super::verbal::Sufferer;
use super::{
    FigureMention, Reference, breakdown, clause, ellipsis, headline, hurt, joint, lists, nominal, parts,
    shades, verbal,
};
use crate::modality;
use attest_lexicon::{Argument, Pos};
use attest_model::{Certainty, Exactness, Group, Harm, Reality, Side};

/// The figures of a passage, in text order.
pub(crate) fn read(row: &Row<'_, '_>) -> Vec<FigureMention> {
    let triggers = trigger::read(row);
    let mut found = Vec::new();
    for trigger in &triggers {
        for sufferer in sufferers(row, trigger) {
            figures(row, &triggers, trigger, sufferer, &mut found);
        }
    }
    for (trigger, sufferer) in hurt::read(row) {
        figures(row, &triggers, &trigger, sufferer, &mut found);
    }
    for (verb, sufferer) in nominal::lost(row) {
        let fighters = people::phrase(row, sufferer.0, 0).is_some_and(|phrase| {
            phrase.quantity.is_some()
                && matches!(
                    phrase.group,
                    Some(
                        Group::Soldiers | Group::Militants | Group::Police | Group::People | Group::Attackers
                    )
                )
                || phrase.part && phrase.who.as_ref().is_some_and(|who| row.lemma(who.end - 1) == "number")
        });
        if fighters {
            // "lost 1,150 soldiers **killed and wounded**"
            let end = people::phrase(row, sufferer.0, 0).map_or(sufferer.0 + 1, |phrase| phrase.span.end);
            let both = row.word(end) == "killed"
                && matches!(row.word(end + 1), "and" | "or")
                && matches!(row.word(end + 2), "wounded" | "injured");
            let harm = if both { Harm::KilledOrWounded } else { Harm::Killed };
            let trigger = Trigger::word(verb, harm, Argument::Object, Pos::Verb);
            figures(row, &triggers, &trigger, sufferer, &mut found);
        }
    }
    for (verb, sufferer) in nominal::driven_out(row) {
        let counted = people::phrase(row, sufferer.0, 0).filter(|phrase| phrase.quantity.is_some());
        // "forced 3,000 families **to abandon** their homes": an infinitive that was done.
        if let Some(phrase) = counted {
            found.retain(|figure| !(figure.harm == Harm::Displaced && figure.number == phrase.number));
            let trigger = Trigger::word(verb, Harm::Displaced, Argument::Object, Pos::Verb);
            figures(row, &triggers, &trigger, sufferer, &mut found);
        }
    }
    for (verb, sufferer) in nominal::lives(row) {
        let trigger = Trigger::word(verb, Harm::Killed, Argument::Object, Pos::Verb);
        figures(row, &triggers, &trigger, sufferer, &mut found);
    }
    for (verb, value, end) in nominal::put_at(row) {
        let before = found.iter().filter(|figure| figure.trigger < verb && figure.number.start < verb);
        // "put the number **killed** at six": the words themselves say of whom.
        let own = triggers
            .iter()
            .filter(|trigger| trigger.head > verb && trigger.head < end)
            // "put the number of **casualties** at under 100"
            .find(|trigger| {
                let noun = trigger.suffers == Argument::Itself && row.dep(trigger.head) != "dobj";
                // "put the **number of wounded** at 14"
                let number = trigger.suffers == Argument::None && trigger.tokens.len() > 1;
                row.tag(trigger.head) == "VBN" || noun || number
            });
        // "killed 16 and wounded six. The rebels put **the number** at 31": of the dead, where dead and hurt were counted together.
        let told = || {
            let last = before.clone().max_by_key(|figure| figure.trigger)?;
            let sentence = row.sentence(last.trigger);
            let dead = before
                .clone()
                .any(|figure| figure.harm == Harm::Killed && sentence.contains(&figure.trigger));
            Some(if dead && last.harm == Harm::Wounded { Harm::Killed } else { last.harm })
        };
        let Some(harm) = own.map(|trigger| trigger.harm).or_else(told) else {
            continue;
        };
        let trigger = Trigger::word(verb, harm, Argument::None, Pos::Verb);
        let from = found.len();
        figures(row, &triggers, &trigger, (value, "casualties/toll-verb"), &mut found);
        // "the number of **soldiers killed** at 30": those whom the number counts, and no others.
        let plural = found[..from].iter().position(|figure| {
            figure.exactness == Exactness::Plural && own.is_some_and(|own| own.head == figure.trigger)
        });
        if let Some(plural) = plural.filter(|_| found.len() > from) {
            let people = found.remove(plural);
            for figure in &mut found[from - 1..] {
                figure.group = people.group;
                figure.side = people.side.or(figure.side);
                figure.who.clone_from(&people.who);
                figure.head = people.head;
            }
        }
    }
    for (verb, sufferer) in nominal::gun_on_himself(row) {
        let trigger = Trigger::word(verb, Harm::Killed, Argument::Object, Pos::Verb);
        figures(row, &triggers, &trigger, sufferer, &mut found);
    }
    leftovers(row, &triggers, &mut found);
    shot_nouns(row, &mut found);
    multiples(row, &mut found);
    bare_heads(row, &triggers, &mut found);
    // "the casualty toll rose to **46 killed** and 165 injured": what the number itself says of those it counts.
    let told: Vec<_> = found
        .iter()
        .filter(|figure| matches!(figure.harm, Harm::Killed | Harm::Wounded))
        .map(|figure| figure.number.clone())
        .collect();
    found.retain(|figure| figure.harm != Harm::KilledOrWounded || !told.contains(&figure.number));
    let mut settled = joint::settle(row, found);
    settled.sort_by_key(|figure| (figure.number.start, figure.trigger, figure.number.end));
    parts::mark_parts(row, &mut settled);
    breakdown::read(row, &mut settled);
    ellipsis::fill(row, &mut settled);
    settled
}

/// Heads of the phrases that suffer what a trigger says.
fn sufferers(row: &Row<'_, '_>, trigger: &Trigger) -> Vec<Sufferer> {
    let at = trigger.head;
    let verbish = row.tag(at).starts_with("VB");
    // "claimed the lives of nine": the phrase ends in its own preposition.
    let last = trigger.tokens.end - 1;
    if row.word(last) == "of" && trigger.tokens.len() > 2 {
        return row
            .child(last, &["pobj"])
            .map(|head| vec![(head, "casualties/lives-of")])
            .unwrap_or_default();
    }
    if row.dep(at) == "acl"
        && let Some(mut found) = among(row, row.head(at))
    {
        // "a child was among **11 people** killed"
        if row.word(row.head(at)) != "those" {
            found.push((row.head(at), "casualties/participle"));
        }
        return found;
    }
    // "shot **at a medical team**": those at whom it was done.
    if verbish && trigger.tokens.len() > 1 && row.word(last) == "at" {
        return row.child(last, &["pobj"]).map(|head| vec![(head, "casualties/active")]).unwrap_or_default();
    }
    match (trigger.suffers, trigger.pos) {
        (Argument::Object, _) if verbish || trigger.pos == Pos::Verb => verbal::sufferers(row, at, true),
        (Argument::Subject, _) => {
            let found = verbal::sufferers(row, at, false);
            // "eight others, including five boys, **sustained injuries**"
            let before = || verbal::before_the_included(row, trigger.tokens.start);
            if found.is_empty() {
                before().map(|subject| vec![(subject, "casualties/subject")]).unwrap_or_default()
            } else {
                found
            }
        }
        (Argument::Modified, _) => nominal::adjective(row, at),
        (Argument::Of | Argument::Preposition | Argument::Itself, Pos::Noun | Pos::Phrase) => {
            noun(row, trigger)
        }
        (Argument::Itself, _) if of_a_figure(row, at) => Vec::new(),
        (Argument::Itself, _) => vec![(at, "casualties/itself")],
        (Argument::None, _) => nominal::toll(row, at),
        _ => Vec::new(),
    }
}

/// "gave **no casualty figure**": a figure is missing, and nobody is counted as none.
pub(super) fn of_a_figure(row: &Row<'_, '_>, at: usize) -> bool {
    let figure = |at: usize| {
        matches!(
            row.lemma(at),
            "figure"
                | "toll"
                | "count"
                | "number"
                | "report"
                | "detail"
                | "estimate"
                | "breakdown"
                | "datum"
                | "data"
                | "information"
                | "list"
                | "statistic"
                | "record"
                | "total"
                | "tally"
        )
    };
    figure(at) || matches!(row.dep(at), "compound" | "amod" | "nmod") && figure(row.head(at))
}

/// "The deaths of 14", "14 deaths", "the wounded", "bodies of five men".
fn noun(row: &Row<'_, '_>, trigger: &Trigger) -> Vec<Sufferer> {
    let at = trigger.head;
    if let Some(found) = among(row, at) {
        return found;
    }
    let mut found =
        if trigger.weak && row.lemma(at) == "victim" { Vec::new() } else { nominal::of_noun(row, at) };
    // "in the death of - WXYZ Local 6": what a cut headline ends in is the page's own name.
    // The hyphens of "a 12-year-old girl" cut nothing.
    let cut = |at: usize| matches!(row.word(at), "-" | "–" | "—" | "|") && row.tag(at) != "HYPH";
    found.retain(|(head, _)| *head < at || !(at..*head).any(cut));
    // "The victim was 17": the age of one, no toll.
    if !(trigger.weak && row.tag(at) == "NN") {
        // "Casualties stood at **185 dead** and 300 injured": each has a word of its own.
        let own = |value: usize| trigger.harm == Harm::KilledOrWounded && row.harm(value).is_some();
        found.extend(nominal::toll(row, at).into_iter().filter(|(value, _)| !own(*value)));
    }
    // "five shootings", "several massacres" are events, not people.
    let events = trigger.weak && row.lemma(at).ends_with("ing") || massacre(row, at);
    if !events
        && nominal::counted(row, at)
        && (found.is_empty() || found.iter().all(|(head, _)| row.quantity(*head).is_none()))
    {
        return vec![(at, "casualties/counted-noun")];
    }
    if found.is_empty() && of_a_figure(row, at) {
        return found;
    }
    if found.is_empty() && trigger.suffers == Argument::Itself {
        found.push((at, "casualties/itself"));
    }
    found
}

/// "two of whom were among the dead", "among the dead were two children", "**among those killed** was a nurse": who is one of them.
fn among(row: &Row<'_, '_>, dead: usize) -> Option<Vec<Sufferer>> {
    let prep = row.head(dead);
    if row.dep(dead) != "pobj" || row.word(prep) != "among" {
        return None;
    }
    let verb = row.head(prep);
    let subject = row
        .children(verb, &["nsubj", "attr"])
        .find(|subject| row.quantity(*subject).is_some() || row.group(*subject).is_some());
    Some(
        subject
            .map(|subject| vec![(verbal::antecedent(row, subject), "casualties/among-the-dead")])
            .unwrap_or_default(),
    )
}

/// The figures of one sufferer and of those listed with it.
fn figures(
    row: &Row<'_, '_>,
    triggers: &[Trigger],
    trigger: &Trigger,
    (head, rule): Sufferer,
    found: &mut Vec<FigureMention>,
) {
    // A counted noun of harm has no list of its own: "injuries and three counts of assault".
    let members = if matches!(rule, "casualties/itself" | "casualties/counted-noun") {
        vec![head]
    } else {
        let mut members = row.conjuncts(head);
        members.extend(stray(row, trigger, &members));
        if rule != "casualties/reflexive" {
            members.extend(lists::around(row, head, trigger.head));
        }
        if matches!(rule, "casualties/participle" | "casualties/reduced-passive" | "casualties/result") {
            members.extend(headline::list(row, head, trigger.tokens.start));
        }
        members.sort_unstable();
        members.dedup();
        members
    };
    let mut from = 0;
    for (place, member) in members.iter().copied().enumerate() {
        // "100 people killed and 400 hurt": what stands behind the participle of another noun has a word of its own.
        let behind = head < trigger.head && member > trigger.head;
        if behind
            && matches!(rule, "casualties/participle" | "casualties/reduced-passive" | "casualties/result")
        {
            break;
        }
        // "a woman who locked in **herself and a child**": the list is that of the pronoun.
        let and = (head..member).rev().find(|at| matches!(row.word(*at), "and" | "or"));
        if place > 0 && and.is_some_and(|and| verbal::reflexive(row.before(and))) {
            break;
        }
        // "The teacher and mother of two **was** killed": one person under two names.
        if place > 0 && same_person(row, trigger, head, member) {
            continue;
        }
        // "12 deaths and 40 injuries": the second noun is a harm of its own.
        // "Police: woman shot": what stands before a colon suffers nothing behind it.
        if member < trigger.tokens.start && row.any(member + 1..trigger.tokens.start, &[":"]) {
            continue;
        }
        // "3 dead, 7 hurt": the second number has a word of harm of its own.
        if place > 0
            && row.quantity(member).is_some_and(|(_, quantity)| {
                triggers.iter().any(|other| {
                    other.head != trigger.head
                        && other.tokens.start == quantity.tokens.end
                        && other.harm != trigger.harm
                })
            })
        {
            continue;
        }
        // "killed eight rebels and **injured scores**": a verb of its own, which the parser hangs on the noun.
        let own_verb = row.children(member, &["amod"]).any(|word| {
            matches!(row.tag(word), "VBN" | "JJ" | "VBD")
                && matches!(row.before(word), "and" | ",")
                && triggers.iter().any(|other| other.head == word && other.harm != trigger.harm)
        });
        if place > 0 && own_verb {
            continue;
        }
        if place > 0
            && triggers
                .iter()
                .any(|other| other.tokens.contains(&member) && other.suffers != Argument::Modified)
        {
            continue;
        }
        if let Some(earlier) = shared_noun(row, member, from) {
            push(row, trigger, &earlier, rule, place > 0, found);
            from = earlier.span.end;
        }
        let Some(phrase) = people::phrase(row, member, from) else { continue };
        // "killed nine people, a monitor and medics said": the parser takes the speakers into the list.
        if place > 0 && speaks(row, phrase.span.end) {
            break;
        }
        from = phrase.span.end.max(from);
        // "None of the 12 hostages was hurt" makes no none of the hostages.
        if let Some(part) = of_those(row, member).filter(|part| part.max != Some(0)) {
            push(row, trigger, &part, "casualties/of-those", place > 0, found);
        }
        push(row, trigger, &phrase, rule, place > 0, found);
    }
}

/// Whether a verb in the singular holds two nouns for one person: one article, and the second noun without any.
fn same_person(row: &Row<'_, '_>, trigger: &Trigger, head: usize, member: usize) -> bool {
    let one = row
        .children(trigger.head, &["auxpass", "aux"])
        .any(|aux| matches!(row.word(aux), "was" | "is" | "has"));
    one && row.tag(head) == "NN"
        && row.tag(member) == "NN"
        && row.child(head, &["det"]).is_some()
        && row.child(member, &["det", "nummod", "poss"]).is_none()
        && row.group(member).is_some()
}

/// "the man who fled after killing his wife **and four daughters**": the parser hangs the counted end of a list on a noun before the verb.
fn stray(row: &Row<'_, '_>, trigger: &Trigger, members: &[usize]) -> Option<usize> {
    let last = members.iter().copied().max().filter(|last| *last > trigger.head)?;
    let number = last + 2;
    if row.word(last + 1) != "and" || row.quantity(number).is_none() {
        return None;
    }
    let noun = row.noun_at(number)?;
    let far = row.dep(noun) == "conj" && row.head(noun) < trigger.head;
    (far && !members.contains(&noun) && row.group(noun).is_some()).then_some(noun)
}

/// Nouns that each stand for an event of many dead.
pub(super) fn massacre(row: &Row<'_, '_>, at: usize) -> bool {
    row.tag(at).starts_with('N') && matches!(row.lemma(at), "massacre" | "slaughter" | "extermination")
}

/// Whether a verb of saying stands at or right after a token.
fn speaks(row: &Row<'_, '_>, at: usize) -> bool {
    let verb = |at: usize| row.tag(at).starts_with("VB");
    let says = |at: usize| {
        verb(at) && matches!(row.lemma(at), "say" | "tell" | "report" | "state" | "add" | "confirm")
    };
    // "a dozen others, officials **and parents said**".
    if row.word(at) == "and" && (at + 1..at + 6).find(|next| verb(*next)).is_some_and(says) {
        return true;
    }
    // "and a technician, officials said": those speak who stand between.
    (at..at + 3).take_while(|at| !row.tag(*at).starts_with('N') && !row.tag(*at).starts_with("PRP")).any(says)
}

/// "two of the twelve killed": the number that takes a part of the sufferers.
fn of_those(row: &Row<'_, '_>, head: usize) -> Option<Phrase> {
    let prep = row.head(head);
    if row.dep(head) != "pobj" || row.word(prep) != "of" {
        return None;
    }
    let number = row.head(prep);
    row.quantity(number)?;
    // "one of the family dogs"
    if thing(row.lemma(head)) {
        return None;
    }
    let mut phrase = people::phrase(row, number, 0)?;
    // "scores **of casualties**", "dozens of bodies": as many as there were; "two **of the** bodies" are some.
    phrase.part = row.child(head, &["det", "poss", "nummod"]).is_some()
        || !matches!(row.lemma(head), "casualty" | "body" | "corpse" | "death" | "injury" | "fatality");
    Some(phrase)
}

/// "nine pro-government and six affiliated fighters": the first of two numbers before one noun.
fn shared_noun(row: &Row<'_, '_>, head: usize, from: usize) -> Option<Phrase> {
    let span = row.analysis.subtree_span(head);
    let mut inside = (span.start.max(from)..head)
        .filter_map(|at| row.quantity(at))
        .map(|(index, _)| index)
        .collect::<Vec<_>>();
    inside.dedup();
    let [first, second] = inside[..] else { return None };
    let (first_quantity, second_quantity) = (row.quantities.get(first)?, row.quantities.get(second)?);
    let and = (first_quantity.tokens.end..second_quantity.tokens.start)
        .find(|at| matches!(row.word(*at), "and" | "or"))?;
    if and + 1 != second_quantity.tokens.start || first_quantity.tokens.end >= and {
        return None;
    }
    let mut phrase = people::phrase(row, head, from)?;
    phrase.number = first_quantity.tokens.clone();
    (phrase.min, phrase.max, phrase.exactness) =
        (first_quantity.min, first_quantity.max, first_quantity.exactness);
    phrase.who = Some(first_quantity.tokens.end..and);
    phrase.span = first_quantity.tokens.start..and;
    phrase.head = and - 1;
    phrase.quantity = Some(first);
    Some(phrase)
}

/// Adds the figure of a phrase under a trigger.
pub(super) fn push(
    row: &Row<'_, '_>,
    trigger: &Trigger,
    phrase: &Phrase,
    rule: &'static str,
    later: bool,
    found: &mut Vec<FigureMention>,
) {
    if !admissible(row, trigger, phrase, rule) {
        return;
    }
    let clause = clause::read(row, trigger.head);
    let mut claim = phrase.span.clone();
    let near = |gap: usize| gap <= 25;
    if trigger.tokens.start >= claim.end && near(trigger.tokens.start - claim.end) {
        claim.end = trigger.tokens.end;
    } else if !later && trigger.tokens.end <= claim.start && near(claim.start - trigger.tokens.end) {
        claim.start = trigger.tokens.start;
    }
    let itself = matches!(rule, "casualties/itself" | "casualties/counted-noun");
    let himself = rule == "casualties/reflexive" || verbal::reflexive(row.word(phrase.head));
    let side = phrase.side.or_else(|| (himself && trigger.harm == Harm::Killed).then_some(Side::Attackers));
    let (harm, rule) = match trigger.harm {
        // "Two fighters were destroyed" are aircraft as likely as people.
        Harm::Destroyed if phrase.people == Likely::Yes && row.lemma(phrase.head) != "fighter" => {
            (Harm::Killed, "casualties/destroyed-people")
        }
        harm => (harm, rule),
    };
    let mut exactness = phrase.exactness;
    // "gave no toll": what is none is the count, not the dead.
    let no_count = trigger.suffers == Argument::None
        || [trigger.head, phrase.head].iter().any(|at| matches!(row.lemma(*at), "toll" | "tally" | "count"));
    if phrase.max == Some(0) && (no_count || shades::reported_only(row, phrase)) {
        exactness = Exactness::NotReported;
    }
    let mut reality = clause.reality;
    // "no bodies were found" does not say that nobody died.
    if phrase.max == Some(0) && matches!(row.lemma(phrase.head), "body" | "corpse" | "remains") {
        (exactness, reality) = (Exactness::NotReported, Reality::Denied);
    }
    let stated = exactness != Exactness::NotReported;
    let (mut number, mut min, mut max) = (phrase.number.clone(), phrase.min, phrase.max);
    // "is known for killing people", "will have 12,000 murders": nobody of whom it is told that he was harmed.
    let nobody_yet = exactness == Exactness::Plural && modality::is_wont(row.analysis, trigger.head)
        || modality::is_foretold(row.analysis, trigger.head)
        || row.token(trigger.head).is_some_and(modality::is_wanted);
    if reality == Reality::Asserted && nobody_yet {
        reality = Reality::Hypothetical;
    }
    if itself && phrase.quantity.is_none() && phrase.max != Some(0) {
        match nobody::read(row, phrase.head) {
            Some(Nobody::None(not)) if phrase.head.abs_diff(not) <= 10 => {
                number = not.min(number.start)..number.end;
                claim = claim.start.min(number.start)..claim.end;
                (min, max, exactness, reality) = (Some(0), Some(0), Exactness::Exact, Reality::Asserted);
            }
            // Silence is no zero.
            Some(Nobody::Untold(not)) => {
                number =
                    if phrase.head.abs_diff(not) <= 10 { not.min(number.start)..number.end } else { number };
                claim = claim.start.min(number.start)..claim.end;
                (min, max, exactness, reality) = (None, None, Exactness::NotReported, Reality::Denied);
            }
            Some(_) => return,
            None => {}
        }
    }
    let contrast =
        phrase.reference == Reference::Other && shades::other_than_the_doer(row, trigger.head, phrase);
    found.push(FigureMention {
        passage: 0,
        claim,
        number: number.clone(),
        trigger: trigger.head,
        who: phrase.who.clone().filter(|_| !itself || phrase.quantity.is_none() && number == phrase.number),
        head: Some(phrase.head),
        harm,
        group: phrase.group,
        side,
        nation: phrase.nation.clone(),
        min: min.filter(|_| stated),
        max: max.filter(|_| stated),
        exactness,
        part_of: None,
        of_the_wounded: phrase.reference == Reference::Other
            && trigger.harm == Harm::Killed
            && shades::of_wounds(row, trigger.head),
        part: phrase.part || rule == "casualties/among-the-dead" || shades::nobody_else(row, phrase),
        sum: phrase.total || rule.starts_with("casualties/toll") && !shades::overtaken(row, trigger.head),
        reference: if contrast { Reference::New } else { phrase.reference },
        profile: phrase.profile.clone(),
        // "eliminated **14 militants**": of those who bear arms the word says what communiqués mean by it.
        weak: trigger.weak
            // "seized **30 pupils**", "12 peasants were taken away": people, and no goods.
            && !(trigger.harm == Harm::Captured
                && (row.lemma(trigger.head) == "seize" || row.any(trigger.tokens.clone(), &["away"]))
                && phrase.quantity.is_some()
                && phrase.people == Likely::Yes)
            && !(trigger.harm == Harm::Killed
                && phrase.quantity.is_some()
                && matches!(
                    row.lemma(trigger.head),
                    "eliminate" | "neutralise" | "neutralize" | "liquidate" | "annihilate"
                )
                && matches!(
                    phrase.group,
                    Some(Group::Militants | Group::Attackers | Group::Soldiers | Group::Police)
                )),
        grave: trigger.harm == Harm::Wounded && shades::gravely(row, trigger.head),
        reality,
        // Who is "neutralised" may have been taken.
        certainty: if matches!(row.lemma(trigger.head), "neutralise" | "neutralize") {
            clause.certainty.max(Certainty::Probable)
        } else {
            clause.certainty
        },
        former: shades::former(row, trigger.head),
        aggregate: clause.aggregate,
        cell: None,
        rule,
    });
}
