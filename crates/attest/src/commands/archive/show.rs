//! `attest show`: one incident, document or decision.

use super::{field, sheet, short};
use crate::card::{self, Text, Tone};
use crate::cli::{Format, Show};
use crate::commands::Outcome;
use crate::terminal::Terminal;
use crate::trouble::Trouble;
use attest_model::{Decision, Verdict};
use attest_store::Veil;
use attest_store::{SqliteStore, Store, StoreError, standing};
use std::io::Write;

/// Runs the command.
///
/// # Errors
/// An id that means nothing in the archive, or too much.
pub fn run(args: &Show, terminal: &Terminal) -> Result<Outcome, Trouble> {
    let store = SqliteStore::read(&args.archive.path())?;
    let veil = Veil::of(&store, args.reveal)?;
    // `DOCUMENT/c4` shows the document.
    let id = super::subject::parts(&args.id).map_or(args.id.as_str(), |(document, _)| document);
    if args.text || args.original {
        return words(args, &store, &veil, id);
    }
    match store.incident(id) {
        Ok(mut incident) => {
            veil.incident(&mut incident);
            return show(args, &incident, || {
                card::incident::draw(&incident, terminal.look).print(terminal.colour)
            });
        }
        Err(StoreError::NoSuch { .. }) => {}
        Err(error) => return Err(error.into()),
    }
    let decisions = store.decisions()?;
    if let Some(decision) = decisions.iter().find(|decision| decision.id.starts_with(id)) {
        let holds = standing(&decisions).iter().any(|one| one.id == decision.id);
        return show(args, decision, || decision_sheet(decision, holds, &decisions, terminal));
    }
    let mut coding = store.coding(id)?;
    veil.coding(&mut coding);
    show(args, &coding, || {
        let mut head = sheet(terminal);
        field(&mut head, "document", &Text::of(Tone::Mark, &coding.document.id));
        let mut members = Vec::new();
        for incident in &coding.incidents {
            if let Ok(Some(linked)) = store.incident_of(&coding.document.id, &incident.id) {
                members.push(format!("{} in {linked}", incident.id));
            }
        }
        if !members.is_empty() {
            field(&mut head, "linked", &Text::of(Tone::Plain, &members.join(", ")));
        }
        head.blank();
        head.print(terminal.colour) + &card::draw(&coding, terminal.look).print(terminal.colour)
    })
}

fn show<T: serde::Serialize>(
    args: &Show,
    record: &T,
    draw: impl FnOnce() -> String,
) -> Result<Outcome, Trouble> {
    match args.format {
        Format::Json => super::print_json(&[record])?,
        Format::Text => crate::commands::print(&draw())?,
    }
    Ok(Outcome::Done)
}

/// The text or the bytes of a document, as they are.
fn words(args: &Show, store: &SqliteStore, veil: &Veil, id: &str) -> Result<Outcome, Trouble> {
    if veil.covers(&store.document(id)?.id) {
        return Err(Trouble::stop("the document is protected", "--reveal shows its words"));
    }
    let bytes = if args.original { store.original(id)? } else { store.document(id)?.text.into_bytes() };
    let mut out = std::io::stdout().lock();
    match out.write_all(&bytes).and_then(|()| out.flush()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(Trouble::Unwritable { name: "standard output".to_owned(), reason: error.to_string() })
        }
        _ => Ok(Outcome::Done),
    }
}

fn decision_sheet(decision: &Decision, holds: bool, all: &[Decision], terminal: &Terminal) -> String {
    let mut sheet = sheet(terminal);
    let plain = |words: &str| Text::of(Tone::Plain, words);
    let mut head = Text::of(Tone::Mark, &decision.id);
    head.push(Tone::Strong, &format!("  {}", decision.verdict.as_str().replace('_', " ")));
    if !holds {
        head.push(Tone::Warn, "  retracted");
    }
    sheet.line(head);
    field(&mut sheet, "by", &plain(&format!("{}, {}", decision.reviewer, decision.at)));
    for subject in &decision.subjects {
        let what = if subject.incident { "incident" } else { "claim" };
        let mut words = Text::of(Tone::Quote, &subject.words);
        words.push(Tone::Faint, &format!("  in {}", short(&subject.document)));
        field(&mut sheet, what, &words);
    }
    if let Some(about) = &decision.about {
        field(&mut sheet, "about", &plain(about));
    }
    if let Some(correction) = &decision.correction {
        field(&mut sheet, &correction.field, &plain(&correction.value.to_string()));
    }
    if let Some(why) = &decision.reason {
        field(&mut sheet, "why", &plain(why));
    }
    if let Some(quote) = &decision.quote {
        field(&mut sheet, "words", &Text::of(Tone::Quote, &quote.text));
    }
    for later in all.iter().filter(|later| later.about.as_deref() == Some(decision.id.as_str())) {
        let what = if later.verdict == Verdict::SignOff { "signed by" } else { "retracted by" };
        field(&mut sheet, what, &plain(&format!("{}, {} ({})", later.reviewer, later.at, later.id)));
    }
    sheet.print(terminal.colour)
}
