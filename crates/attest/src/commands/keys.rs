//! `attest keys`: a pair of keys, to sign data packages and to check them.

use super::{Outcome, print};
use crate::cli::Keys;
use crate::trouble::Trouble;
use attest_export::sign;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Runs the command.
///
/// # Errors
/// A file that is there already or cannot be written: a key is never written over.
pub fn run(args: &Keys) -> Result<Outcome, Trouble> {
    let Keys::New { name } = args;
    let mut seed = [0; 32];
    getrandom::fill(&mut seed).map_err(|error| {
        Trouble::stop(format!("the system gives no random numbers: {error}"), "try again")
    })?;
    let pair = sign::pair(seed).map_err(|why| Trouble::stop(why, "please report this"))?;
    let path = |ending: &str| PathBuf::from(format!("{}{ending}", name.display()));
    let (private, public) = (path(".key.pem"), path(".public.pem"));
    write(&private, &pair.private, true)?;
    write(&public, &pair.public, false)?;
    print(&format!(
        "{}  keep it to yourself: who has it can sign in your name\n{}  give it to those who are to check what you sign\n",
        private.display(),
        public.display()
    ))?;
    Ok(Outcome::Done)
}

/// Writes a new file; a secret one for its owner alone.
fn write(path: &Path, text: &str, secret: bool) -> Result<(), Trouble> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(if secret { 0o600 } else { 0o644 });
    }
    #[cfg(not(unix))]
    let _ = secret;
    let written = options.open(path).and_then(|mut file| file.write_all(text.as_bytes()));
    written.map_err(|error| Trouble::Unwritable {
        name: path.to_string_lossy().into_owned(),
        reason: error.to_string(),
    })
}
