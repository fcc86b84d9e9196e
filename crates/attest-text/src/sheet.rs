//! auto-archiver's sheets: a row for each post or page that was archived, with its address, its text and its hash.
//!
//! The column `text content` is the report; the others say where it comes from and where its archived copy lies.

use crate::{About, ReadError, date, decode, plain};
use attest_model::Document;

/// Columns that are read, as auto-archiver names them in lower case.
const COLUMNS: [&str; 8] = [
    "link",
    "text content",
    "upload title",
    "upload timestamp",
    "archive status",
    "archive location",
    "hash",
    "archive date",
];

/// Reads every row of a sheet saved as CSV; a row without a text is an error of its own.
pub fn read_all(bytes: &[u8], about: &About) -> Vec<Result<Document, ReadError>> {
    let (text, _) = decode::text(bytes);
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
    let row_error = |line: u64, reason: String| ReadError::Row { name: about.name.clone(), line, reason };
    let headers = match reader.headers() {
        Ok(headers) => headers.clone(),
        Err(error) => return vec![Err(row_error(1, error.to_string()))],
    };
    let places = COLUMNS.map(|column| headers.iter().position(|own| own.trim().eq_ignore_ascii_case(column)));
    if places[0].is_none() {
        return vec![Err(row_error(
            1,
            "there is no column `link`; save auto-archiver's sheet as CSV".to_owned(),
        ))];
    }
    let mut out = Vec::new();
    for row in reader.records() {
        let row = match row {
            Ok(row) => row,
            Err(error) => {
                let line = error.position().map_or(0, csv::Position::line);
                out.push(Err(row_error(line, error.to_string())));
                continue;
            }
        };
        let line = row.position().map_or(0, csv::Position::line);
        let [link, text, title, posted, status, stored, hash, archived] =
            places.map(|at| at.and_then(|at| row.get(at)).unwrap_or_default().trim());
        if link.is_empty() {
            continue;
        }
        if text.is_empty() {
            let status = if status.is_empty() { "not archived yet" } else { status };
            out.push(Err(row_error(line, format!("no text content (archive status: {status})"))));
            continue;
        }
        let own = About {
            name: link.split_once("://").map_or(link, |(_, rest)| rest).trim_end_matches('/').to_owned(),
            published: date::parse_day(posted).map(|day| day.to_string()),
            url: Some(link.to_owned()),
            title: Some(title.to_owned()).filter(|own| !own.is_empty()),
            ..About::default()
        };
        let told = About { name: String::new(), ..about.clone() };
        let own = own.or(&told);
        let mut document = plain::read(text, &own).finish(text.as_bytes(), &own);
        let parts =
            [("copy", stored), ("hash of the copy", hash), ("archived", archived), ("status", status)];
        let parts: Vec<String> =
            parts.iter().filter(|own| !own.1.is_empty()).map(|own| format!("{} {}", own.0, own.1)).collect();
        document
            .notes
            .push(("document.archived".to_owned(), format!("by auto-archiver: {}", parts.join("; "))));
        out.push(decode::check_length(&document.text, &document.name).map(|()| document));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_a_report_with_its_address_and_a_row_without_text_is_told() {
        let csv = "Link,Archive status,Text content,Upload timestamp,Upload title,Hash\n\
            https://example.org/p/1,success,\"Gunmen killed four people at Tolsa.\nMore soon.\",2024-02-29T08:00:00+00:00,Tolsa,sha256:ab\n\
            https://example.org/p/2,nothing archived,,,,\n";
        let all = read_all(csv.as_bytes(), &About::named("sheet.csv"));
        let first = all[0].as_ref().unwrap();
        assert_eq!(first.url.as_deref(), Some("https://example.org/p/1"));
        assert_eq!(
            (first.name.as_str(), first.published.as_deref()),
            ("example.org/p/1", Some("2024-02-29"))
        );
        assert!(
            first.text.starts_with("Gunmen killed")
                && first.notes.iter().any(|own| own.1.contains("sha256:ab"))
        );
        let second = all[1].as_ref().unwrap_err().to_string();
        assert!(second.contains("line 4") && second.contains("nothing archived"), "{second}");
    }
}
