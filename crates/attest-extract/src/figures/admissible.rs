//! Who can suffer what a word of harm says: people, whatever word names them, and hardly ever a thing.

use super::Reference;
use super::nobody::{self, Nobody};
use super::people::{Likely, Phrase};
use super::row::Row;
use super::trigger::Trigger;
use attest_lexicon::Pos;
use attest_model::{Exactness, Group, Harm, Side};

/// Whether a phrase can suffer what the trigger says.
pub(super) fn admissible(row: &Row<'_, '_>, trigger: &Trigger, phrase: &Phrase, rule: &str) -> bool {
    let head = phrase.head;
    // "six shootings, one fatal": the deeds are counted; "a double shooting" counts people.
    let deeds = matches!(row.lemma(head), "shooting" | "stabbing" | "attack" | "incident" | "case");
    if deeds
        && phrase.quantity.is_some()
        && !(row.word(phrase.number.start).ends_with("ple") || row.word(phrase.number.start) == "double")
    {
        return false;
    }
    // "killed 12 men, and two **F-16 fighters** were hit": aeroplanes.
    let model = |at: usize| {
        row.token(at).is_some_and(|word| {
            word.text().chars().any(|c| c.is_ascii_digit()) && word.text().chars().any(char::is_alphabetic)
        })
    };
    if row.lemma(head) == "fighter"
        && trigger.harm != Harm::Destroyed
        && (head.saturating_sub(3)..head).any(model)
    {
        return false;
    }
    let counted_noun = rule == "casualties/counted-noun" || rule == "casualties/itself";
    if trigger.harm == Harm::Captured
        && trigger.pos == Pos::Noun
        && (let_go(row, trigger.head) || !is_captive(row, trigger.head))
    {
        return false;
    }
    if is_rate(row, phrase) {
        return false;
    }
    // "the Federation of Mothers of **Missing and Murdered People**": the name of those who ask for them.
    if phrase.quantity.is_none() && in_a_name(row, head) {
        return false;
    }
    if counted_noun {
        // "a death", "injuries", "prisoners" alone say little; "bodies", "casualties" are people.
        let people = matches!(
            row.lemma(head),
            "body" | "corpse" | "casualty" | "fatality" | "wounded" | "dead" | "injured"
        );
        // "did not cause any injuries", "no reports of deaths": said of nobody, or not told.
        let negated = || {
            row.tag(head) == "NNS"
                && matches!(row.lemma(head), "death" | "injury")
                && matches!(nobody::read(row, head), Some(Nobody::None(_) | Nobody::Untold(_)))
        };
        return phrase.quantity.is_some()
            || negated()
            || (!trigger.weak && people && matches!(row.tag(head), "NNS" | "NNPS") && phrase.max != Some(1));
    }
    if trigger.tokens.contains(&head) {
        return false;
    }
    // "captured **IS' last territory**": what belongs to somebody, where the parser cut the phrase behind the owner's name.
    let owner = matches!(row.word(head + 1), "'" | "\u{2019}" | "'s" | "\u{2019}s");
    if owner && phrase.quantity.is_none() && row.tag(head + 2).starts_with(['N', 'J', 'V']) {
        return false;
    }
    // "14 of them **children**, and another 35 remain missing": who the fourteen were, told of there.
    if phrase.exactness == Exactness::Plural
        && head >= 2
        && row.word(head - 2) == "of"
        && matches!(row.word(head - 1), "them" | "whom")
    {
        return false;
    }
    // "injuring one **of the family dogs**"
    let of_things = row
        .children(head, &["prep"])
        .filter(|prep| row.word(*prep) == "of" && *prep == head + 1)
        .flat_map(|prep| row.children(prep, &["pobj"]))
        // "seven of the **wounded** died"
        .any(|noun| row.tag(noun).starts_with('N') && thing(row.lemma(noun)));
    if of_things {
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
                // "driving away 300 **goats**"
                && !(animals(row.word(head)) || animals(row.word(head + 1)))
                && !fighters
                && phrase.side != Some(Side::Attackers)
                && (phrase.people == Likely::Yes || phrase.who.is_none())
                && phrase.max.is_none_or(|max| max > 5);
        }
        Harm::Destroyed => {
            return phrase.quantity.is_some() && (phrase.people == Likely::Yes || phrase.who.is_some());
        }
        // Towns are captured too: a bare number only where the passive, or the verb, makes people likely.
        Harm::Captured if phrase.people != Likely::Yes => {
            let people = matches!(row.lemma(trigger.head), "abduct" | "kidnap" | "enslave" | "detain")
                || beside_the_killed(row, trigger.head);
            return phrase.quantity.is_some()
                && phrase.who.is_none()
                && (people || !matches!(rule, "casualties/active" | "casualties/headline-behind"));
        }
        _ => {}
    }
    // "On **Sunday seven** of the wounded died": the day and the number are two.
    let behind_a_day =
        head > 0 && crate::calendar::is_weekday(row.before(head)) && row.quantity(head).is_some();
    let kind = row.token(head).filter(|_| !behind_a_day).map_or("", |token| token.kind());
    // Who shoots himself is somebody, whatever the tagger makes of the name.
    if phrase.people == Likely::Yes || rule == "casualties/reflexive" && row.tag(head).starts_with("NNP") {
        return true;
    }
    // "killed around 100,000 **poultry**"
    if animals(row.word(head + 1)) || animals(row.word(head)) {
        return false;
    }
    if phrase.quantity.is_some() && phrase.who.is_none() {
        // A bare number suffers what people suffer, unless it is a date; that of a toll is none, whatever the tagger thinks.
        // "wounded **40** Monday night", "**20+** dead": no day has such a number before its name.
        return rule.starts_with("casualties/toll")
            || crate::calendar::is_weekday(row.word(head + 1))
            || matches!(row.word(head + 1), "+")
            || row.word(head) == "+"
            || !matches!(kind, "DATE" | "TIME" | "MONEY" | "PERCENT" | "QUANTITY");
    }
    // "Villeda was killed": nothing but a person is, whatever the tagger makes of a name that no list knows.
    let somebody = trigger.harm == Harm::Killed
        && !trigger.weak
        && matches!(rule, "casualties/passive" | "casualties/shared")
        && row.tag(head) == "NNP"
        && (head..head + 6).contains(&trigger.head)
        && row.token(head).is_some_and(|name| name.text().chars().any(char::is_lowercase))
        && matches!(kind, "ORG" | "GPE" | "FAC" | "PRODUCT")
        && row.actor(head).is_none()
        && row.country(head).is_none()
        && row.child(head, &["det"]).is_none();
    if somebody {
        return true;
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
    // "four are dead and **another** is fighting for her life"
    if rule == "casualties/hurt" && row.word(head) == "another" {
        return true;
    }
    let plural = phrase.exactness == Exactness::Plural;
    !trigger.weak && (phrase.quantity.is_some() || ((plain || name) && !plural))
}

/// "killing six gunmen and **capturing one**": one of the people to whom the verb before it did another harm.
fn beside_the_killed(row: &Row<'_, '_>, verb: usize) -> bool {
    let before = row.head(verb);
    row.dep(verb) == "conj"
        && row.harm(before).is_some()
        && row.child(before, &["dobj"]).is_some_and(|object| row.group(object).is_some())
}

/// "Thirteen **captives were freed**", "freed 13 hostages": who is let go was taken before, and is told of there.
pub(super) fn let_go(row: &Row<'_, '_>, noun: usize) -> bool {
    matches!(row.dep(noun), "nsubjpass" | "dobj" | "nsubj")
        && matches!(
            row.lemma(row.head(noun)),
            "free"
                | "rescue"
                | "release"
                | "liberate"
                | "ransom"
                | "escape"
                | "return"
                | "recover"
                | "exchange"
                | "swap"
                | "survive"
        )
}

/// "54 violent deaths **a day**", "**an average of** twelve killings": how often, and nobody in particular.
fn is_rate(row: &Row<'_, '_>, phrase: &Phrase) -> bool {
    if phrase.quantity.is_none() {
        return false;
    }
    let end = phrase.span.end.max(phrase.number.end);
    let often = (end..end + 3).any(|at| {
        matches!(row.word(at), "a" | "per" | "each" | "every")
            && matches!(row.word(at + 1), "day" | "week" | "month" | "year" | "hour" | "night")
            && (at == end || !matches!(row.word(end), "on" | "in" | "at"))
            // "the third attack **a week** after the first"
            && !matches!(row.word(at + 2), "after" | "before" | "ago" | "later" | "earlier")
    });
    let start = phrase.number.start;
    let average = (1..=3).any(|back| start >= back && row.word(start - back) == "average");
    often || average
}

/// "took five **prisoners**", "40 **prisoners of war**"; but "1,000 **prisoners** may benefit from the bill", "some 200 **prisoners** rose up"
/// fell into nobody's hands. Hostages and captives did.
fn is_captive(row: &Row<'_, '_>, noun: usize) -> bool {
    if !matches!(row.lemma(noun), "prisoner" | "detainee" | "arrestee") {
        return true;
    }
    if row.word(noun + 1) == "of" && row.word(noun + 2) == "war" {
        return true;
    }
    let mut first = noun;
    while row.dep(first) == "conj" && row.head(first) < first {
        first = row.head(first);
    }
    let taken = |verb: usize| {
        matches!(
            row.lemma(verb),
            "take" | "hold" | "keep" | "capture" | "seize" | "make" | "have" | "exchange" | "swap"
        )
    };
    matches!(row.dep(first), "dobj" | "nsubjpass" | "oprd") && taken(row.head(first))
        || row.children(first, &["acl", "relcl"]).any(taken)
        // "the army's **prisoners**", "eight dead, three **prisoners**": a row of losses.
        || matches!(row.dep(first), "ROOT" | "appos" | "dep")
        || first != noun && row.harm(first).is_some()
}

/// Whether the noun belongs to the name of a body: "the Committee of Relatives of the **Disappeared**".
fn in_a_name(row: &Row<'_, '_>, noun: usize) -> bool {
    if !row.tag(noun).starts_with("NNP") {
        return false;
    }
    row.analysis.ancestors(noun).take(8).take_while(|above| above.pos() != "VERB").any(|above| {
        above.tag().starts_with("NNP")
            && matches!(
                above.lemma().to_lowercase().as_str(),
                "federation"
                    | "committee"
                    | "association"
                    | "union"
                    | "movement"
                    | "organization"
                    | "organisation"
                    | "foundation"
                    | "network"
                    | "commission"
                    | "group"
                    | "league"
            )
    })
}

/// Animals, in the plural.
fn animals(word: &str) -> bool {
    matches!(
        word,
        "poultry"
            | "livestock"
            | "cattle"
            | "sheep"
            | "goats"
            | "cows"
            | "animals"
            | "dogs"
            | "chickens"
            | "birds"
            | "pigs"
            | "camels"
            | "donkeys"
            | "horses"
            | "hens"
            | "oxen"
            | "buffaloes"
    )
}

/// Nouns that are hit, lost or damaged without being people.
pub(super) fn thing(noun: &str) -> bool {
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
