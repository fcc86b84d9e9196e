//! `attest import`: rows of other datasets, or claims of other programs, as lines of `attest.coding/1`.

use super::{Outcome, bytes_of};
use crate::cli::{Import, ImportClaims};
use crate::inputs::{self, Input};
use crate::safe::visible;
use crate::terminal::Terminal;
use crate::trouble::Trouble;
use attest_export::import::{self, Refused, claims::Claims};
use attest_model::{Coding, Document};
use std::io::{BufWriter, Write};
use std::path::Path;

/// What was read and what was refused.
struct Sink<'t> {
    out: Box<dyn Write>,
    name: String,
    terminal: &'t Terminal,
    read: u64,
    refused: u64,
    broken: Option<std::io::Error>,
}

impl<'t> Sink<'t> {
    fn open(to: Option<&Path>, name: String, terminal: &'t Terminal) -> Result<Self, Trouble> {
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
        Ok(Self { out, name, terminal, read: 0, refused: 0, broken: None })
    }

    fn take(&mut self, coding: Result<Coding, Refused>) {
        match coding {
            Err(refused) => self.refuse(&refused),
            Ok(coding) => {
                let Ok(mut line) = serde_json::to_string(&coding) else { return };
                line.push('\n');
                self.read += 1;
                if let Err(error) = self.out.write_all(line.as_bytes()) {
                    self.broken.get_or_insert(error);
                }
            }
        }
    }

    fn refuse(&mut self, refused: &Refused) {
        self.refused += 1;
        let line = usize::try_from(refused.line).unwrap_or(usize::MAX);
        let trouble = Trouble::Stop {
            what: format!("`{}` line {line}: {}", visible(&self.name), visible(&refused.why)),
            help: "this line was left out; the others were read".to_owned(),
        };
        trouble.print(self.terminal.colour_errors, self.terminal.ascii());
    }
}

/// Runs the command. Exit status 2 where a line was refused.
///
/// # Errors
/// A file that cannot be read or written, or is none of the kind.
pub fn run(args: &Import, terminal: &Terminal) -> Result<Outcome, Trouble> {
    let (name, bytes) = bytes_of(&args.file)?;
    let mut sink = Sink::open(args.out.as_deref(), name, terminal)?;
    let version = env!("CARGO_PKG_VERSION");
    let dataset = |usual: &str| args.dataset.clone().unwrap_or_else(|| usual.to_owned());
    match args.kind.as_str() {
        "geojson" => {
            let text = String::from_utf8_lossy(&bytes);
            let codings = import::geojson::codings(&text, &dataset(&sink.name), version).map_err(|why| {
                Trouble::stop(format!("`{}`: {why}", sink.name), "give a GeoJSON FeatureCollection")
            })?;
            codings.into_iter().for_each(|own| sink.take(own));
        }
        kind => {
            let (read, usual): (fn(&_, &str, &str) -> _, _) = match kind {
                "ged" => (import::ged::coding, "UCDP GED"),
                "gtd" => (import::gtd::coding, "GTD"),
                _ => (import::acled::coding, "ACLED"),
            };
            import::csv_rows(bytes.as_slice(), &dataset(usual), version, read, |own| sink.take(own))
                .map_err(|error| Trouble::stop(error.to_string(), "give a CSV file with a header"))?;
        }
    }
    finish(sink)
}

fn finish(mut sink: Sink<'_>) -> Result<Outcome, Trouble> {
    if let Some(error) = sink.broken.take().or_else(|| sink.out.flush().err())
        && error.kind() != std::io::ErrorKind::BrokenPipe
    {
        return Err(Trouble::Unwritable { name: "the output".to_owned(), reason: error.to_string() });
    }
    eprintln!("{} lines written, {} refused", sink.read, sink.refused);
    Ok(match (sink.refused, sink.read) {
        (0, 0) => Outcome::Nothing,
        (0, _) => Outcome::Done,
        _ => Outcome::Trouble,
    })
}

/// Runs `attest import-claims`: claims of another program, held against the documents that they quote. Exit status 2 where one was refused.
///
/// # Errors
/// A file that cannot be read or written.
pub fn claims(args: &ImportClaims, terminal: &Terminal) -> Result<Outcome, Trouble> {
    let (name, bytes) = bytes_of(&args.file)?;
    let mut sink = Sink::open(args.out.as_deref(), name, terminal)?;
    let (told, _) = crate::about::Told::read(&crate::cli::AboutArgs::default())?;
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
    let mut claims = Claims::on(&documents, env!("CARGO_PKG_VERSION"));
    for (at, line) in String::from_utf8_lossy(&bytes).lines().enumerate() {
        if line.trim().is_empty() {
            continue;
        }
        if let Err(refused) = claims.take(at as u64 + 1, line) {
            sink.refuse(&refused);
        }
    }
    claims.finish().for_each(|own| sink.take(Ok(own)));
    finish(sink)
}
