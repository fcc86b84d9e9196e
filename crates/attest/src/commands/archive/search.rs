//! `attest search`: words in reports, or in claims.

use super::{filter, rest, sheet, short};
use crate::card::{Text, Tone};
use crate::cli::{Format, Search};
use crate::commands::Outcome;
use crate::terminal::Terminal;
use crate::trouble::Trouble;
use attest_store::{SqliteStore, Store};

/// Runs the command.
///
/// # Errors
/// An archive that cannot be opened.
pub fn run(args: &Search, terminal: &Terminal) -> Result<Outcome, Trouble> {
    let store = SqliteStore::read(&args.archive.path())?;
    let words: Vec<String> = args
        .words
        .iter()
        .map(
            |word| {
                if word.contains(' ') && !word.contains('"') { format!("\"{word}\"") } else { word.clone() }
            },
        )
        .collect();
    let words = words.join(" ");
    let filter = filter(&args.filter, args.format);
    let mut found = if args.claims {
        store.search_claims(&words, &filter)?
    } else {
        store.search_reports(&words, &filter)?
    };
    if !args.reveal {
        for hit in found.rows.iter_mut().filter(|hit| hit.protected) {
            attest_store::Veil::hit(hit);
        }
    }
    let outcome = if found.rows.is_empty() { Outcome::Nothing } else { Outcome::Done };
    if args.format == Format::Json {
        super::print_json(&found.rows)?;
        return Ok(outcome);
    }
    let mut sheet = sheet(terminal);
    for hit in &found.rows {
        sheet.blank();
        let id = match &hit.claim {
            Some(claim) => format!("{}/{claim}", short(&hit.document)),
            None => short(&hit.document).to_owned(),
        };
        let mut head = Text::of(Tone::Mark, &id);
        head.push(Tone::Plain, "  ");
        head.push(Tone::Strong, hit.title.as_deref().unwrap_or(&hit.name));
        if let Some(incident) = &hit.incident {
            head.push(Tone::Faint, &format!("  incident {incident}"));
        }
        sheet.edges(0, &head, &Text::of(Tone::Plain, hit.published.as_deref().unwrap_or_default()));
        sheet.paragraph(4, &Text::of(Tone::Quote, &hit.words));
    }
    rest(&mut sheet, found.rows.len(), found.all);
    crate::commands::print(&sheet.print(terminal.colour))?;
    Ok(outcome)
}
