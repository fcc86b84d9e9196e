//! Many reports, in parallel, in order, in bounded memory.
//!
//! Inputs become units of work: a file, or a slice of the lines of a JSON Lines file, which is never held as a whole. Units are
//! taken in chunks; a chunk is worked on by all threads and written out in the order of the inputs before the next one is
//! begun. The bytes written therefore depend on neither the number of threads nor their luck.

use crate::about::Told;
use crate::inputs::Input;
use crate::trouble::Trouble;
use attest_extract::{Kit, Options, code};
use attest_model::{Coding, Document};
use attest_store::sha256;
use attest_text::{Archive, Format, LIMIT, Page, ReadError, read_all};
use rayon::prelude::*;
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{BufRead, BufReader, Cursor, Read, Seek};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;

/// Limits of a chunk, for each thread: units and bytes.
const UNITS: usize = 32;
const BYTES: u64 = 8 << 20;
/// Limits of a slice of JSON Lines.
const SLICE_LINES: usize = 8;
const SLICE_BYTES: usize = 1 << 20;

/// What becomes of one report.
pub type Coded = Result<Report, Trouble>;

/// One report as read and coded.
#[derive(Debug)]
pub struct Report {
    /// As read.
    pub document: Document,
    /// As coded; nothing where its bytes are [known](Desk::known) already.
    pub coding: Option<Coding>,
    /// The bytes whose hash is the document's id, where the desk keeps originals.
    pub original: Option<Vec<u8>>,
}

/// What all reports are coded with.
#[derive(Debug)]
pub struct Desk {
    /// Lexicons, gazetteer, language model.
    pub kit: Kit,
    /// What is asked for.
    pub options: Options,
    /// What is told from outside.
    pub told: Told,
    /// For an archive: the documents that it has, which are not coded again. With it, originals are kept.
    pub known: Option<BTreeSet<String>>,
}

impl Desk {
    /// Codes every report that `bytes` hold.
    pub fn code(&self, name: &str, bytes: &[u8]) -> Vec<Coded> {
        if let Some(archive) = Archive::detect(name, bytes) {
            let pages = archive.pages(name, Cursor::new(bytes.to_vec()));
            return pages.map(|page| self.code_page(&page?)).collect();
        }
        let about = self.told.of(name);
        let mut all: Vec<Coded> =
            read_all(bytes, &about).into_iter().map(|document| self.code_one(document?)).collect();
        if self.known.is_some() {
            let originals = Originals::of(bytes);
            for report in all.iter_mut().flatten() {
                report.original = Some(originals.find(&report.document));
            }
        }
        all
    }

    /// Codes an archived page.
    pub fn code_page(&self, page: &Page) -> Coded {
        let document = page.read(&self.told.of(&page.about.name))?;
        let mut report = self.code_one(document)?;
        report.original = self.known.is_some().then(|| page.bytes.clone());
        Ok(report)
    }

    /// Codes one document; a fault of the program costs that document and not the run.
    pub fn code_one(&self, document: Document) -> Coded {
        if self.known.as_ref().is_some_and(|known| known.contains(&document.id)) {
            return Ok(Report { document, coding: None, original: None });
        }
        let coded = catch_unwind(AssertUnwindSafe(|| code(&document, &self.kit, &self.options)));
        match coded {
            Ok(coding) => Ok(Report { document, coding: Some(coding), original: None }),
            Err(_) => Err(Trouble::stop(
                format!("`{}` was not coded: a fault in attest", document.name),
                "the other inputs were coded; please report the fault with the text that caused it",
            )),
        }
    }
}

/// The bytes behind each document of a file: the file itself, or a line of it.
struct Originals<'b> {
    bytes: &'b [u8],
    whole: String,
    lines: OnceCell<BTreeMap<String, &'b [u8]>>,
}

impl<'b> Originals<'b> {
    fn of(bytes: &'b [u8]) -> Self {
        Self { bytes, whole: sha256(bytes), lines: OnceCell::new() }
    }

    /// The bytes whose hash is the document's id. A record of a file that is one JSON value, or of one in another encoding than
    /// UTF-8, has no bytes of its own there: its id is the hash of its text.
    fn find(&self, document: &Document) -> Vec<u8> {
        if document.id == self.whole {
            return self.bytes.to_vec();
        }
        let lines = self.lines.get_or_init(|| {
            let bare = |line: &'b [u8]| line.strip_suffix(b"\r").unwrap_or(line);
            let start = if self.bytes.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
            let lines = self.bytes.get(start..).unwrap_or_default().split(|byte| *byte == b'\n');
            lines.map(bare).map(|line| (sha256(line), line)).collect()
        });
        lines.get(&document.id).map_or_else(|| document.text.as_bytes().to_vec(), |line| line.to_vec())
    }
}

/// A unit of work.
#[derive(Debug)]
enum Unit {
    File(PathBuf, String),
    Bytes { name: String, first_line: usize, bytes: Vec<u8> },
    Page(Box<Page>),
    Trouble(Trouble),
}

impl Unit {
    fn size(&self) -> u64 {
        match self {
            Self::File(path, _) => std::fs::metadata(path).map_or(0, |data| data.len()),
            Self::Bytes { bytes, .. } => bytes.len() as u64,
            Self::Page(page) => page.bytes.len() as u64,
            Self::Trouble(_) => 0,
        }
    }

    fn work<T>(self, desk: &Desk, print: &(impl Fn(Coded) -> T + Sync)) -> Vec<T> {
        match self {
            Self::File(path, name) => match File::open(&path).and_then(at_most_the_limit) {
                Ok(bytes) => desk.code(&name, &bytes).into_iter().map(print).collect(),
                Err(error) => vec![print(Err(Trouble::unreadable(&path, &error)))],
            },
            Self::Bytes { name, first_line, bytes } => {
                let all = desk.code(&name, &bytes).into_iter();
                all.map(|coded| print(shifted(coded, &name, first_line))).collect()
            }
            Self::Page(page) => vec![print(desk.code_page(&page))],
            Self::Trouble(trouble) => vec![print(Err(trouble))],
        }
    }
}

/// Line numbers of a slice as those of its file, in messages and in the names of reports that have no other.
fn shifted(coded: Coded, file: &str, first_line: usize) -> Coded {
    let shift = first_line - 1;
    match coded {
        Ok(mut report) => {
            let line = report.document.name.strip_prefix(file).and_then(|rest| rest.strip_prefix(':'));
            if let Some(line) = line.and_then(|line| line.parse::<usize>().ok()) {
                report.document.name = format!("{file}:{}", line + shift);
                if let Some(coding) = &mut report.coding {
                    coding.document.name.clone_from(&report.document.name);
                }
            }
            Ok(report)
        }
        Err(Trouble::Line { name, line, reason }) => Err(Trouble::Line { name, line: line + shift, reason }),
        Err(trouble) => Err(trouble),
    }
}

/// The lines of a file of JSON Lines, in slices.
struct Slices {
    name: String,
    lines: BufReader<Box<dyn Read + Send>>,
    next_line: usize,
    /// A line that is too long, told behind those before it.
    pending: Option<Trouble>,
}

impl Slices {
    fn next(&mut self) -> Option<Unit> {
        if let Some(trouble) = self.pending.take() {
            return Some(Unit::Trouble(trouble));
        }
        let first_line = self.next_line;
        let mut bytes = Vec::new();
        while self.next_line - first_line < SLICE_LINES && bytes.len() < SLICE_BYTES && self.pending.is_none()
        {
            let before = bytes.len();
            match self.line(&mut bytes) {
                Ok(0) => break,
                Ok(read) if read > LIMIT => {
                    bytes.truncate(before);
                    let reason = format!("it is longer than {} MB", LIMIT >> 20);
                    self.pending =
                        Some(Trouble::Line { name: self.name.clone(), line: self.next_line, reason });
                    self.next_line += 1;
                }
                Ok(_) => self.next_line += 1,
                Err(error) => {
                    return Some(Unit::Trouble(Trouble::unreadable(self.name.as_ref(), &error)));
                }
            }
        }
        if bytes.is_empty() {
            return self.pending.take().map(Unit::Trouble);
        }
        Some(Unit::Bytes { name: self.name.clone(), first_line, bytes })
    }
}

impl Slices {
    /// Appends a line, or as much of it as shows that it is too long; what is left of it is skipped.
    fn line(&mut self, bytes: &mut Vec<u8>) -> std::io::Result<usize> {
        let read = (&mut self.lines).take(LIMIT as u64 + 1).read_until(b'\n', bytes)?;
        while read > LIMIT && !bytes.ends_with(b"\n") {
            let ahead = self.lines.fill_buf()?;
            let end = ahead.iter().position(|byte| *byte == b'\n');
            let (skip, done) = (end.map_or(ahead.len(), |end| end + 1), end.is_some() || ahead.is_empty());
            self.lines.consume(skip);
            if done {
                break;
            }
        }
        Ok(read)
    }
}

/// All bytes of a file, or one more than a file may have.
fn at_most_the_limit(file: impl Read) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    file.take(LIMIT as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Inputs as units of work, in order.
struct Units<I> {
    inputs: I,
    slices: Option<Slices>,
    pages: Option<Box<dyn Iterator<Item = Result<Page, ReadError>> + Send>>,
    last_failed: bool,
}

impl<I: Iterator<Item = Result<Input, Trouble>>> Units<I> {
    /// The first slice of a file of lines; the others follow it.
    fn begin(&mut self, mut slices: Slices) -> Option<Unit> {
        let first = slices.next();
        self.slices = Some(slices);
        first
    }

    fn open(&mut self, input: Input) -> Unit {
        match input {
            Input::Stdin => match lines_of(std::io::stdin(), "stdin") {
                Ok(Opened::Lines(slices)) => self.begin(slices).unwrap_or_else(|| Unit::Bytes {
                    name: "stdin".to_owned(),
                    first_line: 1,
                    bytes: Vec::new(),
                }),
                Ok(Opened::Whole(all)) => match at_most_the_limit(all) {
                    Ok(bytes) => Unit::Bytes { name: "stdin".to_owned(), first_line: 1, bytes },
                    Err(error) => Unit::Trouble(Trouble::unreadable("standard input".as_ref(), &error)),
                },
                Err(error) => Unit::Trouble(Trouble::unreadable("standard input".as_ref(), &error)),
            },
            Input::File { path, name } => match archive(&path, &name) {
                Ok(Some(pages)) => {
                    self.pages = Some(pages);
                    self.page().unwrap_or(Unit::File(path, name))
                }
                Ok(None) => self.file(path, name),
                Err(error) => Unit::Trouble(Trouble::unreadable(&path, &error)),
            },
        }
    }

    /// The next page of the archive that is being read.
    fn page(&mut self) -> Option<Unit> {
        Some(match self.pages.as_mut()?.next()? {
            Ok(page) => Unit::Page(Box::new(page)),
            Err(error) => Unit::Trouble(error.into()),
        })
    }

    fn file(&mut self, path: PathBuf, name: String) -> Unit {
        match lines_of_file(&path, &name) {
            Ok(Some(slices)) => self.begin(slices).unwrap_or(Unit::File(path, name)),
            Ok(None) => Unit::File(path, name),
            Err(error) => Unit::Trouble(Trouble::unreadable(&path, &error)),
        }
    }
}

impl<I: Iterator<Item = Result<Input, Trouble>>> Iterator for Units<I> {
    type Item = Unit;

    fn next(&mut self) -> Option<Unit> {
        if let Some(slices) = self.slices.as_mut().filter(|_| !self.last_failed)
            && let Some(unit) = slices.next()
        {
            self.last_failed =
                matches!(&unit, Unit::Trouble(trouble) if !matches!(trouble, Trouble::Line { .. }));
            return Some(unit);
        }
        (self.slices, self.last_failed) = (None, false);
        if let Some(unit) = self.page() {
            return Some(unit);
        }
        self.pages = None;
        Some(match self.inputs.next()? {
            Ok(input) => self.open(input),
            Err(trouble) => Unit::Trouble(trouble),
        })
    }
}

/// The pages of a file, if it is an archive of the web: read one at a time, however many there are.
fn archive(
    path: &std::path::Path,
    name: &str,
) -> std::io::Result<Option<Box<dyn Iterator<Item = Result<Page, ReadError>> + Send>>> {
    let mut file = File::open(path)?;
    if !file.metadata()?.is_file() {
        return Ok(None);
    }
    let mut head = Vec::new();
    file.by_ref().take(16).read_to_end(&mut head)?;
    let Some(archive) = Archive::detect(name, &head) else { return Ok(None) };
    file.rewind()?;
    Ok(Some(archive.pages(name, BufReader::with_capacity(1 << 16, file))))
}

/// The lines of a file, if it is one of JSON Lines.
fn lines_of_file(path: &std::path::Path, name: &str) -> std::io::Result<Option<Slices>> {
    let file = File::open(path)?;
    if !file.metadata()?.is_file() {
        return Ok(None);
    }
    Ok(match lines_of(file, name)? {
        Opened::Lines(slices) => Some(slices),
        Opened::Whole(_) => None,
    })
}

/// An input whose first bytes were looked at.
enum Opened {
    /// JSON Lines.
    Lines(Slices),
    /// One report.
    Whole(Box<dyn Read + Send>),
}

/// Looks at the first bytes of `file` to tell whether it holds a report in each line.
fn lines_of(mut file: impl Read + Send + 'static, name: &str) -> std::io::Result<Opened> {
    let mut head = vec![0; 4096];
    let mut length = 0;
    while length < head.len() {
        match file.read(&mut head[length..])? {
            0 => break,
            read => length += read,
        }
    }
    head.truncate(length);
    // UTF-16 has zero bytes and no lines of bytes, and one JSON value over several lines has no records of lines: such
    // files are read whole.
    let first = head.trim_ascii_start().split(|byte| *byte == b'\n').next().unwrap_or_default().trim_ascii();
    let whole = head.contains(&0)
        || first == b"{"
        || first.starts_with(b"[")
        || Format::detect(name, &head) != Format::JsonLines;
    let all: Box<dyn Read + Send> = Box::new(std::io::Cursor::new(head).chain(file));
    if whole {
        return Ok(Opened::Whole(all));
    }
    let lines = BufReader::with_capacity(1 << 16, all);
    Ok(Opened::Lines(Slices { name: name.to_owned(), lines, next_line: 1, pending: None }))
}

/// Codes `inputs` with `threads` threads. `print` is called for each report on any thread; `write` with its results on this
/// one, in the order of the inputs, and may end the run by returning `false`.
///
/// # Errors
/// Threads that cannot be started.
pub fn run<T: Send>(
    inputs: impl Iterator<Item = Result<Input, Trouble>>,
    desk: &Desk,
    threads: usize,
    print: impl Fn(Coded) -> T + Sync,
    mut write: impl FnMut(T) -> bool,
) -> Result<(), Trouble> {
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .build()
        .map_err(|error| Trouble::stop(format!("cannot start threads: {error}"), "try --jobs 1"))?;
    let mut units = Units { inputs, slices: None, pages: None, last_failed: false }.peekable();
    while units.peek().is_some() {
        let mut chunk = Vec::new();
        let mut bytes = 0;
        while chunk.len() < UNITS * threads && bytes < BYTES * threads as u64 {
            let Some(unit) = units.next() else { break };
            bytes += unit.size();
            chunk.push(unit);
        }
        let done: Vec<Vec<T>> = pool
            .install(|| chunk.into_par_iter().with_max_len(1).map(|unit| unit.work(desk, &print)).collect());
        for result in done.into_iter().flatten() {
            if !write(result) {
                return Ok(());
            }
        }
    }
    Ok(())
}
