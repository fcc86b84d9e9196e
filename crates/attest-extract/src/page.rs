//! The document laid open for reading: blocks with their trees, terms and named actors, and sentences across all of them.
//!
//! Extraction asks three things of a word: what stands around it (the tree), what kind of word it is (the lexicons), and where
//! it stands in the original text (for the quote). A [`Page`] answers all three, so that no room of this crate needs to know
//! about zones, skipped citation marks or changed case. Tokens are addressed by [`At`], block and index, which is ordered like
//! the text; the alternative, one analysis over the whole document, would let a heading run into the sentence below it.

use attest_gazetteer::Gazetteer;
use attest_language::{Analysis, Pipeline, Token};
use attest_lexicon::{ActorHit, Lexicon, OutletHit, TermHit};
use attest_model::{Block, Document, Quote, Span, View, ZoneKind};
use std::borrow::Cow;
use std::ops::Range;

/// A token of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct At {
    /// Index of the passage.
    pub passage: usize,
    /// Index of the token in the passage's analysis.
    pub token: usize,
}

/// A block of the document with everything known of its words.
#[derive(Debug)]
pub struct Passage<'k> {
    /// The clean text and its map back.
    pub block: Block,
    /// Tokens, sentences, trees.
    pub analysis: Analysis,
    /// Terms of the lexicons over token ranges of this passage.
    pub terms: Vec<TermHit<'k>>,
    /// Named groups and state forces; byte offsets are those of the block's text.
    pub actors: Vec<ActorHit<'k>>,
    /// Named outlets and institutions; byte offsets are those of the block's text.
    pub outlets: Vec<OutletHit<'k>>,
    /// Index in [`Page::sentences`] of the first sentence.
    pub first_sentence: usize,
}

impl<'k> Passage<'k> {
    /// Which part of the document.
    pub const fn kind(&self) -> ZoneKind {
        self.block.kind
    }

    /// The original range of a token range.
    pub fn span(&self, tokens: Range<usize>) -> Span {
        let range = self.analysis.range_of(tokens);
        self.block.span(range.start as u32, range.end as u32)
    }

    /// The terms that stand wholly inside these tokens.
    pub fn terms_in(&self, tokens: &Range<usize>) -> impl Iterator<Item = &TermHit<'k>> {
        let from = self.terms.partition_point(|hit| hit.first < tokens.start);
        let end = tokens.end;
        self.terms
            .get(from..)
            .into_iter()
            .flatten()
            .take_while(move |hit| hit.first < end)
            .filter(move |hit| hit.last < end)
    }

    /// Whether the token belongs to the name of a listed group or of a force.
    pub fn names_actor(&self, token: usize) -> bool {
        self.actors.iter().any(|hit| self.tokens_over(hit.start as u32, hit.end as u32).contains(&token))
    }

    /// The named actors that stand wholly inside these tokens.
    pub fn actors_in(&self, tokens: &Range<usize>) -> impl Iterator<Item = &ActorHit<'k>> {
        let bytes = self.analysis.range_of(tokens.clone());
        let from = self.actors.partition_point(|hit| hit.start < bytes.start);
        self.actors
            .get(from..)
            .into_iter()
            .flatten()
            .take_while(move |hit| hit.start < bytes.end)
            .filter(move |hit| hit.end <= bytes.end)
    }

    /// The named outlets that stand wholly inside these tokens.
    pub fn outlets_in(&self, tokens: &Range<usize>) -> impl Iterator<Item = &OutletHit<'k>> {
        let bytes = self.analysis.range_of(tokens.clone());
        let from = self.outlets.partition_point(|hit| hit.start < bytes.start);
        self.outlets
            .get(from..)
            .into_iter()
            .flatten()
            .take_while(move |hit| hit.start < bytes.end)
            .filter(move |hit| hit.end <= bytes.end)
    }

    /// The tokens that a byte range of the block's text overlaps.
    pub fn tokens_over(&self, start: u32, end: u32) -> Range<usize> {
        self.analysis.tokens_over(start as usize..end as usize)
    }
}

/// A sentence of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Its passage.
    pub passage: usize,
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Where it stands in the original text.
    pub span: Span,
}

/// A document laid open.
#[derive(Debug)]
pub struct Page<'k> {
    /// The document.
    pub document: &'k Document,
    /// Its blocks, in text order.
    pub passages: Vec<Passage<'k>>,
    /// Its sentences, in text order.
    pub sentences: Vec<Sentence>,
}

impl<'k> Page<'k> {
    /// Analyses the blocks of `view` and looks their words up.
    ///
    /// The gazetteer is asked only where a text without its case is given one: is the word a name?
    pub fn open(
        document: &'k Document,
        mut view: View,
        pipeline: &Pipeline,
        lexicon: &'k Lexicon,
        gazetteer: &Gazetteer,
    ) -> Self {
        crate::letter_case::settle(&mut view, pipeline, lexicon, gazetteer);
        crate::headline_case::settle(&mut view);
        let actors: Vec<Vec<ActorHit<'k>>> =
            view.blocks.iter().map(|block| lexicon.scan_actors(&block.text)).collect();
        let texts: Vec<Cow<'_, str>> = view
            .blocks
            .iter()
            .zip(&actors)
            .map(|(block, hits)| crate::short_names::stand_in(&block.text, hits))
            .collect();
        let texts: Vec<&str> = texts.iter().map(AsRef::as_ref).collect();
        let analyses = pipeline.analyse_many(&texts);
        let mut sentences = Vec::new();
        let passages = view
            .blocks
            .into_iter()
            .zip(analyses)
            .zip(actors)
            .enumerate()
            .map(|(index, ((block, analysis), actors))| {
                let analysis = analysis.spelled(&block.text, &crate::short_names::LEMMAS);
                let first_sentence = sentences.len();
                for tokens in analysis.sentences() {
                    let tokens = trim(&analysis, tokens.clone());
                    if tokens.is_empty() {
                        continue;
                    }
                    let range = analysis.range_of(tokens.clone());
                    let span = block.span(range.start as u32, range.end as u32);
                    sentences.push(Sentence { passage: index, tokens, span });
                }
                let terms = scan_terms(&analysis, lexicon);
                let outlets = lexicon.scan_outlets(&block.text);
                let mut passage = Passage { block, analysis, terms, actors, outlets, first_sentence };
                crate::nations::add_doers(&mut passage, lexicon);
                passage
            })
            .collect();
        Self { document, passages, sentences }
    }

    /// The token at `at`.
    pub fn token(&self, at: At) -> Option<Token<'_>> {
        self.passages.get(at.passage)?.analysis.token(at.token)
    }

    /// The original range of the tokens `range` of a passage.
    pub fn span(&self, passage: usize, range: Range<usize>) -> Span {
        self.passages.get(passage).map_or(Span::new(0, 0), |passage| passage.span(range))
    }

    /// The original's words at `span`.
    pub fn quote(&self, span: Span) -> Option<Quote> {
        Quote::read(&self.document.text, span)
    }

    /// Index of the sentence that holds the token.
    pub fn sentence_of(&self, at: At) -> Option<usize> {
        let after = self
            .sentences
            .partition_point(|sentence| (sentence.passage, sentence.tokens.start) <= (at.passage, at.token));
        let index = after.checked_sub(1)?;
        let sentence = self.sentences.get(index)?;
        (sentence.passage == at.passage && sentence.tokens.contains(&at.token)).then_some(index)
    }
}

/// Sentences without the white space tokens at their ends.
fn trim(analysis: &Analysis, mut tokens: Range<usize>) -> Range<usize> {
    while !tokens.is_empty() && analysis.token(tokens.start).is_some_and(Token::is_space) {
        tokens.start += 1;
    }
    while !tokens.is_empty() && analysis.token(tokens.end - 1).is_some_and(Token::is_space) {
        tokens.end -= 1;
    }
    tokens
}

/// The lemma in lower case. Headlines capitalise, and the tagger takes "Rebels" for a name, whose lemma keeps its plural.
pub(crate) fn lemma_of(token: Token<'_>) -> String {
    let lemma = token.lemma().to_lowercase();
    // The plural of "base" and of "basis" is one form; reports of war tell of bases.
    if lemma == "basis" && token.text().eq_ignore_ascii_case("bases") {
        return "base".to_owned();
    }
    if let Some(base) = undoubled(token, &lemma) {
        return base;
    }
    if lemma == "shot" && is_hit(token) {
        return "shoot".to_owned();
    }
    if !matches!(token.tag(), "NNPS" | "NNP") || !lemma.ends_with('s') || lemma.len() < 4 {
        return lemma;
    }
    if let Some(stem) = lemma.strip_suffix("ies") {
        return format!("{stem}y");
    }
    if lemma.ends_with("ss") { lemma } else { lemma.trim_end_matches('s').to_owned() }
}

/// "raped", "staged", "sniping": a short vowel would have doubled the consonant ("rapped"), so that the verb ends in "e", whatever the
/// lemmatizer makes of it; "reoccupied" is of "reoccupy".
fn undoubled(token: Token<'_>, lemma: &str) -> Option<String> {
    if !matches!(token.tag(), "VBD" | "VBN" | "VBG") {
        return None;
    }
    let text = token.text().to_lowercase();
    if let Some(stem) = lemma.strip_suffix("ie").filter(|stem| stem.len() > 2) {
        return Some(format!("{stem}y"));
    }
    let vowel = |letter: char| matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u');
    let mut letters = lemma.chars().rev();
    let last = letters.next().is_some_and(|last| !vowel(last) && !matches!(last, 'w' | 'x' | 'y'));
    let short = letters.next().is_some_and(vowel) && letters.all(|letter| !vowel(letter));
    let regular = ["ed", "ing"].iter().any(|ending| text.strip_suffix(ending) == Some(lemma));
    (last && short && regular).then(|| format!("{lemma}e"))
}

/// "**Five shot** during a party", "11-year-old shot in a car": the participle of a headline, which the tagger takes for a noun.
fn is_hit(token: Token<'_>) -> bool {
    token.tag().starts_with("NN")
        && token.is_root()
        && token.children().any(|child| {
            let counted = child.dep() == "nummod" || child.dep() == "amod" && child.lemma() == "old";
            counted && child.index() + 1 == token.index()
        })
}

fn scan_terms<'k>(analysis: &Analysis, lexicon: &'k Lexicon) -> Vec<TermHit<'k>> {
    let lower: Vec<String> = analysis.tokens().map(|token| token.text().to_lowercase()).collect();
    let lemma: Vec<String> = analysis.tokens().map(lemma_of).collect();
    let words: Vec<attest_lexicon::Word<'_>> =
        lower.iter().zip(&lemma).map(|(lower, lemma)| attest_lexicon::Word { lower, lemma }).collect();
    let mut hits = lexicon.terms().scan(&words);
    // "took **six teachers** hostage": the words of one deed, with those it was done to between them.
    for token in analysis.tokens().filter(|token| matches!(token.lemma(), "take" | "hold")) {
        let verb = token.index();
        let state = (verb + 2..analysis.sentence_of(verb).end.min(verb + 10))
            .find(|at| matches!(lower[*at].as_str(), "hostage" | "captive"))
            .filter(|at| analysis.is_within(*at, verb));
        let Some(state) = state else { continue };
        let form = format!("{} {}", token.lemma(), lower[state]);
        if let Some(term) = lexicon.terms().find(attest_lexicon::Table::Events, &form) {
            let entries = std::iter::once(term).collect();
            let hit = TermHit { first: verb, last: verb, table: attest_lexicon::Table::Events, entries };
            let at = hits.partition_point(|known| known.first < verb);
            hits.insert(at, hit);
        }
    }
    hits
}
