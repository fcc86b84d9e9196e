//! Whom a statement of guilt means: a name that no list holds, the organisation behind a spokesman, whoever denies what was told of him.

use super::Desk;
use super::claims::incident_id;
use crate::actors::Cast;
use crate::page::At;
use attest_model::{ActorKind, Predicate, Stance};
use std::ops::Range;

/// "suspected **Ansar al-Ostar**", "blamed the **Red Owls**": words that open with a name, of no place and no country.
pub(super) fn is_a_name(
    desk: &Desk<'_, '_>,
    cast: &Cast<'_, '_>,
    passage: usize,
    words: &Range<usize>,
) -> bool {
    let Some(content) = desk.page.passages.get(passage) else { return false };
    let mut own = content.analysis.tokens_in(words.clone()).skip_while(|word| word.pos() == "DET");
    own.next().is_some_and(|first| {
        let known = content.terms.iter().any(|hit| (hit.first..=hit.last).contains(&first.index()));
        first.tag().starts_with("NNP")
            && first.text().starts_with(char::is_uppercase)
            && !matches!(first.kind(), "GPE" | "LOC" | "FAC" | "DATE" | "TIME")
            && !known
            && !cast.is_place(At { passage, token: first.index() })
    })
}

/// "**The group's** spokesman, Odaa Oran, denied the accusation": the organisation for which a person speaks, where his phrase names it.
pub(super) fn principal(
    desk: &Desk<'_, '_>,
    cast: &mut Cast<'_, '_>,
    statement: &crate::voices::Statement,
    actor: usize,
) -> Option<usize> {
    if cast.players[actor].kind != ActorKind::Individual {
        return None;
    }
    let words = statement.actor.clone()?;
    let analysis = &desk.page.passages.get(statement.passage)?.analysis;
    let whose = analysis
        .tokens_in(words)
        .filter(|word| {
            crate::tree::is_nominal(*word, false)
                && (matches!(word.dep(), "poss" | "compound" | "nmod")
                    || word.dep() == "pobj" && matches!(word.head().lemma(), "of" | "for" | "from"))
        })
        .map(attest_language::Token::index)
        .collect::<Vec<_>>();
    let found: Vec<usize> =
        whose.into_iter().filter_map(|token| cast.of(At { passage: statement.passage, token })).collect();
    found.into_iter().find(|&other| {
        let other = &cast.players[other];
        other.named && other.kind.is_organised()
    })
}

/// Whoever denies what was told, where it was told to be his own deed.
pub(super) fn accused(
    desk: &Desk<'_, '_>,
    cast: &mut Cast<'_, '_>,
    statement: &crate::voices::Statement,
    incident: Option<&str>,
) -> Option<usize> {
    let speaker = desk.voices.attributions.get(statement.attribution?)?.speakers.last()?;
    let own = cast.of(At { passage: speaker.passage, token: speaker.head })?;
    let draft =
        (0..desk.grouping.drafts.len()).find(|&index| Some(incident_id(index).as_str()) == incident)?;
    let draft = desk.grouping.drafts.get(draft)?;
    let state =
        |player: usize| Some(&cast.players[player]).filter(|player| player.kind == ActorKind::StateForces);
    let same = |doer: &usize| {
        *doer == own
            || state(*doer).zip(state(own)).is_some_and(|(doer, own)| {
                doer.country.is_none() || own.country.is_none() || doer.country == own.country
            })
    };
    // "separatists had shot it down … **Separatist leader** Alex Borod denied this": he speaks for those who are called so.
    let words = desk.page.passages.get(speaker.passage).map(|content| {
        content
            .analysis
            .tokens_in(speaker.tokens.clone())
            .map(|word| word.lemma().to_lowercase())
            .collect::<Vec<_>>()
    });
    let for_them = |doer: &usize| {
        let doer = &cast.players[*doer];
        !doer.named
            && doer.kind.is_organised()
            && words.iter().flatten().any(|word| crate::actors::is_fighter_word(word) && doer.called(word))
    };
    let told = draft.attackers.keys().copied().find(same);
    let told = told.or_else(|| draft.attackers.keys().copied().find(for_them));
    // "blamed the Front … **the Front denied the claim**"
    let blamed = || {
        let earlier = desk.voices.statements.iter().filter(|other| {
            other.predicate == Predicate::Responsibility
                && other.stance == Stance::Asserts
                && (other.passage, other.trigger) < (statement.passage, statement.trigger)
        });
        let actors: Vec<usize> =
            earlier.filter_map(|other| cast.within(other.passage, other.actor.clone()?)).collect();
        actors.contains(&own).then_some(own)
    };
    told.or_else(blamed)
}
