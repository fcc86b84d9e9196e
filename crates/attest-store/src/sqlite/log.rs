//! The log in its table.

use super::rows;
use crate::{Act, GENESIS, LogEntry, StoreError};
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};

/// Appends an entry and seals it; returns its number.
pub fn append(
    transaction: &Transaction<'_>,
    act: &Act,
    what: &str,
    detail: String,
) -> Result<i64, StoreError> {
    let last: Option<(i64, String)> = transaction
        .prepare_cached("SELECT number, hash FROM log ORDER BY number DESC LIMIT 1")?
        .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let (number, previous) = last.unwrap_or_else(|| (0, GENESIS.to_owned()));
    let entry = LogEntry::sealed(number + 1, act, what, detail, previous);
    transaction
        .prepare_cached(
            "INSERT INTO log (number, at, by, what, detail, why, previous, hash) VALUES (?1,?2,?3,?4,?5,?6,?7,?8)",
        )?
        .execute(params![
            entry.number,
            entry.at,
            entry.by,
            entry.what,
            entry.detail,
            entry.why,
            entry.previous,
            entry.hash
        ])?;
    Ok(entry.number)
}

/// The number that the next entry will have.
pub fn next(connection: &Connection) -> Result<i64, StoreError> {
    Ok(connection.query_row("SELECT coalesce(max(number), 0) + 1 FROM log", [], |row| row.get(0))?)
}

/// An entry as its row has it.
pub fn read(row: &Row<'_>) -> rusqlite::Result<LogEntry> {
    Ok(LogEntry {
        number: row.get(0)?,
        at: row.get(1)?,
        by: row.get(2)?,
        what: row.get(3)?,
        detail: row.get(4)?,
        why: row.get(5)?,
        previous: row.get(6)?,
        hash: row.get(7)?,
    })
}

/// The columns that [`read`] expects.
pub const COLUMNS: &str = "number, at, by, what, detail, why, previous, hash";

/// Entries from `from` on.
pub fn entries(connection: &Connection, from: i64) -> Result<Vec<LogEntry>, StoreError> {
    rows(connection, &format!("SELECT {COLUMNS} FROM log WHERE number >= ?1 ORDER BY number"), [from], read)
}
