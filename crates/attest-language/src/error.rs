//! What can go wrong: only the loading of a model. Text is never an error.

/// Why a model could not be loaded.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The bytes are no model file of this version, or they are cut short.
    #[error("model data is malformed: {what}; rebuild it with `cargo xtask model`")]
    Malformed {
        /// The part that could not be read.
        what: String,
    },
    /// A rule of the model's tokenizer is no regular expression we can run.
    #[error("tokenizer rule {rule} of the model cannot be compiled: {reason}")]
    Rule {
        /// Which rule: prefix, suffix, infix or url.
        rule: &'static str,
        /// What the regex compiler said.
        reason: String,
    },
}

impl Error {
    /// A malformed part, named.
    pub(crate) fn malformed(what: impl Into<String>) -> Self {
        Self::Malformed { what: what.into() }
    }
}
