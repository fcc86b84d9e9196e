//! Detached signatures of data packages: Ed25519 over `datapackage-digest.json`, keys in PEM as openssl writes and reads them.
//!
//! The digest file holds the hash of the list of files, the list the hash of each file; so one signature of 64 bytes stands for the
//! whole package. It lies beside, as `datapackage-digest.json.sig`, raw: any tool that knows Ed25519 can check it.

use crate::package::{DIGEST, PackageError};
use ed25519_dalek::pkcs8::spki::der::pem::LineEnding;
use ed25519_dalek::pkcs8::{
    DecodePrivateKey, DecodePublicKey, EncodePrivateKey, EncodePublicKey, KeypairBytes,
};
use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use std::path::Path;

/// Name of the signature's file.
pub const SIGNATURE: &str = "datapackage-digest.json.sig";

/// A pair of keys in PEM.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// PKCS#8, to be kept secret.
    pub private: String,
    /// What others check signatures with.
    pub public: String,
}

/// The pair of keys of a seed of 32 random bytes.
///
/// # Errors
/// What the encoder says.
pub fn pair(seed: [u8; 32]) -> Result<Pair, String> {
    let key = SigningKey::from_bytes(&seed);
    // The older form without the public half, which every openssl reads.
    let bytes = KeypairBytes { secret_key: seed, public_key: None };
    let private = bytes.to_pkcs8_pem(LineEnding::LF).map_err(|error| error.to_string())?.to_string();
    let public = key.verifying_key().to_public_key_pem(LineEnding::LF).map_err(|error| error.to_string())?;
    Ok(Pair { private, public })
}

/// The signature of a digest file's text with a private key.
///
/// # Errors
/// A key that is none.
pub fn sign(digest: &str, private: &str) -> Result<[u8; 64], String> {
    let key = SigningKey::from_pkcs8_pem(private).map_err(|_| {
        "it is no Ed25519 private key in PEM; make one with `attest keys new NAME`".to_owned()
    })?;
    Ok(key.sign(digest.as_bytes()).to_bytes())
}

/// Whether a package is signed at all.
pub fn is_signed(folder: &Path) -> bool {
    folder.join(SIGNATURE).is_file()
}

/// Checks a package's signature with a public key: nothing where it holds, else what is wrong.
///
/// # Errors
/// A key that is none, a digest file that cannot be read.
pub fn check(folder: &Path, public: &str) -> Result<Option<String>, PackageError> {
    let key = VerifyingKey::from_public_key_pem(public).map_err(|_| {
        PackageError::NoKey(
            "it is no Ed25519 public key in PEM; give the NAME.public.pem of `attest keys new`".to_owned(),
        )
    })?;
    let unreadable = |error: std::io::Error| PackageError::Unreadable {
        path: folder.join(DIGEST).to_string_lossy().into_owned(),
        reason: error.to_string(),
    };
    let digest = std::fs::read(folder.join(DIGEST)).map_err(unreadable)?;
    let Ok(bytes) = std::fs::read(folder.join(SIGNATURE)) else {
        return Ok(Some(format!("{SIGNATURE} is missing: the package is not signed")));
    };
    let Ok(signature) = Signature::from_slice(&bytes) else {
        return Ok(Some(format!("{SIGNATURE} is no signature of 64 bytes")));
    };
    let held = key.verify_strict(&digest, &signature).is_ok();
    Ok((!held).then(|| format!("{SIGNATURE} is not of this key, or {DIGEST} was changed")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signature_holds_for_its_text_and_its_key_alone() {
        let (mine, other) = (pair([7; 32]).unwrap(), pair([8; 32]).unwrap());
        let folder = std::env::temp_dir().join(format!("attest-sign-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let text = "{\"hash\":\"sha256:00\"}\n";
        std::fs::write(folder.join(DIGEST), text).unwrap();
        assert!(check(&folder, &mine.public).unwrap().unwrap().contains("missing"));
        std::fs::write(folder.join(SIGNATURE), sign(text, &mine.private).unwrap()).unwrap();
        assert_eq!(check(&folder, &mine.public).unwrap(), None);
        assert!(check(&folder, &other.public).unwrap().is_some());
        std::fs::write(folder.join(DIGEST), text.replace("00", "01")).unwrap();
        assert!(check(&folder, &mine.public).unwrap().is_some());
        assert!(check(&folder, "no key").is_err() && sign(text, &mine.public).is_err());
        std::fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn a_key_that_openssl_made_is_read() {
        // openssl genpkey -algorithm ed25519; openssl pkey -pubout: a pair made for this test and used for nothing else.
        let (private, public) =
            (include_str!("../tests/data/test.key.pem"), include_str!("../tests/data/test.public.pem"));
        let key = SigningKey::from_pkcs8_pem(private).unwrap();
        assert_eq!(key.verifying_key(), VerifyingKey::from_public_key_pem(public).unwrap());
        assert_eq!(
            pair(key.to_bytes()).unwrap(),
            Pair { private: private.to_owned(), public: public.to_owned() }
        );
    }
}
