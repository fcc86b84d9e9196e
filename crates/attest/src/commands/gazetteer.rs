//! `attest gazetteer`: the places that are known, and how to add more.

use super::Outcome;
use crate::cli::Gazetteer as Args;
use crate::folders;
use crate::safe::visible;
use crate::terminal::Terminal;
use crate::trouble::Trouble;
use attest_gazetteer::commands::{Added, Progress, add, list, remove, why};
use attest_gazetteer::{Error, Gazetteer, Seal};
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Where GeoNames publishes its dumps. The environment variable `ATTEST_GEONAMES` names a mirror instead.
const DUMPS: &str = "https://download.geonames.org/export/dump";

/// How curl is called: it fails on an error page or a broken transfer, waits fifteen seconds for a connection, gives up a transfer that stands
/// still for a minute (or as long as `--patience` says), and tries twice more.
const CURL: [&str; 11] = [
    "--fail",
    "--location",
    "--silent",
    "--show-error",
    "--connect-timeout",
    "15",
    "--speed-limit",
    "1",
    "--retry",
    "2",
    "--speed-time",
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
        Args::Get { countries, sha256, patience } => {
            get(&Wanted { countries, sha256: sha256.as_deref(), patience: *patience }, &folder, terminal)
        }
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

/// What is to be fetched.
struct Wanted<'a> {
    countries: &'a [String],
    /// The hash that it must have.
    sha256: Option<&'a str>,
    /// Seconds.
    patience: u32,
}

/// Downloads dumps with the system's `curl`: the one thing in this program that needs a network, and it is asked for by name.
fn get(wanted: &Wanted<'_>, folder: &Path, terminal: &Terminal) -> Result<Outcome, Trouble> {
    let pinned = pinned(wanted)?;
    let mut codes = Vec::new();
    for country in wanted.countries {
        let code = country.to_ascii_uppercase();
        if attest_gazetteer::country(attest_gazetteer::Iso::new(&code)).is_none() {
            return Err(Trouble::stop(
                format!("`{country}` is no country code"),
                "codes have two letters: ML, BF, NE",
            ));
        }
        codes.push(code);
    }
    let downloads = folder.join("downloads");
    std::fs::create_dir_all(&downloads).map_err(|error| unwritable(&downloads, &error))?;
    let mut files = Vec::new();
    for code in &codes {
        files.push(fetch(code, pinned.as_deref(), wanted.patience, &downloads)?);
    }
    add_files(&files, folder, terminal)
}

fn unwritable(path: &Path, error: &std::io::Error) -> Trouble {
    Trouble::Unwritable { name: visible(&path.to_string_lossy()).into_owned(), reason: error.to_string() }
}

/// The hash that the download must have, in small letters.
fn pinned(wanted: &Wanted<'_>) -> Result<Option<String>, Trouble> {
    let Some(hash) = wanted.sha256 else { return Ok(None) };
    let hash = hash.trim().to_ascii_lowercase();
    if hash.len() != 64 || !hash.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Err(Trouble::stop(
            format!("`{}` is no SHA-256", visible(&hash)),
            "it has 64 hexadecimal digits; `attest gazetteer list` prints that of what you have",
        ));
    }
    if wanted.countries.len() > 1 {
        return Err(Trouble::stop("one hash for several countries", "get them one by one"));
    }
    Ok(Some(hash))
}

/// Downloads one dump; what arrives is put in its place only once it is whole, and has the hash that is asked for.
fn fetch(code: &str, pinned: Option<&str>, patience: u32, downloads: &Path) -> Result<PathBuf, Trouble> {
    let dumps = std::env::var("ATTEST_GEONAMES")
        .ok()
        .filter(|url| !url.is_empty())
        .unwrap_or_else(|| DUMPS.to_owned());
    let (url, file) = (format!("{dumps}/{code}.zip"), downloads.join(format!("{code}.zip")));
    let help = format!("download {url} elsewhere, then: attest gazetteer add {code}.zip");
    let part = downloads.join(format!("{code}.part"));
    let stop = |why: String, help: &str| {
        let _ = std::fs::remove_file(&part);
        Err(Trouble::stop(why, help))
    };
    let seconds = patience.to_string();
    let done = Command::new("curl").args(CURL).arg(&seconds).arg("--output").arg(&part).arg(&url).output();
    let why = match &done {
        Ok(out) if out.status.success() => None,
        Ok(out) => Some(String::from_utf8_lossy(&out.stderr).trim().to_owned()),
        Err(error) => Some(format!("curl does not run: {error}")),
    };
    if let Some(why) = why {
        return stop(format!("could not download {url}: {}", visible(&why)), &help);
    }
    // GeoNames publishes no checksums: what arrived must be a whole archive, each member with its own checksum, and its hash is told and
    // kept, so that two machines can compare.
    if let Err(why) = attest_gazetteer::import::whole(&part) {
        return stop(format!("what {url} sent is no whole archive ({})", visible(&why.to_string())), &help);
    }
    let hash = attest_gazetteer::sha256(&part).map_err(|error| stopped(&error))?;
    if let Some(pinned) = pinned.filter(|pinned| *pinned != hash) {
        return stop(
            format!(
                "what {url} sent has the SHA-256 {hash}, not {pinned}: it is another edition, or was tampered with"
            ),
            "GeoNames changes its dumps daily; without --sha256 today's is added",
        );
    }
    let bytes = std::fs::metadata(&part).map_or(0, |data| data.len());
    super::print(&format!("{code}.zip: {bytes} bytes, SHA-256 {hash}\n"))?;
    std::fs::rename(&part, &file).map_err(|error| unwritable(&file, &error))?;
    Ok(file)
}

fn list_layers(folder: &Path) -> Result<Outcome, Trouble> {
    let mut text = String::new();
    let mut altered = Vec::new();
    for (meta, seal) in list(folder).map_err(|error| stopped(&error))? {
        let name = visible(&meta.name).into_owned();
        let _ = writeln!(text, "{name:<16} {:>9} places  {} ({})", meta.rows, meta.source, meta.licence);
        let state = match seal {
            Seal::BuiltIn => continue,
            Seal::Intact => "as it was made",
            Seal::Unknown => "of an earlier version: whether it is as it was made is not known",
            Seal::Altered => "ALTERED since it was made",
        };
        let from = if meta.sha256.is_empty() { "not noted" } else { &meta.sha256 };
        let _ = writeln!(text, "{:<16} {:>9} {state}; read from a file of SHA-256 {from}", "", "");
        // What was downloaded is kept: it may have been changed since.
        let download = folder.join("downloads").join(format!("{}.zip", meta.name));
        if download.is_file() && attest_gazetteer::sha256(&download).is_ok_and(|hash| hash != meta.sha256) {
            let _ = writeln!(text, "{:<16} {:>9} the download kept beside it is another one by now", "", "");
        }
        if seal == Seal::Altered {
            altered.push(name);
        }
    }
    super::print(&text)?;
    if altered.is_empty() {
        return Ok(Outcome::Done);
    }
    Err(Trouble::stop(
        format!("{} is not as it was made: the file was changed, or is damaged", altered.join(", ")),
        "remove it (attest gazetteer remove) and get or add it again",
    ))
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
