//! What the words around a mention say of it: its place, the things and persons it was done to, the section it stands in.

use super::{Grouping, Material, Stamp};
use crate::actors::Cast;
use crate::page::At;
use attest_lexicon::EventClass;
use attest_model::{TargetKind, ZoneKind};

/// Section names that tell of what came before.
const BACKGROUND: [&str; 10] = [
    "background",
    "context",
    "prelude",
    "origins",
    "previous",
    "earlier",
    "see also",
    "similar",
    "legacy",
    "in popular culture",
];

/// Names that do so only beside a section that tells the story: "History" alone is the story.
const VAGUE: [&str; 4] = ["history", "related", "other", "timeline"];

/// Whether a section of this name tells of what came before or of something else.
pub(super) fn is_background(material: &Material<'_, '_>, section: &str) -> bool {
    let vague = |name: &str| VAGUE.iter().any(|start| name.starts_with(start));
    if BACKGROUND.iter().any(|start| section.starts_with(start)) {
        return true;
    }
    vague(section)
        && material.page.document.zones.iter().any(|zone| {
            zone.kind == ZoneKind::Section
                && zone
                    .name
                    .as_deref()
                    .is_some_and(|name| super::extent::is_story(name) && !vague(&name.to_lowercase()))
        })
}

/// "found the **bodies**", "the remains were discovered": the day is that of the finding.
pub(super) fn is_found(content: &crate::page::Passage<'_>, noun: usize) -> bool {
    content.analysis.token(noun).is_some_and(crate::tree::is_found)
}

/// "died **of their wounds** on Wednesday": of what was done before.
pub(super) fn of_wounds(analysis: &attest_language::Analysis, verb: usize) -> bool {
    matches!(analysis.token(verb).map(attest_language::Token::lemma), Some("die" | "succumb"))
        && crate::tree::prepositional(analysis, verb, &["of", "from", "to"])
            .into_iter()
            .filter_map(|noun| analysis.token(noun))
            .any(|noun| matches!(noun.lemma(), "wound" | "injury" | "burn"))
}

/// "Police shot a driver. **Angry residents then** set fire to a police station": a crowd that answers what forces did does another deed.
pub(super) fn a_crowd_answers(
    cast: &mut Cast<'_, '_>,
    grouping: &Grouping,
    content: &crate::page::Passage<'_>,
    event: &crate::events::EventMention<'_>,
) -> bool {
    use attest_model::ActorKind as K;
    let burns = matches!(
        event.class(),
        EventClass::Arson
            | EventClass::Riot
            | EventClass::Looting
            | EventClass::Destruction
            | EventClass::Attack
    );
    if !burns || !event.verbal || event.agents.is_empty() {
        return false;
    }
    let then = content.analysis.tokens_in(content.analysis.sentence_of(event.head)).any(|word| {
        matches!(
            word.text().to_lowercase().as_str(),
            "then" | "later" | "response" | "protest" | "retaliation" | "angry"
        )
    });
    let crowd = |kind: K| matches!(kind, K::Civilians | K::Protesters | K::Rioters);
    let agents: Vec<usize> =
        event.agents.iter().filter_map(|&token| cast.of(At { passage: event.passage, token })).collect();
    let all = !agents.is_empty() && agents.iter().all(|&agent| crowd(cast.players[agent].kind));
    let forces = grouping.drafts.first().is_some_and(|draft| {
        !draft.attackers.is_empty()
            && draft.attackers.keys().all(|&doer| cast.players[doer].kind == K::StateForces)
    });
    then && all && forces
}

/// The place that syntax ties to the word, and to no other word of violence; else one that a description goes back to.
pub(super) fn place(
    material: &Material<'_, '_>,
    passage: usize,
    sentence: usize,
    head: usize,
) -> Option<(usize, u8)> {
    let own = material.atlas.of_event(At { passage, token: head }).filter(|(_, weight)| *weight > 1).filter(
        |(spot, _)| {
            material.atlas.spots.get(*spot).is_none_or(|spot| {
                spot.at.passage != passage
                    || !(describes_people(material, spot)
                        || seats_a_speaker(material, spot)
                        || super::timing::hangs_on_another(material, passage, sentence, head, spot.at.token))
            })
        },
    );
    own.or_else(|| super::whereabouts::described(material, passage, sentence, head)).filter(|(spot, _)| {
        material.atlas.spots.get(*spot).is_none_or(|spot| !seats_a_hospital(material, spot))
    })
}

fn seats_a_speaker(material: &Material<'_, '_>, spot: &crate::atlas::Spot) -> bool {
    let content = material.page.passages.get(spot.at.passage);
    content.is_some_and(|content| super::said_there::is_seat(content, spot.at.token))
}

/// "were admitted to a hospital **in Tolsa**": where the hurt were brought.
fn seats_a_hospital(material: &Material<'_, '_>, spot: &crate::atlas::Spot) -> bool {
    let Some(content) = material.page.passages.get(spot.at.passage) else { return false };
    let hospital = |noun: &attest_language::Token<'_>| {
        matches!(
            noun.lemma().to_lowercase().as_str(),
            "hospital" | "clinic" | "morgue" | "infirmary" | "mortuary"
        )
    };
    content.analysis.ancestors(spot.at.token).take(6).find(hospital).is_some_and(|hospital| {
        hospital.dep() == "pobj"
            && matches!(
                hospital.head().head().lemma(),
                "take"
                    | "admit"
                    | "rush"
                    | "transfer"
                    | "treat"
                    | "hospitalize"
                    | "hospitalise"
                    | "evacuate"
                    | "transport"
                    | "bring"
                    | "fly"
                    | "airlift"
                    | "move"
            )
    })
}

/// "the **Ostaran** base", "**Tolsa Brigade** fighters": a people or a group, no place.
fn describes_people(material: &Material<'_, '_>, spot: &crate::atlas::Spot) -> bool {
    let Some(content) = material.page.passages.get(spot.at.passage) else { return false };
    let group = content.names_actor(spot.at.token);
    // "a **US-made** missile", "**Ostland-backed** militia".
    let word = |at: usize| content.analysis.token(at).map_or("", attest_language::Token::text);
    let made = matches!(word(spot.at.token + 1), "-" | "–")
        && matches!(
            word(spot.at.token + 2).to_lowercase().as_str(),
            "made"
                | "built"
                | "backed"
                | "led"
                | "supplied"
                | "trained"
                | "born"
                | "based"
                | "owned"
                | "registered"
                | "flagged"
                | "funded"
                | "allied"
        );
    // "**eastern** Tolsa" and "**Tolsa** territory" are places, whatever the tagger makes of their first words.
    let people = |token: attest_language::Token<'_>| {
        let named =
            matches!(token.kind(), "GPE" | "LOC" | "FAC") && crate::places::is_sort(token.head().text());
        token.tag() == "JJ" && token.dep() == "amod" && !named
    };
    group || made || spot.is_named() && content.analysis.token(spot.at.token).is_some_and(people)
}

/// The kind of thing that the noun at `head` names, where it is one that is attacked.
pub(super) fn thing_at(content: &crate::page::Passage<'_>, head: usize) -> Option<TargetKind> {
    if crate::events::is_person(content, head) {
        return None;
    }
    content
        .terms
        .iter()
        .filter(|hit| hit.last == head)
        .flat_map(|hit| hit.entries.iter())
        .find_map(|term| term.target())
        .map(|target| target.kind)
        .filter(|kind| !matches!(kind, TargetKind::Other | TargetKind::Village))
}

/// "The base was **hit** by Tolsa's forces": a word of many meanings, between somebody armed and what was struck.
pub(super) fn armed_blow(
    cast: &Cast<'_, '_>,
    content: &crate::page::Passage<'_>,
    event: &crate::events::EventMention<'_>,
    stamp: &Stamp,
) -> bool {
    let lemma = content.analysis.token(event.head).map_or("", |token| token.lemma());
    let blow = matches!(lemma, "hit" | "strike" | "target" | "invade" | "overrun");
    // "The army **destroyed** a depot"
    let struck = |head: &usize| {
        let named =
            |hit: &attest_lexicon::TermHit<'_>| hit.entries.iter().any(|term| term.target().is_some());
        !crate::events::is_person(content, *head)
            && content.terms.iter().any(|hit| hit.last == *head && named(hit))
    };
    // "**40 of the 50 homes** were destroyed"
    let ruined = |head: &usize| {
        struck(head) || crate::tree::prepositional(&content.analysis, *head, &["of"]).iter().any(struck)
    };
    let ruin = event.class() == EventClass::Destruction && event.patients.iter().any(ruined);
    // "the rebels **fired two missiles** at the capital"
    let fired = lemma == "fire"
        && crate::tree::objects(&content.analysis, event.head)
            .into_iter()
            .any(|head| explodes(content, head));
    event.verbal
        && (fired || !event.patients.is_empty() && (blow || ruin))
        && (stamp.agents.iter().any(|agent| cast.players[*agent].kind.is_organised())
            || event.agents.iter().any(|agent| explodes(content, *agent)))
}

/// "The rebels **took** two army camps": told of ground and of somebody armed, where nothing else is told before.
pub(super) fn takes_ground(
    cast: &Cast<'_, '_>,
    event: &crate::events::EventMention<'_>,
    stamp: &Stamp,
) -> bool {
    let armed = |agent: &usize| {
        let player = &cast.players[*agent];
        player.kind.is_organised() || crate::actors::is_fighter_word(&player.lemma)
    };
    event.verbal && event.class() == EventClass::GroundCapture && stamp.agents.iter().any(armed)
}

/// "A roadside **bomb** struck a convoy": what strikes is a weapon.
fn explodes(content: &crate::page::Passage<'_>, head: usize) -> bool {
    content.terms.iter().any(|hit| {
        hit.last == head && hit.entries.iter().any(|term| term.weapon().is_some_and(|weapon| weapon.named))
    })
}

pub(super) fn named_persons(cast: &Cast<'_, '_>, players: &[usize]) -> Vec<usize> {
    let named = |player: usize| {
        cast.players
            .get(player)
            .is_some_and(|player| player.named && player.kind == attest_model::ActorKind::Individual)
    };
    players.iter().copied().filter(|&player| named(player)).collect()
}

/// "denied the strike, accusing Ostland **of shelling** the city itself": what somebody is charged with, where nothing sets it apart, is what
/// the report tells.
pub(super) fn is_charge(analysis: &attest_language::Analysis, head: usize) -> bool {
    let clause = crate::tree::clause_of(analysis, head);
    analysis.token(clause).filter(|verb| verb.dep() == "pcomp").is_some_and(|verb| {
        matches!(verb.head().lemma(), "of" | "for")
            && verb
                .ancestors()
                .skip(1)
                .take(2)
                .any(|above| matches!(above.lemma(), "accuse" | "suspect" | "blame"))
    })
}

pub(super) fn is_perfect(analysis: &attest_language::Analysis, head: usize) -> bool {
    let clause = crate::tree::clause_of(analysis, head);
    analysis
        .children(clause)
        .any(|child| child.dep() == "aux" && matches!(child.text(), "has" | "have" | "'ve"))
}

/// "**In the West Bank**, four were killed": the named place that opens the sentence of the word at `head`.
pub(super) fn fronted(
    material: &Material<'_, '_>,
    passage: usize,
    sentence: usize,
    head: usize,
) -> Option<usize> {
    let content = material.page.passages.get(passage)?;
    let analysis = &content.analysis;
    let tokens = material.page.sentences.get(sentence)?.tokens.clone();
    let opens = analysis.token(tokens.start)?;
    if !matches!(opens.text(), "In" | "At" | "Near" | "Outside") {
        return None;
    }
    let comma = (tokens.start + 2..tokens.start + 9)
        .find(|at| analysis.token(*at).is_some_and(|word| word.text() == ","))
        .unwrap_or(tokens.start + 4);
    (head > tokens.start).then_some(())?;
    material.atlas.spots.iter().position(|spot| {
        spot.at.passage == passage
            && spot.locative
            && spot.is_named()
            && (tokens.start + 1..comma).contains(&spot.at.token)
            // "**At a news conference in Tolsa**, he said"
            && !super::said_there::was_said(content, spot.at.token)
    })
}
