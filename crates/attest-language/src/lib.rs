//! A run time for spaCy v3 convolutional pipelines: tokens, sentences, tags, lemmas, trees, names.
//!
//! Who did what to whom is read from syntax. [`Pipeline`] runs the weights of spaCy's small pipelines without Python;
//! [`Analysis`] is what it says about one text, and [`View`] is how text is skipped or its case changed without ever
//! losing the place in the original.
//!
//! Why not bind to Python, or train a parser of our own: the first costs the single offline binary, the second the
//! years of work in spaCy's training data. The arithmetic itself is small: embedding tables, four convolutions of
//! width three, and two transition systems.

mod analysis;
mod characters;
mod encoder;
mod error;
pub mod format;
mod hash_map;
mod hashing;
mod labels;
mod lemmatizer;
mod lexeme;
mod matrix;
mod pattern;
mod pipeline;
mod ruler;
mod tensors;
mod token;
mod tokenizer;
mod transitions;
mod tree;
mod truecase;
mod view;

pub use analysis::{Analysis, Name};
pub use error::Error;
pub use pipeline::{EMBEDDED_MODEL, Pipeline};
pub use token::Token;
pub use truecase::{KnownForms, LetterCase, NameWords};
pub use view::View;
