//! `attest gazetteer`: the places that are known, and how to add more.

use super::Outcome;
use crate::cli::Gazetteer as Args;
use crate::folders;
use crate::safe::visible;
use crate::terminal::Terminal;
use crate::trouble::Trouble;
use attest_gazetteer::commands::{Added, Progress, add, list, remove, why};
use attest_gazetteer::{Error, Gazetteer};
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Where GeoNames publishes its dumps. The environment variable `ATTEST_GEONAMES` names a mirror instead.
const DUMPS: &str = "https://download.geonames.org/export/dump";

/// How curl is called: it fails on an error page or a broken transfer, waits fifteen seconds for a connection, gives up a transfer that stands
/// still for a minute, and tries twice more.
const CURL: [&str; 12] = [
    "--fail",
    "--location",
    "--silent",
    "--show-error",
    "--connect-timeout",
    "15",
    "--speed-limit",
    "1",
    "--speed-time",
    "60",
    "--retry",
    "2",
];

/// Runs the command.
///
/// # Errors
/// Files that are no gazetteer; a folder that cannot be written.
pub fn run(args: &Args, terminal: &Terminal) -> Result<Outcome, Trouble> {
    let folder = folders::gazetteer().ok_or_else(|| {
        Trouble::stop("no folder for gazetteers", "name one in the environment variable ATTEST_DATA")
    })?;
    match args {
        Args::Add { files } => add_files(files, &folder, terminal),
        Args::Get { countries } => get(countries, &folder, terminal),
        Args::List => list_layers(&folder),
        Args::Remove { name } => {
            let file = remove(name, &folder).map_err(|error| stopped(&error))?;
            super::print(&format!("removed {}\n", visible(&file.to_string_lossy())))?;
            Ok(Outcome::Done)
        }
        Args::Why { name } => candidates(&name.join(" "), &folder),
    }
}

fn stopped(error: &Error) -> Trouble {
    Trouble::stop(error.to_string(), "nothing was changed")
}

fn add_files(files: &[PathBuf], folder: &Path, terminal: &Terminal) -> Result<Outcome, Trouble> {
    let mut progress = |progress: &Progress| {
        if terminal.watched {
            match progress {
                Progress::Reading(path, rows) => eprint!("\r{}: {rows} rows", path.display()),
                Progress::Writing(name) => eprintln!("\r{name}: sorting and writing"),
            }
        }
    };
    let added = add(files, folder, &mut progress).map_err(|error| stopped(&error))?;
    for Added { path, meta, tally } in &added {
        super::print(&format!(
            "{}: {} places from {} ({}), {} lines left out\n  in {}\n",
            meta.name,
            meta.rows,
            meta.source,
            meta.licence,
            tally.skipped,
            visible(&path.to_string_lossy())
        ))?;
    }
    Ok(Outcome::Done)
}

/// Downloads dumps with the system's `curl`: the one thing in this program that needs a network, and it is asked for by name.
fn get(countries: &[String], folder: &Path, terminal: &Terminal) -> Result<Outcome, Trouble> {
    let mut files = Vec::new();
    let downloads = folder.join("downloads");
    std::fs::create_dir_all(&downloads).map_err(|error| Trouble::Unwritable {
        name: visible(&downloads.to_string_lossy()).into_owned(),
        reason: error.to_string(),
    })?;
    let dumps = std::env::var("ATTEST_GEONAMES")
        .ok()
        .filter(|url| !url.is_empty())
        .unwrap_or_else(|| DUMPS.to_owned());
    for country in countries {
        let code = country.to_ascii_uppercase();
        if attest_gazetteer::country(attest_gazetteer::Iso::new(&code)).is_none() {
            return Err(Trouble::stop(
                format!("`{country}` is no country code"),
                "codes have two letters: ML, BF, NE",
            ));
        }
        let (url, file) = (format!("{dumps}/{code}.zip"), downloads.join(format!("{code}.zip")));
        let help = format!("download {url} elsewhere, then: attest gazetteer add {code}.zip");
        let part = downloads.join(format!("{code}.part"));
        let done = Command::new("curl").args(CURL).arg("--output").arg(&part).arg(&url).output();
        let why = match &done {
            Ok(out) if out.status.success() => None,
            Ok(out) => Some(String::from_utf8_lossy(&out.stderr).trim().to_owned()),
            Err(error) => Some(format!("curl does not run: {error}")),
        };
        if let Some(why) = why {
            let _ = std::fs::remove_file(&part);
            return Err(Trouble::stop(format!("could not download {url}: {}", visible(&why)), help));
        }
        // GeoNames publishes no checksums; what arrived must be a whole archive (its checksums are tested when it is read), and its own
        // hash is told, so that two machines can compare.
        let bytes = std::fs::read(&part).unwrap_or_default();
        if !bytes.starts_with(b"PK\x03\x04") {
            let _ = std::fs::remove_file(&part);
            return Err(Trouble::stop(format!("what {url} sent is no archive"), help));
        }
        super::print(&format!("{code}.zip: {} bytes, SHA-256 {}\n", bytes.len(), hash(&bytes)))?;
        std::fs::rename(&part, &file).map_err(|error| Trouble::Unwritable {
            name: visible(&file.to_string_lossy()).into_owned(),
            reason: error.to_string(),
        })?;
        files.push(file);
    }
    add_files(&files, folder, terminal)
}

/// SHA-256 in hexadecimal digits.
fn hash(bytes: &[u8]) -> String {
    use sha2::Digest;
    sha2::Sha256::digest(bytes).iter().fold(String::new(), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}

fn list_layers(folder: &Path) -> Result<Outcome, Trouble> {
    let mut text = String::new();
    for meta in list(folder).map_err(|error| stopped(&error))? {
        let name = visible(&meta.name).into_owned();
        let _ = writeln!(text, "{name:<16} {:>9} places  {} ({})", meta.rows, meta.source, meta.licence);
    }
    super::print(&text)?;
    Ok(Outcome::Done)
}

fn candidates(name: &str, folder: &Path) -> Result<Outcome, Trouble> {
    let gazetteer = Gazetteer::stack(folder).map_err(|error| stopped(&error))?;
    let found = why(&gazetteer, name, None);
    if found.is_empty() {
        super::print(&format!(
            "no place named {} in any gazetteer; attest gazetteer list shows what there is\n",
            visible(name)
        ))?;
        return Ok(Outcome::Nothing);
    }
    let mut text = String::new();
    for (candidate, reason) in found {
        let country = crate::country::name(candidate.country.as_str()).into_owned();
        let at = format!("{:.3}, {:.3}", candidate.lat, candidate.lon);
        let _ = writeln!(text, "{:<28} {country:<22} {at:<18} {reason}", visible(candidate.name));
    }
    super::print(&text)?;
    Ok(Outcome::Done)
}
