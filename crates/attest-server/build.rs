//! Lays out the page for embedding: what `make page` built, or, where it was not built, a page that says so.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

const UNBUILT: &str = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Attest</title>\
<p>This program was built without its page. Run <code>make page</code> (it needs Node), build again, and start <code>attest serve</code>. \
The data is here all the same: <a href=\"api/v1/incidents\">api/v1/incidents</a>.</p></html>";

fn main() -> io::Result<()> {
    let here = PathBuf::from(env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?);
    let built = here.join("../../web/dist");
    let target = PathBuf::from(env::var("OUT_DIR").map_err(io::Error::other)?).join("page");
    if target.exists() {
        fs::remove_dir_all(&target)?;
    }
    fs::create_dir_all(&target)?;
    println!("cargo::rerun-if-changed=build.rs");
    if !built.join("index.html").exists() {
        // Waiting for files that are not there would build this crate anew each time; `make page` touches this file instead.
        return fs::write(target.join("index.html"), UNBUILT);
    }
    println!("cargo::rerun-if-changed={}", built.display());
    copy(&built, &target)
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            fs::create_dir_all(&target)?;
            copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
