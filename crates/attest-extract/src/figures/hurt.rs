//! Hurt without a word of harm: "was taken to a hospital", "in critical condition", "with a gunshot wound", "is expected to survive".
//!
//! Local news tells of many of its wounded in this way alone. The words only suggest the harm (the same person may die a sentence
//! later), so these findings are weak: they tell persons apart and count them, but make no claim of a toll by themselves.

use super::row::Row;
use super::trigger::Trigger;
use super::verbal::{Sufferer, antecedent, subject_of};
use attest_lexicon::{Argument, Pos};
use attest_model::Harm;

/// The weak signs of hurt in a row, each with those who are hurt.
pub(crate) fn read(row: &Row<'_, '_>) -> Vec<(Trigger, Sufferer)> {
    let mut found = Vec::new();
    for at in 0..row.lower.len() {
        let sufferer = match row.lemma(at) {
            "take" | "transport" | "rush" | "airlift" | "fly" | "bring" | "transfer" | "admit" | "treat"
            | "send" | "hospitalize" | "hospitalise" | "release" | "drive" | "carry" | "put" | "land" => {
                hospital(row, at)
            }
            "condition" => condition(row, at),
            "hospital" => in_hospital(row, at),
            "wound" | "injury" => with_wound(row, at),
            "recover" | "survive" | "recuperate" => survivor(row, at),
            "support" if row.before(at) == "life" && row.word(row.head(at)) == "on" => {
                subject_of(row, row.head(at))
            }
            // "is fighting for her life"
            "life" if row.word(row.head(at)) == "for" && row.lemma(row.head(row.head(at))) == "fight" => {
                subject_of(row, row.head(row.head(at)))
            }
            // "left her mother **clinging to life**"
            "life" if row.word(row.head(at)) == "to" && row.lemma(row.head(row.head(at))) == "cling" => {
                let clings = row.head(row.head(at));
                let left = row.child(row.head(clings), &["dobj"]);
                row.child(clings, &["nsubj"]).or(left).or_else(|| subject_of(row, clings))
            }
            "surgery" => row.head(at).ne(&at).then(|| subject_of(row, at)).flatten().filter(|_| {
                matches!(row.lemma(row.head(at)), "undergo" | "in" | "into" | "require" | "have")
            }),
            _ => None,
        };
        if let Some(head) = sufferer {
            let trigger = Trigger::word(at, Harm::Wounded, Argument::None, Pos::Phrase);
            let trigger =
                if taken_in(row, head) || treated_for(row, at, head) { trigger } else { trigger.weak() };
            let rule = if matches!(row.lemma(at), "wound" | "injury") {
                "casualties/with-wound"
            } else {
                "casualties/hurt"
            };
            found.push((trigger, (antecedent(row, head), rule)));
        }
    }
    found
}

/// "The hospital **treated 36 people** with gunshot wounds", "admitted 14 for injuries": those who take the wounded in and count them
/// give a toll.
fn taken_in(row: &Row<'_, '_>, head: usize) -> bool {
    let verb = row.head(head);
    row.dep(head) == "dobj"
        && matches!(row.lemma(verb), "treat" | "admit" | "receive")
        && row
            .children(head, &["nummod", "quantmod"])
            .chain([head])
            .filter_map(|at| row.quantity(at))
            .any(|(_, own)| own.min.is_none_or(|min| min > 1))
}

/// "Another **26 were treated for shrapnel wounds**": counted, and their wounds named.
fn treated_for(row: &Row<'_, '_>, wound: usize, head: usize) -> bool {
    let prep = row.head(wound);
    matches!(row.lemma(wound), "wound" | "injury")
        && row.word(prep) == "for"
        && row.lemma(row.head(prep)) == "treat"
        // "four **of the five victims** were treated"
        && row.complement(head, &["of"]).is_none()
        && row
            .children(head, &["nummod", "quantmod"])
            .chain([head])
            .filter_map(|at| row.quantity(at))
            .any(|(_, own)| own.min.is_none_or(|min| min > 1))
}

/// "was taken to a hospital", "is being treated at a clinic": the passive's subject.
fn hospital(row: &Row<'_, '_>, verb: usize) -> Option<usize> {
    if !row.tag(verb).starts_with("VB") {
        return None;
    }
    let place = row
        .children(verb, &["prep", "dative"])
        .filter(|prep| matches!(row.word(*prep), "to" | "at" | "into" | "in" | "by" | "from"))
        .filter_map(|prep| row.child(prep, &["pobj"]))
        .any(|place| row.analysis.subtree_span(place).take(12).any(|at| row.is_hospital(at)));
    if !place {
        return None;
    }
    if let Some(subject) = row.child(verb, &["nsubjpass"]) {
        return Some(subject);
    }
    if row.dep(verb) == "acl" && row.tag(verb) == "VBN" {
        return Some(row.head(verb));
    }
    let object = row.child(verb, &["dobj"]);
    let passive = row.child(verb, &["auxpass"]).is_some() || row.tag(verb) == "VBN" && object.is_none();
    if passive {
        return subject_of(row, verb);
    }
    // "Medics took two men to a hospital"
    object
}

/// "left one dead and **three others in the hospital**"
fn in_hospital(row: &Row<'_, '_>, noun: usize) -> Option<usize> {
    let prep = row.head(noun);
    let holder = row.head(prep);
    let sent = |at: usize| matches!(row.lemma(at), "leave" | "send" | "put" | "land");
    let object = row.dep(holder) == "dobj" && sent(row.head(holder))
        || row.dep(holder) == "conj" && (sent(row.head(holder)) || sent(row.head(row.head(holder))));
    let people =
        row.quantity(holder).is_some() || row.group(holder).is_some() || row.word(holder) == "others";
    (row.word(prep) == "in" && row.dep(noun) == "pobj" && object && people).then_some(holder)
}

/// "in critical condition"
fn condition(row: &Row<'_, '_>, noun: usize) -> Option<usize> {
    let state = row.children(noun, &["amod", "compound"]).any(|word| {
        matches!(
            row.word(word),
            "critical"
                | "serious"
                | "stable"
                | "fair"
                | "good"
                | "grave"
                | "guarded"
                | "satisfactory"
                | "threatening"
        )
    });
    if !state || !matches!(row.word(row.head(noun)), "in" | "upgraded" | "to") {
        return None;
    }
    let prep = row.head(noun);
    let above = row.head(prep);
    if matches!(row.tag(above), "NN" | "NNS" | "NNP" | "CD") && row.group(above).is_some() {
        return Some(above);
    }
    subject_of(row, prep)
}

/// "with a gunshot wound", "suffering from several wounds"
fn with_wound(row: &Row<'_, '_>, noun: usize) -> Option<usize> {
    if !row.tag(noun).starts_with('N') {
        return None;
    }
    let above = row.head(noun);
    match row.lemma(above) {
        "suffer" | "sustain" | "receive" | "have" if row.dep(noun) == "dobj" => {
            if row.dep(above) == "acl" {
                Some(row.head(above))
            } else {
                subject_of(row, above)
            }
        }
        "with" | "from" | "for" | "of" if row.dep(noun) == "pobj" => {
            let holder = row.head(above);
            if row.lemma(holder) == "die" || (row.word(above) == "of" && row.lemma(holder) != "complain") {
                return None;
            }
            // "showed up at a hospital with gunshot wounds"
            if row.is_hospital(holder) && row.dep(holder) == "pobj" {
                return subject_of(row, row.head(holder));
            }
            if matches!(row.tag(holder), "NN" | "NNS" | "NNP" | "CD") {
                return (row.group(holder).is_some()
                    || row.quantity(holder).is_some()
                    || row.tag(holder) == "NNP")
                    .then_some(holder);
            }
            if row.dep(holder) == "acl" {
                return Some(row.head(holder));
            }
            // "found a man with a wound": the object, where the verb has one.
            row.child(holder, &["dobj"]).or_else(|| subject_of(row, holder))
        }
        _ => None,
    }
}

/// "is expected to survive", "is recovering", "survived the shooting"
fn survivor(row: &Row<'_, '_>, verb: usize) -> Option<usize> {
    let negated = row.child(verb, &["neg"]).is_some() || row.child(row.head(verb), &["neg"]).is_some();
    if negated || !row.tag(verb).starts_with("VB") {
        return None;
    }
    let object = row.child(verb, &["dobj"]);
    if row.lemma(verb) == "recover" && object.is_some() {
        // "recovered a gun"
        return None;
    }
    if row.lemma(verb) == "survive" && row.dep(verb) != "xcomp" && object.is_none() && row.tag(verb) != "VBD"
    {
        return None;
    }
    if row.child(verb, &["agent"]).is_some() {
        return None;
    }
    // "a driver **who survived** the attack said": by what he is known, not how he is.
    if row.dep(verb) == "relcl" && object.is_some() {
        return None;
    }
    // "**Only** two survived": that the others did not is what is told.
    subject_of(row, verb)
        .filter(|subject| row.children(*subject, &["advmod"]).all(|word| row.word(word) != "only"))
}
