//! The data that reading rests on: what comes with the program, and the folders laid over it.

use crate::cli::DataArgs;
use crate::trouble::Trouble;
use attest_extract::Kit;

/// The kit of this run.
///
/// # Errors
/// A lexicon folder that cannot be read, or holds an entry that is none.
pub fn load(_args: &DataArgs) -> Result<Kit, Trouble> {
    Kit::builtin()
        .map_err(|error| Trouble::stop(error.to_string(), "the program is damaged; install it again"))
}
