//! Documents in their table: each bytes once, revisions of a page in a row.

use super::{codings, log, resolve, rows};
use crate::digest::{of_fields, sha256};
use crate::document::Parts;
use crate::{Act, Arrival, Filter, Found, Incoming, Listed, StoreError};
use attest_model::{Document, DocumentKind};
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What the log keeps of a document that came in: enough to prove later that nothing of it was altered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// SHA-256 of its bytes.
    pub id: String,
    /// SHA-256 over what was read: name, title, dates, text, parts.
    pub read: String,
    /// SHA-256 of its coding.
    pub coding: String,
}

/// A log entry's detail for documents that came in.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipts {
    /// New documents.
    pub documents: Vec<Receipt>,
    /// Documents that were there already and came under another name: id and name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub again: Vec<(String, String)>,
}

/// How alike two texts under one name must be to be revisions of one page: the share of their runs of three words that both have.
/// Two reports of one day by one paper share a few such runs; a corrected text shares most.
const ALIKE: f64 = 0.3;

/// Takes documents in.
pub fn add(
    transaction: &Transaction<'_>,
    incoming: &[Incoming],
    act: &Act,
) -> Result<Vec<Arrival>, StoreError> {
    let mut arrivals = Vec::with_capacity(incoming.len());
    let mut receipts = Receipts::default();
    for one in incoming {
        let arrival = take(transaction, one, &mut receipts)?;
        arrivals.push(arrival);
    }
    if !receipts.documents.is_empty() || !receipts.again.is_empty() {
        log::append(transaction, act, "add", serde_json::to_string(&receipts)?)?;
    }
    Ok(arrivals)
}

fn take(
    transaction: &Transaction<'_>,
    one: &Incoming,
    receipts: &mut Receipts,
) -> Result<Arrival, StoreError> {
    let document = &one.document;
    let there: Option<String> = transaction
        .prepare_cached("SELECT name FROM document WHERE id = ?1")?
        .query_row([&document.id], |row| row.get(0))
        .optional()?;
    if let Some(name) = there {
        if name != document.name {
            receipts.again.push((document.id.clone(), document.name.clone()));
        }
        return Ok(Arrival::Known);
    }
    if sha256(&one.original) != document.id {
        return Err(StoreError::Refused(format!(
            "`{}` was not stored: its bytes do not have the hash that it was read with",
            document.name
        )));
    }
    let (arrival, page, revision) = place(transaction, document)?;
    let parts = serde_json::to_string(&Parts {
        zones: document.zones.clone(),
        citations: document.citations.clone(),
        references: document.references.clone(),
        dateline: document.dateline,
        notes: document.notes.clone(),
    })?;
    let number: i64 = transaction
        .prepare_cached("SELECT coalesce(max(number), 0) + 1 FROM document")?
        .query_row([], |row| row.get(0))?;
    transaction
        .prepare_cached("INSERT INTO original (id, bytes) VALUES (?1, ?2)")?
        .execute(params![document.id, one.original])?;
    transaction
        .prepare_cached(
            "INSERT INTO document (number, id, name, title, kind, language, publisher, published, url, text, parts, page, revision, current)
             VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,1)",
        )?
        .execute(params![
            number,
            document.id,
            document.name,
            document.title,
            document.kind.as_str(),
            document.language,
            document.publisher,
            document.published,
            document.url,
            document.text,
            parts,
            page.unwrap_or(number),
            revision,
        ])?;
    if let Some(page) = page {
        supersede(transaction, page, number)?;
    }
    transaction
        .prepare_cached("INSERT INTO text_words (rowid, title, text) VALUES (?1, ?2, ?3)")?
        .execute(params![number, document.title, document.text])?;
    let coding = codings::put(transaction, number, &one.coding, true)?;
    receipts.documents.push(Receipt { id: document.id.clone(), read: read_hash(document, &parts), coding });
    Ok(arrival)
}

/// SHA-256 over everything that was read of a document.
pub fn read_hash(document: &Document, parts: &str) -> String {
    let or_none =
        |field: &Option<String>| field.as_ref().map_or_else(|| "-".to_owned(), |it| format!("+{it}"));
    of_fields(&[
        &document.name,
        &or_none(&document.title),
        document.kind.as_str(),
        &document.language,
        &or_none(&document.publisher),
        &or_none(&document.published),
        &or_none(&document.url),
        &document.text,
        parts,
    ])
}

/// Earlier texts of a page are kept, and no longer linked or searched.
fn supersede(transaction: &Transaction<'_>, page: i64, number: i64) -> Result<(), StoreError> {
    let before: Vec<i64> = rows(
        transaction,
        "SELECT number FROM document WHERE page = ?1 AND number <> ?2 AND current = 1",
        [page, number],
        |row| row.get(0),
    )?;
    for old in before {
        transaction.execute("UPDATE document SET current = 0 WHERE number = ?1", [old])?;
        codings::forget_tellings(transaction, old)?;
    }
    Ok(())
}

/// Which page a document belongs to: one with the same address; else one of the same name that says much the same.
fn place(connection: &Connection, document: &Document) -> Result<(Arrival, Option<i64>, u32), StoreError> {
    type Place = (i64, String, u32, String);
    let read = |row: &Row<'_>| -> rusqlite::Result<Place> {
        Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
    };
    let select = "SELECT page, id, revision, text FROM document WHERE current = 1 AND";
    if let Some(url) = &document.url {
        let sql = format!("{select} url = ?1 ORDER BY number LIMIT 1");
        if let Some((page, of, revision, _)) = rows(connection, &sql, [url], read)?.into_iter().next() {
            return Ok((Arrival::Revision { of, number: revision + 1 }, Some(page), revision + 1));
        }
    }
    // What came over standard input has no name of its own.
    if document.name == "stdin" {
        return Ok((Arrival::New, None, 1));
    }
    let sql = format!("{select} name = ?1 AND (url IS NULL OR ?2 IS NULL) ORDER BY number LIMIT 16");
    let namesakes = rows(connection, &sql, params![document.name, document.url], read)?;
    let mut arrival = Arrival::New;
    for (page, of, revision, text) in namesakes {
        if alike(&text, &document.text) >= ALIKE {
            return Ok((Arrival::Revision { of, number: revision + 1 }, Some(page), revision + 1));
        }
        arrival = Arrival::Namesake { of };
    }
    Ok((arrival, None, 1))
}

/// The share of runs of three words that two texts have in common.
fn alike(a: &str, b: &str) -> f64 {
    let (a, b) = (shingles(a), shingles(b));
    let both = a.intersection(&b).count();
    let all = a.len() + b.len() - both;
    if all == 0 { 0.0 } else { both as f64 / all as f64 }
}

fn shingles(text: &str) -> BTreeSet<Vec<&str>> {
    const LONG: usize = 20_000;
    let words: Vec<&str> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).take(LONG).collect();
    words.windows(3.min(words.len().max(1))).map(<[&str]>::to_vec).collect()
}

const COLUMNS: &str = "id, name, title, kind, language, publisher, published, url, text, parts";

/// A document as its row has it, with its parts as they are stored.
pub fn read(row: &Row<'_>) -> rusqlite::Result<(Document, String)> {
    let kind: String = row.get(3)?;
    let parts: String = row.get(9)?;
    let document = Document {
        id: row.get(0)?,
        name: row.get(1)?,
        title: row.get(2)?,
        kind: DocumentKind::parse(&kind).unwrap_or(DocumentKind::Unknown),
        language: row.get(4)?,
        publisher: row.get(5)?,
        published: row.get(6)?,
        url: row.get(7)?,
        text: row.get(8)?,
        zones: Vec::new(),
        citations: Vec::new(),
        references: Vec::new(),
        dateline: None,
        notes: Vec::new(),
    };
    Ok((document, parts))
}

/// The columns that [`read`] expects.
pub const fn columns() -> &'static str {
    COLUMNS
}

/// One document as it was read.
pub fn get(connection: &Connection, id: &str) -> Result<Document, StoreError> {
    let id = resolve(connection, "document", id)?;
    let sql = format!("SELECT {COLUMNS} FROM document WHERE id = ?1");
    let (mut document, parts) = connection.prepare_cached(&sql)?.query_row([id], read)?;
    let parts: Parts = serde_json::from_str(&parts)?;
    document.zones = parts.zones;
    document.citations = parts.citations;
    document.references = parts.references;
    document.dateline = parts.dateline;
    document.notes = parts.notes;
    Ok(document)
}

/// Documents that match.
pub fn list(connection: &Connection, filter: &Filter, revisions: bool) -> Result<Found<Listed>, StoreError> {
    let mut wheres = vec![if revisions { "1" } else { "d.current = 1" }.to_owned()];
    let mut values: Vec<String> = Vec::new();
    let mut set = |clause: &str, value: String| {
        values.push(value);
        wheres.push(clause.replace('?', &format!("?{}", values.len())));
    };
    if let Some(from) = &filter.from {
        set("d.published >= ?", from.clone());
    }
    if let Some(to) = &filter.to {
        set("substr(d.published, 1, 10) <= ?", to.clone());
    }
    if let Some(kind) = &filter.kind {
        set("d.kind = ?", kind.clone());
    }
    if let Some(words) = &filter.words {
        let like = format!("%{}%", words.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_"));
        set(
            "(d.name || ' ' || coalesce(d.title, '') || ' ' || coalesce(d.publisher, '')) LIKE ? ESCAPE '\\'",
            like,
        );
    }
    let wheres = wheres.join(" AND ");
    let all: i64 = connection
        .prepare(&format!("SELECT count(*) FROM document d WHERE {wheres}"))?
        .query_row(rusqlite::params_from_iter(&values), |row| row.get(0))?;
    let limit = if filter.limit == 0 { -1 } else { filter.limit as i64 };
    let sql = format!(
        "SELECT d.id, d.name, d.title, d.kind, d.language, d.publisher, d.published, d.url, length(CAST(d.text AS BLOB)), d.revision,
           d.current, (SELECT count(*) FROM claim c WHERE c.document = d.number),
           EXISTS (SELECT 1 FROM protected p WHERE p.document = d.id AND p.source = '')
         FROM document d WHERE {wheres} ORDER BY d.published IS NULL, d.published, d.name, d.number LIMIT {limit}"
    );
    let rows = rows(connection, &sql, rusqlite::params_from_iter(&values), |row| {
        let kind: String = row.get(3)?;
        Ok(Listed {
            id: row.get(0)?,
            name: row.get(1)?,
            title: row.get(2)?,
            kind: DocumentKind::parse(&kind).unwrap_or(DocumentKind::Unknown),
            language: row.get(4)?,
            publisher: row.get(5)?,
            published: row.get(6)?,
            url: row.get(7)?,
            length: row.get::<_, i64>(8)? as u64,
            revision: row.get(9)?,
            current: row.get(10)?,
            claims: row.get::<_, i64>(11)? as u64,
            protected: row.get(12)?,
        })
    })?;
    Ok(Found { rows, all: all as u64 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_corrected_text_is_alike_and_another_report_is_not() {
        let first = "Gunmen attacked the post at Tolsa on Monday and killed three soldiers, the army said in a statement.";
        let corrected = "Gunmen attacked the post at Tolsa on Monday and killed four soldiers, the army said in a statement.";
        let other = "A bomb went off near a market in Ostara on Friday; nobody said that they had done it.";
        assert!(alike(first, corrected) > ALIKE);
        assert!(alike(first, other) < ALIKE);
        assert!(alike("", "") < ALIKE);
    }
}
