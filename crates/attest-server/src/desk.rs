//! What all answers share: the archive, who may write, who reads new reports.

use crate::archive::Archive;
use crate::guard::token;
use crate::pens::Pens;
use crate::problem::Problem;
use crate::tiles::Tiles;
use crate::users::Role;
use attest_model::{Coding, Document};
use attest_store::Veil;
use attest_store::{Store, StoreError};
use axum::http::{HeaderMap, StatusCode};
use serde::Serialize;
use std::sync::Arc;
use utoipa::ToSchema;

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

/// A sentence as its grammar was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Tree {
    /// First byte of the sentence in the report's text.
    pub start: u32,
    /// The byte after it.
    pub end: u32,
    /// Its words, in order.
    pub tokens: Vec<Node>,
}

/// A word of a sentence, and what it hangs on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Node {
    /// The word.
    pub text: String,
    /// Its dictionary form.
    pub lemma: String,
    /// Its part of speech, by the Penn Treebank's tag.
    pub tag: String,
    /// How it hangs on its head: `nsubj`, `dobj`, …; `ROOT` at the top.
    pub dep: String,
    /// Number of its head in the list; its own at the top.
    pub head: usize,
    /// What kind of name it belongs to, where it does: `ORG`, `GPE`, …
    pub kind: String,
}

/// Reads and codes a file that was dropped onto the page.
pub trait Coder: Send + Sync {
    /// The one report in `bytes`, or why there is none, in a sentence.
    ///
    /// # Errors
    /// A sentence for the reader.
    fn code(&self, told: &Told, bytes: &[u8]) -> Result<(Document, Coding), String>;

    /// The sentence of `document` around the byte `at`, as its grammar was read; `None` where no sentence stands there.
    ///
    /// # Errors
    /// A sentence for the reader.
    fn tree(&self, document: &Document, at: u32) -> Result<Option<Tree>, String>;
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
    /// Whether what is protected is shown; where the archive has users, to its owners only.
    pub reveal: bool,
    /// What the page says before it shows anything.
    pub notice: Option<Arc<str>>,
    /// A map of the user's own.
    pub tiles: Option<Arc<Tiles>>,
    /// Whether the page is asked for over TLS only.
    pub secure: bool,
}

impl Desk {
    /// A desk at which everybody at this machine reads and `pens` may write.
    pub fn new(archive: Archive, pens: Pens) -> Self {
        Self {
            archive: Arc::new(archive),
            pens: Arc::new(pens),
            coder: None,
            reveal: false,
            notice: None,
            tiles: None,
            secure: false,
        }
    }

    /// The desk as whoever asks may see it: what is protected is shown to owners at most, where the archive has users.
    pub fn seen_with(mut self, headers: &HeaderMap) -> Self {
        if self.reveal && self.pens.users().is_some() {
            let who = token(headers).and_then(|token| self.pens.whose(token));
            self.reveal = who.is_some_and(|who| who.role == Role::Owner);
        }
        self
    }

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
