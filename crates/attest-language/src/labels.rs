//! The label names of a model, shared by all its analyses: a token keeps small numbers, a reader sees words.

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
