//! The model file: what `cargo xtask model` writes and [`Pipeline::load`](crate::Pipeline::load) reads.
//!
//! A magic, a version, the length of a JSON header, the header, padding to 16 bytes, then numbers. Words and rules are
//! in the header, where a person can read them; weights and word lists follow as raw bytes, so that the largest part
//! (the embedding tables) is used in place. Weights are little-endian; `f16` halves the file; parity is measured with it
//! (`docs/language.md`).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::error::Error;

/// The first bytes of a model file.
pub const MAGIC: &[u8; 12] = b"attest-model";
/// The version of the layout.
pub const VERSION: u32 = 1;

/// Everything in a model file but the numbers.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Header {
    /// The package's name, such as `en_core_web_sm`.
    pub name: String,
    /// The package's version.
    pub version: String,
    /// The language code.
    pub lang: String,
    /// The package file the model was made from.
    pub source: String,
    /// SHA-256 of that file, in hexadecimal.
    pub sha256: String,
    /// The package's licence, as it states it.
    pub license: String,
    /// How text is cut into tokens.
    pub tokenizer: Tokenizer,
    /// Normal forms of words, by the id of the word.
    pub norms: Vec<(u64, String)>,
    /// Token-to-vector networks; the first is shared, the last may belong to the name recogniser.
    pub encoders: Vec<Encoder>,
    /// What the tagger can say: tag, part of speech, morphology (those a model does not set are empty).
    pub tagger: Option<Vec<Tagging>>,
    /// The dependency parser.
    pub parser: Option<Transitions>,
    /// The name recogniser.
    pub names: Option<Transitions>,
    /// Rules that map tags to parts of speech and mend them.
    pub ruler: Vec<Rule>,
    /// The lemmatizer.
    pub lemmatizer: Option<Lemmatizer>,
    /// Where the numbers are.
    pub tensors: Vec<Tensor>,
}

/// Tokenizer rules: regular expressions in Python's notation, and exceptions.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Tokenizer {
    /// Matches at the start of a chunk.
    pub prefix: Option<String>,
    /// Matches at the end of a chunk.
    pub suffix: Option<String>,
    /// Matches inside a chunk.
    pub infix: Option<String>,
    /// A chunk it matches stays whole, and keeps its affixes.
    pub token: Option<String>,
    /// A chunk it matches, after its affixes are cut off, stays whole.
    pub url: Option<String>,
    /// Chunks cut in a fixed way: each part with its normal form, if it has one of its own.
    pub exceptions: Vec<(String, Vec<(String, Option<String>)>)>,
}

/// One token-to-vector network: hashed features, a mixing layer, convolutions.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Encoder {
    /// Prefix of its tensors' names.
    pub name: String,
    /// The hashed features, in the order of the mixing layer's input.
    pub features: Vec<Feature>,
    /// Number of convolutional layers.
    pub depth: usize,
    /// Width of the vectors.
    pub width: usize,
    /// Pieces of each maxout unit.
    pub pieces: usize,
}

/// One hashed feature.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Feature {
    /// `NORM`, `PREFIX`, `SUFFIX`, `SHAPE`, `SPACY`, `IS_SPACE`, `ORTH` or `LOWER`.
    pub attribute: String,
    /// Seed of the hash.
    pub seed: u32,
    /// Rows of the table.
    pub rows: usize,
}

/// One class of the tagger.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Tagging {
    /// Fine-grained tag.
    pub tag: String,
    /// Part of speech.
    pub pos: String,
    /// Morphological features.
    pub morph: String,
}

/// A transition system's network and moves.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Transitions {
    /// Prefix of its tensors' names.
    pub name: String,
    /// Index of its encoder.
    pub encoder: usize,
    /// Number of state features.
    pub features: usize,
    /// Width of the hidden layer.
    pub hidden: usize,
    /// Pieces of the hidden maxout layer.
    pub pieces: usize,
    /// The moves in the order of the output classes: kind and label.
    pub moves: Vec<(u8, String)>,
    /// Classes never seen in training, which may not be chosen.
    pub unseen: Vec<usize>,
}

/// One rule of the attribute ruler.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Rule {
    /// Alternatives; each is a run of tokens, each a set of conditions by attribute.
    pub patterns: Vec<Vec<BTreeMap<String, Condition>>>,
    /// What is set, by attribute.
    pub attrs: BTreeMap<String, String>,
    /// On which token of the run; negative from its end.
    pub index: i32,
}

/// What an attribute must be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Condition {
    /// Equal.
    Is(String),
    /// One of these.
    In(Vec<String>),
    /// None of these.
    NotIn(Vec<String>),
    /// Matched by a regular expression.
    Regex(String),
    /// A flag.
    Flag(bool),
}

/// Tables of the lemmatizer, by lower-case part of speech.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Lemmatizer {
    /// `rule` (spaCy's common algorithm), `rule-then-lookup` (as for French) or `lookup`.
    pub mode: String,
    /// Features that mark a base form, which is only lower-cased: each a set that must all hold; `POS` is the part of
    /// speech, an empty value means the feature is absent.
    pub base_forms: Vec<BTreeMap<String, String>>,
    /// Endings and what replaces them.
    pub rules: BTreeMap<String, Vec<(String, String)>>,
    /// Irregular forms.
    pub exceptions: BTreeMap<String, BTreeMap<String, Vec<String>>>,
    /// Known base forms: the tensor (kind `fst`) that lists them.
    pub index: BTreeMap<String, String>,
    /// Forms by the id of the word.
    pub lookup: Vec<(u64, String)>,
}

/// How the numbers of a tensor are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// 16-bit floating point.
    F16,
    /// 32-bit floating point.
    F32,
    /// A finite-state set of words.
    Fst,
}

/// Where one tensor lies.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Tensor {
    /// Its name, such as `tok2vec/mix/W`.
    pub name: String,
    /// How it is kept.
    pub kind: Kind,
    /// Its extents; for an `fst`, its length in bytes.
    pub shape: Vec<usize>,
    /// First byte, counted from the end of the header's padding.
    pub offset: usize,
}

impl Tensor {
    /// Length in bytes; `None` if it is beyond all memory.
    pub fn byte_len(&self) -> Option<usize> {
        let count = self.shape.iter().try_fold(1usize, |product, &extent| product.checked_mul(extent))?;
        count.checked_mul(match self.kind {
            Kind::F16 => 2,
            Kind::F32 => 4,
            Kind::Fst => 1,
        })
    }
}

/// The id spaCy gives a string: a reserved number for the names of its own vocabulary, a hash for all others.
pub fn string_id(text: &str) -> u64 {
    crate::hashing::string_id(text)
}

/// Writes a model file.
///
/// # Errors
/// If the header cannot be written as JSON (which no header of this crate's making fails to be).
pub fn write(header: &Header, numbers: &[u8]) -> Result<Vec<u8>, serde_json::Error> {
    let json = serde_json::to_vec(header)?;
    let mut out = Vec::with_capacity(json.len() + numbers.len() + 64);
    out.extend_from_slice(MAGIC);
    out.extend_from_slice(&VERSION.to_le_bytes());
    out.extend_from_slice(&(json.len() as u64).to_le_bytes());
    out.extend_from_slice(&json);
    while out.len() % 16 != 0 {
        out.push(b' ');
    }
    out.extend_from_slice(numbers);
    Ok(out)
}

/// Reads a model file's header, and says where the numbers start.
///
/// # Errors
/// [`Error::Malformed`] if this is no model file of this version.
pub fn read(bytes: &[u8]) -> Result<(Header, &[u8]), Error> {
    let fixed = MAGIC.len() + 12;
    if bytes.len() < fixed || !bytes.starts_with(MAGIC) {
        return Err(Error::malformed("it does not begin like a model file"));
    }
    let version = u32::from_le_bytes([bytes[12], bytes[13], bytes[14], bytes[15]]);
    if version != VERSION {
        return Err(Error::malformed(format!("its version is {version}, not {VERSION}")));
    }
    let mut length = [0u8; 8];
    length.copy_from_slice(&bytes[16..24]);
    let end = usize::try_from(u64::from_le_bytes(length))
        .ok()
        .and_then(|length| length.checked_add(fixed))
        .filter(|&end| end <= bytes.len())
        .ok_or_else(|| Error::malformed("the header is cut short"))?;
    let header: Header = serde_json::from_slice(&bytes[fixed..end])
        .map_err(|error| Error::malformed(format!("the header: {error}")))?;
    let start = end.next_multiple_of(16).min(bytes.len());
    Ok((header, &bytes[start..]))
}
