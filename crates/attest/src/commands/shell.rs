//! `attest schema`, `attest completions`, `attest man`: what other programs ask for.

use super::Outcome;
use crate::cli::{Cli, Codebook, Record};
use crate::trouble::Trouble;
use attest_export::codebook;
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

/// Prints the codebook, a table of it, or the JSON Schema of a row.
///
/// # Errors
/// A table that there is not, output that cannot be written.
pub fn codebook(args: &Codebook) -> Result<Outcome, Trouble> {
    let Some(name) = &args.table else {
        super::print(&codebook::page())?;
        return Ok(Outcome::Done);
    };
    let table = codebook::tables().iter().find(|table| table.name == *name).ok_or_else(|| {
        let known: Vec<&str> = codebook::tables().iter().map(|table| table.name.as_str()).collect();
        Trouble::stop(format!("there is no table `{name}`"), format!("one of {}", known.join(", ")))
    })?;
    super::print(&if args.schema { codebook::schema_text(table) } else { codebook::table_page(table) })?;
    Ok(Outcome::Done)
}

/// `docs/commands.md`: every command with its arguments, as `attest help` tells them.
pub fn commands_page() -> String {
    fn one(command: &mut clap::Command, path: &str, out: &mut String) {
        let help = command.clone().term_width(100).bin_name(path).render_long_help().to_string();
        out.push_str(&format!("\n## `{path}`\n\n```text\n{}\n```\n", help.trim_end()));
        let inner: Vec<clap::Command> = command.get_subcommands().cloned().collect();
        for mut inner in inner.into_iter().filter(|own| own.get_name() != "help") {
            let path = format!("{path} {}", inner.get_name());
            one(&mut inner, &path, out);
        }
    }
    let mut out = String::from(
        "# Commands\n\nMade from the program itself by a test; `attest help COMMAND` says the same.\n",
    );
    let mut command = Cli::command();
    command.build();
    let inner: Vec<clap::Command> = command.get_subcommands().cloned().collect();
    for mut inner in inner.into_iter().filter(|own| own.get_name() != "help") {
        let path = format!("attest {}", inner.get_name());
        one(&mut inner, &path, &mut out);
    }
    out
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
