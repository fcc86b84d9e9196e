//! Numbers of the archive.

use super::{decisions, rows};
use crate::{GENESIS, SourceRow, Status, StoreError, open};
use rusqlite::{Connection, OptionalExtension};

/// Numbers.
pub fn status(connection: &Connection) -> Result<Status, StoreError> {
    let number = |sql: &str| -> Result<u64, StoreError> {
        Ok(connection.query_row(sql, [], |row| row.get::<_, i64>(0))? as u64)
    };
    let all = decisions::all(connection)?;
    let head: Option<String> = connection
        .query_row("SELECT hash FROM log ORDER BY number DESC LIMIT 1", [], |row| row.get(0))
        .optional()?;
    Ok(Status {
        documents: number("SELECT count(*) FROM listed")?,
        superseded: number("SELECT (SELECT count(*) FROM document) - (SELECT count(*) FROM listed)")?,
        bytes: number("SELECT coalesce(sum(length(bytes)), 0) FROM original")?,
        claims: number("SELECT count(*) FROM claim")?,
        incidents: number("SELECT count(*) FROM incident WHERE leading = 1")?,
        shared: number("SELECT count(*) FROM incident WHERE documents > 1")?,
        unlinked: number("SELECT count(*) FROM telling WHERE incident IS NULL")?,
        unsigned: open(&all).len() as u64,
        decisions: all.len() as u64,
        protected: number("SELECT count(*) FROM protected")?,
        entries: number("SELECT count(*) FROM log")?,
        head: head.unwrap_or_else(|| GENESIS.to_owned()),
        produced_by: rows(
            connection,
            "SELECT produced_by, count(*) FROM coding GROUP BY 1 ORDER BY 2 DESC, 1",
            [],
            |row| Ok((row.get(0)?, row.get::<_, i64>(1)? as u64)),
        )?,
    })
}

/// Who speaks, the most heard first.
pub fn sources(connection: &Connection, limit: usize) -> Result<Vec<SourceRow>, StoreError> {
    let limit = if limit == 0 { -1 } else { limit as i64 };
    // A protected source is not listed by its name. What is protected is looked up first: it is little, and documents are large.
    let sql = "WITH hidden AS MATERIALIZED (
                 SELECT d.number AS document, p.source AS local FROM protected p JOIN document d ON d.id = p.document)
               SELECT s.name, s.kind, max(coalesce(s.party, 0)), min(s.anonymous), count(DISTINCT s.document), sum(s.claims)
               FROM source s
               WHERE s.claims > 0
                 AND NOT EXISTS (SELECT 1 FROM hidden h WHERE h.document = s.document AND h.local IN ('', s.local))
               GROUP BY s.name, s.kind ORDER BY 5 DESC, 6 DESC, 1, 2 LIMIT ?1";
    rows(connection, sql, [limit], |row| {
        Ok(SourceRow {
            name: row.get(0)?,
            kind: row.get(1)?,
            party: row.get(2)?,
            anonymous: row.get(3)?,
            documents: row.get::<_, i64>(4)? as u64,
            claims: row.get::<_, i64>(5)? as u64,
        })
    })
}
