//! What goes wrong outside the text: files that cannot be read, tables that are none. Each trouble names the thing and the way
//! out; the run goes on with the next input.

use crate::safe::visible;
use attest_store::StoreError;
use attest_text::ReadError;
use miette::{Diagnostic, GraphicalReportHandler, GraphicalTheme};
use std::io::IsTerminal;
use std::path::Path;
use thiserror::Error;

/// Something that could not be done.
#[derive(Debug, Error, Diagnostic)]
pub enum Trouble {
    /// A file that cannot be opened or read.
    #[error("cannot read `{name}`: {reason}")]
    #[diagnostic(help("{help}"))]
    Unreadable {
        /// Its path.
        name: String,
        /// What the system said.
        reason: String,
        /// The way out.
        help: &'static str,
    },
    /// A folder that leads back into itself.
    #[error("`{name}` is a link that leads back to `{ancestor}`")]
    #[diagnostic(help("the link was not followed; everything else in the folder was read"))]
    Loop {
        /// The link.
        name: String,
        /// Where it leads.
        ancestor: String,
    },
    /// Bytes that hold no report.
    #[error("{reason}")]
    Refused {
        /// Why, and the way out.
        reason: String,
    },
    /// A line of JSON Lines that holds no report.
    #[error("`{name}` line {line}: {reason}")]
    #[diagnostic(help("each line must be a JSON object with a \"text\"; the other lines were read"))]
    Line {
        /// The file.
        name: String,
        /// The line, from 1.
        line: usize,
        /// What the parser said.
        reason: String,
    },
    /// Output that cannot be written.
    #[error("cannot write `{name}`: {reason}")]
    #[diagnostic(help("choose another place with --out, or free some space"))]
    Unwritable {
        /// Where.
        name: String,
        /// What the system said.
        reason: String,
    },
    /// Anything else that stops the run.
    #[error("{what}")]
    #[diagnostic(help("{help}"))]
    Stop {
        /// What happened.
        what: String,
        /// The way out.
        help: String,
    },
}

impl Trouble {
    /// A file that cannot be opened or read.
    pub fn unreadable(path: &Path, error: &std::io::Error) -> Self {
        let help = match error.kind() {
            std::io::ErrorKind::NotFound => "check the path; the other inputs were read",
            std::io::ErrorKind::PermissionDenied => "ask for leave to read it; the other inputs were read",
            _ => "the other inputs were read",
        };
        Self::Unreadable {
            name: visible(&path.to_string_lossy()).into_owned(),
            reason: error.to_string(),
            help,
        }
    }

    /// A part of `folder` that could not be walked.
    pub fn walk(folder: &Path, error: &walkdir::Error) -> Self {
        let path = error.path().unwrap_or(folder);
        if let Some(ancestor) = error.loop_ancestor() {
            return Self::Loop {
                name: visible(&path.to_string_lossy()).into_owned(),
                ancestor: visible(&ancestor.to_string_lossy()).into_owned(),
            };
        }
        match error.io_error() {
            Some(cause) => Self::unreadable(path, cause),
            None => Self::Refused { reason: visible(&error.to_string()).into_owned() },
        }
    }

    /// Something that stops the run, and the way out.
    pub fn stop(what: impl Into<String>, help: impl Into<String>) -> Self {
        Self::Stop { what: visible(&what.into()).into_owned(), help: help.into() }
    }

    /// Whether an input was left unread because of it. A loop is not followed, but nothing is lost.
    pub const fn loses_input(&self) -> bool {
        !matches!(self, Self::Loop { .. })
    }

    /// Prints it to standard error.
    pub fn print(&self, colour: bool, ascii: bool) {
        let theme = match (colour, ascii || !std::io::stderr().is_terminal()) {
            (true, false) => GraphicalTheme::unicode(),
            (false, false) => GraphicalTheme::unicode_nocolor(),
            (_, true) => GraphicalTheme::none(),
        };
        let mut text = String::new();
        if GraphicalReportHandler::new_themed(theme).with_width(100).render_report(&mut text, self).is_ok() {
            eprint!("{text}");
        } else {
            eprintln!("{self}");
        }
    }
}

impl From<ReadError> for Trouble {
    fn from(error: ReadError) -> Self {
        match error {
            ReadError::Json { name, line, reason } => {
                Self::Line { name: visible(&name).into_owned(), line, reason: visible(&reason).into_owned() }
            }
            error => Self::Refused { reason: visible(&error.to_string()).into_owned() },
        }
    }
}

impl From<StoreError> for Trouble {
    fn from(error: StoreError) -> Self {
        let text = error.to_string();
        let (what, help) = text.split_once("; ").unwrap_or((&text, "nothing was changed"));
        Self::stop(what, help)
    }
}
