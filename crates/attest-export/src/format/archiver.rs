//! A sheet for auto-archiver: a row for each report with an address, so that the pages behind the incidents can be archived.

use super::LeftOut;
use crate::codebook::{Row, table};
use crate::record::Record;

/// The rows of a record.
///
/// # Errors
/// Where no report has an address.
pub fn rows(record: &Record) -> Result<Vec<Row>, LeftOut> {
    let rows: Vec<Row> = record
        .reports
        .iter()
        .filter_map(|report| {
            let mut row = table("archiver").row();
            row.set("link", report.url.clone()?);
            row.set("destination folder", record.id.replace('/', "-"));
            row.set("upload timestamp", report.published.clone().unwrap_or_default());
            row.set("upload title", report.title.clone().unwrap_or_default());
            row.set("hash", &report.id);
            Some(row)
        })
        .collect();
    if rows.is_empty() { Err("no report has an address".to_owned()) } else { Ok(rows) }
}
