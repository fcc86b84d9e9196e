//! What a crowd is out for: "marched over the killing of a student", "a vigil for the victims of the attack". The deed is another event
//! than the march, with its own day, doers and dead.

use super::Material;
use crate::page::At;
use attest_lexicon::EventClass;

/// Whether the word at `head` tells of what a crowd, told of in the same sentence, is out for.
pub(super) fn is_cause(material: &Material<'_, '_>, passage: usize, sentence: usize, head: usize) -> bool {
    let Some(content) = material.page.passages.get(passage) else { return false };
    let analysis = &content.analysis;
    let crowd = |token: usize| {
        material.events_of(passage, sentence).any(|event| {
            is_crowd(event.class()) && event.trigger.contains(&token) && !event.trigger.contains(&head)
        })
    };
    if crowd(head) {
        return false;
    }
    let mut at = head;
    for _ in 0..9 {
        let Some(token) = analysis.token(at) else { return false };
        if token.is_root() {
            return false;
        }
        let above = token.head().index();
        let what_for = match token.dep() {
            // "protested **over** the killing", "a vigil **for** the victims of the attack"
            "prep" => {
                matches!(
                    token.lemma(),
                    "over" | "against" | "about" | "at" | "for" | "after" | "following" | "of"
                ) && crowd(above)
            }
            // "demonstrated to **denounce** the murder"
            "xcomp" | "advcl" | "conj" => {
                let denounces = matches!(
                    token.lemma(),
                    "denounce"
                        | "condemn"
                        | "protest"
                        | "commemorate"
                        | "mark"
                        | "mourn"
                        | "honor"
                        | "honour"
                        | "remember"
                        | "decry"
                );
                let after = analysis.children(at).any(|mark| mark.dep() == "mark" && mark.lemma() == "after");
                let gathers = crowd(above)
                    || analysis
                        .children(above)
                        .any(|subject| subject.dep().starts_with("nsubj") && crowd(subject.index()));
                (denounces || after) && gathers
            }
            _ => false,
        };
        if what_for {
            return true;
        }
        at = above;
    }
    false
}

/// "The killing of a student **sparked protests**": a crowd that comes of a deed told of before it.
pub(super) fn is_sparked(material: &Material<'_, '_>, event: &crate::events::EventMention<'_>) -> bool {
    let Some(token) = material.page.token(At { passage: event.passage, token: event.head }) else {
        return false;
    };
    let verb = match token.dep() {
        "dobj" => token.head(),
        "pobj" => token.head().head(),
        _ => return false,
    };
    let sparks = matches!(
        verb.lemma(),
        "spark" | "trigger" | "prompt" | "provoke" | "ignite" | "fuel" | "lead" | "unleash" | "draw" | "set"
    );
    let deed = verb.children().any(|subject| {
        subject.dep() == "nsubj"
            && material
                .events_of(event.passage, event.sentence)
                .any(|other| other.head == subject.index() && !is_crowd(other.class()))
    });
    is_crowd(event.class()) && sparks && deed
}

/// Crowds: marches, vigils, riots.
pub(super) const fn is_crowd(class: EventClass) -> bool {
    matches!(class, EventClass::Protest | EventClass::Riot)
}
