//! The commands over an archive: thin, as the others are. What is kept and how is the business of `attest-store`.

pub mod add;
pub mod agreement;
pub mod decide;
pub mod lists;
pub mod recode;
pub mod review;
pub mod search;
pub mod show;
pub mod subject;
pub mod verify;

use crate::card::{Sheet, Text, Tone, counted};
use crate::cli::{FilterArgs, Format};
use crate::terminal::Terminal;
use crate::trouble::Trouble;
use attest_link::Unfit;
use attest_store::{Filter, Linked, SqliteStore, Store};
use serde::Serialize;

/// Rows that are listed where nothing else is asked for.
const LIMIT: usize = 50;

/// How long an id is written: long enough to be the only one of millions.
const SHORT: usize = 12;

/// Columns of an incident's id.
const ID: usize = 13;

/// The start of an id.
fn short(id: &str) -> &str {
    id.get(..SHORT).unwrap_or(id)
}

/// What the arguments ask for. Programs get all rows unless they say otherwise.
fn filter(args: &FilterArgs, format: Format) -> Filter {
    let limit = if format == Format::Json { 0 } else { LIMIT };
    Filter {
        from: args.since.clone(),
        to: args.until.clone(),
        place: args.place.clone(),
        actor: args.actor.clone(),
        kind: args.kind.clone(),
        status: args.status.clone(),
        words: None,
        background: false,
        limit: args.limit.unwrap_or(limit),
    }
}

/// Writes one object a line.
fn print_json<T: Serialize>(rows: &[T]) -> Result<(), Trouble> {
    let mut out = String::new();
    for row in rows {
        let line = serde_json::to_string(row)
            .map_err(|error| Trouble::stop(format!("cannot be written as JSON: {error}"), "report this"))?;
        out.push_str(&crate::commands::one_line(line));
        out.push('\n');
    }
    super::print(&out)
}

/// An empty sheet for this terminal.
fn sheet(terminal: &Terminal) -> Sheet {
    Sheet::new(terminal.look.width.clamp(60, 140), terminal.ascii())
}

/// A label and what stands behind it.
fn field(sheet: &mut Sheet, label: &str, text: &Text) {
    let rest = sheet.width().saturating_sub(4 + 12 + 2);
    sheet.columns(2, &[(12, Text::of(Tone::Faint, label)), (rest, text.clone())]);
}

/// "… and 1,200 more; --limit 0 shows all", where not everything is shown.
fn rest(sheet: &mut Sheet, shown: usize, all: u64) {
    let more = all.saturating_sub(shown as u64);
    if more > 0 {
        sheet.blank();
        let words = format!("{more} more are not shown; --limit 0 shows all");
        sheet.line(Text::of(Tone::Faint, &words));
    }
}

/// The decisions that find nothing in the archive, and those that the last linking could not follow.
pub(super) fn unfit(store: &SqliteStore, linked: &Linked) -> Result<Vec<Unfit>, Trouble> {
    let mut all = store.unfit()?;
    all.extend(linked.unfit.iter().cloned());
    all.sort_by(|a, b| (&a.decision, &a.why).cmp(&(&b.decision, &b.why)));
    all.dedup_by(|a, b| a.decision == b.decision);
    Ok(all)
}

/// Says which decisions no longer fit; nothing is dropped silently.
pub(super) fn say_unfit(unfit: &[Unfit], terminal: &Terminal) {
    if unfit.is_empty() {
        return;
    }
    let mut sheet = sheet(terminal);
    sheet.line(Text::of(
        Tone::Warn,
        &format!(
            "{} no longer fit; they are kept, and shape nothing until you decide anew:",
            counted(unfit.len(), "decision")
        ),
    ));
    for one in unfit {
        sheet.paragraph(2, &Text::of(Tone::Plain, &format!("{}  {}", one.decision, one.why)));
    }
    eprint!("{}", sheet.print(terminal.colour_errors));
}

/// "12 incidents computed anew", where any were.
pub(super) fn linked_words(linked: &Linked) -> String {
    match linked.written {
        0 => "no incident changed".to_owned(),
        1 => "1 incident computed anew".to_owned(),
        many => format!("{many} incidents computed anew"),
    }
}
