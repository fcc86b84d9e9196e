//! Codings in their table, and what is drawn from them for search and linking.

use super::documents::{Receipt, Receipts};
use super::{log, order, pack, unpack};
use crate::block;
use crate::digest::sha256;
use crate::{Act, StoreError};
use attest_model::{Claim, Coding, ProducedBy, Source};
use rusqlite::{Connection, OptionalExtension, Transaction, params};
use std::collections::{BTreeMap, BTreeSet};

/// Writes the coding of document `number`; returns the SHA-256 of its JSON.
pub fn put(transaction: &Transaction<'_>, number: i64, coding: &Coding) -> Result<String, StoreError> {
    let json = serde_json::to_string(coding)?;
    let hash = sha256(json.as_bytes());
    transaction
        .prepare_cached(
            "INSERT OR REPLACE INTO coding (document, hash, produced_by, body) VALUES (?1,?2,?3,?4)",
        )?
        .execute(params![number, hash, produced(&coding.produced_by), pack(&json)?])?;
    Ok(hash)
}

/// Has what document `number`, which stands `at` its place among all, tells take part in linking and search: for the current text of
/// a page. Documents are entered in the order of their places, for the full-text index takes them in that order many times faster.
pub fn enter(transaction: &Transaction<'_>, at: i64, number: i64, coding: &Coding) -> Result<(), StoreError> {
    put_sources(transaction, number, coding)?;
    let tellings = put_tellings(transaction, number, coding)?;
    put_claims(transaction, at, coding, &tellings)
}

/// What wrote a coding, in a line.
fn produced(by: &ProducedBy) -> String {
    let lexicons = by.lexicons.get(..8).unwrap_or(&by.lexicons);
    let mut out = format!("attest {}, lexicons {lexicons}", by.attest);
    for (what, value) in [("model", &by.model), ("gazetteer", &by.gazetteer)] {
        if let Some(value) = value {
            out.push_str(&format!(", {what} {value}"));
        }
    }
    out
}

fn put_sources(transaction: &Transaction<'_>, number: i64, coding: &Coding) -> Result<(), StoreError> {
    let mut claims: BTreeMap<&str, i64> = BTreeMap::new();
    for claim in &coding.claims {
        if let Some(id) = claim.voice.chain.last() {
            *claims.entry(id.as_str()).or_default() += 1;
        }
    }
    let mut insert = transaction.prepare_cached(
        "INSERT OR REPLACE INTO source (document, local, name, kind, party, anonymous, claims) VALUES (?1,?2,?3,?4,?5,?6,?7)",
    )?;
    for source in &coding.sources {
        insert.execute(params![
            number,
            source.id,
            source.name,
            source.kind.as_str(),
            source.party,
            source.anonymous,
            claims.get(source.id.as_str()).copied().unwrap_or(0),
        ])?;
    }
    Ok(())
}

/// The innermost speaker of a claim.
pub fn speaker<'c>(coding: &'c Coding, claim: &Claim) -> Option<&'c Source> {
    let id = claim.voice.chain.last()?;
    coding.sources.iter().find(|source| &source.id == id)
}

fn put_claims(
    transaction: &Transaction<'_>,
    at: i64,
    coding: &Coding,
    tellings: &BTreeMap<&str, i64>,
) -> Result<(), StoreError> {
    let mut insert = transaction.prepare_cached(
        "INSERT INTO claim (number, local, telling, predicate, sentence_start, sentence_stop) VALUES (?1,?2,?3,?4,?5,?6)",
    )?;
    let mut index = transaction
        .prepare_cached("INSERT INTO claim_words (rowid, words, speaker, kind) VALUES (?1,?2,?3,?4)")?;
    for (place, claim) in coding.claims.iter().enumerate() {
        let Some(number) = order::claim(at, place) else { break };
        insert.execute(params![
            number,
            claim.id,
            claim.incident.as_deref().and_then(|incident| tellings.get(incident)),
            claim.predicate.as_str(),
            claim.sentence.start,
            claim.sentence.end,
        ])?;
        let speaker = speaker(coding, claim).map_or("", |source| source.name.as_str());
        index.execute(params![number, claim.sentence.text, speaker, claim.predicate.as_str()])?;
    }
    Ok(())
}

/// Writes what a document tells; returns the number of each of its incidents.
fn put_tellings<'c>(
    transaction: &Transaction<'_>,
    number: i64,
    coding: &'c Coding,
) -> Result<BTreeMap<&'c str, i64>, StoreError> {
    let mut insert =
        transaction.prepare_cached("INSERT INTO telling (document, local, day) VALUES (?1,?2,?3)")?;
    let mut post = transaction.prepare_cached("INSERT INTO post (key, telling) VALUES (?1,?2)")?;
    let mut word = transaction.prepare_cached("INSERT INTO word (digest, telling) VALUES (?1,?2)")?;
    let mut look = transaction.prepare_cached("INSERT INTO look (key, telling) VALUES (?1,?2)")?;
    let mut out = BTreeMap::new();
    for incident in &coding.incidents {
        let keys = block::keys(coding, incident);
        insert.execute(params![number, incident.id, keys.day])?;
        let telling = transaction.last_insert_rowid();
        out.insert(incident.id.as_str(), telling);
        for digest in keys.words.into_iter().collect::<BTreeSet<u32>>() {
            word.execute(params![digest, telling])?;
        }
        // In the order of the tables, and a digest that two keys share once.
        for key in keys.posts.iter().map(|key| block::digest(key)).collect::<BTreeSet<i64>>() {
            post.execute(params![key, telling])?;
        }
        for key in keys.looks.iter().map(|key| block::digest(key)).collect::<BTreeSet<i64>>() {
            look.execute(params![key, telling])?;
        }
    }
    Ok(out)
}

/// Takes what document `number`, `at` its place among all, told out of search and linking; the incidents that it was part of are
/// computed anew with the next linking. The coding itself stays.
pub fn forget(transaction: &Transaction<'_>, at: i64, number: i64) -> Result<(), StoreError> {
    for sql in [
        "INSERT OR IGNORE INTO stale SELECT incident FROM telling WHERE document = ?1 AND incident IS NOT NULL",
        "DELETE FROM post WHERE telling IN (SELECT number FROM telling WHERE document = ?1)",
        "DELETE FROM look WHERE telling IN (SELECT number FROM telling WHERE document = ?1)",
        "DELETE FROM word WHERE telling IN (SELECT number FROM telling WHERE document = ?1)",
        "DELETE FROM telling WHERE document = ?1",
        "DELETE FROM source WHERE document = ?1",
    ] {
        transaction.prepare_cached(sql)?.execute([number])?;
    }
    let (first, last) = order::claims(at);
    for sql in [
        "DELETE FROM claim_words WHERE rowid IN (SELECT number FROM claim WHERE number BETWEEN ?1 AND ?2)",
        "DELETE FROM claim WHERE number BETWEEN ?1 AND ?2",
    ] {
        transaction.prepare_cached(sql)?.execute([first, last])?;
    }
    Ok(())
}

/// The coding of the document with this id.
pub fn of_id(connection: &Connection, id: &str) -> Result<Coding, StoreError> {
    let body: Option<Vec<u8>> = connection
        .prepare_cached(
            "SELECT c.body FROM coding c JOIN document d ON d.number = c.document WHERE d.id = ?1",
        )?
        .query_row([id], |row| row.get(0))
        .optional()?;
    let body = body.ok_or_else(|| StoreError::NoSuch { kind: "coding of document", id: id.to_owned() })?;
    Ok(serde_json::from_str(&unpack(&body)?)?)
}

/// The coding of document `number`.
pub fn of_number(connection: &Connection, number: i64) -> Result<Coding, StoreError> {
    let body: Vec<u8> = connection
        .prepare_cached("SELECT body FROM coding WHERE document = ?1")?
        .query_row([number], |row| row.get(0))?;
    Ok(serde_json::from_str(&unpack(&body)?)?)
}

/// Puts new codings in the place of old ones where they differ; returns how many do.
pub fn recode(transaction: &Transaction<'_>, codings: &[Coding], act: &Act) -> Result<u64, StoreError> {
    let mut receipts = Receipts::default();
    let mut changed: BTreeMap<i64, (i64, &Coding)> = BTreeMap::new();
    for coding in codings {
        let found: Option<(i64, Option<i64>, String)> = transaction
            .prepare_cached(
                "SELECT d.number, l.at, c.hash FROM document d JOIN coding c ON c.document = d.number
                   LEFT JOIN listed l ON l.document = d.number WHERE d.id = ?1",
            )?
            .query_row([&coding.document.id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
            .optional()?;
        let Some((number, at, hash)) = found else {
            return Err(StoreError::NoSuch { kind: "document", id: coding.document.id.clone() });
        };
        if sha256(serde_json::to_string(coding)?.as_bytes()) == hash {
            continue;
        }
        if let Some(at) = at {
            forget(transaction, at, number)?;
            changed.insert(at, (number, coding));
        }
        receipts.documents.push(Receipt {
            id: coding.document.id.clone(),
            read: String::new(),
            coding: put(transaction, number, coding)?,
        });
    }
    for (at, (number, coding)) in changed {
        enter(transaction, at, number, coding)?;
    }
    if !receipts.documents.is_empty() {
        log::append(transaction, act, "recode", serde_json::to_string(&receipts)?)?;
    }
    Ok(receipts.documents.len() as u64)
}
