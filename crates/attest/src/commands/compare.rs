//! `attest compare`: what changed between an article and its sources, each with both quotes.

use super::{Outcome, bytes_of};
use crate::about::Told;
use crate::batch::Desk;
use crate::card::changes::draw;
use crate::cli::Compare;
use crate::kit;
use crate::terminal::Terminal;
use crate::trouble::Trouble;
use attest_extract::Options;
use attest_model::Coding;
use std::path::Path;

/// Runs the command. A source that cannot be read is reported and the others are compared.
///
/// # Errors
/// An article that cannot be read.
pub fn run(args: &Compare, terminal: &Terminal) -> Result<Outcome, Trouble> {
    let (told, bad) = Told::read(&args.about)?;
    for trouble in &bad {
        trouble.print(terminal.colour_errors, terminal.ascii());
    }
    let desk = Desk { kit: kit::load(&args.data)?, options: Options::default(), told, known: None };
    let Some(article) = coded(&desk, &args.article)?.into_iter().next() else {
        return Err(Trouble::stop("the article holds no report", "give the article first, then its sources"));
    };
    let mut sources = Vec::new();
    let mut lost = false;
    for path in &args.sources {
        match coded(&desk, path) {
            Ok(found) => sources.extend(found),
            Err(trouble) => {
                lost = true;
                trouble.print(terminal.colour_errors, terminal.ascii());
            }
        }
    }
    let changes = attest_link::changes(&article, &sources);
    super::print(&draw(&article, &sources, &changes, terminal.look).print(terminal.colour))?;
    Ok(match (lost, changes.is_empty()) {
        (true, _) => Outcome::Trouble,
        (false, false) => Outcome::Done,
        (false, true) => Outcome::Nothing,
    })
}

/// The codings of the reports in a file.
fn coded(desk: &Desk, path: &Path) -> Result<Vec<Coding>, Trouble> {
    let (name, bytes) = bytes_of(path)?;
    let coded = desk.code(&name, &bytes).into_iter();
    coded.filter_map(|coded| coded.map(|report| report.coding).transpose()).collect()
}
