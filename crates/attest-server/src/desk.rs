//! What all answers share: the archive, who may write, who reads new reports.

use crate::archive::Archive;
use crate::pens::Pens;
use crate::problem::Problem;
use attest_model::{Coding, Document};
use attest_store::Veil;
use attest_store::{Store, StoreError};
use axum::http::StatusCode;
use std::sync::Arc;

/// What is told of a report from outside.
#[derive(Debug, Clone, Default)]
pub struct Told {
    /// Name of its file.
    pub name: String,
    /// Day of publication, ISO or in words.
    pub published: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// What kind of text it is, by its code.
    pub kind: Option<String>,
    /// Its address.
    pub url: Option<String>,
}

/// Reads and codes a file that was dropped onto the page.
pub trait Coder: Send + Sync {
    /// The one report in `bytes`, or why there is none, in a sentence.
    ///
    /// # Errors
    /// A sentence for the reader.
    fn code(&self, told: &Told, bytes: &[u8]) -> Result<(Document, Coding), String>;
}

/// The archive, and who may do what with it.
#[derive(Clone)]
pub struct Desk {
    /// The archive.
    pub archive: Arc<Archive>,
    /// Who may write.
    pub pens: Arc<Pens>,
    /// Who reads new reports; without one none are taken.
    pub coder: Option<Arc<dyn Coder>>,
    /// Whether what is protected is shown.
    pub reveal: bool,
}

impl Desk {
    /// Does what reads files, off the threads that answer.
    ///
    /// # Errors
    /// What `work` says.
    pub async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Self) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        let desk = self.clone();
        tokio::task::spawn_blocking(move || work(&desk)).await.unwrap_or_else(|_| {
            Err(Problem::new(
                StatusCode::INTERNAL_SERVER_ERROR,
                "a fault in attest; please report what was asked",
            ))
        })
    }

    /// Covers what is protected, unless all is to be seen.
    ///
    /// # Errors
    /// What the archive says.
    pub fn veil<T: Default>(&self, cover: impl FnOnce(&Veil) -> T) -> Result<T, StoreError> {
        if self.reveal {
            return Ok(T::default());
        }
        let protected = self.archive.ask(Store::protected)?;
        Ok(if protected.is_empty() { T::default() } else { cover(&Veil::new(protected)) })
    }
}
