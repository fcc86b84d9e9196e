//! `attest lexicon`: the words and groups that are known, where each comes from, and whether the entries hold.

use super::Outcome;
use crate::card::{Sheet, Text, Tone};
use crate::cli::Lexicon as Args;
use crate::kit;
use crate::terminal::Terminal;
use crate::trouble::Trouble;
use attest_lexicon::{Table, check, list, why};

/// Runs the command.
///
/// # Errors
/// A folder that cannot be read, or an entry that is none.
pub fn run(args: &Args, terminal: &Terminal) -> Result<Outcome, Trouble> {
    let mut sheet = Sheet::new(terminal.look.width.max(80), terminal.ascii());
    let outcome = match args {
        Args::Check(data) => checked(&mut sheet, kit::lexicon(data)?),
        Args::Why { words, data } => met(&mut sheet, kit::lexicon(data)?, &words.join(" ")),
        Args::List { table, data } => listed(&mut sheet, kit::lexicon(data)?, table.as_deref())?,
    };
    super::print(&sheet.print(terminal.colour))?;
    Ok(outcome)
}

fn checked(sheet: &mut Sheet, lexicon: &attest_lexicon::Lexicon) -> Outcome {
    let report = check(lexicon);
    for failure in &report.failures {
        sheet.paragraph(0, &Text::of(Tone::Warn, &failure.to_string()));
    }
    for (table, entries) in &report.entries {
        let forms = report.forms.get(table).copied().unwrap_or_default();
        let counts = Text::of(Tone::Plain, &format!("{entries:>5} entries  {forms:>6} forms"));
        sheet.columns(0, &[(14, Text::of(Tone::Faint, &table.to_string())), (40, counts)]);
    }
    let (looked_up, general) = report.looked_up;
    let sources = format!(
        "{} phrases tried; {looked_up} actors and outlets looked up, {general} from general knowledge; {} failures",
        report.phrases,
        report.failures.len()
    );
    sheet.paragraph(0, &Text::of(Tone::Strong, &sources));
    if report.is_ok() { Outcome::Done } else { Outcome::Nothing }
}

fn met(sheet: &mut Sheet, lexicon: &attest_lexicon::Lexicon, phrase: &str) -> Outcome {
    let found = why(lexicon, phrase);
    if found.is_empty() {
        sheet.paragraph(
            0,
            &Text::of(
                Tone::Plain,
                &format!("no entry meets “{phrase}”; CONTRIBUTING.md says how to add one"),
            ),
        );
        return Outcome::Nothing;
    }
    for entry in found {
        let head = Text::of(Tone::Strong, &entry.form)
            .with(Tone::Plain, &format!("  {} ", entry.table))
            .with(Tone::Mark, &entry.id);
        sheet.paragraph(0, &head);
        sheet.paragraph(4, &Text::of(Tone::Plain, &entry.meaning));
        let at = format!("{}:{} ({} layer)", entry.file, entry.line, entry.layer.as_str());
        sheet.paragraph(4, &Text::of(Tone::Faint, &at));
        let looked_up = if entry.source.looked_up { "" } else { ", not looked up" };
        let url = entry.source.url.map_or_else(String::new, |url| format!(", {url}"));
        sheet.paragraph(4, &Text::of(Tone::Faint, &format!("{}{url}{looked_up}", entry.source.title)));
    }
    Outcome::Done
}

fn listed(
    sheet: &mut Sheet,
    lexicon: &attest_lexicon::Lexicon,
    table: Option<&str>,
) -> Result<Outcome, Trouble> {
    let table = match table {
        None => None,
        Some(name) => {
            Some(Table::ALL.iter().copied().find(|table| table.to_string() == name).ok_or_else(|| {
                let known: Vec<String> = Table::ALL.iter().map(ToString::to_string).collect();
                Trouble::stop(format!("no table `{name}`"), format!("there are {}", known.join(", ")))
            })?)
        }
    };
    for line in list(lexicon, table) {
        let rest = sheet.width().saturating_sub(12 + 34 + 4);
        let forms = Text::of(Tone::Plain, &line.forms.join(", "));
        let general = if line.looked_up { "" } else { " *" };
        sheet.columns(
            0,
            &[
                (12, Text::of(Tone::Faint, &line.table.to_string())),
                (34, Text::of(Tone::Mark, &format!("{}{general}", line.id))),
                (rest, forms),
            ],
        );
    }
    Ok(Outcome::Done)
}
