//! Literate cases: a report, and what should be read in it, in one Markdown file that needs no programmer.
//!
//! A case describes *right* behaviour and only what it is about: a cell that is left empty expects nothing. A case that the
//! program does not pass yet says `Known gap:` and why; it is run all the same, and reported once it passes, so that the list
//! of gaps stays honest. The notation is described in `corpus/README.md`.

mod check;
mod figure;
mod parse;
mod spec;
mod tell;
mod when;

pub use check::Failure;
pub use parse::{Case, parse};

use attest_extract::{Kit, Options, code};
use attest_gazetteer::{Gazetteer, commands::add};
use attest_model::Coding;
use attest_text::About;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

/// How a case came out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// Everything was read as it should be.
    Passed,
    /// Something was not, and the case does not say that this is known.
    Failed(Vec<Failure>),
    /// Something was not, as the case says.
    KnownGap(Vec<Failure>),
    /// The case says that it cannot be read yet, but it was.
    Closed,
    /// The case cannot be understood.
    Unclear(String),
}

impl Verdict {
    /// Whether nobody needs to look at it.
    pub const fn is_fine(&self) -> bool {
        matches!(self, Self::Passed | Self::KnownGap(_))
    }
}

/// A case and how it came out.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// Its file.
    pub path: PathBuf,
    /// Its first heading.
    pub title: String,
    /// How it came out.
    pub verdict: Verdict,
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.path.display();
        match &self.verdict {
            Verdict::Passed => write!(f, "pass  {path}: {}", self.title),
            Verdict::KnownGap(_) => write!(f, "gap   {path}: {}", self.title),
            Verdict::Closed => {
                write!(
                    f,
                    "PASS  {path}: {}\n      is marked as a known gap and passes; take the mark away",
                    self.title
                )
            }
            Verdict::Unclear(why) => write!(f, "FAIL  {path}: the case cannot be understood: {why}"),
            Verdict::Failed(failures) => {
                write!(f, "FAIL  {path}: {}", self.title)?;
                failures.iter().try_for_each(|failure| write!(f, "\n{failure}"))
            }
        }
    }
}

/// Runs the case in `path`; with `update`, a case that fails gets what is read today as its new expectation.
pub fn run(path: &Path, kit: &Kit, update: bool) -> Outcome {
    let unclear = |why: String| Outcome {
        path: path.to_path_buf(),
        title: String::new(),
        verdict: Verdict::Unclear(why),
    };
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) => return unclear(error.to_string()),
    };
    let case = match parse(&text) {
        Ok(case) => case,
        Err(why) => return unclear(why),
    };
    let coding = match coded(&case, kit) {
        Ok(coding) => coding,
        Err(why) => return unclear(why),
    };
    let failures = check::check(&case, &coding);
    let verdict = match (failures.is_empty(), case.known_gap.is_some()) {
        (true, false) => Verdict::Passed,
        (true, true) => Verdict::Closed,
        (false, true) => Verdict::KnownGap(failures),
        (false, false) if update => match std::fs::write(path, tell::updated(&text, &case, &coding)) {
            Ok(()) => Verdict::Passed,
            Err(error) => Verdict::Unclear(format!("cannot be updated: {error}")),
        },
        (false, false) => Verdict::Failed(failures),
    };
    Outcome { path: path.to_path_buf(), title: case.title, verdict }
}

/// The coding of a case's report.
fn coded(case: &Case, kit: &Kit) -> Result<Coding, String> {
    let about = About {
        name: format!("case.{}", case.format),
        published: case.published.clone(),
        publisher: case.publisher.clone(),
        kind: case.kind,
        ..About::default()
    };
    let document = attest_text::read(case.report.as_bytes(), &about).map_err(|error| error.to_string())?;
    let options = Options { mentions: true };
    let Some(rows) = &case.gazetteer else { return Ok(code(&document, kit, &options)) };
    let own = Kit::with_lexicon(kit.lexicon).map_err(|error| error.to_string())?;
    Ok(code(&document, &own.with_gazetteer(places(rows)?), &options))
}

/// The built-in gazetteer with the rows of a case over it.
fn places(rows: &str) -> Result<Gazetteer, String> {
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    let folder = std::env::temp_dir().join(format!("attest-case-{}-{number}", std::process::id()));
    let made = std::fs::create_dir_all(&folder)
        .and_then(|()| std::fs::write(folder.join("case.csv"), rows))
        .map_err(|error| error.to_string())
        .and_then(|()| {
            let stack = folder.join("stack");
            let added =
                add(&[folder.join("case.csv")], &stack, &mut |_| ()).map_err(|error| error.to_string())?;
            match added.iter().map(|one| one.tally.skipped).sum::<u64>() {
                0 => Gazetteer::stack(&stack).map_err(|error| error.to_string()),
                skipped => Err(format!("{skipped} rows of its gazetteer make no sense")),
            }
        });
    let _ = std::fs::remove_dir_all(&folder);
    made
}

/// The case files behind `paths`, sorted within each folder.
pub fn find(paths: &[PathBuf]) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for path in paths {
        if path.is_dir() {
            let walk = walkdir::WalkDir::new(path).sort_by_file_name();
            let cases = walk.into_iter().filter_map(Result::ok).filter(|entry| entry.file_type().is_file());
            files.extend(
                cases
                    .map(walkdir::DirEntry::into_path)
                    .filter(|path| path.extension().is_some_and(|e| e == "md")),
            );
        } else {
            files.push(path.clone());
        }
    }
    files
}
