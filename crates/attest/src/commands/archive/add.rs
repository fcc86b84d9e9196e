//! `attest add`: reports into the archive.
//!
//! Reports are coded by the same batch as `attest code` does it and stored in bites of a few dozen. A bite that was stored stays
//! stored whatever happens to the rest: run again after a crash or a full disk, the same command goes on where it was, because
//! what the archive knows is not coded again.

use super::linked_words;
use crate::about::Told;
use crate::act::act;
use crate::batch::{Coded, Desk, run as run_batch};
use crate::cli::Add;
use crate::commands::{Outcome, processors};
use crate::inputs;
use crate::kit;
use crate::terminal::Terminal;
use crate::trouble::Trouble;
use attest_extract::Options;
use attest_link::Settings;
use attest_store::{Act, Arrival, Incoming, Scope, SqliteStore, Store};
use indicatif::ProgressBar;
use std::time::{Duration, Instant};

/// A bite: so many reports, or so many bytes, or what came in so long.
const REPORTS: usize = 200;
const BYTES: usize = 16 << 20;
const PAUSE: Duration = Duration::from_secs(2);

/// Runs the command.
///
/// # Errors
/// An archive that cannot be made or written, and what stops `attest code`.
pub fn run(args: &Add, terminal: &Terminal) -> Result<Outcome, Trouble> {
    let (told, bad_rows) = Told::read(&args.about)?;
    let act = act(&args.act)?;
    let store = SqliteStore::create(&args.archive.path(), &act)?;
    let desk =
        Desk { kit: kit::load(&args.data)?, options: Options::default(), told, known: Some(store.known()?) };
    let mut run = Run::start(store, act, terminal);
    for trouble in &bad_rows {
        run.note(trouble);
    }
    let found = inputs::find(&args.inputs);
    run.bar.set_length(found.inputs.len() as u64);
    let threads = args.jobs.map_or_else(processors, std::num::NonZeroUsize::get);
    run_batch(found.inputs.into_iter(), &desk, threads, |coded| coded, |coded| run.take(coded))?;
    run.finish(terminal)
}

/// What was stored so far, and what waits.
pub struct Run {
    store: SqliteStore,
    act: Act,
    bar: ProgressBar,
    waiting: Vec<Incoming>,
    bytes: usize,
    since: Instant,
    new: usize,
    known: usize,
    told: Vec<String>,
    lost: bool,
    broken: Option<Trouble>,
    colour: bool,
    ascii: bool,
}

impl Run {
    /// A run that has stored nothing yet.
    pub fn start(store: SqliteStore, act: Act, terminal: &Terminal) -> Self {
        Self {
            store,
            act,
            bar: if terminal.watched { crate::commands::code::bar() } else { ProgressBar::hidden() },
            waiting: Vec::new(),
            bytes: 0,
            since: Instant::now(),
            new: 0,
            known: 0,
            told: Vec::new(),
            lost: false,
            broken: None,
            colour: terminal.colour_errors,
            ascii: terminal.ascii(),
        }
    }

    /// Tells of a trouble; the run goes on.
    pub fn note(&mut self, trouble: &Trouble) {
        self.lost |= trouble.loses_input();
        let (colour, ascii) = (self.colour, self.ascii);
        self.bar.suspend(|| trouble.print(colour, ascii));
    }

    /// Takes a report; `false` once nothing more can be stored.
    pub fn take(&mut self, coded: Coded) -> bool {
        self.bar.inc(1);
        match coded {
            Err(trouble) => self.note(&trouble),
            Ok(report) => match (report.coding, report.original) {
                (Some(coding), Some(original)) => {
                    self.bytes += original.len() + report.document.text.len();
                    self.waiting.push(Incoming { document: report.document, original, coding });
                }
                _ => self.known += 1,
            },
        }
        let full = self.waiting.len() >= REPORTS || self.bytes >= BYTES || self.since.elapsed() >= PAUSE;
        !full || self.store_waiting()
    }

    fn store_waiting(&mut self) -> bool {
        let bite = std::mem::take(&mut self.waiting);
        (self.bytes, self.since) = (0, Instant::now());
        if bite.is_empty() {
            return true;
        }
        match self.store.add(&bite, &self.act) {
            Ok(arrivals) => {
                for (one, arrival) in bite.iter().zip(arrivals) {
                    self.count(&one.document.name, arrival);
                }
                true
            }
            Err(error) => {
                self.broken = Some(error.into());
                false
            }
        }
    }

    fn count(&mut self, name: &str, arrival: Arrival) {
        match arrival {
            Arrival::Known => self.known += 1,
            Arrival::New => self.new += 1,
            Arrival::Revision { of, number } => {
                self.new += 1;
                let of = super::short(&of);
                self.told.push(format!(
                    "`{name}` is revision {number} of its page; the text before, {of}, is kept"
                ));
            }
            Arrival::Namesake { of } => {
                self.new += 1;
                let of = super::short(&of);
                self.told
                    .push(format!("`{name}` says something else than {of} of the same name; both are kept"));
            }
        }
    }

    /// Stores what waits, links it with the rest, and says what became of it.
    ///
    /// # Errors
    /// An archive that cannot be written.
    pub fn finish(mut self, terminal: &Terminal) -> Result<Outcome, Trouble> {
        if self.broken.is_none() {
            self.store_waiting();
        }
        self.bar.finish_and_clear();
        for line in &self.told {
            eprintln!("{}", crate::safe::visible(line));
        }
        let mut words = format!("{} new, {} there already", self.new, self.known);
        if let Some(trouble) = self.broken {
            eprintln!("{words}; then:");
            return Err(trouble);
        }
        let linked = self.store.link(Scope::Touched, &Settings::default())?;
        words.push_str("; ");
        words.push_str(&linked_words(&linked));
        super::say_unfit(&super::unfit(&self.store, &linked)?, terminal);
        crate::commands::print(&format!("{words}\n"))?;
        Ok(if self.lost { Outcome::Trouble } else { Outcome::Done })
    }
}
