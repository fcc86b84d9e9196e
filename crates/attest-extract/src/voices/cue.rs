//! The cue words of a passage: which words give a content to a speaker, and which shapes they take.
//!
//! What a cue is belongs to the lexicon (table `cue`); this file only joins the entries that one word has ("report" the verb
//! and the noun) with the word's part of speech in the sentence.

use super::syntax::is_verb;
use crate::page::Passage;
use attest_language::Token;
use attest_lexicon::{CueClass, Frame, Pos, Table, TermHit};
use attest_model::{Certainty, Stance};
use std::ops::Range;

/// The shapes that a cue takes, as a set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Frames(u16);

impl Frames {
    fn bit(frame: Frame) -> u16 {
        match frame {
            Frame::Clause => 1,
            Frame::Quote => 1 << 1,
            Frame::Object => 1 << 2,
            Frame::Recipient => 1 << 3,
            Frame::Infinitive => 1 << 4,
            Frame::Of => 1 << 5,
            Frame::For => 1 << 6,
            Frame::On => 1 << 7,
            Frame::AccordingTo => 1 << 8,
            Frame::Nominal => 1 << 9,
            Frame::Impersonal => 1 << 10,
        }
    }

    /// With the frames of another entry.
    pub(crate) fn with(mut self, frames: &[Frame]) -> Self {
        for frame in frames {
            self.0 |= Self::bit(*frame);
        }
        self
    }

    /// Whether the cue is used without a speaker and in no other way ("seem").
    pub(crate) fn only_impersonal(self) -> bool {
        self.0 == Self::bit(Frame::Impersonal)
    }

    /// Whether the cue takes this shape.
    pub(crate) fn has(self, frame: Frame) -> bool {
        self.0 & Self::bit(frame) != 0
    }
}

/// A cue word in a passage.
#[derive(Debug, Clone)]
pub(crate) struct CueWord {
    /// The words of the entry's form.
    pub tokens: Range<usize>,
    /// The word that carries it: the verb, the noun, the adjective.
    pub head: usize,
    /// Part of speech of the entries that fit the sentence.
    pub pos: Pos,
    /// What kind of saying.
    pub class: CueClass,
    /// Somebody speaks or writes.
    pub speech: bool,
    /// Shapes.
    pub frames: Frames,
    /// Stance that the cue gives its content.
    pub stance: Stance,
}

impl CueWord {
    /// A plain report by the verb `head`, for verbs that are cues in one shape only.
    pub(crate) fn plain(head: usize) -> Self {
        Self {
            tokens: head..head + 1,
            head,
            pos: Pos::Verb,
            class: CueClass::Report,
            speech: true,
            frames: Frames::default(),
            stance: Stance::Asserts,
        }
    }

    /// The hedge that the cue itself carries.
    pub(crate) const fn certainty(&self) -> Certainty {
        match self.class {
            CueClass::Believe | CueClass::Expect => Certainty::Probable,
            CueClass::Feel => Certainty::Possible,
            _ => Certainty::Certain,
        }
    }
}

/// The cue words of `passage`, in text order; a form that is a verb and a noun in the lexicon gives one word for each part of
/// speech that fits the sentence.
pub(crate) fn cue_words(passage: &Passage<'_>) -> Vec<CueWord> {
    let mut out = Vec::new();
    for hit in passage.terms.iter().filter(|hit| hit.table == Table::Cues) {
        push_words(passage, hit, &mut out);
    }
    out
}

fn push_words(passage: &Passage<'_>, hit: &TermHit<'_>, out: &mut Vec<CueWord>) {
    let tokens = hit.first..hit.last + 1;
    let from = out.len();
    for term in &hit.entries {
        let Some(cue) = term.cue() else { continue };
        // "It was learned that": a phrase around a verb takes the verb's shapes.
        let verbal = term.pos == Pos::Phrase && cue.frames.contains(&Frame::Impersonal);
        let pos = if verbal { Pos::Verb } else { term.pos };
        let Some(head) = head_for(passage, &tokens, pos) else { continue };
        match out[from..].iter_mut().find(|word| word.pos == pos) {
            Some(word) => word.frames = word.frames.with(&cue.frames),
            None => out.push(CueWord {
                tokens: tokens.clone(),
                head,
                pos,
                class: cue.class,
                speech: cue.speech,
                frames: Frames::default().with(&cue.frames),
                stance: cue.stance,
            }),
        }
    }
}

/// The token of the form that has the entry's part of speech.
fn head_for(passage: &Passage<'_>, tokens: &Range<usize>, pos: Pos) -> Option<usize> {
    let fits = |token: Token<'_>| match pos {
        Pos::Verb => is_verb(token) && token.dep() != "aux" && token.dep() != "auxpass",
        Pos::Noun => matches!(token.pos(), "NOUN" | "PROPN"),
        Pos::Adjective => token.pos() == "ADJ" || matches!(token.tag(), "VBN" | "VBG" | "JJ"),
        Pos::Adverb => token.pos() == "ADV",
        Pos::Phrase => true,
    };
    passage.analysis.tokens_in(tokens.clone()).find(|token| fits(*token)).map(Token::index)
}
