//! Nouns of harm that nobody suffered, or of which nothing is known: "did not cause **any casualties**", "without causing casualties",
//! "no damage or casualties", "no reports of casualties", "the number of casualties is unknown".
//!
//! The negation stands far from the noun, on the verb that would have brought the harm about. Silence is no zero: where only a report,
//! a number or knowledge is missing, nothing is counted.

use super::row::Row;

/// What a negation makes of a noun of harm.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Nobody {
    /// Nobody suffered it; the token where the negation stands.
    None(usize),
    /// It is said that nothing is told of it; the token where the silence stands.
    Untold(usize),
    /// Nothing is said of it at all: "asked whether there were casualties", "the number of casualties".
    Unsaid,
}

/// Reads what negates the noun at `noun`.
pub(super) fn read(row: &Row<'_, '_>, noun: usize) -> Option<Nobody> {
    // "no damage or casualties": the article of the first holds for all.
    let mut first = noun;
    while row.dep(first) == "conj" && row.head(first) < first && row.tag(row.head(first)).starts_with('N') {
        first = row.head(first);
    }
    let no = |at: usize| {
        row.children(at, &["det", "neg", "advmod"]).find(|det| matches!(row.word(*det), "no" | "neither"))
    };
    if first != noun
        && let Some(no) = no(first)
    {
        return Some(if told(row, row.head(first)) { Nobody::Untold(no) } else { Nobody::None(no) });
    }
    let mut at = first;
    let mut silent = None;
    for _ in 0..6 {
        let head = row.head(at);
        if head == at {
            break;
        }
        if row.word(head) == "without" {
            return Some(match silent {
                None => Nobody::None(head),
                Some(_) => Nobody::Untold(head),
            });
        }
        if is_telling(row, head) {
            silent = Some(head);
            if let Some(no) = no(head) {
                return Some(Nobody::Untold(no));
            }
        }
        if row.tag(head).starts_with("VB") || row.tag(head) == "MD" {
            let whether = row
                .children(head, &["mark", "advmod"])
                .find(|mark| matches!(row.word(*mark), "whether" | "if"));
            if whether.is_some() {
                let known = row.head(head);
                let not = row.children(known, &["neg"]).next().filter(|_| row.dep(head) == "ccomp");
                return Some(not.filter(|_| told(row, known)).map_or(Nobody::Unsaid, Nobody::Untold));
            }
            if row.children(head, &["acomp", "attr", "oprd"]).any(|word| row.word(word) == "unknown") {
                return Some(Nobody::Untold(head));
            }
            if let Some(not) = row.children(head, &["neg"]).next() {
                // "has not caused any new casualties" counts nobody; "did not say how many casualties there were" says nothing.
                return Some(if silent.is_some() || told(row, head) {
                    Nobody::Untold(not)
                } else if brings_about(row, head) {
                    Nobody::None(not)
                } else {
                    // "has not commented on the deaths"
                    Nobody::Unsaid
                });
            }
            if !matches!(row.dep(head), "xcomp" | "conj" | "pcomp") {
                break;
            }
        }
        if !matches!(
            row.dep(at),
            "dobj" | "pobj" | "prep" | "pcomp" | "xcomp" | "conj" | "attr" | "nsubj" | "nsubjpass"
        ) {
            break;
        }
        at = head;
    }
    // "the number of casualties", without the number.
    silent
        .filter(|word| matches!(row.lemma(*word), "number" | "figure" | "count" | "total"))
        .map(|_| Nobody::Unsaid)
}

/// Whether a verb brings a harm about, or has it happen to somebody.
fn brings_about(row: &Row<'_, '_>, verb: usize) -> bool {
    matches!(
        row.lemma(verb),
        "cause"
            | "result"
            | "inflict"
            | "suffer"
            | "sustain"
            | "produce"
            | "lead"
            | "incur"
            | "leave"
            | "provoke"
            | "have"
            | "be"
            | "involve"
            | "claim"
            | "take"
            | "bring"
            | "see"
            | "occur"
            | "do"
    )
}

/// Whether a verb tells, rather than brings about.
fn told(row: &Row<'_, '_>, verb: usize) -> bool {
    matches!(
        row.lemma(verb),
        "report"
            | "know"
            | "confirm"
            | "give"
            | "provide"
            | "say"
            | "tell"
            | "mention"
            | "release"
            | "announce"
            | "specify"
            | "disclose"
    )
}

/// "reports of casualties", "the number of casualties".
fn is_telling(row: &Row<'_, '_>, noun: usize) -> bool {
    row.tag(noun).starts_with('N')
        && matches!(
            row.lemma(noun),
            "report"
                | "word"
                | "news"
                | "information"
                | "detail"
                | "indication"
                | "confirmation"
                | "number"
                | "figure"
                | "count"
                | "total"
                | "estimate"
                | "breakdown"
                | "list"
        )
}
