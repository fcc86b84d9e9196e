//! Proof that what is kept is what was kept: every seal of the log, every document's bytes and text, every coding, every decision.
//!
//! The log says which documents came in and with which hashes; nothing else is believed. A row that was changed, added or
//! taken away behind the program's back differs from the log, and a changed log breaks its own chain. Only cutting entries off the
//! end of the log, together with everything that they brought, cannot be seen from inside: for that, keep the hash of the last
//! entry elsewhere and hand it to `attest verify --head`.

use super::decisions::Protection;
use super::documents::{self, Receipt, Receipts};
use super::{log, unpack};
use crate::digest::sha256;
use crate::document::Parts;
use crate::{Break, GENESIS, LogEntry, Report, StoreError};
use attest_model::{Coding, Decision};
use rusqlite::Connection;
use std::collections::{BTreeMap, BTreeSet};

/// What the log says that must be there.
#[derive(Debug, Default)]
struct Promised {
    documents: BTreeMap<String, Receipt>,
    decisions: BTreeMap<i64, String>,
    protected: BTreeSet<(String, String)>,
}

/// Checks everything that is kept.
pub fn verify(connection: &Connection) -> Result<Report, StoreError> {
    // One view of the archive for the whole check, whatever others write meanwhile.
    let transaction = connection.unchecked_transaction()?;
    let mut report = Report { head: GENESIS.to_owned(), ..Report::default() };
    let sound = pages(&transaction, &mut report);
    let promised = chain(&transaction, &mut report);
    let checks = promised.and_then(|promised| {
        documents_kept(&transaction, &promised, &mut report)?;
        codings_kept(&transaction, &promised, &mut report)?;
        decisions_kept(&transaction, &promised, &mut report)
    });
    match checks {
        Ok(()) => sound?,
        Err(StoreError::Damaged(what)) => wrong(&mut report, "the file", &what),
        Err(error) => return Err(error),
    }
    Ok(report)
}

fn wrong(report: &mut Report, at: &str, what: &str) {
    report.breaks.push(Break { at: at.to_owned(), what: what.to_owned() });
}

/// The file's own structure.
fn pages(connection: &Connection, report: &mut Report) -> Result<(), StoreError> {
    let mut statement = connection.prepare("PRAGMA quick_check(5)")?;
    let mut found = statement.query([])?;
    loop {
        match found.next() {
            Ok(Some(row)) => {
                let words: String = row.get(0)?;
                if words != "ok" {
                    wrong(report, "the file", &words);
                }
            }
            Ok(None) => return Ok(()),
            Err(error) => match StoreError::from(error) {
                StoreError::Damaged(what) => {
                    wrong(report, "the file", &what);
                    return Ok(());
                }
                error => return Err(error),
            },
        }
    }
}

/// The log's seals, and what it says that must be there.
fn chain(connection: &Connection, report: &mut Report) -> Result<Promised, StoreError> {
    let mut promised = Promised::default();
    let mut statement = connection.prepare(&format!("SELECT {} FROM log ORDER BY number", log::COLUMNS))?;
    let mut entries = statement.query([])?;
    let mut before: Option<LogEntry> = None;
    while let Some(row) = entries.next()? {
        let entry = log::read(row)?;
        let at = format!("log entry {}", entry.number);
        let (number, previous) =
            before.as_ref().map_or((0, GENESIS), |before| (before.number, before.hash.as_str()));
        if entry.number != number + 1 {
            wrong(report, &at, &format!("the entry before it, {}, is missing", entry.number - 1));
        } else if entry.previous != previous {
            wrong(report, &at, "it does not carry the hash of the entry before it");
        }
        if entry.seal() != entry.hash {
            wrong(report, &at, "its words do not have its hash: it was changed after it was written");
        }
        if let Some(before) = before.as_ref().filter(|before| before.at > entry.at) {
            report.remarks.push(Break {
                at: at.clone(),
                what: format!(
                    "dated {}, before the entry that it follows ({}): a clock went backwards",
                    entry.at, before.at
                ),
            });
        }
        promise(&entry, &mut promised, report);
        report.entries += 1;
        report.head.clone_from(&entry.hash);
        before = Some(entry);
    }
    if report.entries == 0 {
        wrong(report, "the log", "it is empty; it had an entry from the day the archive was made");
    }
    Ok(promised)
}

fn promise(entry: &LogEntry, promised: &mut Promised, report: &mut Report) {
    let fault = match entry.what.as_str() {
        "add" | "recode" => serde_json::from_str::<Receipts>(&entry.detail).map(|receipts| {
            for receipt in receipts.documents {
                if let Some(known) = promised.documents.get_mut(&receipt.id) {
                    known.coding = receipt.coding;
                } else {
                    promised.documents.insert(receipt.id.clone(), receipt);
                }
            }
        }),
        "decide" => {
            promised.decisions.insert(entry.number, entry.detail.clone());
            serde_json::from_str::<Decision>(&entry.detail).map(|_| ())
        }
        "protect" => serde_json::from_str::<Protection>(&entry.detail).map(|it| {
            let key = (it.document, it.source);
            if it.protect {
                promised.protected.insert(key);
            } else {
                promised.protected.remove(&key);
            }
        }),
        _ => Ok(()),
    };
    if let Err(error) = fault {
        wrong(report, &format!("log entry {}", entry.number), &format!("its detail cannot be read: {error}"));
    }
}

fn documents_kept(
    connection: &Connection,
    promised: &Promised,
    report: &mut Report,
) -> Result<(), StoreError> {
    let sql = format!(
        "SELECT {}, (SELECT bytes FROM original o WHERE o.id = document.id) FROM document ORDER BY number",
        documents::columns()
    );
    let mut statement = connection.prepare(&sql)?;
    let mut found = statement.query([])?;
    let mut seen = BTreeSet::new();
    while let Some(row) = found.next()? {
        let (document, parts) = documents::read(row)?;
        let bytes: Option<Vec<u8>> = row.get(10)?;
        let at = format!("document {} ({})", short(&document.id), document.name);
        report.documents += 1;
        match bytes {
            None => wrong(report, &at, "its original bytes are missing"),
            Some(bytes) if sha256(&bytes) != document.id => {
                wrong(report, &at, "its original bytes were changed");
            }
            Some(_) => {}
        }
        match promised.documents.get(&document.id) {
            None => wrong(report, &at, "the log does not say that it came in"),
            Some(receipt) if receipt.read != documents::read_hash(&document, &parts) => {
                wrong(report, &at, "its text, name or date was changed after it came in");
            }
            Some(_) => {}
        }
        if let Err(error) = serde_json::from_str::<Parts>(&parts) {
            wrong(report, &at, &format!("its parts cannot be read: {error}"));
        }
        seen.insert(document.id);
    }
    for id in promised.documents.keys().filter(|id| !seen.contains(*id)) {
        wrong(
            report,
            &format!("document {}", short(id)),
            "the log says that it came in, and it is not there",
        );
    }
    let stray: i64 = connection.query_row(
        "SELECT count(*) FROM original WHERE id NOT IN (SELECT id FROM document)",
        [],
        |row| row.get(0),
    )?;
    if stray > 0 {
        wrong(report, "original bytes", &format!("{stray} belong to no document"));
    }
    Ok(())
}

fn codings_kept(connection: &Connection, promised: &Promised, report: &mut Report) -> Result<(), StoreError> {
    let sql = "SELECT d.id, d.name, d.text, c.body FROM document d LEFT JOIN coding c ON c.document = d.number ORDER BY d.number";
    let mut statement = connection.prepare(sql)?;
    let mut found = statement.query([])?;
    while let Some(row) = found.next()? {
        let (id, name, text): (String, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let body: Option<Vec<u8>> = row.get(3)?;
        let at = format!("coding of {} ({name})", short(&id));
        report.codings += 1;
        let Some(json) = body.as_deref().map(unpack) else {
            wrong(report, &at, "it is missing; `attest recode` makes it again");
            continue;
        };
        let Ok(json) = json else {
            wrong(report, &at, "it cannot be inflated; `attest recode` makes it again");
            continue;
        };
        let logged = promised.documents.get(&id).map(|receipt| receipt.coding.as_str());
        if logged.is_some_and(|hash| hash != sha256(json.as_bytes())) {
            wrong(report, &at, "it is not the one that the log names; `attest recode` makes it again");
            continue;
        }
        match serde_json::from_str::<Coding>(&json) {
            Ok(coding) => {
                let quotes = coding.quotes();
                report.quotes += quotes.len() as u64;
                if let Some(quote) = quotes.iter().find(|quote| !quote.reads_back(&text)) {
                    wrong(
                        report,
                        &at,
                        &format!("a quote does not read back at bytes {}..{}", quote.start, quote.end),
                    );
                }
            }
            Err(error) => wrong(report, &at, &format!("it cannot be read: {error}")),
        }
    }
    Ok(())
}

fn decisions_kept(
    connection: &Connection,
    promised: &Promised,
    report: &mut Report,
) -> Result<(), StoreError> {
    let mut statement = connection.prepare("SELECT number, body FROM decision ORDER BY number")?;
    let mut found = statement.query([])?;
    let mut seen = BTreeSet::new();
    while let Some(row) = found.next()? {
        let (number, body): (i64, String) = (row.get(0)?, row.get(1)?);
        let at = format!("decision of log entry {number}");
        report.decisions += 1;
        match promised.decisions.get(&number) {
            None => wrong(report, &at, "the log has no such entry"),
            Some(logged) if *logged != body => wrong(report, &at, "it is not what the log says was decided"),
            Some(_) => {}
        }
        seen.insert(number);
    }
    for number in promised.decisions.keys().filter(|number| !seen.contains(*number)) {
        wrong(report, &format!("decision of log entry {number}"), "it is missing");
    }
    if super::decisions::protected(connection)? != promised.protected {
        wrong(report, "protected sources", "they are not those that the log names");
    }
    Ok(())
}

fn short(id: &str) -> &str {
    id.get(..12).unwrap_or(id)
}
