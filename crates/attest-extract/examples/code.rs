//! Codes files and folders and prints one line of `attest.coding/1` each: `code [--about FILE.csv] [--mentions] PATHS…`.
//!
//! The smallest program around the library; the `attest` command is the one to use.

use attest_extract::{Kit, Options, code};
use std::path::{Path, PathBuf};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut paths: Vec<PathBuf> = Vec::new();
    let mut about = None;
    let mut options = Options::default();
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--about" => {
                let table = std::fs::read(arguments.next().ok_or("--about needs a file")?)?;
                about = Some(attest_text::about_table(&table)?);
            }
            "--mentions" => options.mentions = true,
            path => walk(Path::new(path), &mut paths)?,
        }
    }
    let kit = Kit::builtin()?;
    for path in paths {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let told = about.as_ref().and_then(|table: &attest_text::AboutTable| table.find(&name)).cloned();
        let known = attest_text::About::named(name).or(&told.unwrap_or_default());
        for document in attest_text::read_all(&std::fs::read(&path)?, &known) {
            println!("{}", serde_json::to_string(&code(&document?, &kit, &options))?);
        }
    }
    Ok(())
}

fn walk(path: &Path, out: &mut Vec<PathBuf>) -> std::io::Result<()> {
    if path.is_dir() {
        let mut entries: Vec<PathBuf> =
            std::fs::read_dir(path)?.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect();
        entries.sort();
        for entry in entries {
            walk(&entry, out)?;
        }
    } else {
        out.push(path.to_owned());
    }
    Ok(())
}
