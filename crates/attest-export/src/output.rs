//! A file in the making: text or Parquet, hashed as it is written.

use crate::cell::Sheet;
use crate::check;
use crate::codebook::Row;
use crate::columns::Columns;
use crate::export::hex;
use crate::format::{Format, Settings, ftm, geojson, infobox, timemap};
use crate::record::{Record, number_of};
use crate::side::{Tally, Written};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

/// How a table is written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Shape {
    /// CSV, or the text that the format is.
    #[default]
    Text,
    /// Parquet: columns with types, compressed.
    Parquet,
}

/// Counts and hashes what is written.
pub struct Hashed<W: Write> {
    out: W,
    hash: Sha256,
    bytes: u64,
}

impl<W: Write> Write for Hashed<W> {
    fn write(&mut self, part: &[u8]) -> io::Result<usize> {
        let written = self.out.write(part)?;
        self.hash.update(part.get(..written).unwrap_or_default());
        self.bytes += written as u64;
        Ok(written)
    }
    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Where a file goes.
pub type Out<'o> = Box<dyn Write + Send + 'o>;

/// What is written into.
enum Body<'o> {
    Text(Hashed<Out<'o>>),
    Columns(Box<Columns<Hashed<Out<'o>>>>),
}

/// One format's file.
pub struct Output<'o> {
    /// Format.
    pub format: Format,
    /// How it is written.
    pub shape: Shape,
    name: String,
    body: Body<'o>,
    /// What became of the records.
    pub tally: Tally,
    sources: BTreeMap<Box<str>, Box<str>>,
    /// Documents that have their row.
    documents: BTreeSet<u64>,
}

impl<'o> Output<'o> {
    /// Begins the file: what stands before its first row.
    ///
    /// # Errors
    /// What the file says; Parquet of a format that is no table, or in a build without it.
    pub fn begin(format: Format, shape: Shape, name: &str, out: Out<'o>) -> io::Result<Self> {
        let mut out = Hashed { out, hash: Sha256::new(), bytes: 0 };
        let body = match (shape, format.table()) {
            (Shape::Parquet, Some(table)) => Body::Columns(Box::new(Columns::begin(out, table)?)),
            (Shape::Parquet, None) => {
                let why = format!("{} is no table and cannot be Parquet", format.as_str());
                return Err(io::Error::new(io::ErrorKind::InvalidInput, why));
            }
            (Shape::Text, table) => {
                match (format, table) {
                    (Format::Geojson, _) => {
                        out.write_all(b"{\"type\":\"FeatureCollection\",\"features\":[")?;
                    }
                    (Format::Timemap, _) => out.write_all(b"{\"events\":[")?,
                    (_, None) => {}
                    (_, Some(table)) => {
                        let mut sheet = Sheet::begin(&mut out, table.headers())?;
                        if format == Format::Hxl {
                            let tags = table.columns.iter().map(|column| column.hxl.as_deref().unwrap_or(""));
                            sheet.line(tags)?;
                        }
                        sheet.end()?;
                    }
                }
                Body::Text(out)
            }
        };
        Ok(Self {
            format,
            shape,
            name: name.to_owned(),
            body,
            tally: Tally::default(),
            sources: BTreeMap::new(),
            documents: BTreeSet::new(),
        })
    }

    /// Writes a record, or counts it as left out.
    ///
    /// # Errors
    /// What the file says.
    pub fn write(&mut self, record: &Record, settings: &Settings) -> io::Result<()> {
        self.tally.read += 1;
        let written = match &mut self.body {
            Body::Text(out) if self.format.table().is_none() => {
                object(self.format, out, record, settings, self.tally.rows, &mut self.sources)?
            }
            _ => self.rows(record, settings)?,
        };
        match written {
            Ok(rows) => {
                self.tally.written += 1;
                self.tally.rows += rows;
            }
            Err(why) => self.tally.leave(&record.id, &record.label, why),
        }
        Ok(())
    }

    /// Writes the rows of a table; all of a record's or none.
    fn rows(&mut self, record: &Record, settings: &Settings) -> io::Result<Result<u64, String>> {
        let mut rows = match self.format.rows(record, settings) {
            Ok(rows) => rows,
            Err(why) => return Ok(Err(why)),
        };
        if self.format == Format::Documents {
            rows.retain(|row| self.documents.insert(number_of(row.get("document"))));
        }
        for row in &rows {
            if let Some(fault) = check::row(row).first() {
                return Ok(Err(format!("the row would not be valid: {fault}")));
            }
        }
        match &mut self.body {
            Body::Text(out) => out.write_all(&lines(&rows)?)?,
            Body::Columns(columns) => rows.iter().try_for_each(|row| columns.push(row))?,
        }
        Ok(Ok(rows.len() as u64))
    }

    /// Ends the file and tells what it came to.
    ///
    /// # Errors
    /// What the file says.
    pub fn end(self) -> io::Result<(Tally, Written)> {
        let mut out = match self.body {
            Body::Columns(columns) => columns.end()?,
            Body::Text(mut out) => {
                match self.format {
                    Format::Geojson => out.write_all(b"\n]}\n")?,
                    Format::Timemap => {
                        out.write_all(b"\n],\n\"sources\":")?;
                        // Each source is kept as the text that it becomes: a tenth of what the value takes.
                        for (place, (id, source)) in self.sources.iter().enumerate() {
                            out.write_all(if place == 0 { b"{" } else { b"," })?;
                            serde_json::to_writer(&mut out, id)?;
                            out.write_all(b":")?;
                            out.write_all(source.as_bytes())?;
                        }
                        out.write_all(if self.sources.is_empty() { b"{}" } else { b"}" })?;
                        out.write_all(b",\n\"associations\":[]}\n")?;
                    }
                    _ => {}
                }
                out
            }
        };
        out.flush()?;
        let hash = format!("sha256:{}", hex(&out.hash.finalize()));
        Ok((self.tally, Written { path: self.name, bytes: out.bytes, hash }))
    }
}

fn lines(rows: &[Row]) -> io::Result<Vec<u8>> {
    let mut buffer = Vec::new();
    for row in rows {
        crate::cell::write_row(&mut buffer, row)?;
    }
    Ok(buffer)
}

/// Writes what a format that is no table makes of a record, `before` objects of which stand there already.
fn object(
    format: Format,
    out: &mut impl Write,
    record: &Record,
    settings: &Settings,
    before: u64,
    sources: &mut BTreeMap<Box<str>, Box<str>>,
) -> io::Result<Result<u64, String>> {
    let comma: &[u8] = if before > 0 { b",\n" } else { b"\n" };
    match format {
        Format::Geojson => {
            out.write_all(comma)?;
            serde_json::to_writer(out, &geojson::feature(record, settings))?;
            Ok(Ok(1))
        }
        Format::Timemap => match timemap::event(record) {
            Ok(event) => {
                sources.extend(
                    timemap::sources(record)
                        .into_iter()
                        .map(|(id, source)| (id.into(), source.to_string().into())),
                );
                out.write_all(comma)?;
                serde_json::to_writer(out, &event)?;
                Ok(Ok(1))
            }
            Err(why) => Ok(Err(why)),
        },
        Format::Ftm => {
            let entities = ftm::entities(record);
            for entity in &entities {
                serde_json::to_writer(&mut *out, entity)?;
                out.write_all(b"\n")?;
            }
            Ok(Ok(entities.len() as u64))
        }
        _ => {
            if before > 0 {
                out.write_all(b"\n")?;
            }
            out.write_all(infobox::infobox(record).as_bytes())?;
            Ok(Ok(1))
        }
    }
}
