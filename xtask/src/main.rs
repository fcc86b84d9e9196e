//! Builds the data files of Attest from pinned registry packages.
//!
//! `cargo xtask gazetteer FOLDER` writes the files of `gazetteer/`; see `docs/gazetteer.md` for what FOLDER holds.

mod gazetteer;

use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let outcome = match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["gazetteer", folder] => gazetteer::build(folder.as_ref()),
        _ => Err("usage: cargo xtask gazetteer FOLDER".into()),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
