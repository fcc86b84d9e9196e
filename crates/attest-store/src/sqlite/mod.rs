//! An archive in one SQLite file.
//!
//! Write-ahead logging with full synchronisation: what a call acknowledged is on the disk, and a process killed at any moment
//! leaves a file that opens with everything acknowledged and nothing half done. Writers take the lock at the start of their
//! transaction and wait for one another; readers never wait. Triggers in the schema refuse to change or remove what is kept, so that
//! a slip in a database browser does no harm; against intent there is `verify`.

mod codings;
mod decisions;
mod documents;
mod incidents;
mod linking;
mod log;
mod order;
mod search;
mod status;
mod verify;

use crate::store::{Linked, Scope, Store};
use crate::{
    Act, Arrival, Filter, Found, Hit, Incoming, Listed, LogEntry, Report, Row, SourceRow, Status, StoreError,
};
use attest_link::{Settings, Unfit};
use attest_model::{Coding, Decision, Document, LinkedIncident};
use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use rusqlite::{Connection, OpenFlags, OptionalExtension, Transaction, TransactionBehavior};
use std::collections::BTreeSet;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

const KEPT: &str = include_str!("kept.sql");
const COMPUTED: &str = include_str!("computed.sql");
/// What earlier formats computed, too.
const DROP: &str = "DROP VIEW IF EXISTS searched;
    DROP TABLE IF EXISTS text_words; DROP TABLE IF EXISTS claim_words; DROP TABLE IF EXISTS incident_words; DROP TABLE IF EXISTS listed;
    DROP TABLE IF EXISTS claim; DROP TABLE IF EXISTS source; DROP TABLE IF EXISTS telling; DROP TABLE IF EXISTS post;
    DROP TABLE IF EXISTS look; DROP TABLE IF EXISTS word; DROP TABLE IF EXISTS stale; DROP TABLE IF EXISTS record;
    DROP TABLE IF EXISTS incident;";
/// `ATST`: marks the file as an archive of Attest.
const APPLICATION: i64 = 0x4154_5354;
/// Format of the file.
const FORMAT: i64 = 2;
/// How long a writer waits for another.
const PATIENCE: Duration = Duration::from_secs(30);

/// An archive in one SQLite file.
#[derive(Debug)]
pub struct SqliteStore {
    connection: Connection,
    path: PathBuf,
}

impl SqliteStore {
    /// Opens the archive at `path` for reading and writing, and makes it if there is none: `act` says who.
    ///
    /// # Errors
    /// A file that is no archive, of a later format, or that may not be written.
    pub fn create(path: &Path, act: &Act) -> Result<Self, StoreError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
        let connection = Connection::open_with_flags(path, flags)?;
        let mut store = Self { connection, path: path.to_owned() };
        store.prepare()?;
        store.found(act)?;
        store.check()?;
        store.renew()?;
        Ok(store)
    }

    /// Opens the archive at `path` for reading and writing.
    ///
    /// # Errors
    /// [`StoreError::Missing`] where there is none; else as [`SqliteStore::create`].
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        if !path.is_file() {
            return Err(StoreError::Missing(path.to_owned()));
        }
        let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        let mut store = Self { connection, path: path.to_owned() };
        store.prepare()?;
        store.check()?;
        store.renew()?;
        Ok(store)
    }

    /// Opens the archive at `path` for reading only. Works in a folder that may not be written, from a disc or a stick that is
    /// locked.
    ///
    /// # Errors
    /// As [`SqliteStore::open`].
    pub fn read(path: &Path) -> Result<Self, StoreError> {
        if !path.is_file() {
            return Err(StoreError::Missing(path.to_owned()));
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
        let open = |query: &str| -> Result<Self, StoreError> {
            let connection = Connection::open_with_flags(address(path, query), flags)?;
            connection.busy_timeout(PATIENCE)?;
            let store = Self { connection, path: path.to_owned() };
            store.check()?;
            if store.format()? < FORMAT {
                // What it computed is laid out otherwise; opening it for writing computes it anew.
                return Err(StoreError::Older { found: store.format()?, known: FORMAT });
            }
            Ok(store)
        };
        match open("mode=ro") {
            Err(StoreError::Older { found, known }) => {
                drop(Self::open(path).map_err(|error| match error {
                    StoreError::ReadOnly => StoreError::Older { found, known },
                    error => error,
                })?);
                open("mode=ro")
            }
            // Readers of a write-ahead log need its index beside the file. Where that cannot be made there is no writer either,
            // unless a log was left behind; then its last entries are lost from view, so that is no way out.
            Err(StoreError::ReadOnly) if !left_behind(path) => open("mode=ro&immutable=1"),
            other => other,
        }
    }

    /// Where the archive lies.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// A number that differs from what the same `SqliteStore` said before, once another one has changed anything in the archive, in
    /// this process or in any other. Cheap enough to ask before every answer.
    ///
    /// # Errors
    /// What the file system refuses.
    pub fn generation(&self) -> Result<i64, StoreError> {
        Ok(self.connection.query_row("PRAGMA data_version", [], |row| row.get(0))?)
    }

    /// Ids of all incidents, by day: what each is may be asked one at a time, however many there are.
    ///
    /// # Errors
    /// What the file system refuses.
    pub fn incident_ids(&self) -> Result<Vec<String>, StoreError> {
        incidents::ids(&self.connection)
    }

    /// Looks at the archive as it stands now: whatever others write meanwhile is not seen until `look` is done.
    ///
    /// # Errors
    /// What `look` says, or the file system.
    pub fn still<T, E: From<StoreError>>(&self, look: impl FnOnce(&Self) -> Result<T, E>) -> Result<T, E> {
        let transaction = self.connection.unchecked_transaction().map_err(StoreError::from)?;
        let seen = look(self)?;
        transaction.commit().map_err(StoreError::from)?;
        Ok(seen)
    }

    fn prepare(&self) -> Result<(), StoreError> {
        self.connection.busy_timeout(PATIENCE)?;
        let mode = |connection: &Connection| {
            connection.query_row("PRAGMA journal_mode = WAL", [], |row| row.get::<_, String>(0))
        };
        match mode(&self.connection) {
            Ok(_) => {}
            Err(error) => {
                let error = StoreError::from(error);
                return Err(match error {
                    StoreError::Damaged(_) => StoreError::NotAnArchive(self.path.clone()),
                    error => error,
                });
            }
        }
        self.connection.execute_batch(
            "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;
             PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY;",
        )?;
        self.connection.set_prepared_statement_cache_capacity(64);
        Ok(())
    }

    /// Writes into the log what somebody did beside the archive and that belongs to its story: `what` in a word that no entry of the
    /// archive itself bears, `detail` as JSON.
    ///
    /// # Errors
    /// [`StoreError::Refused`] for a word of the archive's own; what the file says.
    pub fn note(&mut self, what: &str, detail: &str, act: &Act) -> Result<(), StoreError> {
        if ["create", "add", "recode", "decide", "protect"].contains(&what) {
            return Err(StoreError::Refused(format!("`{what}` is a word of the archive's own log entries")));
        }
        let transaction = self.write()?;
        log::append(&transaction, act, what, detail.to_owned())?;
        transaction.commit()?;
        Ok(())
    }

    /// Lays the tables, where the file is empty.
    fn found(&mut self, act: &Act) -> Result<(), StoreError> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let application: i64 = transaction.query_row("PRAGMA application_id", [], |row| row.get(0))?;
        let tables: i64 =
            transaction.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
        if application == 0 && tables == 0 {
            transaction.execute_batch(KEPT)?;
            transaction.execute_batch(COMPUTED)?;
            transaction.pragma_update(None, "application_id", APPLICATION)?;
            transaction.pragma_update(None, "user_version", FORMAT)?;
            log::append(&transaction, act, "create", format!("{{\"format\":{FORMAT}}}"))?;
        }
        transaction.commit()?;
        Ok(())
    }

    /// Brings an archive of an earlier format up to date: what is kept stays as it is, what is computed is computed anew.
    fn renew(&mut self) -> Result<(), StoreError> {
        if self.format()? >= FORMAT {
            return Ok(());
        }
        let transaction = self.write()?;
        let found: i64 = transaction.query_row("PRAGMA user_version", [], |row| row.get(0))?;
        if found < FORMAT {
            transaction.execute_batch(DROP)?;
            transaction.execute_batch(COMPUTED)?;
            documents::enter_all(&transaction)?;
            linking::link(&transaction, Scope::All, &Settings::default())?;
            transaction.pragma_update(None, "user_version", FORMAT)?;
        }
        transaction.commit()?;
        Ok(())
    }

    /// The file's format.
    fn format(&self) -> Result<i64, StoreError> {
        Ok(self.connection.query_row("PRAGMA user_version", [], |row| row.get(0))?)
    }

    fn check(&self) -> Result<(), StoreError> {
        let number = |pragma: &str| self.connection.query_row(pragma, [], |row| row.get::<_, i64>(0));
        let application = number("PRAGMA application_id").map_err(|error| match StoreError::from(error) {
            StoreError::Damaged(_) => StoreError::NotAnArchive(self.path.clone()),
            error => error,
        })?;
        if application == 0 && number("SELECT count(*) FROM sqlite_schema")? == 0 {
            // Its making was interrupted before anything was in it.
            return Err(StoreError::Missing(self.path.clone()));
        }
        if application != APPLICATION {
            return Err(StoreError::NotAnArchive(self.path.clone()));
        }
        let found = number("PRAGMA user_version")?;
        if found > FORMAT {
            return Err(StoreError::Newer { found, known: FORMAT });
        }
        Ok(())
    }

    /// A transaction that holds the writers' lock from its start.
    fn write(&mut self) -> Result<Transaction<'_>, StoreError> {
        Ok(self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?)
    }
}

/// The path as an address that SQLite reads options from.
fn address(path: &Path, query: &str) -> String {
    let mut out = String::from("file:");
    for c in path.to_string_lossy().chars() {
        match c {
            '%' => out.push_str("%25"),
            '?' => out.push_str("%3f"),
            '#' => out.push_str("%23"),
            c => out.push(c),
        }
    }
    format!("{out}?{query}")
}

/// Whether a write-ahead log with something in it lies beside the archive.
fn left_behind(path: &Path) -> bool {
    let mut name = path.as_os_str().to_owned();
    name.push("-wal");
    std::fs::metadata(PathBuf::from(name)).is_ok_and(|data| data.len() > 0)
}

/// JSON, deflated.
fn pack(json: &str) -> Result<Vec<u8>, StoreError> {
    let mut encoder = DeflateEncoder::new(Vec::with_capacity(json.len() / 4), Compression::fast());
    encoder
        .write_all(json.as_bytes())
        .and_then(|()| encoder.finish())
        .map_err(|error| StoreError::Other(format!("a record cannot be deflated: {error}")))
}

/// What was packed.
fn unpack(bytes: &[u8]) -> Result<String, StoreError> {
    let mut json = String::new();
    DeflateDecoder::new(bytes)
        .read_to_string(&mut json)
        .map_err(|error| StoreError::Damaged(format!("a record cannot be inflated: {error}")))?;
    Ok(json)
}

/// The one id of `table` that begins with `given`.
fn resolve(connection: &Connection, kind: &'static str, given: &str) -> Result<String, StoreError> {
    let table = match kind {
        "document" => "document",
        "decision" => "decision",
        _ => "incident",
    };
    let missing = || StoreError::NoSuch { kind, id: given.to_owned() };
    if given.is_empty() {
        return Err(missing());
    }
    let exact: Option<String> = connection
        .prepare_cached(&format!("SELECT id FROM {table} WHERE id = ?1"))?
        .query_row([given], |row| row.get(0))
        .optional()?;
    if let Some(id) = exact {
        return Ok(id);
    }
    let sql = format!("SELECT id FROM {table} WHERE id >= ?1 AND id < ?1 || '~' ORDER BY id LIMIT 4");
    let mut found: Vec<String> = rows(connection, &sql, [given], |row| row.get(0))?;
    if found.is_empty() && kind == "document" {
        let sql = "SELECT id FROM document WHERE name = ?1 ORDER BY current DESC, number LIMIT 4";
        found = rows(connection, sql, [given], |row| row.get(0))?;
    }
    match found.as_slice() {
        [] => Err(missing()),
        [one] => Ok(one.clone()),
        many => {
            let short: Vec<&str> = many.iter().map(|id| id.get(..16).unwrap_or(id)).collect();
            Err(StoreError::Ambiguous { id: given.to_owned(), among: short.join(", ") })
        }
    }
}

/// All rows of a query.
fn rows<T>(
    connection: &Connection,
    sql: &str,
    parameters: impl rusqlite::Params,
    read: impl FnMut(&rusqlite::Row<'_>) -> rusqlite::Result<T>,
) -> Result<Vec<T>, StoreError> {
    let mut statement = connection.prepare_cached(sql)?;
    let found = statement.query_map(parameters, read)?.collect::<rusqlite::Result<Vec<T>>>()?;
    Ok(found)
}

impl Store for SqliteStore {
    fn add(&mut self, incoming: &[Incoming], act: &Act) -> Result<Vec<Arrival>, StoreError> {
        let transaction = self.write()?;
        let arrivals = documents::add(&transaction, incoming, act)?;
        transaction.commit()?;
        Ok(arrivals)
    }

    fn known(&self) -> Result<BTreeSet<String>, StoreError> {
        Ok(rows(&self.connection, "SELECT id FROM document", [], |row| row.get(0))?.into_iter().collect())
    }

    fn documents(&self, filter: &Filter, revisions: bool) -> Result<Found<Listed>, StoreError> {
        documents::list(&self.connection, filter, revisions)
    }

    fn document(&self, id: &str) -> Result<Document, StoreError> {
        documents::get(&self.connection, id)
    }

    fn original(&self, id: &str) -> Result<Vec<u8>, StoreError> {
        let id = resolve(&self.connection, "document", id)?;
        let sql = "SELECT bytes FROM original WHERE id = ?1";
        Ok(self.connection.query_row(sql, [id], |row| row.get(0))?)
    }

    fn coding(&self, id: &str) -> Result<Coding, StoreError> {
        let id = resolve(&self.connection, "document", id)?;
        codings::of_id(&self.connection, &id)
    }

    fn recode(&mut self, codings: &[Coding], act: &Act) -> Result<u64, StoreError> {
        let transaction = self.write()?;
        let changed = codings::recode(&transaction, codings, act)?;
        transaction.commit()?;
        Ok(changed)
    }

    fn decide(&mut self, decision: Decision, act: &Act) -> Result<Decision, StoreError> {
        let transaction = self.write()?;
        let decision = decisions::append(&transaction, decision, act)?;
        transaction.commit()?;
        Ok(decision)
    }

    fn decisions(&self) -> Result<Vec<Decision>, StoreError> {
        decisions::all(&self.connection)
    }

    fn protect(
        &mut self,
        document: &str,
        source: Option<&str>,
        protect: bool,
        act: &Act,
    ) -> Result<(), StoreError> {
        let transaction = self.write()?;
        decisions::protect(&transaction, document, source, protect, act)?;
        transaction.commit()?;
        Ok(())
    }

    fn protected(&self) -> Result<BTreeSet<(String, String)>, StoreError> {
        decisions::protected(&self.connection)
    }

    fn link(&mut self, scope: Scope, settings: &Settings) -> Result<Linked, StoreError> {
        let transaction = self.write()?;
        let linked = linking::link(&transaction, scope, settings)?;
        transaction.commit()?;
        Ok(linked)
    }

    fn unfit(&self) -> Result<Vec<Unfit>, StoreError> {
        decisions::unfit(&self.connection)
    }

    fn incidents(&self, filter: &Filter) -> Result<Found<Row>, StoreError> {
        incidents::list(&self.connection, filter)
    }

    fn incident(&self, id: &str) -> Result<LinkedIncident, StoreError> {
        incidents::get(&self.connection, id)
    }

    fn each_incident(
        &self,
        wanted: &mut dyn FnMut(&str, u64) -> bool,
        take: &mut dyn FnMut(u64, String),
    ) -> Result<(), StoreError> {
        incidents::each(&self.connection, wanted, take)
    }

    fn doubtful(&self, limit: usize) -> Result<Vec<String>, StoreError> {
        let sql = "SELECT id FROM incident WHERE doubt IS NOT NULL ORDER BY doubt DESC, id LIMIT ?1";
        rows(&self.connection, sql, [limit as i64], |row| row.get(0))
    }

    fn incident_of(&self, document: &str, local: &str) -> Result<Option<String>, StoreError> {
        incidents::of_telling(&self.connection, document, local)
    }

    fn search_reports(&self, words: &str, filter: &Filter) -> Result<Found<Hit>, StoreError> {
        search::reports(&self.connection, words, filter)
    }

    fn search_claims(&self, words: &str, filter: &Filter) -> Result<Found<Hit>, StoreError> {
        search::claims(&self.connection, words, filter)
    }

    fn sources(&self, limit: usize) -> Result<Vec<SourceRow>, StoreError> {
        status::sources(&self.connection, limit)
    }

    fn log(&self, from: i64) -> Result<Vec<LogEntry>, StoreError> {
        log::entries(&self.connection, from)
    }

    fn status(&self) -> Result<Status, StoreError> {
        status::status(&self.connection)
    }

    fn verify(&self) -> Result<Report, StoreError> {
        verify::verify(&self.connection)
    }
}
