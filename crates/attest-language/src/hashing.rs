//! The hashes that tie words to rows of the embedding tables. They must agree bit for bit with spaCy's.
//!
//! A word's id is MurmurHash64A of its UTF-8 bytes, unless the word is one of spaCy's reserved names, whose ids are
//! small numbers (`det`, `mark` or `X` occur as words, prefixes and shapes too, so the table matters for any text). A
//! feature's four rows come from a 128-bit hash of the id.

/// Reserved names before the long run of retired ones, in order of their ids from 0. Names of flags 19 to 63 are
/// generated.
const FIRST: [&str; 19] = [
    "",
    "IS_ALPHA",
    "IS_ASCII",
    "IS_DIGIT",
    "IS_LOWER",
    "IS_PUNCT",
    "IS_SPACE",
    "IS_TITLE",
    "IS_UPPER",
    "LIKE_URL",
    "LIKE_NUM",
    "LIKE_EMAIL",
    "IS_STOP",
    "IS_OOV_DEPRECATED",
    "IS_BRACKET",
    "IS_QUOTE",
    "IS_LEFT_PUNCT",
    "IS_RIGHT_PUNCT",
    "IS_CURRENCY",
];

/// Ids from 64: attributes and parts of speech.
const ATTRIBUTES: [&str; 40] = [
    "ID",
    "ORTH",
    "LOWER",
    "NORM",
    "SHAPE",
    "PREFIX",
    "SUFFIX",
    "LENGTH",
    "CLUSTER",
    "LEMMA",
    "POS",
    "TAG",
    "DEP",
    "ENT_IOB",
    "ENT_TYPE",
    "HEAD",
    "SENT_START",
    "SPACY",
    "PROB",
    "LANG",
    "ADJ",
    "ADP",
    "ADV",
    "AUX",
    "CONJ",
    "CCONJ",
    "DET",
    "INTJ",
    "NOUN",
    "NUM",
    "PART",
    "PRON",
    "PROPN",
    "PUNCT",
    "SCONJ",
    "SYM",
    "VERB",
    "X",
    "EOL",
    "SPACE",
];

/// Ids from 380: kinds of names.
const KINDS: [&str; 18] = [
    "PERSON",
    "NORP",
    "FACILITY",
    "ORG",
    "GPE",
    "LOC",
    "PRODUCT",
    "EVENT",
    "WORK_OF_ART",
    "LANGUAGE",
    "LAW",
    "DATE",
    "TIME",
    "PERCENT",
    "MONEY",
    "QUANTITY",
    "ORDINAL",
    "CARDINAL",
];

/// Ids from 398: dependency labels.
const LABELS: [&str; 54] = [
    "acomp",
    "advcl",
    "advmod",
    "agent",
    "amod",
    "appos",
    "attr",
    "aux",
    "auxpass",
    "cc",
    "ccomp",
    "complm",
    "conj",
    "cop",
    "csubj",
    "csubjpass",
    "dep",
    "det",
    "dobj",
    "expl",
    "hmod",
    "hyph",
    "infmod",
    "intj",
    "iobj",
    "mark",
    "meta",
    "neg",
    "nmod",
    "nn",
    "npadvmod",
    "nsubj",
    "nsubjpass",
    "num",
    "number",
    "oprd",
    "obj",
    "obl",
    "parataxis",
    "partmod",
    "pcomp",
    "pobj",
    "poss",
    "possessive",
    "preconj",
    "prep",
    "prt",
    "punct",
    "quantmod",
    "relcl",
    "rcmod",
    "root",
    "xcomp",
    "acl",
];

/// Ids from 452.
const LAST: [&str; 5] = ["ENT_KB_ID", "MORPH", "ENT_ID", "IDX", "_"];

/// The id of a string in spaCy's string store.
pub(crate) fn string_id(text: &str) -> u64 {
    if text.is_empty() {
        return 0;
    }
    reserved(text).unwrap_or_else(|| murmur64a(text.as_bytes()))
}

/// The reserved id of a name, if it has one. All are ASCII of at most 17 bytes, so most words are turned away at once.
fn reserved(text: &str) -> Option<u64> {
    if text.len() > 17 || !text.is_ascii() {
        return None;
    }
    let at = |names: &[&str], first: usize| {
        names.iter().position(|name| *name == text).map(|at| (first + at) as u64)
    };
    if let Some(number) = text.strip_prefix("FLAG") {
        return number.parse().ok().filter(|id| number.len() == 2 && (19..64).contains(id));
    }
    if let Some(number) = text.strip_prefix("DEPRECATED") {
        let number: u64 = number.parse().ok().filter(|_| number.len() == 3)?;
        return (1..=276).contains(&number).then_some(103 + number);
    }
    match text.as_bytes()[0] {
        b'A'..=b'Z' => at(&FIRST, 0)
            .or_else(|| at(&ATTRIBUTES, 64))
            .or_else(|| at(&KINDS, 380))
            .or_else(|| at(&LAST, 452)),
        b'a'..=b'z' => at(&LABELS, 398),
        b'_' => at(&LAST, 452),
        _ => None,
    }
}

/// MurmurHash64A with seed 1.
fn murmur64a(bytes: &[u8]) -> u64 {
    const M: u64 = 0xc6a4_a793_5bd1_e995;
    let mut hash = 1 ^ (bytes.len() as u64).wrapping_mul(M);
    let (words, tail) = bytes.as_chunks::<8>();
    for word in words {
        let mut k = u64::from_le_bytes(*word).wrapping_mul(M);
        k ^= k >> 47;
        hash = (hash ^ k.wrapping_mul(M)).wrapping_mul(M);
    }
    if !tail.is_empty() {
        let mut last = [0u8; 8];
        last[..tail.len()].copy_from_slice(tail);
        hash = (hash ^ u64::from_le_bytes(last)).wrapping_mul(M);
    }
    hash ^= hash >> 47;
    hash = hash.wrapping_mul(M);
    hash ^ (hash >> 47)
}

/// The four 32-bit keys of an id under a seed (MurmurHash3 x64 128 of the eight bytes).
pub(crate) fn feature_keys(id: u64, seed: u32) -> [u32; 4] {
    fn mix(mut h: u64) -> u64 {
        h ^= h >> 33;
        h = h.wrapping_mul(0xff51_afd7_ed55_8ccd);
        h ^= h >> 33;
        h = h.wrapping_mul(0xc4ce_b9fe_1a85_ec53);
        h ^ (h >> 33)
    }
    let mut h1 = id.wrapping_mul(0x87c3_7b91_1142_53d5).rotate_left(31).wrapping_mul(0x4cf5_ad43_2745_937f);
    h1 ^= u64::from(seed) ^ 8;
    let mut h2 = u64::from(seed) ^ 8;
    h1 = h1.wrapping_add(h2);
    h2 = h2.wrapping_add(h1);
    h1 = mix(h1);
    h2 = mix(h2);
    h1 = h1.wrapping_add(h2);
    h2 = h2.wrapping_add(h1);
    [h1 as u32, (h1 >> 32) as u32, h2 as u32, (h2 >> 32) as u32]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_those_of_the_string_store() {
        assert_eq!(string_id("a"), 11901859001352538922);
        assert_eq!(string_id("the"), 7425985699627899538);
        assert_eq!(string_id("killed"), 9019090556530150553);
        assert_eq!(string_id("Militants"), 17658507697664953592);
        assert_eq!(string_id("det"), 415);
        assert_eq!(string_id("X"), 101);
        assert_eq!(string_id("_"), 456);
        assert_eq!(string_id("mark"), 423);
        assert_eq!(string_id("DEPRECATED001"), 104);
        assert_eq!(string_id("DEPRECATED276"), 379);
        assert_eq!(string_id("FLAG19"), 19);
        assert_eq!(string_id("NOUN"), 92);
        assert_eq!(string_id("PERSON"), 380);
        assert_eq!(string_id("LAW"), 390);
        assert_eq!(string_id("12345678"), 9871996032675327904);
        assert_eq!(string_id("ñandú"), 15812257822170461407);
        assert_eq!(string_id("GRANDMOTHERS of the town"), 4343239032333920170);
    }

    #[test]
    fn keys_are_those_of_the_embedding_layer() {
        assert_eq!(feature_keys(string_id("killed"), 8), [1451752302, 2291836330, 2177628453, 1290270847]);
        assert_eq!(feature_keys(1, 8), [1161550108, 2247783286, 1742325162, 1224191281]);
    }
}
