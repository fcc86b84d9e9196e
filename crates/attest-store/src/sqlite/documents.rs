//! Documents in their table: each bytes once, revisions of a page in a row.

use super::{codings, log, order, resolve, rows};
use crate::digest::{of_fields, sha256};
use crate::document::Parts;
use crate::{Act, Arrival, Filter, Found, Incoming, Listed, StoreError};
use attest_model::{Document, DocumentKind};
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

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

/// New documents by their place among all, with their numbers: listed, indexed and linked in that order.
type Fresh<'i> = BTreeMap<i64, (i64, &'i Incoming)>;

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
    let mut fresh = Fresh::new();
    for one in incoming {
        let arrival = take(transaction, one, &mut receipts, &mut fresh)?;
        arrivals.push(arrival);
    }
    for (at, (number, one)) in fresh {
        list_one(transaction, at, number, &one.document)?;
        codings::enter(transaction, at, number, &one.coding)?;
    }
    if !receipts.documents.is_empty() || !receipts.again.is_empty() {
        log::append(transaction, act, "add", serde_json::to_string(&receipts)?)?;
    }
    Ok(arrivals)
}

fn take<'i>(
    transaction: &Transaction<'_>,
    one: &'i Incoming,
    receipts: &mut Receipts,
    fresh: &mut Fresh<'i>,
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
        supersede(transaction, page, number, fresh)?;
    }
    fresh.insert(order::document(document.published.as_deref(), number), (number, one));
    let coding = codings::put(transaction, number, &one.coding)?;
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
fn supersede(
    transaction: &Transaction<'_>,
    page: i64,
    number: i64,
    fresh: &mut Fresh<'_>,
) -> Result<(), StoreError> {
    let before: Vec<i64> = rows(
        transaction,
        "SELECT number FROM document WHERE page = ?1 AND number <> ?2 AND current = 1",
        [page, number],
        |row| row.get(0),
    )?;
    for old in before {
        transaction.execute("UPDATE document SET current = 0 WHERE number = ?1", [old])?;
        // A text that came in the same bite has not been listed yet.
        fresh.retain(|_, (own, _)| *own != old);
        let found: Vec<(i64, Option<String>, String)> = rows(
            transaction,
            "SELECT l.at, d.title, d.text FROM listed l JOIN document d ON d.number = l.document WHERE l.document = ?1",
            [old],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
        )?;
        for (at, title, text) in found {
            codings::forget(transaction, at, old)?;
            transaction
                .prepare_cached(
                    "INSERT INTO text_words (text_words, rowid, title, text) VALUES ('delete', ?1, ?2, ?3)",
                )?
                .execute(params![at, title, text])?;
            transaction.prepare_cached("DELETE FROM listed WHERE at = ?1")?.execute([at])?;
        }
    }
    Ok(())
}

/// Has document `number` stand in lists and in the search over reports.
fn list_one(
    transaction: &Transaction<'_>,
    at: i64,
    number: i64,
    document: &Document,
) -> Result<(), StoreError> {
    let parts = [Some(&document.name), document.title.as_ref(), document.publisher.as_ref()];
    let words = parts.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(" ");
    transaction
        .prepare_cached("INSERT INTO listed (at, document, kind, words) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![at, number, document.kind.as_str(), words])?;
    transaction
        .prepare_cached("INSERT INTO text_words (rowid, title, text) VALUES (?1, ?2, ?3)")?
        .execute(params![at, document.title, document.text])?;
    Ok(())
}

/// Fills everything that is computed from documents and codings, where nothing of it is there.
pub fn enter_all(transaction: &Transaction<'_>) -> Result<(), StoreError> {
    let current: Vec<(i64, Option<String>)> =
        rows(transaction, "SELECT number, published FROM document WHERE current = 1", [], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?;
    let order: BTreeMap<i64, i64> = current
        .into_iter()
        .map(|(number, published)| (order::document(published.as_deref(), number), number))
        .collect();
    let sql = format!("SELECT {COLUMNS} FROM document WHERE number = ?1");
    for (at, number) in order {
        let (document, _) = transaction.prepare_cached(&sql)?.query_row([number], read)?;
        list_one(transaction, at, number, &document)?;
        codings::enter(transaction, at, number, &codings::of_number(transaction, number)?)?;
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

/// Documents that match, by day of publication. Which they are is told by narrow rows; texts are looked at only for what is shown.
pub fn list(connection: &Connection, filter: &Filter, revisions: bool) -> Result<Found<Listed>, StoreError> {
    let mut chosen = chosen(connection, filter, revisions)?;
    let all = chosen.len() as u64;
    if filter.limit > 0 {
        chosen.truncate(filter.limit);
    }
    let mut statement = connection.prepare_cached(
        "SELECT d.id, d.name, d.title, d.kind, d.language, d.publisher, d.published, d.url, length(CAST(d.text AS BLOB)), d.revision,
           d.current, (SELECT l.at FROM listed l WHERE l.document = d.number),
           EXISTS (SELECT 1 FROM protected p WHERE p.document = d.id AND p.source = '')
         FROM document d WHERE d.number = ?1",
    )?;
    let mut claims =
        connection.prepare_cached("SELECT count(*) FROM claim WHERE number BETWEEN ?1 AND ?2")?;
    let mut rows = Vec::with_capacity(chosen.len());
    for number in chosen {
        rows.push(statement.query_row([number], |row| {
            let kind: String = row.get(3)?;
            let at: Option<i64> = row.get(11)?;
            let claims =
                at.map_or(Ok(0), |at| claims.query_row(order::claims(at), |row| row.get::<_, i64>(0)))?;
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
                claims: claims as u64,
                protected: row.get(12)?,
            })
        })?);
    }
    Ok(Found { rows, all })
}

/// Numbers of the documents that match, by day of publication.
fn chosen(connection: &Connection, filter: &Filter, revisions: bool) -> Result<Vec<i64>, StoreError> {
    let (first, last) = order::between(filter.from.as_deref(), filter.to.as_deref());
    let mut values: Vec<String> = Vec::new();
    let mut wheres = String::new();
    let mut set = |clause: &str, value: String| {
        values.push(value);
        wheres.push_str(" AND ");
        wheres.push_str(&clause.replace('?', &format!("?{}", values.len())));
    };
    if let Some(kind) = &filter.kind {
        set("kind = ?", kind.clone());
    }
    if let Some(words) = &filter.words {
        let like = format!("%{}%", words.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_"));
        set("words LIKE ? ESCAPE '\\'", like);
    }
    if !revisions {
        let sql =
            format!("SELECT document FROM listed WHERE at BETWEEN {first} AND {last}{wheres} ORDER BY at");
        return rows(connection, &sql, rusqlite::params_from_iter(&values), |row| row.get(0));
    }
    // Earlier revisions stand in no list; whoever asks for them waits for all documents to be looked at.
    let words = "name || coalesce(' ' || title, '') || coalesce(' ' || publisher, '')";
    let sql = format!(
        "SELECT number, published FROM document WHERE 1{} ORDER BY number",
        wheres.replace("words LIKE", &format!("({words}) LIKE"))
    );
    let found: Vec<(i64, Option<String>)> =
        rows(connection, &sql, rusqlite::params_from_iter(&values), |row| Ok((row.get(0)?, row.get(1)?)))?;
    let mut places: Vec<(i64, i64)> = found
        .into_iter()
        .map(|(number, published)| (order::document(published.as_deref(), number), number))
        .filter(|(at, _)| (first..=last).contains(at))
        .collect();
    places.sort_unstable();
    Ok(places.into_iter().map(|(_, number)| number).collect())
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
