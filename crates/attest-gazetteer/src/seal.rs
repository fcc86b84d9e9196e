//! Is what lies here still what was put here? SHA-256 of files, and beside each index a note of its own hash.
//!
//! GeoNames publishes no checksums, so nobody can say from outside whether a download is the right one. What can be said: which bytes
//! an index was made from (its description holds their hash, so that two people can compare), and whether the index is as it was
//! written. The note is a line as `sha256sum` writes and checks it.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::error::{Error, Result};

/// SHA-256 of a file, in 64 hexadecimal digits.
///
/// # Errors
/// A file that cannot be read.
pub fn sha256(path: &Path) -> Result<String> {
    let mut file = File::open(path).map_err(Error::file("read", path))?;
    let mut hasher = Sha256::new();
    let mut buffer = vec![0; 1 << 16];
    loop {
        match file.read(&mut buffer).map_err(Error::file("read", path))? {
            0 => break,
            n => hasher.update(buffer.get(..n).unwrap_or_default()),
        }
    }
    Ok(hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Where the note of an index stands.
pub(crate) fn note(index: &Path) -> PathBuf {
    let mut name = index.as_os_str().to_owned();
    name.push(".sha256");
    PathBuf::from(name)
}

/// Notes the hash of an index beside it.
pub(crate) fn put(index: &Path) -> Result<()> {
    let name = index.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let path = note(index);
    std::fs::write(&path, format!("{}  {name}\n", sha256(index)?)).map_err(Error::file("write", &path))
}

/// What became of an index since it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seal {
    /// It comes with the program.
    BuiltIn,
    /// It has the hash that was noted.
    Intact,
    /// It has another one: the file was changed, or damaged.
    Altered,
    /// No hash was noted: it was made by an earlier version, or the note was lost.
    Unknown,
}

/// Holds an index against its note.
///
/// # Errors
/// An index that cannot be read.
pub(crate) fn check(index: &Path) -> Result<Seal> {
    let Ok(noted) = std::fs::read_to_string(note(index)) else { return Ok(Seal::Unknown) };
    let hash = sha256(index)?;
    Ok(if noted.split_whitespace().next() == Some(&hash) { Seal::Intact } else { Seal::Altered })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_byte_is_seen_and_a_lost_note_is_no_proof() {
        let path = std::env::temp_dir().join(format!("attest-seal-{}.gaz", std::process::id()));
        std::fs::write(&path, b"abc").unwrap();
        assert!(sha256(&path).unwrap().starts_with("ba7816bf8f01cfea414140de5dae2223"));
        put(&path).unwrap();
        assert_eq!(check(&path).unwrap(), Seal::Intact);
        std::fs::write(&path, b"abd").unwrap();
        assert_eq!(check(&path).unwrap(), Seal::Altered);
        std::fs::remove_file(note(&path)).unwrap();
        assert_eq!(check(&path).unwrap(), Seal::Unknown);
        std::fs::remove_file(&path).unwrap();
    }
}
