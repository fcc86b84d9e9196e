//! Which files are to be read: those named, those in folders named, standard input.
//!
//! The order is that of the command line, and by name within a folder, so that the same call gives the same lines. In a folder
//! only files whose name says that they may hold a report are taken; a file that is named is always taken.

use crate::trouble::Trouble;
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// One input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// Standard input.
    Stdin,
    /// A file, and the name under which its report is known: the path within the folder that was named, or the file's name.
    File {
        /// Where it is.
        path: PathBuf,
        /// Its name.
        name: String,
    },
}

impl Input {
    /// The report's name.
    pub fn name(&self) -> &str {
        match self {
            Self::Stdin => "stdin",
            Self::File { name, .. } => name,
        }
    }
}

/// What was found.
#[derive(Debug, Default)]
pub struct Found {
    /// The inputs, in order; what cannot be reached stands at its place.
    pub inputs: Vec<Result<Input, Trouble>>,
    /// Files in folders that were left aside because their name says that they hold something else.
    pub left_aside: usize,
}

/// Extensions of files that may hold a report.
const EXTENSIONS: [&str; 21] = [
    "txt",
    "text",
    "html",
    "htm",
    "xhtml",
    "shtml",
    "mhtml",
    "md",
    "markdown",
    "mdown",
    "mkd",
    "wiki",
    "wikitext",
    "mediawiki",
    "mw",
    "jsonl",
    "ndjson",
    "jsonlines",
    "pdf",
    "warc",
    "wacz",
];

/// Finds the inputs behind `paths`.
pub fn find(paths: &[PathBuf]) -> Found {
    let mut found = Found::default();
    for path in paths {
        if path.as_os_str() == "-" {
            found.inputs.push(Ok(Input::Stdin));
        } else if path.is_dir() {
            walk(path, &mut found);
        } else {
            let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
            found.inputs.push(Ok(Input::File { path: path.clone(), name }));
        }
    }
    found
}

fn walk(folder: &Path, found: &mut Found) {
    let visible = |entry: &walkdir::DirEntry| {
        entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.')
    };
    for entry in WalkDir::new(folder).follow_links(true).sort_by_file_name().into_iter().filter_entry(visible)
    {
        match entry {
            Ok(entry) if entry.file_type().is_file() => {
                let path = entry.into_path();
                if may_hold_a_report(&path) {
                    let inside = path.strip_prefix(folder).unwrap_or(&path);
                    let parts: Vec<_> = inside
                        .components()
                        .map(|part| part.as_os_str().to_string_lossy().into_owned())
                        .collect();
                    found.inputs.push(Ok(Input::File { name: parts.join("/"), path }));
                } else {
                    found.left_aside += 1;
                }
            }
            Ok(_) => {}
            Err(error) => found.inputs.push(Err(Trouble::walk(folder, &error))),
        }
    }
}

fn may_hold_a_report(path: &Path) -> bool {
    if path.to_string_lossy().to_ascii_lowercase().ends_with(".warc.gz") {
        return true;
    }
    path.extension().is_none_or(|extension| {
        let extension = extension.to_string_lossy().to_ascii_lowercase();
        EXTENSIONS.contains(&extension.as_str())
    })
}
