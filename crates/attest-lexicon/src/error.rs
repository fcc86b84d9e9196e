//! Errors of lexicon files: each names the file, the line, the entry and the way out.

use std::path::PathBuf;
use thiserror::Error;

/// Why a stack of lexicons could not be loaded. Doubt about a *text* is never one of these.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum LexiconError {
    /// The folder of a layer or one of its files could not be read.
    #[error("cannot read lexicon `{}`: {cause}; check the path and its permissions, or drop the layer", path.display())]
    Read {
        /// The folder or file.
        path: PathBuf,
        /// What the system said.
        cause: String,
    },
    /// A file is not TOML, or holds a field or a code that no table has.
    #[error("{file}:{line}:{column}: {message}")]
    Syntax {
        /// The file, relative to its layer.
        file: String,
        /// Line, from 1.
        line: usize,
        /// Column in characters, from 1.
        column: usize,
        /// What is wrong, with the words that would be right where they are known.
        message: String,
    },
    /// An entry is well-formed but makes no sense.
    #[error("{file}:{line}: {table} `{id}`: {message}")]
    Entry {
        /// The file, relative to its layer.
        file: String,
        /// Line of the entry's `id`, from 1.
        line: usize,
        /// The table of the entry.
        table: &'static str,
        /// The entry.
        id: String,
        /// What is wrong and what would be right.
        message: String,
    },
}
