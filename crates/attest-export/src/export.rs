//! The driver: lines in, files out, one record in memory at a time.
//!
//! Output stands in the order of the input and depends on nothing else. An incident that comes twice (the same bytes of the same document
//! given twice) is written once: a reprint by accident must not double a toll.

use crate::border::{Border, Centre, Withheld};
use crate::filter::Filters;
use crate::format::{Format, Settings};
use crate::output::{Output, Shape};
use crate::reading::{self, LineError};
use crate::record::{Record, Verdict, number_of};
use crate::side::{Archive, Origin, Side, Tally, Written};
use attest_model::Decision;
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

/// Hexadecimal digits of a hash.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(64), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
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
    verdicts: BTreeMap<String, Verdict>,
}

/// What an export of one format came to.
#[derive(Debug, Clone, PartialEq)]
pub struct Done {
    /// Format.
    pub format: Format,
    /// How it was written.
    pub shape: Shape,
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
            verdicts: BTreeMap::new(),
        }
    }

    /// Adds a file: its format, how it is written, its name for the side file, where it goes.
    ///
    /// # Errors
    /// What the file says; Parquet of a format that is no table, or in a build without it.
    pub fn add(
        &mut self,
        format: Format,
        shape: Shape,
        name: &str,
        out: impl Write + Send + 'o,
    ) -> io::Result<()> {
        self.outputs.push(Output::begin(format, shape, name, Box::new(out))?);
        Ok(())
    }

    /// Tells what reviewers decided, in the order of the log, so that tables can say more of a decision than its id. Reviewers are
    /// persons: where names of persons are withheld they are numbered, in the order of their first decision.
    pub fn decided(&mut self, all: &[Decision]) {
        let mut reviewers: Vec<&str> = Vec::new();
        for own in all {
            if !reviewers.contains(&own.reviewer.as_str()) {
                reviewers.push(&own.reviewer);
            }
            let number = reviewers.iter().position(|known| *known == own.reviewer).unwrap_or(0) + 1;
            let reviewer = if self.order.border.redact_persons {
                format!("reviewer {number}")
            } else {
                own.reviewer.clone()
            };
            let signed = all.iter().any(|other| {
                other.verdict == attest_model::Verdict::SignOff && other.about.as_ref() == Some(&own.id)
            });
            let words: Vec<&str> = own.subjects.iter().map(|subject| subject.words.as_str()).collect();
            let correction = own.correction.as_ref();
            let verdict = Verdict {
                sequence: own.sequence,
                reviewer,
                at: own.at.clone(),
                verdict: own.verdict.as_str(),
                about: words.join(" | "),
                field: correction.map(|own| own.field.clone()),
                value: correction.map(|own| own.value.to_string()),
                reason: own.reason.clone(),
                signed,
            };
            self.verdicts.insert(own.id.clone(), verdict);
        }
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
        for own in &mut record.decisions {
            own.known = self.verdicts.get(&own.id).cloned();
        }
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
        for own in &record.decisions {
            let hash = self.decisions.get_or_insert_with(Sha256::new);
            hash.update(own.id.as_bytes());
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
            let (format, shape) = (output.format, output.shape);
            let (tally, file) = output.end()?;
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
            all.push(Done { format, shape, tally, file, side });
        }
        Ok(all)
    }
}
