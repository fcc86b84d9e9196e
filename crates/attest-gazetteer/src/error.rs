//! What can go wrong with a gazetteer: files, never names. A name that is not found is an empty answer.

use std::path::PathBuf;

/// A gazetteer could not be read, built or fetched.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A file or folder could not be read or written.
    #[error("cannot {action} {}: {source}", path.display())]
    File {
        /// What was tried: "read", "write", "create".
        action: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// The system's own words.
        source: std::io::Error,
    },
    /// The bytes are not an index this version reads.
    #[error(
        "{name} is no gazetteer index of this version: {reason}; build it again with `attest gazetteer add`"
    )]
    Index {
        /// The file, or "built-in".
        name: String,
        /// What is wrong with it.
        reason: String,
    },
    /// The input is of no known form.
    #[error(
        "{name}: {reason}; GeoNames dumps, NGA GNS files and CSV with the columns name, lat, lon are read"
    )]
    Input {
        /// The file or the member of an archive.
        name: String,
        /// What is wrong with it.
        reason: String,
    },
    /// The sorted names could not be put into the index.
    #[error("cannot write the names of the index: {0}")]
    Names(#[from] fst::Error),
    /// A download did not succeed.
    #[error(
        "cannot fetch {url}: {reason}; without a connection, download the file elsewhere and use `attest gazetteer add FILE`"
    )]
    Fetch {
        /// What was asked for.
        url: String,
        /// What happened.
        reason: String,
    },
    /// Something named by the user is not there.
    #[error("no gazetteer named {name:?} in {}; `attest gazetteer list` shows what there is", dir.display())]
    Unknown {
        /// The name asked for.
        name: String,
        /// The folder looked in.
        dir: PathBuf,
    },
}

impl Error {
    /// A closure that turns an [`std::io::Error`] about `path` into an [`Error`].
    pub(crate) fn file<'p>(
        action: &'static str,
        path: &'p std::path::Path,
    ) -> impl Fn(std::io::Error) -> Error + 'p {
        move |source| Error::File { action, path: path.to_path_buf(), source }
    }
}

/// Shorthand for results of this crate.
pub type Result<T> = std::result::Result<T, Error>;
