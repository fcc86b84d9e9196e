//! The label names of a model, shared by all its analyses: a token keeps small numbers, a reader sees words.

use crate::hash_map::HashMap;

/// The closed sets of names a model can give to a token or a name. Index 0 of each is the empty name.
#[derive(Debug, Default)]
pub(crate) struct Labels {
    /// Fine-grained tags, such as `NNP`.
    pub(crate) tags: Vec<Box<str>>,
    /// Universal parts of speech, such as `PROPN`.
    pub(crate) pos: Vec<Box<str>>,
    /// Dependency labels, such as `nsubj`.
    pub(crate) deps: Vec<Box<str>>,
    /// Morphological features, such as `Number=Sing`.
    pub(crate) morphs: Vec<Box<str>>,
    /// Kinds of names, such as `GPE`.
    pub(crate) kinds: Vec<Box<str>>,
}

/// The name with this number, or the empty name.
pub(crate) fn name_of(names: &[Box<str>], id: usize) -> &str {
    names.get(id).map_or("", |name| name)
}

/// Numbers names as they come; 0 is the empty name.
#[derive(Debug)]
pub(crate) struct Numbering {
    names: Vec<Box<str>>,
    numbers: HashMap<Box<str>, u16>,
}

impl Numbering {
    pub(crate) fn new() -> Self {
        let mut numbering = Self { names: Vec::new(), numbers: HashMap::default() };
        numbering.number("");
        numbering
    }

    /// The number of a name, given now or before. Beyond 65535 names all are the empty name.
    pub(crate) fn number(&mut self, name: &str) -> u16 {
        if let Some(&number) = self.numbers.get(name) {
            return number;
        }
        let Ok(number) = u16::try_from(self.names.len()) else {
            return 0;
        };
        self.names.push(name.into());
        self.numbers.insert(name.into(), number);
        number
    }

    /// The number of a name that has one.
    pub(crate) fn get(&self, name: &str) -> Option<u16> {
        self.numbers.get(name).copied()
    }

    pub(crate) fn names(&self) -> &[Box<str>] {
        &self.names
    }

    pub(crate) fn into_names(self) -> Vec<Box<str>> {
        self.names
    }
}
