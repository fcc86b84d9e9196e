//! What is told about a document from outside: its name, date, publisher, kind.
//!
//! A report rarely says everything about itself. What the caller knows ([`About`]) goes before what the text says; where the
//! two contradict each other the document carries a note. [`about_table`] reads the CSV of `attest code --about`.

use crate::{ReadError, date};
use attest_model::DocumentKind;
use std::collections::BTreeMap;

/// What the caller knows about a document. Everything but the name may be missing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct About {
    /// File name or given name; its extension helps to tell the format.
    pub name: String,
    /// Day of publication, ISO or in words; a date that cannot be read becomes a note.
    pub published: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// What kind of text it is.
    pub kind: Option<DocumentKind>,
    /// Address of the page.
    pub url: Option<String>,
    /// Title, where the text has none or it is known better.
    pub title: Option<String>,
}

impl About {
    /// Only a name.
    pub fn named(name: impl Into<String>) -> Self {
        Self { name: name.into(), ..Self::default() }
    }

    /// Fills what is missing here from `other`.
    pub fn or(mut self, other: &Self) -> Self {
        self.published = self.published.or_else(|| other.published.clone());
        self.publisher = self.publisher.or_else(|| other.publisher.clone());
        self.kind = self.kind.or(other.kind);
        self.url = self.url.or_else(|| other.url.clone());
        self.title = self.title.or_else(|| other.title.clone());
        self
    }
}

/// An `--about` table: what is known of each document, by name, and the rows that could not be used.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AboutTable {
    /// The good rows, by the name they give.
    pub rows: BTreeMap<String, About>,
    /// The bad rows, in order, each with its line.
    pub bad: Vec<ReadError>,
    /// The same rows by name without extension and folder.
    stems: BTreeMap<String, String>,
}

impl AboutTable {
    /// The row for the document `name`: by the name itself, its file name, or either without extension.
    ///
    /// ```
    /// let table = attest_text::about_table(b"name,published\nr1,2024-03-05\n").unwrap();
    /// assert_eq!(table.find("reports/r1.txt").unwrap().published.as_deref(), Some("2024-03-05"));
    /// assert!(table.find("r2.txt").is_none());
    /// ```
    pub fn find(&self, name: &str) -> Option<&About> {
        let file = file_name(name);
        [name, file].iter().find_map(|key| self.rows.get(*key)).or_else(|| {
            [file, stem(file)].iter().find_map(|key| self.stems.get(*key)).and_then(|key| self.rows.get(key))
        })
    }
}

fn file_name(name: &str) -> &str {
    name.rsplit(['/', '\\']).next().unwrap_or(name)
}

/// A file name without its extension. A dot followed by anything but a short alphanumeric word is part of the name.
fn stem(file: &str) -> &str {
    match file.rsplit_once('.') {
        Some((stem, ext))
            if !stem.is_empty()
                && (1..=5).contains(&ext.len())
                && ext.bytes().all(|b| b.is_ascii_alphanumeric()) =>
        {
            stem
        }
        _ => file,
    }
}

/// Reads a CSV with the columns `name`, `published`, `publisher`, `url`, `kind`, `title`; any but the first may be missing, other
/// columns are ignored. A bad row lands in [`AboutTable::bad`] and does not lose the others.
///
/// # Errors
/// [`ReadError::AboutHeader`] where there is no `name` column to join by.
pub fn about_table(bytes: &[u8]) -> Result<AboutTable, ReadError> {
    let (text, _) = crate::decode::text(bytes);
    let mut reader =
        csv::ReaderBuilder::new().flexible(true).trim(csv::Trim::All).from_reader(text.as_bytes());
    let header = reader.headers().map_err(|e| ReadError::AboutHeader { reason: e.to_string() })?.clone();
    let column = |name: &str| header.iter().position(|h| h.eq_ignore_ascii_case(name));
    let Some(name_at) = column("name") else {
        let reason = if header.is_empty() { "it is empty".to_owned() } else { "no `name` column".to_owned() };
        return Err(ReadError::AboutHeader { reason });
    };
    let columns = [column("published"), column("publisher"), column("url"), column("kind"), column("title")];
    let mut table = AboutTable::default();
    for row in reader.records() {
        match row {
            Ok(row) => {
                let line = row.position().map_or(0, csv::Position::line);
                match about_row(&row, name_at, columns) {
                    Ok(about) => table.add(about, line),
                    Err(reason) => table.bad.push(ReadError::AboutRow { line, reason }),
                }
            }
            Err(error) => {
                let line = error.position().map_or(0, csv::Position::line);
                table.bad.push(ReadError::AboutRow { line, reason: error.to_string() });
            }
        }
    }
    Ok(table)
}

fn about_row(row: &csv::StringRecord, name_at: usize, columns: [Option<usize>; 5]) -> Result<About, String> {
    let [published, publisher, url, kind, title] = columns
        .map(|c| c.and_then(|c| row.get(c)).map(str::trim).filter(|v| !v.is_empty()).map(ToOwned::to_owned));
    let name = row.get(name_at).map(str::trim).unwrap_or_default();
    if name.is_empty() {
        return Err("no name".to_owned());
    }
    let published = match published {
        Some(words) => Some(
            date::parse_day(&words)
                .ok_or_else(|| format!("`{words}` is no date; write it as 2024-03-05"))?
                .to_string(),
        ),
        None => None,
    };
    let kind = match kind {
        Some(code) => Some(DocumentKind::parse(&code.to_ascii_lowercase()).ok_or_else(|| {
            let known: Vec<_> = DocumentKind::ALL.iter().map(|k| k.as_str()).collect();
            format!("`{code}` is no kind of document; one of {}", known.join(", "))
        })?),
        None => None,
    };
    Ok(About { name: name.to_owned(), published, publisher, kind, url, title })
}

impl AboutTable {
    fn add(&mut self, about: About, line: u64) {
        if self.rows.contains_key(&about.name) {
            let reason = format!("`{}` was named before", about.name);
            self.bad.push(ReadError::AboutRow { line, reason });
            return;
        }
        let file = file_name(&about.name).to_owned();
        self.stems.entry(stem(&file).to_owned()).or_insert_with(|| about.name.clone());
        self.stems.entry(file).or_insert_with(|| about.name.clone());
        self.rows.insert(about.name.clone(), about);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bad_row_is_reported_with_its_line_and_the_others_stay() {
        let csv = "name,published,kind\na.txt,2024-03-05,news\nb.txt,someday,news\n,2024-01-01,\nc.txt,5 March 2024,poem\nd.txt,,\n";
        let table = about_table(csv.as_bytes()).unwrap();
        assert_eq!(table.rows.keys().map(String::as_str).collect::<Vec<_>>(), ["a.txt", "d.txt"]);
        let lines: Vec<u64> = table
            .bad
            .iter()
            .map(|bad| match bad {
                ReadError::AboutRow { line, .. } => *line,
                _ => 0,
            })
            .collect();
        assert_eq!(lines, [3, 4, 5]);
    }

    #[test]
    fn names_match_with_and_without_extension() {
        let table = about_table(b"name,publisher\nd1,A\nsub/d2.txt,B\nv1.2,C\n").unwrap();
        assert_eq!(table.find("d1.txt").unwrap().publisher.as_deref(), Some("A"));
        assert_eq!(table.find("in/d1.html").unwrap().publisher.as_deref(), Some("A"));
        assert_eq!(table.find("d2").unwrap().publisher.as_deref(), Some("B"));
        assert_eq!(table.find("v1.2").unwrap().publisher.as_deref(), Some("C"));
        assert!(table.find("d3.txt").is_none());
    }

    #[test]
    fn a_table_without_names_says_what_it_needs() {
        let error = about_table(b"title,published\nx,2024-01-01\n").unwrap_err();
        assert!(error.to_string().contains("name,published"));
        assert!(about_table(b"").is_err());
    }

    #[test]
    fn a_byte_order_mark_does_not_hide_the_name_column() {
        let table = about_table("\u{feff}name,published\na,2024-03-05\n".as_bytes()).unwrap();
        assert!(table.find("a.txt").is_some());
    }
}
