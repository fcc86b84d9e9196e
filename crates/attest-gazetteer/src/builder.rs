//! Entries in, an index file out, in bounded memory.
//!
//! Three sorts, each of which may go over the disk: by id, so that a place given twice is one row (the later wins) and the other names of another
//! file find their row; by cell, which fixes the row numbers; by name, which the FST asks for. Everything else streams.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{BufWriter, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};
use crate::feature::{Feature, Kind};
use crate::fold::fold;
use crate::index::{ADMIN, BLOCK, CAPITAL, DERIVED, Index, MAGIC, Meta, ROW, SECTIONS, cell_of};
use crate::place::{Iso, Origin};
use crate::runs::{Sorted, Sorter};

/// One place to be put into an index.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The id within `origin`.
    pub id: i32,
    /// Whose row it is.
    pub origin: Origin,
    /// The main name.
    pub name: String,
    /// Other names, in Latin script or any other.
    pub aliases: Vec<String>,
    /// Latitude, degrees north.
    pub lat: f64,
    /// Longitude, degrees east.
    pub lon: f64,
    /// Class and code.
    pub feature: Feature,
    /// The country, or none.
    pub country: Iso,
    /// The code of the first-order unit within the country, or empty.
    pub admin1: String,
    /// The code of the second-order unit within the first, or empty.
    pub admin2: String,
    /// Inhabitants; zero where unknown.
    pub population: u32,
    /// The extent; zero where unknown.
    pub radius_km: u16,
    /// The coordinate is computed, not stated.
    pub derived: bool,
    /// A national capital.
    pub capital: bool,
}

/// Builds one index file.
pub struct Builder {
    dir: PathBuf,
    rows: Sorter,
    others: Sorter,
    names: Sorter,
    limit: usize,
    admins: BTreeMap<String, (String, i32)>,
    countries: BTreeSet<Iso>,
    seen: u32,
}

fn put(out: &mut Vec<u8>, text: &str) {
    let mut end = text.len().min(255);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    out.push(end as u8);
    out.extend_from_slice(&text.as_bytes()[..end]);
}

/// Reads back what [`put`] wrote.
fn take<'b>(bytes: &'b [u8], at: &mut usize) -> &'b str {
    let length = bytes.get(*at).copied().unwrap_or(0) as usize;
    let from = *at + 1;
    *at = from + length;
    bytes.get(from..from + length).and_then(|b| std::str::from_utf8(b).ok()).unwrap_or("")
}

fn put_varint(out: &mut Vec<u8>, mut n: u64) {
    while n >= 128 {
        out.push(n as u8 | 128);
        n >>= 7;
    }
    out.push(n as u8);
}

/// An ordered key for an id of an origin.
fn id_key(origin: Origin, id: i32) -> [u8; 5] {
    let [a, b, c, d] = (id as u32 ^ 0x8000_0000).to_be_bytes();
    [origin.byte(), a, b, c, d]
}

/// A file being written, with its position.
struct Output {
    file: BufWriter<File>,
    path: PathBuf,
    at: u64,
}

impl Output {
    fn create(path: &Path) -> Result<Output> {
        let file = File::create(path).map_err(Error::file("create", path))?;
        Ok(Output { file: BufWriter::with_capacity(1 << 18, file), path: path.to_path_buf(), at: 0 })
    }

    fn write(&mut self, bytes: &[u8]) -> Result<()> {
        self.at += bytes.len() as u64;
        self.file.write_all(bytes).map_err(Error::file("write", &self.path))
    }

    /// Appends a finished side file.
    fn append(&mut self, other: Output) -> Result<()> {
        let Output { mut file, path, .. } = other;
        file.flush().map_err(Error::file("write", &path))?;
        drop(file);
        let mut from = File::open(&path).map_err(Error::file("read", &path))?;
        self.at += std::io::copy(&mut from, &mut self.file).map_err(Error::file("write", &self.path))?;
        std::fs::remove_file(&path).map_err(Error::file("remove", &path))
    }
}

impl Builder {
    /// A builder that keeps its runs in `dir` (created where missing, and emptied of runs at the end) and sorts `limit` bytes at a time in memory.
    pub fn new(dir: &Path, limit: usize) -> Result<Builder> {
        std::fs::create_dir_all(dir).map_err(Error::file("create", dir))?;
        Ok(Builder {
            dir: dir.to_path_buf(),
            rows: Sorter::new(dir, "rows", limit),
            others: Sorter::new(dir, "others", limit),
            names: Sorter::new(dir, "names", limit),
            limit,
            admins: BTreeMap::new(),
            countries: BTreeSet::new(),
            seen: 0,
        })
    }

    /// Names the unit with a code like `ML`, `ML.07` or `ML.07.2453080`. A later name wins.
    pub fn admin(&mut self, code: &str, name: &str, id: i32) {
        self.admins.insert(code.to_string(), (name.to_string(), id));
    }

    /// Takes the units' names of an older index where none are given: a dump brings codes only. Names given by [`Builder::admin`] win.
    pub(crate) fn admins_from(&mut self, index: &Index) {
        for admin in index.admins() {
            if self.countries.contains(&Iso::new(admin.code.get(..2).unwrap_or(""))) {
                self.admins
                    .entry(admin.code.to_string())
                    .or_insert_with(|| (admin.name.to_string(), admin.id));
            }
        }
    }

    /// Adds a place. A place with the same origin and id added later takes its place.
    pub fn add(&mut self, entry: &Entry) -> Result<()> {
        self.add_ranked(entry, false)
    }

    /// Like [`Builder::add`]; a preferred entry wins over others of its id wherever it comes.
    pub(crate) fn add_ranked(&mut self, entry: &Entry, preferred: bool) -> Result<()> {
        let code = [entry.country.as_str(), entry.admin1.as_str(), entry.admin2.as_str()];
        let upto = |n: usize| code[..n].join(".");
        match entry.feature.kind() {
            Kind::Admin1 if entry.feature.code() == "ADM1" && !entry.admin1.is_empty() => {
                self.admin(&upto(2), &entry.name, entry.id);
            }
            Kind::Admin2 if entry.feature.code() == "ADM2" && !entry.admin2.is_empty() => {
                self.admin(&upto(3), &entry.name, entry.id);
            }
            _ => {}
        }
        self.seen += 1;
        self.countries.insert(entry.country);
        let mut rest = Vec::with_capacity(96);
        rest.extend_from_slice(&(self.seen & 0x7fff_ffff | u32::from(preferred) << 31).to_be_bytes());
        rest.extend_from_slice(&entry.lat.to_le_bytes());
        rest.extend_from_slice(&entry.lon.to_le_bytes());
        rest.extend_from_slice(&entry.feature.pack().to_le_bytes());
        rest.extend_from_slice(&entry.population.to_le_bytes());
        rest.extend_from_slice(&entry.country.bytes());
        rest.extend_from_slice(&entry.radius_km.to_le_bytes());
        rest.push(if entry.derived { DERIVED } else { 0 } | if entry.capital { CAPITAL } else { 0 });
        put(&mut rest, &entry.admin1);
        put(&mut rest, &entry.admin2);
        put(&mut rest, &entry.name);
        for alias in &entry.aliases {
            put(&mut rest, alias);
        }
        self.rows.push(&id_key(entry.origin, entry.id), &rest)
    }

    /// Adds another name of a place, which may come before or after it.
    pub fn other_name(&mut self, origin: Origin, id: i32, name: &str) -> Result<()> {
        let mut rest = Vec::with_capacity(name.len() + 1);
        put(&mut rest, name);
        self.others.push(&id_key(origin, id), &rest)
    }

    /// The number of entries added so far, repetitions included.
    pub fn added(&self) -> u32 {
        self.seen
    }

    /// Writes the index. `meta.rows` is set to what was written, and returned.
    pub fn finish(self, path: &Path, mut meta: Meta) -> Result<Meta> {
        let Builder { dir, rows, others, names, limit, admins, .. } = self;
        let by_cell = join(rows.finish()?, others.finish()?, Sorter::new(&dir, "cells", limit))?;
        let side = |name: &str| Output::create(&dir.join(name));
        let mut parts = Parts {
            rows: side("rows.part")?,
            strings: Strings { out: side("strings.part")?, known: BTreeMap::new() },
            cells: Vec::new(),
            names,
            count: 0,
        };
        let (table, numbers) = admin_table(&admins, &mut parts.strings)?;
        let mut sorted = by_cell.finish()?;
        while let Some((key, rest)) = sorted.next()? {
            parts.place(&key, &rest, &numbers)?;
        }
        parts.cells.push((u32::MAX, parts.count));
        meta.rows = parts.count;
        let mut postings = side("postings.part")?;
        let fst_path = dir.join("names.part");
        let offsets = write_names(parts.names.finish()?, &mut postings, &fst_path)?;

        let mut out = Output::create(path)?;
        out.write(MAGIC)?;
        out.write(&[0; SECTIONS * 16])?;
        let mut sections = Vec::new();
        let mut begin = out.at;
        let mut close = |out: &Output| {
            sections.push((begin, out.at - begin));
            begin = out.at;
        };
        out.write(meta.write().as_bytes())?;
        close(&out);
        for (cell, first) in &parts.cells {
            out.write(&cell.to_le_bytes())?;
            out.write(&first.to_le_bytes())?;
        }
        close(&out);
        out.append(parts.rows)?;
        close(&out);
        out.write(&table)?;
        close(&out);
        out.append(parts.strings.out)?;
        close(&out);
        out.append(postings)?;
        close(&out);
        out.write(&offsets)?;
        close(&out);
        let mut fst = File::open(&fst_path).map_err(Error::file("read", &fst_path))?;
        out.at += std::io::copy(&mut fst, &mut out.file).map_err(Error::file("write", path))?;
        close(&out);
        let mut file = out.file.into_inner().map_err(|e| Error::File {
            action: "write",
            path: path.to_path_buf(),
            source: e.into_error(),
        })?;
        file.seek(SeekFrom::Start(8)).map_err(Error::file("write", path))?;
        for (from, length) in sections {
            file.write_all(&from.to_le_bytes())
                .and_then(|()| file.write_all(&length.to_le_bytes()))
                .map_err(Error::file("write", path))?;
        }
        for entry in std::fs::read_dir(&dir).map_err(Error::file("read", &dir))?.flatten() {
            let path = entry.path();
            if path.extension().is_some_and(|e| e == "run" || e == "part") {
                std::fs::remove_file(&path).map_err(Error::file("remove", &path))?;
            }
        }
        Ok(meta)
    }
}

/// One record an id (the last given), its other names behind it, keyed by cell.
fn join(mut rows: Sorted, mut others: Sorted, mut out: Sorter) -> Result<Sorter> {
    let mut next = rows.next()?;
    let mut other = others.next()?;
    while let Some((key, mut rest)) = next {
        next = rows.next()?;
        while let Some((_, later)) = next.take_if(|(k, _)| *k == key) {
            rest = later;
            next = rows.next()?;
        }
        while other.as_ref().is_some_and(|(k, _)| *k < key) {
            other = others.next()?;
        }
        while let Some((_, name)) = other.take_if(|(k, _)| *k == key) {
            rest.extend_from_slice(&name);
            other = others.next()?;
        }
        let number =
            |at: usize| rest.get(at..at + 8).and_then(|b| b.try_into().ok()).map_or(0.0, f64::from_le_bytes);
        let (cell, dlat, dlon) = cell_of(number(4), number(12));
        let mut by_cell = Vec::with_capacity(13);
        by_cell.extend_from_slice(&cell.to_be_bytes());
        by_cell.extend_from_slice(&key);
        by_cell.extend_from_slice(&dlat.to_be_bytes());
        by_cell.extend_from_slice(&dlon.to_be_bytes());
        out.push(&by_cell, &rest)?;
    }
    Ok(out)
}

/// The table of administrative units and their numbers (from one), by code.
fn admin_table(
    admins: &BTreeMap<String, (String, i32)>,
    strings: &mut Strings,
) -> Result<(Vec<u8>, BTreeMap<String, u32>)> {
    let mut numbers = BTreeMap::new();
    let mut table = Vec::with_capacity(admins.len() * ADMIN);
    for (n, (code, (name, id))) in admins.iter().enumerate() {
        let parent = code.rfind('.').and_then(|dot| numbers.get(&code[..dot])).copied().unwrap_or(0u32);
        let name_at = strings.put(name)?;
        let code_at = strings.put(code)?;
        table.extend_from_slice(&Iso::new(code.get(..2).unwrap_or("")).bytes());
        table.push(code.matches('.').count() as u8);
        table.push(0);
        table.extend_from_slice(&parent.to_le_bytes());
        table.extend_from_slice(&name_at.to_le_bytes());
        table.extend_from_slice(&code_at.to_le_bytes());
        table.extend_from_slice(&id.to_le_bytes());
        numbers.insert(code.clone(), n as u32 + 1);
    }
    Ok((table, numbers))
}

/// The string table, which keeps one copy of a name while the names it remembers are few enough.
struct Strings {
    out: Output,
    known: BTreeMap<String, u32>,
}

/// How many names are remembered: about 40 MB.
const REMEMBERED: usize = 400_000;

impl Strings {
    fn put(&mut self, text: &str) -> Result<u32> {
        if let Some(&at) = self.known.get(text) {
            return Ok(at);
        }
        let at = self.out.at as u32;
        let mut bytes = Vec::with_capacity(text.len() + 1);
        put(&mut bytes, text);
        self.out.write(&bytes)?;
        if self.known.len() < REMEMBERED {
            self.known.insert(text.to_string(), at);
        }
        Ok(at)
    }
}

/// The sections that grow row by row.
struct Parts {
    rows: Output,
    strings: Strings,
    cells: Vec<(u32, u32)>,
    names: Sorter,
    count: u32,
}

impl Parts {
    fn place(&mut self, key: &[u8], rest: &[u8], numbers: &BTreeMap<String, u32>) -> Result<()> {
        let cell = key.get(..4).and_then(|b| b.try_into().ok()).map_or(0, u32::from_be_bytes);
        if self.cells.last().is_none_or(|&(c, _)| c != cell) {
            self.cells.push((cell, self.count));
        }
        let byte = |at: usize| key.get(at).copied().unwrap_or(0);
        let id = u32::from_be_bytes([byte(5), byte(6), byte(7), byte(8)]) ^ 0x8000_0000;
        let fixed = |at: usize, n: usize| rest.get(at..at + n).unwrap_or(&[0; 8][..n]);
        let country = Iso::from_bytes([fixed(28, 2)[0], fixed(28, 2)[1]]);
        let mut at = 33;
        let admin1 = take(rest, &mut at).to_string();
        let admin2 = take(rest, &mut at).to_string();
        let name = take(rest, &mut at).to_string();
        let codes = [
            format!("{country}.{admin1}.{admin2}"),
            format!("{country}.{admin1}"),
            country.as_str().to_string(),
        ];
        let admin = codes.iter().find_map(|code| numbers.get(code)).copied().unwrap_or(0);

        let name_at = self.strings.put(&name)?;
        let mut row = Vec::with_capacity(ROW);
        row.extend_from_slice(&[byte(10), byte(9), byte(12), byte(11)]);
        row.extend_from_slice(&id.to_le_bytes());
        row.extend_from_slice(&name_at.to_le_bytes());
        row.extend_from_slice(fixed(20, 4));
        row.extend_from_slice(&admin.to_le_bytes());
        row.extend_from_slice(fixed(24, 4));
        row.extend_from_slice(fixed(28, 2));
        row.extend_from_slice(fixed(30, 2));
        row.push(byte(4));
        row.push(fixed(32, 1)[0]);
        self.rows.write(&row)?;

        let mut folds = vec![fold(&name)];
        self.name(&folds[0], false)?;
        while at < rest.len() {
            let folded = fold(take(rest, &mut at));
            if !folded.is_empty() && !folds.contains(&folded) {
                self.name(&folded, true)?;
                folds.push(folded);
            }
        }
        self.count += 1;
        Ok(())
    }

    fn name(&mut self, folded: &str, alias: bool) -> Result<()> {
        if folded.is_empty() {
            return Ok(());
        }
        let value = u64::from(self.count) << 1 | u64::from(alias);
        self.names.push(folded.as_bytes(), &value.to_be_bytes())
    }
}

/// Writes the lists of rows and the FST, whose values count the names (so that equal endings share their states); returns the starts of every
/// [`BLOCK`]th list.
fn write_names(mut names: Sorted, postings: &mut Output, path: &Path) -> Result<Vec<u8>> {
    let file = File::create(path).map_err(Error::file("create", path))?;
    let mut map = fst::MapBuilder::new(BufWriter::with_capacity(1 << 18, file))?;
    let mut next = names.next()?;
    let mut values = Vec::new();
    let mut bytes = Vec::new();
    let (mut ordinal, mut offsets) = (0u64, Vec::new());
    while let Some((key, value)) = next {
        values.clear();
        let number = |v: &[u8]| v.try_into().map_or(0, u64::from_be_bytes);
        values.push(number(&value));
        next = names.next()?;
        while let Some((_, more)) = next.take_if(|(k, _)| *k == key) {
            values.push(number(&more));
            next = names.next()?;
        }
        if ordinal.is_multiple_of(BLOCK) {
            offsets.extend_from_slice(&(postings.at as u32).to_le_bytes());
        }
        map.insert(&key, ordinal)?;
        ordinal += 1;
        bytes.clear();
        put_varint(&mut bytes, values.len() as u64);
        let mut before = 0;
        for v in &values {
            put_varint(&mut bytes, v - before);
            before = *v;
        }
        postings.write(&bytes)?;
    }
    map.finish()?;
    Ok(offsets)
}
