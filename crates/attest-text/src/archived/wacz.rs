//! A WACZ package: a ZIP with WARC files and `datapackage.json`, which lists a hash for each of them.

use super::record::hex;
use super::{Page, ends, refused, warc};
use crate::ReadError;
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::collections::VecDeque;
use std::io::{self, BufRead, Cursor, Read, Seek};
use zip::ZipArchive;

/// The longest WARC file inside a package.
const LONGEST: u64 = 1 << 30;

#[derive(Deserialize)]
struct List {
    #[serde(default)]
    resources: Vec<Resource>,
}

#[derive(Deserialize)]
struct Resource {
    path: String,
    #[serde(default)]
    hash: Option<String>,
}

#[derive(Deserialize)]
struct Seal {
    hash: String,
}

/// The pages of a WACZ package.
pub struct Pages<R> {
    name: String,
    zip: Option<ZipArchive<R>>,
    files: VecDeque<(String, Option<String>)>,
    inside: Option<warc::Pages<Cursor<Vec<u8>>>>,
    waiting: VecDeque<ReadError>,
}

impl<R: BufRead + Seek> Pages<R> {
    /// The pages of `file`.
    pub fn of(name: &str, file: R) -> Self {
        let mut own = Self {
            name: name.to_owned(),
            zip: None,
            files: VecDeque::new(),
            inside: None,
            waiting: VecDeque::new(),
        };
        match ZipArchive::new(file) {
            Ok(zip) => own.list(zip),
            Err(error) => own.refuse("the package", format!("it is no readable ZIP file ({error})")),
        }
        own
    }

    fn refuse(&mut self, place: &str, reason: impl Into<String>) {
        self.waiting.push_back(refused(&self.name, place, reason));
    }

    /// Reads the list of hashes, and finds the WARC files.
    fn list(&mut self, mut zip: ZipArchive<R>) {
        let mut list = List { resources: Vec::new() };
        match entry(&mut zip, "datapackage.json", 64 << 20) {
            Ok(bytes) => {
                let seal = entry(&mut zip, "datapackage-digest.json", 1 << 20).ok();
                let seal = seal.and_then(|bytes| serde_json::from_slice::<Seal>(&bytes).ok());
                if seal.is_some_and(|seal| !same(&seal.hash, &bytes)) {
                    self.refuse(
                        "datapackage.json",
                        "it does not have the hash that the package gives for it",
                    );
                }
                match serde_json::from_slice(&bytes) {
                    Ok(read) => list = read,
                    Err(error) => self.refuse("datapackage.json", format!("it cannot be read ({error})")),
                }
            }
            Err(error) => self.refuse("datapackage.json", format!("it cannot be read ({error})")),
        }
        let mut names: Vec<String> = zip.file_names().map(str::to_owned).collect();
        names.sort();
        for name in names.into_iter().filter(|name| ends(name, "warc") || name.ends_with(".warc.gz")) {
            let listed = list.resources.iter().find(|own| own.path == name);
            self.files.push_back((name, listed.and_then(|own| own.hash.clone())));
        }
        for missing in list.resources.iter().filter(|own| own.path.starts_with("archive/")) {
            if !self.files.iter().any(|(name, _)| *name == missing.path) {
                self.refuse(&missing.path, "the package lists it, and it is not there");
            }
        }
        self.zip = Some(zip);
    }

    /// Opens the next WARC file; `false` where there is none.
    fn open(&mut self) -> bool {
        let Some((name, hash)) = self.files.pop_front() else { return false };
        let Some(zip) = &mut self.zip else { return false };
        match entry(zip, &name, LONGEST) {
            Ok(bytes) => {
                let sound = hash.as_ref().is_some_and(|hash| same(hash, &bytes));
                match hash {
                    // Its records are held against their own hashes all the same.
                    Some(_) if !sound => self.refuse(
                        &name,
                        "the file does not have the hash that the package gives for it; its records are checked one by one",
                    ),
                    Some(_) => {}
                    None => self.refuse(
                        &name,
                        "the package gives no hash for it; its records are checked one by one",
                    ),
                }
                let told = format!("{}, {name}", self.name);
                self.inside = Some(warc::Pages::of(&told, &self.name, Cursor::new(bytes), !sound));
            }
            Err(error) => self.refuse(&name, format!("it cannot be unpacked ({error})")),
        }
        true
    }
}

/// The bytes of an entry.
fn entry<R: Read + Seek>(zip: &mut ZipArchive<R>, name: &str, most: u64) -> io::Result<Vec<u8>> {
    let file = zip.by_name(name).map_err(io::Error::other)?;
    let mut bytes = Vec::new();
    file.take(most + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > most {
        return Err(io::Error::other(format!("it is longer than {} MB", most >> 20)));
    }
    Ok(bytes)
}

/// Whether the bytes have the hash, `sha256:` and hexadecimal digits.
fn same(written: &str, bytes: &[u8]) -> bool {
    let digits = written.strip_prefix("sha256:").unwrap_or(written);
    hex(&Sha256::digest(bytes)).eq_ignore_ascii_case(digits)
}

impl<R: BufRead + Seek> Iterator for Pages<R> {
    type Item = Result<Page, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(error) = self.waiting.pop_front() {
                return Some(Err(error));
            }
            if let Some(page) = self.inside.as_mut().and_then(Iterator::next) {
                return Some(page);
            }
            self.inside = None;
            if !self.open() {
                return self.waiting.pop_front().map(Err);
            }
        }
    }
}
