//! `attest schema`, `attest completions`, `attest man`: what other programs ask for.

use super::Outcome;
use crate::cli::{Cli, Record};
use crate::trouble::Trouble;
use clap::CommandFactory;

/// Prints the JSON Schema of an output format.
///
/// # Errors
/// Output that cannot be written.
pub fn schema(record: Record) -> Result<Outcome, Trouble> {
    super::print(&schema_text(record))?;
    Ok(Outcome::Done)
}

/// The JSON Schema of an output format as it is committed under `schema/`.
pub fn schema_text(record: Record) -> String {
    let schema = match record {
        Record::Coding => attest_model::schema(),
        Record::Incident => attest_model::linked::schema(),
    };
    format!("{schema:#}\n")
}

/// Prints the codebook page.
///
/// # Errors
/// Output that cannot be written.
pub fn codebook() -> Result<Outcome, Trouble> {
    super::print(&attest_export::codebook::page())?;
    Ok(Outcome::Done)
}

/// Prints a completion script.
///
/// # Errors
/// Output that cannot be written.
pub fn completions(shell: clap_complete::Shell) -> Result<Outcome, Trouble> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "attest", &mut script);
    super::print(&String::from_utf8_lossy(&script))?;
    Ok(Outcome::Done)
}

/// Prints the manual page.
///
/// # Errors
/// Output that cannot be written.
pub fn man() -> Result<Outcome, Trouble> {
    let mut page = Vec::new();
    let written = clap_mangen::Man::new(Cli::command()).render(&mut page);
    written.map_err(|error| {
        Trouble::stop(format!("cannot render the manual page: {error}"), "use attest help")
    })?;
    super::print(&String::from_utf8_lossy(&page))?;
    Ok(Outcome::Done)
}
