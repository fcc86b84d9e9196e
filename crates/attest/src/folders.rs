//! Where a user's own data lies: gazetteers and lexicon entries.

use std::path::PathBuf;

/// The folder of the user's own data: `ATTEST_DATA`, else the place that the system has for such things.
pub fn data() -> Option<PathBuf> {
    data_in(|name| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from))
}

fn data_in(variable: impl Fn(&str) -> Option<PathBuf>) -> Option<PathBuf> {
    if let Some(own) = variable("ATTEST_DATA") {
        return Some(own);
    }
    let base = if cfg!(windows) {
        variable("LOCALAPPDATA")
    } else if cfg!(target_os = "macos") {
        variable("HOME").map(|home| home.join("Library/Application Support"))
    } else {
        variable("XDG_DATA_HOME").or_else(|| variable("HOME").map(|home| home.join(".local/share")))
    };
    base.map(|base| base.join("attest"))
}

/// The user's own gazetteers.
pub fn gazetteer() -> Option<PathBuf> {
    data().map(|data| data.join("gazetteer"))
}

/// The user's own lexicon entries.
pub fn lexicon() -> Option<PathBuf> {
    data().map(|data| data.join("lexicon"))
}

/// The lexicon entries of the project in the current folder.
pub fn project_lexicon() -> PathBuf {
    PathBuf::from("attest-lexicon")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_own_folder_goes_before_the_systems() {
        let set = |name: &str| (name == "ATTEST_DATA").then(|| PathBuf::from("mine"));
        assert_eq!(data_in(set), Some(PathBuf::from("mine")));
        assert_eq!(data_in(|_| None), None);
    }
}
