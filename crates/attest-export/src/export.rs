//! The driver: lines in, files out, one record in memory at a time.
//!
//! Output stands in the order of the input and depends on nothing else. An incident that comes twice (the same bytes of the same document
//! given twice) is written once: a reprint by accident must not double a toll.

use crate::border::{Border, Centre, Withheld};
use crate::cell::Sheet;
use crate::check;
use crate::filter::Filters;
use crate::format::{Format, Settings, ftm, geojson, infobox, timemap};
use crate::reading::{self, LineError};
use crate::record::{Record, number_of};
use crate::side::{Archive, Origin, Side, Tally, Written};
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io::{self, BufRead, Write};

/// What to export and how.
#[derive(Debug, Clone, Default)]
pub struct Order {
    /// What the formats are told.
    pub settings: Settings,
    /// What to leave out.
    pub filters: Filters,
    /// What may not cross.
    pub border: Border,
    /// Version of the program.
    pub version: String,
}

/// A file in the making that counts and hashes what is written.
struct Hashed<W: Write> {
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

/// Hexadecimal digits of a hash.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(64), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}

/// One format's file.
struct Output<'o> {
    format: Format,
    name: String,
    out: Hashed<Box<dyn Write + 'o>>,
    tally: Tally,
    sources: BTreeMap<String, Value>,
}

/// An export under way.
pub struct Export<'o> {
    order: &'o Order,
    centre: &'o Centre<'o>,
    outputs: Vec<Output<'o>>,
    origin: Origin,
    withheld: Withheld,
    seen: BTreeSet<u64>,
    input: Sha256,
    decisions: Option<Sha256>,
}

/// What an export of one format came to.
#[derive(Debug, Clone, PartialEq)]
pub struct Done {
    /// Format.
    pub format: Format,
    /// What became of the records.
    pub tally: Tally,
    /// The file.
    pub file: Written,
    /// The side file.
    pub side: Value,
}

impl<'o> Export<'o> {
    /// An export without files yet.
    pub fn new(order: &'o Order, centre: &'o Centre<'o>) -> Self {
        Self {
            order,
            centre,
            outputs: Vec::new(),
            origin: Origin::default(),
            withheld: Withheld::default(),
            seen: BTreeSet::new(),
            input: Sha256::new(),
            decisions: None,
        }
    }

    /// Adds a file: its format, its name for the side file, where it goes.
    ///
    /// # Errors
    /// What the file says.
    pub fn add(&mut self, format: Format, name: &str, out: impl Write + 'o) -> io::Result<()> {
        let out: Box<dyn Write + 'o> = Box::new(out);
        let mut out = Hashed { out, hash: Sha256::new(), bytes: 0 };
        match format {
            Format::Geojson => out.write_all(b"{\"type\":\"FeatureCollection\",\"features\":[")?,
            Format::Timemap => out.write_all(b"{\"events\":[")?,
            Format::Ftm | Format::Infobox => {}
            _ => {
                if let Some(table) = format.table() {
                    let mut sheet = Sheet::begin(&mut out, table.headers())?;
                    if format == Format::Hxl {
                        sheet.line(table.columns.iter().map(|column| column.hxl.as_deref().unwrap_or("")))?;
                    }
                    sheet.end()?;
                }
            }
        }
        self.outputs.push(Output {
            format,
            name: name.to_owned(),
            out,
            tally: Tally::default(),
            sources: BTreeMap::new(),
        });
        Ok(())
    }

    /// Says that the records come out of an archive, and as it stands.
    pub fn out_of(&mut self, archive: Archive) {
        self.origin.archive = Some(archive);
    }

    /// Reads all lines. `bad` hears of each line that holds no record.
    ///
    /// # Errors
    /// What the input or a file says.
    pub fn read(&mut self, mut input: impl BufRead, mut bad: impl FnMut(u64, &LineError)) -> io::Result<()> {
        let (mut line, mut number) = (Vec::new(), 0_u64);
        loop {
            line.clear();
            if input.read_until(b'\n', &mut line)? == 0 {
                return Ok(());
            }
            number += 1;
            if let Some(error) = self.line(&line)? {
                bad(number, &error);
            }
        }
    }

    /// Reads one line, with the line feed at its end if it has one; says so where it holds no record.
    ///
    /// # Errors
    /// What a file says.
    pub fn line(&mut self, line: &[u8]) -> io::Result<Option<LineError>> {
        self.input.update(line);
        let text = String::from_utf8_lossy(line);
        let text = text.trim();
        if text.is_empty() {
            return Ok(None);
        }
        match reading::records(text) {
            Ok(records) => {
                for record in records {
                    self.take(record)?;
                }
                Ok(None)
            }
            Err(error) => {
                self.origin.bad_lines += 1;
                Ok(Some(error))
            }
        }
    }

    /// Writes one record to every file that takes it.
    ///
    /// # Errors
    /// What a file says.
    pub fn take(&mut self, mut record: Record) -> io::Result<()> {
        let twice = !self.seen.insert(number_of(&record.id));
        let refused = if twice {
            Some("the same incident of the same document came twice".to_owned())
        } else {
            self.order.filters.refuses(&record)
        };
        let own = self.order.border.cross(&mut record, self.centre);
        if let Some(why) = refused {
            for output in &mut self.outputs {
                output.tally.read += 1;
                output.tally.leave(&record.id, &record.label, why.clone());
            }
            return Ok(());
        }
        self.withheld.sources += own.sources;
        self.withheld.quotes += own.quotes;
        self.withheld.persons += own.persons;
        self.withheld.places += own.places;
        self.note(&record);
        for output in &mut self.outputs {
            output.write(&record, &self.order.settings)?;
        }
        Ok(())
    }

    fn note(&mut self, record: &Record) {
        for made in &record.produced_by {
            if !self.origin.produced_by.contains(made) {
                self.origin.produced_by.push(made.clone());
            }
        }
        for report in &record.reports {
            *self.origin.publishers.entry(report.publisher.clone().unwrap_or_default()).or_default() += 1;
        }
        for id in &record.decisions {
            let hash = self.decisions.get_or_insert_with(Sha256::new);
            hash.update(id.as_bytes());
            hash.update(b"\n");
        }
    }

    /// Ends every file and tells what came of it.
    ///
    /// # Errors
    /// What a file says.
    pub fn finish(mut self) -> io::Result<Vec<Done>> {
        self.origin.input = hex(&self.input.finalize());
        self.origin.decisions = self.decisions.map(|hash| hex(&hash.finalize()));
        let mut all = Vec::new();
        for output in self.outputs {
            let (format, tally, file) = output.end()?;
            let own = format.table().map_or("", |table| table.toll.as_str());
            let usual = if own.is_empty() && format == Format::Geojson { "acled.lowest/1" } else { own };
            let rule =
                if usual.is_empty() { "" } else { self.order.settings.rule.as_deref().unwrap_or(usual) };
            let side = Side {
                attest: &self.order.version,
                format: format.as_str(),
                rule,
                filters: &self.order.filters,
                border: &self.order.border,
                withheld: self.withheld,
                tally: &tally,
                origin: &self.origin,
                file: file.clone(),
            };
            let side = side.json();
            all.push(Done { format, tally, file, side });
        }
        Ok(all)
    }
}

impl Output<'_> {
    fn write(&mut self, record: &Record, settings: &Settings) -> io::Result<()> {
        self.tally.read += 1;
        let written = match self.format {
            Format::Geojson => {
                let feature = geojson::feature(record, settings);
                let comma = if self.tally.rows > 0 { ",\n" } else { "\n" };
                self.out.write_all(comma.as_bytes())?;
                serde_json::to_writer(&mut self.out, &feature)?;
                Ok(1)
            }
            Format::Timemap => match timemap::event(record) {
                Ok(event) => {
                    self.sources.extend(timemap::sources(record));
                    let comma = if self.tally.rows > 0 { ",\n" } else { "\n" };
                    self.out.write_all(comma.as_bytes())?;
                    serde_json::to_writer(&mut self.out, &event)?;
                    Ok(1)
                }
                Err(why) => Err(why),
            },
            Format::Ftm => {
                let entities = ftm::entities(record);
                for entity in &entities {
                    serde_json::to_writer(&mut self.out, entity)?;
                    self.out.write_all(b"\n")?;
                }
                Ok(entities.len() as u64)
            }
            Format::Infobox => {
                let gap = if self.tally.rows > 0 { "\n" } else { "" };
                self.out.write_all(gap.as_bytes())?;
                self.out.write_all(infobox::infobox(record).as_bytes())?;
                Ok(1)
            }
            _ => self.table(record, settings)?,
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
    fn table(&mut self, record: &Record, settings: &Settings) -> io::Result<Result<u64, String>> {
        let rows = match self.format.rows(record, settings) {
            Ok(rows) => rows,
            Err(why) => return Ok(Err(why)),
        };
        for row in &rows {
            if let Some(fault) = check::row(row).first() {
                return Ok(Err(format!("the row would not be valid: {fault}")));
            }
        }
        let mut buffer = Vec::new();
        for row in &rows {
            crate::cell::write_row(&mut buffer, row)?;
        }
        self.out.write_all(&buffer)?;
        Ok(Ok(rows.len() as u64))
    }

    fn end(mut self) -> io::Result<(Format, Tally, Written)> {
        match self.format {
            Format::Geojson => self.out.write_all(b"\n]}\n")?,
            Format::Timemap => {
                self.out.write_all(b"\n],\n\"sources\":")?;
                serde_json::to_writer(&mut self.out, &self.sources)?;
                self.out.write_all(b",\n\"associations\":[]}\n")?;
            }
            _ => {}
        }
        self.out.flush()?;
        let hash = format!("sha256:{}", hex(&self.out.hash.finalize()));
        Ok((self.format, self.tally, Written { path: self.name, bytes: self.out.bytes, hash }))
    }
}
