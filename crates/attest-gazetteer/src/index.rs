//! The index file and its reader.
//!
//! One file, one layout, read in place from whatever holds the bytes (the program itself, or memory): opening it costs a header. The names are an
//! [`fst::Map`] from the fold of a name to a list of rows; other transliterations are found by an automaton over it. Rows have a fixed width and lie in the order of one-degree cells, which makes the cell table the spatial index and
//! two bytes enough for a latitude within the cell (1.7 m). A database was the other choice; it needs a page cache, a lock and a C library for what
//! is a sorted table that never changes.
//!
//! | section | content |
//! |---|---|
//! | meta | `key=value` lines: layer, name, source, licence, vintage, rows |
//! | cells | cell number, first row: `u32` pairs, sorted; a last pair closes |
//! | rows | 30 bytes each, see `Row` |
//! | admins | 20 bytes each: country, level, parent, name, code, id |
//! | strings | length byte, UTF-8 |
//! | postings | varint count, then varint deltas of `row << 1 | alias` |
//! | starts | `u32`: where the list of every eighth name begins |
//! | names | the FST; its values count the names |
//!
//! All numbers are little-endian.

use std::borrow::Cow;

use fst::{IntoStreamer, Streamer};

use crate::error::{Error, Result};
use crate::feature::Feature;
use crate::loose::{self, Near};
use crate::place::{Iso, Layer, Matched, Origin};

pub(crate) const MAGIC: &[u8; 8] = b"ATTGAZ01";
pub(crate) const SECTIONS: usize = 8;
/// Names between two known starts of their row lists.
pub(crate) const BLOCK: u64 = 8;
pub(crate) const ROW: usize = 30;
pub(crate) const ADMIN: usize = 20;
pub(crate) const DERIVED: u8 = 1;
pub(crate) const CAPITAL: u8 = 2;

/// The one-degree cell of a point, and the point's place in it.
pub(crate) fn cell_of(lat: f64, lon: f64) -> (u32, u16, u16) {
    let part = |x: f64, most: f64| {
        let x = if x.is_finite() { x.clamp(0.0, most - 1e-9) } else { 0.0 };
        (x.floor() as u32, ((x - x.floor()) * 65536.0) as u16)
    };
    let (row, dlat) = part(lat + 90.0, 180.0);
    let (column, dlon) = part(lon + 180.0, 360.0);
    (row * 360 + column, dlat, dlon)
}

/// Great-circle distance in kilometres (haversine, mean radius 6371 km).
///
/// ```
/// let bamako_segou = attest_gazetteer::distance_km(12.65, -8.0, 13.43, -6.27);
/// assert!((bamako_segou - 206.0).abs() < 3.0);
/// ```
pub fn distance_km(lat_a: f64, lon_a: f64, lat_b: f64, lon_b: f64) -> f64 {
    let (a, b) = (lat_a.to_radians(), lat_b.to_radians());
    let dlat = ((b - a) / 2.0).sin();
    let dlon = ((lon_b - lon_a).to_radians() / 2.0).sin();
    let h = dlat * dlat + a.cos() * b.cos() * dlon * dlon;
    2.0 * 6371.0088 * h.min(1.0).sqrt().asin()
}

fn u16_at(bytes: &[u8], at: usize) -> u16 {
    bytes.get(at..at + 2).map_or(0, |b| u16::from_le_bytes([b[0], b[1]]))
}

fn u32_at(bytes: &[u8], at: usize) -> u32 {
    bytes.get(at..at + 4).map_or(0, |b| u32::from_le_bytes([b[0], b[1], b[2], b[3]]))
}

fn u64_at(bytes: &[u8], at: usize) -> u64 {
    u64::from(u32_at(bytes, at)) | u64::from(u32_at(bytes, at + 4)) << 32
}

/// Reads a varint at `at` and steps over it; zero past the end.
fn varint(bytes: &[u8], at: &mut usize) -> u64 {
    let mut n = 0;
    let mut shift = 0;
    while let Some(&b) = bytes.get(*at) {
        *at += 1;
        n |= u64::from(b & 127) << shift;
        shift += 7;
        if b & 128 == 0 || shift > 56 {
            break;
        }
    }
    n
}

/// An opened index.
pub(crate) struct Index {
    bytes: Cow<'static, [u8]>,
    sections: [(usize, usize); SECTIONS],
    names: fst::Map<Part>,
    pub(crate) meta: Meta,
}

/// A part of the index's bytes that the FST reads from.
struct Part {
    bytes: Cow<'static, [u8]>,
}

impl AsRef<[u8]> for Part {
    fn as_ref(&self) -> &[u8] {
        &self.bytes
    }
}

/// What an index says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meta {
    /// Which layer of the stack it belongs to.
    pub layer: Layer,
    /// Its short name: "ML", "my-villages".
    pub name: String,
    /// Where the rows come from, for humans.
    pub source: String,
    /// The licence line that exports must show.
    pub licence: String,
    /// The newest date in the data, where known.
    pub vintage: String,
    /// The number of places.
    pub rows: u32,
    /// SHA-256 of the file that the rows were read from, in hexadecimal digits; empty where none was.
    pub sha256: String,
}

impl Meta {
    pub(crate) fn write(&self) -> String {
        let line = |s: &str| s.replace(['\n', '\r'], " ");
        let seal =
            if self.sha256.is_empty() { String::new() } else { format!("sha256={}\n", line(&self.sha256)) };
        format!(
            "layer={}\nname={}\nsource={}\nlicence={}\nvintage={}\nrows={}\n{seal}",
            self.layer.as_str(),
            line(&self.name),
            line(&self.source),
            line(&self.licence),
            line(&self.vintage),
            self.rows
        )
    }

    fn read(text: &str) -> Meta {
        let get = |key: &str| {
            text.lines()
                .find_map(|l| l.split_once('=').filter(|(k, _)| *k == key).map(|(_, v)| v.to_string()))
                .unwrap_or_default()
        };
        Meta {
            layer: Layer::parse(&get("layer")),
            name: get("name"),
            source: get("source"),
            licence: get("licence"),
            vintage: get("vintage"),
            rows: get("rows").parse().unwrap_or(0),
            sha256: get("sha256"),
        }
    }
}

/// A row as stored.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Row {
    pub(crate) lat: f64,
    pub(crate) lon: f64,
    pub(crate) id: i32,
    pub(crate) name: u32,
    pub(crate) feature: Feature,
    /// Index into the admins, plus one; zero is none.
    pub(crate) admin: u32,
    pub(crate) population: u32,
    pub(crate) country: Iso,
    pub(crate) radius: u16,
    pub(crate) origin: Origin,
    pub(crate) flags: u8,
}

/// An administrative unit as stored.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Admin<'a> {
    pub(crate) level: u8,
    /// Index plus one; zero is none.
    pub(crate) parent: u32,
    pub(crate) name: &'a str,
    pub(crate) code: &'a str,
    pub(crate) id: i32,
}

/// A row that a name led to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Hit {
    pub(crate) row: u32,
    pub(crate) matched: Matched,
    pub(crate) likeness: f32,
}

impl Index {
    /// Opens an index held in `bytes`; `name` is for messages.
    pub(crate) fn open(bytes: Cow<'static, [u8]>, name: &str) -> Result<Index> {
        let bad = |reason: &str| Error::Index { name: name.to_string(), reason: reason.to_string() };
        if bytes.get(..8) != Some(MAGIC.as_slice()) {
            return Err(bad("it does not begin with the mark of the format"));
        }
        let mut sections = [(0, 0); SECTIONS];
        for (i, section) in sections.iter_mut().enumerate() {
            let from =
                usize::try_from(u64_at(&bytes, 8 + i * 16)).map_err(|_| bad("a section is too large"))?;
            let length =
                usize::try_from(u64_at(&bytes, 16 + i * 16)).map_err(|_| bad("a section is too large"))?;
            let to = from
                .checked_add(length)
                .filter(|&to| to <= bytes.len())
                .ok_or_else(|| bad("it is cut short"))?;
            *section = (from, to);
        }
        let (from, to) = sections[7];
        let part = match &bytes {
            Cow::Borrowed(all) => Cow::Borrowed(all.get(from..to).unwrap_or_default()),
            Cow::Owned(all) => Cow::Owned(all.get(from..to).unwrap_or_default().to_vec()),
        };
        let names = fst::Map::new(Part { bytes: part }).map_err(|e| bad(&e.to_string()))?;
        let mut index = Index { bytes, sections, names, meta: Meta::read("") };
        if let Cow::Owned(all) = &mut index.bytes {
            all.truncate(from); // the names are the last section and have their own copy
            all.shrink_to_fit();
            index.sections[7] = (from, from);
        }
        index.meta = Meta::read(
            std::str::from_utf8(index.section(0)).map_err(|_| bad("its description is not text"))?,
        );
        if index.meta.rows as usize * ROW != index.section(2).len() {
            return Err(bad("its rows do not fill their section"));
        }
        Ok(index)
    }

    fn section(&self, n: usize) -> &[u8] {
        let (from, to) = self.sections[n];
        self.bytes.get(from..to).unwrap_or_default()
    }

    /// A hash of the description and the rows (FNV-1a, 64 bits): no seal, a name for what was there.
    pub(crate) fn fingerprint(&self) -> u64 {
        let bytes = self.section(0).iter().chain(self.section(2));
        bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
            (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
        })
    }

    pub(crate) fn len(&self) -> u32 {
        self.meta.rows
    }

    fn cells(&self) -> usize {
        self.section(1).len() / 8
    }

    /// The n-th cell and its first row.
    fn cell(&self, n: usize) -> (u32, u32) {
        (u32_at(self.section(1), n * 8), u32_at(self.section(1), n * 8 + 4))
    }

    /// The first entry of the cell table for which `test` fails.
    fn first_cell(&self, test: impl Fn(u32, u32) -> bool) -> usize {
        let (mut low, mut high) = (0, self.cells());
        while low < high {
            let middle = usize::midpoint(low, high);
            let (cell, row) = self.cell(middle);
            if test(cell, row) { low = middle + 1 } else { high = middle }
        }
        low
    }

    /// The cell that row `n` lies in.
    fn cell_of_row(&self, n: u32) -> u32 {
        let after = self.first_cell(|_, first| first <= n);
        self.cell(after.saturating_sub(1)).0
    }

    /// The n-th row; a row past the end reads as zeroes.
    pub(crate) fn row(&self, n: u32) -> Row {
        self.row_in_cell(n, self.cell_of_row(n))
    }

    fn row_in_cell(&self, n: u32, cell: u32) -> Row {
        let at = n as usize * ROW;
        let bytes = self.section(2).get(at..at + ROW).unwrap_or(&[0; ROW]);
        Row {
            lat: f64::from(cell / 360) - 90.0 + (f64::from(u16_at(bytes, 0)) + 0.5) / 65536.0,
            lon: f64::from(cell % 360) - 180.0 + (f64::from(u16_at(bytes, 2)) + 0.5) / 65536.0,
            id: u32_at(bytes, 4).cast_signed(),
            name: u32_at(bytes, 8),
            feature: Feature::unpack(u32_at(bytes, 12)),
            admin: u32_at(bytes, 16),
            population: u32_at(bytes, 20),
            country: Iso::from_bytes([bytes[24], bytes[25]]),
            radius: u16_at(bytes, 26),
            origin: Origin::from_byte(bytes[28]),
            flags: bytes[29],
        }
    }

    /// A string of the table.
    pub(crate) fn string(&self, at: u32) -> &str {
        let strings = self.section(4);
        let from = at as usize + 1;
        let length = strings.get(at as usize).copied().unwrap_or(0) as usize;
        strings.get(from..from + length).and_then(|b| std::str::from_utf8(b).ok()).unwrap_or("")
    }

    /// The n-th administrative unit (counted from one, as rows refer to it).
    pub(crate) fn admin(&self, n: u32) -> Option<Admin<'_>> {
        let at = (n as usize).checked_sub(1)? * ADMIN;
        let bytes = self.section(3).get(at..at + ADMIN)?;
        Some(Admin {
            level: bytes[2],
            parent: u32_at(bytes, 4),
            name: self.string(u32_at(bytes, 8)),
            code: self.string(u32_at(bytes, 12)),
            id: u32_at(bytes, 16).cast_signed(),
        })
    }

    /// All administrative units, in the order of their numbers.
    pub(crate) fn admins(&self) -> impl Iterator<Item = Admin<'_>> {
        (1..).map_while(|n| self.admin(n))
    }

    /// Whether any row has this name.
    pub(crate) fn knows(&self, folded: &str) -> bool {
        self.names.contains_key(folded)
    }

    /// The rows of one name.
    pub(crate) fn same(&self, folded: &str, out: &mut Vec<Hit>) {
        if let Some(ordinal) = self.names.get(folded) {
            self.postings(ordinal, out, |alias| if alias { Matched::Alias } else { Matched::Folded }, 1.0);
        }
    }

    /// The rows of names near this one, itself left out, `least` alike or more.
    pub(crate) fn alike(&self, folded: &str, least: f32, out: &mut Vec<Hit>) {
        let near = Near::new(folded, loose::budget(folded.len(), least));
        let mut stream = self.names.search(&near).into_stream();
        while let Some((key, ordinal)) = stream.next() {
            if key == folded.as_bytes() {
                continue;
            }
            let Some(cost) = near.cost(key) else { continue };
            let likeness = loose::likeness_of(cost, folded.len().max(key.len()));
            if likeness >= least {
                self.postings(ordinal, out, |_| Matched::Loose, likeness);
            }
        }
    }

    /// The rows of the name with this number: from the start of its block, list by list.
    fn postings(&self, ordinal: u64, out: &mut Vec<Hit>, matched: impl Fn(bool) -> Matched, likeness: f32) {
        let bytes = self.section(5);
        let mut at = u32_at(self.section(6), (ordinal / BLOCK) as usize * 4) as usize;
        for _ in 0..ordinal % BLOCK {
            for _ in 0..varint(bytes, &mut at) {
                if at >= bytes.len() {
                    return;
                }
                varint(bytes, &mut at);
            }
        }
        let count = varint(bytes, &mut at);
        let mut value = 0u64;
        for _ in 0..count {
            if at >= bytes.len() {
                return;
            }
            value = value.wrapping_add(varint(bytes, &mut at));
            let row = (value >> 1) as u32;
            if row < self.len() {
                out.push(Hit { row, matched: matched(value & 1 == 1), likeness });
            }
        }
    }

    /// Calls `each` with the rows within `km` of a point, in no particular order but always the same.
    pub(crate) fn around(&self, lat: f64, lon: f64, km: f64, mut each: impl FnMut(u32, Row, f64)) {
        let dlat = km / 111.0 + 0.01;
        let dlon = (dlat / lat.to_radians().cos().abs().max(0.05)).min(180.0);
        let low = (lat - dlat + 90.0).floor().clamp(0.0, 179.0) as i32;
        let high = (lat + dlat + 90.0).floor().clamp(0.0, 179.0) as i32;
        let (west, east) = ((lon - dlon + 180.0).floor() as i32, (lon + dlon + 180.0).floor() as i32);
        for line in low..=high {
            let mut column = west;
            while column <= east.min(west + 359) {
                let cell = (line * 360 + column.rem_euclid(360)) as u32;
                let n = self.first_cell(|c, _| c < cell);
                if n + 1 < self.cells() && self.cell(n).0 == cell {
                    for row_number in self.cell(n).1..self.cell(n + 1).1 {
                        let row = self.row_in_cell(row_number, cell);
                        let away = distance_km(lat, lon, row.lat, row.lon);
                        if away <= km {
                            each(row_number, row, away);
                        }
                    }
                }
                column += 1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_that_are_no_index_are_refused_with_a_reason() {
        for bytes in [b"".as_slice(), b"ATTGAZ01", b"PK\x03\x04 something else that is longer than a header"]
        {
            assert!(Index::open(Cow::Owned(bytes.to_vec()), "test").is_err());
        }
    }

    #[test]
    fn a_point_survives_its_cell() {
        for (lat, lon) in
            [(14.47266, -7.46708), (-89.999, 179.999), (90.0, 180.0), (0.0, 0.0), (f64::NAN, 1.0)]
        {
            let (cell, dlat, dlon) = cell_of(lat, lon);
            assert!(cell < 64800);
            if lat.is_finite() {
                let back = f64::from(cell / 360) - 90.0 + (f64::from(dlat) + 0.5) / 65536.0;
                let lon_back = f64::from(cell % 360) - 180.0 + (f64::from(dlon) + 0.5) / 65536.0;
                assert!(
                    (back - lat).abs() < 2e-5 && (lon_back - lon).abs() < 2e-5,
                    "{lat} {lon} {back} {lon_back}"
                );
            }
        }
    }
}
