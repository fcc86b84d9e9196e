//! A WARC file, record by record: plain, or each record in a gzip member of its own.
//!
//! One record is in memory at a time. Where one is damaged the next is looked for: behind it the sign of a record (`WARC/1.`) or of a
//! gzip member.

use super::record::{self, Fields};
use super::{Page, refused};
use crate::{ReadError, decode::LIMIT};
use flate2::bufread::GzDecoder;
use std::collections::VecDeque;
use std::io::{self, BufRead, Read, Seek, SeekFrom};

/// The longest gzip member that is unpacked.
const MEMBER: u64 = 256 << 20;
/// How far behind damage the next record is looked for at a time.
const STEP: usize = 1 << 20;

/// The pages of a WARC file.
pub struct Pages<R> {
    file: R,
    /// Name in messages.
    told: String,
    /// Name before the slash of the documents' names.
    name: String,
    at: u64,
    waiting: VecDeque<Result<Page, ReadError>>,
    done: bool,
    /// Whether records without a hash are refused: the file around them was changed.
    strict: bool,
}

impl<R: BufRead + Seek> Pages<R> {
    /// The pages of `file`; with `strict` only those that a hash was archived with.
    pub fn of(told: &str, name: &str, file: R, strict: bool) -> Self {
        let (told, name) = (told.to_owned(), name.to_owned());
        Self { file, told, name, at: 0, waiting: VecDeque::new(), done: false, strict }
    }

    fn refuse(&mut self, at: u64, reason: impl Into<String>) {
        self.waiting.push_back(Err(refused(&self.told, format!("byte {at}"), reason)));
    }

    fn take(&mut self, place: &str, fields: &Fields, block: &[u8]) {
        match record::page(&self.name, fields, block, self.strict) {
            Ok(None) => {}
            Ok(Some(page)) => self.waiting.push_back(Ok(page)),
            Err(reason) => {
                let of = fields.get("warc-target-uri").map_or_else(String::new, |own| format!(", {own}"));
                self.waiting.push_back(Err(refused(&self.told, format!("{place}{of}"), reason)));
            }
        }
    }

    /// Reads what begins at `self.at` and moves on; `false` at the end.
    fn step(&mut self) -> io::Result<bool> {
        self.file.seek(SeekFrom::Start(self.at))?;
        let head = self.peek(6)?;
        match head.as_slice() {
            [] => return Ok(false),
            // What may stand between records.
            [b'\r' | b'\n', ..] => self.at += 1,
            [0x1f, 0x8b, ..] => self.member()?,
            head if head.starts_with(b"WARC/") => self.plain()?,
            _ => {
                let at = self.at;
                self.refuse(at, "no record begins here; what stands up to the next one was left out");
                self.resume(at + 1)?;
            }
        }
        Ok(true)
    }

    /// The next bytes, at most so many.
    fn peek(&mut self, most: u64) -> io::Result<Vec<u8>> {
        let mut head = Vec::new();
        self.file.by_ref().take(most).read_to_end(&mut head)?;
        self.file.seek(SeekFrom::Start(self.at))?;
        Ok(head)
    }

    /// Moves to the next sign of a record from `from` on.
    fn resume(&mut self, from: u64) -> io::Result<()> {
        let (mut from, mut bytes) = (from, Vec::new());
        loop {
            self.file.seek(SeekFrom::Start(from))?;
            bytes.clear();
            self.file.by_ref().take(STEP as u64).read_to_end(&mut bytes)?;
            let plain = record::find(&bytes, b"\nWARC/1.").map(|at| at + 1);
            let packed = members(&bytes).next();
            if let Some(at) = plain.into_iter().chain(packed).min() {
                self.at = from + at as u64;
                return Ok(());
            }
            if bytes.len() < STEP {
                self.at = from + bytes.len() as u64;
                return Ok(());
            }
            // A sign may lie across the edge.
            from += (STEP - 16) as u64;
        }
    }

    /// A gzip member: one record, or all of the file's.
    fn member(&mut self) -> io::Result<()> {
        let at = self.at;
        let mut bytes = Vec::new();
        let read = GzDecoder::new(&mut self.file).take(MEMBER + 1).read_to_end(&mut bytes);
        if let Err(error) = read {
            self.refuse(at, format!("a gzip member is damaged or cut short ({error})"));
            return self.resume(at + 1);
        }
        if bytes.len() as u64 > MEMBER {
            self.refuse(at, format!("a gzip member unpacks to more than {} MB", MEMBER >> 20));
            return self.resume(at + 1);
        }
        self.at = self.file.stream_position()?.max(at + 1);
        let (mut rest, mut number) = (bytes.as_slice(), 1);
        while let Some(start) = rest.iter().position(|byte| !byte.is_ascii_whitespace()) {
            rest = rest.get(start..).unwrap_or_default();
            let place =
                if number == 1 { format!("byte {at}") } else { format!("byte {at}, record {number}") };
            match split(rest) {
                Ok((fields, block, behind)) => {
                    self.take(&place, &fields, block);
                    rest = behind;
                }
                Err(reason) => {
                    self.waiting.push_back(Err(refused(&self.told, place, reason)));
                    let next = rest.get(1..).and_then(|rest| record::find(rest, b"\nWARC/1."));
                    rest = next.and_then(|next| rest.get(next + 2..)).unwrap_or_default();
                }
            }
            number += 1;
        }
        Ok(())
    }

    /// A record that is not packed.
    fn plain(&mut self) -> io::Result<()> {
        let at = self.at;
        let head = self.peek(STEP as u64)?;
        let Some((fields, length, used)) = Fields::read(&head).and_then(|(_, fields, used)| {
            let length = fields.get("content-length")?.parse::<u64>().ok()?;
            Some((fields, length, used as u64))
        }) else {
            self.refuse(at, "the record has no readable head");
            return self.resume(at + 5);
        };
        if length > LIMIT as u64 {
            let end = at + used + length;
            if self.file.seek(SeekFrom::End(0))? < end {
                self.refuse(at, "the record is cut short");
                return self.resume(at + used);
            }
            // Films and pictures are long, and no loss.
            if is_text(&fields) {
                self.refuse(at, "the record is longer than one report may be");
            }
            self.at = end;
            return Ok(());
        }
        self.file.seek(SeekFrom::Start(at + used))?;
        let mut block = Vec::new();
        self.file.by_ref().take(length).read_to_end(&mut block)?;
        if (block.len() as u64) < length {
            self.refuse(at, format!("the record is cut short: {} of {length} bytes are there", block.len()));
            return self.resume(at + used);
        }
        self.take(&format!("byte {at}"), &fields, &block);
        self.at = at + used + length;
        Ok(())
    }
}

/// Whether a record that is too long might have been a report.
fn is_text(fields: &Fields) -> bool {
    let media = fields.get("warc-identified-payload-type").or_else(|| fields.get("content-type"));
    fields.get("warc-type").is_some_and(|own| own != "request")
        && media.is_none_or(|own| own.starts_with("text/html") || own.starts_with("text/plain"))
}

/// A record's fields, its block and what stands behind it.
fn split(bytes: &[u8]) -> Result<(Fields, &[u8], &[u8]), String> {
    if !bytes.starts_with(b"WARC/") {
        return Err("no record begins here".to_owned());
    }
    let (_, fields, used) = Fields::read(bytes).ok_or("the record has no end of its head")?;
    let length = fields.get("content-length").and_then(|own| own.parse::<usize>().ok());
    let length = length.ok_or("the record does not say how long it is")?;
    let rest = bytes.get(used..).unwrap_or_default();
    let block = rest
        .get(..length)
        .ok_or_else(|| format!("the record is cut short: {} of {length} bytes are there", rest.len()))?;
    Ok((fields, block, rest.get(length..).unwrap_or_default()))
}

/// Where gzip members begin that hold a record.
fn members(bytes: &[u8]) -> impl Iterator<Item = usize> + '_ {
    let starts = bytes.windows(3).enumerate().filter(|(_, sign)| *sign == b"\x1f\x8b\x08").map(|(at, _)| at);
    starts.filter(|at| {
        let mut head = [0; 5];
        let mut unpacked = GzDecoder::new(bytes.get(*at..).unwrap_or_default());
        unpacked.read_exact(&mut head).is_ok() && &head == b"WARC/"
    })
}

impl<R: BufRead + Seek> Iterator for Pages<R> {
    type Item = Result<Page, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(page) = self.waiting.pop_front() {
                return Some(page);
            }
            if self.done {
                return None;
            }
            match self.step() {
                Ok(more) => self.done = !more,
                Err(error) => {
                    self.done = true;
                    let at = self.at;
                    self.refuse(at, error.to_string());
                }
            }
        }
    }
}
