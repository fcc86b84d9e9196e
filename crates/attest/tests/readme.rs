//! The README shows what the program prints. `ATTEST_UPDATE=1 cargo test --package attest --test readme` writes it anew.

use std::path::Path;
use std::process::Command;

const BEGIN: &str = "    attest code ";
const END: &str = "\nThe reader's questions come first.";

#[test]
fn the_card_of_the_readme_is_the_one_that_the_program_prints() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let path = root.join("README.md");
    let readme = std::fs::read_to_string(&path).unwrap();
    let start = readme.find("## What you see").unwrap();
    let start = start + readme[start..].find(BEGIN).unwrap();
    let end = start + readme[start..].find(END).unwrap();
    let call = readme[start..end].lines().next().unwrap().trim_start();
    let output = Command::new(env!("CARGO_BIN_EXE_attest"))
        .args(call.split_whitespace().skip(1))
        .current_dir(&root)
        .env("COLUMNS", "120")
        .env_remove("CLICOLOR_FORCE")
        .output()
        .unwrap();
    let printed = String::from_utf8(output.stdout).unwrap();
    let shown: Vec<String> = printed
        .trim_end()
        .lines()
        .map(|line| if line.is_empty() { String::new() } else { format!("    {line}") })
        .collect();
    let block = format!("    {call}\n\n{}\n", shown.join("\n"));
    if std::env::var_os("ATTEST_UPDATE").is_some() {
        std::fs::write(&path, format!("{}{block}{}", &readme[..start], &readme[end..])).unwrap();
        return;
    }
    assert_eq!(readme[start..end], block, "README.md shows an old card; ATTEST_UPDATE=1 writes it anew");
}
