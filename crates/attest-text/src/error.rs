//! What can go wrong between bytes and a document.
//!
//! Only bytes that hold no readable text are an error. Doubt about text (a strange date, an unclosed tag, another language)
//! is never one: it becomes a note of the document.

/// Why bytes could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// No bytes, or nothing but white space.
    #[error("`{name}` holds no text; give a file with a report in it")]
    Empty {
        /// Name of the input.
        name: String,
    },
    /// Bytes that are no text in any encoding.
    #[error(
        "`{name}` is binary data, not text (byte {byte:#04x} at offset {at}); convert it to text, HTML or PDF first"
    )]
    Binary {
        /// Name of the input.
        name: String,
        /// Offset of the first telling byte.
        at: usize,
        /// That byte.
        byte: u8,
    },
    /// More than one document may have.
    #[error(
        "`{name}` has more than the {} MB that {what} may have; split it, or write JSON Lines with a report in each line",
        limit >> 20
    )]
    TooLarge {
        /// Name of the input.
        name: String,
        /// A file, or the text of one report.
        what: &'static str,
        /// The limit in bytes.
        limit: usize,
    },
    /// A line of JSON Lines that is no JSON object with a `text`.
    #[error("`{name}` line {line}: {reason}; each line must be a JSON object with a \"text\"")]
    Json {
        /// Name of the input.
        name: String,
        /// Line number, from 1.
        line: usize,
        /// What the parser said.
        reason: String,
    },
    /// A PDF whose text could not be extracted.
    #[error("`{name}`: no text in this PDF: {reason}; run it through OCR or save its text as a .txt file")]
    Pdf {
        /// Name of the input.
        name: String,
        /// What the parser said.
        reason: String,
    },
    /// A record of an archived web page that cannot be trusted or read.
    #[error("`{name}` at {place}: {reason}; the other records were read")]
    Archived {
        /// Name of the archive.
        name: String,
        /// Where in it.
        place: String,
        /// What is wrong.
        reason: String,
    },
    /// A row of a sheet, or a list, that holds no report.
    #[error("`{name}` line {line}: {reason}; the others were read")]
    Row {
        /// Name of the file.
        name: String,
        /// Line number, from 1.
        line: u64,
        /// What is wrong.
        reason: String,
    },
    /// An `--about` table without usable header.
    #[error("about table: {reason}; the first line must name the columns: name,published,publisher,url,kind")]
    AboutHeader {
        /// What is wrong.
        reason: String,
    },
    /// A row of an `--about` table that could not be used.
    #[error("about table line {line}: {reason}; the row is left out")]
    AboutRow {
        /// Line number, from 1.
        line: u64,
        /// What is wrong.
        reason: String,
    },
}
