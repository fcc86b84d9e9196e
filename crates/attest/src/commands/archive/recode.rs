//! `attest recode`: the whole archive coded anew, after new rules or lexicons. Texts stay, decisions stay; decisions that no
//! longer find what they are about are listed. Rows of datasets and claims of other programs stay as they were given.

use super::linked_words;
use crate::about::Told;
use crate::act::act;
use crate::batch::Desk;
use crate::card::counted;
use crate::cli::Recode;
use crate::commands::{Outcome, processors};
use crate::kit;
use crate::terminal::Terminal;
use crate::trouble::Trouble;
use attest_export::import::{GIVEN, kept};
use attest_extract::Options;
use attest_link::Settings;
use attest_store::{Filter, Scope, SqliteStore, Store};
use indicatif::ProgressBar;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// Documents that are held in memory at a time, for each thread.
const BITE: usize = 64;

/// Runs the command.
///
/// # Errors
/// An archive that cannot be written.
pub fn run(args: &Recode, terminal: &Terminal) -> Result<Outcome, Trouble> {
    let act = act(&args.act)?;
    let mut store = SqliteStore::open(&args.archive.path())?;
    let desk =
        Desk { kit: kit::load(&args.data)?, options: Options::default(), told: Told::default(), known: None };
    let threads = args.jobs.map_or_else(processors, std::num::NonZeroUsize::get);
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .build()
        .map_err(|error| Trouble::stop(format!("cannot start threads: {error}"), "try --jobs 1"))?;
    let all = store.documents(&Filter::default(), true)?.rows;
    let bar = if terminal.watched { crate::commands::code::bar() } else { ProgressBar::hidden() };
    bar.set_length(all.len() as u64);
    let (mut changed, mut lost) = (0, false);
    for bite in all.chunks(BITE * threads) {
        let mut documents = Vec::with_capacity(bite.len());
        let mut given = BTreeMap::new();
        for one in bite {
            let old = store.coding(&one.id)?;
            // A dataset's row is no English, and what other programs gave is not found by reading.
            if kept::is_imported(&old) {
                continue;
            }
            documents.push(store.document(&one.id)?);
            if old.claims.iter().any(|claim| claim.rule.starts_with(GIVEN)) {
                given.insert(one.id.clone(), old);
            }
        }
        let coded: Vec<_> =
            pool.install(|| documents.into_par_iter().map(|document| desk.code_one(document)).collect());
        let mut codings = Vec::with_capacity(coded.len());
        for one in coded {
            match one {
                Ok(report) => codings.extend(report.coding.map(|mut coding| {
                    if let Some(old) = given.get(&coding.document.id) {
                        kept::carry(old, &mut coding);
                    }
                    coding
                })),
                Err(trouble) => {
                    lost = true;
                    bar.suspend(|| trouble.print(terminal.colour_errors, terminal.ascii()));
                }
            }
        }
        changed += store.recode(&codings, &act)?;
        bar.inc(bite.len() as u64);
    }
    bar.finish_and_clear();
    let linked = store.link(Scope::All, &Settings::default())?;
    super::say_unfit(&super::unfit(&store, &linked)?, terminal);
    crate::commands::print(&format!(
        "{} coded, {changed} read otherwise than before; {}\n",
        counted(all.len(), "document"),
        linked_words(&linked)
    ))?;
    Ok(if lost { Outcome::Trouble } else { Outcome::Done })
}
