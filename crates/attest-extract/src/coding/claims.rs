//! Claims: each figure, each statement, each plain telling of an event, with its voice, citation and incident.

use super::{Desk, cast_list, citations, sources::Registry};
use crate::actors::Cast;
use crate::figures::FigureMention;
use crate::infobox::{Topic, topic};
use crate::page::At;
use crate::patterns::{self, Pattern};
use attest_model::{
    ActorKind, Claim, DocumentKind, Exactness, Figure, Group, Harm, Mode, Predicate, Reality, Side,
    SourceKind, Span, Stance, Voice,
};
use std::ops::Range;

/// All claims of the document, unnumbered.
pub fn write(desk: &Desk<'_, '_>, cast: &mut Cast<'_, '_>, sources: &mut Registry) -> Vec<Claim> {
    let mut out = Vec::new();
    for (index, figure) in desk.material.figures.iter().enumerate() {
        out.extend(of_figure(desk, cast, sources, index, figure));
    }
    for statement in &desk.voices.statements {
        let claim = of_statement(desk, cast, sources, statement);
        let mut others =
            claim.iter().flat_map(|first| beside(desk, cast, statement, first)).collect::<Vec<_>>();
        let named: Vec<Claim> = claim.iter().chain(&others).cloned().collect();
        others.extend(named.iter().flat_map(|first| super::several::of_each(desk, cast, statement, first)));
        out.extend(claim);
        out.extend(others);
    }
    for pattern in patterns::read(desk.page) {
        out.extend(of_pattern(desk, sources, &pattern));
    }
    out.extend(super::told::of_events(desk, cast, sources));
    out.extend(super::entailed::claims(desk, cast, sources));
    out
}

/// Numbers the claims in text order.
pub fn number(claims: &mut [Claim]) {
    for (index, claim) in claims.iter_mut().enumerate() {
        claim.id = format!("c{}", index + 1);
    }
}

/// Id of the incident with this index.
pub fn incident_id(index: usize) -> String {
    format!("i{}", index + 1)
}

pub(super) struct Frame {
    pub passage: usize,
    pub claim: Range<usize>,
    pub trigger: usize,
    pub rule: String,
}

/// A claim with everything but its content: quote, sentence, voice, citation.
pub(super) fn frame(desk: &Desk<'_, '_>, sources: &mut Registry, frame: Frame) -> Option<Claim> {
    let page = desk.page;
    let sentence = page.sentence_of(At { passage: frame.passage, token: frame.trigger })?;
    let own = page.sentences.get(sentence)?;
    let quote = page.quote(page.span(frame.passage, trimmed(desk, frame.passage, frame.claim.clone())))?;
    let whole = page.quote(own.span)?;
    let said = desk.voices.of(frame.passage, &frame.claim);
    // "had struck a place **where residents said 200 had died**": the words around the word itself are whose the claim is.
    let said = if holds(desk, &said, frame.passage, frame.trigger) {
        said
    } else {
        desk.voices.of(frame.passage, &(frame.trigger..frame.trigger + 1))
    };
    let mut said = super::denials::voice(page, &desk.voices, said, frame.passage, frame.trigger);
    if said.attributions.iter().any(|&index| is_nobody(desk, index)) {
        // "Nobody claimed the attack": no voice, and no claim of the deed.
        said.attributions.retain(|&index| !is_nobody(desk, index));
        said.stance = Stance::Asserts;
        if said.attributions.is_empty() {
            said.mode = Mode::Narrator;
        }
    }
    let zone = page.passages[frame.passage].block.zone.and_then(|zone| page.document.zones.get(zone));
    let (chain, speaker, cue) = chain(desk, sources, &said.attributions);
    let (chain, mode_inferred) = carried(desk, sources, sentence, chain);
    let mode = if mode_inferred {
        Mode::Inferred
    } else if chain.len() == 1 && said.mode != Mode::Inferred && said.attributions.is_empty() {
        Mode::Narrator
    } else {
        said.mode
    };
    Some(Claim {
        id: String::new(),
        incident: None,
        predicate: Predicate::Occurrence,
        quote,
        sentence: whole,
        zone: zone.and_then(|zone| zone.name.clone()),
        voice: Voice {
            mode,
            chain,
            quote: speaker.and_then(|span| page.quote(span)),
            cue: cue.and_then(|span| page.quote(span)),
        },
        citation: citations::of(page, sentence),
        stance: said.stance,
        certainty: said.certainty,
        figure: None,
        actor: None,
        rule: frame.rule,
    })
}

/// Whether the innermost of the voices holds the word, or is told by it.
fn holds(desk: &Desk<'_, '_>, said: &crate::voices::VoiceOf, passage: usize, trigger: usize) -> bool {
    said.attributions.last().and_then(|&index| desk.voices.attributions.get(index)).is_none_or(|inner| {
        inner.cue_head == trigger
            || inner.passage != passage
            || inner.content.iter().any(|part| part.holds(passage, trigger))
            || inner.cue.as_ref().is_some_and(|cue| cue.contains(&trigger))
    })
}

/// "… were wounded as well.[4]" after an attributed sentence without a mark of its own: the mark and the "as well" carry the voice on.
fn carried(
    desk: &Desk<'_, '_>,
    sources: &mut Registry,
    sentence: usize,
    chain: Vec<String>,
) -> (Vec<String>, bool) {
    let page = desk.page;
    let Some((own, before)) = sentence
        .checked_sub(1)
        .and_then(|before| page.sentences.get(sentence).zip(page.sentences.get(before)))
    else {
        return (chain, false);
    };
    if chain.len() > 1 || own.passage != before.passage {
        return (chain, false);
    }
    let also = page.passages[own.passage].analysis.tokens_in(own.tokens.clone()).any(|token| {
        matches!(token.text().to_lowercase().as_str(), "also" | "too")
            || token.text().eq_ignore_ascii_case("well")
                && token.previous().is_some_and(|word| word.text() == "as")
    });
    let shared = citations::of(page, sentence - 1);
    if !also || shared.attachment != attest_model::Attachment::NextSentence {
        return (chain, false);
    }
    let attribution = desk.voices.attributions.iter().find(|attribution| {
        attribution.passage == before.passage
            && attribution.speech
            && attribution.inside.is_none()
            && attribution.cue.as_ref().is_some_and(|cue| before.tokens.contains(&cue.start))
            && !attribution.speakers.is_empty()
    });
    match attribution.and_then(|attribution| attribution.speakers.first()) {
        Some(speaker) => {
            let id = sources.of(speaker, page.span(speaker.passage, speaker.tokens.clone()));
            (vec!["s0".to_owned(), id], true)
        }
        None => (chain, false),
    }
}

/// Words for what somebody found: they account for nothing beside whoever tells of them.
fn is_evidence(name: &str) -> bool {
    let last = name.rsplit(' ').next().unwrap_or_default().to_lowercase();
    matches!(last.as_str(), "findings" | "evidence" | "indications" | "signs" | "clues" | "results")
}

fn chain(
    desk: &Desk<'_, '_>,
    sources: &mut Registry,
    attributions: &[usize],
) -> (Vec<String>, Option<Span>, Option<Span>) {
    let mut chain = vec!["s0".to_owned()];
    let mut innermost = None;
    let mut cue = None;
    for &index in attributions {
        let Some(attribution) = desk.voices.attributions.get(index).filter(|_| !is_nobody(desk, index))
        else {
            continue;
        };
        for speaker in &attribution.speakers {
            // "Police said **initial findings** suggested": the police say so.
            if chain.len() > 1 && is_evidence(&speaker.name) {
                continue;
            }
            let span = desk.page.span(speaker.passage, speaker.tokens.clone());
            let id = sources.of(speaker, span);
            if let Some(named) = &speaker.named {
                sources.of(speaker, desk.page.span(named.passage, named.tokens.clone()));
            }
            if chain.last() != Some(&id) {
                chain.push(id);
            }
            innermost = Some(span);
        }
        if let Some(tokens) = attribution.cue.clone() {
            cue = Some(desk.page.span(attribution.passage, tokens));
        }
    }
    (chain, innermost, cue)
}

/// "Nobody", "no group": nobody speaks.
fn is_nobody(desk: &Desk<'_, '_>, attribution: usize) -> bool {
    desk.voices.attributions.get(attribution).and_then(|attribution| attribution.speakers.last()).is_some_and(
        |speaker| {
            desk.page.passages.get(speaker.passage).is_some_and(|passage| {
                let none = |word: attest_language::Token<'_>| {
                    matches!(word.text().to_lowercase().as_str(), "nobody" | "none" | "no")
                };
                passage.analysis.token(speaker.head).is_some_and(none)
                    || passage.analysis.token(speaker.tokens.start).is_some_and(none)
            })
        },
    )
}

fn trimmed(desk: &Desk<'_, '_>, passage: usize, mut range: Range<usize>) -> Range<usize> {
    let Some(content) = desk.page.passages.get(passage) else { return range };
    let drop = |index: usize| {
        content.analysis.token(index).is_some_and(|token| {
            token.is_space() || matches!(token.text(), "," | ";" | ":" | "." | "-" | "–" | "—")
        })
    };
    while range.start + 1 < range.end && drop(range.start) {
        range.start += 1;
    }
    while range.start + 1 < range.end && drop(range.end - 1) {
        range.end -= 1;
    }
    range
}

fn of_figure(
    desk: &Desk<'_, '_>,
    cast: &mut Cast<'_, '_>,
    sources: &mut Registry,
    index: usize,
    figure: &FigureMention,
) -> Option<Claim> {
    if !figure.claimable() && !super::told::tells_more(desk, cast, index) {
        return None;
    }
    let mut claim = frame(
        desk,
        sources,
        Frame {
            passage: figure.passage,
            claim: figure.claim.clone(),
            trigger: figure.trigger,
            rule: figure.rule.to_owned(),
        },
    )?;
    // "did not kill twelve" counts nobody; what somebody denies is his claim.
    if figure.reality == Reality::Denied
        && claim.stance != Stance::Denies
        && figure.max != Some(0)
        && figure.exactness != Exactness::NotReported
    {
        return None;
    }
    let draft = desk.grouping.of_figure[index];
    let actor = if let Some(cell) = figure.cell {
        combatant(desk, cast, cell.column)
    } else {
        let own = loser(desk, cast, figure)
            .or_else(|| figure.head.and_then(|head| cast.of(At { passage: figure.passage, token: head })));
        let last = figure.who.as_ref().and_then(|who| who.end.checked_sub(1));
        own.or_else(|| {
            let player = last.and_then(|last| cast.of(At { passage: figure.passage, token: last }))?;
            // Of a counted phrase only the kind is taken over: the wounded are others than the dead.
            let one = &cast.players[player];
            (one.named || !one.plural).then_some(player)
        })
    };
    let side = figure.side.unwrap_or_else(|| super::sides::side_of(desk, cast, draft, actor, figure));
    let quote = desk.page.quote(desk.page.span(figure.passage, figure.number.clone()))?;
    claim.incident = draft.map(incident_id);
    claim.predicate = match figure.harm {
        Harm::Present => Predicate::Strength,
        Harm::Destroyed => Predicate::Damage,
        _ => Predicate::Casualties,
    };
    claim.certainty = claim.certainty.max(figure.certainty);
    if claim.stance == Stance::Asserts
        && claim.voice.chain.len() > 1
        && super::stances::is_confirmed(desk, figure)
    {
        claim.stance = Stance::Confirms;
    }
    if figure.exactness == Exactness::NotReported && figure.min.is_none() && figure.reality == Reality::Denied
    {
        claim.stance = Stance::Withholds;
    }
    claim.figure = Some(Figure {
        harm: figure.harm,
        side,
        group: enemies(desk, cast, sources, &claim, figure).or(figure.group),
        who: figure.who.clone().and_then(|who| desk.page.quote(desk.page.span(figure.passage, who))),
        nation: figure.nation.clone(),
        actor: actor.map(cast_list::id),
        min: figure.min,
        max: figure.max,
        exactness: figure.exactness,
        total: !figure.part && figure.part_of.is_none(),
        quote,
    });
    Some(claim)
}

/// "The Front said it had killed 40 of **the enemy**": soldiers, where rebels speak; rebels, where an army does.
fn enemies(
    desk: &Desk<'_, '_>,
    cast: &mut Cast<'_, '_>,
    sources: &Registry,
    claim: &Claim,
    figure: &FigureMention,
) -> Option<Group> {
    let who = figure.who.clone().filter(|_| matches!(figure.group, None | Some(Group::People)))?;
    let analysis = &desk.page.passages.get(figure.passage)?.analysis;
    let enemy = analysis.tokens_in(who).any(|word| word.lemma().eq_ignore_ascii_case("enemy"));
    let speaker = claim.voice.chain.last().filter(|_| enemy)?;
    match sources.kind(speaker)? {
        SourceKind::ArmedGroup => Some(Group::Soldiers),
        SourceKind::Military | SourceKind::Government | SourceKind::Police => Some(Group::Militants),
        SourceKind::Document if desk.page.document.kind == DocumentKind::PartyStatement => {
            let publisher = cast.publisher()?;
            let kind = cast.players.get(publisher)?.kind;
            if kind.is_state() {
                Some(Group::Militants)
            } else {
                matches!(
                    kind,
                    ActorKind::RebelGroup | ActorKind::PoliticalMilitia | ActorKind::IdentityMilitia
                )
                .then_some(Group::Soldiers)
            }
        }
        _ => None,
    }
}

/// "**We** lost two soldiers": those of whoever lost them.
fn loser(desk: &Desk<'_, '_>, cast: &mut Cast<'_, '_>, figure: &FigureMention) -> Option<usize> {
    let analysis =
        &desk.page.passages.get(figure.passage).filter(|_| figure.rule == "casualties/lost")?.analysis;
    let (subject, _) = crate::tree::subjects(analysis, figure.trigger).into_iter().next()?;
    analysis.token(subject).filter(|who| who.tag() == "PRP")?;
    cast.of(At { passage: figure.passage, token: subject })
        .filter(|&player| cast.players[player].named && cast.players[player].kind != ActorKind::Individual)
}

/// The side that stands at the head of an infobox's column of losses.
fn combatant(desk: &Desk<'_, '_>, cast: &mut Cast<'_, '_>, column: u8) -> Option<usize> {
    let passage = (column > 0).then(|| {
        (0..desk.page.passages.len()).find(|at| topic(desk.page, *at) == Some(Topic::Combatant(column)))
    })??;
    let words = desk.page.passages.get(passage)?.analysis.tokens().count();
    cast.within(passage, 0..words)
}

/// "blamed the ELN **and the FARC**", "the army **and the militia** are responsible": one claim for each that is named.
fn beside(
    desk: &Desk<'_, '_>,
    cast: &mut Cast<'_, '_>,
    statement: &crate::voices::Statement,
    first: &Claim,
) -> Vec<Claim> {
    let Some(words) = statement.actor.clone().filter(|_| first.predicate == Predicate::Responsibility) else {
        return Vec::new();
    };
    if matches!(first.stance, Stance::Denies | Stance::Doubts | Stance::Withholds) {
        return Vec::new();
    }
    let Some(content) = desk.page.passages.get(statement.passage) else { return Vec::new() };
    let listed: Vec<usize> = content
        .analysis
        .tokens_in(words.clone())
        .filter(|word| word.dep() == "conj" && crate::tree::is_nominal(*word, true))
        .filter(|word| {
            // The list of those who did it, and none inside what is said of one of them.
            let head = crate::tree::first_conjunct(&content.analysis, word.index());
            words.contains(&head)
                && !words.contains(&content.analysis.token(head).map_or(head, |it| it.head().index()))
        })
        .map(attest_language::Token::index)
        .collect();
    let mut found: Vec<String> = first.actor.iter().cloned().collect();
    let mut out = Vec::new();
    for token in listed {
        let Some(player) = cast.of(At { passage: statement.passage, token }) else { continue };
        let own = &cast.players[player];
        let id = cast_list::id(player);
        if !(own.named || own.kind.is_organised()) || own.kind == ActorKind::Individual || found.contains(&id)
        {
            continue;
        }
        found.push(id.clone());
        out.push(Claim { actor: Some(id), ..first.clone() });
    }
    out
}

fn of_statement(
    desk: &Desk<'_, '_>,
    cast: &mut Cast<'_, '_>,
    sources: &mut Registry,
    statement: &crate::voices::Statement,
) -> Option<Claim> {
    let mut claim = frame(
        desk,
        sources,
        Frame {
            passage: statement.passage,
            claim: statement.claim.clone(),
            trigger: statement.trigger,
            rule: statement.rule.to_owned(),
        },
    )?;
    if let Some(index) = statement.attribution {
        let mut nest = desk.voices.nest(index);
        // "AFP noted that officials no longer report losses": the silent officials say nothing, AFP says that they are silent.
        if statement.predicate == Predicate::Casualties && is_practice(desk, statement) && nest.len() > 1 {
            nest.pop();
        }
        let (chain, speaker, cue) = chain(desk, sources, &nest);
        claim.voice.chain = chain;
        claim.voice.quote = speaker.and_then(|span| desk.page.quote(span));
        claim.voice.cue = cue.and_then(|span| desk.page.quote(span));
        claim.voice.mode =
            if is_nobody(desk, index) { Mode::Narrator } else { desk.voices.attributions[index].mode };
    }
    claim.predicate = statement.predicate;
    claim.stance = statement.stance;
    claim.certainty = claim.certainty.max(statement.certainty);
    let at = At { passage: statement.passage, token: statement.trigger };
    claim.incident = near(desk, at).map(incident_id);
    // "Soldiers shot six villagers, residents said. **The army denied this**": its own deed is denied.
    if statement.rule == "corroboration/contradicted"
        && let Some(doer) = super::accused::accused(desk, cast, statement, claim.incident.as_deref())
    {
        claim.predicate = Predicate::Responsibility;
        claim.actor = Some(cast_list::id(doer));
    }
    // "She blamed the group, **which has fought the government**": of the main story, whatever else the group did.
    if statement.rule == "responsibility/blamed"
        && let Some(words) = statement.actor.clone()
        && blamed_for_nothing_else(desk, statement.passage, statement.trigger, &words)
        && let Some(main) = (!desk.grouping.drafts.is_empty()).then_some(0)
    {
        claim.incident = Some(incident_id(main));
    }
    // "There was **no claim of responsibility**, but the group has carried out similar attacks": of the story, and of none of those.
    let sum = |id: &str| {
        let mut drafts = desk.grouping.drafts.iter().enumerate();
        drafts.any(|(index, draft)| {
            incident_id(index) == id && draft.role == Some(attest_model::Role::Aggregate)
        })
    };
    if statement.rule == "responsibility/unclaimed" && claim.incident.as_deref().is_some_and(sum) {
        claim.incident = Some(incident_id(0));
    }
    if statement.predicate == Predicate::Responsibility {
        let actor = match statement.actor.clone() {
            Some(range) => cast.within(statement.passage, range),
            None => statement
                .attribution
                .and_then(|index| desk.voices.attributions[index].speakers.last())
                .and_then(|speaker| cast.of(At { passage: speaker.passage, token: speaker.head })),
        };
        let claimant = || {
            let words = statement.actor.clone().filter(|words| {
                statement.rule == "responsibility/claimed"
                    || matches!(
                        statement.rule,
                        "responsibility/blamed" | "responsibility/suspected" | "responsibility/behind"
                    ) && super::accused::is_a_name(desk, cast, statement.passage, words)
            })?;
            cast.claimant(statement.passage, words)
        };
        let actor = actor.or_else(claimant);
        let own = matches!(statement.rule, "responsibility/claimed" | "responsibility/denied");
        let principal =
            actor.filter(|_| own).and_then(|actor| super::accused::principal(desk, cast, statement, actor));
        claim.actor = principal.or(actor).map(cast_list::id);
    }
    if statement.predicate == Predicate::Casualties && is_practice(desk, statement) {
        claim.predicate = Predicate::ReportingPractice;
        claim.stance = Stance::Asserts;
        return Some(claim);
    }
    if statement.predicate == Predicate::Casualties {
        let speaker = statement.attribution.and_then(|index| desk.voices.attributions[index].speakers.last());
        let actor = speaker.and_then(|speaker| cast.of(At { passage: speaker.passage, token: speaker.head }));
        claim.figure = Some(Figure {
            harm: Harm::KilledOrWounded,
            side: Side::Unknown,
            group: None,
            who: None,
            nation: None,
            actor: actor.map(cast_list::id),
            min: None,
            max: None,
            exactness: Exactness::NotReported,
            total: true,
            quote: claim.quote.clone(),
        });
    }
    Some(claim)
}

/// "no longer report casualties", "rarely discloses its losses": a habit, not this silence.
fn is_practice(desk: &Desk<'_, '_>, statement: &crate::voices::Statement) -> bool {
    let analysis = &desk.page.passages[statement.passage].analysis;
    analysis
        .tokens_in(statement.trigger.saturating_sub(2)..statement.trigger + 1)
        .chain(analysis.children(statement.trigger))
        .any(|token| {
            matches!(
                token.text().to_lowercase().as_str(),
                "longer"
                    | "rarely"
                    | "never"
                    | "seldom"
                    | "usually"
                    | "generally"
                    | "anymore"
                    | "typically"
                    | "normally"
                    | "hardly"
            )
        })
}

/// Whether every word of violence in the sentence belongs to the clause that describes who is blamed.
fn blamed_for_nothing_else(
    desk: &Desk<'_, '_>,
    passage: usize,
    trigger: usize,
    actor: &std::ops::Range<usize>,
) -> bool {
    let Some(sentence) = desk.page.sentence_of(At { passage, token: trigger }) else { return false };
    let mut told = desk.material.events_of(passage, sentence).peekable();
    told.peek().is_some() && told.all(|event| actor.contains(&event.head))
}

/// The incident that the words at `at` are about: that of an event word of the sentence, else the last one told of before,
/// else the primary.
fn near(desk: &Desk<'_, '_>, at: At) -> Option<usize> {
    let sentence = desk.page.sentence_of(at)?;
    let (events, grouping) = (&desk.material.events, &desk.grouping);
    let first = events.partition_point(|event| event.sentence < sentence);
    let own = (first..events.len())
        .take_while(|&index| events[index].sentence == sentence)
        .filter_map(|index| {
            grouping.of_event[index].map(|draft| (events[index].head.abs_diff(at.token), draft))
        })
        .min();
    let told = |draft: &usize| {
        grouping
            .drafts
            .get(*draft)
            .is_some_and(|draft| !draft.aggregate && !draft.presupposed && !draft.captives)
    };
    let before = (0..first)
        .rev()
        .take_while(|&index| events[index].passage == at.passage)
        .filter_map(|index| grouping.of_event[index])
        .find(told);
    own.map(|(_, draft)| draft).or(before).or((!grouping.drafts.is_empty()).then_some(0))
}

fn of_pattern(desk: &Desk<'_, '_>, sources: &mut Registry, pattern: &Pattern) -> Option<Claim> {
    let mut claim = frame(
        desk,
        sources,
        Frame {
            passage: pattern.passage,
            claim: pattern.claim.clone(),
            trigger: pattern.trigger,
            rule: pattern.rule.to_owned(),
        },
    )?;
    claim.predicate = pattern.predicate;
    if pattern.predicate != Predicate::Presence {
        claim.incident = near(desk, At { passage: pattern.passage, token: pattern.trigger }).map(incident_id);
    }
    Some(claim)
}
