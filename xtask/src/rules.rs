//! The reference pages of the rules: one a rule, and a list of them.
//!
//! The text stands beside the code, in the table of `attest_extract::rules`; a test there fails while these pages are stale.

use attest_extract::rules::{RULES, index, page, path};
use std::error::Error;
use std::path::Path;

/// Writes `docs/rules/` below `root`.
pub fn write(root: &Path) -> Result<(), Box<dyn Error>> {
    let folder = root.join("docs/rules");
    if folder.is_dir() {
        std::fs::remove_dir_all(&folder)?;
    }
    std::fs::create_dir_all(&folder)?;
    std::fs::write(folder.join("README.md"), index())?;
    for rule in RULES {
        let file = folder.join(path(rule));
        if let Some(parent) = file.parent() {
            std::fs::create_dir_all(parent)?;
        }
        std::fs::write(file, page(rule))?;
    }
    Ok(())
}
