//! Hashes: SHA-256 in hexadecimal, and the hash of several fields that no shift between them can imitate.

use sha2::{Digest, Sha256};
use std::fmt::Write as _;

/// SHA-256 of `bytes`, in 64 hexadecimal digits.
///
/// ```
/// assert!(attest_store::sha256(b"").starts_with("e3b0c442"));
/// ```
pub fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// SHA-256 over `fields`, each preceded by its length: moving a letter from one field to the next changes the hash.
pub fn of_fields(fields: &[&str]) -> String {
    let mut hasher = Sha256::new();
    for field in fields {
        hasher.update((field.len() as u64).to_be_bytes());
        hasher.update(field.as_bytes());
    }
    hex(&hasher.finalize())
}

fn hex(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(64);
    for byte in bytes {
        let _ = write!(out, "{byte:02x}");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_cannot_move_between_fields() {
        assert_ne!(of_fields(&["ab", "c"]), of_fields(&["a", "bc"]));
        assert_ne!(of_fields(&["ab"]), of_fields(&["ab", ""]));
    }
}
