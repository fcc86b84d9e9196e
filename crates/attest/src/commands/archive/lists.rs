//! `attest incidents`, `documents`, `sources`, `status`, `log`: what is in the archive.

use super::{ID, field, filter, rest, sheet, short};
use crate::card::{Text, Tone, counted};
use crate::cli::{Documents, Format, Incidents, Look};
use crate::commands::Outcome;
use crate::terminal::Terminal;
use crate::trouble::Trouble;
use attest_store::Veil;
use attest_store::{SqliteStore, Store};

const fn outcome(found: bool) -> Outcome {
    if found { Outcome::Done } else { Outcome::Nothing }
}

/// `attest incidents` over an archive.
///
/// # Errors
/// An archive that cannot be opened.
pub fn incidents(args: &Incidents, terminal: &Terminal) -> Result<Outcome, Trouble> {
    let store = SqliteStore::read(&args.archive.path())?;
    let mut filter = filter(&args.filter, args.format);
    filter.words.clone_from(&args.words);
    filter.background = args.background;
    let found = store.incidents(&filter)?;
    let veil = Veil::of(&store, args.reveal)?;
    if args.format == Format::Json {
        for row in &found.rows {
            let mut incident = store.incident(&row.id)?;
            veil.incident(&mut incident);
            super::print_json(&[incident])?;
        }
        return Ok(outcome(!found.rows.is_empty()));
    }
    let mut sheet = sheet(terminal);
    let label = sheet.width().saturating_sub(ID + 10 + 15 + 10 + 8);
    for mut row in found.rows.iter().cloned() {
        let day = row.earliest.as_deref().unwrap_or("no date").to_owned();
        if !veil.is_none() {
            let mut incident = store.incident(&row.id)?;
            veil.incident(&mut incident);
            row.label = incident.label;
        }
        let told = counted(row.documents as usize, "report");
        sheet.columns(
            0,
            &[
                (ID, Text::of(Tone::Mark, &row.id)),
                (10, Text::of(Tone::Plain, &day)),
                (label, Text::of(Tone::Strong, &row.label)),
                (15, Text::of(Tone::Plain, &row.status.replace('_', " "))),
                (10, Text::of(Tone::Faint, &told)),
            ],
        );
    }
    rest(&mut sheet, found.rows.len(), found.all);
    crate::commands::print(&sheet.print(terminal.colour))?;
    Ok(outcome(!found.rows.is_empty()))
}

/// `attest documents`.
///
/// # Errors
/// An archive that cannot be opened.
pub fn documents(args: &Documents, terminal: &Terminal) -> Result<Outcome, Trouble> {
    let store = SqliteStore::read(&args.archive.path())?;
    let mut filter = filter(&args.filter, args.format);
    filter.words.clone_from(&args.words);
    let mut found = store.documents(&filter, args.revisions)?;
    if !args.reveal {
        found.rows.iter_mut().for_each(Veil::listed);
    }
    if args.format == Format::Json {
        super::print_json(&found.rows)?;
        return Ok(outcome(!found.rows.is_empty()));
    }
    let mut sheet = sheet(terminal);
    let title = sheet.width().saturating_sub(12 + 10 + 16 + 10 + 8);
    for row in &found.rows {
        let mut name = Text::of(Tone::Strong, row.title.as_deref().unwrap_or(&row.name));
        if row.title.is_some() {
            name.push(Tone::Faint, &format!("  {}", row.name));
        }
        if row.revision > 1 || !row.current {
            let state = if row.current { "" } else { ", replaced by a later one" };
            name.push(Tone::Faint, &format!("  revision {}{state}", row.revision));
        }
        if row.protected {
            name.push(Tone::Warn, "  protected");
        }
        let claims = counted(row.claims as usize, "claim");
        sheet.columns(
            0,
            &[
                (12, Text::of(Tone::Mark, short(&row.id))),
                (10, Text::of(Tone::Plain, row.published.as_deref().unwrap_or("no date"))),
                (16, Text::of(Tone::Plain, row.publisher.as_deref().unwrap_or(row.kind.as_str()))),
                (title, name),
                (10, Text::of(Tone::Faint, &claims)),
            ],
        );
    }
    rest(&mut sheet, found.rows.len(), found.all);
    crate::commands::print(&sheet.print(terminal.colour))?;
    Ok(outcome(!found.rows.is_empty()))
}

/// `attest sources`.
///
/// # Errors
/// An archive that cannot be opened.
pub fn sources(args: &Look, terminal: &Terminal) -> Result<Outcome, Trouble> {
    let store = SqliteStore::read(&args.archive.path())?;
    let rows = store.sources(args.limit)?;
    if args.format == Format::Json {
        super::print_json(&rows)?;
        return Ok(outcome(!rows.is_empty()));
    }
    let mut sheet = sheet(terminal);
    let name = sheet.width().saturating_sub(14 + 14 + 12 + 6);
    for row in &rows {
        let mut words = Text::of(if row.party { Tone::Party } else { Tone::Plain }, &row.name);
        if row.party {
            words.push(Tone::Faint, "  a party");
        }
        if row.anonymous {
            words.push(Tone::Faint, "  never named");
        }
        sheet.columns(
            0,
            &[
                (name, words),
                (14, Text::of(Tone::Faint, &row.kind.replace('_', " "))),
                (14, Text::of(Tone::Plain, &counted(row.documents as usize, "document"))),
                (12, Text::of(Tone::Plain, &counted(row.claims as usize, "claim"))),
            ],
        );
    }
    crate::commands::print(&sheet.print(terminal.colour))?;
    Ok(outcome(!rows.is_empty()))
}

/// `attest status`.
///
/// # Errors
/// An archive that cannot be opened.
pub fn status(args: &Look, terminal: &Terminal) -> Result<Outcome, Trouble> {
    let store = SqliteStore::read(&args.archive.path())?;
    let status = store.status()?;
    if args.format == Format::Json {
        super::print_json(&[&status])?;
        return Ok(Outcome::Done);
    }
    let mut sheet = sheet(terminal);
    sheet.line(Text::of(Tone::Strong, &store.path().to_string_lossy()));
    let mut say = |label: &str, words: String| field(&mut sheet, label, &Text::of(Tone::Plain, &words));
    let earlier = match status.superseded {
        0 => String::new(),
        1 => ", and 1 earlier revision".to_owned(),
        many => format!(", and {many} earlier revisions"),
    };
    say("documents", format!("{}{earlier}; {} bytes as they came", status.documents, status.bytes));
    say("claims", status.claims.to_string());
    say("incidents", format!("{}, {} of them told by several reports", status.incidents, status.shared));
    if status.unlinked > 0 {
        say("to be linked", format!("{}: the next `attest add` or `attest recode` does it", status.unlinked));
    }
    say(
        "decisions",
        format!("{}, {} without a second person's signature", status.decisions, status.unsigned),
    );
    if status.protected > 0 {
        say("protected", format!("{} documents or sources", status.protected));
    }
    for (by, count) in &status.produced_by {
        say("coded by", format!("{by}: {}", counted(*count as usize, "document")));
    }
    say("log", format!("{} entries, the last {}", status.entries, status.head));
    crate::commands::print(&sheet.print(terminal.colour))?;
    Ok(Outcome::Done)
}

/// `attest log`.
///
/// # Errors
/// An archive that cannot be opened.
pub fn log(args: &Look, terminal: &Terminal) -> Result<Outcome, Trouble> {
    let store = SqliteStore::read(&args.archive.path())?;
    let all = store.log(1)?;
    let skip = if args.limit == 0 { 0 } else { all.len().saturating_sub(args.limit) };
    let rows: Vec<_> = all.into_iter().skip(skip).collect();
    if args.format == Format::Json {
        super::print_json(&rows)?;
        return Ok(Outcome::Done);
    }
    let mut sheet = sheet(terminal);
    let detail = sheet.width().saturating_sub(6 + 20 + 16 + 8 + 8);
    for row in &rows {
        let mut words = Text::of(Tone::Plain, &detail_words(&row.what, &row.detail));
        if let Some(why) = &row.why {
            words.push(Tone::Faint, &format!("  {why}"));
        }
        sheet.columns(
            0,
            &[
                (6, Text::of(Tone::Mark, &row.number.to_string())),
                (20, Text::of(Tone::Plain, &row.at)),
                (16, Text::of(Tone::Plain, &row.by)),
                (8, Text::of(Tone::Plain, &row.what)),
                (detail, words),
            ],
        );
    }
    crate::commands::print(&sheet.print(terminal.colour))?;
    Ok(Outcome::Done)
}

/// An entry's detail for people.
fn detail_words(what: &str, detail: &str) -> String {
    let value: serde_json::Value = serde_json::from_str(detail).unwrap_or_default();
    let word = |key: &str| value.get(key).and_then(serde_json::Value::as_str).unwrap_or_default().to_owned();
    let count = |key: &str| value.get(key).and_then(serde_json::Value::as_array).map_or(0, Vec::len);
    let documents = || counted(count("documents"), "document");
    match what {
        "create" => "the archive".to_owned(),
        "add" if count("again") > 0 => {
            format!("{}, {} under another name", documents(), count("again"))
        }
        "add" | "recode" => documents(),
        "decide" => {
            let words = value.get("subjects").and_then(serde_json::Value::as_array).into_iter().flatten();
            let words: Vec<&str> = words
                .filter_map(|subject| subject.get("words").and_then(serde_json::Value::as_str))
                .collect();
            let about = word("about");
            format!("{} {}{about}  {}", word("id"), word("verdict").replace('_', " "), words.join(" | "))
        }
        "user" => {
            let of = |key: &str| value.get(key).and_then(serde_json::Value::as_str).unwrap_or_default();
            let role = if of("role").is_empty() { String::new() } else { format!(" as {}", of("role")) };
            format!("{} {}{role}", of("user"), of("done"))
        }
        "protect" => {
            let lift = value.get("protect") == Some(&serde_json::Value::Bool(false));
            format!("{}{} {}", if lift { "no longer " } else { "" }, short(&word("document")), word("source"))
        }
        _ => String::new(),
    }
}
