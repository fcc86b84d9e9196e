//! The subcommands: each a function from its arguments to an [`Outcome`].

pub mod archive;
pub mod cases;
pub mod code;
pub mod compare;
pub mod explain;
pub mod export;
pub mod gazetteer;
pub mod import;
pub mod incidents;
pub mod keys;
pub mod lexicon;
pub mod read;
pub mod serve;
pub mod shell;
pub mod users;
pub mod verify;

use crate::about::Told;
use crate::batch::Desk;
use crate::cli::{AboutArgs, DataArgs};
use crate::kit;
use crate::terminal::Terminal;
use crate::trouble::Trouble;
use attest_extract::Options;
use attest_model::{Coding, Document};
use attest_text::LIMIT;
use std::io::{Read, Write};
use std::path::Path;

/// How a run ended; its number is the exit status.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Something was found, or done.
    Done = 0,
    /// Everything was read and nothing found.
    Nothing = 1,
    /// Some input could not be read, or the run was stopped.
    Trouble = 2,
}

/// Threads that this machine runs at a time.
fn processors() -> usize {
    std::thread::available_parallelism().map_or(1, std::num::NonZeroUsize::get)
}

/// Writes to standard output; a reader that went away is no trouble.
fn print(text: &str) -> Result<(), Trouble> {
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(Trouble::Unwritable { name: "standard output".to_owned(), reason: error.to_string() })
        }
        _ => Ok(()),
    }
}

/// JSON that every reader sees as one line: JSON itself lets U+0085, U+2028 and U+2029 stand in a string, and many programs split lines there.
fn one_line(json: String) -> String {
    if !json.contains(['\u{85}', '\u{2028}', '\u{2029}']) {
        return json;
    }
    json.replace('\u{85}', "\\u0085").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029")
}

/// Bytes and name of one file, or of standard input.
fn bytes_of(file: &Path) -> Result<(String, Vec<u8>), Trouble> {
    if file.as_os_str() == "-" {
        let mut bytes = Vec::new();
        let read = std::io::stdin().lock().take(LIMIT as u64 + 1).read_to_end(&mut bytes);
        read.map_err(|error| Trouble::unreadable("standard input".as_ref(), &error))?;
        return Ok(("stdin".to_owned(), bytes));
    }
    let mut bytes = Vec::new();
    std::fs::File::open(file)
        .and_then(|open| open.take(LIMIT as u64 + 1).read_to_end(&mut bytes))
        .map_err(|error| Trouble::unreadable(file, &error))?;
    Ok((file.file_name().unwrap_or(file.as_os_str()).to_string_lossy().into_owned(), bytes))
}

/// One report as read.
fn read_one(file: &Path, told: &Told) -> Result<Document, Trouble> {
    let (name, bytes) = bytes_of(file)?;
    Ok(attest_text::read(&bytes, &told.of(&name))?)
}

/// One report as read and coded.
fn one(
    file: &Path,
    about: &AboutArgs,
    data: &DataArgs,
    terminal: &Terminal,
) -> Result<(Document, Coding), Trouble> {
    let (told, bad) = Told::read(about)?;
    for trouble in &bad {
        trouble.print(terminal.colour_errors, terminal.ascii());
    }
    let document = read_one(file, &told)?;
    let desk = Desk { kit: kit::load(data)?, options: Options::default(), told, known: None };
    let coding = attest_extract::code(&document, &desk.kit, &desk.options);
    Ok((document, coding))
}
