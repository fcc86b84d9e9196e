//! Violence that is only played: exercises of armies, films and novels.

use super::Material;
use crate::tree;
use attest_language::{Analysis, Token};
use attest_lexicon::EventClass;
use attest_model::{Harm, Reality};
use std::collections::BTreeSet;
use std::ops::Range;

/// What of the report is only played.
#[derive(Debug, Default)]
pub(super) struct Stage {
    /// Sentences that tell of an exercise.
    exercises: BTreeSet<usize>,
    /// The first sentence that tells what happens in a film or a novel.
    fiction: Option<usize>,
}

impl Stage {
    /// Reads the report.
    pub(super) fn of(material: &Material<'_, '_>) -> Self {
        let mut stage = Self::default();
        let mut playing = false;
        for (index, sentence) in material.page.sentences.iter().enumerate() {
            let Some(content) = material.page.passages.get(sentence.passage) else { continue };
            let analysis = &content.analysis;
            // "Two soldiers **were killed** during an exercise", "rebels attacked troops who were on exercise": that was real.
            let real = harms(material, sentence.passage, index);
            let exercise = analysis
                .tokens_in(sentence.tokens.clone())
                .any(|word| is_exercise(analysis, &sentence.tokens, word));
            playing = !real && (playing || exercise);
            if playing {
                stage.exercises.insert(index);
            }
            if stage.fiction.is_none()
                && analysis.tokens_in(sentence.tokens.clone()).any(|word| tells_a_story(analysis, word))
            {
                stage.fiction = Some(index);
            }
        }
        stage
    }

    /// Whether the word of a deed or of a harm is only played.
    pub(super) fn plays(&self, analysis: &Analysis, sentence: usize, head: usize) -> bool {
        self.exercises.contains(&sentence)
            || self.fiction.is_some_and(|first| first <= sentence) && is_present(analysis, head)
    }
}

/// Whether the sentence tells of people killed or hurt, or of rebels who act.
fn harms(material: &Material<'_, '_>, passage: usize, sentence: usize) -> bool {
    let Some(content) = material.page.passages.get(passage) else { return false };
    let hurt = material.figures.iter().any(|figure| {
        let at = crate::page::At { passage: figure.passage, token: figure.trigger };
        figure.passage == passage
            && material.page.sentence_of(at) == Some(sentence)
            && matches!(figure.harm, Harm::Killed | Harm::Wounded | Harm::KilledOrWounded)
            && figure.reality != Reality::Hypothetical
    });
    hurt || material.events_of(passage, sentence).any(|event| {
        matches!(event.class(), EventClass::Killing | EventClass::Ambush | EventClass::SuicideBombing)
            || event.verbal && event.agents.iter().any(|agent| crate::events::is_armed_group(content, *agent))
    })
}

/// "took part in **an exercise**", "**drills** that simulate an attack", "a **mock** battle".
fn is_exercise(analysis: &Analysis, sentence: &Range<usize>, word: Token<'_>) -> bool {
    if !word.tag().starts_with("NN") {
        return matches!(word.lemma(), "mock" | "simulated") && word.dep() == "amod"
            || word.lemma() == "simulate" && tree::is_verb(word);
    }
    let war_game = matches!(word.lemma(), "wargame" | "manoeuvre" | "maneuver")
        || word.lemma() == "game"
            && analysis.children(word.index()).any(|war| war.dep() == "compound" && war.lemma() == "war");
    let drill = matches!(word.lemma(), "exercise" | "drill")
        && !analysis.children(word.index()).any(|of| of.lemma() == "of")
        && analysis.tokens_in(sentence.clone()).any(|other| {
            matches!(
                other.lemma().to_lowercase().as_str(),
                "military"
                    | "army"
                    | "navy"
                    | "naval"
                    | "soldier"
                    | "troop"
                    | "force"
                    | "paratrooper"
                    | "warship"
                    | "commando"
                    | "marine"
                    | "marines"
                    | "joint"
                    | "live-fire"
                    | "training"
                    | "police"
                    | "jet"
                    | "tank"
                    | "artillery"
                    | "missile"
                    | "emergency"
            )
        });
    if !(war_game || drill) {
        return false;
    }
    // "in response to **the drills**", "a day after the exercise": somebody else does something else.
    match word.dep() {
        "nsubj" | "nsubjpass" | "ROOT" | "attr" | "dobj" | "conj" | "appos" => true,
        "pobj" => matches!(word.head().lemma(), "in" | "during" | "at" | "of" | "for" | "on"),
        _ => false,
    }
}

/// "The **film** tells of", "the **novel** follows", "**In the film**, gunmen".
fn tells_a_story(analysis: &Analysis, word: Token<'_>) -> bool {
    if !matches!(
        word.lemma(),
        "film"
            | "movie"
            | "novel"
            | "thriller"
            | "sequel"
            | "drama"
            | "sitcom"
            | "opera"
            | "screenplay"
            | "series"
            | "play"
            | "remake"
    ) || !word.tag().starts_with("NN")
    {
        return false;
    }
    match word.dep() {
        "nsubj" => {
            matches!(
                word.head().lemma(),
                "tell"
                    | "follow"
                    | "star"
                    | "open"
                    | "premiere"
                    | "centre"
                    | "center"
                    | "revolve"
                    | "depict"
                    | "portray"
                    | "begin"
                    | "imagine"
                    | "set"
                    | "trace"
            ) && is_present(analysis, word.index())
        }
        "nsubjpass" => matches!(word.head().lemma(), "set" | "base"),
        "pobj" => {
            word.head().text() == "In"
                && analysis.children(word.index()).any(|article| article.dep() == "det")
                && is_present(analysis, word.index())
        }
        _ => false,
    }
}

/// Whether the clause is told in the present tense, as stories are.
fn is_present(analysis: &Analysis, head: usize) -> bool {
    let mut at = tree::clause_of(analysis, head);
    for _ in 0..6 {
        let Some(verb) = analysis.token(at) else { return false };
        match verb.tag() {
            "VBZ" | "VBP" => return true,
            // "Commandos **storm** the building": what the tagger takes for a past.
            "VBD" => {
                return verb.lemma() == verb.text() && !matches!(verb.text(), "hit" | "cut" | "set" | "put");
            }
            _ => {}
        }
        let mut auxiliaries =
            analysis.children(at).filter(|aux| matches!(aux.dep(), "aux" | "auxpass")).peekable();
        if auxiliaries.peek().is_some() {
            return auxiliaries.any(|aux| matches!(aux.tag(), "VBZ" | "VBP"));
        }
        // "Commandos **storm** the building": what the tagger takes for an infinitive.
        if verb.is_root() || verb.tag() == "VB" {
            return verb.tag() != "VBN";
        }
        at = tree::clause_of(analysis, verb.head().index());
    }
    false
}
