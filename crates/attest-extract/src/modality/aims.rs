//! What a clause only aims at: an infinitive behind a verb of asking, sending or meaning to, of which the words do not say that it was reached.

use super::has_perfect;
use crate::tree::child;
use attest_language::{Analysis, Token};

/// "sent **to kill** the mayor", "an order **to attack**", "asked them **to bomb**": an aim, of which the words do not say that it was
/// reached. "Began to shoot", "was said to have killed", "used rifles to kill" tell what was done.
pub(super) fn aims(analysis: &Analysis, verb: Token<'_>) -> bool {
    let passive = verb.tag() == "VBN"
        && matches!(verb.dep(), "xcomp" | "ccomp")
        && analysis.children(verb.index()).any(|child| child.dep() == "auxpass" && child.text() == "be")
        && !has_perfect(analysis, verb.index());
    let infinitive = passive && analysis.children(verb.index()).any(|child| child.tag() == "TO")
        || verb.tag() == "VB"
            && analysis.children(verb.index()).any(|child| child.dep() == "aux" && child.tag() == "TO")
            && !analysis.children(verb.index()).any(|child| {
                matches!(child.dep(), "aux" | "auxpass") && matches!(child.lemma(), "have" | "be")
            });
    if !infinitive {
        return false;
    }
    let head = verb.head();
    // "said the **goal was to capture** the ministers"
    let goal = head.lemma() == "be"
        && analysis.children(head.index()).any(|subject| {
            subject.dep() == "nsubj"
                && matches!(
                    subject.lemma(),
                    "goal" | "aim" | "objective" | "purpose" | "intention" | "mission" | "plan" | "target"
                )
        });
    if goal {
        return true;
    }
    // "**could use** bombs to kill", "were **meant to be used** to attack": nobody has used anything yet.
    if wields(head.lemma()) && is_open(analysis, head.index()) {
        return true;
    }
    match verb.dep() {
        // "**sent ten drones to attack** the plant": what flies there does it.
        "advcl" | "xcomp" | "ccomp" if head.lemma() == "send" && sends_what_flies(analysis, head.index()) => {
            false
        }
        "xcomp" | "ccomp" => matches!(
            head.lemma(),
            "ask"
                | "mean"
                | "design"
                | "intend"
                | "urge"
                | "tell"
                | "call"
                | "instruct"
                | "direct"
                | "authorize"
                | "authorise"
                | "allow"
                | "permit"
                | "hire"
                | "pay"
                | "send"
                | "train"
                | "need"
                | "have"
                | "wish"
                | "decide"
                | "agree"
                | "choose"
                | "offer"
                | "commit"
                | "conspire"
                | "aim"
                | "expect"
                | "ready"
                | "willing"
                | "likely"
                | "unlikely"
                | "eager"
                | "due"
                | "set"
                | "prepared"
                | "free"
                | "fail"
                | "refuse"
                | "decline"
                | "like"
                | "love"
                | "invite"
                | "encourage"
                | "incite"
                | "enable"
        ),
        "acl" => {
            // "the first attack to kill a soldier", "the latest to die": told as facts.
            let singled =
                analysis.children(head.index()).any(|child| {
                    matches!(
                        child.lemma(),
                        "first"
                            | "second"
                            | "third"
                            | "last"
                            | "latest"
                            | "late"
                            | "next"
                            | "only"
                            | "other"
                            | "another"
                    ) || child.tag() == "JJS"
                }) || matches!(head.lemma(), "first" | "last" | "latest" | "attempt" | "bid" | "effort");
            !singled
                && !matches!(head.lemma(), "threat" | "plan" | "plot" | "warning")
                && !wields(head.head().lemma())
        }
        "advcl" => {
            !(wields(head.lemma()) || matches!(head.lemma(), "go" | "return" | "come" | "turn" | "continue"))
        }
        _ => false,
    }
}

/// "sent **drones**", "sent **warplanes**".
fn sends_what_flies(analysis: &Analysis, verb: usize) -> bool {
    child(analysis, verb, &["dobj"]).is_some_and(|what| {
        matches!(
            what.lemma(),
            "drone"
                | "missile"
                | "rocket"
                | "warplane"
                | "jet"
                | "plane"
                | "aircraft"
                | "bomber"
                | "helicopter"
        )
    })
}

/// "deployed missiles to destroy the depot": who uses a weapon does what it is for.
fn wields(verb: &str) -> bool {
    matches!(
        verb,
        "use" | "deploy" | "launch" | "fire" | "employ" | "detonate" | "plant" | "drop" | "throw" | "open"
    )
}

/// Whether the verb tells what may be: "could use", "to be used".
fn is_open(analysis: &Analysis, verb: usize) -> bool {
    analysis.children(verb).any(|aux| {
        aux.dep() == "aux"
            && (matches!(aux.text(), "could" | "can" | "may" | "might" | "would" | "will")
                || aux.tag() == "TO")
    }) && !analysis.children(verb).any(|aux| aux.dep() == "aux" && matches!(aux.text(), "have" | "'ve"))
}

/// "**to** stop"
pub(super) fn is_infinitive(analysis: &Analysis, verb: Token<'_>) -> bool {
    verb.tag() == "VB" && analysis.children(verb.index()).any(|aux| aux.tag() == "TO")
}
