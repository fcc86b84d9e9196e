//! Who says it: sources, cues and contents, and the chain of voices behind any stretch of words.
//!
//! A report is a nest of voices: the article, citing a broadcaster, citing medical sources. This room finds each attribution
//! (a source, a cue, a content) and answers, for any words of the page, whose words they are. It goes by families of rules,
//! one a file, over trees and the lexicon's cue words; then quotations are carried on, speakers described and voices nested.
//!
//! Why rules over trees and no learnt tagger: there is no licensed corpus of attributions to ship one with, and a reader who
//! doubts a voice must be able to see the one rule that read it.

pub(crate) mod according;
mod antecedents;
mod behind;
mod blame;
pub(crate) mod checks;
mod closing;
pub(crate) mod cue;
mod denying;
mod draft;
pub(crate) mod guilt;
mod headline;
pub(crate) mod hedge;
pub(crate) mod literal;
mod mentions;
pub(crate) mod nested;
pub(crate) mod nominal;
mod passive;
pub(crate) mod quotation;
pub(crate) mod quoted;
pub(crate) mod speakers;
pub(crate) mod statements;
mod subjects;
pub(crate) mod syntax;
#[cfg(test)]
mod tests;
mod tolls;
pub(crate) mod verbal;

pub use draft::Stretch;

use crate::page::Page;
use attest_lexicon::CueClass;
use attest_model::{Certainty, Mode, Predicate, SourceKind, Stance};
use draft::Draft;
use std::collections::BTreeMap;
use std::ops::Range;

/// Which part a speaker has in its attribution.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// It was told the content and passes it on: the agency in "X told the agency that".
    Via,
    /// It does what the cue says.
    Own,
    /// It is cited: the medics in "X, citing medics, said that".
    Cited,
}

/// Who speaks, as the words put it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Speaker {
    /// Its passage.
    pub passage: usize,
    /// The source's words in place: "local medical and civilian sources", "he", "the ministry".
    pub tokens: Range<usize>,
    /// Head token.
    pub head: usize,
    /// Whether it is the cue's own subject, an outlet before it, or a voice that it cites.
    pub part: Part,
    /// The fuller words that a pronoun or a short form goes back to.
    pub named: Option<Stretch>,
    /// Name for the list of sources: the antecedent's for a pronoun, else the words without article and apposition.
    pub name: String,
    /// Kind.
    pub kind: SourceKind,
    /// Lexicon id of the actor or outlet that it is or speaks for, where known (`jnim`, `state:ML:military`).
    pub entry: Option<String>,
    /// Whether the words keep it unnamed.
    pub anonymous: bool,
    /// Party to conflicts by its nature (an army, an armed group); `None` where it depends.
    pub party: Option<bool>,
}

impl Speaker {
    /// Whether these words go back to the same ones as those of `other`, or to `other`'s own.
    fn goes_back_to(&self, other: &Self) -> bool {
        self.named.as_ref().is_none_or(|named| {
            other.named.as_ref() == Some(named)
                || named.passage == other.passage && named.tokens == other.tokens
        })
    }
}

/// An attribution: a source, a cue, a content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribution {
    /// Passage of source and cue.
    pub passage: usize,
    /// Speakers from the outermost to the innermost of this attribution ("the agency, citing medics, said": two); empty where no source is given ("reportedly").
    pub speakers: Vec<Speaker>,
    /// The cue's words: "stated", "according to".
    pub cue: Option<Range<usize>>,
    /// The cue's head word.
    pub cue_head: usize,
    /// Lemma of the cue's head word.
    pub cue_lemma: String,
    /// What kind of saying it is.
    pub class: CueClass,
    /// The content's words (several stretches where it is in pieces; direct speech may go on in later passages).
    pub content: Vec<Stretch>,
    /// Whether the content stands in quotation marks.
    pub mode: Mode,
    /// Stance that the cue itself gives: denied, confirmed, doubted.
    pub stance: Stance,
    /// Hedge of the cue ("believes", "suspects").
    pub certainty: Certainty,
    /// Whether it is speech (or writing), not an attitude or a plan.
    pub speech: bool,
    /// Whether the cue itself stands between quotation marks.
    pub quoted: bool,
    /// Index of the attribution inside whose content this one stands.
    pub inside: Option<usize>,
    /// The rule that read it.
    pub rule: &'static str,
}

impl Attribution {
    /// How many tokens of `range` are the attribution's own cue and source.
    fn frame_words(&self, passage: usize, range: &Range<usize>) -> usize {
        let shared =
            |tokens: &Range<usize>| tokens.end.min(range.end).saturating_sub(tokens.start.max(range.start));
        if self.passage != passage {
            return 0;
        }
        let cue = self.cue.as_ref().map_or(0, &shared);
        let source: usize = self
            .speakers
            .iter()
            .filter(|speaker| speaker.passage == passage)
            .map(|speaker| shared(&speaker.tokens))
            .sum();
        (cue + source).min(range.len())
    }

    /// Whether the source vouches for the content: it speaks, or believes, finds or expects it.
    pub const fn is_voice(&self) -> bool {
        self.speech
            || matches!(
                self.class,
                CueClass::Believe | CueClass::Find | CueClass::Show | CueClass::Expect | CueClass::Hear
            )
    }
}

/// A statement that is itself a claim: of responsibility, of verification, of corroboration, of silence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// Its passage.
    pub passage: usize,
    /// Responsibility, verifiability, corroboration, or casualties withheld.
    pub predicate: Predicate,
    /// The shortest words that carry it.
    pub claim: Range<usize>,
    /// The token that says it.
    pub trigger: usize,
    /// Whom a responsibility names (token range of the phrase).
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
    /// Statements that are themselves claims, in text order.
    pub statements: Vec<Statement>,
    /// The stretches of all contents: passage, first token, one past the last, attribution; sorted.
    held: Vec<(usize, usize, usize, usize)>,
    /// Longest stretch of each passage, so that a search knows how far back to look.
    longest: BTreeMap<usize, usize>,
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

impl VoiceOf {
    /// The article's own voice.
    pub(crate) const NARRATOR: Self = Self {
        mode: Mode::Narrator,
        attributions: Vec::new(),
        stance: Stance::Asserts,
        certainty: Certainty::Certain,
    };
}

impl Voices {
    /// Whose words the tokens `range` of passage `passage` are: those attributions hold them that hold at least half of them
    /// (their own cue and source not counted).
    /// Of attitudes only beliefs and findings are voices: who "supports" or "plans" something does not tell it.
    pub fn of(&self, passage: usize, range: &Range<usize>) -> VoiceOf {
        let mut near: Vec<usize> = self.around(passage, range).collect();
        near.sort_unstable();
        near.dedup();
        let innermost = near
            .into_iter()
            .filter_map(|index| self.attributions.get(index).map(|attribution| (index, attribution)))
            .filter(|(_, attribution)| attribution.is_voice())
            .filter(|(_, attribution)| {
                let held = covered(&attribution.content, passage, range);
                held > 0 && held * 2 >= range.len() - attribution.frame_words(passage, range)
            })
            .min_by_key(|(index, attribution)| {
                (attribution.content.iter().map(|part| part.tokens.len()).sum::<usize>(), *index)
            });
        innermost.map_or(VoiceOf::NARRATOR, |(index, _)| self.chain(index))
    }

    /// The attributions with a stretch of content that meets `range`.
    fn around(&self, passage: usize, range: &Range<usize>) -> impl Iterator<Item = usize> {
        let back = self.longest.get(&passage).copied().unwrap_or(0);
        let first =
            self.held.partition_point(|held| (held.0, held.1) < (passage, range.start.saturating_sub(back)));
        let (start, end) = (range.start, range.end);
        self.held
            .get(first..)
            .into_iter()
            .flatten()
            .take_while(move |held| (held.0, held.1) < (passage, end))
            .filter(move |held| held.2 > start)
            .map(|held| held.3)
    }

    fn index(&mut self) {
        self.held = self
            .attributions
            .iter()
            .enumerate()
            .flat_map(|(index, attribution)| {
                attribution
                    .content
                    .iter()
                    .map(move |part| (part.passage, part.tokens.start, part.tokens.end, index))
            })
            .collect();
        self.held.sort_unstable();
        for &(passage, start, end, _) in &self.held {
            let longest = self.longest.entry(passage).or_insert(0);
            *longest = (*longest).max(end - start);
        }
    }

    /// The voice of an attribution: itself and all those that it stands inside.
    pub fn chain(&self, innermost: usize) -> VoiceOf {
        let attributions = self.nest(innermost);
        let certainty = attributions
            .iter()
            .map(|&index| self.attributions[index].certainty)
            .max_by_key(|certainty| weakness(*certainty));
        let Some(inner) = self.attributions.get(innermost) else { return VoiceOf::NARRATOR };
        VoiceOf {
            mode: inner.mode,
            attributions,
            stance: inner.stance,
            certainty: certainty.unwrap_or(Certainty::Certain),
        }
    }

    /// The speakers of a voice from the outermost to the innermost; one who speaks of itself ("the monitor said it had counted")
    /// is named once.
    pub fn speakers<'s>(&'s self, voice: &'s VoiceOf) -> impl Iterator<Item = &'s Speaker> {
        let mut before: Option<&Speaker> = None;
        voice
            .attributions
            .iter()
            .filter_map(|&index| self.attributions.get(index))
            .flat_map(|attribution| &attribution.speakers)
            .filter(move |speaker| {
                let again =
                    before.is_some_and(|before| before.name == speaker.name && speaker.goes_back_to(before));
                before = Some(speaker);
                !again
            })
    }
}

const fn weakness(certainty: Certainty) -> u8 {
    match certainty {
        Certainty::Certain => 0,
        Certainty::Probable => 1,
        Certainty::Possible => 2,
    }
}

/// How many tokens of `range` the stretches hold.
fn covered(content: &[Stretch], passage: usize, range: &Range<usize>) -> usize {
    content
        .iter()
        .filter(|stretch| stretch.meets(passage, range))
        .map(|stretch| stretch.tokens.end.min(range.end) - stretch.tokens.start.max(range.start))
        .sum()
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
    let quotes = quotation::Quotations::of(page);
    let mut drafts = Vec::new();
    let mut found = Vec::new();
    for (index, passage) in page.passages.iter().enumerate() {
        let scene = verbal::Scene { index, passage, quotes: quotes.in_passage(index) };
        for word in cue::cue_words(passage) {
            let draft = according::read(&scene, &word)
                .or_else(|| closing::read(&scene, &word))
                .or_else(|| verbal::read(&scene, &word))
                .or_else(|| nominal::read(&scene, &word));
            drafts.extend(draft);
        }
        drafts.extend(tolls::read(&scene));
        drafts.extend(headline::read(&scene));
        drafts.extend(hedge::read(&scene));
        found.extend(statements::read(&scene, &mut drafts));
    }
    distinct(&mut drafts);
    for draft in &mut drafts {
        if let Some(passage) = page.passages.get(draft.passage) {
            draft.take_whole_names(passage);
            draft.leave_the_counted(passage);
            draft.leave_the_charge(passage);
            draft.take_the_quoter(passage);
        }
    }
    nested::go_on(page, &mut drafts);
    nested::join_citing(page, &mut drafts);
    quoted::extend(page, &mut drafts, &quotes);
    drafts.sort_by_key(|draft| {
        (draft.passage, draft.cue.as_ref().map_or(draft.cue_head, |cue| cue.start), draft.cue_head)
    });
    nested::leave_while(page, &mut drafts);
    let parents = nested::parents(&drafts);
    let speakers = speakers::describe(page, &drafts, &parents, &quotes);
    let mut voices = Voices::default();
    for ((draft, inside), speakers) in drafts.into_iter().zip(parents).zip(speakers) {
        let quoted = quotes.holds(draft.passage, draft.cue_head);
        voices.attributions.push(attribution(page, draft, inside, speakers, quoted));
    }
    voices.index();
    voices.statements = statements::resolve(found, &voices);
    voices
}

/// One draft a cue word: where two rules have read one, the one with more content stays.
fn distinct(drafts: &mut Vec<Draft>) {
    drafts.sort_by_key(|draft| (draft.passage, draft.cue_head, std::cmp::Reverse(draft.size())));
    drafts.dedup_by_key(|draft| (draft.passage, draft.cue_head));
}

fn attribution(
    page: &Page<'_>,
    draft: Draft,
    inside: Option<usize>,
    speakers: Vec<Speaker>,
    quoted: bool,
) -> Attribution {
    let cue_lemma = page
        .passages
        .get(draft.passage)
        .and_then(|passage| passage.analysis.token(draft.cue_head))
        .map_or_else(String::new, |token| token.lemma().to_lowercase());
    Attribution {
        passage: draft.passage,
        speakers,
        cue: draft.cue,
        cue_head: draft.cue_head,
        cue_lemma,
        class: draft.class,
        content: draft.content,
        mode: draft.mode,
        stance: draft.stance,
        certainty: draft.certainty,
        speech: draft.speech,
        quoted,
        inside,
        rule: draft.rule,
    }
}
