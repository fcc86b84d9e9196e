//! What `attest gazetteer` does, as plain functions; the command only parses arguments and prints.

use std::path::{Path, PathBuf};

use crate::builder::Builder;
use crate::error::{Error, Result};
use crate::gazetteer::{EXTENSION, Gazetteer};
use crate::import::{self, Form, Tally};
use crate::index::{Index, Meta};
use crate::place::{Candidate, Iso, Layer};
use crate::seal::{self, Seal};

/// Bytes sorted in memory at a time, for each of the four sorts (only two are ever full together).
pub const SORT_LIMIT: usize = 128 << 20;

/// What is being done, for a progress bar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Progress {
    /// Rows read so far from a file.
    Reading(PathBuf, u64),
    /// The index of this name is being sorted and written.
    Writing(String),
}

/// One index that was built.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Added {
    /// The index file.
    pub path: PathBuf,
    /// What it says of itself.
    pub meta: Meta,
    /// Rows and skipped lines of the input with the places.
    pub tally: Tally,
}

/// Imports files into `dir`: each file with places becomes one index; files of alternate names and administrative codes add to all of them.
///
/// # Errors
/// Files that cannot be read or are of no known form; a folder that cannot be written.
pub fn add(paths: &[PathBuf], dir: &Path, progress: &mut dyn FnMut(&Progress)) -> Result<Vec<Added>> {
    add_with_limit(paths, dir, SORT_LIMIT, progress)
}

/// [`add`] with a limit of one's own, in bytes a sort.
pub fn add_with_limit(
    paths: &[PathBuf],
    dir: &Path,
    limit: usize,
    progress: &mut dyn FnMut(&Progress),
) -> Result<Vec<Added>> {
    let mut with_places = Vec::new();
    let mut others = Vec::new();
    for path in paths {
        let form = import::form(path)?;
        if form.has_places() { with_places.push((path, form)) } else { others.push(path) }
    }
    if let (true, Some(first)) = (with_places.is_empty(), others.first()) {
        return Err(Error::Input {
            name: first.display().to_string(),
            reason: "it only adds to a dump; give the dump in the same call".to_string(),
        });
    }
    std::fs::create_dir_all(dir).map_err(Error::file("create", dir))?;
    let mut added = Vec::new();
    for (path, form) in with_places {
        let name: String = path
            .file_stem()
            .map_or("unnamed".into(), |s| s.to_string_lossy())
            .chars()
            .map(|c| if c.is_alphanumeric() || c == '-' { c } else { '_' })
            .collect();
        let build = dir.join(format!(".build-{name}"));
        let one = import_one(path, &others, (&name, form), (dir, &build), limit, progress);
        let removed = std::fs::remove_dir_all(&build).map_err(Error::file("remove", &build));
        added.push(one?);
        removed?;
    }
    Ok(added)
}

/// Imports one file with places. What was there under its name stays until the new index is whole.
fn import_one(
    path: &Path,
    others: &[&PathBuf],
    (name, form): (&str, Form),
    (dir, build): (&Path, &Path),
    limit: usize,
    progress: &mut dyn FnMut(&Progress),
) -> Result<Added> {
    let mut builder = Builder::new(build, limit)?;
    for other in others {
        import::read(other, &mut builder, &mut |rows| {
            progress(&Progress::Reading((*other).clone(), rows));
        })?;
    }
    let tally =
        import::read(path, &mut builder, &mut |rows| progress(&Progress::Reading(path.to_path_buf(), rows)))?;
    progress(&Progress::Writing(name.to_string()));
    Gazetteer::builtin().lend_admins(&mut builder);
    let meta = Meta { sha256: seal::sha256(path)?, ..meta(name, form) };
    let file = dir.join(format!("{}-{name}.{EXTENSION}", meta.layer.as_str()));
    let fresh = build.join("index.new");
    let meta = builder.finish(&fresh, meta)?;
    // The old note goes first: an index without a note is of unknown state, one with another's note would look altered.
    let _ = std::fs::remove_file(seal::note(&file));
    std::fs::rename(&fresh, &file).map_err(Error::file("write", &file))?;
    seal::put(&file)?;
    Ok(Added { path: file, meta, tally })
}

fn meta(name: &str, form: Form) -> Meta {
    let (layer, source, licence) = match form {
        Form::Gns => (
            Layer::Dump,
            "NGA GEOnet Names Server",
            "public domain, United States National Geospatial-Intelligence Agency",
        ),
        Form::Table => (Layer::User, "a list of the user's own", "the user's own"),
        _ => (Layer::Dump, "GeoNames", "CC BY 4.0, GeoNames (geonames.org)"),
    };
    Meta {
        layer,
        name: name.to_string(),
        source: source.to_string(),
        licence: licence.to_string(),
        vintage: String::new(),
        rows: 0,
        sha256: String::new(),
    }
}

/// The indexes of a stack, upper layers first, and whether each is as it was written; the built-in is the last.
///
/// # Errors
/// A folder or index that cannot be read.
pub fn list(dir: &Path) -> Result<Vec<(Meta, Seal)>> {
    let stack = Gazetteer::stack(dir)?;
    let sealed = |meta: &Meta| -> Result<(Meta, Seal)> {
        let path = dir.join(format!("{}-{}.{EXTENSION}", meta.layer.as_str(), meta.name));
        Ok((meta.clone(), if meta.layer == Layer::BuiltIn { Seal::BuiltIn } else { seal::check(&path)? }))
    };
    stack.layers().map(sealed).collect()
}

/// Removes an index by its name ("ML") and returns its file.
///
/// # Errors
/// No such index, or a file that cannot be removed.
pub fn remove(name: &str, dir: &Path) -> Result<PathBuf> {
    for layer in [Layer::User, Layer::Dump] {
        let path = dir.join(format!("{}-{name}.{EXTENSION}", layer.as_str()));
        if !name.contains(['/', '\\']) && path.is_file() {
            std::fs::remove_file(&path).map_err(Error::file("remove", &path))?;
            let _ = std::fs::remove_file(seal::note(&path));
            return Ok(path);
        }
    }
    Err(Error::Unknown { name: name.to_string(), dir: dir.to_path_buf() })
}

/// Everything a name may mean and how it led there: the same name first, then other transliterations. `country` keeps one country.
pub fn why<'g>(gazetteer: &'g Gazetteer, name: &str, country: Option<Iso>) -> Vec<(Candidate<'g>, String)> {
    let mut all = gazetteer.lookup(name);
    let kept = |c: &Candidate<'_>| country.is_none_or(|iso| c.country == iso);
    all.retain(kept);
    // Many names are a letter apart: the nearest dozen is enough to see a spelling.
    all.extend(gazetteer.lookup_loose(name, 0.7).into_iter().filter(kept).take(12));
    all.into_iter().map(|c| (c, reason(&c))).collect()
}

fn reason(c: &Candidate<'_>) -> String {
    use crate::place::Matched;
    let how = match c.matched {
        Matched::Exact => "its name".to_string(),
        Matched::Folded => format!("its name {:?} but for case, marks or article", c.name),
        Matched::Alias => format!("another name of {:?}", c.name),
        Matched::Loose => format!("{:.2} like a name of {:?} in another transliteration", c.likeness, c.name),
    };
    let point = if c.derived { ", point computed from the places inside" } else { "" };
    format!("{how}; {} {}, {} layer{point}", c.feature, c.kind_word(), c.layer.as_str())
}

/// Whether a folder holds any index of the given country dump.
pub fn has(dir: &Path, name: &str) -> bool {
    dir.join(format!("{}-{name}.{EXTENSION}", Layer::Dump.as_str())).is_file()
}

impl Gazetteer {
    /// Gives the names of administrative units to a builder that has codes only.
    fn lend_admins(&self, builder: &mut Builder) {
        self.each_layer(|index: &Index| builder.admins_from(index));
    }
}
