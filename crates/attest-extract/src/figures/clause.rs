//! What the clause around a figure makes of it: denied, feared, planned, hedged, or summed over years.
//!
//! "Could have killed dozens", "plotted to kill", "no fewer than" and "did not kill" share their words with real tolls. Only the
//! words that govern the trigger decide: its own auxiliaries and negation, then the verbs that it hangs on, up to the next clause
//! that states something. What somebody merely says is the voices' matter, not decided here.

use super::row::Row;
use attest_language::Token;
use attest_model::{Certainty, Reality};

/// What the clause says of the trigger's reality and certainty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Clause {
    pub reality: Reality,
    pub certainty: Certainty,
    pub aggregate: bool,
}

/// Reads the clause around `trigger`.
pub(crate) fn read(row: &Row<'_, '_>, trigger: usize) -> Clause {
    let mut clause = Clause { reality: Reality::Asserted, certainty: Certainty::Certain, aggregate: false };
    let mut at = trigger;
    let nominal = row.tag(trigger).starts_with('N');
    for step in 0..8 {
        // The modal of a verb tells of a noun's reality only where that verb brings the harm about: "could cause many deaths", but
        // not "nothing can undo his death".
        let brings = matches!(
            row.lemma(at),
            "cause" | "result" | "lead" | "bring" | "produce" | "provoke" | "inflict" | "leave" | "claim"
        );
        if !nominal || step == 0 || brings {
            own_words(row, at, step == 0, &mut clause);
        }
        let head = row.head(at);
        if head == at || clause.reality != Reality::Asserted {
            break;
        }
        let dep = row.dep(at);
        // "are planning more attacks **after they killed** two": told as done, whatever the clause above plans.
        let timed = dep == "advcl"
            && row.children(at, &["mark"]).any(|mark| {
                matches!(row.word(mark), "after" | "since" | "when" | "as" | "because" | "while" | "once")
            });
        if timed && row.tag(at) != "VB" {
            break;
        }
        if matches!(
            dep,
            "xcomp"
                | "ccomp"
                | "pcomp"
                | "pobj"
                | "dobj"
                | "prep"
                | "acl"
                | "advcl"
                | "conj"
                | "oprd"
                | "acomp"
        ) {
            // "wanted for the murder of": only what governs a noun directly makes an aim of it.
            if !nominal || step < 2 {
                above(row, head, dep, &mut clause);
            }
        }
        if matches!(dep, "relcl" | "ccomp" | "ROOT") || (dep == "advcl" && step > 0) {
            break;
        }
        at = head;
    }
    clause.aggregate = aggregate(row, trigger);
    clause
}

/// Negation, modals and conditions on the verb itself.
fn own_words(row: &Row<'_, '_>, verb: usize, first: bool, clause: &mut Clause) {
    for child in row.analysis.children(verb) {
        let word = row.word(child.index());
        match child.dep() {
            // "three did not **survive**": what is denied is the luck.
            "neg" if first && matches!(word, "not" | "n't" | "never") && row.lemma(verb) != "survive" => {
                clause.reality = Reality::Denied;
            }
            "aux" => match word {
                "may" | "might" => clause.certainty = Certainty::Possible,
                "could" if row.word(child.index() + 1) == "have" => clause.certainty = Certainty::Possible,
                "would" | "could" | "should" | "can" | "will" | "'ll" | "must"
                    if first || child.dep() == "aux" =>
                {
                    clause.reality = Reality::Hypothetical;
                }
                "to" if first && (purpose(row, verb) || is_to_come(row, verb)) => {
                    clause.reality = Reality::Hypothetical;
                }
                _ => {}
            },
            "mark" if matches!(word, "if" | "unless" | "whether") => clause.reality = Reality::Hypothetical,
            "advmod" if first => match word {
                "reportedly" | "apparently" | "presumably" | "allegedly" | "probably" | "likely" => {
                    clause.certainty = clause.certainty.max(Certainty::Probable);
                }
                "possibly" | "potentially" | "perhaps" => clause.certainty = Certainty::Possible,
                "nearly" | "almost"
                    if row.quantity(child.index()).is_none_or(|(_, q)| q.tokens.start != child.index()) =>
                {
                    clause.reality = Reality::Attempted;
                }
                _ => {}
            },
            _ => {}
        }
    }
}

/// Whether "to kill" tells an aim, not a fact: not below a verb of report ("believed to have been killed", "said to be hurt").
fn purpose(row: &Row<'_, '_>, verb: usize) -> bool {
    let done = row.children(verb, &["aux"]).any(|aux| matches!(row.word(aux), "have" | "be"));
    if done || row.tag(verb) == "VBN" {
        return false;
    }
    let head = row.lemma(row.head(verb));
    !matches!(
        head,
        "continue"
            | "begin"
            | "go"
            | "manage"
            | "report"
            | "appear"
            | "seem"
            | "claim"
            | "admit"
            | "lead"
            | "happen"
    ) || row.dep(verb) == "advcl"
}

/// What the word above makes of its content.
fn above(row: &Row<'_, '_>, head: usize, dep: &str, clause: &mut Clause) {
    match row.lemma(head) {
        "threaten" | "vow" | "threat" if dep != "conj" && dep != "advcl" => {
            clause.reality = Reality::Threatened;
        }
        "try" | "attempt" | "fail" if dep != "conj" && dep != "advcl" => clause.reality = Reality::Attempted,
        "plan" | "plot" | "want" | "intend" | "order" | "seek" | "conspire" | "conspiracy" | "aim"
        | "hope" | "wish" | "refuse" | "avoid" | "prevent"
            if matches!(dep, "xcomp" | "ccomp" | "pcomp" | "acl" | "prep" | "pobj") =>
        {
            clause.reality = Reality::Hypothetical;
        }
        "prevent" | "avert" | "avoid" if dep == "dobj" => clause.reality = Reality::Hypothetical,
        "fear" | "believe" | "think" | "suspect" | "presume" | "assume" | "estimate"
            if matches!(dep, "xcomp" | "ccomp" | "oprd" | "acomp") =>
        {
            clause.certainty = clause.certainty.max(Certainty::Probable);
        }
        "deny" if matches!(dep, "xcomp" | "pcomp") => clause.reality = Reality::Denied,
        _ => {}
    }
}

/// "is **going to** get hurt"
fn is_to_come(row: &Row<'_, '_>, verb: usize) -> bool {
    let head = row.head(verb);
    row.dep(verb) == "xcomp" && row.lemma(head) == "go" && row.tag(head) == "VBG"
}

/// Whether the words sum over a longer time or many events.
fn aggregate(row: &Row<'_, '_>, trigger: usize) -> bool {
    // The clause: the trigger's own words and those of the verb it hangs on, but no further than the sentence.
    let mut top = trigger;
    for _ in 0..2 {
        if matches!(
            row.dep(top),
            "acl"
                | "amod"
                | "oprd"
                | "acomp"
                | "attr"
                | "xcomp"
                | "pobj"
                | "prep"
                | "dobj"
                | "nsubj"
                | "conj"
                | "advcl"
        ) {
            top = row.head(top);
        }
    }
    // "since 2015, **when** 120 died"; "on Monday, when ten were killed" tells of Monday's.
    let of_a_day = row.token(row.head(trigger)).is_some_and(|noun| {
        let word = noun.lemma().to_lowercase();
        word.ends_with("day")
            // "broken **on 30 January**, when a fighter was killed"
            || noun.dep() == "pobj" && noun.head().lemma() == "on" && noun.kind() == "DATE"
            || matches!(word.as_str(), "night" | "morning" | "evening" | "afternoon" | "weekend")
    });
    let relative = row.dep(trigger) == "relcl"
        && !of_a_day
        && row.children(trigger, &["advmod"]).any(|word| row.word(word) == "when");
    // "**reports** sixteen other deaths since 2015": the time hangs on the verb of counting.
    let counted = row.dep(trigger) == "dobj"
        && matches!(
            row.lemma(row.head(trigger)),
            "report" | "record" | "document" | "count" | "register" | "log" | "tally"
        );
    let span = if counted {
        row.analysis.subtree_span(row.head(trigger))
    } else if row.analysis.subtree_span(trigger).len() > 3 {
        row.analysis.subtree_span(trigger)
    } else {
        row.analysis.subtree_span(top)
    };
    // "In the same period, 144 were killed and 1,000 more wounded": what opens the sentence holds for all of it.
    let sentence = row.sentence(trigger);
    let opening = (sentence.start..sentence.end.min(sentence.start + 9))
        .find(|at| row.word(*at) == ",")
        .map_or(sentence.start..sentence.start, |comma| sentence.start..comma);
    // "one of 45 killings in the city": the many of which this is one.
    let one_of_many = row.dep(trigger) == "pobj"
        && row.word(row.head(trigger)) == "of"
        && row.word(row.head(row.head(trigger))) == "one"
        && row.children(trigger, &["nummod"]).next().is_some();
    // "the city has had 45 killings", "there have been 131 people wounded": up to now, event by event.
    let perfect = |verb: usize| {
        row.children(verb, &["aux"]).any(|aux| matches!(row.word(aux), "has" | "have" | "'s" | "'ve"))
    };
    let up_to_now = row.dep(trigger) == "dobj"
        && row.lemma(row.head(trigger)) == "have"
        && perfect(row.head(trigger))
        && row.children(trigger, &["nummod"]).next().is_some();
    // "was shot on Monday, **the fourth to be killed this year**": the words that sum tell of all four.
    let ranked = |at: usize| {
        row.analysis.token(at).into_iter().flat_map(Token::ancestors).any(|above| {
            above.index() > trigger
                && above.kind() == "ORDINAL"
                && matches!(above.dep(), "oprd" | "appos" | "attr" | "npadvmod" | "dep")
        })
    };
    // "the third attack this month, **in which nine have died**": in all of them.
    let in_all = perfect(trigger)
        && row.children(trigger, &["prep"]).any(|prep| {
            row.word(prep) == "in" && row.child(prep, &["pobj"]).is_some_and(|word| row.word(word) == "which")
        })
        && (sentence.start..trigger).any(|at| sums(row, at, trigger));
    // "were killed, **bringing to 85 the number** of those killed this month": the sum is told of by its own words.
    let brought = |at: usize| {
        row.analysis.token(at).into_iter().flat_map(Token::ancestors).any(|above| {
            above.index() > trigger
                && above.dep() == "advcl"
                && matches!(above.lemma(), "bring" | "take" | "raise" | "push" | "lift")
        })
    };
    // "shelling **has killed** 40 civilians **in five days**": day by day. "In three days of fighting" is one battle.
    let far = sentence.end.min(trigger + 16);
    let day_by_day = (perfect(trigger) || perfect(top))
        && span.clone().chain(trigger..far).any(|at| is_length_of_days(row, at, sentence.end));
    relative
        || in_all
        || day_by_day
        || up_to_now
        || one_of_many
        || span.clone().any(|at| sums(row, at, span.end) && !ranked(at) && !brought(at))
        || opening.clone().any(|at| sums(row, at, opening.end))
}

/// "in five days", "over two weeks": a length of time behind which no deed is named.
fn is_length_of_days(row: &Row<'_, '_>, at: usize, end: usize) -> bool {
    let behind = if at + 3 < end { row.word(at + 3) } else { "" };
    matches!(row.word(at), "in" | "over" | "within")
        && row.tag(at + 1) == "CD"
        && matches!(row.word(at + 2), "days" | "weeks" | "months")
        && behind != "of"
}

/// Whether a time phrase that sums starts at `at`.
fn sums(row: &Row<'_, '_>, at: usize, end: usize) -> bool {
    let next = row.word(at + 1);
    let period = |word: &str| {
        matches!(word, "year" | "years" | "month" | "months" | "decade" | "decades" | "weeks" | "century")
    };
    match row.word(at) {
        // "the deadliest attack since 2013" compares, and sums nothing.
        "since"
            if (1..=7)
                .filter_map(|back| at.checked_sub(back))
                .take_while(|before| !matches!(row.word(*before), "." | ";" | ":"))
                .any(|before| {
                    let word = row.word(before);
                    row.tag(before) == "JJS" && !matches!(word, "least" | "most")
                        || matches!(word, "first" | "worst")
                        || word.len() > 6 && word.ends_with("iest")
                }) =>
        {
            false
        }
        // "since **the assault began** on Saturday": the deed that is told.
        "since"
            if next == "the"
                && matches!(
                    row.word(at + 2),
                    "assault" | "attack" | "siege" | "raid" | "standoff" | "massacre"
                )
                && matches!(row.word(at + 3), "began" | "started") =>
        {
            false
        }
        "since" => {
            let year = next.len() == 4 && next.bytes().all(|b| b.is_ascii_digit());
            year || (at + 1..end.min(at + 7)).any(|at| {
                let word = row.word(at);
                (word.len() == 4 && word.starts_with(['1', '2']) && word.bytes().all(|b| b.is_ascii_digit()))
                    || matches!(
                        word,
                        "war"
                            | "uprising"
                            | "insurgency"
                            | "conflict"
                            | "began"
                            | "start"
                            | "revolution"
                            | "coup"
                            | "takeover"
                            | "invasion"
                            | "offensive"
                            | "ceasefire"
                            | "truce"
                            | "protests"
                            | "unrest"
                            | "crackdown"
                            | "election"
                            | "elections"
                            | "outbreak"
                            | "beginning"
                            | "hostilities"
                            | "independence"
                    )
                    || crate::calendar::is_month(word)
            })
        }
        // "**earlier** this month": a day of it.
        "this" if matches!(row.before(at), "earlier" | "late" | "early" | "later") => false,
        "this" | "last" | "each" | "every" | "per" | "that" => {
            matches!(next, "year" | "decade")
                || (row.word(at) != "last" && row.word(at) != "that" && next == "month")
        }
        "annually" | "yearly" => true,
        "recent" | "past" if period(next) => true,
        "the" | "in" | "over" if matches!(next, "past" | "last" | "previous") => {
            // "the toll in the past week": of more than one day's deed.
            (at + 2..end.min(at + 5)).any(|at| period(row.word(at)) || row.word(at) == "week")
        }
        // "in four **separate shootings**"
        "separate"
            if row.tag(at + 1) == "NNS"
                && (row.tag(at.saturating_sub(1)) == "CD"
                    && row.before(at) != "two"
                    && row.before(at) != "2"
                    || matches!(row.before(at), "several" | "many")) =>
        {
            true
        }
        "so" if next == "far" => true,
        // "in the first half of this year", "in the six months to June", "in the same period"
        "half" if next == "of" => {
            (at + 2..end.min(at + 5)).any(|at| period(row.word(at)) || row.word(at).starts_with("20"))
        }
        "months" | "weeks" if matches!(next, "to" | "until" | "through") => true,
        "same" if next == "period" => true,
        "years" | "decades" if row.before(at) == "of" => true,
        // "during 10 years of civil war"
        "years" | "decades"
            if next == "of"
                && row.tag(at.saturating_sub(1)) == "CD"
                && row.any(
                    at + 2..at + 5,
                    &["war", "conflict", "violence", "insurgency", "fighting", "unrest"],
                ) =>
        {
            true
        }
        _ => false,
    }
}
