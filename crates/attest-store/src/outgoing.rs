//! What leaves an archive as rows: its incidents, veiled, one at a time.
//!
//! The command and the page write the same tables from the same archive, so both take this one way out. What is protected is taken
//! out twice: here by document and source, as the [veil](crate::Veil) does it wherever something of the archive is shown, and at the
//! border of the export by name, because a source that is protected in one report may be quoted by name in another.

use crate::{SqliteStore, Store, StoreError, Veil};
use attest_export::export::Export;
use attest_export::side::Archive;
use std::collections::BTreeSet;
use std::io;
use thiserror::Error;

/// Why an export stopped.
#[derive(Debug, Error)]
pub enum OutgoingError {
    /// The archive cannot be read on.
    #[error(transparent)]
    Archive(#[from] StoreError),
    /// The file cannot be written on.
    #[error(transparent)]
    File(#[from] io::Error),
}

/// Writes incidents to `export`: those with the given `ids` in their order, else all by day. The side file then names the archive's
/// log. Nobody's writing is seen in between.
///
/// # Errors
/// An archive that cannot be read, a file that cannot be written.
pub fn outgoing(
    store: &SqliteStore,
    ids: Option<Vec<String>>,
    export: &mut Export<'_>,
) -> Result<(), OutgoingError> {
    store.still(|store| {
        let status = store.status()?;
        export.out_of(Archive { log_entries: status.entries, log_head: status.head });
        export.decided(&store.decisions()?);
        let veil = Veil::of(store, false)?;
        let ids = match ids {
            Some(ids) => ids,
            None => store.incident_ids()?,
        };
        for id in ids {
            let mut incident = store.incident(&id)?;
            veil.incident(&mut incident);
            let mut line = serde_json::to_vec(&incident).map_err(StoreError::from)?;
            line.push(b'\n');
            if let Some(error) = export.line(&line)? {
                return Err(StoreError::Damaged(format!("incident {id}: {error}")).into());
            }
        }
        Ok(())
    })
}

/// Names that may not leave the archive anywhere: of protected sources, and of whole documents their publisher and name. Sources
/// that the words only describe ("residents") are covered where they are protected and not by their words, which others bear too.
///
/// # Errors
/// An archive that cannot be read.
pub fn protected_names(store: &impl Store) -> Result<Vec<String>, StoreError> {
    let mut names = BTreeSet::new();
    for (document, local) in store.protected()? {
        let coding = store.coding(&document)?;
        if local.is_empty() {
            names.extend(coding.document.publisher.clone());
            names.insert(coding.document.name.clone());
        }
        let own = coding.sources.into_iter().filter(|source| {
            !source.anonymous && (source.id == local || local.is_empty() && source.id == "s0")
        });
        names.extend(own.map(|source| source.name));
    }
    Ok(names.into_iter().filter(|name| !name.trim().is_empty()).collect())
}
