//! The figures of running text: each harm word asked for its sufferers, each sufferer read, the left-over numbers tried as headlines.

use super::people::{self, Likely, Phrase};
use super::row::Row;
use super::trigger::{self, Trigger};
use super::verbal::Sufferer;
use super::{FigureMention, Reference, clause, headline, hurt, joint, nominal, parts, verbal};
use attest_lexicon::{Argument, Pos};
use attest_model::{Exactness, Group, Harm, Side};
use std::collections::BTreeSet;

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
        });
        if fighters {
            let trigger = Trigger {
                tokens: verb..verb + 1,
                head: verb,
                harm: Harm::Killed,
                suffers: Argument::Object,
                pos: Pos::Verb,
                weak: false,
            };
            figures(row, &triggers, &trigger, sufferer, &mut found);
        }
    }
    for (verb, sufferer) in nominal::gun_on_himself(row) {
        let tokens = verb..verb + 1;
        let trigger = Trigger {
            tokens,
            head: verb,
            harm: Harm::Killed,
            suffers: Argument::Object,
            pos: Pos::Verb,
            weak: false,
        };
        figures(row, &triggers, &trigger, sufferer, &mut found);
    }
    leftovers(row, &triggers, &mut found);
    shot_nouns(row, &mut found);
    multiples(row, &mut found);
    bare_heads(row, &triggers, &mut found);
    let mut settled = joint::settle(row, found);
    settled.sort_by_key(|figure| (figure.number.start, figure.trigger, figure.number.end));
    mark_parts(row, &mut settled);
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
    match (trigger.suffers, trigger.pos) {
        (Argument::Object, _) if verbish || trigger.pos == Pos::Verb => verbal::sufferers(row, at, true),
        (Argument::Subject, _) => verbal::sufferers(row, at, false),
        (Argument::Modified, _) => nominal::adjective(row, at),
        (Argument::Of | Argument::Preposition | Argument::Itself, Pos::Noun | Pos::Phrase) => {
            noun(row, trigger)
        }
        (Argument::Itself, _) => vec![(at, "casualties/itself")],
        (Argument::None, _) => nominal::toll(row, at),
        _ => Vec::new(),
    }
}

/// "The deaths of 14", "14 deaths", "the wounded", "bodies of five men".
fn noun(row: &Row<'_, '_>, trigger: &Trigger) -> Vec<Sufferer> {
    let at = trigger.head;
    // "two of whom were among the dead", "among the dead were two children"
    let prep = row.head(at);
    if row.dep(at) == "pobj" && row.word(prep) == "among" {
        let verb = row.head(prep);
        let subject = row
            .children(verb, &["nsubj", "attr"])
            .find(|subject| !row.quantity(*subject).is_none_or(|_| false) || row.group(*subject).is_some());
        return subject
            .map(|subject| vec![(verbal::antecedent(row, subject), "casualties/among-the-dead")])
            .unwrap_or_default();
    }
    let mut found =
        if trigger.weak && row.lemma(at) == "victim" { Vec::new() } else { nominal::of_noun(row, at) };
    found.extend(nominal::toll(row, at));
    // "five shootings" are events, not people.
    let events = trigger.weak && row.lemma(at).ends_with("ing");
    if !events
        && nominal::counted(row, at)
        && (found.is_empty() || found.iter().all(|(head, _)| row.quantity(*head).is_none()))
    {
        return vec![(at, "casualties/counted-noun")];
    }
    if found.is_empty() && trigger.suffers == Argument::Itself {
        found.push((at, "casualties/itself"));
    }
    found
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
        row.conjuncts(head)
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
        if let Some(part) = of_those(row, member) {
            push(row, trigger, &part, "casualties/of-those", place > 0, found);
        }
        push(row, trigger, &phrase, rule, place > 0, found);
    }
}

/// Whether a verb of saying stands at or right after a token.
fn speaks(row: &Row<'_, '_>, at: usize) -> bool {
    // "and a technician, officials said": those speak who stand between.
    (at..at + 3).take_while(|at| !row.tag(*at).starts_with('N') && !row.tag(*at).starts_with("PRP")).any(
        |at| {
            row.tag(at).starts_with("VB")
                && matches!(row.lemma(at), "say" | "tell" | "report" | "state" | "add" | "confirm")
        },
    )
}

/// "two of the twelve killed": the number that takes a part of the sufferers.
fn of_those(row: &Row<'_, '_>, head: usize) -> Option<Phrase> {
    let prep = row.head(head);
    if row.dep(head) != "pobj" || row.word(prep) != "of" {
        return None;
    }
    let number = row.head(prep);
    row.quantity(number)?;
    let mut phrase = people::phrase(row, number, 0)?;
    phrase.part = true;
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

/// Whether a phrase can suffer what the trigger says.
fn admissible(row: &Row<'_, '_>, trigger: &Trigger, phrase: &Phrase, rule: &str) -> bool {
    let head = phrase.head;
    let counted_noun = rule == "casualties/counted-noun" || rule == "casualties/itself";
    if counted_noun {
        // "a death", "injuries", "prisoners" alone say little; "bodies", "casualties" are people.
        let people = matches!(
            row.lemma(head),
            "body" | "corpse" | "casualty" | "fatality" | "wounded" | "dead" | "injured"
        );
        return phrase.quantity.is_some()
            || (!trigger.weak && people && matches!(row.tag(head), "NNS" | "NNPS") && phrase.max != Some(1));
    }
    if trigger.tokens.contains(&head) {
        return false;
    }
    match trigger.harm {
        // Gunmen flee too, and things are lost in every fight: only what is counted is a figure.
        Harm::Displaced => {
            let fighters = matches!(
                phrase.group,
                Some(
                    Group::Militants | Group::Attackers | Group::Soldiers | Group::Police | Group::Prisoners
                )
            );
            return phrase.quantity.is_some()
                && !fighters
                && phrase.side != Some(Side::Attackers)
                && (phrase.people == Likely::Yes || phrase.who.is_none())
                && phrase.max.is_none_or(|max| max > 5);
        }
        Harm::Destroyed => {
            return phrase.quantity.is_some() && (phrase.people == Likely::Yes || phrase.who.is_some());
        }
        // Towns are captured too: a bare number only where the passive makes people likely.
        Harm::Captured if phrase.people != Likely::Yes => {
            return phrase.quantity.is_some()
                && phrase.who.is_none()
                && !matches!(rule, "casualties/active" | "casualties/headline-behind");
        }
        _ => {}
    }
    let kind = row.token(head).map_or("", |token| token.kind());
    // Who shoots himself is somebody, whatever the tagger makes of the name.
    if phrase.people == Likely::Yes || rule == "casualties/reflexive" && row.tag(head).starts_with("NNP") {
        return true;
    }
    if phrase.quantity.is_some() && phrase.who.is_none() {
        // A bare number suffers what people suffer, unless it is a date; that of a toll is none, whatever the tagger thinks.
        return rule.starts_with("casualties/toll")
            || !matches!(kind, "DATE" | "TIME" | "MONEY" | "PERCENT" | "QUANTITY");
    }
    if matches!(kind, "GPE" | "LOC" | "DATE" | "TIME" | "ORG" | "FAC" | "EVENT" | "PRODUCT" | "MONEY") {
        return false;
    }
    if row.is_weapon(head) || row.is_target(head) || thing(row.lemma(head)) {
        return false;
    }
    // An unknown noun suffers only as "a hiker" does: brought in new, under a plain verb or as a name.
    let plain = matches!(phrase.reference, Reference::New | Reference::Other)
        && !matches!(
            rule,
            "casualties/attributive" | "casualties/result" | "casualties/predicate" | "casualties/participle"
        );
    let name = row.tag(head).starts_with("NNP");
    let plural = phrase.exactness == Exactness::Plural;
    !trigger.weak && (phrase.quantity.is_some() || ((plain || name) && !plural))
}

/// Nouns that are hit, lost or damaged without being people.
fn thing(noun: &str) -> bool {
    matches!(
        noun,
        "leg"
            | "arm"
            | "head"
            | "chest"
            | "face"
            | "hand"
            | "foot"
            | "neck"
            | "back"
            | "stomach"
            | "torso"
            | "shoulder"
            | "abdomen"
            | "body part"
            | "house"
            | "home"
            | "car"
            | "vehicle"
            | "building"
            | "hope"
            | "animal"
            | "dog"
            | "cat"
            | "deer"
            | "poultry"
            | "chicken"
            | "livestock"
            | "cattle"
            | "pig"
            | "camel"
            | "goat"
            | "donkey"
            | "bird"
            | "time"
            | "way"
            | "life"
            | "damage"
            | "wound"
            | "injury"
            | "gun"
            | "bullet"
            | "shot"
            | "attack"
            | "shooting"
            | "incident"
            | "accident"
            | "crash"
            | "plan"
            | "bill"
            | "deal"
            | "peace"
            | "door"
            | "window"
            | "wall"
            | "round"
            | "condition"
            | "number"
            | "it"
            | "that"
            | "this"
            | "what"
            | "case"
            | "charge"
            | "toll"
            | "rate"
            | "day"
            | "night"
            | "year"
            | "month"
            | "week"
            | "death"
            | "killing"
            | "murder"
            | "homicide"
            | "robbery"
            | "blast"
            | "explosion"
            | "bombing"
            | "spree"
            | "violence"
            | "gunfire"
            | "murder-suicide"
            | "report"
            | "publication"
            | "date"
            | "position"
            | "territory"
            | "area"
            | "part"
            | "post"
            | "trigger"
            | "firearm"
            | "weapon"
            | "sheep"
            | "cow"
            | "horse"
            | "video"
            | "picture"
            | "scene"
            | "lot"
            | "warrant"
            | "order"
            | "search"
            | "strategy"
            | "maneuver"
            | "manoeuvre"
            | "raid"
            | "contract"
            | "record"
    )
}

/// Adds the figure of a phrase under a trigger.
fn push(
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
    if phrase.max == Some(0) && (no_count || reported_only(row, phrase)) {
        exactness = Exactness::NotReported;
    }
    let stated = exactness != Exactness::NotReported;
    found.push(FigureMention {
        passage: 0,
        claim,
        number: phrase.number.clone(),
        trigger: trigger.head,
        who: phrase.who.clone().filter(|_| !itself || phrase.quantity.is_none()),
        head: Some(phrase.head),
        harm,
        group: phrase.group,
        side,
        nation: phrase.nation.clone(),
        min: phrase.min.filter(|_| stated),
        max: phrase.max.filter(|_| stated),
        exactness,
        part_of: None,
        part: phrase.part || rule == "casualties/among-the-dead",
        sum: phrase.total || rule.starts_with("casualties/toll") && !overtaken(row, trigger.head),
        reference: phrase.reference,
        profile: phrase.profile.clone(),
        weak: trigger.weak,
        grave: trigger.harm == Harm::Wounded && gravely(row, trigger.head),
        reality: clause.reality,
        certainty: clause.certainty,
        aggregate: clause.aggregate,
        cell: None,
        rule,
    });
}

/// "two were **seriously** injured", "one is in **critical** condition".
fn gravely(row: &Row<'_, '_>, word: usize) -> bool {
    row.children(word, &["advmod", "amod"]).any(|child| {
        matches!(
            row.word(child),
            "seriously" | "critically" | "badly" | "gravely" | "severely" | "critical" | "serious" | "grave"
        )
    })
}

/// "an **earlier** toll of 15": a sum that the report itself gives up.
fn overtaken(row: &Row<'_, '_>, noun: usize) -> bool {
    row.children(noun, &["amod", "advmod", "det", "nummod"]).any(|word| {
        matches!(row.word(word), "earlier" | "previous" | "initial" | "preliminary" | "provisional" | "first")
    })
}

/// "No casualties were reported": silence, not a zero.
fn reported_only(row: &Row<'_, '_>, phrase: &Phrase) -> bool {
    let sentence = row.sentence(phrase.head);
    (phrase.head..sentence.end.min(phrase.head + 6))
        .any(|at| matches!(row.lemma(at), "report" | "know" | "confirm" | "give" | "provide"))
        || row.any(sentence.start..phrase.head, &["reports", "report", "word", "information", "details"])
}

/// "**Five shot** during a party": a headline's participle that the tagger takes for a noun.
fn shot_nouns(row: &Row<'_, '_>, found: &mut Vec<FigureMention>) {
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
        let trigger = Trigger {
            tokens: at..at + 1,
            head: at,
            harm: Harm::KilledOrWounded,
            suffers: Argument::Object,
            pos: Pos::Verb,
            weak: true,
        };
        push(row, &trigger, &phrase, "casualties/headline-ahead", false, found);
    }
}

/// "a quadruple homicide", "the double shooting": an adjective that counts the victims of a noun of harm.
fn multiples(row: &Row<'_, '_>, found: &mut Vec<FigureMention>) {
    for at in 0..row.lower.len() {
        let Some((count, noun, harm)) = nominal::multiple(row, at) else { continue };
        let Some(mut phrase) = people::phrase(row, noun, at) else { continue };
        phrase.number = at..at + 1;
        phrase.span = at..noun + 1;
        (phrase.min, phrase.max, phrase.exactness) = (Some(count), Some(count), Exactness::Exact);
        (phrase.quantity, phrase.group, phrase.side, phrase.who) = (Some(0), Some(Group::People), None, None);
        let weak = harm == Harm::KilledOrWounded;
        let trigger = Trigger {
            tokens: noun..noun + 1,
            head: noun,
            harm,
            suffers: Argument::Itself,
            pos: Pos::Noun,
            weak,
        };
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
    let trigger = Trigger {
        tokens: at..at + 1,
        head: at,
        harm: Harm::Killed,
        suffers: Argument::None,
        pos: Pos::Adverb,
        weak: false,
    };
    let before = found.len();
    push(row, &trigger, &phrase, "casualties/fatally", false, found);
    found.len() > before
}

/// Numbers that no tree led to: headlines and fragments.
fn leftovers(row: &Row<'_, '_>, triggers: &[Trigger], found: &mut Vec<FigureMention>) {
    let mut used: BTreeSet<usize> = found.iter().flat_map(|figure| figure.number.clone()).collect();
    // "three of the **twenty** passengers": those whom the sufferers are taken from suffer nothing.
    used.extend(found.iter().filter(|figure| figure.part).filter_map(|figure| figure.who.clone()).flatten());
    for quantity in &row.quantities {
        if fatally(row, quantity, found) || quantity.tokens.clone().any(|at| used.contains(&at)) {
            continue;
        }
        let at =
            |token: usize| triggers.iter().find(|trigger| trigger.tokens.contains(&token) && !trigger.weak);
        let ahead = headline::harm_ahead(row, quantity.tokens.end, |token| {
            at(token)
                .is_some_and(|t| !matches!(t.suffers, Argument::Of) || row.tag(t.head).starts_with("NNS"))
        });
        let behind = headline::harm_behind(row, quantity.tokens.start, |token| {
            at(token).is_some_and(|t| t.suffers == Argument::Object && row.tag(t.head) != "VBN")
        });
        let gapped = headline::gapped(row, quantity)
            .and_then(|start| {
                triggers.iter().rev().find(|t| t.head < quantity.tokens.start && t.head >= start && !t.weak)
            })
            .map(|t| t.head);
        let (token, noun, rule) = match (ahead, behind, gapped) {
            (Some((token, noun)), ..) => (token, noun, "casualties/headline-ahead"),
            (None, Some(token), _) => (token, None, "casualties/headline-behind"),
            (None, None, Some(token)) => (token, None, "casualties/gapped"),
            _ => continue,
        };
        let Some(trigger) = at(token) else { continue };
        let head = noun.unwrap_or(quantity.core.end - 1);
        let Some(mut phrase) = people::phrase(row, head, quantity.tokens.start) else { continue };
        (phrase.min, phrase.max, phrase.exactness) = (quantity.min, quantity.max, quantity.exactness);
        phrase.number = quantity.tokens.clone();
        phrase.span = quantity.tokens.start..head.max(quantity.tokens.end - 1) + 1;
        phrase.who = noun.map(|noun| quantity.tokens.end..noun + 1).filter(|who| !who.is_empty());
        phrase.quantity = Some(0);
        if noun.is_some_and(|noun| thing(row.lemma(noun)) && phrase.people != Likely::Yes) {
            continue;
        }
        push(row, trigger, &phrase, rule, false, found);
    }
}

/// "Teen Injured In Accident": a noun of people right before a participle of harm that the parser took for a name.
fn bare_heads(row: &Row<'_, '_>, triggers: &[Trigger], found: &mut Vec<FigureMention>) {
    for trigger in triggers {
        let at = trigger.tokens.start;
        let word = row.word(trigger.head);
        let participle = word.ends_with("ed")
            || matches!(word, "dead" | "shot" | "hurt" | "slain" | "dies" | "dying" | "passes");
        if !participle || found.iter().any(|figure| figure.trigger == trigger.head) {
            continue;
        }
        // "an officer fatally shot Doe": the verb has its object, whoever that is.
        if trigger.suffers == Argument::Object
            && row.tag(trigger.head) != "VBN"
            && row.child(trigger.head, &["dobj"]).is_some()
        {
            continue;
        }
        let Some(head) = headline::people_before(row, at) else { continue };
        if found.iter().any(|figure| figure.head == Some(head) && !figure.weak) {
            continue;
        }
        let Some(phrase) = people::phrase(row, head, row.sentence(head).start) else { continue };
        if phrase.people == Likely::Yes || phrase.reference == Reference::Other {
            push(row, trigger, &phrase, "casualties/headline-noun", false, found);
        }
    }
}

/// Whether two kinds of people stand on two sides.
fn opposed(one: Option<Group>, two: Option<Group>) -> bool {
    let state = |group| matches!(group, Some(Group::Soldiers | Group::Police));
    let rebels = |group| matches!(group, Some(Group::Militants | Group::Attackers));
    (state(one) && rebels(two)) || (rebels(one) && state(two))
}

/// Finds which figures are parts, and of which.
fn mark_parts(row: &Row<'_, '_>, figures: &mut Vec<FigureMention>) {
    let mut cues = Vec::new();
    for sentence in row.analysis.sentences() {
        cues.extend(parts::read(row, sentence.clone()));
    }
    let mut fresh = Vec::new();
    for part in cues {
        let sentence = row.sentence(part.cue);
        let whole = figures
            .iter()
            .rposition(|figure| {
                figure.number.start < part.cue
                    && sentence.contains(&figure.number.start)
                    && !figure.number.contains(&part.head)
            })
            .filter(|at| figures.get(*at).is_some_and(|figure| figure.max != Some(1)));
        for member in row.conjuncts(part.head) {
            let existing = figures
                .iter()
                .position(|figure| figure.head == Some(member) && figure.number.start > part.cue);
            if let Some(existing) = existing {
                figures[existing].part = true;
                figures[existing].part_of = whole.filter(|whole| *whole != existing);
                continue;
            }
            let Some(whole_figure) = whole.and_then(|whole| figures.get(whole)) else { continue };
            let Some(phrase) = people::phrase(row, member, part.cue + 1) else { continue };
            let things = thing(row.lemma(member)) || row.is_target(member) || row.is_weapon(member);
            if phrase.people != Likely::Yes && (phrase.quantity.is_none() || things) {
                continue;
            }
            // "40 soldiers, including 5 officers and 9 rebels": the rebels are no part of the soldiers.
            let other_side = member != part.head && opposed(whole_figure.group, phrase.group);
            let mut figure = whole_figure.clone();
            figure.claim =
                if phrase.head > part.cue { part.cue..phrase.span.end } else { phrase.span.clone() };
            (figure.number, figure.who, figure.head) = (phrase.number, phrase.who, Some(phrase.head));
            (figure.min, figure.max, figure.exactness) = (phrase.min, phrase.max, phrase.exactness);
            (figure.group, figure.side, figure.nation) = (phrase.group, phrase.side, phrase.nation);
            (figure.reference, figure.profile) = (phrase.reference, phrase.profile);
            (figure.part, figure.part_of, figure.sum, figure.rule) =
                (!other_side, whole.filter(|_| !other_side), false, part.rule);
            if let Some((low, _)) = part.most.zip(whole_figure.min).filter(|_| phrase.quantity.is_none()) {
                let _ = low;
                (figure.min, figure.max, figure.exactness) =
                    (whole_figure.min.map(|min| min / 2 + 1), None, Exactness::Vague);
                figure.number = part.cue - 2..figure.number.end;
            }
            fresh.push(figure);
        }
    }
    // Appended, so that the indices of wholes stay valid.
    figures.append(&mut fresh);
    mark_spelled_out(row, figures);
}

/// "Three others were wounded — **two men and a girl**": what is spelled out behind a dash, and comes to the same number.
fn mark_spelled_out(row: &Row<'_, '_>, figures: &mut [FigureMention]) {
    for whole in 0..figures.len() {
        let Some(count) = figures[whole].min.filter(|min| *min > 1 && figures[whole].max == Some(*min))
        else {
            continue;
        };
        let sentence = row.sentence(figures[whole].number.start);
        let end = figures[whole].number.end;
        let mut members: Vec<usize> = (0..figures.len())
            .filter(|&other| {
                let figure = &figures[other];
                other != whole
                    && figure.harm == figures[whole].harm
                    && figure.number.start > end
                    && sentence.contains(&figure.number.start)
                    && figure.part_of.is_none()
                    && figure.head != figures[whole].head
            })
            .collect();
        members.sort_by_key(|&member| figures[member].number.start);
        let Some(&first) = members.first() else { continue };
        let dash = row.any(end..figures[first].number.start, &["—", "–", "--", "-", ":", "("]);
        let sum: u64 = members.iter().filter_map(|&member| figures[member].min).sum();
        if dash && sum == count && members.len() > 1 {
            for member in members {
                figures[member].part = true;
                figures[member].part_of = Some(whole);
            }
        }
    }
}
