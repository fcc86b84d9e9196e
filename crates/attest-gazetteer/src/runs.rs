//! Sorting more than memory holds.
//!
//! The whole of GeoNames is twelve million rows with twenty-five million names. Records are gathered in memory up to a limit, sorted, and written
//! out as a *run*; the runs are then merged by a heap. Memory is the limit plus one buffer a run, whatever the input.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::fs::File;
use std::io::{BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};

/// A record: what it is sorted by, and what it carries. Equal keys are ordered by what they carry, so the result never depends on runs.
pub(crate) type Record = (Vec<u8>, Vec<u8>);

/// Gathers records and gives them back sorted.
pub(crate) struct Sorter {
    dir: PathBuf,
    name: &'static str,
    limit: usize,
    bytes: Vec<u8>,
    /// Start, length of the key, length of the rest.
    index: Vec<(usize, u32, u32)>,
    runs: Vec<PathBuf>,
}

impl Sorter {
    /// Runs are written into `dir` (which must exist) under `name`; `limit` is in bytes.
    pub(crate) fn new(dir: &Path, name: &'static str, limit: usize) -> Sorter {
        Sorter { dir: dir.to_path_buf(), name, limit, bytes: Vec::new(), index: Vec::new(), runs: Vec::new() }
    }

    /// Adds one record.
    pub(crate) fn push(&mut self, key: &[u8], rest: &[u8]) -> Result<()> {
        if self.bytes.len() + self.index.len() * 16 > self.limit {
            self.spill()?;
        }
        self.index.push((self.bytes.len(), key.len() as u32, rest.len() as u32));
        self.bytes.extend_from_slice(key);
        self.bytes.extend_from_slice(rest);
        Ok(())
    }

    fn sort(&mut self) {
        let bytes = &self.bytes;
        let parts = |&(at, key, rest): &(usize, u32, u32)| {
            let middle = at + key as usize;
            (&bytes[at..middle], &bytes[middle..middle + rest as usize])
        };
        self.index.sort_unstable_by(|a, b| parts(a).cmp(&parts(b)));
    }

    fn spill(&mut self) -> Result<()> {
        self.sort();
        let path = self.dir.join(format!("{}-{}.run", self.name, self.runs.len()));
        let mut out =
            BufWriter::with_capacity(1 << 18, File::create(&path).map_err(Error::file("create", &path))?);
        for &(at, key, rest) in &self.index {
            let record = &self.bytes[at..at + key as usize + rest as usize];
            out.write_all(&key.to_le_bytes())
                .and_then(|()| out.write_all(&rest.to_le_bytes()))
                .and_then(|()| out.write_all(record))
                .map_err(Error::file("write", &path))?;
        }
        out.flush().map_err(Error::file("write", &path))?;
        self.runs.push(path);
        self.bytes.clear();
        self.index.clear();
        Ok(())
    }

    /// All records, sorted.
    pub(crate) fn finish(mut self) -> Result<Sorted> {
        if self.runs.is_empty() {
            self.sort();
            return Ok(Sorted::Memory { bytes: self.bytes, index: self.index.into_iter() });
        }
        self.spill()?;
        let mut merge = Merge { heap: BinaryHeap::new(), readers: Vec::new() };
        for (n, path) in self.runs.iter().enumerate() {
            let file = File::open(path).map_err(Error::file("read", path))?;
            merge.readers.push((BufReader::with_capacity(1 << 17, file), path.clone()));
            merge.refill(n)?;
        }
        Ok(Sorted::Merged(merge))
    }
}

/// Sorted records, from memory or from runs.
pub(crate) enum Sorted {
    /// Everything fitted into memory.
    Memory {
        /// The records' bytes.
        bytes: Vec<u8>,
        /// Where each begins.
        index: std::vec::IntoIter<(usize, u32, u32)>,
    },
    /// A merge of runs.
    Merged(Merge),
}

impl Sorted {
    /// The next record in order.
    pub(crate) fn next(&mut self) -> Result<Option<Record>> {
        match self {
            Sorted::Memory { bytes, index } => Ok(index.next().map(|(at, key, rest)| {
                let middle = at + key as usize;
                (bytes[at..middle].to_vec(), bytes[middle..middle + rest as usize].to_vec())
            })),
            Sorted::Merged(merge) => merge.next(),
        }
    }
}

/// A heap over the first record of each run.
pub(crate) struct Merge {
    heap: BinaryHeap<Reverse<(Record, usize)>>,
    readers: Vec<(BufReader<File>, PathBuf)>,
}

impl Merge {
    fn refill(&mut self, n: usize) -> Result<()> {
        let Some((reader, path)) = self.readers.get_mut(n) else { return Ok(()) };
        let mut lengths = [0u8; 8];
        match reader.read_exact(&mut lengths) {
            Ok(()) => {}
            Err(e) if e.kind() == std::io::ErrorKind::UnexpectedEof => return Ok(()),
            Err(source) => return Err(Error::File { action: "read", path: path.clone(), source }),
        }
        let [a, b, c, d, e, f, g, h] = lengths;
        let mut key = vec![0; u32::from_le_bytes([a, b, c, d]) as usize];
        let mut rest = vec![0; u32::from_le_bytes([e, f, g, h]) as usize];
        reader
            .read_exact(&mut key)
            .and_then(|()| reader.read_exact(&mut rest))
            .map_err(Error::file("read", path))?;
        self.heap.push(Reverse(((key, rest), n)));
        Ok(())
    }

    fn next(&mut self) -> Result<Option<Record>> {
        let Some(Reverse((record, n))) = self.heap.pop() else { return Ok(None) };
        self.refill(n)?;
        Ok(Some(record))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_on_disk_and_memory_give_the_same_order() {
        let dir = std::env::temp_dir().join(format!("attest-runs-{}", std::process::id()));
        std::fs::create_dir_all(&dir).unwrap();
        let mut outcomes = Vec::new();
        for limit in [64, 1 << 20] {
            let mut sorter = Sorter::new(&dir, "test", limit);
            for i in 0u32..500 {
                sorter.push(format!("{:03}", (i * 7919) % 250).as_bytes(), &i.to_be_bytes()).unwrap();
            }
            let mut sorted = sorter.finish().unwrap();
            let mut out = Vec::new();
            while let Some(record) = sorted.next().unwrap() {
                out.push(record);
            }
            assert_eq!(out.len(), 500);
            assert!(out.is_sorted());
            outcomes.push(out);
        }
        assert_eq!(outcomes[0], outcomes[1]);
        std::fs::remove_dir_all(&dir).unwrap();
    }
}
