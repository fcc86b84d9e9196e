//! `attest export`: an archive or lines of JSON in, tables and files out, each with its side file.

use super::Outcome;
use crate::cli::{Coarsen, Export as Args, ExportFilters};
use crate::safe::visible;
use crate::terminal::Terminal;
use crate::trouble::Trouble;
use attest_export::border::{Border, Coarsen as To};
use attest_export::export::{Done, Export, Order};
use attest_export::filter::Filters;
use attest_export::format::{Format, Settings};
use attest_export::output::Shape;
use attest_export::{day, package, sign};
use attest_gazetteer::{Gazetteer, Kind};
use attest_model::{CorroborationStatus, Reality, Role};
use attest_store::{OutgoingError, SqliteStore, outgoing, protected_names};
use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};

/// Runs the command.
///
/// # Errors
/// An option that means nothing, input that cannot be read, a file that cannot be written.
pub fn run(args: &Args, terminal: &Terminal) -> Result<Outcome, Trouble> {
    let mut order = order(args)?;
    let archive = match args.from {
        None if args.archive.is_named() || !is_fed() => Some(SqliteStore::read(&args.archive.path())?),
        _ => None,
    };
    if let Some(store) = &archive {
        order.border.protect.extend(protected_names(store)?);
    }
    let places = places(args.coarsen);
    let centre =
        |country: &str, admin1: &str, admin2: Option<&str>| middle(places.as_ref()?, country, admin1, admin2);
    let mut export = Export::new(&order, &centre);
    let files = files(args)?;
    for (format, shape, path) in &files {
        let name = path
            .file_name()
            .map_or_else(|| "standard output".to_owned(), |own| own.to_string_lossy().into_owned());
        let out: Box<dyn Write + Send> = if path.as_os_str() == "-" {
            Box::new(BufWriter::new(std::io::stdout()))
        } else {
            Box::new(BufWriter::with_capacity(
                1 << 18,
                File::create(path).map_err(|error| unwritable(path, &error))?,
            ))
        };
        export.add(*format, *shape, &name, out).map_err(|error| unwritable(path, &error))?;
    }
    let lost = match &archive {
        None => lines(args, terminal, &mut export)?,
        Some(store) => {
            outgoing(store, None, &mut export).map_err(|error| match error {
                OutgoingError::Archive(error) => error.into(),
                OutgoingError::File(error) => stopped(&error),
            })?;
            false
        }
    };
    let done = export.finish().map_err(|error| stopped(&error))?;
    beside(args, &order, &files, &done)?;
    report(&done);
    let written = done.iter().any(|own| own.tally.written > 0);
    Ok(if lost {
        Outcome::Trouble
    } else if written {
        Outcome::Done
    } else {
        Outcome::Nothing
    })
}

/// Reads lines of codings or incidents; whether one of them was none.
fn lines(args: &Args, terminal: &Terminal, export: &mut Export<'_>) -> Result<bool, Trouble> {
    let mut lost = false;
    let name = args.from.as_ref().filter(|own| own.as_os_str() != "-");
    let name = name.map_or_else(|| "standard input".to_owned(), |own| own.to_string_lossy().into_owned());
    let bad = |line: u64, error: &attest_export::reading::LineError| {
        lost = true;
        let trouble = Trouble::stop(
            format!("`{name}` line {line}: {error}"),
            "write such lines with: attest code REPORTS --format json; the other lines were taken",
        );
        trouble.print(terminal.colour_errors, terminal.ascii());
    };
    let mut input = input(args.from.as_deref())?;
    let nothing = input.fill_buf().is_ok_and(<[u8]>::is_empty);
    if nothing && args.from.is_none() {
        return Err(Trouble::stop(
            "nothing came over standard input",
            "pipe codings into it, name a file with --from, or an archive with --archive archive.attest",
        ));
    }
    export.read(input, bad).map_err(|error| stopped(&error))?;
    Ok(lost)
}

fn stopped(error: &std::io::Error) -> Trouble {
    Trouble::stop(
        format!("the export stopped: {error}"),
        "free some space, or choose another place with --out",
    )
}

/// Whether standard input is something to be read: a pipe or a file, and neither a keyboard nor nothing.
fn is_fed() -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt;
        std::fs::metadata("/dev/stdin").is_ok_and(|own| !own.file_type().is_char_device())
    }
    #[cfg(not(unix))]
    {
        use std::io::IsTerminal;
        !std::io::stdin().is_terminal()
    }
}

fn unwritable(path: &Path, error: &std::io::Error) -> Trouble {
    Trouble::Unwritable { name: path.to_string_lossy().into_owned(), reason: error.to_string() }
}

fn input(from: Option<&Path>) -> Result<Box<dyn BufRead>, Trouble> {
    match from.filter(|own| own.as_os_str() != "-") {
        None => Ok(Box::new(BufReader::with_capacity(1 << 18, std::io::stdin()))),
        Some(path) => {
            let file = File::open(path).map_err(|error| Trouble::unreadable(path, &error))?;
            Ok(Box::new(BufReader::with_capacity(1 << 18, file)))
        }
    }
}

fn order(args: &Args) -> Result<Order, Trouble> {
    let day_of = |text: &Option<String>, option: &str| match text {
        None => Ok(None),
        Some(text) => match day::parse(text).filter(|_| text.len() == 10) {
            Some(day) => Ok(Some(day)),
            None => Err(Trouble::stop(format!("{option} `{text}` is no day"), "write it as 2024-02-28")),
        },
    };
    let coarsen = match args.coarsen {
        Coarsen::None => To::None,
        Coarsen::Admin2 => To::Admin2,
        Coarsen::Admin1 => To::Admin1,
        Coarsen::Tenth => To::Tenth,
    };
    let (since, until) = (day_of(&args.which.since, "--since")?, day_of(&args.which.until, "--until")?);
    Ok(Order {
        settings: Settings {
            rule: args.rule.clone(),
            timestamp: day_of(&args.uploaded, "--uploaded")?.map(day::unix),
        },
        filters: filters(&args.which, since.map(|own| own.to_string()), until.map(|own| own.to_string()))?,
        border: Border {
            coarsen,
            redact_persons: !args.keep_persons,
            undisclose_anonymous: !args.keep_anonymous,
            protect: args.protect.clone(),
        },
        version: env!("CARGO_PKG_VERSION").to_owned(),
    })
}

fn filters(which: &ExportFilters, from: Option<String>, to: Option<String>) -> Result<Filters, Trouble> {
    fn codes<T: Copy>(
        words: &[String],
        usual: Vec<T>,
        parse: fn(&str) -> Option<T>,
        all: &[&str],
    ) -> Result<Vec<T>, Trouble> {
        if words.is_empty() {
            return Ok(usual);
        }
        let one = |word: &String| {
            parse(word).ok_or_else(|| {
                Trouble::stop(format!("`{word}` is no code"), format!("one of {}", all.join(", ")))
            })
        };
        words.iter().map(one).collect()
    }
    let usual = Filters::default();
    let names = |all: &[Role]| all.iter().map(|own| own.as_str()).collect::<Vec<_>>();
    let realities: Vec<&str> = Reality::ALL.iter().map(|own| own.as_str()).collect();
    let statuses: Vec<&str> = CorroborationStatus::ALL.iter().map(|own| own.as_str()).collect();
    Ok(Filters {
        countries: which.country.iter().map(|own| own.to_uppercase()).collect(),
        from,
        to,
        types: which.kind.clone(),
        statuses: codes(&which.status, usual.statuses, CorroborationStatus::parse, &statuses)?,
        sources: which.sources,
        roles: codes(&which.role, usual.roles, Role::parse, &names(Role::ALL))?,
        realities: codes(&which.reality, usual.realities, Reality::parse, &realities)?,
    })
}

/// Which format goes where.
fn files(args: &Args) -> Result<Vec<(Format, Shape, PathBuf)>, Trouble> {
    let mut formats: Vec<(Format, Shape)> = args.to.iter().flat_map(|own| own.0.iter().copied()).collect();
    let mut seen = std::collections::BTreeSet::new();
    formats.retain(|own| seen.insert(*own));
    let folder = args.package.as_ref().or(args.out.as_ref().filter(|_| formats.len() > 1));
    let Some(folder) = folder else {
        let out = args.out.clone().unwrap_or_else(|| PathBuf::from("-"));
        return Ok(formats.into_iter().map(|(format, shape)| (format, shape, out.clone())).collect());
    };
    std::fs::create_dir_all(folder).map_err(|error| unwritable(folder, &error))?;
    let file = |format: Format, shape: Shape| match shape {
        Shape::Text => format.file().to_owned(),
        Shape::Parquet => format!("{}.parquet", format.as_str()),
    };
    let path = |(format, shape)| (format, shape, folder.join(file(format, shape)));
    Ok(formats.into_iter().map(path).collect())
}

/// Writes side files and, for a package, its lists.
fn beside(
    args: &Args,
    order: &Order,
    files: &[(Format, Shape, PathBuf)],
    done: &[Done],
) -> Result<(), Trouble> {
    let write =
        |path: &Path, text: &str| std::fs::write(path, text).map_err(|error| unwritable(path, &error));
    for ((_, _, path), own) in files.iter().zip(done) {
        if path.as_os_str() != "-" {
            let side = path.with_file_name(package::side_path(&own.file.path));
            write(&side, &package::side_text(&own.side))?;
        }
    }
    if let Some(folder) = &args.package {
        let name = folder
            .file_name()
            .map_or_else(|| "attest".to_owned(), |own| own.to_string_lossy().to_lowercase());
        let text = package::describe(&name, &order.version, done);
        write(&folder.join(package::PACKAGE), &text)?;
        let digest = package::digest(&text);
        write(&folder.join(package::DIGEST), &digest)?;
        let signature = folder.join(sign::SIGNATURE);
        if let Some(key) = &args.sign {
            let private = std::fs::read_to_string(key).map_err(|error| Trouble::unreadable(key, &error))?;
            let bytes = sign::sign(&digest, &private).map_err(|why| {
                let (what, help) = why.split_once("; ").unwrap_or((&why, "give another key"));
                Trouble::stop(format!("`{}`: {what}", key.display()), help)
            })?;
            std::fs::write(&signature, bytes).map_err(|error| unwritable(&signature, &error))?;
        } else if signature.exists() {
            // The signature of what lay here before would be none of this.
            std::fs::remove_file(&signature).map_err(|error| unwritable(&signature, &error))?;
        }
    }
    Ok(())
}

/// Says on standard error what was written, what was left out and why.
fn report(done: &[Done]) {
    for own in done {
        let tally = &own.tally;
        eprintln!(
            "{}{}: {} rows of {} incidents, {} left out",
            own.format.as_str(),
            if own.shape == Shape::Parquet { ".parquet" } else { "" },
            tally.rows,
            tally.written,
            tally.read - tally.written
        );
        let mut reasons: Vec<(&String, &u64)> = tally.left_out.iter().collect();
        reasons.sort_by(|a, b| b.1.cmp(a.1).then_with(|| a.0.cmp(b.0)));
        for (why, count) in reasons.iter().take(8) {
            eprintln!("  {count:>6}  {}", visible(why));
        }
    }
}

/// The gazetteer, where positions are to be made coarser.
fn places(coarsen: Coarsen) -> Option<Gazetteer> {
    matches!(coarsen, Coarsen::Admin1 | Coarsen::Admin2).then(Gazetteer::builtin)
}

/// The position that stands for a division.
fn middle(places: &Gazetteer, country: &str, admin1: &str, admin2: Option<&str>) -> Option<(f64, f64)> {
    let of = |name: &str, kind: Kind| {
        let found = places.lookup(name);
        found
            .iter()
            .find(|own| own.country.as_str() == country && own.kind == kind)
            .map(|own| (own.lat, own.lon))
    };
    match admin2 {
        Some(admin2) => of(admin2, Kind::Admin2),
        None => of(admin1, Kind::Admin1),
    }
}
