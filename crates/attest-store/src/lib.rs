//! The archive: documents, codings, decisions and a log, in one file.
//!
//! Two kinds of things lie in it. What a person brought or said is **kept**: the original bytes of every document, the text beside
//! them, every decision, and a [log](LogEntry) in which each entry carries the hash of the one before. Nothing of that is ever
//! changed or removed. What is **computed** from it (codings, incidents, what full-text search looks at) may be thrown away
//! and computed again, and gives the same again.
//!
//! [`Store`] says what an archive does; [`SqliteStore`] does it with one SQLite file, because one file can be copied, mailed, put
//! on a stick and opened in thirty years. A server with a database of its own is another implementation of the same trait.
//!
//! The archive reads no clock: who calls it says who acts, when and why ([`Act`]).

mod agreement;
mod block;
mod decide;
mod digest;
mod document;
mod error;
mod filter;
mod log;
mod outgoing;
mod sqlite;
mod status;
mod store;
mod veil;
mod verdict;

pub use agreement::{Agreement, Both, agreement, alpha, kappa, reviewers};
pub use decide::{open, standing};
pub use digest::sha256;
pub use document::{Arrival, Incoming, Listed};
pub use error::StoreError;
pub use filter::{Filter, Found, Hit, Row};
pub use log::{Act, GENESIS, LogEntry};
pub use outgoing::{OutgoingError, outgoing, protected_names};
pub use sqlite::SqliteStore;
pub use status::{SourceRow, Status};
pub use store::{Linked, Scope, Store};
pub use veil::Veil;
pub use verdict::{Break, Report};
