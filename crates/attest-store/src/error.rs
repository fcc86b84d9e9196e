//! What can go wrong with an archive, each with the way out.

use std::path::PathBuf;
use thiserror::Error;

/// Something that the archive could not do. Nothing that was acknowledged before is lost by any of them.
#[derive(Debug, Error)]
pub enum StoreError {
    /// No archive at this path.
    #[error("there is no archive at `{0}`; make one with `attest add`, or name another with --archive")]
    Missing(PathBuf),
    /// A file that is no archive of Attest.
    #[error("`{0}` is no archive of Attest, or it is damaged beyond opening; nothing was changed in it")]
    NotAnArchive(PathBuf),
    /// An archive of a later version.
    #[error("the archive has format {found}, and this program knows up to {known}; use a newer attest")]
    Newer {
        /// Format of the file.
        found: i64,
        /// Latest format known.
        known: i64,
    },
    /// An archive of an earlier version that may not be written, and so not be brought up to date.
    #[error(
        "the archive has format {found}, and this program needs {known}; copy it to where it may be written and open it there once"
    )]
    Older {
        /// Format of the file.
        found: i64,
        /// Format needed.
        known: i64,
    },
    /// Another process holds it for too long.
    #[error("the archive is in use by another program; try again when it is done")]
    Busy,
    /// No space left.
    #[error(
        "no space is left for the archive; free some and run the same command again: what was stored before is kept"
    )]
    Full,
    /// The file or its folder may not be written.
    #[error("the archive may not be written; ask for leave to write it and its folder, or copy it")]
    ReadOnly,
    /// The file cannot be read through.
    #[error("the archive is damaged ({0}); run `attest verify`, and restore a copy")]
    Damaged(String),
    /// The system refuses to read or write.
    #[error("the system cannot read or write the archive ({0})")]
    System(String),
    /// A document, incident or decision that is not there.
    #[error(
        "the archive has no {kind} `{id}`; `attest incidents`, `attest documents` and `attest decide list` name what it has"
    )]
    NoSuch {
        /// What was asked for.
        kind: &'static str,
        /// Its id.
        id: String,
    },
    /// Several things begin with the given letters.
    #[error("`{id}` may be any of {among}; write more of it")]
    Ambiguous {
        /// What was given.
        id: String,
        /// What it may mean.
        among: String,
    },
    /// Something that the rules of the archive do not allow.
    #[error("{0}")]
    Refused(String),
    /// Anything else that SQLite says.
    #[error("the archive cannot do this: {0}")]
    Other(String),
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode;
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy,
            Some(ErrorCode::DiskFull) => Self::Full,
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::CannotOpen) => Self::ReadOnly,
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Self::Damaged(error.to_string()),
            Some(ErrorCode::SystemIoFailure) => Self::System(error.to_string()),
            _ => Self::Other(error.to_string()),
        }
    }
}

impl From<serde_json::Error> for StoreError {
    fn from(error: serde_json::Error) -> Self {
        Self::Damaged(format!("a stored record cannot be read: {error}"))
    }
}
