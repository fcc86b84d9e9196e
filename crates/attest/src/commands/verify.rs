//! `attest verify`: is everything in an archive, or in a data package, as it was when it was written?

use super::{Outcome, print};
use crate::cli::Verify;
use crate::safe::visible;
use crate::terminal::Terminal;
use crate::trouble::Trouble;
use attest_export::{package, sign};

/// Runs the command. Exit status 0 where all is as it was, 2 where something is not.
///
/// # Errors
/// A path that is no data package, an archive that cannot be opened.
pub fn run(args: &Verify, terminal: &Terminal) -> Result<Outcome, Trouble> {
    let Some(path) = &args.path else {
        return super::archive::verify::run(args, terminal);
    };
    if !package::is_package(path) && path.is_file() {
        return Err(Trouble::stop(
            format!("`{}` is no data package", path.display()),
            "for an archive write: attest verify --archive PATH",
        ));
    }
    let verdict = package::verify(path).map_err(|error| {
        Trouble::stop(error.to_string(), "name the folder that `attest export --package` wrote")
    })?;
    let mut text = String::new();
    let mut verdict = verdict;
    let folder = if path.is_dir() { path.as_path() } else { path.parent().unwrap_or(path) };
    match &args.key {
        Some(key) => {
            let public = std::fs::read_to_string(key).map_err(|error| Trouble::unreadable(key, &error))?;
            match sign::check(folder, &public).map_err(|error| {
                Trouble::stop(error.to_string(), "give the public key of whoever signed it")
            })? {
                None => verdict.good.push(format!("{} is of this key", sign::SIGNATURE)),
                Some(fault) => verdict.faults.push(fault),
            }
        }
        None if sign::is_signed(folder) => {
            text.push_str(&format!(
                "unproven {}: give the signer's public key with --key\n",
                sign::SIGNATURE
            ));
        }
        None => {}
    }
    for path in &verdict.good {
        text.push_str(&format!("good     {}\n", visible(path)));
    }
    for fault in &verdict.faults {
        text.push_str(&format!("CHANGED  {}\n", visible(fault)));
    }
    print(&text)?;
    Ok(if verdict.faults.is_empty() { Outcome::Done } else { Outcome::Trouble })
}
