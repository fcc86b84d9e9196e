//! Data packages (Frictionless): tables, their schemas and digests in one folder, and the check that nothing in it changed.
//!
//! `datapackage.json` lists every file with its SHA-256; `datapackage-digest.json` holds the hash of `datapackage.json`, as in WACZ. A
//! signature of that file stands for the whole package ([`crate::sign`]).

use crate::check;
use crate::codebook::Table;
use crate::export::{Done, hex};
use crate::format::Format;
use crate::output::Shape;
use crate::side::ATTRIBUTION;
use serde::Deserialize;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::io::Read;
use std::path::{Path, PathBuf};
use thiserror::Error;

/// Name of the list of files.
pub const PACKAGE: &str = "datapackage.json";
/// Name of the file with its hash.
pub const DIGEST: &str = "datapackage-digest.json";

/// A table as a Frictionless schema.
pub fn schema(table: &Table) -> Value {
    let fields: Vec<Value> = table
        .columns
        .iter()
        .map(|column| {
            let mut constraints = serde_json::Map::new();
            if column.required {
                constraints.insert("required".to_owned(), json!(true));
            }
            if let Some([low, high]) = column.range {
                constraints.insert("minimum".to_owned(), json!(low));
                constraints.insert("maximum".to_owned(), json!(high));
            }
            if !column.codes.is_empty() {
                constraints.insert("enum".to_owned(), json!(column.codes));
            }
            json!({"name": column.name, "type": column.kind.frictionless(), "description": column.meaning, "constraints": constraints})
        })
        .collect();
    json!({"fields": fields, "missingValues": [""]})
}

/// The text of `datapackage.json`.
pub fn describe(title: &str, version: &str, done: &[Done]) -> String {
    let mut resources: Vec<Value> = Vec::new();
    for own in done {
        let table = own.format.table();
        let name = match own.shape {
            Shape::Text => own.format.as_str().to_owned(),
            Shape::Parquet => format!("{}-parquet", own.format.as_str()),
        };
        let mut resource = json!({
            "name": name, "path": own.file.path, "bytes": own.file.bytes, "hash": own.file.hash,
            "encoding": "utf-8", "rows": own.tally.rows,
        });
        if let (Shape::Parquet, Some(table), Some(object)) = (own.shape, table, resource.as_object_mut()) {
            object.insert("format".to_owned(), json!("parquet"));
            object.insert("schema".to_owned(), schema(table));
            object.remove("encoding");
        } else if let (Some(table), Some(object)) = (table, resource.as_object_mut()) {
            object.insert("profile".to_owned(), json!("tabular-data-resource"));
            object.insert("format".to_owned(), json!("csv"));
            if own.format != Format::Hxl {
                object.insert("schema".to_owned(), schema(table));
            }
        }
        resources.push(resource);
        let side = side_text(&own.side);
        resources.push(json!({
            "name": format!("{name}-side"), "path": side_path(&own.file.path), "bytes": side.len(),
            "hash": format!("sha256:{}", hex(&Sha256::digest(side.as_bytes()))), "format": "json", "encoding": "utf-8",
        }));
    }
    let package = json!({
        "profile": "data-package", "name": title, "title": "Incidents exported by Attest",
        "software": format!("Attest {version}"), "attribution": ATTRIBUTION, "resources": resources,
    });
    let mut text = serde_json::to_string_pretty(&package).unwrap_or_default();
    text.push('\n');
    text
}

/// The text of `datapackage-digest.json`.
pub fn digest(package: &str) -> String {
    let hash = format!("sha256:{}", hex(&Sha256::digest(package.as_bytes())));
    format!("{}\n", json!({"path": PACKAGE, "hash": hash}))
}

/// The name of a file's side file.
pub fn side_path(path: &str) -> String {
    format!("{path}.side.json")
}

/// A side file's text.
pub fn side_text(side: &Value) -> String {
    let mut text = serde_json::to_string_pretty(side).unwrap_or_default();
    text.push('\n');
    text
}

/// Why a package cannot be checked at all.
#[derive(Debug, Error)]
pub enum PackageError {
    /// A file that cannot be read.
    #[error("cannot read `{path}`: {reason}")]
    Unreadable {
        /// Which.
        path: String,
        /// What the system said.
        reason: String,
    },
    /// A key that is none.
    #[error("the key cannot be used: {0}")]
    NoKey(String),
    /// No list of files.
    #[error("`{0}` is no data package: {1}")]
    NoPackage(String, String),
}

#[derive(Deserialize)]
struct Package {
    resources: Vec<Resource>,
}

#[derive(Deserialize)]
struct Resource {
    name: String,
    path: String,
    #[serde(default)]
    bytes: Option<u64>,
    #[serde(default)]
    hash: Option<String>,
}

#[derive(Deserialize)]
struct DigestFile {
    hash: String,
}

/// What a check found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Verdict {
    /// Files that are as the package says.
    pub good: Vec<String>,
    /// What is wrong.
    pub faults: Vec<String>,
}

/// Whether a path is a data package: its folder or its `datapackage.json`.
pub fn is_package(path: &Path) -> bool {
    path.is_dir() && path.join(PACKAGE).is_file() || path.file_name().is_some_and(|name| name == PACKAGE)
}

/// Checks every digest of a package, and every table by the codebook.
///
/// # Errors
/// Where there is no package to check.
pub fn verify(path: &Path) -> Result<Verdict, PackageError> {
    let folder: PathBuf =
        if path.is_dir() { path.to_owned() } else { path.parent().map(Path::to_owned).unwrap_or_default() };
    let text = read(&folder.join(PACKAGE))?;
    let no = |reason: String| PackageError::NoPackage(folder.to_string_lossy().into_owned(), reason);
    let package: Package = serde_json::from_slice(&text).map_err(|error| no(error.to_string()))?;
    let mut verdict = Verdict::default();
    match read(&folder.join(DIGEST)) {
        Ok(bytes) => {
            let digest: DigestFile = serde_json::from_slice(&bytes).map_err(|error| no(error.to_string()))?;
            if digest.hash == format!("sha256:{}", hex(&Sha256::digest(&text))) {
                verdict.good.push(PACKAGE.to_owned());
            } else {
                verdict.faults.push(format!("{PACKAGE} was changed: its hash is not that of {DIGEST}"));
            }
        }
        Err(_) => verdict.faults.push(format!("{DIGEST} is missing")),
    }
    for resource in &package.resources {
        match resource_fault(&folder, resource) {
            None => verdict.good.push(resource.path.clone()),
            Some(fault) => verdict.faults.push(fault),
        }
    }
    Ok(verdict)
}

fn read(path: &Path) -> Result<Vec<u8>, PackageError> {
    std::fs::read(path).map_err(|error| PackageError::Unreadable {
        path: path.to_string_lossy().into_owned(),
        reason: error.to_string(),
    })
}

fn resource_fault(folder: &Path, resource: &Resource) -> Option<String> {
    let path = Path::new(&resource.path);
    // A package may not send its checker to files outside its folder.
    if path.is_absolute() || path.components().any(|part| matches!(part, std::path::Component::ParentDir)) {
        return Some(format!("{}: a path that leaves the package", resource.path));
    }
    let file = folder.join(path);
    let (hash, bytes) = match hash_file(&file) {
        Ok(own) => own,
        Err(error) => return Some(format!("{}: {error}", resource.path)),
    };
    if resource.bytes.is_some_and(|own| own != bytes) {
        return Some(format!(
            "{}: {bytes} bytes, the package says {}",
            resource.path,
            resource.bytes.unwrap_or(0)
        ));
    }
    match &resource.hash {
        None => return Some(format!("{}: the package gives no hash", resource.path)),
        Some(own) if *own != hash => {
            return Some(format!("{}: was changed (its hash differs)", resource.path));
        }
        Some(_) => {}
    }
    let table = Format::parse(&resource.name).filter(|own| *own != Format::Hxl).and_then(Format::table)?;
    let opened = match std::fs::File::open(&file) {
        Ok(opened) => opened,
        Err(error) => return Some(format!("{}: {error}", resource.path)),
    };
    match check::file(table, opened, 1) {
        Ok((_, faults)) => {
            faults.first().map(|(line, fault)| format!("{} line {line}: {fault}", resource.path))
        }
        Err(error) => Some(format!("{}: {error}", resource.path)),
    }
}

fn hash_file(path: &Path) -> std::io::Result<(String, u64)> {
    let mut file = std::fs::File::open(path)?;
    let (mut hash, mut bytes) = (Sha256::new(), 0);
    let mut buffer = vec![0; 1 << 16];
    loop {
        let read = file.read(&mut buffer)?;
        if read == 0 {
            return Ok((format!("sha256:{}", hex(&hash.finalize())), bytes));
        }
        hash.update(buffer.get(..read).unwrap_or_default());
        bytes += read as u64;
    }
}
