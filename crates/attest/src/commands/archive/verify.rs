//! `attest verify`: is everything still what it was?

use super::{field, sheet};
use crate::card::{Text, Tone};
use crate::cli::{Format, Verify};
use crate::commands::Outcome;
use crate::terminal::Terminal;
use crate::trouble::Trouble;
use attest_store::{Break, SqliteStore, Store};

/// How many breaks are told; one is enough to know, and more tell where to look.
const TOLD: usize = 20;

/// Runs the command.
///
/// # Errors
/// An archive that cannot be opened.
pub fn run(args: &Verify, terminal: &Terminal) -> Result<Outcome, Trouble> {
    let store = SqliteStore::read(&args.archive.path())?;
    let mut report = store.verify()?;
    if let Some(head) = &args.head {
        let noted = head.trim().to_lowercase();
        let there = noted.len() >= 8 && store.log(1)?.iter().any(|entry| entry.hash.starts_with(&noted));
        if !there {
            report.breaks.push(Break {
                at: "the log".to_owned(),
                what: format!(
                    "no entry has the hash {noted} that you noted: the log was cut off or written anew"
                ),
            });
        }
    }
    let outcome = if report.intact() { Outcome::Done } else { Outcome::Trouble };
    if args.format == Format::Json {
        super::print_json(&[&report])?;
        return Ok(outcome);
    }
    let mut sheet = sheet(terminal);
    let numbers = format!(
        "{} log entries, {} documents, {} codings with {} quotes, {} decisions",
        report.entries, report.documents, report.codings, report.quotes, report.decisions
    );
    match report.breaks.first() {
        None => sheet.line(Text::of(Tone::Strong, "The archive is intact.")),
        Some(first) => {
            sheet.line(Text::of(Tone::Warn, "The archive is not what it was."));
            field(
                &mut sheet,
                "first break",
                &Text::of(Tone::Plain, &format!("{}: {}", first.at, first.what)),
            );
        }
    }
    for one in report.breaks.iter().skip(1).take(TOLD) {
        field(&mut sheet, "also", &Text::of(Tone::Plain, &format!("{}: {}", one.at, one.what)));
    }
    if report.breaks.len() > TOLD + 1 {
        let more = report.breaks.len() - TOLD - 1;
        field(&mut sheet, "", &Text::of(Tone::Faint, &format!("and {more} more breaks")));
    }
    for one in &report.remarks {
        field(&mut sheet, "remark", &Text::of(Tone::Plain, &format!("{}: {}", one.at, one.what)));
    }
    field(&mut sheet, "checked", &Text::of(Tone::Plain, &numbers));
    field(&mut sheet, "last entry", &Text::of(Tone::Plain, &report.head));
    let note =
        "note this hash somewhere else; with --head it proves later that nothing up to here was cut off";
    field(&mut sheet, "", &Text::of(Tone::Faint, note));
    crate::commands::print(&sheet.print(terminal.colour))?;
    Ok(outcome)
}
