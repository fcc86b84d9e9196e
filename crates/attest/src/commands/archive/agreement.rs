//! `attest agreement`: two reviewers side by side.

use super::{field, sheet};
use crate::card::{Text, Tone};
use crate::cli::{Agreement as Args, Format};
use crate::commands::Outcome;
use crate::terminal::Terminal;
use crate::trouble::Trouble;
use attest_store::{Agreement, SqliteStore, Store, agreement, reviewers};

/// Runs the command.
///
/// # Errors
/// An archive that cannot be opened; one name where two are needed.
pub fn run(args: &Args, terminal: &Terminal) -> Result<Outcome, Trouble> {
    let store = SqliteStore::read(&args.archive.path())?;
    let decisions = store.decisions()?;
    let pairs: Vec<(String, String)> = match args.reviewers.as_slice() {
        [first, second] => vec![(first.clone(), second.clone())],
        [] => {
            let all = reviewers(&decisions);
            let pairs = all.iter().enumerate().flat_map(|(at, first)| {
                all.iter().skip(at + 1).map(move |second| (first.clone(), second.clone()))
            });
            pairs.collect()
        }
        _ => return Err(Trouble::stop("one reviewer agrees with themselves", "name two, or none for all")),
    };
    let compared: Vec<Agreement> = pairs
        .iter()
        .map(|(first, second)| agreement(&decisions, first, second))
        .filter(|one| !one.both.is_empty())
        .collect();
    let outcome = if compared.is_empty() { Outcome::Nothing } else { Outcome::Done };
    if args.format == Format::Json {
        super::print_json(&compared)?;
        return Ok(outcome);
    }
    let mut sheet = sheet(terminal);
    if compared.is_empty() {
        sheet.line(Text::of(Tone::Faint, "No two reviewers decided about the same."));
    }
    for one in &compared {
        sheet.blank();
        let [first, second] = &one.reviewers;
        sheet.line(Text::of(Tone::Strong, &format!("{first} and {second}")));
        let of = one.both.len();
        field(&mut sheet, "agreed", &Text::of(Tone::Figure, &format!("{} of {of}", one.agreed)));
        for (label, value) in [("kappa", one.kappa), ("alpha", one.alpha)] {
            let words = value.map_or_else(
                || "not defined: every answer is the same".to_owned(),
                |value| format!("{value:.2}"),
            );
            field(&mut sheet, label, &Text::of(Tone::Figure, &words));
        }
        let alone = format!("{} only by {first}, {} only by {second}", one.only_first, one.only_second);
        field(&mut sheet, "besides", &Text::of(Tone::Faint, &alone));
        let half = sheet.width().saturating_sub(8) / 4;
        for both in &one.both {
            let tone = if both.agree() { Tone::Plain } else { Tone::Warn };
            sheet.columns(
                2,
                &[
                    (half, Text::of(tone, &both.first.0)),
                    (half, Text::of(tone, &both.second.0)),
                    (half * 2, Text::of(Tone::Quote, &both.words.join(" | "))),
                ],
            );
        }
    }
    crate::commands::print(&sheet.print(terminal.colour))?;
    Ok(outcome)
}
