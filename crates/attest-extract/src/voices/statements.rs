//! Statements that are claims in themselves: who is held responsible, what could not be verified, what was confirmed, what
//! was not told.
//!
//! A toll needs a figure, a statement needs a verb. The rules, by what they read:
//!
//! - `responsibility/claimed`, `/denied`, `/unclaimed`, `/blamed`, `/suspected`, `/behind`;
//! - `verifiability/unverified`, `/no-evidence`, `/unclear`, `/unconfirmed`;
//! - `corroboration/confirmed`, `/contradicted`;
//! - `silence/not-told`, `/declined`, `/without`.
//!
//! "Could not be verified" is the doubt of whoever says it, the article where nobody does. "Gave no toll" is silence: neither
//! zero nor a denial.

use super::draft::{Draft, SourceWords, Stretch};
use super::syntax::{
    self, child, is_negated, is_passive, is_punct, is_verb, lemma_any, object_of, preposition, subject,
    verb_group,
};
use super::verbal::Scene;
use super::{Statement, Voices};
use attest_language::{Analysis, Token};
use attest_lexicon::CueClass;
use attest_model::{Certainty, Mode, Predicate, Stance};
use std::collections::BTreeMap;
use std::ops::Range;

/// Verbs of taking a deed upon oneself, with "responsibility" or "credit".
const TAKES: &[&str] = &["claim", "take", "accept", "admit", "assume", "acknowledge"];
/// What is taken.
const DEED: &[&str] = &["responsibility", "credit"];
/// What is denied.
const PART: &[&str] = &[
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
];
/// Verbs of holding someone responsible.
const BLAMES: &[&str] = &["blame", "accuse", "suspect", "hold"];
/// Verbs of checking.
const CHECKS: &[&str] = &[
    "verify",
    "confirm",
    "corroborate",
    "authenticate",
    "ascertain",
    "establish",
    "substantiate",
    "document",
    "determine",
    "check",
    "identify",
];
/// Verbs of telling, for silence.
const TELLS: &[&str] = &[
    "report",
    "give",
    "provide",
    "mention",
    "disclose",
    "release",
    "specify",
    "reveal",
    "elaborate",
    "comment",
    "say",
    "publish",
    "offer",
    "announce",
    "acknowledge",
    "name",
    "address",
    "respond",
    "supply",
];
/// Verbs of not wanting to tell.
const DECLINES: &[&str] = &["decline", "refuse"];
/// What is not told.
const TOLD: &[&str] = &[
    "casualty",
    "toll",
    "figure",
    "detail",
    "number",
    "loss",
    "information",
    "death",
    "victim",
    "breakdown",
    "account",
    "mention",
    "claim",
    "attack",
    "strike",
    "evidence",
    "comment",
    "statement",
    "explanation",
    "injury",
    "fatality",
    "incident",
    "motive",
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
                .or_else(|| blame(scene, token))
                .or_else(|| unverified(scene, token, drafts))
                .or_else(|| not_found(scene, token, drafts))
                .or_else(|| confirmed(scene, token))
                .or_else(|| silence(scene, token, drafts))
                .or_else(|| behind(scene, token))
        } else {
            nominal(scene, token)
        };
        out.extend(found);
    }
    out
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
fn claim(analysis: &Analysis, verb: usize, with: &[usize]) -> Range<usize> {
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

struct Spot {
    predicate: Predicate,
    trigger: usize,
    claim: Range<usize>,
    actor: Option<Range<usize>>,
    stance: Stance,
    certainty: Certainty,
    voice: Option<usize>,
    rule: &'static str,
}

fn found(scene: &Scene<'_, '_>, spot: Spot) -> Found {
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
fn voice_of(
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
    }
    verb
}

/// Nobody: "no group", "no one", "neither side".
fn is_nobody(analysis: &Analysis, token: usize) -> bool {
    syntax::is_any(analysis, token, &["nobody", "none", "neither"])
        || analysis.children(token).any(|child| {
            matches!(child.dep(), "det" | "neg" | "nummod") && lemma_any(child, &["no", "neither"])
        })
        || syntax::is(analysis, token, "one") && token > 0 && syntax::is(analysis, token - 1, "no")
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
    let deed =
        if passive { who.map(|who| who.token) } else { child(analysis, index, &["dobj"]).map(Token::index) };
    let deed_named = deed.and_then(|at| analysis.token(at)).is_some_and(|token| lemma_any(token, DEED));
    let agent = preposition(analysis, index, &["by"]).and_then(|by| object_of(analysis, by.index()));
    // "An attack claimed by X" takes the deed too.
    let claimed_by = passive
        && lemma_any(verb, &["claim"])
        && agent.is_some_and(|agent| matches!(agent.pos(), "PROPN" | "NOUN"));
    if !deed_named && !claimed_by {
        return None;
    }
    let doer = if passive { agent.map(Token::index) } else { who.map(|who| who.token) };
    let words = claim(analysis, index, &[]);
    let denied = is_negated(analysis, index)
        || doer.is_some_and(|doer| is_nobody(analysis, doer))
        || passive && deed.is_some_and(|at| is_nobody(analysis, at));
    if denied {
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
    let doer = doer?;
    let voice = voice_of(
        scene,
        drafts,
        index,
        doer,
        CueClass::Responsibility,
        Stance::Claims,
        "responsibility/claimed",
    );
    let actor = SourceWords::of(scene.passage, doer, &verb_group(analysis, index)).tokens;
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

/// "X denied involvement", "X denied carrying out the attack", "X denied that its forces …".
fn denial(scene: &Scene<'_, '_>, verb: Token<'_>, drafts: &mut Vec<Draft>) -> Option<Found> {
    if !lemma_any(verb, &["deny", "reject", "disclaim", "dispute"]) {
        return None;
    }
    let analysis = scene.analysis();
    let index = verb.index();
    if is_passive(analysis, index) || is_negated(analysis, index) {
        return None;
    }
    let who = subject(analysis, index).filter(|who| !who.empty && !who.passive)?;
    let object = child(analysis, index, &["dobj"]);
    let clause = child(analysis, index, &["ccomp", "xcomp"]);
    let about = object.is_some_and(|object| lemma_any(object, PART))
        || lemma_any(verb, &["deny"]) && clause.is_some();
    if !about {
        return None;
    }
    let voice =
        voice_of(scene, drafts, index, who.token, CueClass::Deny, Stance::Denies, "responsibility/denied");
    let actor = SourceWords::of(scene.passage, who.token, &verb_group(analysis, index)).tokens;
    Some(found(
        scene,
        Spot {
            predicate: Predicate::Responsibility,
            trigger: index,
            claim: claim(analysis, index, &[]),
            actor: Some(actor),
            stance: Stance::Denies,
            certainty: Certainty::Certain,
            voice: Some(voice),
            rule: "responsibility/denied",
        },
    ))
}

/// "X blamed Y for", "X blamed the attack on Y", "Y was accused of", "attributed to Y", "Y is suspected of".
fn blame(scene: &Scene<'_, '_>, verb: Token<'_>) -> Option<Found> {
    let analysis = scene.analysis();
    let index = verb.index();
    let attributes = lemma_any(verb, &["attribute", "ascribe", "pin"]);
    if !(lemma_any(verb, BLAMES) || attributes) || is_negated(analysis, index) {
        return None;
    }
    if lemma_any(verb, &["hold"])
        && !analysis.subtree(index).any(|token| token.text().eq_ignore_ascii_case("responsible"))
    {
        return None;
    }
    let passive = is_passive(analysis, index);
    let upon = preposition(analysis, index, if attributes { &["to", "on"] } else { &["on"] })
        .and_then(|on| object_of(analysis, on.index()));
    let object = if passive {
        subject(analysis, index).filter(|who| !who.empty).map(|who| who.token)
    } else {
        child(analysis, index, &["dobj"]).map(Token::index)
    };
    let target = upon.map(Token::index).or(if attributes { None } else { object })?;
    if analysis.token(target).is_none_or(|token| {
        !matches!(token.pos(), "NOUN" | "PROPN" | "PRON") || lemma_any(token, &["responsibility"])
    }) {
        return None;
    }
    let hedged = lemma_any(verb, &["suspect"]);
    let rule = if hedged { "responsibility/suspected" } else { "responsibility/blamed" };
    let actor = syntax::noun_phrase(analysis, target, &verb_group(analysis, index));
    Some(found(
        scene,
        Spot {
            predicate: Predicate::Responsibility,
            trigger: index,
            claim: claim(analysis, index, &[target]),
            actor: Some(actor),
            stance: Stance::Asserts,
            certainty: if hedged { Certainty::Probable } else { Certainty::Certain },
            voice: (!passive && subject(analysis, index).is_some()
                || preposition(analysis, index, &["by"]).is_some())
            .then_some(index),
            rule,
        },
    ))
}

/// "X was behind the attack", "X was responsible for", "believed to have been carried out by X".
fn behind(scene: &Scene<'_, '_>, verb: Token<'_>) -> Option<Found> {
    let analysis = scene.analysis();
    let index = verb.index();
    if !lemma_any(verb, &["be"]) || is_negated(analysis, index) {
        return None;
    }
    let behind = preposition(analysis, index, &["behind"])
        .is_some_and(|behind| object_of(analysis, behind.index()).is_some());
    let responsible = child(analysis, index, &["acomp"])
        .is_some_and(|token| token.text().eq_ignore_ascii_case("responsible"));
    let who = subject(analysis, index).filter(|who| !who.empty)?;
    if !(behind || responsible) {
        return None;
    }
    let certainty = if analysis.children(index).any(|token| lemma_any(token, &["may", "might", "could"])) {
        Certainty::Possible
    } else {
        Certainty::Certain
    };
    Some(found(
        scene,
        Spot {
            predicate: Predicate::Responsibility,
            trigger: index,
            claim: claim(analysis, index, &[]),
            actor: Some(SourceWords::of(scene.passage, who.token, &verb_group(analysis, index)).tokens),
            stance: Stance::Asserts,
            certainty,
            voice: None,
            rule: "responsibility/behind",
        },
    ))
}

/// "Could not be verified", "was unable to confirm", "has yet to be confirmed", "difficult to corroborate".
fn unverified(scene: &Scene<'_, '_>, verb: Token<'_>, drafts: &mut Vec<Draft>) -> Option<Found> {
    let analysis = scene.analysis();
    if !lemma_any(verb, CHECKS) {
        return None;
    }
    let index = verb.index();
    let above = verb.head();
    let hard = verb.dep() == "xcomp"
        && lemma_any(above, &["unable", "difficult", "impossible", "hard", "have", "fail", "able", "yet"])
        && (!lemma_any(above, &["have", "able"])
            || is_negated(analysis, above.index())
            || analysis.subtree(above.index()).any(|token| token.text().eq_ignore_ascii_case("yet"))
            || is_negated(analysis, above.head().index()));
    let not = is_negated(analysis, index) && (child(analysis, index, &["aux", "auxpass"]).is_some());
    let strict = !lemma_any(verb, &["document", "check", "identify", "determine", "establish"])
        || hard
        || analysis.children(index).any(|token| token.dep() == "aux" && lemma_any(token, &["can", "could"]));
    if !(hard || not && strict) {
        return None;
    }
    let top =
        if hard { if above.dep() == "acomp" { above.head().index() } else { above.index() } } else { index };
    // What is difficult to verify is no voice; who is unable to, is.
    let thing = lemma_any(above, &["difficult", "impossible", "hard"]) && hard;
    let who = subject(analysis, top).filter(|who| !who.empty && !who.passive && !thing);
    let mut words = claim(analysis, top, &[index]);
    if let Some(subject) = subject(analysis, top).filter(|_| thing) {
        words.start = words.start.max(analysis.subtree_span(subject.token).end);
    }
    // The shortest words: without the subject where that is the speaker.
    if let Some(who) = who {
        let subject_words = analysis.subtree_span(who.token);
        if subject_words.end <= verb_group(analysis, top).start {
            words.start = words.start.max(subject_words.end);
        }
    }
    let voice = who.map(|who| {
        voice_of(scene, drafts, index, who.token, CueClass::Doubt, Stance::Doubts, "voice/unverified")
    });
    Some(found(
        scene,
        Spot {
            predicate: Predicate::Verifiability,
            trigger: index,
            claim: syntax::trim(analysis, words),
            actor: None,
            stance: Stance::Doubts,
            certainty: Certainty::Certain,
            voice,
            rule: "verifiability/unverified",
        },
    ))
}

/// "Had not found any evidence of", "no evidence has surfaced", "visual confirmation has yet to be produced".
fn not_found(scene: &Scene<'_, '_>, verb: Token<'_>, drafts: &mut Vec<Draft>) -> Option<Found> {
    let analysis = scene.analysis();
    let index = verb.index();
    let proof = |token: Token<'_>| {
        lemma_any(token, &["evidence", "proof", "confirmation", "verification", "indication", "sign"])
    };
    let who = subject(analysis, index).filter(|who| !who.empty)?;
    let shown = analysis.token(who.token).is_some_and(proof);
    let yet = || {
        std::iter::once(verb).chain(verb.ancestors().take(2)).any(|token| {
            analysis.children(token.index()).any(|child| child.text().eq_ignore_ascii_case("yet"))
        }) && verb.dep() == "xcomp"
    };
    let appears = lemma_any(
        verb,
        &["surface", "emerge", "appear", "produce", "provide", "present", "find", "offer", "see", "release"],
    );
    let seeks = lemma_any(verb, &["find", "see", "have", "present", "provide", "produce", "offer", "give"]);
    let object = child(analysis, index, &["dobj"]).filter(|object| proof(*object));
    let lacking =
        shown && appears && (is_negated(analysis, index) || is_nobody(analysis, who.token) || yet())
            || seeks
                && !shown
                && object
                    .is_some_and(|object| is_negated(analysis, index) || is_nobody(analysis, object.index()));
    if !lacking {
        return None;
    }
    let top = if yet() { verb.head().index() } else { index };
    let voice = (!shown && !who.passive).then(|| {
        voice_of(scene, drafts, index, who.token, CueClass::Doubt, Stance::Doubts, "voice/no-evidence")
    });
    Some(found(
        scene,
        Spot {
            predicate: Predicate::Verifiability,
            trigger: index,
            claim: claim(analysis, top, &[index]),
            actor: None,
            stance: Stance::Doubts,
            certainty: Certainty::Certain,
            voice,
            rule: "verifiability/no-evidence",
        },
    ))
}

/// "X confirmed the attack", "the toll was corroborated by"; "X contradicted the account".
fn confirmed(scene: &Scene<'_, '_>, verb: Token<'_>) -> Option<Found> {
    let analysis = scene.analysis();
    let index = verb.index();
    let contradicts = lemma_any(verb, &["contradict", "refute", "rebut"]);
    if !(lemma_any(verb, &["confirm", "corroborate", "verify", "authenticate"]) || contradicts)
        || is_negated(analysis, index)
    {
        return None;
    }
    if matches!(verb.dep(), "amod" | "xcomp") {
        return None;
    }
    let passive = is_passive(analysis, index);
    let who = if passive {
        preposition(analysis, index, &["by"]).and_then(|by| object_of(analysis, by.index())).map(Token::index)
    } else {
        subject(analysis, index).filter(|who| !who.empty).map(|who| who.token)
    }?;
    let object = child(analysis, index, &["dobj", "ccomp"]);
    if !passive && object.is_none() {
        return None;
    }
    let mut words = claim(analysis, index, &[]);
    if !passive {
        words.start = words.start.max(verb_group(analysis, index).start);
    }
    let _ = who;
    Some(found(
        scene,
        Spot {
            predicate: Predicate::Corroboration,
            trigger: index,
            claim: words,
            actor: None,
            stance: if contradicts { Stance::Denies } else { Stance::Confirms },
            certainty: Certainty::Certain,
            voice: Some(index),
            rule: if contradicts { "corroboration/contradicted" } else { "corroboration/confirmed" },
        },
    ))
}

/// "X did not report any casualties", "declined to give a toll", "losses were not reported".
fn silence(scene: &Scene<'_, '_>, verb: Token<'_>, drafts: &mut Vec<Draft>) -> Option<Found> {
    let analysis = scene.analysis();
    let index = verb.index();
    let declines = lemma_any(verb, DECLINES);
    if !declines && !lemma_any(verb, TELLS) {
        return None;
    }
    let passive = is_passive(analysis, index);
    let object = child(analysis, index, &["dobj", "ccomp"]);
    let passive_subject =
        subject(analysis, index).filter(|who| who.passive).and_then(|who| analysis.token(who.token));
    let nothing = |token: Token<'_>| is_nobody(analysis, token.index());
    let told = |token: Token<'_>| lemma_any(token, TOLD);
    let (silent, rule) = if declines {
        let to = child(analysis, index, &["xcomp"])?;
        (lemma_any(to, TELLS) || lemma_any(to, CHECKS) || lemma_any(to, &["discuss"]), "silence/declined")
    } else if passive {
        let subject = passive_subject?;
        (told(subject) && (is_negated(analysis, index) || nothing(subject)), "silence/not-told")
    } else if verb.dep() == "pcomp" && lemma_any(verb.head(), &["without"]) {
        (object.is_some_and(told), "silence/without")
    } else {
        let bare = lemma_any(verb, &["elaborate", "comment", "respond"]);
        let no_more = analysis.children(index).any(|token| token.text().eq_ignore_ascii_case("longer"));
        let denied = is_negated(analysis, index) || no_more;
        let said = lemma_any(verb, &["say"]);
        let asks_object = object.is_some_and(|object| told(object) || nothing(object) && told(object));
        let question = said
            && object.is_some_and(|object| {
                analysis.subtree(object.index()).any(|token| {
                    matches!(
                        token.text().to_lowercase().as_str(),
                        "how" | "who" | "whether" | "why" | "what" | "where"
                    )
                })
            });
        let gives_none = object.is_some_and(|object| told(object) && nothing(object));
        (denied && (bare || !said && asks_object || question) || gives_none, "silence/not-told")
    };
    if !silent {
        return None;
    }
    let who = if passive {
        preposition(analysis, index, &["by"]).and_then(|by| object_of(analysis, by.index())).map(Token::index)
    } else {
        subject(analysis, index).filter(|who| !who.empty && !who.passive).map(|who| who.token)
    };
    let voice = who.map(|who| {
        voice_of(scene, drafts, index, who, CueClass::Withhold, Stance::Withholds, "voice/silence")
    });
    Some(found(
        scene,
        Spot {
            predicate: withheld(analysis, index),
            trigger: index,
            claim: claim(analysis, index, &[]),
            actor: None,
            stance: Stance::Withholds,
            certainty: Certainty::Certain,
            voice,
            rule,
        },
    ))
}

/// What kind of silence: about people's fate, or about anything else.
fn withheld(analysis: &Analysis, verb: usize) -> Predicate {
    let of_people = analysis.subtree(verb).any(|token| {
        lemma_any(
            token,
            &["casualty", "toll", "loss", "death", "victim", "injury", "fatality", "figure", "number"],
        )
    });
    if of_people { Predicate::Casualties } else { Predicate::Verifiability }
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
