//! A model and the order in which its parts run.
//!
//! Tokenizer, shared encoder, tagger, parser, attribute ruler, lemmatizer, name recogniser: the order of spaCy's
//! pipeline. Texts are taken in batches of a few thousand tokens, so that the matrix work is done in one go and memory
//! stays flat.

mod loading;

use std::sync::{Arc, OnceLock};

use pulp::Arch;

use crate::analysis::{Analysis, NameRecord, Parts};
use crate::encoder::{Encoder, Vectors, Word};
use crate::error::Error;
use crate::hash_map::HashMap;
use crate::labels::{Labels, name_of};
use crate::lemmatizer::Lemmatizer;
use crate::lexeme::{Lexeme, Norms, Words};
use crate::matrix::Matrix;
use crate::ruler::{Marks, Ruler};
use crate::token::Record;
use crate::tokenizer::{Known, Piece, Tokenizer};
use crate::transitions::names::{self, Place};
use crate::transitions::{Network, parser};
use crate::tree::{self, Decorations};
use crate::truecase::{self, KnownForms, NameWords};
use crate::view::View;

/// The English model that comes with this crate: the weights of `en_core_web_sm` 3.8.0.
static ENGLISH: &[u8] = include_bytes!("../../../models/en_core_web_sm.attest");

/// Name, version and SHA-256 of the English model that comes with this crate, as a coding gives them. A test holds the hash against the file.
pub const EMBEDDED_MODEL: &str =
    "en_core_web_sm 3.8.0 eb8be95f1c2087d519d6858ab97c8a90c13399083d93a981dec91f405abfd3d5";

/// Tokens in a batch, unless one text alone has more.
const BATCH: usize = 4096;

/// What the tagger gives to a token: numbers of tag, part of speech and features.
#[derive(Debug)]
struct Tagger {
    matrix: Matrix,
    bias: Vec<f32>,
    classes: Vec<(u16, u16, u16)>,
}

/// A loaded pipeline. Loading is the only thing that can fail; one pipeline serves any number of threads.
///
/// ```
/// let pipeline = attest_language::Pipeline::embedded()?;
/// let analysis = pipeline.analyse("Gunmen attacked the village. Three people fled.");
/// let verbs: Vec<&str> = analysis.tokens().filter(|token| token.pos() == "VERB").map(|token| token.lemma()).collect();
/// assert_eq!(verbs, ["attack", "flee"]);
/// assert_eq!(analysis.sentences().len(), 2);
/// # Ok::<(), attest_language::Error>(())
/// ```
#[derive(Debug)]
pub struct Pipeline {
    labels: Arc<Labels>,
    tokenizer: Tokenizer,
    norms: Norms,
    encoders: Vec<Encoder>,
    tagger: Option<Tagger>,
    parser: Option<Network>,
    root: u16,
    decorations: Decorations,
    ruler: Ruler,
    lemmatizer: Option<Lemmatizer>,
    names: Option<Network>,
    arch: Arch,
}

impl Pipeline {
    /// Loads a model file made by `cargo xtask model`. The bytes are copied.
    ///
    /// ```
    /// # let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../models/en_core_web_sm.attest");
    /// let pipeline = attest_language::Pipeline::load(&std::fs::read(path)?)?;
    /// assert_eq!(pipeline.analyse("Rebels left.").len(), 3);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::Malformed`] if the bytes are no model file, [`Error::Rule`] if a rule in it cannot be compiled.
    pub fn load(bytes: &[u8]) -> Result<Self, Error> {
        loading::load(bytes.to_vec().into())
    }

    /// Loads a model file that is part of the program, without copying its tables.
    ///
    /// # Errors
    /// As for [`Pipeline::load`].
    pub fn load_static(bytes: &'static [u8]) -> Result<Self, Error> {
        loading::load(bytes.into())
    }

    /// The English pipeline that comes with this crate, loaded once. Beside the model's own it knows abbreviated ranks ("Sgt.", "Cpl."),
    /// whose full stops end no sentence.
    ///
    /// # Errors
    /// As for [`Pipeline::load`]; with an unharmed program it does not fail.
    pub fn embedded() -> Result<&'static Self, Error> {
        static PIPELINE: OnceLock<Result<Pipeline, Error>> = OnceLock::new();
        let load = || {
            let mut pipeline = Self::load_static(ENGLISH)?;
            pipeline.tokenizer.add_ranks();
            Ok(pipeline)
        };
        PIPELINE.get_or_init(load).as_ref().map_err(Clone::clone)
    }

    /// Analyses one text.
    pub fn analyse(&self, text: &str) -> Analysis {
        self.analyse_views(&[View::whole(text)]).pop().unwrap_or_default()
    }

    /// Analyses several texts (the blocks of a document, say), each by itself, but with the matrix work of all done at
    /// once.
    ///
    /// ```
    /// let pipeline = attest_language::Pipeline::embedded()?;
    /// let analyses = pipeline.analyse_many(&["Background", "The town fell."]);
    /// assert_eq!(analyses.len(), 2);
    /// # Ok::<(), attest_language::Error>(())
    /// ```
    pub fn analyse_many(&self, texts: &[&str]) -> Vec<Analysis> {
        let views: Vec<View<'_>> = texts.iter().map(|text| View::whole(text)).collect();
        self.analyse_views(&views)
    }

    /// Analyses several views; offsets of each analysis point into the view's original.
    ///
    /// ```
    /// use attest_language::{Pipeline, View};
    ///
    /// let original = "The town fell.[3] Over thirty fled.";
    /// let analysis = Pipeline::embedded()?.analyse_views(&[View::skipping(original, &[14..17])]).remove(0);
    /// assert_eq!(analysis.sentences().len(), 2);
    /// assert!(analysis.tokens().all(|token| &original[token.range()] == token.text()));
    /// # Ok::<(), attest_language::Error>(())
    /// ```
    pub fn analyse_views(&self, views: &[View<'_>]) -> Vec<Analysis> {
        let mut analyses = Vec::with_capacity(views.len());
        let mut batch: Vec<(&View<'_>, Vec<Piece>)> = Vec::new();
        let mut tokens = 0;
        let mut known = Known::default();
        for view in views {
            let pieces = self.tokenizer.tokenize(view.text(), &mut known);
            if tokens > 0 && tokens + pieces.len() > BATCH {
                self.analyse_batch(std::mem::take(&mut batch), &mut analyses);
                tokens = 0;
            }
            tokens += pieces.len();
            batch.push((view, pieces));
        }
        self.analyse_batch(batch, &mut analyses);
        analyses
    }

    /// The text in the case it would have in edited English, for wire text in capitals or text without any; see
    /// [`LetterCase`](crate::LetterCase) for when. Only ASCII letters change. `known` tells the forms of names the
    /// caller has lists of.
    ///
    /// ```
    /// let pipeline = attest_language::Pipeline::embedded()?;
    /// let text = "GUNMEN KILLED GENERAL TESSI IN VALDOR ON TUESDAY.";
    /// assert_eq!(pipeline.truecase(text, None), "Gunmen killed General Tessi in Valdor on Tuesday.");
    /// # Ok::<(), attest_language::Error>(())
    /// ```
    pub fn truecase(&self, text: &str, known: Option<&KnownForms<'_>>) -> String {
        truecase::truecase(self, text, known, None)
    }

    /// As [`Pipeline::truecase`], with `names` telling which words places and persons are called by.
    pub fn truecase_with_names(
        &self,
        text: &str,
        known: Option<&KnownForms<'_>>,
        names: &NameWords<'_>,
    ) -> String {
        truecase::truecase(self, text, known, Some(names))
    }

    /// Whether the tokenizer has an exception for a chunk (an abbreviation, for one).
    pub(crate) fn has_exception(&self, chunk: &str) -> bool {
        self.tokenizer.has_exception(chunk)
    }

    /// Whether the lemmatizer's lists have a word or a form of it.
    pub(crate) fn knows_word(&self, lower: &str) -> bool {
        self.lemmatizer.as_ref().is_some_and(|lemmatizer| lemmatizer.knows(lower))
    }

    /// Whether a word may be a name for all that the lemmatizer's lists know: listed as a noun only.
    pub(crate) fn only_noun(&self, lower: &str) -> bool {
        self.lemmatizer.as_ref().is_some_and(|lemmatizer| lemmatizer.only_noun(lower))
    }

    fn analyse_batch(&self, batch: Vec<(&View<'_>, Vec<Piece>)>, analyses: &mut Vec<Analysis>) {
        let mut words = Words::default();
        let mut texts: Vec<Vec<Word>> = Vec::with_capacity(batch.len());
        for (view, pieces) in &batch {
            let word = |piece: &Piece| {
                let text = &view.text()[piece.start as usize..piece.end as usize];
                Word {
                    number: words.number(text, piece.norm, &self.tokenizer.norms, &self.norms),
                    space_after: piece.space_after,
                }
            };
            texts.push(pieces.iter().map(word).collect());
        }
        let runs: Vec<&[Word]> = texts.iter().map(Vec::as_slice).collect();
        let encode = |encoder: &Encoder| encoder.encode(&runs, &words.lexemes, self.arch);
        let shared = self.encoders.first().map(encode);
        let own = match &self.names {
            Some(network) if network.encoder > 0 => self.encoders.get(network.encoder).map(encode),
            _ => None,
        };
        let mut memory = Memory::default();
        for (number, (view, pieces)) in batch.into_iter().enumerate() {
            let text = Text {
                number,
                view,
                pieces,
                words: &texts[number],
                lexemes: &words.lexemes,
                vectors: shared.as_ref(),
                name_vectors: own.as_ref().or(shared.as_ref()),
            };
            analyses.push(self.annotate(&text, &mut memory));
        }
    }

    /// All that follows the encoders, for one text.
    fn annotate(&self, text: &Text<'_>, memory: &mut Memory) -> Analysis {
        let count = text.words.len();
        let mut marks = vec![Marks::default(); count];
        if let (Some(tagger), Some(vectors)) = (&self.tagger, text.vectors) {
            tagger.tag(vectors, text.number, &mut marks, self.arch);
        }
        let is_space = |at: usize| text.lexemes[text.words[at].number as usize].is_space;
        let mut heads: Vec<u32> = (0..count as u32).collect();
        let mut starts = vec![false; count];
        if let (Some(network), Some(vectors)) = (&self.parser, text.vectors) {
            let mut tree = parser::parse(network, vectors, text.number, count, self.arch);
            for (at, (head, label)) in tree.heads.iter().zip(&mut tree.labels).enumerate() {
                if *head as usize == at {
                    *label = self.root;
                }
            }
            tree::restore_crossing(&mut tree, &self.decorations, is_space);
            starts = tree::sentence_starts(&tree.heads);
            for (mark, label) in marks.iter_mut().zip(&tree.labels) {
                mark.dep = *label;
            }
            heads = tree.heads;
        }
        let words: Vec<u32> = text.words.iter().map(|word| word.number).collect();
        self.ruler.apply(&mut marks, &words, text.lexemes, &mut memory.runs);
        let found = match (&self.names, text.name_vectors) {
            (Some(network), Some(vectors)) => {
                let place = |(at, &begins_sentence): (usize, &bool)| Place {
                    is_space: is_space(at),
                    begins_sentence,
                };
                let places: Vec<Place> = starts.iter().enumerate().map(place).collect();
                names::find(network, vectors, text.number, &places, self.arch)
            }
            _ => Vec::new(),
        };
        self.assemble(text, &marks, &heads, &starts, &found, memory)
    }

    fn assemble(
        &self,
        text: &Text<'_>,
        marks: &[Marks],
        heads: &[u32],
        starts: &[bool],
        found: &[names::Found],
        memory: &mut Memory,
    ) -> Analysis {
        let source = text.view.text();
        let mut lemmas = String::with_capacity(source.len());
        let mut records = Vec::with_capacity(marks.len());
        let tokens = text.pieces.iter().zip(text.words).zip(marks).zip(heads).zip(starts);
        for ((((piece, word), mark), &head), &begins_sentence) in tokens {
            let lemma_start = lemmas.len() as u32;
            let form = &source[piece.start as usize..piece.end as usize];
            self.add_lemma(form, word.number, &text.lexemes[word.number as usize], mark, memory, &mut lemmas);
            let original = text.view.original_range(piece.start as usize..piece.end as usize);
            records.push(Record {
                start: piece.start,
                end: piece.end,
                original_start: original.start as u32,
                original_end: original.end as u32,
                head,
                lemma_start,
                lemma_end: lemmas.len() as u32,
                tag: mark.tag,
                dep: mark.dep,
                morph: mark.morph,
                pos: mark.pos,
                kind: 0,
                begins_sentence,
                begins_name: false,
                space_after: piece.space_after,
            });
        }
        let mut names = Vec::with_capacity(found.len());
        for &(first, last, kind) in found {
            for record in &mut records[first as usize..=last as usize] {
                record.kind = kind;
            }
            records[first as usize].begins_name = true;
            names.push(NameRecord { first, last, kind });
        }
        Analysis::assemble(Parts {
            text: source.to_owned(),
            records,
            lemmas,
            names,
            labels: Arc::clone(&self.labels),
        })
    }

    fn add_lemma(
        &self,
        form: &str,
        word: u32,
        lexeme: &Lexeme,
        mark: &Marks,
        memory: &mut Memory,
        lemmas: &mut String,
    ) {
        if let Some(lemma) = (mark.lemma as usize).checked_sub(1).and_then(|at| self.ruler.lemmas.get(at)) {
            lemmas.push_str(lemma);
            return;
        }
        let Some(lemmatizer) = &self.lemmatizer else { return };
        let lemma = memory.lemmas.entry((word, mark.pos, mark.morph)).or_insert_with(|| {
            let pos = name_of(&self.labels.pos, mark.pos.into());
            let morph = name_of(&self.labels.morphs, mark.morph.into());
            lemmatizer.lemma(form, &lexeme.lower, pos, morph)
        });
        lemmas.push_str(lemma);
    }
}

impl Tagger {
    fn tag(&self, vectors: &Vectors, text: usize, marks: &mut [Marks], arch: Arch) {
        let stride = self.matrix.stride();
        let mut scores = vec![0.0; 64 * stride];
        let count = marks.len();
        for (block, marks) in marks.chunks_mut(64).enumerate() {
            let first = block * 64;
            let rows = vectors.rows(text, first..count.min(first + 64));
            self.matrix.multiply(rows, vectors.width, marks.len(), &mut scores, arch);
            for (mark, scores) in marks.iter_mut().zip(scores.chunks_exact(stride)) {
                let mut best = (f32::NEG_INFINITY, 0);
                for (class, (score, bias)) in scores.iter().zip(&self.bias).enumerate() {
                    let score = score + bias;
                    if score > best.0 {
                        best = (score, class);
                    }
                }
                if let Some(&(tag, pos, morph)) = self.classes.get(best.1) {
                    (mark.tag, mark.pos, mark.morph) = (tag, pos, morph);
                }
            }
        }
    }
}

/// One text of a batch with what is known of it before annotation.
struct Text<'a> {
    number: usize,
    view: &'a View<'a>,
    pieces: Vec<Piece>,
    words: &'a [Word],
    lexemes: &'a [Lexeme],
    vectors: Option<&'a Vectors>,
    name_vectors: Option<&'a Vectors>,
}

/// What is remembered of a batch's words from one text to the next.
#[derive(Default)]
struct Memory {
    /// Ruler runs by word.
    runs: HashMap<u32, Vec<u32>>,
    /// Lemmas by word, part of speech and features.
    lemmas: HashMap<(u32, u16, u16), String>,
}
