//! Finding the files of a stack: the built-in ones, then the user's, the project's and the command line's folders.
//!
//! A file counts by being there: every `*.toml` under a layer's folder, in the order of its path. Nothing else about the
//! name matters, since each array of entries says which table it is for.

use crate::entry::LayerKind;
use crate::error::LexiconError;
use include_dir::{Dir, include_dir};
use std::path::{Path, PathBuf};

static BUILT_IN: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../lexicons");

/// A folder of lexicon files laid over the built-in ones.
#[derive(Debug, Clone)]
pub struct Layer {
    /// Which layer it is: decides nothing but its name; the order of layers is the caller's.
    pub kind: LayerKind,
    /// The folder.
    pub dir: PathBuf,
}

/// One file of a stack.
#[derive(Debug, Clone)]
pub(crate) struct LexiconFile {
    pub layer: LayerKind,
    /// Path within the layer, `/` between parts.
    pub name: String,
    pub text: std::borrow::Cow<'static, str>,
}

/// The files that are compiled in, sorted by name.
pub(crate) fn built_in_files() -> Vec<LexiconFile> {
    fn collect(dir: &'static Dir<'static>, out: &mut Vec<LexiconFile>) {
        for file in dir.files() {
            let is_toml = file.path().extension().is_some_and(|e| e == "toml");
            if let (true, Some(text)) = (is_toml, file.contents_utf8()) {
                out.push(LexiconFile {
                    layer: LayerKind::BuiltIn,
                    name: slashed(file.path()),
                    text: text.into(),
                });
            }
        }
        for sub in dir.dirs() {
            collect(sub, out);
        }
    }
    let mut files = Vec::new();
    collect(&BUILT_IN, &mut files);
    files.sort_by(|a, b| a.name.cmp(&b.name));
    files
}

/// The files of a folder, sorted by name; symbolic links are not followed.
pub(crate) fn folder_files(layer: &Layer) -> Result<Vec<LexiconFile>, LexiconError> {
    let mut files = Vec::new();
    for entry in walkdir::WalkDir::new(&layer.dir).sort_by_file_name() {
        let entry = entry.map_err(|error| LexiconError::Read {
            path: error.path().unwrap_or(&layer.dir).to_path_buf(),
            cause: error.io_error().map_or_else(|| error.to_string(), ToString::to_string),
        })?;
        if !entry.file_type().is_file() || entry.path().extension().is_none_or(|e| e != "toml") {
            continue;
        }
        let text = std::fs::read_to_string(entry.path()).map_err(|error| LexiconError::Read {
            path: entry.path().to_path_buf(),
            cause: error.to_string(),
        })?;
        let name = slashed(entry.path().strip_prefix(&layer.dir).unwrap_or(entry.path()));
        files.push(LexiconFile { layer: layer.kind, name, text: text.into() });
    }
    files.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(files)
}

fn slashed(path: &Path) -> String {
    path.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}
