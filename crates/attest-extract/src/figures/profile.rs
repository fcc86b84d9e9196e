//! What kind of people a phrase tells of, on which side, and what marks a single person: name, age, sex, kinship.

use super::numbers;
use super::people::{Likely, Phrase, Sex};
use super::row::Row;
use crate::places::GIVEN;
use attest_lexicon::ActorKind;
use attest_model::{Group, Side};
use std::ops::Range;

/// Kind, side, nation, name, age and sex from the words of the phrase.
pub(super) fn describe(row: &Row<'_, '_>, read: &mut Phrase, start: usize) {
    let people = match &read.who {
        Some(who) if read.quantity.is_some() => who.clone(),
        _ => start..read.head + 1,
    };
    let head = people.end.saturating_sub(1);
    let right = of_names(row, head);
    // "two military vehicles" are things, whoever they belong to; "a military operation" is a deed.
    let thing = row.group(head).is_none()
        && (row.is_target(head)
            || row.is_weapon(head)
            || row.is_event(head)
            || super::admissible::thing(row.lemma(head)));
    for at in people.clone().rev().chain(right.clone()) {
        // "three oil well heads"
        let part = row.lemma(at) == "head" && matches!(row.before(at), "well" | "rail" | "bridge" | "beach");
        if let Some(group) = row.group(at).filter(|_| !part) {
            let kind = group.group;
            let better = read.group.is_none() || (read.group == Some(Group::People) && at < head);
            if better {
                read.group = Some(kind);
            }
            if read.side.is_none() {
                read.side = group.side;
            }
            if at == head || kind != Group::People && !thing {
                read.people = Likely::Yes;
            }
        }
        if let Some(country) = row.country(at)
            && read.nation.is_none()
        {
            read.nation = Some(country.iso.clone());
        }
        if at == head && row.is_perpetrator(at) {
            // Soldiers and rebels attack in one report and are attacked in the next; "gunmen" and "bombers" say it themselves.
            if matches!(read.group, None | Some(Group::Attackers)) {
                read.side = Some(Side::Attackers);
            }
            read.people = Likely::Yes;
            read.group.get_or_insert(Group::Attackers);
        }
    }
    if matches!(read.group, None | Some(Group::People)) {
        // "Taliban members": the name tells the kind where the noun does not.
        let named = people.clone().chain(right).find_map(|at| row.actor(at));
        let kind = named.map(|actor| actor.kind);
        // "14 Taliban tanks", "three Taliban-held buildings": what belongs to a group is not its people.
        let of_people = row.actor(head).is_some()
            || row.group(head).is_some()
            || matches!(
                row.lemma(head),
                "member"
                    | "unit"
                    | "element"
                    | "operative"
                    | "supporter"
                    | "sympathizer"
                    | "sympathiser"
                    | "loyalist"
                    | "personnel"
                    | "force"
                    | "troop"
                    | "casualty"
                    | "fatality"
                    | "body"
                    | "loss"
            );
        let counted = of_people && !thing && (read.quantity.is_some() || read.max != Some(1));
        if counted
            && matches!(
                kind,
                Some(ActorKind::RebelGroup | ActorKind::PoliticalMilitia | ActorKind::IdentityMilitia)
            )
        {
            read.group = Some(Group::Militants);
            read.people = Likely::Yes;
        } else if counted && kind == Some(ActorKind::StateForces) {
            let police = named.is_some_and(|actor| actor.id.ends_with(":police"));
            read.group = Some(if police { Group::Police } else { Group::Soldiers });
            read.people = Likely::Yes;
        }
    }
    let well_head = matches!(row.before(head), "well" | "rail" | "bridge" | "beach");
    if let Some(title) = row.title(head).filter(|_| !(well_head && row.lemma(head) == "head")) {
        read.people = Likely::Yes;
        if let Some(group) = title.group {
            read.group.get_or_insert(group);
        }
    }
    person(row, read, start, head);
}

/// "member of the police", "soldiers from Chad": the words of one complement, which tell the kind where the head does not.
fn of_names(row: &Row<'_, '_>, head: usize) -> Range<usize> {
    let member = matches!(row.lemma(head), "member" | "crew" | "group" | "supporter" | "personnel");
    if !member {
        return 0..0;
    }
    row.complement(head, &["of", "from"]).map_or(0..0, |of| {
        let span = row.analysis.subtree_span(of);
        span.start..span.end.min(span.start + 8)
    })
}

/// Name, age and sex of a single person.
fn person(row: &Row<'_, '_>, read: &mut Phrase, start: usize, head: usize) {
    if row.token(head).is_some_and(|token| token.kind() == "PERSON")
        || (row.tag(head) == "NNP" && read.quantity.is_none() && named(row, start, head))
    {
        read.people = Likely::Yes;
        read.profile.name = (start..=head)
            .filter(|at| row.tag(*at) == "NNP" && row.title(*at).is_none() && row.word(*at).len() > 1)
            .map(|at| row.word(at).trim_end_matches(['.', ',']).to_owned())
            .collect();
    }
    if read.max != Some(1) {
        return;
    }
    // "the minister, Jose Porth, was hurt"
    if read.profile.name.is_empty()
        && read.people == Likely::Yes
        && let Some(name) = crate::tree::introduced_name(row.analysis, head)
    {
        read.profile.name = row
            .analysis
            .children(name)
            .filter(|part| part.dep() == "compound" && part.tag() == "NNP")
            .map(|part| part.text().to_lowercase())
            .chain([row.word(name).to_owned()])
            .collect();
    }
    let ex = head > 2 && row.before(head) == "-" && row.word(head - 2) == "ex";
    let owned = row.child(head, &["poss"]).is_some() || ex && row.child(head - 2, &["poss"]).is_some();
    read.profile.relative = owned && relative(row.lemma(head));
    if read.profile.relative {
        read.profile.of = row.child(head, &["poss"]).map(|owner| row.word(owner).to_owned());
    }
    read.profile.age = age(row, start, head);
    if read.profile.age.is_some() {
        read.people = Likely::Yes;
    }
    if read.profile.sex.is_none() {
        read.profile.sex = sex_of(row.word(head));
    }
}

/// Words for what one person is to another.
fn relative(noun: &str) -> bool {
    matches!(
        noun,
        "friend"
            | "mother"
            | "father"
            | "brother"
            | "sister"
            | "son"
            | "daughter"
            | "wife"
            | "husband"
            | "girlfriend"
            | "boyfriend"
            | "cousin"
            | "uncle"
            | "aunt"
            | "nephew"
            | "niece"
            | "grandmother"
            | "grandfather"
            | "grandson"
            | "granddaughter"
            | "partner"
            | "roommate"
            | "neighbor"
            | "neighbour"
            | "bodyguard"
            | "driver"
            | "fiance"
            | "fiancee"
            | "stepfather"
            | "stepmother"
            | "colleague"
            | "cook"
            | "maid"
            | "housekeeper"
            | "gardener"
            | "chauffeur"
            | "assistant"
            | "aide"
            | "secretary"
            | "companion"
            | "parent"
            | "sibling"
            | "child"
            | "baby"
            | "infant"
            | "toddler"
            | "newborn"
            | "guide"
            | "interpreter"
            | "translator"
            | "escort"
    )
}

/// Whether the head is part of a row of capitalised words that is no place and no organisation.
fn named(row: &Row<'_, '_>, start: usize, head: usize) -> bool {
    // "the Tharthar Barrage", "Incirlik Air Base"
    if matches!(
        row.word(head),
        "barrage"
            | "dam"
            | "bridge"
            | "airport"
            | "base"
            | "mosque"
            | "hospital"
            | "mountain"
            | "mountains"
            | "hill"
            | "city"
            | "town"
            | "village"
            | "district"
            | "valley"
            | "river"
            | "lake"
            | "crossing"
            | "junction"
            | "refinery"
            | "airfield"
            | "camp"
            | "castle"
            | "palace"
            | "university"
            | "school"
            | "station"
            | "airbase"
            | "highway"
            | "province"
            | "governorate"
    ) {
        return false;
    }
    let kind = row.token(head).map_or("", |token| token.kind());
    let words = (start..=head).filter(|at| row.tag(*at) == "NNP").count();
    // A given name in front tells a person from the organisation that the tagger took the name for.
    let given = (start..=head)
        .find(|at| row.tag(*at) == "NNP" && row.title(*at).is_none())
        .is_some_and(|first| first < head && GIVEN.binary_search(&row.word(first)).is_ok());
    if words >= 2 && given && kind == "ORG" && row.actor(head).is_none() {
        return true;
    }
    words >= 2
        && !matches!(kind, "ORG" | "GPE" | "LOC" | "FAC" | "NORP" | "EVENT" | "DATE" | "PRODUCT")
        && row.group(head).is_none()
}

/// An age beside the head: "12-year-old boy", "an 18-year-old", "Doe, 18,".
fn age(row: &Row<'_, '_>, start: usize, head: usize) -> Option<u8> {
    let number = |at: usize| {
        row.word(at)
            .parse::<u8>()
            .ok()
            .or_else(|| numbers::small(row.word(at)).and_then(|age| u8::try_from(age).ok()))
    };
    if let Some(year) = (start..=head).find(|at| row.word(*at).starts_with("year")) {
        return (start..year).rev().find_map(number);
    }
    let closed = matches!(row.word(head + 3), "," | ")" | "." | "" | "and" | "was" | "were");
    (matches!(row.word(head + 1), "," | "(") && closed).then(|| number(head + 2)).flatten()
}

/// The sex that a noun tells.
fn sex_of(word: &str) -> Option<Sex> {
    Some(match word {
        "man" | "boy" | "father" | "husband" | "son" | "brother" | "uncle" | "grandfather" | "boyfriend"
        | "nephew" | "gunman" | "policeman" | "stepfather" | "male" | "he" | "him" | "himself"
        | "grandson" | "dad" | "men" | "boys" | "fireman" | "serviceman" | "stepson" => Sex::Male,
        "woman" | "girl" | "mother" | "wife" | "daughter" | "sister" | "aunt" | "grandmother"
        | "girlfriend" | "niece" | "policewoman" | "stepmother" | "female" | "she" | "her" | "herself"
        | "granddaughter" | "mom" | "women" | "girls" | "stepdaughter" => Sex::Female,
        _ => return None,
    })
}
