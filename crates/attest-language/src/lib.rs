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
mod error;
mod labels;
mod pipeline;
mod token;
mod view;

pub use analysis::{Analysis, Name};
pub use error::Error;
pub use pipeline::Pipeline;
pub use token::Token;
pub use view::View;
