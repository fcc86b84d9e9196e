//! Reading other people's gazetteers, line by line.
//!
//! Four forms are told apart by what they look like, not by their names, because people rename files: GeoNames tables (nineteen columns), GeoNames'
//! alternate names and administrative codes, NGA GNS (a header with `ufi`), and a plain table with a header of `name`, `lat`, `lon`. Archives are read
//! member by member. Nothing is held but the current line.

mod geonames;
mod gns;
mod table;

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

pub use geonames::{entry as geonames_entry, usable_alias};

use crate::builder::Builder;
use crate::error::{Error, Result};

/// The longest line that is read; longer ones are skipped and counted.
const LONGEST: usize = 1 << 20;

/// What an input turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// A GeoNames country dump, `allCountries`, `cities500` and the like.
    Geonames,
    /// GeoNames' `alternateNames` or `alternateNamesV2`.
    AlternateNames,
    /// GeoNames' `admin1CodesASCII` or `admin2Codes`.
    AdminCodes,
    /// NGA GNS.
    Gns,
    /// A table of the user's own.
    Table,
}

impl Form {
    /// Whether it brings places of its own, or only adds to those of another input.
    pub fn has_places(self) -> bool {
        matches!(self, Form::Geonames | Form::Gns | Form::Table)
    }
}

/// What came of reading one input.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Rows taken.
    pub rows: u64,
    /// Lines that could not be read as rows.
    pub skipped: u64,
}

/// Tells a form by its first line that is no comment.
pub fn form_of(line: &str) -> Option<Form> {
    let line = line.trim_start_matches('\u{feff}');
    let columns: Vec<&str> = line.split('\t').collect();
    let number =
        |n: usize| columns.get(n).is_some_and(|c| !c.is_empty() && c.bytes().all(|b| b.is_ascii_digit()));
    let dotted = columns
        .first()
        .is_some_and(|c| c.contains('.') && c.len() >= 4 && c.as_bytes().get(2) == Some(&b'.'));
    let lower = line.to_lowercase();
    let header = |want: &str| lower.split(['\t', ',', ';', '|']).any(|c| c.trim().trim_matches('"') == want);
    if columns.len() >= 18 && number(0) && columns.get(6).is_some_and(|c| c.len() <= 1) {
        Some(Form::Geonames)
    } else if columns.len() >= 4 && columns.len() <= 10 && number(0) && number(1) {
        Some(Form::AlternateNames)
    } else if (columns.len() == 4 || columns.len() == 3) && dotted {
        Some(Form::AdminCodes)
    } else if header("ufi") {
        Some(Form::Gns)
    } else if header("name") && (header("lat") || header("latitude")) {
        Some(Form::Table)
    } else {
        None
    }
}

/// Calls `each` with every text inside a file: the file itself, or the members of a zip archive that are tables.
fn texts(path: &Path, mut each: impl FnMut(&str, &mut dyn BufRead) -> Result<()>) -> Result<()> {
    let mut file = File::open(path).map_err(Error::file("read", path))?;
    let mut mark = [0; 4];
    let got = file.read(&mut mark).map_err(Error::file("read", path))?;
    let file = File::open(path).map_err(Error::file("read", path))?;
    let name = path.file_name().map_or_else(String::new, |n| n.to_string_lossy().into_owned());
    if got < 4 || &mark != b"PK\x03\x04" {
        return each(&name, &mut BufReader::with_capacity(1 << 18, file));
    }
    let bad = |e: zip::result::ZipError| Error::Input { name: name.clone(), reason: e.to_string() };
    let mut archive = zip::ZipArchive::new(BufReader::new(file)).map_err(bad)?;
    for n in 0..archive.len() {
        let member = archive.by_index(n).map_err(bad)?;
        let inner = member.name().to_string();
        let lower = inner.to_lowercase();
        let is_table = [".txt", ".csv", ".tsv"].iter().any(|e| lower.ends_with(e));
        if member.is_file() && is_table && !lower.contains("readme") && !lower.contains("iso-language") {
            each(&inner, &mut BufReader::with_capacity(1 << 18, member))?;
        }
    }
    Ok(())
}

/// Reads a zip archive to its end, so that the checksum of every member has been tested.
///
/// # Errors
/// A file that is no archive, is cut short, or whose members do not have their checksums.
pub fn whole(path: &Path) -> Result<()> {
    let name = path.file_name().map_or_else(String::new, |n| n.to_string_lossy().into_owned());
    let bad = |reason: String| Error::Input { name: name.clone(), reason };
    let file = File::open(path).map_err(Error::file("read", path))?;
    let mut archive = zip::ZipArchive::new(BufReader::new(file)).map_err(|e| bad(e.to_string()))?;
    for n in 0..archive.len() {
        let mut member = archive.by_index(n).map_err(|e| bad(e.to_string()))?;
        std::io::copy(&mut member, &mut std::io::sink()).map_err(|e| bad(e.to_string()))?;
    }
    Ok(())
}

/// The next line without its end, as text; bytes that are no UTF-8 become the replacement character. `None` at the end, empty for an overlong line.
fn next_line(reader: &mut dyn BufRead, buffer: &mut Vec<u8>) -> std::io::Result<Option<String>> {
    buffer.clear();
    let got = reader.take(LONGEST as u64).read_until(b'\n', buffer)?;
    if got == 0 {
        return Ok(None);
    }
    if got == LONGEST && buffer.last() != Some(&b'\n') {
        skip_line(reader)?;
        return Ok(Some(String::new()));
    }
    while matches!(buffer.last(), Some(b'\n' | b'\r')) {
        buffer.pop();
    }
    Ok(Some(String::from_utf8_lossy(buffer).into_owned()))
}

/// Reads on to the next line without keeping anything.
fn skip_line(reader: &mut dyn BufRead) -> std::io::Result<()> {
    loop {
        let (used, found) = {
            let bytes = reader.fill_buf()?;
            match bytes.iter().position(|&b| b == b'\n') {
                Some(at) => (at + 1, true),
                None => (bytes.len(), bytes.is_empty()),
            }
        };
        reader.consume(used);
        if found {
            return Ok(());
        }
    }
}

/// The form of a file (of the first table in it, where it is an archive).
///
/// # Errors
/// A file that cannot be read, or is of no known form.
pub fn form(path: &Path) -> Result<Form> {
    let mut found = None;
    texts(path, |name, reader| {
        let mut buffer = Vec::new();
        while found.is_none() {
            match next_line(reader, &mut buffer) {
                Ok(Some(line)) if line.is_empty() || line.starts_with('#') => {}
                Ok(Some(line)) => {
                    found = form_of(&line);
                    break;
                }
                Ok(None) => break,
                Err(e) => return Err(Error::Input { name: name.to_string(), reason: e.to_string() }),
            }
        }
        Ok(())
    })?;
    found.ok_or_else(|| Error::Input {
        name: path.display().to_string(),
        reason: "its first line is none of the known forms".to_string(),
    })
}

/// Reads one file into a builder. `progress` is called with the rows so far, now and then.
///
/// # Errors
/// A file that cannot be read or is of no known form. Single lines that make no sense are skipped and counted.
pub fn read(path: &Path, builder: &mut Builder, progress: &mut dyn FnMut(u64)) -> Result<Tally> {
    let mut tally = Tally::default();
    let mut known = false;
    texts(path, |name, reader| {
        if read_text(name, reader, builder, &mut tally, progress)? {
            known = true;
        }
        Ok(())
    })?;
    if known {
        Ok(tally)
    } else {
        Err(Error::Input {
            name: path.display().to_string(),
            reason: "its first line is none of the known forms".to_string(),
        })
    }
}

/// Reads one text; false where its form is unknown.
pub(crate) fn read_text(
    name: &str,
    reader: &mut dyn BufRead,
    builder: &mut Builder,
    tally: &mut Tally,
    progress: &mut dyn FnMut(u64),
) -> Result<bool> {
    let bad = |e: std::io::Error| Error::Input { name: name.to_string(), reason: e.to_string() };
    let mut buffer = Vec::new();
    let first = loop {
        match next_line(reader, &mut buffer).map_err(bad)? {
            None => return Ok(false),
            Some(line) if line.is_empty() || line.starts_with('#') => {}
            Some(line) => break line,
        }
    };
    let Some(form) = form_of(&first) else { return Ok(false) };
    let mut columns = match form {
        Form::Gns => Some(gns::Columns::of(&first)),
        _ => None,
    };
    if form == Form::Table {
        table::read(name, &first, reader, builder, tally, progress)?;
        return Ok(true);
    }
    let mut line = if form == Form::Gns { next_line(reader, &mut buffer).map_err(bad)? } else { Some(first) };
    while let Some(text) = line {
        let taken = match (form, &mut columns) {
            (Form::Geonames, _) => geonames::place(&text, builder)?,
            (Form::AlternateNames, _) => geonames::alternate(&text, builder)?,
            (Form::AdminCodes, _) => geonames::admin_code(&text, builder),
            (Form::Gns, Some(columns)) => columns.place(&text, builder)?,
            _ => false,
        };
        if taken {
            tally.rows += 1;
            if tally.rows.is_multiple_of(50_000) {
                progress(tally.rows);
            }
        } else if !text.is_empty() && !text.starts_with('#') {
            tally.skipped += 1;
        }
        line = next_line(reader, &mut buffer).map_err(bad)?;
    }
    progress(tally.rows);
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_told_by_their_first_line() {
        let dump = "1\tAba\tAba\t\t1.0\t2.0\tP\tPPL\tML\t\t07\t\t\t\t0\t\t1\tAfrica/Bamako\t2020-01-01";
        assert_eq!(form_of(dump), Some(Form::Geonames));
        assert_eq!(form_of("10\t1\tfr\tAba\t1\t\t\t"), Some(Form::AlternateNames));
        assert_eq!(form_of("ML.07\tKoulikoro\tKoulikoro\t2454532"), Some(Form::AdminCodes));
        assert_eq!(form_of("RC\tUFI\tUNI\tLAT\tLONG"), Some(Form::Gns));
        assert_eq!(form_of("name,lat,lon,kind"), Some(Form::Table));
        assert_eq!(form_of("Dear Sir,"), None);
    }

    #[test]
    fn an_overlong_line_is_skipped_and_the_next_is_read() {
        let mut text = vec![b'x'; LONGEST + 10];
        text.extend_from_slice(b"\nnext\n");
        let mut reader = std::io::Cursor::new(text);
        let mut buffer = Vec::new();
        assert_eq!(next_line(&mut reader, &mut buffer).unwrap().as_deref(), Some(""));
        assert_eq!(next_line(&mut reader, &mut buffer).unwrap().as_deref(), Some("next"));
    }
}
