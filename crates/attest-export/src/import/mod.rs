//! Rows of other datasets as claims: "UCDP GED 23.1 says 31".
//!
//! A row becomes a document of its own (its cells as lines `column: value`), its dataset the voice, and each value a claim whose quote is
//! the cell; so every quote reads back, an imported row is matched to reports like any other document, and the archive shows where
//! a dataset and the reports differ. A dataset's 0 for deaths is a convention ("none reported"), so it becomes no claim: silence is never a number.

pub mod acled;
pub mod claims;
pub mod ged;
pub mod geojson;
pub mod gtd;
pub mod kept;
pub mod row;

use attest_model::{Coding, Document};
use std::io::Read;
use thiserror::Error;

/// Why a row or a line is refused. The others are read.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("line {line}: {why}")]
pub struct Refused {
    /// The line, from 1.
    pub line: u64,
    /// Why.
    pub why: String,
}

/// What the rules of imports begin with: `import/ged`.
pub const IMPORT: &str = "import/";
/// What the rules of claims that other programs gave begin with: `given/give.py 1`.
pub const GIVEN: &str = "given/";

/// A row of a dataset, read.
#[derive(Debug, Clone, PartialEq)]
pub struct Imported {
    /// The row as a text: a line for each cell that holds something, `column: value`. Its SHA-256 is the document's id.
    pub text: String,
    /// What it says.
    pub coding: Coding,
}

impl Imported {
    /// The row as a document, as an archive keeps it.
    pub fn document(&self) -> Document {
        let own = self.coding.document.clone();
        Document {
            id: own.id,
            name: own.name,
            title: own.title,
            kind: own.kind,
            language: own.language,
            publisher: own.publisher,
            published: own.published,
            url: own.url,
            text: self.text.clone(),
            zones: own.zones,
            citations: own.citations,
            references: own.references,
            dateline: None,
            notes: Vec::new(),
        }
    }
}

/// Reads a CSV file of a dataset row by row: columns by name, in any order.
///
/// # Errors
/// What the CSV reader says of the header.
pub fn csv_rows(
    input: impl Read,
    dataset: &str,
    version: &str,
    read: fn(&row::Cells, &str, &str) -> Result<Coding, String>,
    mut each: impl FnMut(Result<Imported, Refused>),
) -> Result<(), csv::Error> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(input);
    let mut headers: Vec<String> = reader.headers()?.iter().map(str::to_owned).collect();
    if let Some(first) = headers.first_mut() {
        *first = first.trim_start_matches('\u{feff}').to_owned();
    }
    for record in reader.records() {
        match record {
            Ok(record) => {
                let line = record.position().map_or(0, csv::Position::line);
                if record.iter().any(|cell| cell.starts_with('#') && cell.contains('+')) {
                    // HXL's second header is no row.
                    continue;
                }
                let cells = row::Cells::of(headers.iter().map(String::as_str), record.iter());
                let coding = read(&cells, dataset, version);
                let row = coding.map(|coding| Imported { text: cells.text, coding });
                each(row.map_err(|why| Refused { line, why }));
            }
            Err(error) => {
                let line = error.position().map_or(0, csv::Position::line);
                each(Err(Refused { line, why: error.to_string() }));
            }
        }
    }
    Ok(())
}
