//! The data that reading rests on: what comes with the program, and the folders laid over it.

use crate::cli::DataArgs;
use crate::folders;
use crate::trouble::Trouble;
use attest_extract::Kit;
use attest_gazetteer::Gazetteer;
use attest_lexicon::{Layer, LayerKind, Lexicon};
use std::path::PathBuf;

/// The kit of this run.
///
/// # Errors
/// A lexicon folder that cannot be read, or holds an entry that is none; a file among the user's gazetteers that is none.
pub fn load(args: &DataArgs) -> Result<Kit, Trouble> {
    let kit = Kit::with_lexicon(lexicon(args)?)
        .map_err(|error| Trouble::stop(error.to_string(), "the program is damaged; install it again"))?;
    let Some(folder) = folders::gazetteer().filter(|folder| folder.is_dir()) else { return Ok(kit) };
    let stack = Gazetteer::stack(&folder).map_err(|error| {
        Trouble::stop(
            error.to_string(),
            "take the file away or build it again: attest gazetteer remove, then add; nothing was read",
        )
    })?;
    Ok(kit.with_gazetteer(stack))
}

/// The lexicons: what comes with the program < the user's folder < the project's < those of the command line.
///
/// # Errors
/// A folder that cannot be read, or holds an entry that is none.
pub fn lexicon(args: &DataArgs) -> Result<&'static Lexicon, Trouble> {
    let own = |kind: LayerKind, folder: Option<PathBuf>| {
        folder.filter(|dir| dir.is_dir()).map(|dir| Layer { kind, dir })
    };
    let mut layers: Vec<Layer> = own(LayerKind::User, folders::lexicon()).into_iter().collect();
    layers.extend(own(LayerKind::Project, Some(folders::project_lexicon())));
    layers.extend(args.lexicon.iter().map(|dir| Layer { kind: LayerKind::Flag, dir: dir.clone() }));
    if layers.is_empty() {
        return Ok(Lexicon::builtin());
    }
    let layered = Lexicon::layered(&layers).map_err(|error| {
        Trouble::stop(error.to_string(), "mend the entry, or leave the folder out; nothing was read")
    })?;
    // A run has one lexicon, and it lives as long as the run.
    Ok(Box::leak(Box::new(layered)))
}
