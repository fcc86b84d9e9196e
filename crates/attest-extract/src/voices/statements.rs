//! Statements that are claims in themselves: who is held responsible, what could not be verified, what was confirmed, what
//! was not told.
//!
//! A toll needs a figure, a statement needs a verb. The rules, by what they read:
//!
//! - `responsibility/claimed`, `/denied`, `/unclaimed`, `/blamed`, `/suspected`, `/behind`, `/work-of`, `/identified`;
//! - `verifiability/unverified`, `/no-evidence`, `/unclear`, `/unconfirmed`;
//! - `corroboration/confirmed`, `/contradicted`;
//! - `silence/not-told`, `/declined`, `/without`.
//!
//! "Could not be verified" is the doubt of whoever says it, the article where nobody does. "Gave no toll" is silence: neither
//! zero nor a denial.

use super::behind::{behind, identified, ordered};
use super::blame::blame;
use super::checks::{confirmed, not_found, silence, unverified};
use super::denying::{baseless, denial};
use super::draft::{Draft, SourceWords, Stretch};
use super::syntax::{
    self, child, is_negated, is_passive, is_punct, is_verb, lemma_any, object_of, preposition, subject,
    verb_group,
};
use super::verbal::Scene;
use super::{Statement, Voices};
use attest_language::{Analysis, Token};
use attest_lexicon::CueClass;
use attest_model::{Certainty, Mode, Predicate, Reality, Stance};
use std::collections::BTreeMap;
use std::ops::Range;

/// Verbs of taking a deed upon oneself, with "responsibility" or "credit".
const TAKES: &[&str] = &["claim", "take", "accept", "admit", "assume", "acknowledge"];
/// What is taken.
const DEED: &[&str] = &["responsibility", "credit"];
/// What is denied.
pub(super) const PART: &[&str] = &[
    "responsibility",
    "involvement",
    "role",
    "part",
    "complicity",
    "link",
    "accusation",
    "charge",
    "allegation",
    "claim",
    "report",
    "suggestion",
    "insinuation",
    "boast",
];
/// What a deed is claimed in.
const WRITINGS: &[&str] = &[
    "statement",
    "message",
    "communique",
    "communiqué",
    "post",
    "tweet",
    "video",
    "recording",
    "audio",
    "telegram",
    "website",
    "channel",
    "letter",
    "call",
    "agency",
    "bulletin",
    "broadcast",
    "leaflet",
    "note",
    "email",
];
/// A statement before its voice is known.
#[derive(Debug, Clone)]
pub(crate) struct Found {
    statement: Statement,
    /// Cue head of the attribution that is its voice; else it is whoever's words hold it.
    voice: Option<usize>,
}

/// The statements of a passage; attributions that they make are added to `drafts`.
pub(crate) fn read(scene: &Scene<'_, '_>, drafts: &mut Vec<Draft>) -> Vec<Found> {
    let analysis = scene.analysis();
    let mut out = Vec::new();
    for token in analysis.tokens() {
        let found = if is_verb(token) && !matches!(token.dep(), "aux" | "auxpass") {
            deed(scene, token, drafts)
                .or_else(|| denial(scene, token, drafts))
                .or_else(|| identified(scene, token))
                .or_else(|| blame(scene, token, drafts))
                .or_else(|| unverified(scene, token, drafts))
                .or_else(|| not_found(scene, token, drafts))
                .or_else(|| confirmed(scene, token))
                .or_else(|| silence(scene, token, drafts))
                .or_else(|| behind(scene, token))
                .or_else(|| ordered(scene, token))
                .or_else(|| super::guilt::read(scene, token))
                .or_else(|| baseless(scene, token, drafts))
        } else {
            nominal(scene, token)
        };
        out.extend(found.filter(|found| is_said(scene, token, &found.statement)));
    }
    out
}

/// "**would blame** the army", "**refused to accuse** the rebels", "**nobody** blamed them", "urged it **to assume** its responsibility": nobody is
/// held responsible in so many words.
fn is_said(scene: &Scene<'_, '_>, verb: Token<'_>, statement: &Statement) -> bool {
    let charges = statement.predicate == Predicate::Responsibility
        && matches!(statement.rule, "responsibility/blamed" | "responsibility/claimed")
        && is_verb(verb);
    if !charges {
        return true;
    }
    let analysis = scene.analysis();
    let nobody = statement.rule == "responsibility/blamed"
        && subject(analysis, verb.index()).is_some_and(|who| is_nobody(analysis, who.token));
    let unreal = matches!(
        crate::modality::reality(analysis, verb.index()),
        Reality::Hypothetical | Reality::Threatened
    );
    // "**I** will assume my responsibility": who speaks for himself alone is no group that claims.
    let myself = statement.rule == "responsibility/claimed"
        && subject(analysis, verb.index())
            .is_some_and(|who| syntax::is_any(analysis, who.token, &["I", "i"]));
    !(nobody || unreal || myself || is_negated(analysis, verb.index()) && statement.stance == Stance::Asserts)
}

/// Joins each statement to its voice.
pub(crate) fn resolve(found: Vec<Found>, voices: &Voices) -> Vec<Statement> {
    let by_cue: BTreeMap<(usize, usize), usize> = voices
        .attributions
        .iter()
        .enumerate()
        .map(|(index, attribution)| ((attribution.passage, attribution.cue_head), index))
        .collect();
    found
        .into_iter()
        .map(|Found { mut statement, voice }| {
            let own = voice.and_then(|cue| by_cue.get(&(statement.passage, cue)).copied());
            statement.attribution = own.or_else(|| {
                voices
                    .of(statement.passage, &(statement.trigger..statement.trigger + 1))
                    .attributions
                    .last()
                    .copied()
            });
            if let Some(attribution) = statement.attribution.and_then(|index| voices.attributions.get(index))
                && statement.certainty == Certainty::Certain
            {
                statement.certainty = attribution.certainty;
            }
            statement
        })
        .collect()
}

/// The words from `first` to the end of the verb's own complements.
pub(super) fn claim(analysis: &Analysis, verb: usize, with: &[usize]) -> Range<usize> {
    let mut range = verb_group(analysis, verb);
    for token in analysis.children(verb) {
        let part =
            matches!(
                token.dep(),
                "nsubj" | "nsubjpass" | "dobj" | "agent" | "acomp" | "xcomp" | "ccomp" | "oprd" | "attr"
            ) || token.dep() == "prep" && token.index() > verb && !token.text().eq_ignore_ascii_case("with");
        if part && !is_punct(token) {
            let span = analysis.subtree_span(token.index());
            range = range.start.min(span.start)..range.end.max(span.end);
        }
    }
    for &token in with.iter().filter(|&&token| analysis.is_within(token, verb)) {
        let span = analysis.subtree_span(token);
        range = range.start.min(span.start)..range.end.max(span.end);
    }
    syntax::trim(analysis, range)
}

pub(super) struct Spot {
    pub(super) predicate: Predicate,
    pub(super) trigger: usize,
    pub(super) claim: Range<usize>,
    pub(super) actor: Option<Range<usize>>,
    pub(super) stance: Stance,
    pub(super) certainty: Certainty,
    pub(super) voice: Option<usize>,
    pub(super) rule: &'static str,
}

pub(super) fn found(scene: &Scene<'_, '_>, spot: Spot) -> Found {
    Found {
        statement: Statement {
            passage: scene.index,
            predicate: spot.predicate,
            claim: spot.claim,
            trigger: spot.trigger,
            actor: spot.actor,
            stance: spot.stance,
            certainty: spot.certainty,
            attribution: None,
            rule: spot.rule,
        },
        voice: spot.voice,
    }
}

/// Makes sure that there is an attribution whose cue is `verb` and whose speaker is its subject.
pub(super) fn voice_of(
    scene: &Scene<'_, '_>,
    drafts: &mut Vec<Draft>,
    verb: usize,
    who: usize,
    class: CueClass,
    stance: Stance,
    rule: &'static str,
) -> usize {
    let cue = verb_group(scene.analysis(), verb);
    let mut of_passage = drafts.iter().rev().take_while(|draft| draft.passage == scene.index);
    if !of_passage.any(|draft| draft.cue_head == verb && !draft.sources.is_empty()) {
        let source = SourceWords::of(scene.passage, who, &cue);
        let mut content = claim(scene.analysis(), verb, &[]);
        content.start = content.start.max(cue.end);
        if class == CueClass::Responsibility {
            content.end = own_words_end(scene.analysis(), verb, &content);
        }
        drafts.push(Draft {
            passage: scene.index,
            sources: vec![source],
            via: None,
            cited: Vec::new(),
            cue: Some(cue),
            cue_head: verb,
            class,
            speech: true,
            stance,
            certainty: Certainty::Certain,
            content: if content.is_empty() {
                Vec::new()
            } else {
                vec![Stretch { passage: scene.index, tokens: content }]
            },
            mode: Mode::Reported,
            rule,
        });
    } else if class == CueClass::Responsibility {
        let own = |draft: &&mut Draft| draft.passage == scene.index && draft.cue_head == verb;
        for draft in drafts.iter_mut().filter(own) {
            for stretch in draft.content.iter_mut().filter(|stretch| stretch.passage == scene.index) {
                stretch.tokens.end = own_words_end(scene.analysis(), verb, &stretch.tokens);
            }
        }
    }
    verb
}

/// "claimed responsibility for the attack, **which killed 12**", "… **and 12 people were killed**": who takes a deed upon himself says
/// nothing of what the report tells beside it.
fn own_words_end(analysis: &Analysis, verb: usize, content: &std::ops::Range<usize>) -> usize {
    content
        .clone()
        .filter(|at| {
            analysis.token(*at).is_some_and(|token| {
                let beside = token.dep() == "conj"
                    && token.head().index() == verb
                    && analysis.children(*at).any(|child| matches!(child.dep(), "nsubj" | "nsubjpass"));
                token.dep() == "relcl" || beside
            })
        })
        .map(|at| analysis.subtree_span(at).start.max(content.start))
        .min()
        .unwrap_or(content.end)
}

/// Nobody: "no group", "no one", "neither side".
pub(super) fn is_nobody(analysis: &Analysis, token: usize) -> bool {
    syntax::is_any(analysis, token, &["nobody", "none", "neither"])
        || analysis.children(token).any(|child| {
            matches!(child.dep(), "det" | "neg" | "nummod") && lemma_any(child, &["no", "neither"])
        })
        || syntax::is(analysis, token, "one") && token > 0 && syntax::is(analysis, token - 1, "no")
}

/// "Islamic State later **claimed the attack**": the deed itself, pointed at; "claimed twelve lives" and "claimed victory" are none.
fn claims_it(scene: &Scene<'_, '_>, verb: Token<'_>, noun: Token<'_>) -> bool {
    let violent = crate::events::is_deed(scene.passage, noun.index());
    let points = child(scene.analysis(), noun.index(), &["det", "poss"])
        .is_some_and(|word| !matches!(word.lemma(), "a" | "an" | "no" | "any"));
    // "the Taliban were not involved; Islamic State **claimed it**"
    let it = noun.tag() == "PRP" && matches!(noun.lemma().to_lowercase().as_str(), "it" | "they");
    lemma_any(verb, &["claim", "admit", "acknowledge"]) && (violent && points || it)
}

/// "claimed the attack **in a message to journalists**": how it was claimed is no part of what was claimed.
fn without_medium(analysis: &Analysis, mut words: Range<usize>) -> Range<usize> {
    let medium = analysis.tokens_in(words.clone()).find(|word| {
        word.dep() == "prep"
            && matches!(word.lemma(), "in" | "on" | "through" | "via" | "by")
            && object_of(analysis, word.index()).is_some_and(|object| lemma_any(object, WRITINGS))
    });
    if let Some(medium) = medium.filter(|medium| medium.index() > words.start) {
        words.end = medium.index();
    }
    words
}

/// "Through calls to the media, the Ostara Front, OF, **has claimed** responsibility": whoever stands right before the verb, where the parser
/// hung the name on what opens the sentence.
fn strayed_claimant(scene: &Scene<'_, '_>, verb: usize) -> Option<usize> {
    let analysis = scene.analysis();
    let start = verb_group(analysis, verb).start;
    let sentence = analysis.sentence_of(verb);
    let before = analysis.tokens_in(sentence.start.max(start.saturating_sub(8))..start);
    before
        .filter(|token| token.tag().starts_with("NNP") && matches!(token.dep(), "conj" | "pobj" | "appos"))
        .find(|token| {
            let named = analysis.children(token.index()).any(|word| word.dep() == "compound");
            // Nothing but a comma and a short name stands between.
            let mut between = analysis.tokens_in(token.index() + 1..start);
            named
                && between.all(|word| {
                    word.tag().starts_with("NNP") || word.pos() == "PUNCT" || matches!(word.text(), "[" | "]")
                })
        })
        .map(Token::index)
}

/// "A caller claimed it **for the Owls**", "claimed the attack **on behalf of the Owls**": in whose name the deed is taken.
fn for_whom(analysis: &Analysis, verb: usize, deed: Option<usize>) -> Option<Range<usize>> {
    let named = |token: Token<'_>| {
        token.tag().starts_with("NNP") && !matches!(token.kind(), "DATE" | "TIME" | "GPE" | "LOC")
    };
    let at = |from: usize, words: &[&str]| {
        let by = preposition(analysis, from, words)?;
        Some((by, object_of(analysis, by.index())?))
    };
    let taken = deed.and_then(|deed| analysis.token(deed)).is_some_and(|deed| lemma_any(deed, DEED));
    let found = [Some(verb), deed].into_iter().flatten().find_map(|from| {
        let plain = at(from, &["for"]).filter(|(_, whom)| !taken && named(*whom));
        let behalf = || {
            let (_, noun) = at(from, &["on", "in"])?;
            lemma_any(noun, &["behalf", "name"]).then(|| at(noun.index(), &["of"])).flatten()
        };
        plain.or_else(behalf)
    });
    let (by, whom) = found?;
    Some(syntax::noun_phrase(analysis, whom.index(), &(by.index()..by.index() + 1)))
}

/// "X claimed responsibility for …", "responsibility was claimed by X", "no group has claimed responsibility".
fn deed(scene: &Scene<'_, '_>, verb: Token<'_>, drafts: &mut Vec<Draft>) -> Option<Found> {
    if !lemma_any(verb, TAKES) {
        return None;
    }
    let analysis = scene.analysis();
    let index = verb.index();
    let passive = is_passive(analysis, index);
    let who = subject(analysis, index).filter(|who| !who.empty);
    let strayed = || strayed_claimant(scene, index).filter(|_| !passive);
    let deed =
        if passive { who.map(|who| who.token) } else { child(analysis, index, &["dobj"]).map(Token::index) };
    let deed_named = deed
        .and_then(|at| analysis.token(at))
        .is_some_and(|token| lemma_any(token, DEED) || !passive && claims_it(scene, verb, token));
    let agent = preposition(analysis, index, &["by"]).and_then(|by| object_of(analysis, by.index()));
    // "An attack claimed by X" takes the deed too.
    let claimed_by = passive
        && lemma_any(verb, &["claim"])
        && agent.is_some_and(|agent| matches!(agent.pos(), "PROPN" | "NOUN"));
    if !deed_named && !claimed_by {
        return None;
    }
    let doer = if passive { agent.map(Token::index) } else { who.map(|who| who.token).or_else(strayed) };
    let words = without_medium(analysis, claim(analysis, index, &[]));
    let denied = is_negated(analysis, index)
        || doer.is_some_and(|doer| is_nobody(analysis, doer))
        // "blasts at a market **for which no one has claimed** responsibility": of two subjects the one that claims.
        || !passive
            && analysis.children(index).any(|who| who.dep() == "nsubj" && is_nobody(analysis, who.index()))
        || passive && deed.is_some_and(|at| is_nobody(analysis, at));
    if denied {
        // "did not claim the bombing, **which killed four**": who claims nothing tells nothing.
        let own = |draft: &&mut Draft| draft.passage == scene.index && draft.cue_head == index;
        drafts.iter_mut().filter(own).for_each(|draft| draft.content.clear());
        return Some(found(
            scene,
            Spot {
                predicate: Predicate::Responsibility,
                trigger: index,
                claim: words,
                actor: None,
                stance: Stance::Withholds,
                certainty: Certainty::Certain,
                voice: None,
                rule: "responsibility/unclaimed",
            },
        ));
    }
    // No blast claims anything.
    let doer = doer.filter(|doer| !crate::events::is_deed(scene.passage, *doer))?;
    let voice = voice_of(
        scene,
        drafts,
        index,
        doer,
        CueClass::Responsibility,
        Stance::Claims,
        "responsibility/claimed",
    );
    let actor = for_whom(analysis, index, deed)
        .unwrap_or_else(|| SourceWords::of(scene.passage, doer, &verb_group(analysis, index)).tokens);
    Some(found(
        scene,
        Spot {
            predicate: Predicate::Responsibility,
            trigger: index,
            claim: words,
            actor: Some(actor),
            stance: Stance::Claims,
            certainty: Certainty::Certain,
            voice: Some(voice),
            rule: "responsibility/claimed",
        },
    ))
}

/// "Unconfirmed reports", "no independent confirmation", "no claim of responsibility", "it was unclear whether".
fn nominal(scene: &Scene<'_, '_>, token: Token<'_>) -> Option<Found> {
    let analysis = scene.analysis();
    let index = token.index();
    let lower = token.text().to_lowercase();
    let (predicate, stance, rule, range) = match lower.as_str() {
        "unconfirmed" | "unverified" | "uncorroborated" if token.dep() == "amod" => {
            let noun = token.head().index();
            (
                Predicate::Verifiability,
                Stance::Doubts,
                "verifiability/unconfirmed",
                analysis.subtree_span(index).start..noun + 1,
            )
        }
        "unclear" | "unknown" | "uncertain" | "mystery"
            if matches!(token.dep(), "acomp" | "oprd" | "attr") =>
        {
            let verb = token.head().index();
            (Predicate::Verifiability, Stance::Doubts, "verifiability/unclear", claim(analysis, verb, &[]))
        }
        "confirmation" | "verification" | "corroboration" if is_nobody(analysis, index) => {
            let verb = token.head().index();
            let end = analysis.subtree_span(index).end.max(verb_group(analysis, verb).end);
            (
                Predicate::Verifiability,
                Stance::Doubts,
                "verifiability/unconfirmed",
                analysis.subtree_span(index).start..end,
            )
        }
        "claim" | "claims"
            if is_nobody(analysis, index)
                && preposition(analysis, index, &["of"]).is_some_and(|of| {
                    object_of(analysis, of.index()).is_some_and(|object| lemma_any(object, DEED))
                }) =>
        {
            let verb = token.head().index();
            (
                Predicate::Responsibility,
                Stance::Withholds,
                "responsibility/unclaimed",
                claim(analysis, verb, &[index]),
            )
        }
        _ => return None,
    };
    Some(found(
        scene,
        Spot {
            predicate,
            trigger: index,
            claim: syntax::trim(analysis, range),
            actor: None,
            stance,
            certainty: Certainty::Certain,
            voice: None,
            rule,
        },
    ))
}
