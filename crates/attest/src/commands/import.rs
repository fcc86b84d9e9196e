//! `attest import`: rows of other datasets, or claims of other programs, as lines of `attest.coding/1` or into an archive.

use super::archive::add::Run;
use super::{Outcome, bytes_of};
use crate::about::Told;
use crate::act::act;
use crate::batch::{Desk, Report};
use crate::cli::{AboutArgs, Import, ImportClaims};
use crate::inputs::{self, Input};
use crate::kit;
use crate::safe::visible;
use crate::terminal::Terminal;
use crate::trouble::Trouble;
use attest_export::import::{self, Imported, Refused, claims::Claims, claims::Known};
use attest_extract::Options;
use attest_link::Settings;
use attest_model::{Coding, Document};
use attest_store::{Scope, SqliteStore, Store, StoreError};
use attest_text::About;
use std::io::{BufWriter, Write};
use std::path::Path;

/// Where what was read goes.
enum Sink {
    /// Lines of `attest.coding/1`.
    Lines { out: Box<dyn Write>, broken: Option<std::io::Error> },
    /// An archive.
    Archive(Box<Run>),
}

/// What was read and what was refused.
struct Reading<'t> {
    sink: Sink,
    name: String,
    terminal: &'t Terminal,
    read: u64,
    refused: u64,
}

impl<'t> Reading<'t> {
    fn lines(to: Option<&Path>, name: String, terminal: &'t Terminal) -> Result<Self, Trouble> {
        let out: Box<dyn Write> = match to {
            None => Box::new(BufWriter::new(std::io::stdout())),
            Some(path) => {
                let file = std::fs::File::create(path).map_err(|error| Trouble::Unwritable {
                    name: path.to_string_lossy().into_owned(),
                    reason: error.to_string(),
                })?;
                Box::new(BufWriter::new(file))
            }
        };
        Ok(Self { sink: Sink::Lines { out, broken: None }, name, terminal, read: 0, refused: 0 })
    }

    fn take(&mut self, row: Result<Imported, Refused>) {
        match row {
            Err(refused) => self.refuse(&refused),
            Ok(row) => {
                let document = row.document();
                self.give(document, row.text.into_bytes(), row.coding);
            }
        }
    }

    /// Takes a document with its bytes and its coding.
    fn give(&mut self, document: Document, original: Vec<u8>, coding: Coding) {
        self.read += 1;
        match &mut self.sink {
            Sink::Lines { .. } => self.line(&coding),
            Sink::Archive(run) => {
                run.take(Ok(Report { document, coding: Some(coding), original: Some(original) }));
            }
        }
    }

    fn line(&mut self, coding: &Coding) {
        let Sink::Lines { out, broken } = &mut self.sink else { return };
        let Ok(line) = serde_json::to_string(coding) else { return };
        let mut line = super::one_line(line);
        line.push('\n');
        if let Err(error) = out.write_all(line.as_bytes()) {
            broken.get_or_insert(error);
        }
    }

    fn refuse(&mut self, refused: &Refused) {
        self.refused += 1;
        let line = usize::try_from(refused.line).unwrap_or(usize::MAX);
        let trouble = Trouble::Stop {
            what: format!("`{}` line {line}: {}", visible(&self.name), visible(&refused.why)),
            help: "this line was left out; the others were read".to_owned(),
        };
        self.tell(&trouble);
    }

    /// Counts and tells what could not be read.
    fn trouble(&mut self, trouble: &Trouble) {
        self.refused += 1;
        self.tell(trouble);
    }

    fn tell(&mut self, trouble: &Trouble) {
        match &mut self.sink {
            Sink::Archive(run) => run.note(trouble),
            Sink::Lines { .. } => trouble.print(self.terminal.colour_errors, self.terminal.ascii()),
        }
    }

    fn finish(self) -> Result<Outcome, Trouble> {
        match self.sink {
            Sink::Archive(run) => run.finish(self.terminal),
            Sink::Lines { mut out, broken } => {
                if let Some(error) = broken.or_else(|| out.flush().err())
                    && error.kind() != std::io::ErrorKind::BrokenPipe
                {
                    return Err(Trouble::Unwritable {
                        name: "the output".to_owned(),
                        reason: error.to_string(),
                    });
                }
                eprintln!("{} lines written, {} refused", self.read, self.refused);
                Ok(match (self.refused, self.read) {
                    (0, 0) => Outcome::Nothing,
                    (0, _) => Outcome::Done,
                    _ => Outcome::Trouble,
                })
            }
        }
    }
}

/// Runs the command. Exit status 2 where a line was refused.
///
/// # Errors
/// A file that cannot be read or written, or is none of the kind.
pub fn run(args: &Import, terminal: &Terminal) -> Result<Outcome, Trouble> {
    let (name, bytes) = bytes_of(&args.file)?;
    let mut reading = if args.archive.is_named() {
        let act = act(&args.act)?;
        let store = SqliteStore::create(&args.archive.path(), &act)?;
        let sink = Sink::Archive(Box::new(Run::start(store, act, terminal)));
        Reading { sink, name, terminal, read: 0, refused: 0 }
    } else {
        Reading::lines(args.out.as_deref(), name, terminal)?
    };
    let version = env!("CARGO_PKG_VERSION");
    let dataset = |usual: &str| args.dataset.clone().unwrap_or_else(|| usual.to_owned());
    match args.kind.as_str() {
        "archiver" | "current-events" => {
            let about =
                About { name: reading.name.clone(), published: args.published.clone(), ..About::default() };
            let documents = match args.kind.as_str() {
                "archiver" => attest_text::sheet::read_all(&bytes, &about),
                _ => attest_text::current_events::read_all(&bytes, &about),
            };
            let told = Told::read(&AboutArgs::default())?.0;
            let desk = Desk { kit: kit::load(&args.data)?, options: Options::default(), told, known: None };
            for document in documents {
                match document.map_err(Trouble::from).and_then(|document| desk.code_one(document)) {
                    Ok(Report { document, coding: Some(coding), .. }) => {
                        let original = document.text.clone().into_bytes();
                        reading.give(document, original, coding);
                    }
                    Ok(_) => {}
                    Err(trouble) => reading.trouble(&trouble),
                }
            }
        }
        "geojson" => {
            let text = String::from_utf8_lossy(&bytes);
            let rows = import::geojson::codings(&text, &dataset(&reading.name), version).map_err(|why| {
                Trouble::stop(format!("`{}`: {why}", reading.name), "give a GeoJSON FeatureCollection")
            })?;
            rows.into_iter().for_each(|own| reading.take(own));
        }
        kind => {
            let (read, usual): (fn(&_, &str, &str) -> _, _) = match kind {
                "ged" => (import::ged::coding, "UCDP GED"),
                "gtd" => (import::gtd::coding, "GTD"),
                _ => (import::acled::coding, "ACLED"),
            };
            import::csv_rows(bytes.as_slice(), &dataset(usual), version, read, |own| reading.take(own))
                .map_err(|error| Trouble::stop(error.to_string(), "give a CSV file with a header"))?;
        }
    }
    reading.finish()
}

/// Runs `attest import-claims`: claims of another program, held against the documents that they quote. Exit status 2 where one was refused.
///
/// # Errors
/// A file that cannot be read or written.
pub fn claims(args: &ImportClaims, terminal: &Terminal) -> Result<Outcome, Trouble> {
    let (name, bytes) = bytes_of(&args.file)?;
    let text = String::from_utf8_lossy(&bytes);
    let mut reading = Reading::lines(args.out.as_deref(), name, terminal)?;
    let version = env!("CARGO_PKG_VERSION");
    if args.archive.is_named() {
        return into_archive(args, &text, &mut reading);
    }
    let (told, _) = Told::read(&AboutArgs::default())?;
    let mut documents: Vec<Document> = Vec::new();
    for input in inputs::find(&args.documents).inputs {
        let input = input?;
        let name = input.name().to_owned();
        let Input::File { path, .. } = input else { continue };
        let bytes = std::fs::read(&path).map_err(|error| Trouble::unreadable(&path, &error))?;
        for document in attest_text::read_all(&bytes, &told.of(&name)) {
            documents.push(document?);
        }
    }
    let mut claims = Claims::on(&documents, version);
    take_lines(&text, &mut claims, &mut reading);
    for coding in claims.finish() {
        reading.read += 1;
        reading.line(&coding);
    }
    reading.finish()
}

/// Takes every line that is not empty; how many said something new.
fn take_lines(text: &str, claims: &mut Claims<'_>, reading: &mut Reading<'_>) -> (u64, u64) {
    let (mut new, mut known) = (0, 0);
    for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        match claims.take(at as u64 + 1, line) {
            Ok(true) => new += 1,
            Ok(false) => known += 1,
            Err(refused) => reading.refuse(&refused),
        }
    }
    (new, known)
}

/// Adds claims to what an archive has of its reports. What they say is logged with the hash of what is then held of each report.
fn into_archive(args: &ImportClaims, text: &str, reading: &mut Reading<'_>) -> Result<Outcome, Trouble> {
    let mut act = act(&args.act)?;
    let mut store = SqliteStore::open(&args.archive.path())?;
    let (codings, new, known) = {
        let find = |name: &str| -> Result<Known, String> {
            let told = |error: StoreError| error.to_string();
            let document = store.document(name).map_err(told)?;
            let coding = store.coding(&document.id).map_err(told)?;
            Ok(Known { document, coding: Some(coding) })
        };
        let mut claims = Claims::found(env!("CARGO_PKG_VERSION"), find);
        let (new, known) = take_lines(text, &mut claims, reading);
        (claims.finish().collect::<Vec<_>>(), new, known)
    };
    act.why.get_or_insert_with(|| format!("{new} claims of another program ({})", reading.name));
    store.recode(&codings, &act)?;
    let linked = store.link(Scope::Touched, &Settings::default())?;
    super::archive::say_unfit(&super::archive::unfit(&store, &linked)?, reading.terminal);
    super::print(&format!(
        "{new} claims new, {known} there already, {} refused; {}\n",
        reading.refused,
        super::archive::linked_words(&linked)
    ))?;
    Ok(if reading.refused > 0 { Outcome::Trouble } else { Outcome::Done })
}
