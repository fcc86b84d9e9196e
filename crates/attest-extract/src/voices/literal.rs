//! Verbs of saying that say nothing where they stand: "claimed 80 lives", "found 12 bodies", "carrying their wounded", "the blast saw the
//! town emptied". By what the verb does it to, or by who does it.

use super::draft::SourceWords;
use super::syntax::{self, child, lemma_any};
use super::verbal::Scene;
use attest_language::Token;
use attest_model::SourceKind;

/// Words for what is found lying somewhere.
const FOUND: &[&str] = &[
    "body",
    "corpse",
    "remains",
    "remain",
    "grave",
    "survivor",
    "victim",
    "weapon",
    "explosive",
    "bomb",
    "device",
    "cache",
    "mine",
    "person",
    "people",
    "man",
    "woman",
    "child",
    "dead",
    "ammunition",
];

/// Whether the verb is used literally, so that `source` tells nothing by it.
pub(super) fn says_nothing(
    scene: &Scene<'_, '_>,
    verb: Token<'_>,
    source: Option<&SourceWords>,
    rule: &str,
) -> bool {
    let analysis = scene.analysis();
    let object = child(analysis, verb.index(), &["dobj"]);
    // "an incident in the province **claimed the lives of** 80 people"
    if lemma_any(verb, &["claim"]) && object.is_some_and(|what| lemma_any(what, &["life", "live", "lives"])) {
        return true;
    }
    let by_its_object = rule == "voice/verb-object";
    // "rebels **released three soldiers**"
    let people = |what: Token<'_>| {
        let mut own = scene.passage.terms.iter().filter(|hit| hit.last == what.index());
        own.any(|hit| hit.entries.iter().any(|term| term.group().is_some()))
    };
    let released =
        lemma_any(verb, &["release", "produce", "present", "issue", "free"]) && object.is_some_and(people);
    // "rescuers **found 12 bodies**": what lies there.
    let found = lemma_any(verb, &["find", "discover", "uncover", "identify", "establish"])
        && object.is_some_and(|what| lemma_any(what, FOUND));
    if by_its_object && (released || found) {
        return true;
    }
    let Some(source) = source else { return false };
    // "the offensive **saw** the rebels pushed back", "**Other** reported deaths": whatever clause stands behind.
    let literal = by_its_object
        || lemma_any(verb, &["see", "witness"])
        || syntax::is_any(analysis, source.head, &["other"]);
    if literal && cannot_speak(scene, source) || by_its_object && does_no_saying(scene, verb, source) {
        return true;
    }
    // "the **tide of violence** indicates that a new wing leads", "**it** means": whoever writes so concludes it.
    lemma_any(verb, &["indicate", "show", "suggest", "mean", "prove", "demonstrate", "imply"])
        && (is_what_happened(scene, source)
            || syntax::is_any(analysis, source.head, &["it", "this", "that", "which"]))
}

/// A weapon or an event does what the verb says literally: "the blast rattled the town".
fn cannot_speak(scene: &Scene<'_, '_>, source: &SourceWords) -> bool {
    // "**months** of clashes **which had seen** hundreds killed": no stretch of time tells anything.
    let told = syntax::antecedent(scene.analysis(), source.head).unwrap_or(source.head);
    let time = scene.analysis().token(told).is_some_and(|word| matches!(word.kind(), "DATE" | "TIME"));
    time || scene.passage.terms_in(&source.tokens).any(|hit| {
        matches!(hit.table, attest_lexicon::Table::Weapons | attest_lexicon::Table::Events)
            && hit.last == source.head
    }) || is_a_thing(scene, source.head)
        || syntax::is_any(scene.analysis(), source.head, &["other", "others"])
            && scene.analysis().token(source.head).is_some_and(|word| word.tag() == "JJ")
}

/// "the attackers fled, **carrying** their wounded", "celebrated its **anniversary**": what the verb does to its object is no saying.
fn does_no_saying(scene: &Scene<'_, '_>, verb: Token<'_>, source: &SourceWords) -> bool {
    if lemma_any(verb, &["carry", "cover"]) {
        let media = |hit: &attest_lexicon::TermHit<'_>| {
            hit.entries.iter().any(|term| {
                term.speaker().is_some_and(|speaker| {
                    matches!(
                        speaker.kind,
                        SourceKind::NewsAgency
                            | SourceKind::Broadcaster
                            | SourceKind::Newspaper
                            | SourceKind::Reference
                            | SourceKind::Document
                    )
                })
            })
        };
        return scene.passage.outlets_in(&source.tokens).next().is_none()
            && !scene.passage.terms_in(&source.tokens).any(media);
    }
    lemma_any(verb, &["celebrate", "mark", "hail"])
        && syntax::child(scene.analysis(), verb.index(), &["dobj"]).is_some_and(|feast| {
            lemma_any(
                feast,
                &[
                    "anniversary",
                    "birthday",
                    "holiday",
                    "festival",
                    "day",
                    "wedding",
                    "mass",
                    "feast",
                    "victory",
                ],
            )
        })
}

/// "the **wave of attacks** shows", "the bombing indicates": what happened, from which somebody concludes.
fn is_what_happened(scene: &Scene<'_, '_>, source: &SourceWords) -> bool {
    let analysis = scene.analysis();
    let deed = |at: usize| {
        scene.passage.terms.iter().any(|hit| {
            hit.last == at
                && hit.table == attest_lexicon::Table::Events
                && (hit.first..=hit.last).contains(&at)
        })
    };
    let amount = analysis.token(source.head).is_some_and(|noun| {
        lemma_any(
            noun,
            &[
                "tide",
                "wave",
                "rise",
                "increase",
                "series",
                "string",
                "spate",
                "surge",
                "number",
                "level",
                "escalation",
            ],
        )
    });
    deed(source.head)
        || amount && crate::tree::prepositional(analysis, source.head, &["of", "in"]).into_iter().any(deed)
}

/// "a vehicle **carrying** fighters", "a hill **linking** the two towns": a thing that does what a participle behind it says.
fn is_a_thing(scene: &Scene<'_, '_>, head: usize) -> bool {
    let analysis = scene.analysis();
    let participle = analysis.children(head).any(|verb| {
        verb.dep() == "acl"
            && verb.tag() == "VBG"
            && lemma_any(verb, &["carry", "link", "tie", "read", "hold", "contain", "show"])
    });
    let thing = scene.passage.terms.iter().any(|hit| {
        hit.last == head && hit.entries.iter().any(|term| term.target().is_some() && term.speaker().is_none())
    }) || analysis.token(head).is_some_and(|noun| {
        matches!(
            noun.lemma(),
            "hill"
                | "road"
                | "highway"
                | "bridge"
                | "corridor"
                | "street"
                | "tunnel"
                | "vehicle"
                | "car"
                | "truck"
                | "bus"
                | "boat"
                | "convoy"
                | "plane"
                | "helicopter"
                | "ship"
                | "vessel"
                | "lorry"
                | "route"
        )
    });
    participle && thing
}
