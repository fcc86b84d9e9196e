//! One document to its coding: mentions, claims, incidents.

use attest_model::{Coding, Document, Note, ProducedBy};

/// What reading needs besides the document: lexicon, gazetteer, language pipeline. One kit serves any number of threads.
#[derive(Debug)]
pub struct Kit {
    produced_by: ProducedBy,
}

impl Kit {
    /// The kit that comes with the program.
    ///
    /// # Errors
    /// Where its data cannot be loaded.
    pub fn builtin() -> Result<Self, KitError> {
        let attest = env!("CARGO_PKG_VERSION").to_owned();
        Ok(Self { produced_by: ProducedBy { attest, ..ProducedBy::default() } })
    }

    /// Names and hashes of everything that shapes a coding.
    pub fn produced_by(&self) -> &ProducedBy {
        &self.produced_by
    }
}

/// Why a kit could not be put together.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum KitError {
    /// The language model.
    #[error(transparent)]
    Language(#[from] attest_language::Error),
}

/// How to code.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Options {
    /// Whether the coding lists mentions.
    pub mentions: bool,
}

/// Codes one document. Cannot fail: doubt becomes a note.
pub fn code(document: &Document, kit: &Kit, options: &Options) -> Coding {
    let mut coding = Coding::empty(document.record(), kit.produced_by().clone());
    if options.mentions {
        coding.mentions = Some(Vec::new());
    }
    let notes = document.notes.iter().map(|(about, text)| Note { about: about.clone(), text: text.clone() });
    coding.notes.extend(notes);
    if document.language != "en" {
        let text =
            format!("the report is written in another language ({}); it was not coded", document.language);
        coding.notes.push(Note { about: "document.language".to_owned(), text });
    }
    coding
}
