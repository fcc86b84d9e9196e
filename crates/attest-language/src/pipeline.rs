//! A model and the order in which its parts run.

use crate::analysis::Analysis;
use crate::error::Error;
use crate::view::View;

/// A loaded pipeline. Loading is the only thing that can fail; one pipeline serves any number of threads.
#[derive(Debug)]
pub struct Pipeline {}

impl Pipeline {
    /// Loads a model file made by `cargo xtask model`.
    ///
    /// # Errors
    /// [`Error::Malformed`] if the bytes are no model file.
    pub fn load(_bytes: &[u8]) -> Result<Self, Error> {
        Err(Error::malformed("no model data"))
    }

    /// The English pipeline that comes with this crate, loaded once.
    ///
    /// # Errors
    /// As for [`Pipeline::load`].
    pub fn embedded() -> Result<&'static Self, Error> {
        Err(Error::malformed("no model data"))
    }

    /// Analyses one text.
    pub fn analyse(&self, text: &str) -> Analysis {
        self.analyse_views(&[View::whole(text)]).pop().unwrap_or_default()
    }

    /// Analyses several texts (the blocks of a document, say), each by itself, but with the matrix work of all done
    /// at once.
    pub fn analyse_many(&self, texts: &[&str]) -> Vec<Analysis> {
        let views: Vec<View<'_>> = texts.iter().map(|text| View::whole(text)).collect();
        self.analyse_views(&views)
    }

    /// Analyses several views; offsets of each analysis point into the view's original.
    pub fn analyse_views(&self, views: &[View<'_>]) -> Vec<Analysis> {
        views.iter().map(|_| Analysis::default()).collect()
    }
}
