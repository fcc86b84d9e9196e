//! `attest code`: reports in, cards or JSON Lines out.

use super::{Outcome, processors};
use crate::about::Told;
use crate::batch::{Coded, Desk, run as run_batch};
use crate::card;
use crate::cli::{Code, Format};
use crate::inputs;
use crate::kit;
use crate::terminal::Terminal;
use crate::trouble::Trouble;
use attest_extract::Options;
use attest_model::Coding;
use indicatif::{ProgressBar, ProgressStyle};
use std::fs::File;
use std::io::{BufWriter, Write};

/// One report's part of the output.
enum Piece {
    Printed { text: String, found: bool },
    Failed(Trouble),
}

/// Runs the command.
///
/// # Errors
/// What stops the run before the first report: a table or lexicon that cannot be read, output that cannot be written.
pub fn run(args: &Code, terminal: &Terminal) -> Result<Outcome, Trouble> {
    let (told, bad_rows) = Told::read(&args.about)?;
    let desk =
        Desk { kit: kit::load(&args.data)?, options: Options { mentions: args.mentions }, told, known: None };
    let mut run = Run::start(args, terminal)?;
    for trouble in &bad_rows {
        run.note(trouble);
    }
    let found = inputs::find(&args.inputs);
    if found.left_aside > 0 && terminal.watched {
        eprintln!(
            "{} files in the folders hold no report by their names and were left aside",
            found.left_aside
        );
    }
    run.bar.set_length(found.inputs.len() as u64);
    let threads = args.jobs.map_or_else(processors, std::num::NonZeroUsize::get);
    let (format, look) = (args.format, *terminal);
    run_batch(
        found.inputs.into_iter(),
        &desk,
        threads,
        |coded| piece(coded, format, &look),
        |piece| run.take(piece),
    )?;
    run.finish()
}

/// A report's coding as it is printed; done on the thread that coded it.
fn piece(coded: Coded, format: Format, terminal: &Terminal) -> Piece {
    let coding = match coded {
        Ok(report) => match report.coding {
            Some(coding) => coding,
            None => return Piece::Printed { text: String::new(), found: false },
        },
        Err(trouble) => return Piece::Failed(trouble),
    };
    let found = has_found(&coding);
    match format {
        Format::Text => {
            Piece::Printed { text: card::draw(&coding, terminal.look).print(terminal.colour), found }
        }
        Format::Json => match serde_json::to_string(&coding) {
            Ok(text) => {
                let mut text = super::one_line(text);
                text.push('\n');
                Piece::Printed { text, found }
            }
            Err(error) => Piece::Failed(Trouble::stop(
                format!("`{}`: cannot be written as JSON: {error}", coding.document.name),
                "please report this with the text that caused it",
            )),
        },
    }
}

fn has_found(coding: &Coding) -> bool {
    !coding.incidents.is_empty()
        || !coding.claims.is_empty()
        || coding.mentions.as_ref().is_some_and(|mentions| !mentions.is_empty())
}

/// A run's output and what became of it so far.
struct Run {
    out: Box<dyn Write>,
    to: String,
    bar: ProgressBar,
    cards: bool,
    printed: usize,
    found: bool,
    lost: bool,
    broken: Option<std::io::Error>,
    colour_errors: bool,
    ascii: bool,
}

impl Run {
    fn start(args: &Code, terminal: &Terminal) -> Result<Self, Trouble> {
        let (out, to): (Box<dyn Write>, String) = match &args.out {
            None => (Box::new(BufWriter::new(std::io::stdout())), "standard output".to_owned()),
            Some(path) => {
                let name = path.to_string_lossy().into_owned();
                let file = File::create(path)
                    .map_err(|error| Trouble::Unwritable { name: name.clone(), reason: error.to_string() })?;
                (Box::new(BufWriter::new(file)), name)
            }
        };
        // Cards on a terminal are progress enough; a bar would only flicker between them.
        let quiet = !terminal.watched || (args.out.is_none() && args.format == Format::Text);
        Ok(Self {
            out,
            to,
            bar: if quiet { ProgressBar::hidden() } else { bar() },
            cards: args.format == Format::Text,
            printed: 0,
            found: false,
            lost: false,
            broken: None,
            colour_errors: terminal.colour_errors,
            ascii: terminal.ascii(),
        })
    }

    fn note(&mut self, trouble: &Trouble) {
        self.lost |= trouble.loses_input();
        let (colour, ascii) = (self.colour_errors, self.ascii);
        self.bar.suspend(|| trouble.print(colour, ascii));
    }

    /// Writes a piece; `false` once there is nobody left to write for.
    fn take(&mut self, piece: Piece) -> bool {
        self.bar.inc(1);
        match piece {
            Piece::Failed(trouble) => self.note(&trouble),
            Piece::Printed { text, found } => {
                self.found |= found;
                let gap = if self.cards && self.printed > 0 { "\n\n" } else { "" };
                self.printed += 1;
                if let Err(error) =
                    self.out.write_all(gap.as_bytes()).and_then(|()| self.out.write_all(text.as_bytes()))
                {
                    self.broken = Some(error);
                }
            }
        }
        self.broken.is_none()
    }

    fn finish(mut self) -> Result<Outcome, Trouble> {
        self.bar.finish_and_clear();
        if let Some(error) = self.broken.take().or_else(|| self.out.flush().err()) {
            // Whoever read the output has seen enough (`attest code … | head`).
            if error.kind() != std::io::ErrorKind::BrokenPipe {
                return Err(Trouble::Unwritable { name: self.to, reason: error.to_string() });
            }
        }
        Ok(match (self.lost, self.found) {
            (true, _) => Outcome::Trouble,
            (false, true) => Outcome::Done,
            (false, false) => Outcome::Nothing,
        })
    }
}

/// A bar over reports.
pub(super) fn bar() -> ProgressBar {
    let style = ProgressStyle::with_template("{bar:30} {pos}/{len} reports, {eta} left");
    style.map_or_else(|_| ProgressBar::hidden(), |style| ProgressBar::no_length().with_style(style))
}
