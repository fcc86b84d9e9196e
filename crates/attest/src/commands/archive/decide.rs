//! `attest decide`: what a reviewer says about claims and incidents. Appended to the log; incidents concerned are computed anew,
//! and the decision wins.

use super::subject::{parts, subject};
use super::{field, sheet, short};
use crate::act::act;
use crate::card::{Text, Tone};
use crate::cli::{Decide, Format, Verdicts};
use crate::commands::Outcome;
use crate::terminal::Terminal;
use crate::trouble::Trouble;
use attest_link::Settings;
use attest_model::{Correction, Decision, Quote, Span, Subject, Verdict};
use attest_store::{Act, Scope, SqliteStore, Store, open, standing};
use std::collections::BTreeSet;

/// Runs the command.
///
/// # Errors
/// A name that means nothing in the archive; what the rules of the archive do not allow.
pub fn run(args: &Decide, terminal: &Terminal) -> Result<Outcome, Trouble> {
    if let Verdicts::List { open, format } = &args.what {
        return list(&SqliteStore::read(&args.archive.path())?, *open, *format, terminal);
    }
    let act = act(&args.act)?;
    let mut store = SqliteStore::open(&args.archive.path())?;
    match &args.what {
        Verdicts::Protect { id } => return protect(&mut store, id, true, &act),
        Verdicts::Unprotect { id } => return protect(&mut store, id, false, &act),
        _ => {}
    }
    let decision = decision(&store, &args.what)?;
    let decision = store.decide(decision, &act)?;
    // Acknowledged: the decision is in the log from here on, whatever becomes of the rest.
    crate::commands::print(&format!("{}\n", decision.id))?;
    let linked = store.link(Scope::Touched, &Settings::default())?;
    let mut own = super::unfit(&store, &linked)?;
    own.retain(|unfit| unfit.decision == decision.id);
    super::say_unfit(&own, terminal);
    Ok(Outcome::Done)
}

/// A decision with nothing but what was said; the archive adds who, when, and where in the log.
pub fn blank(verdict: Verdict, subjects: Vec<Subject>) -> Decision {
    Decision {
        id: String::new(),
        sequence: 0,
        reviewer: String::new(),
        at: String::new(),
        verdict,
        subjects,
        about: None,
        correction: None,
        reason: None,
        quote: None,
        quote_document: None,
    }
}

fn decision(store: &SqliteStore, what: &Verdicts) -> Result<Decision, Trouble> {
    let several = |verdict, ids: &[String]| -> Result<Decision, Trouble> {
        let subjects = ids.iter().map(|id| subject(store, id)).collect::<Result<Vec<_>, _>>()?;
        let distinct: BTreeSet<String> =
            subjects.iter().map(|one| format!("{}{:?}", one.document, one.pins)).collect();
        if distinct.len() < subjects.len() {
            return Err(Trouble::stop(
                "these names mean one and the same telling",
                "to part what was joined, name the documents' own incidents: DOCUMENT/i1",
            ));
        }
        Ok(blank(verdict, subjects))
    };
    let one =
        |verdict, id: &str| -> Result<Decision, Trouble> { Ok(blank(verdict, vec![subject(store, id)?])) };
    let about = |verdict, id: &str| Decision { about: Some(id.to_owned()), ..blank(verdict, Vec::new()) };
    match what {
        Verdicts::Same { ids } => several(Verdict::Same, ids),
        Verdicts::Different { ids } => several(Verdict::Different, ids),
        Verdicts::Unsure { ids } => several(Verdict::Unsure, ids),
        Verdicts::Accept { id } => one(Verdict::Accept, id),
        Verdicts::Reject { id } => one(Verdict::Reject, id),
        Verdicts::Correct { id, value, quote } => {
            let mut decision = one(Verdict::Correct, id)?;
            decision.correction = Some(correction(value)?);
            if let Some(words) = quote {
                let document = decision.subjects.first().map(|one| one.document.clone()).unwrap_or_default();
                decision.quote = Some(found(store, &document, words)?);
                decision.quote_document = Some(document);
            }
            Ok(decision)
        }
        Verdicts::Sign { id } => Ok(about(Verdict::SignOff, id)),
        Verdicts::Undo { id } => Ok(about(Verdict::Retract, id)),
        Verdicts::Protect { .. } | Verdicts::Unprotect { .. } | Verdicts::List { .. } => {
            Err(Trouble::stop("this is no decision", "see `attest decide --help`"))
        }
    }
}

/// `figure.min=4`: numbers, true, false and null as JSON has them, anything else as words.
///
/// # Errors
/// Words that name no value.
pub fn correction(text: &str) -> Result<Correction, Trouble> {
    let (field, value) =
        text.split_once('=').filter(|(field, _)| !field.trim().is_empty()).ok_or_else(|| {
            Trouble::stop(
                format!("`{text}` names no value"),
                "write FIELD=VALUE: figure.min=4, label=\"Attack at Tolsa\"",
            )
        })?;
    let value = serde_json::from_str(value).unwrap_or_else(|_| serde_json::Value::String(value.to_owned()));
    Ok(Correction { field: field.trim().to_owned(), value })
}

/// Where `words` stand in a document.
fn found(store: &SqliteStore, document: &str, words: &str) -> Result<Quote, Trouble> {
    let text = store.document(document)?.text;
    text.find(words)
        .and_then(|start| Quote::read(&text, Span::new(start as u32, (start + words.len()) as u32)))
        .ok_or_else(|| {
            Trouble::stop(
                format!("the document does not say “{words}”"),
                format!("copy the words from `attest show {} --text`", short(document)),
            )
        })
}

fn protect(store: &mut SqliteStore, id: &str, protect: bool, act: &Act) -> Result<Outcome, Trouble> {
    let (document, source) = match parts(id) {
        Some((document, local)) if local.starts_with('s') => (document, Some(local)),
        _ => (id, None),
    };
    store.protect(document, source, protect, act)?;
    let what = if protect { "protected" } else { "no longer protected" };
    crate::commands::print(&format!("{id} is {what}\n"))?;
    Ok(Outcome::Done)
}

fn list(
    store: &SqliteStore,
    only_open: bool,
    format: Format,
    terminal: &Terminal,
) -> Result<Outcome, Trouble> {
    let all = store.decisions()?;
    let shown: Vec<&Decision> = if only_open { open(&all) } else { all.iter().collect() };
    let outcome = if shown.is_empty() { Outcome::Nothing } else { Outcome::Done };
    if format == Format::Json {
        super::print_json(&shown)?;
        return Ok(outcome);
    }
    let holds: BTreeSet<&str> = standing(&all).iter().map(|one| one.id.as_str()).collect();
    let unsigned: BTreeSet<&str> = open(&all).iter().map(|one| one.id.as_str()).collect();
    let mut sheet = sheet(terminal);
    for one in shown {
        let mut line = Text::of(Tone::Mark, &one.id);
        line.push(Tone::Strong, &format!("  {}", one.verdict.as_str().replace('_', " ")));
        if let Some(about) = &one.about {
            line.push(Tone::Mark, &format!(" {about}"));
        }
        let state = match (holds.contains(one.id.as_str()), unsigned.contains(one.id.as_str())) {
            (false, _) => "  retracted",
            (true, true) => "  to be signed",
            _ => "",
        };
        line.push(Tone::Warn, state);
        sheet.edges(0, &line, &Text::of(Tone::Faint, &format!("{}, {}", one.reviewer, one.at)));
        for subject in &one.subjects {
            let what = if subject.incident { "incident" } else { "claim" };
            field(&mut sheet, what, &Text::of(Tone::Quote, &subject.words));
        }
        if let Some(correction) = &one.correction {
            field(&mut sheet, &correction.field, &Text::of(Tone::Plain, &correction.value.to_string()));
        }
        if let Some(why) = &one.reason {
            field(&mut sheet, "why", &Text::of(Tone::Plain, why));
        }
    }
    crate::commands::print(&sheet.print(terminal.colour))?;
    Ok(outcome)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_a_number_where_it_reads_as_one() {
        let value = |text: &str| correction(text).unwrap();
        assert_eq!(value("figure.min=4").value, 4);
        assert_eq!(value("label=Attack = at Tolsa").value, "Attack = at Tolsa");
        assert_eq!(value("figure.max=null").value, serde_json::Value::Null);
        assert!(correction("4").is_err() && correction("=4").is_err());
    }
}
