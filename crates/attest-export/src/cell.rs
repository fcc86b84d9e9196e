//! Cells of CSV: strangers' text that no spreadsheet may take for a formula.
//!
//! A cell that begins with `=`, `+`, `-`, `@`, a tab or a carriage return is run as a formula by common spreadsheets. Reports
//! are strangers' text, so such a cell of words gets an apostrophe in front; [`plain`] takes it off again. Numbers are never touched:
//! `-7.5` stays `-7.5`, in number columns and in columns of words.

use crate::codebook::{ColumnType, Row};
use std::borrow::Cow;
use std::io::Write;

/// Whether a spreadsheet might run the text.
fn runs(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r']) && text.parse::<f64>().is_err()
}

/// The text as it may stand in a cell of words.
///
/// ```
/// use attest_export::cell::safe;
/// assert_eq!(safe("=HYPERLINK(\"x\")"), "'=HYPERLINK(\"x\")");
/// assert_eq!(safe("-7.5"), "-7.5");
/// assert_eq!(safe("Tolsa"), "Tolsa");
/// ```
pub fn safe(text: &str) -> Cow<'_, str> {
    // An apostrophe that was there before a sign is doubled, so that taking one off gives the text back.
    let quoted = text.strip_prefix('\'').is_some_and(|rest| runs(rest.trim_start_matches('\'')));
    if runs(text) || quoted { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// The text of a cell that [`safe`] wrote.
///
/// ```
/// use attest_export::cell::{plain, safe};
/// for text in ["=1+1", "'=1+1", "-x", "-1", "plain", "'quoted'"] {
///     assert_eq!(plain(&safe(text)), text);
/// }
/// ```
pub fn plain(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if runs(rest.trim_start_matches('\'')) => rest,
        _ => cell,
    }
}

/// Writes rows as CSV with a header: UTF-8 without a byte order mark, lines ended by a line feed, quotes only where needed.
#[derive(Debug)]
pub struct Sheet<W: Write> {
    out: csv::Writer<W>,
}

impl<W: Write> Sheet<W> {
    /// Begins a sheet with its header.
    ///
    /// # Errors
    /// What the file says.
    pub fn begin<'h>(out: W, headers: impl IntoIterator<Item = &'h str>) -> std::io::Result<Self> {
        let mut out = csv::WriterBuilder::new().buffer_capacity(1 << 16).from_writer(out);
        out.write_record(headers)?;
        Ok(Self { out })
    }

    /// Writes a line that is no row of the table: HXL's second header.
    ///
    /// # Errors
    /// What the file says.
    pub fn line<'h>(&mut self, cells: impl IntoIterator<Item = &'h str>) -> std::io::Result<()> {
        Ok(self.out.write_record(cells)?)
    }

    /// Writes a row.
    ///
    /// # Errors
    /// What the file says.
    pub fn write(&mut self, row: &Row) -> std::io::Result<()> {
        for (column, cell) in row.table.columns.iter().zip(&row.cells) {
            let cell =
                if column.kind == ColumnType::Text { safe(cell) } else { Cow::Borrowed(cell.as_str()) };
            self.out.write_field(cell.as_bytes())?;
        }
        Ok(self.out.write_record(None::<&[u8]>)?)
    }

    /// Ends the sheet.
    ///
    /// # Errors
    /// What the file says.
    pub fn end(mut self) -> std::io::Result<()> {
        self.out.flush()
    }
}

/// Writes one row without a header.
///
/// # Errors
/// What the file says.
pub fn write_row(out: impl Write, row: &Row) -> std::io::Result<()> {
    let mut sheet = Sheet { out: csv::WriterBuilder::new().from_writer(out) };
    sheet.write(row)?;
    sheet.end()
}
