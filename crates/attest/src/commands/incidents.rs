//! `attest incidents`: those of an archive; with `--from`, many coded reports to incidents, without an archive.

use super::Outcome;
use crate::card::incident;
use crate::cli::{Format, Incidents};
use crate::terminal::Terminal;
use crate::trouble::Trouble;
use attest_link::{Settings, link};
use attest_model::Coding;
use std::fmt::Write as _;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

/// Runs the command.
///
/// # Errors
/// An archive or a file that cannot be opened, output that cannot be written.
pub fn run(args: &Incidents, terminal: &Terminal) -> Result<Outcome, Trouble> {
    if args.from.is_empty() {
        return super::archive::lists::incidents(args, terminal);
    }
    let mut lost = false;
    let mut codings = Vec::new();
    for path in &args.from {
        for read in codings_of(path)? {
            match read {
                Ok(coding) => codings.push(coding),
                Err(trouble) => {
                    lost = true;
                    trouble.print(terminal.colour_errors, terminal.ascii());
                }
            }
        }
    }
    let incidents = link(&codings, &[], &Settings::default());
    let mut out = String::new();
    for (index, found) in incidents.iter().enumerate() {
        match args.format {
            Format::Json => {
                let json = serde_json::to_string(found).map_err(|error| {
                    Trouble::stop(
                        format!("`{}` cannot be written as JSON: {error}", found.id),
                        "please report this",
                    )
                })?;
                out.push_str(&super::one_line(json));
                out.push('\n');
            }
            Format::Text => {
                let gap = if index > 0 { "\n\n" } else { "" };
                // Writing to a string cannot fail.
                let _ = write!(out, "{gap}{}", incident::draw(found, terminal.look).print(terminal.colour));
            }
        }
        // Written as it goes: a reader of the first card waits for no other.
        if out.len() > 1 << 20 {
            super::print(&out)?;
            out.clear();
        }
    }
    super::print(&out)?;
    Ok(match (lost, incidents.is_empty()) {
        (true, _) => Outcome::Trouble,
        (false, false) => Outcome::Done,
        (false, true) => Outcome::Nothing,
    })
}

/// The codings of a file of JSON Lines, or of standard input; lines of another format are troubles.
fn codings_of(path: &Path) -> Result<Vec<Result<Coding, Trouble>>, Trouble> {
    let (name, reader): (String, Box<dyn BufRead>) = if path.as_os_str() == "-" {
        ("stdin".to_owned(), Box::new(BufReader::new(std::io::stdin())))
    } else {
        let file = File::open(path).map_err(|error| Trouble::unreadable(path, &error))?;
        (path.to_string_lossy().into_owned(), Box::new(BufReader::new(file)))
    };
    let mut out = Vec::new();
    for (index, line) in reader.lines().enumerate() {
        let line = line.map_err(|error| Trouble::unreadable(path, &error))?;
        if line.trim().is_empty() {
            continue;
        }
        out.push(match serde_json::from_str::<Coding>(&line) {
            Ok(coding) if coding.schema == attest_model::coding::SCHEMA => Ok(coding),
            Ok(coding) => Err(not_a_coding(&name, index, &format!("its schema is `{}`", coding.schema))),
            Err(error) => Err(not_a_coding(&name, index, &error.to_string())),
        });
    }
    Ok(out)
}

fn not_a_coding(name: &str, index: usize, why: &str) -> Trouble {
    Trouble::stop(
        format!("`{name}` line {}: no line of attest.coding/1: {why}", index + 1),
        "write such lines with: attest code REPORTS --format json; the other lines were taken",
    )
}
