//! Words to base forms, by spaCy's rule lemmatizer: irregular forms, then endings replaced where the result is a known
//! word. What is table and what is rule for a language comes from the model.

use std::collections::BTreeMap;

use crate::characters::is_letter;
use crate::error::Error;
use crate::format;
use crate::hash_map::HashMap;
use crate::hashing::string_id;
use crate::tensors::{Tensors, Words};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mode {
    Rule,
    RuleThenLookup,
    Lookup,
}

/// Tables of one part of speech.
#[derive(Debug, Default)]
struct Tables {
    rules: Vec<(String, String)>,
    exceptions: HashMap<String, Vec<String>>,
    index: Option<Words>,
}

/// A lemmatizer with its tables.
#[derive(Debug)]
pub(crate) struct Lemmatizer {
    mode: Mode,
    base_forms: Vec<BTreeMap<String, String>>,
    /// By upper-case part of speech.
    tables: HashMap<String, Tables>,
    lookup: HashMap<u64, String>,
}

/// Parts of speech that the French lemmatizer treats by rules; all others are looked up.
const LOOKED_UP_LAST: [&str; 11] =
    ["NOUN", "VERB", "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "PRON", "PUNCT", "SCONJ"];

impl Lemmatizer {
    pub(crate) fn new(spec: &format::Lemmatizer, tensors: &Tensors) -> Result<Self, Error> {
        let mode = match spec.mode.as_str() {
            "rule" => Mode::Rule,
            "rule-then-lookup" => Mode::RuleThenLookup,
            "lookup" => Mode::Lookup,
            other => return Err(Error::malformed(format!("the lemmatizer mode {other} is not known"))),
        };
        let mut tables: HashMap<String, Tables> = HashMap::default();
        for (pos, rules) in &spec.rules {
            tables.entry(pos.to_uppercase()).or_default().rules.clone_from(rules);
        }
        for (pos, exceptions) in &spec.exceptions {
            let exceptions = exceptions.iter().map(|(form, lemmas)| (form.clone(), lemmas.clone()));
            tables.entry(pos.to_uppercase()).or_default().exceptions = exceptions.collect();
        }
        for (pos, name) in &spec.index {
            tables.entry(pos.to_uppercase()).or_default().index = Some(tensors.words(name)?);
        }
        Ok(Self {
            mode,
            base_forms: spec.base_forms.clone(),
            tables,
            lookup: spec.lookup.iter().cloned().collect(),
        })
    }

    /// The base form of a word with its part of speech and features.
    pub(crate) fn lemma(&self, text: &str, lower: &str, pos: &str, morph: &str) -> String {
        if matches!(pos, "" | "EOL" | "SPACE") {
            return lower.to_owned();
        }
        match self.mode {
            Mode::Rule => self.by_rule(text, lower, pos, morph),
            Mode::RuleThenLookup => self.by_rule_then_lookup(text, lower, pos),
            Mode::Lookup => self.looked_up(text),
        }
    }

    /// Whether a word, or what a rule makes of it, is listed for some part of speech.
    pub(crate) fn knows(&self, lower: &str) -> bool {
        self.tables.values().any(|tables| {
            let known = |form: &str| tables.index.as_ref().is_some_and(|index| index.contains(form));
            known(lower)
                || tables.exceptions.contains_key(lower)
                || tables.forms(lower).any(|form| known(&form))
        })
    }

    /// Whether a word stands in the lists as a noun and as nothing else, in this very form: names are listed so, beside things.
    pub(crate) fn only_noun(&self, lower: &str) -> bool {
        self.tables.iter().all(|(pos, tables)| {
            let listed = tables.index.as_ref().is_some_and(|index| index.contains(lower));
            let formed = tables.exceptions.contains_key(lower)
                || tables
                    .forms(lower)
                    .any(|form| tables.index.as_ref().is_some_and(|index| index.contains(&form)));
            if pos == "NOUN" { listed } else { !listed && !formed }
        })
    }

    fn looked_up(&self, text: &str) -> String {
        self.lookup.get(&string_id(text)).map_or(text, String::as_str).to_owned()
    }

    fn is_base_form(&self, pos: &str, morph: &str) -> bool {
        let value = |key: &str| {
            if key == "POS" {
                return pos;
            }
            let mut features = morph.split('|').filter_map(|feature| feature.split_once('='));
            features.find(|(name, _)| *name == key).map_or("", |(_, value)| value)
        };
        self.base_forms.iter().any(|form| form.iter().all(|(key, wanted)| value(key) == wanted))
    }

    fn by_rule(&self, text: &str, lower: &str, pos: &str, morph: &str) -> String {
        if self.is_base_form(pos, morph) {
            return lower.to_owned();
        }
        let Some(tables) = self.tables.get(pos) else {
            return if pos == "PROPN" { text } else { lower }.to_owned();
        };
        // The last exception not already found by a rule comes first of all.
        let known = |form: &str| tables.index.as_ref().is_some_and(|index| index.contains(form));
        let (mut in_index, mut unspelt, mut unknown) = (Vec::new(), Vec::new(), Vec::new());
        for form in tables.forms(lower) {
            if known(&form) {
                in_index.push(form);
            } else if form.chars().all(is_letter) {
                unknown.push(form);
            } else {
                unspelt.push(form);
            }
        }
        let exceptions = tables.exceptions.get(lower).map_or(&[][..], Vec::as_slice);
        let fresh = |form: &&String| !in_index.contains(form) && !unspelt.contains(form);
        if let Some(form) = exceptions.iter().rev().find(fresh) {
            return form.clone();
        }
        // Each known form was put before those found earlier; the others follow in the order of the rules.
        let best =
            in_index.pop().or_else(|| unspelt.into_iter().next()).or_else(|| unknown.into_iter().next());
        best.unwrap_or_else(|| text.to_owned())
    }

    fn by_rule_then_lookup(&self, text: &str, lower: &str, pos: &str) -> String {
        if !LOOKED_UP_LAST.contains(&pos) {
            return self.looked_up(text);
        }
        let none = Tables::default();
        let tables = self.tables.get(pos).unwrap_or(&none);
        let known = |form: &str| tables.index.as_ref().is_some_and(|index| index.contains(form));
        if known(lower) {
            return lower.to_owned();
        }
        if let Some(form) = tables.exceptions.get(lower).and_then(|forms| forms.first()) {
            return form.clone();
        }
        let mut unknown = None;
        for form in tables.forms(lower) {
            if known(&form) || !form.chars().all(is_letter) {
                return form;
            }
            unknown.get_or_insert(form);
        }
        unknown.unwrap_or_else(|| self.looked_up(lower))
    }
}

impl Tables {
    /// What the rules make of a word, in their order, without empty forms.
    fn forms<'a>(&'a self, lower: &'a str) -> impl Iterator<Item = String> + 'a {
        let formed = self.rules.iter().filter_map(move |(old, new)| {
            let stem = lower.strip_suffix(old.as_str())?;
            Some(format!("{stem}{new}"))
        });
        formed.filter(|form| !form.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lemmatizer() -> Lemmatizer {
        let verb = Tables {
            rules: [("ies", "y"), ("ed", "e"), ("ed", ""), ("s", "")]
                .map(|(old, new)| (old.to_owned(), new.to_owned()))
                .into(),
            exceptions: [("went".to_owned(), vec!["go".to_owned()])].into_iter().collect(),
            index: None,
        };
        Lemmatizer {
            mode: Mode::Rule,
            base_forms: vec![BTreeMap::from([("POS".to_owned(), "NOUN".to_owned())])],
            tables: [("VERB".to_owned(), verb)].into_iter().collect(),
            lookup: HashMap::default(),
        }
    }

    #[test]
    fn irregular_forms_come_before_rules() {
        let lemmatizer = lemmatizer();
        assert_eq!(lemmatizer.lemma("Went", "went", "VERB", ""), "go");
        assert_eq!(lemmatizer.lemma("shelled", "shelled", "VERB", ""), "shelle");
        assert_eq!(lemmatizer.lemma("run", "run", "VERB", ""), "run");
    }

    #[test]
    fn names_keep_their_case_and_base_forms_lose_it() {
        let lemmatizer = lemmatizer();
        assert_eq!(lemmatizer.lemma("Kivu", "kivu", "PROPN", ""), "Kivu");
        assert_eq!(lemmatizer.lemma("Mines", "mines", "NOUN", ""), "mines");
    }
}
