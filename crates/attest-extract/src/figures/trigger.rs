//! Words of harm in a row, each with the one meaning that fits its place.

use super::row::Row;
use attest_lexicon::{Argument, HarmWord, Pos};
use attest_model::Harm;
use std::ops::Range;

/// A word (or phrase) of harm.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Trigger {
    /// Its words.
    pub tokens: Range<usize>,
    /// The word that heads them.
    pub head: usize,
    /// What was suffered.
    pub harm: Harm,
    /// Who suffers it.
    pub suffers: Argument,
    /// Part of speech of the entry.
    pub pos: Pos,
    /// Whether it only suggests the harm ("shot").
    pub weak: bool,
}

impl Trigger {
    /// A trigger of one word that no entry of the lexicon stands for.
    pub fn word(head: usize, harm: Harm, suffers: Argument, pos: Pos) -> Self {
        Self { tokens: head..head + 1, head, harm, suffers, pos, weak: false }
    }

    /// The same, only suggesting the harm.
    pub fn weak(self) -> Self {
        Self { weak: true, ..self }
    }
}

/// The triggers of a row, in order.
pub(crate) fn read(row: &Row<'_, '_>) -> Vec<Trigger> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < row.lower.len() {
        let Some(hit) = row.harm(at).filter(|hit| hit.first == at) else {
            at += 1;
            continue;
        };
        let tokens = hit.first..hit.last + 1;
        let head = head_of(row, &tokens);
        let tag = row.tag(head);
        let fits = |pos: Pos| match pos {
            Pos::Verb => tag.starts_with("VB"),
            Pos::Noun => tag.starts_with('N'),
            Pos::Adjective => matches!(tag, "JJ" | "VBN" | "JJR"),
            Pos::Adverb => tag.starts_with("RB"),
            Pos::Phrase => true,
        };
        let entries = || hit.entries.iter().filter_map(|term| term.harm().map(|word| (term.pos, word)));
        // "five non-fatal shootings"
        let negated = at > 1 && row.word(at - 1) == "-" && row.word(at - 2) == "non";
        if negated {
            at = tokens.end;
            continue;
        }
        if let Some(two) = two_verbs(row, &tokens) {
            found.extend(two);
            at = tokens.end;
            continue;
        }
        if let Some((pos, word)) = entries().find(|(pos, _)| fits(*pos)).or_else(|| entries().next()) {
            found.extend(trigger(row, &tokens, head, pos, word));
        }
        at = tokens.end;
    }
    found
}

/// "left three **dead and injured another**": two harms, where the second has somebody of its own behind it.
fn two_verbs(row: &Row<'_, '_>, tokens: &Range<usize>) -> Option<[Trigger; 2]> {
    let (first, last) = (tokens.start, tokens.end - 1);
    let and = tokens.len() == 3 && row.word(first + 1) == "and";
    let killed = matches!(row.word(first), "dead" | "killed");
    let object = row.child(last, &["dobj"]).is_some_and(|object| object == last + 1 || object == last + 2);
    if !(and && killed && object) {
        return None;
    }
    let suffers = if row.word(first) == "dead" { Argument::Modified } else { Argument::Object };
    let pos = if row.word(first) == "dead" { Pos::Adjective } else { Pos::Verb };
    let one = Trigger::word(first, Harm::Killed, suffers, pos);
    Some([one, Trigger::word(last, Harm::Wounded, Argument::Object, Pos::Verb)])
}

fn trigger(
    row: &Row<'_, '_>,
    tokens: &Range<usize>,
    head: usize,
    pos: Pos,
    word: &HarmWord,
) -> Option<Trigger> {
    let mut harm = word.harm;
    let mut weak = word.weak;
    if matches!(harm, Harm::Wounded | Harm::KilledOrWounded) && fatal(row, head) {
        (harm, weak) = (Harm::Killed, false);
    }
    // "burned 11 villagers **alive**"
    let alive = || {
        (tokens.end..tokens.end + 7)
            .any(|at| row.word(at) == "alive" && row.sentence(at) == row.sentence(head))
    };
    if matches!(row.lemma(head), "burn" | "bury") && alive() {
        (harm, weak) = (Harm::Killed, false);
    }
    // "43 **victims** of the attack **were buried**"
    let buried = matches!(row.dep(head), "nsubjpass" | "dobj")
        && matches!(row.lemma(row.head(head)), "bury" | "inter" | "cremate");
    if row.lemma(head) == "victim" && buried {
        (harm, weak) = (Harm::Killed, false);
    }
    if weak && (harm == Harm::Wounded || (harm == Harm::Killed && pos == Pos::Noun)) {
        // "was shot", "four victims" leave open whether they live.
        harm = Harm::KilledOrWounded;
    }
    // "Three of them **did not survive**"
    if harm == Harm::Present && row.lemma(head) == "survive" && did_not(row, head) {
        harm = Harm::Killed;
    }
    // "shooting suspect", "shooting victim": the first part of a compound, not a verb with an object.
    let next = row.word(tokens.end);
    if matches!(row.word(head), "shooting" | "killing" | "stabbing" | "beating")
        && matches!(
            next,
            "suspect"
                | "suspects"
                | "victim"
                | "victims"
                | "spree"
                | "death"
                | "deaths"
                | "range"
                | "scene"
                | "incident"
                | "investigation"
        )
    {
        return None;
    }
    // "sentenced two officers to death": nobody has died of it.
    if row.word(head) == "death"
        && row.before(head) == "to"
        && matches!(row.lemma(row.head(row.head(head))), "sentence" | "condemn")
    {
        return None;
    }
    // "her life", "upper body": without a phrase around them these say nothing of the dead.
    if matches!(row.lemma(head), "life") && tokens.len() == 1 {
        return None;
    }
    if harm == Harm::Present {
        return None;
    }
    Some(Trigger { tokens: tokens.clone(), head, harm, suffers: word.suffers, pos, weak })
}

/// Whether a verb is denied of somebody; of things ("the truce did not survive") it says nothing of people.
fn did_not(row: &Row<'_, '_>, verb: usize) -> bool {
    let somebody = |subject: usize| {
        row.quantity(subject).is_some()
            || row.group(subject).is_some()
            || matches!(row.word(subject), "he" | "she" | "they" | "who")
            || row.token(subject).is_some_and(|name| name.kind() == "PERSON")
    };
    row.child(verb, &["neg"]).is_some() && row.child(verb, &["nsubj"]).is_some_and(somebody)
}

/// "fatally shot", "mortally wounded", "shot to death", "shot … dead".
fn fatal(row: &Row<'_, '_>, head: usize) -> bool {
    row.analysis.children(head).any(|child| {
        let word = row.word(child.index());
        matches!(word, "fatally" | "mortally" | "fatal" | "deadly")
            || (word == "dead" && child.dep() != "nsubj" && child.index() > head)
            || (word == "to" && row.word(child.index() + 1) == "death")
    }) || matches!(row.before(head), "fatally" | "mortally")
}

/// The word of a phrase that hangs on something outside it.
fn head_of(row: &Row<'_, '_>, tokens: &Range<usize>) -> usize {
    tokens.clone().find(|at| row.head(*at) == *at || !tokens.contains(&row.head(*at))).unwrap_or(tokens.start)
}
