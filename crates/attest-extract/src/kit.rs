//! What a coder has on the desk: the language model, the lexicons, the gazetteer.
//!
//! A kit is loaded once and shared by all threads; it never changes while documents are coded, which is one half of the
//! promise that the same input gives the same bytes.

use attest_gazetteer::Gazetteer;
use attest_language::Pipeline;
use attest_lexicon::Lexicon;
use attest_model::ProducedBy;

/// The data that a coding rests on.
#[derive(Debug)]
pub struct Kit {
    /// Tokens, tags, trees.
    pub pipeline: &'static Pipeline,
    /// Actors, weapons, targets, verbs, cues.
    pub lexicon: &'static Lexicon,
    /// Places.
    pub gazetteer: Gazetteer,
    produced_by: ProducedBy,
}

/// What the caller asks for.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options {
    /// Also list the mentions (`--mentions`).
    pub mentions: bool,
}

/// Why a kit could not be put together.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum KitError {
    /// The language model.
    #[error(transparent)]
    Language(#[from] attest_language::Error),
}

impl Kit {
    /// The kit with the data built into the program.
    pub fn builtin() -> Result<Self, KitError> {
        Self::with_lexicon(Lexicon::builtin())
    }

    /// The built-in kit with another lexicon stack, which lives as long as the process (`Box::leak`): a kit is made once.
    pub fn with_lexicon(lexicon: &'static Lexicon) -> Result<Self, KitError> {
        let gazetteer = Gazetteer::builtin();
        Ok(Self {
            pipeline: Pipeline::embedded()?,
            produced_by: ProducedBy {
                attest: env!("CARGO_PKG_VERSION").to_owned(),
                model: Some(attest_language::EMBEDDED_MODEL.to_owned()),
                lexicons: lexicon.hash().to_owned(),
                gazetteer: Some(gazetteer.describe()),
            },
            lexicon,
            gazetteer,
        })
    }

    /// This kit with another gazetteer: the user's own lists and country dumps over the built-in one.
    #[must_use]
    pub fn with_gazetteer(mut self, gazetteer: Gazetteer) -> Self {
        self.produced_by.gazetteer = Some(gazetteer.describe());
        self.gazetteer = gazetteer;
        self
    }

    /// Names and hashes of everything that shapes a coding.
    pub const fn produced_by(&self) -> &ProducedBy {
        &self.produced_by
    }
}
