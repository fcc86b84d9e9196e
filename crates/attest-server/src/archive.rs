//! The archive behind the page: connections to it, and its incidents as rows.
//!
//! The archive is one file that other programs may write at any time. Before each answer the file is asked whether anything has
//! changed, which costs microseconds; only then are the rows computed anew, and of them only those whose records differ.

use crate::index::{Entry, Index, Names, entry};
use attest_store::{SqliteStore, Store, StoreError};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Connections that are kept for the next question.
const IDLE: usize = 4;

/// Records that may wait to be made rows.
const AHEAD: usize = 64;

/// An archive that is being read.
#[derive(Debug)]
pub struct Archive {
    path: PathBuf,
    idle: Mutex<Vec<SqliteStore>>,
    watch: Mutex<Watch>,
    writer: Mutex<Option<SqliteStore>>,
}

#[derive(Debug)]
struct Watch {
    store: SqliteStore,
    generation: i64,
    names: Names,
    index: Arc<Index>,
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Archive {
    /// Opens the archive at `path` and reads its incidents.
    ///
    /// # Errors
    /// [`StoreError::Missing`] where there is none; a file that is no archive or is damaged.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        let store = SqliteStore::read(path)?;
        let generation = store.generation()?;
        let mut watch = Watch { store, generation, names: Names::default(), index: Arc::default() };
        watch.refresh()?;
        let (idle, writer) = (Mutex::default(), Mutex::default());
        Ok(Self { path: path.to_owned(), idle, watch: Mutex::new(watch), writer })
    }

    /// The rows as the archive stands now.
    ///
    /// # Errors
    /// What the archive says.
    pub fn index(&self) -> Result<Arc<Index>, StoreError> {
        let mut watch = lock(&self.watch);
        let generation = watch.store.generation()?;
        if generation != watch.generation {
            watch.refresh()?;
            watch.generation = generation;
        }
        Ok(Arc::clone(&watch.index))
    }

    /// Asks the archive something.
    ///
    /// # Errors
    /// What the archive says.
    pub fn ask<T>(
        &self,
        question: impl FnOnce(&SqliteStore) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let kept = lock(&self.idle).pop();
        let store = match kept {
            Some(store) => store,
            None => SqliteStore::read(&self.path)?,
        };
        let answer = question(&store);
        let mut idle = lock(&self.idle);
        if idle.len() < IDLE {
            idle.push(store);
        }
        answer
    }

    /// Changes something in the archive. One change at a time: the others wait.
    ///
    /// # Errors
    /// What the archive says.
    pub fn change<T>(
        &self,
        change: impl FnOnce(&mut SqliteStore) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let mut writer = lock(&self.writer);
        let mut store = match writer.take() {
            Some(store) => store,
            None => SqliteStore::open(&self.path)?,
        };
        let answer = change(&mut store);
        *writer = Some(store);
        answer
    }
}

impl Watch {
    fn refresh(&mut self) -> Result<(), StoreError> {
        let before: HashMap<&str, &Arc<Entry>> =
            self.index.rows.iter().map(|row| (row.id.as_str(), row)).collect();
        let mut rows: Vec<Arc<Entry>> = Vec::with_capacity(before.len());
        let mut same = |id: &str, sum: u64| {
            let kept = before.get(id).filter(|row| row.sum == sum);
            rows.extend(kept.map(|row| Arc::clone(row)));
            kept.is_none()
        };
        let names = &mut self.names;
        let (records, waiting) = std::sync::mpsc::sync_channel::<(u64, String)>(AHEAD);
        // One thread reads and inflates, the other makes rows.
        let read = std::thread::scope(|scope| {
            let rows = scope.spawn(move || -> Result<Vec<Arc<Entry>>, StoreError> {
                let one = |(sum, json): (u64, String)| -> Result<Arc<Entry>, StoreError> {
                    Ok(Arc::new(entry(&serde_json::from_str(&json)?, sum, names)))
                };
                waiting.into_iter().map(one).collect()
            });
            // Where the other has stopped, it says why below.
            let told = self.store.each_incident(&mut same, &mut |sum, json| drop(records.send((sum, json))));
            drop(records);
            let rows = rows.join().unwrap_or_else(|_| {
                Err(StoreError::Damaged("a stored record cannot be made a row".to_owned()))
            });
            told.and(rows)
        })?;
        if read.is_empty() && rows.len() == self.index.rows.len() && !rows.is_empty() {
            return Ok(());
        }
        rows.extend(read);
        self.index = Arc::new(Index::new(rows, self.names.clone()));
        Ok(())
    }
}
