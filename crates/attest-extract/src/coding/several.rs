//! One word of responsibility for several incidents: "authorities blamed the group **for these attacks**", "claimed **both bombings**".

use super::Desk;
use super::claims::incident_id;
use crate::actors::Cast;
use crate::incidents::attacks;
use crate::page::At;
use crate::voices::Statement;
use attest_language::Token;
use attest_model::{Claim, Predicate, Reality, Role, Stance};

/// The same claim for each of the other incidents that the words mean.
///
/// They mean what was told before of the same kind of deed ("these bombings" are no murders) and of nobody else's doing; a number
/// ("both", "the two attacks") counts back from the last one told.
pub fn of_each(
    desk: &Desk<'_, '_>,
    cast: &mut Cast<'_, '_>,
    statement: &Statement,
    first: &Claim,
) -> Vec<Claim> {
    if first.predicate != Predicate::Responsibility
        || matches!(first.stance, Stance::Doubts | Stance::Withholds)
        || first.actor.is_none()
    {
        return Vec::new();
    }
    let Some(count) = meant(desk, statement) else { return Vec::new() };
    let at = At { passage: statement.passage, token: statement.trigger };
    let Some(sentence) = desk.page.sentence_of(at) else { return Vec::new() };
    // The word itself ("bombings") says what kind of deed they were; "attacks" may be any.
    let class = desk.material.events.iter().find(|event| {
        event.passage == statement.passage && event.sentence == sentence && !event.verbal && event.plural
    });
    let class = class
        .map(crate::events::EventMention::class)
        .filter(|class| *class != attest_lexicon::EventClass::Attack);
    let mut told: Vec<(usize, usize)> = Vec::new();
    for (index, draft) in desk.grouping.drafts.iter().enumerate() {
        let factual = draft.realities.iter().all(|reality| *reality == Reality::Asserted);
        let sum = draft.aggregate || draft.presupposed || draft.background || draft.captives;
        let kind = class
            .map_or_else(|| draft.is_violent() || draft.blasts, |class| draft.is_of(class) && attacks(class));
        let last = draft.sentences.iter().filter(|told| **told < sentence).max();
        let Some(last) = last.filter(|_| factual && kind && !sum) else { continue };
        let another = draft.attackers.keys().any(|&player| {
            let own = &cast.players[player];
            own.named && Some(super::cast_list::id(player)) != first.actor
        });
        if !another && !matches!(draft.role, Some(Role::Background | Role::Aggregate)) {
            told.push((*last, index));
        }
    }
    told.sort_unstable();
    let told = told.iter().rev().map(|(_, index)| *index).take(count);
    told.map(incident_id)
        .filter(|id| first.incident.as_ref() != Some(id))
        .map(|id| Claim { incident: Some(id), ..first.clone() })
        .collect()
}

/// How many incidents the statement is about, where its words point back at more than one: "these attacks", "both", "the two bombings".
fn meant(desk: &Desk<'_, '_>, statement: &Statement) -> Option<usize> {
    let passage = desk.page.passages.get(statement.passage)?;
    let analysis = &passage.analysis;
    let sentence = analysis.sentence_of(statement.trigger);
    let deed = |noun: &Token<'_>| {
        noun.tag() == "NNS"
            && desk.material.events.iter().any(|event| {
                event.passage == statement.passage
                    && !event.verbal
                    && event.head == noun.index()
                    && attacks(event.class())
            })
    };
    let noun = analysis.tokens_in(sentence).find(deed)?;
    let mut points = false;
    let mut count = usize::MAX;
    for word in analysis.children(noun.index()) {
        match (word.dep(), word.text().to_lowercase().as_str()) {
            (_, "these" | "those" | "all" | "the") => points = true,
            (_, "both" | "twin") => (points, count) = (true, 2),
            (_, "two") => count = 2,
            (_, "three") => count = 3,
            (_, "four") => count = 4,
            // "the bombings **in Tolsa**", "the attacks **that killed** ten", "**recent** attacks": those that the words say.
            ("prep" | "relcl" | "acl" | "amod" | "poss" | "nummod" | "conj", _) => return None,
            _ => {}
        }
    }
    points.then_some(count)
}
