//! A draft of an attribution: what one rule has read, before speakers are described and voices are nested.

use super::cue::CueWord;
use super::syntax;
use crate::page::Passage;
use attest_lexicon::CueClass;
use attest_model::{Certainty, Mode, Stance};
use std::ops::Range;

/// The words of a source and their head.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SourceWords {
    /// The noun phrase.
    pub tokens: Range<usize>,
    /// Its head token.
    pub head: usize,
}

impl SourceWords {
    /// The phrase around a head, cut where `without` begins or ends.
    pub(crate) fn of(passage: &Passage<'_>, head: usize, without: &Range<usize>) -> Self {
        let analysis = &passage.analysis;
        if syntax::is_any(analysis, head, &["who", "which", "that", "whom"]) {
            return Self { tokens: head..head + 1, head };
        }
        Self { tokens: syntax::noun_phrase(analysis, head, without), head }
    }
}

/// Words of one passage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    /// Its passage.
    pub passage: usize,
    /// Its tokens.
    pub tokens: Range<usize>,
}

impl Stretch {
    /// Whether the stretch shares a token with `tokens` of `passage`.
    pub fn meets(&self, passage: usize, tokens: &Range<usize>) -> bool {
        self.passage == passage && self.tokens.start < tokens.end && tokens.start < self.tokens.end
    }

    /// Whether the stretch holds the token.
    pub fn holds(&self, passage: usize, token: usize) -> bool {
        self.passage == passage && self.tokens.contains(&token)
    }
}

/// What one rule has read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Draft {
    /// Passage of source and cue.
    pub passage: usize,
    /// Outermost first; empty where nobody is named.
    pub sources: Vec<SourceWords>,
    /// An outlet that the words came through ("told the agency"); it stands before the sources.
    pub via: Option<SourceWords>,
    /// Sources that the clause cites ("citing medics"); they stand behind the sources.
    pub cited: Vec<SourceWords>,
    /// The cue's words.
    pub cue: Option<Range<usize>>,
    /// The word that carries the cue.
    pub cue_head: usize,
    /// What kind of saying.
    pub class: CueClass,
    /// Somebody speaks or writes.
    pub speech: bool,
    /// Stance of the cue.
    pub stance: Stance,
    /// Hedge of the cue.
    pub certainty: Certainty,
    /// What is said.
    pub content: Vec<Stretch>,
    /// Reported or quoted.
    pub mode: Mode,
    /// The rule.
    pub rule: &'static str,
}

impl Draft {
    /// A draft from a cue word, with `content` pieces of the same passage.
    pub(crate) fn new(
        passage: usize,
        word: &CueWord,
        cue: Range<usize>,
        source: Option<SourceWords>,
        content: Vec<Range<usize>>,
        rule: &'static str,
    ) -> Self {
        Self {
            passage,
            sources: source.into_iter().collect(),
            via: None,
            cited: Vec::new(),
            cue: Some(cue),
            cue_head: word.head,
            class: word.class,
            speech: word.speech,
            stance: word.stance,
            certainty: word.certainty(),
            content: content.into_iter().map(|tokens| Stretch { passage, tokens }).collect(),
            mode: Mode::Reported,
            rule,
        }
    }

    /// "…, Doctors Without **Borders** said": a listed name that the tree cut in two is the speaker whole, and no part of what is said. "On
    /// Tuesday **al-Shabab** said": nor is the day before it.
    pub(crate) fn take_whole_names(&mut self, passage: &Passage<'_>) {
        let listed = |hit: (usize, usize)| passage.tokens_over(hit.0 as u32, hit.1 as u32);
        let outlets = || passage.outlets.iter().map(|hit| listed((hit.start, hit.end)));
        let actors = || passage.actors.iter().map(|hit| listed((hit.start, hit.end)));
        let analysis = &passage.analysis;
        for source in &mut self.sources {
            let words = source.tokens.clone();
            let behind_a_day = |name: &Range<usize>| {
                name.end == words.end
                    && words.start < name.start
                    && analysis
                        .tokens_in(words.start..name.start)
                        .all(|word| matches!(word.kind(), "DATE" | "TIME") || syntax::is_punct(word))
            };
            let cut = |name: &Range<usize>| name.start < words.start && name.contains(&words.start);
            let begun = |name: &Range<usize>| name.start == words.start && words.end < name.end;
            let whole = outlets()
                .find(cut)
                .or_else(|| actors().find(|name| cut(name) || begun(name) || behind_a_day(name)));
            let Some(name) = whole.filter(|name| self.cue.as_ref().is_none_or(|cue| cue.start >= name.end))
            else {
                continue;
            };
            if begun(&name) {
                source.tokens.end = name.end;
                source.head = name.end - 1;
            }
            source.tokens.start = name.start;
            for part in self.content.iter_mut().filter(|part| part.meets(self.passage, &name)) {
                let before = part.tokens.start..part.tokens.end.min(name.start);
                part.tokens = syntax::trim_content(analysis, before);
            }
        }
    }

    /// "accused Rwanda of it, **a charge Kigali denies**": the noun is what is denied, and the name behind it denies.
    pub(crate) fn leave_the_charge(&mut self, passage: &Passage<'_>) {
        let analysis = &passage.analysis;
        for source in &mut self.sources {
            let mut words = source.tokens.clone();
            let article = syntax::is_any(analysis, words.start, &["a", "an"]);
            if article {
                words.start += 1;
            } else if !words.start.checked_sub(1).is_some_and(|at| syntax::is_any(analysis, at, &["a", "an"]))
            {
                continue;
            }
            let charge = analysis.token(words.start).is_some_and(|noun| {
                syntax::lemma_any(
                    noun,
                    &["charge", "claim", "accusation", "allegation", "assertion", "account"],
                )
            });
            let name = analysis
                .token(words.start + 1)
                .filter(|name| name.tag().starts_with("NNP") || name.tag() == "DT");
            if let Some(name) = name.filter(|name| charge && words.contains(&name.index())) {
                source.tokens = name.index()..words.end;
                source.head = source.head.max(name.index());
                self.content.retain(|part| part.tokens.start > words.start);
            }
        }
    }

    /// "killed eight people, including two children, **witnesses and a medic said**": the parser takes those who were killed for those who
    /// speak; the speakers are what stands behind the last comma.
    pub(crate) fn leave_the_counted(&mut self, passage: &Passage<'_>) {
        let analysis = &passage.analysis;
        let Some(cue) = self.cue.clone() else { return };
        let Some(source) = self.sources.first_mut().filter(|source| source.tokens.end == cue.start) else {
            return;
        };
        let counted = syntax::child(analysis, source.head, &["nummod"]).is_some()
            && analysis.token(source.head).is_some_and(|head| head.tag() == "NNS");
        let comma = source.tokens.clone().rev().find(|at| syntax::is(analysis, *at, ","));
        let Some(comma) = comma.filter(|comma| counted && *comma > source.head) else { return };
        let speakers = comma + 1..source.tokens.end;
        let plain = analysis.tokens_in(speakers.clone()).all(|word| !matches!(word.pos(), "VERB" | "NUM"));
        let head = analysis.tokens_in(speakers.clone()).find(|word| matches!(word.pos(), "NOUN" | "PROPN"));
        let Some(head) = head.filter(|_| plain && super::speakers::names_a_voice(passage, &speakers)) else {
            return;
        };
        let start = self.content.iter().map(|part| part.tokens.start).chain([source.tokens.start]).min();
        source.tokens = speakers;
        source.head = head.index();
        let start = start.unwrap_or(comma);
        self.content.retain(|part| part.passage != self.passage || part.tokens.start >= cue.end);
        self.content.insert(
            0,
            Stretch { passage: self.passage, tokens: syntax::trim_content(analysis, start..comma) },
        );
    }

    /// "according to an officer **quoted by the radio**": the outlet stands between the article and whoever it quotes.
    pub(crate) fn take_the_quoter(&mut self, passage: &Passage<'_>) {
        let analysis = &passage.analysis;
        let Some(source) = self.sources.first().filter(|_| self.via.is_none()) else { return };
        let quoter = analysis
            .children(source.head)
            .find(|verb| {
                verb.dep() == "acl"
                    && verb.tag() == "VBN"
                    && syntax::lemma_any(*verb, &["quote", "cite", "interview", "contact", "reach"])
            })
            .and_then(|verb| syntax::preposition(analysis, verb.index(), &["by"]))
            .and_then(|by| Some((by, syntax::object_of(analysis, by.index())?)));
        let Some((by, outlet)) = quoter else { return };
        let tokens = syntax::noun_phrase(analysis, outlet.index(), &(by.index()..by.index() + 1));
        if passage.outlets_in(&tokens).next().is_some()
            || matches!(outlet.kind(), "ORG") && super::speakers::names_a_voice(passage, &tokens)
        {
            self.via = Some(SourceWords { tokens, head: outlet.index() });
        }
    }

    /// Whether its content holds the token.
    pub(crate) fn holds(&self, passage: usize, token: usize) -> bool {
        self.content.iter().any(|stretch| stretch.holds(passage, token))
    }

    /// How many tokens its content has.
    pub(crate) fn size(&self) -> usize {
        self.content.iter().map(|stretch| stretch.tokens.len()).sum()
    }
}
