//! What the words around a figure say of it: told before and given up, gravely hurt, none beside those told of, counted among the wounded.

use super::people::{self, Likely, Phrase};
use super::row::Row;

/// "Two more **succumbed**", "another died **of his wounds**": who was among the wounded before.
pub(super) fn of_wounds(row: &Row<'_, '_>, verb: usize) -> bool {
    row.lemma(verb) == "succumb"
        || row.lemma(verb) == "die"
            && row.children(verb, &["prep"]).any(|prep| {
                row.child(prep, &["pobj"]).is_some_and(|noun| {
                    matches!(row.lemma(noun), "wound" | "injury") || row.is_hospital(noun)
                })
            })
}

/// "No one **else** was hurt", "no **other** injuries": none beside those told of, which says nothing of these.
pub(super) fn nobody_else(row: &Row<'_, '_>, phrase: &Phrase) -> bool {
    phrase.max == Some(0)
        && (row.word(phrase.head + 1) == "else"
            || row.any(phrase.span.clone(), &["other", "others", "further"]))
}

/// "A 16-year-old was charged with the murder of **another teen**": other than the doer, not than those told of before.
pub(super) fn other_than_the_doer(row: &Row<'_, '_>, word: usize, phrase: &Phrase) -> bool {
    let mut at = word;
    for _ in 0..8 {
        if row.tag(at).starts_with("VB")
            && let Some(subject) = row.child(at, &["nsubj", "nsubjpass"])
        {
            let doer = people::phrase(row, subject, 0);
            let one = |doer: &Phrase| doer.max == Some(1) && doer.people == Likely::Yes;
            return subject < phrase.head
                && !phrase.span.contains(&subject)
                && doer.as_ref().is_some_and(one);
        }
        let head = row.head(at);
        if head == at {
            break;
        }
        at = head;
    }
    false
}

/// "two were **seriously** injured", "one is in **critical** condition".
pub(super) fn gravely(row: &Row<'_, '_>, word: usize) -> bool {
    row.children(word, &["advmod", "amod"]).any(|child| {
        matches!(
            row.word(child),
            "seriously" | "critically" | "badly" | "gravely" | "severely" | "critical" | "serious" | "grave"
        )
    })
}

/// "after **previously** announcing that eight were killed", "**initially** said that eight had died", "had **earlier** spoken of 39 dead and
/// 87 wounded", "put the dead at 110, then **withdrew the figure**". Read from the row of words: the parser hangs such clauses anywhere.
pub(super) fn former(row: &Row<'_, '_>, word: usize) -> bool {
    let sentence = row.sentence(word);
    let start = sentence.start.max(word.saturating_sub(12));
    let goes_on = |at: usize| {
        matches!(row.word(at), "," | ";" | "but") || row.word(at) == "and" && row.quantity(at + 1).is_none()
    };
    let before = (start..word).any(|at| {
        let told = match row.word(at) {
            "previously" | "initially" | "originally" | "earlier" | "formerly" => matches!(
                row.lemma(at + 1),
                "announce"
                    | "say"
                    | "report"
                    | "put"
                    | "state"
                    | "claim"
                    | "tell"
                    | "confirm"
                    | "speak"
                    | "give"
            ),
            // "He **had put** the toll at 23 on Saturday"
            "had" => row.lemma(at + 1) == "put" && row.tag(at + 1) == "VBN",
            "first" => matches!(row.lemma(at + 1), "put" | "say" | "speak" | "give" | "announce"),
            _ => false,
        };
        told && !(at + 2..word).any(goes_on)
    });
    before || withdrawn(row, word, sentence.end)
}

/// "put the toll at 110, then **withdrew the figure**", "a number that it later **retracted**": behind the figure, taken back.
fn withdrawn(row: &Row<'_, '_>, word: usize, end: usize) -> bool {
    (word + 1..end.min(word + 16)).any(|at| {
        let back = matches!(row.lemma(at), "withdraw" | "retract");
        let number = |noun: usize| {
            matches!(row.lemma(noun), "figure" | "number" | "toll" | "count" | "estimate" | "claim")
        };
        let known = |noun: usize| {
            number(noun)
                && matches!(row.before(noun), "the" | "that" | "this" | "its" | "his" | "her" | "their")
        };
        back && ((at + 1..end.min(at + 4)).any(known)
            || (at.saturating_sub(5)..at)
                .any(|noun| number(noun) && row.any(noun + 1..at, &["that", "which"])))
    })
}

/// "an **earlier** toll of 15": a sum that the report itself gives up.
pub(super) fn overtaken(row: &Row<'_, '_>, noun: usize) -> bool {
    row.children(noun, &["amod", "advmod", "det", "nummod"]).any(|word| {
        matches!(row.word(word), "earlier" | "previous" | "initial" | "preliminary" | "provisional" | "first")
    })
}

/// "No casualties were reported": silence, not a zero.
pub(super) fn reported_only(row: &Row<'_, '_>, phrase: &Phrase) -> bool {
    let sentence = row.sentence(phrase.head);
    // "officials reported no deaths"
    let object =
        row.dep(phrase.head) == "dobj" && matches!(row.lemma(row.head(phrase.head)), "report" | "confirm");
    object
        || (phrase.head..sentence.end.min(phrase.head + 6))
            .any(|at| matches!(row.lemma(at), "report" | "know" | "confirm" | "give" | "provide"))
        || row.any(sentence.start..phrase.head, &["reports", "report", "word", "information", "details"])
}
